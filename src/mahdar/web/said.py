"""The faces of statements: the list with its filters, and one statement with its way and its citations."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from litestar import Response
from litestar.di import NamedDependency
from litestar.params import FromPath
from markupsafe import Markup

from mahdar.model import Noun, Span
from mahdar.record import Record
from mahdar.record.answers import Context, EntityRef, FacetCount, Link, Listing, StatementAnswer, StatementFacets
from mahdar.record.queries import statements as of_statements
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.judgements import redirect
from mahdar.record.queries.lookup import entity_refs
from mahdar.record.queries.variants import VariantsAnswer, variants
from mahdar.web.alike import beside
from mahdar.web.answering import AnyRequest, as_json, html, moved, not_found, passing, wants_json
from mahdar.web.choices import language_of, words_of
from mahdar.web.citing import as_file, citations, form_of
from mahdar.web.figures import Figures
from mahdar.web.months import drawn, slider
from mahdar.web.paging import From
from mahdar.web.sheet import Layer, Tag, text_with_layers
from mahdar.web.words import Words

Store = NamedDependency[Record]
Key = FromPath[str]

STATEMENTS = 25
"""How many statements the list shows at once."""

_ID_SHOWN = 16


class StatementsFace(Noun, frozen=True, kw_only=True):
    """All that ``/statements`` shows: the statements that ``filter`` means, and what they can be narrowed to."""

    filter: StatementFilter
    facets: StatementFacets
    statements: Listing[StatementAnswer]


class StatementFace(StatementAnswer, frozen=True, kw_only=True):
    """All that ``/statement/ID`` shows: the statement, the lines in which it stands, and how other pages tell it."""

    context: Context
    variants: VariantsAnswer


class Choice(Noun, frozen=True, kw_only=True):
    """A value that the list can be filtered by, as it is shown. ``chosen`` says that it is."""

    value: str
    label: Markup
    count: int
    chosen: bool


class Stop(Noun, frozen=True, kw_only=True):
    """A stop on the drawn way of a statement: who stands there, side by side, and what they do in words."""

    links: tuple[Link, ...]
    part: Markup


def statements(
    request: AnyRequest, record: Store, figures: NamedDependency[Figures], wanted: NamedDependency[StatementFilter], offset: From = 0
) -> Response[str]:
    """The statements that the filters leave, the latest first."""
    language_of(request)
    counted = figures.facets()
    with record.read() as connection:
        face = StatementsFace(
            filter=wanted,
            facets=counted.value.of(connection, wanted),
            statements=of_statements.statements(connection, wanted, offset=offset, limit=STATEMENTS),
        )
        if wants_json(request):
            return passing(as_json(request, face), fresh=counted.fresh)
        refs = entity_refs(connection, (wanted.addressee, wanted.target))
    words = words_of(request)
    choices = _choices(face, words)
    chosen, months = _chosen(wanted, choices, refs, words), slider(face.facets.month, wanted.since, wanted.until)
    found = html(request, "statements.html", face=face, wanted=wanted, choices=choices, chosen=chosen, slider=months, bars=drawn(months, words))
    return passing(found, fresh=counted.fresh)


def statement(request: AnyRequest, record: Store, key: Key) -> Response[str]:
    """One statement: its words in their context, its way, how it was understood, and how to cite it."""
    language = language_of(request)
    key, form = form_of(key)
    key = key.removesuffix(".json")
    with record.read() as connection:
        found = of_statements.statement(connection, key)
        if found is None:
            if new := redirect(connection, key):
                return moved(request, "statement", key, new)
            raise not_found(f"/statement/{key}")
        if form:
            return as_file(request, found, form, language)
        around, others = of_statements.context(connection, found), variants(connection, found)
        if wants_json(request):
            told = {name: getattr(found, name) for name in StatementAnswer.__struct_fields__}
            return as_json(request, StatementFace(**told, context=around, variants=others))
        alike = beside(connection, found.id)
    words = words_of(request)
    return html(
        request,
        "statement.html",
        st=found,
        context=_marked(found, around),
        around=around,
        way=_way(found, words),
        variants=others,
        alike=alike,
        cited_as=citations(request, found, language),
    )


def _choices(face: StatementsFace, words: Words) -> dict[str, tuple[Choice, ...]]:
    """The values of each facet in words, by the name of its filter."""
    told: dict[str, Callable[[FacetCount], Markup]] = {
        "act": lambda found: words.maybe("act", found.value),
        "kind": lambda found: words.maybe("kind_of_statement", found.value),
        "issue": lambda found: words.issue(found.value),
        "speaker": lambda found: words.label(found.label, found.value),
        "outlet": lambda found: Markup("<bdi>{}</bdi>").format(words.plain(found.label, found.value)),
    }
    return {
        name: tuple(
            Choice(value=found.value, label=label(found), count=found.count, chosen=found.value == getattr(face.filter, name))
            for found in getattr(face.facets, name)
        )
        for name, label in told.items()
    }


def _chosen(wanted: StatementFilter, choices: dict[str, tuple[Choice, ...]], refs: dict[str, EntityRef], words: Words) -> dict[str, Markup]:
    """The filters in force, in words, by their names."""
    found: dict[str, Markup] = {}
    for name in msgspec.structs.asdict(wanted):
        value = getattr(wanted, name)
        if name in choices:
            if value is not None:
                found[name] = next(choice.label for choice in choices[name] if choice.chosen)
        elif name in ("addressee", "target") and value:
            found[name] = words.label(refs[value].label, value)
        elif name in ("since", "until") and value:
            found[name] = words.date(value)
        elif name == "review" and value:
            found[name] = words("statement.review")
        elif value:
            found[name] = Markup('<bdi dir="ltr">{}</bdi>').format(value if len(value) <= _ID_SHOWN else f"{value[:_ID_SHOWN]}…")
    return found


def _marked(said: StatementAnswer, around: Context) -> Markup:
    """The lines around a statement with its words marked, and who told it underlined."""

    def layer(span: Span, rank: int, tag: Tag, classes: str) -> Layer:
        attributes = (("class", classes),) if classes else ()
        return Layer(start=span.start - around.start, end=span.end - around.start, rank=rank, tag=tag, attributes=attributes)

    layers = [layer(Span(start=part.start, end=part.end), 0, "mark", "") for part in said.parts]
    told_by = [said.cue] if said.cue else []
    told_by += [said.speaker.words] if said.speaker else []
    inside = [Span(start=words.start, end=words.end) for words in told_by if around.start <= words.start and words.end <= around.end]
    layers += [layer(span, 1, "span", "chosen") for span in inside]
    return text_with_layers(around.text, 0, len(around.text), layers)


def _way(said: StatementAnswer, words: Words) -> tuple[Stop, ...]:
    """The way from speaker to outlet, stop by stop. Where either isn't known the stop is there without anybody."""
    stops = [Stop(links=step, part=_part(step, words)) for step in said.chain]
    if said.speaker is None:
        stops.insert(0, Stop(links=(), part=words("statement.nobody")))
    if not said.page.outlets:
        stops.append(Stop(links=(), part=words("statement.no_outlet")))
    return tuple(stops)


def _part(step: tuple[Link, ...], words: Words) -> Markup:
    part = step[0].part
    return words.maybe("part", "document" if part == "via" and all(link.kind == "document" for link in step) else part)
