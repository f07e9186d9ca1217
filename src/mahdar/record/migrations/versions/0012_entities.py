"""Entities across pages: which ids mean one, and which may."""

import sqlalchemy as sa
from alembic import op

from mahdar.record.schema.columns import WORDS

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the tables; all ids that pages made are still to be compared."""
    op.create_table(
        "entity_keys",
        sa.Column("key", WORDS, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("key", "id", name=op.f("pk_entity_keys")),
    )
    op.create_index(op.f("ix_entity_keys_id"), "entity_keys", ["id"])
    op.create_table(
        "entity_pairs",
        sa.Column("one", WORDS, nullable=False),
        sa.Column("other", WORDS, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("why", WORDS, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("but", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_entity_pairs")),
    )
    op.create_index(op.f("ix_entity_pairs_other"), "entity_pairs", ["other"])
    op.create_table(
        "entity_ids",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("to", WORDS, nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("why", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entity_ids")),
    )
    op.create_index(op.f("ix_entity_ids_to"), "entity_ids", ["to"])
    op.create_table("entities_waiting", sa.Column("id", WORDS, nullable=False), sa.PrimaryKeyConstraint("id", name=op.f("pk_entities_waiting")))
    op.execute("INSERT INTO entities_waiting SELECT DISTINCT id FROM entities WHERE id LIKE '%:%'")


def downgrade() -> None:
    """Drop them."""
    for table in ("entities_waiting", "entity_ids", "entity_pairs", "entity_keys"):
        op.drop_table(table)
