"""Searches that people keep."""

from __future__ import annotations

from sqlalchemy import Column, Table

from mahdar.record.schema.columns import WORDS, metadata, text

saved_searches = Table(
    "saved_searches",
    metadata,
    Column("id", WORDS, primary_key=True, comment="12 hex digits of SHA-256 over `query` and `who`: who keeps the same again renames it"),
    text("name", "what it is called"),
    text("query", "its address in the reading room: `search?q=…`, or `statements?…` with filters"),
    text("who", "who keeps it"),
    text("at", "since when (ISO 8601, UTC)"),
    comment="A search that somebody keeps, for all who read the record. Merged records have those of both.",
)
