from __future__ import annotations

from collections.abc import Callable

import pytest

from mahdar.arabic import Token, fold
from mahdar.knowledge import Knowledge
from mahdar.names import NameFinder
from tests.names.conftest import Page

Read = Callable[[str], Page]

PERSONS = [
    ("an age after the name", "وتوفيت مارغوت ستورغيسون البالغة من العمر 44 عاما.", ["مارغوت ستورغيسون"]),
    ("an age in parentheses", "وقال شارلوك راوليسون (45 عاما) إنه بخير.", ["شارلوك راوليسون"]),
    ("kin before a given name", "وعاد نبيل درغوث وابنه أحمد مساء.", ["نبيل درغوث", "أحمد"]),
    ("after a role", "قال مدير الدائرة نبيل درغوث كلمة.", ["نبيل درغوث"]),
    ("a foreign name after a role", "قال وزير خارجية كازاخستان خيرات بورانباييف كلمة.", ["خيرات بورانباييف"]),
    ("after a role and a comma", "قال مدير الدائرة، نبيل درغوث، كلمة.", ["نبيل درغوث"]),
    ("after a title", "حضر الشيخ حمد اللقاء.", ["حمد"]),
    ("after a title that is no role", "حضر السيد نبيل اللقاء.", ["نبيل"]),
    ("alone, by a given name", "حضر اللقاء نبيل درغوث.", ["نبيل درغوث"]),
    ("with a proclitic", "اتصل بنبيل درغوث.", ["نبيل درغوث"]),
    ("joined by و", "حضر نبيل درغوث وطارق درغوث.", ["نبيل درغوث", "طارق درغوث"]),
    ("of four words", "حضر نبيل حسن إسماعيل درغوث.", ["نبيل حسن إسماعيل درغوث"]),
    ("عبد and what belongs to it", "حضر عبد الكريم درغوث.", ["عبد الكريم درغوث"]),
    ("a kunya", "حضر أبو أحمد اللقاء.", ["أبو أحمد"]),
    ("a particle inside", "حضر نبيل بن درغوث اللقاء.", ["نبيل بن درغوث"]),
    ("a family name that is an adjective of nationality", "حضر نبيل حسن السوداني اللقاء.", ["نبيل حسن السوداني"]),
    ("a surname between verb and what it opens", "وقال غلادشتوكر إن الأمر انتهى.", ["غلادشتوكر"]),
    ("a surname after كان and before the verb", "وكان غلادشتوكر أعلن ذلك.", ["غلادشتوكر"]),
    ("two foreign words", "وقال تومبكين غلادشتوكر: لا.", ["تومبكين غلادشتوكر"]),
    ("a given name that no list knows, by its patronymic", "تكليف قطمير بن علي درغوث بالعمل.", ["قطمير بن علي درغوث"]),
    ("hyphens", "وقال جان-كلود درغوث كلمة.", ["جان-كلود درغوث"]),
    ("a hyphen inside عبد الله", "حضر وليد عبد-الله درغوث.", ["وليد عبد-الله درغوث"]),
    ("an initial", "حضر جون ف. درغوث اللقاء.", ["جون ف. درغوث"]),
    ("two particles", "حضر خوسيه دي لا درغوث.", ["خوسيه دي لا درغوث"]),
    ("a family name with the article", "قال مصطفى الدرغوثي كلمة.", ["مصطفى الدرغوثي"]),
    ("ben and the article in one word", "حضر شكري بلعيد اللقاء.", ["شكري بلعيد"]),
    ("a rank of two words", "قال العميد الركن نبيل درغوث كلمة.", ["نبيل درغوث"]),
    ("an abbreviated title", "قال د. نبيل درغوث كلمة.", ["نبيل درغوث"]),
    ("no list's, with an office after it", "قالت قزمولا غلادشتوك، سفيرة مالطا، كلمة.", ["قزمولا غلادشتوك"]),
]

