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
    ("first word of a sentence with a verb", "موسكو تعلن موقفها.", GOVERNMENT),
]

PAIRS = [
    ("between two governments", "الحوار بين أنقرة ودمشق مستمر.", [("أنقرة", "turkey"), ("دمشق", "syria")]),
    ("to two cities", "سافر الوفد إلى أنقرة ودمشق.", [("أنقرة", "ankara"), ("دمشق", "damascus")]),
    ("both in one sentence", "عقدت القمة في الرياض، ورحبت الرياض بالنتائج.", [("الرياض", "riyadh"), ("الرياض", "saudi-arabia")]),
    ("a capital that is spelt like a state", "العاصمة الأردنية عمان هادئة.", [("عمان", "amman")]),
]

ADJECTIVES = [
    ("a state with the name of its adjective", "قالت السعودية إنها ترحب.", [("السعودية", "saudi-arabia")]),
    ("with a preposition", "سافر إلى السعودية.", [("السعودية", "saudi-arabia")]),
    ("after a definite noun it is the adjective", "الصحافة السعودية تكتب.", []),
    ("after a place", "هبطت الطائرة في جدة السعودية.", [("جدة", "jeddah")]),
    ("indefinite after an indefinite noun", "عملية سورية واسعة.", []),
    ("the state again", "الحرب في سورية مستمرة.", [("سورية", "syria")]),
]


@pytest.mark.parametrize(("text", "entity"), [pytest.param(t, e, id=i) for i, t, e in CAPITALS])
def test_a_capital_as_place_or_for_its_government(read: Callable[[str], Page], text: str, entity: str) -> None:
    names = read(text).names
    assert [(n.entity, n.kind) for n in names] == [(entity, "place" if entity == CITY else "state")]
    assert names[0].found_by == ("dictionary:capital-as-place" if entity == CITY else "dictionary:capital-for-government")


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in PAIRS])
def test_two_capitals(read: Callable[[str], Page], text: str, expected: Pairs) -> None:
    assert read(text).pairs == expected


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in ADJECTIVES])
def test_a_states_name_that_is_also_an_adjective(read: Callable[[str], Page], text: str, expected: Pairs) -> None:
    assert read(text).pairs == expected
