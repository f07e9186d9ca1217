"""Corrections: the log of judgements, what became of them, and what the machine had read of judged pages."""

import sqlalchemy as sa
from alembic import op

from mahdar.record.schema.columns import WORDS

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "judgements",
        *(sa.Column(name, WORDS, nullable=False) for name in ("id", "at", "who", "kind")),
        sa.Column("layer", WORDS, nullable=True),
        sa.Column("text_hash", WORDS, nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        *(sa.Column(name, WORDS, nullable=True) for name in ("quote", "item", "source", "field", "value")),
        sa.Column("words_start", sa.Integer(), nullable=True),
        sa.Column("words_end", sa.Integer(), nullable=True),
        sa.Column("entities", WORDS, nullable=False),
        sa.Column("why", WORDS, nullable=True),
        sa.Column("undoes", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgements")),
    )
    for column in ("text_hash", "item", "undoes"):
        op.create_index(op.f(f"ix_judgements_{column}"), "judgements", [column], unique=False)
    op.create_table(
        "judged",
        *(sa.Column(name, WORDS, nullable=False) for name in ("page", "judgement", "layer")),
        sa.Column("item", WORDS, nullable=True),
        sa.Column("status", WORDS, nullable=False),
        sa.Column("reason", WORDS, nullable=True),
        _of_page("judged"),
        sa.PrimaryKeyConstraint("page", "judgement", name=op.f("pk_judged")),
    )
    op.create_index(op.f("ix_judged_judgement"), "judged", ["judgement"], unique=False)
    op.create_index(op.f("ix_judged_layer_item"), "judged", ["layer", "item"], unique=False)
    op.create_table(
        "judged_entities",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("entity", WORDS, nullable=False),
        _of_page("judged_entities"),
        sa.PrimaryKeyConstraint("page", "entity", name=op.f("pk_judged_entities")),
    )
    op.create_index(op.f("ix_judged_entities_entity"), "judged_entities", ["entity"], unique=False)
    op.create_table(
        "redirects",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("to", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redirects")),
    )
    op.create_table(
        "machine_readings",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("reading", sa.LargeBinary(), nullable=False),
        _of_page("machine_readings"),
        sa.PrimaryKeyConstraint("page", name=op.f("pk_machine_readings")),
    )
    op.create_table(
        "machine_captures",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("told", WORDS, nullable=False),
        _of_page("machine_captures"),
        sa.PrimaryKeyConstraint("page", "source", name=op.f("pk_machine_captures")),
    )


def downgrade() -> None:
    """Drop them. Pages keep what was corrected until they are read again: an older version knows of no other reading."""
    for table in ("machine_captures", "machine_readings", "redirects"):
        op.drop_table(table)
    op.drop_index(op.f("ix_judged_entities_entity"), table_name="judged_entities")
    op.drop_table("judged_entities")
    op.drop_index(op.f("ix_judged_layer_item"), table_name="judged")
    op.drop_index(op.f("ix_judged_judgement"), table_name="judged")
    op.drop_table("judged")
    for column in ("undoes", "item", "text_hash"):
        op.drop_index(op.f(f"ix_judgements_{column}"), table_name="judgements")
    op.drop_table("judgements")


def _of_page(of: str) -> sa.ForeignKeyConstraint:
    """The page with which a row goes."""
    return sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f(f"fk_{of}_page"), ondelete="CASCADE")
