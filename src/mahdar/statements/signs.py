"""What the model of contents sees of a line: its cues, the places at which their contents may begin (`starts`) and end (`gaps`), and their signs.

A sign never looks at who is named, only at the kind of what is: that one speaker is put for another changes nothing.

A cue has dozens of contents that it may have: whatever belongs to one gap or one beginning is put together once for all of them, and what
belongs to the two stands as a few plain values (see `mahdar.statements.groups`), of which there are so few that the model remembers what they weigh.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import msgspec

from mahdar.arabic.clauses import ClauseFinder
from mahdar.statements.classes import Classes
from mahdar.statements.content import Content
from mahdar.statements.cues import Cue
from mahdar.statements.drafts import Draft
from mahdar.statements.gaps import Gap, Gaps, Onward
from mahdar.statements.groups import Before, Close, Goes, Group, Read, Turn, Within
from mahdar.statements.starts import Start, Starts
from mahdar.statements.view import LineView

_GAPS = 16
"""So many gaps after its beginning a content may end."""
_TOLD = 40
"""So many contents before a cue are looked at for whether it stands in one."""


class CueSigns(msgspec.Struct, frozen=True):
    """A cue as the model sees it. ``grammar`` are the tokens of the content that the grammar reads (first, last + 1), if it reads one."""

    cue: Cue
    signs: tuple[str, ...]
    starts: tuple[Start, ...]
    grammar: tuple[int, int] | None
    ended_by: str = ""


Values = tuple[object, ...]
"""The values of a group, which stand for it where it isn't spelled."""


class End(NamedTuple):
    """A gap at which a content may end: before token ``at``. ``groups`` tell of what is there and of how it stands to where the content begins;
    ``gap`` has signs of its own, but where the content stands before its cue."""

    at: int
    gap: Gap | None
    groups: list[tuple[type[Group], Values]]


