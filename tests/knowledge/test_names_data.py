"""The files of names keep rules of their own beside those of every entry: their sorts, one bearer a name, and no name that is also a common
word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import pytest
from babel import Locale, localedata
from wordfreq import top_n_list

from mahdar.arabic import fold
from mahdar.knowledge import load
from mahdar.knowledge.forms import Entry, Event, Organization, Place

KNOWN = load()
ENTRIES = KNOWN.entries()
KINDS = sorted({kind for kind, _ in ENTRIES})

# The sorts that the heads of the files name.
SORTS = {
    "organization": """agency newspaper broadcaster un regional alliance armed-group party government ministry parliament court body company ngo
        social-network""",
    "place": "city region site sea mountain crossing camp continent",
    "event": "war operation exercise movement attack summit conference talks process event",
    "document": "agreement treaty protocol plan declaration communique constitution charter law report scripture",
}

# Names that are among the 3,000 most frequent words and yet need no guard, with the reason.
CLEAR = {
    "countries and their capitals, frequent because they are in the news every day": """
        ألمانيا أمريكا إسبانيا إسرائيل إيران الأردن الإمارات البحرين البرازيل الجزائر السعودية السودان الصين العراق
        الكويت المكسيك الهند اليابان اليمن اليونان باكستان بريطانيا تركيا تونس روسيا سوريا سورية فرنسا فلسطين كندا
        كولومبيا لبنان ليبيا ماليزيا الرياض القاهرة باريس بغداد بيروت دمشق روما صنعاء طهران لندن مدريد موسكو واشنطن""",
    "also a common noun, verb or adverb, which news hardly uses bare (a land, a diameter, the west, always, a grandmother)": """
        مصر قطر المغرب حلب دوما الموصل جدة""",
    "Oman and Amman, told apart by what stands around": "عمان",
    "cities, regions and continents, frequent because they are in the news": "آسيا أفريقيا أوروبا الخليج القدس برشلونة دبي غزة مكة نيويورك",
    "organizations without another sense in news": "تويتر يوتيوب جوجل داعش حماس الحوثيين",
    "a surname that one person in the news bears": "السيسي",
    "a book without another sense": "القرآن",
}  # fmt: skip

# Codes in CLDR that are no state's and no territory's of its own: unions, pseudo-locales, parts of a state that are named by themselves, and
# lands without inhabitants or with two that share a name.
NO_TERRITORY = frozenset("AC AQ BL BQ BV CC CP DG EA EU EZ GS HM HK IO MF MO NU QO SH SJ SX TA TF UM UN XA XB ZZ".split())
# Arabic names in CLDR that are kept as a place's, since they are said of the land and not of the state.
LANDS = {"PS": "الأراضي الفلسطينية"}

# Roles that role phrases don't yield by themselves, with what they are.
OTHER_ROLES = {
    "legislator": "a member of a parliament", "cleric": "a man of religion who leads without an office", "rapporteur": "of the United Nations",
    "prosecutor": "of an international court", "deputy-head": "of a council", "deputy-ambassador": "to the United Nations",
    "secretary-of-state": "of the Vatican",
}  # fmt: skip

# Foreign names whose first letter is their own (كالين is not ك + الين).
LOOKS_GLUED = frozenset({"كالين", "كالن", "كاليه", "وال"})

_LETTERS = re.compile(r"[\u0621-\u064a0-9 ]+")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EDTF = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?|\.\.)(/(\d{4}(-\d\d(-\d\d)?)?|\.\.))?")


def names_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """Every Arabic name of ``entry`` with the field it stands in."""
    for field in ("names", "short", "people", "capital_names", "government_names"):
        for name in getattr(entry, field, ()):
            yield field, name


def test_the_files_are_as_wide_as_they_are_meant_to_be() -> None:
    assert len(KNOWN.states) >= 200
    assert len(KNOWN.persons) >= 2000
    assert len(KNOWN.organizations) >= 1400
    assert len(KNOWN.places) >= 700
    assert len(KNOWN.events) >= 250
    assert len(KNOWN.documents) >= 180


def test_arabic_names_are_letters_digits_and_single_spaces() -> None:
    for kind, entry in ENTRIES:
        for field, name in names_of(entry):
            assert _LETTERS.fullmatch(name), f"{kind} {entry.id}.{field}: {name!r} has a character that is no Arabic letter, digit or space"
            assert name == " ".join(name.split()), f"{kind} {entry.id}.{field}: {name!r} has spaces to spare"
            assert len(name) > 1, f"{kind} {entry.id}.{field}: {name!r} is a single letter"


def test_adjectives_are_masculine_without_article() -> None:
    for state in KNOWN.states:
        for adjective in state.adjectives:
            assert all(word.endswith("ي") or word == "جنوب" for word in adjective.split()), f"{state.id}: {adjective!r} is no nisba"
            assert not adjective.startswith("ال") or adjective in ("ألماني", "ألباني"), f"{state.id}: {adjective!r} has the article"


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_belongs_to_one_thing_of_its_kind(kind: str) -> None:
    """A short form may be shared where every bearer needs the full name first (الجعفري)."""
    bearers: dict[str, dict[str, bool]] = defaultdict(dict)
    for other, entry in ENTRIES:
        if other == kind:
            for field, name in names_of(entry):
                if field != "government_names":
                    bearers[fold(name)][entry.id] = field == "short" and entry.needs_full
            for name in entry.latin:
                bearers[fold(name)][entry.id] = False
    shared = {name: sorted(ids) for name, ids in bearers.items() if len(ids) > 1 and not all(ids.values())}
    assert shared == {}


def test_variants_that_folding_joins_are_not_repeated() -> None:
    for kind, entry in ENTRIES:
        folded = [fold(name) for name in entry.names]
        assert len(folded) == len(set(folded)), f"{kind} {entry.id}: names that fold alike"
        assert not {fold(name) for name in entry.short} & set(folded), f"{kind} {entry.id}: a short form that is also a full one"


def test_names_carry_no_proclitic() -> None:
    """و, ف, ب and ك before the article are code's to take off: no name begins with one of them and a common word with the article."""
    with_article = {fold(word) for word in top_n_list("ar", 20000) if word.startswith("ال")}
    caught = [
        f"{kind} {entry.id}.{field}: {name}"
        for kind, entry in ENTRIES
        for field, name in names_of(entry)
        for first in [fold(name).split()[0]]
        if first[0] in "وفبك" and first[1:] in with_article and not entry.needs_context and first not in LOOKS_GLUED
    ]
    assert caught == []


