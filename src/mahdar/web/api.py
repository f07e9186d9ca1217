"""The lists and the things of the record under ``/api/v1``, described in ``/schema/openapi.json``."""

from __future__ import annotations

from typing import Annotated

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from mahdar.model import Act, NameKind
from mahdar.record import Record
from mahdar.record.answers import EntityAnswer, EntityRow, Form, Listing, MeetingAnswer, OverviewAnswer, PageAnswer, PageRef, StatementAnswer
from mahdar.record.queries import entities, meetings, names, overview, pages, statements
from mahdar.web.answering import not_found

Store = NamedDependency[Record]
Key = FromPath[str]
Text = FromQuery[str | None]
Offset = Annotated[int, QueryParameter(ge=0, le=2**31, description="Number of the first item, from 0.")]
Limit = Annotated[int, QueryParameter(ge=1, le=200, description="How many items at most.")]


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
        offset: Offset = 0,
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
    def statements(
        self,
        record: Store,
        speaker: Text = None,
        addressee: Text = None,
        act: FromQuery[Act | None] = None,
        meeting: Text = None,
        page: Text = None,
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> Listing[StatementAnswer]:
        """Statements, the latest first: by speaker, addressee, act, page, or of all pages that tell of a meeting."""
        with record.read() as connection:
            return statements.statements(
                connection, speaker=speaker, addressee=addressee, act=act, meeting=meeting, page=page, offset=offset, limit=limit
            )

    @get("/statements/{key:str}", sync_to_thread=True, summary="One statement")
    def statement(self, record: Store, key: Key) -> StatementAnswer:
        """A statement with its words and its way."""
        with record.read() as connection:
            found = statements.statement(connection, key)
        if found is None:
            raise not_found(f"/api/v1/statements/{key}")
        return found

    @get("/entities", sync_to_thread=True, summary="Entities by pages that name them")
    def entities(
        self, record: Store, kind: FromQuery[NameKind | None] = None, spelt: Text = None, offset: Offset = 0, limit: Limit = 50
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
    def forms(self, record: Store, key: Key, offset: Offset = 0, limit: Limit = 50) -> Listing[Form]:
        """The spellings of an entity's name as pages write them, with their outlets, those of most captures first."""
        with record.read() as connection:
            found = names.forms(connection, key, offset=offset, limit=limit)
        if not found.total:
            raise not_found(f"/api/v1/entities/{key}/forms")
        return found

    @get("/pages", sync_to_thread=True, summary="Pages by date")
    def pages(self, record: Store, entity: Text = None, offset: Offset = 0, limit: Limit = 50) -> Listing[PageRef]:
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
