"""Statements: lists, what they can be filtered by, one, and how to cite it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from litestar import Controller, Response
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.params import QueryParameter

from mahdar.export.languages import Language
from mahdar.record.answers import StatementAnswer, StatementFacets
from mahdar.record.queries import matching, statements, walks
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.matching import MatchKey
from mahdar.record.queries.walks import StatementKey
from mahdar.search.syntax import QueryError
from mahdar.web.answering import AnyRequest, not_found, passing
from mahdar.web.api.describing import ROOT, Key, Query, Store, bad, moving, now, reading, unreadable
from mahdar.web.citing import Form as CitationForm
from mahdar.web.citing import as_file
from mahdar.web.figures import Figures
from mahdar.web.paging import Cursor, Limit, Offset, Page, listed, place

Wanted = NamedDependency[StatementFilter]

_CITED = ResponseSpec(str, media_type="text/plain", description="Text, BibTeX or CSL-JSON, by format.")


class Statements(Controller):
    """Who said what to whom."""

    path = "/statements"

    @reading("/", "Statements by date", "statements")
    def statements(
        self, request: AnyRequest, record: Store, wanted: Wanted, q: Query = None, cursor: Cursor = None, offset: Offset = 0, limit: Limit = 50
    ) -> Response[Page[StatementAnswer]]:
        """Statements to which all that is asked for applies, the latest first."""
        if q:
            return _matching(request, record, wanted, q, cursor, offset, limit)
        start = place(request, StatementKey, cursor, offset)
        with record.read() as connection:
            found = walks.statements(connection, wanted, place=start, limit=limit)
        return listed(request, start, found, limit)

    @reading("/facets", "What statements can be filtered by", "statements")
    def facets(self, record: Store, figures: NamedDependency[Figures], wanted: Wanted) -> Response[StatementFacets]:
        """The values of each filter with the number of statements that each would leave, all other filters in force."""
        counted = figures.facets()
        with record.read() as connection:
            return passing(Response(counted.value.of(connection, wanted)), fresh=counted.fresh)

    @moving("/{key:str}", "One statement", "statements")
    def statement(self, record: Store, key: Key) -> Response[StatementAnswer]:
        """A statement with its words and its way."""
        with record.read() as connection:
            found = statements.statement(connection, key)
            return now(connection, "statements", key) if found is None else Response(found)

    @reading("/{key:str}/citation", "How to cite a statement", "statements", also={HTTPStatus.OK: _CITED})
    def citation(
        self,
        request: AnyRequest,
        record: Store,
        key: Key,
        format: Annotated[CitationForm, QueryParameter(description="The form of the file.")] = "text",  # noqa: A002  # its name in the address
        lang: Annotated[Language, QueryParameter(description="The language of names and notes.")] = "ar",
    ) -> Response[str]:
        """A citation as a file, with names and notes in Arabic or English; `/statement/ID.txt`, `.bib` and `.csl.json` give the same."""
        with record.read() as connection:
            found = statements.statement(connection, key)
        if found is None:
            raise not_found(f"{ROOT}/statements/{key}/citation")
        return as_file(request, found, format, lang)


def _matching(
    request: AnyRequest, record: Store, wanted: StatementFilter, q: str, cursor: str | None, offset: int, limit: int
) -> Response[Page[StatementAnswer]]:
    """Statements that answer to a query too."""
    if wanted.page is not None or wanted.review:
        raise bad("expected q without page or review, got both: they aren't words of the language of search", "q")
    start = place(request, MatchKey, cursor, offset)
    try:
        with record.read() as connection:
            found = matching.matches(connection, q, "statement", matching.fields(wanted), place=start, limit=limit)
            told = {(one.page.id, one.id): one for one in statements.some_statements(connection, found.items)}
    except QueryError as fault:
        raise unreadable(fault) from fault
    return listed(request, start, found.of([told[key] for key in found.items if key in told]), limit)
