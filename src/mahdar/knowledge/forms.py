"""The forms of the knowledge files. An unknown or missing field is an error that names the file and the place."""

from __future__ import annotations

from typing import Literal

import msgspec

from mahdar.knowledge.feasts import FeastBook
from mahdar.model import Act, NameKind


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of the entries: an ``id`` (slug), the English name, and the Arabic names, the usual one first.

    ``short`` are parts that stand alone for it; ``latin`` its names in Latin letters. With ``needs_full`` a short
    form counts only after a full one stood in the page; with ``needs_context`` a name that is also a common word
    counts only after a generic noun (قناة الجزيرة) or in quotation marks.
    """

    id: str
    en: str
    names: tuple[str, ...]
    short: tuple[str, ...] = ()
    latin: tuple[str, ...] = ()
    needs_full: bool = False
    needs_context: bool = False
    wikidata: str | None = None
    note: str | None = None


class State(Entry, frozen=True, kw_only=True):
    """A state: adjectives of nationality (masculine singular, no article), its people, capital and government."""

    iso: str | None = None
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: str | None = None
    capital_names: tuple[str, ...] = ()
    government: str | None = None
    government_names: tuple[str, ...] = ()


class Office(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """An office: ``role`` slug, ``of`` what (a state or organization), and from when to when (EDTF) where known."""

    role: str
    of: str | None = None
    from_: str | None = None
    to: str | None = None


class Person(Entry, frozen=True, kw_only=True):
    """A person with the offices held."""

    offices: tuple[Office, ...] = ()
    state: str | None = None
    gender: Literal["f", "m"] | None = None


class Organization(Entry, frozen=True, kw_only=True):
    """An organization: ``sort`` says what it is (agency, newspaper, armed-group …), ``state`` where it belongs."""

    sort: str
    state: str | None = None


class Place(Entry, frozen=True, kw_only=True):
    """A place: ``sort`` says what it is (city, region, crossing …), ``state`` where it lies."""

    sort: str
    state: str | None = None


class Event(Entry, frozen=True, kw_only=True):
    """A named event (a war, an operation) or document (an agreement, a treaty)."""

    sort: str | None = None
    state: str | None = None
    date: str | None = None


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body that every state has: its ``key`` in ids, English name with ``{en}``, and the nouns that name it."""

    key: str
    en: str
    nouns: tuple[str, ...]


class RoleNouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that open a role phrase: of a person, of a group, of a document that speaks."""

    person: tuple[str, ...]
    group: tuple[str, ...]
    document: tuple[str, ...]


class GenericNouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Generic nouns that stand before a name and outside it."""

    place: tuple[str, ...]
    organization: tuple[str, ...]
    carrier: tuple[str, ...]
    document: tuple[str, ...]


class Roles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of office and role."""

    office_nouns: dict[str, tuple[str, ...]]
    nouns: RoleNouns
    titles: tuple[str, ...]
    qualifiers: tuple[str, ...]
    institutions: tuple[str, ...]
    generic: GenericNouns


class ReportingVerb(msgspec.Struct, frozen=True):
    """A line of ``cues.tsv``; see its head for the columns."""

    past: str
    present: str
    participle: str | None
    noun: str | None
    act: Act
    governs: tuple[str, ...]
    use: str


class ActSigns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words in a content that mark an act: in all of it, or in its opening alone."""

    anywhere: tuple[str, ...]
    opening: tuple[str, ...]


