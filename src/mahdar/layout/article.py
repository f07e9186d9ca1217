"""From marked lines to the article: where its text begins and ends, its title, captions, subheads and asides."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from mahdar.arabic import fold
from mahdar.arabic.lexicon import Lexicon
from mahdar.knowledge import Knowledge
from mahdar.layout.lines import RawLine, raw_lines
from mahdar.layout.marks import Mark, Marker
from mahdar.layout.profiles import SiteProfile, line_print
from mahdar.model import ARTICLE_ROLES, Block, Page

# Furniture that may stand between a headline and its text.
_BESIDE_TITLE = frozenset({"a bar of social networks", "breadcrumbs", "holds a phrase of the site"})
_SENTENCE_WORDS = 9
_PARAGRAPH_WORDS = 16
_SHORT_WORDS = 3
"""A line with a full stop and no fewer words may be a short sentence («وأضافت أن البلاد بخير.»)."""
_SUBHEAD_WORDS = 9
_CAPTION_CREDIT = re.compile(r"[/|]\s*[\w .+&-]{2,30}$|\((?:[^()]{2,25})\)$|©|\bGetty|AFP|Reuters|Sputnik", re.IGNORECASE)


class Article(msgspec.Struct, frozen=True):
    """The page with its blocks in order; furniture included, so that nothing is dropped in silence."""

    page: Page
    blocks: tuple[Block, ...]

    @property
    def title(self) -> Block | None:
        """The headline's block."""
        return next((b for b in self.blocks if b.role == "title"), None)

    @property
    def found(self) -> bool:
        """Whether the page has an article at all."""
        return any(b.role in ARTICLE_ROLES for b in self.blocks)


class Layout:
    """Reads the layout of plain-text pages. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._marker = Marker(knowledge)
        self._lexicon = lexicon

    def read(self, page: Page, site: SiteProfile | None = None) -> Article:
        """The blocks of ``page``: a block a line of the article, a block a run of furniture. ``site`` tells what recurs on its site."""
        lines = raw_lines(page.text, self._lexicon)
        if not lines:
            return Article(page, ())
        marks: list[Mark | None] = [self._marker.mark(line) for line in lines]
        if site is not None:
            # What a line is by itself (a date line, a credit) says more than that lines like it recur.
            recurring = site.furniture([line_print(line.folded, line.text) for line in lines])
            known = (Mark("furniture", found.confidence, found.why) if found else None for found in recurring)
            marks = [mark or recurs for mark, recurs in zip(marks, known, strict=True)]
        first, last = _region(lines, marks, self._marker.asides)
        if first is None or last is None:
            roles = [mark or Mark("furniture", 0.5, "no running text on the page") for mark in marks]
        else:
            last = self._cut_tail(lines, marks, first, last)
            roles = self._roles(page, lines, marks, first, last)
        return Article(page, _blocks(lines, roles))

    def _cut_tail(self, lines: Sequence[RawLine], marks: Sequence[Mark | None], first: int, last: int) -> int:
        """The last line before a line that opens the site's tail (comments, related stories), if one stands inside."""
        for i in range(first + 1, last + 1):
            if lines[i].folded in self._marker.tails and i + 1 <= last:
                before = sum(_weight(lines[k], marks[k]) for k in range(first, i))
                after = sum(_weight(lines[k], marks[k]) for k in range(i + 1, last + 1))
                if before >= after:
                    return max(k for k in range(first, i) if marks[k] is None or marks[k].role != "furniture")  # type: ignore[union-attr]
        return last

    def _roles(self, page: Page, lines: Sequence[RawLine], marks: Sequence[Mark | None], first: int, last: int) -> list[Mark]:
        title = _title(page, lines, marks, first)
        out: list[Mark] = []
        aside = False
        title_key = lines[title].folded if title is not None else None
        for i, (line, mark) in enumerate(zip(lines, marks, strict=True)):
            if i == title:
                out.append(Mark("title", 0.9, "the headline above the text"))
            elif mark is not None:
                out.append(
                    mark if mark.role in ("furniture", "dateline") or _near(i, title, first, last) else Mark("furniture", 0.7, "outside the article")
                )
                aside = line.folded in self._marker.asides or (aside and mark.role == "furniture" and _is_link(line))
                continue
            elif title is not None and title < i < first:
                out.append(Mark("caption", 0.7, "a short line between headline and text"))
            elif not first <= i <= last:
                out.append(Mark("furniture", 0.8, "outside the running text"))
            elif line.folded == title_key:
                out.append(Mark("caption", 0.9, "the headline again, as under a picture"))
            elif out and out[-1].role == "caption" and not line.gap and not line.terminal:
                out.append(Mark("caption", 0.8, "goes on under the picture"))
            elif aside and _is_link(line):
                out.append(Mark("furniture", 0.85, "a link to another story"))
                continue
            elif _is_sentence(line):
                out.append(Mark("body", 0.9, "running text"))
            elif _CAPTION_CREDIT.search(line.text) and line.words < 25:
                out.append(Mark("caption", 0.75, "a picture's credit at its end"))
            elif line.words <= _SUBHEAD_WORDS and i != last:
                out.append(Mark("subhead", 0.7, "a short line between paragraphs"))
            else:
                out.append(Mark("body", 0.6, "between paragraphs of running text"))
            aside = False
        return out


