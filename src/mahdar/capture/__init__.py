"""Capture: from bytes to pages.

    find      which files the SOURCEs of a command stand for, in a fixed order
    decode    bytes to text, strictly, altering nothing
    pages     a file, or bytes, as a `Page`; or a `Failure` with the reason

A page's id is the SHA-256 of the bytes as captured. Its text is those bytes decoded as UTF-8, without a byte order
mark at the very start (which is no character of the text); every other character stays as it was: CRLF line ends,
direction marks, tatweel, non-breaking and zero-width spaces. Offsets count the code points of that text.
"""

from mahdar.capture.decode import MAX_PAGE_BYTES, decode
from mahdar.capture.find import STDIN, Found, find
from mahdar.capture.pages import capture, load, page
from mahdar.capture.raw import Failure, Raw

__all__ = ["MAX_PAGE_BYTES", "STDIN", "Failure", "Found", "Raw", "capture", "decode", "find", "load", "page"]
