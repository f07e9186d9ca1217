"""The clause of a cue: who is its subject, what it passes over, and where the content opens."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.statements.conftest import Page

OPENED = [
    # (id, text, content, who the words say speaks, how it opened)
    ("an adverb between verb and subject", "أكد أيضا لافروف أن الحوار مستمر.", "أن الحوار مستمر", "لافروف", "an"),
    ("a role after the name", "أكد سيرغي لافروف وزير الخارجية ضرورة الحوار.", "ضرورة الحوار", "سيرغي لافروف", "obj"),
    ("a definite noun, then an object", "رفض المؤتمر توقيع الاتفاق.", "توقيع الاتفاق", "المؤتمر", "obj"),
    ("some of a group", "ترفض أغلب القوى السياسية هذه الإجراءات.", "هذه الإجراءات", "أغلب القوى السياسية", "obj"),
    ("a sound plural", "يدين معارضو الاتفاق سرية المفاوضات.", "سرية المفاوضات", "معارضو الاتفاق", "obj"),
    ("a subject with its adjective, then أن", "أكد المنشور سالف الذكر أن الصفقة قريبة.", "أن الصفقة قريبة", "المنشور", "an"),
    ("one in apposition after a comma", "توقعت صحيفة الوطن، المقربة من الحكومة، أن يبدأ الحوار.", "أن يبدأ الحوار", None, "an"),
    ("a name in marks", 'أعلنت حركة "حماس"، السبت، أنها سترسل وفدا.', "أنها سترسل وفدا", None, "an"),
    ("a paper in marks, with its adjective", 'ذكرت صحيفة "الأفق" المحلية أن الوفد وصل.', "أن الوفد وصل", None, "an"),
    ("a paper in marks on the way", 'قال لافروف في مقابلة مع صحيفة "الأفق" في موسكو إن الحوار مستمر.', "إن الحوار مستمر", "لافروف", "an"),
    (
        "a channel in marks, then a colon",
        'قال لافروف في مداخلة مع قناة "الأفق": "لا بديل عن الحوار أبدا".',
        "لا بديل عن الحوار أبدا",
        "لافروف",
        "colon",
    ),
    ("ب after an adverbial", "ندد لافروف في بيان بالهجوم.", "بالهجوم", "لافروف", "prep"),
    ("an adverb in ب is no content", "هدد لافروف بالفعل بعواقب وخيمة.", "بعواقب وخيمة", "لافروف", "prep"),
    ("من خلال is no content", "حذر لافروف، من خلال بيان، من عواقب وخيمة.", "من عواقب وخيمة", "لافروف", "prep"),
    ("an object after a short adverbial", "أعلن لافروف في مؤتمر صحفي انسحاب الوفد.", "انسحاب الوفد", "لافروف", "obj"),
    ("an object after an adverbial with a pronoun", "يرفض لافروف من جهته الربط بين الملفين.", "الربط بين الملفين", "لافروف", "obj"),
    ("marks inside an object", 'يرفض لافروف كل حديث عن "الهدنة" هنا.', 'كل حديث عن "الهدنة" هنا', "لافروف", "obj"),
    ("what it is taken for", "وصف لافروف الهجوم بأنه جريمة كبرى.", "الهجوم بأنه جريمة كبرى", "لافروف", "obj"),
    ("what an idafa is taken for", "وصف لافروف تصريحات الوفد بأنها مزحة.", "تصريحات الوفد بأنها مزحة", "لافروف", "obj"),
    ("a plural in ن has no possessor", "يرفض محتجون الاتفاق الجديد.", "الاتفاق الجديد", "محتجون", "obj"),
    ("a time after a definite noun", "أعلن القضاء الأحد توقيف الموظف.", "توقيف الموظف", "القضاء", "obj"),
    ("a time in an adverbial", "أعلن لافروف في أبريل الماضي انسحاب الوفد.", "انسحاب الوفد", "لافروف", "obj"),
    ("an earlier time", "أعلن لافروف في وقت سابق تأجيل الجولة.", "تأجيل الجولة", "لافروف", "obj"),
    ("an adverb like a participle", "أكد لافروف مجددا دعمه للوساطة.", "دعمه للوساطة", "لافروف", "obj"),
    ("a relative clause between commas", "نفى لافروف، الذي يزور أنقرة، وجود أي خلاف.", "وجود أي خلاف", "لافروف", "obj"),
    ("a circumstance between commas", "يقول المرصد السوري، ومقره بريطانيا، إن القصف توقف.", "إن القصف توقف", None, "an"),
    ("a relative clause, then marks", 'قال لافروف، وهو يغادر القاعة: "لن نقبل بأي شروط"، بحسب سانا.', "لن نقبل بأي شروط", "لافروف", "colon"),
    ("whom it was told, then أن", "أكد لافروف لصحيفة حرييت أن الحوار مستمر.", "أن الحوار مستمر", "لافروف", "an"),
    ("a complement of the subject, then على", "أكد البيان الختامي للاجتماعات، على ضرورة الحوار.", "على ضرورة الحوار", None, "prep"),
    ("إن after an adverb that is a conjunction too", "قالت موسكو من قبل إن الحوار مستمر.", "إن الحوار مستمر", None, "an"),
    ("a hyphen in a name", "قال كيم أوي-كيوم المتحدث باسم الرئاسة إن الحوار مستمر.", "إن الحوار مستمر", None, "an"),
    ("a hashtag", "أعلن وزير الدفاع #أفيغدور_ليبرمان، أنه سيستقيل.", "أنه سيستقيل", None, "an"),
    ("a subject after an adverbial", "تعهدت، عقب تلك الضربة، إيران برد قاس.", "برد قاس", "إيران", "obj"),
    ("a definite subject, then أن", "وبيّن الوزير أن المحادثات مستمرة.", "أن المحادثات مستمرة", "الوزير", "an"),
    ("one asked whom only the words tell", "طلب لافروف من المواطنين عدم الاقتراب.", "عدم الاقتراب", "لافروف", "obj"),
    ("speech without أن or marks", "قال لافروف لا يوجد أي خلاف بين الطرفين.", "لا يوجد أي خلاف بين الطرفين", "لافروف", "colon"),
]

NOT_A_SUBJECT = [
    ("another gender", "ورفض الاتهامات الموجهة إليه.", "الاتهامات الموجهة إليه"),
    ("an adjective may follow", "ورفض الشروط المسبقة.", "الشروط المسبقة"),
    ("a verbal noun", "وانتقد التدخل الأميركي في شؤون سوريا.", "التدخل الأميركي في شؤون سوريا"),
    ("two objects", "واعتبر الخطوة استفزازا.", "الخطوة استفزازا"),
]


@pytest.mark.parametrize(("text", "content", "speaker", "opener"), [pytest.param(*row, id=i) for i, *row in OPENED])
def test_what_opens_a_content(grammar: Callable[..., Page], text: str, content: str, speaker: str | None, opener: str) -> None:
    page = grammar(text)
    statement = page.only
    assert statement.of(page.text) == content
    assert statement.found_by.endswith(f"-{opener}")
    assert statement.speaker is not None
    if speaker is not None:
        assert statement.speaker.label == speaker


@pytest.mark.parametrize(("text", "content"), [pytest.param(*row, id=i) for i, *row in NOT_A_SUBJECT])
def test_an_object_is_no_subject(grammar: Callable[..., Page], text: str, content: str) -> None:
    page = grammar(f"قال لافروف إن الحوار مستمر. {text}")
    assert page.said[-1][1:] == (content, "lavrov")
