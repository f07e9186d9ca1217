"""Who hosts a meeting, and who called it: تستضيفه الكويت، باستضافة كازاخستان؛ برعاية الأمم المتحدة، بدعوة من باريس."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import msgspec

from mahdar.arabic import Text, Token
from mahdar.knowledge import Knowledge
from mahdar.meetings.words import folded
from mahdar.model import Span
from mahdar.names import Mention, Nationality, PageNames

_BETWEEN = ("،", ",", "التي", "الذي")
_BEFORE, _AFTER = 6, 10
_FROM = "من"


class Told(Protocol):
    """A telling: a line of the text and its tokens there, the last exclusive."""

    @property
    def line(self) -> int: ...  # noqa: D102
    @property
    def first(self) -> int: ...  # noqa: D102
    @property
    def last(self) -> int: ...  # noqa: D102


class Convener(msgspec.Struct, frozen=True):
    """Who called a meeting, the words that name them, and whether that means a mediator."""

    entity: str
    span: Span
    mediates: bool


class Hosting:
    """Finds hosts and conveners near tellings. Made once for a knowledge and its adjectives of nationality."""

    def __init__(self, knowledge: Knowledge, nationality: Nationality) -> None:
        self._nationality = nationality
        self._states = {place.id: place.state for place in knowledge.places}
        self._sponsoring = folded(knowledge.talks.meeting.sponsoring)
        self._leading = self._sponsoring | folded(knowledge.talks.meeting.arranging)
        self._verbs, self._nouns = folded(knowledge.talks.host.verbs), folded(knowledge.talks.host.nouns)
        self._convening, self._mediating = folded(knowledge.talks.meeting.convening), folded(knowledge.talks.meeting.mediating)

    def host(self, text: Text, names: PageNames, tellings: Iterable[Told]) -> Mention | None:
        """The subject of استضاف, before the verb (X، التي استضافت) or after it; X in باستضافة X."""
        for telling in tellings:
            tokens = text.lines[telling.line].tokens
            hosts = _bodies(names, telling.line)
            for k in range(max(0, telling.first - _BEFORE), min(len(tokens), telling.last + _AFTER)):
                noun = tokens[k].stem in self._nouns and tokens[k].pro == "ب"
                if tokens[k].stem not in self._verbs and not noun:
                    continue
                host = next((m for m in hosts if m.first == k + 1), None)
                if host is None and not noun:
                    host = next((m for m in hosts if m.last <= k and all(t.norm in _BETWEEN for t in tokens[m.last : k])), None)
                if host is not None:
                    return host
        return None

    def lies_in(self, place: str | None, state: str) -> bool:
        """Whether a place is known to lie in a state."""
        return place is not None and self._states.get(place) == state

    def hosts_at(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether what stands at tokens ``first`` to ``last`` (exclusive) is told right there as host (الرياض تستضيف القمة)."""
        return (
            first > 0 and (tokens[first - 1].stem in self._verbs or (tokens[first - 1].stem in self._nouns and tokens[first - 1].pro == "ب"))
        ) or (last < len(tokens) and tokens[last].stem in self._verbs)

    def convener(self, text: Text, names: PageNames, tellings: Iterable[Told]) -> Convener | None:
        """Whoever stands after برعاية, بوساطة, بدعوة من near a telling, by name or nationality (بوساطة قطرية), or after a verb of leading in its
        relative clause (المحادثات التي ترعاها الأمم المتحدة)."""
        for telling in tellings:
            tokens = text.lines[telling.line].tokens
            bodies = {m.first: m for m in names.mentions[telling.line] if m.kind != "place"}
            for k in range(max(0, telling.first - _BEFORE), min(len(tokens) - 1, telling.last + 2 * _AFTER)):
                noun = tokens[k].pro in ("ب", "وب") and tokens[k].base in self._convening
                verb = k >= telling.last and tokens[k].norm in self._leading
                if not noun and not verb:
                    continue
                mediates = tokens[k].base in self._mediating if noun else tokens[k].norm in self._sponsoring
                at = k + 1 + (noun and tokens[k + 1].norm == _FROM)
                if at in bodies:
                    return Convener(bodies[at].entity, Span(start=bodies[at].start, end=bodies[at].end), mediates)
                state = self._nationality.at(tokens, at, definite=False) if noun else None
                if state is not None:
                    span = Span(start=tokens[at].stem_start, end=tokens[at + state[1] - 1].end)
                    return Convener(state[0], span, mediates)
        return None


def _bodies(names: PageNames, line: int) -> Sequence[Mention]:
    return [m for m in names.mentions[line] if m.kind in ("state", "organization")]
