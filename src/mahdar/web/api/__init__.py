"""The lists and the things of the record under ``/api/v1``, described in ``/schema/openapi.json``.

Version 1: addresses, parameters and keys stay; more may be added. To add an address, write a handler in a controller here with
`mahdar.web.api.describing.reading`, return a noun (or `mahdar.web.paging.listed`), and document it in docs/reading-room.md: its parameters are
checked, its errors have their shape, and its answers their entity tags, without more.
"""

from __future__ import annotations

from litestar import Router

from mahdar.web.answering import AnyRequest
from mahdar.web.api.describing import ROOT
from mahdar.web.api.entities import Entities
from mahdar.web.api.meetings import Meetings
from mahdar.web.api.pages import Pages
from mahdar.web.api.processes import Processes
from mahdar.web.api.statements import Statements
from mahdar.web.api.whole import Whole
from mahdar.web.desk.api import Corrections
from mahdar.web.parameters import OnlyKnown

__all__ = ["ROOT", "api"]


def api() -> Router:
    """The API."""
    known = OnlyKnown()

    # Functions, since an application copies all else that it is given.
    async def only_known(request: AnyRequest) -> None:
        known.check(request)

    return Router(
        path=ROOT,
        route_handlers=[Whole, Processes, Meetings, Statements, Entities, Pages, Corrections],
        before_request=only_known,
    )
