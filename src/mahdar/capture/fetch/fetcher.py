"""From a URL to the bytes of a page."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType

import httpx
import msgspec

from mahdar.capture.fetch import bodies, robots
from mahdar.capture.fetch.archive import Archive
from mahdar.capture.fetch.bodies import Reading
from mahdar.capture.fetch.cache import Cache, Entry, lifetime, tells_lifetime
from mahdar.capture.fetch.exchange import Answer, Exchanger
from mahdar.capture.fetch.network import Budget
from mahdar.capture.fetch.pace import Pace
from mahdar.capture.fetch.settings import FetchError, FetchSettings
from mahdar.capture.fetch.urls import address, following, without_credentials
from mahdar.capture.raw import Raw
from mahdar.errors import SourceError

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Fetcher:
    """Gets pages, feeds and dumps from the web, politely.

    A context manager: at its end connections and the archive are closed and the cache is brought to its size. ``clock`` tells seconds
    since 1970 and ``sleep`` waits; they are the system's unless a test has others. One fetcher is for one thread.
    """

    def __init__(
        self,
        settings: FetchSettings,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._cache = Cache(settings.cache, private=settings.allow_private) if settings.cache is not None else None
        self._archive = Archive(settings.warc, agent=settings.user_agent, now=clock()) if settings.warc is not None else None
        self._pace = Pace(settings.delay, clock, sleep)
        self._exchanger = Exchanger(settings, self._pace, self._archive, clock)
        self._rules: dict[tuple[str, str, int | None], tuple[float, robots.Rules | None]] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes connections and archive, and brings the cache to its size."""
        self._exchanger.close()
        if self._archive is not None:
            self._archive.close()
        if self._cache is not None:
            self._cache.prune(self._clock())

    def get(self, url: str) -> Raw:
        """The bytes at ``url``, with what the answer's headers say of them.

        ``source`` is ``url`` without credentials, ``url`` where redirects led, ``fetched`` when the server last said that these are the
        page's bytes. Raises `SourceError`, naming ``url`` and the redirects, where they can't be had or mustn't be fetched;
        `UsageError` where the archive can't be written any more.
        """
        source = without_credentials(url)
        hops: list[httpx.URL] = []
        try:
            entry, body = self._follow(address(url, allow_private=self._settings.allow_private), hops, Budget(self._settings.deadline))
        except FetchError as fault:
            way = f" (redirected: {' → '.join(map(str, hops))})" if len(hops) > 1 else ""
            raise SourceError(source, f"{fault.reason}{way}") from fault
        return Raw(
            data=body,
            source=source,
            url=entry.url,
            fetched=datetime.fromtimestamp(entry.checked, UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            media_type=entry.media_type,
            charset=entry.charset,
        )

    def _follow(self, url: httpx.URL, hops: list[httpx.URL], budget: Budget) -> tuple[Entry, bytes]:
        """What is at ``url`` or where its redirects lead; ``hops`` is filled with the URLs on the way. Raises `FetchError`."""
        while True:
            if url in hops:
                hops.append(url)
                raise FetchError("expected a page, got redirects in a circle")
            hops.append(url)
            if len(hops) > self._settings.max_redirects + 1:
                raise FetchError(f"expected at most {self._settings.max_redirects} redirects, got more")
            if reason := self._rules_for(url, budget).refusal(str(url)):
                raise FetchError(reason)
            got = self._load(url, budget, lambda headers: bodies.reading(headers, self._settings))
            if not isinstance(got, Answer):
                return got
            if got.status not in _REDIRECTS:
                raise FetchError(f"expected status 200, got {got.status} {got.phrase}".rstrip())
            url = self._target(got)

    def _rules_for(self, url: httpx.URL, budget: Budget) -> robots.Rules:
        """What the host of ``url`` allows: asked once, then believed for a day (for some minutes where it couldn't be had)."""
        origin = (url.scheme, url.host, url.port)
        until, rules = self._rules.get(origin, (0.0, None))
        if rules is None or self._clock() >= until:
            place = url.copy_with(raw_path=b"/robots.txt")
            try:
                rules, checked = self._ask_rules(place, budget)
                until = checked + robots.LASTS
            except FetchError as fault:
                rules = robots.unreachable(f"{place}: {fault.reason}")
                until = self._clock() + robots.UNREACHABLE_LASTS
            self._rules[origin] = (until, rules)
            if (seconds := rules.crawl_delay) is not None:
                self._pace.slow(url.host, seconds)
        return rules

    def _ask_rules(self, url: httpx.URL, budget: Budget) -> tuple[robots.Rules, float]:
        """The rules in the robots.txt at ``url``, and when the host told them. Raises `FetchError` where it can't be told whether there are any."""
        allowed = robots.rules(b"")
        for _ in range(robots.MAX_ROBOTS_REDIRECTS + 1):
            got = self._load(url, budget, lambda _: Reading(robots.MAX_ROBOTS_BYTES, cut=True), lasts=robots.LASTS)
            if not isinstance(got, Answer):
                entry, body = got
                return robots.rules(body), entry.checked
            if got.status in _REDIRECTS:
                url = self._target(got, downgrade=True)
            elif got.status // 100 in (2, 4) and got.status != 429:
                return allowed, got.at
            else:
                raise FetchError(f"expected status 200, or one of 400 to 499 for none, got {got.status} {got.phrase}".rstrip())
        return allowed, self._clock()

    def _load(
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

    def _target(self, answer: Answer, *, downgrade: bool = False) -> httpx.URL:
        """Where a redirect leads. Raises `FetchError` where that mustn't be followed."""
        if not (location := answer.headers.get("location")):
            raise FetchError(f"expected a Location header with status {answer.status}, got none")
        return following(answer.url, location, allow_private=self._settings.allow_private, downgrade=downgrade)


def _sendable(value: str | None) -> str | None:
    """A header's value, where it can be sent back: hosts may send other than ASCII, which requests can't hold."""
    return value if value is not None and value.isascii() else None
