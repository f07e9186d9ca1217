"""The form of names.toml: words by which names are recognised beside the names themselves."""

from __future__ import annotations

import msgspec


class ListedNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which a listed form holds more than the name: generic nouns before it (beside those of `Roles`), sides of the compass
    (``own_sides`` are names that begin with one), words that go on about it (الاتفاق النووي مع إيران)."""

    generic: tuple[str, ...]
    sides: tuple[str, ...]
    own_sides: tuple[str, ...]
    joins: tuple[str, ...]


class CapitalWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell a capital's name as the city from the same name for its government.

    ``before`` stand right before the city (في موسكو، شوارع دمشق), ``parts`` right after it (القاهرة القديمة), ``after`` too, with a pronoun
    (دمشق ومحيطها). ``visits`` are verbs, past and imperfect stem, of going to the city or doing something to it, ``hosts`` those that it is
    itself the subject of (تستضيف طهران قمة). ``leaves`` stand before من, ``falls`` before على, ``routes`` before بين, where that makes it the
    city (وصل من موسكو، السيطرة على طرابلس); ``relations`` stand before ب or ل where even so it is the government (العلاقات بواشنطن).
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    parts: tuple[str, ...]
    visits: tuple[tuple[str, str], ...]
    hosts: tuple[tuple[str, str], ...]
    leaves: tuple[str, ...]
    falls: tuple[str, ...]
    routes: tuple[str, ...]
    relations: tuple[str, ...]


class ContextWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words around a name that is also a common word. ``carriers`` are nouns of agencies, papers and broadcasters beside those of `Roles`,
    ``told_by`` words before a source, ``state_before`` words before a state (شمال مالي)."""

    carriers: tuple[str, ...]
    told_by: tuple[str, ...]
    state_before: tuple[str, ...]


class SeatWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Seats of government that are named for who sits there: by the place's id the body meant (a body's id or ``state/body``), and words
    before a seat that is only the building (أمام البيت الأبيض)."""

    actors: dict[str, str]
    before: tuple[str, ...]


class NameGuard(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"not_after": "not-after", "not_before": "not-before"}):
    """A name that may be something else: where it is none, and what it is then.

    ``names`` are forms of ``entity``. They don't count after a word of ``not-after``, before one of ``not-before``, or with one of
    ``proclitics``; there they name ``becomes``, if given. ``only`` are words of which one stands right before where the name counts; ``near`` are
    words of which one in the few before makes it ``becomes``.
    """

    entity: str
    names: tuple[str, ...]
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    proclitics: tuple[str, ...] = ()
    becomes: str | None = None


class SharedName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A state's name that is another state's capital's too (عمان): which is meant the page's other names tell."""

    name: str
    entity: str
    capital_of: str


class NamePatterns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of names made by pattern: bodies that stand without their state (``alone``); nouns of talks that take any city's name or a
    capital's alone, those of them that are ``summits``, and those that may stand before another (``doubled``: صيغة محادثات أستانا)."""

    alone: tuple[str, ...]
    city_talks: tuple[str, ...]
    capital_talks: tuple[str, ...]
    summits: tuple[str, ...]
    doubled: tuple[str, ...]


class InstitutionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of institutions: all; those that take the name of a place (جامعة أكسفورد); those after which other nouns may come before the
    definite one (``deep``: لجنة إزالة التمكين); those that need more than one word after them (``weak``: not مركز الاحتجاز); those that take
    nothing with ل (``closed``: السفارة الروسية لرفض …). ``epithets`` are adjectives that their form doesn't show, ``passing`` those that tell
    something of a body and name none, ``governed`` prepositions that a noun after و governs, ``common`` phrases that name none, whatever
    comes after them but a nationality."""

    nouns: tuple[str, ...]
    of_places: tuple[str, ...]
    deep: tuple[str, ...]
    weak: tuple[str, ...]
    closed: tuple[str, ...]
    epithets: tuple[str, ...]
    passing: tuple[str, ...]
    governed: tuple[str, ...]
    common: tuple[str, ...]


class DocumentWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of documents that a number names, and of those that a city does; those of the latter that are ``acts`` of a government, too, where a
    word of ``told`` stands after the city (إعلان واشنطن عن عقوبات); phrases between noun and number (``assembly`` are those that tell the UN
    General Assembly's)."""

    resolutions: tuple[str, ...]
    agreements: tuple[str, ...]
    acts: tuple[str, ...]
    told: tuple[str, ...]
    bridges: tuple[str, ...]
    assembly: tuple[str, ...]


class ClubWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words right before a city's name with which it is a football club's: parts of its name (ريال مدريد) and nouns of the game (مدرب دورتموند)."""

    before: tuple[str, ...]


class ProposalWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Function words that may stand ``inside`` a name that the model proposes (مركز الدراسات في …); others part what is on their sides. Nouns
    that with a nationality alone are no name (``national``: القوات التركية)."""

    inside: tuple[str, ...]
    national: tuple[str, ...]


class NameWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which names are recognised."""

    listed: ListedNames
    context: ContextWords
    capital: CapitalWords
    seat: SeatWords
    patterns: NamePatterns
    institutions: InstitutionWords
    documents: DocumentWords
    clubs: ClubWords
    proposals: ProposalWords
    guard: tuple[NameGuard, ...]
    shared: tuple[SharedName, ...]