def test_ids_that_are_not_regular_are_of_states() -> None:
    states = {state.id for state in KNOWN.states}
    for key in KNOWN.pattern_ids:
        assert key.split("/")[0] in states, f"pattern_ids: {key} names no state"


def test_capitals_lie_in_their_state() -> None:
    places = {place.id: place for place in KNOWN.places}
    former = {"yugoslavia", "czechoslovakia", "east-germany", "northern-cyprus"}
    for state in KNOWN.states:
        if state.capital and state.id not in former:
            assert places[state.capital].state == state.id, f"{state.id}: {state.capital} lies in {places[state.capital].state}"


def test_sorts_and_dates_are_of_the_documented_set() -> None:
    for kind, entry in ENTRIES:
        if isinstance(entry, (Organization, Place, Event)):
            assert entry.sort in SORTS[kind].split(), f"{kind} {entry.id}: sort {entry.sort}"
        if isinstance(entry, Event):
            assert entry.date is None or _EDTF.fullmatch(entry.date), f"{kind} {entry.id}: {entry.date} is no date in EDTF"


def test_no_name_is_a_common_word_unless_guarded() -> None:
    """A name among the 3,000 most frequent words needs context, or its full form first, or stands in `CLEAR` with a reason."""
    clear = {fold(word) for words in CLEAR.values() for word in words.split()}
    common = {fold(word) for word in top_n_list("ar", 3000)} - clear
    caught = [
        f"{kind} {entry.id}.{field}: {name}"
        for kind, entry in ENTRIES
        for field, name in names_of(entry)
        if fold(name) in common and not entry.needs_context and not (field == "short" and entry.needs_full)
    ]
    assert caught == []


def test_no_reason_is_given_for_a_word_that_needs_none() -> None:
    used = {fold(name) for _, entry in ENTRIES for _, name in names_of(entry)} & {fold(word) for word in top_n_list("ar", 3000)}
    assert {word for words in CLEAR.values() for word in words.split() if fold(word) not in used} == set()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("place", "الباب القصير الوعر تدمر نبل السفيرة البندقية المفرق الخبر"),
        ("organization", "الجزيرة العربية الحدث الوطن الحياة النهار معا بنا القاعدة فارس مهر صباح"),
        ("state", "مالي"),
    ],
)
def test_everyday_words_are_guarded(kind: str, words: str) -> None:
    for word in words.split():
        found = [entry for other, entry in ENTRIES if other == kind for _, name in names_of(entry) if fold(name) == fold(word)]
        assert found, f"{word} is not known as a {kind}"
        assert all(entry.needs_context for entry in found), f"{word} counts without context"


@pytest.mark.parametrize("word", ["كيف", "ماليه", "سوفا", "لي", "النيل", "الاقصي", "البيت", "المنطقه", "المملكه", "الحركه", "التنظيم"])
def test_everyday_words_are_not_names(word: str) -> None:
    assert [entry.id for _, entry in ENTRIES for _, name in names_of(entry) if fold(name) == word and not entry.needs_context] == []


@pytest.mark.parametrize(
    ("id_", "spellings"),
    [
        ("lavrentiev", ["ألكسندر لافرنتيف", "ألكسندر لافرينتييف", "ألكسندر لافرينتيف"]),
        ("lavrov", ["سيرغي لافروف", "سيرجي لافروف"]),
        ("guterres", ["أنطونيو غوتيريش", "أنطونيو غوتيريس", "أنطونيو جوتيريش"]),
        ("kazakhstan", ["كازاخستان", "قازاقستان"]),
        ("united-states", ["أمريكا", "أميركا"]),
        ("gaza", ["غزة", "قطاع غزة"]),
        ("hts", ["هيئة تحرير الشام", "تحرير الشام"]),
    ],
)
def test_spellings_are_one_thing(id_: str, spellings: list[str]) -> None:
    names = {fold(name) for _, entry in ENTRIES if entry.id == id_ for _, name in names_of(entry)}
    assert {fold(spelling) for spelling in spellings} <= names


