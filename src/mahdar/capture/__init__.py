"""Capture: from bytes to pages.

    find      which files and addresses the SOURCEs of a command stand for, in a fixed order
    sniff     what kind of thing some bytes are
    sources   a source, whatever it is, as the bytes of single pages (`Raw`), through
              gz, warc, dump, parquet, feed and sitemap
    fetch     pages from the network
    decode    bytes to text, altering nothing
    make      the bytes of a page as a `Page`
    pages     all of this in one call; or a `Failure` with the reason

A page's id is the SHA-256 of the bytes as captured; of a dump's row, of its text in UTF-8. Its text is those bytes decoded,
without a byte order mark at the very start (which is no character of the text); every other character of plain text stays as it
was: CRLF line ends, direction marks, tatweel, non-breaking and zero-width spaces. Offsets count the code points of that text.
"""

from mahdar.capture.decode import decode
from mahdar.capture.find import STDIN, Address, Found, find, source_name
from mahdar.capture.limits import MAX_PAGE_BYTES
from mahdar.capture.pages import capture, load, page, settle
from mahdar.capture.raw import Failure, Fetches, Raw, Skipped
from mahdar.capture.sources import raws

__all__ = [
    "MAX_PAGE_BYTES",
    "STDIN",
    "Address",
    "Failure",
    "Fetches",
    "Found",
    "Raw",
    "Skipped",
    "capture",
    "decode",
    "find",
    "load",
    "page",
    "raws",
    "settle",
    "source_name",
]
