"""No regular expression can run away: four times the text takes about four times the time, whatever the text is made of.

Every pattern that a module of the package holds is run over long repeats of what its own parts match, as it is used: from a fixed
place, or, where its module searches, over the whole text. Times are compared
with each other and with a plain search of the same text, never with the clock.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from inspect import getsource
from re import _constants as code
from re import _parser as parser
from types import ModuleType
from typing import Any

import pytest

import mahdar

SHORT = 500
"""Characters of the shorter text; the longer has four times as many."""
BOUNDED = {
    "mahdar.capture.feed._CUT": "searched in the last 20 characters of a text",
    "mahdar.knowledge.checks._LETTER_AND_SIGN": "given a name of a file of knowledge",
    "mahdar.knowledge.wikidata.entries._BRACKETED": "given a name of Wikidata",
    "mahdar.layout.source._SEGMENT": "searched in a dateline of at most four parts",
}
"""Patterns that are given short text alone, and why that is so."""
LETTERS = 'اa1 -."<(،:/\n\t'


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(mahdar.__path__, "mahdar."):
        if "migrations" not in found.name and not found.name.endswith("__main__"):
            try:
                yield importlib.import_module(found.name)
            except ImportError:  # an extra that isn't installed
                continue


def patterns() -> Iterator[tuple[str, re.Pattern[Any], bool]]:
    """Each pattern by its name, and whether its module searches with it."""
    for module in modules():
        source = getsource(module)
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and re.search(rf"^{name}\b.*=", source, re.MULTILINE):
                only_here = re.findall(rf"(?<![\w.]){name}\b(?!\s*(?::[^=\n]*)?=[^=])(\.\w+)?", source)
                yield f"{module.__name__}.{name}", value, not all(use in (".match", ".fullmatch", ".pattern") for use in only_here)


FOUND = {name: (pattern, searches) for name, pattern, searches in patterns()}


def example(items: Any, parts: set[str]) -> str:
    """Something that a parsed pattern matches; what its repeats and branches match goes into ``parts``."""
    return "".join(_example(sort, value, parts) for sort, value in items)


def _example(sort: Any, value: Any, parts: set[str]) -> str:
    if sort is code.LITERAL:
        return chr(value)
    if sort in (code.ANY, code.NOT_LITERAL):
        return "a"
    if sort is code.IN:
        return str(_of_class(value))
    if sort is code.BRANCH:
        found = [example(branch, parts) for branch in value[1]]
        parts.update(found)
        return found[0]
    if sort is code.SUBPATTERN:
        return example(value[3], parts)
    if sort in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        inside = example(value[2], parts)
        parts.add(inside)
        return str(inside * min(max(value[0], 1), 50))
    if sort is code.ATOMIC_GROUP:
        return example(value, parts)
    return example(value[1], parts) if sort is code.ASSERT and value[0] > 0 else ""


def _of_class(items: Any) -> str:
    matches = re.compile("[" + "".join(map(_spelt, items)) + "]")
    return next((letter for letter in LETTERS if matches.match(letter)), "") or next(
        (chr(n) for n in range(0x21, 0x3000) if matches.match(chr(n))), "x"
    )


def _spelt(item: Any) -> str:
    sort, value = item
    if sort is code.NEGATE:
        return "^"
    if sort is code.LITERAL:
        return re.escape(chr(value))
    if sort is code.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    name = str(value).removeprefix("CATEGORY_")
    letter = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}[name.removeprefix("NOT_")]
    return "\\" + (letter.upper() if name.startswith("NOT_") else letter)


def units(pattern: re.Pattern[Any]) -> set[str]:
    """What long texts are made of to try ``pattern``."""
    written = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    tree = parser.parse(written, pattern.flags & ~re.UNICODE)
    parts: set[str] = {" ", "a", "1", "ا", "-", "\n", "( "}
    begun = ""
    for sort, value in tree:
        begun += _example(sort, value, parts)
        parts.add(begun)
    return {part for part in parts if 0 < len(part) < 80}


def seconds(pattern: re.Pattern[Any], text: Any, *, searches: bool) -> float:
    """The processor's time, the least of three: over the whole text, or from its beginning alone."""
    best = float("inf")
    for _ in range(3):
        began = time.thread_time()
        pattern.match(text)
        if searches:
            for _found in pattern.finditer(text):
                pass
        best = min(best, time.thread_time() - began)
        if best > 1:
            break
    return best


@pytest.mark.parametrize("name", sorted(FOUND.keys() - BOUNDED.keys()))
def test_a_pattern_cannot_run_away(name: str) -> None:
    pattern, searches = FOUND[name]
    plain = re.compile("\0") if isinstance(pattern.pattern, str) else re.compile(b"\0")
    for unit in units(pattern):
        for tail in ("", "\1", "aا"):
            texts = [unit * (size // len(unit) + 1) + tail for size in (SHORT, 4 * SHORT)]
            short, long = [text if isinstance(pattern.pattern, str) else text.encode() for text in texts]
            taken = seconds(pattern, long, searches=searches)
            if taken < 100 * seconds(plain, long, searches=True) + 2e-4:
                continue
            growth = min(seconds(pattern, long, searches=searches) / seconds(pattern, short, searches=searches) for _ in range(2))
            assert growth < 9, f"{unit!r} repeated: four times the text takes {growth:.1f} times the time"


def test_patterns_are_found() -> None:
    assert len(FOUND) > 100
    assert BOUNDED.keys() <= FOUND.keys()


@pytest.mark.parametrize("runaway", [r"(\w+)+;", r"\s+$", r"(a|aa)+$"])
def test_what_runs_away_is_seen(runaway: str) -> None:
    pattern = re.compile(runaway)
    growths = []
    for unit in units(pattern):
        short, long = (unit * (n // len(unit)) + "\1" for n in ((20, 24) if "+)+" in runaway or "aa" in runaway else (SHORT, 4 * SHORT)))
        growths.append(seconds(pattern, long, searches=True) / seconds(pattern, short, searches=True))
    assert max(growths) > 6
