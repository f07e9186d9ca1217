"""What is read of Wikidata's items, whatever form they come in."""

from __future__ import annotations

import msgspec


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a position beside its id: its English label, the positions that it is a kind of, the items that it is of."""

    label: str = ""
    kinds: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A position that an item says was held. Times are EDTF, of what there is in the item."""

    position: str
    about: Position = Position()
    of: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """What is read of an item of Wikidata, from whatever form. ``kind`` is what the source itself calls it."""

    id: str
    line: int
    en: str = ""
    ar: str = ""
    other_ar: tuple[str, ...] = ()
    other_en: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    kind: str | None = None
    countries: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()
    gender: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    revision: int | None = None
