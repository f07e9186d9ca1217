"""A chronology as tables for a terminal.

What is Latin comes first in a line: terminals lay out Arabic in their own ways, and whatever they do with it, the columns before it stand.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mahdar.export.chronology.words import Words
from mahdar.record.process_answers import ChronologyAnswer, CommitmentAnswer, MeetingAnswer, PositionAnswer, StandAnswer, UntoldAnswer

NARROWEST = 60
"""A terminal of fewer columns is written to as one of so many."""

LONGEST_ID = 22
"""Columns for an id."""

FILLED = "*"
"""Stands behind days that a dossier tells and no page."""

UNBOUND = 1000
"""The width for files and pipes, in which a line is as long as it needs to be."""


def table(told: ChronologyAnswer, width: int | None) -> str:
    """``told`` in tables, ``width`` columns wide; None leaves each thing on one line."""
    words = Words("en", told.processes)
    out = io.StringIO()
    console = Console(file=out, width=max(width, NARROWEST) if width else UNBOUND, color_system=None, force_terminal=False, emoji=False, markup=False)
    met = _table("Date", "Status", "Outlets", "Id", "Meeting")
    entries: list[MeetingAnswer | UntoldAnswer] = [*told.meetings, *told.untold]
    for entry in sorted(entries, key=_order):
        met.add_row(*map(Text, _meeting(entry, words)))
    thin = _table("Date", "Status", "Outlets", "Id", "Less certain")
    for faint in told.thin:
        thin.add_row(*map(Text, (*_meeting(faint, words)[:-1], f"{_meeting(faint, words)[-1]} ({words.wanting(faint)})")))
    agreed = _table("Date", "Status", "Outlets", "Id", "Commitment")
    for commitment in told.commitments:
        agreed.add_row(*map(Text, _commitment(commitment, words)))
    held = _table("Date", "Stance", "Outlets", "Position")
    for position in told.positions:
        for stand in position.stands:
            held.add_row(*map(Text, _stand(position, stand, words)))
    for heading, rows in (("Meetings", met), ("Less certain", thin), ("Commitments", agreed), ("Positions", held)):
        if rows.row_count:
            console.print(Text(heading))
            console.print(rows)
    if not any(rows.row_count for rows in (met, thin, agreed, held)):
        console.print(Text("Nothing."))
    if any(field is not None and field.basis == "dossier" for one in (*told.meetings, *told.thin) for field in (one.start, one.end)):
        console.print(Text(f"{FILLED} a day that no page states, from the dossier"))
    if any(one.differs for one in (*told.meetings, *told.thin)):
        console.print(Text("≠ pages differ; `mahdar show RECORD ID` tells how"), soft_wrap=width is None)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().splitlines())


def _table(*columns: str) -> Table:
    rows = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for name in columns[:-1]:
        wide = name == "Id"  # That of a long series goes on in the next line rather than push the rest out.
        rows.add_column(
            name, no_wrap=not wide, overflow="fold", max_width=LONGEST_ID if wide else None, justify="right" if name == "Outlets" else "left"
        )
    rows.add_column(columns[-1], overflow="fold")
    return rows


def _order(entry: MeetingAnswer | UntoldAnswer) -> tuple[bool, str, str]:
    start, end = _ends(entry)
    return (start is None and end is None, start or end or "", entry.id)


def _ends(entry: MeetingAnswer | UntoldAnswer) -> tuple[str | None, str | None]:
    if isinstance(entry, UntoldAnswer):
        return entry.start, entry.end
    return (entry.start.value if entry.start else None, entry.end.value if entry.end else None)


def span(start: str | None, end: str | None) -> str:
    """First and last day in little room: ``2017-10-30/31``, ``2017-10-30/11-02``."""
    if not start or not end or start == end:
        return start or end or "no date"
    same = next((cut for cut in (8, 5) if len(start) == len(end) == 10 and start[:cut] == end[:cut]), 0)
    return f"{start}/{end[same:]}"


def _meeting(entry: MeetingAnswer | UntoldAnswer, words: Words) -> Sequence[str]:
    start, end = _ends(entry)
    if isinstance(entry, UntoldAnswer):
        where = f", in {words.name(entry.place)}" if entry.place else ""
        return span(start, end), "known", "0", entry.id, f"{words.title(entry)}{where} (dossier alone)"
    where = f", in {words.name(entry.place.entity)}" if entry.place and entry.place.entity else ""
    differs = "≠ " if entry.differs else ""
    steps = list(dict.fromkeys(state.status for state in entry.states))
    known = f" ({entry.known_as} in the dossier)" if entry.known_as and entry.known_as != entry.id else ""
    was = f" ({' > '.join(steps)})" if len(steps) > 1 else ""
    filled = FILLED if any(field is not None and field.basis == "dossier" for field in (entry.start, entry.end)) else ""
    return span(start, end) + filled, entry.status.value, str(entry.outlets), entry.id, f"{differs}{words.title(entry)}{where}{known}{was}"


def _commitment(one: CommitmentAnswer, words: Words) -> Sequence[str]:
    issue = f", on {words.issue(one.process, one.issue)}" if one.issue else ""
    date = one.date.value if one.date else "no date"
    return date, one.status, str(one.outlets), one.id, f"{'≠ ' if one.disputed else ''}{words.undertaking(one)}{issue}"


def _stand(one: PositionAnswer, stand: StandAnswer, words: Words) -> Sequence[str]:
    marks: Iterable[str] = filter(None, ["changed" if stand.changed else "", "disputed" if stand.disputed else ""])
    told = ", ".join(marks)
    issue = words.issue(one.process, one.issue)
    return stand.date or "no date", stand.stance, str(stand.outlets), f"{words.name(one.actor)}: {issue}" + (f" ({told})" if told else "")
