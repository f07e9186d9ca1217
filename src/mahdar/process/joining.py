"""Which tellings of different pages are one meeting.

The same id is the same meeting: a series with its number, or the same words of the same text. A telling without a number is put with
another page's only where they agree on all of these:

1. the manner: a call, a visit and a signing are each only like their own; talks, summits, conferences, sessions and meetings are alike;
2. the days, both told to the day: one's lie within the other's. One day apart they may be where the same two or more, and nobody else, are
   told to meet at the same place; and so may meetings of one named series, for talks last (محادثات جنيف);
3. the place: the same, or told by one of them alone;
4. who: the same series, or else at least two participants, who are all of those that one page names and at least half of those that the
   other does. Of a visit, whose place both tell, the visitor is enough, whomever else he met; of a session the body whose session it is. A
   minister stands for the state whose minister he is that day, but not for another of its ministers; where one page names both, they
   count as one. A page that names nobody (القمة في طهران الجمعة), or one of them alone, tells of what met at that place on that day: of
   what most pages do, if several did;
5. nothing that both tell parts them: another series, number or level.

With several that are one already it is put where it agrees with one of them, nothing parts it from any, and it agrees with at least half of
those that name somebody, or names nobody whom they together don't. Two meetings of one page are never joined, for its reader kept them
apart, unless one of them names nobody, or both the same sides, day and place; nor are two that a person parted. What fits two meetings that
aren't one is joined with the one that has a number, if one alone has; else with neither, and says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from mahdar.model import Meeting, MeetingKind
from mahdar.process.days import Days, between, days_of, each, holds
from mahdar.process.sides import Sides
from mahdar.process.telling import Agreement, Happening, Join, Telling

_MANNERS: Mapping[MeetingKind | None, str] = {"call": "call", "visit": "visit", "signing": "signing"}
FEWEST = 2
"""So many participants must be shared at least; of a visit, the visitor, of a session, the body."""

NEAREST = 1
"""So many days may lie between two tellings of one meeting, where all else is the same."""


class _Group:
    """A happening in the making."""

    def __init__(self, tellings: list[Telling], apart: frozenset[frozenset[str]]) -> None:
        self.tellings = tellings
        self.apart = apart
        self.numbered = any(t.meeting.ordinal is not None for t in tellings)
        self.joins: list[tuple[Telling, str, Agreement]] = []
        self.unsure: list[_Group] = []

    @property
    def id(self) -> str:
        first = min(self.tellings, key=lambda t: (t.meeting.ordinal is None, *t.order))
        return first.meeting.id

    def fits(self, telling: Telling, sides: Sides) -> tuple[Telling, Agreement] | None:
        """The telling of this happening that ``telling`` agrees with: any of a numbered round, whose pages may differ; else see rule 5."""
        if any(frozenset((telling.meeting.id, mine.meeting.id)) in self.apart for mine in self.tellings):
            return None
        here = [mine for mine in self.tellings if telling.witness.page == mine.witness.page]
        if here and telling.meeting.participants and not any(_alike(mine, telling, sides) for mine in here):
            return None
        found = [(mine, agreement(mine, telling, sides)) for mine in self.tellings]
        if not self.numbered:
            against = [mine for mine, agreed in found if agreed is None]
            naming = sum(bool(mine.meeting.participants) for mine, agreed in found if agreed)
            fewer = sum(bool(mine.meeting.participants) for mine in against) > naming
            if any(not _near(mine, telling) for mine in against) or (fewer and not self._names_all_of(telling, sides)):
                return None
        return next(((mine, agreed) for mine, agreed in found if agreed), None)

    def _names_all_of(self, telling: Telling, sides: Sides) -> bool:
        """Whether all who take part by ``telling`` are among those whom the tellings of this happening name together."""
        day = telling.meeting.start or ""
        theirs = sides.apart((part.entity for part in telling.meeting.participants), day)
        return len(sides.shared(theirs, {part.entity for mine in self.tellings for part in mine.meeting.participants}, day)) == len(theirs)


def happenings(tellings: Iterable[Telling], sides: Sides, apart: frozenset[frozenset[str]] = frozenset()) -> tuple[Happening, ...]:
    """The meetings that ``tellings`` tell of, by id; each telling is in one. ``apart`` are pairs of ids of which a person told that they are two
    meetings."""
    by_id: dict[str, list[Telling]] = defaultdict(list)
    for telling in sorted(tellings, key=lambda t: t.order):
        by_id[telling.meeting.id].append(telling)
    # Those that say more come first, for what says little may fit two of them.
    groups = sorted((_Group(told, apart) for told in by_id.values()), key=_says_less)
    kept: list[_Group] = []
    by_day: dict[tuple[date, str], list[_Group]] = defaultdict(list)
    for group in groups:
        home = None if group.numbered else _home(group, by_day, sides)
        if home is None:
            kept.append(group)
            home = group
        if group.unsure:
            continue  # What may be either of two is no ground to put a third with it.
        for telling in group.tellings:
            for key in keys(telling, sides):
                if home not in by_day[key]:
                    by_day[key].append(home)
    return tuple(sorted((_happening(group) for group in kept), key=lambda h: h.id))


def _home(group: _Group, by_day: Mapping[tuple[date, str], list[_Group]], sides: Sides) -> _Group | None:
    """The happening that ``group`` (the tellings of one id without a number) is joined with here, if there is one and only one."""
    near = {id(other): other for telling in group.tellings for key in keys(telling, sides) for other in by_day.get(key, ())}
    fitting = []
    for other in near.values():
        found = [other.fits(telling, sides) for telling in group.tellings]
        if found and all(found):
            fitting.append((other, found))
    if len(fitting) > 1 and all(len(telling.meeting.participants) < FEWEST for telling in group.tellings):
        most = max(len(other.tellings) for other, _ in fitting)
        best = [(other, found) for other, found in fitting if len(other.tellings) == most]
        fitting = best if len(best) == 1 else fitting
    if len(fitting) > 1 and sum(other.numbered for other, _ in fitting) == 1:
        fitting = [(other, found) for other, found in fitting if other.numbered]
    if len(fitting) != 1:
        group.unsure = [other for other, _ in fitting]
        return None
    other, agreed = fitting[0]
    for telling, pair in zip(group.tellings, agreed, strict=True):
        assert pair is not None
        other.joins.append((telling, pair[0].meeting.id, pair[1]))
    other.tellings.extend(group.tellings)
    return other


def _happening(group: _Group) -> Happening:
    joins = (Join(page=t.witness.page, meeting=t.meeting.id, joined_to=to, agreed=agreed) for t, to, agreed in group.joins)
    return Happening(
        id=group.id,
        tellings=tuple(sorted(group.tellings, key=lambda t: t.order)),
        joins=tuple(sorted(joins, key=lambda j: (j.page, j.meeting))),
        unsure=tuple(sorted(other.id for other in group.unsure)),
    )


def _says_less(group: _Group) -> tuple[object, ...]:
    """A sort key: rounds with a number first, then what has a place, then who names most, then by the date of the page."""
    named = {part.entity for telling in group.tellings for part in telling.meeting.participants}
    return (not group.numbered, all(telling.meeting.place is None for telling in group.tellings), -len(named), group.tellings[0].order)


def keys(telling: Telling, sides: Sides) -> list[tuple[date, str]]:
    """What two tellings must share one of to be looked at together: a day, or the one after it, with a series, a place or a participant."""
    meeting = telling.meeting
    days = days_of(meeting.start, meeting.end)
    if days is None:
        return []
    who = {f"{name}:{value}" for name, value in (("series", meeting.series), ("place", meeting.place)) if value}
    for part in meeting.participants:
        who |= {part.entity} | sides.of(part.entity, f"{days[0]}")
    return [(day, one) for day in each((days[0], days[1] + timedelta(NEAREST))) for one in sorted(who)]


def agreement(one: Telling, other: Telling, sides: Sides) -> Agreement | None:
    """In what two tellings agree so that they are one meeting; None where they aren't, or nothing shows it."""
    a, b = one.meeting, other.meeting
    mine, theirs = days_of(a.start, a.end), days_of(b.start, b.end)
    if mine is None or theirs is None or not _near(one, other):
        return None
    shared = _shared(a, b, mine, theirs, sides)
    if shared is None:
        return None
    days = tuple(dict.fromkeys(f"{first}" if first == last else f"{first}/{last}" for first, last in (mine, theirs)))
    series = a.series if a.series == b.series else None
    return Agreement(days=days, place=a.place if a.place == b.place else None, series=series, shared=shared)


