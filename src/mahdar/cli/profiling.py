"""Site profiles for the commands that read, taken from a file."""

from __future__ import annotations

from pathlib import Path

from mahdar.layout.profiles import SiteProfiles, decode
from mahdar.record import Record

_SQLITE = b"SQLite format 3\0"


def profiles_in(path: Path) -> SiteProfiles:
    """The profiles in a file: JSON, or a record with those of its latest build. Raises `DataError` or `UsageError` for another."""
    with path.open("rb") as file:
        head = file.read(len(_SQLITE))
        if head != _SQLITE:
            return decode(head + file.read(), path)
    with Record.open(path, read_only=True) as record:
        return record.site_profiles()
