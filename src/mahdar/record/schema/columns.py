"""What the tables are made of: columns, each with what it holds in words."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, ForeignKeyConstraint, Integer, MetaData, String, Text
from sqlalchemy import text as sql
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


# On PostgreSQL too words are ordered and compared by their code points, whatever the database's own rules are: lists come in one order, and
# dates (EDTF) compare as text. Migrations take these types from here.
WORDS: TypeEngine[str] = String().with_variant(String(collation="C"), "postgresql")
LONG_WORDS: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")


def text(name: str, comment: str, *, null: bool = False) -> Column[str]:
    """A column of words. Every column says what it holds."""
    return Column(name, WORDS, nullable=null, comment=comment)


def whole(name: str, comment: str, *, null: bool = False) -> Column[int]:
    """A column of whole numbers."""
    return Column(name, Integer, nullable=null, comment=comment)


def real(name: str, comment: str) -> Column[float]:
    """A column of numbers."""
    kind: TypeEngine[float] = Float()
    return Column(name, kind, nullable=False, comment=comment)


def page() -> Column[str]:
    """The page that a row belongs to, and with which it goes."""
    return Column("page", WORDS, ForeignKey("pages.id", ondelete="CASCADE"), nullable=False, comment="the page, `pages.id`")


def place(comment: str = "place in the page's order, from 0") -> Column[int]:
    """The place of a row in its page's order."""
    return whole("n", comment)


def span() -> tuple[Column[int], Column[int]]:
    """A span of the page's text."""
    return whole("start", "first code point in the page's text"), whole("end", "code point after the last")


def day() -> Column[str]:
    """The date of a page beside what is listed by it: a copy, so that an index gives the latest first."""
    comment = "date of the page's own capture (EDTF), as `captures` tells it; empty where none is known"
    return Column("day", WORDS, nullable=False, server_default=sql("''"), comment=comment)


def engine() -> Column[str]:
    """The version that made a row."""
    return text("engine", "version of Mahdar that made this row")


def of_entity(column: str = "entity") -> ForeignKeyConstraint:
    """What ``column`` refers to: an entity of the same page."""
    # Deferred, since a page's entities are replaced together with what refers to them.
    return ForeignKeyConstraint(["page", column], ["entities.page", "entities.id"], ondelete="CASCADE", deferrable=True, initially="DEFERRED")
