"""The gazetteer of populated places: reads ``data/places.tsv``, which ``tools/places.py`` makes from GeoNames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

import msgspec

from mahdar.errors import DataError
from mahdar.knowledge.forms import Place, Settlement, SettlementUse

COLUMNS = ("id", "en", "names", "use", "state", "lat", "lon", "population", "geonames")
"""The columns of ``places.tsv``; ``names`` are parted by ``|``. A row without names gives the place in ``places.toml`` of its id a position."""

_USES = get_args(SettlementUse)


class Row(msgspec.Struct, frozen=True, gc=False):
    """A line of the table. ``names`` is empty where the place is one of ``places.toml``."""

    id: str
    en: str
    names: tuple[str, ...]
    use: SettlementUse
    state: str
    lat: float
    lon: float
    population: int | None
    geonames: int


def read_rows(source: str, text: str) -> Iterator[Row]:
    """The rows of the table ``text``, comments and the line of column names left out.

    Raises `DataError` naming ``source``, the line's number and what was expected there.
    """
    seen: dict[str, int] = {}
    headed = False
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if not headed:
            if tuple(cells) != COLUMNS:
                raise DataError(f"{source}, line {number}: expected the columns {', '.join(COLUMNS)}, got {', '.join(cells)}")
            headed = True
            continue
        try:
            row = _row(cells)
        except ValueError as error:
            raise DataError(f"{source}, line {number}: {error}") from None
        if row.id in seen:
            raise DataError(f"{source}, line {number}: expected an id of its own, got {row.id!r} of line {seen[row.id]}")
        seen[row.id] = number
        yield row


def _row(cells: list[str]) -> Row:
    if len(cells) != len(COLUMNS):
        raise ValueError(f"expected {len(COLUMNS)} cells, got {len(cells)}")
    id_, en, names, use, state, lat, lon, population, geonames = cells
    if not id_ or not en:
        raise ValueError("expected an id and an English name, got an empty cell")
    if use not in _USES:
        raise ValueError(f"expected a use, one of {', '.join(_USES)}, got {use!r}")
    spellings = tuple(names.split("|")) if names else ()
    if short := next((n for n in spellings if len(n) < 2), None):
        raise ValueError(f"expected names of two letters or more, got {short!r}")
    at = float(lat), float(lon)
    if not (-90 <= at[0] <= 90 and -180 <= at[1] <= 180):
        raise ValueError(f"expected degrees of latitude and longitude, got {lat} and {lon}")
    return Row(id_, en, spellings, use, state, *at, int(population) if population else None, int(geonames))  # type: ignore[arg-type]


def with_settlements(places: Iterable[Place], rows: Iterable[Row], known: str) -> tuple[tuple[Place, ...], tuple[Settlement, ...]]:
    """``places`` with the positions that ``rows`` have for them, and the places that are in ``rows`` alone.

    ``known`` says where the rows are from; with a position a place that was unverified is known by it. A position that a place has of its own
    stays. Raises `DataError` for a row without names that
    has no place.
    """
    listed = {place.id: place for place in places}
    settlements = []
    for row in rows:
        if row.names:
            if row.id in listed:
                raise DataError(f"places.tsv, {row.id}: expected an id that places.toml doesn't have")
            settlements.append(
                Settlement(
                    id=row.id, en=row.en, names=row.names, use=row.use, state=row.state or None, sort="city", lat=row.lat, lon=row.lon,
                    population=row.population, geonames=row.geonames, known=known, needs_context=row.use == "headed",
                )
            )  # fmt: skip
        elif (place := listed.get(row.id)) is None:
            raise DataError(f"places.tsv, {row.id}: expected names, or the id of a place in places.toml")
        elif place.lat is None:
            listed[row.id] = msgspec.structs.replace(
                place,
                lat=row.lat,
                lon=row.lon,
                population=row.population,
                geonames=row.geonames,
                known=known if place.known == "unverified" else place.known,
            )
    return tuple(listed.values()), tuple(settlements)
