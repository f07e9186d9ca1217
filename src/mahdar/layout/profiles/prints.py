"""What is kept of a line to know it again: a fingerprint of its words, and whether it reads like running text.

The fingerprint is 64 bits of BLAKE2b over the folded words, so that it is the same on every machine and in every process. Left
out of the words are the dateline of a paragraph («دبي (CNN)—قال …» and «قال …» are the same opening), and the value of the
numbers in a short line («42 خبر» and «17 خبر» are the same counter; a line of date and clock, mostly numbers, isn't).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from mahdar.arabic import fold

SENTENCE_WORDS = 9
"""A line with a full stop and no fewer words reads like running text."""

LONG_WORDS = 20
"""So does a line of so many words, whatever it ends in."""

_COUNTER_WORDS = 6
_SENTENCE_WEIGHT = 4
_DATELINE = re.compile(r"[^\n]{2,80}?(?:—|–|--|\) ?-)\s*")
_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!؟?…][\"”»'’)\]]*$")
_NUMBER = re.compile(r"\d+")


class LinePrint(NamedTuple):
    """A line as profiles know it. ``key`` is its fingerprint, 0 for a line without words."""

    key: int
    sentence: bool
    words: int


def line_print(folded: str, body: str) -> LinePrint:
    """The print of the line ``body``, whose folded words, with spaces between, are ``folded`` (as in `RawLine`)."""
    words = folded.count(" ") + 1 if folded else 0
    sentence = words >= LONG_WORDS or (words >= SENTENCE_WORDS and bool(_STOP.search(body)))
    if sentence and (dateline := _DATELINE.match(body)):
        rest = folded.split(" ")[len(_WORD.findall(fold(dateline.group()))) :]
        folded = " ".join(rest) if len(rest) >= SENTENCE_WORDS else folded
    elif words <= _COUNTER_WORDS and 0 < 2 * len(_NUMBER.findall(folded)) <= words:
        folded = _NUMBER.sub("0", folded)
    return LinePrint(_fingerprint(folded) if folded else 0, sentence, words)


@lru_cache(maxsize=16384)  # What recurs on a site is asked for on every page of it.
def _fingerprint(folded: str) -> int:
    return int.from_bytes(blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest()) or 1


def running_text(sentences: Sequence[bool]) -> range:
    """Where the running text of a page is, told which of its lines are sentences of its own: the run of lines with most of them.

    A sentence outweighs a few other lines (links, subheads), so that a sentence above a menu is no part of the text below.
    """
    best = total = begin = 0
    found = range(0)
    for i, sentence in enumerate(sentences):
        if total <= 0:
            total, begin = 0, i
        total += _SENTENCE_WEIGHT if sentence else -1
        if sentence and total > best:
            best, found = total, range(begin, i + 1)
    return found
