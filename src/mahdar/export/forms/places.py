"""GeoJSON (RFC 7946): meetings where they took place, and places where they lie, by the shipped gazetteer (GeoNames) alone.

A meeting is a point where the place that is shown for it has a position there; one whose pages tell no place, or a state alone, is left out:
a state's capital isn't what they say. Of entities places are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from mahdar.export.forms.called import titles
from mahdar.export.forms.joined import document
from mahdar.export.writing import To
from mahdar.knowledge import Place, load
from mahdar.record.answers import Quote
from mahdar.record.export_answers import NamedRow
from mahdar.record.process_answers import Field, MeetingAnswer

Thing = dict[str, object]


def write(found: Iterator[MeetingAnswer | NamedRow], to: To) -> Iterator[bytes]:
    """The collection of features."""
    return document({"type": "FeatureCollection"}, "features", _features(found, to))


@lru_cache(maxsize=1)
def positions() -> dict[str, Place]:
    """The places of the shipped knowledge that have a position, by id."""
    known = load()
    return {place.id: place for place in (*known.places, *known.settlements) if place.lat is not None and place.lon is not None}


def _features(found: Iterator[MeetingAnswer | NamedRow], to: To) -> Iterator[Thing]:
    for one in found:
        if isinstance(one, NamedRow) and one.kind != "place":
            continue
        id_ = one.id if isinstance(one, NamedRow) else one.place.value if one.place else ""
        place = positions().get(id_)
        if place is None:
            to.left += 1
            continue
        told = _place(one, to) if isinstance(one, NamedRow) else _meeting(one, to)
        point = {"type": "Point", "coordinates": [place.lon, place.lat]}
        where = {"state": place.state, "geonames": place.geonames, "position_basis": "knowledge"}
        yield {"type": "Feature", "id": told["address"], "geometry": point, "properties": {**told, **where}}


def _place(one: NamedRow, to: To) -> Thing:
    evidence = [_words(quote, to) for quote in one.evidence]
    label = {"label_ar": one.label.get("ar"), "label_en": one.label.get("en")}
    return {"address": to.addresses.entity(one.id), "place": one.id, **label, "wikidata": one.wikidata, "pages": one.pages, "evidence": evidence}


def _meeting(one: MeetingAnswer, to: To) -> Thing:
    called = titles(one)
    told: Thing = {"address": to.addresses.meeting(one.id), "meeting": one.id, "title_ar": called["ar"], "title_en": called["en"]}
    told |= {"series": one.series, "ordinal": one.ordinal, "outlets": one.outlets, "pages": one.told, "lacks": list(one.lacks)}
    fields = {name: getattr(one, name) for name in ("kind", "status", "start", "end", "place", "host", "level")}
    told |= {name: field.value if field else None for name, field in fields.items()}
    told["participants"] = [{"entity": part.entity.id, "role": part.role} for part in one.participants]
    return told | {"known": {name: _known(field, to) for name, field in fields.items() if field}}


def _known(field: Field, to: To) -> Thing:
    """How a field's value is known, and the words that say it."""
    said = [_words(quote, to) for asserted in field.asserted if asserted.value == field.value for quote in asserted.evidence]
    return {"basis": field.basis, "rule": field.rule, "conflict": field.conflict, "evidence": said}


def _words(quote: Quote, to: To) -> Thing:
    return {"page": to.addresses.page(quote.page), "start": quote.start, "end": quote.end, "quote": quote.quote}
