"""What the date lines of a page say: its publication, its last change, or only when it was served.

A word governs the date that comes after it: «نشر في», «آخر تحديث». A date without one counts where a day of publication
stands: under the headline, in the byline, in the dateline that opens the text, or right after its end. Refused are clock
lines in figures («1100 (GMT+04:00) - 28/05/09»), a date whose word of change governs a clock alone («الاثنين 11 يناير 2010،
آخر تحديث 22:00 (GMT+0400)»: the site's own clock), and a date above the headline, which is as often the day of the visit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

import msgspec

from mahdar.arabic import Line, Text, fold
from mahdar.knowledge import Knowledge
from mahdar.layout import Article
from mahdar.model import Rejected, Span
from mahdar.times import Calendar, Found, day_told, tells_a_day

Sort = Literal["published", "placed", "updated"]

_NEAR = 400
"""Characters after the end of the text in which its date line may stand."""
_OFFSET = re.compile(r"(?:gmt|utc)\s*[+-]\s*\d", re.IGNORECASE)
_DAY_FIRST = re.compile(r"\d{1,4}[/.-]\d")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")

SERVED = "a clock line with no word of publication: when the page was served"
HOUR = "the word of change is of the hour alone: the site's own clock"
ABOVE = "a date above the headline with no word of publication: it may be the day of the visit"
APART = "a date apart from the article with no word of publication"
NO_DAY = "a date line with a day that no calendar has"
OTHER_DAY = "a date line whose day of the week the calendar contradicts"


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """A day that a date line tells: by a word of publication, by its place, or of the last change."""

    day: date
    sort: Sort
    span: Span


class Served(msgspec.Struct, frozen=True, kw_only=True):
    """The day of a line that tells when the page was served, not when it was published."""

    day: date
    span: Span


class Lines(msgspec.Struct, frozen=True):
    """What date lines tell: days ``dated``, days when the page was ``served``, and all that doesn't date the article, with the reason."""

    dated: tuple[Dated, ...]
    served: tuple[Served, ...]
    rejected: tuple[Rejected, ...]


class DateLines:
    """Compiled words of date lines. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        updated = {fold(word).rstrip(": ") for word in knowledge.outlets.words.updated}
        published = {fold(word).rstrip(": ") for word in knowledge.furniture.datelines}
        self._updated = frozenset(updated)
        self._words = _any_of(updated | published)

    def read(self, article: Article, text: Text, times: Sequence[Found], dateline: Span | None) -> Lines:
        """What the date lines of ``article`` tell. ``dateline`` is the head of its text."""
        found: list[Dated] = []
        served: list[Served] = []
        rejected: list[Rejected] = []
        around = _Around.of(article)
        for line, days in _lines(text, times):
            own = line.block.role in ("dateline", "byline")
            for time in days if own else [t for t in days if dateline and dateline.holds(t)]:
                verdict = self._verdict(article.page.text, line, time, days[-1], around if own else None)
                if isinstance(verdict, Dated):
                    found.append(verdict)
                else:
                    rejected.append(Rejected(start=time.start, end=time.end, layer="time", reason=verdict))
                    if verdict in (SERVED, HOUR) and (day := day_told(time)):
                        served.append(Served(day=day, span=Span(start=time.start, end=time.end)))
        return Lines(tuple(found), tuple(served), tuple(rejected))

    def _verdict(self, text: str, line: Line, time: Found, last: Found, around: _Around | None) -> Dated | str:
        day = day_told(time)
        if day is None:
            return NO_DAY
        weekday = time.meaning.weekday if isinstance(time.meaning, Calendar) else None
        if weekday is not None and weekday != day.isoweekday():
            return OTHER_DAY
        sort = self._governed(text, line, time)
        if around is not None:
            reason = around.refuses(line, sort) if sort else self._only_a_clock(text, line, time, last) or around.refuses(line, sort)
            if reason:
                return reason
        return Dated(day=day, sort=sort or "placed", span=Span(start=time.start, end=time.end))

    def _governed(self, text: str, line: Line, time: Found) -> Sort | None:
        """What the last word of publication or change before the date in its line says it is."""
        words = list(self._words.finditer(fold(text[line.start : time.start])))
        if not words:
            return None
        return "updated" if words[-1].group() in self._updated else "published"

    def _only_a_clock(self, text: str, line: Line, time: Found, last: Found) -> str | None:
        """Why a date with no word before it is of a clock and not of the article; None where it isn't."""
        quote = text[time.start : time.end]
        if time.rule == "figures" and time.clock and (not _DAY_FIRST.match(quote) or _OFFSET.search(text, line.start, line.end)):
            return SERVED
        after = fold(text[time.end : line.end])
        word = self._words.search(after)
        if word and word.group() in self._updated and last is time and _CLOCK.search(after, word.end()):
            return HOUR
        return None


class _Around(msgspec.Struct, frozen=True):
    """Where the title, the text and the furniture of an article stand."""

    title: Span | None
    body: Span | None
    furniture: tuple[Span, ...]

    @classmethod
    def of(cls, article: Article) -> _Around:
        body = [b for b in article.blocks if b.role == "body"] or [b for b in article.blocks if b.role in ("lead", "subhead")]
        return cls(
            title=article.title,
            body=Span(start=body[0].start, end=body[-1].end) if body else None,
            furniture=tuple(b for b in article.blocks if b.role == "furniture"),
        )

    def refuses(self, line: Line, sort: Sort | None) -> str | None:
        """Why a date line doesn't date the article by where it stands; None where it does."""
        if self.body is None:
            return None if sort else APART
        if line.start > self.body.end:
            near = line.start - self.body.end <= _NEAR
            return None if near and (sort or not self._between(self.body.end, line.start)) else APART
        if sort or line.block.role == "byline":
            return None
        if self.title and line.end <= self.title.start:
            return ABOVE
        if line.start > self.body.start or (self.title is None and self._between(line.end, self.body.start)):
            return APART
        return None

    def _between(self, start: int, end: int) -> bool:
        return any(start <= span.start and span.end <= end for span in self.furniture)


def _lines(text: Text, times: Sequence[Found]) -> Iterator[tuple[Line, list[Found]]]:
    """The lines that hold dates known to the day, with these."""
    days = [t for t in times if tells_a_day(t)]
    at = 0
    for line in text.lines:
        while at < len(days) and days[at].start < line.start:
            at += 1
        first = at
        while at < len(days) and days[at].start < line.end:
            at += 1
        here = days[first:at]
        if here:  # of a Hijri day and its pair the Gregorian one is meant
            yield line, [t for t in here if t.calendar] or here


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """The longest of the folded ``words`` at each place, as whole words."""
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + r")(?!\w)")
