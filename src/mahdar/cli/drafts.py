"""The candidates for a dossier, as a table for a terminal. What is Latin comes first in a line, as in `mahdar.cli.table`."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mahdar.cli.table import NARROWEST, UNBOUND, span
from mahdar.record.draft_answers import CandidateAnswer

_SHOWN = 4
"""Participants and numbers that a line has at most."""


def listed(found: Sequence[CandidateAnswer]) -> str:
    """The candidates, one a line: number, pages, meetings, their numbers, first and last day, participants, name."""
    if not found:
        return "Nothing recurs in this record that no dossier describes."
    out = io.StringIO()
    width = max(shutil.get_terminal_size().columns, NARROWEST) if sys.stdout.isatty() else UNBOUND
    console = Console(file=out, width=width, color_system=None, force_terminal=False, emoji=False, markup=False)
    rows = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for heading in ("#", "Pages", "Meetings"):
        rows.add_column(heading, no_wrap=True, justify="right")
    for heading in ("Numbers", "Days", "Participants", "Name"):
        rows.add_column(heading, overflow="fold")
    for one in found:
        rows.add_row(*map(Text, _row(one)))
    console.print(rows)
    console.print(Text("`mahdar dossier draft RECORD --name '#' --out FILE` begins the dossier of one"), soft_wrap=True)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().splitlines())


def _row(one: CandidateAnswer) -> Sequence[str]:
    who = [f"{taking.entity.id} {taking.meetings}" for taking in one.participants]
    days = span(one.first, one.last)
    name = one.name if one.named else f"(no name) {one.name}"
    return str(one.number), str(one.pages), str(one.meetings), _few([str(n) for n in one.numbers]), days, _few(who), name


def _few(told: Sequence[str]) -> str:
    return ", ".join([*told[:_SHOWN], *(["…"] if len(told) > _SHOWN else [])])
