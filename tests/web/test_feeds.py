from __future__ import annotations

import re
from xml.etree import ElementTree

import feedparser
import pytest

from mahdar.web.atom import EARLIEST, Entry, Feed, Link, instant, latest, moment, written
from tests.support.rooms import Client

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = [
    "/feed/search?q=روسيا",
    "/feed/search?q=لافرينتييف&lang=en",
    "/feed/statements",
    "/feed/statements?act=call",
    "/feed/meetings",
    "/feed/process/astana",
    "/feed/process/astana?lang=en",
    "/feed/actor/lavrentiev",
]


@pytest.mark.parametrize("address", FEEDS)
def test_feeds_are_whole(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/atom+xml")
    read = feedparser.parse(answer.content)
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    root = ElementTree.fromstring(answer.content)
    # RFC 4287, 4.1.1 and 4.1.2.
    assert all(len(root.findall(ATOM + name)) == 1 for name in ("id", "title", "updated", "author", "subtitle"))
    assert [link.get("href") for link in root.findall(ATOM + "link") if link.get("rel") == "self"] == [str(answer.url)]
    entries = root.findall(ATOM + "entry")
    assert entries
    ids = [entry.findtext(ATOM + "id") or "" for entry in entries]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"tag:mahdar\.invalid,2026:(?:statement|meeting|page)/\S+", one) for one in ids)
    for entry in entries:
        assert all(len(entry.findall(ATOM + name)) == 1 for name in ("title", "updated", "summary"))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", entry.findtext(ATOM + "updated") or "")
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
        assert "<" not in (entry.findtext(ATOM + "summary") or "")
    updated = [entry.findtext(ATOM + "updated") or "" for entry in entries]
    assert updated == sorted(updated, reverse=True)
    assert root.findtext(ATOM + "updated") == updated[0]


def test_an_entry_leads_to_the_words(client: Client) -> None:
    entries = feedparser.parse(client.get("/feed/statements").content).entries
    [related] = [link.href for link in entries[0].links if link.rel == "related"]
    path = related.removeprefix("http://testserver.local")
    page = client.get(path.partition("#")[0])
    marked = re.findall(r'<mark id="char=[^"]*">(.*?)</mark>', page.text, re.DOTALL)
    assert re.sub(r"<[^>]*>", "", "".join(marked)).strip()
    assert f'id="{path.partition("#")[2]}"' in page.text


def test_a_feed_that_is_the_same_is_not_sent_again(client: Client) -> None:
    first = client.get("/feed/statements")
    assert client.get("/feed/statements", headers={"if-none-match": first.headers["etag"]}).status_code == 304
    assert client.get("/feed/statements").content == first.content


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/feed/search?q=foo:x", 400),
        ("/feed/search", 400),
        ("/feed/process/nowhere", 404),
        ("/feed/actor/nobody", 404),
        ("/feed/statements?since=1", 400),
    ],
)
def test_what_has_no_feed(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status


@pytest.mark.parametrize("face", ["/statements?act=call", "/", "/process/astana", "/actor/lavrentiev", "/search?q=روسيا"])
def test_faces_name_their_feed(client: Client, face: str) -> None:
    page = client.get(face).text
    [address] = re.findall(r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">', page)
    assert client.get(address.replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize(
    ("edtf", "first"),
    [
        ("2018-09-07", "2018-09-07T00:00:00Z"),
        ("2018-09", "2018-09-01T00:00:00Z"),
        ("2018", "2018-01-01T00:00:00Z"),
        ("2017-02/2018-03", "2017-02-01T00:00:00Z"),
        ("2018-09-07~", "2018-09-07T00:00:00Z"),
        ("2018-13-07", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_become_moments(edtf: str | None, first: str | None) -> None:
    assert instant(edtf) == first


def test_moments_are_in_utc() -> None:
    assert moment("2024-01-24T12:00:00+03:00") == "2024-01-24T09:00:00Z"
    assert moment("yesterday") is moment(None) is None
    assert latest(None, "2024-01-24T09:00:00Z", "2018-09-01T00:00:00Z") == "2024-01-24T09:00:00Z"
    assert latest() == EARLIEST


def test_hostile_text_is_text() -> None:
    entry = Entry(
        key="page/x",
        title="<script>\x00\x0b\ufffe]]>",
        published=None,
        updated=EARLIEST,
        authors=("a & b",),
        summary="\ud800 </summary>\u202e",
        language="ar",
        links=(Link(rel="alternate", href='http://x/?a="&b=<'),),
    )
    read = feedparser.parse(written(Feed(key="f", title="&", subtitle="", language="ar", links=(), entries=(entry,))))
    assert not read.bozo
    assert ElementTree.fromstring(written(Feed(key="f", title="&", subtitle="", language="ar", links=(), entries=(entry,)))) is not None
    assert read.entries[0].author == "a & b"
