"""What a spelling says by itself: its folded form, its kind, and how it is read."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from mahdar.arabic.clitics import PRONOUN_ENDINGS, Split, Splitter, is_one
from mahdar.arabic.fold import fold
from mahdar.arabic.lexicon import Lexicon
from mahdar.arabic.readings import Reading, Word

_LEAST_SHARE = 0.02
"""A reading with a smaller share of the weight of all is not told."""
_PLAIN = re.compile("[\u0621-\u063a\u0641-\u064a]+")
_MAY_BEGIN = frozenset("وفبلكسا")


def read_word(surface: str, lexicon: Lexicon) -> Word:
    """The likeliest reading of a word, number or mark as it is written, with the other readings that it may have."""
    norm = fold(surface)
    kind = _kind(norm)
    if kind != "word" or not (norm[0] in _MAY_BEGIN or norm.endswith(PRONOUN_ENDINGS)):
        return _unsplit(surface, norm, kind)
    plain = surface if len(surface) == len(norm) else "".join([c for c in surface if fold(c)])
    if len(plain) != len(norm):
        plain = norm
    if is_one(plain, norm):
        return _unsplit(surface, norm, kind)
    splits = _splitter(lexicon).splits(plain, norm)
    if len(splits) == 1 and not splits[0].cut and not splits[0].enclitic:  # most words with the article
        only = splits[0]
        return Word(norm, kind, "", only.stem, 0, "", len(surface), only.base, only.definite, ())
    best = max(splits, key=_weight)
    if best.pro and lexicon.is_whole(norm):  # the other readings are told all the same
        whole = max([split for split in splits if not split.pro], key=_weight)
        splits = [msgspec.structs.replace(split, weight=min(split.weight, whole.weight)) if split.pro else split for split in splits]
        best = whole
    elif norm in lexicon.parted and (with_pro := [split for split in splits if split.pro]):
        best = max(with_pro, key=_weight)
        splits = [split if split.pro else msgspec.structs.replace(split, weight=min(split.weight, best.weight)) for split in splits]
    stem_at = _skip(surface, best.cut) if best.cut else 0
    end_at = _skip(surface, best.end) if best.enclitic else len(surface)
    if not stem_at < end_at <= len(surface):  # a split inside a ligature
        return _unsplit(surface, norm, kind)
    total = sum([split.weight for split in splits])
    others = [split for split in splits if split is not best and split.weight > _LEAST_SHARE * total]
    others.sort(key=_weight, reverse=True)
    told = tuple([_told(split, split.weight / total) for split in others])
    return Word(norm, kind, best.pro, best.stem, stem_at, best.enclitic, end_at, best.base, best.definite, told)


@lru_cache(maxsize=4)
def _splitter(lexicon: Lexicon) -> Splitter:
    return Splitter(lexicon)


def _unsplit(surface: str, norm: str, kind: str) -> Word:
    return Word(norm, kind, "", norm, 0, "", len(surface), norm, False, ())


def _weight(split: Split) -> float:
    return split.weight


def _told(split: Split, share: float) -> Reading:
    return Reading((*split.pro, "ال") if split.definite else tuple(split.pro), split.base, split.enclitic, share)


def _kind(norm: str) -> str:
    """The kind of a folded token; empty where nothing but marks was folded."""
    if not norm:
        return ""
    first = norm[0]
    if first.isdigit():
        return "number"
    if "\u0620" <= first <= "\u06ff" and first.isalpha():
        return "word"
    return "latin" if first.isalpha() else "mark"


def _skip(surface: str, letters: int) -> int:
    """Offset in ``surface`` after ``letters`` folded letters and the marks that belong to them."""
    if _PLAIN.fullmatch(surface):  # each letter is folded to one
        return letters
    at = 0
    while letters > 0 and at < len(surface):
        letters -= len(fold(surface[at]))
        at += 1
    while 0 < at < len(surface) and not fold(surface[at]):
        at += 1
    return at
