"""What a person should look at first: the queue of what is doubtful, by doubt times importance.

A server is asked for it again and again: what is doubtful is kept with the state of the record that it is of. In a large record, where looking
everything over takes longer than a reader waits, a queue that is older is given without what was judged since, while another is made.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Collection, Iterable
from threading import Lock, Thread
from typing import NamedTuple
from weakref import WeakKeyDictionary

import msgspec
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from mahdar.model import Noun
from mahdar.record import schema
from mahdar.record.queries import doubts
from mahdar.record.queries.doubts import KINDS, Kind, Reason, ToReview
from mahdar.record.queries.lookup import Texts, batches

__all__ = ["KINDS", "Kind", "Queue", "Reason", "ToReview", "queue", "review"]

KEPT = 500
"""So many of each kind are in the queue; when they are done others come."""

QUICK = 0.3
"""A queue that takes longer to make (seconds) is made while an older one is shown."""

_LOG = logging.getLogger(__name__)


class Queue(Noun, frozen=True, kw_only=True):
    """Some of what is to be looked at, from number ``offset`` on: ``total`` things fit what was asked for.

    ``kinds``, ``processes`` and ``outlets`` count all that is in the queue by what it can be narrowed to, whatever it is narrowed to now.
    """

    total: int
    offset: int
    limit: int
    items: tuple[ToReview, ...]
    kinds: dict[str, int]
    processes: dict[str, int]
    outlets: dict[str, int]


class _State(NamedTuple):
    """What differs as soon as judgements or links do, and that takes no look at all pages: pages that are read are linked by whoever reads them. In a
    record that nobody links, the captures are counted."""

    judged: str
    last: int
    waiting: int


class _Held(NamedTuple):
    state: _State
    took: float
    found: tuple[ToReview, ...]


_held: WeakKeyDictionary[Engine, _Held] = WeakKeyDictionary()
_making: WeakKeyDictionary[Engine, Thread] = WeakKeyDictionary()
_lock = Lock()


def review(connection: Connection, *, limit: int = 50) -> tuple[ToReview, ...]:
    """What to look at, by score, then kind and id: at most ``limit`` things. What a person judged already isn't asked for again."""
    return queue(connection, limit=limit).items


def queue(
    connection: Connection, *, kind: Kind | None = None, process: str | None = None, outlet: str | None = None, offset: int = 0, limit: int = 50
) -> Queue:
    """What to look at, by score, then kind and id; of one kind, of pages that tell of one process, or of one outlet."""
    found = _undone(connection, _doubtful(connection, offset + limit))
    fitting = [one for one in found if kind in (None, one.kind) and process in (None, one.process) and (outlet is None or outlet in one.outlets)]
    some = fitting[offset : offset + limit]
    return Queue(
        total=len(fitting),
        offset=offset,
        limit=limit,
        items=_with_words(connection, some),
        kinds=_counted((one.kind for one in found), KINDS),
        processes=_counted(one.process for one in found if one.process),
        outlets=_counted(label for one in found for label in one.outlets),
    )


def _counted(values: Iterable[str], order: Collection[str] = ()) -> dict[str, int]:
    found = Counter(values)
    return {value: found[value] for value in order or sorted(found, key=lambda value: (-found[value], value)) if found[value]}


def _with_words(connection: Connection, some: Collection[ToReview]) -> tuple[ToReview, ...]:
    """These with the words of statements."""
    s = schema.statements.c
    said = [one for one in some if one.kind == "statement" and one.page is not None]
    where = {}
    for these in batches([one.id for one in said]):
        where.update({(row.page, row.id): row for row in connection.execute(select(s.page, s.id, s.start, s.end).where(s.id.in_(these)))})
    texts = Texts(connection, (one.page for one in said if one.page))
    return tuple(
        msgspec.structs.replace(one, words=texts.quote(row.page, row.start, row.end)) if one.page and (row := where.get((one.page, one.id))) else one
        for one in some
    )


def _doubtful(connection: Connection, least: int) -> tuple[ToReview, ...]:
    """All that is in the queue, at least the first ``least``; older where another is being made."""
    if least > KEPT:
        return _made(connection, least)
    engine, state = connection.engine, _state(connection)
    held = _held.get(engine)
    if held is not None and held.state == state:
        return held.found
    if held is None or held.took < QUICK:
        held = _keep(connection, state)
    else:
        _make_beside(connection)
    return held.found


def _keep(connection: Connection, state: _State) -> _Held:
    began = time.perf_counter()
    found = _made(connection, KEPT)
    held = _held[connection.engine] = _Held(state, time.perf_counter() - began, found)
    return held


def _make_beside(connection: Connection) -> None:
    """Make another queue in a thread of its own, one at a time."""
    engine, options = connection.engine, dict(connection.get_execution_options())

    def make() -> None:
        try:
            with engine.connect().execution_options(**options) as another:
                _keep(another, _state(another))
        except SQLAlchemyError as error:  # Whoever asks next makes it.
            _LOG.warning("what is to be reviewed couldn't be looked up: %s", error)

    with _lock:
        running = _making.get(engine)
        if running is None or not running.is_alive():
            _making[engine] = Thread(target=make, name="review", daemon=True)
            _making[engine].start()


def _state(connection: Connection) -> _State:
    j, linked, c, w = schema.judgements.c, schema.linked.c, schema.captures.c, schema.rounds_waiting.c
    last = connection.execute(select(func.max(linked.n))).scalar()
    return _State(
        judged=connection.execute(select(func.max(j.at))).scalar() or "",
        last=last if last is not None else -connection.execute(select(func.count(c.page))).scalar_one(),
        waiting=connection.execute(select(func.count(w.key))).scalar_one(),
    )


def _made(connection: Connection, limit: int) -> tuple[ToReview, ...]:
    found = [
        *doubts.statements(connection, limit),
        *doubts.meetings(connection, limit),
        *doubts.pages(connection, limit),
        *doubts.judgements(connection),
        *doubts.pairs(connection, limit),
    ]
    return doubts.placed(connection, sorted(found, key=lambda one: (-one.score, one.kind, one.id)))


def _undone(connection: Connection, found: tuple[ToReview, ...]) -> tuple[ToReview, ...]:
    """These without what was judged since they were looked up."""
    held = _held.get(connection.engine)
    if held is None or held.found is not found or not found:
        return found
    j, d = schema.judgements.c, schema.judged.c
    query = (
        select(d.layer, d.item, j.item.label("was"), j.value).join(schema.judged, d.judgement == j.id, isouter=True).where(j.at > held.state.judged)
    )
    since = connection.execute(query).all()
    done = {(row.layer, item) for row in since for item in (row.item, row.was) if row.layer}
    pairs = {frozenset((row.was, row.value)) for row in since if row.was and row.value}
    return tuple(one for one in found if (one.kind, one.id) not in done and not (one.kind == "entity" and frozenset((one.id, one.other)) in pairs))
