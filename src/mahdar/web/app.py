"""The reading room as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from litestar import Litestar
from litestar.datastructures import ResponseHeader, State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from mahdar import __version__
from mahdar.errors import UnavailableError
from mahdar.record import Record
from mahdar.web.answering import HEADERS, http_error, unavailable, unforeseen
from mahdar.web.api import api
from mahdar.web.assets import asset
from mahdar.web.choices import choose
from mahdar.web.conditional import Conditional, answering_heads
from mahdar.web.desk.access import OPEN, Access
from mahdar.web.desk.entrance import to_login
from mahdar.web.desk.guard import Desk, Guard, LoginNeededError, posted
from mahdar.web.desk.linking import Links
from mahdar.web.desk.routes import DESK
from mahdar.web.faces import FACES
from mahdar.web.feeds import FEEDS
from mahdar.web.figures import Figures
from mahdar.web.filtering import statement_filter
from mahdar.web.listing import TABLES
from mahdar.web.saved import SAVED
from mahdar.web.suggesting import SUGGEST

DESCRIPTION = """The sourced record of who met, who said what and what was settled. Version 1 under `/api/v1` is stable: keys may be added.

Lists are gone through by `next`, the address of what follows (also as a `Link`). Every answer has an entity tag; with `If-None-Match` a 304 costs
next to nothing. HEAD is answered wherever GET is. Errors have the one shape `{error: {code, message, where}}`; an unknown parameter is one.
Offsets (`start`, `end`) are code points into a page's text, and `text[start:end]` is the quote."""


def create_app(record_path: str | Path, read_only: bool = True, access: Access = OPEN) -> Litestar:
    """The reading room of the record at ``record_path`` (a path or ``postgresql://…``), which must exist.

    ``access`` says who may do what; unless it has accounts or a token, serve it on a loopback address. With ``read_only`` the record is opened
    for reading alone. Raises `mahdar.errors.UsageError` where there is no record, or no file of accounts.
    """
    desk = Desk(access)
    record = Record.open(record_path, read_only=read_only)
    figures = Figures(record)

    @asynccontextmanager
    async def open_record(_: Litestar) -> AsyncIterator[None]:
        try:
            yield
        finally:
            figures.close()
            record.close()

    app = Litestar(
        route_handlers=[*FACES, *FEEDS, *TABLES, SUGGEST, *SAVED, *DESK, api(), asset, choose],
        dependencies={
            "record": Provide(lambda: record, sync_to_thread=False),
            "figures": Provide(lambda: figures, sync_to_thread=False),
            "wanted": Provide(statement_filter, sync_to_thread=False),
            "posted": Provide(posted),
        },
        middleware=[Guard],
        state=State({"desk": desk, "links": Links(record), "record": record, "figures": figures}),
        exception_handlers={HTTPException: http_error, LoginNeededError: to_login, UnavailableError: unavailable, Exception: unforeseen},
        response_headers=[ResponseHeader(name=name, value=value) for name, value in HEADERS.items()],
        openapi_config=OpenAPIConfig(
            title="Mahdar",
            version=__version__,
            description=DESCRIPTION,
            path="/schema",
            use_handler_docstrings=True,
            # The other renderers load scripts from elsewhere.
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        ),
        lifespan=[open_record],
        # Who serves it says where logs go.
        logging_config=None,
    )
    app.asgi_handler = answering_heads(Conditional(record).around(app.asgi_handler))
    return app
