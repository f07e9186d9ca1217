from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.capture import gz
from mahdar.capture.gz import Gunzip, gunzip_whole, inflate_whole
from mahdar.capture.limits import MIB
from mahdar.capture.tape import CHUNK, Tape
from mahdar.errors import SourceError


def unpacked(data: bytes) -> tuple[bytes, list[str]]:
    stream = Gunzip(io.BytesIO(data).read, "a.gz")
    return b"".join(iter(lambda: stream.read(1000), b"")), stream.damages


def noise(number: int) -> bytes:
    """Text that packs badly, and not like its neighbour's."""
    return b" ".join(f"{zlib.crc32(f'{number}-{word}'.encode())}".encode() for word in range(200))


@given(st.lists(st.binary(max_size=3000), max_size=4))
def test_all_members_are_unpacked(members: list[bytes]) -> None:
    assert unpacked(b"".join(map(gzip.compress, members))) == (b"".join(members), [])


def test_zeros_after_the_end_are_no_damage() -> None:
    assert unpacked(gzip.compress(b"abc", mtime=0) + b"\0" * 1000) == (b"abc", [])


@pytest.mark.parametrize("cut", [1, 8, 20, 300])
def test_a_cut_off_stream_gives_what_was_whole_and_says_where(cut: int) -> None:
    data = gzip.compress(noise(1), mtime=0) + gzip.compress(noise(2), mtime=0)
    out, damages = unpacked(data[:-cut])
    assert (noise(1) + noise(2)).startswith(out)
    assert out.startswith(noise(1))
    begin = len(gzip.compress(noise(1), mtime=0))
    assert damages == [f"the gzip member that begins at byte {begin} is cut off at byte {len(data) - cut}"]


def test_a_damaged_member_costs_itself_alone() -> None:
    parts = [gzip.compress(noise(number), mtime=0) for number in (1, 2, 3)]
    middle = bytearray(parts[1])
    middle[100:110] = bytes(10)
    out, damages = unpacked(parts[0] + bytes(middle) + parts[2])
    assert out.startswith(noise(1))
    assert out.endswith(noise(3))
    assert len(damages) == 1
    assert damages[0].startswith(f"the gzip member that begins at byte {len(parts[0])} is damaged")


def test_what_is_no_member_is_passed_over() -> None:
    first = gzip.compress(b"a", mtime=0)
    out, damages = unpacked(first + b"junk" * CHUNK + gzip.compress(b"b", mtime=0))
    assert out == b"ab"
    assert damages == [f"expected a gzip member at byte {len(first)}, got 6a 75 6e 6b"]


def test_a_file_of_damage_is_given_up() -> None:
    bad = bytearray(gzip.compress(noise(1), mtime=0))
    bad[-8] ^= 1
    with pytest.raises(SourceError, match="more than 100 damaged places in the gzip stream; given up at byte"):
        unpacked(bytes(bad) * 110)


def test_a_bomb_is_left_with_flat_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gz, "RATIO_FROM", 4 * MIB)
    bomb = gzip.compress(b"\0" * 50_000_000, mtime=0)
    stream = Tape(Gunzip(io.BytesIO(bomb).read, "bomb.gz").read)
    tracemalloc.start()
    try:
        with pytest.raises(SourceError, match=r"got \d MiB out of \d+ bytes: a zip bomb, left at byte \d+ of the packed file"):
            stream.skip_line()
        assert tracemalloc.get_traced_memory()[1] < 4 * MIB
    finally:
        tracemalloc.stop()


def test_whole_bodies_are_bounded_and_told_apart() -> None:
    data = noise(1)
    raw = zlib.compressobj(wbits=-15)
    assert gunzip_whole(gzip.compress(data, mtime=0), 10_000) == data
    assert inflate_whole(zlib.compress(data), 10_000) == data
    assert inflate_whole(raw.compress(data) + raw.flush(), 10_000) == data
    assert gunzip_whole(gzip.compress(b"\0" * 10**7, mtime=0), 1000) == b"\0" * 1001
    with pytest.raises(ValueError, match="cut off after 100 bytes"):
        gunzip_whole(gzip.compress(data, mtime=0)[:100], 10_000)
    with pytest.raises(ValueError, match="damaged"):
        inflate_whole(b"no such thing", 10_000)
