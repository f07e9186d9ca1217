"""The tables in which readings are kept as Parquet: one for each noun, with columns that are the noun's fields.

The nouns of `mahdar.model` are the schema: a field that is text, a number or a list of them is a column of that type, a noun inside another
is a struct, a mapping a map. Every row begins with the page and the source that it is from; rows of a layer have their number in it (``n``),
and those that mark words the words themselves (``quote``). Nothing is lost on the way: `readings` gives back what `rows_of` was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec
import pyarrow as pa

from mahdar.model import Noun, Reading

Row = dict[str, Any]

LAYERS: Final = (
    "blocks",
    "times",
    "entities",
    "names",
    "references",
    "statements",
    "meetings",
    "commitments",
    "positions",
    "credits",
    "rejected",
)
"""The tables of nouns that a page has any number of."""


class Fault(Noun, frozen=True, kw_only=True):
    """A source that gave no reading, or only that of an empty page, and why; ``kind`` puts like reasons together."""

    source: str
    kind: str
    reason: str


def _arrow(kind: msgspec.inspect.Type) -> pa.DataType:
    """The column type of a field."""
    info = msgspec.inspect
    match kind:
        case info.StrType():
            return pa.string()
        case info.LiteralType():
            return pa.string()
        case info.IntType():
            return pa.int64()
        case info.FloatType():
            return pa.float64()
        case info.BoolType():
            return pa.bool_()
        case info.UnionType():
            (only,) = (one for one in kind.types if not isinstance(one, info.NoneType))
            return _arrow(only)
        case info.VarTupleType():
            return pa.list_(_arrow(kind.item_type))
        case info.DictType():
            return pa.map_(pa.string(), _arrow(kind.value_type))
        case info.StructType():
            return pa.struct([pa.field(field.name, _arrow(field.type)) for field in kind.fields])
    raise TypeError(f"expected a field that a column can hold, got {kind}")


def _item(kind: msgspec.inspect.Type) -> msgspec.inspect.StructType:
    """The noun of a layer."""
    assert isinstance(kind, msgspec.inspect.VarTupleType)
    assert isinstance(kind.item_type, msgspec.inspect.StructType)
    return kind.item_type


def _schemas() -> dict[str, pa.Schema]:
    reading = msgspec.inspect.type_info(Reading)
    assert isinstance(reading, msgspec.inspect.StructType)
    fields = {field.name: field.type for field in reading.fields}
    key = [pa.field("page", pa.string(), nullable=False), pa.field("source", pa.string(), nullable=False)]
    own = [name for name in fields if name not in (*LAYERS, "page", "source")]
    schemas = {"pages": pa.schema([*key, *(pa.field(name, _arrow(fields[name])) for name in own)])}
    for layer in LAYERS:
        noun = _item(fields[layer])
        columns = [pa.field(field.name, _arrow(field.type)) for field in noun.fields]
        quote = [pa.field("quote", pa.string())] if _marks_words(noun) else []
        schemas[layer] = pa.schema([*key, pa.field("n", pa.int64(), nullable=False), *columns, *quote])
    fault = msgspec.inspect.type_info(Fault)
    assert isinstance(fault, msgspec.inspect.StructType)
    schemas["errors"] = pa.schema([pa.field(field.name, _arrow(field.type), nullable=False) for field in fault.fields])
    return schemas


def _marks_words(noun: msgspec.inspect.StructType) -> bool:
    return {"start", "end"} <= {field.name for field in noun.fields} and all(
        isinstance(field.type, msgspec.inspect.IntType) for field in noun.fields if field.name in ("start", "end")
    )


SCHEMAS: Final[Mapping[str, pa.Schema]] = _schemas()
"""The columns of each table."""

_NOUNS: Final = {field.name: _item(field.type).cls for field in msgspec.inspect.type_info(Reading).fields if field.name in LAYERS}  # type: ignore[attr-defined]


def rows_of(reading: Reading) -> dict[str, list[Row]]:
    """The rows of ``reading``, by table."""
    key = {"page": reading.page, "source": reading.source}
    plain = msgspec.to_builtins(reading)
    rows: dict[str, list[Row]] = {}
    for layer in LAYERS:
        found = plain.pop(layer, ())
        quoted = "quote" in SCHEMAS[layer].names
        rows[layer] = [
            {**row, **key, "n": n, "quote": reading.text[row["start"] : row["end"]]} if quoted else {**row, **key, "n": n}
            for n, row in enumerate(found)
        ]
    rows["pages"] = [plain]
    return rows


def arrow(table: str, rows: list[Row]) -> pa.Table:
    """``rows`` as a table of the schema of ``table``."""
    return pa.Table.from_pylist(rows, schema=SCHEMAS[table])


def readings(tables: Mapping[str, Iterable[pa.RecordBatch]]) -> Iterator[Reading]:
    """The readings whose rows are in ``tables``, in their order; every layer's rows stand in the order of the pages."""
    layers = {layer: _Rows(tables.get(layer, ())) for layer in LAYERS}
    for row in _each(tables["pages"]):
        of = (row["page"], row["source"])
        whole = row | {layer: [_noun(layer, one) for one in rows.of(of)] for layer, rows in layers.items()}
        yield msgspec.convert(whole, Reading)
    for layer, rows in layers.items():
        if (left := rows.next_key()) is not None:
            raise ValueError(f"expected rows of {layer} of the pages beside them, got some of {left[1]}")


def _noun(layer: str, row: Row) -> object:
    fields = {name: value for name, value in row.items() if name not in _ADDED[layer]}
    return msgspec.convert(fields, _NOUNS[layer])


_ADDED = {layer: {"page", "source", "n", "quote"} - set(_NOUNS[layer].__struct_fields__) for layer in LAYERS}


class _Rows:
    """The rows of a table, page by page."""

    def __init__(self, batches: Iterable[pa.RecordBatch]) -> None:
        self._rows = _each(batches)
        self._next: Row | None = next(self._rows, None)

    def next_key(self) -> tuple[str, str] | None:
        """The page and source of the next row; None at the end."""
        return (self._next["page"], self._next["source"]) if self._next is not None else None

    def of(self, key: tuple[str, str]) -> Iterator[Row]:
        """The rows of this page, if they are next."""
        while self._next is not None and self.next_key() == key:
            yield self._next
            self._next = next(self._rows, None)


def _each(batches: Iterable[pa.RecordBatch]) -> Iterator[Row]:
    for batch in batches:
        yield from batch.to_pylist(maps_as_pydicts="strict")
