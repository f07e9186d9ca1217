from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.arabic import Parenthesis, parentheses

# id, line, insides in order ("…" at the end: never closed)
ROWS = [
    ("round", "وصل الوفد (عشرة) أمس", ["عشرة"]),
    ("square", "قال إنهم [الوفد] وصلوا", ["الوفد"]),
    ("ornate", "قوله ﴿سلام﴾ ثم", ["سلام"]),
    ("two", "الأفق (قناة) والمدار (صحيفة)", ["قناة", "صحيفة"]),
    ("glued", "(أ)الوفد(ب)", ["أ", "ب"]),
    ("nested", "وصل الوفد (عشرة (منهم امرأة) من جنيف) أمس", ["عشرة (منهم امرأة) من جنيف"]),
    ("nested-square", "وصل (الوفد [عشرة]) أمس", ["الوفد [عشرة]"]),
    ("doubled", "صحيفة ((المدار)) تقول", ["(المدار)"]),
    ("unclosed", "وصل الوفد (عشرة أمس", ["عشرة أمس…"]),
    ("unclosed-inside", "وصل (الوفد [عشرة) أمس", ["الوفد [عشرة"]),
    ("unclosed-after-another", "وصل (الوفد) أمس (عشرة  ", ["الوفد", "عشرة…"]),
    ("closes-nothing", "وصل الوفد) أمس (عشرة)", ["عشرة"]),
    ("closes-another-shape", "وصل (الوفد] أمس) وعاد", ["الوفد] أمس"]),
    ("closes-nothing-at-the-end", "وصل الوفد)", []),
    ("list-of-letters", "أ) النفط ب) الغاز", []),
    ("list-of-numbers", "1) النفط 2) الغاز", []),
    ("list-of-arabic-numbers", "١) النفط", []),
    ("list-inside", "الملفات (أ) النفط ب) الغاز) كلها", ["أ) النفط ب) الغاز"]),
    ("list-inside-of-numbers", "الملفات (وهي: 1) النفط 2) الغاز) كلها", ["وهي: 1) النفط 2) الغاز"]),
    ("letter-inside", "الملف (الفئة أ) مهم", ["الفئة أ"]),
    ("number-in-parentheses", "(1) النفط (2) الغاز", ["1", "2"]),
    ("turned-round", "وصل الوفد )عشرة( أمس", ["عشرة"]),
    ("turned-round-twice", "الأفق )قناة( والمدار )صحيفة(", ["قناة", "صحيفة"]),
    ("turned-round-square", "وصل ]الوفد[ أمس", ["الوفد"]),
    ("empty", "وصل () أمس", []),
    ("alone", "وصل (", []),
    ("sad", "وصل أمس :)", []),
    ("none", "وصل الوفد", []),
]  # fmt: skip

NESTED: list[tuple[str, list[tuple[str, Any]]]] = [
    ("وصل (عشرة (منهم امرأة) من جنيف) أمس", [("()", [("()", [])])]),
    ("وصل (الوفد [عشرة]) أمس", [("()", [("[]", [])])]),
    ("وصل (الوفد [عشرة) أمس", [("()", [("[", [])])]),
    ("صحيفة ((المدار)) تقول", [("()", [("()", [])])]),
]


@pytest.mark.parametrize(("line", "insides"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_parentheses(line: str, insides: list[str]) -> None:
    assert [line[p.inner_start : p.inner_end] + ("" if p.closed else "…") for p in parentheses(line)] == insides


def shape(found: Sequence[Parenthesis]) -> list[tuple[str, Any]]:
    return [(p.opening + p.closing, shape(p.children)) for p in found]


@pytest.mark.parametrize(("line", "expected"), NESTED)
def test_parentheses_inside_parentheses(line: str, expected: list[tuple[str, Any]]) -> None:
    assert shape(parentheses(line)) == expected


def test_offsets_count_in_the_whole_text_and_lines_do_not_mix() -> None:
    text = "وصل (الوفد\nثم (عاد) أمس"
    (got,) = parentheses(text, text.index("ثم"))
    assert text[got.start : got.end] == "(عاد)"
    (unclosed,) = parentheses(text, 0, text.index("\n"))
    assert (text[unclosed.inner_start : unclosed.inner_end], unclosed.closed) == ("الوفد", False)


def check(text: str, found: Sequence[Parenthesis], start: int, end: int) -> None:
    at = start
    for p in found:
        assert at <= p.start < p.inner_start < p.inner_end <= p.end <= end
        assert (p.opening, p.closing) == (text[p.start : p.inner_start], text[p.inner_end : p.end])
        check(text, p.children, p.inner_start, p.inner_end)
        at = p.end


@given(st.text(alphabet=st.sampled_from("()[]{}﴾﴿ أ1،:\n")) | st.text())
def test_parentheses_lie_in_order_inside_one_another(text: str) -> None:
    check(text, parentheses(text), 0, len(text))


@pytest.mark.parametrize("unit", ["(", ")", ")(", "أ) ", "([", "(أ) ", "(أ "])
def test_a_hostile_line_takes_time_linear_in_it(unit: str) -> None:
    assert len(parentheses(unit * 40_000)) <= 40_000
