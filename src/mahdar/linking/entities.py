"""Entities across pages: whether two ids that pages made for names no list has mean one, and which id stands for it.

Ids find each other by keys of their names (`mahdar.arabic.namekey`) and are compared by signs that each have a weight and a phrase: how the names
agree, the offices that pages state and whose they are, who else is named beside both (rarer names weigh more), and how near in time. The sum of
the weights as a logistic chance (Fellegi and Sunter 1969 add weights of agreement in the same way; theirs are learnt) decides: certain pairs are
joined, doubtful ones are left to a person. What clashes is never joined: both named on one page, offices of different states, other full names.

All here is a pure function of what pages assert, so that the order in which pages come makes no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from math import exp
from typing import Literal

import msgspec

from mahdar.arabic import fold, name_keys, same_name
from mahdar.linking.terms import Weights
from mahdar.linking.unions import Unions

KINDS = ("person", "organization", "place")
"""Kinds of which ids are joined; documents and events are called by what they are (التقرير) and not by a name of their own."""
LEAST = 0.5
"""The least score of a pair that is told at all."""
SURE = 0.8
"""The least score of a pair that is joined."""
MANY = 24
"""A family name that so many bear tells nothing of which of them is meant."""

PAGES = 40
"""So many pages, those of the first ids, tell who stands beside an id, its offices and its days."""
FORMS = 6
"""So many of its labels, those of most pages, are compared."""

Relation = Literal["spelt", "shortened", "family"]
Verdict = Literal["joined", "review"]
Office = tuple[str | None, str | None]
"""A role, and whose it is."""

_BIAS = -2.0
_NAMES: Mapping[Relation, float] = {"spelt": 2.2, "shortened": 1.0, "family": 0.2}
_THREE_WORDS, _ONE_WORD, _AS_KNOWN = 0.8, -1.2, 0.8
_SAME_OFFICE, _SAME_STATE, _SAME_ROLE, _OTHER_STATE = 2.5, 1.2, 0.6, -3.0
_BESIDE, _COMMON, _MOST_BESIDE = 0.25, 2.0, 2.0
_NEAR, _MONTH, _FAR = 0.6, 0.2, -0.8
_RIVAL = 0.25
"""So much surer than of any other must one be whom a family name means."""

_PHRASES: Mapping[Relation, str] = {
    "spelt": "one name in two spellings",
    "shortened": "the same name without what is between",
    "family": "the family name alone",
}
RIVALS = "several bear this name"
CLASHES = "what it is joined with clashes"
APART = "people told apart what each is joined with"


class Profile(msgspec.Struct, frozen=True):
    """What pages assert of one id. ``forms`` are its labels, ``states`` those whose offices it has, ``beside`` other ids on its pages, ``since``
    and ``until`` the days (ordinals) of the first and the last of them. A ``known`` one is of the shipped knowledge."""

    id: str
    kind: str
    forms: tuple[str, ...]
    offices: frozenset[Office] = frozenset()
    states: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    since: int | None = None
    until: int | None = None
    known: bool = False

    @property
    def short(self) -> bool:
        """Whether it is a person who is called by one word alone."""
        return self.kind == "person" and all(len(_words(form)) == 1 for form in self.forms)

    @property
    def fullest(self) -> str:
        """The form of most words, then letters, then first by code points."""
        return min(self.forms, key=lambda form: (-len(_words(form)), -len(form), form))


class Pair(msgspec.Struct, frozen=True, order=True):
    """Two ids that may mean one: the lesser first, how sure that is (0 to 1), and why, in phrases parted by semicolons."""

    one: str
    other: str
    score: float
    why: str

    @property
    def verdict(self) -> Verdict:
        """Whether they are joined by themselves."""
        return "joined" if self.score >= SURE else "review"


class Joined(msgspec.Struct, frozen=True):
    """An id that stands for another one no more: ``to`` what it is joined with, ``by`` the id that it was compared with, how surely and why."""

    id: str
    to: str
    by: str
    score: float
    why: str


def keys(profile: Profile) -> frozenset[str]:
    """The keys of an id. Those that may mean one share one, or have keys that meet (`meeting`)."""
    found: set[str] = set()
    for form in profile.forms:
        for said in _said(profile.kind, form):
            found.update(f"{profile.kind}={key}" for key in name_keys(said))
        words = _words(form)
        if profile.kind == "person":
            sign = "<" if len(words) == 1 else ">"
            found.update(f"{profile.kind}{sign}{key}" for key in name_keys(words[-1]))
    return frozenset(found)


def meeting(key: str) -> str:
    """The key of those whom ``key`` leads to: a family name alone leads to those who bear it, and they to it; all others to the same key."""
    kind = next((kind for kind in KINDS if key.startswith(kind)), "")
    sign, rest = key[len(kind) : len(kind) + 1], key[len(kind) + 1 :]
    return kind + {"<": ">", ">": "<"}.get(sign, sign) + rest


def is_family(key: str) -> bool:
    """Whether a key is that of a family name alone."""
    return "<" in key


def holders(having: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """The ids that have each key, of the keys that each id has."""
    found: dict[str, set[str]] = {}
    for id_, mine in having.items():
        for key in mine:
            found.setdefault(key, set()).add(id_)
    return found


def candidates(mine: Mapping[str, Iterable[str]], held: Mapping[str, Collection[str]], known: Callable[[str], Iterable[str]]) -> set[tuple[str, str]]:
    """The pairs of ids, the lesser first, that meet: those with the keys ``mine`` with each other and with all that ``held`` or ``known`` has of the
    keys that those meet."""
    found: set[tuple[str, str]] = set()
    for id_, ours in mine.items():
        for key in ours:
            others = {*held.get(meeting(key), ()), *known(meeting(key))}
            if not is_family(key) or len(others) <= MANY:
                # One who bears the family name in full is met from the side of who is called by it alone; all of those are among ``mine``.
                found.update((id_, other) if id_ < other else (other, id_) for other in others if other != id_ and not is_family(meeting(key)))
    return found


def clash(one: Profile, other: Profile) -> bool:
    """Whether two ids can't mean one, whatever else speaks for it."""
    if one.kind != other.kind or (one.known and other.known) or not one.pages.isdisjoint(other.pages):
        return True
    if one.kind == "person" and not (one.short or other.short) and _relation(one, other) is None:
        return True
    return bool(one.states and other.states and one.states.isdisjoint(other.states))


