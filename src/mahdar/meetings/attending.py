"""As what somebody takes part, and of whom a meeting is: heads, ministers, envoys, experts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mahdar.knowledge import Knowledge
from mahdar.meetings.joining import Draft
from mahdar.meetings.page import MeetingPage
from mahdar.meetings.words import folded
from mahdar.model import Entity, Level, ParticipantRole

_UN = "un"
_ENVOYS = frozenset({"envoy", "deputy-envoy"})
_REACH = 3


def role_of(entity: str, kind: str, talks: bool, entities: Mapping[str, Entity], host: str | None, convener: str | None) -> ParticipantRole:
    """The role of one of ``kind`` who takes part; ``talks``: whether a telling calls the meeting so. Who hosts or mediates; the United Nations
    and their envoy mediate talks; states and organizations that hold talks are their parties; everybody else takes part."""
    if entity == host:
        return "host"
    if entity == convener:
        return "mediator"
    if not talks:
        return "participant"
    if entity == _UN or any(o.of == _UN and o.role in _ENVOYS for e in (entities.get(entity),) if e is not None for o in e.offices):
        return "mediator"
    return "party" if kind in ("state", "organization") else "participant"


class Levels:
    """Tells of whom a meeting is. Made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.talks.meeting.levels
        self._words: dict[Level, frozenset[str]] = {
            "technical": folded(words.technical_words),
            "heads": folded(words.head_words),
            "ministers": folded(words.minister_words),
            "envoys": folded(words.envoy_words),
        }
        self._roles: dict[str, Level] = {}
        for level, roles in (("heads", words.heads), ("ministers", words.ministers), ("envoys", words.envoys)):
            for role in roles:
                self._roles.setdefault(role, level)  # type: ignore[arg-type]

    def of(self, page: MeetingPage, draft: Draft, persons: Iterable[Entity]) -> Level | None:
        """The level that the words beside a telling say, else that of the offices of those who take part where all have the same."""
        for mention in draft.mentions:
            view = page.lines[mention.line].view
            stems = [view.stem(k) for k in range(mention.last, min(mention.end, mention.last + _REACH))]
            here = {*stems, *(stem.removesuffix("ا") for stem in stems)}  # اجتماعا وزاريا
            told = next((level for level, words in self._words.items() if words & here), None)
            if told is not None:
                return told
        found = [{self._roles[o.role] for o in person.offices if o.role in self._roles and o.status in (None, "current")} for person in persons]
        common = set.intersection(*found) if found else set()
        return next((level for level in ("heads", "ministers", "envoys") if level in common), None)
