"""A JSON document with a list of things, of which no two are in memory at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec


def document(head: dict[str, object], key: str, things: Iterable[object]) -> Iterator[bytes]:
    """The members of ``head``, and under ``key`` the list of ``things``, each on a line of its own."""
    encoder = msgspec.json.Encoder()
    opening = "".join(f"{encoder.encode(name).decode()}:{encoder.encode(value).decode()},\n" for name, value in head.items())
    yield f"{{{opening}{encoder.encode(key).decode()}:[".encode()
    between = b"\n"
    for thing in things:
        yield between + encoder.encode(thing)
        between = b",\n"
    yield b"\n]}\n"
