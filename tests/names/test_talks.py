from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.names.conftest import Page, Pairs

TALKS = [
    ("a noun before the noun", "ناقشوا صيغة محادثات أستانا.", [("صيغة محادثات أستانا", "astana-process")]),
    ("the series in quotation marks", "ناقشوا عملية «أستانا» أمس.", [("عملية «أستانا»", "astana-process")]),
    ("a group", "دعت مجموعة أستانا إلى ذلك.", [("مجموعة أستانا", "astana-process")]),
    ("a meeting of a city", "قال إن اجتماع مراكش ناجح.", [("اجتماع مراكش", "marrakech-talks")]),
    ("a meeting of a capital", "قال إن لقاء الخرطوم ناجح.", [("لقاء الخرطوم", "khartoum-talks")]),
    ("not a game", "قال إن لقاء ليفربول صعب.", [("ليفربول", "liverpool")]),
    ("a summit of a state", "شاركوا في قمة الكويت.", [("قمة الكويت", "kuwait-talks")]),
    ("a summit of an organization", "شاركوا في قمة الأوبك.", [("قمة الأوبك", "opec-summit")]),
    ("a summit of one in quotation marks", 'شاركوا في قمة "أوبك".', [('قمة "أوبك"', "opec-summit")]),
    ("a summit of two nations", "شاركوا في القمة القبرصية اليونانية.", [("القمة القبرصية اليونانية", "cyprus-greece-summit")]),
    ("not a nation's alone", "شاركوا في القمة القبرصية.", []),
    ("not a summit in a city", "شاركوا في قمة بالدوحة.", [("الدوحة", "doha")]),
    ("an operation is no talks", "ناقشوا عملية عفرين أمس.", [("عفرين", "afrin")]),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in TALKS])
def test_talks_and_summits(read: Callable[[str], Page], text: str, expected: Pairs) -> None:
    assert read(text).pairs == expected
