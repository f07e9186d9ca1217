"""What the content model sees: the gaps of a line at which a content may end, the places at which one may begin, and their signs.

A sign never looks at who is named, only at the kind of what is: that one speaker is put for another changes nothing.

A cue has dozens of contents that it may have: whatever belongs to one gap or one beginning is put together once for all of them, and what
belongs to the two stands as a few plain values (see `mahdar.statements.groups`), of which there are so few that the model remembers what they weigh.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

import msgspec

from mahdar.arabic.clauses import Clause, ClauseFinder
from mahdar.statements.content import Content
from mahdar.statements.cues import RELATIVES, Cue
from mahdar.statements.drafts import Draft
from mahdar.statements.groups import Around, Before, Group, Lead, LeadSpot, Opening, Read, Spot, Way, Within
from mahdar.statements.view import COMMAS, LineView

_PREPOSITIONS = frozenset({"علي", "الي", "عن", "من", "في", "ب", "ل", "حول", "بشان", "ضد"})
_LETTERS = ("ب", "ل", "ك")
_ENDING = frozenset("،,؛;:.!؟?…”»)")
_REACH = 45
"""So many tokens after its cue a content may begin."""
_GAPS = 16
"""So many gaps after its beginning one may end."""


_TOLD = 40
"""So many contents before a cue are looked at for whether it stands in one."""
_BACK = 5
"""So many gaps before an according-to word a content may begin."""


class Gap(msgspec.Struct, frozen=True):
    """A place before token ``at`` at which a content may end, and its signs."""

    at: int
    signs: tuple[str, ...]
    opened: str = ""
    mark: str = ""


class Start(msgspec.Struct, frozen=True):
    """A token with which a content may begin, and what tells of it; ``before`` its cue."""

    at: int
    signs: tuple[Opening, Way, Spot] | tuple[Lead, LeadSpot]
    before: bool = False


class CueSigns(msgspec.Struct, frozen=True):
    """A cue as the model sees it. ``grammar`` are the tokens of the content that the grammar reads (first, last + 1), if it reads one."""

    cue: Cue
    signs: tuple[str, ...]
    starts: tuple[Start, ...]
    grammar: tuple[int, int] | None
    ended_by: str = ""


class LineSigns:
    """The signs of one line: its gaps, and its cues with the drafts that the grammar makes of them. Nothing is put together before it is asked
    for: most lines have no cue, most gaps no content that may end there."""

    def __init__(self, view: LineView, clauses: ClauseFinder, cues: Sequence[Cue], drafts: Sequence[tuple[Draft, Content | None]]) -> None:
        self.view = view
        self._drafts = {draft.cue.first: draft for draft, _ in drafts}
        self._contents = {draft.cue.first: content for draft, content in drafts}
        self.cues = list(cues)
        self._firsts = [cue.first for cue in cues]
        self._accepted = [cue.first for cue in cues if cue.first in self._drafts]
        self._cue_at = {cue.first: cue for cue in cues}
        self._clauses = clauses
        self._gaps: dict[int, Gap] = {}

    def _classify(self) -> list[str]:
        """A letter or two for each token: who or what is named, which part a word has in the clause as far as its form tells."""
        view = self.view
        out = [_class(view, i) for i in range(len(view.tokens))]
        for mention in view.mentions:
            out[mention.first : mention.last] = [mention.kind[0].upper()] * (mention.last - mention.first)
        for role in view.roles:
            out[role.first : role.last] = ["R"] * (min(role.last, len(out)) - role.first)
        for cue in self.cues:
            out[cue.first] = {"past": "Vp", "present": "Vr", "participle": "Va", "noun": "Vn"}[cue.form.shape] if cue.form else f"V{cue.sort[0]}"
        return out

    @cached_property
    def _runs(self) -> tuple[list[str], list[int]]:
        """The classes of the line, repeated ones once, and for each token which of them is its."""
        runs: list[str] = []
        run_of: list[int] = []
        for each in self._classify():
            if not runs or runs[-1] != each:
                runs.append(each)
            run_of.append(len(runs) - 1)
        return runs, run_of

    def _around(self, at: int, count: int) -> str:
        """The classes of ``count`` tokens from ``at`` on, or before it where negative; repeated ones once."""
        runs, run_of = self._runs
        if count > 0:
            found = runs[run_of[at] : run_of[at] + count] if at < len(run_of) else []
            return "".join(found) if len(found) == count else "".join(found) + "|"
        last = run_of[at - 1] + 1 if at > 0 else 0
        return "".join(runs[last + count : last]) if last >= -count else "|" + "".join(runs[:last])

    def holds(self, content: Content) -> bool:
        """Whether a content stands in this line: a quotation may go on in the next."""
        return self.view.line.start <= content.span.start <= content.span.end <= self.view.line.end

    @cached_property
    def _words(self) -> list[int]:
        """How many tokens before each are no marks."""
        return list(accumulate((token.kind != "mark" for token in self.view.tokens), initial=0))

    def has_words(self, first: int, last: int) -> bool:
        """Whether anything but marks stands among tokens ``first`` to ``last`` (exclusive)."""
        return self._words[last] > self._words[first]

    # -- gaps ----------------------------------------------------------------------------------------------------------

    @cached_property
    def _opened(self) -> dict[int, str]:
        """By what the clause is opened that begins at a token, if one does."""
        return {clause.first: clause.opened for clause in self._found}

    @cached_property
    def _openers(self) -> dict[int, str]:
        """The words that open the clause that begins at a token, if some do."""
        return {c.first: "_".join(self.view.stem(k) for k in range(*c.word)) for c in self._found if c.word is not None}

    @cached_property
    def _found(self) -> Sequence[Clause]:
        return self._clauses.find(self.view.line).all

    @cached_property
    def _places(self) -> list[int]:
        """Where the gaps of the line are, in order."""
        view = self.view
        places = set(self._opened) | {last for _, last in view.line.sentences} | set(self._firsts)
        places |= {k for k, token in enumerate(view.tokens) if token.kind == "mark"}
        for content in self._contents.values():
            if content is not None and self.holds(content):
                places.add(view.token_after(content.span.end))
        return [at for at in sorted(places) if at and not self._goes_on(at, places)]

    @cached_property
    def _cues_before(self) -> list[tuple[int, int]]:
        """How many cues are before each gap: those of which the grammar makes a draft, and all."""
        return [(bisect_left(self._accepted, at), bisect_left(self._firsts, at)) for at in self._places]

    def _gap(self, at: int) -> Gap:
        """The gap before token ``at``."""
        if at not in self._gaps:
            opened = self._opened.get(at, "")
            self._gaps[at] = Gap(at, tuple(self._gap_signs(at, opened)), opened, self._mark(at))
        return self._gaps[at]

    def _goes_on(self, at: int, places: set[int]) -> bool:
        """Whether a gap before a mark that ends something is the same as the one behind it."""
        return at + 1 in places and at < len(self.view.tokens) and self.view.tokens[at].surface in _ENDING

    def _gap_signs(self, at: int, opened: str) -> Iterator[str]:
        view = self.view
        if at >= len(view.tokens):
            yield "e:line"
            return
        token, before = view.tokens[at], view.tokens[at - 1]
        mark = before.surface if before.kind == "mark" else ""
        word = view.word(at) if token.kind in ("word", "mark") else token.kind
        yield f"e:w={word}"
        yield f"e:k={opened},{mark}"
        ends = any(at == last for _, last in (view.sentence(at - 1),))
        yield f"e:s={ends},{mark}"
        after = at + 1 if token.kind == "mark" else at
        yield f"e:n={token.surface if token.kind == 'mark' else ''},{view.stem(after)}"
        yield f"e:p={view.pro(after)},{mark}"
        mention, role = view.mention_at(after), view.role_at(after)
        yield f"e:m={mention.kind if mention else ''},{role.sort if role else ''},{view.pro(after)},{bool(mark)}"
        if (cue := self._near(after)) is not None:
            shape = cue.form.shape if cue.form else ""
            yield f"e:c={cue.sort},{shape},{cue.first in self._drafts},{bool(mark)},{view.pro(cue.first)}"
            yield f"e:cw={view.word(after)},{cue.sort},{cue.first in self._drafts}"
        yield f"e:q={view.in_quotation(token)}"
        if (opener := self._openers.get(at)) is not None:
            yield f"e:ph={opener},{bool(mark)}"
        pro = view.pro(after)
        for count in (2, 3):
            yield f"e:a{count}={self._around(after, count)},{pro},{bool(mark)}"
        yield f"e:b={self._around(at, -2)}"
        yield f"e:w2={view.word(after)},{view.word(after + 1)}"

    def _mark(self, at: int) -> str:
        before = self.view.tokens[at - 1]
        return before.surface if before.kind == "mark" else ""

    def _near(self, at: int) -> Cue | None:
        """The cue at or just behind a gap (حيث أكد، لكنه نفى)."""
        return next((self._cue_at[k] for k in range(at, at + 3) if k in self._cue_at), None)

    # -- cues ----------------------------------------------------------------------------------------------------------

    def of(self, cue: Cue, told: Sequence[tuple[int, int]]) -> CueSigns:
        """The signs of ``cue``; ``told`` are the contents (token ranges) of the statements before it in this line."""
        view = self.view
        content = self._contents.get(cue.first)
        grammar = places(view, content) if content is not None and self.holds(content) else None
        return CueSigns(
            cue,
            tuple(self._cue_signs(cue, content, told)),
            tuple(self._starts(cue, grammar)),
            grammar,
            content.ended_by if content is not None else "",
        )

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
        yield f"c:acta={act},{self._around(cue.last, 1)}"
        yield f"c:need={self._opens_near(cue)},{shape}"
        yield f"c:needl={self._opens_near(cue)},{lemma}"
        yield f"c:g={read}"
        yield f"c:gf={read},{shape}"
        yield f"c:gl={read},{lemma}"
        yield f"c:in={inside},{shape},{content is not None}"
        yield f"c:role={role},{shape}"
        yield f"c:neg={cue.negated},{shape}"
        before = view.tokens[first - 1] if first else None
        yield f"c:b={view.word(first - 1)}"
        yield f"c:bk={before.kind if before else 'line'},{view.pro(first)},{shape}"
        yield f"c:a={view.word(cue.last)}"
        yield f"c:pro={view.pro(first)},{shape},{cue.form.pronoun if cue.form else ''}"
        yield f"c:rel={view.word(first - 1) in RELATIVES},{shape}"
        for name, at in (("am", cue.last), ("bm", first - 1)):
            mention = view.mention_on(at)
            role_phrase = view.role_at(at)
            yield f"c:{name}={mention.kind if mention else ''},{role_phrase.sort if role_phrase else ''},{shape}"
        for count in (1, 2):
            yield f"c:a{count}={self._around(cue.last, count)},{shape}"
            yield f"c:b{count}={self._around(first, -count)},{shape}"
        yield f"c:la={lemma},{self._around(cue.last, 1)}"
        yield f"c:lb={lemma},{self._around(first, -1)}"
        if draft is not None:
            clause = draft.clause
            yield f"c:sub={clause.subject is not None},{len(clause.objects)},{draft.outer is not None},{shape}"
        others = bisect_left(self._accepted, view.sentence(first)[1]) - bisect_left(self._accepted, view.sentence(first)[0])
        yield f"c:others={min(2, others - (draft is not None))},{content is not None}"
        yield f"c:quoted={view.in_quotation(view.tokens[first])},{content is not None}"

    @cached_property
    def _beginnings(self) -> list[int]:
        """The tokens, in order, at which a content may begin behind some cue: where `_sort_of_start` may find something that isn't the cue's."""
        view, out = self.view, []
        for at, token in enumerate(view.tokens):
            if token.kind == "mark":
                opens = token.surface == ":" or view.quotation_opening(at) is not None
            elif token.pro[-1:] in _LETTERS or token.norm in _PREPOSITIONS or view.is_an(at):
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
        return list(accumulate((token.norm in COMMAS for token in self.view.tokens), initial=0))

    def _opens_near(self, cue: Cue) -> str:
        """What opens a content soonest after a cue: أن, marks, a colon, a preposition that the verb governs."""
        view = self.view
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

    def _starts(self, cue: Cue, grammar: tuple[int, int] | None) -> Iterator[Start]:
        view, tokens = self.view, self.view.tokens
        first, last = view.sentence(cue.first)
        shape = f"{cue.sort},{cue.form.shape if cue.form else ''}"
        lemma, act = (cue.verbs[0].past, cue.verbs[0].act) if cue.verbs else (view.word(cue.first), "")
        after = self._around(cue.last, 1)
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

    def _reach(self, cue: Cue, last: int) -> int:
        """Behind the last token at which a content of ``cue`` may begin: the first of the next sentence (``last``), where no quotation goes on."""
        tokens, stop = self.view.tokens, min(len(self.view.tokens), cue.last + _REACH)
        at = max(last, cue.last)
        while at < stop and self.view.in_quotation(tokens[at]):
            at += 1
        return min(at + 1, stop)

    def _sort_of_start(self, at: int, cue: Cue, governs: set[str], seen: set[str]) -> str:
        view, token = self.view, self.view.tokens[at]
        if view.is_an(at):
            return "an"
        if view.quotation_opening(at) is not None:
            return "quote"
        if token.surface == ":":
            return "colon"
        word = view.word(at)
        if word in _PREPOSITIONS and (word in governs or f"prep-{word}" not in seen):
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
        view = self.view
        behind = view.mention_on(at - 1)
        before = behind.kind if behind else view.word(at - 1) if view.tokens[at - 1].kind == "mark" else ""
        mention, role = view.mention_at(at), view.role_at(at)
        return Spot(sort, view.word(at), before, f"{mention.kind if mention else ''},{role.sort if role else ''}", view.tokens[at].definite)

    def _starts_before(self, cue: Cue, first: int, lemma: str, grammar: tuple[int, int] | None) -> Iterator[Start]:
        view = self.view
        shape = f"{cue.sort},{cue.form.shape if cue.form else ''}"
        places = [("sentence", first)]
        at = cue.first - 1
        while at > first and view.tokens[at].kind == "mark" and view.tokens[at].surface in "،,-–—:":
            at -= 1
        quotation = view.line.quotation_at(view.tokens[at].start - 1) if view.tokens[at].kind == "mark" else None
        if quotation is not None and quotation.end <= view.tokens[cue.first].start:
            places.append(("quotation", view.token_after(quotation.inner_start)))
        near = bisect_left(self._places, cue.first)
        places += [("clause", self._places[n]) for n in range(max(0, near - _BACK), near) if self._places[n] > first]
        for sort, at in {at: (sort, at) for sort, at in places}.values():
            if at < cue.first:
                comma = view.tokens[cue.first - 1].kind == "mark"
                same = grammar is not None and grammar[0] == at
                lead = Lead(sort, shape, lemma, comma, cue.sort, same, grammar is None)
                yield Start(
                    at, (lead, LeadSpot(sort, view.word(cue.last), self._around(at, 2), cue.sort, view.word(at), view.word(at - 1))), before=True
                )

    # -- pairs ---------------------------------------------------------------------------------------------------------

    def ends(self, signs: CueSigns, start: Start) -> Iterator[tuple[Gap, tuple[Group, ...]]]:
        """The gaps at which a content that begins at ``start`` may end, with what the two are to each other."""
        return self._ends_before(signs.cue, start) if start.before else self._ends_within(signs, start)

    def _ends_before(self, cue: Cue, start: Start) -> Iterator[tuple[Gap, tuple[Group, ...]]]:
        view, at = self.view, cue.first
        if start.at >= at:
            return
        end = view.sentence(cue.first)[1]
        if cue.sort == "according" and end > cue.last + 1:
            yield Gap(end, ()), (Around(self._around(cue.last, 1), min(5, (end - cue.last) // 3)),)
        begins = view.tokens[start.at].start
        quotation = view.line.quotation_at(begins)
        if quotation is not None and begins == quotation.inner_start and quotation.end <= view.tokens[at].start:
            at = view.token_after(quotation.inner_end)
        yield Gap(at, ()), (Before(cue.sort, min(4, (at - start.at) // 5), min(4, (end - cue.last) // 4)),)

    def _ends_within(self, signs: CueSigns, start: Start) -> Iterator[tuple[Gap, tuple[Group, ...]]]:
        view, cue, tokens = self.view, signs.cue, self.view.tokens
        sentence = view.sentence(start.at)[1]
        quotation = view.line.quotation_at(tokens[start.at].start)
        opens = quotation is not None and tokens[start.at].start == quotation.inner_start
        grammar = signs.grammar
        known = grammar[1] if grammar is not None and grammar[0] == start.at else None
        accepted, candidates = bisect_left(self._accepted, start.at), bisect_left(self._firsts, start.at)
        sort = cue.sort if grammar is None else ""
        begun = bisect_left(self._places, start.at + 1)
        for n in range(begun, min(begun + _GAPS, len(self._places))):
            at = self._places[n]
            inside = quotation is not None and tokens[at - 1].end <= quotation.inner_end
            if at > sentence and not inside and not (grammar is not None and at <= grammar[1]):
                break
            crossed, passed = self._cues_before[n]
            same = "none" if known is None else "same" if at == known else "before" if at < known else "after"
            gap = self._gap(at)
            within = Within(
                same,
                min(5, n - begun + 1),
                min(8, (at - start.at) // 3),
                min(2, crossed - accepted),
                min(3, passed - candidates),
                at == sentence,
                at == len(tokens),
                (inside and at < len(tokens) and tokens[at].start >= quotation.inner_end, opens, inside) if quotation is not None else None,
                sort,
                self._turn(cue, at),
            )
            yield gap, (Read(same, gap.opened, gap.mark, signs.ended_by), within)

    def _turn(self, cue: Cue, at: int) -> tuple[bool, bool, str, bool] | None:
        """How the cue behind a gap stands to ``cue``: of the same shape, of the same gender, with which proclitic, with a draft or not."""
        if cue.form is None or (other := self._near(at)) is None or other.form is None:
            return None
        return other.form.shape == cue.form.shape, other.form.gender == cue.form.gender, self.view.pro(other.first), other.first in self._drafts


def places(view: LineView, content: Content) -> tuple[int, int]:
    """The tokens of a content of this line, first and last + 1; a first one without its و is in it."""
    first = view.token_after(content.span.start)
    if first and view.tokens[first - 1].end > content.span.start:
        first -= 1
    return first, max(view.token_after(content.span.end), first + 1)


def _class(view: LineView, i: int) -> str:
    token = view.tokens[i]
    if token.kind == "mark":
        return token.surface if token.surface in "،,؛:.()-" else '"' if view.quotation_opening(i) is not None else "'"
    if token.kind != "word":
        return "#"
    if view.time_at(i) is not None:
        return "T"
    if view.is_an(i):
        return "n"
    word = view.word(i)
    if word in RELATIVES:
        return "r"
    if word in _PREPOSITIONS:
        return "p"
    if view.is_adverbial(i):
        return "a"
    if token.pro[-1:] in ("ب", "ل"):
        return "l"
    if token.definite:
        return "D"
    stem = view.stem(i)
    if stem[:1] in ("ي", "ت") and len(stem) > 3:
        return "v"
    return "w"
