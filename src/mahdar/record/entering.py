"""Entering what people ask to be corrected, and what has to follow: the same for the command line and the reading room."""

from __future__ import annotations

from collections.abc import Sequence

from mahdar.errors import MissingError
from mahdar.linking.linker import shipped
from mahdar.record.edits import Edit, changes
from mahdar.record.judging import Judged
from mahdar.record.store import Record


def enter(record: Record, edits: Sequence[Edit], *, who: str, why: str | None = None) -> tuple[Judged, ...]:
    """Judge as ``edits`` ask, all of them or none. Raises `UsageError` where one of them can't be."""
    with record.read() as connection:
        wanted = [change for edit in edits for change in changes(connection, edit)]
    return record.judge(*wanted, who=who, why=why)


def linked(record: Record) -> str | None:
    """Link the pages that changed, so that stories and meetings are told of what they say now. What was entered stands in any case: where linking
    needs an extra that isn't installed here the pages wait, and this says which."""
    try:
        record.link(shipped)
    except MissingError as error:
        return str(error)
    return None
