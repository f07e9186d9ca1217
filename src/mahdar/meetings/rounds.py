"""Finds rounds: أستانا 7، الجولة السابعة من محادثات أستانا، الجولة الـ19، الاجتماع الدولي الـ21 حول سوريا.

A round belongs to the series whose dossier words it so (`mahdar.meetings.wordings`), or that its sentence names; else to the one whose
subject and place the sentence tells; else to the one series that the page speaks of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from mahdar.arabic import Line, Text, Token, fold
from mahdar.knowledge import Dossier, Knowledge
from mahdar.meetings.ordinals import in_words, ordinal_at
from mahdar.meetings.status import StatusWords, opens_content, sentence_of
from mahdar.meetings.wordings import Worded, Wordings
from mahdar.model import Span, Status
from mahdar.names import PageNames
from mahdar.names.page import Mention

_AROUND = 14
_NEAR = 10
_GENERAL = ("الدولي", "الدوليه")
_LAST = -1  # key of آخر اجتماع among the drafts
_CLOSE = 2
_POINTING = ("هذه", "هذا", "تلك")
_COMMAS = ("،", ",", "؛", ";")
_JOINED = re.compile(r"[^\W_]+|\+")


class RoundMention(msgspec.Struct, frozen=True):
    """One telling of a round: line number in the text, token range, and how it is told to stand there (None if it
    isn't); ``opens``/``closes`` say that the sentence speaks of its beginning or end. ``begin``/``end`` are the tokens of
    its sentence up to where that turns to another round."""

    line: int
    first: int
    last: int
    begin: int
    end: int
    status: Status | None
    opens: bool
    closes: bool


class RoundDraft(msgspec.Struct):
    """A round as told by the page, its dates not yet worked out. ``ordinal`` is None for a meeting without a number."""

    dossier: Dossier
    ordinal: int | None
    mentions: list[RoundMention]
    ended: bool = False

    def status(self) -> Status | None:
        """How the page tells that it stands: a change of date outweighs all, then the title's word, then the first."""
        told = [m.status for m in self.mentions if m.status is not None]
        changed = [s for s in told if s in ("postponed", "cancelled")]
        if changed:
            return changed[0]
        if self.ended and (not told or told[0] == "ongoing"):
            return "held"
        return told[0] if told else None


class RoundFinder:
    """Finds rounds of the dossiers' series. Pure; made once for a knowledge and dossiers."""

    def __init__(self, knowledge: Knowledge, dossiers: Iterable[Dossier]) -> None:
        self._dossiers = tuple(dossiers)
        self._by_event = {d.event: d for d in self._dossiers}
        self._places = {d.id: {d.place, *(m.place for m in d.meeting)} for d in self._dossiers}
        self._rounds = frozenset(fold(w) for w in knowledge.talks.round)
        self._alone = frozenset(fold(w) for w in knowledge.talks.alone)
        self._talks = frozenset(fold(w) for w in knowledge.talks.series)
        self._status = StatusWords(knowledge.talks)
        self._wordings = Wordings(knowledge, self._dossiers)
        self._subjects = {d.id: [_name(s) for s in d.subjects] for d in self._dossiers}
        self._name_words = {d.id: [_name(n) for n in d.names] for d in self._dossiers}
        self._long_names: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for dossier in self._dossiers:
            for words in self._name_words[dossier.id] if dossier.kind != "committee" else ():
                if len(words) > 1:
                    self._long_names.setdefault(words[0], []).append((dossier.id, words))

    def find(self, text: Text, names: PageNames, times: Sequence[Span] = ()) -> tuple[RoundDraft, ...]:
        """The rounds that the page tells of, in order of their first telling."""
        worded = [self._worded(line) for line in text.lines]
        main = self._main_series(text, names, worded)
        told = frozenset(
            d.id for d in self._dossiers if d.kind == "committee" and any(_holds(line, w) for line in text.lines for w in self._name_words[d.id])
        )
        drafts: dict[tuple[str, int | None], RoundDraft] = {}
        for n, line in enumerate(text.lines):
            if line.block.role == "credit":
                continue
            spots: list[tuple[RoundDraft, int, int]] = []
            events = {m.first: m for m in names.mentions[n] if m.entity in self._by_event}
            for i in range(len(line.tokens)):
                found = _of_wording(line, worded[n].get(i)) or self._numbered(line, names.mentions[n], events, i, main, told)
                if found is None or (spots and i < spots[-1][2]):
                    continue
                dossier, ordinal, first, last = found
                spots.append((drafts.setdefault((dossier.id, ordinal), RoundDraft(dossier, ordinal, [])), first, last))
            for draft, first, last in spots:
                others = [(a, b) for other, a, b in spots if other is not draft]
                draft.mentions.append(self._mention(line, n, first, last, others))
        if any(self._status.ends_talks(line, self._talks) for line in text.lines):
            for draft in drafts.values():
                if draft.dossier is main and draft.ordinal is not None and draft.status() in (None, "ongoing"):
                    draft.ended = True
        if main is not None:
            self._unnumbered(text, names, times, main, drafts)
        return tuple(d for d in drafts.values() if d.mentions)

    def _worded(self, line: Line) -> dict[int, Worded]:
        """The wordings of dossiers' patterns in a line, by their first token; none begins inside another."""
        out: dict[int, Worded] = {}
        after = 0
        for i in range(len(line.tokens)):
            if i >= after and (found := self._wordings.at(line.tokens, i)) is not None:
                out[i], after = found, found.last
        return out

    def _main_series(self, text: Text, names: PageNames, worded: Sequence[dict[int, Worded]]) -> Dossier | None:
        """The one series that the page speaks of: whose event it names or words oftenest, else whose names its text holds."""
        counts: Counter[str] = Counter()
        for line, here in zip(names.mentions, worded, strict=True):
            named = [(m.first, self._by_event[m.entity].id) for m in line if m.entity in self._by_event]
            counts.update(id_ for _, id_ in named for _ in range(2))
            at = {(first, id_) for first, id_ in named}
            for told in here.values():
                if not any((k, told.dossier.id) in at for k in range(told.first, told.last)):  # محادثات أستانا in it counts already
                    counts[told.dossier.id] += 2
        for text_line in text.lines:
            tokens = _unmarked(text_line.tokens)
            for i, token in enumerate(tokens):
                for head in (token.stem, f"ال{token.stem}") if token.pro.endswith("ل") else (token.stem,):
                    for id_, words in self._long_names.get(head, ()):
                        counts[id_] += _stands(tokens, i, words)
        best = max(counts.values(), default=0)
        winners = [d for d in self._dossiers if counts[d.id] == best]
        return winners[0] if best and len(winners) == 1 else None

    def _numbered(
        self, line: Line, mentions: tuple[Mention, ...], events: Mapping[int, Mention], i: int, main: Dossier | None, told: frozenset[str]
    ) -> tuple[Dossier, int, int, int] | None:
        """(dossier, ordinal, first, last) of a numbered round at token ``i``."""
        tokens = line.tokens
        event = events.get(i)
        if event is not None and tokens[event.last - 1].kind == "number":
            return self._by_event[event.entity], int(tokens[event.last - 1].norm), i, event.last
        if event is not None and (got := ordinal_at(line.tokens, event.last)) is not None and tokens[i].bare in self._rounds:
            return self._by_event[event.entity], got[0], i, got[1]
        noun, owned = _without_pronoun(tokens[i])
        if noun not in self._rounds:
            return None
        named = self._body_after(line, i + 1)
        if named is not None and (got := ordinal_at(line.tokens, named[1])) is not None:
            return named[0], got[0], i, got[1]  # دورة اللجنة الدستورية الثامنة
        at = i + 1
        while at < len(tokens) and tokens[at].definite and at - i <= 2 and not in_words(tokens, at) and tokens[at].kind == "word":
            at += 1
        got = ordinal_at(line.tokens, at)
        if got is None or not (tokens[i].definite or owned):
            return None
        ordinal, last = got
        if ordinal == 1 and i and tokens[i - 1].stem in _POINTING:
            return None  # the first since something, not the first of all
        dossier = self._series_of(line, mentions, i, last, main, told, owned)
        return (dossier, ordinal, i, last) if dossier and 0 < ordinal < 100 else None

    def _body_after(self, line: Line, at: int) -> tuple[Dossier, int] | None:
        """(dossier, index after) of a committee's name at ``at``."""
        for dossier in self._dossiers:
            for words in sorted(self._name_words[dossier.id], key=len, reverse=True) if dossier.kind == "committee" else ():
                if _holds(line, words, at, at + len(words)):
                    return dossier, at + len(words)
        return None

    def _series_of(
        self, line: Line, mentions: tuple[Mention, ...], first: int, last: int, main: Dossier | None, told: frozenset[str], owned: bool
    ) -> Dossier | None:
        begin, end = sentence_of(line, first)
        if owned and (
            mine := next(
                (d for d in self._dossiers if d.kind == "committee" and any(_holds(line, w, begin, first) for w in self._name_words[d.id])), None
            )
        ):
            return mine  # اللجنة الدستورية …، دورتها السادسة
        body = next((d for d in self._dossiers if d.kind == "committee" and self._of_body(line, d, last, told)), None)
        if body is not None:
            return body
        events = [m for m in mentions if begin <= m.first < end and m.entity in self._by_event]
        if of := [m for m in events if last <= m.first <= last + 1]:
            return self._by_event[of[0].entity]  # الجولة السابعة من محادثات أستانا
        if bare := next((d for d in self._dossiers if d.kind != "committee" and self._of_name(line, d, last)), None):
            return bare
        if self._names_another(line, mentions, last):
            return None
        alone = self._stands_alone(line, first, last)
        elsewhere = {m.entity for m in mentions if m.kind == "place" and _beside(line.tokens, m, first, last)}
        open_to = [d for d in self._dossiers if elsewhere <= self._places[d.id]]
        near = [m for m in events if self._by_event[m.entity] in open_to] if alone else []
        if near:
            return self._by_event[min(near, key=lambda m: (abs(m.first - last), m.first)).entity]
        named = [d for d in open_to if d.kind != "committee" and any(len(w) > 1 and _holds(line, w, begin, end) for w in self._name_words[d.id])]
        if len(named) == 1:
            return named[0]
        where = {m.entity for m in mentions if begin <= m.first < end and m.kind in ("place", "state")}
        for dossier in open_to:
            subject = any(_holds(line, words, begin, end) for words in self._subjects[dossier.id])
            if subject and (where & {dossier.place, dossier.host} or (main is dossier and alone)):
                return dossier
        return main if alone and main in open_to else None

    def _stands_alone(self, line: Line, first: int, last: int) -> bool:
        """Whether the words of the round say of themselves that it is one of talks that the page speaks of: الجولة السابعة,
        الاجتماع الدولي الثامن; not القمة الثلاثية الثانية, nor الاجتماع الثاني لمجلس الوزراء."""
        tokens = line.tokens
        if _without_pronoun(tokens[first])[0] not in self._alone or (last < len(tokens) and tokens[last].pro == "ل"):
            return False
        at = next(k for k in range(first + 1, last + 1) if k == last or ordinal_at(line.tokens, k) is not None)
        return all(t.norm in _GENERAL for t in tokens[first + 1 : at])

    def _of_name(self, line: Line, dossier: Dossier, last: int) -> bool:
        """Whether the series' bare name follows: الجولة السابعة من أستانا."""
        return (
            last < len(line.tokens)
            and line.tokens[last].norm == "من"
            and any(_holds(line, w, last + 1, last + 1 + len(w)) for w in self._name_words[dossier.id])
        )

    def _of_body(self, line: Line, dossier: Dossier, last: int, told: frozenset[str]) -> bool:
        """Whether the round is of the committee: الدورة الخامسة للجنة الدستورية; «للجنة» alone where the page named it."""
        tokens = line.tokens
        words = self._name_words[dossier.id]
        at = last + 1 if last < len(tokens) and tokens[last].norm in ("من", "لاعمال") else last
        if any(_holds(line, w, at, at + len(w)) for w in words):
            return True
        return dossier.id in told and at < len(tokens) and any(tokens[at].pro == "ل" and tokens[at].bare == w[0].removeprefix("ال") for w in words)

    def _names_another(self, line: Line, mentions: tuple[Mention, ...], last: int) -> bool:
        """Whether the round is said to be of other talks: الجولة العشرون من محادثات النيل، الجولة الثامنة من مفاوضات جنيف."""
        tokens = line.tokens
        at = last + 1 if last < len(tokens) and tokens[last].norm in ("من", "في") else last
        if at + 1 >= len(tokens):
            return False
        noun = tokens[at]
        if noun.bare not in self._talks and noun.stem not in self._talks:
            return last < len(tokens) and tokens[last].pro == "ل" and any(m.first == last and m.kind == "organization" for m in mentions)
        own = self._by_event.keys() | {place for places in self._places.values() for place in places}
        if any(m.first in (at, at + 1) and m.kind in ("event", "place") and m.entity not in own for m in mentions):
            return True
        return (
            tokens[at + 1].definite
            and tokens[at + 1].kind == "word"
            and not tokens[at + 1].pro
            and not any(_holds(line, w, at + 1, at + 5) for d in self._dossiers for w in (*self._subjects[d.id], *self._name_words[d.id]))
        )

    def _unnumbered(
        self, text: Text, names: PageNames, times: Sequence[Span], main: Dossier, drafts: dict[tuple[str, int | None], RoundDraft]
    ) -> None:
        """Meetings of the page's series without a number: اجتماع أستانة، آخر اجتماع … أيلول، جولة جديدة من المفاوضات.

        Where the page numbers rounds, a meeting named without a number is the one under way, in a line that tells of it.
        """
        rounds = [d for (series, ordinal), d in drafts.items() if series == main.id and ordinal is not None]
        current = next((d for d in rounds if d.status() in ("ongoing", None)), None)
        for n, line in enumerate(text.lines):
            for m in names.mentions[n]:
                if (
                    self._by_event.get(m.entity) is not main
                    or line.tokens[m.first].stem not in self._rounds
                    or line.tokens[m.last - 1].kind == "number"
                    or any(r.line == n and r.first < m.last and m.first < r.last for d in rounds for r in d.mentions)
                ):
                    continue
                if not rounds:
                    drafts.setdefault((main.id, None), RoundDraft(main, None, [])).mentions.append(self._mention(line, n, m.first, m.last))
                elif current is not None and any(r.line == n for r in current.mentions):
                    current.mentions.append(self._mention(line, n, m.first, m.last))
            for i, token in enumerate(line.tokens):
                if token.stem not in self._rounds or token.definite:
                    continue
                after = line.tokens[i + 1].norm if i + 1 < len(line.tokens) else ""
                if i and line.tokens[i - 1].stem == "اخر" and self._timed(line, i, times):
                    mention = msgspec.structs.replace(self._mention(line, n, i, i + 1), status="held")
                    drafts.setdefault((main.id, _LAST), RoundDraft(main, None, [])).mentions.append(mention)
                elif after == "جديده" and current is not None and self._subject_near(line, main, i):
                    current.mentions.append(self._mention(line, n, i, i + 2))

    def _timed(self, line: Line, i: int, times: Sequence[Span]) -> bool:
        """Whether a time follows token ``i`` closely: without one, the last meeting can't be told from others."""
        end = line.tokens[min(len(line.tokens) - 1, i + _NEAR)].end
        return any(line.tokens[i].start < t.start < end for t in times)

    def _subject_near(self, line: Line, dossier: Dossier, i: int) -> bool:
        return any(_holds(line, words, i, i + _AROUND) for words in self._subjects[dossier.id])

    def _mention(self, line: Line, n: int, first: int, last: int, others: Sequence[tuple[int, int]] = ()) -> RoundMention:
        """The telling at ``first:last`` of line ``n``, with how the words around it say that the round stands. ``others``
        are the token ranges of other rounds in the line."""
        begin, end = sentence_of(line, first)
        begin = max((_border(line, b, first) for _, b in others if begin <= b <= first), default=begin)
        end = min((_border(line, last, a) for a, _ in others if last <= a < end), default=end)
        standing = self._status.read(line, first, last, begin, end)
        return RoundMention(n, first, last, begin, end, standing.status, standing.opens, standing.closes)


def _of_wording(line: Line, worded: Worded | None) -> tuple[Dossier, int, int, int] | None:
    """(dossier, ordinal, first, last) of a numbered round that a wording tells, unless it is only the first since something (هذه
    الجولة الأولى منذ عام)."""
    if worded is None or worded.ordinal is None:
        return None
    if worded.ordinal == 1 and worded.first and line.tokens[worded.first - 1].stem in _POINTING:
        return None
    return worded.dossier, worded.ordinal, worded.first, worded.numbered


def _border(line: Line, last: int, first: int) -> int:
    """Where the words between a round that ends at ``last`` and the next that begins at ``first`` turn to the next: at the
    last comma, else at the words right before it (على عقد الجولة الثامنة)."""
    marks = [k for k in range(last, first) if line.tokens[k].norm in _COMMAS]
    return marks[-1] if marks else max(last, first - _CLOSE)


def _without_pronoun(token: Token) -> tuple[str, bool]:
    """A noun without article or possessive pronoun, and whether it had one (جولتها: جوله, True)."""
    for ending in ("تها", "تهم", "ته"):
        if token.stem.endswith(ending) and len(token.stem) > len(ending) + 2:
            return token.stem[: -len(ending)] + "ه", True
    return token.bare, False


def _beside(tokens: Sequence[Token], place: Mention, first: int, last: int) -> bool:
    """Whether a place is told right before or after the round ``first:last``: في جنيف الجولة الثامنة، الجولة الثامنة في جنيف."""
    return place.last == first or (place.first == last + 1 and tokens[last].norm == "في")


def _name(name: str) -> tuple[str, ...]:
    """The folded words of a series' name; the plus sign is one (5+5 isn't 5/5)."""
    return tuple(_JOINED.findall(fold(name)))


def _holds(line: Line, words: tuple[str, ...], first: int = 0, last: int | None = None) -> int:
    """How often the line's tokens ``first:last`` hold ``words`` in a row."""
    tokens = _unmarked(line.tokens[first:last])
    heads = (words[0], words[0].removeprefix("ال"))
    return sum(_stands(tokens, i, words) for i, token in enumerate(tokens) if token.stem in heads)


def _unmarked(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without marks; the plus sign stays."""
    return [t for t in tokens if t.kind != "mark" or t.norm == "+"]


def _stands(tokens: Sequence[Token], i: int, words: tuple[str, ...]) -> bool:
    """Whether ``words`` stand in a row from token ``i`` on, the first with its proclitics: وبالمحادثات, للمحادثات."""
    head = tokens[i].stem
    return (
        i + len(words) <= len(tokens)
        and (head == words[0] or (tokens[i].pro.endswith("ل") and "ال" + head == words[0]))
        and all(tokens[i + k].norm == words[k] for k in range(1, len(words)))
    )


def clause_of(line: Line, mention: RoundMention) -> tuple[int, int]:
    """Token range of what is told of the round there, cut at أن/إن on both sides."""
    begin, end = mention.begin, mention.end
    for k in range(begin, end):
        if opens_content(line.tokens[k]):
            if k >= mention.first:
                return begin, k
            begin = k + 1
    return begin, end


def span_of_mention(text: Text, mention: RoundMention) -> Span:
    """The span of a round's telling."""
    tokens = text.lines[mention.line].tokens
    return Span(start=tokens[mention.first].stem_start, end=tokens[mention.last - 1].end)
