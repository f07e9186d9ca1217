"""Series of meetings that pages tell of and no dossier describes: what a dossier could be begun with.

Two sorts recur:

- **named** ones, of a series (القمة العربية، محادثات فيينا، الدورة 150 لمجلس الجامعة) or by a name of meetings that pages only mention. Those
  whose names are one in other spellings are one (مؤتمر ميونخ للأمن، مؤتمر ميونيخ للأمن: `mahdar.arabic.namekey`).
- **unnamed** ones: meetings in one place on several days in which the same sides take part, a minister counting for his state.

A series recurs where two meetings of it are told, or two pages tell of it; an unnamed one where both do. Visits, calls and signings make none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import get_args

from mahdar.arabic import fold
from mahdar.arabic.namekey import name_keys, same_name
from mahdar.model import MeetingKind, Noun, ParticipantRole
from mahdar.process.rounds import Round
from mahdar.process.sides import Sides

_DAY = len("2018-09-05")
_SERIAL: frozenset[MeetingKind] = frozenset(get_args(MeetingKind)) - {"visit", "call", "signing"}
_TWO = 2


class Naming(Noun, frozen=True, kw_only=True):
    """A name of a series as a page has it: the series' id, the words without what is written onto them, and the page."""

    series: str
    form: str
    page: str


class Form(Noun, frozen=True, kw_only=True):
    """A wording of a series' name and how many pages have it."""

    form: str
    pages: int


class Taking(Noun, frozen=True, kw_only=True):
    """Who takes part: in how many of the meetings, as what mostly, and told by how many pages. A state or organization takes part, too, where
    somebody does who acts for it then."""

    entity: str
    role: ParticipantRole
    meetings: int
    pages: int


