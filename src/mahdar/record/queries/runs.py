"""What came of the runs that filled the record."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, select

from mahdar.model import Noun
from mahdar.record import schema


class RunRow(Noun, frozen=True, kw_only=True):
    """A run: when it began, what ran and who did the work; pages that came, those that earlier runs had read, those that brought nothing new,
    failures by kind, how many seconds it took, pages a second, the most memory that a process held (MiB), and whether it was interrupted."""

    began: str
    command: str
    engine: str
    pages: int
    before: int = 0
    known: int = 0
    failed: dict[str, int] = {}  # noqa: RUF012 - msgspec copies it
    seconds: float = 0.0
    rate: float
    memory: float
    interrupted: bool = False

    @property
    def failures(self) -> int:
        """How many failed, of whatever kind."""
        return sum(self.failed.values())


def latest(connection: Connection, limit: int) -> tuple[RunRow, ...]:
    """The latest runs, the last one first."""
    r = schema.runs.c
    reports = connection.execute(select(r.report).order_by(r.began.desc(), r.command).limit(limit)).scalars()
    return tuple(msgspec.json.decode(report, type=RunRow) for report in reports)
