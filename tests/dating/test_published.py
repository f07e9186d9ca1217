"""When a page was published: given, stated, worked out, or not known."""

from __future__ import annotations

import msgspec
import pytest

from mahdar.invariants import check
from mahdar.model import Metadata, Reading, Told
from tests.support.pages import page_of
from tests.support.reader import shipped_reader

TITLE = "لافروف يتحدث عن الوضع في المنطقة"
BODY = "قال وزير الخارجية الروسي سيرغي لافروف إن الوضع صعب، داعيا الجميع إلى الحوار."


def read(*lines: str, published: str | None = None) -> Reading:
    """The reading of a page with a title and ``lines``."""
    return check(shipped_reader().read(page_of("\n\n".join((TITLE, *lines)), published=published)))


def read_beside(*lines: str, url: str | None = None, fetched: str | None = None, **markup: str) -> Reading:
    """The reading of a page with ``lines`` between its title and text, with what stands beside it."""
    metadata = Metadata(**{key: Told(value=value, where=f"meta {key}") for key, value in markup.items()})
    page = msgspec.structs.replace(page_of("\n\n".join((TITLE, *lines, BODY))), url=url, fetched=fetched, metadata=metadata)
    return check(shipped_reader().read(page))


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
        pytest.param("آخر تحديث: 15 أيلول/سبتمبر 2017 - 16:40", "2017-09-15", "15 أيلول/سبتمبر 2017 - 16:40", id="double-month-and-clock"),
        pytest.param("تاريخ النشر: 04.05.2017 | 15:20 بتوقيت غرينتش", "2017-05-04", None, id="figures-with-a-word-of-publication"),
        pytest.param("الثلاثاء 6 آذار 2018", "2018-03-06", None, id="a-day-in-words"),
        pytest.param("كتب: نضال العاصي | 22 آب 2017", "2017-08-22", "22 آب 2017", id="byline"),
        pytest.param("نشر: 05/09/2018 - 14:20 آخر تحديث: 07/09/2018 - 09:00", "2018-09-05", "05/09/2018 - 14:20", id="publication-before-change"),
        pytest.param("آخر تحديث: 07/09/2018 - 09:00 نشر: 05/09/2018 - 14:20", "2018-09-05", "05/09/2018 - 14:20", id="publication-after-change"),
        pytest.param("تاريخ النشر: 2018/09/05", "2018-09-05", "2018/09/05", id="year-first"),
        pytest.param("أيلول/سبتمبر 5, 2018", "2018-09-05", "أيلول/سبتمبر 5, 2018", id="month-first"),
        pytest.param("الأربعاء 5 شتنبر 2018 - 12:00", "2018-09-05", None, id="maghrebi-month-and-clock"),
        pytest.param("25 ذو الحجة 1439 الموافق 5 سبتمبر 2018", "2018-09-05", "5 سبتمبر 2018", id="with-its-hijri-pair"),
        pytest.param("Last Updated: Wednesday, 5 September, 2018, 10:20 GMT", "2018-09-05", None, id="english"),
        pytest.param("Published: September 5, 2018", "2018-09-05", "September 5, 2018", id="english-month-first"),
        pytest.param("2018-09-05 10:20", "2018-09-05", None, id="figures-under-the-headline"),
        pytest.param("جدة 25 ذو الحجة 1439 هـ الموافق 5 سبتمبر 2018 م واس", "2018-09-05", "5 سبتمبر 2018 م", id="dateline-of-an-agency"),
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
        pytest.param("الاثنين، 11 كانون الثاني/يناير 2010، آخر تحديث 22:00 (GMT+0400)", "the hour alone", id="change-of-the-hour-alone"),
        pytest.param("الجمعة 6 آذار 2018", "the calendar contradicts", id="another-day-of-the-week"),
        pytest.param("تاريخ النشر: 31.02.2017 | 15:20 بتوقيت غرينتش", "no calendar has", id="no-such-day"),
    ],
)
def test_a_date_line_that_is_refused_is_kept_with_the_reason(line: str, reason: str) -> None:
    page = read(line, BODY)
    assert page.published is None or page.published.basis == "inferred"
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
    ],
)
def test_where_nothing_tells_it_is_null(sentence: str) -> None:
    assert read(sentence).published is None


