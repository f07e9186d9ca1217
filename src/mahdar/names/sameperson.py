"""Persons whom the page names twice under two ids: in full, and by a title with the given name alone (الشيخ ناصر), by a family name of two
words (عبد الرحمن), or with a slip of the pen.

Only persons that no list knows are joined to another, and only where one person of the page fits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import groupby

import msgspec

from mahdar.names.nationality import Nationality
from mahdar.names.page import Mention, PageDraft
from mahdar.names.roles import RoleReader
from mahdar.names.shapes import HYPHENS, PersonShapes

_SERVANT = "عبد"
_SLIPPED = 5
"""Letters of a word from which on two that differ by a slip alone are taken for one."""
Words = tuple[str, ...]


class _Named(msgspec.Struct):
    """A person of the page: the ``words`` of each name, the ``titles`` and role nouns before them, the first and the number of names."""

    words: set[Words]
    titles: set[str]
    first: tuple[int, int]
    times: int = 0


class SamePerson:
    """Joins the persons of a page that are one."""

    def __init__(self, known: Collection[str], shapes: PersonShapes, roles: RoleReader, nationality: Nationality) -> None:
        self._known = known
        self._shapes = shapes
        self._roles = roles
        self._nationality = nationality

    def join(self, page: PageDraft) -> None:
        """Give the persons of ``page`` that no list knows to those whom they are."""
        persons = self._persons(page)
        full = {entity: named for entity, named in persons.items() if any(len(_units(words)) > 1 for words in named.words)}
        near = _near(full)
        meant = {}
        for entity, named in persons.items():
            if entity not in self._known and (other := self._other(entity, named, full, near)) is not None:
                meant[entity] = other
        meant = {entity: last for entity in meant if (last := _last(entity, meant)) is not None}
        if not meant:
            return
        for line in page.mentions:
            for m in [m for m in line if m.entity in meant]:
                page.replace(m, msgspec.structs.replace(m, entity=meant[m.entity], found_by=f"{m.found_by}:same-person"))
        page.role_of = {place: meant.get(entity, entity) for place, entity in page.role_of.items()}
        page.unknown = {words: meant.get(entity, entity) for words, entity in page.unknown.items()}

    def _persons(self, page: PageDraft) -> dict[str, _Named]:
        out: dict[str, _Named] = {}
        for line in page.mentions:
            for m in line:
                if m.kind == "person":
                    named = out.setdefault(m.entity, _Named(set(), set(), (m.line, m.first)))
                    named.words.add(tuple(w for w in page.words(m) if w not in HYPHENS))
                    named.titles |= self._titles(page, m)
                    named.times += 1
        return out

    def _titles(self, page: PageDraft, mention: Mention) -> set[str]:
        """The title or role nouns right before a name, an adjective of nationality between them or not."""
        tokens, at = page.text.lines[mention.line].tokens, mention.first - 1
        if at >= 0 and tokens[at].definite and self._nationality.at(tokens, at):
            at -= 1
        found = set()
        while at >= 0 and (tokens[at].norm in self._roles.titles or self._roles.noun_at(tokens[at]) or tokens[at].norm in self._roles.ranks):
            found.add(tokens[at].bare)
            at -= 1
        return found

    def _other(self, entity: str, named: _Named, full: Mapping[str, _Named], near: Mapping[object, set[str]]) -> str | None:
        candidates = {other for words in named.words for key in _keys(words) for other in near.get(key, ())} - {entity}
        fitting = {
            other
            for other in candidates
            if all(self._is_short(words, named, full[other]) for words in named.words) or self._is_slip(named, other, full[other])
        }
        return next(iter(fitting)) if len(fitting) == 1 else None

    def _is_short(self, words: Words, named: _Named, whole: _Named) -> bool:
        """Whether ``words`` are the given name or the family name of ``whole``, or both without what is between (محمد ستين, محمد عبد الحفيظ ستين);
        a given name needs the same title before both."""
        units = _units(words)
        wholes = [_units(w) for w in whole.words if len(_units(w)) > 1]
        if len(units) == 2:
            return any(len(w) > 2 and (w[0], w[-1]) == units and not self._shapes.is_descent(w[-2]) for w in wholes)
        if len(units) != 1:
            return False
        if any(w[0] == units[0] for w in wholes) and named.titles & whole.titles:
            return True
        surname = words[0] == _SERVANT or not self._shapes.is_given_word(words[0])
        borne = any(w[-1] == units[0] and not self._shapes.is_descent(w[-2]) for w in wholes)  # not the father of بندر بن عبد العزيز
        return surname and borne and (not named.titles or bool(named.titles & whole.titles) or not whole.titles)

    def _is_slip(self, named: _Named, other: str, whole: _Named) -> bool:
        """Whether the two differ by a slip alone (بن غوريون, بن غوروين); the one named oftener, then the one named first, is right."""
        right = other in self._known or (whole.times, named.first) > (named.times, whole.first)
        return right and any(_slipped(a, b) for a in named.words for b in whole.words)


def _near(full: Mapping[str, _Named]) -> dict[object, set[str]]:
    """The persons by what a short form or a slip of their name has in common with it, so that only those are compared: a page may hold
    thousands."""
    out: defaultdict[object, set[str]] = defaultdict(set)
    for entity, whole in full.items():
        for words in whole.words:
            units = _units(words)
            if len(units) < 2:
                continue
            out["short", units[0]].add(entity)
            out["short", units[-1]].add(entity)
            out["ends", units[0], units[-1]].add(entity)
            for size in range(2, len(words) + 1):
                for key in _slips(words[-size:]):
                    out[key].add(entity)
    return dict(out)


def _keys(words: Words) -> Iterator[object]:
    """The keys under which `_near` has those whom ``words`` may mean."""
    units = _units(words)
    if len(units) == 1:
        yield "short", units[0]
    elif len(units) == 2:
        yield "ends", units[0], units[1]
    if len(words) > 1:
        yield from _slips(words)


def _slips(words: Words) -> Iterator[object]:
    """The words with one of them as the letters that it has: two letters that change places or one repeated leave them as they are."""
    for i, word in enumerate(words):
        yield words[:i], "".join(sorted(set(word))), words[i + 1 :]


def _last(entity: str, meant: Mapping[str, str]) -> str | None:
    """Whom ``entity`` is in the end, where one leads to the next; None for a circle."""
    seen = {entity}
    other = meant[entity]
    while other in meant:
        if other in seen:
            return None
        seen.add(other)
        other = meant[other]
    return other


def _units(words: Words) -> Words:
    """The words of a name, عبد with what completes it as one."""
    out: list[str] = []
    for word in words:
        if out and out[-1] == _SERVANT:
            out[-1] += word
        else:
            out.append(word)
    return tuple(out)


def _slipped(a: Words, b: Words) -> bool:
    """Whether ``a`` is ``b``, or its last words from two on, but for one word with two letters that changed places or one repeated."""
    if len(a) < 2 or len(a) > len(b):
        return False
    unlike = [(x, y) for x, y in zip(a, b[-len(a) :], strict=True) if x != y]
    return len(unlike) == 1 and all(_one_slip(x, y) for x, y in unlike)


def _one_slip(a: str, b: str) -> bool:
    if min(len(a), len(b)) < _SLIPPED:
        return False
    if len(a) != len(b):
        return [c for c, _ in groupby(a)] == [c for c, _ in groupby(b)]
    apart = [i for i in range(len(a)) if a[i] != b[i]]
    return len(apart) == 2 and apart[1] == apart[0] + 1 and a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]
