"""By what statements can be filtered: each filter as a condition that needs no join, so that all combine in any query."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, func, select

from mahdar.model import Act, Noun, StatementKind
from mahdar.record import schema
from mahdar.record.queries.days import day_after
from mahdar.record.queries.joins import means

REVIEW_BELOW = 0.7
"""Statements of a lower confidence are kept, and marked as needing review."""


class StatementFilter(Noun, frozen=True, kw_only=True):
    """Which statements are meant: those to which all that is given applies.

    ``outlet`` is an outlet's entity, or its label where it has none; a page that several outlets published is of each. ``since`` and
    ``until`` (a year, month or day; both included) are compared with the date of publication: of a page that is dated by its month
    alone the whole month is taken. ``meeting`` keeps the statements of all pages that tell of the meeting, by its id or
    ids: that they were made there isn't claimed. ``target`` is whom or what the act is aimed at, where that isn't the addressee.
    ``review`` keeps those that need one.
    """

    speaker: str | None = None
    addressee: str | None = None
    act: Act | None = None
    kind: StatementKind | None = None
    issue: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    meeting: str | tuple[str, ...] | None = None
    page: str | None = None
    review: bool = False
    target: str | None = None

    def conditions(self, meant: Mapping[str, str] | None = None, *, without: str = "") -> list[ColumnElement[bool]]:
        """What a row of `statements` must fulfil; ``without`` leaves one filter out (``date`` both ends). Raises ValueError for no date.

        Speaker and addressee are all ids that are joined as them; or the one of these that ``meant`` has for each, where it is given.
        """
        s = schema.statements.c
        found: list[ColumnElement[bool]] = [
            means(getattr(s, name), value)
            if name in ("speaker", "addressee") and meant is None
            else getattr(s, name) == (meant or {}).get(name, value)
            for name in ("speaker", "addressee", "act", "kind", "page")
            if name != without and (value := getattr(self, name)) is not None
        ]
        if self.target is not None:
            found.append(means(s.target, self.target))
        if self.issue is not None and without != "issue":
            i = schema.statement_issues.c
            found.append(select(i.n).where(i.page == s.page, i.statement == s.id, i.issue == self.issue).exists())
        if self.outlet is not None and without != "outlet":
            c = schema.captures.c
            found.append(s.page.in_(select(c.page).where((c.outlet_entity == self.outlet) | (c.outlet_entity.is_(None) & (c.outlet == self.outlet)))))
        if (self.since or self.until) and without != "date":
            found += days_between(s.day, self.since, self.until)
        if self.meeting is not None:
            m = schema.meetings.c
            ids = (self.meeting,) if isinstance(self.meeting, str) else self.meeting
            found.append(s.page.in_(select(m.page).where(m.id.in_(ids))))
        if self.review and without != "review":
            found.append(s.confidence < REVIEW_BELOW)
        return found


def on_pages(column: ColumnElement[str], wanted: StatementFilter) -> list[ColumnElement[bool]]:
    """What a column of page ids must fulfil: that the page is the one that ``wanted`` means, of its outlet and time, and tells of its meeting."""
    c, m = schema.captures.c, schema.meetings.c
    found: list[ColumnElement[bool]] = [column == wanted.page] if wanted.page is not None else []
    if wanted.outlet is not None:
        found.append(column.in_(select(c.page).where((c.outlet_entity == wanted.outlet) | (c.outlet_entity.is_(None) & (c.outlet == wanted.outlet)))))
    if wanted.since or wanted.until:
        dated = schema.pages.alias("dated").c  # by itself, also where the column is that of pages
        found.append(column.in_(select(dated.id).where(*days_between(dated.day, wanted.since, wanted.until))))
    if wanted.meeting is not None:
        ids = (wanted.meeting,) if isinstance(wanted.meeting, str) else wanted.meeting
        found.append(column.in_(select(m.page).where(m.id.in_(ids))))
    return found


def outlet_key() -> ColumnElement[str]:
    """By what an outlet is filtered: its entity, else its label."""
    c = schema.captures.c
    return func.coalesce(c.outlet_entity, c.outlet)


def days_between(column: ColumnElement[str] | ColumnElement[str | None], since: str | None, until: str | None) -> list[ColumnElement[bool]]:
    """What a column of dates (EDTF) must fulfil to reach into the time asked for; one that tells no date doesn't. Raises ValueError for no day."""
    found: list[ColumnElement[bool]] = [column != ""] if since or until else []
    if since:
        day_after(since)
        # A page of 2022-11 may be of 2022-11-22 and later.
        # One of 2017-02/2018-03 may be of any month up to its last.
        reaches = (func.substr(column, 8, 1) == "/") & (func.substr(column, 9) >= since[:7])
        found.append((column >= since) | column.in_(_coarser(since)) | reaches)
    if until:
        after = day_after(until)
        # A page of 2022-12 comes before 2022-12-01 as text does, and not before 2022-11-30 has ended.
        too_late = [value for value in _coarser(after) if not until.startswith(value)]
        found += [column < after, column.not_in(too_late)]
    return found


def reaches(day: str, since: str | None, until: str | None) -> bool:
    """Whether a date (EDTF) reaches into the time asked for: `days_between` for one that is at hand. Raises ValueError for no day."""
    if since:
        day_after(since)
        if not (day >= since or day in _coarser(since) or (day[7:8] == "/" and day[8:] >= since[:7])):
            return False
    if until:
        after = day_after(until)
        if not (day < after and day not in [value for value in _coarser(after) if not until.startswith(value)]):
            return False
    return True


def _coarser(value: str) -> list[str]:
    """The year, and the month, of which ``value`` is a part."""
    return [value[:length] for length in (4, 7) if length < len(value)]
