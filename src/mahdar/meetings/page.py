"""A page as the meetings see it: its lines with their tellings, the times with their values, and the places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

import msgspec

from mahdar.arabic import Text
from mahdar.knowledge import Knowledge
from mahdar.meetings.mentions import MeetingLine, MeetingMention, RoundSpan
from mahdar.meetings.rounds import RoundDraft
from mahdar.meetings.words import MeetingWords
from mahdar.model import Span, Status, Time
from mahdar.names import Mention, PageNames
from mahdar.statements.issues import Issues
from mahdar.statements.units import Units
from mahdar.statements.view import LineView
from mahdar.statements.words import Words

_DAYS = re.compile(r"P(\d+)D")
_LONG = 60
"""No meeting lasts so many days."""
_DENIED, _SHIFTED, _TAIL = 3, 6, 2
"""Tokens at most from a word of denial to what it denies, and from a word that shifts a time to the telling; those after a noun that
may say which it is."""


class TimeHere(msgspec.Struct, frozen=True):
    """A time with a value, at tokens ``first`` to ``last`` (exclusive) of its line."""

    first: int
    last: int
    time: Time


class Atlas:
    """What the knowledge tells of places: what sort each is, and in which state. Made once for a knowledge."""

    def __init__(self, knowledge: Knowledge, cities: Mapping[tuple[str, ...], str]) -> None:
        self.cities = cities
        """Places by the folded words of their names."""
        places = (*knowledge.places, *knowledge.settlements)
        self._sorts = {place.id: place.sort for place in places}
        self._states = {place.id: place.state for place in places}
        self.capitals = frozenset(state.capital for state in knowledge.states if state.capital is not None)

    def sort(self, mention_kind: str, entity: str) -> str:
        """What sort of place it is: state, capital, city, region …; ``unknown`` of a place that no list has."""
        if mention_kind == "state":
            return "state"
        return "capital" if entity in self.capitals else self._sorts.get(entity, "unknown")

    def state(self, entity: str) -> str | None:
        """The state where a place lies, if known."""
        return self._states.get(entity)


class MeetingPage:
    """One page. ``lines`` are those with a telling, by their place in ``Text.lines``; ``mentions`` all tellings in order."""

    def __init__(
        self,
        text: Text,
        names: PageNames,
        times: Sequence[Time],
        published: str | None,
        units: Units,
        words: MeetingWords,
        small: Words,
        atlas: Atlas,
        rounds: Sequence[RoundDraft] = (),
    ) -> None:
        self.atlas = atlas
        self.text, self.names, self.published, self.words = text, names, published, words
        self.units = units
        self.lines: dict[int, MeetingLine] = {}
        self._times: dict[int, tuple[TimeHere, ...]] = {}
        told_at: dict[int, list[RoundSpan]] = {}
        for k, draft in enumerate(rounds):
            for told in draft.mentions:
                told_at.setdefault(told.line, []).append(RoundSpan(told.first, told.last, k))
        dated = [t for t in times if t.value is not None and t.type != "DURATION"]
        for n, line in enumerate(text.lines):
            numbered = told_at.get(n, ())
            if line.block.role == "credit" or not (numbered or any(words.may(token) for token in line.tokens)):
                continue
            spans = [
                Span(start=t.start, end=t.end) for t in times[bisect_left(times, line.start, key=_start) : bisect_left(times, line.end, key=_start)]
            ]
            view = LineView(n, line, names, text.text, spans, small)
            self.lines[n] = MeetingLine(view, units.units(view), words, numbered)
            here = dated[bisect_left(dated, line.start, key=_start) : bisect_left(dated, line.end, key=_start)]
            self._times[n] = tuple(TimeHere(_token_of(view, t.start), view.token_after(t.end), t) for t in here)
        self._rounds = rounds
        self._about: frozenset[str] | None = None
        self._statuses: dict[MeetingMention, Status | None] = {}
        self._durations = [(t, int(m[1])) for t in times if t.type == "DURATION" and t.value is not None and (m := _DAYS.fullmatch(t.value))]
        self.scenes = _scenes(text, names)
        self.mentions: tuple[MeetingMention, ...] = tuple(m for line in self.lines.values() for m in line.mentions)

    def times(self, n: int) -> tuple[TimeHere, ...]:
        """The times with values of a line that tells of meetings, in order."""
        return self._times.get(n, ())

    def durations(self, n: int) -> Iterator[tuple[int, int, Span]]:
        """The numbers of days that a line tells, each with its first token and its words."""
        view = self.lines[n].view
        for time, days in self._durations:
            if view.line.start <= time.start < view.line.end and 1 < days < _LONG:
                yield _token_of(view, time.start), days, Span(start=time.start, end=time.end)

    def places(self, n: int) -> tuple[Mention, ...]:
        """The places and states that a line names."""
        return tuple(m for m in self.names.mentions[n] if m.kind in ("place", "state"))

    def about(self, issues: Issues) -> frozenset[str]:
        """The processes that the page is about: those whose rounds it tells of or whose series it names, and those of which it tells an issue
        more than once. Worked out when first asked for."""
        if self._about is None:
            self._about = issues.about(self.text.lines) | {draft.dossier.id for draft in self._rounds}
        return self._about

    def status_of(self, mention: MeetingMention) -> Status | None:
        """How one telling says that the meeting stands: by the tense or negation of its verb, by the words around its noun."""
        try:
            return self._statuses[mention]
        except KeyError:
            status = self._statuses[mention] = self._status_of(mention)
            return status

    def _status_of(self, mention: MeetingMention) -> Status | None:
        view, words = self.lines[mention.line].view, self.words
        if any(view.stem(k) in words.denying for k in range(max(mention.begin, mention.first - _DENIED), mention.first)):
            return "denied"
        form = mention.teller.form
        if form is None:
            return words.status.read(view.line, mention.first, mention.last, mention.begin, mention.end).status
        if any(view.word(k) == "غير" for k in range(max(mention.begin, mention.first - _DENIED), mention.first)):
            return "denied"  # من غير المتوقع أن يلتقي
        before = view.word(mention.first - 1)
        if before in words.negating:
            return "cancelled" if before in words.not_to_come else "denied"
        return "held" if form.shape == "past" else "announced"

    def side_of(self, mention: MeetingMention) -> str:
        """Whether a telling puts the meeting ahead of the day of publication, behind it, or on it (now), by the time of its clause, else by how
        it says that it stands; empty where neither tells."""
        time = self.time_of(mention)
        if time is not None and self.published is not None and time.time.value is not None:
            first, _, last = time.time.value.partition("/")
            if first[: len(self.published)] > self.published[: len(first)]:
                return "ahead"
            return "behind" if (last or first)[: len(self.published)] < self.published[: len(last or first)] else "now"
        status = self.status_of(mention)
        return "ahead" if status in ("announced", "postponed") else "behind" if status == "held" else ""

    def tail_of(self, mention: MeetingMention) -> Iterator[str]:
        """The words after a noun that say which it is (القمة الثلاثية، مفاوضات السلام، قمة طهران), without the article: nouns, adjectives and places
        that go with it, up to a preposition or a name of who takes part."""
        view, words = self.lines[mention.line].view, self.words
        if mention.teller.sort == "verb":
            return
        for k in range(mention.last, min(mention.end, mention.last + _TAIL)):
            token, on = view.tokens[k], view.mention_on(k)
            if token.kind != "word" or token.pro or token.norm in words.prepositions or token.norm in view.words.relatives:
                return
            if view.time_at(k) is not None or (on is not None and on.kind in ("person", "state")):
                return
            if on is None and mention.definite and not token.definite:
                return
            if view.word(k) not in words.apart:
                yield token.base

    def states_of(self, entities: Iterable[str]) -> Iterator[str]:
        """The states among ``entities``, and those whose offices the persons among them have now."""
        for known in filter(None, map(self.names.entities.get, entities)):
            if known.kind == "state":
                yield known.id
            yield from (o.of for o in known.offices if o.of is not None and o.status in (None, "current"))

    def names_any(self, n: int, entities: Container[str]) -> bool:
        """Whether a line names one of ``entities``."""
        return any(m.entity in entities for m in self.names.mentions[n])

    def inside(self, event: Mention) -> Iterator[str]:
        """The cities that the name of talks holds (محادثات جنيف، قمة الدوحة)."""
        tokens = self.text.lines[event.line].tokens
        for k in range(event.first + 1, event.last):
            place = self.atlas.cities.get((tokens[k].norm,))
            if place is not None:
                yield place

    def time_of(self, mention: MeetingMention) -> TimeHere | None:
        """The time that its clause surely tells of a meeting: the nearest in its sentence with no أن and no other telling between."""
        line = self.lines[mention.line]
        best: tuple[int, TimeHere] | None = None
        for here in self.times(mention.line):
            if not mention.begin <= here.first < mention.end:
                continue
            after = here.first >= mention.last
            gap = here.first - mention.last if after else mention.first - here.last + 4
            between = line.between(*((mention.last, here.first) if after else (min(here.last, mention.first), mention.first)))
            if between & {"an", "teller"} or (not after and self.is_shifted(mention, here.last)):
                continue
            if best is None or gap < best[0]:
                best = gap, here
        return best[1] if best is not None else None

    def is_shifted(self, mention: MeetingMention, first: int) -> bool:
        """Whether a word between token ``first`` and a telling puts what stands there at another time (الثلاثاء، بعد أسبوع من القمة)."""
        view = self.lines[mention.line].view
        return any(view.word(k) in self.words.shifting for k in range(max(first, mention.first - _SHIFTED), mention.first))

    def place_of(self, mention: MeetingMention) -> str | None:
        """The place that surely belongs to a telling: the first after it in في, ب, إلى, with no أن and no other telling between."""
        line = self.lines[mention.line]
        for m in self.places(mention.line):
            if m.first < mention.last or m.first >= mention.end:
                continue
            if line.between(mention.last, m.first) & {"an", "teller"}:
                return None
            if governed(line.view, m) in ("في", "ب", "الي", "ل"):
                return m.entity
        return None


def _scenes(text: Text, names: PageNames) -> dict[str, list[tuple[int, Span]]]:
    """The places in which the page says that something is, with the line and the words that say it."""
    out: dict[str, list[tuple[int, Span]]] = {}
    for n, line in enumerate(text.lines):
        for m in names.mentions[n]:
            if m.kind == "place" and (
                line.tokens[m.first].pro.endswith("ب") or any(t.norm in ("في", "الي") for t in line.tokens[max(0, m.first - 3) : m.first])
            ):
                out.setdefault(m.entity, []).append((n, Span(start=m.start, end=m.end)))
    return out


def governed(view: LineView, mention: Mention) -> str:
    """The preposition that governs a place, through the generic noun before it (في العاصمة الروسية موسكو): في, ب, الي; else the word before."""
    at = mention.first
    pro = view.pro(at)
    if pro.endswith(("ب", "ل")):
        return pro[-1]
    for k in range(at - 1, max(-1, at - 4), -1):
        token = view.tokens[k]
        if token.kind != "word":
            break
        if token.norm in ("في", "الي", "من", "مع", "بين", "علي", "عن", "ضد", "لدي"):
            return token.norm
        if token.pro.endswith(("ب", "ل")) and not token.stem.startswith(("ب", "ل")):
            return token.pro[-1]
        if k == at - 1 and not (token.definite or token.base in ("مدينه", "عاصمه", "منطقه", "محافظه", "مقر", "قصر", "منتجع")):
            break
    if pro.startswith("و"):
        return "و"
    return "" if at and view.tokens[at - 1].kind == "word" else "mark"


def _token_of(view: LineView, offset: int) -> int:
    first = view.token_after(offset)
    return first - 1 if first and view.tokens[first - 1].end > offset else first


def _start(span: Span) -> int:
    return span.start
