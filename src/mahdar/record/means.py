"""By what a record is linked, and the vectors of its articles. All functions here run inside the caller's transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, insert, select

from mahdar.linking.linker import Linkable, Linker
from mahdar.record import schema
from mahdar.record.dialect import upsert
from mahdar.record.queries.lookup import batches

_SIGN = "vector"


def model_of(connection: Connection) -> str | None:
    """What makes the vectors by which this record's stories are told; None where they are told by words alone."""
    m = schema.link_means.c
    return connection.execute(select(m.model).where(m.sign == _SIGN)).scalar()


def set_model(connection: Connection, model: str | None) -> None:
    """Have stories told by vectors by ``model``, or by words alone. What is linked otherwise is for the caller to forget."""
    connection.execute(delete(schema.link_means).where(schema.link_means.c.sign == _SIGN))
    if model is not None:
        connection.execute(insert(schema.link_means), [{"sign": _SIGN, "model": model}])


def vectors_of(connection: Connection, linker: Linker, pages: Iterable[Linkable]) -> tuple[dict[str, bytes], dict[str, str]]:
    """The kept vectors of ``pages``, and of those that lack one the words to make it of. A vector counts while the words are those that it was made
    of, whatever else of its page has changed."""
    wanted = {page.page: words for page in pages if (words := linker.opening(page)) is not None}
    kept: dict[str, bytes] = {}
    v = schema.article_vectors.c
    for some in batches(sorted(wanted)):
        for row in connection.execute(select(schema.article_vectors).where(v.page.in_(some), v.model == linker.model)):
            if row.digest == _digest(wanted[row.page]) and len(row.vector) == row.dims:
                kept[row.page] = bytes(row.vector)
    return kept, {page: words for page, words in wanted.items() if page not in kept}


def keep_vectors(connection: Connection, linker: Linker, made: Mapping[str, tuple[str, bytes]]) -> None:
    """Keep vectors of pages with the words that each was made of."""
    rows = [
        {"page": page, "model": linker.model, "digest": _digest(words), "dims": len(vector), "vector": vector}
        for page, (words, vector) in made.items()
    ]
    upsert(connection, schema.article_vectors, rows, setting=("model", "digest", "dims", "vector"))


def take_vectors(connection: Connection, other: Connection) -> None:
    """Take over the vectors by this record's model that ``other`` has of pages of both, where this one lacks them. Which are right is seen when they
    are used."""
    model, v = model_of(connection), schema.article_vectors.c
    if model is None:
        return
    have = set(connection.execute(select(v.page).where(v.model == model)).scalars())
    pages = set(connection.execute(select(schema.pages.c.id)).scalars()) - have
    theirs = other.execute(select(v.page).where(v.model == model)).scalars()
    for some in batches(sorted(pages.intersection(theirs))):
        rows = [dict(row) for row in other.execute(select(schema.article_vectors).where(v.page.in_(some))).mappings()]
        upsert(connection, schema.article_vectors, rows, setting=("model", "digest", "dims", "vector"))


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:32]
