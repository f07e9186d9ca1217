"""One request and its answer: at the host's pace, tried again where that may help, written into the archive."""

from __future__ import annotations

import ssl
from collections.abc import Callable

import httpcore
import httpx
import msgspec

from mahdar.capture.fetch.archive import Archive, Exchange
from mahdar.capture.fetch.bodies import ACCEPT, ACCEPT_ENCODING, Reading, received
from mahdar.capture.fetch.cache import Place
from mahdar.capture.fetch.network import PEER, Budget, Network, Transport
from mahdar.capture.fetch.pace import Pace, backoff, retry_after
from mahdar.capture.fetch.settings import FetchError, FetchSettings

_PASSING = frozenset({429, 502, 503, 504})
"""Statuses of hosts that may well answer a little later."""

_ERROR_BYTES = 64 * 1024
"""What is read of the body of an answer that isn't the page; it is only for the archive, and to keep the connection."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a host answered. ``body`` is as transferred, ``cut`` where only its beginning was read (``how`` says how much was wanted).

    ``at`` is when it was asked (seconds since 1970), ``archived`` where the answer is in the archive.
    """

    url: httpx.URL
    status: int
    phrase: str
    headers: httpx.Headers
    body: bytes
    cut: bool
    how: Reading
    at: float
    archived: Place | None


class _PassingError(Exception):
    """A failure that another try may not meet."""


class Exchanger:
    """Asks hosts. ``clock`` tells seconds since 1970."""

    def __init__(self, settings: FetchSettings, pace: Pace, archive: Archive | None, clock: Callable[[], float]) -> None:
        self._settings = settings
        self._pace = pace
        self._archive = archive
        self._clock = clock
        self._network = Network(allow_private=settings.allow_private)
        # Not a client of httpx: it would keep cookies, and a page mustn't depend on which were read before it; and it would take proxies and
        # passwords from the environment: with a proxy it is the proxy that connects, so that addresses couldn't be checked.
        self._transport = Transport(self._network)
        self._headers = {
            "User-Agent": settings.user_agent,
            "Accept": ACCEPT,
            "Accept-Language": "ar, *;q=0.5",
            "Accept-Encoding": ACCEPT_ENCODING,
        }
        self._timeouts = httpx.Timeout(settings.timeout).as_dict()

    def close(self) -> None:
        """Closes all connections."""
        self._transport.close()

    def ask(
        self,
        url: httpx.URL,
        budget: Budget,
        how: Callable[[httpx.Headers], Reading],
        conditions: dict[str, str] | None = None,
        known: Place | None = None,
    ) -> Answer:
        """The answer to ``GET url``, whatever its status. ``how`` says from the headers of a page how its body is to be read.

        Raises `FetchError` where there is none after as many tries as the settings allow, or where ``how`` refuses it.
        """
        self._network.budget = budget
        host = url.host
        for attempt in range(self._settings.retries + 1):
            last = attempt == self._settings.retries
            self._pace.wait(host)
            try:
                with budget.running():
                    answer = self._once(url, how, conditions or {}, known)
            except _PassingError as fault:
                if last or budget.left <= 0:
                    raise FetchError(f"{fault}{_tries(attempt)}") from fault
                self._pace.rest(host, backoff(str(url), attempt))
                continue
            finally:
                self._pace.asked(host)
            if answer.status not in _PASSING:
                return answer
            wished = retry_after(answer.headers.get("retry-after"), self._clock())
            self._pace.rest(host, backoff(str(url), attempt) if wished is None else wished)
            if last:
                return answer
        raise AssertionError("the last try returns or raises")

    def _once(self, url: httpx.URL, how: Callable[[httpx.Headers], Reading], conditions: dict[str, str], known: Place | None) -> Answer:
        """One try."""
        request = httpx.Request("GET", url, headers=self._headers | conditions, extensions={"timeout": self._timeouts})
        at = self._clock()
        got = 0
        try:
            response = self._transport.handle_request(request)
            try:
                reading = how(response.headers) if response.status_code == 200 else Reading(_ERROR_BYTES, cut=True)
                body, cut = received(response, reading)
            finally:
                got = response.num_bytes_downloaded
                response.close()
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise self._failure(error, url, got) from error
        archived = None
        if self._archive is not None:
            peer = response.extensions["network_stream"].get_extra_info(PEER)
            exchange = Exchange(request=request, response=response, body=body, cut=cut, at=at, peer=peer)
            archived = self._archive.add(exchange, known)
        return Answer(
            url=url,
            status=response.status_code,
            phrase=response.reason_phrase,
            headers=response.headers,
            body=body,
            cut=cut,
            how=reading,
            at=at,
            archived=archived,
        )

    def _failure(self, error: Exception, url: httpx.URL, got: int) -> Exception:
        """What a failure on the network is called: `_PassingError` where another try may help, else `FetchError`."""
        read = f", after {got} bytes of the body" if got else ""
        if self._network.budget.left <= 0:
            return FetchError(f"expected an answer within {self._network.budget.seconds:g} s altogether, got none that was whole{read}")
        if isinstance(error, httpcore.ConnectTimeout):
            return _PassingError(f"expected a connection to {url.host} within {self._settings.timeout:g} s, got none")
        if isinstance(error, httpcore.TimeoutException):
            return _PassingError(f"expected bytes from {url.host} within {self._settings.timeout:g} s, got none{read}")
        # The pool of connections drops the cause, but httpcore's errors carry it as their argument.
        if error.args and isinstance(inner := error.args[0], ssl.SSLCertVerificationError):
            return FetchError(f"expected a certificate for {url.host}, got one that doesn't hold: {inner.verify_message}")
        if isinstance(error, httpcore.ProtocolError):
            return _PassingError(f"expected an answer in HTTP, got one that is broken off or malformed{read}: {error}")
        return _PassingError(f"expected a connection to {url.host}, got none or lost it{read}: {error}")


def _tries(attempt: int) -> str:
    """How often it was tried, where that was more than once."""
    return f" (tried {attempt + 1} times)" if attempt else ""
