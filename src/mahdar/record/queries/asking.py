"""From the tree of a query to what the store's index is asked: words become terms, fields become marks, names become ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product, takewhile

import msgspec
from sqlalchemy import Connection, func, select

from mahdar.arabic import fold
from mahdar.record import schema
from mahdar.record.fulltext import Both, Either, Expression, Mark, Phrase, matching
from mahdar.record.indexing import EVERY, lowest, mark
from mahdar.record.queries.joins import same_as
from mahdar.record.searchdates import COARSE, asked_marks, day_number, first_day, last_day
from mahdar.search.analyzer import Analyzer
from mahdar.search.latin import LONGEST, latin
from mahdar.search.syntax import All, Dates, Has, Node, Not, Some, Sort, Type, Words

_READINGS = 8
"""So many ways to read a phrase are asked for."""
_NAMED = 40
"""So many entities may be meant by a name in a field."""
_BY_NAME = ("actor", "speaker", "addressee")
_NOTHING = Mark(":nothing")


class Asked(msgspec.Struct, frozen=True):
    """What is asked. ``scored`` are the patterns that rank a hit, each with the term that tells how rare it is; ``words`` what is marked in it:
    the readings of each word or phrase, and whether it is a beginning; ``distinct`` how many words or phrases these are readings of.

    ``sorts`` are those in which alone there may be hits, None for all. With ``days`` things whose first day is from the one to the other answer to
    ``expression``, and earlier ones to ``coarse``, None where nothing earlier can.
    """

    expression: Expression
    scored: tuple[tuple[str, str], ...]
    words: tuple[Phrase, ...]
    distinct: int
    sorts: frozenset[Type] | None
    days: tuple[int, int] | None
    coarse: Expression | None


def ask(connection: Connection, tree: Node, terms: Analyzer) -> Asked:
    """What the index is asked for ``tree``."""
    asking = _Asking(connection, terms)
    tree = _named(tree)
    each = list(_wanted(tree, asking))
    phrases = tuple(dict.fromkeys(phrase for readings in each for phrase in readings))
    scored = dict.fromkeys((f" {' '.join(p.terms)}{'' if p.starts else ' '}", p.terms[-1]) for p in phrases)
    parts = tree.of if isinstance(tree, All) else (tree,)
    sorts = {part.type for part in parts if isinstance(part, Sort)}
    # Numbers go by the day, so that a time which is asked for beside all else is a range of them: faster than to ask for each day of it.
    dates = [part for part in parts if isinstance(part, Dates)]
    time = asking.time(dates) if dates else None
    whole = asking.of(tree if time is None else All(tuple(part for part in parts if not isinstance(part, Dates))))
    if dates and time is None:
        whole = _NOTHING
    return Asked(
        expression=whole,
        scored=tuple(scored),
        words=phrases,
        distinct=len(each),
        sorts=(frozenset(sorts) if len(sorts) == 1 else frozenset()) if sorts else None,
        days=(day_number(str(time[0])), day_number(str(time[1]))) if time else None,
        coarse=Both((whole, Mark(mark(COARSE)), _of_time(*time))) if time else None,
    )


class _Asking:
    def __init__(self, connection: Connection, terms: Analyzer) -> None:
        self._connection = connection
        self._terms = terms

    def of(self, node: Node) -> Expression:
        if isinstance(node, Words):
            found = self.phrases(node)
            return _either(found) if found else Mark(EVERY)
        if isinstance(node, Has):
            return self._has(node)
        if isinstance(node, Sort):
            return Mark(mark(f"type:{node.type}"))
        if isinstance(node, Dates):
            return self._dates(node)
        if isinstance(node, Some):
            return _either([self.of(one) for one in node.of])
        parts = node.of if isinstance(node, All) else (node,)
        wanted = [self.of(one) for one in parts if not isinstance(one, Not)]
        unwanted = tuple(self.of(one.of) for one in parts if isinstance(one, Not))
        return Both(tuple(wanted) or (Mark(EVERY),), unwanted)

    def phrases(self, words: Words) -> list[Phrase]:
        """The ways to read the words: each is found by the terms of its readings, and a beginning as it is written too."""
        written = [place.term for place in self._terms.places(words.text)]
        if not written:
            return []
        each = [self._terms.terms(word) for word in self._terms.words(words.text)]
        found = [Phrase(way) for way, _ in zip(product(*each), range(_READINGS), strict=False)]
        found += [phrase for form in _in_arabic(words) if (phrase := Phrase(tuple(self._terms.line(form).split()))).terms]
        if words.starts:
            last = self._terms.words(words.text)[-1]
            begun = [(*way.terms[:-1], start) for way in found for start in self._terms.beginnings(last)]
            found += [Phrase(terms, starts=True) for terms in dict.fromkeys(begun)]
        return found

    def _has(self, node: Has) -> Expression:
        values = dict.fromkeys([node.value])
        if node.field == "outlet" and not self._is_outlet(node.value):
            values.update(dict.fromkeys(self._outlets(node.value)))
        elif node.field in _BY_NAME and not self._is_id(node.value):
            values.update(dict.fromkeys(self._called(node.value)))
        if node.field == "outlet" or node.field in _BY_NAME:
            values.update(dict.fromkeys(sorted(same_as(self._connection, values))))  # pages are found by the ids that they made
        return _either([Mark(mark(f"{node.field}:{value}")) for value in values])

    def _is_id(self, value: str) -> bool:
        k, m = schema.entity_labels.c, schema.entity_ids.c
        held = select(k.entity).where(k.entity == value).union_all(select(m.to).where(m.to == value))
        return self._connection.execute(held.limit(1)).first() is not None

    def _called(self, name: str) -> list[str]:
        """The entities that are named so."""
        phrases = self.phrases(Words(name))
        if not phrases:
            return []
        d, low = schema.search_docs.c, lowest("entity")
        found = matching(self._connection, _either(phrases), low, low + lowest("statement"), _NAMED).subquery()
        return list(self._connection.execute(select(d.item).where(d.n.in_(select(found.c.n))).order_by(d.item)).scalars())

    def _is_outlet(self, value: str) -> bool:
        c = schema.captures.c
        held = (c.outlet_entity == value) | (c.outlet_entity.is_(None) & (c.outlet == value))
        return self._connection.execute(select(c.page).where(held).limit(1)).first() is not None

    def _outlets(self, name: str) -> list[str]:
        """The outlets that are labelled so, in whatever spelling folds alike, or whose entity is named so."""
        c = schema.captures.c
        rows = self._connection.execute(select(c.outlet, c.outlet_entity).where(c.outlet.is_not(None)).distinct())
        labelled = {row.outlet_entity or row.outlet for row in rows if fold(row.outlet) == fold(name)}
        return sorted(labelled.union(self._called(name)))

    def _dates(self, node: Dates) -> Expression:
        time = self.time([node])
        return _of_time(*time) if time else _NOTHING

    def time(self, nodes: Sequence[Dates]) -> tuple[date, date] | None:
        """The first and the last day of what all of ``nodes`` mean, no more than pages may be of; None where nothing can be of it."""
        c = schema.captures.c
        # Each by itself is the first entry of an index.
        ends_of = (select(end(c.published)).where(c.published >= "1", c.published < "3").scalar_subquery() for end in (func.min, func.max))
        first, last = self._connection.execute(select(*ends_of)).one()
        if first is None:
            return None
        # Nothing is of before the first year or after the last; a range ends with its last year, which the greatest text need not name.
        ends = (date(int(first[:4]), 1, 1), date(max(int(last[:4]), int(last.rpartition("/")[2][:4] or 0)) + _SPAN, 12, 31))
        since = max([ends[0], *(first_day(node.since) for node in nodes if node.since)])
        until = min([ends[1], *(last_day(node.until) for node in nodes if node.until)])
        return (since, until) if since <= until else None


def _in_arabic(words: Words) -> list[str]:
    """What Latin words are as a name, in Arabic: together, else each by itself."""
    if words.starts or any("\u0600" <= char <= "\u06ff" for char in words.text):
        return []
    split, known = words.text.split(), latin()
    if found := known.words.get(fold(words.text), ()) if len(split) == 1 else known.name(split):
        return list(found)
    return [" ".join(way) for way, _ in zip(product(*map(known.word, split)), range(_READINGS), strict=False)] if len(split) > 1 else []


def _named(tree: Node) -> Node:
    """``tree`` with Latin names of several words, which stand there one by one, also asked for as a whole (United Nations: الأمم المتحدة)."""
    if isinstance(tree, Not):
        return Not(_named(tree.of))
    if isinstance(tree, Some):
        return Some(tuple(map(_named, tree.of)))
    if not isinstance(tree, All):
        return tree
    parts: list[Node] = []
    at = 0
    while at < len(tree.of):
        run = list(takewhile(lambda one: isinstance(one, Words) and not one.starts, tree.of[at : at + LONGEST]))
        for size in range(len(run), 1, -1):
            words = [one.text for one in run[:size] if isinstance(one, Words)]
            if forms := latin().name(words):
                parts.append(Some((All(tuple(run[:size])), *map(Words, forms))))
                at += size
                break
        else:
            parts.append(_named(tree.of[at]))
            at += 1
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _of_time(since: date, until: date) -> Expression:
    return _either([Mark(mark(value)) for value in asked_marks(since, until)])


_SPAN = 20
"""Years that a page's date may span."""


def _either(found: list[Phrase] | list[Mark] | list[Expression]) -> Expression:
    return found[0] if len(found) == 1 else Either(tuple(found))


def _wanted(node: Node, asking: _Asking) -> Iterator[list[Phrase]]:
    """The readings of each word or phrase that a hit is ranked by and that is marked in it: all but those that are not to be found."""
    if isinstance(node, Words):
        if found := asking.phrases(node):
            yield found
    elif isinstance(node, All | Some):
        for one in node.of:
            yield from _wanted(one, asking)
