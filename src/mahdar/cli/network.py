"""The network as a command sees it: opened when it is needed, and asked for each address once."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from typing import IO

import msgspec

from mahdar.capture import Raw, fetch
from mahdar.capture.fetch import FetchSettings
from mahdar.capture.limits import MAX_SPOOL_BYTES, MIB
from mahdar.capture.tape import CHUNK
from mahdar.errors import SourceError, UsageError


class Network:
    """Fetches, with a fetcher that is made when it is needed first: reading files opens no cache and no archive.

    With ``twice`` it keeps what came, in a temporary file, so that a second passage over the sources sees the same bytes.
    """

    def __init__(self, settings: FetchSettings, open_things: ExitStack, *, twice: bool) -> None:
        self._settings, self._open_things, self._twice = settings, open_things, twice
        self._fetcher: fetch.Fetcher | None = None
        self._came: dict[str, tuple[int, int] | SourceError] = {}
        self._spool: IO[bytes] | None = None

    def get(self, url: str) -> Raw:
        """What is at ``url``. Raises `SourceError`."""
        if url not in self._came:
            return self._fetched(url)
        came = self._came[url]
        if isinstance(came, SourceError):
            raise SourceError(came.source, came.reason)
        assert self._spool is not None
        self._spool.seek(came[0])
        return msgspec.msgpack.decode(self._spool.read(came[1]), type=Raw)

    def _fetched(self, url: str) -> Raw:
        if self._fetcher is None:
            self._fetcher = self._open_things.enter_context(fetch.Fetcher(self._settings))
        try:
            raw = self._fetcher.get(url)
        except SourceError as error:
            if self._twice:
                self._came[url] = error
            raise
        if self._twice:
            if self._spool is None:
                self._spool = self._open_things.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - closed with the other things
            data = msgspec.msgpack.encode(raw)
            self._came[url] = (self._spool.seek(0, 2), len(data))
            self._spool.write(data)
        return raw


@contextmanager
def standard_input_kept() -> Iterator[TextIOWrapper]:
    """Put standard input into a temporary file, which stands in its place and can be read from its beginning again."""
    plain = sys.stdin
    with tempfile.TemporaryFile() as file:
        size = 0
        while data := plain.buffer.read(CHUNK):
            size += len(data)
            if size > MAX_SPOOL_BYTES:
                raise UsageError(f"-: expected at most {MAX_SPOOL_BYTES // MIB} MiB, for it is read twice, got more; give it as a file")
            file.write(data)
        file.seek(0)
        sys.stdin = TextIOWrapper(file)
        try:
            yield sys.stdin
        finally:
            sys.stdin = plain
