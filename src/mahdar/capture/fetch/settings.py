"""How the fetcher behaves, where it keeps what it fetched, and what it calls a failure."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from mahdar import __version__
from mahdar.errors import UsageError

AGENT = "Mahdar"
"""The product token that robots.txt files know the fetcher by."""


class FetchError(Exception):
    """Why a URL can't be had. Inside the fetcher alone: `Fetcher.get` raises it as a `SourceError`."""

    @property
    def reason(self) -> str:
        """The reason in words."""
        return str(self.args[0])


class NotPublicError(FetchError):
    """A host whose address is not a public one."""


def default_cache() -> Path | None:
    """The folder ``mahdar`` in the user's cache folder (``$XDG_CACHE_HOME``, or ``~/.cache`` where that is not set); None without a home."""
    folder = Path(os.environ.get("XDG_CACHE_HOME", ""))
    # A relative path there is to be ignored, the XDG base directory specification says.
    if folder.is_absolute():
        return folder / "mahdar"
    try:
        return Path.home() / ".cache/mahdar"
    except RuntimeError:
        return None


class FetchSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How the fetcher behaves. Times are in seconds, sizes in bytes.

    ``allow_private``: whether hosts of private, loopback and other addresses that aren't public may be asked.
    ``delay``: the least time between the end of one request to a host and the start of the next.
    ``timeout``: how long a connection may take to come about, and each wait for bytes.
    ``deadline``: how long one URL may take altogether, robots.txt, redirects and further tries with it; waiting out of politeness
    (``delay``, ``Retry-After``) isn't counted.
    ``max_bytes``: the largest page, ``max_dump_bytes`` the largest feed, sitemap, dump or archive, as transferred and as decoded.
    ``max_redirects``, ``retries``: how many redirects of one URL are followed, and how often one request is tried again.
    ``cache``: the folder of the cache; None keeps none. ``warc``: the archive that every exchange is added to; None writes none.

    Raises `UsageError` for values that can't be meant.
    """

    allow_private: bool = False
    user_agent: str = f"{AGENT}/{__version__} (+reader of Arabic news pages)"
    delay: float = 1.0
    timeout: float = 10.0
    deadline: float = 30.0
    max_bytes: int = 16 * 1024**2
    max_dump_bytes: int = 64 * 1024**2
    max_redirects: int = 5
    retries: int = 3
    cache: Path | None = msgspec.field(default_factory=default_cache)
    warc: Path | None = None

    def __post_init__(self) -> None:
        for name in ("delay", "max_redirects", "retries"):
            if not 0 <= getattr(self, name) < float("inf"):
                raise UsageError(f"fetching: expected {name} of 0 or more, got {getattr(self, name)}")
        for name in ("timeout", "deadline", "max_bytes", "max_dump_bytes"):
            if not 0 < getattr(self, name) < float("inf"):
                raise UsageError(f"fetching: expected {name} above 0, got {getattr(self, name)}")
        if not (self.user_agent.isascii() and self.user_agent.isprintable() and self.user_agent.strip()):
            raise UsageError(f"fetching: expected user_agent in printable ASCII, got {self.user_agent!r}")
