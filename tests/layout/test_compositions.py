"""Compositions of our own articles: the truth that comes with them is the truth."""

from __future__ import annotations

from random import Random

import pytest

from mahdar.model import ARTICLE_ROLES
from tests.support import stress_furniture as furniture
from tests.support.stress import Composition, compose_from
from tests.support.stress_sources import Row, Run
from tests.support.templates_words import ARTICLES, STORIES

ROWS = [Row(title, "ours", title, "\n".join(text for _, text in lines)) for title, _, lines, *_ in ARTICLES]
ROWS += [Row(title, "ours", title, opening) for title, opening in STORIES]
RUNS = [Run("page", "ours", "tail", ("روابط", "", "خبر من صفحة أخرى")), Run("page", "ours", "head", ("أعلى الصفحة",))]
PAGES = [*compose_from(200, ROWS, RUNS, seed=3)]
KINDS = sorted({*furniture.HEAD, *furniture.BESIDE, *furniture.MID, *furniture.TAIL, furniture.credit}, key=lambda kind: kind.__name__)


def inside(page: Composition) -> list[str]:
    return [line.of(page.text) for line in page.lines if line.inside]


def test_what_is_inside_is_one_article_in_order() -> None:
    rows = {row.id: row for row in ROWS}
    for page in PAGES:
        row = rows[page.row]
        assert inside(page) in ([row.title, *row.paragraphs], [*row.paragraphs])


def test_every_line_is_told_once() -> None:
    for page in PAGES:
        assert [line.of(page.text) for line in page.lines] == [line.strip() for line in page.text.splitlines() if line.strip()]


def test_pages_differ_in_what_stands_on_them() -> None:
    kinds = {kind for page in PAGES for kind in page.kinds}
    assert {"head: of a gold page (ours)", "tail: of a gold page (ours)", "tail: comments", "mid: related with heading"} <= kinds
    assert any("\r\n" in page.text for page in PAGES)
    assert any("\n\n" in page.text for page in PAGES)
    assert any(page.lines[0].inside for page in PAGES)
    assert any(page.lines[-1].inside for page in PAGES)


@pytest.mark.parametrize("kind", KINDS, ids=[kind.__name__ for kind in KINDS])
def test_every_kind_of_furniture_is_lines_outside_the_article(kind: furniture.Kind) -> None:
    titles, openings = zip(*STORIES, strict=True)
    for seed in range(30):
        lines = kind(furniture.Stories(Random(seed), titles, openings, furniture.SITES[0], "عنوان المقال"))
        assert lines
        assert all(text.strip() and "\n" not in text and role not in ARTICLE_ROLES for text, role in lines)
