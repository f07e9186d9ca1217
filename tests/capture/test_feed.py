from __future__ import annotations

import pytest

from mahdar.capture import Failure, Raw
from mahdar.capture.feed import FULL_TEXT, entries
from mahdar.capture.links import Link
from mahdar.errors import SourceError
from mahdar.model import Given, Told

LONG = "<p>قال الوزير إن المحادثات بدأت في أستانا صباح اليوم.</p>" * 15
SHORT = "<p>قال الوزير إن المحادثات بدأت.</p>"


def rss(*items: str, head: str = "<title>وكالة سهب</title><link>https://site.example/</link>") -> bytes:
    return (
        "<?xml version='1.0' encoding='utf-8'?>\n<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
        f"<channel>{head}{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    ).encode()


def atom(*items: str, base: str = "") -> bytes:
    return f"<feed xmlns='http://www.w3.org/2005/Atom' {base}><title>وكالة سهب</title>{''.join(f'<entry>{x}</entry>' for x in items)}</feed>".encode()


def rdf(*items: str) -> bytes:
    return (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"<channel rdf:about='https://site.example/'><title>سهب</title></channel>{''.join(f'<item>{item}</item>' for item in items)}</rdf:RDF>"
    ).encode()


def one(data: bytes, address: str | None = None, given: Given = Given()) -> Raw | Link | Failure:
    (entry,) = entries(data, "feed.xml", given, address)
    return entry


def test_an_entry_with_its_whole_text_is_a_page() -> None:
    raw = one(
        rss(
            "<title>عنوان &amp; خبر</title><link>https://site.example/1</link><guid isPermaLink='false'>x-1</guid>"
            f"<pubDate>Wed, 24 Jan 2024 23:00:00 +0300</pubDate><content:encoded><![CDATA[{LONG}<script>x</script>]]></content:encoded>"
        )
    )
    assert isinstance(raw, Raw)
    assert (raw.source, raw.url, raw.media_type, raw.within) == ("feed.xml#x-1", "https://site.example/1", "text/html", True)
    assert raw.given == Given(published="2024-01-24", at="2024-01-24T20:00Z", title="عنوان & خبر")
    assert raw.metadata.outlet == Told(value="وكالة سهب", where="feed title")
    document = raw.data.decode()
    assert f"<h1>عنوان &amp; خبر</h1>\n{LONG}" in document


@pytest.mark.parametrize(
    "data",
    [
        rss(f"<title>خبر</title><link>https://site.example/1</link><description>{LONG.replace('<', '&lt;')}</description>"),
        rss(f"<title>خبر</title><link>https://site.example/1</link><content:encoded><![CDATA[{SHORT}]]></content:encoded>"),
        rss(f"<title>خبر</title><link>https://site.example/1</link><content:encoded><![CDATA[{LONG}[…]]]></content:encoded>"),
        atom(f"<title>خبر</title><link href='https://site.example/1'/><summary type='html'><![CDATA[{LONG}]]></summary>"),
    ],
)
def test_a_summary_is_no_page_but_its_link_leads_to_one(data: bytes) -> None:
    link = one(data)
    assert isinstance(link, Link)
    assert link.url == "https://site.example/1"
    assert link.given.title == "خبر"
    assert link.source == "feed.xml"


def test_atom_tells_when_an_entry_came_out_and_when_it_was_changed() -> None:
    link = one(
        atom(
            "<title>خبر</title><link href='https://site.example/1'/><published>2024-01-24T10:00:00Z</published><updated>2024-01-26T10:00:00Z</updated>"
            "<author><name>مراسلنا</name></author>"
        )
    )
    assert isinstance(link, Link)
    assert link.given.published == "2024-01-24"
    assert link.metadata.modified == Told(value="2024-01-26", where="feed updated")
    assert link.metadata.author == Told(value="مراسلنا", where="feed author")


def test_a_change_is_no_publication() -> None:
    link = one(atom("<title>خبر</title><link href='https://site.example/1'/><updated>2024-01-26T10:00:00Z</updated>"), given=Given(published="2023"))
    assert isinstance(link, Link)
    assert link.given.published == "2023"


def test_the_one_date_of_rss_1_is_the_publication() -> None:
    link = one(rdf("<title>خبر</title><link>https://site.example/1</link><dc:date>2024-01-24T10:00:00+03:00</dc:date>"))
    assert isinstance(link, Link)
    assert link.given.published == "2024-01-24"


@pytest.mark.parametrize(
    ("data", "address"),
    [
        (atom("<title>خ</title><link href='1'/>", base="xml:base='https://site.example/news/'"), None),
        (rss("<title>خ</title><link>/news/1</link>"), None),
        (rss("<title>خ</title><link>1</link>", head="<title>سهب</title>"), "https://site.example/news/feed.xml"),
        (rss("<title>خ</title><link>//site.example/news/1</link>", head=""), "https://other.example/"),
    ],
)
def test_relative_links_are_resolved(data: bytes, address: str | None) -> None:
    link = one(data, address)
    assert isinstance(link, Link)
    assert link.url == "https://site.example/news/1"


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("<title>خ</title><link>/news/1</link>", "got '/news/1', and the feed has no address or xml:base to resolve it against"),
        ("<title>خ</title><link>javascript:alert(1)</link>", "expected a link to a page (http or https)"),
        ("<title>خ</title>", "expected a link or the whole text in the entry, got neither"),
    ],
)
def test_an_entry_that_leads_nowhere_is_told_and_the_others_go_on(item: str, reason: str) -> None:
    failed, link = entries(rss(item, "<link>https://site.example/2</link>", head=""), "feed.xml", Given())
    assert isinstance(failed, Failure)
    assert failed.source == "feed.xml#1"
    assert reason in failed.reason
    assert isinstance(link, Link)