def test_a_day_of_the_week_that_the_dossier_contradicts_leaves_what_else_is_told() -> None:
    assert dated(read("اختتمت أمس الاثنين الجولة الـ21 من محادثات أستانا.")) == ("2024-01/2025-01", "inferred")


def test_times_are_resolved_from_the_date_worked_out() -> None:
    page = read("بدأت اليوم الجولة السابعة من محادثات أستانا، وتنتهي غدا.")
    assert [(t.of(page.text), t.value, t.anchor) for t in page.times] == [("اليوم", "2017-10-30", "published"), ("غدا", "2017-10-31", "published")]


def test_a_date_above_the_headline_is_refused_without_a_word_of_publication() -> None:
    def above(line: str) -> Reading:
        return check(shipped_reader().read(page_of("\n\n".join(("الرئيسية", line, "أخبار", TITLE, BODY)))))

    assert dated(above("الثلاثاء 6 آذار 2018")) is None
    assert any("above the headline" in r.reason for r in above("الثلاثاء 6 آذار 2018").rejected)
    assert dated(above("آخر تحديث: الثلاثاء 6 آذار 2018، 10:20 GMT")) == ("2018-03-06", "stated")


def test_a_date_in_the_dateline_that_opens_the_text_is_its_own() -> None:
    assert dated(read(f"القاهرة في 5 أيلول 2018 (رويترز) - {BODY}")) == ("2018-09-05", "stated")
    assert dated(read(f"5 أيلول 1990 - {BODY}")) is None


def test_the_last_change_says_that_it_is_no_day_of_publication() -> None:
    published = read("آخر تحديث: 15 أيلول 2017", BODY).published
    assert published
    assert published.why == "the page's line of its last change; it tells no day of publication"


def test_the_markup_tells_it_where_no_date_line_does() -> None:
    published = read_beside(published="2018-09-05").published
    assert published
    assert (published.value, published.basis, published.why, published.evidence) == ("2018-09-05", "metadata", "meta published", ())
    assert dated(read_beside("آخر تحديث: 6 أيلول 2018", published="2018-09-05")) == ("2018-09-05", "metadata")
    assert dated(read_beside("نشر في: 4 أيلول 2018", published="2018-09-05")) == ("2018-09-04", "stated")
    assert dated(read_beside(published="2018-09-05T10:20:00+03:00")) == ("2018-09-05", "metadata")


@pytest.mark.parametrize(
    ("value", "fetched"),
    [("1970-01-01", None), ("2018-09-05", "2017-01-01T00:00:00Z"), ("yesterday", None), ("", None)],
)
def test_markup_that_cannot_be_right_is_left_out(value: str, fetched: str | None) -> None:
    assert read_beside(published=value, fetched=fetched).published is None


def test_the_address_tells_it_where_nothing_better_does() -> None:
    published = read_beside(url="https://example.org/2018/09/05/x").published
    assert published
    assert (published.value, published.basis, published.why) == ("2018-09-05", "metadata", "the day in the page's address")
    assert dated(read_beside(url="https://example.org/2018/09/05/x", published="2018-09-06")) == ("2018-09-06", "metadata")
    assert dated(read_beside("آخر تحديث: 7 أيلول 2018", url="https://example.org/2018/09/05/x")) == ("2018-09-05", "metadata")


def test_the_day_of_change_in_the_markup_comes_last() -> None:
    published = read_beside(modified="2018-09-07").published
    assert published
    assert (published.value, published.why) == ("2018-09-07", "meta modified; it tells no day of publication")
    assert dated(read_beside("آخر تحديث: 6 أيلول 2018", modified="2018-09-07")) == ("2018-09-06", "stated")


def test_what_disagrees_by_more_than_some_days_is_told() -> None:
    page = read_beside("نشر في: 4 أيلول 2018", published="2018-10-05", url="https://example.org/2018/09/05/x")
    assert dated(page) == ("2018-09-04", "stated")
    assert page.notes == ("published: the page's date line has 2018-09-04, meta published 2018-10-05",)


def test_a_bare_date_gives_way_to_markup_that_contradicts_it() -> None:
    page = read_beside("الثلاثاء 6 آذار 2018", published="2018-01-05")
    assert dated(page) == ("2018-01-05", "metadata")
    assert page.notes == ("published: meta published has 2018-01-05, the page's date line 2018-03-06",)
    assert dated(read_beside("الثلاثاء 6 آذار 2018", published="2018-03-05")) == ("2018-03-06", "stated")