def test_rival_names_of_governments_lead_to_one_id() -> None:
    governments = {fold(name): state.government for state in KNOWN.states for name in state.government_names}
    assert {governments[fold(name)] for name in ("النظام السوري", "نظام الأسد", "حكومة دمشق")} == {"syria-government"}
    assert {governments[fold(name)] for name in ("الإدارة الأمريكية", "إدارة ترامب", "إدارة بايدن")} == {"us-administration"}


def cldr() -> dict[str, set[str]]:
    """The folded names of territories by code in all Arabic locales of CLDR, dashes and parentheses taken for spaces."""
    names: dict[str, set[str]] = defaultdict(set)
    for locale in localedata.locale_identifiers():
        if locale.split("_")[0] == "ar":
            for code, name in Locale.parse(locale).territories.items():
                if len(code) == 2:
                    names[code].add(" ".join(fold(re.sub(r"\(.*?\)|-", " ", name)).split()))
    return names


def test_every_state_and_territory_of_cldr_is_known() -> None:
    known = {state.iso for state in KNOWN.states}
    places = {fold(name) for place in KNOWN.places for name in place.names}
    missing = {code: names for code, names in cldr().items() if code not in known | NO_TERRITORY and not names <= places}
    assert missing == {}


def test_every_arabic_name_of_a_state_in_cldr_is_listed() -> None:
    names = cldr()
    missing = {
        state.id: left
        for state in KNOWN.states
        if (left := names.get(state.iso or "", set()) - {fold(name) for name in (*state.names, LANDS.get(state.iso or "", ""))})
    }
    assert missing == {}


def test_states_with_a_code_have_an_id_in_wikidata() -> None:
    former = {"soviet-union", "yugoslavia", "czechoslovakia", "east-germany"}
    ids = {state.id: state.wikidata for state in KNOWN.states if state.iso and state.id not in former}
    assert all(wikidata and re.fullmatch(r"Q[1-9][0-9]*", wikidata) for wikidata in ids.values()), ids
    assert len(set(ids.values())) == len(ids)


def test_roles_are_of_the_documented_list() -> None:
    yielded = {rule.role for rule in KNOWN.roles.office}
    assert not yielded & OTHER_ROLES.keys()
    used = {office.role for person in KNOWN.persons for office in person.offices}
    assert used - yielded - OTHER_ROLES.keys() == set()
    assert OTHER_ROLES.keys() <= used


def test_no_office_is_listed_twice() -> None:
    """Terms of one office by one person don't overlap, but for a year that both share."""
    for person in KNOWN.persons:
        for n, one in enumerate(person.offices):
            for other in person.offices[:n]:
                if (one.role, one.of) == (other.role, other.of):
                    first, last = sorted((one, other), key=lambda office: office.from_ or "")
                    apart = (first.to or "9999")[:4] <= (last.from_ or "")[:4]
                    assert apart, f"{person.id}: {one.role} of {one.of}"


def test_heads_of_states_hold_it_one_after_the_other() -> None:
    """A state has one president or king at a time: terms overlap by no more than the year of the change, but where two powers claim it."""
    rivals = {("ivory-coast", "president"), ("honduras", "president")}
    terms: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    states = {state.id for state in KNOWN.states}
    for person in KNOWN.persons:
        for office in person.offices:
            if office.role in ("president", "king", "emir", "sultan") and office.of in states and office.from_:
                terms[office.of, office.role].append((office.from_, office.to or "9999", person.id))
    overlaps = [
        f"{key[0]}: {before} until {end}, {after} from {start}"
        for key, held in terms.items()
        for (_, end, before), (start, _, after) in pairwise(sorted(held))
        if key not in rivals and end[:4] > start[:4]
    ]
    assert overlaps == []


def test_dates_lie_in_the_time_that_is_told() -> None:
    """Offices from 1900 on, and none that ends after it begins to be written about: a term that is yet to end has no end."""
    for person in KNOWN.persons:
        for office in person.offices:
            for date in (office.from_, office.to):
                assert date is None or "1900" <= date[:4] <= "2026", f"{person.id}: {date}"


def test_most_entries_of_the_corpus_say_where_they_are_met() -> None:
    known = [entry.known for kind, entry in ENTRIES if kind in ("person", "organization")]
    offices = [office.known for person in KNOWN.persons for office in person.offices]
    assert sum(word.startswith("corpus ") for word in known) >= 1200
    assert sum(word.startswith("corpus ") for word in offices) >= 300
    assert all(re.fullmatch(r"unverified|babel \d+\.\d+\.\d+|corpus [^\s#]+#[^\s#\"]+", word) for word in (*known, *offices))
