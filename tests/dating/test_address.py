"""The day in a page's address."""

from __future__ import annotations

from datetime import date

import pytest

from mahdar.dating.address import day_in


@pytest.mark.parametrize(
    ("url", "day"),
    [
        pytest.param("https://example.org/news/2018/09/05/talks.html", date(2018, 9, 5), id="folders"),
        pytest.param("https://example.org/2018/9/5/talks", date(2018, 9, 5), id="folders-without-zeros"),
        pytest.param("https://example.org/ar/20180905-talks", date(2018, 9, 5), id="figures-together"),
        pytest.param("https://example.org/ar/2018-09-05-talks", date(2018, 9, 5), id="dashes"),
        pytest.param("https://example.org/arabic/world/2009/11/091102_talks_tc2.shtml", date(2009, 11, 2), id="short-year-after-its-folders"),
        pytest.param("https://web.archive.org/web/20100304055012/http://example.org/2009/11/02/talks", date(2009, 11, 2), id="archive"),
        pytest.param("https://web.archive.org/web/20100304055012/http://example.org/talks", None, id="the-day-of-archiving"),
        pytest.param("https://example.org/2018/09/talks", None, id="month-alone"),
        pytest.param("https://example.org/2018/02/31/talks", None, id="no-such-day"),
        pytest.param("https://example.org/1234567820180905123", None, id="inside-a-longer-number"),
        pytest.param("https://example.org/story/19300105", None, id="before-there-were-sites"),
        pytest.param("https://example.org/2018/09/05/after-2018-08-01", None, id="two-days"),
        pytest.param("https://example.org/talks?on=2018-09-05", None, id="in-the-query"),
        pytest.param("http://[broken", None, id="broken"),
        pytest.param("", None, id="empty"),
    ],
)
def test_day_in(url: str, day: date | None) -> None:
    assert day_in(url) == day
