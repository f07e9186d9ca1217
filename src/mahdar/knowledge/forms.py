"""The forms of the knowledge files. An unknown or missing field is an error that names the file and the place."""

from __future__ import annotations

from typing import Literal

import msgspec

from mahdar.knowledge.datingsigns import DatingSigns
from mahdar.knowledge.feasts import FeastBook
from mahdar.knowledge.gatherings import Gathering
from mahdar.knowledge.grammar import AgreementWords, GivenNames, Languages, Lexical, Numerals, SentenceWords
from mahdar.knowledge.happenings import Happening
from mahdar.knowledge.namewords import NameWords
from mahdar.knowledge.positionwords import CommitmentWords, PositionWords
from mahdar.knowledge.reporting import CueWords, ReportingVerb
from mahdar.knowledge.rolewords import OfficeRule, PhraseWords, ReferringWords, StatusWords
from mahdar.knowledge.routewords import RouteWords
from mahdar.knowledge.statementwords import StatementWords
from mahdar.knowledge.talkwords import Talks
from mahdar.model import Act, NameKind


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind", gc=False):
    """Base of the entries: an ``id`` (slug), the English name, and the Arabic names, the usual one first.

    ``short`` are parts that stand alone for it; ``latin`` its names in Latin letters. With ``needs_full`` a short
    form counts only after a full one stood in the page; with ``needs_context`` a name that is also a common word
    counts only after a generic noun (قناة الجزيرة) or in quotation marks. ``known`` says how the entry is known: a package with
    its version (``babel 2.18.0``), a page of a corpus (``corpus FILE#ID``), or ``unverified``; `mahdar.knowledge.checks` has all the forms. An ID
    is the row's, with white space, ``%``, ``#`` and quotation marks percent-encoded (``tools/attest.py`` writes it).

    With ``same_as`` the entry is of the thing with that id, and adds to it what it has (see `mahdar.knowledge.adding`); only then may
    names and the English name be left out. As JSON an entry says its ``kind``; in TOML its table does.
    """

    id: str
    en: str = ""
    names: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    latin: tuple[str, ...] = ()
    needs_full: bool = False
    needs_context: bool = False
    wikidata: str | None = None
    known: str = "unverified"
    note: str | None = None
    same_as: str | None = None


class State(Entry, frozen=True, kw_only=True, tag="state"):
    """A state: adjectives of nationality (masculine singular, no article), its people, capital and government."""

    iso: str | None = None
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: str | None = None
    capital_names: tuple[str, ...] = ()
    government: str | None = None
    government_names: tuple[str, ...] = ()


class Office(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False, rename={"from_": "from"}):
    """An office: ``role`` slug, ``of`` what (a state or organization), from when to when (EDTF) where known, and how it is ``known``
    (see `Entry`)."""

    role: str
    of: str | None = None
    from_: str | None = None
    to: str | None = None
    known: str = "unverified"


class Person(Entry, frozen=True, kw_only=True, tag="person"):
    """A person with the offices held, and ``died`` (EDTF) where that is known."""

    offices: tuple[Office, ...] = ()
    state: str | None = None
    gender: Literal["f", "m"] | None = None
    died: str | None = None


class Organization(Entry, frozen=True, kw_only=True, tag="organization"):
    """An organization: ``sort`` says what it is (agency, newspaper, armed-group …), ``state`` where it belongs."""

    sort: str = ""
    state: str | None = None


class Place(Entry, frozen=True, kw_only=True, tag="place"):
    """A place: ``sort`` says what it is (city, region, crossing …), ``state`` where it lies, ``lat`` and ``lon`` where (degrees),
    ``geonames`` its number in GeoNames, ``population`` how many live there."""

    sort: str = ""
    state: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    population: int | None = None


SettlementUse = Literal["alone", "headed"]


class Settlement(Place, frozen=True, kw_only=True):
    """A populated place of the gazetteer. ``use`` says how its names count: ``alone`` they may stand by themselves in a page that names the
    state, ``headed`` they are common words, too, and count after a noun such as مدينة."""

    use: SettlementUse


class PlaceNounWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns after which a name that no list has is a place's.

    ``sure`` ones and ``unsure`` ones stay outside the name (بلدة، منطقة); ``pairs`` and ``rows`` are those of them before two names or several.
    Those of ``inside`` belong to it (جبل المقطم), and some make of a known place's name another place's (مطار البصرة): ``makes`` has what follows
    the known id in the new one. ``tails`` are adjectives that go on with such a name, ``new`` those with which a city's name is another's (بغداد
    الجديدة), ``openers`` words with which names of two words begin, ``locating`` words between a village and where it lies, ``never`` words
    that are no names.
    """

    sure: tuple[str, ...]
    unsure: tuple[str, ...]
    pairs: tuple[str, ...]
    rows: tuple[str, ...]
    inside: tuple[str, ...]
    tails: tuple[str, ...]
    new: tuple[str, ...]
    openers: tuple[str, ...]
    locating: tuple[str, ...]
    never: tuple[str, ...]
    makes: dict[str, str]


class PlaceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell a populated place from a common word: nouns right before it (``heads``), names that hold one (``own_heads``), those of
    them before a row of places, other words before it, nouns within its name, words before it with which it is no place, sides of the compass
    after it, and ``nouns`` before names that no list has."""

    heads: tuple[str, ...]
    own_heads: tuple[str, ...]
    rows: tuple[str, ...]
    locative: tuple[str, ...]
    inside: tuple[str, ...]
    other: tuple[str, ...]
    sides: tuple[str, ...]
    nouns: PlaceNounWords


class Event(Entry, frozen=True, kw_only=True, tag="event"):
    """A named event (a war, an operation), with the ``date`` (EDTF, or an interval) when it was."""

    sort: str | None = None
    state: str | None = None
    date: str | None = None


class Document(Event, frozen=True, kw_only=True, tag="document"):
    """A named document (an agreement, a treaty), with the ``date`` of its signing or adoption."""


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"not_after": "not-after"}):
    """A body that every state has, or those of ``states``: its ``key`` in ids, English name with ``{en}``, and the nouns that name it, but not
    after the words of ``not-after`` (سندات الخزانة الأمريكية)."""

    key: str
    en: str
    nouns: tuple[str, ...]
    states: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


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
    """Words of office and role. ``serving`` maps an organization to its adjectives (أممي), ``unofficial`` are nouns of role that are
    no office (مصدر، نجل), ``counterparts`` those who hold the same office elsewhere (نظير), ``ranks`` titles of more than one word."""

    office_nouns: dict[str, tuple[str, ...]]
    nouns: RoleNouns
    titles: tuple[str, ...]
    qualifiers: tuple[str, ...]
    generic: GenericNouns
    ranks: tuple[str, ...]
    unofficial: tuple[str, ...]
    counterparts: tuple[str, ...]
    serving: dict[str, tuple[str, ...]]
    phrase: PhraseWords
    status: StatusWords
    referring: ReferringWords
    office: tuple[OfficeRule, ...]


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


class OutletSite(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind", tag="outlet", gc=False):
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
    hands: tuple[str, ...]
    updated: tuple[str, ...]


class Outlets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Outlets with their sites, and the words around them."""

    words: OutletWords
    outlet: tuple[OutletSite, ...]


class Knowledge(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known, as read from the files. ``pattern_ids`` maps ``state/body`` to an id that isn't regular, ``settlements`` are the
    populated places of the gazetteer: their names count less surely than those of `entries`. ``redirects`` maps the ids that a user's
    entries bore to those of the things that they add to."""

    states: tuple[State, ...]
    persons: tuple[Person, ...]
    organizations: tuple[Organization, ...]
    places: tuple[Place, ...]
    settlements: tuple[Settlement, ...]
    place_words: PlaceWords
    events: tuple[Event, ...]
    documents: tuple[Document, ...]
    pattern_ids: dict[str, str]
    bodies: tuple[Body, ...]
    roles: Roles
    verbs: tuple[ReportingVerb, ...]
    cue_phrases: tuple[ReportingVerb, ...]
    cue_words: CueWords
    statement_words: StatementWords
    position_words: PositionWords
    commitment_words: CommitmentWords
    acts: dict[Act, ActSigns]
    stance: dict[str, tuple[str, ...]]
    months: Months
    times: Times
    feasts: FeastBook
    dating: DatingSigns
    gatherings: tuple[Gathering, ...]
    happenings: tuple[Happening, ...]
    talks: Talks
    furniture: Furniture
    outlets: Outlets
    lexical: Lexical
    sentences: SentenceWords
    given_names: GivenNames
    names: NameWords
    languages: Languages
    numerals: Numerals
    agreement: AgreementWords
    routes: RouteWords
    redirects: dict[str, str] = {}

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

    def meant(self, id_: str) -> str:
        """The id of the thing that ``id_`` is, where a user's entry of that id adds to another."""
        return self.redirects.get(id_, id_)
