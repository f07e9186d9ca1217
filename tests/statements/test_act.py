"""What a statement does, to whom, about what, and whether it is denied."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mahdar.model import Act
from tests.statements.conftest import Page

Read = Callable[..., Page]

VERBS = [
    ("قال لافروف إن الوضع صعب.", "state"),
    ("دعا لافروف إلى الحوار.", "call"),
    ("رحب لافروف بالنتائج.", "support"),
    ("رفض لافروف الشروط المسبقة.", "reject"),
    ("نفت طهران وجود قوات لها في المنطقة.", "reject"),
    ("اتهم لافروف واشنطن بعرقلة الحوار.", "accuse"),
    ("ندد لافروف بالهجوم.", "accuse"),
    ("حذر لافروف من انهيار التفاهم.", "warn"),
    ("تعهد لافروف بمواصلة الحوار.", "promise"),
    ("تعتزم روسيا إرسال وفد جديد.", "promise"),
    ("وافق لافروف على عقد جولة جديدة.", "agree"),
    ("تأمل أنقرة أن يستمر الحوار.", "hope"),
]

CONTENTS: list[tuple[str, Act]] = [
    ("أن بلاده ترفض الاتفاق", "reject"),
    ("أن ذلك غير مقبول إطلاقا", "reject"),
    ("إنه يجب وقف القصف", "call"),
    ("إن على المجتمع الدولي أن يتحرك", "call"),
    ("أن العدو ستدفع الثمن", "warn"),
    ("أن ما جرى عدوان سافر", "accuse"),
    ("أن الحكومة ترتكب جرائم", "accuse"),
    ("إننا نطلب من أنقرة أن تنتظر", "call"),
    ("إننا نريد من أنقرة أن تنتظر", "call"),
    ("أننا اليوم نحذر من عملية جديدة", "warn"),
    ("إننا نندد بالقصف", "accuse"),
    ("إننا نرحب بالقرار", "support"),
    ("إننا لا نطلب من أحد أن يغادر", "state"),
    ("إنه يأمل في نجاح الحوار", "hope"),
    ("عن أمله في نجاح الحوار", "hope"),
    ("إن بلاده ستواصل دعم الحوار", "promise"),
    ("أن بلاده تدعم الحوار", "support"),
    ("إننا نود أن نشكر مصر على جهودها", "support"),
    ("أن الوفد وصل", "state"),
    ("أن العدوانية صفة", "state"),
    ("أن المدعو حضر", "state"),
]


@pytest.mark.parametrize(("text", "act"), VERBS)
def test_the_act_of_a_verb(read: Read, text: str, act: Act) -> None:
    assert read(text).only.act == act


@pytest.mark.parametrize(("content", "act"), CONTENTS)
def test_a_neutral_verb_does_what_its_content_does(read: Read, content: str, act: Act) -> None:
    assert read(f"أعلن لافروف {content}.").only.act == act


def test_a_verb_with_an_act_of_its_own_keeps_it(read: Read) -> None:
    assert read("حذر لافروف من أن بلاده ترفض الاتفاق.").only.act == "warn"


@pytest.mark.parametrize(
    ("content", "issues"),
    [
        ("إن مناطق خفض التصعيد صامدة وإن اللجنة الدستورية ستجتمع", {"de-escalation-zones", "constitutional-committee"}),
        ("إن انسحاب القوات من سوريا قريب", {"withdrawal"}),
        ("إن انسحاب القوات من المهرجان قريب", set()),
        ("إن الطقس جميل", set()),
    ],
)
def test_issues_of_the_dossiers(read: Read, content: str, issues: set[str]) -> None:
    assert set(read(f"قال لافروف {content}.").only.issues) == issues


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("أكد لافروف عقد جولة جديدة.", "positive"),
        ("استبعد لافروف عقد جولة جديدة.", "negative"),
        ("لم يستبعد لافروف عقد جولة جديدة.", "positive"),
        ("لا تستبعد أنقرة عقد جولة جديدة.", "positive"),
        ("لا تؤيد أنقرة عقد جولة جديدة.", "negative"),
        ("نفى لافروف عقد جولة جديدة.", "negative"),
    ],
)
def test_polarity(read: Read, text: str, polarity: str) -> None:
    assert read(text).only.polarity == polarity
