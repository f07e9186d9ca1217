from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from mahdar.knowledge import load
from mahdar.model import Time
from mahdar.times import Found, Resolver
from mahdar.times.meaning import Spoken

from .conftest import Find

FRIDAY = "2017-09-15"
RESOLVER = Resolver(load())


def resolve(found: Found, published: str | None) -> Time:
    ((time,), _) = RESOLVER.resolve([found], published)
    return time


# id, sentence (with one time), published, value
DATES = [
    # days and months that name their year
    ("day", "في 14 سبتمبر 2017", FRIDAY, "2017-09-14"),
    ("day-without-anchor", "في 14 سبتمبر 2017", None, "2017-09-14"),
    ("range", "يومي 14 و15 أيلول 2017", None, "2017-09-14/2017-09-15"),
    ("range-over-months", "من 28 شباط إلى 2 آذار 2018", None, "2018-02-28/2018-03-02"),
    ("month-and-year", "في أيلول 2017", None, "2017-09"),
    ("year", "عام 2011", None, "2011"),
    ("years", "في عامي 2015 و2016", None, "2015/2016"),
    ("figures", "نشر في 28/05/09", None, "2009-05-28"),
    ("no-such-day", "في 31 شباط 2017", FRIDAY, None),
    ("leap-day", "في 29 شباط 2016", FRIDAY, "2016-02-29"),
    ("range-ends-on-no-day", "يومي 29 و31 نيسان 2017", FRIDAY, None),
    ("range-over-new-year", "من 30 كانون الأول إلى 2 كانون الثاني 2016", None, "2015-12-30/2016-01-02"),
    # the year told by an adjective
    ("past-month", "في أيار الماضي", FRIDAY, "2017-05"),
    ("past-month-last-year", "في كانون الأول الماضي", FRIDAY, "2016-12"),
    ("past-same-month", "في أيلول الماضي", FRIDAY, "2016-09"),
    ("next-month", "في تشرين الأول المقبل", FRIDAY, "2017-10"),
    ("next-month-next-year", "في كانون الثاني المقبل", FRIDAY, "2018-01"),
    ("current-month", "في أيلول الجاري", FRIDAY, "2017-09"),
    ("past-day", "في 4 أيار الماضي", FRIDAY, "2017-05-04"),
    ("past-day-this-month", "في 4 أيلول الماضي", FRIDAY, "2017-09-04"),
    ("next-day-next-year", "في 4 أيار المقبل", FRIDAY, "2018-05-04"),
    ("next-day-this-month", "في 20 أيلول المقبل", FRIDAY, "2017-09-20"),
    # the year told by nearness or the clause
    ("day-just-past", "التقيا في 4 أيلول", FRIDAY, "2017-09-04"),
    ("day-soon", "اللقاء في 4 تشرين الأول", FRIDAY, "2017-10-04"),
    ("far-month-behind", "التقيا في كانون الأول", "2017-02-10", "2016-12"),
    ("far-month-ahead", "سيلتقيان في كانون الأول", "2017-02-10", "2017-12"),
    ("soon-but-behind", "كان قد وصل في تشرين الثاني", FRIDAY, "2016-11"),
    ("over-new-year", "سيلتقيان في 10 كانون الثاني", "2017-12-20", "2018-01-10"),
    ("over-new-year-but-past", "التقيا في 10 كانون الثاني", "2017-12-20", "2017-01-10"),
    ("range-undated", "تعقد يومي 30 و31 تشرين الأول", FRIDAY, "2017-10-30/2017-10-31"),
    ("months-undated-no-anchor", "في أيار الماضي", None, None),
    # days of a month told by direction
    ("fifth-of-next-month", "في الخامس من الشهر المقبل", FRIDAY, "2017-10-05"),
    ("fifth-of-next-month-december", "في الخامس من الشهر المقبل", "2017-12-03", "2018-01-05"),
    ("fifth-of-last-month", "في الخامس من الشهر الماضي", "2017-01-03", "2016-12-05"),
    ("two-days-alone", "يومي 20 و21", FRIDAY, "2017-09-20/2017-09-21"),
    ("two-days-alone-published-in-year", "يومي 20 و21", "2017", None),
    # weekdays; the 15th is a Friday
    ("weekday-last", "وصل الأربعاء", FRIDAY, "2017-09-13"),
    ("weekday-today", "وصل الجمعة", FRIDAY, "2017-09-15"),
    ("weekday-ahead", "سيصل الأربعاء", FRIDAY, "2017-09-20"),
    ("weekday-ahead-today", "سيصل الجمعة", FRIDAY, "2017-09-15"),
    ("weekday-past-adjective", "مساء الجمعة الماضية", FRIDAY, "2017-09-08"),
    ("weekday-next-adjective", "الاثنين المقبل", FRIDAY, "2017-09-18"),
    ("weekday-next-same", "الجمعة المقبلة", FRIDAY, "2017-09-22"),
    ("weekdays", "الأربعاء والخميس المقبلين", FRIDAY, "2017-09-20/2017-09-21"),
    ("weekdays-sunday-monday", "عقدت الأحد والاثنين", FRIDAY, "2017-09-10/2017-09-11"),
    ("weekday-published-in-month", "وصل الأربعاء", "2017-09", None),
    ("weekday-no-anchor", "وصل الأربعاء", None, None),
    # days from the day of speaking
    ("today", "وصل اليوم", FRIDAY, "2017-09-15"),
    ("yesterday", "وصل أمس", "2017-09-01", "2017-08-31"),
    ("yesterday-named", "وصل أمس الخميس", FRIDAY, "2017-09-14"),
    ("day-before-yesterday", "وصل أول من أمس", FRIDAY, "2017-09-13"),
    ("after-tomorrow", "يصل بعد غد", FRIDAY, "2017-09-17"),
    ("today-and-tomorrow", "تعقد اليوم وغدا", FRIDAY, "2017-09-15/2017-09-16"),
    ("tomorrow-published-in-month", "يصل غدا", "2017-09", None),
    # units
    ("last-week", "الأسبوع الماضي", FRIDAY, "2017-09-04/2017-09-10"),
    ("this-week", "هذا الأسبوع", FRIDAY, "2017-09-11/2017-09-17"),
    ("next-month-unit", "الشهر المقبل", "2017-12-15", "2018-01"),
    ("last-month-published-in-month", "الشهر الماضي", "2017-01", "2016-12"),
    ("last-month-published-in-year", "الشهر الماضي", "2017", None),
    ("next-year", "العام المقبل", FRIDAY, "2018"),
    ("last-year-published-in-year", "العام الماضي", "2017", "2016"),
    ("month-of-next-year", "تشرين الأول من العام المقبل", "2017-10-18", "2018-10"),
    ("month-of-last-year", "أيلول من العام الماضي", "2017-10-18", "2016-09"),
    ("month-of-this-year", "كانون الأول من هذا العام", "2017-10-18", "2017-12"),
    ("last-decade", "العقد الماضي", FRIDAY, "200X"),
    ("last-century", "القرن الماضي", FRIDAY, "19XX"),
    # ago
    ("days-ago", "وصل قبل يومين", FRIDAY, "2017-09-13"),
    ("weeks-ago", "وصل قبل ثلاثة أسابيع", FRIDAY, "2017-08-21/2017-08-27"),
    ("months-ago", "وصل قبل شهرين", "2017-01-15", "2016-11"),
    ("years-ago", "غادر منذ سبع سنوات", FRIDAY, "2010"),
    ("years-ago-published-in-year", "غادر منذ سبع سنوات", "2017", "2010"),
    ("months-ago-published-in-month", "وصل قبل شهرين", "2017-01", "2016-11"),
    ("decades-ago", "غادر قبل عقدين", FRIDAY, "199X"),
    ("some-days-ago", "غادر قبل أيام", FRIDAY, None),
]

