"""Make the packed examples of examples/captures/: a web archive, and a dump in two forms. The same texts give the same bytes.

python tools/captures.py [FOLDER]
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

CAPTURES = Path(__file__).resolve().parent.parent / "examples/captures"

ROWS = [
    {
        "id": "shurfa-77",
        "url": "https://shurfa.example/77",
        "published": "2023-06-20T11:05:00+06:00",
        "outlet": "شرفة",
        "title": "أستانا تستضيف الجولة العشرين",
        "text": "افتتحت اليوم في أستانا الجولة العشرون من المحادثات حول سوريا.\n\n"
        "وقال نائب وزير الخارجية الكازاخستاني إن بلاده مستعدة لاستضافة الجولات المقبلة أيضا.",
    },
    {
        "id": "shurfa-78",
        "url": "https://shurfa.example/78",
        "published": "2023-06-21",
        "outlet": "شرفة",
        "title": "بيان الجولة العشرين يدعو إلى إيصال المساعدات",
        "text": "بيان الجولة العشرين يدعو إلى إيصال المساعدات\n\n"
        "دعت روسيا وتركيا وإيران في بيان مشترك صدر أمس إلى إيصال المساعدات الإنسانية إلى جميع السوريين بلا عوائق.",
    },
]

ARCHIVED = """<!DOCTYPE html>
<html lang="ar"><head><title>واشنطن تعلق على محادثات أستانا</title></head>
<body><article><h1>واشنطن تعلق على محادثات أستانا</h1>
<p>قالت وزارة الخارجية الأمريكية إنها تتابع محادثات أستانا، مؤكدة أن جنيف تبقى المسار الذي تدعمه الأمم المتحدة.</p>
</article></body></html>
"""


def dump() -> bytes:
    """Two rows of a dump, as JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS).encode()


def records() -> list[bytes]:
    """The records of a small crawl: its information, two pages, and a picture that is no page."""
    page = (CAPTURES / "page.html").read_bytes()
    return [
        _record("warcinfo", 1, "", "application/warc-fields", b"software: tools/captures.py of Mahdar\r\n"),
        _record("response", 2, "https://daftar.example/astana-22", "application/http; msgtype=response", _http("text/html; charset=utf-8", page)),
        _record(
            "response", 3, "https://shurfa.example/79", "application/http; msgtype=response", _http("text/html; charset=utf-8", ARCHIVED.encode())
        ),
        _record("response", 4, "https://shurfa.example/logo.gif", "application/http; msgtype=response", _http("image/gif", b"GIF89a")),
    ]


def _http(media_type: str, body: bytes) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def _record(kind: str, number: int, url: str, media_type: str, block: bytes) -> bytes:
    fields = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>",
        "WARC-Date: 2024-11-12T12:00:00Z",
        *([f"WARC-Target-URI: {url}"] if url else []),
        f"Content-Type: {media_type}",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(fields).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def main() -> None:
    """Write them all."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CAPTURES
    (folder / "dump.jsonl.gz").write_bytes(gzip.compress(dump(), mtime=0))
    pq.write_table(pa.Table.from_pylist(ROWS), folder / "dump.parquet")
    # A member a record, as archives have it: one that is damaged costs itself alone.
    (folder / "crawl.warc.gz").write_bytes(b"".join(gzip.compress(record, mtime=0) for record in records()))


if __name__ == "__main__":
    main()
