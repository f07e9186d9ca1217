"""The schema told in Markdown, from the comments of `mahdar.record.schema`; ``docs/record.md`` ends with it.

``python -m mahdar.record.describe docs/record.md`` writes it anew below the line that says so.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sqlalchemy import Table

from mahdar.record.schema import metadata

MARK = "<!-- from here on made by `python -m mahdar.record.describe docs/record.md` -->"


def describe() -> str:
    """A section a table: what a row is, then its columns."""
    return "\n".join(_table(metadata.tables[name]) for name in sorted(metadata.tables))


def _table(table: Table) -> str:
    lines = [f"### {table.name}", "", f"{table.comment}", "", "| column | type | key | what it holds |", "|---|---|---|---|"]
    for column in table.columns:
        keys = ["primary"] if column.primary_key else []
        keys += sorted({f"→ {key.column.table.name}" for key in column.foreign_keys})
        kind = str(column.type).lower() + (", null" if column.nullable else "")
        lines.append(f"| `{column.name}` | {kind} | {', '.join(keys)} | {column.comment} |")
    return "\n".join([*lines, ""])


def refresh(path: Path) -> str:
    """The text of the file at ``path`` with the part below `MARK` made anew."""
    return path.read_text(encoding="utf-8").partition(MARK)[0] + MARK + "\n\n" + describe()


if __name__ == "__main__":
    document = Path(sys.argv[1])
    document.write_text(refresh(document), encoding="utf-8")
