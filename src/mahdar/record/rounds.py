"""The meetings of the whole record, put together and kept (table `met` and those beside it), so that no face has to put them together.

What is kept is in force where nothing waits: each change of a page that may change a meeting leaves a row in `rounds_waiting`, in its own
transaction, and `mahdar.record.Record.settle` puts all together anew. What is asked meanwhile is put together from the pages
(`mahdar.record.queries.meetings.met`).
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select

from mahdar import __version__
from mahdar.process.rounds import Round
from mahdar.record import schema
from mahdar.record.dialect import upsert
from mahdar.record.queries.lookup import batches
from mahdar.record.queries.series import shipped

MOST = 5
"""So many pages, and assertions of each value, are kept of a meeting; all are on the pages themselves."""

IDS = "ids"
"""What waits where the joined ids of entities have become others."""

_CAPTURE = ("source", "digest", "engine", "outlet", "outlet_entity", "published")

Rows = dict[Table, list[dict[str, Any]]]


class Change(NamedTuple):
    """A page's row in `rounds_waiting`."""

    key: str
    digest: str


@lru_cache(maxsize=1)
def made_by() -> str:
    """The version that runs, with a hash of the dossiers beside which it puts meetings together."""
    told = msgspec.json.encode(sorted(shipped().items()), order="deterministic")
    return f"{__version__} {hashlib.sha256(told).hexdigest()[:12]}"


def in_force(connection: Connection) -> bool:
    """Whether what is kept is what pages tell now, as this version puts it together."""
    if connection.execute(select(schema.rounds_waiting.c.key).limit(1)).first() is not None:
        return False
    r = schema.met.c
    return connection.execute(select(r.id).where(r.made_by != made_by()).limit(1)).first() is None


def changed(connection: Connection) -> tuple[Change, ...]:
    """What waits."""
    w = schema.rounds_waiting.c
    return tuple(Change(row.key, row.digest) for row in connection.execute(select(w.key, w.digest).order_by(w.key)))


def state(connection: Connection, page: str) -> str | None:
    """What differs as soon as anything differs that the page tells of meetings or of offices; None of one that tells neither."""
    if not any(connection.execute(select(t.c.page).where(t.c.page == page).limit(1)).first() for t in (schema.meetings, schema.offices)):
        return None
    p, c, j = schema.pages.c, schema.captures.c, schema.judged.c
    read_of = connection.execute(select(p.source, p.engine, p.text_hash).where(p.id == page)).one()
    captures = connection.execute(select(schema.captures).where(c.page == page).order_by(c.source)).mappings()
    judged = connection.execute(select(j.judgement, j.item, j.status).where(j.page == page).order_by(j.judgement))
    return digest(read_of, captures, judged)


def digest(read_of: Iterable[str], captures: Iterable[Mapping[Any, Any]], judged: Iterable[Iterable[str | None]] = ()) -> str:
    """The digest of a page: the capture, the version and the text that it was read of, its captures and what became of judgements."""
    told = [list(read_of), *([capture[name] for name in _CAPTURE] for capture in captures), *map(list, judged)]
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()


def wait(connection: Connection, changes: Iterable[Change]) -> None:
    """Have meetings put together anew for these changes."""
    upsert(connection, schema.rounds_waiting, [change._asdict() for change in changes], setting=["digest"])


def keep(connection: Connection, waiting: Iterable[Change], rows: Rows) -> None:
    """Keep what `mahdar.record.assembling.assembled` gave. What has changed since then goes on waiting."""
    for table, made in rows.items():
        connection.execute(delete(table))
        for some in batches(made, 10_000):
            connection.execute(insert(table), some)
    w = schema.rounds_waiting.c
    by_digest: dict[str, list[str]] = {}
    for change in waiting:
        by_digest.setdefault(change.digest, []).append(change.key)
    for digest, keys in by_digest.items():
        for these in batches(keys):
            connection.execute(delete(schema.rounds_waiting).where(w.key.in_(these), w.digest == digest))


def read(packed: bytes) -> Round:
    """A meeting as it is kept, in brief."""
    return msgspec.json.decode(zlib.decompress(packed), type=Round)
