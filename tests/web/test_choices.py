from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.rooms import Client, reading_room

ENGLISH, ARABIC = '<html lang="en" dir="ltr"', '<html lang="ar" dir="rtl"'


@pytest.fixture
def reader(record_path: Path) -> Iterator[Client]:
    """Someone whose browser keeps cookies."""
    with reading_room(record_path, keeps=True) as opened:
        yield opened


def test_the_language_that_was_asked_for_is_kept(reader: Client) -> None:
    asked = reader.get("/?lang=en")
    assert asked.text.count(ENGLISH) == 1
    assert "lang=en" in asked.headers["set-cookie"]
    assert "HttpOnly" in asked.headers["set-cookie"]
    assert "SameSite=lax" in asked.headers["set-cookie"]
    later = reader.get("/")
    assert ENGLISH in later.text
    assert "lang=en" not in later.text.replace("lang=ar", ""), "an address needn't say what is kept"
    assert ARABIC in reader.get("/?lang=ar").text
    assert ARABIC in reader.get("/").text


def test_what_a_reader_chose_is_kept(reader: Client) -> None:
    chosen = reader.get("/choose?months=levant&theme=dark&back=/about", follow_redirects=False)
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/about")
    page = reader.get("/about").text
    assert 'data-theme="dark"' in page
    assert '<option value="levant" selected>' in page
    assert '<meta name="color-scheme" content="dark">' in page


@pytest.mark.parametrize(
    "back", ["//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example", "", "/a\r\nSet-Cookie: x=y", "javascript:alert(1)"]
)
def test_a_choice_leads_to_no_other_place(reader: Client, back: str) -> None:
    answer = reader.get("/choose", params={"back": back}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_what_is_no_choice_changes_nothing(reader: Client) -> None:
    assert reader.get("/choose?theme=purple").status_code == 400
    reader.cookies.update({"lang": "tlh", "months": "<b>", "theme": "purple"})
    page = reader.get("/").text
    assert ARABIC in page
    assert 'data-theme="auto"' in page
    assert reader.get("/?lang=tlh").status_code == 400


def test_shared_caches_know_that_the_choice_counts(reader: Client) -> None:
    assert "Cookie" in reader.get("/").headers["vary"]
