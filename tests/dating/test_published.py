"""When a page was published: given, stated, worked out, or not known."""

from __future__ import annotations

import pytest

from mahdar.invariants import check
from mahdar.model import Reading
from tests.support.pages import page_of
from tests.support.reader import shipped_reader

TITLE = "لافروف يتحدث عن الوضع في المنطقة"
BODY = "قال وزير الخارجية الروسي سيرغي لافروف إن الوضع صعب، داعيا الجميع إلى الحوار."


def read(*lines: str, published: str | None = None) -> Reading:
    """The reading of a page with a title and ``lines``."""
    return check(shipped_reader().read(page_of("\n\n".join((TITLE, *lines)), published=published)))


def dated(reading: Reading) -> tuple[str, str] | None:
    return (reading.published.value, reading.published.basis) if reading.published else None


@pytest.mark.parametrize("value", ["2018", "2018-03", "2018-03-05"])
def test_what_is_given_is_trusted(value: str) -> None:
    page = read("نشرت في: 3 آذار 2017", "بدأت اليوم الجولة السابعة من محادثات أستانا.", published=value)
    assert dated(page) == (value, "given")


@pytest.mark.parametrize(
    ("line", "value", "quote"),
    [
        pytest.param("نشرت في: 3 آذار 2018", "2018-03-03", "3 آذار 2018", id="word-and-month-name"),
        pytest.param("آخر تحديث: 15 أيلول/سبتمبر 2017 - 16:40", "2017-09-15", "15 أيلول/سبتمبر 2017", id="double-month-and-clock"),
        pytest.param("تاريخ النشر: 04.05.2017 | 15:20 بتوقيت غرينتش", "2017-05-04", None, id="figures-with-a-word-of-publication"),
        pytest.param("الثلاثاء 6 آذار 2018", "2018-03-06", None, id="a-day-in-words"),
        pytest.param("كتب: نضال العاصي | 22 آب 2017", "2017-08-22", "22 آب 2017", id="byline"),
    ],
)
def test_a_date_line_states_it(line: str, value: str, quote: str | None) -> None:
    page = read(line, BODY)
    assert dated(page) == (value, "stated")
    assert page.published
    (evidence,) = page.published.evidence
    assert evidence.of(page.text) in line
    if quote:
        assert evidence.of(page.text) == quote


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param("1100 (GMT+04:00) - 28/05/09", "when the page was served", id="clock-line"),
        pytest.param("تاريخ النشر: 31.02.2017 | 15:20 بتوقيت غرينتش", "no calendar has", id="no-such-day"),
    ],
)
def test_a_date_line_that_is_refused_is_kept_with_the_reason(line: str, reason: str) -> None:
    page = read(line, BODY)
    assert page.published is None
    assert [r.layer for r in page.rejected if reason in r.reason] == ["time"]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        pytest.param("بدأت اليوم الجولة السابعة من محادثات أستانا.", "2017-10-30", id="begins-today"),
        pytest.param("انطلقت أمس الجولة السابعة من محادثات أستانا.", "2017-10-31", id="began-yesterday"),
        pytest.param("تنطلق غدا الأربعاء الجولة الـ21 من محادثات أستانا.", "2024-01-23", id="tomorrow-with-its-weekday"),
        pytest.param("اختتمت اليوم الجولة السابعة من محادثات أستانا.", "2017-10-31", id="ends-today"),
        pytest.param("اختتمت أمس الخميس الجولة الـ21 من محادثات أستانا.", "2024-01-26", id="ended-yesterday"),
        pytest.param("تُعقد اليوم وغدا الجولة الـ21 من محادثات أستانا.", "2024-01-24", id="today-and-tomorrow"),
        pytest.param("اختتمت، الجمعة، الجولة السادسة من محادثات أستانا.", "2017-09-15", id="weekday-of-the-end"),
        pytest.param("انطلقت الجولة السابعة من محادثات أستانا بحضور الوفود.", "2017-10-30", id="under-way"),
        pytest.param("تُعقد الجولة السابعة من محادثات أستانا في نهاية تشرين الأول الجاري.", "2017-10", id="announced-for-this-month"),
        pytest.param("تُعقد الجولة السابعة من محادثات أستانا أواخر الشهر الجاري.", "2017-10", id="announced-for-the-current-month"),
        pytest.param("عُقدت الجولة الـ17 من محادثات أستانا في كانون الأول الماضي. وقال لافروف في 5 كانون الثاني الجاري إن الحل قريب.",
                     "2022-01", id="a-past-month-and-this-one-over-the-new-year"),
        pytest.param("عُقدت الجولة السادسة من محادثات أستانا في أيلول الماضي. وقال لافروف في 5 كانون الأول الجاري إن الحل قريب.",
                     "2017-12", id="a-past-month-and-this-one"),
    ],
)  # fmt: skip
def test_worked_out_from_a_round(sentence: str, value: str) -> None:
    page = read(sentence)
    assert dated(page) == (value, "inferred")
    assert page.published
    assert "the dossier has" in (page.published.why or "")


def test_the_reason_quotes_the_page() -> None:
    published = read("اختتمت أمس الخميس الجولة الـ21 من محادثات أستانا.").published
    assert published
    assert published.why == "the page says «أمس الخميس» of the round; the dossier has round 21 on 2024-01-24/2024-01-25"


def test_the_round_under_way_dates_the_page_before_the_one_that_is_over() -> None:
    page = read("بدأت اليوم الجولة السابعة من محادثات أستانا. وكانت الجولة السادسة قد اختتمت في أيلول.")
    assert dated(page) == ("2017-10-30", "inferred")


def test_a_date_line_outweighs_the_rounds() -> None:
    assert dated(read("نشرت في: 31 تشرين الأول 2017", "انطلقت الجولة السابعة من محادثات أستانا.")) == ("2017-10-31", "stated")


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(BODY, id="no-round"),
        pytest.param("زار الوفد المدينة في 5 آذار 2018.", id="a-date-in-the-story"),
        pytest.param("تحدث لافروف عن الجولة السابعة من محادثات أستانا.", id="a-round-with-no-word-of-when"),
        pytest.param("اختتمت أمس الجولة الثلاثون من محادثات أستانا.", id="a-round-that-no-dossier-has"),
        pytest.param("انطلقت الجولة السابعة من محادثات أستانا في تشرين الأول الماضي.", id="began-last-autumn"),
        pytest.param("انطلقت الجولة السابعة من محادثات أستانا في 30 تشرين الأول 2017.", id="began-in-a-year-that-must-be-told"),
        pytest.param("اختتمت أمس الاثنين الجولة الـ21 من محادثات أستانا.", id="a-weekday-that-the-dossier-contradicts"),
        pytest.param("عُقدت الجولة السادسة من محادثات أستانا في أيلول الماضي.", id="a-past-month-alone"),
    ],
)
def test_where_nothing_tells_it_is_null(sentence: str) -> None:
    assert read(sentence).published is None


def test_times_are_resolved_from_the_date_worked_out() -> None:
    page = read("بدأت اليوم الجولة السابعة من محادثات أستانا، وتنتهي غدا.")
    assert [(t.of(page.text), t.value, t.anchor) for t in page.times] == [("اليوم", "2017-10-30", "published"), ("غدا", "2017-10-31", "published")]
