from __future__ import annotations

from mahdar.arabic import Lexicon


def test_words_are_given_unfolded_and_asked_for_folded() -> None:
    lexicon = Lexicon(known=["أضاف"], whole=["والى"])
    assert lexicon.is_known("اضاف")
    assert not lexicon.is_known("والي")
    assert lexicon.is_whole("والي")
    assert not lexicon.is_whole("اضاف")


def test_frequencies_are_summed_over_spellings_that_fold_alike() -> None:
    lexicon = Lexicon()
    assert lexicon.frequency("الي") > lexicon.frequency("وزير") > lexicon.frequency("كازاخستان") > 0
    assert lexicon.frequency("إلى") == 0, "only folded words are there"
    assert lexicon.frequency("غزلبقط") == 0


def test_a_ratio_is_finite_for_unseen_forms() -> None:
    lexicon = Lexicon()
    assert lexicon.ratio("مباحثات", "بمباحثات") > 2.5
    assert lexicon.ratio("غزلبقط", "غزلبقطغ") == 1.0
    assert lexicon.ratio("وزير", "غزلبقط") > 1000
