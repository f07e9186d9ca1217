from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.capture.sniff import Kind, sniff

ARABIC = "وصل الوفد"


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (ARABIC, "a.txt", Kind.TEXT),
        (ARABIC, "a.html", Kind.TEXT),
        (f"{ARABIC} 3 < 5", "a.html", Kind.TEXT),
        (f"{ARABIC}<br>", "a.html", Kind.HTML),
        (f"{ARABIC}<br>", "a.txt", Kind.TEXT),
        ("<3 <- هكذا", "a.txt", Kind.TEXT),
        (f"\ufeff \n<!-- x -->\n<!DOCTYPE html><html><p>{ARABIC}", "a.txt", Kind.HTML),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'><html xmlns='x'>", "a.xml", Kind.HTML),
        ("<?xml version='1.0'?><html xmlns='x'>", "-", Kind.HTML),
        ("<HTML>", "a", Kind.HTML),
        ("<div class='x'>", "a", Kind.HTML),
        ("<?xml version='1.0'?>\n<!-- <html> -->\n<rss version='2.0'>", "a.html", Kind.FEED),
        ("<rdf:RDF xmlns:rdf='x'>", "-", Kind.FEED),
        ("<feed xmlns='http://www.w3.org/2005/Atom'>", "a.txt", Kind.FEED),
        ("<?xml version='1.0'?><?xml-stylesheet href='x'?><urlset>", "a", Kind.SITEMAP),
        ("<sm:sitemapindex xmlns:sm='x'>", "a", Kind.SITEMAP),
        ("<?xml version='1.0'?><TEI>", "a.xml", Kind.OTHER),
        ("<gpx>", "a.xml", Kind.OTHER),
        ('{"text": "x"}\n{"text": "y"}\n', "a.txt", Kind.LINES),
        ('{"text": "x"}', "-", Kind.LINES),
        ('{"text": x}\n{"text": "y"}\n', "-", Kind.LINES),
        ('{"text": "' + "x" * 100_000, "-", Kind.LINES),
        ('{\n  "text": "x"\n}\n', "a.json", Kind.JSON),
        ('[\n {"text": "x"}]', "-", Kind.JSON),
        ('nonsense\n{"text": "y"}\n', "a.jsonl.gz", Kind.LINES),
        ("{هكذا} قال", "a.txt", Kind.TEXT),
        ("[صورة] قال", "a.txt", Kind.TEXT),
        ("WARC/1.0\r\n", "a.txt", Kind.WARC),
        ("\r\n\r\nWARC/1.1\r\n", "-", Kind.WARC),
        ("PAR1", "a.txt", Kind.PARQUET),
        ("", "a.jsonl", Kind.TEXT),
    ],
)
def test_the_content_tells_the_kind(head: str, name: str, kind: Kind) -> None:
    assert sniff(head.encode(), name).kind is kind


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1256"])
def test_markup_is_known_in_any_encoding(encoding: str) -> None:
    assert sniff("<?xml version='1.0'?><rss>".encode(encoding)).kind is Kind.FEED


@pytest.mark.parametrize(
    ("head", "label"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04...", "a ZIP archive (or a Word, ODF or EPUB file)"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"RIFF\0\0\0\0WEBP", "a WebP image"),
        (b"\0\0\0\x18ftypmp42", "a film or picture"),
    ],
)
def test_other_kinds_are_told_by_name_whatever_the_suffix(head: bytes, label: str) -> None:
    assert sniff(head, "a.txt").label == label
    assert sniff(head, "a.html").kind is Kind.OTHER


def test_gzip_is_seen_first() -> None:
    assert sniff(gzip.compress(b"x", mtime=0), "a.txt").kind is Kind.GZIP


def test_a_media_type_stands_before_the_suffix() -> None:
    data = f"{ARABIC}<br>".encode()
    assert sniff(data, "a.txt", "text/html").kind is Kind.HTML
    assert sniff(data, "a.html", "text/plain").kind is Kind.TEXT


@given(st.binary() | st.text(alphabet='<>!-[]{}"?xml rsthd/:\n').map(str.encode), st.sampled_from(["", "a.html", "a.xml", "a.jsonl"]))
def test_anything_is_of_some_kind(data: bytes, name: str) -> None:
    assert sniff(data, name).label
