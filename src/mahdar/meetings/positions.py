"""Positions: what each side of a process holds on its issues, with the statements behind it.

A statement whose content names an issue of a dossier, or points back to one (هذا الملف، بهذا الشأن), takes a stance on it
(`mahdar.meetings.stances`). Its actor is the side that the speaker speaks for (`mahdar.meetings.voices`) where the dossier has that side (لافروف:
russia), else the state or organization that he speaks for. A dossier is asked only where its process is spoken of
(`mahdar.meetings.subjects`); what somebody who takes no part in the talks says near what they are about is no position in them, nor is what an
agency or an observer reports. That an issue is spoken of without a stance is told only of sides, and not of a matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mahdar.arabic import Text, Token, fold
from mahdar.knowledge import Dossier, Knowledge
from mahdar.meetings.stances import Stances, Taken
from mahdar.meetings.subjects import Processes, Told, line_of, tokens_at
from mahdar.meetings.voices import PageVoices, Voices
from mahdar.model import Act, Entity, Position, Stance, Statement
from mahdar.names import PageNames
from mahdar.statements.issues import Standing
from mahdar.statements.stance import stem_of
from mahdar.statements.view import AN

_BACK = 2
"""Lines that a demonstrative reaches back for the issue that it points to."""
_POINTED = 3
"""Words of a telling before the demonstrative, with which what is said is of the issue that it points to."""
_STRONGER: dict[Stance, Stance] = {"supports": "demands"}
"""A stance that another of the same actor on the same issue says as well."""


_Key = tuple[str, str, str]
_REVERSED: dict[Stance, Stance] = {"supports": "opposes", "demands": "opposes", "offers": "opposes", "opposes": "supports"}
_RELAYED: frozenset[Act] = frozenset({"promise", "agree"})
_FOR = frozenset({"supports", "demands", "offers"})


class _Place(NamedTuple):
    """Where an issue stands in a content, whether it is its opposite that stands there, and whether it is only pointed to."""

    standing: Standing
    opposed: bool
    pointed: bool = False


class _On(NamedTuple):
    """A stance that a statement takes on an issue."""

    statement: Statement
    process: str
    issue: str
    taken: Taken


class PositionFinder:
    """Finds the positions of a page. Pure; made once for a knowledge and dossiers."""

    def __init__(self, knowledge: Knowledge, processes: Processes) -> None:
        self._processes = processes
        self._stances = Stances(knowledge)
        self._voices = Voices(knowledge)
        self._pointing = frozenset(stem_of(fold(word)) for word in knowledge.position_words.pointing)
        self._demonstratives = frozenset(map(fold, knowledge.statement_words.demonstratives))

    def find(
        self, text: Text, here: Told, names: PageNames, entities: Mapping[str, Entity], statements: Sequence[Statement], published: str | None
    ) -> tuple[Position, ...]:
        """The positions that ``statements`` take, in the order of the text. ``here`` are the processes of the page, ``entities`` all that
        it has, ``published`` its date, if known."""
        if not here.any:
            return ()
        voices = self._voices.of_page(text, names, entities, statements, published)
        found: dict[_Key, list[_On]] = {}
        for on in self._taken(text, names, voices, statements, here):
            speaker = on.statement.speaker
            if speaker is None or speaker.entity is None:
                continue
            actor = _actor(speaker.entity, self._processes.dossiers[on.process], voices)
            if actor is None and on.process in here.named and on.taken.stance != "neutral":
                actor = voices.side(speaker.entity)
            if actor is not None and not (on.taken.stance == "neutral" and self._says_nothing(on)):
                found.setdefault((actor, on.process, on.issue), []).append(on)
        return tuple(position for key, said in self._implied(found).items() for position in _positions(key, said, text.text, published, voices))

    def _says_nothing(self, on: _On) -> bool:
        """Whether that an issue is spoken of tells nothing: a town is, and whatever is told in passing, or by its opposite."""
        return on.taken.aside or (on.process, on.issue) in self._processes.matters

    def _implied(self, found: dict[_Key, list[_On]]) -> dict[_Key, list[_On]]:
        """``found`` with what follows where an actor says nothing of its own on an issue: who is for its opposite is against it."""
        out = dict(found)
        for (actor, process, issue), said in found.items():
            behind = [on for on in said if on.taken.stance in _FOR]
            for other in self._processes.against.get((process, issue), ()) if behind else ():
                if (actor, process, other) not in found:
                    implied = (
                        on._replace(issue=other, taken=Taken("opposes", f"{on.taken.why}; who is for its opposite is against it")) for on in behind
                    )
                    out.setdefault((actor, process, other), []).extend(implied)
        return out

    def _taken(self, text: Text, names: PageNames, voices: PageVoices, statements: Sequence[Statement], page: Told) -> Iterator[_On]:
        """Each stance that each statement takes, in the order of the text."""
        within = _within(text, statements)
        named: list[_Place] = []  # in the statement before that names any
        named_at = -_BACK - 1
        for statement in sorted(statements, key=lambda s: (s.start, s.id)):
            if statement.speaker is None or _relays(text, names, voices, statement):
                continue
            cue = tokens_at(text, statement.cue) if statement.cue else ()
            told: dict[tuple[str, str], Taken] = {}
            here: list[_Place] = []
            for part in (statement, *statement.more):
                content = tokens_at(text, part)
                places = self._again(content, [_Place(*found) for found in self._processes.standing(content, page.at(line_of(text, part)))])
                places = [place for place in places if not any(s.start <= content[place.standing.first].start < s.end for s in within[statement.id])]
                here += places
                if not places and part is statement and line_of(text, part) - named_at <= _BACK and (points := self._points(content)) is not None:
                    places = [_Place(place.standing._replace(first=points[0], last=points[1]), place.opposed, True) for place in named]
                for place in places:
                    key = place.standing.process, place.standing.issue
                    taken = self._stance(statement, cue, content, place)
                    if key not in told or (told[key].stance == "neutral" and taken.stance != "neutral"):
                        told[key] = taken
            if here:
                named, named_at = list({place.standing[:2]: place for place in reversed(here)}.values()), line_of(text, statement)
            for (process, issue), taken in told.items():
                yield _On(statement, process, issue, taken)

    def _stance(self, statement: Statement, cue: Sequence[Token], content: Sequence[Token], place: _Place) -> Taken:
        first, last = place.standing.first, place.standing.last
        taken = self._stances.of(statement.act, cue, content, first, last, matter=place.standing[:2] in self._processes.matters)
        if place.opposed:
            how = f"{taken.why}; what is named is its opposite"
            taken = Taken(_REVERSED.get(taken.stance, taken.stance), how, taken.condition, aside=taken.aside or taken.stance == "neutral")
        if place.pointed:
            how = f"{taken.why}; it points to the issue named before"
            loose = statement.act == "state" and first > _POINTED
            taken = taken._replace(why=how, stance="neutral" if loose else taken.stance, aside=loose or taken.aside or taken.stance == "neutral")
        return taken

    def _again(self, content: Sequence[Token], places: list[_Place]) -> list[_Place]:
        """``places`` with each later one where the first word of a term is pointed to (الهجمات الإسرائيلية … هذه الهجمات يجب أن تتوقف)."""
        heads = {content[place.standing.first].base: place for place in reversed(places)}
        return [
            *places,
            *(
                place._replace(standing=place.standing._replace(first=k, last=k + 2))
                for k, token in enumerate(content[:-1])
                if token.stem in self._demonstratives and (place := heads.get(content[k + 1].base)) is not None and place.standing.first < k
            ),
        ]

    def _points(self, content: Sequence[Token]) -> tuple[int, int] | None:
        """The tokens of a demonstrative and the noun that it points with (هذا الملف، بهذا الشأن)."""
        for k, token in enumerate(content[:-1]):
            if token.stem in self._demonstratives and stem_of(content[k + 1].base) in self._pointing:
                return k, k + 2
        return None


def _positions(key: _Key, said: Sequence[_On], text: str, published: str | None, voices: PageVoices) -> Iterator[Position]:
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
        speakers = dict.fromkeys(on.statement.speaker.entity for on in behind if on.statement.speaker)
        source = next(iter(speakers)) if len(speakers) == 1 else None
        yield Position(
            actor=actor,
            process=process,
            issue=issue,
            stance=stance,
            target=next(iter(targets)) if len(targets) == 1 else None,
            condition=condition.of(text) if condition else None,
            condition_at=condition,
            date=published,
            why="; ".join(dict.fromkeys(part for on in behind for part in on.taken.why.split("; "))),
            told_by=source if source is not None and source != actor and voices.is_unnamed(source) else None,
            statements=tuple(dict.fromkeys(on.statement.id for on in behind)),
        )


def _relays(text: Text, names: PageNames, voices: PageVoices, statement: Statement) -> bool:
    """Whether what a statement promises or agrees to is told of another: «قالت سيول إن كوريا الشمالية تعهدت …»."""
    if statement.act not in _RELAYED or statement.speaker is None or statement.speaker.entity is None:
        return False
    line = text.lines[line_of(text, statement)]
    begin = line.token_at(statement.start)
    subject = next((m for m in names.mentions[line_of(text, statement)] if begin <= m.first <= begin + 1), None)
    if subject is None or subject.first >= len(line.tokens) or line.tokens[subject.first].pro or line.tokens[begin].enclitic:
        return False
    if subject.first > begin and line.tokens[begin].stem not in AN:
        return False
    mine, theirs = voices.of(statement.speaker.entity), voices.of(subject.entity)
    return not mine & theirs


def _within(text: Text, statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    """By its id for each statement those whose content lies within its own: what they tell is theirs («رفض … وتمسك بضرورة …»)."""
    by_line: dict[int, list[Statement]] = {}
    for statement in statements:
        by_line.setdefault(line_of(text, statement), []).append(statement)
    return {
        one.id: [other for other in here if other.id != one.id and one.start < other.start and other.end <= one.end]
        for here in by_line.values()
        for one in here
    }


def _actor(speaker: str, dossier: Dossier, voices: PageVoices) -> str | None:
    """The side of the process that ``speaker`` speaks for: an actor or group of the dossier."""
    parts = {actor.entity for actor in dossier.actor} | {group.entity for group in dossier.group}
    if speaker in parts:
        return speaker
    return min(voices.of(speaker) & parts, default=None)
