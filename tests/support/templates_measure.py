"""How much of an article a text holds that was extracted from its page, and how much else."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from rapidfuzz.distance import LCSseq

from tests.support.stress_measure import Counts


def compare(truth: Iterable[str], extracted: str) -> Counts:
    """The characters of the words of ``extracted`` that are the article's.

    Extractors give text without offsets, so words are matched in order (their longest common subsequence). Format
    characters (bidi marks) are left out on both sides.
    """
    want, got = _words("\n".join(truth)), _words(extracted)
    hit = sum(sum(map(len, want[op.src_start : op.src_end])) for op in LCSseq.opcodes(want, got) if op.tag == "equal")
    return Counts(hit=hit, kept=sum(map(len, got)), article=sum(map(len, want)))


def _words(text: str) -> list[str]:
    return "".join(c for c in text if unicodedata.category(c) != "Cf").split()
