"""The date worked out from all that a page tells: the day, month, year or stretch that the evidence supports, and the reason."""

from __future__ import annotations

from datetime import date

import pytest

from mahdar.dating import Bound
from mahdar.invariants import check
from mahdar.model import Published, Reading
from tests.support.pages import page_of
from tests.support.reader import shipped_reader

TITLE = "مباحثات حول الوضع في المنطقة"
CLOCK = "1100 (GMT+04:00) - 11/06/09"
TILLERSON = "قال وزير الخارجية الأمريكي ريكس تيلرسون إن بلاده ترحب بالحوار."


def read(*lines: str, bounds: tuple[Bound, ...] = ()) -> Reading:
    return check(shipped_reader().read(page_of("\n\n".join((TITLE, *lines))), bounds=bounds))


def inferred(*lines: str) -> Published:
    published = read(*lines).published
    assert published is not None
    assert published.basis == "inferred"
    return published


@pytest.mark.parametrize(
    ("lines", "value", "reason"),
    [
        pytest.param(
            (CLOCK, "قال الرئيس الأمريكي باراك أوباما، الثلاثاء، إنه سيلتقي الوفد في 26 مايو/أيار الجاري."),
            "2009-05-12", "«26 مايو/أيار الجاري» is told as this month", id="clock-line-month-and-weekday",
        ),
        pytest.param((CLOCK, "قال مسؤول إن الوضع صعب."), "2009-05", "served on 2009-06-11", id="clock-line-alone"),
        pytest.param(
            ("ناقش رئيس الوزراء الإسرائيلي نفتالي بينيت الفكرة مع الوفد. وتعقد القمة في نهاية يونيو المقبل، وتتم الزيارة نهاية الشهر المقبل.",),
            "2022-05", "«نهاية يونيو المقبل» and «نهاية الشهر المقبل» are told as the same month", id="a-term-and-the-month-to-come",
        ),
        pytest.param(
            ("تحسنت العلاقات منذ تولي الرئيس باراك أوباما منصبه مطلع العام. وكان الوفد زار المدينة في 10 يوليو الجاري.",),
            "2009-07", "«مطلع العام» is told of Barack Obama taking office (2009-01-20)", id="taking-office-this-year",
        ),
        pytest.param(
            ("تحسنت العلاقات منذ تولي الرئيس باراك أوباما منصبه في يناير الماضي. وقال مسؤول إن الاجتماع يعقد في 26 أيار الجاري.",),
            "2009-05", "«يناير الماضي» is told of Barack Obama taking office", id="taking-office-in-a-past-month",
        ),
        pytest.param(
            ("بدأت عملية غصن الزيتون في يناير الماضي، وقال مسؤول إن الوفد يصل في 10 مارس الجاري.",),
            "2018-03", "«يناير الماضي» is told of Olive Branch", id="a-known-operation-in-a-past-month",
        ),
        pytest.param(
            ("قدم وزير الخارجية الإيراني حسين أمير عبد اللهيان العزاء في وفاة الشيخ خليفة بن زايد، وقال إن صفحة جديدة فتحت.",),
            "2022-05", "it tells that Khalifa bin Zayed Al Nahyan is dead (2022-05-13)", id="a-death-that-is-mourned",
        ),
        pytest.param(
            ("قال وزير الخارجية الأمريكي ريكس تيلرسون إن الاجتماع يعقد الثلاثاء 10 أكتوبر الجاري.",),
            "2017-10", "«الثلاثاء 10 أكتوبر الجاري» is a Tuesday", id="the-day-of-the-week-tells-the-year",
        ),
        pytest.param((TILLERSON,), "2017-02/2018-03", "foreign-minister of united-states (2017-02-01/2018-03-31)", id="a-term-alone"),
        pytest.param(
            ("عُقدت الجولة السادسة من محادثات أستانا في أيلول الماضي.",),
            "2017-09/2018-06", "is told of a month that is past", id="a-round-in-a-past-month",
        ),
        pytest.param(
            ("انطلقت الجولة السابعة من محادثات أستانا في تشرين الأول الماضي.",),
            "2017-11/2018-08", "is told of a month that is past", id="a-round-that-began-in-a-past-month",
        ),
        pytest.param(
            ("انطلقت الجولة السابعة من محادثات أستانا في 30 تشرين الأول 2017.",),
            "2017-10/2018-04", "is told as held", id="a-round-that-began-in-a-year-that-is-told",
        ),
        pytest.param(("تُعقد الجولة السابعة من محادثات أستانا قريبا.",), "2017-06/2017-10", "is told as announced", id="a-round-to-come"),
    ],
)  # fmt: skip
def test_what_the_page_tells_dates_it(lines: tuple[str, ...], value: str, reason: str) -> None:
    published = inferred(*lines)
    assert published.value == value
    assert reason in (published.why or "")


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("زار الوفد المدينة في مارس الماضي، وكان الاتفاق وقع عام 2016.", id="nothing-has-two-ends"),
        pytest.param("قال الرئيس الأمريكي السابق باراك أوباما إن الوضع صعب.", id="former-has-no-end"),
        pytest.param("قال الرئيس الروسي فلاديمير بوتين إن بلاده ترحب بالحوار.", id="still-in-office"),
        pytest.param("انتقد مسؤول إدارة أوباما وقال إن الوضع صعب.", id="a-government-of-the-past-is-told-of-later-too"),
        pytest.param("قال الرئيس أوباما إن الوضع صعب.", id="a-title-stays-for-life"),
        pytest.param("قال مسؤول، اليوم الثلاثاء، إن الوفد يصل في 10 مارس الجاري.", id="a-day-of-any-year"),
        pytest.param("تعود الفكرة إلى غزو أفغانستان، وقال مسؤول إن الأمور تغيرت هذا العام.", id="this-year-is-not-the-event-s"),
        pytest.param("أحيا الحزب ذكرى وفاة الشيخ خليفة بن زايد بحضور مسؤولين.", id="an-anniversary-of-a-death"),
        pytest.param("قال جون ماكين: «في مايو الجاري زرنا الوزير ريكس تيلرسون».", id="a-bare-name"),
    ],
)
def test_too_little_is_told(sentence: str) -> None:
    assert read(sentence).published is None


