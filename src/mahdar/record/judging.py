"""Judging what is in a record: entering a judgement, taking one back, taking over those of others. Runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, func, select

from mahdar.corrections import Change, Conflict, Judgement, Target, conflicts, fault, holding, in_force, judgement
from mahdar.corrections.applying import Effect
from mahdar.corrections.fields import names_entity, part_of
from mahdar.corrections.model import with_entities
from mahdar.errors import UsageError
from mahdar.knowledge import load
from mahdar.model import Entity, Noun, Reading
from mahdar.record import schema, write
from mahdar.record.dialect import Held, hold
from mahdar.record.entity_linking import wait_for
from mahdar.record.judgements import any_judged, bearing_on, by_ids, find, insert_judgements, is_known, settle_redirects, undoing
from mahdar.record.queries.lookup import batches, shown
from mahdar.record.settling import settle, unsettle

_FORM = "%Y-%m-%dT%H:%M:%S.%fZ"


class Entering:
    """What one call enters in the log, over all tries of its transaction: what an earlier one entered, whose answer was lost, isn't entered again."""

    def __init__(self) -> None:
        self._entered: tuple[Judgement, ...] = ()

    def __call__(self, connection: Connection, make: Callable[[], Iterable[Judgement]]) -> tuple[Judgement, ...]:
        """Hold the log alone, and enter what ``make`` makes of it, if it isn't there yet; what was entered."""
        hold(connection, Held.JUDGED)
        if not self._entered or len(by_ids(connection, (one.id for one in self._entered))) < len(self._entered):
            self._entered = tuple(make())
        return self._entered


class Judged(Noun, frozen=True, kw_only=True):
    """What a judgement did: what became of it on each page, by page id; and those of other people that it goes against."""

    judgement: Judgement
    effects: dict[str, Effect]
    against: tuple[Judgement, ...] = ()


class Imported(Noun, frozen=True, kw_only=True):
    """What an import did. ``new`` and ``known`` count entries, ``stale`` are the new ones that fit no page that has their text, ``absent``
    counts those whose text or entity no page has, ``orphans`` the undos of entries that aren't here. ``conflicts`` are those in which a new
    entry takes part."""

    new: int
    known: int
    stale: tuple[Judgement, ...]
    absent: int
    orphans: int
    conflicts: tuple[Conflict, ...]


def judge(connection: Connection, entering: Entering, changes: Sequence[Change], *, who: str, why: str | None = None) -> tuple[Judged, ...]:
    """Enter a judgement for each of ``changes``, and show their pages with it. Raises `UsageError` for one that isn't well formed, or that
    fits no page."""
    made = entering(connection, lambda: [_made(connection, change, who.strip(), why) for change in changes])
    effects = _settle_for(connection, made)
    return tuple(_judged(connection, one, effects) for one in made)


def _made(connection: Connection, change: Change, who: str, why: str | None) -> Judgement:
    """The judgement of a change, entered, with what is known of the entities that it names."""
    fields = {name: getattr(change, name) for name in change.__struct_fields__}
    made = judgement(at=_now(connection), who=who, why=why, **fields)
    if wrong := fault(made):
        raise UsageError(wrong)
    told = {entity.id: entity for entity in change.entities}
    needed = [told.get(id_) or _entity(connection, id_) for id_ in _needed(made)]
    made = with_entities(made, (*needed, *(entity for entity in change.entities if entity not in needed)))
    insert_judgements(connection, [made])
    return made


def _judged(connection: Connection, made: Judgement, effects: Mapping[str, Sequence[Effect]]) -> Judged:
    assert made.target is not None
    if made.kind == "apart":
        if not is_known(connection, made.target.item):
            raise UsageError(_nowhere(made.target))
        if made.value is not None and not is_known(connection, made.value):
            _entity(connection, made.value)
        return Judged(judgement=made, effects={}, against=_against(connection, made))
    mine = {page: effect for page, found in effects.items() for effect in found if effect.judgement.id == made.id}
    if not mine:
        raise UsageError(_nowhere(made.target))
    if all(effect.status == "stale" for effect in mine.values()):
        raise UsageError(next(effect.reason or "" for effect in mine.values()))
    return Judged(judgement=made, effects=mine, against=_against(connection, made))


def _against(connection: Connection, made: Judgement) -> tuple[Judgement, ...]:
    """The judgements of other people that one goes against."""
    assert made.target is not None
    return tuple(pair.earlier for pair in conflicts(_of_the_same(connection, made.target)) if pair.later.id == made.id)


