from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.names.conftest import Page


def _persons(page: Page) -> list[str]:
    return [n.of(page.text.text) for n in page.names if n.kind == "person"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("عالجت المسعفة الفلسطينية رزان الحلواني الجرحى.", "رزان الحلواني"),  # a title with its nationality
        ("شيع الأهالي الشهيد وسام حمدون في القرية.", "وسام حمدون"),
        ("نقل الطفل ليث حيان إلى المستشفى.", "ليث حيان"),
        ("كتب الياباني جامبي تاكاشورا رسالة طويلة.", "جامبي تاكاشورا"),  # an adjective of nationality as a noun
        ("وفي الهند، محمد أجمل كسابي، يحمل الجواز.", "محمد أجمل كسابي"),  # between commas
    ],
)
def test_a_name_is_found_by_what_stands_around_it(read: Callable[[str], Page], text: str, name: str) -> None:
    assert _persons(read(text)) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "تحلق الطائرات تحت غطاء جوي كثيف فوق الجبال.",  # an adjective that is a foreign given name too
        "وقالت زعيمة اليمين المتطرف إن القرار خاطئ.",  # what is led
        "وصل نائب قائد قوات الحدود إلى الموقع.",  # a role within a role
        "وكان الرئيس الأميركي فتح النار على الصحافة.",
        "وعلى صعيد متصل، انتهت الجلسة.",
    ],
)
def test_what_only_looks_like_a_name_is_none(read: Callable[[str], Page], text: str) -> None:
    assert _persons(read(text)) == []