NOBODY = [
    ("a given name that is a verb too", "وكان الرئيس الصيني فتح النار."),
    ("a verb's object in the name's place", "قال الوزير الصيني مخططاته واضحة."),
    ("words that fill quotation marks", "تملك شركة «مورغان غلادشتوك» المبنى."),
    ("a person's name inside a city's", "زار مدينة الملك عبدالعزيز."),
    ("a storm and its verb", "العاصفة نورا زادت قوتها."),
    ("a given name that is a common word", "حسن الجوار أساس العلاقات."),
    ("a given name with a proclitic that is a common word", "تعامل بحسن نية مع الجميع."),
    ("على, spelt like a given name", "على الجميع أن يعلم."),
    ("a given name alone", "حضر نبيل اللقاء."),
    ("an imperfect that is rare", "وقال يدشن المصنع إن الأمر انتهى."),
    ("a dual", "وقال مصدران إن الأمر انتهى."),
    ("a sound plural", "قال الوزير تدريبات كثيرة."),
    ("a noun with a pronoun", "قال الوزير سياستها واضحة."),
    ("a participle", "قال الوزير معتذرا."),
    ("the verb after the role", "الوزير يؤكد ذلك."),
    ("عبد without the article", "عبد مملوك لا يقدر على شيء."),
    ("a rare word that no verb stands before", "غلادشتوكر كلمة غريبة."),
    ("a rare word after a verb with nothing told", "قال غلادشتوكر كثيرا."),
]

COREFERENCE = [
    ("the family name again", "حضر نبيل درغوث. وغادر درغوث مساء.", ["person:nbyl-drghwth", "person:nbyl-drghwth"]),
    ("without the article", "حضر خيرات الرحمتوف. وغادر رحمتوف مساء.", ["person:khyrat-al-rhmtwf"] * 2),
    ("before the full name", "غادر درغوث مساء. وحضر نبيل درغوث.", ["person:nbyl-drghwth"] * 2),
    ("in another line", "حضر نبيل درغوث.\nوغادر درغوث مساء.", ["person:nbyl-drghwth"] * 2),
    ("a longer form", "حضر نبيل درغوث. وغادر نبيل حسن درغوث مساء.", ["person:nbyl-hsn-drghwth"] * 2),
    ("a name that goes on", "حضر نبيل حسن. وغادر نبيل حسن درغوث مساء.", ["person:nbyl-hsn"] * 2),
    ("a known person in another spelling", "حضر سيرجي لافرووف اللقاء.", ["lavrov"]),
    ("not where two bear the name", "حضر نبيل درغوث وطارق درغوث. وغادر درغوث.", ["person:nbyl-drghwth", "person:tarq-drghwth"]),
    ("not a family name that is a common word", "حضر الوزير نبيل حرب. واندلعت حرب جديدة.", ["person:nbyl-hrb"]),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in PERSONS])
def test_persons_that_no_list_knows(read: Read, text: str, expected: list[str]) -> None:
    assert [n.of(text) for n in read(text).names if n.kind == "person"] == expected


@pytest.mark.parametrize("text", [pytest.param(t, id=i) for i, t in NOBODY])
def test_what_is_nobodys_name(read: Read, text: str) -> None:
    assert [n.of(text) for n in read(text).names if n.kind == "person"] == []


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in COREFERENCE])
def test_one_person_in_one_page(read: Read, text: str, expected: list[str]) -> None:
    assert [n.entity for n in read(text).names if n.kind == "person"] == expected


def test_the_label_of_an_unknown_person_is_the_fullest_form(read: Read) -> None:
    page = read("غادر درغوث مساء. وحضر نبيل درغوث.")
    assert page.found.entities["person:nbyl-drghwth"].label == {"ar": "نبيل درغوث"}


@pytest.mark.parametrize(("word", "given"), [("علي", True), ("على", False), ("سيرغي", True), ("طاولة", False)])
def test_given_names(finder: NameFinder, cut: Callable[[str], tuple[Token, ...]], word: str, given: bool) -> None:
    assert finder.shapes.is_given(cut(word)[0]) is given


@pytest.mark.parametrize(("word", "verb"), [("قال", True), ("يوكدون", True), ("اتهمها", True), ("طاوله", False)])
def test_forms_of_reporting_verbs(finder: NameFinder, word: str, verb: bool) -> None:
    assert finder.shapes.is_verb(word) is verb


def test_no_given_name_is_a_function_word(knowledge: Knowledge) -> None:
    function = {fold(word) for word in knowledge.lexical.function} - {"علي"}
    assert [name for name in (*knowledge.given_names.arabic, *knowledge.given_names.foreign) if fold(name) in function] == []
