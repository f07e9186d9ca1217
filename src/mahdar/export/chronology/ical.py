"""A chronology as a calendar (iCalendar, RFC 5545): an all-day event for each meeting that is dated to the day.

Nothing asks the clock: ``DTSTAMP`` is the date of the latest page that tells of the meeting (where none bears one, the day the meeting
starts). ``UID`` is the meeting's id, so that a calendar which takes the file again updates its events.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeAlias

from mahdar.export.chronology.words import Words
from mahdar.export.languages import Language
from mahdar.process.days import Days, day_of, days_of
from mahdar.record.process_answers import ChronologyAnswer, MeetingAnswer, UntoldAnswer

LONGEST_LINE = 75
"""Octets of a line, its end not counted; what is longer is folded."""

Met: TypeAlias = MeetingAnswer | UntoldAnswer

_STATUS = {"held": "CONFIRMED", "ongoing": "CONFIRMED", "announced": "TENTATIVE", "postponed": "TENTATIVE"}
"""All other statuses (cancelled, denied) are CANCELLED."""


def calendar(told: ChronologyAnswer, language: Language) -> tuple[str, int]:
    """The calendar, with line ends CRLF, and the number of meetings that are left out since they aren't dated to the day."""
    words = Words(language, told.processes)
    all_told: list[Met] = [*told.meetings, *told.thin, *told.untold]
    dated = sorted(((days, one) for one in all_told if (days := dated_to(one)) is not None), key=lambda pair: (pair[0], pair[1].id))
    events = "".join(event(one, days, words) for days, one in dated)
    return opening(words.heading(told)) + events + CLOSING, len(all_told) - len(dated)


CLOSING = "END:VCALENDAR\r\n"


def opening(name: str) -> str:
    """The lines before the events of a calendar called ``name``."""
    return _lines(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mahdar//Chronology//EN", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_text(name)}"])


def fold(line: str) -> Iterator[str]:
    """``line`` in pieces of at most `LONGEST_LINE` octets, each after the first with a space before it; no character is cut."""
    piece, octets = "", 0
    for char in line:
        size = len(char.encode())
        if octets + size > LONGEST_LINE:
            yield piece
            piece, octets = " ", 1
        piece += char
        octets += size
    yield piece


def _lines(lines: list[str]) -> str:
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line))


def dated_to(one: Met) -> Days | None:
    """The days of a meeting; None where it isn't dated to the day."""
    if isinstance(one, UntoldAnswer):
        return days_of(one.start, one.end)
    start, end = one.start.value if one.start else None, one.end.value if one.end else None
    return days_of(start, end)


def event(one: Met, days: Days, words: Words, address: str | None = None) -> str:
    """The lines of a meeting's event; ``address`` is where a reading room shows it."""
    first, last = days
    # The end is the day after the last; there is none after the last day of the calendar.
    until = [f"DTEND;VALUE=DATE:{last + timedelta(1):%Y%m%d}"] if last < date.max else []
    status = _STATUS.get(one.status.value, "CANCELLED") if isinstance(one, MeetingAnswer) else "CONFIRMED"
    status = "TENTATIVE" if isinstance(one, MeetingAnswer) and one.lacks and status == "CONFIRMED" else status
    place = one.place.entity if isinstance(one, MeetingAnswer) and one.place else one.place if isinstance(one, UntoldAnswer) else None
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_text(one.id)}@mahdar",
        f"DTSTAMP:{_stamp(one, first):%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        *until,
        f"SUMMARY:{_text(words.title(one))}",
        f"STATUS:{status}",
        "TRANSP:TRANSPARENT",
        *([f"LOCATION:{_text(words.name(place))}"] if place else []),
        *([f"CATEGORIES:{_text(words.process(one.series))}"] if one.series else []),
        f"DESCRIPTION:{_text(_description(one, words))}",
        *([f"URL:{address}"] if address else []),
        "END:VEVENT",
    ]
    return _lines(lines)


def _stamp(one: Met, first: date) -> date:
    if isinstance(one, UntoldAnswer):
        return first
    return max((day for page in one.pages if page.published and (day := day_of(page.published.value[:10]))), default=first)


def _description(one: Met, words: Words) -> str:
    """Status over time, who takes part, and the pages that say so."""
    if isinstance(one, UntoldAnswer):
        return words("known_only")
    steps = [words("on", status=words.of("status", s.status), date=words.date(s.since) if s.since else words("undated_page")) for s in one.states]
    lines = [words("arrow").join(steps), words("outlets", n=one.outlets)]
    lines += [f"{words.of('role', part.role)}: {words.name(part.entity)}" for part in one.participants]
    lines += [words.wanting(one)] if one.lacks else []
    lines += [words.of("fault", conflict.fault, about=conflict.about) for conflict in one.conflicts]
    lines += [f"{words.page(page)}: {page.url or page.source}" for page in one.pages]
    return "\n".join(lines)


def _text(value: str) -> str:
    """A value of type TEXT: backslash, semicolon, comma and line ends escaped; other control characters have no place in it."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\n").replace("\n", "\\n")
    return "".join(char for char in escaped if char >= " " and char != "\x7f")
