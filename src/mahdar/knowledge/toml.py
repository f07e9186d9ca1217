"""TOML with the lines on which its tables and keys stand, which Python's own reader doesn't tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec
import tomli

from mahdar.errors import DataError

_HEADER = re.compile(r"\s*\[(\[?)\s*([\w.\"'\s-]+?)\s*\]")
_KEY = re.compile(r"\s*([\w-]+|\"[^\"]*\"|'[^']*')\s*[.=]")
_MARKS = re.compile(r"\"\"\"|'''|\"(?:[^\"\\]|\\.)*\"|'[^']*'|#.*")
_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", re.DOTALL)


def parse(source: str, text: str) -> dict[str, Any]:
    """TOML ``text`` as a dict; raises `DataError` naming ``source`` and the line."""
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        found = _PLACE.fullmatch(str(error))
        what, line = (found[1], found[2] or text.count("\n") + 1) if found else (str(error), 1)
        raise DataError(f"{source}, line {line}: expected TOML, got a fault: {what}") from None
    except ValueError as error:  # a number of thousands of digits
        raise DataError(f"{source}: expected TOML, got a fault: {error}") from None
    except RecursionError:
        raise DataError(f"{source}: expected TOML, got brackets that are nested too deep") from None


class Table(msgspec.Struct, frozen=True):
    """A table of an array: the line of its header, and the lines of its keys (``en``, ``offices``, ``offices[0].of``)."""

    line: int
    keys: dict[str, int]


class Tables:
    """Where the tables and the keys at the top of a TOML text stand. Lines count from 1."""

    def __init__(self) -> None:
        self._tables: dict[str, list[Table]] = defaultdict(list)
        self._top: dict[str, int] = {}

    def table(self, name: str, number: int) -> Table:
        """The table of that number (from 0) under ``[[name]]``. One that is written inline has the line of the key."""
        found = self._tables.get(name, [])
        return found[number] if number < len(found) else Table(self.first(name) or 1, {})

    def first(self, name: str) -> int | None:
        """The first line of ``name``, as a table or as a key."""
        found = self._tables.get(name)
        return found[0].line if found else self.key(name)

    def key(self, name: str) -> int | None:
        """The line of the key ``name``, which is at the top or, where it has a dot, in a table."""
        return self._top.get(name)

    def read(self, text: str) -> None:
        """Take in the lines of a text."""
        table: Table | None = None
        inner = ""
        for number, line in _outside(text):
            if header := _HEADER.match(line):
                name = re.sub(r"[\"'\s]", "", header[2])
                owner, _, sub = name.rpartition(".")
                if owner in self._tables:  # [[person.offices]]: a table inside the last [[person]]
                    table = self._tables[owner][-1]
                    inner = f"{sub}[{sum(key.startswith(f'{sub}[') and key.endswith(']') for key in table.keys)}]"
                    table.keys.setdefault(sub, number)
                    table.keys[inner] = number
                    continue
                table, inner = Table(number, {}), ""
                self._top.setdefault(name.partition(".")[0], number)
                if header[1]:
                    self._tables[name].append(table)
            elif key := _KEY.match(line):
                name = key[1].strip("\"'")
                if table is None:
                    self._top.setdefault(name, number)
                else:
                    table.keys.setdefault(f"{inner}.{name}" if inner else name, number)


def tables(text: str) -> Tables:
    """Where the tables of a TOML ``text`` stand. Of a text that is no TOML it tells what it can."""
    out = Tables()
    out.read(text)
    return out


def _outside(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, without those that lie in a string of several lines."""
    inside: str | None = None
    for number, line in enumerate(text.split("\n"), 1):
        at = 0
        if inside is not None:
            end = line.find(inside)
            if end < 0:
                continue
            inside, at = None, end + 3
        elif '"""' not in line and "'''" not in line:
            yield number, line
            continue
        else:
            yield number, line
        while mark := _MARKS.search(line, at):
            at = mark.end()
            if mark.group() in ('"""', "'''"):
                end = line.find(mark.group(), at)
                if end < 0:
                    inside = mark.group()
                    break
                at = end + 3
