"""Items of Wikidata out of the JSON result of a SPARQL query (https://www.w3.org/TR/sparql11-results-json/)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from mahdar.errors import DataError
from mahdar.knowledge import edtf
from mahdar.knowledge.rows import Fault
from mahdar.knowledge.wikidata.dump import TIME
from mahdar.knowledge.wikidata.items import Held, Item, Position

VARIABLES = {
    "item": "the item",
    "itemLabel": "a label, Arabic or English by its letters",
    "ar": "the Arabic label",
    "en": "the English label",
    "itemAltLabel": "aliases with commas between, as the label service gives them",
    "altLabels": "aliases with | between",
    "kind": "the item's class, or a kind of entry in a word",
    "office": "a position that was held",
    "officeLabel": "its English label",
    "of": "the state or organization that the office is of",
    "start": "when it began",
    "end": "when it ended",
    "country": "the item's country or citizenship",
    "coord": "where it lies",
}
"""The variables of a SPARQL result that are read. Rows of one item are joined; other variables are left alone."""

_POINT = re.compile(r"Point\((-?\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?)\)", re.ASCII)
_ARABIC = re.compile(r"[\u0620-\u064a]")
_QID = re.compile(r"Q[1-9]\d*")


class _Cell(msgspec.Struct):
    value: str


class _Bindings(msgspec.Struct):
    bindings: list[dict[str, _Cell]]


class _Head(msgspec.Struct):
    vars: list[str]


class _Sparql(msgspec.Struct):
    head: _Head
    results: _Bindings


def items_of(text: bytes, path: str) -> Iterator[Item | Fault]:
    """The items of a result, whose rows may tell of an item in any order. An item's line is the number of its first row.

    Raises `DataError` where it isn't one, or has no variable ``item``.
    """
    try:
        result = msgspec.json.decode(text, type=_Sparql)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: expected a SPARQL result as JSON, got a fault: {error}") from None
    if "item" not in result.head.vars:
        raise DataError(f"{path}: expected a SPARQL result with the variable item ({', '.join(VARIABLES)}), got {', '.join(result.head.vars)}")
    grouped: dict[str, list[dict[str, str]]] = {}
    first: dict[str, int] = {}
    for number, binding in enumerate(result.results.bindings, 1):
        row = {name: cell.value for name, cell in binding.items()}
        id_ = _id_of(row.get("item", ""))
        if not _QID.fullmatch(id_):
            yield Fault(f"{path}, row {number}", None, f"expected an item in the variable item, got {row.get('item')!r}")
            continue
        grouped.setdefault(id_, []).append(row)
        first.setdefault(id_, number)
    for id_, rows in grouped.items():
        yield _of_group(id_, first[id_], rows)


def _of_group(id_: str, line: int, rows: list[dict[str, str]]) -> Item:
    def all_of(*names: str) -> list[str]:
        return list(dict.fromkeys(row[name] for name in names for row in rows if row.get(name)))

    labels = [label for label in all_of("ar", "en", "itemLabel") if label != id_]  # The label service gives the id where there is no label.
    others = [part.strip() for text in all_of("itemAltLabel") for part in text.split(",")]
    others += [part.strip() for text in all_of("altLabels") for part in text.split("|")]
    names = [*labels, *filter(None, others)]
    arabic = [name for name in names if _ARABIC.search(name)]
    latin = [name for name in names if not _ARABIC.search(name)]
    kinds = all_of("kind")
    point = next((found for text in all_of("coord") if (found := _POINT.fullmatch(text))), None)
    return Item(
        id=id_,
        line=line,
        en=next((label for label in labels if not _ARABIC.search(label)), latin[0] if latin else ""),
        ar=arabic[0] if arabic else "",
        other_ar=tuple(arabic[1:]),
        other_en=tuple(latin[1:]),
        classes=tuple(_id_of(kind) for kind in kinds),
        kind=next((kind for kind in kinds if kind.isalpha()), None),
        countries=tuple(map(_id_of, all_of("country"))),
        held=tuple(dict.fromkeys(held for row in rows if (held := _held_in(row)))),
        lat=float(point[2]) if point else None,
        lon=float(point[1]) if point else None,
    )


def _held_in(row: dict[str, str]) -> Held | None:
    if not row.get("office"):
        return None
    of = (_id_of(row["of"]),) if row.get("of") else ()
    about = Position(label=row.get("officeLabel", ""))
    return Held(position=_id_of(row["office"]), about=about, of=of, start=_day(row.get("start")), end=_day(row.get("end")))


def _day(value: str | None) -> str | None:
    """A time of a SPARQL result, which has no precision: the first of January stands for the year."""
    found = TIME.fullmatch(value or "")
    if found is None:
        return None
    day = found[1] if (found[2], found[3]) == ("01", "01") else "-".join(found.groups())
    return day if edtf.is_date(day) else None


def _id_of(value: str) -> str:
    """The id at the end of an item's address."""
    return value.rpartition("/")[2]
