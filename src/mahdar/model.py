"""The nouns of Mahdar, as frozen records.

Every offset is a code point index into the text of the page it belongs to: ``text[start:end]`` is the quote,
and nothing else is. Records are keyword-only and hashable; sequences are tuples. ``Reading`` is the form
that ``mahdar read`` prints, one page a line (schema 1: fields may be added, never changed).

What the values mean (kinds of names, acts, roles of blocks, types and values of times, statuses of meetings) is
told in ``docs/concepts.md``.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Role = Literal["title", "lead", "body", "subhead", "caption", "credit", "byline", "dateline", "furniture"]
Basis = Literal["person", "stated", "given", "metadata", "inferred", "dossier", "knowledge"]
NameKind = Literal["person", "state", "organization", "place", "document", "event"]
TimeType = Literal["DATE", "TIME", "DURATION"]
StatementKind = Literal["direct", "indirect", "mixed"]
Act = Literal["state", "call", "support", "reject", "accuse", "warn", "promise", "agree", "hope"]
Polarity = Literal["positive", "negative"]
Status = Literal["announced", "held", "ongoing", "postponed", "cancelled", "denied"]
ParticipantRole = Literal["guarantor", "party", "observer", "mediator", "host", "participant"]
MeetingKind = Literal["talks", "summit", "conference", "session", "meeting", "visit", "call", "signing"]
Level = Literal["heads", "ministers", "envoys", "technical"]
CommitmentKind = Literal["agreed", "signed", "decided", "pledged", "extended"]
CommitmentStatus = Literal["agreed", "pledged", "implemented", "breached", "expired"]
Stance = Literal["supports", "opposes", "demands", "offers", "conditional", "denies", "neutral"]
OfficeStatus = Literal["current", "former", "acting", "elect"]
ReferenceSort = Literal["role", "group", "document", "people"]
Layer = Literal["block", "time", "name", "statement", "meeting", "commitment", "position"]

ARTICLE_ROLES: frozenset[Role] = frozenset({"title", "lead", "body", "subhead"})
"""Roles of the blocks that are the article's own running text."""

READ_ROLES: frozenset[Role] = ARTICLE_ROLES | {"caption", "credit", "byline", "dateline"}
"""Roles of the blocks in which times and names are looked for: all but furniture."""


