"""An item of Wikidata as its JSON dumps have it (https://www.wikidata.org/wiki/Wikidata:Database_download)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from mahdar.knowledge import edtf
from mahdar.knowledge.wikidata.items import Held, Item, Position

TIME = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)T.*")
"""A time of the common era as Wikidata writes it: year, month and day, which are 00 where they aren't known."""

_NUMBER = re.compile(r"\d{1,18}")
_GENDERS = {"Q6581097": "m", "Q6581072": "f"}
_POSITION = (b'"Q4164871"', b'"Q294414"')  # position, public office
_YEAR, _DAY = 9, 11  # precisions of times


class _Value(msgspec.Struct):
    value: msgspec.Raw


class _Snak(msgspec.Struct):
    datavalue: _Value | None = None


class _Qualifiers(msgspec.Struct):
    P580: tuple[_Snak, ...] = ()
    P582: tuple[_Snak, ...] = ()
    P642: tuple[_Snak, ...] = ()
    P1001: tuple[_Snak, ...] = ()


class _Claim(msgspec.Struct):
    mainsnak: _Snak
    rank: str = "normal"
    qualifiers: _Qualifiers | list[msgspec.Raw] = []


class _Claims(msgspec.Struct):
    """The claims that are read: instance of, country, citizenship, sex, position held, coordinates, GeoNames, kind of, jurisdiction."""

    P31: tuple[_Claim, ...] = ()
    P17: tuple[_Claim, ...] = ()
    P27: tuple[_Claim, ...] = ()
    P21: tuple[_Claim, ...] = ()
    P39: tuple[_Claim, ...] = ()
    P625: tuple[_Claim, ...] = ()
    P1566: tuple[_Claim, ...] = ()
    P279: tuple[_Claim, ...] = ()
    P1001: tuple[_Claim, ...] = ()


class _Text(msgspec.Struct):
    value: str


class _Labels(msgspec.Struct):
    ar: _Text | None = None
    en: _Text | None = None
    mul: _Text | None = None
    fr: _Text | None = None
    de: _Text | None = None
    es: _Text | None = None


class _Aliases(msgspec.Struct):
    ar: tuple[_Text, ...] = ()
    en: tuple[_Text, ...] = ()


class _Entity(msgspec.Struct):
    """An item as JSON. What is empty is an empty list there, PHP's way."""

    id: str
    labels: _Labels | list[msgspec.Raw] = []
    aliases: _Aliases | list[msgspec.Raw] = []
    claims: _Claims | list[msgspec.Raw] = []
    lastrevid: int | None = None


class _Id(msgspec.Struct):
    id: str


class _Moment(msgspec.Struct):
    time: str
    precision: int


class _Point(msgspec.Struct):
    latitude: float
    longitude: float


_ENTITIES = msgspec.json.Decoder(_Entity)


def item_of(text: bytes, line: int) -> Item:
    """The item that an object of JSON is. Raises `msgspec.DecodeError` where it is none."""
    entity = _ENTITIES.decode(text)
    labels = entity.labels if isinstance(entity.labels, _Labels) else _Labels()
    aliases = entity.aliases if isinstance(entity.aliases, _Aliases) else _Aliases()
    claims = entity.claims if isinstance(entity.claims, _Claims) else _Claims()
    latin = [label.value for label in (labels.en, labels.mul, labels.fr, labels.de, labels.es) if label]
    point = next((_decoded(raw, _Point) for raw in _values(claims.P625)), None)
    geonames = next((_decoded(raw, str) for raw in _values(claims.P1566)), None)
    return Item(
        id=entity.id,
        line=line,
        en=latin[0] if latin else "",
        ar=labels.ar.value if labels.ar else "",
        other_ar=tuple(alias.value for alias in aliases.ar),
        other_en=tuple(alias.value for alias in aliases.en),
        classes=_ids(claims.P31),
        countries=_ids(claims.P27) or _ids(claims.P17),
        held=tuple(_held(claim) for claim in _best(claims.P39, keep_normal=True) if _ids((claim,))),
        gender=next((_GENDERS[item] for item in _ids(claims.P21) if item in _GENDERS), None),
        lat=point.latitude if point else None,
        lon=point.longitude if point else None,
        geonames=int(geonames) if geonames and _NUMBER.fullmatch(geonames) else None,
        revision=entity.lastrevid,
    )


def position_of(text: bytes) -> tuple[str, Position] | None:
    """The id of an item and what it says of itself as a position; None where it is no item, or no position."""
    if not any(mark in text for mark in _POSITION):
        return None
    try:
        entity = _ENTITIES.decode(text)
    except msgspec.DecodeError:
        return None
    claims = entity.claims if isinstance(entity.claims, _Claims) else _Claims()
    label = entity.labels.en if isinstance(entity.labels, _Labels) else None
    kinds, of = (*_ids(claims.P279), *_ids(claims.P31)), (*_ids(claims.P1001), *_ids(claims.P17))
    return entity.id, Position(label=label.value if label else "", kinds=kinds, of=of)


def _held(claim: _Claim) -> Held:
    more = claim.qualifiers if isinstance(claim.qualifiers, _Qualifiers) else _Qualifiers()
    of = tuple(found.id for snak in (*more.P642, *more.P1001) if snak.datavalue and (found := _decoded(snak.datavalue.value, _Id)))
    return Held(position=_ids((claim,))[0], of=of, start=_when(more.P580), end=_when(more.P582))


def _when(snaks: tuple[_Snak, ...]) -> str | None:
    """The first time that is known to the year or better."""
    for snak in snaks:
        moment = _decoded(snak.datavalue.value, _Moment) if snak.datavalue else None
        if moment is None or moment.precision < _YEAR or not (found := TIME.fullmatch(moment.time)):
            continue
        value = "-".join(found.groups()[: min(moment.precision, _DAY) - _YEAR + 1])
        if edtf.is_date(value):
            return value
    return None


def _best(claims: tuple[_Claim, ...], *, keep_normal: bool = False) -> list[_Claim]:
    """The claims in the order of their rank; those of normal rank only where none is preferred, or with ``keep_normal``. None that is deprecated."""
    preferred = [claim for claim in claims if claim.rank == "preferred"]
    normal = [claim for claim in claims if claim.rank == "normal"]
    return preferred + normal if keep_normal or not preferred else preferred


def _values(claims: tuple[_Claim, ...]) -> Iterator[msgspec.Raw]:
    for claim in _best(claims):
        if claim.mainsnak.datavalue is not None:
            yield claim.mainsnak.datavalue.value


def _ids(claims: tuple[_Claim, ...]) -> tuple[str, ...]:
    return tuple(found.id for raw in _values(claims) if (found := _decoded(raw, _Id)))


def _decoded(raw: msgspec.Raw, form: Any) -> Any:
    """A value as ``form``; None where it is of another."""
    try:
        return msgspec.json.decode(raw, type=form)
    except msgspec.DecodeError:
        return None
