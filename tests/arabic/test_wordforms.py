from __future__ import annotations

import pickle

import pytest

from mahdar.arabic import fold
from mahdar.arabic.wordforms import fold_all, word_shares
from mahdar.wordlist import listed, words


@pytest.mark.parametrize("some", [["أستانةَ", "لافروف", "ـ", "٢٠١٨", "𝐀", "😀", "إلى"], ["ﷲ", "½", "قال"]])
def test_many_words_are_folded_as_each_is(some: list[str]) -> None:
    assert fold_all(some) == [fold(word) for word in some]


def test_shares_are_summed_over_the_spellings_that_fold_alike() -> None:
    written, folded = word_shares()
    words, shares = listed()
    alike = [word for word in words if fold(word) == "الي"]
    assert len(alike) > 1
    total = 0.0
    for word in alike:
        total += written.get(word)
    assert folded.get("الي") == total
    assert written.get("إلى") == shares[words.index("إلى")]
    assert folded.get("إلى") == 0.0
    assert written.get("كلمةلايكتبهاأحد", -1.0) == -1.0


def test_every_arabic_word_of_the_list_has_its_share() -> None:
    written, _ = word_shares()
    listed_ = [(word, share) for word, share in zip(*listed(), strict=True) if "ء" <= word[0] <= "ي"]
    assert len(listed_) > 400_000
    assert [written.get(word) for word, _ in listed_] == [share for _, share in listed_]


def test_shares_do_not_go_to_another_process_whose_hashes_are_others() -> None:
    with pytest.raises(TypeError, match="make them anew"):
        pickle.dumps(word_shares().written)


def test_the_short_list_holds_common_words() -> None:
    small = words("small")
    assert sum(map(len, small)) > 50_000
    assert any("وزير" in some for some in small)
