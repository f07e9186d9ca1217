from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mahdar.record import Record
from mahdar.record.answers import FacetCount
from mahdar.record.queries.search import search
from mahdar.record.queries.timing import months
from mahdar.search.syntax import QueryError, parse, retimed, times
from mahdar.web.months import MOST
from mahdar.web.months import times as shown
from mahdar.web.words import Words
from tests.support.rooms import Client


def counts(**by_month: int) -> tuple[FacetCount, ...]:
    return tuple(FacetCount(value=month[1:].replace("_", "-"), label={}, count=n) for month, n in by_month.items())


@pytest.mark.parametrize(
    ("query", "asked", "without"),
    [
        ("a", "a since:2020 until:2021-03", "a"),
        ("a since:2018 b until:2019", "a b since:2020 until:2021-03", "a b"),
        ("a OR b", "(a OR b) since:2020 until:2021-03", "a OR b"),
        ("(a OR b) date:2018..2019", "(a OR b) since:2020 until:2021-03", "(a OR b)"),
        ("NOT since:2018", "NOT since:2018 since:2020 until:2021-03", "NOT since:2018"),
        ('"since:2018 x" منذ:2018', '"since:2018 x" since:2020 until:2021-03', '"since:2018 x"'),
        ("since:2018", "since:2020 until:2021-03", ""),
    ],
)
def test_a_query_gets_another_time(query: str, asked: str, without: str) -> None:
    assert retimed(query, "2020", "2021-03") == asked
    assert retimed(query, None, None) == without
    assert times(parse(asked)) == ("2020", "2021-03")


def test_what_is_no_query_gets_no_time() -> None:
    with pytest.raises(QueryError):
        retimed('"open', "2020", None)


def test_months_are_those_of_what_is_found(record_path: Path) -> None:
    with Record.open(record_path, read_only=True) as record, record.read() as connection:
        for query in ("روسيا", "روسيا type:statement", "روسيا since:2018-06", "type:page"):
            wide = search(connection, query.replace(" since:2018-06", ""), limit=500)
            dated = [one.ref.published.value for one in wide.results if one.ref and one.ref.published and one.kind in ("statement", "page")]
            found = months(connection, f"{query} since:2011")
            assert [one.value for one in found] == sorted({one.value for one in found})
            assert sum(one.count for one in found) >= len(dated)
            assert {day[:7] for day in dated if len(day) >= 7} <= {one.value for one in found}


def test_a_month_without_anything_is_there_too() -> None:
    made = shown(counts(m2018_11=2, m2019_02=4), Words("en"), "2018-12", None)
    assert made is not None
    assert (made.months, made.since, made.until) == (4, 1, 3)
    drawn = ElementTree.fromstring(f"<svg>{made.svg}</svg>")
    assert [(one.get("data-month"), one.get("height")) for one in drawn] == [
        ("2018-11", "22.0"),
        ("2018-12", "0.0"),
        ("2019-01", "0.0"),
        ("2019-02", "44.0"),
    ]
    assert [(one.value, one.count) for one in made.years] == [("2019", 4), ("2018", 2)]
    assert "Feb 2019" in made.about


def test_time_runs_to_the_left_in_arabic() -> None:
    two = counts(m2018_11=1, m2018_12=1)
    places = {language: re.findall(r'x="([\d.]+)%"', str(made.svg)) for language in ("ar", "en") if (made := shown(two, Words(language), None, None))}
    assert places == {"ar": ["50", "0"], "en": ["0", "50"]}


def test_of_too_many_months_the_latest_are_drawn() -> None:
    made = shown(counts(m1970_01=1, m2018_12=1), Words("en"), None, None)
    assert made is not None
    assert made.months == MOST
    assert made.since == 0
    assert shown((), Words("ar"), None, None) is None
    assert shown(counts(m2018_12=7), Words("ar"), None, None) is None


def test_a_year_chosen_is_all_of_its_months() -> None:
    made = shown(counts(m2017_06=1, m2019_06=1), Words("ar"), "2018", "2018")
    assert made is not None
    assert (made.since, made.until) == (7, 18)
    assert str(made.svg).count('class="in"') == 12


def test_the_time_of_a_form_becomes_part_of_the_query(client: Client) -> None:
    answer = client.get("/search", params={"q": "روسيا since:2011", "since": "2018", "until": "", "lang": "en"}, follow_redirects=False)
    assert answer.status_code == 302
    assert answer.headers["location"].endswith("+since:2018&lang=en")
    assert client.get("/search.json", params={"q": "روسيا", "since": "2018"}).json()["query"] == "روسيا since:2018"
    wrong = client.get("/search", params={"q": "روسيا", "since": "soon"})
    assert wrong.status_code == 400
    assert "<mark>soon</mark>" in wrong.text


@pytest.mark.parametrize("face", ["/statements", "/search?q=type:page"])
def test_faces_have_their_months_and_fields(client: Client, face: str) -> None:
    page = client.get(face).text
    assert page.count('<input type="range"') == 2
    assert 'name="since"' in page
    assert 'name="until"' in page
    assert re.search(r'<svg class="columns-of-months" role="img" aria-label="[^"]+"', page)


def test_nothing_in_a_time_can_be_widened(client: Client) -> None:
    page = client.get("/search", params={"q": "روسيا until:1950"}).text
    assert 'name="until" value="1950"' in page
