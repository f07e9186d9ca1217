"""The one part of search that depends on the store: asking its full-text index which rows have some terms.

What is asked is an expression over terms (`Term`, `Phrase`, …) of `search_texts`, the same for every store; here it becomes a query of
SQLite's FTS5 or of PostgreSQL. Counting and ranking are done with rows, alike in both.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable
from typing import TypeAlias

import msgspec
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    column,
    func,
    literal_column,
    not_,
    or_,
    select,
    table,
    text,
    true,
)

from mahdar.record import schema


class Phrase(msgspec.Struct, frozen=True):
    """Terms next to one another in a thing's head or body; one alone is a word. ``starts``: the last is the beginning of one."""

    terms: tuple[str, ...]
    starts: bool = False


class Mark(msgspec.Struct, frozen=True):
    """A value among a thing's marks, as `mahdar.record.indexing.mark` writes it."""

    value: str


class Both(msgspec.Struct, frozen=True):
    """All of ``of``, and none of ``without``."""

    of: tuple[Expression, ...]
    without: tuple[Expression, ...] = ()


class Either(msgspec.Struct, frozen=True):
    """At least one of ``of``."""

    of: tuple[Expression, ...]


Expression: TypeAlias = Phrase | Mark | Both | Either

_INDEX = table("search_index")
_FOUND = text("search_terms(search_texts.marks, search_texts.head, search_texts.body) @@ CAST(:asked AS tsquery)")
_ROW: ColumnElement[int] = literal_column("search_index.rowid", BigInteger)


class Matches:
    """The numbers of the things that ``asked`` finds, of which ranges can be asked for."""

    def __init__(self, connection: Connection, asked: Expression) -> None:
        self._connection = connection
        self._asked = asked
        self._all: list[int] | None = None
        if connection.dialect.name == "postgresql":
            # What is dear in these queries is done by the index: to compile them, or to share them out, takes longer than they do.
            connection.execute(text("SET LOCAL jit = off"))
            connection.execute(text("SET LOCAL max_parallel_workers_per_gather = 0"))
        if connection.dialect.name == "sqlite" and _any(asked, lambda phrase: phrase.starts):
            # For a beginning FTS5 puts the rows of all its words together before it gives the first, whatever the range: once is enough.
            where = text("search_index MATCH :asked").bindparams(asked=fts5(asked))
            self._all = list(connection.execute(select(_ROW.label("n")).select_from(_INDEX).where(where).order_by(_ROW)).scalars())

    def latest(self, low: int, high: int, limit: int) -> FromClause:
        """Those from ``low`` to below ``high``, the greatest, at most ``limit``; in a column ``n``."""
        if self._all is None and self._connection.dialect.name == "sqlite":
            return matching(self._connection, self._asked, low, high, limit).subquery()
        if self._all is None:
            given = json.dumps(self._near(low, high, limit))
            each = text("SELECT CAST(value AS bigint) AS n FROM json_array_elements_text(CAST(:given AS json)) AS value").bindparams(given=given)
            return each.columns(column("n", BigInteger)).subquery()
        first, last = bisect_left(self._all, low), bisect_left(self._all, high)
        given = json.dumps(self._all[max(first, last - limit) : last])
        return select(func.json_each(given).table_valued("value").c.value.label("n")).subquery()

    def count(self, low: int, high: int, limit: int) -> int:
        """How many are from ``low`` to below ``high``, or ``limit``, where there are no less."""
        if self._all is not None:
            return min(bisect_left(self._all, high) - bisect_left(self._all, low), limit)
        found = matching(self._connection, self._asked, low, high, limit, ordered=False).subquery()
        return self._connection.execute(select(func.count()).select_from(found)).scalar_one()

    def _near(self, low: int, high: int, limit: int) -> list[int]:
        """The greatest from ``low`` to below ``high``, looked for among the latest things first.

        SQLite's index gives its rows in order and stops. PostgreSQL's gives all of a word, whose rows are to be read before the first is known;
        of a frequent word there are enough among few.
        """
        n = schema.search_texts.c.n
        among = select(n).where(n.between(low, high - 1)).order_by(n.desc()).offset(limit * _AMONG).limit(1)
        near = None if has_phrases(self._asked) else self._connection.execute(among).scalar()
        for start in (near, low):
            if start is not None:
                found = list(self._connection.execute(matching(self._connection, self._asked, start, high, limit)).scalars())
                if len(found) == limit:
                    break
        return found


