"""Every row of the table of time expressions is read as it says; the table itself is sound."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from edtf import parse_edtf

from mahdar.arabic import Lexicon
from mahdar.knowledge import load
from mahdar.model import Rejected, Role, Time
from mahdar.times import Resolver, TimeFinder

from .conftest import Analyse
from .table import Expected, Row, forms, rows

ROOT = Path(__file__).resolve().parents[2]
ROWS = rows()
WEEKDAYS = {"الاثنين": 1, "الإثنين": 1, "الثلاثاء": 2, "لثلاثاء": 2, "الأربعاء": 3, "الخميس": 4, "الجمعة": 5, "السبت": 6, "الأحد": 7, "الاحد": 7}
PART = re.compile(r"\d{4}(-(0[1-9]|1[0-2]|2[1-4])(-\d\d)?)?~?|\d{3}X|\d\dXX")
DURATION = re.compile(r"P(?=.)(\d+[YMWD])*(T(\d+[HM])+)?")


class Adapter:
    """The one place that knows how the room is asked."""

    def __init__(self, analysed: Analyse, lexicon: Lexicon) -> None:
        knowledge = load()
        self._analysed = analysed
        self._finder = TimeFinder(knowledge, lexicon)
        self._resolver = Resolver(knowledge)

    def read(
        self, sentence: str, published: str | None, role: Role = "body", *, month_first: bool = False
    ) -> tuple[tuple[Time, ...], tuple[Rejected, ...]]:
        """The times of a sentence on a page of that date, and what was refused."""
        found, no_times = self._finder.find(self._analysed(sentence, role))
        times, no_dates = self._resolver.resolve(found, published, month_first=month_first)
        return times, no_times + no_dates


@pytest.fixture(scope="module")
def adapter(analysed: Analyse, lexicon: Lexicon) -> Adapter:
    return Adapter(analysed, lexicon)


def same_value(expected: str | None, got: str | None) -> bool:
    """Whether two values are the same; a day that is marked as approximate (~) may be off by one."""
    if expected is None or got is None or "~" not in expected or "~" not in got:
        return expected == got
    days = [date.fromisoformat(value.rstrip("~")) for value in (expected, got)]
    return abs((days[0] - days[1]).days) <= 1


def same(expected: Expected, got: Time, sentence: str) -> bool:
    """Whether ``got`` is ``expected``, span and all."""
    return (
        (expected.start, expected.quote, expected.type, expected.modifier, expected.clock, expected.anchor, expected.date)
        == (got.start, got.of(sentence), got.type, got.modifier, got.clock, got.anchor, got.date)
    ) and same_value(expected.value, got.value)


def shown(quote: str, *fields: str | None) -> str:
    return f"  ⟦{quote}⟧ " + " ".join(field or "–" for field in fields)


def report(row: Row, times: tuple[Time, ...], rejected: tuple[Rejected, ...]) -> str:
    """What a person needs to see of a row that failed."""
    lines = [f"{row.form} ({row.gloss}), published {row.published or '–'}: {row.sentence}", "expected"]
    lines += [shown(t.quote, t.type, t.value, t.modifier, t.clock, t.anchor, t.date) for t in row.times] + (
        [f"  rejected {row.rejected}"] if row.rejected else []
    )
    lines += ["got"] + [shown(t.of(row.sentence), t.type, t.value, t.modifier, t.clock, t.anchor, t.date) + f" ({t.rule})" for t in times]
    return "\n".join(lines + [f"  rejected {r.of(row.sentence)}: {r.reason}" for r in rejected])


def fits(row: Row, times: tuple[Time, ...], rejected: tuple[Rejected, ...]) -> bool:
    """Whether a row is read as it says."""
    if row.rejected is not None and not any(refuses(row, r) for r in rejected):
        return False
    if row.impossible:
        return all(t.value is None for t in times)
    return len(times) == len(row.times) and all(same(e, t, row.sentence) for e, t in zip(row.times, times, strict=True))


def refuses(row: Row, rejected: Rejected) -> bool:
    """Whether ``rejected`` is the refusal that the row asks for: of these words, or of a part of the impossible expression."""
    assert row.rejected is not None
    quote, word = row.rejected
    if quote is not None:
        right = rejected.of(row.sentence) == quote
    else:
        right = any(rejected.start < e.start + len(e.quote) and e.start < rejected.end for e in row.times)
    return right and rejected.layer == "time" and (word is None or word in rejected.reason)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.form}-{k}" for k, row in enumerate(ROWS, 2)])
def test_expression(adapter: Adapter, row: Row) -> None:
    times, rejected = adapter.read(
        row.sentence, row.published, "dateline" if row.form.startswith("dateline-") else "body", month_first=row.month_first
    )
    assert fits(row, times, rejected), "\n" + report(row, times, rejected)


def test_the_table_is_large_and_each_form_has_three_sentences() -> None:
    count = Counter(row.form for row in ROWS)
    assert len(ROWS) >= 450
    assert [form for form, number in count.items() if number < 3] == []
    assert list(forms()) == list(count)
    assert len({row.sentence for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", [row for row in ROWS if row.times], ids=lambda row: row.sentence)
def test_the_table_is_sound(row: Row) -> None:
    for expected in row.times:
        assert row.sentence[expected.start :].startswith(expected.quote)
        assert expected.type == ("TIME" if expected.clock else "DURATION" if expected.type == "DURATION" else "DATE")
        assert (expected.date is not None) == (expected.type == "DURATION" and expected.anchor == "event")
        if expected.value is None:
            assert expected.anchor is None
        elif expected.type == "DURATION":
            assert all(DURATION.fullmatch(part) for part in expected.value.split("/"))
        else:
            first, _, last = expected.value.partition("/")
            assert all(PART.fullmatch(part) and (len(part) < 10 or date.fromisoformat(part[:10])) for part in (first, last) if part)
            assert not last or first < last
            told = [WEEKDAYS[w] for w in re.findall(r"[^\s(),،]+", expected.quote) if w in WEEKDAYS]
            if told and len(first) == 10 and "سبوع" not in expected.quote:
                assert date.fromisoformat(first).isoweekday() == told[0]
            if len(told) > 1:
                assert date.fromisoformat(last).isoweekday() == told[1]
    if row.form == "hijri-pair":
        assert len({expected.value for expected in row.times}) == 1


def test_every_shape_of_value_is_edtf() -> None:
    values = [e.value for row in ROWS for e in row.times if e.value is not None and e.type != "DURATION"]
    # The parser takes its time: one value of a shape will do.
    shapes = {re.sub(r"\d", "9", re.sub(r"-2[1-4]$", "-season", value)): value for value in values}
    assert len(shapes) >= 10
    for value in shapes.values():
        parse_edtf(value)


@pytest.mark.parametrize("text", ["{}", "عام {}", "في {} أيار 2017", "14/9/{}", "{}/9/2017", "القرار {}", "قبل {} يوما", "الساعة {} بتوقيت غرينتش"])
@pytest.mark.parametrize("digits", ["7" * 10_000, "٧" * 10_000, "7٧" * 5_000, "0" * 10_000], ids=["latin", "arabic-indic", "mixed", "noughts"])
def test_ten_thousand_digits_have_no_value_and_a_reason(adapter: Adapter, text: str, digits: str) -> None:
    sentence = f"نشر الخبر {text.format(digits)} على الموقع."
    start, end = sentence.index(digits), sentence.index(digits) + len(digits)
    times, rejected = adapter.read(sentence, "2017-10-20")
    assert [t.value for t in times if t.start < end and start < t.end and t.value is not None] == []
    assert any(r.start < end and start < r.end and r.reason for r in rejected)


def test_the_documentation_shows_the_table() -> None:
    done = subprocess.run([sys.executable, ROOT / "tools/forms.py", "--check"], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("published", ["0001-01-01", "0001", "9999-12", "9999-12-31"])
def test_at_the_ends_of_the_calendar_every_expression_has_a_value_or_none(adapter: Adapter, published: str) -> None:
    for row in ROWS:
        times, _ = adapter.read(row.sentence, published)
        for time in times:
            assert time.value is None or time.type == "DURATION" or re.match(r"\d{2}[\dX]{2}", time.value), (row.sentence, time.value)
