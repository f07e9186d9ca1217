"""What the tools answer: lean nouns, in which nothing stands that isn't told.

An assistant pays for each word. So a thing is told once, in the words of its page, with what is needed to quote it and to look further: ids,
addresses, offsets. What is false, null or empty is left out.
"""

from __future__ import annotations

import msgspec

from mahdar.model import Act, NameKind, Noun, StatementKind


class Named(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """An entity: its id, and what it is called in Arabic and in English."""

    id: str | None = None
    ar: str | None = None
    en: str | None = None


class Evidence(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """Words of a page that say it: ``quote`` is ``page.text[start:end]``, in code points; ``line`` counts from 1. ``address`` shows them marked."""

    quote: str
    page: str
    start: int
    end: int
    line: int
    address: str
    outlet: str | None = None
    published: str | None = None


class Statement(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """Who said what to whom. ``evidence`` are the words of the content, all parts in order; ``kind`` direct: they are the speaker's own; else the
    page's. ``act`` is what the speaker does by it, ``polarity`` negative where the page says that he doesn't. ``via`` is who carried it."""

    id: str
    speaker: Named | None = None
    speaker_words: str | None = None
    act: Act
    polarity: str | None = None
    kind: StatementKind
    to: Named | None = None
    about: Named | None = None
    issues: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    doubtful: bool = False
    evidence: tuple[Evidence, ...]
    address: str


class StatementWhole(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """A statement with the lines in which it stands, its way to the reader, how it was found, and how to cite it."""

    statement: Statement
    context: str
    chain: tuple[str, ...]
    title: str | None = None
    url: str | None = None
    date_basis: str | None = None
    found_by: str
    confidence: float
    judged: tuple[str, ...] = ()
    citation: str


class Found(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """Something found: ``words`` is a stretch of the page (`evidence` says where), or an entity's name."""

    kind: str
    id: str
    words: str
    by: str | None = None
    act: str | None = None
    pages: int | None = None
    score: float | None = None
    same: tuple[str, ...] = ()
    evidence: Evidence | None = None
    address: str


class Results(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """What answers to a query. ``narrow`` are fields that would keep fewer, each with how many."""

    total: int
    at_least: bool = False
    results: tuple[Found, ...]
    narrow: dict[str, int] = msgspec.field(default_factory=dict)
    more_from: int | None = None


class Statements(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """Statements; ``cursor`` asks for those that follow."""

    total: int
    at_least: bool = False
    statements: tuple[Statement, ...]
    cursor: str | None = None


class Value(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """A value of a field: by how many independent outlets it is told, and the words of the first page that does. ``basis`` dossier: no page does.
    ``page`` is the address of that page where its reading doesn't tell by which words."""

    value: str
    named: Named | None = None
    outlets: int = 0
    basis: str | None = None
    evidence: Evidence | None = None
    page: str | None = None


class Fact(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """A field of a meeting: the value shown, and where pages differ all of them."""

    value: Value
    conflict: bool = False
    others: tuple[Value, ...] = ()


class Participant(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """Who takes part, in which role, and the words of the first page that says so."""

    who: Named
    role: str
    attendance: str
    outlets: int
    conflict: bool = False
    evidence: Evidence | None = None


class MeetingBrief(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """A meeting, for a chronology."""

    id: str
    name: str | None = None
    series: str | None = None
    ordinal: int | None = None
    kind: str | None = None
    status: str
    start: str | None = None
    end: str | None = None
    place: Named | None = None
    with_: tuple[Named, ...] = msgspec.field(default=(), name="with")
    pages: int
    conflict: bool = False
    evidence: Evidence | None = None
    address: str


class Meeting(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """A meeting as all pages together tell it. ``told_by`` pages, ``outlets`` independent ones; ``statements`` on these pages."""

    id: str
    name: str | None = None
    series: str | None = None
    ordinal: int | None = None
    facts: dict[str, Fact]
    participants: tuple[Participant, ...]
    agenda: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    told_by: int
    outlets: int
    statements: int
    judged: tuple[str, ...] = ()
    address: str


class Chronology(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """Meetings by date; ``cursor`` asks for those that follow."""

    total: int
    meetings: tuple[MeetingBrief, ...]
    cursor: str | None = None


class Stance(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """A stance at a date, and the first words that back it; ``changed`` from the one before."""

    date: str | None = None
    stance: str
    toward: Named | None = None
    condition: str | None = None
    changed: bool = False
    disputed: bool = False
    outlets: int
    statements: tuple[str, ...] = ()
    evidence: Evidence | None = None


class Position(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """What an actor holds on an issue, the earliest stance first; ``earlier`` says how many were left out before these."""

    actor: Named
    process: str | None = None
    issue: str
    changes: int
    stances: tuple[Stance, ...]
    earlier: int = 0
    address: str | None = None


class Positions(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """Positions; ``cursor`` asks for those that follow."""

    total: int
    positions: tuple[Position, ...]
    cursor: str | None = None


class Commitment(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """What was undertaken, by whom, and what became of it (``status``; ``course`` as told over time)."""

    id: str
    process: str | None = None
    issue: str | None = None
    parties: tuple[Named, ...]
    kind: str
    date: str | None = None
    status: str
    disputed: bool = False
    course: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...]


class Commitments(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """Commitments; ``cursor`` asks for those that follow."""

    total: int
    commitments: tuple[Commitment, ...]
    cursor: str | None = None


class Office(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """An office of a person: stated by pages (with their words), or known beside them (``known`` says how)."""

    role: str | None = None
    words: str | None = None
    of: Named | None = None
    since: str | None = None
    until: str | None = None
    status: str | None = None
    known: str | None = None
    evidence: Evidence | None = None


class Entity(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """An entity over the whole record: its spellings with their pages, its offices, what it said and what was said to it (counts)."""

    entity: Named
    kind: NameKind
    wikidata: str | None = None
    pages: int
    said: int = 0
    addressed: int = 0
    meetings: int = 0
    spellings: dict[str, int] = msgspec.field(default_factory=dict)
    offices: tuple[Office, ...] = ()
    named_with: tuple[Named, ...] = ()
    maybe_same: tuple[Named, ...] = ()
    judged: tuple[str, ...] = ()
    address: str


class PageEvidence(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """The text of a page around characters of it. ``verified`` says whether the quote that was given stands exactly there; ``found_at`` where else
    it stands on the page (start, end)."""

    page: str
    title: str | None = None
    outlets: tuple[str, ...] = ()
    published: str | None = None
    date_basis: str | None = None
    url: str | None = None
    start: int
    end: int
    before: str
    quote: str
    after: str
    verified: bool | None = None
    found_at: tuple[tuple[int, int], ...] = ()
    address: str


class StoryPage(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """A page of a story. ``copy_of`` is the page whose text it is, word for word or edited."""

    page: str
    title: str | None = None
    outlets: tuple[str, ...] = ()
    published: str | None = None
    copy_of: str | None = None
    address: str


class Story(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """Pages that report one happening, by when they came out; ``outlets`` are independent ones."""

    id: str
    pages: tuple[StoryPage, ...]
    total: int
    outlets: int
    address: str


class Process(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """A series of meetings; with the keys of its issues where a dossier describes it."""

    id: str
    ar: str | None = None
    en: str | None = None
    meetings: int
    first: str | None = None
    last: str | None = None
    issues: tuple[str, ...] = ()


class Overview(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """What is in the record."""

    pages: int
    statements: int
    meetings: int
    first: str | None = None
    last: str | None = None
    outlets: dict[str, int]
    entities: dict[str, int]
    processes: tuple[Process, ...]
    alike: bool = False
