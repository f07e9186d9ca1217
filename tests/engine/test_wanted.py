from __future__ import annotations

import pytest

from mahdar.capture import Raw
from mahdar.engine.wanted import Wanted
from mahdar.model import Given
from tests.support.pages import page_of


@pytest.mark.parametrize(
    ("url", "outlet", "wanted"),
    [
        ("https://www.example.org/1", None, True),
        ("https://arabic.example.org/1", None, True),
        ("https://notexample.org/1", None, False),
        (None, "الأفق", True),
        (None, "صحيفة أخرى", False),
        (None, None, False),
    ],
)
def test_pages_of_a_site_are_its_hosts_and_those_given_as_its_own(url: str | None, outlet: str | None, wanted: bool) -> None:
    only = Wanted.of([], ["Example.org", "الافق"])
    assert (only.before(Raw(data=b"", source="x", url=url, given=Given(outlet=outlet))) is None) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("قال الوزير إن المحادثات بدأت في موعدها", True), ("وزیر امور خارجه گفت که گفتگوها آغاز شده است و ادامه می‌یابد", False)],
    ids=["Arabic", "Persian"],
)
def test_pages_are_wanted_by_their_language(text: str, wanted: bool) -> None:
    reason = Wanted.of(["ar"], []).after(page_of(text))
    assert reason is None if wanted else reason == "another language (fa)"


def test_all_pages_are_wanted_where_nothing_is_named() -> None:
    assert Wanted().before(Raw(data=b"", source="x")) is None
    assert Wanted().after(page_of("نص")) is None
