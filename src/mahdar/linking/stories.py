"""Stories: pages that report the same happening within some days.

Whether two pages do is told by a logistic model of four signs: how alike the words of the whole articles are, those of their heads, the names
in them, and how far apart they came out (``stories.tsv``, see ``stories.md``); with the extra ``semantic`` by a fifth, how alike vectors of the
articles are (``stories-semantic.tsv``). Pages are put together by average linkage (Sokal and
Michener 1958) over the logits: the two groups go together that are most alike on the mean, as long as that speaks for one happening and all of
them came out within the window. Pairs whose logit is far too low all count alike. So the result depends on the pages alone, not on their order; pages
that no pairs lead between can't end in one story, and when one comes anew, those that pairs lead to from it are put together again, and no others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from heapq import heapify, heappop, heappush, nlargest
from importlib.resources import files
from math import sqrt

import msgspec
import numpy as np

from mahdar.errors import DataError
from mahdar.linking.articles import Article
from mahdar.linking.terms import Vector, Weights, cosine
from mahdar.linking.unions import Unions

WINDOW = 96.0
"""Hours at most between the first and the last page of a story."""
KEYS, SHARED = 24, 2
"""So many terms of a page that weigh most lead to pages that may tell the same; those that share so many are compared."""
_HIGH = 4.0
"""The highest logit, so that one pair doesn't decide for a group."""
_ABSENT = -4.0
"""What a pair counts for in a group that `Stories.pair` doesn't find."""
NEAR = 0.75
"""So far below the least mean logit pairs still count with their own."""
_DAYS = 5.0


