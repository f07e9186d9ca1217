from __future__ import annotations

import pytest

from mahdar.arabic import fold
from mahdar.search.latin import latin


@pytest.mark.parametrize(
    ("word", "arabic"),
    [("Idlib", "إدلب"), ("IDLIB", "إدلب"), ("Lavrov", "لافروف"), ("Sergey", "سيرغي"), ("Russia", "روسيا"), ("Turkey", "تركيا"), ("Astana", "أستانا")],
)
def test_a_word_of_a_name(word: str, arabic: str) -> None:
    assert fold(arabic) in latin().word(word)


@pytest.mark.parametrize("word", ["united", "nations", "of", "the", "state", "army", "council", "روسيا", ""])
def test_words_that_are_translated_and_not_spelt_stand_for_nothing(word: str) -> None:
    assert latin().word(word) == ()


@pytest.mark.parametrize(
    ("name", "arabic"), [("United Nations", "الأمم المتحدة"), ("Sergey Lavrov", "سيرغي لافروف"), ("united arab emirates", "الإمارات")]
)
def test_a_name_as_a_whole(name: str, arabic: str) -> None:
    assert fold(arabic) in latin().name(name.split())
