"""Which files and addresses the SOURCEs of a command stand for."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NewType

import msgspec

from mahdar.capture import commoncrawl, stores
from mahdar.capture.sniff import is_of_suffix
from mahdar.errors import UsageError

STDIN = Path("-")
"""Stands for standard input."""

Address = NewType("Address", str)
"""The URL of something on the network, or in an object store (`mahdar.capture.stores`)."""

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_KINDS = ".txt, .html, .warc, .jsonl, .parquet, .xml and their like, also with .gz"


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What the sources stand for.

    ``inputs`` are to be read, in this order and each once; ``skipped`` are files of folders with a suffix that is none of those
    that are read (see `is_of_suffix`); ``failures`` are folders that hold nothing to read or can't be listed, with the reason.
    """

    inputs: tuple[Path | Address, ...]
    skipped: tuple[Path, ...] = ()
    failures: tuple[tuple[Path, str], ...] = ()


def find(sources: Sequence[str]) -> Found:
    """What ``sources`` name: a file, a folder (with its folders), a glob, an http or https address, ``-``; or such in an object store.

    A listing of Common Crawl (``warc.paths.gz``) stands for the archives that it names, which are looked for where it came from.

    The order is that of the sources; within a folder or a glob that of the path, part by part. Hidden files and
    folders (a dot first) are left out, and links to folders are not followed. Raises `UsageError` for a source that isn't there.
    """
    inputs: dict[Path | Address, None] = {}
    skipped: dict[Path, None] = {}
    failures: dict[Path, str] = {}
    for path in (path for source in sources for path in _expand(source)):
        if not isinstance(path, Path) or path == STDIN or not path.is_dir():
            inputs[path] = None
            continue
        inside, faults = _walk(path)
        failures |= faults
        wanted = [file for file in inside if is_of_suffix(file.name)]
        other = [file for file in inside if not is_of_suffix(file.name)]
        inputs |= dict.fromkeys(wanted)
        skipped |= dict.fromkeys(other)
        if not wanted and path not in faults:
            failures[path] = f"expected files to read in the folder ({_KINDS}), found {f'{len(other)} of other kinds' if other else 'none'}"
    return Found(inputs=tuple(inputs), skipped=tuple(path for path in skipped if path not in inputs), failures=tuple(failures.items()))


def source_name(path: Path) -> str:
    """How a page's ``source`` names the file: with slashes, and bytes of its name that are not UTF-8 written out."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _expand(source: str) -> Sequence[Path | Address]:
    """The paths that one SOURCE names, or its address; raises `UsageError` where it names nothing."""
    if commoncrawl.is_listing(source):
        return [Address(where) if stores.is_stored(where) else Path(where) for where in commoncrawl.archives(source)]
    if _ADDRESS.match(source):
        return [Address(source)]
    if stores.is_stored(source):
        return [Address(one) for one in stores.listed(source)]
    path = Path(source)
    if path == STDIN or os.path.lexists(path):
        return [path]
    if glob.has_magic(source):
        if found := sorted(map(Path, glob.glob(source, recursive=True))):  # noqa: PTH207 - a pattern may be absolute, which Path.glob refuses
            return found
        raise UsageError(f"{source}: expected files that match the pattern, found none")
    raise UsageError(f"{source}: expected a file, a folder, a pattern, an http(s) address or - for standard input, found nothing of that name")


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
