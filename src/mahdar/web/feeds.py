"""Atom feeds: what came last of a search, of statements with filters, of meetings, of a process, of an actor."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from sqlalchemy import Connection

from mahdar.record import Record
from mahdar.record.queries import meetings as of_meetings
from mahdar.record.queries import processes as of_processes
from mahdar.record.queries import statements as of_statements
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.joins import ids_of, pages_naming
from mahdar.record.queries.judgements import redirect
from mahdar.record.queries.latest import label_of, latest
from mahdar.search.syntax import QueryError
from mahdar.web import atom
from mahdar.web.answering import AnyRequest, moved, not_found
from mahdar.web.api.describing import unreadable
from mahdar.web.choices import words_of
from mahdar.web.entries import Entries
from mahdar.web.words import Words

Store = NamedDependency[Record]
Key = FromPath[str]

ENTRIES = 50
"""How many a feed has at most, the latest."""


def of_search(request: AnyRequest, record: Store, q: FromQuery[str] = "") -> Response[bytes]:
    """The statements, pages and meetings that answer to a query, the latest first."""
    words = words_of(request)
    try:
        with record.read() as connection:
            found = latest(connection, q, limit=ENTRIES)
    except QueryError as fault:
        raise unreadable(fault) from fault
    made = Entries(request, words)
    return _answer(request, words, words("feed.search", query=q), map(made.result, found))


def statements(request: AnyRequest, record: Store, wanted: NamedDependency[StatementFilter]) -> Response[bytes]:
    """The statements that the filters of ``/statements`` leave, the latest first."""
    words = words_of(request)
    with record.read() as connection:
        found = of_statements.statements(connection, wanted, limit=ENTRIES)
    return _answer(request, words, words("feed.statements"), map(Entries(request, words).statement, found.items))


def meetings(request: AnyRequest, record: Store) -> Response[bytes]:
    """The meetings that are told well enough to be stood behind, the latest first."""
    words = words_of(request)
    with record.read() as connection:
        found = of_meetings.meetings(connection, firm=True, limit=ENTRIES, latest_first=True)
    return _answer(request, words, words("feed.meetings"), map(Entries(request, words).meeting, found.items))


def process(request: AnyRequest, record: Store, key: Key) -> Response[bytes]:
    """The rounds of a process, and what was said on pages that tell of them."""
    words = words_of(request)
    with record.read() as connection:
        found = of_processes.process(connection, key)
        if found is None:
            raise not_found(f"/feed/process/{key}")
        met = of_meetings.meetings(connection, series=key, limit=ENTRIES, latest_first=True)
        said = latest(connection, f'process:"{key}" type:statement', limit=ENTRIES)
    made = Entries(request, words)
    entries = (*map(made.meeting, met.items), *map(made.result, said))
    return _answer(request, words, words.label(found.process.label, key), entries)


def actor(request: AnyRequest, record: Store, key: Key) -> Response[bytes]:
    """What somebody said, what was said to them, and the meetings that they took part in."""
    words = words_of(request)
    with record.read() as connection:
        if new := redirect(connection, key):
            return _moved(request, key, new)
        if not pages_naming(connection, ids_of(connection, key)):
            raise not_found(f"/feed/actor/{key}")
        label, entries = label_of(connection, key), _of_actor(connection, key, Entries(request, words))
    return _answer(request, words, words.label(label, key), entries)


def _of_actor(connection: Connection, key: str, made: Entries) -> list[atom.Entry]:
    asked = (StatementFilter(speaker=key), StatementFilter(addressee=key))
    said = [made.statement(one) for wanted in asked for one in of_statements.statements(connection, wanted, limit=ENTRIES).items]
    met = of_meetings.meetings(connection, entity=key, firm=True, limit=ENTRIES, latest_first=True)
    return [*said, *map(made.meeting, met.items)]


def _moved(request: AnyRequest, old: str, new: str) -> Response[bytes]:
    there = moved(request, "feed/actor", old, new)
    return Response(str(there.content).encode(), status_code=there.status_code or 302, headers=there.headers, media_type="text/plain")


def _answer(request: AnyRequest, words: Words, title: object, entries: Iterable[atom.Entry]) -> Response[bytes]:
    """A feed of ``entries``, the latest of them, each once."""
    once = {entry.key: entry for entry in entries}
    ordered = sorted(sorted(once.values(), key=lambda entry: entry.key), key=lambda entry: entry.updated, reverse=True)
    path, query = request.url.path, request.url.query
    here = str(request.base_url).rstrip("/") + path + (f"?{query}" if query else "")
    face = here.replace("/feed/", "/", 1) if path != "/feed/meetings" else str(request.base_url)
    feed = atom.Feed(
        key=f"{path.lstrip('/')}{f'?{query}' if query else ''}#{words.language}",
        title=words.text(title),
        subtitle=words.text(words("feed.subtitle")),
        language=words.language,
        links=(atom.Link(rel="self", href=here, type=atom.MEDIA_TYPE), atom.Link(rel="alternate", href=face, type="text/html")),
        entries=tuple(ordered[:ENTRIES]),
    )
    return Response(atom.written(feed), media_type=f"{atom.MEDIA_TYPE}; charset=utf-8", headers={"Cache-Control": "no-cache", "Vary": "Cookie"})


ADDRESSES: tuple[tuple[str, Callable[..., Response[bytes]]], ...] = (
    ("/feed/search", of_search),
    ("/feed/statements", statements),
    ("/feed/meetings", meetings),
    ("/feed/process/{key:str}", process),
    ("/feed/actor/{key:str}", actor),
)

FEEDS: list[HTTPRouteHandler] = [get(path, name=path, include_in_schema=False, sync_to_thread=True)(feed) for path, feed in ADDRESSES]
