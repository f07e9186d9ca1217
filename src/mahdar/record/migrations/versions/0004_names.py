"""Offices, references, and the forms by which an entity can be looked up."""

import json

import sqlalchemy as sa
from alembic import op

from mahdar.arabic import fold
from mahdar.record.schema.columns import WORDS

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables. Pages read until now tell of no office and no reference; their spellings are counted here."""
    op.create_table(
        "spellings",
        sa.Column("entity", WORDS, nullable=False),
        sa.Column("form", WORDS, nullable=False),
        sa.Column("folded", WORDS, nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("entity", "form", name=op.f("pk_spellings")),
    )
    op.create_table(
        "offices",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("entity", WORDS, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("role", WORDS, nullable=True),
        sa.Column("label", WORDS, nullable=True),
        sa.Column("of", WORDS, nullable=True),
        sa.Column("since", WORDS, nullable=True),
        sa.Column("until", WORDS, nullable=True),
        sa.Column("status", WORDS, nullable=True),
        sa.Column("basis", WORDS, nullable=False),
        sa.Column("known", WORDS, nullable=True),
        sa.Column("engine", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["page", "entity"],
            ["entities.page", "entities.id"],
            name=op.f("fk_offices_page_entity"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_offices_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "entity", "n", name=op.f("pk_offices")),
    )
    op.create_index(op.f("ix_offices_entity"), "offices", ["entity"], unique=False)
    op.create_table(
        "entity_references",
        sa.Column("page", WORDS, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("form", WORDS, nullable=False),
        sa.Column("entity", WORDS, nullable=False),
        sa.Column("sort", WORDS, nullable=False),
        sa.Column("why", WORDS, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("engine", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["page", "entity"],
            ["entities.page", "entities.id"],
            name=op.f("fk_entity_references_page_entity"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name=op.f("fk_entity_references_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "n", name=op.f("pk_entity_references")),
    )
    op.create_index(op.f("ix_entity_references_entity_form_page"), "entity_references", ["entity", "form", "page"], unique=False)
    # The page too, so that spellings are counted from the index alone.
    op.drop_index(op.f("ix_names_entity_form"), table_name="names")
    op.create_index(op.f("ix_names_entity_form_page"), "names", ["entity", "form", "page"], unique=False)
    _count_spellings(op.get_bind())


def downgrade() -> None:
    """Drop them, and the evidence of offices."""
    op.execute("DELETE FROM evidence WHERE owner_kind = 'office'")
    op.drop_index(op.f("ix_names_entity_form_page"), table_name="names")
    op.create_index(op.f("ix_names_entity_form"), "names", ["entity", "form"], unique=False)
    op.drop_table("entity_references")
    op.drop_table("offices")
    op.drop_table("spellings")


def _count_spellings(connection: sa.Connection) -> None:
    """Each label and each spelling of a name, with the number of pages that have it."""
    on_page = {(page, entity, form) for page, entity, form in connection.execute(sa.text("SELECT page, entity, form FROM names"))}
    for page, entity, labels in connection.execute(sa.text("SELECT page, id, labels FROM entities")):
        on_page.update((page, entity, label) for label in json.loads(labels).values())
    counts: dict[tuple[str, str], int] = {}
    for _, entity, form in on_page:
        counts[entity, form] = counts.get((entity, form), 0) + 1
    table = sa.table("spellings", *map(sa.column, ("entity", "form", "folded", "pages")))
    rows = [{"entity": entity, "form": form, "folded": fold(form), "pages": pages} for (entity, form), pages in sorted(counts.items())]
    if rows:
        connection.execute(sa.insert(table), rows)
