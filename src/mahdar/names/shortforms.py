"""Pass 3, short forms: the family name alone, or a given name where the page uses it, of persons that the page names in full;
also in another spelling.

A short form that is a common word too (غني، التركي) counts where only a person can stand: after a reporting verb or a title, before
one, or before a headline's colon. Where two persons of the page bear it, it means the one by whose role it stands, else the one
named last; where that can't be told it is refused.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

import msgspec

from mahdar.arabic import Line, name_keys, same_name
from mahdar.knowledge import Knowledge
from mahdar.names.gazetteer import Gazetteer, name_words
from mahdar.names.page import Mention, PageDraft
from mahdar.names.roles import RoleReader
from mahdar.names.shapes import HYPHENS, PersonShapes

_TWO = "two persons of this name stand equally near"
_LISTED = "surname-in-page"


class _Bearers(msgspec.Struct):
    """Who of the page bears a form: ``families`` and ``givens`` by words (their ``heads`` the first), ``keys`` of the family names' rasm,
    where each person ``stands``, and the ``nouns`` of role beside each."""

    families: dict[tuple[str, ...], set[str]]
    givens: dict[tuple[str, ...], set[str]]
    keys: dict[str, list[tuple[str, str]]]
    stands: dict[str, list[tuple[int, int]]]
    nouns: dict[str, set[str]]
    heads: frozenset[str] = frozenset()


class ShortForms:
    """Finds the short forms of a page's persons."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer, shapes: PersonShapes, roles: RoleReader) -> None:
        given = knowledge.given_names
        self._gazetteer = gazetteer
        self._shapes = shapes
        self._roles = roles
        self._whole = frozenset(word for n in given.kunyas for word in name_words(n))
        self._particles = frozenset(word for n in given.particles for word in name_words(n))
        self._family_first = frozenset(word for n in given.family_first for word in name_words(n))

    def find(self, page: PageDraft) -> None:
        """Add the short forms to ``page``, and give known short forms that are somebody else's here to him."""
        bearers = self._bearers(page)
        if not bearers.families:
            return
        self._own(page, bearers)
        for n, line in page.lines():
            taken, i = page.taken(n), 0
            while i < len(line.tokens):
                found = None if i in taken or line.tokens[i].kind != "word" else self._at(page, bearers, n, line, i)
                if found is not None and not any(k in taken for k in range(found.first, found.last)):
                    page.add(found)
                    i = found.last
                else:
                    i += 1

    def _bearers(self, page: PageDraft) -> _Bearers:
        out = _Bearers(defaultdict(set), defaultdict(set), defaultdict(list), defaultdict(list), defaultdict(set))
        for line in page.mentions:
            for m in line:
                if m.kind != "person":
                    continue
                out.stands[m.entity].append((m.line, m.first))
                words = tuple(w for w in page.words(m) if w not in HYPHENS)
                if len(words) < 2:
                    continue
                for form in self._families(words):
                    out.families[form].add(m.entity)
                out.givens[words[:1]].add(m.entity)
                surface = page.text.text[page.text.lines[m.line].tokens[m.last - 1].start : m.end]
                for key in name_keys(surface) if len(words[-1]) > 3 else ():
                    if (surface, m.entity) not in out.keys[key]:
                        out.keys[key].append((surface, m.entity))
        for (n, first), entity in page.role_of.items():
            out.nouns[entity].update(phrase.noun for phrase in page.roles[n] if phrase.first == first)
        out.heads = frozenset(form[0] for form in (*out.families, *out.givens))
        return out

    def _families(self, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """The forms of a full name that stand for it: its last word, with the particle before it; the first of a Korean or Chinese name."""
        if words[0] in self._family_first:
            yield words[:1]
            if len(words) > 2:
                yield words[1:]
            return
        if len(words) > 3 and words[-2] == "عبد" and self._shapes.is_descent(words[-3]):
            return  # بندر بن عبد العزيز: عبد العزيز is his father
        if len(words) > 2 and words[-2] in self._particles:
            yield words[-2:]
            if words[-2] in self._whole or words[-2] == "عبد":
                return  # not طالبي of أبو طالبي, nor الرحمن of عبد الرحمن
        yield words[-1:]
        if words[-1].startswith("ال") and len(words[-1]) > 5:
            yield (words[-1][2:],)

    def _own(self, page: PageDraft, bearers: _Bearers) -> None:
        """A listed short form (هنية) in a page that names only somebody else of that name in full (أمير هنية) is that one's."""
        for line in page.mentions:
            for m in list(line):
                if m.kind != "person" or m.last != m.first + 1 or m.entity not in self._gazetteer.labels:
                    continue
                others = bearers.families.get(page.words(m), set())
                if others and m.entity not in others:
                    entity = self._meant(page, bearers, m, others)
                    if entity is not None:
                        page.replace(m, msgspec.structs.replace(m, entity=entity, found_by=_LISTED, confidence=0.8))

    def _at(self, page: PageDraft, bearers: _Bearers, n: int, line: Line, i: int) -> Mention | None:
        tokens = line.tokens
        token = tokens[i]
        known = token.norm in bearers.heads or token.stem in bearers.heads
        if not (known or self._shapes.rare(token)) or token.norm in self._roles.titles or self._shapes.is_function(token):
            return None
        for count in (3, 2, 1) if known else ():
            if i + count > len(tokens):
                continue
            rest = tokens[i + 1 : i + count]
            if count == 3 and rest[0].surface in HYPHENS and rest[0].start == token.end and rest[1].start == rest[0].end:
                rest = rest[1:]  # جونغ-أون
            if any(t.kind != "word" for t in rest) or len(rest) > 1:
                continue
            for whole, head in ((True, token.norm), (False, token.stem)):
                form = (head, *(t.norm for t in rest))
                who, family = bearers.families.get(form), True
                if who is None and count == 1:
                    who, family = bearers.givens.get(form), False
                if not who or (not whole and not token.pro):
                    continue
                if not family and not self._only_person(line, i, i + 1):
                    continue
                if family and count == 1 and self._is_plain(head) and not self._only_person(line, i, i + 1):
                    continue
                mention = page.mention(
                    n, i, i + count, "", "person", _LISTED if family else "given-name-in-page", 0.85 if family else 0.75, whole=whole
                )
                entity = self._meant(page, bearers, mention, who)
                if entity is None:
                    page.reject(mention, _TWO)
                    return None
                return msgspec.structs.replace(mention, entity=entity)
        if self._shapes.rare(token) and not token.pro:
            for key in name_keys(token.surface):
                for surface, entity in bearers.keys.get(key, ()):
                    if same_name(token.surface, surface):
                        return page.mention(n, i, i + 1, entity, "person", f"{_LISTED}:same-sound", 0.75)
        return None

    def _is_plain(self, word: str) -> bool:
        return len(word) < 3 or self._shapes.is_common(word)

    def _only_person(self, line: Line, i: int, last: int) -> bool:
        """Whether only a person can stand at ``i``: between a reporting verb and what it opens, after a title, before a verb or a
        headline's colon."""
        tokens = line.tokens
        before, behind = tokens[i - 1] if i else None, tokens[last] if last < len(tokens) else None
        if tokens[i].pro not in ("", "و"):
            return False
        if before is not None and (before.norm in self._roles.titles or (self._shapes.is_verb(before.stem) and not before.enclitic)):
            return True
        if behind is None:
            return False
        return (i == 0 and behind.surface == ":") or (
            (i == 0 or (before is not None and before.norm in ("ان", "لكن", "وكان"))) and self._shapes.is_verb(behind.norm)
        )

    def _meant(self, page: PageDraft, bearers: _Bearers, mention: Mention, who: set[str]) -> str | None:
        """Which of those who bear the name: the only one, the one of the role beside it, the one named last; None where two were
        named last in one sentence, or none before."""
        if len(who) == 1:
            return next(iter(who))
        beside = {p.noun for p in page.roles[mention.line] if p.last == mention.first}
        if len(fitting := [e for e in sorted(who) if beside & bearers.nouns[e]]) == 1:
            return fitting[0]
        here = (mention.line, mention.first)
        last = sorted(((stands[at - 1], e) for e in who if (at := bisect_left(stands := sorted(bearers.stands[e]), here))), reverse=True)
        if not last or (len(last) > 1 and _one_sentence(page, last[0][0], last[1][0])):
            return None
        return last[0][1]


def _one_sentence(page: PageDraft, a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] == b[0] and any(first <= min(a[1], b[1]) and max(a[1], b[1]) < last for first, last in page.text.lines[a[0]].sentences)
