"""The pages that are made for measuring are what they say they are, and so is the measure."""

from __future__ import annotations

import pytest
from resiliparse.extract.html2text import extract_plain_text

from tests.support.templates import TEMPLATES, Article, Made, own_articles, own_stories, set_into, set_into_all
from tests.support.templates_measure import compare

EVERY = [*set_into_all(own_articles(), own_stories())]
NAMES = [f"{made.template}-{made.article.published}" for made in EVERY]


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("made", EVERY, ids=NAMES)
def test_a_page_holds_its_article_whole_and_other_stories_beside_it(made: Made) -> None:
    shown = squeezed(extract_plain_text(made.html))
    assert all(squeezed(line) in shown for line in made.truth)
    others = [story for story in made.others if squeezed(story) in shown]
    assert len(others) >= 2
    assert not set(others) & set(made.truth)
    assert shown.index(squeezed(made.article.lines[0][1])) < shown.rindex(squeezed(made.article.lines[-1][1]))


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_page_is_the_same_for_the_same_seed_and_another_for_another(template: str) -> None:
    article, stories = own_articles()[0], own_stories()
    assert set_into(template, article, stories, 1) == set_into(template, article, stories, 1)
    assert len({set_into(template, article, stories, seed).data for seed in range(4)}) == 4


def test_what_an_encoding_lacks_is_written_as_a_reference() -> None:
    article = Article(title="زيارة إلى گرگان", lines=(("body", "وصل الوفد إلى مدينة گرگان ☂."),), published="2018-01-02", outlet="موقع")
    made = set_into("tables", article, own_stories())
    assert b"&#9730;" in made.data
    assert "گرگان ☂." in squeezed(extract_plain_text(made.html))


def test_compare_counts_words_in_order() -> None:
    counts = compare(["عنوان الخبر", "قال الوزير إن الاتفاق قريب."], "القائمة\nعنوان الخبر\nقال الوزير إن\nقريب الاتفاق قريب.")
    assert (counts.article, counts.kept, counts.hit) == (33, 44, 33)
    assert compare(["أ ب ت"], "").f1 == 0.0
    assert compare(["‏أ ب‬"], "أ ب").f1 == 1.0
