"""Page → Article: the role of every line, how sure that is, and why.

Each line is seen by itself (`lines`, `marks`), with its ties to the others (`features`), and with what is known from beside the
text (`evidence`: a given title, the markup, what recurs on the site). The line model weighs all labellings of the page at once
(`linemodel`); here its probabilities become blocks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mahdar.arabic import LanguageFinder, Lexicon, fold
from mahdar.knowledge import Knowledge
from mahdar.layout.blocks import Article, BlockMaker
from mahdar.layout.deciding import Chances, choose, headline, is_running, mended, rival, role_of, rounded, under_headings
from mahdar.layout.evidence import Evidence, for_article, for_furniture, for_label, total
from mahdar.layout.features import Observed, Vocabulary, observe
from mahdar.layout.inside import headline_inside
from mahdar.layout.linemodel import FURNITURE, LABELS, LineModel, shipped
from mahdar.layout.lines import RawLine, raw_lines
from mahdar.layout.marks import Mark, Marker
from mahdar.layout.markup import MarkupReader, disagreement
from mahdar.layout.profiles import SiteProfile, line_print
from mahdar.layout.reasons import reason
from mahdar.layout.region import SENTENCE_WORDS
from mahdar.model import Page

_NEAR = 40
"""Lines further than this from any that could be running text are furniture without a second look (a crawl may hold 100,000)."""
_ECHO = 0.97
_AGAINST = 2.0
_FEW, _SHORT_SENTENCE, _CUTTING = 8, 3, 0.9998
"""A page of few lines, none of them known as the site's, is a cutting: what ends like a sentence there is text."""