def _near(one: Telling, other: Telling) -> bool:
    """Whether the two are of days that may be those of one meeting, and nothing that they tell parts them."""
    a, b = one.meeting, other.meeting
    mine, theirs = days_of(a.start, a.end), days_of(b.start, b.end)
    return mine is not None and theirs is not None and between(mine, theirs) <= NEAREST and not _parted(a, b)


def _alike(one: Telling, other: Telling, sides: Sides) -> bool:
    """Whether two tellings of one page, which its reader kept apart, tell the same day, place and sides: of two such meetings nobody tells."""
    a, b = one.meeting, other.meeting
    if a.place is None or (a.place, a.start, a.end) != (b.place, b.start, b.end) or a.start is None:
        return False
    mine, theirs = (sides.apart((part.entity for part in meeting.participants), a.start) for meeting in (a, b))
    return len(mine) == len(theirs) == len(sides.shared(mine, theirs, a.start)) >= FEWEST


def _parted(a: Meeting, b: Meeting) -> bool:
    """Whether the two tell anything that can't be of one meeting."""
    told = ((a.series, b.series), (a.ordinal, b.ordinal), (a.place, b.place), (a.level, b.level))
    return _MANNERS.get(a.kind) != _MANNERS.get(b.kind) or any(x is not None and y is not None and x != y for x, y in told)


def _shared(a: Meeting, b: Meeting, mine: Days, theirs: Days, sides: Sides) -> tuple[str, ...] | None:
    """Those who take part in both; None where the two don't agree on who does, and aren't of one series either."""
    day = f"{max(mine[0], theirs[0])}"
    some, others = (sides.apart((part.entity for part in meeting.participants), day) for meeting in (a, b))
    fewer, more = sorted((some, others), key=lambda who: (len(who), sorted(who)))
    shared = sides.shared(fewer, more, day)
    if a.series is not None and a.series == b.series:
        return shared
    here = a.place is not None and a.place == b.place
    if not holds(mine, theirs):
        return shared if here and FEWEST <= len(shared) == len(more) else None
    if here and a.kind not in _MANNERS and b.kind not in _MANNERS and len(fewer) == len(shared) < FEWEST:
        return shared
    visit, session = here and a.kind == b.kind == "visit", a.kind == b.kind == "session"
    if len(shared) < max(1 if visit or session else FEWEST, len(fewer)):
        return None
    return shared if visit or 2 * len(shared) >= len(more) else None
