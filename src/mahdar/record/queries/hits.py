"""What is shown of things found: the things as other queries tell them, and the stretch of the page where the words stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, or_, select

from mahdar.model import ARTICLE_ROLES, Span
from mahdar.record import schema
from mahdar.record.answers import EntityRow
from mahdar.record.fulltext import Phrase
from mahdar.record.indexing import merged
from mahdar.record.queries.asking import Asked
from mahdar.record.queries.joins import same_as, standing_ids, stands_for
from mahdar.record.queries.lookup import entity_refs, page_refs, shown
from mahdar.record.queries.series import series_labels
from mahdar.record.queries.statements import some_statements
from mahdar.record.search_answers import MeetingTold, Result
from mahdar.search.analyzer import Place, analyzer

if TYPE_CHECKING:
    from mahdar.record.queries.search import Hit

LONG = 220
"""Code points of a snippet, at most."""
_BEFORE = 60
"""Code points before the first word that is marked, at most."""


def results(connection: Connection, hits: Sequence[Hit], asked: Asked) -> tuple[Result, ...]:
    """Each of ``hits`` with its snippet, in their order."""
    spans = _spans(connection, hits)
    p = schema.pages.c
    texts = {row.id: row.text for row in connection.execute(select(p.id, p.text).where(p.id.in_({hit.page for hit in hits if hit.page})))}
    refs = page_refs(connection, texts)
    said = {(st.page.id, st.id): st for st in some_statements(connection, [(hit.page or "", hit.item) for hit in hits if hit.sort == "statement"])}
    entities = [hit.item for hit in hits if hit.sort == "entity"]
    labels, named = shown(connection, entities), _pages(connection, entities)
    met = _meetings(connection, [(hit.page or "", hit.item) for hit in hits if hit.sort == "meeting"])
    found = []
    for hit in hits:
        if hit.page is None:
            kind, label = labels[hit.item]
            row = EntityRow(id=hit.item, kind=kind, label=label, pages=named.get(hit.item, 0))
            words = label.get("ar") or next(iter(label.values()), hit.item)
            found.append(Result(kind="entity", id=hit.item, page=None, start=None, end=None, snippet=words, marks=(), score=hit.score, entity=row))
            continue
        text = texts[hit.page]
        here = spans.get((hit.sort, hit.page, hit.item), [])
        # A word or two are all that says of many meetings that there is one; the line tells of it.
        cut, marks = snippet(text, [_lines(text, span) for span in here] if hit.sort == "meeting" else here, asked.words, asked.distinct)
        found.append(
            Result(
                kind=hit.sort,
                id=hit.item,
                page=hit.page,
                start=cut.start,
                end=cut.end,
                snippet=text[cut.start : cut.end],
                marks=marks,
                score=round(hit.score, 4),
                ref=refs[hit.page],
                statement=said.get((hit.page, hit.item)) if hit.sort == "statement" else None,
                meeting=met.get((hit.page, hit.item)) if hit.sort == "meeting" else None,
            )
        )
    return tuple(found)


def snippet(text: str, spans: Sequence[Span], wanted: Sequence[Phrase], distinct: int) -> tuple[Span, tuple[Span, ...]]:
    """The stretch of ``text`` to show of a thing that stands at ``spans``, and the words in it that are among ``wanted``, readings of so many
    ``distinct`` ones.

    Of the lines of ``spans`` the one with the most different of these words; it is cut at spaces where it is longer than `LONG`.
    """
    best: tuple[int, int, Span, list[Span]] | None = None
    patterns = [f" {' '.join(phrase.terms)}{'' if phrase.starts else ' '}" for phrase in wanted]
    for number, span in enumerate(spans):
        if best is not None and best[0] >= distinct:
            break
        start = span.start
        for line in text[span.start : span.end].split("\n"):
            end = start + len(line)
            if line.strip() and (best is None or best[0] < distinct):
                # Most lines have none of the words, which is told sooner than where they would stand.
                terms = f" {analyzer().line(line)} "
                here = _marked(analyzer().places(text, start, end), wanted) if any(one in terms for one in patterns) else []
                kinds = len({text[one.start : one.end] for one in here})
                if best is None or (kinds, -number) > best[:2]:
                    best = (kinds, -number, Span(start=start, end=end), here)
            start = end + 1
    if best is None:
        return Span(start=0, end=0), ()
    cut = _cut(text, best[2], best[3][0].start if best[3] else best[2].start)
    return cut, tuple(one for one in best[3] if cut.start <= one.start and one.end <= cut.end)


def _lines(text: str, span: Span) -> Span:
    """The lines of ``text`` that ``span`` reaches into."""
    end = text.find("\n", span.end)
    return Span(start=text.rfind("\n", 0, span.start) + 1, end=len(text) if end < 0 else end)


def _marked(places: Sequence[Place], wanted: Sequence[Phrase]) -> list[Span]:
    found: list[Span] = []
    terms = [place.term for place in places]
    for phrase in wanted:
        size = len(phrase.terms)
        whole, last = phrase.terms[: size - 1], phrase.terms[-1]
        for i in range(len(terms) - size + 1):
            end = terms[i + size - 1]
            if (end.startswith(last) if phrase.starts else end == last) and tuple(terms[i : i + size - 1]) == whole:
                found.append(Span(start=places[i].start, end=places[i + size - 1].end))
    return merged(found)


def _cut(text: str, line: Span, at: int) -> Span:
    """What is shown of a line: it, or a stretch around ``at`` that begins and ends with whole words."""
    start, end = line.start, line.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start <= LONG:
        return Span(start=start, end=end)
    if at - start > _BEFORE:
        space = text.find(" ", at - _BEFORE, at)
        start = at if space < 0 else space + 1
    if end - start > LONG:
        space = text.rfind(" ", start + _BEFORE, start + LONG)
        end = start + LONG if space < 0 else space
    return Span(start=start, end=end)


def _spans(connection: Connection, hits: Iterable[Hit]) -> dict[tuple[str, str, str], list[Span]]:
    """Where each of ``hits`` stands in its page: the article's blocks, the parts of a statement, the evidence of a meeting."""
    found: dict[tuple[str, str, str], list[Span]] = {}
    pages = {hit.page for hit in hits if hit.sort == "page" and hit.page}
    b, s, e = schema.blocks.c, schema.statements.c, schema.evidence.c
    rows = connection.execute(
        select(b.page, b.start, b.end, b.role).where(b.page.in_(pages), b.role.in_(sorted(ARTICLE_ROLES))).order_by(b.page, b.n)
    )
    for row in sorted(rows, key=lambda row: (row.page, row.role == "title", row.start)):  # the title is shown anyway
        found.setdefault(("page", row.page, row.page), []).append(Span(start=row.start, end=row.end))
    others = {(str(hit.sort), hit.page, hit.item) for hit in hits if hit.sort in ("statement", "meeting") and hit.page}
    pages, items = {key[1] for key in others}, {key[2] for key in others}
    for page, item, start, end in connection.execute(select(s.page, s.id, s.start, s.end).where(s.page.in_(pages), s.id.in_(items))):
        if ("statement", page, item) in others:
            found["statement", page, item] = [Span(start=start, end=end)]
    field = or_((e.owner_kind == "statement") & (e.field == "more"), (e.owner_kind == "meeting") & (e.field == "evidence"))
    backed = select(e.owner_kind, e.page, e.owner, e.start, e.end).where(e.page.in_(pages), e.owner.in_(items), field).order_by(e.page, e.start)
    for kind, page, item, start, end in connection.execute(backed):
        if (kind, page, item) in others:
            found.setdefault((kind, page, item), []).append(Span(start=start, end=end))
    return found


