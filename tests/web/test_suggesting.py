from __future__ import annotations

import pytest

from tests.support.rooms import Client


def offered(client: Client, q: str, **query: str) -> list[dict[str, str]]:
    answer = client.get("/search/suggest.json", params={"q": q, **query})
    assert answer.status_code == 200
    assert answer.json()["query"] == q
    found: list[dict[str, str]] = answer.json()["suggestions"]
    return found


@pytest.mark.parametrize(
    "written",
    ["لافرينت", "لافرنتييف", "ألكسندر لافر", "الكسندر لافرينتييف", "lavrent", "Lavrentiev", "alexander lavr", "LAVRENTIEV"],
)
def test_a_name_is_offered_in_any_spelling(client: Client, written: str) -> None:
    assert "lavrentiev" in [one["id"] for one in offered(client, written)]


def test_what_is_named_just_so_comes_first(client: Client) -> None:
    first = offered(client, "روسيا")[0]
    assert (first["kind"], first["id"]) == ("entity", "russia")
    assert client.get(first["address"]).status_code == 200


def test_statements_with_the_words_come_after_names(client: Client) -> None:
    found = offered(client, "لافرينتييف")
    sorts = [one["kind"] for one in found]
    assert sorts == sorted(sorts)
    told = [one for one in found if one["kind"] == "statement"]
    assert 0 < len(told) <= 3
    assert client.get(told[0]["address"]).status_code == 200


def test_each_is_told_in_the_readers_language(client: Client) -> None:
    arabic, english = offered(client, "lavrent")[0], offered(client, "lavrent", lang="en")[0]
    assert arabic["language"] == "ar"
    assert arabic["also"] == english["label"]
    assert "person" in english["note"]
    assert english["address"].endswith("?lang=en")
    assert client.get("/search/suggest.json", params={"q": "زرافة"}).json()["said"] == "لا مقترحات"


@pytest.mark.parametrize("written", ["", "   ", "speaker:lavrov", '"وقف إطلاق', "…", "x" * 5_000, "<script>", "%00"])
def test_what_is_no_name_has_none(client: Client, written: str) -> None:
    assert offered(client, written) == []


def test_pages_are_counted_for_what_is_joined(client: Client) -> None:
    ids = [one["id"] for one in offered(client, "ا")]
    assert len(ids) == len(set(ids)) <= 10


def test_the_field_tells_the_script_where_to_ask(client: Client) -> None:
    page = client.get("/about?lang=en").text
    assert 'data-suggest="/search/suggest.json?lang=en"' in page
    assert 'action="/search" role="search"' in page
