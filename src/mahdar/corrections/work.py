"""A page's reading while judgements are applied to it: every item with what the machine found it as, and what it is now."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from typing import get_args

import msgspec

from mahdar.corrections.model import Judgement, Layer
from mahdar.corrections.naming import entities_of, renamed
from mahdar.corrections.rounds import merged_meetings
from mahdar.model import Block, Commitment, Entity, Meeting, Name, Noun, Position, Reading, Reference, Rejected, Span, Statement
from mahdar.model import Layer as ReadLayer

LAYERS: dict[Layer, str] = {
    "block": "blocks",
    "time": "times",
    "name": "names",
    "statement": "statements",
    "meeting": "meetings",
    "commitment": "commitments",
    "position": "positions",
}
"""The field of a reading that holds the items of each layer."""

_REFUSED: dict[str, ReadLayer] = {field: layer for layer in get_args(ReadLayer) for named, field in LAYERS.items() if named == layer}
_OTHERS = ("references", "credits")
SHUT = "in what a person told to be the site's"
UNBACKED = "no statement behind it that a person left"


class UnfitError(Exception):
    """A judgement that can't be applied to this page; the message says why."""


class Item:
    """One item. ``first`` is what the machine read and never changes, ``now`` what it is by now, ``gone`` the judgement that refused
    it, if one did; ``spans`` are where it can be found."""

    def __init__(self, first: Noun, spans: tuple[Span, ...]) -> None:
        self.first = self.now = first
        self.spans = spans
        self.gone: Judgement | None = None

    def ids(self) -> tuple[str, str]:
        """The ids that it has now and was read with."""
        return item_id(self.now), item_id(self.first)

    def places(self) -> tuple[Span, ...]:
        """Where it can be found: as the machine read it, and as it is now."""
        return (*self.spans, *spans_of(self.now)) if self.now is not self.first else self.spans


def item_id(noun: Noun) -> str:
    """By what an item is asked for: its id; of a position ``ACTOR PROCESS/ISSUE``; else its characters as ``START-END``."""
    if isinstance(noun, Statement | Meeting | Commitment):
        return noun.id
    if isinstance(noun, Position):
        return f"{noun.actor} {noun.process or ''}/{noun.issue}"
    assert isinstance(noun, Span)
    return f"{noun.start}-{noun.end}"


def spans_of(noun: Noun) -> tuple[Span, ...]:
    """The characters by which an item is found again. (Those of a position are its statements'.)"""
    if isinstance(noun, Span):
        return (Span(start=noun.start, end=noun.end),)
    if isinstance(noun, Meeting):
        return (*noun.evidence, *(span for slot in noun.slots.values() for span in slot.evidence))
    return noun.evidence if isinstance(noun, Commitment) else ()


class Work:
    """A reading in the making."""

    def __init__(self, reading: Reading) -> None:
        self.machine = reading
        self._said = said = {st.id: spans_of(st)[0] for st in reading.statements}
        self.layers: dict[str, list[Item]] = {
            name: [Item(noun, (said[noun.statements[0]],) if isinstance(noun, Position) else spans_of(noun)) for noun in getattr(reading, name)]
            for name in (*LAYERS.values(), *_OTHERS)
        }
        self.entities = {entity.id: entity for entity in reading.entities}
        self.outlet, self.published, self.wire_copy = reading.outlet, reading.published, reading.wire_copy
        self.told: dict[str, Entity] = {}

    def copy(self) -> Work:
        """The same, to try a judgement on."""
        other = copy.copy(self)
        other.layers = {name: [copy.copy(item) for item in items] for name, items in self.layers.items()}
        other.entities, other.told = dict(self.entities), dict(self.told)
        return other

    def items(self, layer: Layer) -> list[Item]:
        """The items of a layer, also those that are gone."""
        return self.layers[LAYERS[layer]]

    def entity(self, id_: str) -> Entity:
        """The entity as this page or a judgement tells it. Raises `UnfitError` where neither does."""
        found = self.entities.get(id_) or self.told.get(id_)
        if found is None:
            raise UnfitError(f"expected the kind and labels of {id_!r} with the judgement, for the page doesn't name it")
        return found

    def need(self, *ids: str | None) -> None:
        """See to it that the page has these entities."""
        for id_ in ids:
            if id_ is not None and id_ not in self.entities:
                self.entities[id_] = self.entity(id_)

    def rename(self, old: str, new: str) -> None:
        """Let everything that means ``old`` mean ``new``."""
        for items in self.layers.values():
            for item in items:
                item.now = renamed(item.now, old, new)
        self.outlet = renamed(self.outlet, old, new) if self.outlet else None
        self.wire_copy = new if self.wire_copy == old else self.wire_copy
        for entity in list(self.entities.values()):
            self.entities[entity.id] = renamed(entity, old, new)

    def mention(self, entity: str, near: Span, outside: Span | None = None) -> Span | None:
        """The words that mean ``entity`` nearest to ``near``, of two as near those before it; inside ``outside`` only where there are no others."""
        found = [
            item.now
            for name in ("names", "references")
            for item in self.layers[name]
            if item.gone is None and isinstance(item.now, Name | Reference) and item.now.entity == entity
        ]
        nearest = min(found, key=lambda span: (outside is not None and outside.holds(span), _gap(span, near), span.start), default=None)
        return Span(start=nearest.start, end=nearest.end) if nearest else None

    def finished(self) -> Reading:
        """The reading as it is now, with what falls when what it rests on has gone."""
        shut = [
            item.now
            for item in self.layers["blocks"]
            if isinstance(item.now, Block) and isinstance(item.first, Block) and item.now.role == "furniture" != item.first.role
        ]
        refused: list[Rejected] = []

        def open_(span: Span) -> bool:
            return not any(block.overlaps(span) for block in shut)

        def kept(name: str) -> Iterator[Noun]:
            """What isn't refused and doesn't stand in what has been shut."""
            layer = _REFUSED.get(name)
            for item in self.layers[name]:
                shut_in = name != "blocks" and isinstance(item.now, Span) and not open_(item.now)
                if item.gone is None and not shut_in:
                    yield item.now
                elif layer is not None:
                    reason = SHUT if item.gone is None else f"refused by {item.gone.who}"
                    span = item.spans[0]
                    refused.append(Rejected(start=span.start, end=span.end, layer=layer, reason=reason))

        layers: dict[str, tuple[Noun, ...]] = {name: tuple(kept(name)) for name in self.layers}
        for name in ("times", "names"):
            layers[name] = tuple(sorted(layers[name], key=lambda span: span.start))  # type: ignore[attr-defined]
        said = {st.id for st in layers["statements"] if isinstance(st, Statement)}
        layers["positions"] = tuple(_backed(layers["positions"], said, self._said, refused))
        layers["commitments"] = tuple(_undertaken(layers["commitments"], said, open_, refused))
        layers["meetings"] = merged_meetings(_met(layers["meetings"], open_, refused))
        whole = msgspec.structs.replace(
            self.machine,
            **layers,
            outlet=self.outlet,
            published=self.published,
            wire_copy=self.wire_copy,
            rejected=tuple(sorted({*self.machine.rejected, *refused}, key=lambda r: (r.start, r.end, r.layer, r.reason)))
            if refused
            else self.machine.rejected,
        )
        return msgspec.structs.replace(whole, entities=self._entities(whole, open_))

    def _entities(self, reading: Reading, open_: Callable[[Span], bool]) -> tuple[Entity, ...]:
        """The page's entities, without those that nothing means any more, and with those that something means now."""
        meant, before = set(entities_of(reading)), set(entities_of(self.machine))
        self.need(*sorted(meant - before))
        read = {entity.id for entity in self.machine.entities}
        left = [_entity(entity, open_) for id_, entity in self.entities.items() if id_ in meant or (id_ in read and id_ not in before)]
        return tuple(left) if {entity.id for entity in left} <= read else tuple(sorted(left, key=lambda entity: entity.id))