class Model(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The weights of the signs (likenesses from 0 to 1, of vectors from -1 to 1, and days), and the least mean logit that joins two groups."""

    bias: float
    whole: float
    head: float
    names: float
    days: float
    least: float
    vector: float = 0.0


class Telling(msgspec.Struct, frozen=True):
    """A page as one that tells a happening: when it came out, in hours, what it tells, as vectors of weighed terms, and the terms of ``whole`` that
    weigh most; pages of one story share some. ``vector`` is that of the article, a signed byte for each number, where there is one."""

    page: str
    hours: float
    head: Vector
    whole: Vector
    names: Vector
    keys: frozenset[str]
    vector: bytes | None = None


def hours_of(published: str | None, at: str | None) -> float | None:
    """When a page came out, in hours since 1970: the minute (UTC) where it is told, else noon of the day; None where no day is known."""
    told = at or f"{published}T12:00Z"
    try:
        return datetime.strptime(told, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC).timestamp() / 3600
    except ValueError:
        return None


def telling(page: str, hours: float, article: Article, weights: Weights, vector: bytes | None = None) -> Telling:
    """``page`` as one that tells a happening."""
    whole = weights.words(article.whole)
    keys = frozenset(term for term, _ in nlargest(KEYS, whole.items(), key=lambda item: (item[1], item[0])))
    return Telling(page, hours, weights.words(article.head), whole, weights.names(article.names), keys, vector)


def likeness(one: bytes | None, other: bytes | None) -> float:
    """The cosine of two vectors of signed bytes, 0 where one is missing. Of whole numbers, so that it is the same to the last bit everywhere."""
    if one is None or other is None:
        return 0.0
    a, b = np.frombuffer(one, np.int8).astype(np.int64), np.frombuffer(other, np.int8).astype(np.int64)
    lengths = int(a @ a) * int(b @ b)
    return int(a @ b) / sqrt(lengths) if lengths else 0.0


def stretch(told: Telling) -> int:
    """Which stretch of days a page came out in; those of one story are in one or in two that follow each other."""
    return int(told.hours // WINDOW)


def key_of(term: str, days: int) -> int:
    """The key (63 bits) of a term in a stretch of days."""
    return int.from_bytes(hashlib.blake2b(f"{days}\t{term}".encode(), digest_size=8).digest(), "big") >> 1


def around(told: Telling) -> list[int]:
    """The keys of those whom a page may tell one happening with: of its own stretch of days, and of those before and after it."""
    return [key_of(term, stretch(told) + step) for term in sorted(told.keys) for step in (-1, 0, 1)]


def story_id(first: str) -> str:
    """The id of the story whose first page is ``first``."""
    return hashlib.sha256(first.encode()).hexdigest()[:12]


class Stories:
    """Puts pages together. Pure; ``model`` is the shipped one where None is given."""

    def __init__(self, model: Model | None = None) -> None:
        self.model = model if model is not None else shipped()

    def logit(self, one: Telling, other: Telling) -> float:
        """The logit of the chance that two pages tell one happening."""
        m = self.model
        days = min(abs(one.hours - other.hours) / 24, _DAYS)
        signs = m.whole * cosine(one.whole, other.whole) + m.head * cosine(one.head, other.head) + m.names * cosine(one.names, other.names)
        if m.vector:
            signs += m.vector * likeness(one.vector, other.vector)
        return min(_HIGH, m.bias + signs + m.days * days)

    def pair(self, one: Telling, other: Telling) -> float | None:
        """The logit of two pages that may tell one happening, to a thousandth: they came out within the window, share what weighs most, and their
        logit comes near to speaking for it. None of others."""
        if abs(one.hours - other.hours) > WINDOW or len(one.keys & other.keys) < SHARED:
            return None
        logit = round(self.logit(one, other), 3)
        return logit if logit >= self.model.least - NEAR else None

    def group(self, pages: Mapping[str, float], logits: Mapping[tuple[str, str], float]) -> list[tuple[str, ...]]:
        """``pages``, with the hours when they came out, as stories, each with its pages from the first on, in the order of their first pages.

        ``logits`` are those of the pairs that `pair` finds, the lesser page id first.
        """
        near = together(pages, logits)
        group_of = {page: n for n, group in enumerate(near) for page in group}
        within: list[list[tuple[str, str, float]]] = [[] for _ in near]
        for (one, other), logit in logits.items():
            if one in group_of and other in group_of:
                within[group_of[one]].append((one, other, logit))
        stories = [
            story
            for group, pairs in zip(near, within, strict=True)
            for story in _parted({page: pages[page] for page in group}, pairs, self.model.least)
        ]
        return sorted(stories, key=lambda story: (pages[story[0]], story[0]))


def _parted(pages: Mapping[str, float], pairs: Sequence[tuple[str, str, float]], least: float) -> list[tuple[str, ...]]:
    """Average linkage of ``pages`` that ``pairs`` lead between, each with its logit; those that aren't among them count for `_ABSENT`."""
    if not pairs:
        return [(page,) for page in pages]
    order = sorted(pages, key=lambda page: (pages[page], page))
    at = {page: n for n, page in enumerate(order)}
    groups = {n: [page] for n, page in enumerate(order)}
    excess: dict[int, dict[int, float]] = {n: {} for n in groups}  # of each two groups with pairs, the sum of what the pairs lie above `_ABSENT`
    for one, other, logit in pairs:
        a, b = at[one], at[other]
        excess[a][b] = excess[b][a] = logit - _ABSENT
    heap = [(-(lift + _ABSENT), min(a, b), max(a, b), 1, 1) for a, near in excess.items() for b, lift in near.items() if a < b]
    heapify(heap)
    while heap:
        mean, a, b, mine, theirs = heappop(heap)
        if -mean < least:
            break
        if a not in groups or b not in groups or (len(groups[a]), len(groups[b])) != (mine, theirs):
            continue  # one of them has grown since
        hours = [pages[page] for page in groups[a] + groups[b]]
        if max(hours) - min(hours) > WINDOW:
            continue
        groups[a] += groups.pop(b)
        for near, lift in excess.pop(b).items():
            del excess[near][b]
            if near != a:
                excess[a][near] = excess[near][a] = excess[a].get(near, 0.0) + lift
        for near, lift in excess[a].items():
            first, last = min(a, near), max(a, near)
            sizes = len(groups[first]), len(groups[last])
            heappush(heap, (-(lift / (sizes[0] * sizes[1]) + _ABSENT), first, last, *sizes))
    return [tuple(sorted(members, key=lambda page: at[page])) for members in groups.values()]


def together(pages: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """``pages`` in groups between which no pair leads, each in order, by their first."""
    ordered = sorted(pages)
    known = frozenset(ordered)
    unions = Unions[str]()
    for one, other in pairs:
        if one in known and other in known:
            unions.join(one, other)
    found: dict[str, list[str]] = {}
    for page in ordered:
        found.setdefault(unions.of(page), []).append(page)
    return list(found.values())


@lru_cache(maxsize=2)
def shipped(*, semantic: bool = False) -> Model:
    """The model that ships with the package, of words alone or of words and vectors. Raises `DataError` where it can't be read."""
    file = files("mahdar.linking") / ("stories-semantic.tsv" if semantic else "stories.tsv")
    rows = dict(row.split("\t", 1) for row in file.read_text(encoding="utf-8").splitlines() if "\t" in row)
    try:
        return msgspec.convert(rows, Model, strict=False)
    except msgspec.ValidationError as error:
        raise DataError(f"{file.name}: {error}") from error
