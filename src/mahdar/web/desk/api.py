"""What programs write and read of corrections: `/api/v1/judgements` and `/api/v1/review`."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from litestar import Controller, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.params import JSONBody, QueryParameter

from mahdar.model import Noun
from mahdar.record import Record
from mahdar.record.answers import Listing
from mahdar.record.edits import OTHER, Edit
from mahdar.record.queries.judgements import Entry, log
from mahdar.record.queries.review import Kind, Queue, queue
from mahdar.web.answering import AnyRequest, passing
from mahdar.web.api.describing import SAME, reading, told
from mahdar.web.desk.guard import Posted
from mahdar.web.desk.writing import Entered, present, written
from mahdar.web.figures import Figures
from mahdar.web.paging import From, Limit

Store = NamedDependency[Record]


_REFUSED: dict[int, ResponseSpec] = {
    HTTPStatus.UNAUTHORIZED: told("Nobody is known who asks."),
    HTTPStatus.FORBIDDEN: told("Who asks may only read, or the request comes from elsewhere."),
    HTTPStatus.NOT_FOUND: told("The record doesn't hold a thing that is judged."),
    HTTPStatus.CONFLICT: told("A thing isn't what it was."),
    HTTPStatus.UNPROCESSABLE_ENTITY: told("It can't be."),
    HTTPStatus.TOO_MANY_REQUESTS: told("Too much is asked at once."),
}


class Asked(Edit, frozen=True, kw_only=True):
    """An edit as programs send it. ``seen`` is what `/edit/LAYER/ID.json` gave, ``quote`` the words that the thing had: where it is another by now,
    nothing is written."""

    seen: str | None = None
    quote: str | None = None


class NewJudgements(Noun, frozen=True, kw_only=True):
    """What is to be judged, all of it or nothing, and why."""

    edits: tuple[Asked, ...]
    why: str | None = None


class Corrections(Controller):
    """Corrections."""

    path = "/"

    @post(
        "/judgements",
        status_code=201,
        tags=["corrections"],
        responses={**SAME, **_REFUSED},
        summary="Correct, confirm or reject",
        description="Each edit becomes an entry of the log, under the name of who sends it. 401: nobody is known; 403: they may only read; "
        "409: a thing isn't what it was; 422: it can't be.",
    )
    async def enter(self, request: AnyRequest, record: Store, posted: NamedDependency[Posted], data: JSONBody[NewJudgements]) -> Entered:
        """Enter what is asked, and link the pages that change."""
        return await sync_to_thread(_entered, request, record, posted, data)

    @get("/judgements", summary="The log of corrections, the latest first", tags=["corrections"], responses=SAME)
    async def log(self, record: Store, offset: From = 0, limit: Limit = 50) -> Listing[Entry]:
        """The entries of the log with how they stand, the latest first."""
        return await sync_to_thread(_log, record, offset, limit)

    @reading("/review", "What to look at first", "corrections")
    def review(
        self,
        record: Store,
        figures: NamedDependency[Figures],
        kind: Annotated[Kind | None, QueryParameter(description="The kind of thing that is doubtful.")] = None,
        process: Annotated[str | None, QueryParameter(description="A series of meetings of which the page tells.")] = None,
        outlet: Annotated[str | None, QueryParameter(description="Who published it, by the label.")] = None,
        offset: From = 0,
        limit: Limit = 50,
    ) -> Response[Queue]:
        """What is doubtful, by doubt times importance."""
        known = figures.doubtful()
        with record.read() as connection:
            found = queue(connection, known.value, kind=kind, process=process, outlet=outlet, offset=offset, limit=limit)
        return passing(Response(found), fresh=known.fresh)


def _log(record: Record, offset: int, limit: int) -> Listing[Entry]:
    with record.read() as connection:
        entries = log(connection)[::-1]
    return Listing(total=len(entries), offset=offset, limit=limit, items=entries[offset : offset + limit])


def _entered(request: AnyRequest, record: Record, posted: Posted, data: JSONBody[NewJudgements]) -> Entered:
    with record.read() as connection:
        for edit in data.edits:
            if edit.seen is not None or edit.quote is not None or edit.do not in OTHER:
                present(connection, edit, edit.seen, edit.quote)
    return written(request, record, data.edits, posted.person, data.why)
