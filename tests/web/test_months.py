from __future__ import annotations

import re
from pathlib import Path

import pytest

from mahdar.record import Record
from mahdar.record.queries.search import search
from mahdar.record.queries.timing import months
from mahdar.search.syntax import QueryError
from tests.support.rooms import Client


def test_months_are_those_of_what_is_found(record_path: Path) -> None:
    with Record.open(record_path, read_only=True) as record, record.read() as connection:
        for query in ("روسيا", "روسيا type:statement", "روسيا since:2018-06", "type:page"):
            wide = search(connection, query.replace(" since:2018-06", ""), limit=500)
            dated = [one.ref.published.value for one in wide.results if one.ref and one.ref.published and one.kind in ("statement", "page")]
            found = months(connection, f"{query} since:2011")
            assert [one.value for one in found] == sorted({one.value for one in found})
            assert sum(one.count for one in found) >= len(dated)
            assert {day[:7] for day in dated if len(day) >= 7} <= {one.value for one in found}


def test_what_is_no_query_has_no_months(record_path: Path) -> None:
    with Record.open(record_path, read_only=True) as record, record.read() as connection:
        assert months(connection, "زرافة") == ()
        with pytest.raises(QueryError):
            months(connection, '"open')


@pytest.mark.parametrize("face", ["/statements", "/search?q=type:page"])
def test_a_time_that_is_chosen_can_be_chosen_wider(client: Client, face: str) -> None:
    drawn = r'data-months="([^"]+)"'
    [wide] = re.findall(drawn, client.get(face).text)
    last = wide.split()[-1]
    narrow = client.get(f"{face}+since:{last}" if "q=" in face else f"{face}?since={last}").text
    assert re.findall(drawn, narrow) == [wide]
    assert f'name="since" value="{last}"' in narrow
    assert len(re.findall(r'<rect [^>]*class="in"', narrow)) < len(re.findall(r"<rect [^>]*data-n=", narrow))


def test_months_of_statements_are_told_to_programs_too(client: Client) -> None:
    told = client.get("/api/v1/statements/facets").json()["month"]
    years = {one["value"]: one["count"] for one in client.get("/api/v1/statements/facets").json()["year"]}
    assert [one["value"] for one in told] == sorted(one["value"] for one in told)
    assert all(one["count"] <= years[one["value"][:4]] for one in told)
