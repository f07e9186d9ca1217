"""The other tellings of a statement: on pages of the same story, of the same meetings, and copies, and in which words they differ."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from mahdar.linking.aligned import Difference, Said, align, content_words
from mahdar.linking.differing import Piece, differing
from mahdar.model import Noun
from mahdar.record import schema
from mahdar.record.answers import StatementAnswer
from mahdar.record.queries.joins import ids_of
from mahdar.record.queries.lookup import AnyRow, Texts
from mahdar.record.queries.statements import some_statements
from mahdar.record.queries.stories import of_page

PAGES, ROWS, SHOWN = 80, 200, 12
"""So many pages are looked at for other tellings, so many statements of the same speaker on them, and so many tellings are shown."""


class VariantAnswer(Noun, frozen=True, kw_only=True):
    """Another telling of a statement: its words as against those of the first, and in what it differs; ``copy`` says that it is word for word."""

    statement: StatementAnswer
    pieces: tuple[Piece, ...]
    differ: tuple[Difference, ...]
    copy: bool


class VariantsAnswer(Noun, frozen=True, kw_only=True):
    """The other tellings of a statement: the first few of ``total``, those in other words first."""

    total: int
    told: tuple[VariantAnswer, ...]


def variants(connection: Connection, said: StatementAnswer) -> VariantsAnswer:
    """How other pages tell ``said``. Of a statement of nobody the copies alone are known."""
    rows = _rows(connection, said)
    texts = Texts(connection, {row.page for row in rows} | {said.page.id})
    mine = _said(said.page.id, said.id, said, texts.of(said.page.id)[said.content.start : said.content.end])
    others = [_said(row.page, row.id, said, texts.of(row.page)[row.start : row.end]) for row in rows]
    group = next(one for one in align([mine, *others]) if mine in one.told).told
    same = {(row.page, row.id) for row in rows if row.id == said.id}
    keys = {(one.page, one.id) for one in group} - {(said.page.id, said.id)} | same
    chosen = sorted(keys, key=lambda key: (key in same, key))
    answers = {(st.page.id, st.id): st for st in some_statements(connection, chosen[: 2 * SHOWN])}
    told = [_variant(said, answers[key]) for key in chosen if key in answers]
    told.sort(key=lambda one: (one.copy, _day(one.statement), one.statement.page.id))
    return VariantsAnswer(total=len(keys), told=tuple(told[:SHOWN]))


def _variant(said: StatementAnswer, other: StatementAnswer) -> VariantAnswer:
    pieces = differing(_words(said), _words(other))
    pair = [_full(said), _full(other)]
    differ = next((one.differ for one in align(pair) if len(one.told) > 1), ())
    copy = all(piece.how == "same" for piece in pieces)
    return VariantAnswer(statement=other, pieces=pieces, differ=tuple(d for d in differ if not (copy and d == "words")), copy=copy)


def _rows(connection: Connection, said: StatementAnswer) -> Sequence[AnyRow]:
    """The statements of the same speaker on the pages where the same happening may be told, and those of the same text anywhere."""
    s = schema.statements.c
    copies = select(schema.statements).where(s.id == said.id, s.page != said.page.id).order_by(s.page).limit(SHOWN)
    found = {(row.page, row.id): row for row in connection.execute(copies)}
    if said.speaker is not None and said.speaker.entity is not None:
        pages = [page for page in _pages(connection, said.page.id) if page != said.page.id]
        speaks = func.coalesce(s.speaker, "").in_(ids_of(connection, said.speaker.entity.id))
        # By page: of who speaks often an index would have far more than is asked for.
        rows = connection.execute(select(schema.statements).where(s.page.in_(pages)).where(speaks).order_by(s.page, s.n).limit(ROWS))
        found |= {(row.page, row.id): row for row in rows}
    return list(found.values())


def _pages(connection: Connection, page: str) -> list[str]:
    """The first pages of the story that ``page`` tells, and of the meetings that it tells of."""
    p, r, m = schema.story_pages.c, schema.round_pages.c, schema.meetings.c
    found: dict[str, None] = {}
    if (story := of_page(connection, page)) is not None:
        found |= dict.fromkeys(connection.execute(select(p.page).where(p.story == story).order_by(p.n).limit(PAGES // 2)).scalars())
    told = select(r.round).where(r.page == page)
    found |= dict.fromkeys(connection.execute(select(r.page).where(r.round.in_(told)).order_by(r.page).limit(PAGES)).scalars())
    # Rounds that aren't settled yet are one by their ids at least.
    met = select(m.id).where(m.page == page)
    found |= dict.fromkeys(connection.execute(select(m.page).where(m.id.in_(met)).order_by(m.page).limit(PAGES)).scalars())
    return list(found)[:PAGES]


def _said(page: str, id_: str, said: StatementAnswer, words: str) -> Said:
    """A telling by the speaker of ``said``, whose words alone are compared."""
    speaker = said.speaker.entity.id if said.speaker and said.speaker.entity else None
    return Said(page=page, id=id_, speaker=speaker, name=None, verb=None, act=said.act, words=content_words(words))


def _full(st: StatementAnswer) -> Said:
    name, verb = st.speaker.label if st.speaker else None, st.cue.quote if st.cue else None
    return Said(page=st.page.id, id=st.id, speaker="", name=name, verb=verb, act=st.act, words=content_words(_words(st)))


def _words(st: StatementAnswer) -> str:
    return " ".join(part.quote for part in st.parts)


def _day(st: StatementAnswer) -> str:
    return st.page.published.value if st.page.published else "~"
