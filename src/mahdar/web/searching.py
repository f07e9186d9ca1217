"""The face of search: the results of a query, and by what it can be narrowed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from litestar import Response
from litestar.di import NamedDependency
from litestar.params import FromQuery
from markupsafe import Markup

from mahdar.model import Noun
from mahdar.record import Record
from mahdar.record.answers import FacetCount, Listing
from mahdar.record.queries.saved import saved
from mahdar.record.queries.search import search as find
from mahdar.record.queries.timing import months
from mahdar.record.saving import NAME_LONGEST
from mahdar.record.search_answers import Result, SearchAnswer, SearchFacets
from mahdar.search.syntax import QueryError, Some, parse
from mahdar.web.alike import alike
from mahdar.web.answering import AnyRequest, as_json, html, wants_json
from mahdar.web.api.describing import days, unreadable
from mahdar.web.choices import language_of, words_of
from mahdar.web.months import dated, dates_of, drawn, slider
from mahdar.web.paging import From
from mahdar.web.render import Addresses
from mahdar.web.sheet import Layer, text_with_layers
from mahdar.web.words import Words

RESULTS = 20
"""How many results are shown at once."""


_UNNUMBERED = re.compile("[0-9a-f]{12}")
"""The id of a meeting that has no name: it would tell a reader nothing."""


class Narrowing(Noun, frozen=True, kw_only=True):
    """A value that the results can be narrowed to: the query that does, or that takes it back where it is ``chosen``."""

    label: Markup
    query: str
    count: int
    chosen: bool


def search(
    request: AnyRequest,
    record: NamedDependency[Record],
    q: FromQuery[str] = "",
    like: FromQuery[str] = "",
    since: FromQuery[str | None] = None,
    until: FromQuery[str | None] = None,
    offset: From = 0,
) -> Response[str]:
    """What answers to a query, or the statements that say the like of a sentence or statement; without either, how to ask. With ``since`` or
    ``until``, as the form of dates sends them, it leads to the query that asks for this time."""
    language_of(request)
    if like.strip() and not q.strip():
        return alike(request, record, like.strip())
    words = words_of(request)
    if since is not None or until is not None:
        days(since=since, until=until)
        return _to_query(request, q, since, until)
    with record.read() as connection:
        kept = saved(connection)
    context: dict[str, Any] = {"q": q, "kept": kept, "longest": NAME_LONGEST}
    if not q.strip():
        if wants_json(request):
            raise unreadable(QueryError("empty", 0, "a word, a phrase or a field", ""))
        return html(request, "search.html", **context, found=None, fault=None, around=())
    try:
        with record.read() as connection:
            found = find(connection, q, offset=offset, limit=RESULTS, fold=True)
            rest, since, until = dates_of(q)
            # What is ranked tells of its own time alone, and of many results of the latest.
            narrowed = since or until or found.counted < found.total
            by_month = months(connection, q) if narrowed and not wants_json(request) else found.months
    except QueryError as fault:
        if wants_json(request):
            raise unreadable(fault) from fault
        around = (q[: fault.at], q[fault.at : fault.at + max(len(fault.got), 1)], q[fault.at + max(len(fault.got), 1) :])
        return html(request, "search.html", status=HTTPStatus.BAD_REQUEST, **context, found=None, fault=fault, around=around)
    if wants_json(request):
        return as_json(request, found)
    facets = _narrowings(found, words)
    drawing = slider(by_month, since, until)
    return html(
        request,
        "search.html",
        **context,
        found=found,
        listing=Listing(total=found.told, offset=found.offset, limit=found.limit, items=found.results),
        fault=None,
        around=(),
        types=facets.pop("type", ()),
        facets=facets,
        slider=drawing,
        bars=drawn(drawing, words),
        undated=rest,
        sent={**({"lang": language} if (language := request.query_params.get("lang")) else {}), "q": rest},
        since=since,
        until=until,
        marked=marked_snippet,
        outlets=outlets,
    )


def _to_query(request: AnyRequest, q: str, since: str | None, until: str | None) -> Response[str]:
    try:
        asked = dated(q, since, until)
    except QueryError as fault:
        raise unreadable(fault) from fault
    address = Addresses.of(request)("search", q=asked) if asked else Addresses.of(request)("search")
    return Response("", status_code=HTTPStatus.SEE_OTHER, headers={"Location": address, "Cache-Control": "no-store"}, media_type="text/plain")


def outlets(found: Result) -> int:
    """How many outlets have a result and its copies; captures without one count each."""
    pages = [page for page in (found.ref, *found.copies) if page]
    return len({one.entity or one.label for page in pages for one in page.outlets} | {page.id for page in pages if not page.outlets})


def marked_snippet(result: Result) -> Markup:
    """The snippet with the words that were asked for marked."""
    start = result.start or 0
    layers = [Layer(start=span.start - start, end=span.end - start, rank=0, tag="mark", attributes=()) for span in result.marks]
    return text_with_layers(result.snippet, 0, len(result.snippet), layers)


def _narrowings(found: SearchAnswer, words: Words) -> dict[str, tuple[Narrowing, ...]]:
    """The values of each facet in words, by its name; those that leave nothing out aside."""

    def named(value: FacetCount) -> Markup:
        return words.label(value.label, value.value)

    told: dict[str, Callable[[FacetCount], Markup]] = {
        "type": lambda value: words.maybe("search_type", value.value),
        "actor": named,
        "addressee": named,
        "act": lambda value: words.maybe("act", value.value),
        "kind": lambda value: _kind(value.value, words),
        "issue": lambda value: words.issue(value.value),
        "outlet": named,
        "meeting": lambda value: _round(value.value, words),
        "date": lambda value: words.date(value.value),
    }
    facets: dict[str, tuple[Narrowing, ...]] = {}
    narrow = _narrowing(found.query)
    for name in SearchFacets.__struct_fields__:
        values: Iterable[FacetCount] = getattr(found.facets, name)
        if name == "meeting":
            values = [value for value in values if not _UNNUMBERED.fullmatch(value.value)]
        facets[name] = tuple(narrow(name, value, told[name](value)) for value in values)
    return {
        name: values
        for name, values in facets.items()
        if values and not (len(values) == 1 and values[0].count == found.total and not values[0].chosen)
    }


def _round(meeting: str, words: Words) -> Markup:
    """A numbered meeting in words, told from its id."""
    series, _, ordinal = meeting.rpartition("-")
    if not series or not ordinal.isdecimal():
        return words.series(meeting)
    return Markup("{} — {}").format(words("meeting.round", ordinal=words.number(int(ordinal))), words.series(series))


def _kind(value: str, words: Words) -> Markup:
    for table in ("kind_of_statement", "meeting_kind", "kind"):
        if f"{table}.{value}" in words:
            return words.maybe(table, value)
    return words.maybe("kind", value)


def _narrowing(query: str) -> Callable[[str, FacetCount, Markup], Narrowing]:
    """What narrows ``query`` to a value of a field, or takes that back."""
    whole = f"({query})" if isinstance(parse(query), Some) else query
    pieces = set(query.split(" "))

    def narrow(name: str, value: FacetCount, label: Markup) -> Narrowing:
        piece = f'{name}:"{value.value}"' if not _PARTING.isdisjoint(value.value) else f"{name}:{value.value}"
        if piece in pieces or query.endswith(f" {piece}"):
            return Narrowing(label=label, query=query.replace(piece, "", 1).strip(), count=value.count, chosen=True)
        return Narrowing(label=label, query=f"{whole} {piece}", count=value.count, chosen=False)

    return narrow


_PARTING = frozenset(' ()"')
"""What a value has quotation marks for."""
