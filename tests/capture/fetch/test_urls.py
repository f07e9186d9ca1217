"""Which URLs are asked for."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.capture.fetch.settings import FetchError
from mahdar.capture.fetch.urls import address, following, without_credentials


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://press.example", "http://press.example/"),
        ("https://press.example:443/a#b", "https://press.example/a"),
        ("HTTP://u:p@Press.Example/a?b=c d", "http://press.example/a?b=c%20d"),
        ("http://صحيفة.مثال/خبر", "http://xn--mgbh6bxx9i.xn--kgbe/%D8%AE%D8%A8%D8%B1"),
        ("http://press.example:8080/", "http://press.example:8080/"),
    ],
)
def test_the_form_asked_for(url: str, asked: str) -> None:
    got = address(url, allow_private=False)
    assert got.raw_host.isascii()
    if "xn--" not in asked:
        assert str(got) == asked
    assert not got.userinfo


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://u:p@a.example/b@c", "http://a.example/b@c"),
        ("https://u:p@ss@a.example", "https://a.example"),
        (" http://u@a.example?x=@", " http://a.example?x=@"),
        ("http://a.example/@b", "http://a.example/@b"),
    ],
)
def test_credentials_are_taken_out(url: str, shown: str) -> None:
    assert without_credentials(url) == shown


def test_a_redirect_from_https_to_http_is_refused() -> None:
    here = address("https://press.example/a", allow_private=False)
    with pytest.raises(FetchError, match="redirected from https to http"):
        following(here, "http://press.example/a", allow_private=False, downgrade=False)
    assert str(following(here, "http://press.example/robots.txt", allow_private=False, downgrade=True)) == "http://press.example/robots.txt"
    assert str(following(here, "//other.example/b", allow_private=False, downgrade=False)) == "https://other.example/b"


@settings(max_examples=40)
@given(st.text(max_size=40), st.sampled_from(["http://", "https://[", "http://a:", "http://a@", "//", "http://xn--", ""]))
def test_any_text_is_a_url_or_told_not_to_be_one(text: str, start: str) -> None:
    here = address("http://press.example/a", allow_private=False)
    with contextlib.suppress(FetchError):
        assert str(address(start + text, allow_private=True)).isascii()
    with contextlib.suppress(FetchError):
        assert str(following(here, start + text, allow_private=True, downgrade=False)).isascii()
