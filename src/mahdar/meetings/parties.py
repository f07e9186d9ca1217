"""What a line brings in: the words that tell meetings, those who may take part, and the borders between them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mahdar.meetings.words import MeetingWords, Teller
from mahdar.statements.units import Unit
from mahdar.statements.view import AN, COMMAS, LineView


class Party(msgspec.Struct, frozen=True):
    """Somebody in a line: the unit, the word that governs it (a preposition, ب or ل; empty for none), and whether it is one of a list."""

    unit: Unit
    marker: str
    listed: bool


def tellers_of(view: LineView, words: MeetingWords) -> list[tuple[int, int, Teller]]:
    """The tellers of a line; two nouns in a row are one (جولة محادثات، اجتماعات القمة)."""
    out: list[tuple[int, int, Teller]] = []
    for i, token in enumerate(view.tokens):
        teller = words.at(token)
        if teller is None:
            continue
        on = view.mention_on(i)
        if on is not None and on.kind != "event":
            continue
        if out and out[-1][1] == i and out[-1][2].sort == teller.sort == "noun" and not token.pro:
            first, _, before = out[-1]
            out[-1] = (first, i + 1, teller if before.lemma in ("جوله", "جولات", "لقاء", "اجتماع", "اجتماعات", "جلسه") else before)
            continue
        if on is not None and out and out[-1][0] >= on.first:
            continue  # one name, one meeting
        out.append((i, i + 1, teller))
    return out


def parties_of(view: LineView, units: Sequence[Unit], words: MeetingWords) -> list[Party]:
    """The units with what governs them; those of a list share what governs the first."""
    out: list[Party] = []
    last, marker = -1, ""
    for unit in units:
        pro = view.pro(unit.first)
        joined = unit.part and out and unit.first != out[-1].unit.first
        follows = last == unit.first or (last == unit.first - 1 and view.is_comma(last))
        listed = bool(joined or (follows and (pro.startswith("و") or view.is_comma(last)) and out))
        if not listed:
            before = view.stem(unit.first - 1) if unit.first else ""
            if unit.part:
                pass  # the first of several: as the whole
            elif pro.endswith(("ب", "ل", "ك")):
                marker = pro[-1]
            elif view.mention_on(unit.first - 1) is None and (before in words.prepositions or view.word(unit.first - 1) in words.marking):
                marker = view.word(unit.first - 1) if view.word(unit.first - 1) in words.marking else before
            else:
                marker = ""
        out.append(Party(unit, marker, listed))
        last = unit.last
    return out


def borders_of(view: LineView) -> dict[str, list[int]]:
    """For أن (``an``), relative pronouns (``rel``) and commas how many stand before each token."""
    borders: dict[str, list[int]] = {"an": [0], "rel": [0], "comma": [0]}
    an, rel, comma = borders.values()
    for i, token in enumerate(view.tokens):
        an.append(an[-1] + (token.stem in AN and view.is_an(i)))
        rel.append(rel[-1] + (token.norm in view.words.relatives))
        comma.append(comma[-1] + (token.norm in COMMAS))
    return borders


def counts_of(tellers: Sequence[tuple[int, int, Teller]], size: int) -> list[int]:
    """How many words that tell a meeting begin before each of ``size`` tokens, and in all."""
    told = {first for first, _, _ in tellers}
    counts = [0]
    for i in range(size):
        counts.append(counts[-1] + (i in told))
    return counts
