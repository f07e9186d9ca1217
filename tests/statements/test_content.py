from __future__ import annotations

from collections.abc import Callable

import pytest

from mahdar.statements.content import trimmed
from tests.statements.conftest import Page

KINDS = [
    ("marks after a colon", 'قال لافروف: "لا بديل عن الحوار أبدا".', "لا بديل عن الحوار أبدا", "direct"),
    ("guillemets", "قال لافروف في مؤتمر صحفي: «لا بديل عن الحوار أبدا».", "لا بديل عن الحوار أبدا", "direct"),
    ("curly marks", "قال لافروف: “لا بديل عن الحوار أبدا”.", "لا بديل عن الحوار أبدا", "direct"),
    ("marks after إن", 'قال لافروف إن "الحوار لا بديل عنه أبدا".', "الحوار لا بديل عنه أبدا", "direct"),
    ("marks that go on", "قال لافروف: «لا بديل عن الحوار أبدا»، مضيفا أن الوفد وصل.", "لا بديل عن الحوار أبدا", "direct"),
    ("never closed", 'قال لافروف: "لا بديل عن الحوار أبدا', "لا بديل عن الحوار أبدا", "direct"),
    ("a full stop inside the marks", "قال لافروف: «لا بديل عن الحوار. الوقت حان».", "لا بديل عن الحوار. الوقت حان", "direct"),
    ("colon without marks", "قال لافروف: إننا مستعدون للحوار.", "إننا مستعدون للحوار", "indirect"),
    ("reported", "قال لافروف إن الحوار مستمر.", "إن الحوار مستمر", "indirect"),
    (
        "a clause in marks inside",
        'قال لافروف إن الحل "يمر عبر الحوار وحده" هنا.',
        'إن الحل "يمر عبر الحوار وحده" هنا',
        "mixed",
    ),
    ("a word in marks is a scare quote", 'قال لافروف إن ما جرى "كارثة" للمنطقة.', 'إن ما جرى "كارثة" للمنطقة', "indirect"),
    ("a closing mark that was opened inside stays", "قال لافروف إن ما جرى «كارثة».", "إن ما جرى «كارثة»", "indirect"),
    ("a quoted object goes on", 'أكد لافروف "استمرار الحوار" مع جميع الأطراف.', '"استمرار الحوار" مع جميع الأطراف', "indirect"),
]

TRIMMED = [
    ("  كلام. ", True, "كلام"),
    ("، كلام؛", True, "كلام"),
    ("كلام «مهم»", True, "كلام «مهم»"),
    ("كلام مهم»", True, "كلام مهم"),
    ("كلام «مهم»", False, "كلام «مهم"),
    ('كلام "مهم"', True, 'كلام "مهم"'),
    ("كلام…", True, "كلام"),
]


@pytest.mark.parametrize(("text", "content", "kind"), [pytest.param(t, c, k, id=i) for i, t, c, k in KINDS])
def test_where_a_content_ends_and_how_it_is_quoted(read: Callable[..., Page], text: str, content: str, kind: str) -> None:
    page = read(text)
    assert (page.statements[0].of(page.text), page.statements[0].kind) == (content, kind)


@pytest.mark.parametrize(("text", "marks", "left"), TRIMMED)
def test_trimming(text: str, marks: bool, left: str) -> None:
    span = trimmed(text, 0, len(text), marks=marks)
    assert span is not None
    assert span.of(text) == left


@pytest.mark.parametrize("text", ["", " ، . ", "…"])
def test_nothing_is_left(text: str) -> None:
    assert trimmed(text, 0, len(text), marks=True) is None


def test_cues_inside_a_quotation_open_nothing(read: Callable[..., Page]) -> None:
    page = read("قال لافروف: «أكد الوفد أن الحل ممكن، مضيفا أن الوقت حان».")
    assert page.said == [("قال", "أكد الوفد أن الحل ممكن، مضيفا أن الوقت حان", "lavrov")]
