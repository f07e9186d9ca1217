"""``mahdar show``: what is in a record, in the terminal."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from typing import Annotated

import msgspec
import typer
from sqlalchemy import Connection

from mahdar.cli import chronology, options, processes
from mahdar.cli.chronology import Writer
from mahdar.cli.terminal import put
from mahdar.errors import UsageError
from mahdar.record import Record
from mahdar.record.answers import EntityAnswer, Listing, PageRef, WordingAnswer
from mahdar.record.process_answers import CommitmentAnswer, PositionAnswer
from mahdar.record.profiles import latest
from mahdar.record.queries.chronology import chronology as assembled
from mahdar.record.queries.chronology import commitment, issue, of_entity
from mahdar.record.queries.entities import entities, entity
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.meetings import meeting, meetings
from mahdar.record.queries.overview import overview
from mahdar.record.queries.pages import page, pages
from mahdar.record.queries.statements import statement, statements
from mahdar.record.queries.wording import wording

ALL = 2**31
"""More than a record holds of anything: lists are printed whole."""

SHORTEST_PAGE_ID = 6
"""A page may be asked for by this many digits of its id, or more, where no other page begins so."""

PROFILES = "site-profiles"

KINDS = ("meetings", "commitments", "positions", "statements", "entities", "pages", PROFILES)


class ActorAnswer(EntityAnswer, frozen=True, kw_only=True):
    """An entity with the commitments that it is a party of, the stances that it takes, and what outlets call it."""

    undertaken: tuple[CommitmentAnswer, ...]
    positions: tuple[PositionAnswer, ...]
    wording: WordingAnswer


def show(
    record_path: options.RecordPath,
    what: Annotated[
        str | None,
        typer.Argument(
            help="meetings, commitments, positions, statements, entities, pages or site-profiles; or the id of a meeting, a commitment, a "
            "statement, an entity or a page, or an issue as PROCESS/KEY. All in order if left out.",
            metavar="KIND|ID",
        ),
    ] = None,
    *,
    as_json: options.AsJson = False,
) -> None:
    """Print what is in a record.

    By itself: the chronology, meetings by date and then statements by speaker, each with the words of the page that say
    it, their file and line.
    """
    out = Writer(shutil.get_terminal_size().columns if sys.stdout.isatty() else None)
    with Record.open(record_path, read_only=True) as record, record.read() as connection:
        answer: object
        if what is None:
            answer = _everything(connection, out)
        elif what in KINDS:
            answer = _whole(_LISTS[what](connection, out))
        else:
            answer = _one(connection, what, out, record.name)
    put(msgspec.json.encode(answer).decode() if as_json else str(out))


def _whole(found: object) -> object:
    """A list that is printed whole says so: its limit is as many as there are."""
    return msgspec.structs.replace(found, limit=found.total) if isinstance(found, Listing) else found


def _everything(connection: Connection, out: Writer) -> object:
    held = overview(connection)
    met = meetings(connection, limit=ALL, whole=True).items
    said = statements(connection, limit=ALL, latest_first=False).items
    chronology.overview_lines(out, held)
    chronology.chronology(out, met, said)
    return {"overview": held, "meetings": met, "statements": said}


def _meetings(connection: Connection, out: Writer) -> object:
    found = meetings(connection, limit=ALL, whole=True)
    for number, item in enumerate(found.items):
        if number:
            out.line()
        chronology.meeting_lines(out, item)
    return found


def _commitments(connection: Connection, out: Writer) -> object:
    found = assembled(connection).commitments
    for item in found:
        processes.commitment_lines(out, item)
    return Listing(total=len(found), offset=0, limit=ALL, items=found)


def _positions(connection: Connection, out: Writer) -> object:
    found = assembled(connection).positions
    for item in found:
        processes.position_lines(out, item)
    return Listing(total=len(found), offset=0, limit=ALL, items=found)


def _statements(connection: Connection, out: Writer) -> object:
    found = statements(connection, limit=ALL, latest_first=False)
    chronology.chronology(out, (), found.items)
    return found


def _entities(connection: Connection, out: Writer) -> object:
    found = entities(connection, limit=ALL)
    for item in found.items:
        chronology.entity_row(out, item)
    return found


def _pages(connection: Connection, out: Writer) -> object:
    found = pages(connection, limit=ALL)
    for item in found.items:
        chronology.page_row(out, item)
    return found


def _profiles(connection: Connection, out: Writer) -> object:
    found = latest(connection)
    if found.sites:
        out.line(str(found))
    for profile in found.sites:
        chronology.profile_row(out, profile)
    return found


_LISTS: dict[str, Callable[[Connection, Writer], object]] = {
    "meetings": _meetings,
    "commitments": _commitments,
    "positions": _positions,
    "statements": _statements,
    "entities": _entities,
    "pages": _pages,
    PROFILES: _profiles,
}


def _one(connection: Connection, wanted: str, out: Writer, record: str) -> object:
    """The thing with the id ``wanted``. Raises `UsageError` where there is none."""
    if (held := meeting(connection, wanted)) is not None:
        processes.meeting_details(out, held)
        return held
    if (undertaken := commitment(connection, wanted)) is not None:
        processes.commitment_details(out, undertaken)
        return undertaken
    if (said := statement(connection, wanted)) is not None:
        chronology.statement_details(out, said)
        return said
    if (thing := entity(connection, wanted)) is not None:
        commitments, positions = of_entity(connection, wanted)
        called = wording(connection, wanted)
        chronology.entity_details(out, thing)
        chronology.wording_lines(out, called)
        processes.held(out, commitments, positions)
        return ActorAnswer(**msgspec.structs.asdict(thing), undertaken=commitments, positions=positions, wording=called)
    process, slash, key = wanted.rpartition("/")
    if (subject := issue(connection, key, process if slash else None)) is not None:
        processes.issue_details(out, subject)
        return subject
    page_id = _page_id(wanted, pages(connection, limit=ALL).items)
    if page_id and (found := page(connection, page_id)) is not None:
        on_page = statements(connection, StatementFilter(page=page_id), limit=ALL, latest_first=False).items
        chronology.page_details(out, found, meetings(connection, page=page_id, limit=ALL, whole=True).items, on_page)
        return found
    raise UsageError(f"{record}: expected one of {', '.join(KINDS)}, or the id of a thing in the record, got {wanted!r}")


def _page_id(wanted: str, held: tuple[PageRef, ...]) -> str | None:
    """The page whose id is or begins with ``wanted``, if there is one and only one."""
    found = [ref.id for ref in held if ref.id.startswith(wanted)] if len(wanted) >= SHORTEST_PAGE_ID else []
    return found[0] if len(found) == 1 else None
