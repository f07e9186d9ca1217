"""The entries of a user's file one by one, each with the lines where it stands: TOML, or JSON Lines for many.

The content tells the form, and whether it is packed. A line of JSON is read when its turn comes, so that memory holds the entries and
not the file; TOML is held whole.
"""

from __future__ import annotations

import bz2
import gzip
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, cast

import msgspec

from mahdar.errors import DataError
from mahdar.knowledge.forms import Document, Entry, Event, Organization, OutletSite, Person, Place, State
from mahdar.knowledge.toml import Table, parse, tables

Known = State | Person | Organization | Place | Event | Document | OutletSite
"""What a file may hold an entry of."""

FORMS: Mapping[str, type[Known]] = {
    "state": State,
    "person": Person,
    "organization": Organization,
    "place": Place,
    "event": Event,
    "document": Document,
    "outlet": OutletSite,
}
"""The kinds of entries by the name of their table in TOML, which is the ``kind`` of a line of JSON."""

_PLACE = re.compile(r"(?P<what>.*?)(?: - at `\$\.?(?P<key>.*)`)?", re.DOTALL)
_FIELD = re.compile(r"Object contains unknown field `(.*)`")
_LINES = msgspec.json.Decoder(Known)
_NO_TEXT = frozenset({"int", "float", "date", "datetime"})


class Fault(msgspec.Struct, frozen=True):
    """Something wrong with a file: where, and in ``message`` what was expected, what was got and what to do."""

    source: str
    line: int | None
    message: str

    def __str__(self) -> str:
        return f"{self.source}, line {self.line}: {self.message}" if self.line else f"{self.source}: {self.message}"


class Row(msgspec.Struct, frozen=True, gc=False):
    """An entry and the line where it begins; ``keys`` are the lines of its fields where it has several. ``id`` is the entry's; of the site of an
    outlet, the outlet's."""

    id: str
    entry: Known
    source: str
    line: int
    keys: Mapping[str, int] | None = None

    @property
    def kind(self) -> str:
        """The name of the entry's table."""
        return kind_of(self.entry)

    def fault(self, key: str, message: str) -> Fault:
        """What is wrong with the field ``key`` (``offices[0].of``), with the line where it stands."""
        return Fault(self.source, _line(self.keys or {}, key, self.line), f"{self.kind} {self.id!r}: {f'{key}: ' if key else ''}{message}")


def kind_of(entry: Entry | OutletSite) -> str:
    """The name of an entry's table: ``person``."""
    return cast("str", type(entry).__struct_config__.tag)


def id_of(entry: Entry | OutletSite) -> str:
    """The id of an entry; of the site of an outlet, the outlet's."""
    return entry.entity if isinstance(entry, OutletSite) else entry.id


def rows(path: str | Path, prefix: str = "", *, source: str | None = None) -> Iterator[Row | Fault]:
    """The entries of a file in their order, a `Fault` for each that can't be read.

    ``prefix`` stands before the kinds in the names of tables (``knowledge.`` in a dossier), and other tables are then left alone. ``source``
    is what faults call the file, where that isn't its path.
    Raises `DataError` where the file as a whole can't be read.
    """
    source = source or str(path)
    try:
        with opened(path) as file:
            if not prefix and _is_json(file):
                yield from _json_rows(source, file)
            else:
                yield from toml_rows(source, text_of(source, file.read()), prefix)
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{source}: expected a readable file, got {error}") from None


def opened(path: str | Path) -> IO[bytes]:
    """A file of bytes to read, unpacked where it begins like gzip or bzip2. What a pipe holds is taken as it is."""
    file = Path(path).open("rb")  # noqa: SIM115 - the caller closes it
    head = file.peek(3)[:3]
    if head[:2] == b"\x1f\x8b":
        return cast("IO[bytes]", gzip.open(file))
    return cast("IO[bytes]", bz2.open(file)) if head == b"BZh" else file


