"""The article out of annotated pages: what floors.toml doesn't hold."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
import pytest

from mahdar.evaluate import GoldPage, load_gold
from mahdar.model import ARTICLE_ROLES, Given
from tests.support.reader import shipped_reader
from tests.support.stress_measure import Counts

FLOORS = tomllib.loads(Path(__file__).with_name("layout.toml").read_text(encoding="utf-8"))


def characters(gold: GoldPage) -> Counts:
    """What was kept of a page against what is the article's, by characters that aren't white space."""
    text = gold.page.text
    wanted = {i for b in gold.blocks if b.role in ARTICLE_ROLES for i in range(b.start, b.end) if not text[i].isspace()}
    blocks = shipped_reader().layout.read(gold.page).blocks
    kept = {i for b in blocks if b.role in ARTICLE_ROLES for i in range(b.start, b.end) if not text[i].isspace()}
    return Counts(hit=len(wanted & kept), kept=len(kept), article=len(wanted))


@pytest.mark.gold
def test_captures_with_their_furniture(shared: Path) -> None:
    total = Counts()
    for gold in load_gold(shared / "gold" / "dev"):
        if gold.id.startswith("raw-"):
            total.add(characters(gold))
    assert total.f1 >= FLOORS["raw_f1"], f"precision {total.precision:.4f}, recall {total.recall:.4f}"


@pytest.mark.gold
def test_no_furniture_of_a_seed_page_is_in_the_article(shared: Path) -> None:
    for gold in load_gold(shared / "gold" / "seeds"):
        kept = [b for b in shipped_reader().layout.read(gold.page).blocks if b.role in ARTICLE_ROLES]
        for block in gold.blocks:
            if block.role == "furniture":
                assert not any(block.overlaps(other) for other in kept), f"{gold.id}: {block.of(gold.page.text)[:60]}"


@pytest.mark.gold
def test_the_date_that_a_page_states(shared: Path) -> None:
    right, missed = 0, list[str]()
    for name in ("seeds", "dev", "train"):
        for gold in load_gold(shared / "gold" / name):
            if gold.published_basis != "stated":
                continue
            published = shipped_reader().read(msgspec.structs.replace(gold.page, given=Given())).published
            if published and published.value == gold.published:
                right += 1
            else:
                missed.append(f"{gold.id}: {published.value if published else None}, not {gold.published}")
    assert right / (right + len(missed)) >= FLOORS["stated_published"], missed
