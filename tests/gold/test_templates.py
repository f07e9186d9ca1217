"""The layout on HTML pages of unlike make that hold the articles of annotated pages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from mahdar.evaluate import load_gold
from tests.support.reader import shipped_reader
from tests.support.stress_measure import Counts
from tests.support.templates import TEMPLATES, gold_articles, set_into, stories_of
from tests.support.templates_measure import compare
from tests.support.templates_read import article_of

FLOORS = tomllib.loads(Path(__file__).with_name("templates.toml").read_text(encoding="utf-8"))["f1"]


@pytest.mark.gold
@pytest.mark.parametrize("template", TEMPLATES)
def test_no_template_falls_below_its_floor(shared: Path, template: str) -> None:
    articles = gold_articles([gold for name in ("seeds", "dev") for gold in load_gold(shared / "gold" / name)])
    stories = stories_of(gold_articles(load_gold(shared / "gold" / "train")))
    total = Counts()
    for article in articles:
        made = set_into(template, article, stories)
        total.add(compare(made.truth, article_of(shipped_reader().layout, made)))
    assert total.f1 >= FLOORS[template], f"precision {total.precision:.4f}, recall {total.recall:.4f}"
