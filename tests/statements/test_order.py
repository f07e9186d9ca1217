"""Contents that don't follow their cue."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.statements.conftest import Page

PLACED = [
    ("before the cue", "«لا بديل عن الحوار في هذه المرحلة»، قال لافروف.", "قال", "لا بديل عن الحوار في هذه المرحلة", "direct", []),
    ("before it, after a dash", '"لا بديل عن الحوار في هذه المرحلة" – يقول لافروف.', "يقول", "لا بديل عن الحوار في هذه المرحلة", "direct", []),
    (
        "split by the cue",
        "«لا بديل عن الحوار في هذه المرحلة»، قال لافروف، «والوقت قد حان للعمل».",
        "قال",
        "لا بديل عن الحوار في هذه المرحلة",
        "direct",
        ["والوقت قد حان للعمل"],
    ),
    (
        "split, the second part the longer",
        "«لا بديل عن الحوار»، قال لافروف، «والوقت قد حان للعمل الجاد مع الجميع».",
        "قال",
        "والوقت قد حان للعمل الجاد مع الجميع",
        "direct",
        ["لا بديل عن الحوار"],
    ),
    ("around it", "والحل في هذه المرحلة، يقول لافروف، ممكن جدا.", "يقول", "الحل في هذه المرحلة، يقول لافروف، ممكن جدا", "indirect", []),
    ("in the next line", 'وأضاف لافروف:\n"لا بديل عن الحوار في هذه المرحلة".', "أضاف", "لا بديل عن الحوار في هذه المرحلة", "direct", []),
    (
        "over two lines",
        'وقال لافروف: "لا بديل عن الحوار.\n"والوقت قد حان للعمل الجاد مع الجميع".',
        "قال",
        "والوقت قد حان للعمل الجاد مع الجميع",
        "direct",
        ["لا بديل عن الحوار"],
    ),
]


@pytest.mark.parametrize(("text", "cue", "content", "kind", "more"), [pytest.param(*row, id=i) for i, *row in PLACED])
def test_content_elsewhere(read: Callable[..., Page], text: str, cue: str, content: str, kind: str, more: list[str]) -> None:
    page = read(text)
    statement = page.only
    assert page.said == [(cue, content, "lavrov")]
    assert statement.kind == kind
    assert [span.of(page.text) for span in statement.more] == more


def test_a_headline_of_somebody_and_a_clause_in_marks(read: Callable[..., Page]) -> None:
    page = read(headline='الولايات المتحدة "لن ترفع العقوبات" عن بيونغ يانغ')
    assert page.said == [("", '"لن ترفع العقوبات" عن بيونغ يانغ', "united-states")]
    assert page.only.cue is None


def test_a_term_in_marks_is_no_headline_of_that_kind(read: Callable[..., Page]) -> None:
    assert read(headline='الولايات المتحدة "القوية"').said == []


def test_a_line_all_in_marks_goes_on_with_who_spoke(read: Callable[..., Page]) -> None:
    page = read('أكد لافروف أن الحوار مستمر.\n"لا بديل عن الحوار في هذه المرحلة كلها أبدا".')
    assert page.said[1] == ("", "لا بديل عن الحوار في هذه المرحلة كلها أبدا", "lavrov")
    assert page.statements[1].kind == "direct"


def test_a_line_in_marks_after_narration_says_nothing(read: Callable[..., Page]) -> None:
    assert read('وصل الوفد إلى العاصمة.\n"لا بديل عن الحوار في هذه المرحلة كلها أبدا".').said == []


def test_marks_that_another_cue_opened_are_not_taken_twice(read: Callable[..., Page]) -> None:
    page = read("قال لافروف: «لا بديل عن الحوار أبدا»، يضيف أن الوفد وصل.")
    assert [said[1] for said in page.said].count("لا بديل عن الحوار أبدا") == 1
