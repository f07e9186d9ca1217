"""From a URL to the bytes of a page."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType

import httpx

from mahdar.capture.fetch import bodies, robots
from mahdar.capture.fetch.archive import Archive
from mahdar.capture.fetch.bodies import Reading
from mahdar.capture.fetch.cache import Cache, Entry
from mahdar.capture.fetch.exchange import Answer, Exchanger
from mahdar.capture.fetch.loader import Loader
from mahdar.capture.fetch.network import Budget
from mahdar.capture.fetch.pace import Pace
from mahdar.capture.fetch.settings import FetchError, FetchSettings, NotPublicError
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
        self._archive = Archive(settings.warc, agent=settings.user_agent, now=clock()) if settings.warc is not None else None
        self._pace = Pace(settings.delay, clock, sleep)
        self._exchanger = Exchanger(settings, self._pace, self._archive, clock)
        # Of any kind and cut off, as rules may be, what is kept as rules mustn't be taken for a page: some hosts redirect to their front page.
        self._pages, self._robots = (
            Loader(self._exchanger, Cache(settings.cache / _folder(kind, settings)) if settings.cache is not None else None, self._archive, clock)
            for kind in ("pages", "robots")
        )
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
        for loader in (self._pages, self._robots):
            loader.close()

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
            got = self._pages.load(url, budget, lambda headers: bodies.reading(headers, self._settings))
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
                # An address that isn't public says it all; that it was robots.txt that was to be had there first is beside the point.
                told = "" if isinstance(fault, NotPublicError) else f"nothing is fetched from a host whose robots.txt can't be had: {place}: "
                rules = robots.unreachable(f"{told}{fault.reason}")
                until = self._clock() + robots.UNREACHABLE_LASTS
            self._rules[origin] = (until, rules)
            if (seconds := rules.crawl_delay) is not None:
                self._pace.slow(url.host, seconds)
        return rules

    def _ask_rules(self, url: httpx.URL, budget: Budget) -> tuple[robots.Rules, float]:
        """The rules in the robots.txt at ``url``, and when the host told them. Raises `FetchError` where it can't be told whether there are any."""
        allowed = robots.rules(b"")
        for _ in range(robots.MAX_ROBOTS_REDIRECTS + 1):
            got = self._robots.load(url, budget, lambda _: Reading(robots.MAX_ROBOTS_BYTES, cut=True), lasts=robots.LASTS)
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

    def _target(self, answer: Answer, *, downgrade: bool = False) -> httpx.URL:
        """Where a redirect leads. Raises `FetchError` where that mustn't be followed."""
        if not (location := answer.headers.get("location")):
            raise FetchError(f"expected a Location header with status {answer.status}, got none")
        return following(answer.url, location, allow_private=self._settings.allow_private, downgrade=downgrade)


def _folder(kind: str, settings: FetchSettings) -> str:
    """The folder of the cache for pages or rules. What hosts of private addresses say is kept apart from what the public network says."""
    return f"{kind}-private" if settings.allow_private else kind
