from __future__ import annotations

import hashlib
from datetime import date

import pytest

from benchmarks.times import Fed, article, day_of, of_period, parted
from mahdar.arabic import Lexicon
from mahdar.evaluate import GoldPage
from mahdar.evaluate.gold import GoldBlock
from mahdar.knowledge import load
from mahdar.model import Page, Role

TEXT = "القائمة\nعاد الوفد أمس، وغادر للعام الثاني.\nالمزيد\nلقاء في 28/05/09 الساعة 14:00"


def gold(*roles: Role) -> GoldPage:
    """A page of `TEXT` whose lines have these roles."""
    blocks, at = [], 0
    for line, role in zip(TEXT.split("\n"), roles, strict=True):
        blocks.append(GoldBlock(start=at, end=at + len(line), role=role))
        at += len(line) + 1
    page = Page(id="0", text=TEXT, text_hash=hashlib.sha256(TEXT.encode()).hexdigest(), source="made")
    return GoldPage(
        id="made", page=page, published="2017-10-18", published_basis="given", outlet=None, blocks=tuple(blocks),
        times=(), entities=(), names=(), statements=(), meetings=(),
    )  # fmt: skip


PAGE = gold("furniture", "body", "furniture", "caption")


def back(fed: Fed, quote: str) -> str:
    """What stands in the page where ``quote`` stands in a text made of it."""
    start = fed.text.index(quote)
    time = fed.time(start, start + len(quote), None)
    return TEXT[time.start : time.end]


def test_a_peer_gets_the_article_alone() -> None:
    fed = article(PAGE)
    assert fed.text == "عاد الوفد أمس، وغادر للعام الثاني.\nلقاء في 28/05/09 الساعة 14:00"
    assert len(fed.text) == len(fed.origins)
    for quote in ("أمس", "للعام", "14:00"):
        assert back(fed, quote) == quote
    assert back(fed, " أمس،") == "أمس،"  # white space around isn't the expression's


def test_marks_and_proclitics_are_parted_and_offsets_kept() -> None:
    fed = parted(PAGE, Lexicon(known=load().lexical.known))
    assert len(fed.text) == len(fed.origins)
    words = fed.text.split()
    assert {"أمس", "،", "و", "غادر", "ل", "العام", "."} <= set(words)
    assert {"28/05/09", "14:00"} <= set(words)
    assert back(fed, "أمس") == "أمس"
    assert back(fed, "غادر") == "غادر"
    assert back(fed, "العام الثاني") == "لعام الثاني"


@pytest.mark.parametrize(("period", "value"), [("year", "2017"), ("month", "2017-10"), ("week", "2017-10-16/2017-10-22"), ("day", "2017-10-18")])
def test_a_value_is_as_exact_as_the_peer_says(period: str, value: str) -> None:
    assert of_period(date(2017, 10, 18), period) == value


def test_a_date_that_is_no_day_is_told_by_its_middle() -> None:
    assert [day_of(d) for d in ("2017-10-18", "2017-10", "2017")] == [date(2017, 10, 18), date(2017, 10, 15), date(2017, 7, 1)]
    with pytest.raises(ValueError, match="expected pages with a date"):
        day_of(None)
