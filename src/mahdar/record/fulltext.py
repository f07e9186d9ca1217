"""The one part of search that depends on the store: asking its full-text index which rows have some terms.

What is asked is an expression over terms (`Term`, `Phrase`, …) of `search_texts`, the same for every store; here it becomes a query of
SQLite's FTS5 or of PostgreSQL (configuration `simple`). Counting and ranking are done with rows, alike in both.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec
from sqlalchemy import BigInteger, ColumnElement, Connection, Select, literal_column, select, table, text


class Phrase(msgspec.Struct, frozen=True):
    """Terms next to one another in a thing's head or body; one alone is a word. ``starts``: the last is the beginning of one."""

    terms: tuple[str, ...]
    starts: bool = False


class Mark(msgspec.Struct, frozen=True):
    """A term among a thing's marks."""

    term: str


class Both(msgspec.Struct, frozen=True):
    """All of ``of``, and none of ``without``."""

    of: tuple[Expression, ...]
    without: tuple[Expression, ...] = ()


class Either(msgspec.Struct, frozen=True):
    """At least one of ``of``."""

    of: tuple[Expression, ...]


Expression: TypeAlias = Phrase | Mark | Both | Either

_INDEX, _TEXTS = table("search_index"), table("search_texts")
_NUMBER: ColumnElement[int] = literal_column("search_texts.n", BigInteger)
_VECTOR = "to_tsvector(CAST('simple' AS regconfig), search_texts.head || ' q0 ' || search_texts.body || ' q0 ' || search_texts.marks)"
_ROW: ColumnElement[int] = literal_column("search_index.rowid", BigInteger)


def matching(connection: Connection, asked: Expression, low: int, high: int, limit: int | None) -> Select[int]:
    """The numbers from ``low`` to below ``high`` of the things that ``asked`` finds, the greatest first, at most ``limit``."""
    if connection.dialect.name == "sqlite":
        number, where = _ROW, text("search_index MATCH :asked").bindparams(asked=fts5(asked))
    else:
        number, where = _NUMBER, text(f"{_VECTOR} @@ to_tsquery('simple', :asked)").bindparams(asked=tsquery(asked))
    found = select(number.label("n")).select_from(_INDEX if number is _ROW else _TEXTS).where(where, number >= low, number < high)
    return found if limit is None else found.order_by(number.desc()).limit(limit)


def tsquery(asked: Expression) -> str:
    """The expression in PostgreSQL's query language, for a vector of head, body and marks one behind the other, with `q0` between."""
    if isinstance(asked, Phrase):
        *first, last = asked.terms
        return f"({' <-> '.join([*(_quoted(term) for term in first), _quoted(last) + (':*' if asked.starts else '')])})"
    if isinstance(asked, Mark):
        return _quoted(asked.term)
    if isinstance(asked, Either):
        return f"({' | '.join(map(tsquery, asked.of))})"
    return f"({' & '.join([*map(tsquery, asked.of), *(f'!{tsquery(one)}' for one in asked.without)])})"


def _quoted(term: str) -> str:
    return f"'{term}'"


def fts5(asked: Expression) -> str:
    """The expression in FTS5's query language. Terms have letters and digits alone, so that quoting them is enough."""
    if isinstance(asked, Phrase):
        return f'{{head body}} : "{" ".join(asked.terms)}"{" *" if asked.starts else ""}'
    if isinstance(asked, Mark):
        return f'marks : "{asked.term}"'
    if isinstance(asked, Either):
        return f"({' OR '.join(map(fts5, asked.of))})"
    found = f"({' AND '.join(map(fts5, asked.of))})"
    return f"({found} NOT ({' OR '.join(map(fts5, asked.without))}))" if asked.without else found
