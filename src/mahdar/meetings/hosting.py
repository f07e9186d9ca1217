"""Who hosts a meeting, and who called it: تستضيفه الكويت، باستضافة كازاخستان؛ برعاية الأمم المتحدة، بدعوة من باريس."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from mahdar.arabic import Text, Token
from mahdar.knowledge import Knowledge
from mahdar.meetings.words import folded
from mahdar.names import Mention, PageNames

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


class Hosting:
    """Finds hosts and conveners near tellings. Made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
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

    def hosts_at(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether what stands at tokens ``first`` to ``last`` (exclusive) is told right there as host (الرياض تستضيف القمة)."""
        return (first > 0 and (tokens[first - 1].stem in self._verbs or (tokens[first - 1].stem in self._nouns and tokens[first - 1].pro == "ب"))) or (
            last < len(tokens) and tokens[last].stem in self._verbs
        )

    def convener(self, text: Text, names: PageNames, tellings: Iterable[Told]) -> tuple[Mention, bool] | None:
        """Whoever stands after برعاية, بوساطة, بدعوة من near a telling, and whether that means a mediator."""
        for telling in tellings:
            tokens = text.lines[telling.line].tokens
            bodies = {m.first: m for m in names.mentions[telling.line] if m.kind != "place"}
            for k in range(max(0, telling.first - _BEFORE), min(len(tokens) - 1, telling.last + 2 * _AFTER)):
                if tokens[k].pro not in ("ب", "وب") or tokens[k].base not in self._convening:
                    continue
                at = k + 1 + (tokens[k + 1].norm == _FROM)
                if at in bodies:
                    return bodies[at], tokens[k].base in self._mediating
        return None


def _bodies(names: PageNames, line: int) -> Sequence[Mention]:
    return [m for m in names.mentions[line] if m.kind in ("state", "organization")]
