"""Files of dossiers: read, each fault of form with its line; the shipped ones and a user's on top of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec

from mahdar.errors import DataError
from mahdar.knowledge.dossiers import Dossier, Form
from mahdar.knowledge.loader import DATA, IN_DOSSIER, convert
from mahdar.knowledge.rows import FORMS, Fault, text_of
from mahdar.knowledge.toml import Tables, parse, tables

_ENTRIES = IN_DOSSIER.removesuffix(".")
_AT = re.compile(r" - at `\$[^`]*`$")
_NUMBER = re.compile(r"\[(\d+)\]")
_NO_TEXT = ("int`", "float`", "date`", "datetime`")


class DossierFile(msgspec.Struct, frozen=True):
    """The text of a dossier's file with the lines of its tables, and the ``faults`` of its form. ``dossier`` is what it says, wrong keys taken for
    those that they are likest, None where that can't be told."""

    source: str
    text: str
    tables: Tables
    dossier: Dossier | None
    faults: tuple[Fault, ...]

    def fault(self, key: str, message: str, value: str | None = None) -> Fault:
        """What is wrong with the field ``key`` (``meeting[0].start``, ``names``), with the line where it stands; of a list of several lines with
        that of the element ``value``."""
        line = _line(self.tables, key)
        if value is not None:
            quoted = (f'"{value}"', f"'{value}'")
            below = enumerate(self.text.split("\n")[line - 1 :], line)
            line = next((number for number, told in below if any(q in told for q in quoted)), line)
        return Fault(self.source, line, f"{key}: {message}" if key else message)


def read_dossier(path: str | Path) -> DossierFile:
    """A user's file. Raises `DataError` where it can't be read as TOML."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise DataError(f"{path}: expected a readable dossier, got {error}") from None
    return dossier_of(str(path), text_of(str(path), data))


def dossier_of(source: str, text: str) -> DossierFile:
    """The file ``source`` with that text. Raises `DataError` where it is no TOML."""
    document = parse(source, text)
    lines = tables(text)
    bare = DossierFile(source, text, lines, None, ())
    kinds = [kind for kind in FORMS if kind not in _fields(Dossier) or (kind == "event" and isinstance(document.get(kind), list))]
    faults = [
        bare.fault(kind, f"expected entries of names under [[{IN_DOSSIER}{kind}]], got [[{kind}]]; write [[{IN_DOSSIER}{kind}]]")
        for kind in kinds
        if kind in document
    ]
    told = {key: value for key, value in document.items() if key != _ENTRIES and key not in {f.message.partition(":")[0] for f in faults}}
    faults += [bare.fault(key, message) for key, message in _wrong(Dossier, told, "")]
    try:
        dossier = msgspec.convert(_mended(Dossier, told) if faults else told, Dossier)
    except msgspec.ValidationError:
        dossier = None
    return msgspec.structs.replace(bare, dossier=dossier, faults=tuple(faults))


def shipped_files() -> Iterator[tuple[str, str]]:
    """The names and texts of the shipped dossiers' files, in order of their names."""
    for file in sorted((DATA / "dossiers").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            yield file.name, file.read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def shipped_dossiers() -> tuple[Dossier, ...]:
    """The shipped dossiers, by id. They are checked by tests, not here."""
    found = (convert(name, parse(name, text), Dossier) for name, text in shipped_files())
    return tuple(sorted(found, key=lambda dossier: dossier.id))


def _fields(form: type[Form]) -> dict[str, msgspec.structs.FieldInfo]:
    return {field.encode_name: field for field in msgspec.structs.fields(form)}


def _wrong(form: type[Form], value: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    """All that keeps a table from being of the form, each with the key: unknown keys, missing ones, values of another type."""
    fields = _fields(form)
    meant: set[str] = set()
    for key in value:
        if key not in fields:
            near = get_close_matches(key, fields, n=1)
            meant.update(near)
            todo = f"write {near[0]}" if near else f"it has {', '.join(fields)}"
            yield f"{path}{key}", f"expected a field of {f'[[{_named(path)}]]' if path else 'a dossier'}, got {key!r}; {todo}"
    for key, field in fields.items():
        if key not in value:
            if field.required and key not in meant:
                yield f"{path}{key}", "expected this field, which every " + (f"[[{_named(path)}]]" if path else "dossier") + " has, got none; add it"
        elif (inner := _tables_of(field.type)) is not None and isinstance(value[key], list):
            for number, each in enumerate(value[key]):
                at = f"{path}{key}[{number}]"
                if isinstance(each, dict):
                    yield from _wrong(inner, each, f"{at}.")
                else:
                    yield at, f"expected a table under [[{key}]], got {each!r}"
        else:
            try:
                msgspec.convert(value[key], field.type)
            except msgspec.ValidationError as error:
                message = _AT.sub("", str(error))
                if message.startswith("Expected `str") and message.endswith(_NO_TEXT):
                    message += ' (write it in quotation marks: "2017-10")'
                elif message.startswith("Expected `array`"):
                    message += f' (write {key} = ["…"])' if inner is None else f" (write [[{key}]])"
                elif message.startswith("Invalid enum value"):
                    message = f"expected one of {', '.join(_choices(field.type))}, got {value[key]!r}"
                yield f"{path}{key}", message


def _mended(form: type[Form], value: dict[str, Any]) -> dict[str, Any]:
    """A table with each unknown key taken for the one that it is likest, where that is missing; else left out."""
    fields = _fields(form)
    out: dict[str, Any] = {}
    for key, each in value.items():
        near = [key] if key in fields else get_close_matches(key, fields, n=1)
        if near and (near[0] == key or near[0] not in value):
            inner = _tables_of(fields[near[0]].type)
            is_tables = inner is not None and isinstance(each, list) and all(isinstance(table, dict) for table in each)
            out[near[0]] = [_mended(inner, table) for table in each] if inner is not None and is_tables else each
    return out


def _tables_of(type_: Any) -> type[Form] | None:
    """The form of the tables of an array, where the type is that."""
    inner = get_args(type_)[0] if get_origin(type_) is tuple else None
    return inner if isinstance(inner, type) and issubclass(inner, Form) else None


def _choices(type_: Any) -> Iterable[str]:
    for arg in get_args(type_):
        if isinstance(arg, str):
            yield arg
        else:
            yield from _choices(arg)


def _named(path: str) -> str:
    return path[: path.index("[")]


def _line(lines: Tables, key: str) -> int:
    """The line of a field: of its key, else of the table that it should be in."""
    number = _NUMBER.search(key)
    if number is None:
        return lines.first(key) or 1
    table = lines.table(key[: number.start()], int(number[1]))
    return table.keys.get(key[number.end() + 1 :], table.line)
