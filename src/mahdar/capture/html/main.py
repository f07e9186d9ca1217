"""Which lines of a rendering trafilatura's main-text extraction keeps.

trafilatura gives paragraphs, not places. They are found again by their words, in order: paragraphs whose words stand in one line and
one paragraph alone are the anchors (the longest run of them that keeps its order, as in Bram Cohen's patience diff); the others are looked for
between them, where a paragraph may hold several lines (it joins what ``br`` parts) or a line several paragraphs.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from mahdar.model import Noun

MAX_EXTRACTED = 20_000
"""Elements of a page from which the main text is extracted; trafilatura's time grows faster than they do."""

MAX_EXTRACTED_DEPTH = 200
"""Levels of elements of such a page; it calls itself for some of them."""

_WORD = re.compile(r"\w+")
_WINDOW = 200
_SHARE = 0.5


class Main(Noun, frozen=True, kw_only=True):
    """For each line whether it is kept; None where nothing was extracted, with the reason."""

    kept: tuple[bool, ...] | None
    why: str | None = None


def main_lines(root: HtmlElement, lines: Sequence[str]) -> Main:
    """Which of ``lines`` (the rendering of ``root``) belong to the main text. ``root`` isn't altered."""
    extractor = logging.getLogger("trafilatura")
    level = extractor.level
    extractor.setLevel(logging.CRITICAL)  # what it discards is said by the result
    try:
        document = bare_extraction(root, include_comments=False, with_metadata=False)
    except Exception as error:  # whatever goes wrong in it, the page merely lacks this sign
        return Main(kept=None, why=f"main text not extracted: {type(error).__name__} in the extractor")
    finally:
        extractor.setLevel(level)
    text = getattr(document, "text", None)
    if not text:
        return Main(kept=None, why="no main text found by the extractor")
    return Main(kept=align(lines, text.split("\n")))


def align(lines: Sequence[str], paragraphs: Sequence[str]) -> tuple[bool, ...]:
    """For each of ``lines`` whether its words are in ``paragraphs``, which come in the same order, joined or parted otherwise."""
    ours = [_key(line) for line in lines]
    theirs = [key for key in map(_key, paragraphs) if key.strip()]
    matched = _exact(ours, theirs)  # paragraph → line
    kept = [False] * len(ours)
    for line in matched.values():
        kept[line] = True
    covered: dict[int, int] = defaultdict(int)
    bounds = sorted(matched.items())
    for paragraph, words in enumerate(theirs):
        if paragraph in matched:
            continue
        place = bisect_left(bounds, (paragraph, -1))
        first = bounds[place - 1][1] + 1 if place else max(0, (bounds[0][1] if bounds else len(ours)) - _WINDOW)
        last = bounds[place][1] if place < len(bounds) else len(ours)
        at = 0
        for line in range(first, min(last, first + _WINDOW)):
            key = ours[line]
            if kept[line] or not key.strip():
                continue
            if (found := words.find(key, at)) >= 0:
                kept[line] = True
                at = found + len(key) - 1
            elif words in key:
                covered[line] += len(words)
                break
    for line, length in covered.items():
        kept[line] = kept[line] or length >= _SHARE * len(ours[line])
    return tuple(kept)


def _exact(ours: Sequence[str], theirs: Sequence[str]) -> dict[int, int]:
    """The paragraphs that are a line each, in order: the unique ones first, the others at the nearest place between these."""
    places: dict[str, list[int]] = defaultdict(list)
    for line, key in enumerate(ours):
        places[key].append(line)
    times: dict[str, int] = defaultdict(int)
    for key in theirs:
        times[key] += 1
    unique = [(number, places[key][0]) for number, key in enumerate(theirs) if times[key] == 1 and len(places.get(key, ())) == 1]
    found = dict(_rising(unique))
    anchors = sorted(found.items())
    first, line = anchors[0] if anchors else (0, 0)
    # What comes before the first anchor (a title that a menu repeats) stands nearest to it, so it is looked for backwards.
    for number in range(first - 1, -1, -1):
        options = places.get(theirs[number], ())
        if place := bisect_left(options, line):
            line = found[number] = options[place - 1]
    before = -1
    for number, key in enumerate(theirs):
        if number in found:
            before = found[number]
        elif number >= first and key in places:
            place = bisect_left(anchors, (number, -1))
            limit = anchors[place][1] if place < len(anchors) else len(ours)
            at = bisect_left(places[key], before + 1)
            if at < len(places[key]) and places[key][at] < limit:
                before = found[number] = places[key][at]
    return found


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence of ``pairs``, sorted by their first, in which the second rises too (patience sorting)."""
    tops: list[int] = []
    indices: list[int] = []
    previous: list[int] = []
    for index, (_, line) in enumerate(pairs):
        pile = bisect_left(tops, line)
        previous.append(indices[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [line]
        indices[pile : pile + 1] = [index]
    chain: list[tuple[int, int]] = []
    at = indices[-1] if indices else -1
    while at >= 0:
        chain.append(pairs[at])
        at = previous[at]
    return chain[::-1]


def _key(line: str) -> str:
    """The words of a line, each between spaces, in one normal form."""
    return f" {' '.join(_WORD.findall(unicodedata.normalize('NFKC', line)))} "


def within_reach(root: HtmlElement) -> str | None:
    """Why libraries that take more time than the page is long, or call themselves for each level, can't be asked; None where they can."""
    elements = depth = 0
    level: list[HtmlElement] = [root]
    while level and depth <= MAX_EXTRACTED_DEPTH and elements <= MAX_EXTRACTED:
        elements += len(level)
        depth += 1
        level = [child for element in level for child in element]
    if elements > MAX_EXTRACTED:
        return f"main text not extracted: more than {MAX_EXTRACTED:,} elements"
    return f"main text not extracted: more than {MAX_EXTRACTED_DEPTH} levels of elements" if depth > MAX_EXTRACTED_DEPTH else None
