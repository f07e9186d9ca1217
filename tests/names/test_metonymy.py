from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.names.conftest import Page, Pairs

CITY, GOVERNMENT = "moscow", "russia"

CAPITALS = [
    ("subject of a verb", "ترى موسكو أن الوقت حان.", GOVERNMENT),
    ("a stand", "موقف موسكو ثابت.", GOVERNMENT),
    ("في", "عقدت الجلسة في موسكو.", CITY),
    ("إلى", "سافر الوفد إلى موسكو.", CITY),
    ("ب written on", "عقدت الجلسة بموسكو.", CITY),
    ("ل written on", "سيعود لموسكو غدا.", CITY),
    ("وفقا ل", "الأمر انتهى وفقا لموسكو.", GOVERNMENT),
    ("العاصمة", "العاصمة موسكو هادئة.", CITY),
    ("العاصمة with an adjective", "العاصمة الروسية موسكو هادئة.", CITY),
    ("after the comma of العاصمة", "وصل إلى العاصمة الروسية، موسكو.", CITY),
    ("a direction", "سقطت الطائرة شمال موسكو.", CITY),
    ("near", "قرب موسكو قاعدة.", CITY),
    ("near, with من", "على مقربة من موسكو قاعدة.", CITY),
    ("a visit", "خلال زيارة موسكو.", CITY),
    ("dateline", "موسكو، 5 مايو: عقد اجتماع.", CITY),
    ("dateline with a dash", "موسكو - وكالات: عقد اجتماع.", CITY),
    ("object of a verb of going", "زار الوفد موسكو أمس.", CITY),
    ("object, with the subject between", "غادر الوزير القبرصي موسكو.", CITY),
    ("object right after the verb", "قصف الطيران موسكو.", CITY),
    ("who hosts", "تستضيف موسكو اللقاء.", CITY),
    ("from there", "وصل الوفد قادما من موسكو.", CITY),
    ("an embassy that moves", "نقل السفارة من موسكو خطأ.", CITY),
    ("told from there", "الوزير من موسكو: الأمر انتهى.", CITY),
    ("asked of the government", "جاء ذلك بطلب من موسكو.", GOVERNMENT),
    ("backed by the government", "فصائل مدعومة من موسكو تتقدم.", GOVERNMENT),
    ("who controls it", "سيطر الجيش على موسكو قبل قرنين.", CITY),
    ("sanctions on the government", "فرضت عقوبات على موسكو.", GOVERNMENT),
    ("what lies around it", "موسكو وضواحيها هادئة.", CITY),
    ("a quarter", "موسكو القديمة هادئة.", CITY),
    ("its streets", "خرجوا إلى شوارع موسكو ليلا.", CITY),
    ("relations with the government", "العلاقات بموسكو متوترة.", GOVERNMENT),
    ("a message to the government", "حملت الجولة رسالة لموسكو.", GOVERNMENT),
    ("first word of a sentence with a verb", "موسكو تعلن موقفها.", GOVERNMENT),
    ("a hashtag", "وقع الانفجار وسط #موسكو ليلا.", CITY),
    ("its rulers", "خاطب حكام موسكو الجمهور.", CITY),
    ("smuggled from there", "كشف تهريب الأسلحة من موسكو.", CITY),
]

PAIRS = [
    ("between two governments", "الحوار بين أنقرة ودمشق مستمر.", [("أنقرة", "turkey"), ("دمشق", "syria")]),
    ("to two cities", "سافر الوفد إلى أنقرة ودمشق.", [("أنقرة", "ankara"), ("دمشق", "damascus")]),
    ("routes between cities", "استؤنفت الرحلات بين أنقرة ودمشق.", [("أنقرة", "ankara"), ("دمشق", "damascus")]),
    ("its capital", "تعقد القمة في سوريا وفي عاصمتها دمشق.", [("سوريا", "syria"), ("دمشق", "damascus")]),
    ("the verb before it has another object", "زار الوزير أنقرة، وقالت دمشق كلمة.", [("أنقرة", "ankara"), ("دمشق", "syria")]),
    ("a dateline with the state", "عمان، الأردن (وكالات) - عقد لقاء.", [("عمان", "amman"), ("الأردن", "jordan")]),
    ("a state's name with العاصمة after it", "وصلت الطائرة إلى الجزائر العاصمة.", [("الجزائر العاصمة", "algiers")]),
    ("a state's name without it", "وصلت الطائرة إلى الجزائر.", [("الجزائر", "algeria")]),
    ("both in one sentence", "عقدت القمة في الرياض، ورحبت الرياض بالنتائج.", [("الرياض", "riyadh"), ("الرياض", "saudi-arabia")]),
    ("a capital that is spelt like a state", "العاصمة الأردنية عمان هادئة.", [("عمان", "amman")]),
]

SEATS = [
    ("a palace speaks", "نفى الكرملين الأمر.", "kremlin", "dictionary:seat-for-government"),
    ("a palace as a building", "تجمعوا أمام الكرملين ليلا.", "kremlin", "dictionary:seat-as-place"),
    ("with ب", "عقد اللقاء بالبيت الأبيض.", "white-house", "dictionary:seat-as-place"),
    ("a house speaks", "أعلن البيت الأبيض الموعد.", "white-house", "dictionary:seat-for-government"),
    ("a palace that is listed as a place", "التقيا في قصر بعبدا.", "baabda-palace", "dictionary:seat-as-place"),
    ("the presidency in it", "أعلن قصر بعبدا الموعد.", "lebanon-presidency", "dictionary:seat-for-government"),
]

SHARED = [
    ("the capital of the state that the page names", "رحبت عمان بالوفد. وقال وزير أردني كلمة.", ("عمان", "jordan", "state")),
    ("as a place", "عقد اللقاء في عمان. وقال وزير أردني كلمة.", ("عمان", "amman", "place")),
    ("the state", "رحبت عمان بالوفد. وقال وزير عماني كلمة.", ("عمان", "oman", "state")),
    ("the state, where the page tells nothing", "رحبت عمان بالوفد.", ("عمان", "oman", "state")),
    ("the state, where the page names both", "رحبت عمان بالوفد. وقال وزير عماني لنظيره الأردني كلمة.", ("عمان", "oman", "state")),
]


@pytest.mark.parametrize(("text", "entity"), [pytest.param(t, e, id=i) for i, t, e in CAPITALS])
def test_a_capital_as_place_or_for_its_government(read: Callable[[str], Page], text: str, entity: str) -> None:
    names = read(text).names
    assert [(n.entity, n.kind) for n in names] == [(entity, "place" if entity == CITY else "state")]
    assert names[0].found_by == ("dictionary:capital-as-place" if entity == CITY else "dictionary:capital-for-government")


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in PAIRS])
def test_two_capitals(read: Callable[[str], Page], text: str, expected: Pairs) -> None:
    assert read(text).pairs == expected


@pytest.mark.parametrize(("text", "entity", "means"), [pytest.param(t, e, m, id=i) for i, t, e, m in SEATS])
def test_a_seat_of_government_as_building_or_for_who_sits_there(read: Callable[[str], Page], text: str, entity: str, means: str) -> None:
    assert [(n.entity, n.found_by) for n in read(text).names] == [(entity, means)]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in SHARED])
def test_a_states_name_that_is_another_states_capital_too(read: Callable[[str], Page], text: str, expected: tuple[str, str, str]) -> None:
    page = read(text)
    assert [(n.of(page.text.text), n.entity, n.kind) for n in page.names] == [expected]
