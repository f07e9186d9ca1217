from __future__ import annotations

import pytest

from mahdar.capture import Failure
from mahdar.capture.links import Link
from mahdar.capture.sitemap import Further, urls
from mahdar.errors import SourceError
from mahdar.model import Given, Metadata, Told

NAMESPACES = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9' xmlns:image='http://x.example/image'"


def sitemap(*entries: str, root: str = "urlset", entry: str = "url") -> bytes:
    return f"<?xml version='1.0'?><{root} {NAMESPACES}>{''.join(f'<{entry}>{x}</{entry}>' for x in entries)}</{root}>".encode()


def taken(data: bytes, address: str | None = None) -> list[Link | Further | Failure]:
    return list(urls(data, "map.xml", Given(outlet="RT"), address))


def test_pages_are_named_with_when_they_changed() -> None:
    assert taken(sitemap("<loc> https://site.example/1 </loc><lastmod>2024-01-24T10:00:00Z</lastmod>", "<loc>https://site.example/2</loc>")) == [
        Link(
            url="https://site.example/1",
            source="map.xml",
            given=Given(outlet="RT"),
            metadata=Metadata(modified=Told(value="2024-01-24", where="sitemap lastmod")),
        ),
        Link(url="https://site.example/2", source="map.xml", given=Given(outlet="RT")),
    ]


def test_a_news_sitemap_tells_title_date_and_paper() -> None:
    (link,) = taken(
        sitemap(
            "<loc>https://site.example/1</loc><image:image><image:title>صورة</image:title></image:image><news:news><news:publication><news:name>سهب</news:name>"
            "</news:publication><news:publication_date>2024-01-24</news:publication_date><news:title>خبر  اليوم</news:title></news:news>"
        )
    )
    assert isinstance(link, Link)
    assert link.given == Given(published="2024-01-24", outlet="RT", title="خبر اليوم")
    assert link.metadata.outlet == Told(value="سهب", where="news sitemap name")


def test_an_index_names_further_sitemaps() -> None:
    data = sitemap("<loc>https://site.example/a.xml.gz</loc>", root="sitemapindex", entry="sitemap")
    assert taken(data) == [Further(url="https://site.example/a.xml.gz")]


def test_relative_addresses_need_the_sitemaps_own() -> None:
    (failed,) = taken(sitemap("<loc>/1</loc>"))
    assert failed == Failure(source="map.xml", reason="expected a whole address (http or https) at line 1, got '/1'")
    (link,) = taken(sitemap("<loc>/1</loc>"), "https://site.example/map.xml")
    assert isinstance(link, Link)
    assert link.url == "https://site.example/1"


def test_a_broken_sitemap_gives_what_was_whole_and_says_where_it_broke() -> None:
    link, failed = taken(sitemap("<loc>https://site.example/1</loc>", "<loc>https://site.example/2")[:-20])
    assert isinstance(link, Link)
    assert isinstance(failed, Failure)
    assert "it is broken at line 1, column " in failed.reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<urlset><url></urlset>", "it is broken at line 1"),
        (b"<!DOCTYPE urlset [<!ENTITY a 'x'>]><urlset><url><loc>&a;</loc></url></urlset>", "a DTD with an internal subset"),
    ],
)
def test_what_is_no_sitemap_is_told(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        taken(data)


def test_an_empty_sitemap_is_told() -> None:
    assert taken(sitemap()) == [Failure(source="map.xml", reason="expected addresses in the sitemap, found none")]