def test_a_broken_feed_gives_what_was_whole_and_says_where_it_broke() -> None:
    data = rss("<link>https://site.example/1</link>", "<link>https://site.example/2</link>")
    link, *_, failed = entries(data[: data.rindex(b"<link>")], "feed.xml", Given())
    assert isinstance(link, Link)
    assert isinstance(failed, Failure)
    assert "the feed is malformed (line 2, column " in failed.reason


def test_an_empty_feed_is_told() -> None:
    failed = one(rss())
    assert isinstance(failed, Failure)
    assert failed.reason.startswith("expected entries in the feed, found none")


LAUGHS = "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("before", ["", "<!-- <rss> -->", "<?xml version='1.0'?>\n<?x <rss?>"])
def test_declarations_are_refused(encoding: str, before: str) -> None:
    data = f"{before}{LAUGHS}<rss><channel><title>&b;</title></channel></rss>".encode(encoding)
    with pytest.raises(SourceError, match="a DTD with an internal subset"):
        list(entries(data, "feed.xml", Given()))


def test_the_name_of_a_dtd_is_let_through() -> None:
    data = rss("<link>https://site.example/1</link>").replace(
        b"<rss", b'<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://site.example/x.dtd"><rss'
    )
    assert isinstance(one(data), Link)


def test_what_is_no_feed_is_told() -> None:
    with pytest.raises(SourceError, match="expected a feed"):
        list(entries(b"<feedback/>", "feed.xml", Given()))


def test_the_bound_between_summary_and_text_is_in_characters_without_markup() -> None:
    padded = f"<p class='{'x' * FULL_TEXT}'>{'ق' * (FULL_TEXT - 1)}</p>"
    item = "<link>https://site.example/1</link><content:encoded><![CDATA[{}]]></content:encoded>"
    assert isinstance(one(rss(item.format(padded))), Link)
    assert isinstance(one(rss(item.format(padded.replace("</p>", "ق</p>")))), Raw)
