"""Pages from the network."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

import msgspec

from mahdar.capture.raw import Raw
from mahdar.errors import SourceError


class FetchSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How the fetcher behaves: whether private addresses may be asked, and where what was fetched is kept."""

    allow_private: bool = False
    warc: Path | None = None


class Fetcher:
    """Gets pages; a context manager."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return None

    def get(self, url: str) -> Raw:
        """The bytes at ``url``. Raises `SourceError`."""
        raise SourceError(url, "addresses can't be fetched yet")
