"""Hijri dates: Umm al-Qura's within its range, the arithmetical calendar's outside it, and nothing that isn't a date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hijridate import Hijri
from hypothesis import given
from hypothesis import strategies as st

from mahdar.arabic import fold
from mahdar.knowledge import load
from mahdar.times import Calendar, hijri
from mahdar.times.days import Days, Refused
from mahdar.times.meaning import Relative

from .conftest import Find

FIRST_EXACT, LAST_EXACT = date(1924, 8, 1), date(2077, 11, 16)


def days(year: int, month: int | None = None, day: int | None = None) -> Days:
    found = hijri.gregorian(year, month, day)
    assert isinstance(found, Days)
    return found


@pytest.mark.parametrize(
    ("year", "month", "day", "value"),
    [
        (1445, 9, 1, "2024-03-11"),
        (1445, 10, 1, "2024-04-10"),
        (1445, 12, 10, "2024-06-16"),
        (1446, 1, 1, "2024-07-07"),
        (1446, 9, 1, "2025-03-01"),
        (1436, 10, 25, "2015-08-10"),
        (1436, 10, 14, "2015-07-30"),
        (1400, 1, 1, "1979-11-20"),
        (1439, 9, 1, "2018-05-16"),
        (1438, 1, 1, "2016-10-02"),
        (1442, 9, 1, "2021-04-13"),
        (1432, 10, 1, "2011-08-30"),
        (1393, 9, 10, "1973-10-06"),
        (1343, 1, 1, "1924-08-01"),
        (1500, 12, 30, "2077-11-16"),
    ],
)
def test_well_known_days(year: int, month: int, day: int, value: str) -> None:
    assert days(year, month, day).edtf == value
    assert hijri.from_gregorian(date.fromisoformat(value)) == hijri.HijriDay(year, month, day)


@pytest.mark.parametrize(
    ("year", "month", "day", "told"),
    [
        pytest.param(1, 1, 1, "0622-07-19", id="the calendar begins"),
        pytest.param(11, 3, 12, "0632-06-11", id="the Prophet dies, 8 June 632 Julian"),
        pytest.param(61, 1, 10, "0680-10-13", id="Karbala, 10 October 680 Julian"),
        pytest.param(656, 2, 4, "1258-02-17", id="Baghdad falls, 10 February 1258 Julian"),
        pytest.param(857, 5, 20, "1453-06-07", id="Constantinople falls, 29 May 1453 Julian"),
        pytest.param(897, 3, 2, "1492-01-11", id="Granada falls, 2 January 1492 Julian"),
    ],
)
def test_days_of_history_are_a_day_or_two_off_and_say_so(year: int, month: int, day: int, told: str) -> None:
    found = days(year, month, day)
    assert abs((found.first - date.fromisoformat(told)).days) <= 2
    assert found.edtf == f"{found.first}~"


@pytest.mark.parametrize(
    ("year", "month", "value"),
    [
        (1436, 9, "2015-06-18/2015-07-16"),
        (1436, 11, "2015-08-16/2015-09-13"),
        (1445, None, "2023-07-19/2024-07-06"),
        (1300, 9, "1883-07-06~/1883-08-04~"),
        (1300, None, "1882-11-12~/1883-11-01~"),
    ],
)
def test_months_and_years_are_intervals(year: int, month: int | None, value: str) -> None:
    assert days(year, month).edtf == value
    assert str(parse_edtf(value)) == value


@pytest.mark.parametrize(
    ("year", "month", "day", "reason"),
    [
        (0, 1, 1, "expected a Hijri year from 1 to 9665, got 0"),
        (-3, None, None, "expected a Hijri year from 1 to 9665, got -3"),
        (99999, None, None, "expected a Hijri year from 1 to 9665, got 99999"),
        pytest.param(10**5000, 1, 1, "expected a Hijri year from 1 to 9665, got a number of more than nine digits", id="five thousand digits"),
        (1436, 13, None, "expected a Hijri month from 1 to 12, got 13"),
        (1436, 0, 1, "expected a Hijri month from 1 to 12, got 0"),
        (1436, 9, 31, "expected a day from 1 to 29 in month 9 of 1436 AH, got 31"),
        (1436, 9, 30, "expected a day from 1 to 29 in month 9 of 1436 AH, got 30"),
        (700, 2, 30, "expected a day from 1 to 29 in month 2 of 700 AH, got 30"),
        (1436, 9, 0, "expected a day from 1 to 29 in month 9 of 1436 AH, got 0"),
        (1436, None, 5, "expected a month beside day 5 of 1436 AH, got none"),
    ],
)
def test_what_there_is_not_is_refused_with_the_reason(year: int, month: int | None, day: int | None, reason: str) -> None:
    assert hijri.gregorian(year, month, day) == Refused(reason)


@given(st.integers(1343, 1500), st.integers(1, 12))
def test_within_its_range_the_calendar_is_umm_al_qura_s(year: int, month: int) -> None:
    theirs = Hijri(year, month, 1)
    found = days(year, month)
    assert found == Days(theirs.to_gregorian(), theirs.to_gregorian() + timedelta(theirs.month_length() - 1))


@given(st.integers(1343, 1500), st.integers(1, 12))
def test_the_arithmetical_calendar_is_within_two_days_of_umm_al_qura_s(year: int, month: int) -> None:
    reckoned = hijri._EPOCH + timedelta(hijri._days_before(year) + hijri._days_into(month))
    assert abs((reckoned - days(year, month).first).days) <= 2


def test_eleven_years_of_thirty_have_a_day_more() -> None:
    long = [year for year in range(1, 31) if (days(year).last - days(year).first).days == 354]
    assert long == [2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29]
    assert (days(30).last - days(1).first).days + 1 == 10631


@given(st.dates(min_value=date(622, 7, 19), max_value=date(9999, 10, 1)))
def test_there_and_back(day: date) -> None:
    here = hijri.from_gregorian(day)
    assert isinstance(here, hijri.HijriDay)
    assert here.approximate is not (FIRST_EXACT <= day <= LAST_EXACT)
    back = days(here.year, here.month, here.day)
    assert back.first == back.last == day
    assert str(parse_edtf(back.edtf)) == back.edtf


@given(st.integers(), st.none() | st.integers(), st.none() | st.integers())
def test_no_numbers_are_too_odd(year: int, month: int | None, day: int | None) -> None:
    assert hijri.gregorian(year, month, day)


def test_before_the_calendar_began_there_is_no_hijri_day() -> None:
    assert hijri.from_gregorian(date(622, 7, 18)) == Refused("expected a day from 0622-07-19 on, where the Hijri calendar begins, got 0622-07-18")
    assert isinstance(hijri.from_gregorian(date.min), Refused)
    assert isinstance(hijri.from_gregorian(date.max), hijri.HijriDay)


@pytest.mark.parametrize(
    ("month", "day", "anchor", "relative", "value"),
    [
        pytest.param(9, None, "2015-08-09", None, "2015-06-18/2015-07-16", id="رمضان, three weeks after it"),
        pytest.param(9, None, "2015-07-01", None, "2015-06-18/2015-07-16", id="رمضان, in it"),
        pytest.param(9, None, "2015-07-01", "current", "2015-06-18/2015-07-16", id="رمضان الحالي"),
        pytest.param(9, None, "2015-07-01", "past", "2014-06-28/2014-07-27", id="رمضان الماضي, said in رمضان"),
        pytest.param(9, None, "2015-08-09", "past", "2015-06-18/2015-07-16", id="رمضان الماضي"),
        pytest.param(9, None, "2015-08-09", "future", "2016-06-06/2016-07-05", id="رمضان المقبل"),
        pytest.param(11, None, "2015-08-06", "future", "2015-08-16/2015-09-13", id="ذي القعدة القادم"),
        pytest.param(11, 1, "2015-08-10", "future", "2015-08-16", id="غرة ذي القعدة القادم"),
        pytest.param(1, 10, "2009-12-20", None, "2009-12-27", id="العاشر من محرم"),
        pytest.param(9, None, "1850-01-01", None, "1849-07-21~/1849-08-19~", id="far back"),
    ],
)
def test_which_year_s_month_is_meant(month: int, day: int | None, anchor: str, relative: Relative | None, value: str) -> None:
    found = hijri.near(month, day, date.fromisoformat(anchor), relative)
    assert isinstance(found, Days)
    assert found.edtf == value


def test_a_day_that_no_year_near_has_is_refused() -> None:
    refused = hijri.near(9, 31, date(2015, 8, 1), None)
    assert isinstance(refused, Refused)
    assert "expected a day from 1 to" in refused.reason
    assert isinstance(hijri.near(13, None, date(2015, 8, 1), None), Refused)
    assert isinstance(hijri.near(9, None, date(100, 1, 1), None), Refused)
    assert isinstance(hijri.near(9, None, date.max, "future"), Refused)


@pytest.mark.parametrize(
    ("told", "day", "agrees"),
    [
        ((1436, 10, 14), date(2015, 7, 30), True),
        ((1436, 10, 15), date(2015, 7, 30), True),
        ((1436, 10, 16), date(2015, 7, 30), False),
        ((1436, 9, 30), date(2015, 7, 17), True),
        ((1436, 9, 31), date(2015, 7, 18), False),
        ((1436, 13, 1), date(2015, 7, 18), False),
        ((0, 1, 1), date(622, 7, 19), False),
        ((61, 1, 10), date(680, 10, 13), True),
    ],
)
def test_a_stated_pair_agrees_within_a_day(told: tuple[int, int, int], day: date, agrees: bool) -> None:
    assert hijri.same_day(told, day) is agrees


def test_the_tolerance_can_be_told() -> None:
    assert hijri.same_day((1436, 10, 16), date(2015, 7, 30), tolerance=2)
    assert not hijri.same_day((1436, 10, 15), date(2015, 7, 30), tolerance=0)


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("محرم", 1), ("محرم الحرام", 1), ("المحرم", 1), ("صفر", 2), ("ربيع أول", 3), ("ربيع الأول", 3), ("ربيع ثان", 4), ("ربيع الآخر", 4),
        ("جمادى الأولى", 5), ("جمادى الأول", 5), ("جمادى الآخر", 6), ("جمادى الآخرة", 6), ("جمادى الثانية", 6), ("رجب", 7), ("شعبان المعظم", 8),
        ("رمضان", 9), ("رمضان المبارك", 9), ("رمضان الكريم", 9), ("شوال المكرم", 10), ("ذو القعدة", 11), ("ذي القعدة", 11), ("ذوالقعدة", 11),
        ("ذو القعده", 11), ("ذو القعدة الحرام", 11), ("ذي الحجة", 12), ("ذو الحجه", 12),
    ],
)  # fmt: skip
def test_names_of_months_with_their_epithets(find: Find, words: str, month: int) -> None:
    text = f"شهر {words} 1440هـ"
    ((found,), _) = find(text)
    assert (found.of(text), found.meaning) == (text, Calendar(system="hijri", month=month, year=1440))


def test_libya_s_months_are_twelve_and_no_other_month_s_words() -> None:
    months = load().months
    assert [int(number) for number in months.libyan] == list(range(1, 13))
    others = {fold(name) for names in (*months.gregorian.values(), *months.hijri.values()) for name in names}
    assert not others & {fold(name) for names in months.libyan.values() for name in names}
