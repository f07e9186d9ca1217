"""Finding a judged item again, in the reading that it was judged in or in that of a newer engine."""

from __future__ import annotations

from collections.abc import Iterable

from mahdar.corrections.model import Target
from mahdar.corrections.work import Item, UnfitError, Work
from mahdar.model import Span

ENOUGH = 0.5
"""At least this share of the characters of two spans must be common to both for one to be the other with its bounds moved."""


def locate(work: Work, target: Target) -> Item:
    """The item that ``target`` means, also one that an earlier judgement refused. Raises `UnfitError` where there is none.

    It is the one that stands at the same characters under the same id; else the one of that id; else the one at these characters; else
    the one of its layer that shares most with them, and at least half. A position is found by its statement and its id together.
    """
    span = target.span
    assert span is not None
    text = work.machine.text
    if span.end > len(text) or span.of(text) != target.quote:
        raise UnfitError(f"expected {target.quote!r} at {span.start}..{span.end}, got {span.of(text)!r}")
    items = work.items(target.layer)
    if target.layer == "position":
        items = [item for item in items if target.item in item.ids()]
    same = [item for item in items if target.item is not None and target.item in item.ids()]
    here = [item for item in items if span in item.places()]
    for some in ([item for item in here if item in same], same if _has_own_id(target) else [], here):
        if some:
            return some[0]
    shared = [(share, -n) for n, item in enumerate(items) if (share := _share(span, item.places())) >= ENOUGH]
    if not shared:
        raise UnfitError(f"nothing of the kind ({target.layer}) is read at {span.start}..{span.end} any more")
    return items[-max(shared)[1]]


def _has_own_id(target: Target) -> bool:
    """Whether the id is more than the characters."""
    return target.layer in ("statement", "meeting", "commitment")


def _share(span: Span, others: Iterable[Span]) -> float:
    """The greatest share of common characters among those of either span (Jaccard)."""
    best = 0.0
    for other in others:
        common = min(span.end, other.end) - max(span.start, other.start)
        if common > 0:
            best = max(best, common / (max(span.end, other.end) - min(span.start, other.start)))
    return best
