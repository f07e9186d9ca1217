"""The forms of the files that hold words of the language itself: numbers, agreement, sentences, languages, given names."""

from __future__ import annotations

import msgspec


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
    death: tuple[str, ...]
    ranked: tuple[str, ...]
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
    before عشر or a ten; scales are (singular, dual, plural) forms; ``articles`` stand
    before digits (الـ19), ``proclitics`` are written onto a word of number; ``parts`` are the plurals of fractions by divisor."""

    units: dict[int, tuple[tuple[str, ...], tuple[str, ...]]]
    bound: dict[int, tuple[tuple[str, ...], tuple[str, ...]]]
    tens: dict[int, tuple[str, ...]]
    hundreds: dict[int, tuple[str, ...]]
    scales: dict[int, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]
    ordinals: dict[int, tuple[tuple[str, ...], tuple[str, ...]]]
    bound_ordinals: dict[int, tuple[tuple[str, ...], tuple[str, ...]]]
    fractions: dict[str, tuple[str, ...]]
    parts: dict[int, tuple[str, ...]]
    articles: tuple[str, ...]
    proclitics: tuple[str, ...]
    not_: NotNumbers
    claims: NumberClaims
    labels: NumberLabels


class AgreementWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words whose number and gender their form doesn't tell, or tells wrongly. ``things`` are plurals of what isn't human;
    ``feminine_or_man`` are feminine and name a man too, ``plural_or_dual`` those plurals whose spelling is a dual's too."""

    masculine: tuple[str, ...]
    feminine: tuple[str, ...]
    feminine_or_man: tuple[str, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]
    things: tuple[str, ...]
    plural_or_dual: tuple[str, ...]
    masculine_names: tuple[str, ...]
    feminine_names: tuple[str, ...]
    silent: tuple[str, ...]


class CliticWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Small words that bear clitics in ways of their own: ``article_words`` have the article for good, ``before_pronoun`` take pronouns
    far oftener than nouns do, ``after_fa`` take ف oftener; ``mine`` are nouns that news has with "my" in what people say; ``joined`` are a
    proclitic with a particle, which fold like a name or another word."""

    article_words: tuple[str, ...]
    before_pronoun: tuple[str, ...]
    after_fa: tuple[str, ...]
    mine: tuple[str, ...]
    joined: tuple[str, ...]


class Lexical(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that are never split (``whole``) or always (``parted``), rare words that are words by themselves (``known``), and classes of
    function words that the grammar asks for."""

    whole: tuple[str, ...]
    parted: tuple[str, ...]
    known: tuple[str, ...]
    function: tuple[str, ...]
    locative: tuple[str, ...]
    adverbial: tuple[str, ...]
    connectives: tuple[str, ...]
    clitics: CliticWords


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
    """Given names, and particles inside names.

    ``definite`` are given names with the article, ``also_words`` those that are common words too (حسن، صالح). Of the particles, ``endings``
    may end a name, ``after_particle`` go on one (دي لا كروز), ``descent`` stand between a name and the father's, ``kunyas`` are those without
    which the rest is no name (أبو طالبي). ``family_first`` are family names of peoples that put them first. ``spellings``: names that are
    written in several ways by custom, the usual one first, Latin ones that no rule of letters reads among them.
    """

    arabic: tuple[str, ...]
    foreign: tuple[str, ...]
    particles: tuple[str, ...]
    definite: tuple[str, ...] = ()
    also_words: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    after_particle: tuple[str, ...] = ()
    descent: tuple[str, ...] = ()
    kunyas: tuple[str, ...] = ()
    family_first: tuple[str, ...] = ()
    spellings: tuple[tuple[str, ...], ...] = ()
