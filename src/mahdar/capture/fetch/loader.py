"""What is at a URL: from the cache where that holds, else from the host."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable

import httpx
import msgspec

from mahdar.capture.fetch import bodies
from mahdar.capture.fetch.archive import Archive
from mahdar.capture.fetch.bodies import Reading
from mahdar.capture.fetch.cache import Cache, Entry, lifetime, tells_lifetime
from mahdar.capture.fetch.exchange import Answer, Exchanger
from mahdar.capture.fetch.network import Budget


class Loader:
    """Loads what is at URLs, and keeps it in ``cache``."""

    def __init__(self, exchanger: Exchanger, cache: Cache | None, archive: Archive | None, clock: Callable[[], float]) -> None:
        self._exchanger = exchanger
        self._cache = cache
        self._archive = archive
        self._clock = clock

    def close(self) -> None:
        """Brings the cache to its size."""
        if self._cache is not None:
            self._cache.prune(self._clock())

    def load(
        self, url: httpx.URL, budget: Budget, how: Callable[[httpx.Headers], Reading], *, lasts: float = math.inf
    ) -> tuple[Entry, bytes] | Answer:
        """What is at ``url``, from the cache where that holds (for ``lasts`` seconds at most); an `Answer` where its status isn't 200.

        Raises `FetchError` where there is no answer, or one that mustn't be read.
        """
        kept = self._cache.load(str(url)) if self._cache is not None else None
        if kept is not None and self._archive is not None and not self._archive.holds(kept[0].archived):
            kept = None  # an archive has the bodies of all that it says was captured
        if kept is not None and self._archive is None and kept[0].fresh(self._clock(), lasts):
            return kept
        conditions = kept[0].conditions if kept is not None else {}
        answer = self._exchanger.ask(url, budget, how, conditions, kept[0].archived if kept is not None else None)
        if answer.status == 304 and kept is not None and conditions:
            return self._confirmed(*kept, answer)
        if answer.status != 200:
            return answer
        return self._captured(answer)

    def _confirmed(self, entry: Entry, body: bytes, answer: Answer) -> tuple[Entry, bytes]:
        """What was kept, of which the server says that it still holds."""
        lasts = lifetime(answer.headers) if tells_lifetime(answer.headers) else entry.lifetime
        entry = msgspec.structs.replace(entry, checked=answer.at, lifetime=lasts or 0.0)
        self._keep(entry, body, lasts)
        return entry, body

    def _captured(self, answer: Answer) -> tuple[Entry, bytes]:
        """What an answer with status 200 brings, kept where it may be. Raises `FetchError` where its coding can't be undone."""
        body = bodies.decoded(answer.body, answer.headers, answer.how)
        lasts = lifetime(answer.headers)
        entry = Entry(
            url=str(answer.url),
            media_type=bodies.media_type(answer.headers),
            charset=bodies.charset(answer.headers),
            etag=_sendable(answer.headers.get("etag")),
            modified=_sendable(answer.headers.get("last-modified")),
            checked=answer.at,
            lifetime=lasts or 0.0,
            size=len(body),
            sha256=hashlib.sha256(body).hexdigest(),
            archived=answer.archived,
        )
        self._keep(entry, body, lasts)
        return entry, body

    def _keep(self, entry: Entry, body: bytes, lasts: float | None) -> None:
        """Puts a body into the cache, or out of it where it mustn't be there (``lasts`` is None) or couldn't be used again."""
        if self._cache is None:
            return
        if lasts is None or not (lasts or entry.conditions):
            self._cache.drop(entry.url)
        else:
            self._cache.store(entry, body)


def _sendable(value: str | None) -> str | None:
    """A header's value, where it can be sent back: hosts may send other than ASCII, which requests can't hold."""
    return value if value is not None and value.isascii() else None
