"""All statements of a record as columns in memory, for counting: what every list of statements could be narrowed to, exactly, in milliseconds.

A database counts by looking at row after row, and at those of a large record for a second. Here a value is a number in a column, a filter a mask
over the rows, and a count a sum. A statement takes some twenty bytes. A test sets the counts beside those of the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final, get_args

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, distinct, func, select

from mahdar.model import Act, StatementKind
from mahdar.record import schema
from mahdar.record.answers import FacetCount, StatementFacets
from mahdar.record.queries.filters import REVIEW_BELOW, StatementFilter, outlet_key, reaches
from mahdar.record.queries.lookup import entity_refs, standing

VALUES = 12
"""How many issues, outlets and speakers are told, beside the one that is chosen."""

Counts = dict[str, int]

_NONE: Final = -1

_Codes = NDArray[np.int32]
_Mask = NDArray[np.bool_]


class _Values:
    """Values by number, in the order in which they came."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {}

    def of(self, value: str | None) -> int:
        """The number of ``value``; -1 for none."""
        return _NONE if value is None else self.number.setdefault(value, len(self.number))

    def column(self, values: Sequence[str | None]) -> _Codes:
        """The numbers of ``values``."""
        for value in dict.fromkeys(values):
            self.of(value)
        number: dict[str | None, int] = {None: _NONE}
        number.update(self.number)
        return np.fromiter(map(number.__getitem__, values), dtype=np.int32, count=len(values))

    def known(self, value: str | None) -> int:
        """The number of ``value``, or one that nothing has."""
        return self.number.get(value, len(self.number)) if value is not None else _NONE

    def counts(self, codes: _Codes) -> dict[str, int]:
        """How often each value stands in ``codes``, those that do."""
        found = np.bincount(codes[codes >= 0], minlength=len(self.number)).tolist()
        return {value: found[n] for value, n in self.number.items() if found[n]}


