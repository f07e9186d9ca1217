from __future__ import annotations

import re

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