def _pages(connection: Connection, entities: Sequence[str]) -> dict[str, int]:
    """How many pages name each of ``entities``, under whatever id."""
    e = schema.entities.c
    ids = same_as(connection, entities)
    # A page has an id once: pages are told apart only where several ids are one.
    pages = func.count() if len(ids) == len(set(entities)) else func.count(e.page.distinct())
    named = select(stands_for(e.id), pages).select_from(standing_ids(schema.entities, e.id)).where(e.id.in_(sorted(ids)))
    return {row[0]: row[1] for row in connection.execute(named.group_by(stands_for(e.id)))} if ids else {}


def _meetings(connection: Connection, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], MeetingTold]:
    """Meetings by page and id, as these pages tell them."""
    m, p = schema.meetings.c, schema.participants.c
    pages, ids = {key[0] for key in keys}, {key[1] for key in keys}
    rows = connection.execute(select(schema.meetings).where(m.page.in_(pages), m.id.in_(ids))).all() if keys else []
    parts: dict[tuple[str, str], list[str]] = {}
    for page, one, entity in connection.execute(select(p.page, p.meeting, p.entity).where(p.page.in_(pages)).order_by(p.page, p.n)) if keys else ():
        parts.setdefault((page, one), []).append(entity)
    refs = entity_refs(connection, [entity for key in keys for entity in parts.get(key, ())])
    called = series_labels(connection, [row.series for row in rows])
    return {
        (row.page, row.id): MeetingTold(
            id=row.id,
            series=row.series,
            series_label=called.get(row.series, {}),
            ordinal=row.ordinal,
            kind=row.kind,
            start=row.start,
            end=row.end,
            participants=tuple({refs[one].id: refs[one] for one in parts.get((row.page, row.id), ())}.values()),
        )
        for row in rows
    }
