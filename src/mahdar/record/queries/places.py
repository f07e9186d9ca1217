"""Places in a list from which it goes on: after the last item that was given, by what it is ordered by, so that the list may grow meanwhile
and the way to a place takes no longer the farther it is."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Generic, NamedTuple, TypeVar

import msgspec
from sqlalchemy import ColumnElement, and_, literal, or_

T = TypeVar("T")
K = TypeVar("K")
U = TypeVar("U")


class Place(msgspec.Struct, Generic[K], frozen=True, kw_only=True):
    """A place in a list: ``after`` the item with this key, or, where there is none, after the first ``passed``.

    ``passed`` items came before it. ``total`` is what the list was counted to hold when it was begun, where that is known: it isn't counted again.
    """

    after: K | None = None
    passed: int = 0
    total: int | None = None

    @property
    def skipped(self) -> int:
        """How many items are to be gone through to get there."""
        return self.passed if self.after is None else 0


class Stretch(msgspec.Struct, Generic[T, K], frozen=True, kw_only=True):
    """Items from a place on, of ``total`` (or more, where it says ``at_least``). ``last`` is the key of the last; None where nothing follows."""

    total: int
    items: tuple[T, ...]
    last: K | None
    at_least: bool = False

    def of(self, items: Sequence[U]) -> Stretch[U, K]:
        """The same stretch with other things for its items."""
        return Stretch(total=self.total, items=tuple(items), last=self.last, at_least=self.at_least)


class Number(NamedTuple):
    """The key of a short list that is made as a whole: how many items came before."""

    n: int


BEGINNING: Place[Any] = Place()


def beyond(order: Sequence[tuple[ColumnElement[Any], bool]], key: Sequence[Any]) -> list[ColumnElement[bool]]:
    """What a row must fulfil to come after ``key`` in an order by these columns, each with whether it descends."""
    after: ColumnElement[bool] | None = None
    # SQLAlchemy compares a column with no bare True or False.
    values = [literal(value, column.type) for (column, _), value in zip(order, key, strict=True)]
    for (column, descends), value in reversed(list(zip(order, values, strict=True))):
        further = column < value if descends else column > value
        after = further if after is None else or_(further, and_(column == value, after))
    assert after is not None
    column, descends = order[0]
    # The first by itself too, so that an index is entered there.
    return [column <= values[0] if descends else column >= values[0], after]


def cut(rows: Sequence[T], limit: int) -> tuple[Sequence[T], bool]:
    """At most ``limit`` of ``rows``, of which one more was asked for, and whether more follow."""
    return rows[:limit], len(rows) > limit


_VERSION = 1
_Count = Annotated[int, msgspec.Meta(ge=0, le=2**40)]


def question(*asked: Iterable[str]) -> str:
    """What tells one list with its filters from others: a hash of words, in any order of these."""
    return hashlib.sha256(msgspec.json.encode(sorted(list(words) for words in asked))).hexdigest()[:12]


def cursor_of(start: Place[K], found: Stretch[T, K], asked: str) -> str | None:
    """A word for the place behind ``found``, which began at ``start``, in the list that `question` tells as ``asked``; None at its end."""
    if found.last is None:
        return None
    told = msgspec.json.encode((_VERSION, asked, start.passed + len(found.items), found.total, found.last))
    return base64.urlsafe_b64encode(told).decode("ascii").rstrip("=")


def place_of(cursor: str, asked: str, key: type[K]) -> Place[K]:
    """The place that `cursor_of` put in a word. ``key`` is the type of what the list is ordered by. Raises ValueError for what is no cursor, or
    one of another list: its words are what was expected."""
    try:
        told = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        kind: Any = tuple[int, str, _Count, _Count, key]  # type: ignore[valid-type]
        version, of, passed, total, after = msgspec.json.decode(told, type=kind)
    except (ValueError, RecursionError, binascii.Error, msgspec.MsgspecError) as error:
        raise ValueError("a cursor as an answer has it, got another") from error
    if version != _VERSION or of != asked or not _sound(after):
        raise ValueError("a cursor of this list with the same filters, got one of another")
    return Place(after=after, passed=passed, total=total)


def _sound(after: object) -> bool:
    """Whether no part of a key is more than a store can compare with: whoever likes can write a cursor."""
    parts = after if isinstance(after, tuple) else (after,)
    return all(
        "\x00" not in part if isinstance(part, str) else part is None or (isinstance(part, int | float) and abs(part) <= 2**53) for part in parts
    )
