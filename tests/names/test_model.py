from __future__ import annotations

import pytest

from mahdar.arabic import Lexicon, Text
from mahdar.knowledge import Knowledge
from mahdar.names.model import KINDS, LABELS, NameModel, labels_of, may_follow, shipped
from mahdar.names.nationality import Nationality
from mahdar.names.signs import NONE, PLACE, STEPS, WORD
from tests.names.conftest import Analyse


@pytest.fixture(scope="module")
def model(knowledge: Knowledge, lexicon: Lexicon) -> NameModel:
    return NameModel(knowledge, lexicon, Nationality(knowledge))


def proposed(model: NameModel, text: Text) -> list[tuple[str, str]]:
    nothing: list[tuple[()]] = [() for _ in text.lines]
    return [
        (text.text[line.tokens[p.first].stem_start : line.tokens[p.last - 1].end], p.kind)
        for line, proposals in zip(text.lines, model.propose(text, nothing, nothing), strict=True)
        for p in proposals
    ]


def test_the_shipped_weights_are_of_the_labels_and_channels_that_are_asked_for() -> None:
    weights = shipped()
    assert weights.labels == LABELS
    assert {channel: set(steps) for channel, steps in weights.steps.items()} == {WORD: set(STEPS[WORD]), PLACE: set(STEPS[PLACE])}
    assert all(len(features) > 50 for features in weights.features.values())


def test_labels_tell_where_names_begin_and_go_on() -> None:
    assert labels_of(5, [(1, 3, "person"), (4, 5, "state")]) == [NONE, "B-person", "I-person", NONE, "B-state"]


def test_a_name_goes_on_only_in_its_own_kind() -> None:
    assert may_follow("B-person", "I-person")
    assert may_follow("I-person", "I-person")
    assert not may_follow("B-state", "I-person")
    assert not may_follow(NONE, "I-person")
    assert not may_follow(None, "I-person")
    assert all(may_follow(None, f"B-{kind}") for kind in KINDS)


def test_names_are_seen_by_the_words_around_them(model: NameModel, analyse: Analyse) -> None:
    """Names that nobody lists, without what the rules find."""
    text = analyse("وقال سهيل القرداحاني، رئيس هيئة الموانئ، إن السفن وصلت")
    found = proposed(model, text)
    assert ("سهيل القرداحاني", "person") in found


def test_lines_are_apart_and_spans_are_inside_them(model: NameModel, analyse: Analyse) -> None:
    text = analyse("قال الوزير سامي\nدرغوث إن بلاده ترحب\n\n", "لبنان")
    nothing: list[tuple[()]] = [() for _ in text.lines]
    for line, proposals in zip(text.lines, model.propose(text, nothing, nothing), strict=True):
        last = 0
        for p in proposals:
            assert last <= p.first < p.last <= len(line.tokens)
            assert 0.0 < p.chance <= 1.0
            last = p.last


def test_what_was_read_before_changes_nothing(knowledge: Knowledge, lexicon: Lexicon, analyse: Analyse) -> None:
    text = analyse("أعلن المتحدث باسم حركة الرشاد كمال بن درغوث في طرابلس أن المحادثات تستأنف غدا")
    fresh, used = (NameModel(knowledge, lexicon, Nationality(knowledge)) for _ in range(2))
    nothing: list[tuple[()]] = [()]
    used.propose(analyse("نقلت صحيفة «الموج» عن مصدر في وزارة الدفاع قوله"), nothing, nothing)
    assert fresh.propose(text, nothing, nothing) == used.propose(text, nothing, nothing)
