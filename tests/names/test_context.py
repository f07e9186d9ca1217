from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.names.conftest import Page, Pairs

ADJECTIVES = [
    ("a state with the name of its adjective", "قالت السعودية إنها ترحب.", [("السعودية", "saudi-arabia")]),
    ("with a preposition", "سافر إلى السعودية.", [("السعودية", "saudi-arabia")]),
    ("after a definite noun it is the adjective", "الصحافة السعودية تكتب.", []),
    ("after a place", "هبطت الطائرة في جدة السعودية.", [("جدة", "jeddah")]),
    ("indefinite after an indefinite noun", "عملية سورية واسعة.", []),
    ("the state again", "الحرب في سورية مستمرة.", [("سورية", "syria")]),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in ADJECTIVES])
def test_a_states_name_that_is_also_an_adjective(read: Callable[[str], Page], text: str, expected: Pairs) -> None:
    assert read(text).pairs == expected


COMMON_WORDS = [
    ("a state after a place word", "أعلنت الحكومة موقفها في مالي أمس.", [("مالي", "mali")]),
    ("a state in a row of states", "شاركت مالي والنيجر في اللقاء.", [("مالي", "mali"), ("النيجر", "niger")]),
    ("a state after another", "في النيجر ومالي جفاف.", [("النيجر", "niger"), ("مالي", "mali")]),
    ("not the adjective", "اختلاس مالي كبير في الوزارة.", []),
    ("a paper after its own noun", "كتبت صحيفة الغد عن ذلك.", [("الغد", "al-ghad-tv")]),
    ("not after a party's", "أعلن حزب الغد موقفه.", []),
    ("a paper in parentheses", "كتب في (النهار) مقالا.", [("النهار", "an-nahar")]),
    (
        "a channel told as a source, once it is sure",
        "نقلت قناة العالم الخطاب. وذكرت العالم أنه طويل.",
        [("العالم", "al-alam"), ("العالم", "al-alam")],
    ),
    ("not the world, though the channel is sure", "نقلت قناة العالم الخطاب. وهو أطول خطاب في العالم.", [("العالم", "al-alam")]),
    ("not the adjective of a definite noun", "نقلت قناة العربية الخطاب. وتابعته المحطات العربية.", [("العربية", "al-arabiya")]),
]

BESIDE = [
    ("adjective of the role", "التقى الوزير السوري المقداد ضيفه.", [("المقداد", "mekdad")]),
    ("state of the role", "التقى وزير خارجية سوريا المقداد ضيفه.", [("سوريا", "syria"), ("المقداد", "mekdad")]),
    ("another state's", "التقى الوزير الكويتي المقداد ضيفه.", []),
    ("shared: the one of that state", "قال المندوب السوري الجعفري كلمة.", [("الجعفري", "jaafari")]),
    ("shared: the other", "قال وزير الخارجية العراقي الجعفري كلمة.", [("الجعفري", "al-jaafari")]),
    ("no role", "في البيت السوري المقداد ضيف.", []),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in COMMON_WORDS])
def test_a_name_that_is_also_a_common_word(read: Callable[[str], Page], text: str, expected: Pairs) -> None:
    assert read(text).pairs == expected


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in BESIDE])
def test_a_short_form_is_whom_the_role_beside_it_tells(read: Callable[[str], Page], text: str, expected: Pairs) -> None:
    assert [(w, e) for w, e in read(text).pairs if ":" not in e] == expected
