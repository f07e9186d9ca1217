"""Page → Article: the role of every line, how sure that is, and why.

Each line is seen by itself (`lines`, `marks`), with its ties to the others (`features`), and with what is known from beside the
text (`evidence`: a given title, the markup, what recurs on the site). The line model weighs all labellings of the page at once
(`linemodel`); here its probabilities become blocks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from mahdar.arabic import LanguageFinder, Lexicon, fold
from mahdar.knowledge import Knowledge
from mahdar.layout.blocks import Article, BlockMaker
from mahdar.layout.evidence import Evidence, for_article, for_furniture, for_label, total
from mahdar.layout.features import Vocabulary, observe
from mahdar.layout.linemodel import FURNITURE, LABELS, Label, LineModel, shipped
from mahdar.layout.lines import RawLine, raw_lines
from mahdar.layout.marks import Mark, Marker
from mahdar.layout.profiles import SiteProfile, line_print
from mahdar.layout.reasons import reason
from mahdar.layout.region import SENTENCE_WORDS, guess
from mahdar.model import ARTICLE_ROLES, Page, Role

_NEAR = 40
"""Lines further than this from any that could be running text are furniture without a second look (a crawl may hold 100,000)."""
_BEYOND_DOUBT = frozenset(("phrase", "phrase inside", "networks", "breadcrumbs", "leftover", "counter", "no word"))
"""Marks of furniture that the model doesn't overrule."""
_TITLE = 0.1
_GUESSED = 0.3
"""What the guess from form alone adds to a headline's probability where two lines compete (the headline and the caption under it)."""
_BESIDE = 3
"""How many lines from the article a credit or byline may stand."""
_PARAGRAPH_WORDS = 20
_FEW, _SHORT_SENTENCE, _CUTTING = 8, 3, 0.9998
"""A page of few lines, none of them known as the site's, is a cutting: what ends like a sentence there is text."""
_DROP = 0.8
"""How sure the model must be to leave out a line that reads like a sentence: a lost paragraph costs more than a kept teaser."""


