from __future__ import annotations

from collections.abc import Callable

import pytest

from mahdar.arabic.quotes import quotations
from mahdar.model import Span
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
    ("a few words with a verb in marks", 'قال لافروف إن تركيا "شهدت تحسنا" كبيرا.', 'إن تركيا "شهدت تحسنا" كبيرا', "mixed"),
    ("a few words with a negation in marks", "قال لافروف إن الوفد «لن يعود» غدا.", "إن الوفد «لن يعود» غدا", "mixed"),
    ("a noun like a verb in marks", 'قال لافروف إن ما جرى "يوم تاريخي" للمنطقة.', 'إن ما جرى "يوم تاريخي" للمنطقة', "indirect"),
    ("several marks and nothing else", "قال لافروف «الوضع خطير» و«لن نقبل بذلك».", "«الوضع خطير» و«لن نقبل بذلك»", "direct"),
    ("a noun before the marks", 'اتهم لافروف أنقرة بارتكاب "جرائم حرب لا تغتفر".', 'بارتكاب "جرائم حرب لا تغتفر"', "mixed"),
    ("a preposition before the marks", 'طالب لافروف ب"وقف القتال في إدلب فورا".', "وقف القتال في إدلب فورا", "direct"),
    ("a word in marks is a scare quote", 'قال لافروف إن ما جرى "كارثة" للمنطقة.', 'إن ما جرى "كارثة" للمنطقة', "indirect"),
    ("a closing mark that was opened inside stays", "قال لافروف إن ما جرى «كارثة».", "إن ما جرى «كارثة»", "indirect"),
    ("a quoted object goes on", 'أكد لافروف "استمرار الحوار" مع جميع الأطراف.', '"استمرار الحوار" مع جميع الأطراف', "indirect"),
]

TRIMMED = [
    ("  كلام. ", "كلام"),
    ("، كلام؛", "كلام"),
    ("كلام «مهم»", "كلام «مهم»"),
    ("كلام مهم»", "كلام مهم"),
    ('كلام "مهم"', 'كلام "مهم"'),
    ('كلام "مهم" آخر"', 'كلام "مهم" آخر'),
    ("كلام «مهم “جدا”»", "كلام «مهم “جدا”»"),
    ("كلام…", "كلام"),
]


@pytest.mark.parametrize(("text", "content", "kind"), [pytest.param(t, c, k, id=i) for i, t, c, k in KINDS])
def test_where_a_content_ends_and_how_it_is_quoted(read: Callable[..., Page], text: str, content: str, kind: str) -> None:
    page = read(text)
    assert (page.statements[0].of(page.text), page.statements[0].kind) == (content, kind)


@pytest.mark.parametrize(("text", "left"), TRIMMED)
def test_trimming(text: str, left: str) -> None:
    span = trimmed(text, 0, len(text), quotations(text))
    assert span is not None
    assert span.of(text) == left


def test_only_a_quotation_that_stands_in_it_whole_keeps_its_marks() -> None:
    text = "«كلام مهم»"
    assert trimmed(text, 0, len(text), quotations(text)) == Span(start=0, end=len(text))
    assert trimmed(text, 1, len(text), quotations(text)) == Span(start=1, end=len(text) - 1)


@pytest.mark.parametrize("text", ["", " ، . ", "…"])
def test_nothing_is_left(text: str) -> None:
    assert trimmed(text, 0, len(text)) is None


def test_another_actors_act_inside_a_quotation_has_an_entry_of_its_own_by_way_of_its_speaker(read: Callable[..., Page]) -> None:
    page = read("قال لافروف: «أكد الوفد أن الحل ممكن، مضيفا أن الوقت حان».")
    assert page.said[:2] == [
        ("قال", "أكد الوفد أن الحل ممكن، مضيفا أن الوقت حان", "lavrov"),
        ("أكد", "أن الحل ممكن", "organization:al-wfd"),
    ]
    assert [[v.entity for v in s.via] for s in page.statements[:2]] == [[], ["lavrov"]]


@pytest.mark.parametrize("inside", ["نؤكد أن الحل ممكن، ونرفض العنف", "إننا نرفض العنف ونطالب بوقف القصف", "لافروف يؤكد أن الحل ممكن"])
def test_the_speakers_own_acts_inside_a_quotation_are_part_of_it(read: Callable[..., Page], inside: str) -> None:
    assert read(f"قال لافروف: «{inside}».").said == [("قال", inside, "lavrov")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("أكد لافروف «استمرار الحوار» مع جميع الأطراف.", "«استمرار الحوار» مع جميع الأطراف"),
        ("أكد لافروف “استمرار الحوار” مع جميع «الأطراف».", "“استمرار الحوار” مع جميع «الأطراف»"),
        ("دعا لافروف إلى «استمرار الحوار» مع جميع الأطراف.", "إلى «استمرار الحوار» مع جميع الأطراف"),
    ],
)
def test_both_marks_of_a_quotation_stand_in_a_content(read: Callable[..., Page], text: str, content: str) -> None:
    assert [s[1] for s in read(text).said] == [content]


@pytest.mark.parametrize(
    "text",
    [
        'رد لافروف على كتاب "الخوف" أمس.',
        'علق لافروف على عملية "نبع السلام" في المنطقة.',
        'رد لافروف على مبادرة "الأفق الجديد".',
    ],
)
def test_marks_that_hold_the_name_of_the_noun_before_them_quote_nothing(read: Callable[..., Page], text: str) -> None:
    name = text.split('"')[1]
    assert all(not content.startswith((name, f'"{name}')) for _, content, _ in read(text).said)
