"""Who is asked, warned, accused or told, and whom an act is aimed at besides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.statements.conftest import Page

Read = Callable[..., Page]

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
    ("on whom it is", "قال لافروف إن على أنقرة أن تسحب قواتها.", "turkey"),
    ("on whom it is, without a name", "قال لافروف إن على المجتمع الدولي أن يتحرك.", "organization:al-mjtma-al-dwly"),
    ("on what it is", "قال لافروف إن على القضية أن تحل.", None),
    ("on whom it must be", "قال لافروف إنه يجب على طهران وقف القصف.", "iran"),
    ("who is accused in the content", "قالت فرنسا إن روسيا تقف وراء الهجوم.", "russia"),
    ("who is accused by adjective", "قالت حركة حماس إن القرار الأمريكي تصعيد خطير.", "united-states"),
    ("a place beside a call is not called", "قال لافروف إننا ندعو إلى الحوار في سوريا.", None),
    ("asked by the speaker's own verb", 'أضاف لافروف: "نطلب من أصدقائنا الأتراك أن ينتظروا قليلا".', "turkey"),
    ("asked in an indirect telling", "قال لافروف إننا نطلب من الجانب التركي فتح المعبر.", "turkey"),
    ("called, by a noun and a people", 'قال لافروف: "ندعو الشركاء الروس إلى وقف القصف".', "russia"),
    ("called, after an adverb", 'قال لافروف: "كما نحث الأشقاء العراقيين على التعاون".', "iraq"),
    ("warned by the speaker's own verb", 'قال لافروف: "نحذر الجانب التركي من مغبة العملية".', "turkey"),
    ("accused by the speaker's own verb", 'قال لافروف: "نتهم الجانب التركي بعرقلة الاتفاق".', "turkey"),
    ("thanked by the speaker's own verb", 'قال لافروف: "نشكر الأصدقاء الكازاخ على الاستضافة".', "kazakhstan"),
    ("a wish put to a state", 'قال لافروف: "نأمل من أنقرة أن تسحب قواتها".', "turkey"),
    ("not where a call names what it is for", 'قال لافروف: "نطلب وقف القتال في سوريا".', None),
    ("a side told by its adjective", "طالب لافروف الجانب التركي بسحب القوات.", "turkey"),
    ("not the place of what is told", "اتهم لافروف بعرقلة العملية السياسية في سوريا.", None),
    ("not a part of the place", "اتهم لافروف بإشعال الحرب شمال العراق.", None),
    ("not where it is said", "قال لافروف في سوريا إن الوضع صعب.", None),
    ("asked with من of طالب", "طالب الكرملين من تركيا بسحب قواتها.", "turkey"),
    ("behind a name in apposition", "حث الوزير الأفغاني، رانجين سبانتا، إيران على المشاركة.", "iran"),
    ("a capital behind a body", "دعا حلف شمال الأطلسي موسكو إلى الحوار.", "russia"),
    ("a name beside a title is the speaker", "دعا الرئيس الفرنسي إيمانويل ماكرون إلى الحوار.", None),
    ("a state in a construct is the speaker's", "دعا وزير خارجية إيران إلى الحوار.", None),
    ("told with ل", "قال لافروف لماكرون إن الحوار مستمر.", "macron"),
    ("met", "قال لافروف خلال لقائه ماكرون إن الحوار مستمر.", "macron"),
    ("answered", "قال لافروف ردا على ماكرون إن الحوار مستمر.", "macron"),
    ("after a meeting nobody", "قال لافروف عقب لقائه ماكرون إن الحوار مستمر.", None),
    ("not a broadcaster without a name", "أبلغ لافروف محطة تلفزيون محلية أن الحوار مستمر.", None),
    ("nobody", "قال لافروف إن الحوار مستمر.", None),
    ("not a paper", "قال لافروف لصحيفة حرييت إن الحوار مستمر.", None),
    ("not the speaker", "دعا لافروف إلى الحوار.", None),
]


TARGETS = [
    ("whose proposal is refused", "رفضت روسيا مقترح فرنسا.", "france"),
    ("by adjective", "رحبت روسيا بالقرار الأمريكي.", "united-states"),
    ("not who is addressed", "حذرت تركيا روسيا من عواقب القصف.", None),
    ("not one's own side", "أكد لافروف رفض روسيا الشروط المسبقة.", None),
    ("not what is merely told", "قال لافروف إن فرنسا ستشارك.", None),
]


@pytest.mark.parametrize(("text", "addressee"), [pytest.param(t, a, id=i) for i, t, a in ADDRESSEES])
def test_the_one_addressed(read: Read, text: str, addressee: str | None) -> None:
    assert read(text).statements[-1].addressee == addressee


@pytest.mark.parametrize(("text", "target"), [pytest.param(t, a, id=i) for i, t, a in TARGETS])
def test_whom_an_act_is_aimed_at(read: Read, text: str, target: str | None) -> None:
    assert read(text).statements[-1].target == target


def test_a_target_is_an_entity_of_the_page(read: Read) -> None:
    page = read("رحبت روسيا بالقرار الأمريكي.")
    assert page.entities["united-states"].kind == "state"


def test_the_press_is_an_entity(read: Read) -> None:
    assert read("قال لافروف للصحفيين إن الحوار مستمر.").entities["journalists"].label["en"] == "Journalists"


@pytest.mark.parametrize("name", ["غوتيريش", "ميركل", "ماكرون"])
def test_another_speaker_addresses_the_same(read: Read, name: str) -> None:
    text = "قال {} إن على أنقرة أن تسحب قواتها. وأضاف أن القرار الإيراني خطير."
    told = [(s.act, s.addressee, s.target) for s in read(text.format("بيدرسن")).statements]
    assert [(s.act, s.addressee, s.target) for s in read(text.format(name)).statements] == told
