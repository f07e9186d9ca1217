"""What somebody may mean who has begun to write: names in any spelling, and a few statements.

`Names` holds the words of all names in memory, in order, so that a beginning costs a look-up, however many pages there are: spellings that pages
have, what the knowledge calls the same things in Latin letters, and the words of ids, which transliterate what nobody has named otherwise.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import islice

from sqlalchemy import Connection, func, select

from mahdar.arabic import fold
from mahdar.model import NameKind, Noun
from mahdar.record import schema
from mahdar.record.answers import StatementAnswer
from mahdar.record.fulltext import Both, Expression, Mark, Phrase, matching
from mahdar.record.indexing import lowest, mark
from mahdar.record.queries.joins import standing_ids, stands_for
from mahdar.record.queries.lookup import known_names, shown
from mahdar.record.queries.statements import some_statements
from mahdar.search.analyzer import analyzer

LONGEST = 80
"""Code points of what is begun that are looked at."""
WORDS = 6
"""Words of it that are looked at, the last."""
_END = "\U0010ffff"
_LOOKED = 20_000
"""So many names that begin so are looked at; more begin only so with a letter or two, of which all are meant."""


class NameFound(Noun, frozen=True, kw_only=True):
    """A thing that may be meant: its labels by language, and about how many pages name it. ``called`` says that it is named just so."""

    id: str
    kind: NameKind | None
    label: dict[str, str]
    pages: int
    called: bool


class Names:
    """All names of a record, to be looked up by the beginnings of their words."""

    def __init__(self, connection: Connection) -> None:
        pages = _pages(connection)
        self._ids = sorted(pages, key=lambda id_: (-pages[id_], id_))
        """Entities by the number of pages that name them, so that the first of any are the best."""
        number = {id_: n for n, id_ in enumerate(self._ids)}
        self._pages = array("l", (pages[id_] for id_ in self._ids))
        words: dict[str, set[int]] = {}
        self._whole: dict[str, set[int]] = {}
        for entity, name in _names(connection):
            n = number.get(entity)
            folded = fold(name) if n is not None else ""
            if n is None or not folded:
                continue
            self._whole.setdefault(folded, set()).add(n)
            for word in _words(folded):
                words.setdefault(word, set()).add(n)
        self._words = sorted(words)
        self._of = [array("l", sorted(words[word])) for word in self._words]

    def begun(self, connection: Connection, written: str, *, limit: int = 8) -> tuple[NameFound, ...]:
        """The things with a name that has all words of ``written``, the last as a beginning: those named just so, then those of most pages."""
        folded = fold(written[:LONGEST])
        asked = folded.split()[-WORDS:]
        if not asked:
            return ()
        last = self._starting(asked[-1])
        for word in asked[:-1]:
            last &= self._starting(word)
        called = self._whole.get(folded, set())
        best = nsmallest(limit, last | called, key=lambda n: (n not in called, n))
        labels = shown(connection, [self._ids[n] for n in best])
        none: tuple[NameKind | None, dict[str, str]] = (None, {})
        return tuple(
            NameFound(id=self._ids[n], kind=kind, label=label, pages=self._pages[n], called=n in called)
            for n in best
            for kind, label in [labels.get(self._ids[n], none)]
        )

    def _starting(self, word: str) -> set[int]:
        """The things of which a word of a name begins so, as it is written or with another spelling that stands for it."""
        found: set[int] = set()
        for start in dict.fromkeys((word, analyzer().spelling(word))):
            low, high = bisect_left(self._words, start), bisect_left(self._words, start + _END)
            found.update(islice((n for numbers in self._of[low:high] for n in numbers), _LOOKED))
        return found


def said(connection: Connection, written: str, *, limit: int = 3) -> tuple[StatementAnswer, ...]:
    """The latest statements with all words of ``written``; the last word may be but begun where none has it as it stands."""
    places = analyzer().places(written[:LONGEST])[-WORDS:]
    if not places or len(places[-1].term) < _SHORTEST:
        return ()
    words = [Phrase((place.term,)) for place in places]
    rows = _latest(connection, words, limit)
    if not rows and len(places) > 1 and (starts := analyzer().beginnings(written[places[-1].start : places[-1].end])):
        rows = _latest(connection, [*words[:-1], Phrase(starts[:1], starts=True)], limit)
    told = {(one.page.id, one.id): one for one in some_statements(connection, rows)}
    return tuple(told[key] for key in rows)


_SHORTEST = 3
"""Letters of a word of which statements are looked for."""


def _latest(connection: Connection, words: Sequence[Phrase], limit: int) -> list[tuple[str, str]]:
    low = lowest("statement")
    asked: Expression = Both((*words, Mark(mark("type:statement"))))
    # Copies have the same words: of a few more those with other ones are told.
    numbers = matching(connection, asked, low, lowest("meeting"), limit * 3).subquery()
    d = schema.search_docs.c
    rows = connection.execute(select(d.page, d.item).join(numbers, numbers.c.n == d.n).order_by(d.n.desc()))
    return list({item: (page, item) for page, item in rows}.values())[:limit]


def _pages(connection: Connection) -> dict[str, int]:
    """About how many pages name each entity: as many as call it something in one language (`mahdar.record.queries.search`)."""
    k = schema.entity_labels.c
    counted = select(stands_for(k.entity), func.sum(k.pages)).select_from(standing_ids(schema.entity_labels, k.entity))
    found: dict[str, int] = {}
    for entity, pages in connection.execute(counted.group_by(stands_for(k.entity), k.language)):
        found[entity] = max(found.get(entity, 0), int(pages))
    return found


def _names(connection: Connection) -> Iterator[tuple[str, str]]:
    """Each entity, by the id that stands for it, with each of its names."""
    s = schema.spellings.c
    named = select(stands_for(s.entity), s.entity, s.form).select_from(standing_ids(schema.spellings, s.entity))
    ids: set[tuple[str, str]] = set()
    for entity, own, form in connection.execute(named):
        ids.add((entity, own))
        yield entity, form
    known = known_names()
    for entity, own in ids:
        yield entity, own.rpartition(":")[2].replace("-", " ")
        for name in known.get(own, ()):
            yield entity, name


def _words(folded: str) -> Iterator[str]:
    """The words of a name, those with an article also without it."""
    for word in folded.replace("-", " ").split():
        yield word
        if word.startswith("ال") and len(word) > 4:
            yield word[2:]
