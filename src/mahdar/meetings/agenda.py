"""The issues on a meeting's agenda: those of its own process whose terms stand in the sentences that tell of it.

A meeting of a dossier's series is about issues of that dossier, of the processes that it is part of and of those that are part of it
(`part_of`); what the same words mean in another process is none of its agenda. A meeting of no dossier is about issues of the processes that
its page is about (`mahdar.statements.issues.Issues.about`): انسحاب القوات in a page on Libya is none of Syria's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from mahdar.arabic import Token
from mahdar.knowledge import Dossier
from mahdar.statements.issues import Issues


class Agendas:
    """Tells agendas. Pure; made once for dossiers."""

    def __init__(self, dossiers: Iterable[Dossier]) -> None:
        described = tuple(dossiers)
        self.issues = Issues(described)
        self._families = _families(described)

    def of(self, runs: Iterable[Sequence[Token]], series: str | None, about: Callable[[], Collection[str]]) -> tuple[str, ...]:
        """The keys of the issues in ``runs`` of tokens, in their order; ``series`` is the meeting's. ``about`` tells the processes that the page
        is about: it is asked only where that decides."""
        processes: Collection[str] | None = self._families.get(series) if series is not None else None
        found: dict[str, None] = {}
        for tokens in runs:
            for standing in self.issues.standing(tokens):
                if processes is None:
                    processes = about()
                if standing.process in processes:
                    found[standing.issue] = None
        return tuple(found)


def _families(dossiers: Sequence[Dossier]) -> dict[str, frozenset[str]]:
    """Each process with those that it is part of, however far up, and those that are part of it. A circle, which no checked dossiers have, ends."""
    above: dict[str, dict[str, None]] = {}
    parents = {dossier.id: dossier.part_of for dossier in dossiers}
    for id_ in parents:
        chain: dict[str, None] = {}
        at: str | None = id_
        while at is not None and at not in chain:
            chain[at] = None
            at = parents.get(at)
        above[id_] = chain
    return {id_: frozenset(chain) | {other for other, theirs in above.items() if id_ in theirs} for id_, chain in above.items()}
