"""Files of Wikidata's items: a JSON dump (an item a line), what Special:EntityData gives, or the JSON result of a SPARQL query.

The content tells which it is, and whether it is packed. A dump is read line by line, so that memory stays flat but for what is kept of
positions; the others, which Wikidata gives in small, are read whole.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

import msgspec

from mahdar.errors import DataError
from mahdar.knowledge.rows import Fault, opened
from mahdar.knowledge.wikidata import sparql
from mahdar.knowledge.wikidata.dump import item_of, position_of
from mahdar.knowledge.wikidata.items import Item, Position

_HEAD = 4096
_BOM = b"\xef\xbb\xbf"


class _EntityData(msgspec.Struct):
    entities: dict[str, msgspec.Raw]


def items(path: str | Path) -> Iterator[Item | Fault]:
    """The items of a file, a `Fault` with its line for each that can't be read. Raises `DataError` for a file of another form."""
    with _reading(path) as (file, head):
        if re.match(rb'\{\s*"entities"', head):
            for number, raw in enumerate(_entity_data(str(path), file.read().removeprefix(_BOM)).values(), 1):
                yield _item(str(path), number, bytes(raw))
        elif re.match(rb'\{\s*"(head|results)"', head):
            yield from sparql.items_of(file.read().removeprefix(_BOM), str(path))
        elif re.match(rb'\[|\{\s*"', head):
            for number, line in _lines(file):
                yield _item(str(path), number, line)
        else:
            raise DataError(f"{path}: expected a JSON dump of Wikidata, Special:EntityData or a SPARQL result as JSON, got {head[:40]!r}")


def positions(path: str | Path) -> dict[str, Position]:
    """What the file's own items of positions say of them. Raises `DataError` where it can't be read."""
    with _reading(path) as (file, _):
        return dict(found for _, line in _lines(file) if (found := position_of(line)))


@contextmanager
def _reading(path: str | Path) -> Iterator[tuple[IO[bytes], bytes]]:
    """The file, and how it begins."""
    try:
        with opened(path) as file:
            yield file, bytes(cast("Any", file).peek(_HEAD)[:_HEAD]).removeprefix(_BOM).lstrip()
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{path}: expected a readable file, got {error}") from None


def _lines(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The items of a dump with their lines, without the brackets around all of them and the commas between."""
    for number, line in enumerate(file, 1):
        text = line.removeprefix(_BOM).strip().removeprefix(b"[").removesuffix(b"]").strip().rstrip(b",").strip()
        if text:
            yield number, text


def _entity_data(source: str, text: bytes) -> dict[str, msgspec.Raw]:
    try:
        return msgspec.json.decode(text, type=_EntityData).entities
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{source}: expected JSON as Special:EntityData gives it, got a fault: {error}") from None


def _item(source: str, line: int, text: bytes) -> Item | Fault:
    try:
        return item_of(text, line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Fault(source, line, f"expected an item of Wikidata as a JSON object, got {text[:40].decode('utf-8', 'backslashreplace')!r} ({error})")
