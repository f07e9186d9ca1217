from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.arabic import Token
from mahdar.names import automaton
from mahdar.names.automaton import Automaton

WORDS = ("ا", "ب", "ج", "د")
names = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(tuple), unique=True, max_size=12)
Cut = Callable[[str], tuple[Token, ...]]


def _tokens(words: Sequence[str]) -> list[Token]:
    return [Token(n, n, n + 1, w, w, "", w, n, "word", "", n + 1, w, False, ()) for n, w in enumerate(words)]


@given(listed=names, words=st.lists(st.sampled_from((*WORDS, "ه")), max_size=12))
def test_it_finds_what_trying_every_name_at_every_token_finds(listed: list[tuple[str, ...]], words: list[str]) -> None:
    expected = {}
    for i in range(len(words)):
        fits = [(i + len(name), True, n) for n, name in enumerate(listed) if tuple(words[i : i + len(name)]) == name]
        if fits:
            expected[i] = max(fits)
    assert Automaton(listed).longest(_tokens(words)) == expected


LISTED = [("روسيا",), ("الامم", "المتحده"), ("اللجنه", "الدستوريه"), ("بان", "كي", "مون"), ("لجنه",)]

HEADS = [
    ("after proclitics", "وبروسيا", {0: (1, False, 0)}),
    ("the article's alif is restored", "للأمم المتحدة", {0: (2, False, 1)}),
    ("the longest of the readings of two lams", "للجنة الدستورية", {0: (2, False, 2)}),
    ("the indefinite one where that is all", "للجنة أخرى", {0: (1, False, 4)}),
    ("taken whole", "قال بان كي مون", {1: (4, True, 3)}),
    ("not inside a word", "روسياوي", {}),
    ("not over the end", "الأمم", {}),
    ("nothing", "", {}),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in HEADS])
def test_a_name_begins_at_a_token_or_after_its_proclitics(cut: Cut, text: str, expected: dict[int, tuple[int, bool, int]]) -> None:
    assert Automaton(LISTED).longest(cut(text)) == expected


def test_no_names_no_matches(cut: Cut) -> None:
    assert Automaton([]).longest(cut("روسيا")) == {}


def test_it_can_be_pickled(cut: Cut) -> None:
    tokens = cut("وقالت الأمم المتحدة لروسيا")
    assert pickle.loads(pickle.dumps(Automaton(LISTED))).longest(tokens) == Automaton(LISTED).longest(tokens)


def test_more_words_than_letters_share_them_and_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(automaton, "_MOST_WORDS", 3)
    listed = [("a", "b"), ("c",), ("a", "d"), ("e", "b"), ("d",)]
    assert Automaton(listed).longest(_tokens(["e", "b", "d", "a", "d"])) == {0: (2, True, 3), 2: (3, True, 4), 3: (5, True, 2), 4: (5, True, 4)}
    assert Automaton(listed).longest(_tokens(["b", "e"])) == {}


def test_words_beyond_the_surrogates_have_letters_too() -> None:
    listed = [(f"w{n}",) for n in range(0xE100)]
    assert Automaton(listed).longest(_tokens(["w57000", "w55295", "w55296"])) == {0: (1, True, 57000), 1: (2, True, 55295), 2: (3, True, 55296)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#ا_ب ج", {1: (4, True, 1)}),  # no name goes on beyond a hashtag
        ("# ا_ب_ج", {1: (6, True, 2)}),
        ("ا #ب ج", {0: (4, True, 2)}),
        ("ا _", {0: (1, True, 0)}),
        ("#", {}),
    ],
)
def test_the_marks_of_hashtags_are_nothing(cut: Cut, text: str, expected: dict[int, tuple[int, bool, int]]) -> None:
    words = {"ا": "سلام", "ب": "قلم", "ج": "دفتر"}
    tokens = cut("".join(words.get(c, c) for c in text))
    found = Automaton([("سلام",), ("سلام", "قلم"), ("سلام", "قلم", "دفتر")]).longest(tokens)
    assert found == expected
