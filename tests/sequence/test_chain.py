from __future__ import annotations

import math
import pickle
from itertools import pairwise, product

import numpy as np
import pycrfsuite
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.sequence import OUTSIDE, Array, Chain, Channel

LABELS = ("O", "B", "I")


def may_follow(before: str | None, label: str) -> bool:
    """I goes on from B or I."""
    return label != "I" or before in ("B", "I")


numbers = st.floats(-9, 9, width=32)
lines = st.lists(st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=5), min_size=1, max_size=4)
moves = st.fixed_dictionaries({pair: st.floats(-4, 4) for pair in product(LABELS, repeat=2)})


def laid_out(found: list[list[tuple[float, float, float]]]) -> tuple[Array, np.ndarray[tuple[int], np.dtype[np.bool_]], list[int]]:
    """The lines one after the other with a place between them, which of the rows are tokens, and where each line begins."""
    rows: list[tuple[float, float, float]] = [(0.0, 0.0, 0.0)]
    inside, starts = [False], []
    for line in found:
        starts.append(len(rows))
        rows += [*line, (0.0, 0.0, 0.0)]
        inside += [*(True for _ in line), False]
    return np.array(rows, np.float32), np.array(inside), starts


@settings(deadline=None)
@given(lines, moves)
def test_the_labelling_is_the_best_of_all_and_its_chances_are_those_of_all(
    found: list[list[tuple[float, float, float]]], weights: dict[tuple[str, str], float]
) -> None:
    scores, inside, starts = laid_out(found)
    decoded = Chain(LABELS, weights, may_follow, "O", doubt=math.inf).decode(scores, inside)
    for line, start in zip(found, starts, strict=True):
        paths = {}
        for path in product(range(3), repeat=len(line)):
            names = [None, *(LABELS[label] for label in path)]
            if all(may_follow(a, b) for a, b in pairwise(names) if b is not None):
                moved = sum(weights[LABELS[a], LABELS[b]] for a, b in pairwise(path))
                paths[path] = sum(line[at][label] for at, label in enumerate(path)) + moved
        best = max(paths.values())
        got = tuple(decoded.labels[start : start + len(line)].tolist())
        assert paths[got] == pytest.approx(best, abs=1e-3)
        whole = sum(np.exp(score - best) for score in paths.values())
        for at in range(len(line)):
            wanted = sum(np.exp(score - best) for path, score in paths.items() if path[at] == got[at]) / whole
            assert decoded.chance(start + at, start + at + 1) == pytest.approx(wanted, abs=1e-3)


@settings(deadline=None)
@given(lines, moves)
def test_leaving_out_what_is_beyond_doubt_costs_next_to_nothing(
    found: list[list[tuple[float, float, float]]], weights: dict[tuple[str, str], float]
) -> None:
    scores, inside, _ = laid_out(found)
    exact = Chain(LABELS, weights, may_follow, "O", doubt=math.inf).decode(scores, inside)
    quick = Chain(LABELS, weights, may_follow, "O", doubt=20.0).decode(scores, inside)
    for at in np.flatnonzero(inside).tolist():
        assert quick.chance(at, at + 1) == pytest.approx(exact.chance(at, at + 1), abs=1e-3)


def test_places_between_lines_are_nobodys() -> None:
    scores, inside, _ = laid_out([[(0.0, 5.0, 0.0)], [(0.0, 0.0, 9.0)]])
    labels = Chain(LABELS, {("B", "I"): 9.0}, may_follow, "O").decode(scores, inside).labels
    assert labels.tolist()[:3] == [0, 1, 0]
    assert labels[3] != 2, "a name doesn't go on from the line before"


def test_a_page_without_tokens_has_no_labels() -> None:
    decoded = Chain(LABELS, {}, may_follow, "O").decode(np.zeros((2, 3), np.float32), np.array([False, False]))
    assert decoded.labels.tolist() == [0, 0]
    assert decoded.chance(0, 2) == 1.0


def features(key: str) -> tuple[str, ...]:
    """A word and its first letter."""
    return f"w={key}", f"p={key[:1]}"


def channel() -> Channel[str]:
    table = np.zeros((3, 3, 2), np.float32)
    table[0] = [[1, 0], [2, 0], [3, 0]]
    table[1] = [[0, 10], [0, 20], [0, 30]]
    table[2] = [[0.5, 0.5]] * 3
    return Channel((-1, 0, 1), {"w=ab": 0, "p=a": 1, OUTSIDE: 2}, table, features)


def test_a_token_is_seen_from_the_tokens_around() -> None:
    scores = channel().scores([None, "ab", "zz", "ax", None])
    assert scores[2].tolist() == [1.0, 40.0], "the word before at -1, the one after at 1"
    assert scores[1].tolist() == [2.5, 20.5], "itself, and the line's start before it"
    assert scores[3].tolist() == [0.5, 20.5]


def test_memory_is_bounded_and_forgetting_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mahdar.sequence.chain._REMEMBERED", 3)
    small = channel()
    for word in ("ab", "cd", "ef", "gh", "ab", "ax"):
        assert small.scores([None, word, None]).tolist() == channel().scores([None, word, None]).tolist()
    again = pickle.loads(pickle.dumps(small))
    assert again.scores([None, "ab", None]).tolist() == channel().scores([None, "ab", None]).tolist()


def test_labels_are_those_of_crfsuite(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is learnt and read back gives what the library's own tagger gives."""
    words = ["قال", "سامي", "درغوث", "إن", "وفد", "لبنان", "وصل", "سامي", "كرم", "أمس"]
    wanted = ["O", "B", "I", "O", "O", "B", "O", "B", "I", "O"]
    trainer = pycrfsuite.Trainer(verbose=False)
    for shift in range(len(words)):
        order = [*range(shift, len(words)), *range(shift)]
        trainer.append([[f"w={words[i]}", f"p={words[i][:2]}"] for i in order], [wanted[i] for i in order])
    trainer.set_params({"c1": 0.1, "c2": 0.1, "max_iterations": 50, "feature.possible_transitions": True})
    path = str(tmp_path_factory.mktemp("crf") / "model")
    trainer.train(path)
    tagger = pycrfsuite.Tagger()
    tagger.open(path)
    info = tagger.info()
    names = sorted({name for name, _ in info.state_features})
    table = np.zeros((len(names), 1, 3), np.float32)
    for (name, label), weight in info.state_features.items():
        table[names.index(name), 0, LABELS.index(label)] = weight
    seen: Channel[str] = Channel((0,), {name: n for n, name in enumerate(names)}, table, lambda word: (f"w={word}", f"p={word[:2]}"))
    keys = ["لبنان", "وصل", "سامي", "درغوث", "كرم", "وفد", "سالم"]
    chain = Chain(LABELS, dict(info.transitions), lambda *_: True, "O", doubt=math.inf)
    decoded = chain.decode(seen.scores(keys), np.ones(len(keys), np.bool_))
    tagger.set([[f"w={word}", f"p={word[:2]}"] for word in keys])
    assert [LABELS[n] for n in decoded.labels] == tagger.tag()
    for at, label in enumerate(decoded.labels.tolist()):
        assert decoded.chance(at, at + 1) == pytest.approx(tagger.marginal(LABELS[label], at), abs=0.01)
