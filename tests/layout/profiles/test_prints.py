from __future__ import annotations

import pytest

from mahdar.arabic import Lexicon
from mahdar.layout.lines import line_key, raw_lines
from mahdar.layout.profiles import count, line_print
from mahdar.layout.profiles.prints import LinePrint, running_text
from tests.support.sites import page, sentences


def printed(body: str) -> LinePrint:
    return line_print(line_key(body), body)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("42 خبر", "17 خبر", True),
        ("الصفحة 3 من 12", "الصفحة 4 من 12", True),
        ("  اتصل بنا »", "اتّصل بنا", True),
        ("14:00 GMT 12/03/09", "15:20 GMT 30/06/09", False),
        ("مقتل 8 جنود في هجوم على قافلة شمالي البلاد", "مقتل 9 جنود في هجوم على قافلة شمالي البلاد", False),
        (f"مدينة الورد (وكالة الشرق)—{sentences(1)[0]}", sentences(1)[0], True),
        (f"مدينة الورد - {sentences(1)[0]}", sentences(2)[0], False),
    ],
)
def test_which_lines_are_the_same(one: str, other: str, same: bool) -> None:
    assert (printed(one).key == printed(other).key) is same


def test_a_key_is_the_same_on_every_machine() -> None:
    assert f"{printed('الرئيسية').key:016x}" == "f9b63feb853ad6b1"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("الرئيسية", False),
        ("وأضافت أن البلاد بخير.", False),
        (sentences(3)[0], True),
        (sentences(3)[0].rstrip("."), False),
        (" ".join(sentences(3)).replace(".", ""), True),
    ],
)
def test_what_reads_like_running_text(body: str, sentence: bool) -> None:
    assert printed(body).sentence is sentence


def test_a_line_without_words_has_no_key() -> None:
    assert printed("—— * * *").key == 0
    assert list(count(page(["", "***", "الرئيسية"])).lines()) == list(count(page(["الرئيسية"])).lines())


def test_the_layout_and_the_count_see_the_same_lines() -> None:
    text = "\r\n".join(["  • الرئيسية", "", "\u202bالعالم\u202c", *sentences(4), "17 خبر", "اتصل بنا"])
    lines = raw_lines(text, Lexicon())
    assert [line_print(line.folded, line.text).key for line in lines] == [line.key for line in count(page(text.split("\n"))).lines()]


def test_running_text_is_the_run_with_most_sentences() -> None:
    menu, text = [False] * 9, [True, True, False, True]
    assert running_text([*menu, *text, *menu]) == range(9, 13)
    assert running_text([True, *menu, *text]) == range(10, 14), "a sentence above the menu is no part of the text"
    assert running_text(menu) == range(0)
    assert running_text([]) == range(0)
