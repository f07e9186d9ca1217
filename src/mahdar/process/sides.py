"""For whom the participants of a meeting act: a minister for the state whose minister he is on that day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mahdar.model import Office


class Sides:
    """The offices of the persons of some pages, by person; an office is held by what is stated or known of its term."""

    def __init__(self, offices: Mapping[str, Sequence[Office]]) -> None:
        self._offices = offices

    def of(self, entity: str, day: str) -> frozenset[str]:
        """The states and organizations that ``entity`` acts for on ``day`` (EDTF)."""
        held = (office for office in self._offices.get(entity, ()) if office.of is not None and office.status != "former")
        return frozenset(office.of for office in held if office.of is not None and _in_term(office, day))

    def apart(self, some: Iterable[str], day: str) -> frozenset[str]:
        """``some`` without the states and organizations that another of them acts for: بوتين وروسيا is one side, told twice."""
        held = frozenset(some)
        return held - {of for one in held for of in self.of(one, day) - {one}}

    def shared(self, some: Iterable[str], others: Iterable[str], day: str) -> tuple[str, ...]:
        """Those of ``some`` who are among ``others`` too, or act for one of them, or for whom one of them acts.

        Each of ``others`` answers to one of ``some`` at most. Two persons who act for one state aren't one.
        """
        left = sorted(set(others))
        found: list[str] = []
        for one in sorted(set(some), key=lambda entity: (entity not in left, entity)):
            sides = self.of(one, day)
            match = one if one in left else next((other for other in left if other in sides or one in self.of(other, day)), None)
            if match is not None:
                left.remove(match)
                found.append(one)
        return tuple(sorted(found))


def _in_term(office: Office, day: str) -> bool:
    """Whether a term may hold ``day``, at the precision told."""
    since, until = office.since, office.until
    return (since is None or since <= day or day.startswith(since)) and (until is None or until >= day or day.startswith(until))
