"""Object stores (s3://, gs://, abfs://, hdfs://, file://…): what is under an address of one, and its bytes.

Addresses are those of Arrow's file systems, with their options (``s3://bucket/path?region=eu-central-1``; ``anonymous@`` before the bucket for
public ones); credentials are taken from where each store's own tools look for them.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any, BinaryIO, NamedTuple, cast
from urllib.parse import urlsplit

from mahdar.capture.sniff import is_of_suffix
from mahdar.errors import SourceError, UsageError

_STORE = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_MAGIC = re.compile(r"[*?\[]")


class Stored(NamedTuple):
    """What is at one address of a store: its bytes, which can be sought in, and how many they are."""

    file: BinaryIO
    size: int


def is_stored(source: str) -> bool:
    """Whether a SOURCE is an address of an object store."""
    return bool(_STORE.match(source))


def listed(source: str) -> list[str]:
    """The addresses of the files under ``source``: one file, a folder with its folders, or a pattern; sorted, of the kinds that are read.

    Raises `UsageError` where there are none or the store can't be asked.
    """
    from pyarrow import fs

    head, query = parted(source)
    magic = _MAGIC.search(head)
    base = head[: head.rindex("/", 0, magic.start()) + 1] if magic else head
    store, path = _at(base + query, source)
    try:
        info = store.get_file_info(path)
        if info.type == fs.FileType.File:
            return [source]
        found = [one.path for one in store.get_file_info(fs.FileSelector(path, recursive=True)) if one.type == fs.FileType.File]
    except OSError as error:
        raise UsageError(f"{shown(source)}: expected files in an object store: {_told(error, source)}") from error
    root = base.removesuffix("/")
    inside = sorted(root + name[len(path.removesuffix("/")) :] for name in found)
    wanted = [one for one in inside if (_fits(one, head) if magic else is_of_suffix(one))]
    if not wanted:
        raise UsageError(f"{shown(source)}: expected files to read, found {f'{len(inside)} of other kinds or names' if inside else 'none'}")
    return [one + query for one in wanted]


def opened(source: str) -> Stored:
    """The file at an address. Raises `SourceError`."""
    try:
        store, path = _at(source, source)
        file = store.open_input_file(path)
    except (UsageError, OSError) as error:
        raise SourceError(shown(source), f"can't be read: {_told(error, source)}") from error
    return Stored(cast("BinaryIO", file), file.size())


def shown(source: str) -> str:
    """An address as pages and messages name it: without its options, and without whose it is or how to get at it (``key:secret@``)."""
    head, _ = parted(source)
    scheme, rest = head.split("://", 1)
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"


def parted(source: str) -> tuple[str, str]:
    """The address of something in a store before its options, and those. A question mark of a pattern has no = after it."""
    found = re.search(r"\?[\w.-]+=", source)
    return (source[: found.start()], source[found.start() :]) if found else (source, "")


def _fits(one: str, pattern: str) -> bool:
    """Whether an address fits a pattern part by part; ``**`` stands for any number of folders."""
    ours, theirs = one.split("/"), pattern.split("/")

    def fits(here: int, there: int) -> bool:
        if there == len(theirs):
            return here == len(ours)
        if theirs[there] == "**":
            return any(fits(n, there + 1) for n in range(here, len(ours) + 1))
        return here < len(ours) and fnmatchcase(ours[here], theirs[there]) and fits(here + 1, there + 1)

    return fits(0, 0)


@lru_cache(maxsize=16)
def _store(scheme: str, host: str, query: str) -> Any:
    """The file system of a store, kept open: to make one takes a while."""
    from pyarrow import fs

    return fs.FileSystem.from_uri(f"{scheme}://{host}/{query}")[0]


def _at(address: str, source: str) -> tuple[Any, str]:
    """The store of an address and the path in it. Raises `UsageError` where there is no such store."""
    import pyarrow as pa
    from pyarrow import fs

    head, query = parted(address)
    parts = urlsplit(head)
    try:
        if parts.scheme.lower() in ("s3", "gs", "gcs"):
            return _store(parts.scheme, parts.netloc, query), f"{parts.netloc.rpartition('@')[2]}{parts.path}".rstrip("/")
        return cast("tuple[Any, str]", fs.FileSystem.from_uri(address))
    except (OSError, ValueError, pa.ArrowException) as error:
        raise UsageError(
            f"{shown(source)}: expected an address of an object store (s3://, gs://, abfs://, hdfs://, file://): {_told(error, source)}"
        ) from error


def _told(error: Exception, source: str) -> str:
    """What is wrong at an address, which a store's own words may hold with its keys."""
    return (str(error).replace(source, shown(source)).splitlines() or [type(error).__name__])[0][:200]
