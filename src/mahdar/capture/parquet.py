"""Parquet: a dump's rows, one at a time: each may hold a page of the largest size, and a small file may hold a huge value many times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from mahdar.capture.limits import MAX_LINE_BYTES, MIB
from mahdar.capture.raw import Failure, Raw
from mahdar.capture.rows import COLUMNS, CONTENT, Row, raw_of
from mahdar.errors import SourceError
from mahdar.model import Given

_FAULTS = (pa.ArrowException, OSError, ValueError)


def rows(file: BinaryIO, source: str, given: Given) -> Iterator[Raw | Failure]:
    """The page of each row of the Parquet file ``file``, which can be sought in. Only the columns that are used are read.

    A damaged group of rows gives what is whole before the damage and costs what comes after it in the group.
    """
    try:
        # Column chunks pass through a small buffer rather than being taken in whole.
        with pq.ParquetFile(file, memory_map=False, pre_buffer=False, buffer_size=1 << 20) as table:
            columns = [name for name in COLUMNS if name in table.schema_arrow.names]
            if not set(columns) & set(CONTENT):
                found = ", ".join(table.schema_arrow.names[:20])
                yield Failure(source=source, reason=f"expected a column text, html or raw, got the columns {found or '(none)'}")
                return
            before = 0
            for group in range(table.num_row_groups):
                yield from _group(table, group, before, columns, source, given)
                before += table.metadata.row_group(group).num_rows
    except _FAULTS as error:
        yield Failure(source=source, reason=f"expected Parquet, got a damaged file: {_told(error)}")


def _group(table: pq.ParquetFile, group: int, before: int, columns: list[str], source: str, given: Given) -> Iterator[Raw | Failure]:
    """The pages of one group of rows; ``before`` is how many rows come before it."""
    number = before
    try:
        for batch in table.iter_batches(batch_size=1, row_groups=[group], columns=columns, use_threads=False):
            number += 1
            yield _page(batch, source, number, given)
    except _FAULTS as error:
        lost = f"rows {number + 1} to {before + table.metadata.row_group(group).num_rows}"
        yield Failure(source=source, reason=f"expected Parquet, got damaged data in row group {group + 1}: {_told(error)}; {lost} are lost")


def _page(batch: pa.RecordBatch, source: str, number: int, given: Given) -> Raw | Failure:
    """The page of a batch of one row."""
    # What a dictionary holds is small, or stands in other rows too.
    if (size := sum(column.nbytes for column in batch.columns if not pa.types.is_dictionary(column.type))) > MAX_LINE_BYTES:
        reason = f"row {number}: expected a row of at most {MAX_LINE_BYTES // MIB} MiB, got {size / MIB:.1f} MiB; passed over"
        return Failure(source=f"{source}#{number}", reason=reason)
    values: dict[str, Any] = batch.to_pylist()[0]
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


def _told(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
