"""What a rule gives: an expression that begins at a token."""

from __future__ import annotations

import msgspec

from mahdar.model import TimeType
from mahdar.times.meaning import AnyMeaning


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """An expression up to the token ``end`` (exclusive), with the name of the rule that read it."""

    end: int
    meaning: AnyMeaning
    rule: str
    type: TimeType = "DATE"
    modifier: str | None = None
    clock: str | None = None
    zone: str | None = None
    start: int | None = None
    """Offset where the expression begins, where that isn't the stem of its first token."""
