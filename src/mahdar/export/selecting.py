"""What of a record is exported: one kind of thing, and of these all or what filters and a query of search leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias, get_args

from sqlalchemy import Connection

from mahdar.errors import UsageError
from mahdar.model import Noun
from mahdar.record.answers import StatementAnswer
from mahdar.record.export_answers import NamedRow, NameRow, PageRow
from mahdar.record.process_answers import CommitmentAnswer, MeetingAnswer, PositionAnswer
from mahdar.record.queries import stories
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.streams import entities, pages, process, statements
from mahdar.record.story_answers import StoryRow
from mahdar.search.syntax import parse

Kind = Literal["statements", "meetings", "positions", "commitments", "entities", "names", "pages", "stories"]
KINDS: tuple[Kind, ...] = get_args(Kind)

Item: TypeAlias = StatementAnswer | MeetingAnswer | PositionAnswer | CommitmentAnswer | NamedRow | NameRow | PageRow | StoryRow

NOUNS: dict[Kind, type[Item]] = {
    "statements": StatementAnswer,
    "meetings": MeetingAnswer,
    "positions": PositionAnswer,
    "commitments": CommitmentAnswer,
    "entities": NamedRow,
    "names": NameRow,
    "pages": PageRow,
    "stories": StoryRow,
}
"""What a thing of each kind is."""

_OF_PAGES = ("outlet", "since", "until", "meeting", "page")

FILTERS: dict[Kind, tuple[str, ...]] = {
    "statements": ("speaker", "addressee", "act", "kind", "issue", *_OF_PAGES, "review"),
    "meetings": ("issue", *_OF_PAGES),
    "positions": ("speaker", "issue", *_OF_PAGES),
    "commitments": ("issue", *_OF_PAGES),
    "entities": _OF_PAGES,
    "names": _OF_PAGES,
    "pages": _OF_PAGES,
    "stories": (),
}
"""By which fields of a filter each kind can be selected."""

SEARCHED: tuple[Kind, ...] = ("statements", "meetings", "entities", "pages")
"""The kinds that search finds."""


class Selection(Noun, frozen=True, kw_only=True):
    """What is exported: all things of a ``kind`` to which ``wanted`` applies and that ``query``, in the language of search, finds.

    What the filters mean of each kind is told in ``docs/export.md``. ``firm`` leaves out meetings that are told too thinly to be stood behind.
    """

    kind: Kind
    wanted: StatementFilter = StatementFilter()
    query: str | None = None
    firm: bool = False

    def fault(self) -> str | None:
        """What can't be selected so, in words; None where all can."""
        given = [name for name in StatementFilter.__struct_fields__ if getattr(self.wanted, name) not in (None, False)]
        for name in given:
            if name not in FILTERS[self.kind]:
                having = ", ".join(kind for kind in KINDS if name in FILTERS[kind])
                told = "wording" if name == "kind" else name
                return f"expected no filter by {told}, which selects {having}; got one for {self.kind}"
        if self.query is not None and self.kind not in SEARCHED:
            return f"expected no query, since search finds {', '.join(SEARCHED)}; got one for {self.kind}"
        if self.firm and self.kind != "meetings":
            return f"expected no choice of what is told firmly, which selects meetings; got one for {self.kind}"
        return None


def items(connection: Connection, chosen: Selection) -> Iterator[Item]:
    """What is ``chosen``, in the fixed order of its kind, fetched as it is asked for.

    Raises `UsageError` for a filter that the kind doesn't have, `mahdar.search.syntax.QueryError` for what is no query.
    """
    if (fault := chosen.fault()) is not None:
        raise UsageError(fault)
    if chosen.query is not None:
        parse(chosen.query)  # before anything is written
    return _STREAMS[chosen.kind](connection, chosen)


_STREAMS: dict[Kind, Callable[[Connection, Selection], Iterator[Item]]] = {
    "statements": lambda connection, chosen: statements.statements(connection, chosen.wanted, chosen.query),
    "meetings": lambda connection, chosen: process.meetings(connection, chosen.wanted, chosen.query, firm=chosen.firm),
    "positions": lambda connection, chosen: process.positions(connection, chosen.wanted),
    "commitments": lambda connection, chosen: process.commitments(connection, chosen.wanted),
    "entities": lambda connection, chosen: entities.entities(connection, chosen.wanted, chosen.query),
    "names": lambda connection, chosen: pages.names(connection, chosen.wanted),
    "pages": lambda connection, chosen: pages.pages(connection, chosen.wanted, chosen.query),
    "stories": lambda connection, _: stories.rows(connection),
}
