"""An article set into pages of unlike make is found in each."""

from __future__ import annotations

import pytest

from mahdar.layout import Layout
from tests.support.stress_measure import Counts
from tests.support.templates import TEMPLATES, own_articles, own_stories, set_into
from tests.support.templates_measure import compare
from tests.support.templates_read import article_of

FLOOR = 0.96
"""F1 over our own articles in each template: what was reached where it is least, less a margin."""


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_article_is_found(layout: Layout, template: str) -> None:
    total, found = Counts(), []
    for article in own_articles():
        made = set_into(template, article, own_stories())
        found.append(article_of(layout, made))
        total.add(compare(made.truth, found[-1]))
    assert total.f1 >= FLOOR, "\n\n".join(found)
