"""Common Crawl's layout of news: ``crawl-data/CC-NEWS/YYYY/MM/CC-NEWS-….warc.gz``, and ``warc.paths.gz`` that lists the archives of a month.

Folders and patterns of archives need nothing of their own. A listing names archives by their path from the root of the bucket (or of the copy of it):
the place before ``crawl-data/`` in the listing's own address.
"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from mahdar.capture import stores
from mahdar.capture.limits import MIB
from mahdar.errors import SourceError, UsageError

_LISTING = re.compile(r"(?:^|/)(?:warc|wet)\.paths(?:\.gz)?$")
_ROOT = "crawl-data/"
_MOST = 64 * MIB


def is_listing(source: str) -> bool:
    """Whether a SOURCE is a listing of archives, by its name."""
    return bool(_LISTING.search(_parted(source)[0])) and not re.match(r"https?:", source, re.IGNORECASE)


def archives(listing: str) -> list[str]:
    """The paths or addresses of the archives that ``listing`` names, in its order. Raises `UsageError`."""
    name = stores.shown(listing) if stores.is_stored(listing) else listing
    head, options = _parted(listing)
    before, root, _ = head.rpartition(_ROOT)
    if not root:
        before = head[: head.rfind("/") + 1]
    try:
        with stores.opened(listing).file if stores.is_stored(listing) else Path(listing).open("rb") as file:
            packed = file.read(_MOST + 1)
        data = gzip.decompress(packed) if packed.startswith(b"\x1f\x8b") else packed
        paths = [line.strip() for line in data.decode("ascii").splitlines() if line.strip()]
    except (SourceError, OSError, EOFError, ValueError) as error:
        raise UsageError(f"{name}: expected a listing of archives, a path a line: {error}") from error
    if len(packed) > _MOST or not paths:
        raise UsageError(f"{name}: expected a listing of archives, a path a line, got {'more than 64 MiB' if paths else 'none'}")
    if wrong := next((path for path in paths if path.startswith("/") or ".." in path.split("/")), None):
        raise UsageError(f"{name}: expected paths from the root of the bucket, got {wrong!r}")
    return [before + path + options for path in paths]


def _parted(source: str) -> tuple[str, str]:
    return stores.parted(source) if stores.is_stored(source) else (source, "")
