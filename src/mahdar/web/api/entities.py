"""Entities: lists, one, and the spellings of its name."""

from __future__ import annotations

from typing import Annotated

from litestar import Controller, Response
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from mahdar.model import NameKind
from mahdar.record.answers import EntityAnswer, EntityRow, Form
from mahdar.record.queries import entities, names, walks
from mahdar.record.queries.places import Number, Stretch
from mahdar.record.queries.walks import EntityKey
from mahdar.search.syntax import QueryError
from mahdar.web.answering import AnyRequest, not_found, passing
from mahdar.web.api.describing import ROOT, Key, Query, Spelt, Store, moving, now, reading, unreadable
from mahdar.web.figures import Figures
from mahdar.web.paging import Cursor, Limit, Offset, Page, listed, place

Kind = Annotated[NameKind | None, QueryParameter(description="What kind of thing it is.")]


class Entities(Controller):
    """Who and what is named."""

    path = "/entities"

    @reading("/", "Entities by pages that name them", "entities")
    def entities(
        self,
        request: AnyRequest,
        record: Store,
        figures: NamedDependency[Figures],
        kind: Kind = None,
        spelt: Spelt = None,
        q: Query = None,
        cursor: Cursor = None,
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> Response[Page[EntityRow]]:
        """Entities, those of most pages first; of one kind, or with a name that is spelt so (or folds alike), in whole or in part."""
        start = place(request, EntityKey, cursor, offset)
        # Whoever goes through the list asks for the same ranking at each step.
        ranked = None if spelt or q else figures.rankings()
        ready = ranked.value[kind] if ranked else None
        try:
            with record.read() as connection:
                found = walks.entities(connection, kind=kind, spelt=spelt or None, q=q or None, ranked=ready, place=start, limit=limit)
        except QueryError as fault:
            raise unreadable(fault) from fault
        return passing(listed(request, start, found, limit), fresh=ranked is None or ranked.fresh)

    @moving("/{key:str}", "One entity", "entities")
    def entity(self, record: Store, key: Key) -> Response[EntityAnswer]:
        """An entity over the whole record."""
        with record.read() as connection:
            found = entities.entity(connection, key)
            return now(connection, "entities", key) if found is None else Response(found)

    @reading("/{key:str}/forms", "The spellings of an entity's name", "entities")
    def forms(
        self, request: AnyRequest, record: Store, key: Key, cursor: Cursor = None, offset: Offset = 0, limit: Limit = 50
    ) -> Response[Page[Form]]:
        """The spellings of an entity's name as pages write them, with their outlets, those of most captures first."""
        start = place(request, Number, cursor, offset)
        first = start.passed if start.after is None else start.after.n
        with record.read() as connection:
            found = names.forms(connection, key, offset=min(first, 2**31), limit=limit)
        if not found.total:
            raise not_found(f"{ROOT}/entities/{key}/forms")
        # A name has few spellings, all of which are counted before the first is known: where one goes on is a number.
        reached = first + len(found.items)
        stretch = Stretch(total=found.total, items=found.items, last=Number(reached) if reached < found.total and found.items else None)
        return listed(request, start, stretch, limit)
