"""Writes into the knowledge's files how their facts are known: `python tools/attest.py`; with `--check` nothing is written.

Three kinds of evidence are looked for, and only where a fact isn't known yet (delete its `known` to have it looked for again):

- an office: on a page of the corpus the role stands in apposition before the person's full name (وزير الخارجية الروسي سيرغي لافروف),
  and nothing stands between that isn't part of the role. Of such pages the first counts, by date, those without one last, then by id.
- a person, organization, event or document: a page has its full name;
- a state: the Arabic names of CLDR, in Babel, have its code with one of its names.

Where a dated page tells an office as held outside its listed term, as former before its end, or one that isn't listed, the page is printed
and nothing written: the data or the page is to be looked at. Pages are named by file and id; none of their text is printed or kept.

The corpus is in `../shared/corpus`, or under the folder that the environment variable MAHDAR_SHARED names.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import babel
import msgspec
from babel import Locale, localedata

from mahdar.arabic import fold
from mahdar.knowledge import Knowledge, load
from mahdar.knowledge.forms import Entry, Office, Person

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src/mahdar/knowledge/data"
CORPUS = Path(os.environ.get("MAHDAR_SHARED", ROOT.parent / "shared")) / "corpus"

_WORD = re.compile(r"[^\W_]+|[^\w\s]|\n")
_PROCLITICS = "وفبلك"
_JOINED = frozenset({"عبد", "ابو"})
_REACH = 14  # words that a role may take before the name
_AFTER_END = 1  # years for which a paper may go on calling a minister by his office
_KIN = frozenset({"ابن", "ابنه", "شقيق", "شقيقه", "نجله", "عايله", "صهر", "اداره"})
_ALIKE = [
    {"head", "president", "director", "director-general", "leader", "supreme-leader", "commander"},
    {"envoy", "representative", "coordinator"},
    {"ambassador", "representative"},
    {"minister", "finance-minister"},
]
"""Roles that pages tell by each other's words (رئيس، مدير، زعيم الحركة). One that is listed isn't doubted for the other."""

_SENT = frozenset({"envoy", "deputy-envoy", "ambassador", "representative", "commander"})
"""Roles that may name a second state, where they are sent (مبعوث الأمم المتحدة إلى سوريا)."""


class Page(msgspec.Struct, frozen=True):
    """A page of the corpus: how `known` names it, its day (empty where none is given) and its folded words."""

    known: str
    date: str
    words: tuple[str, ...]


class Told(msgspec.Struct, frozen=True):
    """A person's office as a page tells it; ``sure`` counts the words of the charge, the more specific the surer."""

    role: str
    of: str
    former: bool
    sure: int


def words(text: str) -> tuple[str, ...]:
    """The folded words and marks of ``text``, عبد and أبو joined to what follows."""
    out: list[str] = []
    for word in _WORD.findall(fold(text)):
        if out and out[-1] in _JOINED and word.isalpha():
            out[-1] += word
        else:
            out.append(word)
    return tuple(out)


def fragment(row: str) -> str:
    """A row's id as `known` has it: white space, ``%``, ``#`` and quotation marks percent-encoded, all else as it is."""
    return re.sub(r'[\s%#"]', lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), row)


def pages(folder: Path) -> list[Page]:
    """The pages of the corpus by date, those without one last, then by id."""
    out = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                text = f"{row.get('title') or ''}\n{row['text']}"
                out.append(Page(f"corpus {path.name}#{fragment(row['id'])}", (row.get("published") or "")[:10], words(text)))
    return sorted(out, key=lambda page: (not page.date, page.date, page.known))


