"""Clues from summits and conferences that are held again and again: the session that the page tells of by its place (قمة الثماني في لاكويلا)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec
import numpy as np

from mahdar.arabic import Line, Text, Token, fold
from mahdar.dating.days import YEAR, Axis, Clue, Weights
from mahdar.dating.edtf import first_day, last_day
from mahdar.knowledge import Gathering, Knowledge
from mahdar.knowledge.datingsigns import Spread
from mahdar.meetings import ordinal_at
from mahdar.model import Span
from mahdar.names import Mention, PageNames
from mahdar.times import Found, Told

_AFTER, _BEFORE = 20, 10
"""Words after and before the naming of a series, in its sentence, among which its place and time are told."""
_NOUN = 3
"""Words before the name of an organization among which it stands that it meets (الاجتماع الوزاري للتحالف)."""
_IN = 3
"""Words before a place among which في stands (في مدينة مراكش، في العاصمة الإسبانية مدريد)."""
_ELSEWHERE = 0.15
"""How likely a session elsewhere in the same state is meant, against one at the place that is named."""
_BESIDE = 5
"""Words beside the naming among which one may tell that it is to come or over."""


class _Session(msgspec.Struct, frozen=True):
    first: date
    last: date
    state: str
    number: int | None
    places: tuple[tuple[str, ...], ...]


class _Series(msgspec.Struct, frozen=True):
    name: str
    nouns: frozenset[str]
    """Empty where the name alone is the series'."""
    seat: bool
    sessions: tuple[_Session, ...]
    opening: frozenset[str]
    """The first words of its places."""


class _Place(msgspec.Struct, frozen=True):
    """The sessions that a place or a number may mean, each with how likely it does against the others, and where it is told."""

    sessions: tuple[tuple[_Session, float], ...]
    span: Span


