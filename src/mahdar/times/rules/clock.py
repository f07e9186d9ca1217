"""Times of day: الساعة 14:00 بتوقيت غرينتش; السابعة مساء; الثلاثاء في الساعة 15,00 ت غ. Hours of twelve become those of twenty-four."""

from __future__ import annotations

import re

import msgspec

from mahdar.times.cursor import Cursor
from mahdar.times.meaning import Hour
from mahdar.times.rules.read import Read

_OFFSET = re.compile(
    r"\s*+(?:\(\s*+)?(?:GMT|UTC)\s*(?:([+-])\s*(\d{1,2})(?::?(\d{2}))?)?\s*\)?|(?:Z\b|\s?([+-])(\d{2}):?(\d{2})(?!\d))", re.IGNORECASE
)
_WHOLE = re.compile(r"(\d{1,2})[.,:٫](\d{2})$")
_LAST_MINUTE = 59
_MINUTES = {"half": 30, "quarter": 15, "third": 20, "less_quarter": -15, "less_third": -20}


class Clock(msgspec.Struct, frozen=True):
    """A time of day up to the token ``end``: ``HH:MM`` on a clock of twenty-four hours, and its zone: an offset (``+03:00``), a name of
    the zone database, or None."""

    end: int
    time: str
    zone: str | None


def hour_first(c: Cursor, i: int) -> Read | None:
    """«الساعة» with an hour: الساعة 12:40 بالتوقيت المحلي، الساعة السابعة مساء; or figures with a zone: 22:00 (GMT+0400)، 20:31 ت م."""
    clock = clock_at(c, i)
    if clock is None:
        return None
    return Read(end=clock.end, rule="clock", type="TIME", meaning=Hour(), clock=clock.time, zone=clock.zone)


def clock_at(c: Cursor, i: int, *, bare: bool = False) -> Clock | None:
    """The time of day that begins at ``i``. With ``bare``, as after a day, figures with a colon need neither «الساعة» nor a zone."""
    named = c.words.hours.at(c.tokens, i)
    at = i
    if named and named[0] == "hour_noun":
        at += named[1]
    elif not _figures(c, i):
        return None
    got = _hour(c, at)
    if got is None:
        return None
    hour, minute, at = got
    hour, at, told = _part_of_day(c, at, hour)
    zone, after = _zone(c, at)
    if not (named or after > at or told or bare):
        return None
    if after > at and not told:
        hour, again, _ = _part_of_day(c, after, hour)
        after = again
    return Clock(after, f"{hour:02}:{minute:02}", zone)


def clock_after_figures(c: Cursor, at: int) -> Clock | None:
    """The time of day that follows a date in figures: ، 20:32؛ | 10:22 GMT؛ T10:22؛ - 04:15 م."""
    at += c.word(at) in ("-", "–", "،", ",", "|", "t")
    return clock_at(c, at, bare=True) if _figures(c, at) else None


def _figures(c: Cursor, i: int) -> bool:
    return c.number(i, 0, 24) is not None and c.word(i + 1) == ":" and c.number(i + 2, 0, 59) is not None and len(c.word(i + 2)) == 2