class Months(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of months and weekdays by number; a weekday's number is ISO's (Monday 1). ``libyan`` are Libya's own names of the
    Gregorian months, ``hijri_epithets`` what may follow a Hijri month's name."""

    gregorian: dict[str, tuple[str, ...]]
    libyan: dict[str, tuple[str, ...]]
    hijri: dict[str, tuple[str, ...]]
    hijri_epithets: dict[str, tuple[str, ...]]
    weekdays: dict[str, tuple[str, ...]]
    needs_context: dict[str, tuple[str, ...]]


class Times(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of time other than months and weekdays: units as (singular, dual, plural) forms, and word classes.

    ``periods`` name seasons, quarters, decades and centuries, ``decades`` the tens of a decade, ``hours`` the parts of a clock time,
    ``zones`` time zones by their names in the zone database, ``eras`` the calendar of a year.
    """

    units: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]
    relative: dict[str, tuple[str, ...]]
    deictic: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]
    periods: dict[str, tuple[str, ...]]
    decades: dict[str, tuple[str, ...]]
    hours: dict[str, tuple[str, ...]]
    zones: dict[str, tuple[str, ...]]
    eras: dict[str, tuple[str, ...]]


class TalkStatus(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words near a round that tell how it stands. ``nouns`` are those of them that count only right before the round,
    ``plans`` nouns that announce it after على, إلى, ل or ب (على عقد الجولة)."""

    announced: tuple[str, ...]
    ongoing: tuple[str, ...]
    postponed: tuple[str, ...]
    cancelled: tuple[str, ...]
    held: tuple[str, ...]
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    nouns: tuple[str, ...]
    plans: tuple[str, ...]


class TalkHost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of hosting: verbs with the host as subject, nouns that follow ب (باستضافة كازاخستان)."""

    verbs: tuple[str, ...]
    nouns: tuple[str, ...]


class Talks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of meeting. ``round`` are those that are counted; ``alone`` those of them that with a number alone mean a round
    of the talks that the page speaks of."""

    series: tuple[str, ...]
    round: tuple[str, ...]
    alone: tuple[str, ...]
    attendance: tuple[str, ...]
    status: TalkStatus
    host: TalkHost


class Furniture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a site and not of an article."""

    lines: tuple[str, ...]
    starts: tuple[str, ...]
    holds: tuple[str, ...]
    networks: tuple[str, ...]
    tails: tuple[str, ...]
    asides: tuple[str, ...]
    credits: tuple[str, ...]
    datelines: tuple[str, ...]
    bylines: tuple[str, ...]
    counted: tuple[str, ...]
    classes: tuple[str, ...]
    caption_classes: tuple[str, ...]


class OutletSite(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The site of an outlet: the organization's id, its domains (with the head of a path where outlets share one), what the
    site calls itself, the outlet that it is a part of, and whether it writes dates in figures with the month first."""

    entity: str
    hosts: tuple[str, ...]
    names: tuple[str, ...] = ()
    house: str | None = None
    month_first: bool = False


class OutletWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which a page tells who published it, whom it credits, and what a date line dates."""

    rights: tuple[str, ...]
    opinions: tuple[str, ...]
    leftovers: tuple[str, ...]
    nouns: tuple[str, ...]
    unnamed: tuple[str, ...]
    updated: tuple[str, ...]


class Outlets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Outlets with their sites, and the words around them."""

    words: OutletWords
    outlet: tuple[OutletSite, ...]


class NumberClaims(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words around a number that claim it: units and marks after it, cues before it, nouns that are counted."""

    percent: tuple[str, ...]
    money: tuple[str, ...]
    measure: tuple[str, ...]
    amount_before: tuple[str, ...]
    counted: tuple[str, ...]
    count_before: tuple[str, ...]
    score_cues: tuple[str, ...]
    age_before: tuple[str, ...]
    age_alone: tuple[str, ...]
    age_after: tuple[str, ...]
    age_units: tuple[str, ...]
    year_before: tuple[str, ...]
    year_leads: tuple[str, ...]
    day_before: tuple[str, ...]
    this_month: tuple[str, ...]
    clock_before: tuple[str, ...]
    clock_after: tuple[str, ...]
    models: tuple[str, ...]


class NumberLabels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns whose number is a name (القرار 2254); ``bridge`` are words that may stand between."""

    resolution: tuple[str, ...]
    law: tuple[str, ...]
    route: tuple[str, ...]
    unit: tuple[str, ...]
    model: tuple[str, ...]
    phone: tuple[str, ...]
    number: tuple[str, ...]
    bridge: tuple[str, ...]


class NotNumbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that only look like a number."""

    words: tuple[str, ...]


class Numerals(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"not_": "not"}):
    """Words of number by value. Pairs are the forms with a masculine and with a feminine noun; ``bound`` ones count only
    before عشر or a ten; scales are (singular, dual, plural) forms; ``parts`` are the plurals of fractions by divisor."""

    units: dict[int, tuple[tuple[str, ...], tuple[str, ...]]]
    bound: dict[int, tuple[tuple[str, ...], tuple[str, ...]]]
    tens: dict[int, tuple[str, ...]]
    hundreds: dict[int, tuple[str, ...]]
    scales: dict[int, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]
    ordinals: dict[int, tuple[tuple[str, ...], tuple[str, ...]]]
    bound_ordinals: dict[int, tuple[tuple[str, ...], tuple[str, ...]]]
    fractions: dict[str, tuple[str, ...]]
    parts: dict[int, tuple[str, ...]]
    not_: NotNumbers
    claims: NumberClaims
    labels: NumberLabels


class AgreementWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words whose number and gender their form doesn't tell, or tells wrongly. ``things`` are plurals of what isn't human."""

    masculine: tuple[str, ...]
    feminine: tuple[str, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]
    things: tuple[str, ...]
    masculine_names: tuple[str, ...]
    feminine_names: tuple[str, ...]
    silent: tuple[str, ...]


class Lexical(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that are never split (``whole``), rare words that are words by themselves (``known``), and classes of
    function words that the grammar asks for."""

    whole: tuple[str, ...]
    known: tuple[str, ...]
    function: tuple[str, ...]
    locative: tuple[str, ...]
    adverbial: tuple[str, ...]
    connectives: tuple[str, ...]


class ClauseOpeners(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words and phrases that open a clause, by its kind: of content, of circumstance, of a noun, beside the one before it."""

    that: tuple[str, ...]
    subordinator: tuple[str, ...]
    relative: tuple[str, ...]
    coordinator: tuple[str, ...]


class AfterAnd(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What makes a clause of what follows و or ف: ``words`` and phrases, ``verbs`` (past, present stem); ``nouns`` that look like
    a verb's form but go on with a list."""

    words: tuple[str, ...]
    verbs: tuple[tuple[str, str], ...]
    nouns: tuple[str, ...]


class SentenceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words at the bounds of sentences and clauses; after ``abbreviations`` a full stop ends no sentence, before
    ``goes_on`` the end of a quotation ends none."""

    abbreviations: tuple[str, ...]
    goes_on: tuple[str, ...]
    openers: ClauseOpeners
    after_and: AfterAnd


class LanguageWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Letters that Arabic doesn't have, and the commonest small words, of one language."""

    letters: str
    words: tuple[str, ...]


class Languages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tells apart the languages of the region's news pages."""

    ar: LanguageWords
    fa: LanguageWords
    ur: LanguageWords
    ckb: LanguageWords
    en: LanguageWords


class GivenNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Given names, and particles inside names. ``spellings``: names that are written in several ways by custom, the usual
    one first, Latin ones that no rule of letters reads among them."""

    arabic: tuple[str, ...]
    foreign: tuple[str, ...]
    particles: tuple[str, ...]
    spellings: tuple[tuple[str, ...], ...] = ()


class Knowledge(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known, as read from the files. ``pattern_ids`` maps ``state/body`` to an id that isn't regular."""

    states: tuple[State, ...]
    persons: tuple[Person, ...]
    organizations: tuple[Organization, ...]
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    documents: tuple[Event, ...]
    pattern_ids: dict[str, str]
    bodies: tuple[Body, ...]
    roles: Roles
    verbs: tuple[ReportingVerb, ...]
    acts: dict[Act, ActSigns]
    months: Months
    times: Times
    feasts: FeastBook
    talks: Talks
    furniture: Furniture
    outlets: Outlets
    lexical: Lexical
    sentences: SentenceWords
    given_names: GivenNames
    languages: Languages
    numerals: Numerals
    agreement: AgreementWords

    def entries(self) -> tuple[tuple[NameKind, Entry], ...]:
        """Every named thing with its kind, in the order of the files."""
        layers: tuple[tuple[NameKind, tuple[Entry, ...]], ...] = (
            ("state", self.states),
            ("person", self.persons),
            ("organization", self.organizations),
            ("place", self.places),
            ("event", self.events),
            ("document", self.documents),
        )
        return tuple((kind, entry) for kind, entries in layers for entry in entries)
