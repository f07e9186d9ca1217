"""What the record answers of stories."""

from __future__ import annotations

from typing import Literal

from mahdar.model import Noun
from mahdar.record.answers import PageRef

CopySort = Literal["same", "near", "within"]


class CopyAnswer(Noun, frozen=True, kw_only=True):
    """Two pages of a story whose articles are one text: word for word, edited, or one (the shorter) inside the other; and the share in common."""

    one: str
    other: str
    sort: CopySort
    share: float


class StoryRef(Noun, frozen=True, kw_only=True):
    """A story, for a list. ``first`` is the page that came out first, ``reports`` counts the captures of its pages, ``outlets`` those that are
    independent of each other as far as is known (docs/process.md); ``since`` and ``until`` are days (EDTF)."""

    id: str
    first: PageRef
    since: str | None
    until: str | None
    pages: int
    reports: int
    outlets: int


class StoryAnswer(Noun, frozen=True, kw_only=True):
    """A story with its pages, by when they came out, and which of them are copies."""

    ref: StoryRef
    pages: tuple[PageRef, ...]
    copies: tuple[CopyAnswer, ...]


class StoryRow(Noun, frozen=True, kw_only=True):
    """A story as it is exported: where its pages were found, by when they came out, and those of them, in groups, that are one text."""

    id: str
    captures: tuple[str, ...]
    copies: tuple[tuple[str, ...], ...]
    since: str | None
    until: str | None
    outlets: int
