"""The form of ``dating.toml``: how far what a page tells lies from its publication."""

from __future__ import annotations

import msgspec

Spread = tuple[tuple[int, int, float], ...]
"""Shares of pages: (first, last, share), published from ``first`` to ``last`` units after what they tell, both counted in."""


class _Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Base of the tables."""


class Since(_Form, frozen=True):
    """From the latest date with a year: in years, or in months where its month is told."""

    years: Spread
    months: Spread


class Weekdays(_Form, frozen=True):
    """From a day of the week: one beside اليوم or أمس, and one alone."""

    spoken: Spread
    alone: Spread


class InDays(_Form, frozen=True):
    """A spread counted in days."""

    days: Spread


class KnownSigns(_Form, frozen=True):
    """What the knowledge dates: spreads in days from the beginning of a series' meeting, and shares of pages that keep to what is known."""

    meeting: Spread
    held: Spread
    ongoing: Spread
    announced: Spread
    office: float
    title: float
    former: float
    event: float
    counted: float
    happened: float
    mourned: Spread
    killed: Spread
    gathering: Spread
    gathering_ahead: Spread
    gathering_past: Spread


class DatingWords(_Form, frozen=True):
    """Words that tell when; see ``dating.toml``."""

    taking_office: tuple[str, ...]
    governing: tuple[str, ...]
    ended: tuple[str, ...]
    mourning: tuple[str, ...]
    dead: tuple[str, ...]
    long_ago: tuple[str, ...]
    killing: tuple[str, ...]
    within: tuple[str, ...]
    hosting: tuple[str, ...]
    capital: tuple[str, ...]
    to_come: tuple[str, ...]
    over: tuple[str, ...]
    sessions: tuple[str, ...]


class DatingSigns(_Form, frozen=True):
    """All of ``dating.toml``. ``months`` is by how a month is told (``past``, ``future-day`` …)."""

    months: dict[str, Spread]
    since: Since
    weekdays: Weekdays
    served: InDays
    feasts: InDays
    known: KnownSigns
    words: DatingWords
