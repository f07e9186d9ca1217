"""Parquet: a dump's rows, a small batch at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from mahdar.capture.raw import Failure, Raw
from mahdar.capture.rows import COLUMNS, CONTENT, Row, raw_of
from mahdar.errors import SourceError
from mahdar.model import Given

BATCH = 16
"""Rows taken in at once: few, for each may hold a page of the largest size."""


def rows(file: BinaryIO, source: str, given: Given) -> Iterator[Raw | Failure]:
    """The page of each row of the Parquet file ``file``, which can be sought in. Only the columns that are used are read."""
    number = 0
    try:
        # Column chunks pass through a small buffer rather than being taken in whole.
        with pq.ParquetFile(file, memory_map=False, pre_buffer=False, buffer_size=1 << 20) as table:
            columns = [name for name in COLUMNS if name in table.schema_arrow.names]
            if not set(columns) & set(CONTENT):
                found = ", ".join(table.schema_arrow.names[:20])
                yield Failure(source=source, reason=f"expected a column text, html or raw, got the columns {found or '(none)'}")
                return
            for batch in table.iter_batches(batch_size=BATCH, columns=columns, use_threads=False):
                for values in batch.to_pylist():
                    number += 1
                    yield _page(values, source, number, given)
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = f"expected Parquet, got a damaged file: {str(error).splitlines()[0][:200]}"
        yield Failure(source=source, reason=f"{reason}; what was whole before row {number + 1} is kept")


def _page(values: dict[str, Any], source: str, number: int, given: Given) -> Raw | Failure:
    try:
        row = msgspec.convert({name: _plain(value) for name, value in values.items()}, type=Row)
        return raw_of(row, source, number, given)
    except SourceError as error:
        return Failure(source=error.source, reason=f"row {number}: {error.reason}")
    except ValueError as error:
        return Failure(source=f"{source}#{number}", reason=f"row {number}: expected text, html or raw with url, published, outlet, title: {error}")


def _plain(value: object) -> object:
    """A value as JSON would have it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value.decode() if isinstance(value, bytes) else value