class Index:
    """Names by their first word: the longest that begins at a word."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for name, id_ in names:
            parts = words(name)
            self._by_first[parts[0]].append((parts, id_))
        for found in self._by_first.values():
            found.sort(key=lambda pair: -len(pair[0]))

    def at(self, text: Sequence[str], i: int, *, clitic: bool = False) -> tuple[int, str] | None:
        """(index after, id) of the longest name at ``i``; with ``clitic`` after a letter that is written onto it."""
        heads = [text[i]]
        if clitic and text[i][:1] in _PROCLITICS:
            heads += [text[i][1:], "ال" + text[i][2:]] if text[i].startswith("لل") else [text[i][1:]]
        for head in heads:
            for parts, id_ in self._by_first.get(head, ()):
                if tuple(text[i + 1 : i + len(parts)]) == parts[1:]:
                    return i + len(parts), id_
        return None


class Roles:
    """Reads the role that stands before a name."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._rules = [
            (rule.role, {bare(w) for w in map(fold, rule.nouns)}, [tuple(map(bare, words(c))) for c in rule.charges])
            for rule in knowledge.roles.office
        ]
        held = [(n, s.id) for s in knowledge.states for n in (*s.names, *adjectives(s.adjectives))]
        held += [(n, o.id) for o in knowledge.organizations for n in (*o.names, *o.short)]
        held += [(w, id_) for id_, adjective in knowledge.roles.serving.items() for a in adjective for w in (a, "ال" + a)]
        held += [(n, p.id) for p in knowledge.places if any(p.id == o.of for person in knowledge.persons for o in person.offices) for n in p.names]
        self._bodies = [(words(noun), body.key) for body in knowledge.bodies for noun in body.nouns]
        self._bodies.sort(key=lambda pair: -len(pair[0]))
        self._ids = knowledge.pattern_ids
        self._states = {s.id for s in knowledge.states}
        self._held = Index(held)
        self._homes = {s.government: s.id for s in knowledge.states if s.government}
        for body in ("government", "army"):
            self._homes |= {knowledge.pattern_ids.get(f"{s.id}/{body}", f"{s.id}-{body}"): s.id for s in knowledge.states}
        self._opening = {bare(fold(w)) for w in (*knowledge.roles.nouns.person, *knowledge.roles.unofficial)} | _KIN
        self._former = {bare(w) for w in map(fold, knowledge.roles.status.former)}
        self._filling = {bare(w) for words_ in (knowledge.roles.qualifiers, knowledge.roles.titles, knowledge.roles.ranks) for w in map(fold, words_)}
        self._filling |= {bare(fold(w)) for w in (*knowledge.roles.phrase.links, *knowledge.roles.status.acting, *knowledge.roles.status.current)}
        self._filling |= self._former

    def before(self, text: Sequence[str], i: int) -> list[Told]:
        """The offices that the words before ``i`` tell, the most specific first."""
        end = i - 1 if i and text[i - 1] in (",", "،", '"') else i
        start = end
        while start and end - start < _REACH and text[start - 1].isalpha():
            start -= 1
        found: list[Told] = []
        for k in range(start, end):
            if self._goes_on(text, k):
                continue
            for role, nouns, charges in self._rules:
                if bare(text[k]) in nouns or (text[k][0] in _PROCLITICS and text[k][1:] in nouns):
                    found += self._read(text[k + 1 : end], role, charges)
        return sorted(dict.fromkeys(found), key=lambda told: -told.sure)

    def _goes_on(self, text: Sequence[str], k: int) -> bool:
        """Whether the noun at ``k`` only goes on a role or a kinship (النائب الأول لمندوب روسيا، نجل الرئيس)."""
        while k and bare(text[k - 1]) in self._filling:
            k -= 1
        return k > 0 and bare(text[k - 1]) in self._opening

    def _read(self, phrase: Sequence[str], role: str, charges: Sequence[tuple[str, ...]]) -> Iterator[Told]:
        """The office of ``role`` with one of ``charges``, where every word of ``phrase`` belongs to it."""
        bared = tuple(map(bare, phrase))
        for charge in charges or ((),):
            at, of, told, taken = 0, "", not charge, bool(charge)
            while at < len(phrase):
                if taken and charge and bared[at : at + len(charge)] == charge:
                    at, told, taken = at + len(charge), True, False
                elif (got := self._of(phrase, at)) and (not of or of == got[1] or role in _SENT):
                    at, of = got[0], of or got[1]
                elif bared[at] in self._filling:
                    at += 1
                else:
                    break
            if at == len(phrase) and told and of:
                of = of if role in ("spokesperson", "commander") else self._homes.get(of, of)
                yield Told(role, of, bool(self._former & set(bared)), len(charge))

    def _of(self, phrase: Sequence[str], at: int) -> tuple[int, str] | None:
        """(index after, id) of a state, organization, or body of a state (باسم الخارجية الروسية) at ``at``."""
        for noun, key in self._bodies:
            if tuple(phrase[at : at + len(noun)]) == noun and at + len(noun) < len(phrase):
                got = self._held.at(phrase, at + len(noun))
                if got and got[1] in self._states:
                    return got[0], self._ids.get(f"{got[1]}/{key}", f"{got[1]}-{key}")
        return self._held.at(phrase, at, clitic=True)


