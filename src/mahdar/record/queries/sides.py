"""A story side by side: what its texts tell alike, what only one of them tells, and what they name differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, select

from mahdar.linking.aligned import Aligned, Said, align, content_words
from mahdar.linking.labels import spellings
from mahdar.linking.stories import together
from mahdar.record import schema
from mahdar.record.answers import Quote, StatementAnswer
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.lookup import Texts, entity_refs
from mahdar.record.queries.statements import statements
from mahdar.record.queries.tellings import witnesses
from mahdar.record.story_answers import CopyAnswer, CopyOf, NamedAnswer, NamedForm, SidesAnswer, StoryAnswer, TextAnswer, ToldAnswer

TEXTS = 24
"""So many texts of a story, the first, are compared."""
STATEMENTS = 200
"""So many statements of each are."""
NAMED = 12
"""So many entities that texts name differently are told, those that most texts name."""


def sides(connection: Connection, story: StoryAnswer) -> SidesAnswer:
    """``story`` side by side. Pages whose text is one, or edited, are told as one text; one inside a longer one is a text of its own."""
    texts = _texts(connection, story)
    compared = [text.page.id for text in texts[:TEXTS]]
    said = {page: statements(connection, StatementFilter(page=page), limit=STATEMENTS, latest_first=False).items for page in compared}
    by_key = {(page, st.id): st for page in compared for st in said[page]}
    aligned = align([_said(page, st) for page in compared for st in said[page]])
    common = [one for one in aligned if len(one.told) > 1]
    alone = {(one.told[0].page, one.told[0].id) for one in aligned if len(one.told) == 1}
    only = {page: tuple(st for st in said[page] if (page, st.id) in alone) for page in compared}
    return SidesAnswer(
        texts=tuple(texts),
        common=tuple(_told(one, by_key, compared) for one in common),
        only={page: told for page, told in only.items() if told},
        named=tuple(_named(connection, compared)),
        left=max(0, len(texts) - TEXTS),
    )


def _texts(connection: Connection, story: StoryAnswer) -> list[TextAnswer]:
    refs = {page.id: page for page in story.pages}
    p, c = schema.pages.c, schema.captures.c
    minutes = select(p.id, c.published_at).join(schema.captures, (c.page == p.id) & (c.source == p.source)).where(p.id.in_(refs))
    at = {row.id: row.published_at for row in connection.execute(minutes)}
    whole = {(copy.one, copy.other): copy for copy in story.copies if copy.sort != "within"}
    place = {page: n for n, page in enumerate(refs)}
    groups = [sorted(group, key=lambda page: place[page]) for group in together(refs, whole)]
    credited = {page: witness.agencies for page, witness in witnesses(connection, refs).items()}
    agencies = entity_refs(connection, (agency for mine in credited.values() for agency in mine))
    found = []
    for first, *others in sorted(groups, key=lambda group: place[group[0]]):
        copies = tuple(
            CopyOf(page=refs[page], sort=copy.sort, share=copy.share) for page in others for copy in [_copy(whole, page, [first, *others])]
        )
        shared = dict.fromkeys(agency for page in (first, *others) for agency in credited[page])
        found.append(TextAnswer(page=refs[first], at=at.get(first), copies=copies, agencies=tuple(agencies[agency] for agency in shared)))
    return found


def _copy(whole: Mapping[tuple[str, str], CopyAnswer], page: str, group: Sequence[str]) -> CopyAnswer:
    """How ``page`` is a copy of the first of its group, or of the first that it is one of."""
    return next(whole[pair] for other in group if (pair := (min(page, other), max(page, other))) in whole)


def _said(page: str, st: StatementAnswer) -> Said:
    speaker = st.speaker
    return Said(
        page=page,
        id=st.id,
        speaker=(speaker.entity.id if speaker.entity else speaker.label) if speaker else None,
        name=speaker.label if speaker else None,
        verb=st.cue.quote if st.cue else None,
        act=st.act,
        words=content_words(" ".join(part.quote for part in st.parts)),
    )


def _told(one: Aligned, by_key: Mapping[tuple[str, str], StatementAnswer], pages: Iterable[str]) -> ToldAnswer:
    telling = {told.page for told in one.told}
    return ToldAnswer(
        told=tuple(by_key[told.page, told.id] for told in one.told),
        differ=one.differ,
        left_out=tuple(page for page in pages if page not in telling),
    )


def _named(connection: Connection, pages: Sequence[str]) -> Iterable[NamedAnswer]:
    """The entities that several of ``pages`` name, by forms none of which all of them have; those of most pages first."""
    n = schema.names.c
    rows = connection.execute(select(n.page, n.entity, n.form, n.start, n.end).where(n.page.in_(pages)).order_by(n.page, n.start)).all()
    refs = entity_refs(connection, (row.entity for row in rows))
    spelt = {row.entity: set[str]() for row in rows}
    for row in rows:
        spelt[row.entity].add(row.form)
    look = {entity: spellings(forms) for entity, forms in spelt.items()}
    uses: dict[str, dict[str, dict[str, tuple[int, int]]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        uses[refs[row.entity].id][look[row.entity][row.form]].setdefault(row.page, (row.start, row.end))
    found = []
    for entity, forms in uses.items():
        on = {page for mine in forms.values() for page in mine}
        if len(on) > 1 and not any(len(mine) == len(on) for mine in forms.values()):
            found.append((len(on), entity))
    texts, place = Texts(connection, pages), {page: at for at, page in enumerate(pages)}
    labelled = {ref.id: ref for ref in refs.values()}
    for _, entity in sorted(found, key=lambda item: (-item[0], item[1]))[:NAMED]:
        forms = uses[entity]
        ordered = sorted(forms, key=lambda form: (-len(forms[form]), -len(form), form))
        yield NamedAnswer(entity=labelled[entity], forms=tuple(NamedForm(form=form, uses=_first(texts, place, forms[form])) for form in ordered))


def _first(texts: Texts, place: Mapping[str, int], used: Mapping[str, tuple[int, int]]) -> tuple[Quote, ...]:
    return tuple(texts.quote(page, *used[page]) for page in sorted(used, key=lambda page: place[page]))
