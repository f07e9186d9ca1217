"""What ``read`` and ``build`` have in common: pages come in, outcomes are kept, failures are named and counted."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeAlias

import msgspec
import typer

from mahdar import __version__
from mahdar.capture import STDIN, Failure, Found, Raw, Skipped, find, raws
from mahdar.capture.fetch import FetchSettings
from mahdar.cli.network import Network, standard_input_kept
from mahdar.cli.terminal import Meter, Status, say
from mahdar.engine.reading import Outcome, Recipe, count_all, fault, read_all
from mahdar.engine.report import RunReport, Tally
from mahdar.engine.wanted import Wanted
from mahdar.engine.workers import interrupts_put_off
from mahdar.errors import UnavailableError, UsageError
from mahdar.invariants import InvariantError
from mahdar.layout.profiles import Sample
from mahdar.model import Given, Reading

if TYPE_CHECKING:
    from mahdar.record import Record
    from mahdar.record.store import Refused

SHOWN = 12
"""Reasons for leaving something out that are listed; an archive can hold any number of media types."""


_AT_LEAST = 1.0
"""How long pages that were read are collected to be kept together (seconds): what a process that is killed loses."""

Keep: TypeAlias = "Callable[[Sequence[Reading]], tuple[int, Sequence[Refused]]]"
"""Keeps readings; how many of them brought anything new, and those that were refused, with the error."""


class Session:
    """The sources of a command, to be passed over once, or with ``twice`` a first time to count; a context manager.

    ``given`` holds for pages that have nothing of their own, ``fetch`` is how addresses are got.
    """

    def __init__(self, sources: Sequence[str], given: Given, jobs: int, fetch: FetchSettings = FetchSettings(), *, twice: bool = False) -> None:
        self._found = find(sources)
        self._given, self._jobs, self._twice = given, jobs, twice
        self._open_things = ExitStack()
        self._network = Network(fetch, self._open_things, twice=twice)
        self.tally = Tally()

    def __enter__(self) -> Self:
        if self._twice and STDIN in self._found.inputs:
            self._open_things.enter_context(standard_input_kept())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open_things.close()

    def items(self, meter: Meter | None = None) -> Iterator[Raw | Failure | Skipped]:
        """A passage over all that the sources hold, from the beginning; ``meter`` is told how far it is. Passages are alike."""
        if self._twice and STDIN in self._found.inputs:
            sys.stdin.buffer.seek(0)
        return raws(self._found, self._given, self._network, meter.progress if meter else None)

    def count(self, wanted: Wanted = Wanted()) -> Sample:
        """What the pages add to the profiles of their sites. What can't be read is left for the reading to tell."""
        sample = Sample()
        with Meter(self._size(), "counting") as meter:
            try:
                for counted in count_all(self.items(meter), wanted, self._jobs):
                    if counted is not None:
                        sample.add(*counted)
                    meter.step()
            except KeyboardInterrupt:
                meter.say("interrupted while the recurring lines were counted, before any page was read; the same command begins anew")
                raise
        return sample

    def run(self, recipe: Recipe, keep: Keep, is_done: Callable[[Raw], bool] | None = None, *, at_once: int = 1) -> Status:
        """Read every page, hand the readings to ``keep`` in order, and say what failed and how many were read.

        ``keep`` gets up to ``at_once`` of them, none of which waits for longer than it takes to read the next one after `_AT_LEAST`.
        Where it may get several, what it is at when it is interrupted is kept first, and counted.

        ``is_done`` says of a page, by its id, source and site, whether an earlier run has it already; such pages are counted and
        passed over.
        """
        say_skipped(self._found)
        with Meter(self._size(), "reading") as meter:
            try:
                for some in _together(read_all(self._undone(self.items(meter), is_done, meter), recipe, self._jobs), at_once):
                    with interrupts_put_off() if at_once > 1 else nullcontext():
                        self._take(some, keep, meter)
            except KeyboardInterrupt:
                meter.say(f"interrupted; {self._count()} and kept; the same command with --resume goes on from there")
                raise
            except UnavailableError:
                meter.say(f"ended early; {self._count()} and kept; the same command with --resume goes on from there")
                raise
        say_left_out(self.tally.left_out)
        say(self._count())
        return Status.SOME_FAILED if self.tally.failed else Status.DONE

    def _size(self) -> int | None:
        """How many bytes there are to read, where all sources are files."""
        total = 0
        for item in self._found.inputs:
            if not isinstance(item, Path) or item == STDIN:
                return None
            with suppress(OSError):  # It is told as a failure when its turn comes.
                total += item.stat().st_size
        return total

    @contextmanager
    def reporting(self, command: str, file: Path | None, record: Record | None = None) -> Iterator[None]:
        """Write the report of what is done here into ``file`` and ``record``, where there are such, however it ends."""
        interrupted = True
        try:
            yield
            interrupted = False
        except typer.Exit:
            interrupted = False
            raise
        finally:
            self.report = self.tally.of_run(command, f"pool of {self._jobs}", __version__, processes=self._jobs, interrupted=interrupted)
            write_report(file, self.report)
            if record is not None:
                keep_run(record, self.report)
            say_profile(self.report)

    def _undone(
        self, items: Iterator[Raw | Failure | Skipped], is_done: Callable[[Raw], bool] | None, meter: Meter
    ) -> Iterator[Raw | Failure | Skipped]:
        for item in items:
            if isinstance(item, Raw) and is_done is not None and is_done(item):
                self.tally.before += 1
                meter.step()
            else:
                yield item

    def _take(self, outcomes: Sequence[Outcome], keep: Keep, meter: Meter) -> None:
        readings = [outcome.reading for outcome in outcomes if outcome.reading is not None]
        new, without = keep(readings) if readings else (0, ())
        self.tally.known += len(readings) - new - len(without)
        refused = {id(one.reading): one.error for one in without}
        for came in outcomes:
            outcome, reason = came, came.reason
            if outcome.reading is not None:
                error = refused.get(id(outcome.reading))
                if error is not None:
                    reason = fault("its reading breaks a promise", error) if isinstance(error, InvariantError) else error.reason
                    outcome = msgspec.structs.replace(outcome, reason=reason, kind="refused")
            self.tally.outcome(outcome)
            if outcome.kind is not None:
                meter.say(f"{outcome.source}: {reason}")
            meter.step()

    def _count(self) -> str:
        return told(self.tally.pages, self.tally.before, self.tally.failed.total(), self.tally.known)


