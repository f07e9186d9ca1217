"""Bytes that pass by once, with a look ahead, a step back, and the position told."""

from __future__ import annotations

from collections.abc import Callable

CHUNK = 256 * 1024
"""Bytes taken in at a time."""

Read = Callable[[int], bytes]
"""Gives at most so many bytes of a stream, and none at its end only."""


class Tape:
    """A stream that is read forwards. Never holds more than was asked for in one call, and a chunk."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._held = b""
        self._at = 0
        self._before = 0

    @property
    def position(self) -> int:
        """How many bytes of the stream have been given out."""
        return self._before + self._at

    def peek(self, size: int) -> bytes:
        """The next ``size`` bytes, fewer at the end, which stay to be read."""
        self._fill(size)
        return self._held[self._at : self._at + size]

    def read(self, size: int) -> bytes:
        """The next ``size`` bytes, fewer at the end alone."""
        data = self.peek(size)
        self._at += len(data)
        return data

    def readline(self, limit: int) -> bytes:
        """The next line with its line feed; where it is longer, its first ``limit`` bytes."""
        looked = 0
        while True:
            end = self._held.find(b"\n", self._at + looked, self._at + limit)
            if end >= 0:
                return self.read(end + 1 - self._at)
            looked = len(self._held) - self._at
            if looked >= limit or not self._fill(min(limit, max(2 * looked, CHUNK))):
                return self.read(limit)

    def skip(self, size: int) -> int:
        """Pass over ``size`` bytes; how many there were."""
        left = max(size, 0)
        while left > 0 and (passed := len(self.read(min(left, CHUNK)))):
            left -= passed
        return max(size, 0) - left

    def skip_line(self) -> int:
        """Pass over the rest of the line and its line feed; how many bytes that were."""
        begin = self.position
        while (part := self.readline(CHUNK)) and not part.endswith(b"\n"):
            pass
        return self.position - begin

    def back(self, data: bytes) -> None:
        """Put back ``data``, which was read last."""
        if self._at >= len(data):
            self._at -= len(data)
        else:
            self._before += self._at - len(data)
            self._held, self._at = data + self._held[self._at :], 0

    def _fill(self, size: int) -> bool:
        """Have ``size`` bytes at hand, if there are so many; whether any came in."""
        have = len(self._held) - self._at
        if have >= size:
            return False
        parts = [self._held[self._at :]]
        while have < size and (part := self._read(max(CHUNK, min(size - have, 16 * CHUNK)))):
            parts.append(part)
            have += len(part)
        self._before += self._at
        self._held, self._at = b"".join(parts), 0
        return len(parts) > 1