class LineSigns:
    """The signs of one line: its cues with the drafts that the grammar makes of them, and the contents that they may have."""

    def __init__(self, view: LineView, clauses: ClauseFinder, cues: Sequence[Cue], drafts: Sequence[tuple[Draft, Content | None]]) -> None:
        self.view = view
        self.cues = list(cues)
        self._drafts = {draft.cue.first: draft for draft, _ in drafts}
        self._contents = {draft.cue.first: content for draft, content in drafts}
        self._firsts = [cue.first for cue in cues]
        self._accepted = [first for first in self._firsts if first in self._drafts]
        self._classes = Classes(view, self.cues)
        ends = [view.token_after(content.span.end) for _, content in drafts if content is not None and self._holds(content)]
        self._gaps = Gaps(view, clauses, self.cues, self._drafts, ends, self._classes)

    @property
    def read(self) -> frozenset[int]:
        """The first tokens of the cues of which the grammar makes a draft."""
        return frozenset(self._drafts)

    @cached_property
    def _starts(self) -> Starts:
        return Starts(self.view, self._firsts, self._gaps.places, self._classes)

    def of(self, cue: Cue, told: Sequence[tuple[int, int]]) -> CueSigns:
        """The signs of ``cue``; ``told`` are the contents (token ranges) of the statements before it in this line."""
        view = self.view
        content = self._contents.get(cue.first)
        grammar = places(view, content) if content is not None and self._holds(content) else None
        return CueSigns(
            cue,
            tuple(self._cue_signs(cue, content, told)),
            tuple(self._starts.of(cue, grammar)),
            grammar,
            content.ended_by if content is not None else "",
        )

    @cached_property
    def _words(self) -> list[int]:
        """How many tokens before each are no marks."""
        return list(accumulate((token.kind != "mark" for token in self.view.tokens), initial=0))

    def ends(self, signs: CueSigns, start: Start) -> list[End]:
        """Where a content that begins at ``start`` may end; one of nothing but marks is none."""
        return self._ends_before(signs.cue, start) if start.before else self._ends_within(signs, start)

    def _ends_before(self, cue: Cue, start: Start) -> list[End]:
        view, at = self.view, cue.first
        if start.at >= at:
            return []
        end = view.sentence(cue.first)[1]
        begins = view.tokens[start.at].start
        quotation = view.line.quotation_at(begins)
        if quotation is not None and begins == quotation.inner_start and quotation.end <= view.tokens[at].start:
            at = view.token_after(quotation.inner_end)
        if at <= start.at or self._words[at] == self._words[start.at]:
            return []
        return [End(at, None, [(Before, (cue.sort, min(4, (at - start.at) // 5), min(4, (end - cue.last) // 4)))])]

    def _ends_within(self, signs: CueSigns, start: Start) -> list[End]:
        view, cue, tokens, words, places = self.view, signs.cue, self.view.tokens, self._words, self._gaps.places
        first, count, before = start.at, len(tokens), words[start.at]
        sentence = view.sentence(first)[1]
        quotation = view.line.quotation_at(tokens[first].start)
        inner = quotation.inner_end if quotation is not None else -1
        opens = quotation is not None and tokens[first].start == quotation.inner_start
        known, held = -1, sentence
        if signs.grammar is not None:
            held = max(held, signs.grammar[1])
            known = signs.grammar[1] if signs.grammar[0] == first else -1
        accepted, candidates = bisect_left(self._accepted, first), bisect_left(self._firsts, first)
        sort = cue.sort if signs.grammar is None and quotation is None else ""
        opener = self._opener(start)
        begun = bisect_left(places, first + 1)
        same, out = "none", list[End]()
        seen = slice(begun, begun + _GAPS)
        for shown, (at, (crossed, passed)) in enumerate(zip(places[seen], self._gaps.cues_before[seen], strict=True), 1):
            if at > held and tokens[at - 1].end > inner:
                break
            if words[at] == before:
                continue
            if known >= 0:
                same = "same" if at == known else "before" if at < known else "after"
            quoted = None
            if quotation is not None:
                inside = tokens[at - 1].end <= inner
                quoted = (inside and at < count and tokens[at].start >= inner, opens, inside)
            length, crossed, passed = (at - first) // 3, crossed - accepted, passed - candidates
            within = (
                same,
                min(5, shown),
                min(8, length),
                min(2, crossed),
                min(3, passed),
                at == sentence,
                at == count,
                quoted,
                sort,
            )
            gap = self._gaps.at(at)
            groups: list[tuple[type[Group], Values]] = [(Within, within), (Read, (same, gap.opened, gap.mark, signs.ended_by))]
            if gap.onward is not None:
                groups += self._close(cue, opener, gap, gap.onward)
            out.append(End(at, gap, groups))
        return out

    def _opener(self, start: Start) -> str:
        """What a content is that begins behind its cue: أن (or one that is yet to come), marks, a colon, a preposition, a noun phrase."""
        view, at = self.view, start.at
        for k in (at, at + 1):
            if view.is_an(k):
                after = k + 1 if k + 1 < len(view.tokens) and view.tokens[k + 1].kind != "mark" else k + 2
                return "will" if "س" in view.pro(after) or view.word(after) in ("لن", "سوف") else "an"
        sort = start.signs[0].sort.partition("-")[0]
        return sort if sort in ("quote", "colon", "prep") else "obj"

    def _close(self, cue: Cue, opener: str, gap: Gap, onward: Onward) -> Iterator[tuple[type[Group], Values]]:
        """What a cue and its content are to what goes on behind a gap: to the cue there, to the words, to a verb."""
        form, mark = cue.form, gap.mark
        if form is not None and gap.cue is not None:
            shape, gender, pro = gap.cue
            yield Turn, (shape == form.shape, gender == form.gender, pro, gap.drafted)
        yield Close, (opener, cue.verbs[0].act if cue.verbs else "", onward.words, onward.kind, mark)
        if onward.shape:
            agrees = "" if form is None or not form.gender or not onward.gender else str(form.gender == onward.gender)
            yield Goes, (opener, form.shape if form else "", onward.shape, agrees, onward.pro, onward.own, bool(mark))

    def _cue_signs(self, cue: Cue, content: Content | None, told: Sequence[tuple[int, int]]) -> Iterator[str]:
        view, first = self.view, cue.first
        draft = self._drafts.get(first)
        lemma = cue.verbs[0].past if cue.verbs else view.word(first)
        shape = f"{cue.sort},{cue.form.shape if cue.form else ''}"
        read = f"{content is not None},{draft.clause.opener if draft else ''}"
        inside = any(a <= first < b for a, b in told[-_TOLD:])
        role = view.line.block.role
        yield f"c:l={lemma}"
        yield f"c:f={shape}"
        yield f"c:doubt={cue.doubt},{shape}"
        act = cue.verbs[0].act if cue.verbs else ""
        yield f"c:act={act},{shape}"
        yield f"c:acta={act},{self._classes.around(cue.last, 1)}"
        nearest = self._starts.nearest(cue)
        yield f"c:need={nearest},{shape}"
        yield f"c:needl={nearest},{lemma}"
        yield f"c:g={read}"
        yield f"c:gf={read},{shape}"
        yield f"c:gl={read},{lemma}"
        yield f"c:in={inside},{shape},{content is not None}"
        yield f"c:role={role},{shape}"
        yield f"c:neg={cue.negated},{shape}"
        before = view.tokens[first - 1] if first else None
        yield f"c:b={view.sign(first - 1)}"
        yield f"c:bk={before.kind if before else 'line'},{view.pro(first)},{shape}"
        yield f"c:a={view.sign(cue.last)}"
        yield f"c:pro={view.pro(first)},{shape},{cue.form.pronoun if cue.form else ''}"
        yield f"c:rel={view.word(first - 1) in view.words.relatives},{shape}"
        for name, at in (("am", cue.last), ("bm", first - 1)):
            mention = view.mention_on(at)
            role_phrase = view.role_at(at)
            yield f"c:{name}={mention.kind if mention else ''},{role_phrase.sort if role_phrase else ''},{shape}"
        for count in (1, 2):
            yield f"c:a{count}={self._classes.around(cue.last, count)},{shape}"
            yield f"c:b{count}={self._classes.around(first, -count)},{shape}"
        yield f"c:la={lemma},{self._classes.around(cue.last, 1)}"
        yield f"c:lb={lemma},{self._classes.around(first, -1)}"
        if draft is not None:
            clause = draft.clause
            yield f"c:sub={clause.subject is not None},{len(clause.objects)},{draft.outer is not None},{shape}"
        others = bisect_left(self._accepted, view.sentence(first)[1]) - bisect_left(self._accepted, view.sentence(first)[0])
        yield f"c:others={min(2, others - (draft is not None))},{content is not None}"
        yield f"c:quoted={view.in_quotation(view.tokens[first])},{content is not None}"

    def _holds(self, content: Content) -> bool:
        """Whether a content stands in this line: a quotation may go on in the next."""
        return self.view.line.start <= content.span.start <= content.span.end <= self.view.line.end


def places(view: LineView, content: Content) -> tuple[int, int]:
    """The tokens of a content of this line, first and last + 1; a first one without its و is in it."""
    first = view.token_after(content.span.start)
    if first and view.tokens[first - 1].end > content.span.start:
        first -= 1
    return first, max(view.token_after(content.span.end), first + 1)
