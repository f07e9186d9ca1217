"""What the record answers of stories."""

from __future__ import annotations

from typing import Literal

from mahdar.linking.aligned import Difference
from mahdar.model import Noun
from mahdar.record.answers import EntityRef, PageRef, Quote, StatementAnswer

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


class CopyOf(Noun, frozen=True, kw_only=True):
    """A page that carries the text of another, word for word or edited."""

    page: PageRef
    sort: CopySort
    share: float


class TextAnswer(Noun, frozen=True, kw_only=True):
    """One text of a story: the page that had it first, the minute when it came out (ISO 8601, UTC) where that is told, and its copies, folded.

    ``agencies`` are those that it or one of its copies credits: what the outlets share."""

    page: PageRef
    at: str | None
    copies: tuple[CopyOf, ...]
    agencies: tuple[EntityRef, ...] = ()


class ToldAnswer(Noun, frozen=True, kw_only=True):
    """A statement as texts of a story tell it: by each that does, in what they differ, and the pages whose text leaves it out."""

    told: tuple[StatementAnswer, ...]
    differ: tuple[Difference, ...]
    left_out: tuple[str, ...]


class NamedForm(Noun, frozen=True, kw_only=True):
    """A form by which texts of a story name an entity, each with its first use."""

    form: str
    uses: tuple[Quote, ...]


class NamedAnswer(Noun, frozen=True, kw_only=True):
    """An entity that texts of a story name by different forms."""

    entity: EntityRef
    forms: tuple[NamedForm, ...]


class SidesAnswer(Noun, frozen=True, kw_only=True):
    """A story side by side: its texts by when they came out, the statements that several texts tell, those that only one does (by its page), and
    what the texts name differently. ``left`` counts the texts, the latest, that weren't compared."""

    texts: tuple[TextAnswer, ...]
    common: tuple[ToldAnswer, ...]
    only: dict[str, tuple[StatementAnswer, ...]]
    named: tuple[NamedAnswer, ...]
    left: int
