from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import mahdar.times
from mahdar.capture import page
from mahdar.model import Given
from mahdar.reader import Reader
from mahdar.times import Found, TimeFinder, times_in

TEXT = "وصل الوفد أمس إلى أستانا، وستعقد الجولة المقبلة يومي 30 و31 تشرين الأول.\nوكانت الأولى قد عقدت في عام 2016 واستمرت ثلاثة أيام."


def values(text: str, published: str | None) -> list[tuple[str, str | None]]:
    return [(time.of(text), time.value) for time in times_in(text, published=published)]


def test_expressions_of_a_text_with_their_values() -> None:
    assert values(TEXT, "2017-10-20") == [
        ("أمس", "2017-10-19"),
        ("يومي 30 و31 تشرين الأول", "2017-10-30/2017-10-31"),
        ("عام 2016", "2016"),
        ("ثلاثة أيام", "P3D"),
    ]


def test_without_a_date_only_what_stands_alone_has_a_value() -> None:
    assert values(TEXT, None) == [("أمس", None), ("يومي 30 و31 تشرين الأول", None), ("عام 2016", "2016"), ("ثلاثة أيام", "P3D")]


@pytest.mark.parametrize(("published", "value"), [("2017-10-20", "2017-09"), ("2017-10", "2017-09"), ("2017", None)])
def test_a_date_may_be_known_to_the_month_or_year(published: str, value: str | None) -> None:
    assert values("عاد الشهر الماضي.", published) == [("الشهر الماضي", value)]


def test_figures_are_read_in_the_order_that_is_told() -> None:
    assert [time.value for time in times_in("نشر في 05/06/2018.")] == ["2018-06-05"]
    assert [time.value for time in times_in("نشر في 05/06/2018.", month_first=True)] == ["2018-05-06"]


def test_the_reader_reads_the_same_times() -> None:
    text = f"الجولة المقبلة نهاية الشهر\n\n{TEXT}\n"
    reading = Reader().read(page(text.encode(), "note.txt", Given(published="2017-10-20")))
    assert reading.times
    assert times_in(text, published="2017-10-20") == reading.times


@pytest.mark.parametrize("text", ["", "\n\n", " ", "no Arabic in 2 lines\n", "قال"])
def test_a_text_without_times(text: str) -> None:
    assert times_in(text, published="2017-10-20") == ()


@pytest.mark.parametrize(
    "published", ["", "yesterday", "20-10-2017", "2017-1-1", "2017-10-20T10:00", "2017-10/2017-11", "201X", "٢٠١٧", "2017-10-20\n"]
)
def test_what_is_no_date_is_refused(published: str) -> None:
    with pytest.raises(ValueError, match=r"expected a day .*, a month .* or a year .*, got ") as caught:
        times_in(TEXT, published=published)
    assert repr(published) in str(caught.value)


@pytest.mark.parametrize("published", ["2017-02-31", "2017-13", "0000", "2017-00-10"])
def test_a_date_that_no_calendar_has_is_refused(published: str) -> None:
    with pytest.raises(ValueError, match=f"expected a date of the calendar, got '{published}'"):
        times_in(TEXT, published=published)


def test_the_module_is_a_function_and_a_module() -> None:
    assert mahdar.times(TEXT, published="2017-10-20") == times_in(TEXT, published="2017-10-20")  # type: ignore[operator]
    assert mahdar.times.TimeFinder is TimeFinder
    assert mahdar.times.Found is Found


def python(code: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(Path(mahdar.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_mahdar_is_enough() -> None:
    out = python("import mahdar; print(mahdar.times('وصل أمس', published='2017-10-20'))")
    assert "value='2017-10-19'" in out
    assert "start=4, end=7" in out


def test_importing_mahdar_loads_nothing() -> None:
    assert python("import sys, mahdar; print([name for name in sys.modules if name.startswith('mahdar.')])").strip() == "[]"


def test_mahdar_has_no_other_names() -> None:
    with pytest.raises(AttributeError, match="module 'mahdar' has no attribute 'tims'"):
        mahdar.tims  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("وسيجري الوزير الجمعة محادثات في تونس.", "2018-07-13"),
        ("تفضي قمة مقررة بينهما يوم الجمعة إلى نتيجة.", "2018-07-13"),
        ("أجرى الوزير الجمعة محادثات في تونس.", "2018-07-06"),
    ],
)
def test_a_day_of_the_week_lies_where_its_clause_does(text: str, value: str) -> None:
    assert [found for _, found in values(text, "2018-07-12")] == [value]


def test_with_the_two_is_no_monday() -> None:
    assert values("ثم التقى الوسيط بالاثنين معا.", "2018-07-12") == []
