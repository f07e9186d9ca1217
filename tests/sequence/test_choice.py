"""A choice: chances, unknown features, what a file may hold, and that learning finds what tells candidates apart."""

from pathlib import Path

import numpy as np
import pytest

from mahdar.errors import DataError
from mahdar.sequence import Choice, class_features, read_choice
from training.choice import Case, learn_choice, written


def test_chances_are_the_softmax_of_the_sums() -> None:
    chances = Choice({"near": 1.0, "far": -1.0}).chances([["near", "never learnt"], ["far"], []])
    assert chances == pytest.approx(np.exp([1, -1, 0]) / np.exp([1, -1, 0]).sum())


def test_no_candidates_no_chances() -> None:
    assert Choice({}).chances([]) == ()


def test_large_scores_are_no_trouble() -> None:
    assert Choice({"a": 5000.0}).chances([["a"], ["b"]]) == pytest.approx((1.0, 0.0))


def test_a_class_is_a_candidate_with_its_signs() -> None:
    assert class_features(["must"], "call") == ["call", "must|call"]


def test_a_row_without_a_weight_is_named(tmp_path: Path) -> None:
    file = tmp_path / "weights.tsv"
    file.write_text("near\t1.0\nfar\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"weights\.tsv, line 2"):
        read_choice(file)


def test_what_is_learnt_is_read_back_and_chooses(tmp_path: Path) -> None:
    cases = [Case(f"page {n}", [["near", f"noise {n}"], ["far"], ["far", "name"]], frozenset({0})) for n in range(20)]
    weights = learn_choice(cases)
    assert weights["near"] > 0 > weights["far"]
    assert not [name for name in weights if name.startswith("noise")]
    file = tmp_path / "weights.tsv"
    file.write_text(written(weights), encoding="utf-8")
    assert read_choice(file).chances([["far"], ["near"]])[1] > 0.9


def test_several_may_be_right() -> None:
    cases = [Case(f"page {n}", [["a"], ["b"], ["c"]], frozenset({0, 1})) for n in range(20)]
    weights = learn_choice(cases)
    chances = Choice(weights).chances([["a"], ["b"], ["c"]])
    assert chances[0] == pytest.approx(chances[1], abs=0.01)
    assert chances[2] < 0.1
