from __future__ import annotations

import re
from urllib.parse import unquote_plus

import pytest

from mahdar.record.answers import FacetCount
from mahdar.web.months import dated, dates_of, slider
from tests.support.rooms import Client


def test_results_are_shown_with_their_words_and_places(client: Client) -> None:
    page = client.get("/search", params={"q": "لافرينتييف"})
    assert page.status_code == 200
    found = client.get("/search.json", params={"q": "لافرينتييف"}).json()
    assert found["query"] == "لافرينتييف"
    assert found["total"] == len(found["results"]) > 3
    told = next(one for one in found["results"] if one["marks"])
    assert f"#char={told['start']},{told['end']}" in page.text
    assert "<mark>لافرينتييف</mark>" in page.text
    assert set(found["facets"]) == {"type", "actor", "addressee", "act", "kind", "issue", "outlet", "meeting", "date"}


def test_a_facet_narrows_and_is_taken_back(client: Client) -> None:
    wide = client.get("/search", params={"q": "روسيا OR تركيا"}).text
    assert re.search(r'q=%28[^"]*%29\+type:page"', wide), "what is a choice as a whole stands in parentheses"
    narrow = client.get("/search", params={"q": "روسيا type:page"}).text
    assert 'class="chosen-value"' in narrow


def test_a_fault_is_pointed_at_in_words(client: Client) -> None:
    page = client.get("/search", params={"q": "روسيا foo:x"})
    assert page.status_code == 400
    assert "<mark>foo</mark>" in page.text
    assert "لا حقل بهذا الاسم" in page.text
    error = client.get("/search.json", params={"q": "روسيا foo:x"})
    assert error.status_code == 400
    assert error.json()["error"]["where"] == "q, character 7"


def test_nothing_asked_and_nothing_found(client: Client) -> None:
    assert "كيف تسأل" in client.get("/search").text
    assert "لا شيء في السجل" in client.get("/search", params={"q": "زرافة"}).text
    assert client.get("/search.json").status_code == 400
    assert "How to ask" in client.get("/search", params={"lang": "en"}).text


def test_copies_are_told_once(client: Client) -> None:
    folded = client.get("/search.json", params={"q": "type:page OR type:statement"}).json()
    apart = client.get("/api/v1/search", params={"q": "type:page OR type:statement", "limit": 200}).json()
    assert folded["total"] == apart["total"]
    assert folded["told"] == len(folded["results"]) <= apart["told"] == len(apart["results"])


@pytest.mark.parametrize(
    ("query", "rest", "since", "until"),
    [
        ("روسيا", "روسيا", None, None),
        ("روسيا since:2018-09", "روسيا", "2018-09", None),
        ("since:2018 until:2019", "", "2018", "2019"),
        ("روسيا date:2018-09-02..2018-09-12 act:call", "روسيا act:call", "2018-09-02", "2018-09-12"),
        ("منذ:2018 روسيا", "روسيا", "2018", None),
        ("(روسيا OR since:2018) until:2019", "(روسيا OR since:2018)", None, "2019"),
        ('"قال since:2018" until:2019', '"قال since:2018"', None, "2019"),
        ("روسيا OR since:2018", "روسيا OR since:2018", None, None),
        ("((", "((", None, None),
    ],
)
def test_the_time_of_a_query_is_told_apart(query: str, rest: str, since: str | None, until: str | None) -> None:
    assert dates_of(query) == (rest, since, until)


@pytest.mark.parametrize(
    ("query", "since", "until", "asked"),
    [
        ("روسيا", "2018", "2019-02", "روسيا since:2018 until:2019-02"),
        ("روسيا since:2017", None, "2019", "روسيا until:2019"),
        ("روسيا OR تركيا", "2018", None, "(روسيا OR تركيا) since:2018"),
        ("روسيا since:2017 until:2018", None, None, "روسيا"),
        ("", "2018", None, "since:2018"),
    ],
)
def test_a_query_is_asked_of_another_time(query: str, since: str | None, until: str | None, asked: str) -> None:
    assert dated(query, since, until) == asked


def test_the_form_of_days_leads_to_the_query(client: Client) -> None:
    there = client.get("/search", params={"q": "روسيا since:2017", "since": "", "until": "2022-11", "lang": "en"}, follow_redirects=False)
    assert there.status_code == 303
    assert unquote_plus(there.headers["location"]) == "/search?q=روسيا until:2022-11&lang=en"
    assert client.get("/search", params={"q": "روسيا", "since": "x"}).status_code == 400
    assert client.get("/search", params={"q": "((", "since": "2018"}).status_code == 400
    assert client.get("/search", params={"since": "", "until": ""}).status_code == 200


def test_months_stand_side_by_side_with_their_results() -> None:
    months = [FacetCount(value=month, label={}, count=n) for month, n in (("2017-11", 4), ("2018-02", 2))]
    made = slider(months, "2018", None)
    assert made is not None
    assert [(bar.month, bar.count, bar.height) for bar in made.bars] == [("2017-11", 4, 36), ("2017-12", 0, 0), ("2018-01", 0, 0), ("2018-02", 2, 18)]
    assert (made.first, made.last) == (2, 3)
    assert slider(months[:1], None, None) is None
    until = slider(months, None, "2017-12-24")
    assert until is not None
    assert (until.first, until.last) == (0, 1)


def test_the_months_of_a_search_are_drawn_and_can_be_asked_without_a_script(client: Client) -> None:
    told = client.get("/search", params={"q": "type:page"}).text
    assert re.search(r'<rect x="\d+" y="[\d.]+" width="0.86" height="[\d.]+" data-n="\d+" class="in">', told)
    assert '<div class="handles" hidden>' in told
    assert 'name="since"' in told