def undo(connection: Connection, entering: Entering, id_: str, *, who: str, why: str | None = None) -> Judgement:
    """Take back an entry of the log (an undo too). Raises `UsageError` where there is none of that id, or it is taken back already."""
    (made,) = entering(connection, lambda: [_undo(connection, id_, who.strip(), why)])
    _settle_for(connection, [_root(connection, made)])
    return made


def _undo(connection: Connection, id_: str, who: str, why: str | None) -> Judgement:
    """The undo of an entry, entered."""
    found = by_ids(connection, [id_])
    if not found:
        raise UsageError(f"expected the id of a judgement, got {id_!r}; `mahdar edit RECORD log` lists them")
    if id_ not in in_force((*found, *undoing(connection, [id_]))):
        raise UsageError(f"{id_}: undone already; undo that to have it back")
    made = judgement(at=_now(connection), who=who, kind="undo", why=why, undoes=id_)
    if wrong := fault(made):
        raise UsageError(wrong)
    insert_judgements(connection, [made])
    return made


def take_over(connection: Connection, entering: Entering, judgements: Iterable[Judgement]) -> Imported:
    """Add the judgements of others that the log doesn't have, and show all pages with them. The same again changes nothing."""
    given = {one.id: one for one in judgements}
    new = entering(connection, lambda: _new(connection, given))
    known = len(given) - len(new)
    if not new:
        return Imported(new=0, known=known, stale=(), absent=0, orphans=0, conflicts=())
    roots = [_root(connection, one) for one in new]
    effects = _settle_for(connection, roots)
    became: dict[str, set[str]] = {}
    for found in effects.values():
        for effect in found:
            became.setdefault(effect.judgement.id, set()).add(effect.status)
    held = {one.id for one in holding(find(connection))}
    return Imported(
        new=len(new),
        known=known,
        stale=tuple(one for one in new if became.get(one.id) == {"stale"}),
        absent=sum(one.id not in became and one.id in held and not _is_about_known(connection, one) for one in new),
        orphans=sum(root.kind == "undo" for root in roots),
        conflicts=tuple(pair for pair in conflicts(find(connection)) if not {pair.earlier.id, pair.later.id}.isdisjoint(one.id for one in new)),
    )


def _is_about_known(connection: Connection, one: Judgement) -> bool:
    """Whether one tells entities apart that are both here."""
    return one.kind == "apart" and one.pair is not None and all(is_known(connection, id_) for id_ in one.pair)


def _new(connection: Connection, given: Mapping[str, Judgement]) -> list[Judgement]:
    """Those of ``given`` (by id) that weren't in the log, entered."""
    known = {one.id for one in by_ids(connection, given)}
    new = [one for one in given.values() if one.id not in known]
    insert_judgements(connection, new)
    return new


def add(connection: Connection, reading: Reading) -> bool:
    """Add a page's reading and show it with the judgements that bear on it; False where the same one was there already.

    What is read anew replaces what the machine had read, so that the page is shown as that meanwhile. Others may add at the same time: of one page
    one after the other; of several pages that name the same, each counts on from the last.
    """
    hold(connection, Held.JUDGED, shared=True)
    hold(connection, Held.PAGE, [reading.page])
    if write.has_same(connection, reading):
        return False
    judged = any_judged(connection)
    with write.counted(connection, reading.page) as shown:
        if judged:
            unsettle(connection, reading.page)
        if write.put(connection, reading) and not judged:
            shown.reading = reading
        if judged:
            settle(connection, reading.page)
    return True


def add_new(connection: Connection, readings: Iterable[Reading]) -> set[str]:
    """Add those of ``readings`` whose page the record doesn't have, and that no judgement bears on, each page once; their pages.

    The others are for `add`. The record is as if all had been added one by one, in whatever order.
    """
    given: dict[str, Reading] = {}
    for reading in readings:
        write.check_ids(reading)
        given.setdefault(reading.page, reading)
    hold(connection, Held.JUDGED, shared=True)
    hold(connection, Held.PAGE, given)
    p = schema.pages.c
    known = {page for some in batches(sorted(given)) for page in connection.execute(select(p.id).where(p.id.in_(some))).scalars()}
    new = [reading for page, reading in given.items() if page not in known]
    if any_judged(connection):
        new = [reading for reading in new if not bearing_on(connection, reading)[0]]
    write.put_new(connection, new)
    return {reading.page for reading in new}


def keep_capture(connection: Connection, reading: Reading, digest: str) -> None:
    """Keep where and when a page that is there was found, as the machine's ``reading`` tells it, without what it says else; ``digest`` is of its
    own reading. The page is shown with the judgements that bear on it."""
    hold(connection, Held.JUDGED, shared=True)
    hold(connection, Held.PAGE, [reading.page])
    judged = any_judged(connection)
    with write.counted(connection, reading.page):
        if judged:
            unsettle(connection, reading.page)
        write.put_capture(connection, reading, digest)
        if judged:
            settle(connection, reading.page)


