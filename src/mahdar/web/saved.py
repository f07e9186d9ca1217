"""Searches that are kept: in the record by those who may write, for all; by others in their browser (``static/saved.js``)."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException

from mahdar.errors import UsageError
from mahdar.model import Noun
from mahdar.record import Record, saving
from mahdar.record.queries.saved import SavedSearch, saved
from mahdar.web.answering import AnyRequest, as_json
from mahdar.web.desk.guard import Posted, refused

Store = NamedDependency[Record]


class SavedSearches(Noun, frozen=True, kw_only=True):
    """All searches that the record keeps."""

    searches: tuple[SavedSearch, ...]


def address_of(path: str, query: str) -> str:
    """The address of a list to keep, without what is of one reader or one stretch of it."""
    kept = [(name, value) for name, value in parse_qsl(query) if name not in ("lang", "offset")]
    return f"{path.strip('/')}?{urlencode(kept)}"


@get("/saved.json", include_in_schema=False, sync_to_thread=True)
def list_saved(request: AnyRequest, record: Store) -> Response[str]:
    """The searches that the record keeps, by name."""
    with record.read() as connection:
        return as_json(request, SavedSearches(searches=saved(connection)))


@post("/saved", include_in_schema=False)
async def keep(record: Store, posted: NamedDependency[Posted]) -> Response[str]:
    """Keeps a search under a name, and leads to it."""
    return await sync_to_thread(_keep, record, posted)


@post("/saved/remove", include_in_schema=False)
async def remove(record: Store, posted: NamedDependency[Posted]) -> Response[str]:
    """Keeps a search no longer: one of one's own; an admin any."""
    return await sync_to_thread(_remove, record, posted)


def _keep(record: Record, posted: Posted) -> Response[str]:
    face, _, query = (posted.field("query") or "").partition("?")
    try:
        made = saving.save(record, posted.field("name") or "", address_of(face, query), who=posted.person.name)
    except UsageError as error:
        raise HTTPException(status_code=HTTPStatus.BAD_REQUEST, detail=str(error), extra={"where": "/saved"}) from error
    return _to(f"/{made.query}#saved")


def _remove(record: Record, posted: Posted) -> Response[str]:
    with record.read() as connection:
        found = next((one for one in saved(connection) if one.id == posted.field("id")), None)
    if found is not None:
        if found.who != posted.person.name and posted.person.role != "admin":
            raise refused(f"expected a search that {posted.person.name} keeps, got one of {found.who}")
        saving.remove(record, found.id)
    return _to("/search#saved")


def _to(address: str) -> Response[str]:
    headers = {"Location": address, "Cache-Control": "no-store"}
    return Response("", status_code=HTTPStatus.SEE_OTHER, headers=headers, media_type="text/plain")


SAVED = [list_saved, keep, remove]
