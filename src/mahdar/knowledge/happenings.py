"""The form of ``happenings.tsv``: what happened on which day in which state, with the words by which pages tell it."""

from __future__ import annotations

from datetime import date

import msgspec

from mahdar.errors import DataError

_COLUMNS = 4


class Happening(msgspec.Struct, frozen=True):
    """What happened on a ``day`` in a ``state`` (id): ``en`` says what, and a sentence tells it with one of the words of each of ``words``."""

    day: date
    en: str
    state: str
    words: tuple[tuple[str, ...], ...]


def read_happenings(source: str, text: str) -> tuple[Happening, ...]:
    """The lines of ``text``. ``source`` is what errors call it. Raises `DataError` with the line, what was expected and what was got."""
    lines = [(number, line.split("\t")) for number, line in enumerate(text.split("\n"), 1) if line and not line.startswith("#")]
    return tuple(_happening(f"{source}, line {number}", cells) for number, cells in lines)


def _happening(where: str, cells: list[str]) -> Happening:
    if len(cells) < _COLUMNS or not all(cells):
        raise DataError(f"{where}: expected a day, what happened, the state and a column of words or more, got {len(cells)} columns")
    day, en, state, *words = cells
    try:
        return Happening(date.fromisoformat(day), en, state, tuple(tuple(column.split("|")) for column in words))
    except ValueError as error:
        raise DataError(f"{where}: expected a day (2017-10-30), got {day!r} ({error})") from None