def _hour(c: Cursor, at: int) -> tuple[int, int, int] | None:
    """(hour, minute, index after) in figures (14:30، 15,00، 7) or words (السابعة والنصف، الثانية عشرة، الواحدة)."""
    while (word := c.words.hours.at(c.tokens, at)) and word[0] == "around":
        at += word[1]
    if 0 <= at < len(c.tokens) and (whole := _WHOLE.match(c.word(at))):
        return _valid(int(whole[1]), int(whole[2]), at + 1)
    hour = c.number(at, 0, 24)
    if hour is not None:
        if c.word(at + 1) == ":" and c.tokens[at + 2 : at + 3] and c.tokens[at + 2].kind == "number":
            minute, end = c.number(at + 2, 0, 59), at + 3
            if minute is None or len(c.word(at + 2)) != 2:
                return None
            if c.word(end) == ":" and c.number(end + 1, 0, 59) is not None and len(c.word(end + 1)) == 2:
                end += 2  # seconds
            return _valid(hour, minute, end)
        return _and_minutes(c, hour, at + 1)
    if (whole_hour := c.number(at, 0, 2359)) is not None and len(c.word(at)) == 4:
        return _valid(whole_hour // 100, whole_hour % 100, at + 1)  # الساعة 1400
    ordinal = c.ordinal(at, 12)
    if ordinal is None and c.stem(at) == "الواحده":
        ordinal = (1, 1)
    return _and_minutes(c, ordinal[0], at + ordinal[1]) if ordinal else None


def _valid(hour: int, minute: int, at: int) -> tuple[int, int, int] | None:
    return (hour, minute, at) if (hour <= 23 and minute <= 59) or (hour == 24 and minute == 0) else None


def _and_minutes(c: Cursor, hour: int, at: int) -> tuple[int, int, int] | None:
    """والنصف، إلا ربعا، و20 دقيقة after an hour."""
    for name, minutes in _MINUTES.items():
        first = c.word(at)
        if first and (taken := _phrase(c, name, at)):
            return _valid((hour - (minutes < 0)) % 24, minutes % 60, at + taken)
    if c.pro(at) == "و" or c.word(at) == "و":
        step = at + (c.word(at) == "و")
        count = c.count(step)
        unit = c.words.hours.at(c.tokens, step + count[1]) if count else None
        if count and unit and unit[0] == "minutes" and count[0].denominator == 1 and count[0] <= _LAST_MINUTE:
            return _valid(hour, int(count[0]), step + count[1] + unit[1])
    return _valid(hour, 0, at)


def _phrase(c: Cursor, name: str, at: int) -> int:
    """Tokens that a phrase of minutes takes, its first word whole (والنصف)."""
    found = c.words.minutes.get(tuple(c.word(k) for k in (at, at + 1))) or c.words.minutes.get((c.word(at),))
    return found[1] if found and found[0] == name else 0


def _part_of_day(c: Cursor, at: int, hour: int) -> tuple[int, int, bool]:
    """(hour of twenty-four, index after, whether it was told) by صباحا، مساء، بعد الظهر after an hour."""
    step = at + (c.word(at) == "من")
    part = c.words.hours.at(c.tokens, step)
    if part is None or part[0] not in ("am", "pm", "noon", "night") or c.joined(step):
        return hour, at, False
    after = step + part[1]
    if hour <= 12:
        if part[0] == "pm" or (part[0] == "noon" and hour < 10) or (part[0] == "night" and 6 <= hour < 12):
            hour = hour % 12 + 12
        elif part[0] == "am" or (part[0] == "night" and hour == 12):
            hour %= 12
    # «صباح الأربعاء»: the part belongs to the day that follows, which is read on from it
    followed = (
        not c.word(after - 1).endswith("ا")
        and after < len(c.tokens)
        and (c.stem(after) in c.words.weekdays or c.deictic(after) is not None or c.is_a("day_nouns", after))
    )
    return hour, step if followed else after, True


def _zone(c: Cursor, at: int) -> tuple[str | None, int]:
    """(zone or None, index after): بتوقيت غرينتش، بالتوقيت المحلي، (GMT+0400)، ت غ."""
    if at >= len(c.tokens) or at == 0:
        return None, at
    if match := _OFFSET.match(c.text, c.tokens[at - 1].end):
        sign, hours, minutes = (match[1], match[2], match[3]) if match[1] else (match[4], match[5], match[6])
        return f"{sign}{int(hours):02}:{minutes or '00'}" if sign else "+00:00", _index_at(c, at, match.end())
    step = at + (c.word(at) in ("(", "حسب", "وفق"))
    local = c.words.hours.at(c.tokens, step)
    if local and local[0] == "local":
        return None, step + local[1] + (step > at and c.word(step + local[1]) == ")")
    noun = c.words.hours.at(c.tokens, step)
    marked = noun is not None and noun[0] == "zone_noun"
    zone_at = step + marked
    found = c.words.zones.at(c.tokens, zone_at)
    if found is None or not (marked or found[0] == "UTC"):
        return None, at
    end = zone_at + found[1]
    if found[0] == "UTC" and c.word(end) in ("+", "-") and (hours := c.number(end + 1, 0, 14)) is not None:
        return f"{c.word(end)}{hours:02}:00", end + 2  # بتوقيت غرينتش+3
    return ("+00:00" if found[0] == "UTC" else found[0]), end + (step > at and c.word(end) == ")")


def _index_at(c: Cursor, at: int, offset: int) -> int:
    while at < len(c.tokens) and c.tokens[at].start < offset:
        at += 1
    return at
