from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.names.conftest import Page, Pairs

INSTITUTIONS = [
    ("a place's", "درس في جامعة كامبريدج.", ["جامعة كامبريدج"]),
    ("nouns before the definite one", "أصدرت لجنة متابعة تنفيذ القرارات بيانا.", ["لجنة متابعة تنفيذ القرارات"]),
    ("its adjectives", "اجتمع مجلس الري الزراعي الأعلى.", ["مجلس الري الزراعي الأعلى"]),
    ("a title with a name of several words", "زار مستشفى الأمير محمد بن سعود.", ["مستشفى الأمير محمد بن سعود"]),
    ("definite, a nationality and what it is for", "قال البنك اليمني للتسليف والادخار كلمة.", ["البنك اليمني للتسليف والادخار"]),
    ("definite, and for something through an idafa", "قال البنك الأفريقي لإعادة إعمار القرى كلمة.", ["البنك الأفريقي لإعادة إعمار القرى"]),
    ("definite, one adjective and what it is for", "قالت الهيئة العامة للتأمينات كلمة.", ["الهيئة العامة للتأمينات"]),
    ("two nationalities", "قال البنك اليمني الكويتي كلمة.", ["البنك اليمني الكويتي"]),
    ("the article under ل", "أصدر بيانا للجنة الفنية العليا.", ["لجنة الفنية العليا"]),
    ("not what an embassy does something for", "رسالة السفارة الروسية للرد على ذلك.", ["السفارة الروسية"]),
    ("not any office", "وصل إلى مركز الاحتجاز.", []),
    ("not a phrase that names none", "قرر مجلس الوزراء ذلك.", []),
    ("not a noun after its adjectives", "طلب البنك اليمني الضغط على التجار.", ["البنك اليمني"]),
    ("not more than what is listed", "دعا مجلس الأمن والوزير إلى ذلك.", ["مجلس الأمن"]),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in INSTITUTIONS])
def test_institutions_by_their_noun(read: Callable[[str], Page], text: str, expected: list[str]) -> None:
    assert [words for words, _ in read(text).pairs] == expected


BODIES: list[tuple[str, str, Pairs]] = [
    ("where it sits tells whose it is", "قالت المحكمة العليا في قبرص كلمة.", [("المحكمة العليا", "cyprus-supreme-court"), ("قبرص", "cyprus")]),
    ("of a government that is no state's", "قالت خارجية حكومة صنعاء كلمة.", [("خارجية حكومة صنعاء", "houthis-mfa")]),
    ("of the government that sits there", "قالت وزارة الخارجية في صنعاء كلمة.", [("وزارة الخارجية", "houthis-mfa"), ("صنعاء", "sanaa")]),
    ("an interim government", "اجتمعت الحكومة السورية المؤقتة.", [("الحكومة السورية المؤقتة", "syrian-interim-government")]),
    ("not an election's office", "انتخابات الرئاسة الباكستانية قريبة.", []),
    ("not a bond", "سندات الخزانة اليابانية أرخص.", []),
    (
        "a senate is that of a state that has one",
        "عاد وفد إيطاليا من الكويت. وصوت مجلس الشيوخ.",
        [("إيطاليا", "italy"), ("الكويت", "kuwait"), ("مجلس الشيوخ", "italy-senate")],
    ),
    ("police", "قالت الشرطة القبرصية كلمة.", [("الشرطة القبرصية", "cyprus-police")]),
    ("armed forces", "قالت القوات المسلحة القبرصية كلمة.", [("القوات المسلحة القبرصية", "cyprus-armed-forces")]),
    ("central bank", "قال البنك المركزي القبرصي كلمة.", [("البنك المركزي القبرصي", "cyprus-central-bank")]),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in BODIES])
def test_bodies_of_states_and_of_other_governments(read: Callable[[str], Page], text: str, expected: Pairs) -> None:
    assert read(text).pairs == expected
