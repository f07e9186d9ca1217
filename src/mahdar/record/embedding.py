"""Making the vectors of statements. All functions here run inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select, tuple_

from mahdar.linking.aligned import content_words
from mahdar.record import schema
from mahdar.record.dialect import Held, hold
from mahdar.record.queries.lookup import AnyRow
from mahdar.semantic.codes import packed
from mahdar.semantic.embedder import Floats

AT_ONCE = 64
"""Statements whose vectors are kept in one transaction."""

FEWEST = 3
"""Contents of fewer words say too little to be compared."""
NEAR = 120
"""So many code points before and after the content its speaker and its cue are sought, as they are in its sentence."""

Key = tuple[str, str]
"""A statement: its page and its id."""


def lacking(connection: Connection, model: str, after: Key, limit: int = AT_ONCE) -> list[Key]:
    """Some of the statements behind ``after`` that have no vector by ``model``, in their order."""
    s, v = schema.statements.c, schema.vectors.c
    mine = (v.page == s.page) & (v.statement == s.id) & (v.model == model)
    query = select(s.page, s.id).outerjoin(schema.vectors, mine).where(tuple_(s.page, s.id) > after, v.n.is_(None))
    return [(row.page, row.id) for row in connection.execute(query.order_by(s.page, s.id).limit(limit))]


def words(connection: Connection, keys: list[Key]) -> dict[Key, str]:
    """What is embedded of statements: the stretch of the page from the speaker or the cue to the end of the content, as a sentence tells more than
    its parts, with the speaker before it where he isn't named there. Those that say next to nothing by themselves (أكد ذلك) aren't among them."""
    s, p, e = schema.statements.c, schema.pages.c, schema.evidence.c
    more: dict[Key, list[tuple[int, int]]] = {}
    other = (e.owner_kind == "statement", e.field == "more", tuple_(e.page, e.owner).in_(keys))
    for row in connection.execute(select(e.page, e.owner, e.start, e.end).where(*other).order_by(e.start)):
        more.setdefault((row.page, row.owner), []).append((row.start, row.end))
    query = select(schema.statements, p.text).join(schema.pages, p.id == s.page).where(tuple_(s.page, s.id).in_(keys))
    found: dict[Key, str] = {}
    for row in connection.execute(query):
        parts = [(row.start, row.end), *more.get((row.page, row.id), ())]
        if len(content_words(" ".join(row.text[start:end] for start, end in parts))) >= FEWEST:
            found[row.page, row.id] = _told(row, parts)
    return {key: found[key] for key in keys if key in found}


def _told(row: AnyRow, parts: list[tuple[int, int]]) -> str:
    start, end = min(part[0] for part in parts), max(part[1] for part in parts)
    heads = [(row.cue_start, row.cue_end), (row.speaker_start, row.speaker_end)]
    near = [head for head in heads if head[0] is not None and start - NEAR <= head[0] and head[1] <= end + NEAR]
    start, end = min([start, *(head[0] for head in near)]), max([end, *(head[1] for head in near)])
    told = " ".join(row.text[start:end].split())
    return told if row.speaker_label is None or heads[1] in near else f"{row.speaker_label}: {told}"


def keep(connection: Connection, model: str, said: Mapping[Key, str], vectors: Floats) -> int:
    """Keep the vectors of statements, made of what they ``said``; those that have changed since, or have one by now, are passed over. How many are
    kept."""
    hold(connection, Held.VECTORS)  # so that who reads later sees no lesser number that it didn't see before
    keys = list(said)
    v = schema.vectors.c
    mine = tuple_(v.page, v.statement).in_(keys)
    have = {(row.page, row.statement) for row in connection.execute(select(v.page, v.statement).where(mine, v.model == model))}
    connection.execute(delete(schema.vectors).where(mine, v.model != model))
    now = words(connection, keys)
    rows = [
        {"page": key[0], "statement": key[1], "model": model, "dims": vectors.shape[1], "vector": packed(vector)}
        for key, vector in zip(keys, vectors, strict=True)
        if key not in have and now.get(key) == said[key]
    ]
    if rows:
        connection.execute(insert(schema.vectors), rows)
    return len(rows)
