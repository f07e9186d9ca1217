"""What a statement does, to whom, about what, and whether it is denied."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mahdar.knowledge import load
from mahdar.model import Act
from mahdar.statements.act import Acts
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
    ("إن الأمر سينتهي يوما لكننا ندعو اليوم إلى ضبط النفس قبل كل شيء", "call"),
    ("أن العدو ستدفع الثمن", "warn"),
    ("أن ما جرى عدوان سافر", "accuse"),
    ("أن الحكومة ترتكب جرائم", "accuse"),
    ("إنه يأمل في نجاح الحوار", "hope"),
    ("عن أمله في نجاح الحوار", "hope"),
    ("إن بلاده ستواصل دعم الحوار", "promise"),
    ("أن بلاده تدعم الحوار", "support"),
    ("«اتفقنا على وقف القصف»", "agree"),
    ("أن الوفد وصل", "state"),
    ("أن العدوانية صفة", "state"),
    ("أن المدعو حضر", "state"),
]

ADDRESSEES = [
    ("the object", "دعا لافروف أنقرة إلى الحوار.", "turkey"),
    ("the object of a warning", "حذرت تركيا روسيا من عواقب القصف.", "russia"),
    ("the object after a subject that stands first", "روسيا تتهم تركيا بعرقلة الحوار.", "turkey"),
    ("asked with من", "طلب لافروف من أنقرة سحب القوات.", "turkey"),
    ("a people by its adjective", "دعا لافروف زملاءه الأتراك إلى الحوار.", "turkey"),
    ("somebody without a name", "دعا لافروف المجتمع الدولي إلى التدخل.", "organization:al-mjtma-al-dwly"),
    ("the object of a headline", "روسيا تحذر تركيا من عواقب القصف.", "turkey"),
    ("told", "أبلغ لافروف ميركل بأن الحوار مستمر.", "merkel"),
    ("the press", "قال لافروف للصحفيين إن الحوار مستمر.", "journalists"),
    ("an assembly", "قال لافروف أمام مجلس الأمن إن الحوار مستمر.", "un-security-council"),
    ("a people inside the call", "قال لافروف إننا ندعو الشركاء الأتراك إلى الحوار.", "turkey"),
    ("a state inside the call", "قال لافروف إننا ندعو أنقرة إلى الحوار.", "turkey"),
    ("nobody", "قال لافروف إن الحوار مستمر.", None),
    ("not a paper", "قال لافروف لصحيفة حرييت إن الحوار مستمر.", None),
    ("not the speaker", "دعا لافروف إلى الحوار.", None),
]


@pytest.mark.parametrize(("text", "act"), VERBS)
def test_the_act_of_a_verb(read: Read, text: str, act: Act) -> None:
    assert read(text).only.act == act


@pytest.mark.parametrize(("content", "act"), CONTENTS)
def test_a_neutral_verb_does_what_its_content_does(content: str, act: Act) -> None:
    acts = Acts(load())
    neutral = next(v for v in load().verbs if v.past == "أعلن")
    assert acts.of(neutral, content) == act
    assert acts.of(None, content) == act


def test_a_verb_with_an_act_of_its_own_keeps_it(read: Read) -> None:
    assert read("حذر لافروف من أن بلاده ترفض الاتفاق.").only.act == "warn"


def test_every_sign_of_an_act_is_seen() -> None:
    knowledge = load()
    acts = Acts(knowledge)
    unseen = [word for signs in knowledge.acts.values() for word in (*signs.anywhere, *signs.opening) if acts.of(None, word) == "state"]
    assert unseen == []


def test_a_second_verb_goes_on_with_the_first_ones_subject(read: Read) -> None:
    page = read("أكد لافروف أن الحوار مستمر، واتهم أنقرة بعرقلة الاتفاق.")
    assert [who for _, _, who in page.said] == ["lavrov", "lavrov"]
    assert [s.addressee for s in page.statements] == [None, "turkey"]


@pytest.mark.parametrize(("text", "addressee"), [pytest.param(t, a, id=i) for i, t, a in ADDRESSEES])
def test_the_one_addressed(read: Read, text: str, addressee: str | None) -> None:
    assert read(text).only.addressee == addressee


def test_the_press_is_an_entity(read: Read) -> None:
    assert read("قال لافروف للصحفيين إن الحوار مستمر.").entities["journalists"].label["en"] == "Journalists"


@pytest.mark.parametrize(
    ("content", "issues"),
    [
        ("إن مناطق خفض التصعيد صامدة وإن اللجنة الدستورية ستجتمع", {"de-escalation-zones", "constitutional-committee"}),
        ("إن انسحاب القوات قريب", {"withdrawal"}),
        ("إن الطقس جميل", set()),
    ],
)
def test_issues_of_the_dossiers(read: Read, content: str, issues: set[str]) -> None:
    assert set(read(f"قال لافروف {content}.").only.issues) == issues


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("استبعد لافروف عقد جولة جديدة.", "positive"),
        ("لم يستبعد لافروف عقد جولة جديدة.", "negative"),
        ("لا تستبعد أنقرة عقد جولة جديدة.", "negative"),
        ("نفى لافروف عقد جولة جديدة.", "positive"),
    ],
)
def test_polarity(read: Read, text: str, polarity: str) -> None:
    assert read(text).only.polarity == polarity
