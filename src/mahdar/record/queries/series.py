"""Dossiers beside a record, and what series of meetings are called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from sqlalchemy import Connection, func, select

from mahdar.knowledge import Dossier, load_dossiers
from mahdar.record import schema
from mahdar.record.queries.lookup import batches, known_labels

Dossiers = Mapping[str, Dossier]
"""Dossiers by id, beside which meetings are set."""

Label = dict[str, str]
"""What something is called, by language."""

_FOR = "ل"
_OWN = ("لجن", "لقاء")
"""Nouns of meetings and bodies (committee, meeting) that begin with that letter themselves."""


@lru_cache(maxsize=1)
def shipped() -> Dossiers:
    """The shipped dossiers."""
    return {dossier.id: dossier for dossier in load_dossiers()}


def series_labels(connection: Connection, series: Iterable[str | None], dossiers: Dossiers | None = None) -> dict[str, Label]:
    """What each of ``series`` is called: by its dossier, else by the knowledge, else in the words by which pages of the record call it.

    The id of a series that no list knows is those words in Latin letters, which nobody wants to read.
    """
    beside = shipped() if dossiers is None else dossiers
    wanted = {one for one in series if one is not None}
    found = {i: {"ar": beside[i].ar, "en": beside[i].en} for i in wanted & set(beside)}
    found |= {i: known_labels()[i] for i in wanted - set(found) if i in known_labels()}
    return found | _in_words(connection, wanted - set(found))


def _in_words(connection: Connection, series: Iterable[str]) -> dict[str, Label]:
    """The words of pages for series, those of most tellings first, then the longest."""
    m, e, p = schema.meetings.c, schema.evidence.c, schema.pages.c
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for some in batches(sorted(series)):
        words = func.substr(p.text, e.start + 1, e.end - e.start)
        before = func.substr(p.text, e.start, 1)
        query = (
            select(m.series, words.label("words"), before.label("before"))
            .join(schema.evidence, (e.page == m.page) & (e.owner_kind == "meeting") & (e.owner == m.id) & (e.field == "series"))
            .join(schema.pages, p.id == m.page)
            .where(m.series.in_(some), e.n == 0)
        )
        for row in connection.execute(query):
            said[row.series][_whole(" ".join(row.words.split()), row.before)] += 1
    return {one: {"ar": min(forms, key=lambda form: (-forms[form], -len(form), form))} for one, forms in said.items()}


def _whole(words: str, before: str) -> str:
    """Words from which a preposition was parted with the first letter of the article, whole again: (ل)لقمة العربية is القمة العربية, and
    (ل)لجنة المشتركة, whose noun begins with the same letter, اللجنة المشتركة."""
    if not before == words[:1] == _FOR:
        return words
    return f"ال{words}" if words.startswith(_OWN) else f"ا{words}"
