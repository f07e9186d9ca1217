"""That a model can be learnt from annotated pages of our own and read back; what ships is learnt from the shared folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahdar.arabic import Text, analyse
from mahdar.evaluate.gold import GoldName
from mahdar.model import Block
from mahdar.names import NameFinder
from mahdar.names.model import LABELS, NameModel, labels_of
from mahdar.sequence import read_weights
from training.names import Learner, tokens_of, train

PEOPLE = ("سهيل درغوث", "كمال بلدراكي", "نبيل قرداح", "عادل كريدوس")
LINES = ("قال {} إن المحادثات تستأنف غدا", "وأكد {} أن الوفد وصل", "التقى الوفد {} في المساء", "وذكر البيان أن {} غادر")


@pytest.fixture(scope="module")
def learner() -> Learner:
    return Learner()


def analysed(learner: Learner, line: str) -> Text:
    return analyse(line, [Block(start=0, end=len(line), role="body", confidence=1.0, why="test")], learner.lexicon)


def test_names_as_tokens_hold_the_whole_of_the_name(learner: Learner) -> None:
    text = analysed(learner, "وصل الوفد إلى موسكو لبحث ملف سوريا")
    start = text.text.index("موسكو")
    names = (GoldName(start=start, end=start + 5, kind="state", entity="russia"),)
    assert tokens_of(text.lines[0], names) == [(3, 4, "state")]


def test_what_is_learnt_is_read_back_and_finds_what_it_was_shown(learner: Learner, tmp_path: Path) -> None:
    texts = [analysed(learner, line.format(person)) for person in PEOPLE for line in LINES]
    sequences = []
    for n, text in enumerate(texts):
        person, line = PEOPLE[n // len(LINES)], text.lines[0]
        start = text.text.index(person)
        name = GoldName(start=start, end=start + len(person), kind="person", entity="x")
        signs = learner.signs.line(line, (), (), frozenset())
        sequences.append((learner.features(signs), labels_of(len(line.tokens), tokens_of(line, [name]))))
    path = tmp_path / "names.tsv"
    path.write_text(train(sequences), encoding="utf-8")
    weights = read_weights(path)
    assert weights.labels == LABELS
    model = NameModel(learner.knowledge, learner.lexicon, learner.rules.nationality, weights)
    for n, text in enumerate(texts):
        (proposals,) = model.propose(text, [()], [()])
        assert [text.text[text.lines[0].tokens[p.first].start : text.lines[0].tokens[p.last - 1].end] for p in proposals] == [PEOPLE[n // len(LINES)]]


def test_a_finder_takes_other_weights(learner: Learner, tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("\t".join(("labels", *LABELS)) + "\nword\tkind=mark\t0\tB-event\t0.01\nplace\tfound=O\t0\tO\t1.0\n", encoding="utf-8")
    finder = NameFinder(learner.knowledge, learner.dossiers, learner.lexicon, weights=read_weights(path))
    text = analysed(learner, "وصل الوفد إلى مدينة بلدراكة")
    assert not [m for line in finder.find(text).mentions for m in line if m.found_by.startswith("model")]
