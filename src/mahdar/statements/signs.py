"""What the content model sees: the gaps of a line at which a content may end, the places at which one may begin, and their signs.

A sign never looks at who is named, only at the kind of what is: that one speaker is put for another changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from mahdar.arabic.clauses import ClauseFinder
from mahdar.statements.content import Content
from mahdar.statements.cues import RELATIVES, Cue
from mahdar.statements.drafts import Draft
from mahdar.statements.view import LineView

_PREPOSITIONS = frozenset({"علي", "الي", "عن", "من", "في", "ب", "ل", "حول", "بشان", "ضد"})
_ENDING = frozenset("،,؛;:.!؟?…”»)")
_REACH = 45
"""So many tokens after its cue a content may begin."""
_GAPS = 16
"""So many gaps after its beginning one may end."""


_BACK = 5
"""So many gaps before an according-to word a content may begin."""


class Gap(msgspec.Struct, frozen=True):
    """A place before token ``at`` at which a content may end, and its signs."""

    at: int
    signs: tuple[str, ...]
    opened: str = ""
    mark: str = ""


class Start(msgspec.Struct, frozen=True):
    """A token with which a content may begin, and its signs."""

    at: int
    signs: tuple[str, ...]
    before: bool = False


class CueSigns(msgspec.Struct, frozen=True):
    """A cue as the model sees it. ``grammar`` are the tokens of the content that the grammar reads (first, last + 1), if it reads one."""

    cue: Cue
    signs: tuple[str, ...]
    starts: tuple[Start, ...]
    grammar: tuple[int, int] | None
    ended_by: str = ""


class LineSigns:
    """The signs of one line: its gaps, and its cues with the drafts that the grammar makes of them."""

    def __init__(self, view: LineView, clauses: ClauseFinder, cues: Sequence[Cue], drafts: Sequence[tuple[Draft, Content | None]]) -> None:
        self.view = view
        self._drafts = {draft.cue.first: draft for draft, _ in drafts}
        self._contents = {draft.cue.first: content for draft, content in drafts}
        self.cues = list(cues)
        self._firsts = [cue.first for cue in cues]
        self._accepted = [cue.first for cue in cues if cue.first in self._drafts]
        self._cue_at = {cue.first: cue for cue in cues}
        self._classes = self._classify()
        self.gaps = self._gaps(clauses)
        self._places = [gap.at for gap in self.gaps]

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

    def _around(self, at: int, count: int) -> str:
        """The classes of ``count`` tokens from ``at`` on, or before it where negative; repeated ones once."""
        classes = self._classes
        out: list[str] = []
        step, i = (1, at) if count > 0 else (-1, at - 1)
        while 0 <= i < len(classes) and len(out) < abs(count):
            if not out or out[-1] != classes[i]:
                out.append(classes[i])
            i += step
        if len(out) < abs(count):
            out.append("|")
        return "".join(out if count > 0 else reversed(out))

    def holds(self, content: Content) -> bool:
        """Whether a content stands in this line: a quotation may go on in the next."""
        return self.view.line.start <= content.span.start <= content.span.end <= self.view.line.end

    def has_words(self, first: int, last: int) -> bool:
        """Whether anything but marks stands among tokens ``first`` to ``last`` (exclusive)."""
        return any(self.view.tokens[k].kind != "mark" for k in range(first, last))

    # -- gaps ----------------------------------------------------------------------------------------------------------

    def _gaps(self, clauses: ClauseFinder) -> list[Gap]:
        view, tokens = self.view, self.view.tokens
        found = clauses.find(view.line).all
        opened = {clause.first: clause.opened for clause in found}
        self._openers = {c.first: "_".join(view.stem(k) for k in range(*c.word)) for c in found if c.word is not None}
        places = set(opened) | {last for _, last in view.line.sentences} | set(self._firsts)
        places |= {k for k, token in enumerate(tokens) if token.kind == "mark"}
        for content in self._contents.values():
            if content is not None and self.holds(content):
                places.add(view.token_after(content.span.end))
        return [
            Gap(at, tuple(self._gap_signs(at, opened.get(at, ""))), opened.get(at, ""), self._mark(at))
            for at in sorted(places)
            if at and not self._goes_on(at, places)
        ]

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
        inside = any(a <= first < b for a, b in told)
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

    def _opens_near(self, cue: Cue) -> str:
        """What opens a content soonest after a cue: أن, marks, a colon, a preposition that the verb governs."""
        view = self.view
        governs = {g for verb in cue.verbs for g in verb.governs}
        for at in range(cue.last, min(view.sentence(cue.first)[1], cue.last + _REACH)):
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
        lemma = cue.verbs[0].past if cue.verbs else view.word(cue.first)
        governs = {g for verb in cue.verbs for g in verb.governs}
        seen: set[str] = set()
        commas = 0
        stop = min(len(tokens), cue.last + _REACH)
        for at in range(cue.last, stop):
            token = tokens[at]
            found = self._sort_of_start(at, cue, governs, seen)
            if grammar is not None and at == grammar[0] and not found:
                found = "other"
            if found and (at < last or token.kind == "mark" or found == "other" or view.quotation_opening(at)):
                inner = at
                if found in ("colon", "quote"):
                    inner = at + 1
                if inner < len(tokens):
                    yield Start(inner, tuple(self._start_signs(cue, inner, found, lemma, grammar, commas, found in seen)))
                seen.add(found)
            if view.is_comma(at):
                commas += 1
            if at >= last and not view.in_quotation(token):
                break
        if cue.first > first:
            yield from self._starts_before(cue, first, lemma, grammar)

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
        if token.kind == "word" and view.tokens[at - 1].kind != "mark" and self._ends_somebody(at):
            return "after-somebody"
        return ""

    def _ends_somebody(self, at: int) -> bool:
        """Whether a role phrase or time ends just before ``at``."""
        return any(role.last == at for role in self.view.roles)

    def _start_signs(self, cue: Cue, at: int, sort: str, lemma: str, grammar: tuple[int, int] | None, commas: int, again: bool) -> Iterator[str]:
        view = self.view
        shape = f"{cue.sort},{cue.form.shape if cue.form else ''}"
        same = "none" if grammar is None else "same" if grammar[0] == at else "other"
        away = at - cue.last
        yield f"s:t={sort},{shape}"
        yield f"s:l={sort},{lemma}"
        yield f"s:act={sort},{cue.verbs[0].act if cue.verbs else ''}"
        yield f"s:first={sort},{self._around(cue.last, 1)}"
        yield f"s:g={same},{sort}"
        yield f"s:d={min(6, away // 2)},{sort.partition('-')[0]}"
        yield f"s:c={min(2, commas)},{sort.partition('-')[0]}"
        yield f"s:again={again},{sort.partition('-')[0]}"
        crossed = bisect_left(self._firsts, at) - bisect_left(self._firsts, cue.last)
        yield f"s:x={min(2, crossed)},{same}"
        yield f"s:w={view.word(at)}"
        before = view.mention_on(at - 1)
        yield f"s:b={before.kind if before else view.word(at - 1) if view.tokens[at - 1].kind == 'mark' else ''},{sort}"
        mention, role = view.mention_at(at), view.role_at(at)
        yield f"s:m={mention.kind if mention else ''},{role.sort if role else ''},{sort}"
        yield f"s:def={view.tokens[at].definite},{sort.partition('-')[0]}"

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
                signs = [
                    f"b:t={sort},{shape}",
                    f"b:l={sort},{lemma}",
                    f"b:c={sort},{comma},{cue.sort}",
                    f"b:g={same},{grammar is None}",
                    f"b:w={view.word(cue.last)},{sort}",
                ]
                signs += [f"b:a={self._around(at, 2)},{cue.sort}", f"b:s={view.word(at)},{cue.sort}", f"b:b={view.word(at - 1)},{sort},{cue.sort}"]
                yield Start(at, tuple(signs), before=True)

    # -- pairs ---------------------------------------------------------------------------------------------------------

    def ends(self, signs: CueSigns, start: Start) -> Iterator[tuple[Gap, list[str]]]:
        """The gaps at which a content that begins at ``start`` may end, with what the two are to each other."""
        view, cue = self.view, signs.cue
        if start.before:
            at = cue.first
            if start.at < at:
                end = view.sentence(cue.first)[1]
                if cue.sort == "according" and end > cue.last + 1:
                    yield Gap(end, ()), [f"x:around,{self._around(cue.last, 1)}", f"x:around,{min(5, (end - cue.last) // 3)}"]
                quotation = view.line.quotation_at(view.tokens[start.at].start)
                if quotation is not None and view.tokens[start.at].start == quotation.inner_start and quotation.end <= view.tokens[at].start:
                    at = view.token_after(quotation.inner_end)
                yield (
                    Gap(at, ()),
                    [f"x:before,{min(4, (at - start.at) // 5)}", f"x:tail,{cue.sort},{min(4, (view.sentence(cue.first)[1] - cue.last) // 4)}"],
                )
            return
        sentence = view.sentence(start.at)[1]
        quotation = view.line.quotation_at(view.tokens[start.at].start)
        grammar = signs.grammar
        n = bisect_left(self._places, start.at + 1)
        accepted = bisect_left(self._accepted, start.at)
        candidates = bisect_left(self._firsts, start.at)
        shown = 0
        while n < len(self.gaps) and shown < _GAPS:
            gap = self.gaps[n]
            n += 1
            inside = quotation is not None and view.tokens[gap.at - 1].end <= quotation.inner_end
            if gap.at > sentence and not inside and not (grammar is not None and gap.at <= grammar[1]):
                break
            shown += 1
            crossed = min(2, bisect_left(self._accepted, gap.at) - accepted)
            passed = min(3, bisect_left(self._firsts, gap.at) - candidates)
            same = (
                "none"
                if grammar is None or grammar[0] != start.at
                else "same"
                if gap.at == grammar[1]
                else "before"
                if gap.at < grammar[1]
                else "after"
            )
            out = [
                f"x:g={same}",
                f"x:gk={same},{gap.opened},{gap.mark}",
                f"x:gr={same},{signs.ended_by}",
                f"x:n={min(5, shown)}",
                f"x:len={min(8, (gap.at - start.at) // 3)}",
                f"x:cross={crossed},{same}",
                f"x:pass={passed},{gap.at == sentence}",
                f"x:end={gap.at == sentence},{gap.at == len(view.tokens)},{same}",
            ]
            if quotation is not None:
                closes = gap.at < len(view.tokens) and view.tokens[gap.at].start >= quotation.inner_end and inside
                opens = view.tokens[start.at].start == quotation.inner_start
                out.append(f"x:q={closes},{opens},{inside}")
            elif grammar is None:
                out.append(f"x:u={cue.sort},{gap.at == sentence}")
            if (other := self._near(gap.at)) is not None and other.form is not None and cue.form is not None:
                alike = f"{other.form.shape == cue.form.shape},{other.form.gender == cue.form.gender}"
                out.append(f"x:turn={alike},{view.pro(other.first)},{other.first in self._drafts}")
            yield gap, out


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
