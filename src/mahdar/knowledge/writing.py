"""Entries as text, and added to a user's file: checked first, written whole or not at all, what is in the file kept as it is."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import msgspec

from mahdar.errors import DataError
from mahdar.knowledge.adding import Added
from mahdar.knowledge.forms import Entry, Knowledge, OutletSite
from mahdar.knowledge.rows import Known, rows

JSON_LINES = (".jsonl", ".ndjson")
_FIRST = ("id", "same_as", "en", "names", "short", "latin")
_WIDTH = 150


def as_toml(entry: Entry | OutletSite) -> str:
    """An entry as a table of TOML, ending in a line end; what is as it is by default stays out."""
    values: dict[str, object] = msgspec.to_builtins(entry)
    kind = values.pop("kind")
    keys = sorted(values, key=lambda key: _FIRST.index(key) if key in _FIRST else len(_FIRST))
    return "\n".join([f"[[{kind}]]", *(f"{key} = {_value(values[key], len(key) + 3)}" for key in keys)]) + "\n"


def as_line(entry: Entry | OutletSite) -> bytes:
    """An entry as a line of JSON, ending in a line end."""
    return msgspec.json.encode(entry) + b"\n"


def append(path: Path, entry: Known, base: Knowledge) -> None:
    """Add an entry to the end of a file of TOML or JSON Lines, which is made if it isn't there.

    The file as it would be is checked on top of ``base`` first. Raises `DataError` with the first fault, and then changes nothing.
    """
    path = path.resolve()
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise DataError(f"{path}: can't be written: {error.strerror}") from None
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(_grown(path, entry))
            file.flush()
            os.fsync(file.fileno())
        added = Added(base)
        for fault in (*added.take(rows(draft, source=str(path))), *added.faults()):
            raise DataError(f"{fault}\nNothing was written.")
        if path.exists():
            shutil.copymode(path, draft)
        else:
            draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _grown(path: Path, entry: Known) -> bytes:
    """What the file would hold."""
    try:
        held = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise DataError(f"{path}: expected a readable file, got {error}") from None
    if held.startswith((b"\x1f\x8b", b"BZh")):
        raise DataError(f"{path}: expected a file that isn't packed, to add an entry to; unpack it first")
    text = held.removeprefix(b"\xef\xbb\xbf").lstrip()
    lines = text.startswith(b"{") if text else path.suffix in JSON_LINES
    end = b"" if not held or held.endswith(b"\n") else b"\n"
    return held + end + (as_line(entry) if lines else (b"\n" if held else b"") + as_toml(entry).encode())


def _value(value: object, indent: int) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_value(held, 0)}' for key, held in value.items())} }}"
    if isinstance(value, list | tuple):
        parts = [_value(held, 0) for held in value]
        line = f"[{', '.join(parts)}]"
        return line if len(line) + indent <= _WIDTH else "[\n" + "".join(f"    {part},\n" for part in parts) + "]"
    return str(value)


def _umask() -> int:
    """The permissions that new files don't get. It can only be asked for by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
