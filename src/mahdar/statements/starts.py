"""The tokens of a line with which the content of a cue may begin, and what tells of them: what opens it, how far from the cue, what stands there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

import msgspec

from mahdar.statements.classes import Classes
from mahdar.statements.cues import Cue
from mahdar.statements.groups import Lead, LeadSpot, Opening, Spot, Way
from mahdar.statements.phrases import is_title
from mahdar.statements.view import COMMAS, LineView

_LETTERS = ("ب", "ل", "ك")
_REACH = 45
"""So many tokens after its cue a content may begin."""
_BACK = 5
"""So many gaps before its cue one may begin."""


class Start(msgspec.Struct, frozen=True):
    """A token with which a content may begin, and what tells of it; ``before`` its cue."""

    at: int
    signs: tuple[Opening, Way, Spot] | tuple[Lead, LeadSpot]
    before: bool = False


class Starts:
    """The beginnings of one line. ``firsts`` are the first tokens of its cues, ``gaps`` those before which its gaps are."""

    def __init__(self, view: LineView, firsts: Sequence[int], gaps: Sequence[int], classes: Classes) -> None:
        self._view = view
        self._firsts = firsts
        self._gaps = gaps
        self._classes = classes

    def of(self, cue: Cue, grammar: tuple[int, int] | None) -> Iterator[Start]:
        """Where the content of ``cue`` may begin, behind it and then before it; ``grammar`` are the tokens of the one that the grammar reads."""
        view, tokens = self._view, self._view.tokens
        first, last = view.sentence(cue.first)
        shape = f"{cue.sort},{cue.form.shape if cue.form else ''}"
        lemma, act = (cue.verbs[0].past, cue.verbs[0].act) if cue.verbs else (view.word(cue.first), "")
        after = self._classes.around(cue.last, 1)
        governs = {g for verb in cue.verbs for g in verb.governs}
        seen: set[str] = set()
        stop = self._reach(cue, last)
        places = self._beginnings_in(cue.last, stop)
        for at in (cue.last, *((grammar[0],) if grammar is not None else ())):
            if cue.last <= at < stop and at not in places:
                places.insert(bisect_left(places, at), at)
        for at in places:
            found = self._sort_of_start(at, cue, governs, seen)
            if grammar is not None and at == grammar[0] and not found:
                found = "other"
            if found and (at < last or tokens[at].kind == "mark" or found == "other"):
                inner = at + 1 if found in ("colon", "quote") else at
                if inner < len(tokens):
                    yield Start(
                        inner, (Opening(found, shape, lemma, act, after), self._way(cue, at, inner, found, grammar, seen), self._spot(inner, found))
                    )
                seen.add(found)
        if cue.first > first:
            yield from self._starts_before(cue, first, lemma, grammar)

    def nearest(self, cue: Cue) -> str:
        """What opens a content soonest after a cue: أن, marks, a colon, a preposition that the verb governs."""
        view = self._view
        governs = {g for verb in cue.verbs for g in verb.governs}
        stop = min(view.sentence(cue.first)[1], cue.last + _REACH)
        near = next((at for at in range(cue.last, stop) if view.tokens[at].norm in governs), stop)
        for at in (*self._beginnings_in(cue.last, near), near):
            if at == stop:
                break
            if view.is_an(at):
                return "an"
            if view.quotation_opening(at) is not None:
                return "quote"
            if view.tokens[at].surface == ":":
                return "colon"
            if view.word(at) in governs or view.pro(at)[-1:] in governs:
                return "prep"
        return "obj" if "obj" in governs else ""

    def _reach(self, cue: Cue, last: int) -> int:
        """Behind the last token at which a content of ``cue`` may begin: the first of the next sentence (``last``), where no quotation goes on."""
        tokens, stop = self._view.tokens, min(len(self._view.tokens), cue.last + _REACH)
        at = max(last, cue.last)
        while at < stop and self._view.in_quotation(tokens[at]):
            at += 1
        return min(at + 1, stop)

    def _sort_of_start(self, at: int, cue: Cue, governs: set[str], seen: set[str]) -> str:
        view, token = self._view, self._view.tokens[at]
        if view.is_an(at):
            return "an"
        if view.quotation_opening(at) is not None:
            return "quote" if not is_title(view, at, cue.last) else ""
        if token.surface == ":":
            return "colon"
        word = view.word(at)
        if word in view.words.opening and (word in governs or f"prep-{word}" not in seen):
            return f"prep-{word}" + ("!" if word in governs else "")
        pro = view.pro(at)
        letter = pro[-1:] if pro[-1:] in ("ب", "ل") else ""
        if letter and token.kind != "mark":
            return f"prep-{letter}" + ("!" if letter in governs else "")
        if at == cue.last and token.kind != "mark":
            return "next"
        if token.kind == "word" and "phrase" not in seen and (view.mention_on(at - 1) or view.is_comma(at - 1)) and not view.mention_on(at):
            return "phrase"
        if token.kind == "word" and view.tokens[at - 1].kind != "mark" and view.roles_ending(at):
            return "after-somebody"
        return ""

    def _way(self, cue: Cue, at: int, inner: int, sort: str, grammar: tuple[int, int] | None, seen: set[str]) -> Way:
        same = "none" if grammar is None else "same" if grammar[0] == inner else "other"
        commas = self._commas[at] - self._commas[cue.last]
        crossed = bisect_left(self._firsts, inner) - bisect_left(self._firsts, cue.last)
        return Way(sort, same, min(6, (inner - cue.last) // 2), min(2, commas), sort in seen, min(2, crossed))

    def _spot(self, at: int, sort: str) -> Spot:
        view = self._view
        behind = view.mention_on(at - 1)
        before = behind.kind if behind else view.sign(at - 1) if view.tokens[at - 1].kind == "mark" else ""
        mention, role = view.mention_at(at), view.role_at(at)
        return Spot(sort, view.sign(at), before, f"{mention.kind if mention else ''},{role.sort if role else ''}", view.tokens[at].definite)

    def _starts_before(self, cue: Cue, first: int, lemma: str, grammar: tuple[int, int] | None) -> Iterator[Start]:
        view = self._view
        shape = f"{cue.sort},{cue.form.shape if cue.form else ''}"
        places = [("sentence", first)]
        at = cue.first - 1
        while at > first and view.tokens[at].kind == "mark" and view.tokens[at].surface in "،,-–—:":
            at -= 1
        quotation = view.line.quotation_at(view.tokens[at].start - 1) if view.tokens[at].kind == "mark" else None
        if quotation is not None and quotation.end <= view.tokens[cue.first].start:
            places.append(("quotation", view.token_after(quotation.inner_start)))
        near = bisect_left(self._gaps, cue.first)
        places += [("clause", self._gaps[n]) for n in range(max(0, near - _BACK), near) if self._gaps[n] > first]
        for sort, at in {at: (sort, at) for sort, at in places}.values():
            if at < cue.first:
                comma = view.tokens[cue.first - 1].kind == "mark"
                same = grammar is not None and grammar[0] == at
                lead = Lead(sort, shape, lemma, comma, cue.sort, same, grammar is None)
                yield Start(
                    at,
                    (lead, LeadSpot(sort, view.sign(cue.last), self._classes.around(at, 2), cue.sort, view.sign(at), view.sign(at - 1))),
                    before=True,
                )

    @cached_property
    def _beginnings(self) -> list[int]:
        """The tokens, in order, at which a content may begin behind some cue: where `_sort_of_start` may find something that isn't the cue's."""
        view, out = self._view, []
        for at, token in enumerate(view.tokens):
            if token.kind == "mark":
                opens = token.surface == ":" or view.quotation_opening(at) is not None
            elif token.pro[-1:] in _LETTERS or token.norm in view.words.opening or view.is_an(at):
                opens = True
            else:
                after = bool(view.mention_on(at - 1) or view.is_comma(at - 1)) and not view.mention_on(at)
                opens = token.kind == "word" and (after or bool(view.roles_ending(at)))
            if opens:
                out.append(at)
        return out

    def _beginnings_in(self, first: int, last: int) -> list[int]:
        return self._beginnings[bisect_left(self._beginnings, first) : bisect_left(self._beginnings, last)]

    @cached_property
    def _commas(self) -> list[int]:
        """How many commas are before each token."""
        return list(accumulate((token.norm in COMMAS for token in self._view.tokens), initial=0))