class Recurring(Noun, frozen=True, kw_only=True):
    """A series of meetings that no dossier describes.

    ``series`` are the ids under which pages tell of it, none of an unnamed one; ``forms`` its names, the commonest first; ``rounds`` its
    meetings by date. ``pages`` tell of a meeting or name the series. ``places`` and ``hosts`` are counted by meetings, the commonest first.
    """

    series: tuple[str, ...]
    forms: tuple[Form, ...]
    rounds: tuple[Round, ...]
    pages: tuple[str, ...]
    kinds: tuple[tuple[str, int], ...]
    participants: tuple[Taking, ...]
    places: tuple[tuple[str, int], ...]
    hosts: tuple[tuple[str, int], ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers that its meetings bear."""
        return tuple(sorted({one.ordinal for one in self.rounds if one.ordinal is not None}))

    @property
    def days(self) -> tuple[str, str] | None:
        """The first and the last date (EDTF) of its meetings."""
        told = sorted(day for one in self.rounds if (day := one.value("start") or one.value("end")))
        return (told[0], told[-1]) if told else None


def recurring(rounds: Iterable[Round], namings: Iterable[Naming], sides: Sides, described: Collection[str]) -> tuple[Recurring, ...]:
    """The series that recur, those of most meetings first, then of most pages; ``described`` are ids of series that dossiers have."""
    met = [one for one in rounds if one.value("kind") is None or one.value("kind") in _SERIAL]
    named: dict[str, list[Round]] = defaultdict(list)
    forms: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in met:
        if one.series is not None and one.series not in described:
            named[one.series].append(one)
    for naming in namings:
        if naming.series not in described:
            forms[naming.series][naming.form].add(naming.page)
    found = [_named(ids, named, forms, sides) for ids in _joined(sorted({*named, *forms}), {id_: tuple(told) for id_, told in forms.items()})]
    found += _unnamed([one for one in met if one.series is None], sides)
    again = [one for one in found if len(one.rounds) >= _TWO or len(one.pages) >= _TWO]
    return tuple(sorted(again, key=lambda one: (-len(one.rounds), -len(one.pages), one.series, one.places)))


def together(some: Sequence[Recurring], sides: Sides) -> Recurring:
    """Several that are one to whoever chose them."""
    pages: dict[str, int] = Counter()
    for one in some:
        for told in one.forms:
            pages[told.form] += told.pages
    forms = tuple(Form(form=form, pages=count) for form, count in sorted(pages.items(), key=lambda item: (-item[1], item[0])))
    rounds = {one.id: one for part in some for one in part.rounds}
    series = tuple(dict.fromkeys(id_ for one in some for id_ in one.series))
    return _recurring(series, forms, list(rounds.values()), {page for one in some for page in one.pages}, sides)


def _named(ids: Sequence[str], named: Mapping[str, list[Round]], forms: Mapping[str, Mapping[str, set[str]]], sides: Sides) -> Recurring:
    pages: dict[str, set[str]] = defaultdict(set)
    for id_ in ids:
        for form, told in forms.get(id_, {}).items():
            pages[form] |= told
    counted = sorted(pages.items(), key=lambda item: (-len(item[1]), item[0]))
    rounds = [one for id_ in ids for one in named.get(id_, ())]
    naming = {page for told in pages.values() for page in told}
    return _recurring(tuple(ids), tuple(Form(form=form, pages=len(told)) for form, told in counted), rounds, naming, sides)


def _unnamed(rounds: Iterable[Round], sides: Sides) -> list[Recurring]:
    """Meetings in one place on several days in which the same sides take part."""
    groups: dict[tuple[str, frozenset[str]], list[Round]] = defaultdict(list)
    for one in rounds:
        day, place = one.value("start"), one.value("place")
        if day is None or len(day) < _DAY or place is None:
            continue
        who = frozenset(side for part in one.participants for side in (sides.of(part.entity, day) or {part.entity}))
        if len(who) >= _TWO:
            groups[place, who].append(one)
    found = (_recurring((), (), told, (), sides) for _, told in sorted(groups.items(), key=lambda item: (item[0][0], sorted(item[0][1]))))
    return [one for one in found if len(one.pages) >= _TWO and len({r.value("start") for r in one.rounds}) >= _TWO]


def _recurring(series: tuple[str, ...], forms: tuple[Form, ...], rounds: Sequence[Round], naming: Collection[str], sides: Sides) -> Recurring:
    ordered = tuple(sorted(rounds, key=lambda r: r.order))
    told = {t.witness.page for one in ordered for t in one.tellings}
    return Recurring(
        series=series,
        forms=forms,
        rounds=ordered,
        pages=tuple(sorted(told | set(naming))),
        kinds=_counted(ordered, lambda r: r.value("kind")),
        participants=_participants(ordered, sides),
        places=_counted(ordered, lambda r: r.value("place")),
        hosts=_counted(ordered, lambda r: r.value("host")),
    )


def _counted(rounds: Iterable[Round], of: Callable[[Round], str | None]) -> tuple[tuple[str, int], ...]:
    counts = Counter(value for one in rounds if (value := of(one)) is not None)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _participants(rounds: Iterable[Round], sides: Sides) -> tuple[Taking, ...]:
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    pages: dict[str, set[str]] = defaultdict(set)
    for one in rounds:
        day = one.value("start") or one.value("end")
        here: dict[str, str] = {}
        for part in sorted(one.participants, key=lambda part: (bool(sides.of(part.entity, day)) if day is not None else False, part.entity)):
            for entity in (part.entity, *sorted(sides.of(part.entity, day) if day is not None else ())):
                here.setdefault(entity, part.role.value)
                pages[entity] |= {a.page for value in part.role.values for a in value.asserted}
        for entity, role in here.items():
            roles[entity][role] += 1
    found = (
        Taking(
            entity=entity,
            role=min(told.items(), key=lambda item: (-item[1], item[0]))[0],  # type: ignore[arg-type]
            meetings=told.total(),
            pages=len(pages[entity]),
        )
        for entity, told in roles.items()
    )
    return tuple(sorted(found, key=lambda taking: (-taking.meetings, -taking.pages, taking.entity)))


def _joined(ids: Sequence[str], forms: Mapping[str, Collection[str]]) -> list[list[str]]:
    """``ids`` in groups of those that bear one name: folded alike, or in another spelling."""
    leads = {id_: id_ for id_ in ids}

    def end(id_: str) -> str:
        while leads[id_] != id_:
            id_ = leads[id_]
        return id_

    near: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for id_ in ids:
        for form in sorted(forms.get(id_, ())):
            for key in sorted(name_keys(form)):
                for other, theirs in near[key]:
                    if end(other) != end(id_) and (fold(form) == fold(theirs) or same_name(form, theirs).same):
                        leads[max(end(other), end(id_))] = min(end(other), end(id_))
                near[key].append((id_, form))
    groups: dict[str, list[str]] = defaultdict(list)
    for id_ in ids:
        groups[end(id_)].append(id_)
    return list(groups.values())