class GatheringClues:
    """Makes clues of gatherings. Pure; made once for a knowledge and an axis."""

    def __init__(self, knowledge: Knowledge, axis: Axis) -> None:
        self._axis = axis
        self._signs = knowledge.dating.known
        words = knowledge.dating.words
        self._within, self._hosting, self._capital = (frozenset(map(fold, w)) for w in (words.within, words.hosting, words.capital))
        self._session_nouns = frozenset(map(fold, words.sessions))
        self._to_come, self._over = frozenset(map(fold, words.to_come)), frozenset(map(fold, words.over))
        self._adjectives = {
            form: state.id for state in knowledge.states for adjective in state.adjectives for form in (fold(adjective), f"{fold(adjective)}ه")
        }
        self._state_of = {place.id: place.state for place in knowledge.places if place.state}
        self._series: dict[str, _Series] = {}
        for gathering in knowledge.gatherings:
            sessions = tuple(_sessions(gathering))
            opening = frozenset(words[0] for session in sessions for words in session.places)
            for id_ in (*gathering.events, *gathering.bodies):
                nouns = frozenset(map(fold, gathering.nouns if id_ in gathering.bodies else ()))
                self._series[id_] = _Series(gathering.en, nouns, gathering.seat, sessions, opening)

    def of(self, text: Text, names: PageNames, times: Sequence[Found]) -> Iterator[Clue]:
        """The clue of the first naming of each series that tells which sessions it may be, by the place that is told with it, else in the
        headline."""
        told: set[str] = set()
        later: list[tuple[Line, Mention, _Series]] = []
        for line, mentions in zip(text.lines, names.mentions, strict=True):
            for mention in mentions:
                series = self._series.get(mention.entity)
                if series is None or series.name in told or not _meets(series, line, mention):
                    continue
                opens, ends = next(((a, b) for a, b in line.sentences if a <= mention.first < b), (0, len(line.tokens)))
                first, last = max(opens, mention.first - _BEFORE), min(ends, mention.last + _AFTER)
                near = [t for t in times if t.line == mention.line and first <= t.first < last]
                place = self._numbered(line, series, mention, first, last) or self._place(line, mentions, series, first, last, mention)
                if (clue := self._clue(text, mention, series, place, near)) is not None:
                    told.add(series.name)
                    yield clue
                elif place is None and not near:
                    later.append((line, mention, series))
        for _, mention, series in later:
            if series.name in told:
                continue
            told.add(series.name)
            for line, mentions in zip(text.lines, names.mentions, strict=True):
                if line.block.role == "title" and (place := self._place(line, mentions, series, 0, len(line.tokens))) is not None:
                    if (clue := self._clue(text, mention, series, place, ())) is not None:
                        yield clue
                    break

    def _clue(self, text: Text, mention: Mention, series: _Series, place: _Place | None, near: Sequence[Found]) -> Clue | None:
        """The days on which the sessions that are meant are told of; None where none is told, or one of a year that is told with it."""
        sessions = tuple((s, 1.0) for s in series.sessions) if series.seat else place.sessions if place else ()
        calendars = [c for t in near if (c := t.calendar or t.ends_on) is not None]
        if not sessions or any(c.year is not None for c in calendars):
            return None
        months = [c for c in calendars if c.month is not None]
        if months and not any(c.month in (s.first.month, s.last.month) for c in months for s, _ in sessions):
            return None  # another meeting of the same body there
        weights = self._counted([session for session, _ in sessions], near)
        if weights is None:
            spread, days = self._spread(text.lines[mention.line], mention), np.arange(self._axis.size)
            each = [self._axis.spread(spread, days - self._axis.index(s.first)) + np.log(share) for s, share in sessions]
            weights = np.logaddexp.reduce(each, axis=0)
        spans = (Span(start=mention.start, end=mention.end), *((place.span,) if place else ()))
        words = f"it tells of the {series.name}" + (f" «{place.span.of(text.text)}»" if place else "")
        if len(sessions) == 1:
            ((session, _),) = sessions
            words += f" ({session.first})" if session.first == session.last else f" ({session.first}/{session.last})"
        return Clue(weights, words, spans, places=True)

    def _spread(self, line: Line, mention: Mention) -> Spread:
        """How far from a session it is told, by the words beside its name."""
        beside = line.tokens[max(0, mention.first - _BESIDE) : mention.last + _BESIDE]
        if any(token.norm in self._to_come for token in beside):
            return self._signs.gathering_ahead
        return self._signs.gathering_past if any(token.norm in self._over for token in beside) else self._signs.gathering

    def _counted(self, sessions: Sequence[_Session], times: Sequence[Found]) -> Weights | None:
        """The days from which a time told with a session points to it (القمة في يونيو المقبل، العام الماضي). None where none does."""
        axis = self._axis
        spans: list[tuple[date | None, date | None]] = []
        for session in sessions:
            for time in times:
                meaning = time.meaning
                if isinstance(meaning, Told):
                    steps = {"past": 1, "current": 0, "future": -1}.get(meaning.relative or "")
                    if steps is not None and meaning.unit == "year":
                        year = session.first.year + steps * (meaning.steps or 1)
                        spans.append((date(year, 1, 1), date(year, 12, 31)))
                    elif steps is not None and meaning.unit == "month":
                        month = axis.month(session.first.year, session.first.month) + steps * (meaning.steps or 1)
                        spans.append(axis.days_of(month))
                elif (told := time.calendar or time.ends_on) is not None and told.month in (session.first.month, session.last.month):
                    if told.relative == "past" or (told.relative is None and not time.ahead):
                        spans.append((session.first, session.last + timedelta(days=YEAR)))
                    elif told.relative in ("future", None):
                        spans.append((session.first - timedelta(days=YEAR), session.first))
                    elif told.relative == "current":
                        spans.append(axis.days_of(axis.month(session.first.year, session.first.month)))
        return axis.between(spans, self._signs.counted) if spans else None

    def _numbered(self, line: Line, series: _Series, mention: Mention, first: int, last: int) -> _Place | None:
        """The session whose number is told right after the series' name, or after a word of sessions beside it: القمة العربية في دورتها الـ29."""
        tokens = line.tokens
        for i in range(max(first, mention.first - _BESIDE), min(last, mention.last + _BESIDE)):
            if mention.first <= i < mention.last or (i != mention.last and (not i or tokens[i - 1].base not in self._session_nouns)):
                continue
            if (told := ordinal_at(tokens, i)) is not None and (found := tuple((s, 1.0) for s in series.sessions if s.number == told[0])):
                return _Place(found, Span(start=tokens[i].stem_start, end=tokens[told[1] - 1].end))
        return None

    def _place(
        self, line: Line, mentions: Sequence[Mention], series: _Series, first: int, last: int, mention: Mention | None = None
    ) -> _Place | None:
        """The sessions at the place that is told with the series, as ``mention``, or in a headline: by its name, less surely by its state, whose
        capital is named for a resort."""
        tokens = line.tokens
        opens, ends = (mention.first, mention.last) if mention else (-1, -1)
        for i in range(first, last):
            if (
                opens <= i < ends
                or (tokens[i].stem not in series.opening and tokens[i].norm not in series.opening)
                or not self._is_within(tokens, i, ends)
            ):
                continue
            for session in series.sessions:
                if (words := next((w for w in session.places if _stands(tokens, i, w)), None)) is not None:
                    span = Span(start=tokens[i].stem_start, end=tokens[i + len(words) - 1].end)
                    states = {s.state for s in series.sessions if words in s.places}
                    found = ((s, 1.0 if words in s.places else _ELSEWHERE) for s in series.sessions if s.state in states)
                    return _Place(tuple(found), span)
        states_told = [(m.first, m.last, m.entity) for m in mentions if m.kind == "state"]
        states_told += [(m.first, m.last, self._state_of[m.entity]) for m in mentions if m.entity in self._state_of]
        states_told += [
            (i, i + 1, self._adjectives[t.bare])
            for i, t in enumerate(tokens[first:last], first)
            if t.bare in self._adjectives and i and tokens[i - 1].stem in self._capital
        ]
        for begin, end, state in states_told:
            if not first <= begin < last or not self._is_within(tokens, begin, ends):
                continue
            if hosted := tuple((s, 1.0) for s in series.sessions if s.state == state):
                return _Place(hosted, Span(start=tokens[begin].stem_start, end=tokens[end - 1].end))
        return None

    def _is_within(self, tokens: Sequence[Token], at: int, after: int) -> bool:
        """Whether a place is told as the one where it is: after في, with ب, after a word of hosting, or right ``after`` the series' name."""
        if at == after or "ب" in tokens[at].pro:
            return True
        before = tokens[max(0, at - _IN) : at]
        if before and before[-1].norm.removeprefix("س").removeprefix("و") in self._hosting:
            return True
        for token in reversed(before):
            if token.norm in self._within or "ب" in token.pro:
                return True
            if token.stem not in self._capital and token.bare not in self._adjectives:
                return False
        return False


def _sessions(gathering: Gathering) -> Iterator[_Session]:
    for session in gathering.held():
        first, last = first_day(session.days), last_day(session.days)
        if first is not None and last is not None:
            yield _Session(first, last, session.state, session.number, tuple(tuple(fold(name).split()) for name in session.places))


def _meets(series: _Series, line: Line, mention: Mention) -> bool:
    """Whether a mention is the series' name, or an organization's after a word that says that it meets."""
    before = line.tokens[max(0, mention.first - _NOUN) : mention.first]
    return not series.nouns or any(token.base in series.nouns for token in before)


def _stands(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    """Whether the words of a place's name stand at a token, the first with or without what is written before it."""
    if at + len(words) > len(tokens) or words[0] not in (tokens[at].stem, tokens[at].norm):
        return False
    return all(tokens[at + k].norm == word for k, word in enumerate(words[1:], 1))
