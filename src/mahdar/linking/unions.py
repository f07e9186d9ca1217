"""What belongs together where one leads to another, and so on (union-find, Galler and Fischer 1964)."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Unions(Generic[T]):
    """Sets of things that are joined two by two."""

    def __init__(self) -> None:
        self._leads: dict[T, T] = {}

    def join(self, one: T, other: T) -> None:
        """Both are of one set, and all that was of the set of either."""
        self._leads[self.of(other)] = self.of(one)

    def of(self, thing: T) -> T:
        """What stands for the set of ``thing``; the same for all of it. The way to it is cut in half on each walk."""
        leads = self._leads
        leads.setdefault(thing, thing)
        while (to := leads[thing]) != thing:
            leads[thing] = leads[to]
            thing = to
        return thing
