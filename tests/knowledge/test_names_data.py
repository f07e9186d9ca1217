"""The files of names keep rules of their own beside those of every entry: their sorts, one bearer a name, and no name that is also a common
word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from wordfreq import top_n_list

from mahdar.arabic import fold
from mahdar.knowledge import load, load_dossiers
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
    assert len(KNOWN.persons) >= 700
    assert len(KNOWN.organizations) >= 400
    assert len(KNOWN.places) >= 700


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


def test_dossiers_speak_of_known_things() -> None:
    known = {entry.id for _, entry in ENTRIES}
    for dossier in load_dossiers():
        of_its_own = {group.entity for group in dossier.group}
        for actor in dossier.actor:
            assert actor.entity in known | of_its_own, f"{dossier.id}: {actor.entity} is in no file of names"
        assert dossier.place is None or dossier.place in known, f"{dossier.id}: {dossier.place}"