def test_furniture_tells_nothing() -> None:
    page = read("قال مسؤول إن الوضع صعب، مضيفا أن الحوار مستمر بين الطرفين في العاصمة.", "جميع الحقوق محفوظة © 2019")
    assert page.published is None
    assert read(TILLERSON, "جميع الحقوق محفوظة © 2024").published == read(TILLERSON).published


def test_the_evidence_is_quoted() -> None:
    page = read(CLOCK, "قال مسؤول، الثلاثاء، إن الوفد يصل في 26 مايو/أيار الجاري.")
    assert page.published
    assert {span.of(page.text) for span in page.published.evidence} == {CLOCK, "الثلاثاء", "26 مايو/أيار الجاري"}


def test_a_former_office_dates_the_page_after_it() -> None:
    acting = "قال وزير الخارجية الأمريكي مايك بومبيو إن بلاده ترحب."
    assert inferred(acting).value == "2018-04/2021-01"
    assert inferred(f"{acting} وقال مستشار الأمن القومي الأمريكي السابق جون بولتون إنه ينتقد القرار.").value == "2019-09/2021-01"


def test_days_of_this_month_tell_on_which_side_of_today_they_are() -> None:
    past = inferred(CLOCK, "وقال مسؤول، الثلاثاء، إن الوفد كان قد زار المدينة في 13 مايو/أيار الجاري.")
    assert past.value == "2009-05"  # the Tuesday thirty days before the clock line is the twelfth


def test_a_stretch_gives_the_times_no_value() -> None:
    page = read("قال وزير الخارجية الأمريكي ريكس تيلرسون، أمس، إن الاجتماع عقد العام الماضي.")
    assert page.published
    assert "/" in page.published.value
    assert [t.value for t in page.times] == [None, None]


def test_a_stretch_in_one_year_gives_them_the_year() -> None:
    page = read("قال رئيس وزراء بريطانيا ليز تراس، أمس، إن الاجتماع عقد العام الماضي.")
    assert page.published
    assert page.published.value == "2022-09/2022-10"
    assert [t.value for t in page.times] == [None, "2021"]


def test_what_others_tell_counts_where_the_page_states_nothing() -> None:
    bound = Bound(first=date(2017, 10, 3), last=date(2017, 10, 5), why="a dated page tells the same story")
    published = read(TILLERSON, bounds=(bound,)).published
    assert published is not None
    assert (published.value, published.basis) == ("2017-10", "inferred")
    assert (published.why or "").startswith("a dated page tells the same story")
    assert read("قال مسؤول إن الوضع صعب.", bounds=(Bound(first=date(2017, 10, 3), why="no end"),)).published is None
    stated = read("نشرت في: 3 آذار 2018", TILLERSON, bounds=(bound,)).published
    assert stated is not None
    assert (stated.value, stated.basis) == ("2018-03-03", "stated")


def test_a_page_that_tells_thousands_of_things_is_dated_as_quickly_as_it_is_read() -> None:
    sentence = "قال وزير الخارجية الأمريكي ريكس تيلرسون، أمس الثلاثاء، إن حرب غزة كانت في يناير الماضي، وإن الوفد يصل في 5 مايو الجاري. "
    published = read(sentence * 300).published
    assert published is not None
    assert published.value.startswith("2017")
