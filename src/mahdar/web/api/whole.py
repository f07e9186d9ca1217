"""What there is, in figures, and search over all of it."""

from __future__ import annotations

from typing import Annotated

from litestar import Controller
from litestar.params import QueryParameter

from mahdar.errors import UnavailableError, UsageError
from mahdar.record.answers import OverviewAnswer
from mahdar.record.queries import overview, search, similar
from mahdar.record.search_answers import LikeAnswer, SearchAnswer
from mahdar.search.syntax import LONGEST, QueryError
from mahdar.web.api.describing import ROOT, Store, bad, reading, unreadable

_LISTS = ("overview", "search", "like", "processes", "meetings", "statements", "entities", "pages", "stories", "positions", "commitments")


class Whole(Controller):
    """The record as a whole."""

    @reading("/", "What there is under this address", "record")
    def index(self) -> dict[str, str]:
        """The lists and their addresses."""
        return {name: f"{ROOT}/{name}" for name in _LISTS}

    @reading("/overview", "What is in the record", "record")
    def overview(self, record: Store) -> OverviewAnswer:
        """Counts over the whole record."""
        with record.read() as connection:
            return overview.overview(connection)

    @reading("/search", "What answers to a query, the best first", "search")
    def search(
        self,
        record: Store,
        q: Annotated[str, QueryParameter(description="The query (docs/search.md).", min_length=1, max_length=LONGEST)],
        offset: Annotated[int, QueryParameter(ge=0, le=10_000, description="Number of the first result, from 0.")] = 0,
        limit: Annotated[int, QueryParameter(ge=1, le=200, description="How many results at most.")] = 20,
    ) -> SearchAnswer:
        """Names, meetings, statements and pages by rank. Of each sort the latest 500 are ranked; lists with `q` go through all of them by date."""
        try:
            with record.read() as connection:
                return search.search(connection, q, offset=offset, limit=limit)
        except QueryError as fault:
            raise unreadable(fault) from fault

    @reading("/like", "Statements that say the like of one, in whatever words", "search")
    def like(
        self,
        record: Store,
        like: Annotated[str, QueryParameter(description="A sentence, in any language, or a statement's id.", min_length=1, max_length=1000)],
        limit: Annotated[int, QueryParameter(ge=1, le=100, description="How many at most.")] = 20,
    ) -> LikeAnswer:
        """By vectors of what statements say; a 400 that says what to do where the record has none (`mahdar embed`)."""
        try:
            with record.read() as connection:
                return similar.similar(connection, like, limit=limit)
        except UnavailableError:
            raise
        except UsageError as error:
            raise bad(str(error), "like") from error
