from __future__ import annotations

from collections.abc import Callable

import pytest

from mahdar.names import NameFinder
from tests.names.conftest import Page, Pairs

Read = Callable[[str], Page]

BODIES = [
    ("ministry and adjective", "أعلنت وزارة الخارجية الكازاخستانية الموعد.", [("وزارة الخارجية الكازاخستانية", "kazakhstan-mfa")]),
    ("with a proclitic", "التقى بوزارة الخارجية الكازاخستانية.", [("وزارة الخارجية الكازاخستانية", "kazakhstan-mfa")]),
    ("without وزارة", "أعلنت الخارجية الروسية الموعد.", [("الخارجية الروسية", "russia-mfa")]),
    ("an adjective of two words", "أعلنت الخارجية الكورية الجنوبية الموعد.", [("الخارجية الكورية الجنوبية", "south-korea-mfa")]),
    ("idafa with the state", "قالت خارجية كازاخستان كلمة.", [("خارجية كازاخستان", "kazakhstan-mfa")]),
    ("idafa of two words", "قالت وزارة خارجية كازاخستان كلمة.", [("وزارة خارجية كازاخستان", "kazakhstan-mfa")]),
    ("defence", "نفت وزارة الدفاع الروسية الخبر.", [("وزارة الدفاع الروسية", "russia-mod")]),
    ("army, an id of its own", "انتشر الجيش السوري هناك.", [("الجيش السوري", "syrian-army")]),
    ("army", "انتشر الجيش الباكستاني هناك.", [("الجيش الباكستاني", "pakistan-army")]),
    ("government with an id of its own", "اجتمعت الحكومة السعودية.", [("الحكومة السعودية", "saudi-government")]),
    ("government and state", "اجتمعت حكومة لبنان.", [("حكومة لبنان", "lebanon-government")]),
    ("government and capital", "تريد حكومة دمشق ذلك.", [("حكومة دمشق", "syria-government")]),
    ("the capital of a body that isn't the state's", "تريد حكومة صنعاء ذلك.", [("حكومة صنعاء", "houthis")]),
    ("a regime by its head", "يرفض نظام الأسد ذلك.", [("نظام الأسد", "syria-government")]),
    ("a regime's ministry", "خارجية نظام الأسد ترفض ذلك.", [("خارجية نظام الأسد", "syria-mfa")]),
    ("parliament", "صوت البرلمان العراقي.", [("البرلمان العراقي", "iraq-council-of-representatives")]),
    ("embassy", "أغلقت السفارة الألمانية أبوابها.", [("السفارة الألمانية", "germany-embassy")]),
    ("not the minister", "وزير الخارجية الروسي حاضر.", []),
    ("not an adjective", "السياسة الخارجية الروسية معقدة.", []),
    ("not an indefinite noun before an adjective", "جيش سوري كبير.", []),
    ("not a state with a preposition", "خارجية لسوريا.", [("سوريا", "syria")]),
]

BARE = [
    ("the state last named", "عاد الوفد من روسيا. وأكدت الخارجية ذلك.", "russia-mfa"),
    ("the state of a body last named", "اجتمعت الحكومة السعودية. وأكدت وزارة الخارجية ذلك.", "saudi-mfa"),
    ("the nearer of two", "زار وفد سوريا إيران. وأكدت الخارجية ذلك.", "iran-mfa"),
    ("in a line before", "عاد الوفد من روسيا.\nوأكدت وزارة الدفاع ذلك.", "russia-mod"),
    ("not one that comes after", "أكدت الخارجية ذلك. وعاد الوفد من روسيا.", "organization:mfa"),
]

TALKS = [
    ("noun and series", "انطلقت محادثات أستانا.", [("محادثات أستانا", "astana-process")]),
    ("another spelling", "انطلقت مباحثات أستانة.", [("مباحثات أستانة", "astana-process")]),
    ("noun with a proclitic", "يشارك بمحادثات أستانا.", [("محادثات أستانا", "astana-process")]),
    ("series and number", "تبدأ أستانا 21 غدا.", [("أستانا 21", "astana-process")]),
    ("series, hyphen and number", "تبدأ أستانا-7 غدا.", [("أستانا-7", "astana-process")]),
    ("not a day of a month", "وصل إلى أستانا 29 تشرين الثاني.", [("أستانا", "astana")]),
    ("the number of a format stays outside", "محادثات أستانا 5+5.", [("محادثات أستانا", "astana-process")]),
    ("not the city", "وصل الوفد إلى أستانا.", [("أستانا", "astana")]),
    ("talks of a city without a dossier", "فشلت مفاوضات جنيف.", [("مفاوضات جنيف", "geneva-talks")]),
    ("not a meeting in the city", "فشلت مفاوضات في جنيف.", [("جنيف", "geneva")]),
    ("not a street of the city", "شوارع جنيف هادئة.", [("جنيف", "geneva")]),
]

