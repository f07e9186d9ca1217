"""Lines that tell by themselves what they are: a site's phrases, bullets, date lines, credits, bylines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from mahdar.arabic import fold
from mahdar.knowledge import Knowledge
from mahdar.layout.lines import RawLine
from mahdar.model import Role

_CLOCK = re.compile(r"\d{1,2}[:٫.]\d{2}|\bgmt\b|\d{1,2}/\d{1,2}/\d{2,4}|\b(19|20)\d{2}\b")
_CRUMBS = re.compile(r"\s[»›>/|«←]\s|\s{3,}")
_CLOCK_WORDS = frozenset("gmt am pm بتوقيت غرينتش جرينتش الموافق الساعه م ه ص ت مساء صباحا تحديث اخر".split())
_ATTRIBUTE = re.compile(r"\W{0,20}(?:content|href|src|alt|property|name)\s?=\s?[\"'“”]")
_LEFTOVER = re.compile(
    r"/>\s?$|&(?:nbsp|quot|amp|lt|gt|raquo|laquo);|<!--|-->|\bfunction\s?\(|^\s?(?:var|let|const)\s\w{1,40}\s?=|</?[a-z][a-z0-9]{0,20}(?:\s[^<>]{0,200})?>",
    re.IGNORECASE,
)
"""Attributes, and in short lines entities, comments, tags and scripts, that a crawl left in the text; a paragraph may hold some and be one."""
_SEARCHED = 400
_SHORT = 9
_COUNTER_WORDS = 5
_TICKER_WORDS = 25
_HELD_WORDS = 30
_HEAD = 60
"""Of a line with more words than a phrase of the site may stand in, so many characters are looked at."""
_CREDIT_WORDS = 14


class Mark(NamedTuple):
    """What a line is, how sure, why in words, and which kind of sign tells it."""

    role: Role
    confidence: float
    why: str
    kind: str


class Marker:
    """Compiled phrases of `Furniture` and names of months and weekdays."""

    def __init__(self, knowledge: Knowledge) -> None:
        site = knowledge.furniture
        self._lines = frozenset(_key(p) for p in site.lines)
        self._starts = tuple(fold(p) for p in site.starts)
        self._holds = tuple(fold(p) for p in site.holds)
        self._networks = tuple(fold(p) for p in site.networks)
        self._credits = tuple(fold(p) for p in site.credits)
        self._datelines = tuple(fold(p) for p in site.datelines)
        self._bylines = tuple(fold(p) for p in site.bylines)
        self._authors = tuple(p.rstrip(":") + " " for p in self._bylines)
        self.tails = frozenset(_key(p) for p in site.tails)
        self.asides = frozenset(_key(p) for p in site.asides)
        months = knowledge.months
        words = [
            w for names in (*months.gregorian.values(), *months.hijri.values(), *months.weekdays.values()) for n in names for w in fold(n).split()
        ]
        self._counted = frozenset(fold(word) for word in site.counted)
        self._calendar = frozenset(words) | _CLOCK_WORDS

    def mark(self, line: RawLine) -> Mark | None:
        """What ``line`` is by itself; None where only its surroundings can tell."""
        folded = fold(line.text if line.words <= _HELD_WORDS else line.text[:_HEAD])
        if line.folded in self._lines or line.folded in self.tails or line.folded in self.asides:
            return Mark("furniture", 0.97, "a phrase of the site", "phrase")
        if folded.startswith(self._starts):
            return Mark("furniture", 0.95, "begins with a phrase of the site", "phrase")
        if line.words <= _HELD_WORDS and any(p in folded for p in self._holds):
            return Mark("furniture", 0.93, "holds a phrase of the site", "phrase inside")
        if line.words <= 14 and sum(n in folded.split() for n in self._networks) >= 2:
            return Mark("furniture", 0.93, "a bar of social networks", "networks")
        if _ATTRIBUTE.match(line.text) or (line.words <= _SHORT and _LEFTOVER.search(line.text[:_SEARCHED])):
            return Mark("furniture", 0.95, "left over from markup", "leftover")
        if self._is_counter(line):
            return Mark("furniture", 0.93, "a number of things that the site counts", "counter")
        if line.words <= 14 and len(_CRUMBS.findall(line.text)) >= 2:
            return Mark("furniture", 0.9, "breadcrumbs", "breadcrumbs")
        if folded.startswith(self._datelines) and line.words <= 16:
            return Mark("dateline", 0.9, "begins with a word of publication", "word")
        if self._is_calendar(line, folded):
            return Mark("dateline", 0.85, "a line of date and time", "calendar")
        if folded.startswith(self._credits) and line.words <= _CREDIT_WORDS and (":" in line.text[:10] or line.words <= 3):
            return Mark("credit", 0.95, "begins with a word of source", "word")
        if self._is_byline(line, folded):
            return Mark("byline", 0.8, "begins with a word of authorship", "word")
        if not line.words:
            return Mark("furniture", 0.9, "no word in it", "no word")
        if line.bullet and not (line.terminal and line.words > 12):
            return Mark("furniture", 0.93, "an item of a list", "bullet")
        if line.arabic < 0.3 and line.words <= 2 * _SHORT:
            return Mark("furniture", 0.8, "no Arabic in it", "foreign")
        glued = len(line.seams)
        if glued >= 3 and line.words >= _TICKER_WORDS and line.words / glued < 25 and glued > line.stops:
            return Mark("furniture", 0.92, f"{glued + 1} headlines run together", "glued")
        if line.indent and line.times_seen > 1 and line.words < 16:
            return Mark("furniture", 0.9, f"stands {line.times_seen} times in the page", "repeated")
        if line.times_seen > 1 and line.words <= 3:
            return Mark("furniture", 0.8, f"stands {line.times_seen} times in the page", "repeated")
        return None

    def _is_counter(self, line: RawLine) -> bool:
        """Whether a short line is a number and what it counts (42 خبر: 42 items), or the other way round (المشاهدات: 1200)."""
        words = line.folded.split()
        return 2 <= len(words) <= _COUNTER_WORDS and any(w.isdigit() for w in words) and any(w.removeprefix("ال") in self._counted for w in words)

    def _is_calendar(self, line: RawLine, folded: str) -> bool:
        """Whether a short line is made of date and time alone, but for a place name (أستانا 15 أيلول 2017)."""
        if line.words > 16 or not _CLOCK.search(folded):
            return False
        words = line.folded.split()
        return (
            self._calendar_words(words) >= max(2, len(words) - (2 if len(words) < _SHORT else 3)) and self._calendar_words(words) / len(words) > 0.6
        )

    def _calendar_words(self, words: Sequence[str]) -> int:
        return sum(w in self._calendar or w.isdigit() or w.strip("gmt+0123456789") == "" for w in words)

    def _is_byline(self, line: RawLine, folded: str) -> bool:
        """Whether a short line names its author (بقلم: نوال الحداد; كتب أحمد علي | الأربعاء 5 سبتمبر)."""
        if line.terminal or line.words > _CREDIT_WORDS:
            return False
        if folded.startswith(self._bylines) and line.words <= _SHORT - 1:
            return True
        who, bar, when = folded.partition("|")
        words = re.findall(r"\w+", when)
        return bool(bar) and who.startswith(self._authors) and len(words) >= 2 and self._calendar_words(words) == len(words)


def _key(phrase: str) -> str:
    return " ".join(re.findall(r"\w+", fold(phrase)))
