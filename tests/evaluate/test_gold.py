from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mahdar.evaluate.gold import GoldError, load_gold
from mahdar.model import Given
from tests.support.gold import ANNOTATION, TEXT


def test_quotes_become_spans(gold_folder: Path) -> None:
    (page,) = load_gold(gold_folder)
    assert page.page.text == TEXT
    assert [(block.role, block.of(TEXT)) for block in page.blocks] == [
        ("furniture", "أخبار | رياضة"),
        ("title", "الوسيط يدعو إلى هدنة"),
        ("body", TEXT.splitlines()[3]),
    ]
    assert [time.of(TEXT) for time in page.times] == ["5 أيار 2019"]
    assert [(name.of(TEXT), name.kind) for name in page.names] == [("كريم ناصر", "person")]
    assert [statement.of(TEXT) for statement in page.statements] == ["إن الجولة الثالثة ستبدأ في 5 أيار 2019", "إلى هدنة"]
    assert [statement.cue and statement.cue.of(TEXT) for statement in page.statements] == ["قال", "داعيا"]


def test_the_nth_occurrence_is_meant(gold_folder: Path) -> None:
    rewrite(gold_folder, lambda gold: gold["names"].append({"line": 4, "quote": "ن", "nth": 3, "entity": "nasser"}))
    name = load_gold(gold_folder)[0].names[-1]
    line = TEXT.index(TEXT.splitlines()[3])
    first = TEXT.index("ن", line)
    second = TEXT.index("ن", first + 1)
    assert name.start == TEXT.index("ن", second + 1)


@pytest.mark.parametrize(
    ("basis", "dates", "expected"),
    [
        ("given", False, Given(published="2019-05-03", outlet="مرصد")),
        ("stated", False, Given()),
        ("inferred", False, Given()),
        ("stated", True, Given(published="2019-05-03")),
    ],
)
def test_only_what_stood_beside_the_page_is_handed_over(gold_folder: Path, basis: str, dates: bool, expected: Given) -> None:
    rewrite(gold_folder, lambda gold: gold.update(published_basis=basis))
    assert load_gold(gold_folder)[0].metadata(dates=dates) == expected


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda gold: gold["times"][0].update(quote="6 أيار"), r"expected '6 أيار' \(occurrence 1\) in line 4, found none"),
        (lambda gold: gold["times"][0].update(line=9), "expected a line from 1 to 5, got 9"),
        (lambda gold: gold["names"][0].update(entity="nobody"), "expected an entity of the page, got 'nobody'"),
        (lambda gold: gold["blocks"][0].update(role="menu"), "Invalid enum value 'menu'"),
        (lambda gold: gold.pop("names"), "missing required field `names`"),
    ],
)
def test_a_faulty_annotation_names_its_place(gold_folder: Path, change: Any, message: str) -> None:
    rewrite(gold_folder, change)
    with pytest.raises(GoldError, match=message) as caught:
        load_gold(gold_folder)
    assert "one.json" in str(caught.value)


def test_an_annotation_without_its_page(gold_folder: Path) -> None:
    (gold_folder / "one.txt").unlink()
    with pytest.raises(GoldError, match=r"one\.txt: can't be read"):
        load_gold(gold_folder)


def test_a_folder_without_gold(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="expected gold pages"):
        load_gold(tmp_path)


def rewrite(folder: Path, change: Any) -> None:
    gold = json.loads(json.dumps(ANNOTATION))
    change(gold)
    (folder / "one.json").write_text(json.dumps(gold), encoding="utf-8")
