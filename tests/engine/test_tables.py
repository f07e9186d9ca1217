from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa

from mahdar.engine.linking import SCHEMAS as LINKS
from mahdar.engine.tables import LAYERS, SCHEMAS, arrow, readings, rows_of
from mahdar.model import Reading
from mahdar.reader import Reader
from tests.support.pages import page_of

TEXT = (
    "انطلاق الجولة العشرين من محادثات أستانا\n\nأستانا – قال وزير الخارجية الروسي سيرغي لافروف يوم 22 يونيو 2023 إن المحادثات بدأت في موعدها، "
    "مضيفا أن الوفود كلها حضرت. ودعا نائب وزير الخارجية التركي أحمد يلديز إلى وقف القصف في إدلب، وأكد أن أنقرة تريد حلا سياسيا.\n"
)


def read(*sources: str) -> list[Reading]:
    reader = Reader()
    return [reader.read(page_of(TEXT, source)) for source in sources]


def test_readings_come_back_as_they_were() -> None:
    found = read("a.txt", "b.txt")
    rows: dict[str, list[dict[str, object]]] = {table: [] for table in SCHEMAS}
    for reading in found:
        for table, some in rows_of(reading).items():
            rows[table] += some
    assert rows["names"]
    assert rows["statements"]
    tables: dict[str, pa.Table] = {table: arrow(table, some) for table, some in rows.items()}
    assert list(readings({table: made.to_batches(max_chunksize=3) for table, made in tables.items()})) == found
    for layer in LAYERS:
        table = tables[layer]
        if "quote" in table.column_names:
            assert table["quote"].to_pylist() == [TEXT[row["start"] : row["end"]] for row in table.to_pylist()]


def test_every_table_tells_where_its_rows_are_from() -> None:
    for table, schema in SCHEMAS.items():
        assert "source" in schema.names, table
        assert table == "errors" or schema.names[:2] == ["page", "source"]


def test_every_table_and_column_is_documented(root: Path) -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", (root / "docs/scale.md").read_text(encoding="utf-8"), re.MULTILINE))
    for table, schema in {**SCHEMAS, **LINKS}.items():
        told = set(re.findall(r"`(\w+)`", rows[table]))
        assert told | {"page", "source", "n"} >= set(schema.names), table
