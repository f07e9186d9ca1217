from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import msgspec
import pytest

from mahdar.evaluate import as_dict, load_gold, score, table
from mahdar.evaluate.align import folded, is_speaker, majority, pairs, shared_words
from mahdar.evaluate.gold import GoldPage
from mahdar.model import Reading, Span, Speaker
from tests.support.noise import noisy_reading


class Certain(Random):
    """No chance: the noisy reader makes no mistake."""

    def random(self) -> float:
        return 0.999

    def shuffle(self, x: Any) -> None:
        """Leave the order."""


def test_a_reader_that_is_right_has_full_marks(gold_folder: Path) -> None:
    (gold,) = load_gold(gold_folder)
    report = score([(gold, noisy_reading(gold, Certain()))])
    told = {name: ratio for name, ratio in report.ratios.items() if ratio.gold}
    assert set(told) == set(report.ratios) - {"meetings_participants"}
    assert {ratio.f1 for ratio in told.values()} == {1.0}
    assert set(report.shares.values()) == {1.0}
    assert report.errors == ()


def test_a_page_that_was_not_read_is_all_missed(gold_folder: Path) -> None:
    (gold,) = load_gold(gold_folder)
    report = score([(gold, None)])
    assert {ratio.f1 for ratio in report.ratios.values()} == {0.0}
    assert set(report.shares.values()) == {0.0}
    assert report.ratios["statements_content"].gold == 2
    assert (report.pages, report.read) == (1, 0)
    assert "1 of them not read" in table("gold", report)


def changed(reading: Reading, **fields: Any) -> Reading:
    return msgspec.structs.replace(reading, **fields)


def one(items: tuple[Any, ...], **fields: Any) -> tuple[Any, ...]:
    return (msgspec.structs.replace(items[0], **fields), *items[1:])


@pytest.mark.parametrize(
    ("change", "figure", "value"),
    [
        (lambda r: changed(r, times=one(r.times, value="2019-05-06")), "times_value", 0.0),
        (lambda r: changed(r, times=one(r.times, value="2019-05-06")), "times_span", 1.0),
        (lambda r: changed(r, times=one(r.times, end=r.times[0].end - 1)), "times_span", 0.0),
        (lambda r: changed(r, times=one(r.times, end=r.times[0].end - 1)), "times_value", 1.0),
        (lambda r: changed(r, names=one(r.names, kind="place")), "names_exact", 0.0),
        (lambda r: changed(r, names=one(r.names, start=r.names[0].start + 1)), "names_overlap", 1.0),
        (lambda r: changed(r, statements=one(r.statements, speaker=None)), "statements_attributed", 0.5),
        (lambda r: changed(r, statements=one(r.statements, act="hope")), "statements_act_accuracy", 0.5),
        (lambda r: changed(r, statements=one(r.statements, cue=None)), "statements_cue_accuracy", 0.5),
        (lambda r: changed(r, statements=one(r.statements, addressee="somebody")), "statements_addressee_accuracy", 0.5),
        (lambda r: changed(r, statements=r.statements[1:]), "statements_content", 0.6667),
        (lambda r: changed(r, meetings=one(r.meetings, ordinal=4)), "meetings_slots", 0.75),
        (lambda r: changed(r, meetings=one(r.meetings, end="2019-05-06")), "meetings_slots", 0.75),
        (lambda r: changed(r, meetings=one(r.meetings, series="by-another-name")), "meetings_slots", 1.0),
        (lambda r: changed(r, blocks=one(r.blocks, role="title")), "title_accuracy", 1.0),
        (lambda r: changed(r, blocks=r.blocks[:1]), "article", 0.0),
        (lambda r: changed(r, published=None), "published_accuracy", 0.0),
    ],
)
def test_one_mistake_lowers_the_figure_that_tells_it(gold_folder: Path, change: Any, figure: str, value: float) -> None:
    (gold,) = load_gold(gold_folder)
    figures = as_dict(score([(gold, change(noisy_reading(gold, Certain())))]))
    got = figures[figure]
    assert (got["f1"] if isinstance(got, dict) else got) == value


def test_errors_are_told_with_page_and_quote(gold_folder: Path) -> None:
    (gold,) = load_gold(gold_folder)
    reading = noisy_reading(gold, Certain())
    reading = changed(reading, times=one(reading.times, value=None), statements=one(reading.statements[:1], speaker=None))
    assert score([(gold, reading)]).errors == (
        "one: time: expected 2019-05-05, got None: 5 أيار 2019",
        "one: speaker: expected nasser, got None: إن الجولة الثالثة ستبدأ في 5 أيار 2019",
        "one: statement: expected nasser, got nothing: إلى هدنة",
    )


def test_a_speaker_without_an_entity_is_known_by_its_words(gold_folder: Path) -> None:
    (gold,) = load_gold(gold_folder)
    reading = noisy_reading(gold, Certain())
    for label, right in {"الوَسيط": 1.0, "ناصر": 1.0, "كريم": 0.0, "": 0.0}.items():
        speaker = Speaker(entity=None, label=label, start=0, end=1)
        report = score([(gold, changed(reading, statements=one(reading.statements[:1], speaker=speaker)))])
        assert report.ratios["statements_attributed"].precision == right, label


def test_the_closest_pair_first_and_the_earlier_of_equals() -> None:
    spans = [Span(start=0, end=4), Span(start=10, end=14)]
    found = [Span(start=11, end=14), Span(start=10, end=14), Span(start=20, end=21)]
    assert pairs(spans, found, lambda a, b: float(a == b)) == [(spans[1], found[1], 1.0)]
    assert pairs(["a"], ["x", "y"], lambda _, __: 1.0) == [("a", "x", 1.0)]
    assert majority([("p", "b"), ("p", "a"), ("q", "c"), ("p", "a")]) == {"p": "a", "q": "c"}
    assert majority([("p", "b"), ("p", "a")]) == {"p": "b"}


def test_words_are_shared_by_where_they_begin() -> None:
    text = "قال إن الوفد وصل"
    assert shared_words(text, Span(start=4, end=16), Span(start=7, end=16)) == pytest.approx(2 / 3)
    assert shared_words(text, Span(start=0, end=3), Span(start=4, end=6)) == 0


def test_labels_are_compared_folded() -> None:
    assert folded("«الأُمم المتّحــدة»،") == folded("الأمم المتحدة")
    assert folded("سوريَّة") == folded("سورية")
    assert is_speaker("x", None, alignment=None, labels={}) is False  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def reference(shared: Path) -> ModuleType:
    """The scorer that the figures are defined by."""
    spec = importlib.util.spec_from_file_location("reference_score", shared / "gold/score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = before
    return module


@pytest.mark.gold
@pytest.mark.parametrize("seed", range(3))
def test_the_figures_are_those_of_the_reference_to_the_digit(shared: Path, reference: ModuleType, seed: int) -> None:
    random = Random(seed)
    folders = [shared / "gold" / name for name in ("seeds", "dev")]
    golds: list[GoldPage] = [gold for folder in folders for gold in load_gold(folder)]
    readings = [None if random.random() < 0.1 else noisy_reading(gold, random) for gold in golds]
    resolved = [reference.resolve(path) for folder in folders for path in sorted(folder.glob("*.json"))]
    predicted = [json.loads(msgspec.json.encode(reading)) if reading else {} for reading in readings]
    assert as_dict(score(list(zip(golds, readings, strict=True)))) == reference.score(list(zip(resolved, predicted, strict=True)))
