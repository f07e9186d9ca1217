"""The readings of a spelling: what may be written onto a word, and what the word is then."""

from __future__ import annotations

import msgspec


class Reading(msgspec.Struct, frozen=True, gc=False):
    """One way to read a word.

    ``proclitics`` are in order, the article ال the last of them; ``base`` is the folded stem as it stands by itself, without
    article and pronoun (زياره in وزيارته); ``enclitic`` is the folded pronoun or empty. ``share`` is the reading's part of
    the weight of all readings of the word, 0 to 1: 0.9 beside 0.1 says nine times as likely, the sentence left aside.
    """

    proclitics: tuple[str, ...]
    base: str
    enclitic: str
    share: float


class Word(msgspec.Struct, frozen=True, gc=False):
    """What a spelling says by itself; the fields are those of `mahdar.arabic.Token`, the offsets counted from the word's start.
    ``others`` are the readings beside the one that the fields tell, the likelier first."""

    norm: str
    kind: str
    pro: str
    stem: str
    stem_at: int
    enclitic: str
    end_at: int
    base: str
    definite: bool
    others: tuple[Reading, ...]
