"""Which of a page's captures its layers are read from.

The same bytes may be found twice with other metadata beside them (two outlets, two dates), and then read twice.
The record keeps one reading of a page; that it is the same one in whatever order the captures come, is settled here.
"""

from __future__ import annotations

from mahdar.linking.choice import basis_rank
from mahdar.model import Basis


def capture_rank(*, published: str | None, basis: Basis | None, source: str) -> tuple[bool, int, str, str]:
    """A sort key: first the capture whose date is best known, then the earliest, then by source."""
    return (published is None, basis_rank(basis), published or "", source)