RESOLUTIONS = [
    ("with all its words", "نص قرار مجلس الأمن الدولي رقم 2254.", [("قرار مجلس الأمن الدولي رقم 2254", "unscr-2254")]),
    ("short", "يدعو القرار 2254 إلى الحوار.", [("القرار 2254", "unscr-2254")]),
    ("international", "القرار الدولي 242 واضح.", [("القرار الدولي 242", "unscr-242")]),
    ("of the United Nations", "القرار الأممي رقم 1701 ملزم.", [("القرار الأممي رقم 1701", "unscr-1701")]),
    ("Arabic digits", "القرار ٢٢٥٤ واضح.", [("القرار ٢٢٥٤", "unscr-2254")]),
    ("not one digit", "القرار 2 غير ملزم.", []),
    ("not a number with a fraction", "القرار 22.54 خطأ.", []),
    ("not a resolution without a number", "اتخذ مجلس الأمن قرارا.", [("مجلس الأمن", "un-security-council")]),
]

INSTITUTIONS = [
    ("idafa", "أعلنت وزارة الشؤون الاجتماعية برنامجا.", ["وزارة الشؤون الاجتماعية"]),
    ("joined by و", "أعلنت وزارة التعليم والبحث برنامجا.", ["وزارة التعليم والبحث"]),
    ("after a title", "زار جامعة الملك سعود ضيف.", ["جامعة الملك سعود"]),
    ("definite with a nationality", "قال البنك الزراعي اليمني كلمة.", ["البنك الزراعي اليمني"]),
    ("definite with two adjectives", "حكمت المحكمة التجارية العليا.", ["المحكمة التجارية العليا"]),
    ("not a definite noun with one adjective", "حكمت المحكمة الابتدائية.", []),
    ("not a noun alone", "الجامعة مغلقة.", []),
    ("not after the minister", "وزير الشؤون الاجتماعية حاضر.", []),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in BODIES])
def test_bodies_of_states(read: Read, text: str, expected: Pairs) -> None:
    assert read(text).pairs == expected


@pytest.mark.parametrize(("text", "entity"), [pytest.param(t, e, id=i) for i, t, e in BARE])
def test_a_bare_ministry_is_that_of_the_state_last_named(read: Read, text: str, entity: str) -> None:
    page = read(text)
    assert [n.entity for n in page.names if n.found_by.startswith("pattern:") and n.entity.endswith(("mfa", "mod"))] == [entity]
    assert page.found.entities[entity].label


def test_a_bare_ministry_is_none_inside_a_persons_name(read: Read) -> None:
    page = read("حضر عبد الخارجية.")
    assert [words for words, _ in page.pairs] == ["عبد الخارجية"]


def test_a_body_has_an_english_label(read: Read) -> None:
    assert read("قالت خارجية كازاخستان كلمة.").found.entities["kazakhstan-mfa"].label["en"] == "Ministry of Foreign Affairs of Kazakhstan"


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in TALKS])
def test_talks(read: Read, text: str, expected: Pairs) -> None:
    assert read(text).pairs == expected


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in RESOLUTIONS])
def test_resolutions(read: Read, text: str, expected: Pairs) -> None:
    assert read(text).pairs == expected


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in INSTITUTIONS])
def test_institutions(read: Read, text: str, expected: list[str]) -> None:
    page = read(text)
    assert [words for words, _ in page.pairs] == expected
    assert all(n.entity.startswith("organization:") and n.found_by == "pattern:institution" for n in page.names)


def test_the_government_of_a_state_that_has_none_of_its_own(finder: NameFinder) -> None:
    assert finder.patterns.body_id("lebanon", "government") == "lebanon-government"
    assert finder.patterns.body_id("saudi-arabia", "government") == "saudi-government"
