"""Statements that say the like of a sentence or of a statement, by their vectors (`mahdar.semantic`).

The signs of all vectors are held in memory, once for a record that is open, and added to as statements are embedded; the nearest by these are
compared by the kept vectors. Statements in the same words, as of one agency's text in ten outlets, are told once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from weakref import WeakKeyDictionary

import msgspec
from sqlalchemy import Connection, Engine, func, select, tuple_

from mahdar.errors import UsageError
from mahdar.linking.aligned import content_words
from mahdar.record import schema
from mahdar.record.fulltext import Mark
from mahdar.record.queries.asking import Asked
from mahdar.record.queries.hits import results
from mahdar.record.queries.lookup import batches
from mahdar.record.queries.search import Hit
from mahdar.record.search_answers import LikeAnswer
from mahdar.semantic.codes import Codes, unpacked
from mahdar.semantic.embedder import LEAST_ASKED, LEAST_LIKE, Embedder, Floats, shipped

CANDIDATES = 500
"""So many vectors, the nearest by their signs, are compared."""
_FOLDED, _LONGER = 0.8, 0.5
"""Statements are in the same words where they have these shares of the shorter and of the longer one's in common."""
_AT_ONCE = 5_000
_UNMARKED = Asked(Mark(""), (), (), distinct=0, sorts=None, days=None, coarse=None)


class _Held(msgspec.Struct):
    """The codes of one record, by one model."""

    model: str
    codes: Codes


_HELD: WeakKeyDictionary[Engine, _Held] = WeakKeyDictionary()
_LOCK = Lock()


class _Near(msgspec.Struct, frozen=True):
    page: str
    id: str
    score: float


def has_vectors(connection: Connection) -> bool:
    """Whether any statement of the record has a vector."""
    return _model(connection) is not None


def similar(connection: Connection, like: str, *, limit: int = 10, embedder: Callable[[], Embedder] = shipped) -> LikeAnswer:
    """The statements that say the like of ``like``, the likest first: a sentence in Arabic, English or another language, or a statement's id.

    Below a likeness of `LEAST_ASKED` (`LEAST_LIKE`, of a statement) nothing is told. ``embedder`` is made for a sentence alone. Raises
    `UsageError` where statements have no vectors yet (`mahdar embed`), or where the extra ``semantic`` is missing.
    """
    model = _model(connection)
    if model is None:
        raise UsageError("expected statements with vectors, got a record that has none; `mahdar embed RECORD` makes them")
    asked = _kept(connection, like, model)
    if asked is not None:
        (page, vector), least = asked, LEAST_LIKE
        own = [_Near(page, like, 1.0)]
    else:
        made = embedder()
        if made.model != model:
            raise UsageError(f"expected vectors by {made.model}, got vectors by {model}; `mahdar embed RECORD` makes them anew")
        vector, least, own = made.query(like), LEAST_ASKED, []
    near = [one for one in _nearest(connection, model, vector) if one.score >= least and (one.page, one.id) not in {(o.page, o.id) for o in own}]
    groups = _folded(connection, [*own, *near], limit + len(own))
    same = groups.pop(0)[1:] if own else []
    hits = [Hit(0, "statement", group[0].id, group[0].page, group[0].score) for group in groups[:limit]]
    told = zip(results(connection, hits, _UNMARKED), groups, strict=False)
    found = tuple(msgspec.structs.replace(result, same=_ids(group[1:])) for result, group in told)
    return LikeAnswer(like=like, statement=like if own else None, same=_ids(same), least=least, results=found)


def _ids(group: Sequence[_Near]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.id for one in group))


def _model(connection: Connection) -> str | None:
    """The model of the latest vectors."""
    v = schema.vectors.c
    return connection.execute(select(v.model).order_by(v.n.desc()).limit(1)).scalar()


def _kept(connection: Connection, like: str, model: str) -> tuple[str, Floats] | None:
    """The page and the vector of the statement ``like``; None where there is none of this id. Raises `UsageError` where it has no vector."""
    s, v = schema.statements.c, schema.vectors.c
    page = connection.execute(select(s.page).where(s.id == like).order_by(s.page).limit(1)).scalar()
    if page is None:
        return None
    row = connection.execute(select(v.vector, v.dims).where(v.page == page, v.statement == like, v.model == model)).first()
    if row is None:
        raise UsageError(f"expected a vector of the statement {like}, got none: it says too little, or `mahdar embed RECORD` is to make it")
    return page, unpacked([row.vector], row.dims)[0]


def _nearest(connection: Connection, model: str, vector: Floats) -> list[_Near]:
    """The statements whose vectors are nearest, in the order of their likeness."""
    v = schema.vectors.c
    for anew in (False, True):
        numbers = _codes(connection, model, len(vector), anew=anew).nearest(vector, CANDIDATES)
        rows = [
            row
            for some in batches(sorted(numbers))
            for row in connection.execute(select(v.page, v.statement, v.vector).where(v.n.in_(some), v.model == model))
        ]
        if len(rows) * 2 >= len(numbers):
            break  # else most of what is held is of statements that are gone
    if not rows:
        return []
    scores = unpacked([row.vector for row in rows], len(vector)) @ vector
    found = [_Near(row.page, row.statement, round(float(score), 4)) for row, score in zip(rows, scores, strict=True)]
    return sorted(found, key=lambda one: (-one.score, one.page, one.id))


def _codes(connection: Connection, model: str, dims: int, *, anew: bool) -> Codes:
    """The signs of all vectors by ``model``."""
    v = schema.vectors.c
    with _LOCK:
        held = _HELD.get(connection.engine)
        if held is None or held.model != model or anew:
            held = _HELD[connection.engine] = _Held(model, Codes(dims))
        codes = held.codes
    with codes.lock:
        while rows := connection.execute(select(v.n, v.vector).where(v.n > codes.last, v.model == model).order_by(v.n).limit(_AT_ONCE)).all():
            codes.add([row.n for row in rows], [row.vector for row in rows])
    return codes


def _folded(connection: Connection, near: Sequence[_Near], wanted: int) -> list[list[_Near]]:
    """``near`` in groups of the same words, in the order of their first; not more than are ``wanted``, and one."""
    groups: list[tuple[frozenset[str], list[_Near]]] = []
    for start in range(0, len(near), _LOOKED):
        some = near[start : start + _LOOKED]
        words = _words(connection, some)
        for one in some:
            mine = words[one.page, one.id]
            group = next((members for theirs, members in groups if _same(mine, theirs)), None)
            if group is not None:
                group.append(one)
            elif len(groups) < wanted:
                groups.append((mine, [one]))
        if len(groups) >= wanted:
            break
    return [members for _, members in groups]


_LOOKED = 40
"""So many statements are compared word by word at once."""


def _words(connection: Connection, near: Sequence[_Near]) -> dict[tuple[str, str], frozenset[str]]:
    s, p = schema.statements.c, schema.pages.c
    content = func.substr(p.text, s.start + 1, s.end - s.start)
    keys = tuple_(s.page, s.id).in_([(one.page, one.id) for one in near])
    rows = connection.execute(select(s.page, s.id, content).join(schema.pages, p.id == s.page).where(keys))
    return {(page, id_): content_words(words) for page, id_, words in rows}


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    both = len(one & other)
    return both >= _FOLDED * shorter and both >= _LONGER * longer
