from __future__ import annotations

import pickle
from pathlib import Path

import msgspec
import pytest

from mahdar.errors import DataError
from mahdar.layout import Layout
from mahdar.layout.lines import line_key
from mahdar.layout.profiles import LinePrint, SiteProfile, SiteProfiles, decode, freeze, line_print
from mahdar.model import Page
from tests.support.sites import headline, page, sample_of, sentences, story_page

MENU = ["الرئيسية", "أخبار البلاد", "سوق السيارات"]
FOOT = ["تابع قناتنا", "من نحن"]


def prints(lines: list[str]) -> list[LinePrint]:
    return [line_print(line_key(body), body) for body in lines]


def lines_of(n: int) -> list[str]:
    """A page with menus, a link to another story, and teasers of the ones before it."""
    return [*MENU, headline(n), *sentences(n), *FOOT, headline((n + 9) % 30), *(sentences(k % 30)[0] for k in (n + 5, n + 6, n + 12))]


@pytest.fixture(scope="module")
def profiles() -> SiteProfiles:
    return freeze(sample_of([page(lines_of(n), url="https://a.example") for n in range(30)]))


@pytest.fixture(scope="module")
def site(profiles: SiteProfiles) -> SiteProfile:
    found = profiles.of("a.example")
    assert found is not None
    return found


def test_a_line_is_furniture_where_it_stands_as_on_other_pages(site: SiteProfile) -> None:
    lines = lines_of(4)
    kinds = [found.kind if found else None for found in site.furniture(prints(lines))]
    assert kinds == ["menu"] * 3 + [None] * 6 + ["menu"] * 2 + ["link"] + ["teaser"] * 3


def test_a_new_page_keeps_its_own_headline_and_opening(site: SiteProfile) -> None:
    lines = [*MENU, "عنوان جديد لم يسبق نشره", *sentences(70), *FOOT]
    assert [bool(found) for found in site.furniture(prints(lines))] == [True] * 3 + [False] * 6 + [True] * 2
    assert not any(site.furniture(prints([headline(4), *sentences(4)]))), "both stand on other pages too, as a link and a teaser"


def test_an_opening_taken_up_inside_another_text_stays(site: SiteProfile) -> None:
    lines = [headline(80), *sentences(80)[:3], sentences(5)[0], *sentences(80)[3:]]
    assert not any(site.furniture(prints(lines)))


def test_the_frame_is_what_always_stands_around(site: SiteProfile) -> None:
    assert site.frame(prints(lines_of(4))) == (3, 9)
    assert site.frame(prints(["سطر", "آخر"])) == (0, 2)
    assert site.frame([]) == (0, 0)


def test_the_layout_tells_that_it_recurs(layout: Layout, site: SiteProfile) -> None:
    def body(read: Page, profile: SiteProfile | None) -> list[str]:
        return [read.text[b.start : b.end] for b in layout.read(read, profile).blocks if b.role != "furniture"]

    read = page(lines_of(4), url="https://a.example")
    assert body(read, site) == [headline(4), *sentences(4)]
    assert body(read, None) != body(read, site)
    whys = [b.why for b in layout.read(read, site).blocks if b.role == "furniture"]
    assert any("recurs on 30 of 30 pages of this site" in why for why in whys)


def test_profiles_come_back_from_their_file(profiles: SiteProfiles) -> None:
    data = msgspec.json.encode(profiles)
    again = decode(data, Path("p.json"))
    assert again == profiles
    assert again.hash == profiles.hash
    assert again.hash_of("a.example") == profiles.hash_of("a.example")
    assert decode(msgspec.json.format(data, indent=2), Path("p.json")).hash == profiles.hash, "white space is no part of it"
    assert pickle.loads(pickle.dumps(profiles)) == profiles
    assert profiles.hash_of("b.example") is None


def test_another_sites_pages_leave_a_sites_profile_as_it_is(profiles: SiteProfiles) -> None:
    pages = [page(lines_of(n), url="https://a.example") for n in range(30)] + [story_page(200 + n, ["قسم آخر"], site="b.example") for n in range(10)]
    more = freeze(sample_of(pages))
    assert more.hash_of("a.example") == profiles.hash_of("a.example")
    assert more.hash != profiles.hash


def test_it_says_in_a_line_what_it_is(profiles: SiteProfiles) -> None:
    lines = sum(line.kind != "recurring" for line in profiles.sites[0].lines)
    assert str(profiles) == f"site profile {profiles.hash[:12]}: 1 site, 30 pages, {lines} recurring lines"


LINE = '{"key":"%s","kind":"menu","where":"head","pages":9,"stories":9,"start":0,"end":0}'


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("", "expected site profiles"),
        ("[]", "Expected `object`, got `array`"),
        ('{"schema":2}', "expected site profiles of schema 1, got 2"),
        ('{"sites":[{"site":"a","pages":0,"lines":[]}]}', r"\$\.sites\[0\]\.pages"),
        ('{"sites":[{"site":"a","pages":9,"lines":[' + LINE % "xyz" + "]}]}", "invalid literal"),
    ],
)
def test_a_file_that_holds_something_else(data: str, fault: str) -> None:
    with pytest.raises(DataError, match=fault) as told:
        decode(data.encode(), Path("other.json"))
    assert "other.json" in str(told.value)


def test_what_recurs_on_very_many_pages_is_never_quite_certain(layout: Layout) -> None:
    text = "الرئيسية\n\nبدء الجولة\n\nقال الوزير إن المحادثات بدأت في الجلسة رقم {}.\n"
    pages = [page(text.format(number).splitlines(), url="https://b.example") for number in range(300)]
    site = freeze(sample_of(pages)).of("b.example")
    assert site is not None
    article = layout.read(pages[0], site)
    assert article.blocks[0].role == "furniture"
    assert all(block.confidence < 1 for block in article.blocks if "recurs" in block.why)
