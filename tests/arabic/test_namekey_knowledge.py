"""How well spellings meet and other names don't, on all shipped persons, places and states.

The method was made with one half of the entries before the eyes (`SEEN`); the other half was first looked at when it was
finished, to leave out of both what is no spelling of one name (names/not-spellings.tsv: short forms, translations, words that
stand in the same place by chance; only pairs that did not meet were looked at).
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from rapidfuzz.fuzz import ratio

from mahdar.arabic import fold, name_keys, same_name, transliterate
from mahdar.knowledge import load
from mahdar.knowledge.forms import Entry
from tests.arabic.test_namekey import pairs

_ALIKE = 45  # of 100: what is less alike even in letters is another word, a translation

# Shares of pairs, less 0.01: of two spellings of a word within an entry, both in Arabic script and across scripts, how many
# meet; and of all pairs of full names that meet, how many are one entry's. Raise them with what is measured.
FLOORS = {
    "seen": {"arabic": 0.736, "across": 0.948, "precision": 0.975},
    "unseen": {"arabic": 0.782, "across": 0.949, "precision": 0.974},
}


def _half(entry: Entry) -> str:
    return "seen" if hashlib.sha256(entry.id.encode()).digest()[0] % 2 == 0 else "unseen"


def _entries(half: str) -> list[tuple[str, Entry]]:
    knowledge = load()
    layers: tuple[tuple[str, tuple[Entry, ...]], ...] = (
        ("person", knowledge.persons),
        ("place", knowledge.places),
        ("state", knowledge.states),
    )
    return [(kind, e) for kind, entries in layers for e in entries if _half(e) == half]


def _english(entry: Entry) -> str:
    return re.sub(r" \(.*", "", entry.en)


def _words(name: str) -> list[str]:
    return [w for w in name.replace("-", " ").split() if w.lower() not in ("al", "el")]


def _bare(word: str) -> str:
    return fold(word).removeprefix("ال")


def _slug(word: str) -> str:
    return transliterate(word).removeprefix("al-").replace("w", "u").replace("-", "")


def _spellings(kind: str, entry: Entry) -> Iterator[tuple[str, str]]:
    """The pairs of words that stand in the same place of two names of an entry with equally many words, and differ."""
    english = _english(entry)
    short = (*entry.short, english.split()[-1]) if kind == "person" else entry.short
    for a, b in (*itertools.combinations((*dict.fromkeys(entry.names), english), 2), *itertools.combinations(short, 2)):
        if len(_words(a)) != len(_words(b)):
            continue
        for v, w in zip(_words(a), _words(b), strict=True):
            x, y = _bare(v), _bare(w)
            part = abs(len(x) - len(y)) >= 2 and (x.startswith(y) or y.startswith(x) or x.endswith(y) or y.endswith(x))
            if x != y and not part and ratio(_slug(v), _slug(w)) >= _ALIKE:
                yield (v, w) if v < w else (w, v)


def _measure(half: str) -> dict[str, float]:
    no_spellings = set(pairs("not-spellings.tsv"))
    entries = _entries(half)
    met: dict[str, list[bool]] = {"arabic": [], "across": []}
    for kind, entry in entries:
        for a, b in dict.fromkeys(_spellings(kind, entry)):
            if (a, b) not in no_spellings:
                met["across" if a < "؀" else "arabic"].append(same_name(a, b).same)
    by_key = defaultdict(list)
    own = 0
    for _, entry in entries:
        names = [*dict.fromkeys(entry.names), _english(entry)]
        own += sum(same_name(a, b).same for a, b in itertools.combinations(names, 2))
        for name in names:
            for key in name_keys(name):
                by_key[key].append((entry.id, name))
    candidates = {(a, b) if a < b else (b, a) for group in by_key.values() for a, b in itertools.combinations(group, 2) if a[0] != b[0]}
    false = sum(same_name(a[1], b[1]).same for a, b in candidates)
    return {**{k: sum(v) / len(v) for k, v in met.items()}, "precision": own / (own + false)}


@pytest.mark.parametrize("half", ["seen", "unseen"])
def test_spellings_in_the_knowledge_meet_and_other_names_do_not(half: str) -> None:
    measured = _measure(half)
    assert {k: v for k, v in measured.items() if v < FLOORS[half][k]} == {}, measured
