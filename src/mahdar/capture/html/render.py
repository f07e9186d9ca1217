"""HTML source to its rendering: text, marked lines and metadata."""

from __future__ import annotations

import re

import msgspec

from mahdar.capture.html.lines import TooLong, lines
from mahdar.capture.html.main import main_lines, within_reach
from mahdar.capture.html.metadata import read_metadata
from mahdar.capture.html.parse import parse
from mahdar.capture.limits import MAX_PAGE_BYTES, MAX_TAGS
from mahdar.model import MarkedLine, Metadata, Noun

MAX_TEXT = MAX_PAGE_BYTES
"""Characters that a rendering can have: as many as a page of plain text can have bytes."""

_TAG = re.compile("<[a-zA-Z/]")
_HIDDEN = 500


class Rendered(Noun, frozen=True, kw_only=True):
    """An HTML page as text. ``markup`` has one entry for each line that isn't blank, in order: ``text[start:end]`` is the line without the
    white space around it. ``notes`` says in sentences what was altered, left out or passed over."""

    text: str
    markup: tuple[MarkedLine, ...] = ()
    metadata: Metadata = Metadata()
    notes: tuple[str, ...] = ()


def render(html: str, *, url: str | None = None, fetched: str | None = None) -> Rendered:
    """The rendering of ``html``, found at ``url`` at the time ``fetched`` (ISO 8601), which bounds the dates in its metadata.

    Takes any text: broken, nested without end, empty. Raises `TooLong` where it has more than `MAX_TAGS` tags, `MAX_TEXT`
    characters or `MAX_LINES` lines.
    """
    if html.count("<") > MAX_TAGS and sum(1 for _ in _TAG.finditer(html)) > MAX_TAGS:
        raise TooLong(f"{MAX_TAGS:,} tags")
    parsed = parse(html)
    if parsed.root is None:
        return Rendered(text="", notes=parsed.notes)
    notes = list(parsed.notes)
    shown = lines(parsed.root, MAX_TEXT)
    if shown.controls:
        notes.append(f"{shown.controls} control characters replaced by U+FFFD")
    if shown.hidden > max(_HIDDEN, len(shown.text) // 5):
        notes.append(f"{shown.hidden} characters in hidden elements left out")
    reachable = (reason := within_reach(parsed.root)) is None
    markup = shown.markup
    texts = [shown.text[line.start : line.end] for line in markup]
    if reachable:
        main = main_lines(parsed.root, texts)
        reason = main.why
        if main.kept is not None:
            markup = tuple(msgspec.structs.replace(line, main=kept) for line, kept in zip(markup, main.kept, strict=True))
    if reason:
        notes.append(reason)
    read = read_metadata(parsed.root, url=url, fetched=fetched, lines=texts, search=reachable)
    return Rendered(text=shown.text, markup=markup, metadata=read.metadata, notes=(*notes, *read.notes))
