"""What a correction does to an item: one function a layer. Each sets one field of it, and marks that a person told it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from mahdar.corrections.fields import part_of
from mahdar.corrections.model import Judgement, Layer
from mahdar.corrections.rounds import own_id
from mahdar.corrections.work import Item, UnfitError, Work
from mahdar.model import (
    READ_ROLES,
    Block,
    Commitment,
    Meeting,
    Name,
    Noun,
    Outlet,
    Participant,
    Position,
    Published,
    Slot,
    Span,
    Speaker,
    Statement,
    Time,
    Via,
)

PERSON = "person"
"""In ``found_by``, ``rule`` and ``basis``: a person told it."""


def correct(work: Work, item: Item, one: Judgement) -> None:
    """Set the field that ``one`` corrects. Raises `UnfitError` where the page can't have the value."""
    assert one.target is not None
    item.gone = None
    item.now = _CORRECT[one.target.layer](work, item.now, one)


def correct_page(work: Work, one: Judgement) -> None:
    """Set the page's date or outlet."""
    work.published, work.outlet = headed(work.published, work.outlet, one)
    if work.outlet and work.outlet.entity:
        work.need(work.outlet.entity)


def headed(published: Published | None, outlet: Outlet | None, one: Judgement) -> tuple[Published | None, Outlet | None]:
    """The date and the outlet of a page or of one of its captures after the correction ``one``."""
    if one.field == "published":
        evidence = (one.words,) if one.words else ()
        return (Published(value=one.value, basis="person", evidence=evidence) if one.value else None), outlet
    entity = one.entities[0].id if one.entities else None
    return published, Outlet(label=one.value, entity=entity, basis="person") if one.value else None


def _statement(work: Work, now: Noun, one: Judgement) -> Noun:
    assert isinstance(now, Statement)
    name, part = part_of(one.field or "")
    changed: dict[str, object] = {}
    if name == "speaker":
        changed["speaker"] = speaker = _speaker(work, now, one)
        _follow(work, now, speaker, one)
    elif name in ("addressee", "target"):
        changed[name] = one.value
        work.need(one.value)
    elif name == "content":
        span = _open(work, one.words)
        changed |= {"start": span.start, "end": span.end, "more": tuple(more for more in now.more if not more.overlaps(span))}
    elif name == "cue":
        changed["cue"] = _open(work, one.words) if one.words else None
    elif name == "via":
        changed["via"] = _via(work, now, one, int(part or 0))
    elif name == "issues":
        others = [issue for issue in now.issues if issue != part]
        changed["issues"] = (*now.issues, part) if one.value and part not in now.issues else now.issues if one.value else tuple(others)
    else:
        changed[name] = one.value
    return msgspec.structs.replace(now, **changed, found_by=PERSON, confidence=1.0)


def _speaker(work: Work, now: Statement, one: Judgement) -> Speaker | None:
    if one.value is None:
        return None
    work.need(one.value)
    if one.words is None and now.speaker is not None:
        return msgspec.structs.replace(now.speaker, entity=one.value)
    words = one.words or work.mention(one.value, now.cue or now, outside=now)
    if words is None:
        raise UnfitError("expected the words that mean the speaker, for the page names nobody of that id")
    words = _open(work, words)
    return Speaker(entity=one.value, label=words.of(work.machine.text), start=words.start, end=words.end)


def _follow(work: Work, now: Statement, speaker: Speaker | None, one: Judgement) -> None:
    """Let the positions that rest on a statement go with its speaker.

    A position of the old speaker becomes the new one's. One of a state or body for which the old one spoke stays where the new one
    holds an office of it, goes over to the only one whose office he holds, and else rests on this statement no longer.
    """
    old = now.speaker.entity if now.speaker else None
    new = speaker.entity if speaker else None
    if new == old:
        return
    offices = work.entity(new).offices if new else ()
    sides = {office.of for office in offices if office.of is not None and office.status != "former"}
    for item in work.items("position"):
        held = item.now
        if not isinstance(held, Position) or now.id not in held.statements:
            continue
        actor = new if held.actor == old else held.actor if held.actor in sides or held.actor == new else min(sides, default=None)
        # Who told it without a name of his own is no more its one source.
        source = None if held.told_by == old else held.told_by
        if actor == held.actor:
            item.now = msgspec.structs.replace(held, told_by=source)
            continue
        if len(held.statements) > 1:
            item.now = msgspec.structs.replace(held, statements=tuple(id_ for id_ in held.statements if id_ != now.id))
        elif actor is None or (actor != new and (len(sides) > 1 or actor not in work.entities)):
            item.gone = one
        else:
            item.now = msgspec.structs.replace(held, actor=actor, told_by=source, why="as a person told who speaks")


def _via(work: Work, now: Statement, one: Judgement, n: int) -> tuple[Via, ...]:
    if n > len(now.via) or (n == len(now.via) and one.value is None):
        raise UnfitError(f"expected a link from via/0 to via/{max(len(now.via) - (one.value is None), 0)}, got via/{n}")
    if one.value is None:
        return (*now.via[:n], *now.via[n + 1 :])
    work.need(one.value)
    words = one.words or (now.via[n] if n < len(now.via) else work.mention(one.value, now.cue or now, outside=now))
    if words is None:
        raise UnfitError("expected the words that name what carried it, for the page names nothing of that id")
    return (*now.via[:n], Via(entity=one.value, start=words.start, end=words.end), *now.via[n + 1 :])


