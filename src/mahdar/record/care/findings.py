"""What looking a record over finds."""

from __future__ import annotations

from typing import Literal

from mahdar.model import Noun


class Finding(Noun, frozen=True, kw_only=True):
    """Something that isn't as it has to be: which check found it, where it is, what was expected and got, and what to do about it.

    ``page`` is `pages.id`, ``at`` the row (its table and key); both are None where it is of the record as a whole. A ``note`` tells of what is left
    to do in a record that is sound.
    """

    check: str
    page: str | None = None
    at: str | None = None
    expected: str
    got: str
    todo: str
    sort: Literal["fault", "note"] = "fault"

    def __str__(self) -> str:
        where = "".join(f"{part}: " for part in (f"page {self.page}" if self.page else None, self.at) if part)
        return f"{self.check}: {where}expected {self.expected}, got {self.got}; {self.todo}"


READ_AGAIN = "read the page again (`mahdar build` without --resume), or restore a backup"
MEND = "`mahdar doctor RECORD --mend` makes it anew"
