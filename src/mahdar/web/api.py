"""The lists and the things of the record under ``/api/v1``, described in ``/schema/openapi.json``."""

from __future__ import annotations

from http import HTTPStatus

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, FromQuery

from mahdar.export.languages import Language
from mahdar.model import NameKind
from mahdar.record import Record
from mahdar.record.answers import (
    EntityAnswer,
    EntityRow,
    Form,
    Listing,
    OverviewAnswer,
    PageAnswer,
    PageRef,
    StatementAnswer,
    StatementFacets,
)
from mahdar.record.process_answers import MeetingAnswer
from mahdar.record.queries import entities, facets, meetings, names, overview, pages, statements
from mahdar.record.queries.filters import StatementFilter
from mahdar.web.answering import AnyRequest, not_found
from mahdar.web.citing import Form as CitationForm
from mahdar.web.citing import as_file
from mahdar.web.paging import From, Limit

Store = NamedDependency[Record]
Key = FromPath[str]
Text = FromQuery[str | None]
Wanted = NamedDependency[StatementFilter]


class Api(Controller):
    """Version 1: addresses and keys stay; more may be added."""

    path = "/api/v1"

    @get("/", sync_to_thread=False, summary="What there is under this address")
    def index(self) -> dict[str, str]:
        """The lists and their addresses."""
        return {name: f"{self.path}/{name}" for name in ("overview", "meetings", "statements", "entities", "pages")}

    @get("/overview", sync_to_thread=True, summary="What is in the record")
    def overview(self, record: Store) -> OverviewAnswer:
        """Counts over the whole record."""
        with record.read() as connection:
            return overview.overview(connection)

    @get("/meetings", sync_to_thread=True, summary="Meetings by date")
    def meetings(
        self,
        record: Store,
        series: Text = None,
        entity: Text = None,
        page: Text = None,
        offset: From = 0,
        limit: Limit = 50,
    ) -> Listing[MeetingAnswer]:
        """Meetings by start date, then id; of one series, with one entity, or told by one page."""
        with record.read() as connection:
            return meetings.meetings(connection, series=series, entity=entity, page=page, offset=offset, limit=limit)

    @get("/meetings/{key:str}", sync_to_thread=True, summary="One meeting")
    def meeting(self, record: Store, key: Key) -> MeetingAnswer:
        """A meeting as all pages together tell it."""
        with record.read() as connection:
            found = meetings.meeting(connection, key)
        if found is None:
            raise not_found(f"/api/v1/meetings/{key}")
        return found

    @get("/statements", sync_to_thread=True, summary="Statements by date")
    def statements(self, record: Store, wanted: Wanted, offset: From = 0, limit: Limit = 50) -> Listing[StatementAnswer]:
        """Statements to which all that is asked for applies, the latest first."""
        with record.read() as connection:
            return statements.statements(connection, wanted, offset=offset, limit=limit)

    @get("/statements/facets", sync_to_thread=True, summary="What statements can be filtered by")
    def facets(self, record: Store, wanted: Wanted) -> StatementFacets:
        """The values of each filter with the number of statements that each would leave, all other filters in force."""
        with record.read() as connection:
            return facets.facets(connection, wanted)

    @get("/statements/{key:str}", sync_to_thread=True, summary="One statement")
    def statement(self, record: Store, key: Key) -> StatementAnswer:
        """A statement with its words and its way."""
        return _statement(record, key, f"/api/v1/statements/{key}")

    @get(
        "/statements/{key:str}/citation",
        sync_to_thread=True,
        summary="How to cite a statement",
        responses={
            HTTPStatus.OK: ResponseSpec(
                str, media_type="text/plain", description="text/plain, application/x-bibtex or application/vnd.citationstyles.csl+json, by format."
            )
        },
    )
    def citation(
        self,
        request: AnyRequest,
        record: Store,
        key: Key,
        format: FromQuery[CitationForm] = "text",  # noqa: A002  # its name in the address
        lang: FromQuery[Language] = "ar",
    ) -> Response[str]:
        """A citation as a file, with names and notes in Arabic or English; `/statement/ID.txt`, `.bib` and `.csl.json` give the same."""
        return as_file(request, _statement(record, key, f"/api/v1/statements/{key}/citation"), format, lang)

    @get("/entities", sync_to_thread=True, summary="Entities by pages that name them")
    def entities(
        self, record: Store, kind: FromQuery[NameKind | None] = None, spelt: Text = None, offset: From = 0, limit: Limit = 50
    ) -> Listing[EntityRow]:
        """Entities, those of most pages first; of one kind, or with a name that is spelt so (or folds alike), in whole or in part."""
        with record.read() as connection:
            return entities.entities(connection, kind=kind, spelt=spelt, offset=offset, limit=limit)

    @get("/entities/{key:str}", sync_to_thread=True, summary="One entity")
    def entity(self, record: Store, key: Key) -> EntityAnswer:
        """An entity over the whole record."""
        with record.read() as connection:
            found = entities.entity(connection, key)
        if found is None:
            raise not_found(f"/api/v1/entities/{key}")
        return found

    @get("/entities/{key:str}/forms", sync_to_thread=True, summary="The spellings of an entity's name")
    def forms(self, record: Store, key: Key, offset: From = 0, limit: Limit = 50) -> Listing[Form]:
        """The spellings of an entity's name as pages write them, with their outlets, those of most captures first."""
        with record.read() as connection:
            found = names.forms(connection, key, offset=offset, limit=limit)
        if not found.total:
            raise not_found(f"/api/v1/entities/{key}/forms")
        return found

    @get("/pages", sync_to_thread=True, summary="Pages by date")
    def pages(self, record: Store, entity: Text = None, offset: From = 0, limit: Limit = 50) -> Listing[PageRef]:
        """Pages, the latest first; all, or those that name an entity."""
        with record.read() as connection:
            return pages.pages(connection, entity=entity, offset=offset, limit=limit)

    @get("/pages/{key:str}", sync_to_thread=True, summary="One page")
    def page(self, record: Store, key: Key) -> PageAnswer:
        """A page with all that was read from it."""
        with record.read() as connection:
            found = pages.page(connection, key)
        if found is None:
            raise not_found(f"/api/v1/pages/{key}")
        return found


def _statement(record: Record, key: str, where: str) -> StatementAnswer:
    with record.read() as connection:
        found = statements.statement(connection, key)
    if found is None:
        raise not_found(where)
    return found
