"""How well a means of finding the article does on compositions: figures by characters, and the failures by kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import msgspec

from mahdar.model import Span

if TYPE_CHECKING:
    from tests.support.stress import Composition

Spans = Callable[[str], Iterable[Span]]
"""What keeps an article: from a text to the spans of it that it takes for the article."""

_KEPT = 0.5
"""A line of furniture was kept, and one of the article dropped, where more than this share of its characters was."""


class Counts(msgspec.Struct):
    """Characters, white space apart: of the article and kept, kept, of the article."""

    hit: int = 0
    kept: int = 0
    article: int = 0

    def add(self, other: Counts) -> None:
        """Count another page in."""
        self.hit += other.hit
        self.kept += other.kept
        self.article += other.article

    @property
    def precision(self) -> float:
        """The share of what was kept that is the article's."""
        return self.hit / self.kept if self.kept else 0.0

    @property
    def recall(self) -> float:
        """The share of the article that was kept."""
        return self.hit / self.article if self.article else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.hit / (self.kept + self.article) if self.kept + self.article else 0.0


class Wrong(msgspec.Struct):
    """A line that was judged wrongly."""

    page: int
    kind: str
    text: str


class Report(msgspec.Struct):
    """The figures of all compositions together and of those that hold a kind of furniture; for each kind, lines and lines judged wrongly."""

    overall: Counts
    holding: dict[str, Counts]
    lines: Counter[str]
    wrong_lines: Counter[str]
    wrong_characters: Counter[str]
    kept: list[Wrong]
    dropped: list[Wrong]
    pages: int
    pages_right: int


def characters(spans: Iterable[Span], text: str) -> set[int]:
    """The offsets of the characters in spans, white space apart."""
    return {i for span in spans for i in range(span.start, min(span.end, len(text))) if not text[i].isspace()}


def measure(compositions: Iterable[Composition], keep: Spans) -> Report:
    """Compare what ``keep`` takes for the article with the truth, on each composition."""
    report = Report(Counts(), defaultdict(Counts), Counter(), Counter(), Counter(), [], [], 0, 0)
    for page in compositions:
        got = characters(keep(page.text), page.text)
        want = characters((line for line in page.lines if line.inside), page.text)
        counts = Counts(len(got & want), len(got), len(want))
        report.overall.add(counts)
        for kind in page.kinds:
            report.holding[kind].add(counts)
        report.pages += 1
        report.pages_right += got == want
        for line in page.lines:
            own = characters([line], page.text)
            wrong = len(own - got if line.inside else own & got)
            report.lines[line.kind] += 1
            report.wrong_characters[line.kind] += wrong
            if wrong > _KEPT * len(own):
                report.wrong_lines[line.kind] += 1
                (report.dropped if line.inside else report.kept).append(Wrong(page.number, line.kind, line.of(page.text)))
    return report


def table(report: Report, errors: int = 0) -> str:
    """The report as text: figures, then failures by kind with the costliest first, then ``errors`` lines of them."""
    o = report.overall
    out = [
        f"{report.pages} compositions, {report.pages_right} without a fault: P {o.precision:.4f}  R {o.recall:.4f}  F1 {o.f1:.4f}  (characters)",
        "",
    ]
    inside = [kind for kind in report.lines if kind not in report.holding]
    for head, kinds in (("furniture kept", list(report.holding)), ("article dropped", inside)):
        out.append(f"{head:44} {'characters':>10} {'lines':>6} {'of':>6}" + ("  F1 of pages with it" if kinds is not inside else ""))
        for kind in sorted(kinds, key=lambda kind: (-report.wrong_characters[kind], kind)):
            with_it = f"  {report.holding[kind].f1:.4f}" if kind in report.holding else ""
            out.append(f"  {kind:42} {report.wrong_characters[kind]:10} {report.wrong_lines[kind]:6} {report.lines[kind]:6}{with_it}")
        out.append("")
    for head, wrongs in (("kept", report.kept), ("dropped", report.dropped)):
        step = max(1, 2 * len(wrongs) // errors) if errors else 1
        out += [f"{head} #{wrong.page} [{wrong.kind}] {wrong.text[:120]}" for wrong in wrongs[::step][: errors // 2 + 1 if errors else 0]]
    return "\n".join(out)
