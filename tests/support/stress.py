"""The stress set: articles of the corpus set into furniture of other pages, in random order and amounts, with known truth.

``python -m tests.support.stress --n 1000 --errors 40`` measures the layout on it and lists its failures by kind. Nothing
of the corpus is stored: compositions are made anew each time, the same for the same seed.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import msgspec

from mahdar.layout import Layout
from mahdar.model import ARTICLE_ROLES, Role, Span
from tests.support import stress_furniture as furniture
from tests.support.pages import page_of
from tests.support.reader import shipped_reader
from tests.support.stress_measure import Report, Spans, measure, table
from tests.support.stress_sources import Row, Run, is_stress_page, load_rows, load_runs

__all__ = ["Composition", "Line", "Report", "Spans", "compose", "compose_from", "is_stress_page", "kept_by", "measure", "table"]

SEED = 20180902
_OTHERS = 90
_GOLD_SHARE = 0.25
"""How much of the furniture above and below is of annotated pages; the rest is made."""


class Line(Span, frozen=True, kw_only=True):
    """A line of a composition that isn't blank: its role, and the kind of furniture that it is of or its place in the article."""

    role: Role
    kind: str

    @property
    def inside(self) -> bool:
        """Whether it is the article's own text."""
        return self.role in ARTICLE_ROLES


class Composition(msgspec.Struct, frozen=True):
    """A page that was put together: its text, and the truth of each line. ``row`` is the article's id in the corpus."""

    number: int
    row: str
    text: str
    lines: tuple[Line, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of furniture on the page, each with its place: ``tail:comments``."""
        return frozenset(line.kind for line in self.lines if not line.inside)


def compose(n: int, shared: Path, seed: int = SEED) -> Iterator[Composition]:
    """The first ``n`` compositions of a seed, from the corpus and the gold of the shared folder; articles that may be learnt from are in none."""
    return compose_from(n, [row for row in load_rows(shared) if is_stress_page(row.id)], load_runs(shared), seed)


def compose_from(n: int, rows: Sequence[Row], runs: Sequence[Run], seed: int = SEED) -> Iterator[Composition]:
    """The first ``n`` compositions of a seed, of some articles and some runs of annotated furniture (none: all furniture is made)."""
    order = list(range(len(rows)))
    Random(seed).shuffle(order)
    for number in range(n):
        yield _compose(number, rows[order[number % len(order)]], rows, runs, Random(f"{seed}-{number}"))


def _compose(number: int, row: Row, rows: Sequence[Row], runs: Sequence[Run], random: Random) -> Composition:
    # Outlets run the same wire text: what stands in the article is no other story's.
    others = [o for o in random.sample(rows, min(len(rows), _OTHERS)) if o.title != row.title and not set(o.paragraphs) & set(row.paragraphs)]
    stories = furniture.Stories(random, [o.title for o in others], [o.paragraphs[0] for o in others], random.choice(furniture.SITES), row.title)
    page = _Page(random)
    if random.random() < 0.92:
        for _ in range(random.choice((1, 1, 2, 2, 3, 4, 5))):
            page.add("head", *_piece(furniture.HEAD, "head", runs, stories))
    if random.random() < 0.9:
        page.paragraph(row.title, "title", "title")
    if random.random() < 0.35:
        page.add("beside", *_made(furniture.BESIDE, stories))
    paragraphs = row.paragraphs
    breaks = set(random.sample(range(1, len(paragraphs)), min(len(paragraphs) - 1, random.choice((0, 0, 1, 1, 2))))) if len(paragraphs) > 1 else set()
    for i, paragraph in enumerate(paragraphs):
        if i in breaks:
            page.add("mid", *_piece(furniture.MID, "mid", runs, stories))
        page.paragraph(paragraph, *_inside(paragraph, i, len(paragraphs)))
    if random.random() < 0.3:
        page.add("tail", "credit", furniture.credit(stories))
    if random.random() < 0.92:
        for _ in range(random.choice((1, 1, 2, 2, 3, 4, 5))):
            page.add("tail", *_piece(furniture.TAIL, "tail", runs, stories))
    return page.composition(number, row.id)


def _inside(paragraph: str, place: int, count: int) -> tuple[Role, str]:
    """The role of a paragraph, and in what way it may be hard."""
    words = len(paragraph.split())
    if words <= 6 and not paragraph.endswith((".", "؟", '"', "!", ":")):
        return "subhead", "subhead"
    where = "first" if place == 0 else "last" if place == count - 1 else "middle"
    quote = paragraph.startswith(('"', "«", "“"))
    return "body", f"{where} paragraph" + (", short" if words < 12 else "") + (", quote" if quote else "")


def _made(kinds: Sequence[furniture.Kind], stories: furniture.Stories) -> tuple[str, furniture.Lines]:
    kind = stories.random.choice(kinds)
    return kind.__name__.replace("_", " "), kind(stories)


def _piece(kinds: Sequence[furniture.Kind], place: str, runs: Sequence[Run], stories: furniture.Stories) -> tuple[str, furniture.Lines]:
    """Furniture of an annotated page or made."""
    families = sorted({run.family for run in runs if run.place == place})
    if stories.random.random() < _GOLD_SHARE and families:
        # The family first: the annotated pages are many of a few sites.
        family = stories.random.choice(families)
        run = stories.random.choice([run for run in runs if run.place == place and run.family == family])
        return f"of a gold page ({family})", [(line, "furniture") for line in run.lines]
    return _made(kinds, stories)


class _Page:
    """A text in the making. How it parts lines is the page's own way: blank lines or none, ``\\r\\n`` now and then."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._end = "\r\n" if random.random() < 0.1 else "\n"
        self._airy, self._airy_site = random.random() < 0.5, random.random() < 0.4
        self._parts: list[tuple[str, Role, str]] = []

    def paragraph(self, text: str, role: Role, kind: str) -> None:
        """A line of the article."""
        if self._airy:
            self._blank()
        self._parts.append((text, role, kind))
        if self._airy:
            self._blank()

    def add(self, place: str, kind: str, lines: furniture.Lines) -> None:
        """A piece of furniture."""
        if self._airy or self._airy_site:
            self._blank()
        for text, role in lines:
            self._parts.append((text, role, f"{place}: {kind}"))
            if self._airy_site:
                self._blank()
        if self._airy:
            self._blank()

    def _blank(self) -> None:
        if self._parts and self._parts[-1][0]:
            self._parts.append(("", "furniture", ""))

    def composition(self, number: int, row: str) -> Composition:
        """The page as it is now."""
        lines: list[Line] = []
        at = 0
        for text, role, kind in self._parts:
            if body := text.strip():
                start = at + text.index(body[0])
                lines.append(Line(start=start, end=start + len(body), role=role, kind=kind))
            at += len(text) + len(self._end)
        return Composition(number, row, "".join(text + self._end for text, _, _ in self._parts), tuple(lines))


def kept_by(layout: Layout) -> Spans:
    """What a layout takes for the article."""

    def keep(text: str) -> list[Span]:
        return [block for block in layout.read(page_of(text)).blocks if block.role in ARTICLE_ROLES]

    return keep


def main() -> None:
    """Print the figures of the shipped reader's layout."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--n", type=int, default=1000, help="how many compositions (1000)")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed makes other compositions")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N lines that were judged wrongly")
    options = parser.parse_args()
    shared = Path(os.environ.get("MAHDAR_SHARED") or Path(__file__).resolve().parents[3] / "shared")
    compositions = compose(options.n, shared, options.seed)
    print(table(measure(compositions, kept_by(shipped_reader().layout)), options.errors))  # noqa: T201


if __name__ == "__main__":
    main()
