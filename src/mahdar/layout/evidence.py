"""What is known of a line from beside its text, as log odds that the line model adds to its own scores."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from mahdar.layout.linemodel import FURNITURE, Label, Odds

ARTICLE: frozenset[Label] = frozenset(("title", "lead", "body", "subhead"))


class Evidence(NamedTuple):
    """Log odds for some labels, and the reason in words."""

    odds: Odds
    why: str


def for_furniture(confidence: float, why: str) -> Evidence:
    """Evidence that a line is furniture with a probability of ``confidence``."""
    return Evidence(dict.fromkeys(FURNITURE, math.log(confidence / (1 - confidence))), why)


def for_article(confidence: float, why: str) -> Evidence:
    """Evidence that a line is of the article with a probability of ``confidence``."""
    return Evidence(dict.fromkeys(ARTICLE, math.log(confidence / (1 - confidence))), why)


def for_label(label: Label, confidence: float, why: str) -> Evidence:
    """Evidence for one label."""
    return Evidence({label: math.log(confidence / (1 - confidence))}, why)


def total(evidence: Iterable[Evidence]) -> Odds:
    """The odds of independent pieces of evidence together."""
    out: dict[Label, float] = {}
    for piece in evidence:
        for label, odds in piece.odds.items():
            out[label] = out.get(label, 0.0) + odds
    return out
