from __future__ import annotations

from collections.abc import Callable

import pytest

from mahdar.arabic import Token
from mahdar.knowledge import Knowledge
from mahdar.names import NameFinder

Cut = Callable[[str], tuple[Token, ...]]

FORMS = [
    ("روسي", "russia", 1),
    ("الروسي", "russia", 1),
    ("روسية", "russia", 1),
    ("الروسية", "russia", 1),
    ("والروسية", "russia", 1),
    ("للروسي", "russia", 1),
    ("الروسيين", "russia", 1),
    ("الروسيون", "russia", 1),
    ("الروسيان", "russia", 1),
    ("الروسيتين", "russia", 1),
    ("الروسيتان", "russia", 1),
    ("الروسيات", "russia", 1),
    ("أميركي", "united-states", 1),
    ("الأمريكية", "united-states", 1),
    ("الكوري الشمالي", "north-korea", 2),
    ("الكورية الجنوبية", "south-korea", 2),
    ("الكوريين الشماليين", "north-korea", 2),
]


@pytest.mark.parametrize(("words", "state", "count"), FORMS)
def test_every_form_of_an_adjective(finder: NameFinder, cut: Cut, words: str, state: str, count: int) -> None:
    assert finder.nationality.at(cut(words), 0) == (state, count)


@pytest.mark.parametrize("words", ["روسيا", "الرئيسي", "سياسي", "عربي", "الأول", "5", "،", "Russian"])
def test_what_is_no_adjective_of_nationality(finder: NameFinder, cut: Cut, words: str) -> None:
    assert finder.nationality.at(cut(words), 0) is None


def test_the_article_can_be_asked_for(finder: NameFinder, cut: Cut) -> None:
    nationality = finder.nationality
    assert nationality.at(cut("روسي"), 0, definite=True) is None
    assert nationality.at(cut("الروسي"), 0, definite=False) is None
    assert nationality.at(cut("وزير روسي"), 1, definite=False) == ("russia", 1)
    assert nationality.at(cut("وزير"), 1) is None


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("الروس", "russia"),
        ("الأتراك", "turkey"),
        ("والأكراد", None),
        ("الفلسطينيون", "palestine"),
        ("للفلسطينيين", "palestine"),
        ("الفلسطينية", None),
        ("المتظاهرون", None),
    ],
)
def test_a_people_as_a_noun(finder: NameFinder, cut: Cut, word: str, state: str | None) -> None:
    assert finder.nationality.people_at(cut(word)[0]) == state


def test_every_states_adjective_is_told_with_and_without_the_article(finder: NameFinder, knowledge: Knowledge, cut: Cut) -> None:
    shared = {a for s in knowledge.states for a in s.adjectives if sum(a in t.adjectives for t in knowledge.states) > 1}
    wrong = []
    for state in knowledge.states:
        for adjective in set(state.adjectives) - shared:
            for form in (adjective, " ".join("ال" + word for word in adjective.split())):
                got = finder.nationality.at(cut(form), 0)
                if len(adjective.split()) < 3 and (got is None or got[0] != state.id):
                    wrong.append((form, state.id, got))
    assert wrong == []
