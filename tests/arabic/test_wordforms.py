from __future__ import annotations

import pytest

from mahdar.arabic import fold
from mahdar.arabic.wordforms import fold_all, folded_shares
from mahdar.wordlist import shares, words


@pytest.mark.parametrize("some", [["أستانةَ", "لافروف", "ـ", "٢٠١٨", "𝐀", "😀", "إلى"], ["ﷲ", "½", "قال"]])
def test_many_words_are_folded_as_each_is(some: list[str]) -> None:
    assert fold_all(some) == [fold(word) for word in some]


def test_shares_are_summed_over_the_spellings_that_fold_alike() -> None:
    exact, folded = shares(), folded_shares()
    alike = [word for word in exact if fold(word) == "الي"]
    assert len(alike) > 1
    total = 0.0
    for word in alike:
        total += exact[word]
    assert folded["الي"] == total
    assert "إلى" not in folded


def test_the_short_list_holds_common_words() -> None:
    small = words("small")
    assert sum(map(len, small)) > 50_000
    assert any("وزير" in some for some in small)
