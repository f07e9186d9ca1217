"""Copies: pages whose articles are one text, the whole of it or all of the shorter one's.

Candidates are pages that share a band of their sketches (MinHash over shingles of three folded words, Broder 1997, with
locality-sensitive hashing, Indyk and Motwani 1998; the hashing is rensa's). With 48 bands of two hashes, two texts that share a third of
their shingles, as one does with its copy of which every fifth word was changed, meet with a chance of 0.997, two that share half of them, as
one does with its first half, almost surely, and two on one matter that share a hundredth with one of 0.005. Whether candidates are
copies is told from the words themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rapidfuzz.distance import LCSseq
from rensa import RMinHash

from mahdar.model import Noun

SHINGLE = 3
BANDS, ROWS = 48, 2
_SEED = 20260
_SPREAD = 0x9E3779B97F4A7C15
"""An odd number near 2^64 divided by the golden ratio (Knuth, The Art of Computer Programming 6.4), so that keys spread evenly."""
_FEW = 20
"""Articles of fewer words are copies only where they are the same."""
_KEPT = 0.75
"""The longer one's least share of words in common, in order, that makes two texts one: as when a quarter was written anew."""
_SHARED = 0.6
"""The least share of shingles in common that makes two texts one whose paragraphs were put in another order."""
_INSIDE = 0.85
"""The shorter one's least share of words, or of shingles, that stand in the longer one."""
_READ = 20_000
"""So many words of an article are compared; nobody's article has more."""

Sort = Literal["same", "near", "within"]
"""How two articles are one text: word for word, edited, or one inside the other."""


class Likeness(Noun, frozen=True, kw_only=True):
    """How two articles are one text, and the share of words (or of shingles, where that is more) that they have in common."""

    sort: Sort
    share: float


def bands(words: Sequence[str]) -> tuple[int, ...]:
    """The keys (63 bits) by which an article finds those that may be its copies; none for one without words."""
    if not words:
        return ()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    sketch.update([" ".join(shingle) for shingle in _shingles(words[:_READ])])
    hashes = sketch.digest()
    keys = {((hashes[n] << 32 | hashes[n + 1]) * _SPREAD + n & 0xFFFF_FFFF_FFFF_FFFF) >> 1 for n in range(0, len(hashes), ROWS)}
    return tuple(sorted(keys))


def compare(one: Sequence[str], other: Sequence[str]) -> Likeness | None:
    """How two articles, given by their folded words, are one text; None where they are two."""
    one, other = one[:_READ], other[:_READ]
    if tuple(one) == tuple(other):
        return Likeness(sort="same", share=1.0) if one else None
    less, more = sorted((len(one), len(other)))
    if less < _FEW:
        return None
    mine, theirs = set(_shingles(one)), set(_shingles(other))
    both = len(mine & theirs)
    shared = both / len(mine | theirs)
    inside = both / min(len(mine), len(theirs))
    common = int(LCSseq.similarity(one, other))
    if common / more >= _KEPT or shared >= _SHARED:
        return Likeness(sort="near", share=round(max(common / more, shared), 3))
    if common / less >= _INSIDE or inside >= _INSIDE:
        return Likeness(sort="within", share=round(max(common / less, inside), 3))
    return None


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Each run of three words; the whole of fewer."""
    return [tuple(words[n : n + SHINGLE]) for n in range(max(1, len(words) - SHINGLE + 1))]
