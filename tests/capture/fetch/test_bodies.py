"""Codings of bodies, undone in bounded memory."""

from __future__ import annotations

import contextlib
import gzip
import tracemalloc
import zlib

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.capture.fetch.bodies import Reading, decoded, reading
from mahdar.capture.fetch.settings import FetchError, FetchSettings

MIB = 1024**2


def test_a_bomb_takes_no_more_memory_than_the_limit_allows() -> None:
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    bomb = b"".join([*(packer.compress(bytes(MIB)) for _ in range(200)), packer.flush()])
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match="at most 2 MiB, got more"):
            decoded(bomb, httpx.Headers({"content-encoding": "gzip"}), Reading(2 * MIB))
        assert tracemalloc.get_traced_memory()[1] < 8 * MIB
    finally:
        tracemalloc.stop()


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate"]), st.booleans())
def test_any_bytes_are_undone_or_refused(data: bytes, coding: str, cut: bool) -> None:
    headers = httpx.Headers({"content-encoding": coding})
    for body in (data, gzip.compress(data, mtime=0)[: len(data)], gzip.compress(b"a" * 500, mtime=0) + data):
        with contextlib.suppress(FetchError):
            assert len(decoded(body, headers, Reading(600, cut))) <= 600


@given(st.binary(max_size=200_000), st.integers(1, 3))
def test_what_was_packed_comes_out(data: bytes, members: int) -> None:
    packed = gzip.compress(data, mtime=0) * members
    assert decoded(packed, httpx.Headers({"content-encoding": "gzip"}), Reading(10**6)) == data * members


def test_pages_and_dumps_have_limits_of_their_own() -> None:
    settings = FetchSettings(cache=None)
    for kind, limit in (("text/html; charset=x", 16), ("TEXT/PLAIN", 16), ("application/atom+xml", 64), ("application/warc", 64), ("", 16)):
        assert reading(httpx.Headers({"content-type": kind}), settings) == Reading(limit * MIB)
