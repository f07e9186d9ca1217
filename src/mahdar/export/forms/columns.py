"""Parquet: the rows of JSON Lines as typed columns, nested as they are, evidence as lists of structs.

The schema follows from the noun of the kind alone (`schema`), so that a file of no rows has the same one. Labels by language are maps.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import inspect

from mahdar.export.selecting import NOUNS, Item, Kind
from mahdar.export.writing import To

ROWS = 2_000
"""Rows of a row group."""


def write(found: Iterator[Item], to: To) -> Iterator[bytes]:
    """The file, a row group at a time."""
    rows = schema(to.kind)
    out = _Out()
    with pq.ParquetWriter(pa.PythonFile(out, mode="w"), rows, compression="zstd") as writer:
        while some := list(islice(found, ROWS)):
            writer.write_table(pa.Table.from_pylist([msgspec.to_builtins(one) for one in some], schema=rows))
            yield out.taken()
    yield out.taken()


def schema(kind: Kind) -> pa.Schema:
    """The columns of a kind."""
    told = inspect.type_info(NOUNS[kind])
    assert isinstance(told, inspect.StructType)
    return pa.schema([_field(field) for field in told.fields])


def _field(field: inspect.Field) -> pa.Field:
    nullable = isinstance(field.type, inspect.UnionType) and field.type.includes_none
    return pa.field(field.encode_name, _type(field.type), nullable=nullable)


def _type(told: inspect.Type) -> pa.DataType:
    if isinstance(told, inspect.UnionType):
        [kind] = {_type(one) for one in told.types if not isinstance(one, inspect.NoneType)}
        return kind
    if isinstance(told, inspect.StructType):
        return pa.struct([_field(field) for field in told.fields])
    if isinstance(told, inspect.VarTupleType):
        return pa.list_(pa.field("element", _type(told.item_type), nullable=False))
    if isinstance(told, inspect.DictType):
        return pa.map_(_type(told.key_type), _type(told.value_type))
    return _PLAIN[type(told)]


_PLAIN: dict[type[inspect.Type], pa.DataType] = {
    inspect.StrType: pa.string(),
    inspect.LiteralType: pa.string(),
    inspect.IntType: pa.int64(),
    inspect.FloatType: pa.float64(),
    inspect.BoolType: pa.bool_(),
}


class _Out(io.RawIOBase):
    """Keeps what is written until it is taken."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        return True

    def write(self, some: Any) -> int:
        piece = bytes(some)
        self._held.append(piece)
        self._at += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._at

    def taken(self) -> bytes:
        """What was written since the last time."""
        piece, self._held = b"".join(self._held), []
        return piece
