"""What came of the runs that filled the record."""

from __future__ import annotations

from sqlalchemy import Column, Table

from mahdar.record.schema.columns import WORDS, metadata, text

runs = Table(
    "runs",
    metadata,
    Column("began", WORDS, primary_key=True, comment="when it began (ISO 8601, UTC)"),
    Column("command", WORDS, primary_key=True, comment="`build` or `load`"),
    text("report", "the run report, as JSON (`--report`)"),
    comment="A run of a command that added pages. Nothing else depends on it; merged records have those of all.",
)
