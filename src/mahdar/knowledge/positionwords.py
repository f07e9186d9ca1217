"""The form of ``positions.toml``: words that make a stance of what is said of an issue."""

from __future__ import annotations

import msgspec


class PositionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words around an issue inside a content; ``positions.toml`` tells what each list is."""

    turning: tuple[str, ...]
    deferring: tuple[str, ...]
    negating: tuple[str, ...]
    denying: tuple[str, ...]
    requiring: tuple[str, ...]
    threatening: tuple[str, ...]
    conditions: tuple[str, ...]
    until: tuple[str, ...]
    pointing: tuple[str, ...]