class Noun(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records."""


class Span(Noun, frozen=True, kw_only=True, order=True):
    """Code points ``start`` (inclusive) to ``end`` (exclusive) of a page's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The quote that this span marks in ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


Evidence = tuple[Span, ...]


class Given(Noun, frozen=True, kw_only=True):
    """What is known of a page from beside it (a dump's columns, the command line), and therefore trusted.

    ``published`` is a day (EDTF), ``at`` the minute of it in UTC (2018-09-02T01:12Z) where that was told with its offset.
    """

    published: str | None = None
    at: str | None = None
    outlet: str | None = None
    title: str | None = None


class Told(Noun, frozen=True, kw_only=True):
    """A value that a page's markup tells, and where in it: ``JSON-LD datePublished``, ``meta og:title``; ``at`` is a day's minute, as in `Given`."""

    value: str
    where: str
    at: str | None = None


class Metadata(Noun, frozen=True, kw_only=True):
    """What the markup of a page says of the page (JSON-LD, OpenGraph, meta elements). Days are EDTF; empty for plain text."""

    title: Told | None = None
    published: Told | None = None
    modified: Told | None = None
    author: Told | None = None
    section: Told | None = None
    outlet: Told | None = None
    url: Told | None = None


class MarkedLine(Span, frozen=True, kw_only=True):
    """A line of an HTML page's text and what its markup says of it.

    ``tag`` is the innermost block element (``p``, ``h1``, ``li``, ``figcaption``, ``div`` …), ``zones`` the sectioning elements
    around it, outermost first (``article``, ``nav``, ``aside``, ``footer``, ``form``, ``figure`` …), ``classes`` the words of the
    classes and ids of its nearest ancestors, ``links`` the share of its characters inside links (0 to 1), ``main`` whether a
    main-text extractor keeps it (None where none was asked).
    """

    tag: str
    zones: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    links: float = 0.0
    main: bool | None = None


class Page(Noun, frozen=True, kw_only=True):
    """A text as captured.

    ``id`` is the SHA-256 of the captured bytes, ``text_hash`` that of ``text`` in UTF-8; all offsets refer to
    ``text``, which is decoded once and never altered; of HTML it is a line rendering, and ``markup`` holds what the
    elements say of each line. ``source`` says where it was found, ``encoding`` how its bytes were decoded, ``notes``
    what a reader should know of that (an encoding that was detected and not declared, mojibake that was repaired).
    """

    id: str
    text: str
    text_hash: str
    source: str
    url: str | None = None
    fetched: str | None = None
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()
    given: Given = Given()
    metadata: Metadata = Metadata()
    markup: tuple[MarkedLine, ...] = ()


class Block(Span, frozen=True, kw_only=True):
    """A run of the page with one role, how sure that is (0 to 1), and the reason in words.

    ``language`` is ``ar``, ``fa``, ``ur``, ``ckb`` or ``en``, None where it can't be told.
    """

    role: Role
    confidence: float
    why: str
    language: str | None = None


class Outlet(Noun, frozen=True, kw_only=True):
    """Who published the page: its label on the page or as given, and the entity where it is known."""

    label: str
    entity: str | None
    basis: Basis
    evidence: Evidence = ()


class Published(Noun, frozen=True, kw_only=True):
    """The article's own date of publication as an EDTF string, and how it is known.

    ``at`` is the minute in UTC (2018-09-02T01:12Z) where what stands beside the page or in its markup tells a clock with its offset.
    """

    value: str
    at: str | None = None
    basis: Basis
    evidence: Evidence = ()
    why: str | None = None


class Credit(Span, frozen=True, kw_only=True):
    """A source that the page credits for the whole story (an agency, a paper)."""

    entity: str


class Time(Span, frozen=True, kw_only=True):
    """A time expression. ``value`` is EDTF (a duration's ISO 8601), null where it can't be told.

    ``anchor`` names what a relative expression was resolved against: ``published``, a time ``stated`` before it, or an
    ``event``; ``rule`` the rule that read it, ``modifier`` a TIMEX3-like shade (``start``, ``mid``, ``end``), ``clock`` a time of
    day as ``HH:MM``, with its offset where its zone is told (``14:00+00:00``). ``date`` is the day, month or year that a duration
    counted from a dated event reaches. ``open`` tells an open range: ``from`` the value on (منذ 2011), ``until`` it (حتى نهاية 2020).
    """

    type: TimeType
    value: str | None
    anchor: str | None
    rule: str
    modifier: str | None = None
    clock: str | None = None
    date: str | None = None
    open: Literal["from", "until"] | None = None


class Office(Noun, frozen=True, kw_only=True):
    """An office that a person holds or held, as the page tells it (``stated``, with evidence) or as the knowledge has it.

    ``role`` is its slug (foreign-minister; null where only the page's words tell it), ``label`` the page's own words, ``of`` the state or
    organization, ``since`` and ``until`` EDTF where known, ``status`` what the page says of its time (وزير الخارجية السابق is former),
    ``known`` how the knowledge knows it.
    """

    role: str | None
    label: str | None = None
    of: str | None = None
    since: str | None = None
    until: str | None = None
    status: OfficeStatus | None = None
    basis: Basis
    known: str | None = None
    evidence: Evidence = ()


class Entity(Noun, frozen=True, kw_only=True):
    """A thing that the page names. ``label`` maps a language to its fullest form there; ``offices`` are those of a person."""

    id: str
    kind: NameKind
    label: dict[str, str]
    wikidata: str | None = None
    offices: tuple[Office, ...] = ()


class Name(Span, frozen=True, kw_only=True):
    """One naming of an entity, without titles and proclitics. ``found_by`` names the means."""

    kind: NameKind
    entity: str
    found_by: str
    confidence: float


class Reference(Span, frozen=True, kw_only=True):
    """Words that mean an entity without naming it (الدبلوماسي الروسي، المجتمعون، البيان). ``why`` says in a word how that is known."""

    entity: str
    sort: ReferenceSort
    why: str
    confidence: float


class Speaker(Noun, frozen=True, kw_only=True):
    """Who speaks: the entity where it is known, the page's own words for it, and where those stand.

    With a null subject ``start`` and ``end`` are those of the antecedent.
    """

    entity: str | None
    label: str
    start: int
    end: int


class Via(Span, frozen=True, kw_only=True):
    """What carried a statement on its way to this outlet (an agency, a communiqué, an interview)."""

    entity: str


class Statement(Span, frozen=True, kw_only=True):
    """Content that the page attributes to a speaker.

    ``start`` and ``end`` mark the longest stretch of the content in one line, ``more`` its other parts. ``cue``
    is the attributing word (null where only quotation marks attribute). ``via`` goes from the speaker outward.
    ``target`` is whom or what the act is aimed at where that isn't the addressee. ``found_by`` names the rule.
    """

    id: str
    more: tuple[Span, ...] = ()
    cue: Span | None
    speaker: Speaker | None
    addressee: str | None = None
    act: Act
    kind: StatementKind
    via: tuple[Via, ...] = ()
    issues: tuple[str, ...] = ()
    target: str | None = None
    polarity: Polarity = "positive"
    found_by: str
    confidence: float


class Participant(Noun, frozen=True, kw_only=True):
    """An entity that takes part in a meeting, its role there, and what says so."""

    entity: str
    role: ParticipantRole
    evidence: Evidence


class Slot(Noun, frozen=True, kw_only=True):
    """How one field of a meeting is known."""

    basis: Basis
    evidence: Evidence = ()
    why: str | None = None


class Meeting(Noun, frozen=True, kw_only=True):
    """A round of talks, a summit, a visit or a call that the page reports, announces or refers back to.

    ``kind`` is what sort of meeting it is told to be (null where the words don't tell), ``convener`` who called it or mediates
    where that isn't the host, ``level`` of whom it is, ``agenda`` the issues told beside it (keys of a dossier), ``outcome`` the id of
    the document that came of it. ``slots`` holds, for each field that has a value, how it is known.
    """

    id: str
    kind: MeetingKind | None = None
    series: str | None
    ordinal: int | None
    place: str | None
    start: str | None
    end: str | None
    host: str | None = None
    convener: str | None = None
    level: Level | None = None
    participants: tuple[Participant, ...] = ()
    status: Status
    agenda: tuple[str, ...] = ()
    outcome: str | None = None
    evidence: Evidence
    slots: dict[str, Slot]


class Commitment(Noun, frozen=True, kw_only=True):
    """Something that parties agreed or undertook, with its date and how it stands.

    ``parties`` are ids of entities, ``kind`` how it was undertaken, ``issue`` the key of a dossier's issue (of the dossier ``process``), ``date``
    when (EDTF), ``status`` what became of it as far as the page tells, and ``told_by`` who says so where that is not the
    page itself (خرقت الهدنة بحسب موسكو). ``content`` marks the words of what was undertaken, ``statements`` are ids of those that tell it.
    """

    id: str
    kind: CommitmentKind = "agreed"
    parties: tuple[str, ...]
    process: str | None = None
    issue: str | None
    date: str | None
    status: CommitmentStatus
    told_by: str | None = None
    content: Span | None = None
    statements: tuple[str, ...] = ()
    evidence: Evidence


class Position(Noun, frozen=True, kw_only=True):
    """An actor's stance on an issue, backed by statements (their ids).

    ``issue`` is the key of an issue of the dossier ``process``. ``condition`` is the page's words of what the stance depends on, at
    ``condition_at``; ``target`` whose doing it is about where that is told, ``date`` when it was taken (EDTF), ``why`` how it follows
    from the statements. ``told_by`` is who says so without a name of his own (مسؤول تركي) where that is the one source.
    """

    actor: str
    process: str | None = None
    issue: str
    stance: Stance
    target: str | None = None
    condition: str | None
    condition_at: Span | None = None
    date: str | None = None
    why: str | None = None
    told_by: str | None = None
    statements: tuple[str, ...]


class Rejected(Span, frozen=True, kw_only=True):
    """What a step looked at and refused, with the reason."""

    layer: Layer
    reason: str


class Reading(Noun, frozen=True, kw_only=True):
    """All that was read from one page. ``evidence`` spans here refer to ``text``.

    ``site_profile`` is the hash of the site profile that was read with, ``notes`` what a reader should know of how
    the page was decoded and laid out.
    """

    schema: int = 1
    page: str
    text_hash: str
    source: str
    url: str | None = None
    fetched: str | None = None
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    language: str | None
    engine: str
    site_profile: str | None = None
    notes: tuple[str, ...] = ()
    outlet: Outlet | None
    published: Published | None
    credits: tuple[Credit, ...]
    wire_copy: str | None = None
    text: str
    blocks: tuple[Block, ...]
    times: tuple[Time, ...]
    entities: tuple[Entity, ...]
    names: tuple[Name, ...]
    references: tuple[Reference, ...] = ()
    statements: tuple[Statement, ...]
    meetings: tuple[Meeting, ...]
    commitments: tuple[Commitment, ...] = ()
    positions: tuple[Position, ...] = ()
    rejected: tuple[Rejected, ...] = ()
