"""Site profiles for the commands that read: counted from their sources, or taken from a file."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from mahdar.capture import STDIN, find, load
from mahdar.cli.terminal import Meter
from mahdar.layout.profiles import Sample, SiteProfiles, count, decode, site_of
from mahdar.model import Given, Page
from mahdar.record import Record

_SQLITE = b"SQLite format 3\0"


def counted(sources: Sequence[str], given: Given) -> Sample:
    """What the pages of the sources add to the profiles of their sites. What can't be read is left for the reading to tell."""
    files = find(sources).files
    sample = Sample()
    with Meter(len(files), "counting") as meter:
        for path in files:
            page = load(path, given)
            if isinstance(page, Page):
                sample.add(site_of(page), count(page))
            meter.step()
    return sample


def profiles_in(path: Path) -> SiteProfiles:
    """The profiles in a file: JSON, or a record with those of its latest build. Raises `DataError` or `UsageError` for another."""
    with path.open("rb") as file:
        head = file.read(len(_SQLITE))
        if head != _SQLITE:
            return decode(head + file.read(), path)
    with Record.open(path, read_only=True) as record:
        return record.site_profiles()


@contextmanager
def read_twice(sources: Sequence[str]) -> Iterator[Callable[[], None]]:
    """Let standard input, if it is a source, be read a second time: what is yielded goes back to its beginning."""
    if str(STDIN) not in sources:
        yield lambda: None
        return
    plain = sys.stdin
    with tempfile.TemporaryFile() as file:
        shutil.copyfileobj(plain.buffer, file)
        file.seek(0)
        sys.stdin = io.TextIOWrapper(file)
        try:
            yield lambda: (file.seek(0), None)[1]
        finally:
            sys.stdin = plain
