"""Gzip, unpacked as it passes by: member after member, with damage told and passed over, and bombs refused.

The standard library's reader raises at the first damage and loses what comes after it. A web archive is one member a record, so
that a damaged one need not cost the others.
"""

from __future__ import annotations

import zlib

from mahdar.capture.limits import MAX_DAMAGES, MAX_RATIO, MIB, RATIO_FROM
from mahdar.capture.tape import CHUNK, Read, Tape
from mahdar.errors import SourceError

MAGIC = b"\x1f\x8b\x08"
_HEADER = 10
_RESERVED_FLAGS = 0xE0


class Gunzip:
    """The unpacked bytes of a gzip stream, as a ``read`` for a `Tape`.

    ``damages`` tells, in words with positions in the packed bytes, what was damaged or cut off; what is whole around it is
    given out. Raises `SourceError`, naming ``source``, for a zip bomb and for more than `MAX_DAMAGES` damaged places.
    """

    def __init__(self, read: Read, source: str) -> None:
        self.damages: list[str] = []
        self._packed = Tape(read)
        self._source = source
        self._inflater: zlib._Decompress | None = None
        self._rest = b""
        self._out = self._out_of_member = 0
        self._member_at = 0
        self._lost = False

    def read(self, size: int) -> bytes:
        """At most ``size`` unpacked bytes; none at the end."""
        while self._inflater is not None or self._next_member():
            assert self._inflater is not None
            data = self._rest or self._packed.read(CHUNK)
            try:
                out = self._inflater.decompress(data, size)
            except zlib.error as error:
                self._packed.back(data)
                self._damaged(f"damaged, near byte {self._packed.position} ({error})")
                continue
            self._rest = self._inflater.unconsumed_tail
            self._count(len(out))
            if self._inflater.eof:
                self._packed.back(self._inflater.unused_data)
                self._rest, self._inflater = b"", None
            elif not data and not out:
                self._damaged(f"cut off at byte {self._position()}")
            if out:
                return out
        return b""

    def _next_member(self) -> bool:
        """Come to the next member; False at the end."""
        while head := self._packed.peek(_HEADER):
            if head.startswith(MAGIC) and not any(flags & _RESERVED_FLAGS for flags in head[3:4]):
                self._inflater = zlib.decompressobj(wbits=31)
                self._member_at, self._out_of_member = self._packed.position, 0
                return True
            if not self._lost and head.strip(b"\0"):  # Zeros may fill up the last block of a tape.
                self._tell(f"expected a gzip member at byte {self._packed.position}, got {head[:4].hex(' ')}")
                self._lost = True
            # The first byte of what was looked at is no beginning.
            self._packed.read(1)
            stretch = self._packed.peek(CHUNK)
            found = stretch.find(MAGIC)
            self._packed.read(found if found >= 0 else max(0, len(stretch) - len(MAGIC) + 1) or len(stretch))
        return False

    def _damaged(self, what: str) -> None:
        """Tell of the damage, once for each stretch of it, and go on behind the member's beginning or what has passed since."""
        if self._out_of_member or not self._lost:
            self._tell(f"the gzip member that begins at byte {self._member_at} is {what}")
        self._lost = True
        self._rest, self._inflater = b"", None
        self._packed.skip(self._member_at + 1 - self._packed.position)

    def _position(self) -> int:
        return self._packed.position - len(self._rest)

    def _tell(self, what: str) -> None:
        if len(self.damages) >= MAX_DAMAGES:
            raise SourceError(self._source, f"more than {MAX_DAMAGES} damaged places in the gzip stream; given up at byte {self._position()}")
        self.damages.append(what)

    def _count(self, size: int) -> None:
        self._out += size
        self._out_of_member += size
        if self._out_of_member and self._lost:
            self._lost = False
        taken = self._position()
        if self._out > RATIO_FROM and self._out > MAX_RATIO * taken:
            raise SourceError(
                self._source,
                f"expected packed text, got {self._out // MIB} MiB out of {taken} bytes: a zip bomb, left at byte {taken} of the packed file",
            )


def gunzip_whole(data: bytes, limit: int) -> bytes:
    """What ``data`` unpacks to, at most ``limit`` + 1 bytes of it. Raises `ValueError` where it is damaged or cut off."""
    inflater = zlib.decompressobj(wbits=31)
    return _whole(inflater, data, limit)


def inflate_whole(data: bytes, limit: int) -> bytes:
    """The same of a ``deflate`` body, with zlib's frame or, as some servers have it, without."""
    try:
        return _whole(zlib.decompressobj(), data, limit)
    except ValueError:
        return _whole(zlib.decompressobj(wbits=-15), data, limit)


def _whole(inflater: zlib._Decompress, data: bytes, limit: int) -> bytes:
    try:
        out = inflater.decompress(data, limit + 1)
    except zlib.error as error:
        raise ValueError(f"damaged ({error})") from error
    if len(out) <= limit and not inflater.eof:
        raise ValueError(f"cut off after {len(data)} bytes")
    return out
