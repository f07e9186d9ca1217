"""What search finds, and the terms by which it does. Derived from the other tables (`mahdar.record.indexing`)."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table

from mahdar.record.schema.columns import LONG_WORDS, WORDS, metadata, text

_WIDE = BigInteger().with_variant(Integer(), "sqlite")  # only an INTEGER is SQLite's own row number

search_docs = Table(
    "search_docs",
    metadata,
    Column("n", _WIDE, primary_key=True, autoincrement=False, comment="sort, day of publication and a hash: the latest of a sort is the greatest"),
    text("sort", "entity, meeting, statement or page"),
    text("item", "its id; a meeting has a row for each page that tells of it"),
    Column("page", WORDS, ForeignKey("pages.id", ondelete="CASCADE"), nullable=True, comment="the page, `pages.id`; null of an entity"),
    text("facets", "what results are counted by, as `field:value` with tabs between"),
    comment="Derived: a thing that search finds. Their terms are in `search_texts`, in the same transaction.",
)
Index(None, search_docs.c.page)
Index(None, search_docs.c.sort, search_docs.c.item)

search_texts = Table(
    "search_texts",
    metadata,
    Column("n", _WIDE, ForeignKey("search_docs.n", ondelete="CASCADE"), primary_key=True, autoincrement=False, comment="the thing, `search_docs.n`"),
    Column("head", LONG_WORDS, nullable=False, comment="terms of its title, name or speaker, in order, a space between two"),
    Column("body", LONG_WORDS, nullable=False, comment="terms of its words: the article, the content, the evidence"),
    Column("marks", LONG_WORDS, nullable=False, comment="a term for each value that a field of a query can ask for"),
    comment="Derived: the terms of a thing (`mahdar.search.analyzer`), as the full-text index of the store holds them (`search_index` in SQLite).",
)

INDEX = ("search_index", "search_index_config", "search_index_data", "search_index_idx")
"""Tables of SQLite's full-text index, which triggers keep in step with `search_texts`."""
