"""What every query needs of other tables: labels of entities, pages for a list, quotes. Fetched in bulk, once a query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection, Row, func, select

from mahdar.knowledge import load
from mahdar.linking.labels import choose_label
from mahdar.model import NameKind
from mahdar.record import schema
from mahdar.record.answers import Dated, EntityRef, OutletRef, PageRef, Quote

T = TypeVar("T")

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
"""A row of a query, whose columns are known by name."""

CONTEXT = 60
"""How many code points of its line are shown on each side of a quote, at most."""


def entity_refs(connection: Connection, ids: Iterable[str | None], *, own: bool = False) -> dict[str, EntityRef]:
    """Each of ``ids`` as it is shown, by id: under the id that stands for it, unless it is to be shown by its ``own``."""
    wanted = {i for i in ids if i is not None}
    to = {} if own else standing(connection, wanted)
    found = {i: EntityRef(id=i, kind=kind, label=label) for i, (kind, label) in shown(connection, {to.get(i, i) for i in wanted}, own=own).items()}
    return {i: found.get(to.get(i, i), EntityRef(id=to.get(i, i), kind=None, label={})) for i in sorted(wanted)}


def standing(connection: Connection, ids: Iterable[str | None]) -> dict[str, str]:
    """Each of ``ids`` that is joined with another, with the id that stands for it."""
    m = schema.entity_ids.c
    found: dict[str, str] = {}
    for some in batches(sorted({i for i in ids if i is not None})):
        found.update((row.id, row.to) for row in connection.execute(select(m.id, m.to).where(m.id.in_(some))))
    return found


@lru_cache(maxsize=1)
def known_labels() -> dict[str, dict[str, str]]:
    """The labels that the shipped knowledge has of documents, events, states, organizations and places, for those that no page of a record
    names."""
    knowledge = load()
    held = (*knowledge.documents, *knowledge.events, *knowledge.places, *knowledge.organizations, *knowledge.states)
    return {entry.id: {"ar": entry.names[0], "en": entry.en} for entry in held if entry.names}


@lru_cache(maxsize=1)
def known_items() -> dict[str, str]:
    """The Wikidata ids that the shipped knowledge has, by entity."""
    return {entry.id: entry.wikidata for _, entry in load().entries() if entry.wikidata}


@lru_cache(maxsize=1)
def known_names() -> dict[str, tuple[str, ...]]:
    """What the shipped knowledge calls things in Latin letters, and all that it calls them in Arabic, by entity."""
    return {entry.id: tuple(filter(None, dict.fromkeys((entry.en, *entry.latin, *entry.names, *entry.short)))) for _, entry in load().entries()}


def shown(connection: Connection, ids: Iterable[str], *, own: bool = False) -> dict[str, tuple[NameKind, dict[str, str]]]:
    """The kind and the labels to show of those of ``ids``, which stand for entities, that pages name; of what they call it under this id alone
    where it is its ``own``."""
    t, m = schema.entity_labels.c, schema.entity_ids.c
    found: dict[str, tuple[NameKind, dict[str, str]]] = {}
    for some in batches(sorted(ids)):
        mine = select(t.entity, t.kind, t.language, t.label, t.pages).where(t.entity.in_(some))
        theirs = select(m.to, t.kind, t.language, t.label, t.pages).join(schema.entity_labels, t.entity == m.id).where(m.to.in_(some))
        rows = sorted(connection.execute(mine if own else mine.union_all(theirs)).all(), key=lambda row: str(row.entity))
        for entity, group in groupby(rows, key=lambda row: row.entity):
            found[entity] = _choice(list(group))
    return found


def _choice(rows: Sequence[AnyRow]) -> tuple[NameKind, dict[str, str]]:
    kinds: dict[NameKind, int] = {}
    forms: dict[str, dict[str, int]] = {}
    for row in rows:
        kinds[row.kind] = kinds.get(row.kind, 0) + row.pages
        of_language = forms.setdefault(row.language, {})
        of_language[row.label] = of_language.get(row.label, 0) + row.pages
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    return kind, {language: choose_label(forms[language]) for language in sorted(forms)}


def page_refs(connection: Connection, ids: Iterable[str]) -> dict[str, PageRef]:
    """Each page of ``ids`` as it stands in lists, by id."""
    wanted = sorted(set(ids))
    found: dict[str, PageRef] = {}
    p, c, b = schema.pages.c, schema.captures.c, schema.blocks.c
    for some in batches(wanted):
        title = func.substr(p.text, b.start + 1, b.end - b.start)
        query = select(b.page, title).join(schema.pages, p.id == b.page).where(b.page.in_(some), b.role == "title").order_by(b.page, b.n.desc())
        titles = {row[0]: row[1].strip() for row in connection.execute(query)}
        rows = connection.execute(
            select(p.source.label("first"), schema.captures).join(schema.pages, p.id == c.page).where(c.page.in_(some)).order_by(c.page, c.source)
        ).all()
        for page, group in groupby(rows, key=lambda row: row.page):
            captures = list(group)
            first = next(row for row in captures if row.source == row.first)
            # The capture whose reading is kept goes first, then the others by source.
            ordered = [first, *(row for row in captures if row is not first)]
            found[page] = PageRef(
                id=page,
                title=titles.get(page),
                outlets=tuple(dict.fromkeys(o for o in map(outlet, ordered) if o)),
                published=dated(first),
                source=first.source,
                url=first.url,
                fetched=first.fetched,
                captures=len(captures),
            )
    return found


def outlet(capture: AnyRow) -> OutletRef | None:
    """The outlet of a row of `captures`."""
    if capture.outlet is None:
        return None
    return OutletRef(label=capture.outlet, entity=capture.outlet_entity, basis=capture.outlet_basis)


def dated(capture: AnyRow) -> Dated | None:
    """The date of a row of `captures`."""
    if capture.published is None:
        return None
    return Dated(value=capture.published, basis=capture.published_basis, why=capture.published_why)


class Texts:
    """The texts of some pages, to quote from."""

    def __init__(self, connection: Connection, ids: Iterable[str]) -> None:
        p = schema.pages.c
        self._texts: dict[str, str] = {}
        for some in batches(sorted(set(ids))):
            self._texts.update((row.id, row.text) for row in connection.execute(select(p.id, p.text).where(p.id.in_(some))))

    def of(self, page: str) -> str:
        """The text of a page."""
        return self._texts[page]

    def quote(self, page: str, start: int, end: int) -> Quote:
        """The quote that a span marks."""
        text = self._texts[page]
        return quote(text, page, start, end)

    def beside(self, page: str, start: int, end: int, most: int) -> tuple[str, str]:
        """The text before and behind a span exactly as the page has it, at most so many code points of each."""
        text = self._texts[page]
        return text[max(0, start - most) : start], text[end : end + most]


def quote(text: str, page: str, start: int, end: int) -> Quote:
    """The quote of ``text[start:end]`` with its line and the context in it."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    before, after = text[line_start:start], text[end:line_end]
    if len(before) > CONTEXT:
        before = "…" + before[-CONTEXT:].partition(" ")[2]
    if len(after) > CONTEXT:
        after = after[:CONTEXT].rpartition(" ")[0] + "…"
    return Quote(
        page=page, start=start, end=end, line=text.count("\n", 0, start) + 1, before=before.lstrip(), quote=text[start:end], after=after.rstrip()
    )


def batches(items: Sequence[T], size: int = 500) -> Iterable[Sequence[T]]:
    """``items`` in runs that fit a statement's parameters."""
    return (items[i : i + size] for i in range(0, len(items), size))
