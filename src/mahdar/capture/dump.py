"""JSON Lines and JSON: a dump's rows, a line each, however long the dump is."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator

import msgspec

from mahdar.capture.limits import MAX_DOCUMENT_BYTES, MAX_DOCUMENT_OBJECTS, MAX_LINE_BYTES, MIB
from mahdar.capture.raw import Failure, Raw
from mahdar.capture.rows import Row, raw_of
from mahdar.capture.tape import Tape
from mahdar.errors import SourceError
from mahdar.model import Given


def lines(tape: Tape, source: str, given: Given, *, longest: int = MAX_LINE_BYTES) -> Iterator[Raw | Failure]:
    """The page of each line of JSON Lines. A faulty line is a failure with its number and place, and costs itself alone."""
    number = 0
    while True:
        at = tape.position
        line = tape.readline(longest + 1)
        if not line:
            return
        number += 1
        place = f"line {number} (at byte {at})"
        if len(line) > longest and not line.endswith(b"\n"):
            size = len(line) + tape.skip_line()
            reason = f"{place}: expected a line of at most {longest / MIB:g} MiB, got {size / MIB:.1f} MiB; passed over"
            yield Failure(source=f"{source}#{number}", reason=reason)
        elif line := line.removeprefix(BOM_UTF8 if number == 1 else b"").strip():
            yield _page(line, source, number, place, given)


def document(tape: Tape, source: str, given: Given) -> Iterator[Raw | Failure]:
    """The pages of one JSON document: an object, or a list of objects. It is taken in whole, and therefore bounded."""
    data = tape.read(MAX_DOCUMENT_BYTES + 1)
    if len(data) > MAX_DOCUMENT_BYTES:
        reason = f"expected JSON of at most {MAX_DOCUMENT_BYTES // MIB} MiB, got more; JSON Lines (one object a line) may be of any length"
        yield Failure(source=source, reason=reason)
        return
    if (objects := data.count(b"{")) > MAX_DOCUMENT_OBJECTS:
        reason = f"expected JSON of at most {MAX_DOCUMENT_OBJECTS:,} objects, got {objects:,}; JSON Lines (one object a line) may have any number"
        yield Failure(source=source, reason=reason)
        return
    data = data.removeprefix(BOM_UTF8)
    try:
        rows = msgspec.json.decode(data, type=list[msgspec.Raw]) if data.lstrip().startswith(b"[") else [msgspec.Raw(data)]
    except (ValueError, RecursionError) as error:
        yield Failure(source=source, reason=f"expected JSON: a list of objects, or an object a line: {_told(error)}")
        return
    for number, row in enumerate(rows, start=1):
        yield _page(bytes(row), source, number, f"object {number}", given)


def _page(data: bytes, source: str, number: int, place: str, given: Given) -> Raw | Failure:
    try:
        return raw_of(msgspec.json.decode(data, type=Row), source, number, given)
    except SourceError as error:
        return Failure(source=error.source, reason=f"{place}: {error.reason}")
    except (ValueError, RecursionError) as error:
        return Failure(source=f"{source}#{number}", reason=f"{place}: expected a JSON object with text, html or raw: {_told(error)}")


def _told(error: Exception) -> str:
    """What is wrong with some JSON, in few words."""
    if isinstance(error, RecursionError):
        return "nested too deep"
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 (byte 0x{error.object[error.start]:02X})"
    return str(error)
