"""What faces are told from: dates beside what is listed by them, the forms that pages use, counted (`Record.open` fills in these), and rounds."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from mahdar.record.schema.columns import WORDS

revision = "0013"
down_revision = "0012"

_INDEXES = (
    ("pages", ("day",), None),
    ("statements", ("day",), None),
    ("statements", ("speaker", "day"), ("speaker",)),
    ("statements", ("addressee", "day"), ("addressee",)),
    ("entities", ("id", "day", "wikidata"), ("id",)),
)
"""Indexes by table and columns, each with the columns of the one that it is made in place of."""

_OF_ROUNDS = (
    ("round_ids", ("meeting",), ("round",)),
    ("round_pages", ("page", "round"), ()),
    ("round_entities", ("entity", "round"), ()),
    ("rounds_waiting", ("key",), ("digest",)),
)
"""Tables of words, with the columns of their keys and the others."""


def upgrade() -> None:
    """Add the columns with the dates of what is there, and make the indexes and the table."""
    for table, page in (("pages", "id"), ("statements", "page"), ("entities", "page")):
        op.add_column(table, sa.Column("day", WORDS, nullable=False, server_default=sa.text("''")))
        published = f"SELECT c.published FROM captures c JOIN pages p ON p.id = c.page AND p.source = c.source WHERE c.page = {table}.{page}"
        op.execute(f"UPDATE {table} SET day = coalesce(({published}), '')")
    for table, columns, old in _INDEXES:
        if old:
            op.drop_index(_name(table, old), table_name=table)
        op.create_index(_name(table, columns), table, list(columns), unique=False)
    words = ("form", "outlet", "outlet_entity", "month")
    op.create_table(
        "usage",
        sa.Column("entity", WORDS, nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        *(sa.Column(name, WORDS, nullable=False) for name in words),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("reports", "captures", "pages", "times")),
        *(sa.Column(name, WORDS, nullable=False) for name in ("first", "last", "example")),
        sa.PrimaryKeyConstraint("entity", "named", *words, name=op.f("pk_usage")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "met",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("series", WORDS, nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("undated", sa.Boolean(), nullable=False),
        sa.Column("day", WORDS, nullable=False),
        sa.Column("shown", WORDS, nullable=False),
        sa.Column("thin", sa.Boolean(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("round", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_met")),
    )
    op.create_index(_name("met", ("series", "day")), "met", ["series", "day"], unique=False)
    for table, keys, others in _OF_ROUNDS:
        made: list[sa.Column[Any]] = [sa.Column(name, WORDS, nullable=False) for name in (*keys, *others)]
        if table == "round_entities":
            made.append(sa.Column("takes_part", sa.Boolean(), nullable=False))
        op.create_table(table, *made, sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{table}")))
    for table in ("round_ids", "round_pages"):
        op.create_index(_name(table, ("round",)), table, ["round"], unique=False)
    op.execute("INSERT INTO rounds_waiting SELECT DISTINCT page, '' FROM meetings")


def downgrade() -> None:
    """Drop them."""
    for table in ("rounds_waiting", "round_entities", "round_pages", "round_ids", "met", "usage"):
        op.drop_table(table)
    for table, columns, old in _INDEXES:
        op.drop_index(_name(table, columns), table_name=table)
        if old:
            op.create_index(_name(table, old), table, list(old), unique=False)
    for table in ("pages", "statements", "entities"):
        op.drop_column(table, "day")


def _name(table: str, columns: tuple[str, ...]) -> str:
    return op.f(f"ix_{table}_{'_'.join(columns)}")