class Layout:
    """Reads the layout of pages. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, model: LineModel | None = None) -> None:
        self._marker = Marker(knowledge)
        self._lexicon = lexicon
        self._vocabulary = Vocabulary(lexicon, knowledge.lexical.connectives)
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
        decided = dict(zip(near, self._decide(page, [lines[i] for i in near], [marks[i] for i in near]), strict=True))
        far = Mark("furniture", 0.95, "far from any running text", "far")
        return Article(page, self._blocks.of(lines, [decided.get(i) or marks[i] or far for i in range(len(lines))]))

    def _decide(self, page: Page, lines: Sequence[RawLine], marks: Sequence[Mark | None]) -> list[Mark]:
        """The role of each line, weighed together."""
        if not lines:
            return []
        seen = observe(lines, marks, self._vocabulary)
        known = _evidence(page, lines, marks)
        scores = self._model.scores(seen, [total(pieces) for pieces in known])
        chances = [dict(zip(LABELS, line, strict=True)) for line in self._model.marginals(scores)]
        title = _title(lines, marks, chances, _told_titles(page, lines))
        out = []
        for i, (line, mark, chance) in enumerate(zip(lines, marks, chances, strict=True)):
            label, sure = _label(line, mark, chance, i == title)
            role = _role(label, mark)
            if mark is not None and role == mark.role:
                out.append(mark._replace(confidence=_rounded(max(sure, mark.confidence))))
                continue
            told = [piece for piece in known[i] if piece.odds.get(label, 0.0) > 0]
            why = told[0].why if told else reason(self._model, seen, i, label, _rival(label, chance))
            out.append(Mark(role, _rounded(sure), why, "model"))
        return _mended(lines, marks, out)


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
    free = [i for i, mark in enumerate(marks) if mark is None]
    if len(lines) <= _FEW and all(mark is None or mark.role != "furniture" for mark in marks):
        sentences = [i for i in free if lines[i].terminal and lines[i].words >= _SHORT_SENTENCE]
        for i in sentences:
            out[i].append(for_article(_CUTTING, "a sentence, and hardly anything else on the page"))
        if free and free[1:2] == sentences[:1]:
            out[free[0]].append(for_label("title", _CUTTING, "stands above the only sentences of the page"))
    for i in _told_titles(page, lines):
        out[i].append(for_label("title", 0.999, "the title given with the page"))
    return out


def _of_mark(mark: Mark) -> Evidence:
    return for_furniture(mark.confidence, mark.why) if mark.role == "furniture" else for_label("source", mark.confidence, mark.why)


def _told_titles(page: Page, lines: Sequence[RawLine]) -> list[int]:
    """The lines that are the title given beside the page."""
    title = " ".join(re.findall(r"\w+", fold(page.given.title or "")))
    return [i for i, line in enumerate(lines) if title and line.folded == title]


def _title(lines: Sequence[RawLine], marks: Sequence[Mark | None], chances: Sequence[dict[Label, float]], told: Sequence[int]) -> int | None:
    """The line that is the headline, if one is; one of ``told``, if there are any."""
    guessed = [where == "title" for where in guess(lines, marks)]
    sums: defaultdict[str, float] = defaultdict(float)
    for line, chance, bonus in zip(lines, chances, guessed, strict=True):
        sums[line.folded] += chance["title"] + (_GUESSED if bonus else 0.0)
    # A headline that stands twice is the headline once: the other is a caption or the site's.
    free = told or [i for i, mark in enumerate(marks) if mark is None and (len(lines) == 1 or not lines[i].text.endswith("."))]
    best = max(free, key=lambda i: (sums[lines[i].folded], guessed[i], chances[i]["title"], -i), default=None)
    return best if best is not None and (told or sums[lines[best].folded] >= _TITLE) else None


def _label(line: RawLine, mark: Mark | None, chance: dict[Label, float], is_title: bool) -> tuple[Label, float]:
    """The label of a line and its probability."""
    furniture = sum(chance[label] for label in FURNITURE)
    where: Label = max(FURNITURE, key=lambda label: (chance[label], label))
    if is_title:
        return "title", chance["title"]
    if mark is not None and mark.role == "furniture" and mark.kind in _BEYOND_DOUBT:
        return where, furniture
    others = {label: value for label, value in chance.items() if label not in FURNITURE and label != "title"}
    if mark is not None and mark.role != "furniture":
        others = {"source": sum(others.values())}
    label = max(others, key=lambda name: (others[name], name))
    running = mark is None and (line.words >= _PARAGRAPH_WORDS or (line.terminal and line.words >= SENTENCE_WORDS))
    if furniture >= (_DROP if running else 0.5):
        return where, furniture
    return label, sum(chance[name] for name in ("body", "lead", "subhead", "title")) if label == "body" else chance[label]


def _role(label: Label, mark: Mark | None) -> Role:
    if label in FURNITURE:
        return "furniture"
    if label == "source":
        return mark.role if mark is not None and mark.role != "furniture" else "dateline"
    return label  # type: ignore[return-value]


def _rival(label: Label, chance: dict[Label, float]) -> Label:
    return max(FURNITURE, key=lambda name: (chance[name], name)) if label == "body" else "body"


def _mended(lines: Sequence[RawLine], marks: Sequence[Mark | None], decided: list[Mark]) -> list[Mark]:
    """The roles that hang on the whole page: lines of date, author and source are those of an article only beside it, and a list of
    headlines has no first one.
    """
    inside = [i for i, mark in enumerate(decided) if mark.role in ARTICLE_ROLES]
    if not {decided[i].role for i in inside} & {"body", "lead"}:
        if len(lines) == 1 and decided[0].kind == "model":
            role: Role = "body" if lines[0].text.endswith(".") else "title"
            return [Mark(role, 0.5, "the only line of the page", "model")]
        return [mark if mark.role == "furniture" else Mark("furniture", 0.5, "no running text on the page", "no text") for mark in decided]
    near = range(inside[0] - _BESIDE, inside[-1] + _BESIDE + 1)
    apart = Mark("furniture", 0.7, "outside the article", "apart")
    out = []
    for i, (mark, known) in enumerate(zip(decided, marks, strict=True)):
        if known is None or known.role == "furniture":
            out.append(mark)
        elif known.role == "dateline":
            out.append(known if i in near else mark)
        else:
            out.append(mark if i in near else apart)
    return out


def _rounded(chance: float) -> float:
    return min(0.99, max(0.01, round(chance, 2)))
