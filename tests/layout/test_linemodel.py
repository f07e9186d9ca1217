from __future__ import annotations

from itertools import pairwise, product
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.layout.features import BESIDE, NEIGHBOURS, TOGETHER, names
from mahdar.layout.linemodel import LABELS, LineModel, Odds, shipped

COUNT = len(LABELS)
scores = st.lists(st.lists(st.floats(-3, 3), min_size=COUNT, max_size=COUNT), min_size=1, max_size=3)
steps = st.dictionaries(st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)), st.floats(-2, 2), max_size=12)


@given(scores, steps)
def test_marginals_are_those_of_all_labellings(lines: list[list[float]], transitions: dict[tuple[int, int], float]) -> None:
    """Forward-backward against the sum over every labelling."""
    least = min(transitions.values(), default=0.0) - 1.0
    sums = [[0.0] * COUNT for _ in lines]
    for path in product(range(COUNT), repeat=len(lines)):
        weight = sum(line[label] for line, label in zip(lines, path, strict=True))
        weight += sum(transitions.get((a, b), least) for a, b in pairwise(path))
        for at, label in enumerate(path):
            sums[at][label] += exp(weight)
    whole = sum(sums[0])
    for found, wanted in zip(LineModel({}, transitions).marginals(lines), sums, strict=True):
        assert found == pytest.approx([value / whole for value in wanted], abs=1e-4)


def test_a_page_without_lines_has_no_marginals() -> None:
    assert shipped().marginals([]) == []


def observed(**values: str) -> dict[str, str]:
    """A line with every sign that features name, the given ones with these values."""
    signs = {*BESIDE, *(name for together in TOGETHER for name in together), *values}
    return {name: values.get(name, "?") for name in sorted(signs)}


def test_scores_are_the_sums_of_the_weights_of_the_features_by_name() -> None:
    lines = [observed(words="3", end="-"), observed(words="6", end=".", goes_on="clitic"), observed(words="7", end=".")]
    weights = {feature: ((n % COUNT, n / 7),) for n, feature in enumerate(sorted({f for line in names(lines) for f in line}))}
    wanted = []
    for line in names(lines):
        score = [0.0] * COUNT
        for feature in line:
            for label, weight in weights[feature]:
                score[label] += weight
        wanted.append(score)
    for found, expected in zip(LineModel(weights, {}).scores(lines, [{}] * 3), wanted, strict=True):
        assert found == pytest.approx(expected)


def test_odds_are_added_to_the_label_they_are_of() -> None:
    given: list[Odds] = [{}, {"title": 2.0, "after": -1.0}]
    (without,), (with_odds,) = (LineModel({}, {}).scores([observed()], [odds]) for odds in given)
    assert [b - a for a, b in zip(without, with_odds, strict=True)] == [2.0 if x == "title" else -1.0 if x == "after" else 0.0 for x in LABELS]


def test_gains_tell_by_sign_what_speaks_for_a_label() -> None:
    model = LineModel({"words=3": ((0, 2.0), (2, -1.0)), "end=-": ((2, 0.5),), "-1:words=9": ((0, 1.5),)}, {})
    lines = [observed(words="9"), observed(words="3", end="-")]
    assert model.gains(lines, 1, LABELS[0], LABELS[2]) == {"words": 3.0, "end": -0.5, "beside": 1.5}


def test_the_shipped_weights_name_only_features_that_are_computed() -> None:
    model = shipped()
    signs = {*BESIDE, *(name for together in TOGETHER for name in together)}
    assert model is shipped()
    assert {step for step, known in model._beside.items() if known} == set(NEIGHBOURS)
    assert all(known for known in model._together.values())
    assert signs - {name for name, _ in model._own} == set()
