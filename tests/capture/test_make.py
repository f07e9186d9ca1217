from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from mahdar.capture.make import is_html, page_of
from mahdar.capture.raw import Raw
from mahdar.errors import SourceError
from mahdar.model import Given, Metadata, Told

PAGES = Path(__file__).parent / "html/pages"
PAGE = '<!doctype html><meta property="og:site_name" content="مرصد"><h1>بدء الجولة</h1><p>قال الوزير إن الجولة بدأت.'


def test_html_becomes_lines_with_what_is_known_of_them() -> None:
    raw = Raw(data=PAGE.encode(), source="a.html", given=Given(title="x"), url="https://x.example/a", fetched="2024-05-06T10:00:00Z")
    page = page_of(raw)
    assert page.text == "بدء الجولة\n\nقال الوزير إن الجولة بدأت."
    assert page.id == hashlib.sha256(raw.data).hexdigest()
    assert page.text_hash == hashlib.sha256(page.text.encode()).hexdigest()
    assert (page.media_type, page.encoding, page.given, page.url, page.fetched) == ("text/html", "utf-8", raw.given, raw.url, raw.fetched)
    assert [line.tag for line in page.markup] == ["h1", "p"]
    assert page.metadata.outlet == Told(value="مرصد", where="meta og:site_name")


def test_what_a_feed_tells_comes_after_what_the_page_tells() -> None:
    feed = Metadata(outlet=Told(value="غيره", where="feed title"), published=Told(value="2024-05-06", where="feed published"))
    page = page_of(Raw(data=PAGE.encode(), source="a.html", metadata=feed))
    assert page.metadata.outlet == Told(value="مرصد", where="meta og:site_name")
    assert page.metadata.published == feed.published
    assert page_of(Raw(data="قال الوزير".encode(), source="a.txt", metadata=feed)).metadata == feed


def test_a_page_in_windows_arabic() -> None:
    source = (PAGES / "oldtables.html").read_text(encoding="utf-8")
    page = page_of(Raw(data=source.encode("cp1256"), source="old.html"))
    assert page.encoding == "windows-1256"
    assert page.notes[0] == "decoded as windows-1256, as declared"
    assert 'وقال رئيس الوفد عقب اللقاء إن الأجواء "إيجابية"، مضيفا أن جولة جديدة ستعقد قبل نهاية الشهر في الدوحة.' in page.text
    assert page.text == page_of(Raw(data=source.replace("windows-1256", "utf-8").encode(), source="new.html")).text


def test_html_in_utf16_is_seen() -> None:
    for codec in ("utf-16", "utf-16le"):
        html = f"<html><body><p>{'قال الوزير إن الجولة المقبلة ستعقد في جنيف. ' * 3}</p></body></html>"
        assert page_of(Raw(data=html.encode(codec), source="a")).media_type == "text/html"


@pytest.mark.parametrize(
    ("text", "media_type", "expected"),
    [
        ("قال <b>الوزير</b>", "text/html; charset=utf-8", True),
        ("<p>قال", "application/xhtml+xml", True),
        ("<!-- x --> <!DOCTYPE html><p>قال", None, True),
        ("\ufeff\n<HTML DIR=RTL>", None, True),
        ('<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html>', None, True),
        ('<?xml version="1.0"?><rss><channel>', None, False),
        ("<p>قال</p>", None, True),
        ("<p>قال</p>", "text/plain", False),
        ("<!doctype html><p>قال</p>", "text/plain", True),
        ("قال الوزير\n<br>نعم<br>\nثم قال", None, False),
        ("قال <b>الوزير</b> <i>نعم</i> <a href=x>و</a> <b>لا</b> <br>", None, True),
        ("قال الوزير: 5 < 7 > 3", None, False),
        ("<قال> الوزير", None, False),
    ],
)
def test_html_is_told_by_its_type_or_its_beginning(text: str, media_type: str | None, expected: bool) -> None:
    assert is_html(text.encode(), media_type) is expected


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (Raw(data=b"", source="a"), "expected text, got an empty file"),
        (Raw(data=b"<html><script>x</script></html>", source="a"), "got HTML that shows none"),
        (Raw(data=b"<html><p>News</p></html>", source="a"), "expected Arabic text, got none"),
        (Raw(data='{"text": "وصل"}'.encode(), source="a"), "got XML or JSON"),
        (Raw(data=b"%PDF-1.4", source="a", media_type="text/html"), "got a PDF"),
        (Raw(data="قال ".encode() * 400_000, source="a"), "at most 2 MiB, got 2.7 MiB"),
        (Raw(data=b"<html>" + b" " * 17_000_000, source="a"), "at most 16 MiB, got 16.2 MiB"),
        (Raw(data=b"<html><p>" + "قال ".encode() * 600_000, source="a"), "at most 2,097,152 characters of text, got more"),
    ],
)
def test_what_holds_nothing_to_read_is_refused(raw: Raw, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        page_of(raw)
    assert reason in caught.value.reason


def test_a_large_page_may_have_a_text_of_common_size() -> None:
    page = page_of(Raw(data=b"<html><script>" + b"x" * 10_000_000 + b"</script><p>" + "قال الوزير".encode(), source="a"))
    assert page.text == "قال الوزير"