DURATIONS = [
    ("دقيقتين", "بعد دقيقتين من ذلك", "PT2M"),
    ("ساعة", "هدنة لمدة 72 ساعة", "PT72H"),
    ("أيام", "استمرت ستة أيام", "P6D"),
    ("أسبوعين", "هدنة لمدة أسبوعين", "P2W"),
    ("شهر", "تستمر 3 أشهر", "P3M"),
    ("سنوات", "دامت خمس سنوات", "P5Y"),
    ("عقدين", "بعد عقدين من النزاع", "P20Y"),
    ("قرنين", "بعد قرنين من ذلك", "P200Y"),
    ("عدة", "استمر عدة أشهر", None),
    ("الساعات", "خلال الساعات الـ48 المقبلة", "PT48H"),
    ("القليلة", "خلال الأيام القليلة الماضية", None),
]


@pytest.mark.parametrize(("text", "published", "value"), [row[1:] for row in DATES], ids=[row[0] for row in DATES])
def test_dates(find: Find, text: str, published: str | None, value: str | None) -> None:
    ((found,), _) = find(text)
    assert resolve(found, published).value == value


@pytest.mark.parametrize(("text", "value"), [row[1:] for row in DURATIONS], ids=[row[0] for row in DURATIONS])
def test_durations(find: Find, text: str, value: str | None) -> None:
    ((found,), _) = find(text)
    time = resolve(found, FRIDAY)
    assert (time.type, time.value, time.anchor) == ("DURATION", value, None)


@pytest.mark.parametrize(
    ("text", "published", "anchor"),
    [
        ("عام 2011", FRIDAY, None),
        ("أمس", FRIDAY, "published"),
        ("أمس", None, None),
        ("قبل أيام", FRIDAY, None),
        ("في أيار الماضي", "2017-08", "published"),
        ("في أيار الماضي", "2017", None),
        ("في أيار المقبل", "2017", None),
        ("العام الماضي", "2017", "published"),
    ],
)
def test_the_anchor_is_told_where_it_was_used(find: Find, text: str, published: str | None, anchor: str | None) -> None:
    ((found,), _) = find(text)
    assert resolve(found, published).anchor == anchor


def test_what_was_read_is_kept(find: Find) -> None:
    text = "أواخر أيلول الماضي"
    ((found,), _) = find(text)
    time = resolve(found, FRIDAY)
    assert (time.start, time.end, time.type, time.rule, time.modifier) == (0, len(text), "DATE", "month", "end")


def test_the_ends_of_the_calendar_give_no_value_rather_than_an_error() -> None:
    def spoken(days: int) -> Found:
        return Found(start=0, end=1, type="DATE", rule="deictic", meaning=Spoken(offset=days))

    assert resolve(spoken(-1), "0001-01-01").value is None
    assert resolve(spoken(1), "9999-12-31").value is None


@given(
    st.sampled_from([row[1] for row in DATES]),
    st.dates(date(1950, 1, 1), date(2090, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]),
)
def test_every_value_is_edtf(find: Find, text: str, day: date, precision: str) -> None:
    ((found,), _) = find(text)
    value = resolve(found, day.strftime(precision)).value
    if value is not None:
        first, _, last = value.partition("/")
        parse_edtf(value)
        assert not last or first < last
