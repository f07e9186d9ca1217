"""Meetings, commitments, positions and issues of a record, one by one, as lines that read well in a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from mahdar.cli.chronology import Writer, counted, full, meeting_title, name
from mahdar.export.chronology.words import Words
from mahdar.record.process_answers import (
    Asserted,
    CommitmentAnswer,
    Field,
    IssueAnswer,
    KnownAnswer,
    MeetingAnswer,
    PositionAnswer,
    StandAnswer,
    ValueCount,
)

_WORDS = Words("en", ())


def meeting_details(out: Writer, meeting: MeetingAnswer) -> None:
    """Add a meeting with every assertion of every page: each value with the number of independent outlets, then the words that say it."""
    out.line(meeting_title(meeting))
    if meeting.known_as and meeting.known_as != meeting.id:
        out.pair("in the dossier", meeting.known_as)
    if meeting.lacks:
        out.line(_WORDS.wanting(meeting), 2)
    for conflict in meeting.conflicts:
        out.line(f"≠ {_WORDS.of('fault', conflict.fault, about=conflict.about)}", 2)
    for field in ("status", "kind", "start", "end", "place", "host", "convener", "level", "outcome"):
        value: Field | None = getattr(meeting, field)
        if value:
            _field(out, field, value)
    for part in meeting.participants:
        told = ", ".join([part.attendance, counted(part.outlets, "independent outlet")])
        out.line(f"{part.role}: {full(part.entity.label, part.entity.id)} ({told})" + (" (pages differ)" if part.conflict else ""), 2)
        _assertions(out, part.asserted)
    out.pair("agenda", ", ".join(meeting.agenda))
    if len(meeting.states) > 1:
        out.line("over time:", 2)
        for state in meeting.states:
            out.line(f"{state.since or 'undated'}  {state.status} ({counted(state.outlets, 'independent outlet')})", 4)
    for join in meeting.joins:
        agreed = [f"days {', '.join(join.days)}", *([f"place {name(join.place)}"] if join.place else [])]
        agreed += [f"series {join.series}"] if join.series else []
        agreed += [f"participants {', '.join(name(one) for one in join.shared)}"] if join.shared else []
        out.line(f"joined: {join.meeting} with {join.joined_to} ({'; '.join(agreed)})", 2)
        out.line(join.page.source, 4)
    outlets = counted(meeting.outlets, "independent outlet")
    out.line(f"{outlets}, {len(meeting.pages)} pages, {meeting.captures} captures, {meeting.statements} statements on them", 2)


def _field(out: Writer, field: str, value: Field) -> None:
    shown = [f"{_value(v)} ({counted(v.outlets, 'independent outlet')})" if v.outlets else _value(v) for v in value.values]
    out.line(f"{field}: {', else '.join(shown)}" + (" (pages differ)" if value.conflict else ""), 2)
    if value.known:
        _known(out, value.known)
    _assertions(out, value.asserted)


def _value(value: ValueCount | KnownAnswer) -> str:
    return name(value.entity) if value.entity else value.value


def _known(out: Writer, known: KnownAnswer) -> None:
    told = f"the dossier {known.stands} it" + ("" if known.stands == "fills" else f": {_value(known)}")
    out.line(", ".join(filter(None, [told, known.sure, known.source])), 4)


def _assertions(out: Writer, asserted: Iterable[Asserted]) -> None:
    for told in asserted:
        shown = name(told.entity) if told.entity else told.value
        out.line(f"{shown}, {told.basis or 'basis not told'}" + (f": {told.why}" if told.why else ""), 4)
        for quote in told.evidence:
            out.quote(quote, told.page, 6, context=True, longest=None)
        if not told.evidence:
            out.line(told.page.source, 6)


def commitment_lines(out: Writer, told: CommitmentAnswer) -> None:
    """Add a commitment: when, how and by whom it was undertaken, on what, and how it stands."""
    date = told.date.value if told.date else "date not told"
    issue = f", on {told.issue}" if told.issue else ""
    parties = ", ".join(name(party) for party in told.parties)
    out.line(f"{date}  {told.kind.value} by {parties}{issue}: {told.status}{' (disputed)' if told.disputed else ''}  [{told.id}]")
    for quote in told.content:
        page = next(page for page in told.pages if page.id == quote.page)
        out.quote(quote, page, 4)


def commitment_details(out: Writer, told: CommitmentAnswer) -> None:
    """Add a commitment with what became of it, and the words of each page that says so."""
    commitment_lines(out, told)
    if told.date:
        _field(out, "date", told.date)
    for step in told.standings:
        by = f", as {name(step.told_by)} says" if step.told_by else ""
        out.line(f"{step.since or 'undated'}  {step.status}{by} ({counted(step.outlets, 'independent outlet')})", 2)
        _assertions(out, step.asserted)
    out.line(f"{counted(told.outlets, 'independent outlet')}, {len(told.pages)} pages", 2)


def position_lines(out: Writer, told: PositionAnswer) -> None:
    """Add an actor's stances on an issue, by date, each with the words that back it."""
    issue = "/".join(filter(None, [told.process, told.issue]))
    changes = f", {counted(told.changes, 'change')}" if told.changes else ""
    out.line(f"{full(told.actor.label, told.actor.id)} on {issue}{changes}")
    for stand in told.stands:
        _stand(out, stand)


def _stand(out: Writer, stand: StandAnswer) -> None:
    marks = ["changed"] if stand.changed else []
    marks += ["contradictory on this date"] if stand.disputed else []
    target = f" (towards {name(stand.target)})" if stand.target else ""
    said = ", ".join([f"{stand.stance}{target}", *marks, counted(stand.outlets, "independent outlet")])
    out.line(f"{stand.date or 'undated'}  {said}", 2)
    if stand.condition:
        out.line(f"on condition: «{' '.join(stand.condition.split())}»", 4)
    for backed in stand.backed:
        for quote in backed.evidence:
            out.quote(quote, backed.page, 4)
        if backed.why:
            out.line(backed.why, 4)


def held(out: Writer, commitments: Iterable[CommitmentAnswer], positions: Iterable[PositionAnswer]) -> None:
    """Add commitments and positions under their headings, if there are any."""
    undertaken, stances = tuple(commitments), tuple(positions)
    if undertaken:
        out.heading("Commitments")
        for one in undertaken:
            commitment_lines(out, one)
    if stances:
        out.heading("Positions")
        for stance in stances:
            position_lines(out, stance)


def issue_details(out: Writer, issue: IssueAnswer) -> None:
    """Add an issue: the meetings with it on their agenda, what was undertaken on it, and who holds what."""
    out.line(f"{full(issue.label, issue.key)}  [{issue.process}/{issue.key}]")
    out.pair("statements", f"{issue.statements}")
    if issue.meetings:
        out.heading("Meetings")
        for meeting in issue.meetings:
            out.line(meeting_title(meeting))
    held(out, issue.commitments, issue.positions)
