"""What the record answers for exports alone: rows that lists have no need of."""

from __future__ import annotations

from mahdar.model import NameKind, Noun
from mahdar.record.answers import CaptureAnswer, EntityRef, OfficeAnswer, PageRef, Quote


class PageRow(Noun, frozen=True, kw_only=True):
    """A page with all its captures, each with what it says of outlet and date, the words that say so, and how they are known.

    ``text_hash`` is the SHA-256 of its text in UTF-8: offsets of other rows refer to the text that has it. ``story`` is the story that the page
    tells, null before it is linked; ``statements`` counts those on the page.
    """

    page: PageRef
    text_hash: str
    language: str | None
    media_type: str
    wire_copy: EntityRef | None
    story: str | None
    statements: int
    captures: tuple[CaptureAnswer, ...]
    engine: str


class NameRow(Noun, frozen=True, kw_only=True):
    """One naming of an entity: the words and where they stand. ``entity`` is shown by the id that stands for it, ``made`` is the page's own id."""

    words: Quote
    kind: NameKind
    entity: EntityRef
    made: str
    found_by: str
    confidence: float
    engine: str


class NamedRow(Noun, frozen=True, kw_only=True):
    """An entity over the whole record. ``pages`` counts those that name it, ``ids`` are the ids that pages made for it, its own first,
    ``evidence`` is where the earliest of these pages names it first."""

    id: str
    kind: NameKind
    label: dict[str, str]
    wikidata: str | None
    pages: int
    ids: tuple[str, ...]
    offices: tuple[OfficeAnswer, ...]
    evidence: tuple[Quote, ...]
