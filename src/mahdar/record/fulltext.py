"""The one part of search that depends on the store: asking its full-text index which rows have some terms.

What is asked is an expression over terms (`Term`, `Phrase`, …) of `search_texts`, the same for every store; here it becomes an FTS5 query. A store
with another index needs its own rendering of the expression and its own `matching`, and nothing else: counting and ranking are done with rows.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec
from sqlalchemy import BigInteger, ColumnElement, Select, literal_column, select, table, text


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

_INDEX = table("search_index")
_ROW: ColumnElement[int] = literal_column("search_index.rowid", BigInteger)


def matching(asked: Expression, low: int, high: int, limit: int | None) -> Select[int]:
    """The numbers from ``low`` to below ``high`` of the things that ``asked`` finds, the greatest first, at most ``limit``."""
    found = select(_ROW.label("n")).select_from(_INDEX).where(text("search_index MATCH :asked").bindparams(asked=fts5(asked)))
    found = found.where(low <= _ROW, high > _ROW)
    return found if limit is None else found.order_by(_ROW.desc()).limit(limit)


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