def bare(word: str) -> str:
    """A folded word without its article, with or without ل before it."""
    return word[2:] if word.startswith(("ال", "لل")) and len(word) > 4 else word


def adjectives(stems: Iterable[str]) -> Iterator[str]:
    """An adjective's masculine and feminine, with and without the article (كوري شمالي: الكورية الشمالية)."""
    for stem in stems:
        for ending in ("", "ة"):
            parts = [word + ending for word in stem.split()]
            yield " ".join(parts)
            yield " ".join("ال" + part for part in parts)


def within(office: Office, day: str, *, slack: int = 0) -> bool:
    """Whether ``day`` falls into the term of ``office`` as far as that is known, with ``slack`` years after its end."""
    start, end = office.from_ or "", office.to or "9999"
    end = str(int(end[:4]) + slack) + end[4:]
    return day[: len(start)] >= start and day[: len(end)] <= end


def offices(knowledge: Knowledge, corpus: Sequence[Page]) -> tuple[dict[tuple[str, int], str], list[str]]:
    """The page by which each office (a person's id and its number) is known, and what doesn't agree, in words."""
    people = {person.id: person for person in knowledge.persons}
    index = Index((name, person.id) for person in knowledge.persons for name in person.names if " " in name)
    roles = Roles(knowledge)
    known: dict[tuple[str, int], str] = {}
    doubts: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for page in corpus:
        for i in range(1, len(page.words)):
            if (got := index.at(page.words, i)) and (told := roles.before(page.words, i)):
                person = people[got[1]]
                why = _judge(person, told, page, known)
                if why:
                    doubts[person.id, *why].append(page.known.split()[1])
    lines = [f"{' '.join(doubt)}: {len(where)} pages, first {where[0]}" for doubt, where in sorted(doubts.items())]
    return known, lines


def _judge(person: Person, told: Sequence[Told], page: Page, known: dict[tuple[str, int], str]) -> tuple[str, ...] | None:
    """Notes in ``known`` the office that the page tells, or says what is wrong with it."""
    for one in told:
        same = [n for n, office in enumerate(person.offices) if (office.role, office.of) == (one.role, one.of)]
        if not same:
            continue
        fits = same if one.former or not page.date else [n for n in same if within(person.offices[n], page.date)]
        if not fits:
            if any(within(person.offices[n], page.date, slack=_AFTER_END) for n in same):
                return None
            return "told as", one.role, one.of, "outside its term, on", page.date[:7]
        if one.former and page.date and all(office.to is None or page.date[:4] < office.to[:4] for office in (person.offices[n] for n in same)):
            return "told as former", one.role, one.of, "before its end, on", page.date[:7]
        if len(fits) == 1:
            known.setdefault((person.id, fits[0]), page.known)
        return None
    if any(one.role in alike and office.role in alike for one in told for office in person.offices for alike in (*_ALIKE, {one.role} & _SENT)):
        return None
    return "told as", *(("former",) if told[0].former else ()), told[0].role, told[0].of, "which isn't listed"


