"""The layout on pages that were put together from articles and the furniture of others."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from mahdar.evaluate import load_gold
from mahdar.model import Span
from tests.support.reader import shipped_reader
from tests.support.stress import compose, is_stress_page, kept_by, measure, table
from tests.support.stress_sources import load_rows

FLOOR = tomllib.loads(Path(__file__).with_name("stress.toml").read_text(encoding="utf-8"))


@pytest.mark.gold
def test_the_layout_holds_its_floor_on_compositions(shared: Path) -> None:
    report = measure(compose(FLOOR["compositions"], shared), kept_by(shipped_reader().layout))
    assert report.overall.f1 >= FLOOR["f1"], table(report, errors=40)


@pytest.mark.gold
def test_a_composition_is_the_same_for_the_same_seed_and_another_for_another(shared: Path) -> None:
    first = list(compose(20, shared, seed=1))
    assert list(compose(10, shared, seed=1)) == first[:10]
    assert [page.text for page in compose(20, shared, seed=2)] != [page.text for page in first]


@pytest.mark.gold
def test_the_truth_of_a_composition_covers_its_text(shared: Path) -> None:
    """Each line has one role, and what is inside is the article's title and paragraphs in order."""
    rows = {row.id: row for row in load_rows(shared)}
    for page in compose(50, shared):
        covered = {i for line in page.lines for i in range(line.start, line.end)}
        assert all(i in covered or page.text[i].isspace() for i in range(len(page.text)))
        inside = [line.of(page.text) for line in page.lines if line.inside]
        row = rows[page.row]
        assert inside in ([row.title.strip(), *row.paragraphs], [*row.paragraphs])


@pytest.mark.gold
def test_the_measure_at_its_ends(shared: Path) -> None:
    """All of a page has full recall, none of it none, and the truth itself is without a fault."""
    pages = list(compose(20, shared))
    truth = {page.text: [line for line in page.lines if line.inside] for page in pages}
    everything = measure(pages, lambda text: [Span(start=0, end=len(text))])
    assert everything.overall.recall == 1.0
    assert everything.overall.precision < 1.0
    assert not everything.dropped
    assert len(everything.kept) == sum(not line.inside for page in pages for line in page.lines)
    nothing = measure(pages, lambda _: [])
    assert nothing.overall.f1 == 0.0
    assert not nothing.kept
    right = measure(pages, lambda text: truth[text])
    assert right.overall.f1 == 1.0
    assert right.pages_right == right.pages == 20
    assert not right.kept
    assert not right.dropped


@pytest.mark.gold
def test_nothing_of_the_stress_set_may_be_learnt_from(shared: Path) -> None:
    """The articles are on no gold page, and about half of the pages to learn from are left to learn from."""
    ids = [gold.id for gold in load_gold(shared / "gold" / "train")]
    assert not {row.id.casefold() for row in load_rows(shared)} & set(ids)
    assert 0.4 < sum(map(is_stress_page, ids)) / len(ids) < 0.6
    assert all(is_stress_page(page.row) for page in compose(200, shared))
