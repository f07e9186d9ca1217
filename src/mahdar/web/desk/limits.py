"""How often somebody may ask: buckets that fill again with time."""

from __future__ import annotations

import ipaddress
import math
import time
from threading import Lock

_MOST = 20_000
"""So many keys are remembered; then those whose buckets are full again are forgotten."""


class Buckets:
    """A bucket for each key: it holds ``most`` drops, and gets ``rate`` new ones a second."""

    def __init__(self, *, most: float, rate: float) -> None:
        self._most = most
        self._rate = rate
        self._held: dict[str, tuple[float, float]] = {}
        self._lock = Lock()

    def wait(self, key: str, *, take: bool = True) -> int:
        """0 where there is a drop for ``key``, which is taken from it; else the seconds until there is one. ``take=False`` only looks."""
        with self._lock:
            drops, now = self._now(key)
            if drops < 1:
                return max(1, math.ceil((1 - drops) / self._rate))
            if take:
                if len(self._held) >= _MOST:
                    self._forget(now)
                self._held[key] = drops - 1, now
            return 0

    def fill(self, key: str) -> None:
        """Let the bucket of ``key`` be full again."""
        with self._lock:
            self._held.pop(key, None)

    def _now(self, key: str) -> tuple[float, float]:
        now = time.monotonic()
        drops, then = self._held.get(key, (self._most, now))
        return min(self._most, drops + (now - then) * self._rate), now

    def _forget(self, now: float) -> None:
        self._held = {key: (drops, then) for key, (drops, then) in self._held.items() if drops + (now - then) * self._rate < self._most}
        if len(self._held) >= _MOST:  # Whoever fills it with addresses has all of them begin anew, and not the memory full.
            self._held.clear()


def network(address: str) -> str:
    """By what a peer's requests are counted: its address; of IPv6 the network of 64 bits, of which one machine may have every address."""
    try:
        told = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(told, ipaddress.IPv6Address) and told.ipv4_mapped is None:
        return str(ipaddress.ip_network((told, 64), strict=False))
    return str(told)


def is_loopback(host: str) -> bool:
    """Whether a name or address means this machine alone."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
