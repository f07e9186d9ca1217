"""Which files the SOURCEs of a command stand for."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from mahdar.errors import UsageError

STDIN = Path("-")
"""Stands for standard input."""

SUFFIXES = frozenset({".txt"})
"""The files of a folder that are read. A file given by name is read unless its suffix says that it isn't text."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What the sources stand for.

    ``files`` are to be read, in this order and each once; ``skipped`` are files of folders with a suffix that is
    not in `SUFFIXES`; ``failures`` are folders that hold nothing to read or can't be listed, with the reason.
    """

    files: tuple[Path, ...]
    skipped: tuple[Path, ...] = ()
    failures: tuple[tuple[Path, str], ...] = ()


def find(sources: Sequence[str]) -> Found:
    """The files under ``sources``: a file, a folder (with its folders), a glob, or ``-``.

    The order is that of the sources; within a folder or a glob that of the path, part by part. Hidden files and
    folders (a dot first) are left out, and links to folders are not followed. Raises `UsageError` for a source that isn't there.
    """
    files: dict[Path, None] = {}
    skipped: dict[Path, None] = {}
    failures: dict[Path, str] = {}
    for path in (path for source in sources for path in _expand(source)):
        if path == STDIN or not path.is_dir():
            files[path] = None
            continue
        inside, faults = _walk(path)
        failures |= faults
        wanted = [file for file in inside if file.suffix.lower() in SUFFIXES]
        other = [file for file in inside if file.suffix.lower() not in SUFFIXES]
        files |= dict.fromkeys(wanted)
        skipped |= dict.fromkeys(other)
        if not wanted and path not in faults:
            failures[path] = "expected .txt files in the folder, found " + (f"{len(other)} of other kinds" if other else "none")
    return Found(files=tuple(files), skipped=tuple(path for path in skipped if path not in files), failures=tuple(failures.items()))


def _expand(source: str) -> list[Path]:
    """The paths that one SOURCE names; raises `UsageError` where it names nothing."""
    path = Path(source)
    if path == STDIN or os.path.lexists(path):
        return [path]
    if glob.has_magic(source):
        if found := sorted(map(Path, glob.glob(source, recursive=True))):  # noqa: PTH207 - a pattern may be absolute, which Path.glob refuses
            return found
        raise UsageError(f"{source}: expected files that match the pattern, found none")
    raise UsageError(f"{source}: expected a file, a folder, a pattern or - for standard input, found nothing of that name")


def _walk(folder: Path) -> tuple[list[Path], dict[Path, str]]:
    """The visible files under ``folder``, sorted, and the folders that can't be listed with the reason."""
    faults: dict[Path, str] = {}

    def note(error: OSError) -> None:
        faults[Path(error.filename)] = f"can't be listed: {error.strerror}"

    files: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(root, name) for name in names if not name.startswith(".")]
    return sorted(files), faults
