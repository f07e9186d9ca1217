"""Linking all pages that wait for it, in steps of one transaction each (`Record.link`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from mahdar import __version__
from mahdar.errors import MissingError
from mahdar.linking.linker import Linker
from mahdar.record import means
from mahdar.record.dialect import Held, hold
from mahdar.record.linking import Links, unlink_all, unlink_older, waiting

if TYPE_CHECKING:
    from mahdar.record.store import Record

_VECTORS = 8
"""Vectors of articles that are kept in one transaction; some seconds are lost with a process that is killed."""


def link(record: Record, linker: Callable[[str | None], Linker], linked: Callable[[int], None]) -> None:
    """Link the pages of ``record`` that wait for it, and settle it."""

    def some(connection: Connection) -> int | None:
        hold(connection, Held.LINKS)
        if means.model_of(connection) != model:
            return None  # Another process has the record linked otherwise now.
        return links.some(connection, __version__)

    done: int | None = None
    while done is None:
        waits, model = record.change(_begin)
        if not waits:
            break
        links = Links(linker(model))
        made = 1
        while made or done:
            try:
                made = _make_vectors(record, links)
            except MissingError:
                record.settle()
                raise
            done = record.change(some)
            if done is None:
                break
            if done:
                linked(done)
    record.settle()


def link_by(connection: Connection, model: str | None) -> None:
    """Have stories told by vectors by ``model``, or by words alone; where that is another way than before, how pages are linked is forgotten."""
    hold(connection, Held.LINKS)
    if means.model_of(connection) != model:
        means.set_model(connection, model)
        unlink_all(connection)


def _begin(connection: Connection) -> tuple[bool, str | None]:
    hold(connection, Held.LINKS)
    unlink_older(connection, __version__)
    return waiting(connection), means.model_of(connection)


def _make_vectors(record: Record, links: Links) -> int:
    """Make the vectors that the pages to be linked next lack; how many. As each takes half a second and more, that is outside of a transaction."""
    with record.read() as connection:
        lacking = sorted(links.lacking(connection).items())
    for start in range(0, len(lacking), _VECTORS):
        made = {page: (words, links.linker.vector(words)) for page, words in lacking[start : start + _VECTORS]}
        record.change(partial(means.keep_vectors, linker=links.linker, made=made))
    return len(lacking)
