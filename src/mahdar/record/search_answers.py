"""What search answers."""

from __future__ import annotations

import msgspec

from mahdar.model import MeetingKind, Noun, Span
from mahdar.record.answers import EntityRef, EntityRow, FacetCount, PageRef, StatementAnswer
from mahdar.search.syntax import Type


class MeetingTold(Noun, frozen=True, kw_only=True):
    """A meeting as one page tells it. ``series_label`` is what its series is called, by language; ``start`` and ``end`` are EDTF."""

    id: str
    series: str | None
    series_label: dict[str, str]
    ordinal: int | None
    kind: MeetingKind | None
    start: str | None
    end: str | None
    participants: tuple[EntityRef, ...]


class Result(Noun, frozen=True, kw_only=True):
    """Something found. ``snippet`` is ``page.text[start:end]``; ``marks`` are the words in it that were asked for, counted in the page's text too.

    An entity has no page: its snippet is its label, without offsets or marks. One of ``entity``, ``meeting``, ``statement`` holds the thing as it is
    told elsewhere, a meeting as this page tells it; ``ref`` is the page. ``score`` is the rank (`mahdar.record.queries.search`), to compare within
    one answer alone. ``same`` are the ids of other statements in the same words, where these are told once (`mahdar.record.queries.similar`).
    ``copied`` other pages have it too, where copies are told once (`mahdar.record.queries.folding`), and ``copies`` are the first of them.
    """

    kind: Type
    id: str
    page: str | None
    start: int | None
    end: int | None
    snippet: str
    marks: tuple[Span, ...]
    score: float
    ref: PageRef | None = None
    entity: EntityRow | None = None
    statement: StatementAnswer | None = None
    meeting: MeetingTold | None = None
    same: tuple[str, ...] = ()
    copies: tuple[PageRef, ...] = ()
    copied: int = 0


class SearchFacets(Noun, frozen=True, kw_only=True):
    """The values that results can be narrowed to, each with how many hits have it, the most frequent first; months (``date``) the latest first."""

    type: tuple[FacetCount, ...]
    actor: tuple[FacetCount, ...]
    addressee: tuple[FacetCount, ...]
    act: tuple[FacetCount, ...]
    kind: tuple[FacetCount, ...]
    issue: tuple[FacetCount, ...]
    outlet: tuple[FacetCount, ...]
    meeting: tuple[FacetCount, ...]
    date: tuple[FacetCount, ...]


class SearchAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """``total`` things answer to ``query``, or more where it says ``at_least``; ``results`` are those from number ``offset`` on, at most ``limit``.

    ``counted`` of them were ranked and are counted by ``facets``: all, or where there are too many the latest of each sort. Only these can be
    paged through, as ``told`` results: fewer, where copies are told once. ``months`` are all in which some of them came out, the earliest first.
    """

    query: str
    total: int
    at_least: bool
    counted: int
    offset: int
    limit: int
    results: tuple[Result, ...]
    facets: SearchFacets
    told: int
    months: tuple[FacetCount, ...]


class LikeAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The statements that say the like of ``like``, the likest first, each with its likeness (up to 1) for ``score``; none below ``least``.

    ``statement`` is the id of the statement that was asked for, and ``same`` are those of others in its words.
    """

    like: str
    statement: str | None
    same: tuple[str, ...]
    least: float
    results: tuple[Result, ...]
