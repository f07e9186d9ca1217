"""Positions: what each side of a process holds on its issues, with the statements behind it.

A statement whose content names an issue of a dossier, or points back to one (هذا الملف، بهذا الشأن), takes a stance on it
(`mahdar.meetings.stances`). Its actor is the side that the speaker speaks for where the dossier has that side (لافروف: russia), else the
speaker's state, else the speaker. A dossier is asked only where the page speaks of its process or the actor takes part in it: what somebody
far from the talks says of a town is no position in them. Where the page speaks of the process by neither name nor meeting, the line of the
statement has to name what the talks are about (``subjects`` of the dossier): a word like withdrawal belongs to many.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mahdar.arabic import Text, Token, fold
from mahdar.knowledge import Dossier, Knowledge
from mahdar.meetings.stances import Stances, Taken
from mahdar.model import Entity, Meeting, Position, Span, Stance, Statement
from mahdar.names import PageNames
from mahdar.statements.issues import Issues, Standing
from mahdar.statements.sides import PageSides, Sides
from mahdar.statements.stance import stem_of

_BACK = 2
"""Lines that a demonstrative reaches back for the issue that it points to."""
_STRONGER: dict[Stance, Stance] = {"supports": "demands"}
"""A stance that another of the same actor on the same issue says as well."""


class _On(NamedTuple):
    """A stance that a statement takes on an issue."""

    statement: Statement
    process: str
    issue: str
    taken: Taken


class PositionFinder:
    """Finds the positions of a page. Pure; made once for a knowledge and dossiers."""

    def __init__(self, knowledge: Knowledge, dossiers: Iterable[Dossier]) -> None:
        self._dossiers = {dossier.id: dossier for dossier in dossiers}
        self._issues = Issues(self._dossiers.values())
        self._stances = Stances(knowledge)
        self._sides = Sides(knowledge)
        self._matters = frozenset((d.id, issue.key) for d in self._dossiers.values() for issue in d.issue if issue.matter)
        self._subjects: dict[str, list[tuple[str, list[str]]]] = {}
        for dossier in self._dossiers.values():
            for words in (fold(subject).split() for subject in dossier.subjects):
                self._subjects.setdefault(words[0], []).append((dossier.id, words))
        self._pointing = frozenset(stem_of(fold(word)) for word in knowledge.position_words.pointing)
        self._demonstratives = frozenset(map(fold, knowledge.statement_words.demonstratives))

    def find(
        self, text: Text, names: PageNames, entities: Mapping[str, Entity], statements: Sequence[Statement],
        meetings: Sequence[Meeting], published: str | None,
    ) -> tuple[Position, ...]:  # fmt: skip
        """The positions that ``statements`` take, in the order of the text; ``entities`` are all of the page, ``published`` its date, if known."""
        spoken_of = self._spoken_of(names, meetings)
        sides = self._sides.of_page(entities)
        found: dict[tuple[str, str, str], list[_On]] = {}
        subjects: dict[int, frozenset[str]] = {}
        for on in self._taken(text, statements):
            speaker = on.statement.speaker
            if speaker is None or speaker.entity is None:
                continue
            if on.process not in spoken_of:
                at = _line_of(text, on.statement)
                if at not in subjects:
                    subjects[at] = self._about(text.lines[at].tokens)
                if on.process not in subjects[at]:
                    continue
            dossier = self._dossiers[on.process]
            actor = _actor(speaker.entity, dossier, sides)
            if actor is None and on.process in spoken_of:
                actor = min(sides.of(speaker.entity) & self._sides.states, default=speaker.entity)
            if actor is not None:
                found.setdefault((actor, on.process, on.issue), []).append(on)
        return tuple(position for key, said in found.items() for position in _positions(key, said, text.text, published))

    def _spoken_of(self, names: PageNames, meetings: Sequence[Meeting]) -> frozenset[str]:
        """The processes that the page speaks of by name or by a meeting."""
        named = {m.entity for line in names.mentions for m in line}
        return frozenset(d.id for d in self._dossiers.values() if d.event in named) | {m.series for m in meetings if m.series}

    def _about(self, tokens: Sequence[Token]) -> frozenset[str]:
        """The processes one of whose subjects stands in ``tokens``."""
        out: set[str] = set()
        for k, token in enumerate(tokens):
            for process, words in self._subjects.get(token.stem, ()):
                if process not in out and all(k + i < len(tokens) and tokens[k + i].norm == word for i, word in enumerate(words) if i):
                    out.add(process)
        return frozenset(out)

    def _taken(self, text: Text, statements: Sequence[Statement]) -> Iterator[_On]:
        """Each stance that each statement takes, in the order of the text."""
        last: tuple[int, tuple[Standing, ...]] = (-_BACK - 1, ())
        for statement in sorted(statements, key=lambda s: (s.start, s.id)):
            if statement.speaker is None:
                continue
            cue = _tokens(text, statement.cue) if statement.cue else ()
            told: dict[tuple[str, str], Taken] = {}
            at, pointed = -1, False
            here: list[Standing] = []
            for part in (statement, *statement.more):
                content = _tokens(text, part)
                at = max(at, _line_of(text, part))
                standing = self._again(content, self._issues.standing(content))
                here += standing
                if not standing and part is statement and (points := self._points(content)) is not None and at - last[0] <= _BACK:
                    standing = tuple(s._replace(first=points[0], last=points[1]) for s in last[1])
                    pointed = True
                for s in standing:
                    taken = self._stances.of(statement.act, cue, content, s.first, s.last, matter=(s.process, s.issue) in self._matters)
                    before = told.get((s.process, s.issue))
                    if before is None or (before.stance == "neutral" and taken.stance != "neutral"):
                        told[s.process, s.issue] = taken
            if here:
                last = (at, tuple({(s.process, s.issue): s for s in here}.values()))
            for (process, issue), taken in told.items():
                if pointed:
                    taken = taken._replace(why=f"{taken.why} (it points to the issue named before)")
                yield _On(statement, process, issue, taken)

    def _again(self, content: Sequence[Token], standing: tuple[Standing, ...]) -> tuple[Standing, ...]:
        """``standing`` with each later place where the first word of a term is pointed to (الهجمات الإسرائيلية … هذه الهجمات يجب أن تتوقف)."""
        heads = {content[s.first].base: s for s in reversed(standing)}
        return (
            *standing,
            *(
                s._replace(first=k, last=k + 2)
                for k, token in enumerate(content[:-1])
                if token.stem in self._demonstratives and (s := heads.get(content[k + 1].base)) is not None and s.first < k
            ),
        )

    def _points(self, content: Sequence[Token]) -> tuple[int, int] | None:
        """The tokens of a demonstrative and the noun that it points with (هذا الملف، بهذا الشأن)."""
        for k, token in enumerate(content[:-1]):
            if token.stem in self._demonstratives and stem_of(content[k + 1].base) in self._pointing:
                return k, k + 2
        return None


def _positions(key: tuple[str, str, str], said: Sequence[_On], text: str, published: str | None) -> Iterator[Position]:
    """One position for each stance of an actor on an issue. What is told without a stance is one only where nothing else is, and who
    demands a thing supports it."""
    by_stance: dict[Stance, list[_On]] = {}
    for on in said:
        by_stance.setdefault(on.taken.stance, []).append(on)
    for weaker, stronger in _STRONGER.items():
        if weaker in by_stance and stronger in by_stance:
            by_stance[stronger] = sorted((*by_stance[stronger], *by_stance.pop(weaker)), key=lambda on: on.statement.start)
    if len(by_stance) > 1:
        by_stance.pop("neutral", None)
    actor, process, issue = key
    for stance, behind in by_stance.items():
        condition = next((on.taken.condition for on in behind if on.taken.condition), None)
        targets = dict.fromkeys(on.statement.target or on.statement.addressee for on in behind)
        targets.pop(None, None)
        yield Position(
            actor=actor,
            process=process,
            issue=issue,
            stance=stance,
            target=next(iter(targets)) if len(targets) == 1 else None,
            condition=condition.of(text) if condition else None,
            condition_at=condition,
            date=published,
            why="; ".join(dict.fromkeys(on.taken.why for on in behind)),
            statements=tuple(dict.fromkeys(on.statement.id for on in behind)),
        )


def _actor(speaker: str, dossier: Dossier, sides: PageSides) -> str | None:
    """The side of the process that ``speaker`` speaks for: an actor or group of the dossier."""
    parts = {actor.entity for actor in dossier.actor} | {group.entity for group in dossier.group}
    if speaker in parts:
        return speaker
    return min(sides.of(speaker) & parts, default=None)


def _line_of(text: Text, span: Span) -> int:
    """The place in ``text.lines`` of the line that ``span`` stands in."""
    return bisect_right(text.lines, span.start, key=lambda line: line.start) - 1


def _tokens(text: Text, span: Span) -> tuple[Token, ...]:
    """The tokens of ``span``, which lies in one line; a first word whose proclitic stands before the span is among them."""
    line = text.lines[_line_of(text, span)]
    first = line.token_at(span.start)
    if first and line.tokens[first - 1].end > span.start:
        first -= 1
    return line.tokens[first : line.token_at(span.end)]