def compare(one: Profile, other: Profile, weights: Weights) -> Pair | None:
    """Two ids as a pair, where they may mean one; None where they clash or hardly anything speaks for it."""
    if clash(one, other) or (found := _relation(one, other)) is None:
        return None
    relation, likeness = found
    signs = [(_NAMES[relation] * likeness, _PHRASES[relation]), *_signs(one, other, weights)]
    if relation != "family":
        words = min(len(_words(one.fullest)), len(_words(other.fullest)))
        signs[0] = (signs[0][0] + (_THREE_WORDS if words > 2 else _ONE_WORD if words == 1 else 0.0), signs[0][1])
    score = round(1 / (1 + exp(-_BIAS - sum(weight for weight, _ in signs))), 3)
    if score < LEAST:
        return None
    first, last = sorted((one.id, other.id))
    return Pair(first, last, score, "; ".join(phrase for _, phrase in signs))


def group(
    profiles: Mapping[str, Profile], pairs: Iterable[Pair], apart: Collection[frozenset[str]] = frozenset()
) -> tuple[list[Joined], dict[tuple[str, str], str | None]]:
    """The ids that are joined, by id, and the pairs that a person should look at (by both ids, with why a certain one wasn't joined), among ids
    that pairs lead between.

    Certain pairs are joined from the surest on, unless anything of the two groups clashes or people told it ``apart``; family names come last, each
    to the one group that is clearly surest of it.
    """
    ordered = sorted(pairs, key=lambda pair: (-pair.score, pair.one, pair.other))
    groups = _Groups(profiles, apart)
    left: dict[tuple[str, str], str | None] = {}
    families: dict[str, list[Pair]] = {}
    for pair in ordered:
        short = [id_ for id_ in (pair.one, pair.other) if profiles[id_].short]
        if len(short) == 1:
            families.setdefault(short[0], []).append(pair)
        elif not groups.join(pair):
            left[pair.one, pair.other] = CLASHES if pair.verdict == "joined" else None
    for short_id in sorted(families):
        mine = families[short_id]
        rivals = {groups.of(_end(pair, short_id)): pair.score for pair in reversed(mine)}
        best = mine[0]
        if len(rivals) > 1 and sorted(rivals.values())[-2] > best.score - _RIVAL:
            left.update({(pair.one, pair.other): RIVALS for pair in mine})
        else:
            left.update({(pair.one, pair.other): CLASHES if pair.verdict == "joined" else None for pair in mine if not groups.join(pair)})
    # Who told two apart has answered for all that is joined with either.
    return groups.joined(), {pair: APART if groups.apart(*pair) else but for pair, but in left.items()}


