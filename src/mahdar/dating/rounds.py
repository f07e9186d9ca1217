"""The published date worked out from a round whose days a dossier knows, and from what the page says of days around it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from mahdar.arabic import Text
from mahdar.meetings import RoundDraft
from mahdar.meetings.times import times_of
from mahdar.model import Published, Span
from mahdar.times import Found, Spoken, Told, Weekday, direction_of, first_and_last

_AROUND = 3


def from_rounds(text: Text, times: Sequence[Found], rounds: Sequence[RoundDraft]) -> Published | None:
    """The date worked out from the rounds: one under way first, then one just ended, then one announced."""
    known = [(d, meeting) for d in rounds if d.ordinal is not None and (meeting := d.dossier.known(d.ordinal)) is not None]
    order = {"postponed": 0, "ongoing": 0, None: 2, "held": 1, "announced": 3, "cancelled": 4}
    for draft, meeting in sorted(known, key=lambda item: (order[item[0].status()], -(item[0].ordinal or 0))):
        if (published := _from_round(text, times, draft, meeting.start, meeting.end)) is not None:
            return published
    for draft, meeting in known:
        if (published := _month_after(text, times, draft, meeting.start)) is not None:
            return published
    return None


def _month_after(text: Text, times: Sequence[Found], draft: RoundDraft, start: str) -> Published | None:
    """The month that the page calls this one, in the year after a round told as past: a round of كانون الأول الماضي that
    the dossier has in December 2021, and 17 كانون الثاني الجاري, make January 2022."""
    if len(start) < 7:
        return None
    year, month = int(start[:4]), int(start[5:7])
    told = next(
        (
            times[n]
            for _, n in times_of(text, draft, times)
            if (told := times[n].calendar or times[n].ends_on) is not None and told.relative == "past" and told.month == month
        ),
        None,
    )
    here = {c.month: t for t in times if (c := t.calendar or t.ends_on) and c.relative == "current" and c.month is not None and c.year is None}
    if told is None or len(here) != 1:
        return None
    ((now, current),) = here.items()
    value = f"{year + (now <= month)}-{now:02}"
    return Published(
        value=value,
        basis="inferred",
        evidence=tuple(Span(start=t.start, end=t.end) for t in (current, told)),
        why=f"«{text.text[current.start : current.end]}» after round {draft.ordinal}, which the dossier has in {start[:7]}",
    )


def _from_round(text: Text, times: Sequence[Found], draft: RoundDraft, start: str, end: str) -> Published | None:
    if len(start) < 10 or len(end) < 10:
        return None
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    near = [times[n] for _, n in times_of(text, draft, times)]
    told = [t for t in near if isinstance(first_and_last(t.meaning)[0], Spoken | Weekday)]
    opens, closes = any(m.opens for m in draft.mentions), draft.ended or any(m.closes for m in draft.mentions)
    status = draft.status()
    evidence = tuple(Span(start=t.start, end=t.end) for t in told if isinstance(first_and_last(t.meaning)[0], Spoken))[:1]
    dossier = f"the dossier has round {draft.ordinal} on {start}/{end}"
    named = [s for t in times if (s := t.spoken) is not None and s.weekday is not None]
    days = [first + timedelta(days=k) for k in range(-_AROUND, (last - first).days + _AROUND + 1)]
    days = [d for d in days if all((d + timedelta(days=s.offset)).isoweekday() == s.weekday for s in named)]
    if not days:
        return None
    scored = [(_fits(day, told, first, last, opens, closes), day) for day in days]
    best = max(score for score, _ in scored)
    if best > 0:
        winners = [day for score, day in scored if score == best]
        if len(winners) == 1:
            return Published(value=f"{winners[0]}", basis="inferred", evidence=evidence, why=f"{_words(told, text)}; {dossier}")
    # انطلقت في تشرين الأول الماضي: long before
    dated = any(direction_of(t.meaning) == "past" or ((c := t.calendar or t.ends_on) and c.year is not None) for t in near)
    if not dated and (status == "ongoing" or (status is None and opens)):
        return Published(value=start, basis="inferred", why=f"round {draft.ordinal} is under way; {dossier}")
    if status == "announced":
        current = next((t for t in near if _of_this_month(t, first.month)), None)
        if current is not None:
            return Published(
                value=start[:7],
                basis="inferred",
                evidence=(Span(start=current.start, end=current.end),),
                why=f"round {draft.ordinal} is announced for this month; {dossier}",
            )
    return None


def _of_this_month(time: Found, month: int) -> bool:
    """Whether a time is told as of the month that is now, and may be of ``month``: أواخر الشهر الجاري, 30 تشرين الأول الجاري."""
    if direction_of(time.meaning) != "current":
        return False
    told = time.calendar or time.ends_on
    return told.month in (None, month) if told else isinstance(time.meaning, Told) and time.meaning.unit == "month"


def _fits(day: date, told: Sequence[Found], first: date, last: date, opens: bool, closes: bool) -> float:
    """How well a day of publication fits what is told of days around the round; 0 where nothing speaks for it."""
    score = 0.0
    for time in told:
        begins, ends = first_and_last(time.meaning)
        if isinstance(begins, Spoken):
            meant = day + timedelta(days=begins.offset)
            if begins.weekday is not None and meant.isoweekday() != begins.weekday:
                return 0.0
            if time.ranged and isinstance(ends, Spoken):
                score += 3.0 if (meant, day + timedelta(days=ends.offset)) == (first, last) else 0.0
            elif first <= meant <= last:
                score += 1.0 + (opens and meant == first) + (closes and meant == last)
        elif isinstance(begins, Weekday) and begins.relative is None:
            meant = day - timedelta(days=(day.isoweekday() - begins.number) % 7)
            if first <= meant <= last:
                score += 0.5 + 0.5 * (opens and meant == first) + 0.5 * (closes and meant == last) + 0.25 * (meant == day)
    return score


def _words(told: Sequence[Found], text: Text) -> str:
    quotes = ", ".join(dict.fromkeys(f"«{text.text[t.start : t.end]}»" for t in told[:3]))
    return f"the page says {quotes} of the round"