def _name(work: Work, now: Noun, one: Judgement) -> Noun:
    assert isinstance(now, Name)
    if one.field == "span":
        span = _open(work, one.words)
        changed: dict[str, object] = {"start": span.start, "end": span.end}
    elif one.field == "entity":
        assert one.value is not None
        work.need(one.value)
        changed = {"entity": one.value, "kind": work.entity(one.value).kind}
    else:
        changed = {"kind": one.value}
    return msgspec.structs.replace(now, **changed, found_by=PERSON, confidence=1.0)


def _time(_: Work, now: Noun, one: Judgement) -> Noun:
    assert isinstance(now, Time)
    return msgspec.structs.replace(now, value=one.value, rule=PERSON, anchor=None)


def _block(_: Work, now: Noun, one: Judgement) -> Noun:
    assert isinstance(now, Block)
    return msgspec.structs.replace(now, role=one.value, confidence=1.0, why="told by a person")


def _meeting(work: Work, now: Noun, one: Judgement) -> Noun:
    assert isinstance(now, Meeting)
    name, part = part_of(one.field or "")
    if name == "participants":
        assert part is not None
        return msgspec.structs.replace(now, participants=_participants(work, now, part, one))
    if name == "agenda":
        others = tuple(issue for issue in now.agenda if issue != part)
        return msgspec.structs.replace(now, agenda=(*others, part) if one.value and part not in now.agenda else now.agenda if one.value else others)
    if name in ("place", "host", "convener"):
        work.need(one.value)
    value = int(one.value) if name == "ordinal" and one.value is not None else one.value
    slots = {field: slot for field, slot in now.slots.items() if field != name}
    if value is not None:
        slots[name] = Slot(basis="person", evidence=(one.words,) if one.words else (), why=one.why)
    changed = msgspec.structs.replace(now, **{name: value}, slots={field: slots[field] for field in sorted(slots)})
    return msgspec.structs.replace(changed, id=own_id(changed, work.machine.text_hash)) if name in ("series", "ordinal") else changed


def _participants(work: Work, now: Meeting, entity: str, one: Judgement) -> tuple[Participant, ...]:
    before = next((part for part in now.participants if part.entity == entity), None)
    if one.value is None:
        if before is None:
            raise UnfitError(f"expected a participant, got {entity!r}, who isn't one here")
        return tuple(part for part in now.participants if part is not before)
    work.need(entity)
    words = one.words or work.mention(entity, now.evidence[0])
    evidence = (one.words,) if one.words else before.evidence if before else (words,) if words else ()
    made = Participant(entity=entity, role=one.value, evidence=evidence)  # type: ignore[arg-type]
    return tuple(made if part is before else part for part in now.participants) if before else (*now.participants, made)


def _commitment(work: Work, now: Noun, one: Judgement) -> Noun:
    assert isinstance(now, Commitment)
    name, part = part_of(one.field or "")
    if name == "parties":
        assert part is not None
        work.need(part if one.value else None)
        others = tuple(party for party in now.parties if party != part)
        return msgspec.structs.replace(
            now, parties=(*now.parties, part) if one.value and part not in now.parties else now.parties if one.value else others
        )
    if name == "content":
        return msgspec.structs.replace(now, content=_open(work, one.words) if one.words else None)
    if name == "told_by":
        work.need(one.value)
    return msgspec.structs.replace(now, **_on(one) if name == "issue" else {name: one.value})


def _position(work: Work, now: Noun, one: Judgement) -> Noun:
    assert isinstance(now, Position)
    if one.field in ("actor", "target", "told_by"):
        work.need(one.value)
    return msgspec.structs.replace(now, **_on(one) if one.field == "issue" else {one.field or "": one.value}, why="told by a person")


def _on(one: Judgement) -> dict[str, object]:
    """The process and the key of an issue written ``PROCESS/KEY`` or ``KEY``."""
    if one.value is None:
        return {"process": None, "issue": None}
    process, slash, key = one.value.rpartition("/")
    return {"process": process, "issue": key} if slash else {"issue": key}


def _open(work: Work, words: Span | None) -> Span:
    """``words`` as they are, if they lie in one block that isn't furniture."""
    assert words is not None
    blocks = [item.now for item in work.layers["blocks"]]
    if not any(isinstance(b, Block) and b.role in READ_ROLES and b.holds(words) for b in blocks):
        raise UnfitError(f"expected characters of one block of the article, got {words.start}..{words.end}")
    return Span(start=words.start, end=words.end)


_CORRECT: Mapping[Layer, Callable[[Work, Noun, Judgement], Noun]] = {
    "statement": _statement,
    "name": _name,
    "time": _time,
    "block": _block,
    "meeting": _meeting,
    "commitment": _commitment,
    "position": _position,
}
