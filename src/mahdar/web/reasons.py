"""The reasons and notes that the reader gives, as ``messages/reasons.toml`` says them: phrases with holes, matched whole."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

import msgspec
import tomli

_HOLE = re.compile(r"\\{(\w+?)(\d*)\\}")
_FIGURE = r"\d[\d.,]*%?"
_SHAPES = {"n": r"\S+", "date": r"[^\s,]+", "name": ".+", "words": ".+", "place": r"\S+", "where": ".+?", "why": ".+", "codecs": ".+"}
"""What may stand in a hole. Any other name is that of a count: a figure, with its noun or without."""


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """One of the reader's phrases in both languages. ``kind`` names the furniture that it is said of, if it is."""

    ar: str
    en: str
    kind: str | None = None


class Said(msgspec.Struct, frozen=True):
    """A phrase as it was met, with what stood in its holes."""

    phrase: Phrase
    holes: dict[str, str]


@lru_cache(maxsize=1)
def phrases() -> dict[str, Phrase]:
    """All phrases, by the reader's own English."""
    text = (resources.files(__package__) / "messages" / "reasons.toml").read_text(encoding="utf-8")
    return {key: msgspec.convert({"en": key, **value}, Phrase) for key, value in tomli.loads(text).items()}


@lru_cache(maxsize=4096)
def find(reason: str) -> Said | None:
    """The phrase that ``reason`` is; None where there is none. Of several, the one with the most words of its own."""
    if (known := phrases().get(reason)) is not None and "{" not in reason:
        return Said(known, {})
    for pattern, phrase in _patterns():
        if found := pattern.fullmatch(reason):
            return Said(phrase, found.groupdict())
    return None


def hole_of(name: str) -> str:
    """What a hole is for, without the figure that tells it from another of its kind."""
    return name.rstrip("0123456789")


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], Phrase], ...]:
    with_holes = sorted((key for key in phrases() if "{" in key), key=lambda key: (-len(re.sub(r"\{\w+\}", "", key)), key))
    return tuple((_pattern(key), phrases()[key]) for key in with_holes)


def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(_HOLE.sub(lambda hole: f"(?P<{hole[1]}{hole[2]}>{_SHAPES.get(hole[1], f'{_FIGURE}(?: [a-z]+)?')})", re.escape(key)))
