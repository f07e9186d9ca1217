"""What came of a run: pages, failures by kind, how fast, and with how much memory."""

from __future__ import annotations

import os
import resource
import socket
import sys
import time
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from mahdar.engine.profile import Profile, Profiler
from mahdar.engine.reading import Outcome
from mahdar.model import Noun

MIB = 1024**2


class ShardReport(Noun, frozen=True, kw_only=True):
    """What came of a shard, and who did it: pages with readings, failures by kind, what was left out by reason, seconds on the clock and of the
    processor, the most memory that the process had held by then (MiB), and how
    many processes had died of it before.

    ``stopped`` says that the run was told to stop before the shard was done, ``broken`` why nothing could be kept; it isn't done in both cases.
    """

    number: int
    pages: int = 0
    failed: dict[str, int] = {}  # noqa: RUF012 - msgspec copies it
    left_out: dict[str, int] = {}  # noqa: RUF012 - msgspec copies it
    seconds: float = 0.0
    processor: float = 0.0
    memory: float = 0.0
    worker: str = ""
    lost: int = 0
    stopped: bool = False
    broken: str | None = None
    profile: Profile | None = None


class RunReport(Noun, frozen=True, kw_only=True):
    """What came of a whole run.

    ``rate`` is pages a second of this run; ``before`` are pages that earlier runs had done. ``memory`` is the most that any of its processes held
    (MiB), ``processes`` how many there were, ``lost`` how many pieces of work were done again because their process died. ``known`` of the pages,
    those before among them where they are loaded once again, brought a record nothing new.
    """

    command: str
    engine: str
    version: str
    began: str
    ended: str
    pages: int
    before: int
    failed: dict[str, int]
    left_out: dict[str, int]
    seconds: float
    rate: float
    memory: float
    processes: int
    lost: int = 0
    interrupted: bool = False
    known: int = 0
    profile: Profile | None = None
    """Where the time of reading went, if that was asked for."""


class Tally:
    """Counts what becomes of pages."""

    def __init__(self) -> None:
        self._began, self._at = time.monotonic(), datetime.now(UTC)
        self._processor = time.process_time()
        self.pages = self.before = self.known = self.lost = 0
        self.failed: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self.memory = 0.0
        self.workers: set[str] = set()
        self._profiler = Profiler()

    def outcome(self, outcome: Outcome) -> None:
        """Count what became of one page."""
        if outcome.left_out:
            self.left_out[outcome.reason or ""] += 1
        elif outcome.kind is not None:
            self.failed[outcome.kind] += 1
        self.pages += outcome.reading is not None and outcome.kind != "refused"
        if outcome.seconds:
            self._profiler.add(outcome.source, outcome.seconds)

    def shard(self, report: ShardReport) -> None:
        """Count what came of a shard."""
        self.pages += report.pages
        self.failed.update(report.failed)
        self.left_out.update(report.left_out)
        self.memory = max(self.memory, report.memory)
        self.workers.add(report.worker)
        self.lost += report.lost
        if report.profile is not None:
            self._profiler.merge(report.profile)

    def earlier(self, reports: Iterable[ShardReport]) -> None:
        """Count shards that earlier runs had done: their pages as done before, their failures as failures."""
        for report in reports:
            self.before += report.pages
            self.failed.update(report.failed)
            self.left_out.update(report.left_out)

    def of_shard(self, number: int, *, stopped: bool = False) -> ShardReport:
        """The report of the shard whose pages were counted."""
        return ShardReport(
            number=number,
            pages=self.pages,
            failed=dict(sorted(self.failed.items())),
            left_out=dict(sorted(self.left_out.items())),
            seconds=round(time.monotonic() - self._began, 3),
            processor=round(time.process_time() - self._processor, 3),
            memory=_peak(),
            worker=f"{socket.gethostname()}:{os.getpid()}",
            lost=self.lost,
            stopped=stopped,
            profile=self._profiler.told(),
        )

    def of_run(self, command: str, engine: str, version: str, *, processes: int | None = None, interrupted: bool = False) -> RunReport:
        """The report of the run that was counted, by so many ``processes`` where the shards don't tell."""
        seconds = time.monotonic() - self._began
        return RunReport(
            command=command,
            engine=engine,
            version=version,
            began=self._at.isoformat(timespec="milliseconds"),
            ended=datetime.now(UTC).isoformat(timespec="milliseconds"),
            pages=self.pages,
            before=self.before,
            failed=dict(sorted(self.failed.items())),
            left_out=dict(sorted(self.left_out.items())),
            seconds=round(seconds, 3),
            rate=round(self.pages / seconds, 2) if seconds else 0.0,
            memory=max(self.memory, _peak()),
            processes=processes or max(1, len(self.workers)),
            lost=self.lost,
            interrupted=interrupted,
            known=self.known,
            profile=self._profiler.told(),
        )


def _peak() -> float:
    """The most memory that this process, or a child that has ended, has held (MiB)."""
    unit = 1 if sys.platform == "darwin" else 1024
    return round(max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * unit / MIB, 1)
