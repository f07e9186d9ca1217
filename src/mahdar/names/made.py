"""A name made by pattern, not listed."""

from __future__ import annotations

import msgspec

from mahdar.model import NameKind


class Made(msgspec.Struct, frozen=True):
    """A name made by pattern: tokens ``first`` to ``last`` (exclusive), and what it names."""

    first: int
    last: int
    entity: str
    kind: NameKind
    en: str
    rule: str
    pending: str | None = None
    """The body's key where the page leaves the state untold (bare الخارجية)."""