def _is_sentence(line: RawLine) -> bool:
    """Whether a line reads like running text rather than a headline or an item."""
    return (
        (line.terminal and line.words >= _SENTENCE_WORDS)
        or line.words >= 2 * _PARAGRAPH_WORDS
        or (line.stops >= 2 and line.words >= _PARAGRAPH_WORDS)
    )


def _is_link(line: RawLine) -> bool:
    """Whether a line after a word such as «روابط ذات صلة» reads like another story's headline."""
    return line.words < 20 and not line.text.endswith((".", '."', ".”"))


def _weight(line: RawLine, mark: Mark | None) -> float:
    """How much a line speaks for being inside the article (positive) or outside."""
    if mark is not None:
        return {"furniture": -2.5, "dateline": -0.5, "credit": 0.0, "byline": 0.0}.get(mark.role, 0.0)
    if _is_sentence(line):
        return 2.0 + min(line.words, 80) / 20
    if line.terminal and line.words >= _SHORT_WORDS:
        return 0.5
    return -0.4 if line.words >= _PARAGRAPH_WORDS else -1.0


def _region(lines: Sequence[RawLine], marks: Sequence[Mark | None], asides: frozenset[str]) -> tuple[int | None, int | None]:
    """First and last line of the running text: the run of lines whose weights sum highest.

    A list of links in mid-article (a word such as «روابط ذات صلة» and what follows it) doesn't weigh.
    """
    best, best_span = 0.0, (None, None)
    total, begin = 0.0, 0
    aside = False
    for i, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        aside = line.folded in asides or (aside and mark is None and _is_link(line))
        weight = 0.0 if aside else _weight(line, mark)
        if total <= 0:
            total, begin = 0.0, i
        total += weight
        if weight > 0 and total > best:
            best, best_span = total, (begin, i)  # type: ignore[assignment]
    if best_span[0] is None:
        candidates = [i for i, m in enumerate(marks) if m is None and lines[i].words >= 4]
        return (candidates[0], candidates[-1]) if candidates and len(lines) <= 4 else (None, None)
    return best_span


def _title(page: Page, lines: Sequence[RawLine], marks: Sequence[Mark | None], first: int) -> int | None:
    """The headline: given, or the best of the lines right above the text; else a first line that reads like one."""
    if page.given.title:
        given = " ".join(re.findall(r"\w+", fold(page.given.title)))
        for i in range(min(first + 2, len(lines))):
            if lines[i].folded == given:
                return i
    if not _is_sentence(lines[first]) and marks[first] is None:
        return first
    run: list[int] = []
    for i in range(first - 1, -1, -1):
        mark = marks[i]
        if mark is not None and (mark.role in ("dateline", "byline") or (not run and mark.why in _BESIDE_TITLE)):
            continue
        if mark is not None or len(run) == 4:
            break
        run.append(i)
    if not run:
        if marks[first] is None and lines[first].words <= 25 and not lines[first].text.endswith((".", "؛")) and first + 1 < len(lines):
            return first
        return None
    head = lines[0].folded
    body = set(" ".join(line.folded for line in lines[first : first + 4]).split())

    def promise(i: int) -> tuple[float, int]:
        line = lines[i]
        repeated = (i != 0 and line.folded in head) or any(k != i and lines[k].folded == line.folded for k in range(len(lines)))
        shared = len(set(line.folded.split()) & body) / max(line.words, 1)
        return (2.0 * repeated + shared + (0.3 if line.words >= 5 else 0.0) + (0.2 if line.gap else 0.0), -i)

    return max(run, key=promise)


def _near(i: int, title: int | None, first: int, last: int) -> bool:
    """Whether a credit or byline stands beside the article and not elsewhere on the page."""
    return (first if title is None else title) - 3 <= i <= last + 3


def _blocks(lines: Sequence[RawLine], roles: Sequence[Mark]) -> tuple[Block, ...]:
    out: list[Block] = []
    for line, mark in zip(lines, roles, strict=True):
        previous = out[-1] if out else None
        if previous is not None and mark.role == "furniture" and previous.role == "furniture":
            why = previous.why if previous.why == mark.why or "; " in previous.why else f"{previous.why}; {mark.why}"
            out[-1] = msgspec.structs.replace(previous, end=line.end, confidence=min(previous.confidence, mark.confidence), why=why)
        else:
            out.append(Block(start=line.start, end=line.end, role=mark.role, confidence=mark.confidence, why=mark.why))
    return tuple(out)