def _gap(one: Span, other: Span) -> int:
    """How many characters lie between two spans."""
    return max(one.start - other.end, other.start - one.end, 0)


def _entity(entity: Entity, open_: Callable[[Span], bool]) -> Entity:
    """The entity with the offices that are still stated."""
    offices = []
    for office in entity.offices:
        evidence = tuple(span for span in office.evidence if open_(span))
        if evidence or not office.evidence:
            offices.append(office if evidence == office.evidence else msgspec.structs.replace(office, evidence=evidence))
    return entity if tuple(offices) == entity.offices else msgspec.structs.replace(entity, offices=tuple(offices))


def _backed(found: Iterable[Noun], said: set[str], where: dict[str, Span], refused: list[Rejected]) -> Iterator[Position]:
    """The positions with the statements that are left behind them; without any they fall."""
    for one in found:
        assert isinstance(one, Position)
        backing = tuple(id_ for id_ in one.statements if id_ in said)
        if backing:
            yield msgspec.structs.replace(one, statements=backing)
        else:
            span = where[one.statements[0]]
            refused.append(Rejected(start=span.start, end=span.end, layer="position", reason=UNBACKED))


def _undertaken(found: Iterable[Noun], said: set[str], open_: Callable[[Span], bool], refused: list[Rejected]) -> Iterator[Commitment]:
    for one in found:
        assert isinstance(one, Commitment)
        evidence = tuple(span for span in one.evidence if open_(span))
        if not evidence:
            refused.append(Rejected(start=one.evidence[0].start, end=one.evidence[0].end, layer="commitment", reason=SHUT))
            continue
        content = one.content if one.content is None or open_(one.content) else None
        backing = tuple(id_ for id_ in one.statements if id_ in said)
        yield msgspec.structs.replace(one, evidence=evidence, content=content, statements=backing)


def _met(found: Iterable[Noun], open_: Callable[[Span], bool], refused: list[Rejected]) -> Iterator[Meeting]:
    """The meetings with the evidence that is left; what only shut words state isn't told any more."""
    for one in found:
        assert isinstance(one, Meeting)
        evidence = tuple(span for span in one.evidence if open_(span))
        if not evidence:
            refused.append(Rejected(start=one.evidence[0].start, end=one.evidence[0].end, layer="meeting", reason=SHUT))
            continue
        slots, gone = {}, []
        for field, slot in one.slots.items():
            left = tuple(span for span in slot.evidence if open_(span))
            if left or slot.basis != "stated":
                slots[field] = msgspec.structs.replace(slot, evidence=left)
            elif field == "status":
                slots[field] = msgspec.structs.replace(slot, evidence=evidence[:1])
            else:
                gone.append(field)
        participants = tuple(
            msgspec.structs.replace(part, evidence=left)
            for part in one.participants
            if (left := tuple(span for span in part.evidence if open_(span))) or not part.evidence
        )
        yield msgspec.structs.replace(one, evidence=evidence, slots=slots, participants=participants, **dict.fromkeys(gone))
