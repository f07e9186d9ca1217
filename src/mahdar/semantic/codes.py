"""Vectors as they are kept and looked through.

A vector is kept as one signed byte for each number, for only its direction counts. To look through many, the signs alone are held in memory, one
bit for each number (Charikar 2002): those that differ from the asked ones in the fewest bits are the candidates, and whoever asks compares these
by the kept vectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

import numpy as np
import numpy.typing as npt

from mahdar.semantic.embedder import Floats

Bits = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]

_ROOM = 4_096
"""Vectors for which there is room at first."""


def packed(vector: Floats) -> bytes:
    """``vector`` as it is kept: its numbers in signed bytes, the greatest of them 127 or -127."""
    greatest = float(np.abs(vector).max()) or 1.0
    kept: bytes = np.rint(vector * (127.0 / greatest)).astype(np.int8).tobytes()
    return kept


def unpacked(kept: Sequence[bytes], dims: int) -> Floats:
    """Kept vectors, a row for each, of length 1."""
    rows = np.frombuffer(b"".join(kept), np.int8).reshape(len(kept), dims).astype(np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    found: Floats = (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return found


class Codes:
    """The signs of numbered vectors, in memory: a bit for each number of each vector, and eight bytes for its number.

    Vectors are added in the order of their numbers. May be asked by several threads at once.
    """

    def __init__(self, dims: int) -> None:
        self._dims = dims
        self._bits: Bits = np.empty((_ROOM, -(-dims // 64)), np.uint64)
        self._numbers: Numbers = np.empty(_ROOM, np.int64)
        self._count = 0
        self.lock = Lock()
        """For whoever adds."""

    @property
    def last(self) -> int:
        """The greatest number; 0 where there is none."""
        return int(self._numbers[self._count - 1]) if self._count else 0

    def __len__(self) -> int:
        return self._count

    def add(self, numbers: Sequence[int], kept: Sequence[bytes]) -> None:
        """Add kept vectors (`packed`), with numbers greater than all that are there."""
        if not numbers:
            return
        end = self._count + len(numbers)
        if end > len(self._numbers):
            room = max(end, 2 * len(self._numbers))
            # New arrays, and the old ones left as they are: others may be looking through them.
            bits, known = np.empty((room, self._bits.shape[1]), np.uint64), np.empty(room, np.int64)
            bits[: self._count], known[: self._count] = self._bits[: self._count], self._numbers[: self._count]
            self._bits, self._numbers = bits, known
        self._bits[self._count : end] = self._signs(np.frombuffer(b"".join(kept), np.int8).reshape(len(kept), self._dims))
        self._numbers[self._count : end] = numbers
        self._count = end

    def nearest(self, vector: Floats, most: int) -> list[int]:
        """The numbers of the ``most`` vectors whose signs differ least from those of ``vector``, in no order."""
        count, bits, numbers = self._count, self._bits, self._numbers
        if not count:
            return []
        asked = self._signs(vector[None, :])[0]
        apart = np.zeros(count, np.uint16)
        for column, word in enumerate(asked):  # column by column, so that what is made on the way stays small
            apart += np.bitwise_count(bits[:count, column] ^ word)
        if count <= most:
            return [int(number) for number in numbers[:count]]
        chosen = np.argpartition(apart, most)[:most]
        return [int(number) for number in numbers[chosen]]

    def _signs(self, vectors: Floats | npt.NDArray[np.int8]) -> Bits:
        positive = np.packbits(vectors > 0, axis=1)
        whole = np.zeros((len(vectors), self._bits.shape[1] * 8), np.uint8)
        whole[:, : positive.shape[1]] = positive
        return whole.view(np.uint64)
