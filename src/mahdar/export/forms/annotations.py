"""W3C Web Annotation Data Model: what was read from pages as annotations of their words, in one AnnotationPage.

A target is a page with two selectors that mean the same: TextPositionSelector counts code points of the page's text, as the model asks (programs
that count UTF-16 units, as JavaScript does, must count anew); TextQuoteSelector has the words with what stands before and behind them.
Statements and names are an annotation each; of meetings, commitments and positions each value is that a page tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeAlias

import msgspec

from mahdar.export.addresses import part
from mahdar.export.forms.joined import document
from mahdar.export.selecting import Kind
from mahdar.export.writing import To
from mahdar.record.answers import EntityRef, Quote, StatementAnswer
from mahdar.record.export_answers import NameRow
from mahdar.record.process_answers import Asserted, CommitmentAnswer, MeetingAnswer, PositionAnswer
from mahdar.record.queries.lookup import Texts

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
BESIDE = 32
"""Code points before and behind the words, at most."""
_AT_ONCE = 200

Json: TypeAlias = dict[str, object]


class Note(msgspec.Struct, frozen=True):
    """An annotation before its words are looked up."""

    id: str
    motivation: str
    bodies: tuple[Json, ...]
    words: tuple[Quote, ...]


def write(found: Iterator[Any], to: To) -> Iterator[bytes]:
    """The page of annotations."""
    head: Json = {"@context": CONTEXT, "id": f"urn:mahdar:annotations:{to.kind}", "type": "AnnotationPage"}
    return document(head, "items", _annotations(found, to))


def _annotations(found: Iterator[Any], to: To) -> Iterator[Json]:
    notes = (note for one in found for note in _NOTES[to.kind](one, to) if note.words)
    while some := list(islice(notes, _AT_ONCE)):
        texts = Texts(to.connection, {quote.page for note in some for quote in note.words})
        for note in some:
            targets = [_target(quote, texts, to) for quote in note.words]
            yield {
                "id": note.id,
                "type": "Annotation",
                "motivation": note.motivation,
                "body": list(note.bodies),
                "target": targets[0] if len(targets) == 1 else targets,
            }


def _target(quote: Quote, texts: Texts, to: To) -> Json:
    before, after = texts.beside(quote.page, quote.start, quote.end, BESIDE)
    position = {"type": "TextPositionSelector", "start": quote.start, "end": quote.end}
    words = {"type": "TextQuoteSelector", "exact": quote.quote, "prefix": before, "suffix": after}
    return {"type": "SpecificResource", "source": to.addresses.page(quote.page), "selector": [position, words]}


def _statement(said: StatementAnswer, to: To) -> Iterator[Note]:
    at = to.addresses
    bodies = [_thing(at.statement(said.id), "linking"), _told("classifying", said.act)]
    if said.speaker:
        bodies += [_entity(said.speaker.entity, to)] if said.speaker.entity else [_told("identifying", said.speaker.label, "ar")]
    bodies += [_told("tagging", issue) for issue in said.issues]
    bodies.append(_told("assessing", f"basis: stated; wording: {said.kind}; found by {said.found_by}; confidence: {said.confidence:g}"))
    # Pages with the same text have the same statements.
    yield Note(f"{at.span(said.page.id, said.content.start, said.content.end)}&statement={said.id}", "classifying", tuple(bodies), said.parts)


def _name(one: NameRow, to: To) -> Iterator[Note]:
    words = one.words
    told = _told("assessing", f"basis: stated; found by {one.found_by}; confidence: {one.confidence:g}")
    id_ = f"{to.addresses.span(words.page, words.start, words.end)}&name={part(one.made)}"
    yield Note(id_, "identifying", (_entity(one.entity, to), _told("classifying", one.kind), told), (words,))


def _meeting(one: MeetingAnswer, to: To) -> Iterator[Note]:
    address = to.addresses.meeting(one.id)
    for name in ("kind", "status", "start", "end", "place", "host", "convener", "level", "outcome"):
        field = getattr(one, name)
        yield from _asserted(f"{address}#{name}", address, name, field.asserted if field else (), to)
    for attending in one.participants:
        yield from _asserted(f"{address}#participant-{part(attending.entity.id)}", address, "participant", attending.asserted, to, attending.entity)


def _commitment(one: CommitmentAnswer, to: To) -> Iterator[Note]:
    address = to.addresses.commitment(one.id)
    thing = _thing(address, "linking")
    for number, quote in enumerate(one.content):
        yield Note(f"{address}#content-{number}", "describing", (thing, _told("describing", "content")), (quote,))
    yield from _asserted(f"{address}#kind", address, "kind", one.kind.asserted, to)
    yield from _asserted(f"{address}#date", address, "date", one.date.asserted if one.date else (), to)
    for number, step in enumerate(one.standings):
        yield from _asserted(f"{address}#status-{number}", address, "status", step.asserted, to, step.told_by)


def _position(one: PositionAnswer, to: To) -> Iterator[Note]:
    address = to.addresses.position(one.process, one.issue, one.actor.id)
    for number, stand in enumerate(one.stands):
        for place, backed in enumerate(stand.backed):
            bodies = [_thing(address, "linking"), _entity(one.actor, to), _told("tagging", one.issue), _told("classifying", stand.stance)]
            bodies += [_told("assessing", backed.why)] if backed.why else []
            yield Note(f"{address}#stance-{number}-{place}", "classifying", tuple(bodies), backed.evidence)


def _asserted(id_: str, about: str, name: str, told: Sequence[Asserted], to: To, who: EntityRef | None = None) -> Iterator[Note]:
    for number, one in enumerate(told):
        bodies = [_thing(about, "linking"), _told("describing", f"{name}: {one.value}")]
        bodies += [_entity(ref, to) for ref in (who, one.entity) if ref]
        known = [f"basis: {one.basis}" if one.basis else "", f"why: {one.why}" if one.why else ""]
        bodies += [_told("assessing", "; ".join(filter(None, known)))] if any(known) else []
        yield Note(f"{id_}-{number}", "describing", tuple(bodies), one.evidence)


_NOTES: dict[Kind, Callable[[Any, To], Iterable[Note]]] = {
    "statements": _statement,
    "names": _name,
    "meetings": _meeting,
    "commitments": _commitment,
    "positions": _position,
}


def _entity(ref: EntityRef, to: To) -> Json:
    return _thing(to.addresses.entity(ref.id), "identifying")


def _thing(address: str, purpose: str) -> Json:
    return {"type": "SpecificResource", "source": address, "purpose": purpose}


def _told(purpose: str, value: str, language: str | None = None) -> Json:
    body: Json = {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}
    return {**body, "language": language} if language else body
