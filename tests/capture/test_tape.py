from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from mahdar.capture.tape import CHUNK, Tape


def tape(data: bytes) -> Tape:
    return Tape(io.BytesIO(data).read)


@given(st.binary(), st.lists(st.integers(0, 20)))
def test_reading_in_any_steps_gives_the_stream_and_its_positions(data: bytes, steps: list[int]) -> None:
    stream = tape(data)
    taken = b""
    for step in steps:
        assert stream.peek(step) == data[len(taken) : len(taken) + step]
        taken += stream.read(step)
        assert stream.position == len(taken)
    assert taken + stream.read(len(data)) == data


@given(st.lists(st.sampled_from([b"a", b"bb\n", b"\n", b"x" * 30])).map(b"".join))
def test_lines_are_those_of_a_file(data: bytes) -> None:
    stream = tape(data)
    assert list(iter(lambda: stream.readline(100_000), b"")) == io.BytesIO(data).readlines()


def test_a_long_line_comes_in_parts_and_can_be_passed_over() -> None:
    stream = tape(b"x" * (3 * CHUNK) + b"\nnext\n")
    assert stream.readline(10) == b"x" * 10
    assert stream.skip_line() == 3 * CHUNK - 9
    assert stream.readline(10) == b"next\n"
    assert stream.readline(10) == b""


def test_what_was_read_can_be_put_back() -> None:
    stream = tape(b"x" * CHUNK + b"abcdef")
    whole = stream.read(CHUNK + 6)
    stream.back(whole[-4:])
    assert stream.position == CHUNK + 2
    stream.back(whole[:-4])
    assert stream.position == 0
    assert stream.read(CHUNK + 6) == whole


def test_passing_over_ends_with_the_stream() -> None:
    stream = tape(b"abc")
    assert stream.skip(2) == 2
    assert stream.skip(2) == 1
    assert stream.skip(-1) == 0
