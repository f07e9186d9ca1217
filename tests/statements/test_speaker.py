"""Whom a cue's subject means: one table for each way in which a speaker comes in."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import pytest

from tests.statements.conftest import Page

Read = Callable[..., Page]

# (what is tested, text, the speakers' labels in order)
AFTER = [
    ("a name", "قال لافروف إن الوضع صعب.", ["لافروف"]),
    ("a name after its role", "قال وزير الخارجية الروسي سيرغي لافروف إن الوضع صعب.", ["سيرغي لافروف"]),
    ("a name after a role and whose it is", "قال الأمين العام للحلف ينس ستولتنبرغ إن الوضع صعب.", ["ينس ستولتنبرغ"]),
    ("a name after a body's name in marks", 'قال مدير حركة "الأفق الجديد" سامر حداد إن الوضع صعب.', ["سامر حداد"]),
    ("a name after the field and a comma", "قال البروفيسور السعودي بالطب النفسي، سامر حداد، إن الوضع صعب.", ["سامر حداد"]),
    ("a name after a long role and a place", "قال رئيس قسم مكافحة الحرائق في بيروت، شفقت مالك، إن الوضع صعب.", ["شفقت مالك"]),
    ("a title cut to a letter", "أضاف د. سامر حداد أن الوضع صعب.", ["سامر حداد"]),
    ("a feminine body", "أعلنت وزارة الخارجية الروسية أن الوفد وصل.", ["وزارة الخارجية الروسية"]),
]
NAMELESS = [
    ("an anonymous source", "قالت مصادر دبلوماسية إن الوفد وصل.", ["مصادر دبلوماسية"]),
    ("an official and his house", "قال مسؤول في وزارة الخارجية الأمريكية إن الوفد وصل.", ["مسؤول في وزارة الخارجية الأمريكية"]),
    ("a relative clause without الذي stays out", "قال مسؤول طلب عدم ذكر اسمه إن الوفد وصل.", ["مسؤول"]),
    ("a spokesman for somebody isn't that one", "قال متحدث باسم محمود عباس إن الوفد وصل.", ["متحدث باسم محمود عباس"]),
    ("adjectives of a degree", "قال مسؤولون رفيعو المستوى إن الوفد وصل.", ["مسؤولون رفيعو المستوى"]),
    ("a quantity", "قال كثير من المتظاهرين إن الوضع صعب.", ["كثير من المتظاهرين"]),
    ("a noun and its second term", "قال ممثلو الادعاء إن المحاكمة ستبدأ.", ["ممثلو الادعاء"]),
    ("a closed plural before its verb's object", "رفض مسؤولون فلسطينيون قرار الحكومة الإسرائيلية وقف المساعدات عن القطاع.", ["مسؤولون فلسطينيون"]),
    ("a broken plural and its adjectives", "ترفض الأوساط القومية التركية هذا الاتفاق.", ["الأوساط القومية التركية"]),
    ("a time isn't of a role", "قال دبلوماسي الأسبوع الماضي إن الوفد وصل.", ["دبلوماسي"]),
    ("what a title is of", "قال القائم بالأعمال الأميركي في الخرطوم إن الوفد وصل.", ["القائم بالأعمال الأميركي في الخرطوم"]),
    ("several adjectives", "قال مسؤولون أمريكيون كبار إن الوفد وصل.", ["مسؤولون أمريكيون كبار"]),
    ("with whom somebody works", "قال صحفي متعاون مع رويترز إن القصف مستمر.", ["صحفي متعاون مع رويترز"]),
    ("who wants to stay unnamed", "قال مسؤول أمريكي رفض الكشف عن هويته إن الوفد وصل.", ["مسؤول أمريكي"]),
    ("a wife isn't her husband", "قالت زوجة كوفي عنان إن الوضع صعب.", ["زوجة كوفي عنان"]),
    ("one of his aides isn't he", "نفى سامر حداد أحد مساعدي نتنياهو أن يكون الوفد وصل.", ["سامر حداد"]),
    ("a lawyer isn't his client", "قال محامي ترامب إن الوضع صعب.", ["محامي ترامب"]),
    ("a plural that is no role", "قال محققون دوليون إن التحقيق انتهى.", ["محققون دوليون"]),
]
TOGETHER = [
    ("two capitals", "قالت موسكو وطهران إن الاتفاق قائم.", ["موسكو وطهران"]),
    ("each of two", "أكدت كل من واشنطن وموسكو أن الاتفاق قائم.", ["كل من واشنطن وموسكو"]),
    ("two persons, the verb agreeing with the first", "قالت ميركل ولافروف إن الحوار مستمر.", ["ميركل ولافروف"]),
]
BEFORE = [
    ("a verb in the present", "روسيا ترفض شروط الاتفاق.", ["روسيا"]),
    ("كان and قد", "وكان لافروف قد أعلن أن الوضع صعب.", ["لافروف"]),
    ("after أما, with ف", "أما منظمة التحرير الفلسطينية فقالت في بيان إن القرار مرفوض.", ["منظمة التحرير الفلسطينية"]),
    ("a topic and what is told of it", "أما علوية عز الدين، التي تعمل في المستشفى، فتقول إن الوضع صعب.", ["علوية عز الدين"]),
    ("nobody known, before a relative", "وسمع ميركل هتافات المحتجين الذين يطالبون بوقف الحرب.", ["المحتجين"]),
    ("after لكن", "لكن لافروف أكد أن الوضع صعب.", ["لافروف"]),
]
NULL = [
    ("who spoke last", "قال لافروف إن الوضع صعب. وأضاف أن الحل ممكن.", ["لافروف", "لافروف"]),
    ("past one of the other gender", "قالت ميركل إن الوضع صعب. وأكد لافروف أن الوفد وصل. وأضافت أن الحل ممكن.", ["ميركل", "لافروف", "ميركل"]),
    ("who spoke in the line before", "قال لافروف إن الوضع صعب.\nوأضاف أن الحل ممكن.", ["لافروف", "لافروف"]),
]
PARTICIPLE = [
    ("of the verb's subject", "أكد لافروف أن الوضع صعب، مضيفا أن الحل ممكن.", ["لافروف", "لافروف"]),
    ("plural, of a group in what is told", "أكد لافروف أن المجتمعين ناقشوا الوضع، مؤكدين ضرورة الحوار.", ["لافروف", "المجتمعين"]),
]
CARRIED = [
    ("after عن", "نقلت وكالة تاس عن لافروف قوله إن الوضع صعب.", ["لافروف"]),
]
NOBODY = ["يُذكر أن الاجتماع عقد أمس.", "يُتوقع أن يصل الوفد غدا."]


def _ids(rows: list[tuple[str, str, list[str]]]) -> list[object]:
    return [pytest.param(text, labels, id=name) for name, text, labels in rows]


@pytest.mark.parametrize(
    ("text", "labels"), [*_ids(AFTER), *_ids(NAMELESS), *_ids(TOGETHER), *_ids(BEFORE), *_ids(NULL), *_ids(PARTICIPLE), *_ids(CARRIED)]
)
def test_the_words_for_who_speaks(read: Read, text: str, labels: list[str]) -> None:
    assert [s.speaker.label for s in read(text).statements if s.speaker] == labels


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param("وقالت وزارة الخارجية الروسية في بيان إن الوضع صعب.", "russia-mfa", id="a text in which somebody says it"),
        pytest.param("ونشرت وزارة الخارجية الروسية بيانا قالت فيه إن الوضع صعب.", "russia-mfa", id="a text that a pronoun means"),
        pytest.param("قالت ميركل إن الوفد وصل.\nوجاء في بيان أصدرته وزارة الخارجية الروسية أن الوضع صعب.", "russia-mfa", id="a verb of issuing"),
    ],
)
def test_a_text_carries_what_its_author_says(read: Read, text: str, speaker: str) -> None:
    said = read(text).statements[-1].speaker
    assert said is not None
    assert said.entity == speaker


def test_the_source_of_an_according_to_phrase_is_remembered(read: Read) -> None:
    page = read("قال لافروف إن الوفد وصل.\nوتوقفت المحادثات أمس في العاصمة، بحسب دبلوماسي.\nوقال الدبلوماسي إن الحوار مستمر.")
    _, source, again = (s.speaker for s in page.statements)
    assert source is not None
    assert again is not None
    assert (again.entity, again.label) == (source.entity, "الدبلوماسي")


@pytest.mark.parametrize("text", NOBODY)
def test_a_passive_names_nobody(read: Read, text: str) -> None:
    assert not read(text).statements


def test_a_headline_s_subject_before_its_verb_and_whom_it_warns(read: Read) -> None:
    (statement,) = read(headline="روسيا تحذر تركيا من عمليات عسكرية").statements
    assert statement.speaker is not None
    assert (statement.speaker.entity, statement.addressee) == ("russia", "turkey")


def test_somebody_without_a_name_is_one_entity_wherever_the_words_are_the_same(read: Read) -> None:
    page = read("قالت مصادر دبلوماسية إن الوفد وصل.\nوقال لافروف إن الوضع صعب.\nوقالت مصادر دبلوماسية إن الحوار مستمر.")
    first, _, last = (s.speaker for s in page.statements)
    assert first is not None
    assert last is not None
    assert first.entity == last.entity
    assert page.entities[first.entity or ""].label["ar"] == "مصادر دبلوماسية"


def test_a_role_alone_is_the_nameless_one_of_that_role(read: Read) -> None:
    page = read("قال مسؤول أمريكي إن الوفد وصل.\nوقالت ميركل إن الوضع صعب.\nوقال المسؤول إن الحوار مستمر.")
    first, _, last = (s.speaker for s in page.statements)
    assert first is not None
    assert last is not None
    assert (first.entity, last.label) == (last.entity, "المسؤول")


@pytest.mark.parametrize(("one", "other"), [("لافروف", "فيدان"), ("لافروف", "ماكرون")])
def test_another_name_changes_nothing_else(read: Read, one: str, other: str) -> None:
    text = "التقى {0} الوفد أمس.\nوقال إن الوضع صعب، مضيفا أن الحل ممكن.\nوأكد {0} في ختام الاجتماع أن الحوار مستمر."
    assert [s.found_by for s in read(text.format(one)).statements] == [s.found_by for s in read(text.format(other)).statements]


@pytest.mark.parametrize(("opening", "closing"), ["«»", "“”", '""'])
def test_the_style_of_marks_changes_nothing(read: Read, opening: str, closing: str) -> None:
    text = f"قال لافروف: {opening}الوضع صعب جدا اليوم{closing}.\nوأضاف: {opening}نحن نريد حلا سريعا{closing}."
    assert [s.speaker.entity for s in read(text).statements if s.speaker] == ["lavrov", "lavrov"]


def test_the_model_holds_no_name() -> None:
    """Its signs are of places, agreement and kinds alone, so that renaming somebody can change nothing."""
    rows = (files("mahdar.statements") / "speakers.tsv").read_text(encoding="utf-8")
    assert rows
    assert not [name for name in ("lavrov", "russia", "moscow") if name in rows]


def test_who_spoke_within_another_s_words_isn_t_who_goes_on(read: Read) -> None:
    page = read("قال لافروف إن الوضع صعب.\nوأضاف: «قدمنا الطلب الذي رحب به كيري، وقال كيري إنه مفيد».\nوتابع: «ليس هناك حل آخر للأزمة».")
    last = page.statements[-1].speaker
    assert last is not None
    assert last.label == "لافروف"


def test_a_people_that_does_not_agree_with_its_verb_is_not_who_speaks(read: Read) -> None:
    page = read("قالت ميركل إن الوضع صعب.\nوهذا يقلق كثيرا من الفرنسيين. وأضافت أن الحل ممكن.")
    assert [s.speaker.label for s in page.statements if s.speaker] == ["ميركل", "ميركل"]
