"""What a person should look at first: the queue of what is doubtful, by doubt times importance.

A server is asked for it again and again. It keeps what is doubtful (`Doubtful`); a queue that is older is given without what was judged since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

import msgspec
from sqlalchemy import Connection, func, select

from mahdar.model import Noun
from mahdar.record import schema
from mahdar.record.queries import doubts
from mahdar.record.queries.doubts import KINDS, Kind, Reason, ToReview
from mahdar.record.queries.lookup import Texts, batches

__all__ = ["KINDS", "Doubtful", "Kind", "Queue", "Reason", "ToReview", "doubtful", "queue", "review"]

KEPT = 500
"""So many of each kind are in the queue; when they are done others come."""


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


class Doubtful(Noun, frozen=True, kw_only=True):
    """All that is in the queue, by score, then kind and id, when the last judgement was that of ``judged`` (ISO 8601; empty before any)."""

    found: tuple[ToReview, ...]
    judged: str


def doubtful(connection: Connection, least: int = KEPT) -> Doubtful:
    """What is doubtful, at least the first ``least`` of each kind. In a large record it takes longer than a reader waits: a server keeps it
    (`mahdar.record.remembering`)."""
    # Asked for before anything is looked up: what is judged meanwhile is left out by `queue`.
    judged = connection.execute(select(func.max(schema.judgements.c.at))).scalar() or ""
    found = [
        *doubts.statements(connection, least),
        *doubts.meetings(connection, least),
        *doubts.pages(connection, least),
        *doubts.judgements(connection),
        *doubts.pairs(connection, least),
    ]
    return Doubtful(found=doubts.placed(connection, sorted(found, key=lambda one: (-one.score, one.kind, one.id))), judged=judged)


def review(connection: Connection, *, limit: int = 50) -> tuple[ToReview, ...]:
    """What to look at, by score, then kind and id: at most ``limit`` things. What a person judged already isn't asked for again."""
    return queue(connection, limit=limit).items


def queue(
    connection: Connection,
    known: Doubtful | None = None,
    *,
    kind: Kind | None = None,
    process: str | None = None,
    outlet: str | None = None,
    offset: int = 0,
    limit: int = 50,
) -> Queue:
    """What to look at, by score, then kind and id; of one kind, of pages that tell of one process, or of one outlet.

    ``known`` is what was found doubtful a while ago; what was judged since is left out. Whoever asks for more than it has is told what is now.
    """
    if known is None or offset + limit > KEPT:
        known = doubtful(connection, max(KEPT, offset + limit))
    found = _undone(connection, known)
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


def _undone(connection: Connection, known: Doubtful) -> tuple[ToReview, ...]:
    """What is known to be doubtful without what was judged since it was looked up."""
    j, d = schema.judgements.c, schema.judged.c
    query = select(d.layer, d.item, j.item.label("was"), j.value).join(schema.judged, d.judgement == j.id, isouter=True).where(j.at > known.judged)
    since = connection.execute(query).all()
    if not since:
        return known.found
    done = {(row.layer, item) for row in since for item in (row.item, row.was) if row.layer}
    pairs = {frozenset((row.was, row.value)) for row in since if row.was and row.value}
    return tuple(
        one for one in known.found if (one.kind, one.id) not in done and not (one.kind == "entity" and frozenset((one.id, one.other)) in pairs)
    )