_AMONG = 10
"""Among so many times as many things as are wanted it is looked first."""


def matching(connection: Connection, asked: Expression, low: int, high: int, limit: int, *, ordered: bool = True) -> Select[int]:
    """The numbers from ``low`` to below ``high`` of what ``asked`` finds, at most ``limit``: the greatest, or any, where not ``ordered``."""
    if connection.dialect.name == "sqlite":
        where = text("search_index MATCH :asked").bindparams(asked=fts5(asked))
        found = select(_ROW.label("n")).select_from(_INDEX).where(where, _ROW.between(low, high - 1)).limit(limit)
        return found.order_by(_ROW.desc()) if ordered else found
    t = schema.search_texts
    every = select(t.c.n).where(_FOUND.bindparams(asked=tsquery(asked)), t.c.n.between(low, high - 1))
    if not has_phrases(asked):
        if not ordered:
            return every.limit(limit)
        apart = every.offset(0).subquery()  # else it would go through the rows in order, working out the terms of each
        return select(apart.c.n).order_by(apart.c.n.desc()).limit(limit)
    # Its index doesn't know which words are neighbours. Those that have them all are looked at one by one, the latest first, until there are enough.
    near = every.order_by(t.c.n.desc()).offset(0).subquery()
    here = select(true().label("found")).where(t.c.n == near.c.n, _looked(asked)).lateral()
    return select(near.c.n).select_from(near.join(here, true())).order_by(near.c.n.desc()).limit(limit)


def has_phrases(asked: Expression) -> bool:
    """Whether ``asked`` has a phrase of several words."""
    return _any(asked, lambda phrase: len(phrase.terms) > 1)


def _any(asked: Expression, of: Callable[[Phrase], bool]) -> bool:
    if isinstance(asked, Phrase):
        return of(asked)
    if isinstance(asked, Mark):
        return False
    return any(_any(one, of) for one in (*asked.of, *(asked.without if isinstance(asked, Both) else ())))


def tsquery(asked: Expression) -> str:
    """What has all words of the expression in PostgreSQL's query language, wherever they stand: no less than what it finds."""
    if isinstance(asked, Phrase):
        *first, last = asked.terms
        return f"({' & '.join([*map(_lexeme, first), _lexeme(last) + (':*' if asked.starts else '')])})"
    if isinstance(asked, Mark):
        return _lexeme(asked.value)
    if isinstance(asked, Either):
        return f"({' | '.join(map(tsquery, asked.of))})"
    without = [f"!{tsquery(one)}" for one in asked.without if not has_phrases(one)]
    return f"({' & '.join([*map(tsquery, asked.of), *without])})"


def _lexeme(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _looked(asked: Expression) -> ColumnElement[bool]:
    """Whether a row of `search_texts` is found by the expression, told by looking at its words."""
    t = schema.search_texts.c
    if isinstance(asked, Phrase):
        words = f" {' '.join(asked.terms)}{'' if asked.starts else ' '}"
        return or_(*(func.strpos(" " + column + " ", words) > 0 for column in (t.head, t.body)))
    if isinstance(asked, Mark):
        return func.strpos(func.lower(" " + t.marks + " "), f" {asked.value} ") > 0
    if isinstance(asked, Either):
        return or_(*map(_looked, asked.of))
    return and_(*map(_looked, asked.of), *(not_(_looked(one)) for one in asked.without))


def fts5(asked: Expression) -> str:
    """The expression in FTS5's query language. No mark is a word or begins as one does, so that all columns are asked, which is faster."""
    if isinstance(asked, Phrase):
        return f'"{" ".join(asked.terms)}"{" *" if asked.starts else ""}'
    if isinstance(asked, Mark):
        return '"' + asked.value.replace('"', '""') + '"'
    if isinstance(asked, Either):
        return f"({' OR '.join(map(fts5, asked.of))})"
    found = f"({' AND '.join(map(fts5, asked.of))})"
    return f"({found} NOT ({' OR '.join(map(fts5, asked.without))}))" if asked.without else found
