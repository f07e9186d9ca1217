"""Making the vectors of statements. All functions here run inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, func, insert, select, tuple_

from mahdar.record import schema
from mahdar.record.dialect import Held, hold
from mahdar.semantic.codes import packed
from mahdar.semantic.embedder import Floats

AT_ONCE = 64
"""Statements whose vectors are kept in one transaction."""

Key = tuple[str, str]
"""A statement: its page and its id."""


def lacking(connection: Connection, model: str, after: Key, limit: int = AT_ONCE) -> dict[Key, str]:
    """Some of the statements behind ``after`` that have no vector by ``model``, in their order, each with its words."""
    s, v = schema.statements.c, schema.vectors.c
    mine = (v.page == s.page) & (v.statement == s.id) & (v.model == model)
    query = select(s.page, s.id).outerjoin(schema.vectors, mine).where(tuple_(s.page, s.id) > after, v.n.is_(None))
    return words(connection, [(row.page, row.id) for row in connection.execute(query.order_by(s.page, s.id).limit(limit))])


def words(connection: Connection, keys: list[Key]) -> dict[Key, str]:
    """What is embedded of statements: the page's words for the speaker, and the content with its other parts."""
    s, p, e = schema.statements.c, schema.pages.c, schema.evidence.c
    some = tuple_(s.page, s.id).in_(keys)
    content = func.substr(p.text, s.start + 1, s.end - s.start).label("content")
    rows = connection.execute(select(s.page, s.id, s.speaker_label, content).join(schema.pages, p.id == s.page).where(some)).all()
    more: dict[Key, list[str]] = {}
    part = func.substr(p.text, e.start + 1, e.end - e.start)
    other = (e.owner_kind == "statement", e.field == "more", tuple_(e.page, e.owner).in_(keys))
    for page, owner, said in connection.execute(select(e.page, e.owner, part).join(schema.pages, p.id == e.page).where(*other).order_by(e.start)):
        more.setdefault((page, owner), []).append(said)
    found = {(row.page, row.id): " … ".join([row.content, *more.get((row.page, row.id), ())]) for row in rows}
    labels = {(row.page, row.id): row.speaker_label for row in rows}
    return {key: f"{labels[key]}: {found[key]}" if labels[key] else found[key] for key in keys if key in found}


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
