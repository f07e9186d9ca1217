"""What the record answers: frozen structs, the same in Python and in JSON.

Every answer that claims something carries the quotes that say it. Labels map a language to a form.
"""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

import msgspec

from mahdar.corrections.model import Kind, Layer
from mahdar.model import Act, Basis, NameKind, Noun, OfficeStatus, Polarity, Reading, StatementKind

T = TypeVar("T")


class Listing(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """A stretch of a list: at most ``limit`` items from number ``offset`` (from 0) on, of ``total`` in all."""

    total: int
    offset: int
    limit: int
    items: tuple[T, ...]


class EntityRef(Noun, frozen=True, kw_only=True):
    """An entity as it is shown. ``kind`` is null and ``label`` empty where no page names it."""

    id: str
    kind: NameKind | None
    label: dict[str, str]


class OutletRef(Noun, frozen=True, kw_only=True):
    """Who published a page, and how that is known."""

    label: str
    entity: str | None
    basis: Basis


class Dated(Noun, frozen=True, kw_only=True):
    """A page's date of publication (EDTF), and how it is known."""

    value: str
    basis: Basis
    why: str | None


class PageRef(Noun, frozen=True, kw_only=True):
    """A page, for a list. ``outlets`` are those of all captures; ``source``, ``url`` and ``fetched`` (ISO 8601) of that whose reading is kept."""

    id: str
    title: str | None
    outlets: tuple[OutletRef, ...]
    published: Dated | None
    source: str
    url: str | None
    fetched: str | None
    captures: int


class Quote(Noun, frozen=True, kw_only=True):
    """Evidence: the words that say it, with what stands around them in their line (cut at a space), and where.

    ``line`` counts from 1; ``start`` and ``end`` are code points into the page's text.
    """

    page: str
    start: int
    end: int
    line: int
    before: str
    quote: str
    after: str


class SpeakerAnswer(Noun, frozen=True, kw_only=True):
    """Who speaks: the entity where it is known, and the page's own words for it."""

    entity: EntityRef | None
    label: str
    words: Quote


LinkPart = Literal["speaker", "via", "credit", "outlet"]


class Link(Noun, frozen=True, kw_only=True):
    """One link of a statement's way to the reader.

    ``part`` is what it does there: it speaks, carries the statement (``via``), is credited for the whole page, or published the page.
    ``words`` are the page's own for it; null where the page's text doesn't name it (an outlet).
    """

    part: LinkPart
    label: dict[str, str]
    entity: str | None
    kind: NameKind | None
    words: Quote | None


class Mark(Noun, frozen=True, kw_only=True):
    """What a person judged of a thing, as far as it holds: what it did (`mahdar.corrections.model.Kind`), to which field and value, when (ISO
    8601), and why. ``layer`` and ``item`` say of what."""

    id: str
    at: str
    who: str
    kind: Kind
    layer: Layer
    item: str
    field: str | None
    value: str | None
    why: str | None


class StatementAnswer(Noun, frozen=True, kw_only=True):
    """A statement with its words and its way.

    ``chain`` goes from the speaker to the outlet; the links of one step stand side by side (two agencies credited
    together). ``more`` holds the other parts of a content that is split. ``wire_copy`` is the agency whose text the whole page is,
    ``review`` says that the statement is too uncertain to be taken without a look at its page.
    """

    id: str
    content: Quote
    more: tuple[Quote, ...]
    cue: Quote | None
    speaker: SpeakerAnswer | None
    addressee: EntityRef | None
    target: EntityRef | None
    act: Act
    kind: StatementKind
    polarity: Polarity
    issues: tuple[str, ...]
    chain: tuple[tuple[Link, ...], ...]
    wire_copy: EntityRef | None
    page: PageRef
    found_by: str
    confidence: float
    review: bool
    engine: str
    judged: tuple[Mark, ...] = ()

    @property
    def parts(self) -> tuple[Quote, ...]:
        """All parts of the content in the order in which the page has them."""
        return tuple(sorted((self.content, *self.more), key=lambda part: (part.start, part.end)))


class Context(Noun, frozen=True, kw_only=True):
    """The lines of a page in which a statement stands, cut at a space where they are long.

    ``text`` is ``page.text[start:end]``; ``opened`` and ``closed`` say whether it goes from the line's first character, and to its last.
    """

    start: int
    end: int
    text: str
    opened: bool
    closed: bool


class FacetCount(Noun, frozen=True, kw_only=True):
    """How many statements have a value that a list can be filtered by. ``label`` is empty for what is a word of the model or of a dossier."""

    value: str
    label: dict[str, str]
    count: int


class StatementFacets(Noun, frozen=True, kw_only=True):
    """The values that statements can be filtered by, each counted with all other filters in force; ``review`` counts those that need one.

    Acts and kinds come in the model's order, years from the latest, months from the earliest, the others by their counts, the greatest first.
    """

    act: tuple[FacetCount, ...]
    kind: tuple[FacetCount, ...]
    issue: tuple[FacetCount, ...]
    outlet: tuple[FacetCount, ...]
    speaker: tuple[FacetCount, ...]
    year: tuple[FacetCount, ...]
    month: tuple[FacetCount, ...]
    review: int


class OutletUse(Noun, frozen=True, kw_only=True):
    """How many captures of one outlet have a form, and the dates (EDTF) of the first and the last. ``label`` is null for the captures
    whose outlet isn't known, ``entity`` is the outlet's where that is known."""

    label: str | None
    entity: str | None
    captures: int
    first: str | None
    last: str | None


class Form(Noun, frozen=True, kw_only=True):
    """Words by which pages name an entity, exactly as they are spelt, or by which they mean it without naming it.

    ``times`` counts uses, ``pages`` and ``captures`` where they stand; ``first`` and ``last`` are the dates (EDTF) of these captures.
    ``outlets`` are those of most captures; ``example`` is where the words stand first.
    """

    form: str
    times: int
    pages: int
    captures: int
    first: str | None
    last: str | None
    outlets: tuple[OutletUse, ...]
    example: Quote


class OfficeWords(Noun, frozen=True, kw_only=True):
    """One of the wordings in which pages state an office, how often, and where it stands first. ``label`` is the page's own words."""

    label: str | None
    uses: int
    page: PageRef
    evidence: tuple[Quote, ...]


class OfficeAnswer(Noun, frozen=True, kw_only=True):
    """An office of a person. ``basis`` is ``stated`` where pages say so (``words``), or ``knowledge``, and then ``known`` says how it is known.

    ``role`` is its slug, null where only words tell it; ``of`` the state or body; ``since`` and ``until`` its term (EDTF), ``status``
    what the page says of its time. ``first`` and ``last`` are the dates of the captures that state it.
    """

    role: str | None
    of: EntityRef | None
    status: OfficeStatus | None
    since: str | None
    until: str | None
    basis: Basis
    known: str | None
    pages: int
    captures: int
    first: str | None
    last: str | None
    words: tuple[OfficeWords, ...]


class EntityRow(Noun, frozen=True, kw_only=True):
    """An entity, for a list: ``pages`` counts the pages that name it."""

    id: str
    kind: NameKind
    label: dict[str, str]
    pages: int


class MonthUse(Noun, frozen=True, kw_only=True):
    """How many captures of a month (EDTF; null where none is known) have a form."""

    month: str | None
    captures: int


class OutletWording(Noun, frozen=True, kw_only=True):
    """How often an outlet uses a form, by month: its entity where it is known, and its label, null for captures whose outlet isn't known."""

    entity: str | None
    label: str | None
    captures: int
    months: tuple[MonthUse, ...]


class WordingForm(Noun, frozen=True, kw_only=True):
    """A form by which outlets name an entity (``named``), or mean it without naming it, by those that use it most."""

    form: str
    named: bool
    captures: int
    outlets: tuple[OutletWording, ...]


class WordingAnswer(Noun, frozen=True, kw_only=True):
    """What outlets call an entity: ``forms`` are those of most captures of ``total``."""

    total: int
    forms: tuple[WordingForm, ...]


class JoinedId(Noun, frozen=True, kw_only=True):
    """An id that a page made and another stands for: ``entity`` as its own pages call it, ``by`` what it was compared with, how surely it is the
    same (0 to 1) and why, in phrases parted by semicolons."""

    entity: EntityRef
    by: EntityRef
    score: float
    why: str


class MaybeSame(Noun, frozen=True, kw_only=True):
    """Another entity that may be the same, for a person to look at: which ids were compared (``here``, ``there``), how sure it is and why, and
    ``but`` why they aren't joined though that alone would be sure."""

    entity: EntityRef
    here: EntityRef
    there: EntityRef
    score: float
    why: str
    but: str | None


class EntityAnswer(Noun, frozen=True, kw_only=True):
    """An entity over the whole record: by the id that stands for it, with all that is told under the ids ``joined`` with it.

    ``forms`` are the most used of its spellings, ``spellings`` says how many there are; ``referred`` the most used words that mean it without
    naming it; ``alongside`` the persons and organizations named on most of its pages, or of the latest ``alongside_of``, where that isn't null;
    ``maybe`` those that may be the same.
    """

    id: str
    kind: NameKind
    label: dict[str, str]
    wikidata: str | None
    pages: int
    mentions: int
    spellings: int
    forms: tuple[Form, ...]
    referred: tuple[Form, ...]
    offices: tuple[OfficeAnswer, ...]
    alongside: tuple[EntityRow, ...]
    said: int
    addressed: int
    meetings: int
    judged: tuple[Mark, ...] = ()
    joined: tuple[JoinedId, ...] = ()
    maybe: tuple[MaybeSame, ...] = ()
    alongside_of: int | None = None


class CaptureAnswer(Noun, frozen=True, kw_only=True):
    """One finding of a page, with what it says of outlet and date."""

    source: str
    url: str | None
    fetched: str | None
    outlet: OutletRef | None
    outlet_evidence: tuple[Quote, ...]
    published: Dated | None
    published_evidence: tuple[Quote, ...]
    engine: str


class PageAnswer(Noun, frozen=True, kw_only=True):
    """A page with all that was read from it, and what people ``judged`` there.

    ``entities`` tells how the whole record labels what the page refers to."""

    ref: PageRef
    captures: tuple[CaptureAnswer, ...]
    entities: dict[str, EntityRef]
    reading: Reading
    judged: tuple[Mark, ...] = ()


class SiteProfileRow(Noun, frozen=True, kw_only=True):
    """A site's profile, for a list: ``pages`` it was counted on, ``lines`` in it that are furniture. ``site`` is a host or an outlet,
    empty for the pages of which neither is known."""

    hash: str
    site: str
    pages: int
    lines: int


class Counted(Noun, frozen=True, kw_only=True):
    """How many there are of something."""

    value: str
    count: int


class OverviewAnswer(Noun, frozen=True, kw_only=True):
    """What is in the record. ``first`` and ``last`` are the earliest and latest dates of publication."""

    pages: int
    captures: int
    meetings: int
    statements: int
    entities: tuple[Counted, ...]
    outlets: tuple[Counted, ...]
    engines: tuple[str, ...]
    first: str | None
    last: str | None
    undated: int