class Facets:
    """The statements of a record at one moment, for counting."""

    def __init__(self, connection: Connection) -> None:
        s = schema.statements.c
        self._pages, self._who, self._acts, self._kinds = _Values(), _Values(), _Values(), _Values()
        wanted = select(s.page, s.id, s.speaker, s.addressee, s.target, s.act, s.kind, s.confidence).order_by(s.page, s.id)
        pages, ids, speakers, addressees, targets, acts, kinds, confidences = tuple(zip(*connection.execute(wanted), strict=True)) or ((),) * 8
        self._page, self._speaker = self._pages.column(pages), self._who.column(speakers)
        self._addressee, self._act, self._kind = self._who.column(addressees), self._acts.column(acts), self._kinds.column(kinds)
        self._target = self._who.column(targets)
        self._doubtful: _Mask = np.array(confidences, dtype=np.float64) < REVIEW_BELOW
        self._join(connection)
        self._read_issues(connection, pages, ids)
        self._read_captures(connection)

    def of(self, connection: Connection, wanted: StatementFilter) -> StatementFacets:
        """The values of every facet, each counted with all of the other filters of ``wanted`` in force."""
        masks = self._masks(connection, wanted)

        def kept(without: str = "") -> _Mask:
            found = np.ones(len(self._page), dtype=np.bool_)
            for name, mask in masks.items():
                if name != without:
                    found &= mask
            return found

        acts, kinds = self._acts.counts(self._act[kept("act")]), self._kinds.counts(self._kind[kept("kind")])
        speakers = self._who.counts(self._speaker[kept("speaker")])
        issues = self._issues.counts(self._issue[kept("issue")[self._issue_of]])
        # So many statements has each page; an outlet has those of all its pages.
        by_page = np.bincount(self._page[kept("outlet")], minlength=len(self._pages.number))
        outlets = np.bincount(self._outlet, weights=by_page[self._outlet_page], minlength=len(self._outlets.number))
        outlet_counts = {value: int(outlets[n]) for value, n in self._outlets.number.items() if outlets[n]}
        dated = self._page[kept("date")]
        years, months = self._years.counts(self._year[dated]), self._months.counts(self._month[dated])
        said_by = standing(connection, [wanted.speaker]).get(wanted.speaker, wanted.speaker) if wanted.speaker else None
        chosen, outlet = most(speakers, said_by), most(outlet_counts, wanted.outlet)
        refs, labels = entity_refs(connection, chosen), self._outlet_labels
        return StatementFacets(
            act=listed(acts, in_order(acts, get_args(Act), wanted.act)),
            kind=listed(kinds, in_order(kinds, get_args(StatementKind), wanted.kind)),
            issue=listed(issues, most(issues, wanted.issue)),
            outlet=tuple(FacetCount(value=value, label=labels.get(value, {}), count=outlet_counts.get(value, 0)) for value in outlet),
            speaker=tuple(FacetCount(value=value, label=refs[value].label, count=speakers.get(value, 0)) for value in chosen),
            year=listed(years, sorted(years, reverse=True)),
            month=listed(months, sorted(months)),
            review=int(np.count_nonzero(kept("review") & self._doubtful)),
        )

    def _join(self, connection: Connection) -> None:
        """Give what is joined one number."""
        to = standing(connection, list(self._who.number))
        numbers = _codes(self._who.of(to.get(value, value)) for value in list(self._who.number))
        numbers = np.append(numbers, np.int32(_NONE))  # That is what -1 leads to.
        self._speaker, self._addressee, self._target = numbers[self._speaker], numbers[self._addressee], numbers[self._target]

    def _read_issues(self, connection: Connection, pages: Sequence[str], ids: Sequence[str]) -> None:
        i = schema.statement_issues.c
        self._issues = _Values()
        of, codes, at = [], [], 0
        for page, statement, issue in connection.execute(select(i.page, i.statement, i.issue).order_by(i.page, i.statement, i.n)):
            while pages[at] != page or ids[at] != statement:
                at += 1
            of.append(at)
            codes.append(self._issues.of(issue))
        self._issue_of, self._issue = _codes(of), _codes(codes)

    def _read_captures(self, connection: Connection) -> None:
        """The outlets of pages, and when they were published."""
        c, p = schema.captures.c, schema.pages.c
        self._outlets, self._days, self._years, self._months = _Values(), _Values(), _Values(), _Values()
        pairs = connection.execute(select(c.page, outlet_key()).where(c.outlet.is_not(None)).distinct()).all()
        mine = [(self._pages.number[page], self._outlets.of(outlet)) for page, outlet in pairs if page in self._pages.number]
        self._outlet_labels = outlet_labels(connection, list(self._outlets.number))
        self._outlet_page, self._outlet = _codes(page for page, _ in mine), _codes(outlet for _, outlet in mine)
        day: _Codes = np.full(len(self._pages.number), _NONE, dtype=np.int32)
        year, month = day.copy(), day.copy()
        for page, published in connection.execute(select(c.page, c.published).join(schema.pages, (p.id == c.page) & (p.source == c.source))):
            if published is not None and (n := self._pages.number.get(page)) is not None:
                day[n] = self._days.of(published)
                year[n] = self._years.of(published[:4]) if published[:4].isdecimal() else _NONE
                month[n] = self._months.of(month_of(published))
        self._day, self._year, self._month = day, year, month

    def _masks(self, connection: Connection, wanted: StatementFilter) -> dict[str, _Mask]:
        """The rows that each filter keeps, by its name."""
        found: dict[str, _Mask] = {}
        who = {"speaker": (wanted.speaker, self._speaker), "addressee": (wanted.addressee, self._addressee), "target": (wanted.target, self._target)}
        if any(value is not None for value, _ in who.values()):
            to = standing(connection, [value for value, _ in who.values()])
            for name, (value, codes) in who.items():
                if value is not None:
                    found[name] = codes == self._who.known(to.get(value, value))
        if wanted.act is not None:
            found["act"] = self._act == self._acts.known(wanted.act)
        if wanted.kind is not None:
            found["kind"] = self._kind == self._kinds.known(wanted.kind)
        if wanted.review:
            found["review"] = self._doubtful
        if wanted.issue is not None:
            found["issue"] = mask = np.zeros(len(self._page), dtype=np.bool_)
            mask[self._issue_of[self._issue == self._issues.known(wanted.issue)]] = True
        if wanted.page is not None:
            found["page"] = self._page == self._pages.known(wanted.page)
        if wanted.outlet is not None:
            found["outlet"] = self._of_pages(self._outlet_page[self._outlet == self._outlets.known(wanted.outlet)])
        if wanted.since or wanted.until:
            found["date"] = self._in_time(wanted)
        if wanted.meeting is not None:
            m = schema.meetings.c
            ids = (wanted.meeting,) if isinstance(wanted.meeting, str) else wanted.meeting
            telling = connection.execute(select(m.page).where(m.id.in_(ids)).distinct()).scalars()
            found["meeting"] = self._of_pages(_codes(self._pages.number[page] for page in telling if page in self._pages.number))
        return found

    def _of_pages(self, pages: _Codes) -> _Mask:
        mask: _Mask = np.zeros(len(self._pages.number), dtype=np.bool_)
        mask[pages] = True
        return mask[self._page]

    def _in_time(self, wanted: StatementFilter) -> _Mask:
        """The rows whose page reaches into the time asked for."""
        reached: _Mask = np.array([*(reaches(day, wanted.since, wanted.until) for day in self._days.number), False], dtype=np.bool_)
        mask: _Mask = reached[self._day][self._page]  # The last is that of pages without a day: -1 leads there.
        return mask


def month_of(published: str) -> str | None:
    """The month of a date (EDTF); None of one that is told more loosely."""
    return published[:7] if _MONTH.fullmatch(published) else None


_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?")


def _codes(values: Iterable[int]) -> _Codes:
    made: list[Any] = list(values)
    return np.array(made, dtype=np.int32)


def outlet_labels(connection: Connection, outlets: Sequence[str]) -> dict[str, dict[str, str]]:
    """What most pages call each of ``outlets``, which are told as `outlet_key` does."""
    c = schema.captures.c
    spelt: ColumnElement[str] = outlet_key().label("outlet")
    used = func.count(distinct(c.page))
    labels: dict[str, dict[str, str]] = {}
    named = select(spelt, c.outlet.label("label")).where(outlet_key().in_(outlets)).group_by(spelt, c.outlet).order_by(used.desc(), c.outlet)
    for row in connection.execute(named):
        labels.setdefault(row.outlet, {"ar": row.label})
    return labels


def most(counts: Counts, chosen: str | None) -> list[str]:
    """The values of most statements, and the one that is chosen, which may have none."""
    first = sorted(counts, key=lambda value: (-counts[value], value))[:VALUES]
    return first if chosen is None or chosen in first else [*first, chosen]


def in_order(counts: Counts, order: Sequence[str], chosen: str | None) -> list[str]:
    """The values that there are, and the one that is chosen, in the order of the model."""
    return [value for value in order if value in counts or value == chosen]


def listed(counts: Counts, values: Iterable[str]) -> tuple[FacetCount, ...]:
    """``values`` with their counts."""
    return tuple(FacetCount(value=value, label={}, count=counts.get(value, 0)) for value in values)
