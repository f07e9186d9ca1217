from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mahdar.capture import Failure, Raw
from mahdar.capture.parquet import rows
from mahdar.model import Given
from tests.support.archives import HTML, TEXT


def file(columns: dict[str, Any], **options: Any) -> io.BytesIO:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return io.BytesIO(out.getvalue())


def taken(data: io.BytesIO) -> list[Raw | Failure]:
    return list(rows(data, "d.parquet", Given(outlet="RT")))


def test_rows_are_pages_like_those_of_json_lines() -> None:
    columns = {"id": ["a", None], "text": [TEXT, TEXT], "title": ["عنوان", None], "url": ["https://site.example/", None], "unused": [[1], [2]]}
    first, second = taken(file(columns))
    assert isinstance(first, Raw)
    assert first.data.decode() == f"عنوان\n\n{TEXT}"
    assert first.given == Given(outlet="RT", title="عنوان")
    assert [first.source, second.source] == ["d.parquet#a", "d.parquet#2"]


@pytest.mark.parametrize(
    "value", [date(2024, 1, 24), datetime(2024, 1, 24, 10, tzinfo=UTC), datetime(2024, 1, 24, 10), "2024-01-24T10:00:00Z", 1706090400, 1706090400.0]
)
def test_any_type_of_date_is_read(value: object) -> None:
    (raw,) = taken(file({"text": [TEXT], "published": [value]}))
    assert isinstance(raw, Raw)
    assert raw.given.published == "2024-01-24"


def test_bytes_and_dictionaries_of_strings_are_text() -> None:
    (raw,) = taken(file({"html": pa.array([HTML]), "outlet": pa.array(["CNN"]).dictionary_encode()}))
    assert isinstance(raw, Raw)
    assert (raw.data, raw.media_type, raw.given.outlet) == (HTML, "text/html", "CNN")


def test_faulty_rows_cost_themselves() -> None:
    items = taken(file({"text": [TEXT, None, "", TEXT]}))
    assert [type(item) for item in items] == [Raw, Failure, Failure, Raw]
    assert isinstance(items[1], Failure)
    assert items[1] == Failure(source="d.parquet#2", reason="row 2: expected text, html or raw, got none of them")


def test_a_column_of_another_type_is_told() -> None:
    (failed,) = taken(file({"text": [5]}))
    assert isinstance(failed, Failure)
    assert "row 1: expected text, html or raw" in failed.reason
    assert "got `int` - at `$.text`" in failed.reason


def test_a_file_without_text_is_told_with_its_columns() -> None:
    assert taken(file({"body": [TEXT], "n": [1]})) == [
        Failure(source="d.parquet", reason="expected a column text, html or raw, got the columns body, n")
    ]


def test_a_damaged_group_of_rows_costs_itself() -> None:
    texts = [f"{TEXT} {number}" for number in range(150)]
    data = bytearray(file({"text": texts}, row_group_size=50, use_dictionary=False, compression="snappy").getvalue())
    second = pq.ParquetFile(io.BytesIO(bytes(data))).metadata.row_group(1).column(0).data_page_offset
    data[second : second + 40] = b"\xff" * 40
    items = taken(io.BytesIO(bytes(data)))
    assert [item.source for item in items if isinstance(item, Raw)] == [f"d.parquet#{number}" for number in (*range(1, 51), *range(101, 151))]
    assert isinstance(items[50], Failure)
    assert items[50].reason.startswith("expected Parquet, got damaged data in row group 2: ")
    assert items[50].reason.endswith("; rows 51 to 100 are lost")


@pytest.mark.parametrize("data", [b"PAR1", b"PAR1" + b"x" * 1000, b"PAR1" + b"\xff\xff\xff\x7fPAR1"])
def test_what_only_begins_like_parquet_is_told(data: bytes) -> None:
    (failed,) = taken(io.BytesIO(data))
    assert isinstance(failed, Failure)
    assert "expected Parquet, got a damaged file" in failed.reason
