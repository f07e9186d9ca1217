"""Judgements applied to a reading.

Invariant: the result is a function of the machine's reading and of the judgements that hold, in their order and nothing else; it passes
`mahdar.invariants.check`; with no judgement it is the reading itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from mahdar.corrections.correct import correct, correct_page
from mahdar.corrections.entities import judge_entity
from mahdar.corrections.fields import fault
from mahdar.corrections.locate import locate
from mahdar.corrections.model import Judgement, Layer
from mahdar.corrections.rounds import numbered, own_id
from mahdar.corrections.work import Item, UnfitError, Work, item_id
from mahdar.invariants import InvariantError, check
from mahdar.model import Meeting, Name, Noun, Reading, Slot, Statement

Status = Literal["applied", "overruled", "stale"]
"""What became of a judgement on a page: it holds; a later one about the same says otherwise; or it doesn't fit what is read there (any more)."""


class Effect(Noun, frozen=True, kw_only=True):
    """What became of one judgement on a page. ``item`` is the id under which its item stands there now, ``reason`` why it is stale."""

    judgement: Judgement
    layer: Layer
    item: str | None
    status: Status
    reason: str | None = None


class Applied(Noun, frozen=True, kw_only=True):
    """A reading with judgements applied, and what became of each of those that bear on it."""

    reading: Reading
    effects: tuple[Effect, ...]

    @property
    def applied(self) -> tuple[Effect, ...]:
        """Those that hold."""
        return tuple(effect for effect in self.effects if effect.status == "applied")

    @property
    def stale(self) -> tuple[Effect, ...]:
        """Those that don't fit."""
        return tuple(effect for effect in self.effects if effect.status == "stale")


def apply(reading: Reading, judgements: Iterable[Judgement]) -> Applied:
    """``reading`` after ``judgements``, those that hold (`mahdar.corrections.log.holding`), in their order.

    One that doesn't fit leaves the reading as it was and is told as stale; judgements of entities that the page doesn't have are left
    out.
    """
    work = Work(reading)
    done: list[tuple[Judgement, Item | str | None, str | None]] = []
    whole = reading
    for one in sorted(judgements, key=lambda entry: entry.order):
        trial = work.copy()
        try:
            where = _judge(trial, one)
            whole = check(trial.finished())
        except (UnfitError, InvariantError) as error:
            done.append((one, None, str(error)))
            continue
        if where is None:
            continue
        work = trial
        done.append((one, where if isinstance(where, str) else _place(trial, where), None))
    return Applied(reading=whole, effects=_effects(work, done))


def _place(work: Work, item: Item) -> str:
    """A name for an item that stays the same while judgements are applied: its layer's field and its place in it."""
    return next(f"{name} {n}" for name, items in work.layers.items() for n, other in enumerate(items) if other is item)


def _judge(work: Work, one: Judgement) -> Item | str | None:
    """Apply one judgement; what it was about: an item, else the id of an entity or of the page; None where the page has nothing of it."""
    target = one.target
    if target is None or (wrong := fault(one)):
        raise UnfitError(wrong if target else "expected what is judged, got nothing")
    for entity in one.entities:
        work.told[entity.id] = entity
    if one.kind == "apart":
        return None  # It bears on what is joined across pages, and on no page.
    if target.layer == "entity":
        return judge_entity(work, one)
    if target.text_hash != work.machine.text_hash:
        raise UnfitError("expected a judgement of this text, got one of another")
    if target.layer == "page":
        if target.source not in (None, work.machine.source):
            return None
        if one.kind == "correct":
            correct_page(work, one)
        return work.machine.page
    item = locate(work, target)
    if one.kind == "correct":
        correct(work, item, one)
    elif one.kind == "confirm":
        item.gone = None
        if isinstance(item.now, Statement | Name):
            item.now = msgspec.structs.replace(item.now, confidence=1.0)
    elif one.kind == "reject":
        item.gone = one
    else:
        _identify(work, item, one)
    return item


def _identify(work: Work, item: Item, one: Judgement) -> None:
    """Join a meeting with another, or part it from one."""
    now = item.now
    assert isinstance(now, Meeting)
    assert one.value is not None
    item.gone = None
    by_person = Slot(basis="person", why=one.why)
    if one.kind == "join":
        changed = msgspec.structs.replace(now, id=one.value)
        if told := numbered(one.value):
            slots = {**now.slots, "series": by_person, "ordinal": by_person}
            changed = msgspec.structs.replace(changed, series=told[0], ordinal=told[1], slots={name: slots[name] for name in sorted(slots)})
        item.now = changed
    elif now.id == one.value:
        slots = {name: slot for name, slot in now.slots.items() if name != "ordinal"}
        alone = msgspec.structs.replace(now, ordinal=None, slots=slots)
        item.now = msgspec.structs.replace(alone, id=own_id(alone, work.machine.text_hash))


def _effects(work: Work, done: list[tuple[Judgement, Item | str | None, str | None]]) -> tuple[Effect, ...]:
    """What became of each: of those about the same thing and field the last holds, and of a refused item the refusal."""
    last: dict[tuple[object, ...], Judgement] = {}
    for one, where, reason in done:
        if reason is None:
            last[where, _aspect(one)] = one
    found = []
    for one, where, reason in done:
        assert one.target is not None
        item, status = None, "stale"
        if reason is None:
            assert isinstance(where, str)
            name, _, n = where.partition(" ")
            held = work.layers[name][int(n)] if name in work.layers and n else None
            item = item_id(held.now) if held else _led(where, one, done) if one.target.layer == "entity" else where
            newest = last[where, _aspect(one)]
            beaten = (held is not None and held.gone not in (None, one)) or (newest is not one and _says(newest) != _says(one))
            status = "overruled" if beaten else "applied"
        found.append(Effect(judgement=one, layer=one.target.layer, item=item, status=status, reason=reason))  # type: ignore[arg-type]
    return tuple(found)


def _led(entity: str, one: Judgement, done: list[tuple[Judgement, Item | str | None, str | None]]) -> str:
    """The id that an entity has after what was merged later."""
    for later, _, reason in done:
        merged = later.kind == "merge" and reason is None and later.target is not None and later.target.item == entity
        if merged and later.order > one.order:
            entity = later.value or entity
    return entity


def _aspect(one: Judgement) -> str:
    """What of its item a judgement is about: a field, which meeting or entity it is, or whether it is there at all."""
    return one.field or {"merge": "which", "split": "which", "join": "which", "part": "which"}.get(one.kind, "there")


def _says(one: Judgement) -> tuple[object, ...]:
    return one.kind, one.value, one.words
