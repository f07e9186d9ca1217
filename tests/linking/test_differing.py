"""In which words two tellings differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mahdar.linking.differing import MOST, differing

lines = st.lists(st.sampled_from(["هدنة", "في", "إدلب", "ادلب", "قريباً", "«هدنة»", "نريد"]), max_size=12).map(" ".join)


def told(first: str, second: str) -> list[tuple[str, str]]:
    return [(piece.how, piece.words) for piece in differing(first, second)]


def test_what_one_adds_and_what_it_leaves_out() -> None:
    assert told("نريد هدنة عاجلة في إدلب", "نريد هدنة في إدلب وحلب") == [
        ("same", "نريد هدنة"),
        ("less", "عاجلة"),
        ("same", "في إدلب"),
        ("more", "وحلب"),
    ]


def test_spelling_and_marks_are_no_difference() -> None:
    assert told("نريد هدنة في إدلب.", "«نريد هدنة» في ادلب") == [("same", "«نريد هدنة» في ادلب")]


def test_nothing_against_something() -> None:
    assert told("", "") == []
    assert told("هدنة", "") == [("less", "هدنة")]


def test_what_comes_after_the_words_compared_stands_as_it_is() -> None:
    long = " ".join(["هدنة"] * (MOST + 5))
    assert " ".join(words for how, words in told("هدنة", long) if how != "less").count("هدنة") == MOST + 5


@given(lines, lines)
def test_the_second_telling_can_be_read_off(first: str, second: str) -> None:
    assert " ".join(piece.words for piece in differing(first, second) if piece.how != "less") == second
