"""Vectors of statements, by which those that say alike are found."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Integer, LargeBinary, Table, UniqueConstraint

from mahdar.record.schema.columns import metadata, page, text, whole

vectors = Table(
    "vectors",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True, comment="a number for the statement, greater than all before it"),
    page(),
    text("statement", "statement id"),
    text("model", "what made the vector"),
    whole("dims", "how many numbers it has"),
    Column("vector", LargeBinary, nullable=False, comment="a signed byte for each number; only the direction counts"),
    UniqueConstraint("page", "statement"),
    ForeignKeyConstraint(["page", "statement"], ["statements.page", "statements.id"], ondelete="CASCADE"),
    comment="What a statement says, as a vector; `mahdar embed` makes those that lack. It goes with its statement.",
    sqlite_autoincrement=True,
)
