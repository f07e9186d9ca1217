"""What search finds, and the terms by which it does. Derived from the other tables (`mahdar.record.indexing`)."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table
from sqlalchemy import text as sql

from mahdar.record.schema.columns import LONG_WORDS, WORDS, metadata, text

_WIDE = BigInteger().with_variant(Integer(), "sqlite")  # only an INTEGER is SQLite's own row number

search_docs = Table(
    "search_docs",
    metadata,
    Column("n", _WIDE, primary_key=True, autoincrement=False, comment="sort, day of publication and a hash: the latest of a sort is the greatest"),
    text("sort", "entity, meeting, statement or page"),
    text("item", "its id, empty of a page; a meeting has a row for each page that tells of it"),
    Column("page", WORDS, ForeignKey("pages.id", ondelete="CASCADE"), nullable=True, comment="the page, `pages.id`; null of an entity"),
    comment="Derived: a thing that search finds. Their terms are in `search_texts`, in the same transaction.",
)
_PAGED, _NAMED = sql("page IS NOT NULL"), sql("page IS NULL")
Index(None, search_docs.c.page, sqlite_where=_PAGED, postgresql_where=_PAGED)
Index(None, search_docs.c.item, sqlite_where=_NAMED, postgresql_where=_NAMED)

search_texts = Table(
    "search_texts",
    metadata,
    Column("n", _WIDE, ForeignKey("search_docs.n", ondelete="CASCADE"), primary_key=True, autoincrement=False, comment="the thing, `search_docs.n`"),
    Column(
        "marks", LONG_WORDS, nullable=False, comment="the values that fields of a query can ask for, and that results are counted by: `field:value`"
    ),
    Column("head", LONG_WORDS, nullable=False, comment="terms of its title, name or speaker, in order, a space between two"),
    Column("body", LONG_WORDS, nullable=False, comment="terms of its words: the article, the content, the evidence"),
    comment="Derived: the terms of a thing (`mahdar.search.analyzer`), as the full-text index of the store holds them (`search_index` in SQLite).",
)

INDEX = ("search_index", "search_index_config", "search_index_data", "search_index_idx")
"""Tables of SQLite's full-text index, which triggers keep in step with `search_texts`."""
