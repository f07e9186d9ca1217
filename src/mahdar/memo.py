"""A memory of bounded size for what is computed again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Memo(dict[K, V], Generic[K, V]):
    """Maps a key to ``compute(key)``, computed once; forgets all when full. Unlike `functools.lru_cache` it can be pickled with
    the object that it belongs to.
    """

    def __init__(self, compute: Callable[[K], V], size: int) -> None:
        super().__init__()
        self._compute, self._size = compute, size

    def __missing__(self, key: K) -> V:
        if len(self) >= self._size:
            self.clear()
        value = self[key] = self._compute(key)
        return value

    def __reduce__(self) -> tuple[type[Memo[K, V]], tuple[Callable[[K], V], int]]:
        return type(self), (self._compute, self._size)
