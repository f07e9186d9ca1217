from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.search.analyzer import analyzer

ALIKE = [
    "لافروف ولافروف للافروف لاڤروف لَافروف",
    "مفاوضات المفاوضات بالمفاوضات مفاوضاتهم وللمفاوضات مفاوضة",
    "أردوغان اردوغان إردوغان وأردوغان اوردغان",
    "أستانا أستانة استانا بأستانا لأستانة",
    "غوتيريش جوتيريس",
    "مسؤول مسؤولين المسؤولون مسئول",
    "أطراف الأطراف اطراف طرف",
    "19 ١٩ ۱۹",
    "Lavrov LAVROV",
    "Erdoğan Erdogan ERDOĞAN",
    "Yıldırım Yildirim",
]
APART = ["لافروف لافرنتييف", "روسيا روسي", "اتفاقات سياسات", "ايران العراق", "19 91", "موسكو روسيا"]


@pytest.mark.parametrize("words", ALIKE)
def test_forms_of_a_word_have_one_term(words: str) -> None:
    assert len({analyzer().term(word) for word in words.split()}) == 1


@pytest.mark.parametrize("words", APART)
def test_other_words_have_others(words: str) -> None:
    assert len({analyzer().term(word) for word in words.split()}) == len(words.split())


def test_an_asked_word_is_found_by_each_of_its_readings() -> None:
    for word in "وروسيا لافروف بالمفاوضات والي".split():
        assert analyzer().terms(word)[0] == analyzer().term(word)
    assert len(analyzer().terms("وروسيا")) > 1


def test_places_are_those_of_the_words() -> None:
    text = "وقال «لافروف» إنّ المفاوضاتِ، 19 جولة."
    places = analyzer().places(text)
    assert [text[place.start : place.end] for place in places] == ["وقال", "لافروف", "إنّ", "المفاوضاتِ", "19", "جولة"]
    assert " ".join(place.term for place in places) == analyzer().line(text)
    assert analyzer().places(text, 5, 17) == places[1:3]


@given(st.text(alphabet=st.sampled_from('اأبتةلوفكسمن يىـًَّ«».,،*:"()_-٣9aZ²ﷺﻻ\n\u200f') | st.characters(), max_size=60))
def test_any_text_has_terms_that_a_store_takes_for_words(text: str) -> None:
    line = analyzer().line(text)
    assert all(term.isalnum() for term in line.split(" ") if term)
    for place in analyzer().places(text):
        assert 0 <= place.start < place.end <= len(text)
        assert analyzer().term(text[place.start : place.end]) == place.term
