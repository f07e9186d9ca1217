"""What judgements of an entity do to a page: it is another one, it has other words, or part of it is somebody else."""

from __future__ import annotations

import msgspec

from mahdar.corrections.fields import part_of
from mahdar.corrections.model import Judgement, Target
from mahdar.corrections.naming import renamed
from mahdar.corrections.work import Work
from mahdar.model import Entity, Name, Span, Statement


def judge_entity(work: Work, one: Judgement) -> str | None:
    """Apply ``one`` to the page; the id that the entity has then, None where the page doesn't have it."""
    target = one.target
    assert target is not None
    assert target.item is not None
    if target.item not in work.entities or target.text_hash not in (None, work.machine.text_hash):
        return None
    if one.kind == "merge":
        assert one.value is not None
        _merge(work, target.item, one.value)
        return one.value
    if one.kind == "split":
        assert one.value is not None
        return one.value if _split(work, target, one.value) else None
    if one.kind == "correct":
        work.entities[target.item] = _corrected(work, work.entities[target.item], one)
    return target.item


def _merge(work: Work, old: str, new: str) -> None:
    gone, known = work.entities[old], work.entities.get(new) or work.told.get(new)
    work.rename(old, new)
    gone = work.entities.pop(old)
    if known is None:
        work.entities[new] = msgspec.structs.replace(gone, id=new)
        return
    offices = (*known.offices, *(office for office in gone.offices if office not in known.offices)) if new in work.entities else gone.offices
    work.entities[new] = Entity(
        id=new, kind=known.kind, label={**gone.label, **known.label}, wikidata=known.wikidata or gone.wikidata, offices=offices
    )
    _set_kind(work, new, known.kind)


def _split(work: Work, target: Target, new: str) -> bool:
    """Part of an entity is another: all of it on this page, or what is spelt in one way. False where nothing of it is."""
    old = target.item
    assert old is not None
    if target.quote is None:
        _become(work, old, new, {})
        return True
    text = work.machine.text
    names = [item for item in work.layers["names"] if isinstance(item.now, Name) and item.now.entity == old]
    spelt = [item for item in names if isinstance(item.now, Span) and item.now.of(text) == target.quote]
    if not spelt:
        return False
    if len(spelt) == len(names):
        _become(work, old, new, {"ar": target.quote})
        return True
    _tell(work, work.entities[old], new, {"ar": target.quote})
    for item in spelt:
        item.now = renamed(item.now, old, new)
    where = [item.now for item in spelt if isinstance(item.now, Span)]
    for item in work.items("statement"):
        said = item.now
        if isinstance(said, Statement) and said.speaker is not None and said.speaker.entity == old:
            words = Span(start=said.speaker.start, end=said.speaker.end)
            if any(words.overlaps(name) for name in where):
                item.now = msgspec.structs.replace(said, speaker=renamed(said.speaker, old, new))
    return True


def _become(work: Work, old: str, new: str, label: dict[str, str]) -> None:
    _tell(work, work.entities[old], new, label)
    work.rename(old, new)
    del work.entities[old]


def _tell(work: Work, old: Entity, new: str, label: dict[str, str]) -> None:
    """The entity ``new`` as the judgement tells it, else with what the page has of the old one."""
    if new not in work.entities:
        told = work.told.get(new)
        work.entities[new] = told or Entity(id=new, kind=old.kind, label=label or dict(old.label))


def _corrected(work: Work, entity: Entity, one: Judgement) -> Entity:
    name, part = part_of(one.field or "")
    if name == "label":
        assert part is not None
        assert one.value is not None
        return msgspec.structs.replace(entity, label={**entity.label, part: one.value})
    if name == "kind":
        assert one.value is not None
        _set_kind(work, entity.id, one.value)
    return msgspec.structs.replace(entity, **{name: one.value})


def _set_kind(work: Work, entity: str, kind: str) -> None:
    """Names have the kind of what they name."""
    for item in work.layers["names"]:
        if isinstance(item.now, Name) and item.now.entity == entity:
            item.now = msgspec.structs.replace(item.now, kind=kind)