def _now(connection: Connection) -> str:
    """The time, later than that of any entry: what is judged last must win, however fast or wrong the clocks are."""
    now = datetime.now(UTC)
    last = connection.execute(select(func.max(schema.judgements.c.at))).scalar()
    if last is not None:
        now = max(now, datetime.strptime(last, _FORM).replace(tzinfo=UTC) + timedelta(microseconds=1))
    return now.strftime(_FORM)


def _needed(one: Judgement) -> list[str]:
    """The entities that a judgement's value names."""
    if one.kind == "merge" and one.value is not None:
        return [one.value]
    if one.kind != "correct" or one.target is None or one.field is None or one.value is None:
        return []
    named = names_entity(one.target.layer, one.field)
    id_ = one.value if named == "value" else part_of(one.field)[1] if named == "part" else None
    return [id_] if id_ is not None else []


def _entity(connection: Connection, id_: str) -> Entity:
    """An entity as the record shows it, else as the knowledge has it. Raises `UsageError` where neither does."""
    found = shown(connection, [id_]).get(id_)
    if found is not None:
        return Entity(id=id_, kind=found[0], label=found[1])
    for kind, entry in load().entries():
        if entry.id == id_:
            return Entity(id=id_, kind=kind, label={"ar": entry.names[0], "en": entry.en}, wikidata=entry.wikidata)
    raise UsageError(f"expected an entity of the record or the knowledge, got {id_!r}; to name a new one, give its label too")


def _settle_for(connection: Connection, entries: Iterable[Judgement]) -> dict[str, tuple[Effect, ...]]:
    """Show all pages that any of ``entries`` may bear on anew; what became of all judgements of each, by page."""
    held = tuple(entries)
    bearing = [merge for one in held for merge in (_merges_of(connection, one) if one.kind == "apart" else (one,))]
    pages = {page for one in bearing if one.target is not None for page in _pages(connection, one.target)}
    found: dict[str, tuple[Effect, ...]] = {}
    for page in sorted(pages):
        with write.counted(connection, page):
            found[page] = settle(connection, page)
    if any(one.kind in ("merge", "apart") for one in held):
        settle_redirects(connection)
    if apart := [id_ for one in held if one.pair for id_ in one.pair]:
        hold(connection, Held.LINKS, shared=True)
        wait_for(connection, apart)
    return found


def _merges_of(connection: Connection, apart: Judgement) -> tuple[Judgement, ...]:
    """The merges of the entities that one tells apart."""
    j = schema.judgements.c
    pair = sorted(apart.pair or ())
    return find(connection, j.kind == "merge", j.item.in_(pair), j.value.in_(pair))


def _pages(connection: Connection, target: Target) -> set[str]:
    """The pages that a judgement of ``target`` may bear on."""
    p, e, j = schema.pages.c, schema.entities.c, schema.judged_entities.c
    of_text = set(connection.execute(select(p.id).where(p.text_hash == target.text_hash)).scalars()) if target.text_hash is not None else None
    if target.layer != "entity":
        return of_text or set()
    having = set(connection.execute(select(e.page).where(e.id == target.item)).scalars())
    having |= set(connection.execute(select(j.page).where(j.entity == target.item)).scalars())
    return having if of_text is None else having & of_text


def _root(connection: Connection, one: Judgement) -> Judgement:
    """What an undo is about in the end: the judgement that it, or what it undoes, takes back. The last undo itself where that isn't here."""
    while one.undoes is not None and (found := by_ids(connection, [one.undoes])):
        one = found[0]
    return one


def _of_the_same(connection: Connection, target: Target) -> tuple[Judgement, ...]:
    """All entries about the same thing, with their undos."""
    j = schema.judgements.c
    same = find(connection, *(column.is_not_distinct_from(getattr(target, name)) for name, column in ((n, j[n]) for n in target.__struct_fields__)))
    if target.layer == "entity":  # Two may be taken for one and told apart from either side.
        same += tuple(one for one in find(connection, j.kind.in_(("merge", "apart")), j.value == target.item) if one not in same)
    return (*same, *undoing(connection, [one.id for one in same]))


def _nowhere(target: Target) -> str:
    if target.layer == "entity":
        return f"expected an entity that the record's pages have, got {target.item!r}"
    return f"expected a text that the record has, got one of the hash {target.text_hash}"