class Layout:
    """Reads the layout of pages. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, model: LineModel | None = None) -> None:
        self._marker = Marker(knowledge)
        self._lexicon = lexicon
        self._vocabulary = Vocabulary(lexicon, knowledge.lexical.connectives)
        self._markup = MarkupReader(knowledge.furniture)
        self._blocks = BlockMaker(LanguageFinder(knowledge.languages))
        self._model = model if model is not None else shipped()

    def read(self, page: Page, site: SiteProfile | None = None) -> Article:
        """The blocks of ``page``: a block a line of the article, a block a run of furniture with one reason, a block a headline of
        a line in which several run together. ``site`` tells what recurs on the page's site.
        """
        lines = raw_lines(page.text, self._lexicon)
        marks = [self._marker.mark(line) for line in lines]
        if site is not None:
            # What a line is by itself (a date line, a credit) says more than that lines like it recur.
            recurring = site.furniture([line_print(line.folded, line.text) for line in lines])
            known = (Mark("furniture", found.confidence, found.why, "recurs") if found else None for found in recurring)
            marks = [mark or recurs for mark, recurs in zip(marks, known, strict=True)]
        near = _near_text(lines, marks)
        roles, notes = self._decide(page, [lines[i] for i in near], [marks[i] for i in near])
        decided = dict(zip(near, roles, strict=True))
        far = Mark("furniture", 0.95, "far from any running text", "far")
        whole = [decided.get(i) or marks[i] or far for i in range(len(lines))]
        return Article(page, self._blocks.of(lines, whole, headline_inside(lines, whole, self._vocabulary)), notes)

    def _decide(self, page: Page, lines: Sequence[RawLine], marks: Sequence[Mark | None]) -> tuple[list[Mark], tuple[str, ...]]:
        """The role of each line, all weighed together, and what to tell the reader of it."""
        if not lines:
            return [], ()
        seen = observe(lines, marks, self._vocabulary)
        known = _evidence(page, lines, marks)
        for i in _echoed(seen):
            known[i].append(for_label("title", _ECHO, "the headline, which the page repeats with the site's name"))
        notes: tuple[str, ...] = ()
        if page.markup:
            notes = disagreement(page, self._chances(seen, known), lines)
            known = [a + b for a, b in zip(known, self._markup.evidence(page, lines), strict=True)]
        _cuttings(lines, known)
        chances = self._chances(seen, known)
        title = headline(lines, marks, chances, _told_titles(page, lines) or self._markup.titles(page, lines))
        out = []
        opened = False
        against = [_spoken_against(pieces) for pieces in known]
        for i, (line, mark, chance) in enumerate(zip(lines, marks, chances, strict=True)):
            opening = title is not None and not opened and i > title
            opened = opened or (opening and is_running(line, mark))
            label, sure = choose(
                line,
                mark,
                chance,
                signs=seen[i],
                headline=lines[title] if title is not None else None,
                opening=opening,
                spoken_against=_spoken_against(known[i], 0.0),
            )
            role = role_of(label, mark)
            if mark is not None and role == mark.role:
                out.append(mark._replace(confidence=rounded(max(sure, mark.confidence))))
                continue
            said = [piece for piece in known[i] if piece.odds.get(label, 0.0) > 0 and (label != "title" or len(piece.odds) == 1)]
            told = max(said, key=lambda piece: piece.odds[label], default=None)
            why = told.why if told else reason(self._model, seen, i, label, rival(label, chance))
            out.append(Mark(role, rounded(sure), why, "model"))
        return under_headings(lines, mended(lines, marks, out, against), self._marker.asides | self._marker.tails), notes

    def _chances(self, seen: Sequence[Observed], known: Sequence[Sequence[Evidence]]) -> list[Chances]:
        """The probability of each label for each line."""
        scores = self._model.scores(seen, [total(pieces) for pieces in known])
        return [dict(zip(LABELS, line, strict=True)) for line in self._model.marginals(scores)]


def _near_text(lines: Sequence[RawLine], marks: Sequence[Mark | None]) -> list[int]:
    """The lines near enough to one that could be running text."""
    out: list[int] = []
    for i, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        if mark is None and line.words >= SENTENCE_WORDS:
            out.extend(range(max(out[-1] + 1 if out else 0, i - _NEAR), min(len(lines), i + _NEAR + 1)))
    return out or list(range(min(len(lines), _NEAR)))


def _evidence(page: Page, lines: Sequence[RawLine], marks: Sequence[Mark | None]) -> list[list[Evidence]]:
    """What is known of each line by itself and from beside the text."""
    out = [[_of_mark(mark)] if mark is not None else [] for mark in marks]
    for i in _told_titles(page, lines):
        out[i].append(for_label("title", 0.999, "the title given with the page"))
    return out


def _echoed(seen: Sequence[Observed]) -> list[int]:
    """The lines above the text that an earlier line repeats whole, with the site's name beside it («وكالة الأفق - انطلاق الجولة»)."""
    held = [i for i, line in enumerate(seen) if line["echo"] == "held" and line["mark"] == "-" and line["guess"] in ("before", "title")]
    return [i for i in held if any(line["echo"] == "holds" for line in seen[:i])]


def _cuttings(lines: Sequence[RawLine], known: Sequence[list[Evidence]]) -> None:
    """Of a page of few lines, most of which nothing speaks against, take what ends like a sentence for text and the line above it for its
    headline; adds to ``known``.
    """
    free = [i for i, pieces in enumerate(known) if not _spoken_against(pieces) and not any("source" in piece.odds for piece in pieces)]
    if len(lines) > _FEW or 2 * len(free) < len(lines):
        return
    sentences = [i for i in free if lines[i].terminal and lines[i].words >= _SHORT_SENTENCE]
    for i in sentences:
        known[i].append(for_article(_CUTTING, "a sentence on a page that shows nothing of a site"))
    if free and free[1:2] == sentences[:1]:
        known[free[0]].append(for_label("title", _CUTTING, "the headline above the text"))


def _spoken_against(pieces: Sequence[Evidence], least: float = _AGAINST) -> bool:
    """Whether something known of a line makes it furniture by more than ``least`` log odds (by default more than an extractor's word)."""
    return any(odds > least for piece in pieces for label, odds in piece.odds.items() if label in FURNITURE)


def _of_mark(mark: Mark) -> Evidence:
    return for_furniture(mark.confidence, mark.why) if mark.role == "furniture" else for_label("source", mark.confidence, mark.why)


def _told_titles(page: Page, lines: Sequence[RawLine]) -> list[int]:
    """The lines that are the title given beside the page."""
    title = " ".join(re.findall(r"\w+", fold(page.given.title or "")))
    return [i for i, line in enumerate(lines) if title and line.folded == title]