def text_of(source: str, data: bytes) -> str:
    """The bytes of a file as text. Raises `DataError` where they aren't UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(f"{source}, line {line}: expected UTF-8, got byte 0x{data[error.start]:02X}; save the file as UTF-8") from None


def toml_rows(source: str, text: str, prefix: str = "", *, others: bool = False) -> Iterator[Row | Fault]:
    """The entries of a TOML ``text`` (see `rows`), kind by kind in the order in which the kinds come; with ``others`` tables and keys of other
    names are left alone, as in the shipped files."""
    document: Any = parse(source, text)
    lines = tables(text)
    if prefix:
        document = document.get(prefix.removesuffix("."), {})
        if not isinstance(document, dict):
            yield Fault(source, lines.key(prefix.removesuffix(".")), f"expected tables like [[{prefix}person]], got a value")
            return
    for kind, found in document.items():
        name = prefix + kind
        if kind not in FORMS:
            if not others:
                yield Fault(source, lines.first(name), f"expected tables of {', '.join(f'[[{prefix}{k}]]' for k in FORMS)}, got {name!r}")
        elif not isinstance(found, list):
            yield Fault(source, lines.first(name), f"expected {name} as tables, each under [[{name}]], got {_named(found)}")
        else:
            for number, value in enumerate(found):
                yield _row(source, kind, value, lines.table(name, number))


def _row(source: str, kind: str, value: object, table: Table) -> Row | Fault:
    try:
        entry: Known = msgspec.convert(value, FORMS[kind])
    except msgspec.ValidationError as error:
        key, message = _told(str(error))
        if isinstance(value, dict) and isinstance(id_ := value.get("id", value.get("entity")), str):
            kind = f"{kind} {id_!r}"
        if message.startswith("Expected `str") and message.rsplit("`")[-2] in _NO_TEXT:
            message += ' (write it in quotation marks: "2017-10")'
        return Fault(source, _line(table.keys, key, table.line), f"{kind}: {f'{key}: ' if key else ''}{message}")
    return Row(id_of(entry), entry, source, table.line, table.keys)


def _json_rows(source: str, file: IO[bytes]) -> Iterator[Row | Fault]:
    for number, line in enumerate(file, 1):
        text = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
        if not text:
            continue
        try:
            entry = _LINES.decode(text)
            yield Row(id_of(entry), entry, source, number)
        except msgspec.ValidationError as error:
            key, message = _told(str(error))
            if key == "kind" or "`kind`" in message:
                key, message = "", f'expected a kind ("kind": one of {", ".join(FORMS)}), got {message}'
            yield Fault(source, number, f"{key}: {message}" if key else message)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            yield Fault(source, number, f"expected one entry as a JSON object, whole on its line, got {_shown(text)} ({error})")


def _told(message: str) -> tuple[str, str]:
    """The key that an error of msgspec is about ("" for the entry itself), and what it says."""
    found = _PLACE.fullmatch(message)
    assert found is not None
    key = found["key"] or ""
    if unknown := _FIELD.fullmatch(found["what"]):
        key = f"{key}.{unknown[1]}" if key else unknown[1]
        return key, "expected a field of this kind, got an unknown one; docs/knowledge.md lists them"
    return key, found["what"]


def _line(keys: Mapping[str, int], key: str, line: int) -> int:
    """The line of ``key``, or of what it is in: of ``offices[0]`` or ``offices`` for ``offices[0].of``."""
    while key:
        if key in keys:
            return keys[key]
        key = key[: max(key.rfind("."), key.rfind("["), 0)]
    return line


def _is_json(file: IO[bytes]) -> bool:
    """Whether the file begins like a JSON object, which no TOML does. Nothing is taken from it."""
    head: bytes = cast("Any", file).peek(4096)[:4096]
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _shown(text: bytes) -> str:
    shown = text[:40].decode("utf-8", "backslashreplace")
    return repr(shown + ("…" if len(text) > 40 else ""))


def _named(value: object) -> str:
    return "one table" if isinstance(value, dict) else repr(value)
