"""When a host may be asked again."""

from __future__ import annotations

import email.utils
import hashlib
from collections.abc import Callable
from datetime import UTC

from mahdar.capture.fetch.settings import FetchError

MAX_WAIT = 120.0
"""Seconds. A host that asks to be left alone for longer is left alone: its URLs fail with that reason."""

MAX_CRAWL_DELAY = 60.0
"""Seconds. A greater ``Crawl-delay`` counts as this one."""

_FIRST_BACKOFF = 1.0
_MAX_BACKOFF = 30.0


class Pace:
    """Keeps the time between requests to a host. ``clock`` tells seconds, ``sleep`` waits them out."""

    def __init__(self, delay: float, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._delay = delay
        self._clock = clock
        self._sleep = sleep
        self._delays: dict[str, float] = {}
        self._rests: dict[str, tuple[float, float]] = {}

    def slow(self, host: str, crawl_delay: float) -> None:
        """From now on there are ``crawl_delay`` seconds between requests to ``host``, at most `MAX_CRAWL_DELAY`, at least the settings' delay."""
        self._delays[host] = max(self._delay, min(crawl_delay, MAX_CRAWL_DELAY))

    def wait(self, host: str) -> None:
        """Returns when ``host`` may be asked. Raises `FetchError` where that takes longer than `MAX_WAIT`."""
        left = self._left(host)
        if left > MAX_WAIT:
            raise FetchError(f"the host asks to be left alone for {left:.0f} s more, and {MAX_WAIT:.0f} s at most are waited; try again later")
        if left > 0:
            self._sleep(left)

    def asked(self, host: str) -> None:
        """A request to ``host`` has just ended."""
        self.rest(host, self._delays.get(host, self._delay))

    def rest(self, host: str, seconds: float) -> None:
        """``host`` isn't to be asked for ``seconds``; a longer rest that it has already stays."""
        if seconds > self._left(host):
            self._rests[host] = (self._clock(), seconds)

    def _left(self, host: str) -> float:
        """Seconds until ``host`` may be asked; never more than were set, even where the clock is put back."""
        since, seconds = self._rests.get(host, (0.0, 0.0))
        return seconds - max(0.0, self._clock() - since)


def backoff(url: str, attempt: int) -> float:
    """Seconds to wait after try number ``attempt`` (from 0) of ``url`` failed: twice as long each time, and a part of it
    more or less that differs by URL and try, so that many readers don't come back at once. The same for the same arguments.
    """
    share = hashlib.sha256(f"{attempt} {url}".encode()).digest()[0] / 255
    return min(_MAX_BACKOFF, _FIRST_BACKOFF * 2.0**attempt) * (0.5 + share)


def retry_after(value: str | None, now: float) -> float | None:
    """Seconds that a ``Retry-After`` header (a number of them, or an HTTP date) asks to wait; None where it says nothing."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value.strip()[:9])
    try:
        when = email.utils.parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    at: float = (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    return max(0.0, at - now)
