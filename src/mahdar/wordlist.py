"""wordfreq's lists of Arabic words, read straight from its files: to import the package takes as long as to read the large list, and what it
makes of it takes longer still.

A file is a gzipped msgpack list: a header, then for each step of a hundredth of a power of ten the words that are as frequent, the most
frequent first.
"""

from __future__ import annotations

import gzip
from array import array
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any, Literal, NoReturn

import msgspec
import numpy as np
import numpy.typing as npt

from mahdar.errors import DataError

_BITS = 19
"""The first bits of a hash, which tell its bucket: about one word in each."""
_SHIFT, _LEAST = 64 - _BITS, 1 << (_BITS - 1)
"""How far down those bits are, and what makes them the number of a bucket, as hashes have a sign."""
_HEADER = {"format": "cB", "version": 1}


def words(size: Literal["small", "large"]) -> list[list[str]]:
    """The words of a list by frequency: those at index ``n`` are 10 ** (-n / 100) of all words. Raises `DataError` for another format."""
    spec = find_spec("wordfreq")
    if spec is None or spec.origin is None:
        raise DataError("wordfreq: expected this package to be installed, found it not; install mahdar with what it depends on")
    file = Path(spec.origin).parent / "data" / f"{size}_ar.msgpack.gz"
    try:
        header, *by_frequency = msgspec.msgpack.decode(gzip.decompress(file.read_bytes()), type=list[Any])
    except (OSError, ValueError) as error:
        raise DataError(f"{file.name}: expected a word list of wordfreq, could not read it: {error}") from None
    if header != _HEADER:
        raise DataError(f"{file.name}: expected a word list of wordfreq with the header {_HEADER}, got {header!r}")
    return by_frequency


class Shares:
    """The shares of words among all, looked up as in a dict, in an eighth of its memory and a few times its time.

    Words are kept by Python's hashes, in order, and a row of buckets leads to those that begin with the same bits. A hash has 64, so that a word that
    isn't there is taken for another at one chance in 10 ** 13; being of the bytes in which a string is held, hashes are the same of some Latin and
    Japanese spellings, but of no Arabic ones. They are another process's no more: what is kept can't be pickled, but made anew.
    """

    def __init__(self, hashes: npt.NDArray[np.int64], shares: npt.NDArray[np.float64]) -> None:
        """``hashes`` are the words' (`hashes_of`), in order and each once."""
        starts = np.cumsum(np.bincount((hashes >> _SHIFT) + _LEAST + 1, minlength=2 * _LEAST + 1))
        self._hashes, self._shares = array("q", hashes.tobytes()), array("d", shares.tobytes())
        self._starts = array("i", starts.astype(np.intc).tobytes())

    def get(self, word: str, default: float = 0.0) -> float:
        """The share of ``word``; ``default`` where it isn't among them."""
        sought = hash(word)
        bucket = (sought >> _SHIFT) + _LEAST
        for n in range(self._starts[bucket], self._starts[bucket + 1]):
            if self._hashes[n] == sought:
                return self._shares[n]
        return default

    def __len__(self) -> int:
        return len(self._hashes)

    def __reduce__(self) -> NoReturn:
        raise TypeError("shares of words are kept by the hashes of this process: make them anew in another (mahdar.arabic.wordforms.word_shares)")


def hashes_of(some: Sequence[str]) -> npt.NDArray[np.int64]:
    """The hash of each word, as `Shares` keeps it; another in each process."""
    return np.fromiter(map(hash, some), np.int64, len(some))


def summed(some: Sequence[str], shares: npt.NDArray[np.float64]) -> Shares:
    """The shares of words, those of one that is there several times summed."""
    hashes, which = np.unique(hashes_of(some), return_inverse=True)
    return Shares(hashes, np.asarray(np.bincount(which, shares), np.float64))


def listed() -> tuple[list[str], npt.NDArray[np.float64]]:
    """The words of the large list, as they are written, and the share of each among all words."""
    steps = words("large")
    return list(chain.from_iterable(steps)), np.repeat([10 ** (-n / 100) for n in range(len(steps))], [len(some) for some in steps])
