"""EDTF dates in words: «22–23 نوفمبر 2022», 22–23 Nov 2022; with «تشرين الثاني», or both names of a month, by choice."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, get_args

from babel.dates import get_month_names
from markupsafe import Markup

from mahdar.export.dates import months as both_names
from mahdar.export.languages import Language
from mahdar.process.days import is_week

MonthNames = Literal["common", "levant", "both"]
"""By which names a reader of Arabic knows the months: نوفمبر, تشرين الثاني, or both (تشرين الثاني/نوفمبر). English has one sort."""
MONTH_NAMES: tuple[MonthNames, ...] = get_args(MonthNames)

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-2]\d|3[01]))?)?(?P<doubt>[?~%]?)")
_DECADE = re.compile(r"(\d{3})X")
_CENTURY = re.compile(r"(\d{2})XX")
_SEASON = re.compile(r"(\d{4})-2([1-4])")
_SEASONS: dict[Language, tuple[str, ...]] = {"ar": ("ربيع", "صيف", "خريف", "شتاء"), "en": ("spring", "summer", "autumn", "winter")}


_WEEK: dict[Language, str] = {"ar": "في أسبوع {}", "en": "in the week of {}"}


@cache
def month_names(language: Language, names: MonthNames = "common") -> dict[int, str]:
    """The names of months by number."""
    if language == "en":
        return {n: str(name) for n, name in get_month_names("abbreviated", locale="en").items()}
    if names == "both":
        return both_names(language)
    return {n: str(name) for n, name in get_month_names("wide", locale="ar_SY" if names == "levant" else "ar").items()}


@lru_cache(maxsize=8192)
def in_words(value: str, language: Language, names: MonthNames = "common") -> Markup:
    """An EDTF date or interval in words, in a ``time`` element. What isn't one of the known forms is shown as it is."""
    months = month_names(language, names)
    text = _interval(value, language, months) if "/" in value else _one(value, language, months)
    if text is None:
        return Markup('<bdi dir="ltr" class="n">{}</bdi>').format(value)
    machine = Markup(' datetime="{}"').format(value) if re.fullmatch(r"\d{4}(-\d\d){0,2}", value) else Markup("")
    return Markup('<time class="n"{}>{}</time>').format(machine, text)


def span_in_words(start: str | None, end: str | None, language: Language, names: MonthNames = "common") -> Markup | None:
    """The days from ``start`` to ``end`` (EDTF) in words; one of them where they are the same or the other isn't known. Of a whole week it is
    said that it is one: that is how «الأسبوع الماضي» (last week) is told."""
    if start and end and start != end:
        span = in_words(f"{start}/{end}", language, names)
        return Markup(_WEEK[language]).format(span) if is_week(start, end) else span
    known = start or end
    return in_words(known, language, names) if known else None


def _one(value: str, language: Language, months: dict[int, str]) -> Markup | None:
    if decade := _DECADE.fullmatch(value):
        return _range(f"{decade[1]}0", f"{decade[1]}9")
    if century := _CENTURY.fullmatch(value):
        return _range(f"{century[1]}00", f"{century[1]}99")
    if season := _SEASON.fullmatch(value):
        return Markup("<bdi>{} {}</bdi>").format(_SEASONS[language][int(season[2]) - 1], season[1])
    date = _DATE.fullmatch(value)
    if date is None:
        return None
    words = " ".join(part for part in (_day(date["day"]), _month(date["month"], months), date["year"]) if part)
    if date["doubt"]:
        words = f"{'نحو' if language == 'ar' else 'about'} {words}"
    return Markup("<bdi>{}</bdi>").format(words)


def _interval(value: str, language: Language, months: dict[int, str]) -> Markup | None:
    first, _, last = value.partition("/")
    a, b = _DATE.fullmatch(first), _DATE.fullmatch(last)
    if a is None or b is None:
        return None
    if a["day"] and b["day"] and (a["year"], a["month"]) == (b["year"], b["month"]) and not (a["doubt"] or b["doubt"]):
        days = _range(str(int(a["day"])), str(int(b["day"])))
        return Markup("<bdi>{} {} {}</bdi>").format(days, _month(a["month"], months), a["year"])
    if not a["month"] and not b["month"] and not (a["doubt"] or b["doubt"]):
        return _range(a["year"], b["year"])
    one, other = _one(first, language, months), _one(last, language, months)
    return Markup("{} – {}").format(one, other) if one and other else None


def _day(day: str | None) -> str:
    return str(int(day)) if day else ""


def _month(month: str | None, months: dict[int, str]) -> str:
    return months[int(month)] if month else ""


def _range(first: str, last: str) -> Markup:
    # Without an isolate of its own a range turns round in a right-to-left line: 23–22.
    return Markup('<bdi dir="ltr">{}–{}</bdi>').format(first, last)
