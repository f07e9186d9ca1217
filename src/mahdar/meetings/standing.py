"""How a meeting stands when the page is published: by the tense of the verb that tells it, the words around it, and the day."""

from __future__ import annotations

from mahdar.meetings.joining import Draft
from mahdar.meetings.mentions import MeetingMention
from mahdar.meetings.page import MeetingPage
from mahdar.model import Slot, Span, Status

_CHANGED: tuple[Status, ...] = ("cancelled", "postponed", "denied")


def standing_of(page: MeetingPage, draft: Draft, start: str | None, end: str | None) -> tuple[Status, Slot]:
    """The status, and how it is known: a change outweighs all; then the day where it is told; then the first telling that says it; else
    held, since it is told as known."""
    told = [(status, mention) for mention in draft.mentions if (status := page.status_of(mention)) is not None]
    changed = next((t for t in told if t[0] in _CHANGED), None)
    published = page.published
    if changed is not None:
        return changed[0], Slot(basis="stated", evidence=(span_of(page, changed[1]),))
    if before(published, start):
        return "announced", Slot(basis="inferred", why=f"published {published}, before {start}")
    if before(end, published):
        return "held", Slot(basis="inferred", why=f"published {published}, after {end}")
    if told:
        return told[0][0], Slot(basis="stated", evidence=(span_of(page, told[0][1]),))
    return "held", Slot(basis="inferred", why="told of as known, with no word of when")


def before(a: str | None, b: str | None) -> bool:
    """Whether the EDTF date ``a`` is earlier than ``b`` at the precision both have; False where one isn't known."""
    return a is not None and b is not None and a[: len(b)] < b[: len(a)]


def span_of(page: MeetingPage, mention: MeetingMention) -> Span:
    """The words of a telling."""
    tokens = page.lines[mention.line].view.tokens
    return Span(start=tokens[mention.first].stem_start, end=tokens[mention.last - 1].end)
