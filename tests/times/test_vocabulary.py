from __future__ import annotations

import pytest

from mahdar.arabic import Lexicon, fold
from mahdar.knowledge import load
from mahdar.times.feasts import Feasts
from mahdar.times.vocabulary import Vocabulary, words_at

from .conftest import Analyse


@pytest.fixture(scope="session")
def words(lexicon: Lexicon) -> Vocabulary:
    return Vocabulary(load(), lexicon, Feasts(load()))


@pytest.mark.parametrize(
    ("word", "month"),
    [
        ("ايلو", 9),
        ("أيلولل", 9),
        ("سبتمر", 9),
        ("اكتوير", 10),
        ("نوفمبير", 11),
        ("أيلول", None),
        ("اللقاء", None),
        ("وزير", None),
        ("2017", None),
        ("من", None),
    ],
)
def test_months_one_slip_away(words: Vocabulary, analysed: Analyse, word: str, month: int | None) -> None:
    tokens = analysed(word).lines[0].tokens
    assert words.misspelt_month(tokens, 0) == (month and (("gregorian", month), 1))


@pytest.mark.parametrize("month", range(1, 13))
def test_every_name_of_a_month_is_read(words: Vocabulary, analysed: Analyse, month: int) -> None:
    for name in load().months.gregorian[str(month)]:
        tokens = analysed(name).lines[0].tokens
        assert words.months.at(tokens, 0) == (("gregorian", month), len(name.split())), name
        assert words.months.at(tokens, len(tokens)) is None


def test_the_longest_phrase_counts(words: Vocabulary, analysed: Analyse) -> None:
    tokens = analysed("وقت متأخر من مساء الخميس").lines[0].tokens
    assert words.classes["part"].at(tokens, 0) == (True, 4)
    assert words.classes["part"].at(tokens, 4) is None
    assert words.classes["part"].at(tokens, 9) is None


def test_the_first_word_counts_without_its_proclitic_and_the_others_whole(analysed: Analyse) -> None:
    tokens = analysed("وتشرين الأول وبعد").lines[0].tokens
    assert words_at(tokens, 0, 3) == (fold("تشرين"), fold("الأول"), fold("وبعد"))


def test_no_name_stands_for_two_months() -> None:
    names = [fold(name) for names in load().months.gregorian.values() for name in {fold(n) for n in names}]
    assert len(names) == len(set(names))
