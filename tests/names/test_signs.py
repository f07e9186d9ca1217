from __future__ import annotations

import pytest

from mahdar.arabic import Lexicon
from mahdar.knowledge import Knowledge
from mahdar.names.nationality import Nationality
from mahdar.names.page import Mention
from mahdar.names.signs import Signs
from tests.names.conftest import Analyse


@pytest.fixture(scope="module")
def signs(knowledge: Knowledge, lexicon: Lexicon) -> Signs:
    return Signs(knowledge, lexicon, Nationality(knowledge))


def keys(signs: Signs, analyse: Analyse, line: str, mentions: tuple[Mention, ...] = ()) -> tuple[list[str], list[tuple[str, ...]]]:
    text = analyse(line)
    return signs.line(text.lines[0], mentions, (), signs.again(text.lines))


def test_a_word_lends_itself_its_parts_and_its_classes(signs: Signs, analyse: Analyse) -> None:
    words, _ = keys(signs, analyse, "وبالوزير الروسي")
    first, second = (set(signs.word(key)) for key in words)
    assert {"b=وزير", "p2=وز", "s2=ير", "def=True", "role"} <= first
    assert {"b=روسي", "nationality"} <= second
    assert any(name.startswith("pro=") and name != "pro=" for name in first)


def test_numbers_and_marks_lend_their_kind(signs: Signs, analyse: Analyse) -> None:
    words, _ = keys(signs, analyse, "القرار 2254،")
    assert set(signs.word(words[1])) == {"kind=number", "len=4"}
    assert set(signs.word(words[2])) == {"kind=mark", "w=،"}


def test_what_the_rules_found_is_a_sign_of_the_place(signs: Signs, analyse: Analyse) -> None:
    mention = Mention(0, 1, 3, 0, 1, "x", "person", "shape", 0.8)
    _, places = keys(signs, analyse, "قال سامي درغوث أمس", (mention,))
    assert "found=O" in places[0]
    assert {"found=B-person", "by=B-person-shape"} <= set(places[1])
    assert {"found=I-person", "by=I-person-shape"} <= set(places[2])


def test_the_noun_of_a_body_is_seen_until_something_ends_its_name(signs: Signs, analyse: Analyse) -> None:
    _, places = keys(signs, analyse, "زار جمعية رعاية الأيتام في بيروت")
    assert "head=جمعيه" not in places[1]
    assert "head=جمعيه" in places[2]
    assert "head=جمعيه" in places[3]
    assert not any(sign.startswith("head=") for sign in places[5]), "a preposition is between"


def test_pairs_of_words_that_come_back_are_signs(signs: Signs, analyse: Analyse) -> None:
    text = analyse("وصل درغوث بلدراكي مساء، ثم قال درغوث بلدراكي إنه متفائل، وإنه متفائل")
    again = signs.again(text.lines)
    assert ("درغوث", "بلدراكي") in again
    assert not any("انه" in pair for pair in again), "words of grammar come back everywhere"


def test_quotation_marks_are_signs(signs: Signs, analyse: Analyse) -> None:
    _, places = keys(signs, analyse, "صحيفة «الموج» قالت")
    quoted = ["quoted" in place for place in places]
    assert quoted[2]
    assert not quoted[0]
    assert not quoted[-1]
