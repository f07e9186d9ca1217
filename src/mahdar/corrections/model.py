"""What a person writes: judgements of what was read, each by itself enough to find its item again and to say who, when and why.

A judgement names its item by the hash of the page's text, by code points into that text, and by the quote that stands there, so that it
holds for any record that has the text, and for what a newer engine reads from it. `Judgement.id` is a hash of all the rest: the same
judgement imported twice is one.
"""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from mahdar.model import Entity, Noun, Span

Kind = Literal["confirm", "reject", "correct", "merge", "split", "apart", "join", "part", "undo"]
"""What a judgement does.

``confirm``: the item is right as it is shown. ``reject``: it isn't there. ``correct``: ``field`` of it is ``value`` (null: it isn't told).
``merge``: the entity is ``value``, everywhere. ``split``: the entity is ``value`` on one page, or where it is spelt in one way. ``apart``: the
entity isn't ``value``, so that no rule takes them for one. ``join``: the meeting is the one with the id ``value``. ``part``: it isn't the meeting
with the id ``value``, and gets one of its own if it had that. ``undo``: the judgement ``undoes`` doesn't hold.
"""

Layer = Literal["page", "block", "time", "name", "statement", "meeting", "commitment", "position", "entity"]


class Target(Noun, frozen=True, kw_only=True):
    """What is judged.

    ``text_hash``, ``start``, ``end`` and ``quote`` mark the words: of a statement its content, of a meeting or commitment its first
    evidence, of a position the content of the first statement behind it. A page has no span; ``source`` narrows it to one capture. An
    entity has only ``item``, its id, and where it is split a ``text_hash`` (one page) or a ``quote`` (one spelling). ``item`` is the id that the
    thing had when it was judged: of a position ``ACTOR PROCESS/ISSUE``.
    """

    layer: Layer
    text_hash: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    item: str | None = None
    source: str | None = None

    @property
    def span(self) -> Span | None:
        """Where its words stand."""
        return Span(start=self.start, end=self.end) if self.start is not None and self.end is not None else None


class Change(Noun, frozen=True, kw_only=True):
    """What somebody wants to judge: a `Judgement` without who, when and why, which many may share. ``entities`` need only tell of those that
    neither the record nor the knowledge has."""

    kind: Kind
    target: Target
    field: str | None = None
    value: str | None = None
    words: Span | None = None
    entities: tuple[Entity, ...] = ()


class Judgement(Noun, frozen=True, kw_only=True):
    """One entry of the log.

    ``at`` is when (ISO 8601, UTC, to the microsecond), ``who`` a person's name, ``why`` their reason. ``field`` and ``value`` are those of a
    correction (`mahdar.corrections.fields`); ``words`` the characters that say it, where the value is or needs such. ``entities`` tell the
    kind and labels of those that the value names, for pages that don't name them. ``id`` is 16 hex digits of SHA-256 over all the rest.
    """

    id: str
    at: str
    who: str
    kind: Kind
    target: Target | None = None
    field: str | None = None
    value: str | None = None
    words: Span | None = None
    entities: tuple[Entity, ...] = ()
    why: str | None = None
    undoes: str | None = None

    @property
    def order(self) -> tuple[str, str]:
        """A sort key: the order in which judgements hold, so that the later wins."""
        return self.at, self.id

    @property
    def about(self) -> tuple[object, ...]:
        """What two judgements must share to contradict each other: the item, and of corrections the field.

        A rejection, a confirmation and what an entity or a meeting is are about the item as a whole.
        """
        return (self.target, self.field)

    @property
    def pair(self) -> frozenset[str] | None:
        """The two entities that a merge takes for one, or that a split or `apart` tells apart; None of other judgements."""
        if self.kind not in ("merge", "split", "apart") or self.target is None or self.target.item is None or self.value is None:
            return None
        return frozenset((self.target.item, self.value))


def judgement(
    *,
    at: str,
    who: str,
    kind: Kind,
    target: Target | None = None,
    field: str | None = None,
    value: str | None = None,
    words: Span | None = None,
    entities: tuple[Entity, ...] = (),
    why: str | None = None,
    undoes: str | None = None,
) -> Judgement:
    """A judgement with its id."""
    made = Judgement(
        id="", at=at, who=who, kind=kind, target=target, field=field, value=value, words=words, entities=entities, why=why, undoes=undoes
    )
    return msgspec.structs.replace(made, id=id_of(made))


def id_of(one: Judgement) -> str:
    """The id that follows from all else in a judgement."""
    blank = msgspec.structs.replace(one, id="")
    return hashlib.sha256(msgspec.json.encode(blank, order="deterministic")).hexdigest()[:16]


def with_entities(one: Judgement, entities: tuple[Entity, ...]) -> Judgement:
    """``one`` telling of these entities, with the id that follows."""
    made = msgspec.structs.replace(one, entities=entities)
    return msgspec.structs.replace(made, id=id_of(made))