def named(entries: Iterable[Entry], corpus: Sequence[Page]) -> dict[str, str]:
    """The first page that has an entry's full name. A name of one word doesn't count where it is a common word too."""
    index = Index((name, e.id) for e in entries for name in e.names if " " in name or not (e.needs_context or e.needs_full))
    known: dict[str, str] = {}
    for page in corpus:
        for i in range(len(page.words)):
            if got := index.at(page.words, i, clitic=True):
                known.setdefault(got[1], page.known)
    return known


def territories() -> dict[str, set[str]]:
    """The folded Arabic names of CLDR by code, of all Arabic locales in Babel."""
    out: dict[str, set[str]] = defaultdict(set)
    for id_ in localedata.locale_identifiers():
        if id_.split("_")[0] == "ar":
            for code, name in Locale.parse(id_).territories.items():
                out[code].add(fold(name))
    return out


class Table:
    """A knowledge file, changed by lines so that its comments and layout stay."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._head, *self._blocks = re.split(r"(?m)^(?=\[\[)", path.read_text(encoding="utf-8"))
        self._by_id = {found[1]: n for n, block in enumerate(self._blocks) if (found := re.search(r'(?m)^id = "([^"]+)"$', block))}

    def entry(self, id_: str, known: str) -> None:
        """Says of the entry with ``id_`` how it is known, after its English name, its code and its Wikidata id."""
        block = self._blocks[self._by_id[id_]]
        last = list(re.finditer(r"(?m)^(en|iso|wikidata) = .*\n", block))[-1].end()
        self._blocks[self._by_id[id_]] = f'{block[:last]}known = "{known}"\n{block[last:]}'

    def office(self, id_: str, number: int, known: str) -> None:
        """Says of the ``number``-th office of the person with ``id_`` how it is known."""
        block = self._blocks[self._by_id[id_]]
        start = block.index("\noffices = [") + 1
        tables = list(re.finditer(r"\{ [^{}]* \}", block[start:]))
        rows = [table[0] for table in tables]
        rows[number] = f'{rows[number][:-2]}, known = "{known}" }}'
        end = block.index("]", start + tables[-1].end()) + 1
        line = f"offices = [{', '.join(rows)}]"
        if len(line) > 150:
            line = "offices = [\n" + "".join(f"    {row},\n" for row in rows) + "]"
        self._blocks[self._by_id[id_]] = block[:start] + line + block[end:]

    def write(self) -> None:
        """Writes the file."""
        self.path.write_text(self._head + "".join(self._blocks), encoding="utf-8")


def main() -> None:
    """Looks for evidence, prints what doesn't agree and the counts, and writes the files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    knowledge, corpus = load(), pages(CORPUS)
    counts: Counter[str] = Counter()
    tables = {field: Table(DATA / f"{field}.toml") for field in ("persons", "organizations", "events", "documents", "states")}
    for field in ("persons", "organizations", "events", "documents"):
        entries: tuple[Entry, ...] = getattr(knowledge, field)
        found = named(entries, corpus)
        for entry in entries:
            if entry.known == "unverified" and entry.id in found:
                tables[field].entry(entry.id, found[entry.id])
                counts[f"{field} named"] += 1
    known, doubts = offices(knowledge, corpus)
    for person in knowledge.persons:
        for number, office in enumerate(person.offices):
            if office.known == "unverified" and (person.id, number) in known:
                tables["persons"].office(person.id, number, known[person.id, number])
                counts["offices told"] += 1
    cldr = territories()
    for state in knowledge.states:
        if state.known == "unverified" and state.iso and {fold(name) for name in state.names} & cldr[state.iso]:
            tables["states"].entry(state.id, f"babel {babel.__version__}")
            counts["states with their code"] += 1
    print(*doubts, *(f"{count} {what}" for what, count in counts.items()), sep="\n")
    if not check:
        for table in tables.values():
            table.write()


if __name__ == "__main__":
    main()