class _Groups:
    """Groups of ids as they grow."""

    def __init__(self, profiles: Mapping[str, Profile], apart: Collection[frozenset[str]]) -> None:
        self._profiles, self._apart = profiles, apart
        self._unions = Unions[str]()
        self._members: dict[str, list[str]] = {}
        self._by: dict[str, list[Pair]] = {}

    def of(self, id_: str) -> str:
        return self._unions.of(id_)

    def join(self, pair: Pair) -> bool:
        """Join two groups, or say that they aren't to be."""
        one, other = self.of(pair.one), self.of(pair.other)
        mine, theirs = self._members.get(one, [one]), self._members.get(other, [other])
        if one != other:
            if pair.verdict != "joined" or any(self._clash(a, b) for a in mine for b in theirs):
                return False
            self._unions.join(one, other)
            self._members.pop(other, None)
            self._members[one] = [*mine, *theirs]
        for id_ in (pair.one, pair.other):
            self._by.setdefault(id_, []).append(pair)
        return True

    def apart(self, one: str, other: str) -> bool:
        """Whether people told apart anything of the two groups."""
        here, there = self.of(one), self.of(other)
        return any(frozenset((a, b)) in self._apart for a in self._members.get(here, [here]) for b in self._members.get(there, [there]))

    def _clash(self, one: str, other: str) -> bool:
        return frozenset((one, other)) in self._apart or clash(self._profiles[one], self._profiles[other])

    def joined(self) -> list[Joined]:
        found = []
        for members in self._members.values():
            to = stands_for(self._profiles[id_] for id_ in members)
            for id_ in members:
                if id_ != to:
                    best = self._best(id_, to)
                    found.append(Joined(id_, to, _end(best, id_), best.score, best.why))
        return sorted(found, key=lambda one: one.id)

    def _best(self, id_: str, to: str) -> Pair:
        """The pair that tells most surely why ``id_`` is joined, with ``to`` itself where there is one."""
        mine = self._by[id_]
        return min(mine, key=lambda pair: (pair.verdict, _end(pair, id_) != to, -pair.score, pair.one, pair.other))


def stands_for(profiles: Iterable[Profile]) -> str:
    """The id that stands for a group: a shipped one, else that of the fullest form, then the first by code points."""
    return min(profiles, key=lambda p: (not p.known, -len(_words(p.fullest)), -len(p.fullest), p.id)).id


def _end(pair: Pair, id_: str) -> str:
    return pair.other if pair.one == id_ else pair.one


def _signs(one: Profile, other: Profile, weights: Weights) -> Iterator[tuple[float, str]]:
    """What else than how the names agree speaks for two ids, or against, each with its weight."""
    if (one.known or other.known) and {fold(form) for form in one.forms} & {fold(form) for form in other.forms}:
        yield _AS_KNOWN, "a name that the knowledge has"
    if {o for o in one.offices & other.offices if all(o)}:
        yield _SAME_OFFICE, "the same office"
    elif one.states & other.states:
        yield _SAME_STATE, "offices of one state"
    elif {role for role, _ in one.offices if role} & {role for role, _ in other.offices if role}:
        yield _SAME_ROLE, "the same role"
    shared = (one.beside & other.beside) - {one.id, other.id}
    lift = min(_MOST_BESIDE, _BESIDE * sum(max(0.0, weights.name(id_) - _COMMON) for id_ in sorted(shared)))
    if lift > 0:
        yield lift, f"{_count(len(shared), 'other')} named beside both"
    if one.since is not None and other.since is not None and one.until is not None and other.until is not None:
        gap = max(0, one.since - other.until, other.since - one.until)
        if gap <= 3:
            yield _NEAR, "told at the same time" if gap == 0 else f"{_count(gap, 'day')} apart"
        elif gap > 400:
            yield _FAR, "years apart"
        else:
            yield (_MONTH if gap <= 31 else 0.0), f"{_count(gap, 'day')} apart"


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _relation(one: Profile, other: Profile) -> tuple[Relation, float] | None:
    """How the names of two ids agree, and how well (0 to 1); None where they don't."""
    best: tuple[float, Relation, float] | None = None
    for a in one.forms:
        for b in other.forms:
            for relation, likeness in _agreeing(one.kind, a, b):
                rank = _NAMES[relation] * likeness
                if best is None or rank > best[0]:
                    best = (rank, relation, likeness)
    return best[1:] if best else None


def _agreeing(kind: str, a: str, b: str) -> Iterator[tuple[Relation, float]]:
    if match := same_name(a, b):
        yield "spelt", match.score
        return
    if kind != "person":
        return
    first, second = _words(a), _words(b)
    if min(len(first), len(second)) == 1:
        if max(len(first), len(second)) > 1 and (match := same_name(first[-1], second[-1])):
            yield "family", match.score
    elif {len(first), len(second)} != {2} and 2 in (len(first), len(second)) and (match := same_name(_ends(first), _ends(second))):
        yield "shortened", match.score


def _said(kind: str, form: str) -> Iterator[str]:
    """The ways in which a name is said in full: all of it; a person's without what is between the first word and the last."""
    yield form
    words = _words(form)
    if kind == "person" and len(words) > 2:
        yield _ends(words)


def _ends(words: Sequence[str]) -> str:
    return f"{words[0]} {words[-1]}"


_SERVANT = "عبد"


def _words(form: str) -> list[str]:
    """The words of a name, عبد with what completes it as one."""
    out: list[str] = []
    for word in form.split():
        if out and out[-1] == _SERVANT:
            out[-1] += word
        else:
            out.append(word)
    return out
