"""The forms of ``positions.toml`` and ``commitments.toml``: words that make a stance of what is said of an issue, and words of agreements."""

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
    hypothetical: tuple[str, ...]
    before: tuple[str, ...]
    background: tuple[str, ...]
    until: tuple[str, ...]
    pointing: tuple[str, ...]
    undertaking: tuple[str, ...]
    refusing: tuple[str, ...]
    speaking: tuple[str, ...]
    announcing: tuple[str, ...]
    voices: tuple[str, ...]
    officials: tuple[str, ...]
    sources: tuple[str, ...]
    official: tuple[str, ...]
    apart: tuple[str, ...]


class FateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What becomes of an agreement."""

    breached: tuple[str, ...]
    implemented: tuple[str, ...]
    expired: tuple[str, ...]


class CommitmentWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell of agreements and undertakings; ``commitments.toml`` tells what each list is."""

    agreements: tuple[str, ...]
    signing: tuple[str, ...]
    reaching: tuple[str, ...]
    naming: tuple[str, ...]
    done: tuple[str, ...]
    deciding: tuple[str, ...]
    decisions: tuple[str, ...]
    accepting: tuple[str, ...]
    pledging: tuple[str, ...]
    extending: tuple[str, ...]
    undone: tuple[str, ...]
    fate: FateWords
