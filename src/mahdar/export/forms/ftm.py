"""FollowTheMoney: entities of the model that Aleph, OpenSanctions and their tools read, one a line, written by its own library.

Pages are `Article`, meetings `Event`, statements `Note` about the speaker, names `Mention`; persons, organizations, states (`PublicBody`), places
(`Address`), documents and events are what they are called. What others refer to stands before them, each once; ids are the same in every export, so
that files can be put together. ``proof`` leads to the articles that say so; ``evidence`` beside the properties has their words and where they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

import msgspec

from mahdar.export.citation import joined
from mahdar.export.dates import numbers
from mahdar.export.forms.called import titles
from mahdar.export.forms.places import positions
from mahdar.export.selecting import Kind
from mahdar.export.writing import To
from mahdar.knowledge import load
from mahdar.model import NameKind
from mahdar.record.answers import EntityRef, PageRef, Quote, StatementAnswer
from mahdar.record.export_answers import NamedRow, NameRow, PageRow
from mahdar.record.process_answers import Asserted, MeetingAnswer
from mahdar.record.queries.lookup import page_refs

try:
    from followthemoney import model
    from followthemoney.proxy import EntityProxy
except ImportError as error:  # pragma: no cover - the tests have it
    raise ImportError("FollowTheMoney isn't installed: pip install 'mahdar[exports]'") from error

_AT_ONCE = 200
_PREFIX = "mahdar"

_SCHEMATA: dict[NameKind | None, str] = {
    "person": "Person",
    "state": "PublicBody",
    "organization": "Organization",
    "place": "Address",
    "document": "Document",
    "event": "Event",
    None: "LegalEntity",
}
_LEGAL: tuple[NameKind | None, ...] = ("person", "state", "organization", None)
"""Kinds of entities that take part in events and are resolved by mentions."""


def write(found: Iterator[Any], to: To) -> Iterator[bytes]:
    """The lines."""
    seen: set[str] = set()
    while some := list(islice(found, _AT_ONCE)):
        made = [_Made(to) for _ in some]
        for one, its in zip(some, made, strict=True):
            _MAKERS[to.kind](one, its)
        refs = page_refs(to.connection, {page for its in made for page in its.pages if _id("page", page) not in seen})
        for its in made:
            for proxy in [*(_article(refs[page], to) for page in its.pages if page in refs), *its.about, *its.proxies]:
                if proxy.id not in seen:
                    # Statements and names come once of themselves, and are too many to be kept.
                    if proxy.schema.name not in ("Note", "Mention"):
                        seen.add(str(proxy.id))
                    yield msgspec.json.encode(_plain(proxy)) + b"\n"


class _Made:
    """What is made of a thing: itself, what it is about, and the pages that it refers to."""

    def __init__(self, to: To) -> None:
        self.to = to
        self.proxies: list[EntityProxy] = []
        self.about: list[EntityProxy] = []
        self.pages: dict[str, None] = {}

    def thing(self, schema: str, id_: str, evidence: Iterable[Quote]) -> EntityProxy:
        """A thing that pages tell of."""
        quotes = list(dict.fromkeys(evidence))
        proxy = _proxy(schema, id_)
        proxy.context["evidence"] = [
            {"page": self.to.addresses.page(words.page), "start": words.start, "end": words.end, "quote": words.quote} for words in quotes
        ]
        for page in dict.fromkeys(words.page for words in quotes):
            self.pages[page] = None
            if "proof" in proxy.schema.properties:
                proxy.add("proof", _id("page", page))
        self.proxies.append(proxy)
        return proxy

    def entity(self, ref: EntityRef | None) -> str | None:
        """The id of an entity, which is told of before the thing."""
        if ref is None:
            return None
        proxy = _entity(ref.id, ref.kind, ref.label, self.to)
        self.about.append(proxy)
        return str(proxy.id)

    def agent(self, ref: EntityRef | None) -> str | None:
        """`entity` for those that can take part in something; None for others."""
        return self.entity(ref) if ref and ref.kind in _LEGAL else None


def _statement(said: StatementAnswer, its: _Made) -> None:
    proxy = its.thing("Note", _id("statement", said.id), said.parts)
    for who in (said.speaker.entity if said.speaker else None, said.addressee, said.target):
        proxy.add("entity", its.entity(who))
    if said.speaker:
        proxy.add("name", said.speaker.label)
    proxy.add("description", joined(said.parts))
    told = [f"act: {said.act}", f"wording: {said.kind}", f"polarity: {said.polarity}", f"confidence: {said.confidence:g}"]
    told += [f"speaker: {said.speaker.entity.id}"] if said.speaker and said.speaker.entity else []
    told += [f"addressee: {said.addressee.id}"] if said.addressee else []
    proxy.add("summary", "; ".join(told))
    proxy.add("keywords", [said.act, *said.issues])
    proxy.add("publisher", [outlet.label for outlet in said.page.outlets])
    proxy.add("sourceUrl", its.to.addresses.shown_at("statement", said.id) or said.page.url)
    proxy.add("notes", [its.to.addresses.statement(said.id), "basis: stated"])


def _meeting(one: MeetingAnswer, its: _Made) -> None:
    to = its.to
    fields = {name: getattr(one, name) for name in ("kind", "status", "start", "end", "place", "host", "convener", "level", "outcome")}
    asserted: list[Asserted] = [told for field in fields.values() if field for told in field.asserted if told.value == field.value]
    asserted += [told for part in one.participants for told in part.asserted]
    proxy = its.thing("Event", _id("meeting", one.id), (words for told in asserted for words in told.evidence))
    proxy.add("name", list(titles(one).values()))
    for name, field in (("startDate", one.start), ("endDate", one.end)):
        proxy.add(name, _day(field.value if field else None))
    if one.place and one.place.entity:
        proxy.add("location", list(one.place.entity.label.values()) or one.place.value)
        if one.place.entity.kind == "place":
            proxy.add("addressEntity", its.entity(one.place.entity))
        place = positions().get(one.place.value)
        proxy.add("country", _countries().get((place.state if place else None) or one.place.value))
    for known in (one.host, one.convener):
        proxy.add("organizer", its.agent(known.entity) if known else None)
    for part in one.participants:
        proxy.add("involved", its.agent(part.entity))
    proxy.add("recordId", one.id)
    proxy.add("summary", f"status: {one.status.value}; independent outlets: {one.outlets}; pages: {one.told}")
    proxy.add("keywords", [*([one.series] if one.series else []), *one.agenda])
    proxy.add("sourceUrl", to.addresses.shown_at("meeting", one.id))
    differ = {name: ", pages differ" if field and field.conflict else "" for name, field in fields.items()}
    bases = [f"{name}: {field.value} (basis: {field.basis or 'not told'}{differ[name]})" for name, field in fields.items() if field]
    proxy.add("notes", [to.addresses.meeting(one.id), *bases, *([f"lacks: {', '.join(one.lacks)}"] if one.lacks else [])])


def _named(one: NamedRow, its: _Made) -> None:
    proxy = _entity(one.id, one.kind, one.label, its.to)
    words = its.thing(proxy.schema.name, str(proxy.id), one.evidence)
    its.proxies[-1] = words.merge(proxy)
    words.add("wikidataId", one.wikidata)
    if one.kind == "person":
        for office in one.offices:
            of = f" ({office.of.id})" if office.of else ""
            words.add(
                "position", [f"{label or office.role}{of}" for label in dict.fromkeys(told.label for told in office.words)] or f"{office.role}{of}"
            )


def _name(one: NameRow, its: _Made) -> None:
    words = one.words
    proxy = its.thing("Mention", _id("name", words.page, str(words.start), str(words.end), one.made), [words])
    proxy.add("document", _id("page", words.page))
    proxy.add("resolved", its.agent(one.entity))
    proxy.add("name", words.quote)
    proxy.add("detectedSchema", _SCHEMATA[one.kind])


def _page(one: PageRow, its: _Made) -> None:
    proxy = _article(one.page, its.to)
    proxy.add("language", one.language)
    proxy.add("mimeType", one.media_type)
    proxy.add("sourceUrl", [capture.url for capture in one.captures if capture.url])
    proxy.add("retrievedAt", [capture.fetched[:10] for capture in one.captures if capture.fetched])
    proxy.add("keywords", [f"story {one.story}"] if one.story else [])
    proxy.context["evidence"] = [
        {"page": its.to.addresses.page(words.page), "start": words.start, "end": words.end, "quote": words.quote}
        for capture in one.captures
        for words in (*capture.published_evidence, *capture.outlet_evidence)
    ]
    its.proxies.append(proxy)


_MAKERS: dict[Kind, Callable[[Any, _Made], None]] = {
    "statements": _statement,
    "meetings": _meeting,
    "entities": _named,
    "names": _name,
    "pages": _page,
}


def _article(ref: PageRef, to: To) -> EntityProxy:
    proxy = _proxy("Article", _id("page", ref.id))
    proxy.add("title", " ".join(ref.title.split()) if ref.title else None)
    proxy.add("fileName", ref.source)
    proxy.add("sourceUrl", ref.url)
    proxy.add("publisher", [outlet.label for outlet in ref.outlets])
    if ref.published:
        proxy.add("publishedAt", _day(ref.published.value))
        why = f"; {ref.published.why}" if ref.published.why else ""
        proxy.add("notes", f"published: {ref.published.value} (basis: {ref.published.basis}{why})")
    proxy.add("retrievedAt", ref.fetched[:10] if ref.fetched else None)
    proxy.add("notes", to.addresses.page(ref.id))
    return proxy


def _entity(id_: str, kind: NameKind | None, label: dict[str, str], to: To) -> EntityProxy:
    proxy = _proxy(_SCHEMATA[kind], _id("entity", _SCHEMATA[kind], id_))
    names = list(dict.fromkeys(label[language] for language in sorted(label))) or [id_]
    proxy.add("name", names)
    proxy.add("notes", to.addresses.entity(id_))
    if kind == "document":
        proxy.add("title", names)
        proxy.add("fileName", id_)  # the model asks for one
    if kind == "state":
        proxy.add("country", _countries().get(id_))
    if kind == "place":
        proxy.add("full", names)
        if place := positions().get(id_):
            proxy.add("latitude", str(place.lat))
            proxy.add("longitude", str(place.lon))
            proxy.add("country", _countries().get(place.state or ""))
    return proxy


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """The codes of states (ISO 3166-1), by id."""
    return {state.id: state.iso for state in load().states if state.iso}


def _proxy(schema: str, id_: str) -> EntityProxy:
    proxy = model.make_entity(schema, key_prefix=_PREFIX)
    proxy.id = id_
    return proxy


def _id(*parts: str) -> str:
    made = model.make_entity("Document", key_prefix=_PREFIX).make_id(*parts)
    assert made is not None  # no part is empty
    return made


def _day(value: str | None) -> str | None:
    """A day, month or year as the model has it; None for any other EDTF value."""
    return value if value and numbers(value) else None


def _plain(proxy: EntityProxy) -> dict[str, object]:
    """The proxy as JSON, its values in a fixed order."""
    told = proxy.to_dict()
    properties = {name: sorted(values) for name, values in sorted(told["properties"].items())}
    first = {"id": told["id"], "schema": told["schema"], "properties": properties}
    return {**first, **({"evidence": told["evidence"]} if told.get("evidence") else {})}
