"""Processes with their issues, what actors hold on these, and what was undertaken."""

from __future__ import annotations

from typing import Annotated

from litestar import Controller, Response
from litestar.params import PathParameter

from mahdar.record.process_answers import CommitmentAnswer, IssueAnswer, IssueRow, PositionAnswer, ProcessAnswer, ProcessRow
from mahdar.record.queries import chronology, processes
from mahdar.record.queries.places import Number, Stretch
from mahdar.record.queries.processes import CommitmentKey, PositionKey, ProcessKey
from mahdar.web.answering import AnyRequest, not_found
from mahdar.web.api.describing import ROOT, EntityId, IssueKey, Key, ProcessId, Since, Store, Until, days, moving, now, reading
from mahdar.web.paging import Cursor, Limit, Offset, Page, listed, place

Issue = Annotated[str, PathParameter(description="The issue's key.", min_length=1)]


class Processes(Controller):
    """Series of meetings, and what they are about."""

    @reading("/processes", "Processes by id", "processes")
    def processes(
        self, request: AnyRequest, record: Store, cursor: Cursor = None, offset: Offset = 0, limit: Limit = 50
    ) -> Response[Page[ProcessRow]]:
        """The processes of the dossiers, and the series of meetings that pages tell of. Their meetings are `/meetings?series=ID`."""
        start = place(request, ProcessKey, cursor, offset)
        with record.read() as connection:
            found = processes.processes(connection, place=start, limit=limit)
        return listed(request, start, found, limit)

    @reading("/processes/{key:str}", "One process", "processes")
    def process(self, record: Store, key: Key) -> ProcessAnswer:
        """A process with its issues."""
        with record.read() as connection:
            found = processes.process(connection, key)
        if found is None:
            raise not_found(f"{ROOT}/processes/{key}")
        return found

    @reading("/processes/{key:str}/issues", "The issues of a process", "processes")
    def issues(
        self, request: AnyRequest, record: Store, key: Key, cursor: Cursor = None, offset: Offset = 0, limit: Limit = 50
    ) -> Response[Page[IssueRow]]:
        """The issues of a process, in the order of its dossier."""
        start = place(request, Number, cursor, offset)
        first = start.passed if start.after is None else start.after.n
        with record.read() as connection:
            found = processes.process(connection, key)
        if found is None:
            raise not_found(f"{ROOT}/processes/{key}/issues")
        items = found.issues[first : first + limit]
        reached = first + len(items)
        stretch = Stretch(total=len(found.issues), items=items, last=Number(reached) if items and reached < len(found.issues) else None)
        return listed(request, start, stretch, limit)

    @reading("/processes/{key:str}/issues/{issue:str}", "One issue of a process", "processes")
    def issue(self, record: Store, key: Key, issue: Issue) -> IssueAnswer:
        """An issue: who holds what on it and since when, in quotations, what was undertaken, and the meetings that had it on their agenda."""
        with record.read() as connection:
            found = chronology.issue(connection, issue, key)
        if found is None:
            raise not_found(f"{ROOT}/processes/{key}/issues/{issue}")
        return found

    @reading("/positions", "Positions by process, issue and actor", "positions")
    def positions(
        self,
        request: AnyRequest,
        record: Store,
        actor: EntityId = None,
        process: ProcessId = None,
        issue: IssueKey = None,
        cursor: Cursor = None,
        offset: Offset = 0,
        limit: Limit = 20,
    ) -> Response[Page[PositionAnswer]]:
        """What actors hold on issues, each with its stances over time and the statements that back them."""
        start = place(request, PositionKey, cursor, offset)
        with record.read() as connection:
            found = processes.positions(connection, actor=actor or None, process=process or None, issue=issue or None, place=start, limit=limit)
        return listed(request, start, found, limit)

    @reading("/commitments", "Commitments by date", "commitments")
    def commitments(
        self,
        request: AnyRequest,
        record: Store,
        process: ProcessId = None,
        issue: IssueKey = None,
        party: EntityId = None,
        since: Since = None,
        until: Until = None,
        cursor: Cursor = None,
        offset: Offset = 0,
        limit: Limit = 20,
    ) -> Response[Page[CommitmentAnswer]]:
        """What was undertaken and what became of it, by date, those without one last; `since` and `until` leave these out."""
        days(since=since, until=until)
        start = place(request, CommitmentKey, cursor, offset)
        with record.read() as connection:
            found = processes.commitments(
                connection,
                process=process or None,
                issue=issue or None,
                party=party or None,
                since=since or None,
                until=until or None,
                place=start,
                limit=limit,
            )
        return listed(request, start, found, limit)

    @moving("/commitments/{key:str}", "One commitment", "commitments")
    def commitment(self, record: Store, key: Key) -> Response[CommitmentAnswer]:
        """A commitment as all pages together tell it."""
        with record.read() as connection:
            found = processes.commitment(connection, key)
            return now(connection, "commitments", key) if found is None else Response(found)
