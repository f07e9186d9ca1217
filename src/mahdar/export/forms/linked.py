"""JSON-LD: the record as a graph in the words of schema.org, PROV-O and the Web Annotation vocabulary; for what they have no words there are
some of our own (``urn:mahdar:terms:``). The context, ``context.jsonld``, stands in the file: nothing is fetched to read it.

Dates are EDTF, as the record has them. Every claim has ``evidence``: the page (``oa:hasSource``), the code points of its text and the words there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib import resources
from typing import Any, TypeAlias
from urllib.parse import quote

import msgspec

from mahdar.export.bibtex import URL_SAFE
from mahdar.export.forms.called import titles
from mahdar.export.forms.joined import document
from mahdar.export.selecting import Kind
from mahdar.export.writing import To
from mahdar.model import NameKind
from mahdar.record.answers import EntityRef, PageRef, Quote, StatementAnswer
from mahdar.record.export_answers import NamedRow, PageRow
from mahdar.record.process_answers import Asserted, CommitmentAnswer, Field, MeetingAnswer, PositionAnswer

Json: TypeAlias = dict[str, object]

_TYPES: dict[NameKind | None, str] = {
    "person": "schema:Person",
    "state": "schema:Country",
    "organization": "schema:Organization",
    "place": "schema:Place",
    "document": "schema:CreativeWork",
    "event": "schema:Event",
    None: "schema:Thing",
}
_AGENTS = ("person", "state", "organization")
_STATUS = {"postponed": "EventPostponed", "cancelled": "EventCancelled", "denied": "EventCancelled"}


@lru_cache(maxsize=1)
def context() -> Json:
    """The context: what each word of the file means."""
    held: Json = msgspec.json.decode((resources.files(__package__) / "context.jsonld").read_bytes())
    return held


def write(found: Iterator[Any], to: To) -> Iterator[bytes]:
    """The graph, a thing a line."""
    return document(context(), "@graph", (_MAKERS[to.kind](one, to) for one in found))


def _statement(said: StatementAnswer, to: To) -> Json:
    at = to.addresses
    speaker = said.speaker.entity if said.speaker else None
    return _plain(
        id=at.statement(said.id),
        type=["schema:Quotation" if said.kind == "direct" else "schema:Claim", "prov:Entity"],
        text=said.content.quote,
        wasAttributedTo=_entity(speaker, to),
        speakerWords=said.speaker.label if said.speaker else None,
        addressee=_entity(said.addressee, to),
        target=_entity(said.target, to),
        act=said.act,
        wording=said.kind,
        polarity=said.polarity,
        keywords=list(said.issues),
        via=[_step(link.label, link.entity, link.kind, to) for step in said.chain for link in step if link.part != "speaker"],
        wasQuotedFrom=_page_ref(said.page, to),
        evidence=_quotes(said.parts, to),
        value=[
            {"type": "mahdar:Assertion", "field": name, "basis": "stated", "evidence": _quotes([words], to)}
            for name, words in (("speaker", said.speaker.words if said.speaker else None), ("cue", said.cue))
            if words
        ],
        basis="stated",
        confidence=said.confidence,
        review=said.review,
        foundBy=said.found_by,
    )


def _meeting(one: MeetingAnswer, to: To) -> Json:
    at = to.addresses
    start, end = one.start.value if one.start else None, one.end.value if one.end else None
    fields = {name: getattr(one, name) for name in ("kind", "status", "start", "end", "place", "host", "convener", "level", "outcome")}
    values = [value for name, field in fields.items() if field for value in _values(name, field, to)]
    series = _plain(id=at.process(one.series), type="schema:EventSeries", name=one.series_label) if one.series else None
    return _plain(
        id=at.meeting(one.id),
        type=["schema:Event", "prov:Activity"],
        name=titles(one),
        startDate=start,
        endDate=end,
        eventStatus=f"schema:{_STATUS.get(one.status.value, 'EventScheduled')}",
        status=one.status.value,
        superEvent=series,
        ordinal=one.ordinal,
        location=_entity(one.place.entity, to) if one.place else None,
        organizer=[_entity(field.entity, to) for field in (one.host, one.convener) if field and field.entity],
        attendee=[_entity(part.entity, to) for part in one.participants],
        about=[at.issue(one.series, key) for key in one.agenda],
        outlets=one.outlets,
        pages=one.told,
        lacks=list(one.lacks),
        value=values
        + [
            _plain(type="mahdar:Value", field="participant", entity=_entity(part.entity, to), role=part.role, rule=part.rule, conflict=part.conflict)
            | {"value": [_asserted("role", told, to) for told in part.asserted]}
            for part in one.participants
        ],
    )


def _values(name: str, field: Field, to: To) -> Iterator[Json]:
    """The value shown for a field, and what each page asserts."""
    yield _plain(
        type="mahdar:Value",
        field=name,
        told=field.value,
        entity=_entity(field.entity, to),
        basis=field.basis,
        rule=field.rule,
        conflict=field.conflict,
        shown=True,
    ) | {"value": [_asserted(name, told, to) for told in field.asserted]}


def _asserted(name: str, told: Asserted, to: To) -> Json:
    return _plain(
        type="mahdar:Assertion",
        field=name,
        told=told.value,
        basis=told.basis,
        why=told.why,
        hadPrimarySource=_page_ref(told.page, to),
        evidence=_quotes(told.evidence, to),
    )


def _commitment(one: CommitmentAnswer, to: To) -> Json:
    at = to.addresses
    values = [*_values("kind", one.kind, to), *(_values("date", one.date, to) if one.date else ())]
    for step in one.standings:
        head = _plain(type="mahdar:Value", field="status", told=step.status, toldBy=_entity(step.told_by, to), date=step.since)
        values.append(head | {"value": [_asserted("status", told, to) for told in step.asserted]})
    return _plain(
        id=at.commitment(one.id),
        type=["mahdar:Commitment", "prov:Entity"],
        kind=one.kind.value,
        party=[_entity(party, to) for party in one.parties],
        about=[at.issue(one.process, one.issue)] if one.issue else None,
        date=one.date.value if one.date else None,
        status=one.status,
        disputed=one.disputed,
        outlets=one.outlets,
        evidence=_quotes(one.content, to),
        value=values,
    )


def _position(one: PositionAnswer, to: To) -> Json:
    at = to.addresses
    return _plain(
        id=at.position(one.process, one.issue, one.actor.id),
        type=["mahdar:Position", "prov:Entity"],
        actor=_entity(one.actor, to),
        about=[at.issue(one.process, one.issue)],
        stand=[
            _plain(
                type="mahdar:Stand",
                stance=stand.stance,
                date=stand.date,
                target=_entity(stand.target, to),
                condition=stand.condition,
                changed=stand.changed,
                disputed=stand.disputed,
                outlets=stand.outlets,
                basis="stated",
                why=[backed.why for backed in stand.backed if backed.why],
                statement=[at.statement(said) for backed in stand.backed for said in backed.statements],
                hadPrimarySource=[_page_ref(backed.page, to) for backed in stand.backed],
                evidence=[words for backed in stand.backed for words in _quotes(backed.evidence, to)],
            )
            for stand in one.stands
        ],
    )


def _named(one: NamedRow, to: To) -> Json:
    return _plain(
        id=to.addresses.entity(one.id),
        type=_types(one.kind),
        identifier=list(one.ids),
        name=one.label,
        sameAs=f"http://www.wikidata.org/entity/{one.wikidata}" if one.wikidata else None,
        pages=one.pages,
        hasOccupation=[
            _plain(
                type="schema:EmployeeRole",
                identifier=office.role,
                status=office.status,
                startDate=office.since,
                endDate=office.until,
                entity=_entity(office.of, to),
                basis=office.basis,
                why=office.known,
                evidence=[words for told in office.words for words in _quotes(told.evidence, to)],
            )
            for office in one.offices
        ],
        basis="stated",
        evidence=_quotes(one.evidence, to),
    )


def _page(one: PageRow, to: To) -> Json:
    ref, at = one.page, to.addresses
    return _plain(
        id=at.page(ref.id),
        type=["schema:NewsArticle", "prov:Entity"],
        headline=" ".join(ref.title.split()) if ref.title else None,
        sha256=ref.id,
        identifier=f"text sha256:{one.text_hash}",
        inLanguage=one.language,
        encodingFormat=one.media_type,
        datePublished=ref.published.value if ref.published else None,
        basis=ref.published.basis if ref.published else None,
        why=ref.published.why if ref.published else None,
        publisher=[_step({"ar": outlet.label}, outlet.entity, "organization", to) for outlet in ref.outlets],
        via=[_entity(one.wire_copy, to)] if one.wire_copy else None,
        story=at.story(one.story) if one.story else None,
        wasDerivedFrom=[
            _plain(
                type=["mahdar:Capture", "prov:Entity"],
                foundAt=capture.source,
                url=_iri(capture.url),
                dateAccessed=capture.fetched,
                datePublished=capture.published.value if capture.published else None,
                basis=capture.published.basis if capture.published else None,
                evidence=[*_quotes(capture.published_evidence, to), *_quotes(capture.outlet_evidence, to)],
            )
            for capture in one.captures
        ],
    )


_MAKERS: dict[Kind, Callable[[Any, To], Json]] = {
    "statements": _statement,
    "meetings": _meeting,
    "commitments": _commitment,
    "positions": _position,
    "entities": _named,
    "pages": _page,
}


def _entity(ref: EntityRef | None, to: To) -> Json | None:
    return _plain(id=to.addresses.entity(ref.id), type=_types(ref.kind), name=ref.label) if ref else None


def _types(kind: NameKind | None) -> list[str]:
    return [_TYPES[kind], *(["prov:Agent"] if kind in _AGENTS else [])]


def _step(label: dict[str, str], entity: str | None, kind: NameKind | None, to: To) -> Json:
    address = to.addresses.outlet(next((label[one] for one in sorted(label)), ""), entity)
    return _plain(id=address, type=_types(kind or "organization"), name=label)


def _page_ref(page: PageRef, to: To) -> Json:
    return _plain(id=to.addresses.page(page.id), type=["schema:NewsArticle", "prov:Entity"])


def _quotes(quotes: Iterable[Quote], to: To) -> list[Json]:
    return [
        {"type": "oa:SpecificResource", "source": to.addresses.page(words.page), "start": words.start, "end": words.end, "exact": words.quote}
        for words in quotes
    ]


def _iri(url: str | None) -> str | None:
    """An address as an IRI: what no IRI may hold goes as octets in percent signs. None for what isn't of the web."""
    return quote(url, safe=URL_SAFE) if url and url.startswith(("http://", "https://")) else None


def _plain(**members: object) -> Json:
    """The members that tell something."""
    return {name: value for name, value in members.items() if value is not None and value not in ([], {}, "")}