def keep_run(record: Record, report: RunReport) -> None:
    """Keep the report of a run in ``record``, without where the time went."""
    record.keep_run(report.began, report.command, msgspec.json.encode(msgspec.structs.replace(report, profile=None)))


def write_report(file: Path | None, report: RunReport) -> None:
    """Write the report of a run, where a file for it is named. Raises `UsageError`."""
    if file is not None:
        try:
            file.write_bytes(msgspec.json.format(msgspec.json.encode(report)) + b"\n")
        except OSError as error:
            raise UsageError(f"{file}: can't be written: {error.strerror}") from error


def say_profile(report: RunReport) -> None:
    """Print where the time of a run went, where that was asked for."""
    if report.profile is not None:
        for line in report.profile.table():
            say(line)


def _together(outcomes: Iterator[Outcome], at_once: int) -> Iterator[list[Outcome]]:
    """Runs of ``outcomes``: ``at_once``, or as many as there were in `_AT_LEAST`. What was read when an interruption comes is one too."""
    some: list[Outcome] = []
    try:
        began = time.monotonic()
        for outcome in outcomes:
            some.append(outcome)
            if len(some) >= at_once or time.monotonic() - began > _AT_LEAST:
                together, some = some, []
                yield together
                began = time.monotonic()
    except KeyboardInterrupt:
        if some:
            yield some
        raise
    if some:
        yield some


def counted(number: int, what: str) -> str:
    """A number of things, in words."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def listed(reasons: Counter[str]) -> str:
    """The reasons with their numbers, the most frequent ones where there are many."""
    shown = sorted(sorted(reasons, key=lambda reason: (-reasons[reason], reason))[:SHOWN])
    more = [f"and {len(reasons) - SHOWN} more kinds"] if len(reasons) > SHOWN else []
    return ", ".join([f"{reason}: {reasons[reason]}" for reason in shown] + more)


def recipe_of(
    knowledge: Sequence[Path] | None,
    dossiers: Sequence[Path] | None,
    languages: Sequence[str] | None = None,
    sites: Sequence[str] | None = None,
    *,
    timed: bool = False,
) -> Recipe:
    """The recipe that the options of a command ask for."""
    wanted = Wanted.of(languages or (), sites or ())
    return Recipe(knowledge=tuple(knowledge or ()), dossiers=tuple(dossiers or ()), wanted=wanted, timed=timed)


def say_skipped(found: Found) -> None:
    """Tell which files of folders are of other kinds than those that are read."""
    if found.skipped:
        kinds = Counter(path.suffix or "none" for path in found.skipped)
        say(f"left out, being of other kinds: {counted(len(found.skipped), 'file')} ({listed(kinds)})")


def say_left_out(left_out: Counter[str]) -> None:
    """Tell what containers hold beside pages that are read."""
    if left_out:
        parts = counted(left_out.total(), "part")
        say(f"left out, being no pages to read: {parts} of archives, dumps and feeds ({listed(left_out)})")


def told(pages: int, before: int, failed: int, known: int = 0) -> str:
    """What came of a run, in words."""
    parts = [f"{counted(pages, 'page')} read"]
    if known:
        parts.append(f"{known} of them with nothing new")
    if before:
        parts.append(f"{before} had been read before")
    if failed:
        parts.append(f"{failed} failed")
    return ", ".join(parts)
