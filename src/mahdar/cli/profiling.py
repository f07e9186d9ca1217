"""Site profiles for the commands that read, taken from a file."""

from __future__ import annotations

from pathlib import Path

from mahdar import record
from mahdar.layout.profiles import SiteProfiles, decode
from mahdar.record.where import is_url

_SQLITE = b"SQLite format 3\0"


def profiles_in(where: str) -> SiteProfiles:
    """The profiles in a file, or in a record (a file or ``postgresql://…``): those of its latest build.

    Raises `DataError` or `UsageError` for another one.
    """
    if not is_url(where):
        with Path(where).open("rb") as file:
            head = file.read(len(_SQLITE))
            if head != _SQLITE:
                return decode(head + file.read(), Path(where))
    with record.Record.open(where, read_only=True) as opened:
        return opened.site_profiles()
