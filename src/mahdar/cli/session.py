"""What ``read`` and ``build`` have in common: pages come in, outcomes are kept, failures are named and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from mahdar.capture import Failure, find, load
from mahdar.capture.pages import source_name
from mahdar.cli.pool import Outcome, Recipe, fault, read_all
from mahdar.cli.terminal import Meter, Status, say
from mahdar.invariants import InvariantError
from mahdar.model import Given, Page, Reading


class Session:
    """One run over the sources of a command.

    ``is_done`` says of a page whether an earlier run has it already; such pages are counted and passed over.
    """

    def __init__(self, sources: Sequence[str], given: Given, recipe: Recipe, jobs: int, is_done: Callable[[Page], bool] | None = None) -> None:
        self._found = find(sources)
        self._given, self._recipe, self._jobs, self._is_done = given, recipe, jobs, is_done
        self.kept = self.failed = self.passed_over = 0
        self._seconds: Counter[str] = Counter()

    def run(self, keep: Callable[[Reading], None]) -> Status:
        """Read every page, hand each reading to ``keep`` in order, and say what failed and how many were read."""
        if self._found.skipped:
            kinds = Counter(path.suffix or "none" for path in self._found.skipped)
            listed = ", ".join(f"{kind}: {count}" for kind, count in sorted(kinds.items()))
            say(f"left out, being of other kinds: {_counted(len(self._found.skipped), 'file')} ({listed})")
        for path, reason in self._found.failures:
            self._fail(source_name(path), reason, say)
        with Meter(len(self._found.files), "reading") as meter:
            try:
                for outcome in read_all(self._pages(meter), self._recipe, self._jobs):
                    self._take(outcome, keep, meter)
            except KeyboardInterrupt:
                meter.say(f"interrupted; {self._count()} and kept; the same command with --resume goes on from there")
                raise
        say(self._count())
        if self._recipe.timed:
            self._say_times()
        return Status.SOME_FAILED if self.failed else Status.DONE

    def _pages(self, meter: Meter) -> Iterator[Page | Failure]:
        for path in self._found.files:
            page = load(path, self._given)
            if isinstance(page, Page) and self._is_done and self._is_done(page):
                self.passed_over += 1
                meter.step()
            else:
                yield page

    def _take(self, outcome: Outcome, keep: Callable[[Reading], None], meter: Meter) -> None:
        reason = outcome.reason
        if outcome.reading is not None:
            try:
                keep(outcome.reading)
                self.kept += 1
            except InvariantError as error:
                reason = fault("its reading breaks a promise", error)
        if reason is not None:
            self._fail(outcome.source, reason, meter.say)
        self._seconds.update(outcome.seconds)
        meter.step()

    def _fail(self, source: str, reason: str, tell: Callable[[str], None]) -> None:
        self.failed += 1
        tell(f"{source}: {reason}")

    def _count(self) -> str:
        parts = [f"{_counted(self.kept, 'page')} read"]
        if self.passed_over:
            parts.append(f"{self.passed_over} had been read before")
        if self.failed:
            parts.append(f"{self.failed} failed")
        return ", ".join(parts)

    def _say_times(self) -> None:
        whole = sum(self._seconds.values()) or 1.0
        for step, seconds in self._seconds.most_common():
            say(f"{step:12} {seconds:8.3f} s  {seconds / whole:6.1%}")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def recipe_of(knowledge: Sequence[Path] | None, dossiers: Sequence[Path] | None, *, timed: bool) -> Recipe:
    """The recipe that the options of a command ask for."""
    return Recipe(knowledge=tuple(knowledge or ()), dossiers=tuple(dossiers or ()), timed=timed)
