"""What was fetched, kept on disk: one file a URL, written whole or not at all.

A file is a line of JSON (`Entry`) and the decoded body after it. Processes may share the folder: a file is made beside its place and
then moved there, and one that can't be read, is cut short or was altered counts as not there. To empty the cache, delete the folder.
"""

from __future__ import annotations

import contextlib
import email.utils
import hashlib
import logging
import os
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC
from pathlib import Path

import msgspec

MAX_CACHE_BYTES = 1024**3
"""The most that the folder holds after a run; the files that were used longest ago go first."""

_MAX_HEADER = 64 * 1024
_MAX_LIFETIME = 365 * 86400.0
_ABANDONED = 86400.0
"""Seconds after which a file that a process began and never finished is cleared away."""

_log = logging.getLogger(__name__)


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where in a web archive the answer with a body is recorded: the file, the record's first byte, its id and date, and its payload's SHA-1."""

    file: str
    offset: int
    record: str
    date: str
    payload: bytes


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a kept body.

    ``checked`` is when the server last said that these are the page's bytes (seconds since 1970), ``lifetime`` for how long from then
    it needn't be asked again. ``etag`` and ``modified`` are what it is asked with. ``size`` and ``sha256`` are the body's.
    """

    url: str
    media_type: str | None
    charset: str | None
    etag: str | None
    modified: str | None
    checked: float
    lifetime: float
    size: int
    sha256: str
    archived: Place | None = None

    def fresh(self, now: float, lasts: float) -> bool:
        """Whether the server needn't be asked, having been asked at most ``lasts`` seconds ago.

        A time of checking in the future (the clock was put back) isn't believed.
        """
        return 0 <= now - self.checked < min(self.lifetime, lasts)

    @property
    def conditions(self) -> dict[str, str]:
        """The request headers that ask for the body only where it has changed; empty where there is nothing to ask with."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value is not None}


class Cache:
    """The files under ``folder``, which may be missing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written = False
        self._warned = False

    def load(self, url: str) -> tuple[Entry, bytes] | None:
        """What is kept of ``url``, where it is whole."""
        try:
            with self._path(url).open("rb") as file:
                entry = msgspec.json.decode(header := file.readline(_MAX_HEADER), type=Entry)
                if os.fstat(file.fileno()).st_size != len(header) + entry.size:
                    return None
                body = file.read()
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, ValueError, OverflowError):
            return None
        if entry.url != url or hashlib.sha256(body).hexdigest() != entry.sha256:
            return None
        return entry, body

    def store(self, entry: Entry, body: bytes) -> None:
        """Keeps a body. A folder that can't be written costs speed alone, so that is logged, once, and no error."""
        path = self._path(entry.url)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
                part = Path(file.name)
                try:
                    file.write(msgspec.json.encode(entry) + b"\n")
                    file.write(body)
                    file.close()
                    part.replace(path)
                except BaseException:
                    _remove(part)
                    raise
            self._written = True
        except OSError as error:
            if not self._warned:
                _log.warning("what is fetched can't be kept in %s: %s", self._folder, error.strerror)
            self._warned = True

    def drop(self, url: str) -> None:
        """Forgets what is kept of ``url``."""
        _remove(self._path(url))

    def prune(self, now: float, *, most: int = MAX_CACHE_BYTES) -> None:
        """Where something was written, removes the oldest files until at most ``most`` bytes are kept, and what other runs left unfinished."""
        if not self._written:
            return
        kept = []
        for path, status in self._files():
            if path.suffix == ".part" and now - status.st_mtime > _ABANDONED:
                _remove(path)
            elif path.suffix != ".part":
                kept.append((status.st_mtime, status.st_size, path))
        total = sum(size for _, size, _ in kept)
        for _, size, path in sorted(kept):
            if total <= most:
                break
            _remove(path)
            total -= size

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        """The files of the cache; another process may remove one at any time."""
        for path in self._folder.glob("*/*"):
            with contextlib.suppress(OSError):
                yield path, path.stat()

    def _path(self, url: str) -> Path:
        """Where ``url`` has its file."""
        name = hashlib.sha256(url.encode()).hexdigest()
        return self._folder / name[:2] / name


def lifetime(headers: Mapping[str, str]) -> float | None:
    """For how many seconds from now an answer with these headers may be used unasked (RFC 9111, without guesses); None where it mustn't be kept."""
    told = _directives(headers.get("cache-control", ""))
    if "no-store" in told:
        return None
    if "no-cache" in told or headers.get("vary", "").strip() == "*":
        return 0.0
    if "max-age" in told:
        seconds = _seconds(told["max-age"]) - _seconds(headers.get("age", "0"))
    elif "expires" in headers:
        seconds = _time(headers["expires"]) - _time(headers.get("date", ""))
    else:
        return 0.0
    return min(max(0.0, seconds), _MAX_LIFETIME)


def tells_lifetime(headers: Mapping[str, str]) -> bool:
    """Whether an answer's headers say how long it may be used."""
    return "cache-control" in headers or "expires" in headers


def _directives(value: str) -> dict[str, str]:
    """The directives of a Cache-Control header with their arguments."""
    parts = (part.partition("=") for part in value.lower().split(","))
    return {name.strip(): argument.strip().strip('"') for name, _, argument in parts}


def _seconds(text: str) -> float:
    """A number of seconds; 0 for what is none, so that a broken header doesn't make an answer last."""
    return float(text[:9]) if text.isdecimal() else 0.0


def _time(text: str) -> float:
    """An HTTP date in seconds since 1970; 0 for what is none."""
    try:
        when = email.utils.parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return 0.0
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


def _remove(path: Path) -> None:
    """Removes a file that another process may be removing too."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
