"""What the sequence model sees of a token: the word itself, and what the rules have found out about its place.

A word's signs depend on nothing but the word, so that they are worked out once; those of its place come from the page.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from mahdar.arabic import Lexicon, Line, fold, tokenize
from mahdar.arabic.verbs import past_forms, present_forms
from mahdar.knowledge import Knowledge
from mahdar.names.gazetteer import name_words
from mahdar.names.nationality import Nationality
from mahdar.names.page import Mention
from mahdar.names.roles import RolePhrase

WORD, PLACE = "word", "place"
"""The channels: a word is seen from two tokens away, what is known of a place from one."""
STEPS = {WORD: (-2, -1, 0, 1, 2), PLACE: (-1, 0, 1)}
_FARTHEST = 7
"""So many tokens after its head a name of a body may still go on (جمعية رؤساء مجالس الجهات)."""
_RAREST = 8.4
_NOTHING = ("found=O",)
NONE = "O"
"""The label of a token that is in no name."""


class LineSigns(NamedTuple):
    """The keys of a line's tokens in the two channels: how they are spelt, and what is known of their places."""

    words: list[str]
    places: list[tuple[str, ...]]


class Signs:
    """Observes lines. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, nationality: Nationality) -> None:
        roles, given = knowledge.roles, knowledge.given_names
        self._lexicon = lexicon
        self._frequency = lexicon.frequency
        self._nationality = nationality
        verbs = [f for v in knowledge.verbs for f in (*past_forms(v.past), *(present_forms(v.present) if v.present else ()))]
        classes = {
            "given": (*given.arabic, *given.foreign), "particle": given.particles, "title": roles.titles, "role": roles.nouns.person,
            "group": roles.nouns.group, "document": roles.nouns.document, "place": roles.generic.place, "organization": roles.generic.organization,
            "carrier": roles.generic.carrier, "institution": knowledge.names.institutions.nouns, "talk": knowledge.talks.series,
            "function": knowledge.lexical.function,
            "qualifier": roles.qualifiers, "locative": knowledge.lexical.locative,
            "month": [n for names in knowledge.months.gregorian.values() for n in names],
        }  # fmt: skip
        self._classes: dict[str, list[str]] = {}
        for name, words in [*((name, {fold(w).split()[0] for w in words}) for name, words in classes.items()), ("verb", set(verbs))]:
            for word in words:
                self._classes.setdefault(word, []).append(name)
        organizations = Counter(w for o in knowledge.organizations for n in o.names for w in set(name_words(n)))
        for name, known in (
            ("body", {name_words(n)[0] for b in knowledge.bodies for n in b.nouns}),
            ("family", {w for p in knowledge.persons for n in p.names for w in name_words(n)[1:]}),
            ("town", {name_words(n)[0] for p in knowledge.places for n in p.names}),
            ("of-organizations", {w for w, count in organizations.items() if count > 2}),
        ):
            for word in sorted(known):
                self._classes.setdefault(word, []).append(name)
        self._stops = frozenset(word for word, names in self._classes.items() if "function" in names or "verb" in names)
        self._heads = frozenset(fold(w) for w in (*knowledge.names.institutions.nouns, *roles.generic.organization, *knowledge.talks.series)) | {
            fold(n).split()[0] for n in roles.nouns.group
        }

    def word(self, surface: str) -> Iterable[str]:
        """The features of a word by its spelling: itself, its parts, how rare it is, what classes it belongs to."""
        token = tokenize(surface, self._lexicon)[0]
        norm, pro, stem, kind, definite = token.norm, token.pro, token.stem, token.kind, token.definite
        if kind != "word":
            return (f"kind={kind}", f"len={len(norm)}") if kind == "number" else (f"kind={kind}", f"w={norm}")
        bare = stem[2:] if definite else stem
        out = [
            f"w={norm}", f"b={bare}", f"f={self._rarity(stem)}", f"fw={self._rarity(norm)}", f"p2={bare[:2]}", f"p3={bare[:3]}",
            f"s1={bare[-1:]}", f"s2={bare[-2:]}", f"s3={bare[-3:]}", f"pro={pro}", f"def={definite}", f"len={min(8, len(bare))}",
        ]  # fmt: skip
        if pro:
            out.append(f"s={stem}")
        classes = self._classes
        found = {*classes.get(bare, ()), *classes.get(stem, ()), *classes.get(norm, ())}
        if found:
            out += sorted(found)
        if self._nationality.is_form(stem):
            out.append("nationality")
        if stem in self._nationality.peoples:
            out.append("people")
        return out

    def line(self, line: Line, mentions: Iterable[Mention], roles: Iterable[RolePhrase], again: frozenset[tuple[str, str]]) -> LineSigns:
        """The keys of the tokens of ``line``; ``again`` are pairs of words that stand side by side more than once in the page.

        Among a token's signs is the noun of a body before it whose name may still go on (جمعية رؤساء مجالس الجهات: جمعية, three away).
        """
        tokens = line.tokens
        words = [t.surface for t in tokens]
        found: dict[int, str] = {}
        more: defaultdict[int, list[str]] = defaultdict(list)
        for m in mentions:
            for k in range(m.first, m.last):
                found[k] = f"{'I' if k > m.first else 'B'}-{m.kind}"
                more[k].append(f"by={found[k]}-{m.found_by}")
        for role in roles:
            if role.last < len(tokens):
                more[role.last].append(f"after-role={role.sort}")
            for k in range(role.first, min(role.last, len(tokens))):
                more[k].append(f"role={role.sort}")
        for quotation in line.quotations:
            for k in range(line.token_at(quotation.start), min(line.token_at(quotation.end), len(tokens))):
                more[k].append("quoted")
        if again:
            for i, (a, b) in enumerate(pairwise(tokens)):
                if (a.stem, b.stem) in again:
                    more[i].append("again")
        head, seen = "", 0
        for i, token in enumerate(tokens):
            if head and i - seen <= _FARTHEST:
                more[i] += (f"head={head}", f"away={min(4, i - seen)}{'+' if tokens[seen].definite else ''}")
            if token.kind != "word" or token.stem in self._stops:
                head = ""
            elif token.bare in self._heads:
                head, seen = token.bare, i
        if tokens:
            more[0].append(f"first={line.block.role}")
        places = [(f"found={found.get(i, NONE)}", *more[i]) if i in more else _NOTHING for i in range(len(tokens))]
        return LineSigns(words, places)

    def again(self, lines: Iterable[Line]) -> frozenset[tuple[str, str]]:
        """Pairs of words, neither of them a word of grammar, that stand side by side more than once: names do."""
        pairs: Counter[tuple[str, str]] = Counter()
        for line in lines:
            pairs.update((a.stem, b.stem) for a, b in pairwise(line.tokens) if a.kind == b.kind == "word")
        return frozenset(pair for pair, count in pairs.items() if count > 1 and not self._stops.intersection(pair))

    def _rarity(self, word: str) -> int:
        """Twice the negative decimal logarithm of a word's frequency; 0 for a word that isn't known."""
        frequency = self._frequency(word)
        return int(2 * min(_RAREST, -math.log10(frequency))) if frequency > 0 else 0
