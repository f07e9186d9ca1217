"""The way to the network: every connection goes to an address that was checked, every wait ends at the deadline.

The address is checked where the connection is made, against what is connected to. A check of the name beforehand would be worth
nothing: the name may lead elsewhere the next time it is looked up.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore
import httpx

from mahdar.capture.fetch.addresses import not_public
from mahdar.capture.fetch.settings import FetchError, NotPublicError

PEER = "peer"
"""What a stream tells its address under, in `get_extra_info`."""

_MAX_ADDRESSES = 4
"""How many addresses of a host are tried; a host may claim any number."""


class Budget:
    """The time that one URL may take on the network: it runs only inside `running`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._left = seconds
        self._ends: float | None = None

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Counts the time spent inside."""
        self._ends = time.monotonic() + self._left
        try:
            yield
        finally:
            self._left = self.left
            self._ends = None

    @property
    def left(self) -> float:
        """Seconds that are left; 0 or less where it is spent."""
        return self._left if self._ends is None else self._ends - time.monotonic()

    def cut(self, timeout: float | None) -> float:
        """``timeout``, or what is left where that is less. Raises `httpcore.ReadTimeout` where nothing is."""
        if (left := self.left) <= 0:
            raise httpcore.ReadTimeout("the deadline has passed")
        return left if timeout is None else min(timeout, left)


class Network(httpcore.NetworkBackend):
    """Connects to public addresses alone (unless ``allow_private``), within ``budget``, which the fetcher sets for each URL."""

    def __init__(self, *, allow_private: bool) -> None:
        self.budget = Budget(0)
        self._allow_private = allow_private
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to one of the host's addresses. Raises `FetchError` where none of them is public, or there is no such host."""
        addresses = self._checked(host, _resolve(host, port, self.budget.cut(timeout)))
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses[:_MAX_ADDRESSES]:
            try:
                stream = self._sockets.connect_tcp(address, port, self.budget.cut(timeout), local_address, socket_options)
                return _Stream(stream, self, address)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def _checked(self, host: str, addresses: list[str]) -> list[str]:
        """Those of the addresses that may be connected to; raises `FetchError` where there is none."""
        if self._allow_private:
            return addresses
        kinds = {address: not_public(address) for address in addresses}
        if public := [address for address, kind in kinds.items() if kind is None]:
            return public
        told = ", ".join(f"{address} ({kind})" if address != host else str(kind) for address, kind in kinds.items())
        raise NotPublicError(f"expected a public address, but {host} is {told}; if that is wanted, allow private addresses (--allow-private)")


class _Stream(httpcore.NetworkStream):
    """A connection no wait on which outlasts the deadline of the URL that is being asked for."""

    def __init__(self, inner: httpcore.NetworkStream, network: Network, peer: str) -> None:
        self._inner = inner
        self._network = network
        self._peer = peer

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._network.budget.cut(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._network.budget.cut(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.NetworkStream:
        stream = self._inner.start_tls(ssl_context, server_hostname, self._network.budget.cut(timeout))
        return _Stream(stream, self._network, self._peer)

    def get_extra_info(self, info: str) -> Any:
        # A socket tells its peer only while it is open.
        return self._peer if info == PEER else self._inner.get_extra_info(info)


class Transport(httpx.BaseTransport):
    """What carries httpx's requests over `Network`. Errors are those of httpcore, and `FetchError`."""

    def __init__(self, network: Network) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(), network_backend=network, max_connections=8, keepalive_expiry=30)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends one request; the response's body is still to be read."""
        url = httpcore.URL(scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path)
        sent = httpcore.Request(request.method, url, headers=request.headers.raw, content=request.stream, extensions=request.extensions)
        answer = self._pool.handle_request(sent)
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions)

    def close(self) -> None:
        """Closes all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """A response's body, handed through."""

    def __init__(self, inner: Iterable[bytes]) -> None:
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        yield from self._inner

    def close(self) -> None:
        if close := getattr(self._inner, "close", None):
            close()


def _resolve(host: str, port: int, timeout: float) -> list[str]:
    """The numeric addresses of ``host``. Raises `FetchError` for a name that isn't there, an httpcore error where it can't be told now."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(entry[4][0]) for entry in found)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    # The system's resolver takes no time limit, so it is left behind where it is late.
    threading.Thread(target=ask, daemon=True, name=f"resolve {host}").start()
    try:
        answer = answers.get(timeout=timeout)
    except queue.Empty:
        raise httpcore.ConnectTimeout(f"no address for {host}") from None
    if isinstance(answer, list):
        return answer
    if isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN:
        raise httpcore.ConnectError(f"no address for {host}: {answer.strerror}")
    raise FetchError(f"expected the name of a host, got {host!r}: {answer.strerror if isinstance(answer, OSError) else answer}")
