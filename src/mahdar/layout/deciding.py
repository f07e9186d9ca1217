"""From the probabilities of labels to roles: one headline, no paragraph lost lightly, and what hangs on the whole page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from mahdar.layout.features import Observed
from mahdar.layout.linemodel import FURNITURE, Label
from mahdar.layout.lines import RawLine
from mahdar.layout.marks import Mark
from mahdar.layout.region import SENTENCE_WORDS, guess
from mahdar.model import ARTICLE_ROLES, Role

Chances = Mapping[Label, float]

_BEYOND_DOUBT = frozenset(("phrase", "phrase inside", "networks", "breadcrumbs", "leftover", "counter", "no word"))
"""Marks of furniture that the model doesn't overrule."""
_TEXT: tuple[Label, ...] = ("body", "lead", "subhead")
_TITLE = 0.1
_GUESSED = 0.3
"""What the guess from form alone adds to a headline's probability where two lines compete (the headline and the caption under it)."""
_RESCUED = 3
_BESIDE = 3
"""How many lines from the article a credit or byline may stand."""
_PARAGRAPH_WORDS = 20
_DROP, _DROP_HARDLY = 0.8, 0.95
"""How sure the model must be to leave out a line that reads like a sentence: a lost paragraph costs more than a kept teaser."""


def headline(lines: Sequence[RawLine], marks: Sequence[Mark | None], chances: Sequence[Chances], told: Sequence[int]) -> int | None:
    """The line that is the headline, if one is; one of ``told``, if there are any."""
    guessed = [where == "title" for where in guess(lines, marks)]
    sums: defaultdict[str, float] = defaultdict(float)
    for line, chance, bonus in zip(lines, chances, guessed, strict=True):
        sums[line.folded] += chance["title"] + (_GUESSED if bonus else 0.0)
    # A headline that stands twice is the headline once: the other is a caption or the site's.
    free = told or [i for i, mark in enumerate(marks) if mark is None and (len(lines) == 1 or not lines[i].text.endswith("."))]
    best = max(free, key=lambda i: (sums[lines[i].folded], guessed[i], chances[i]["title"], -i), default=None)
    return best if best is not None and (told or sums[lines[best].folded] >= _TITLE) else None


def is_running(line: RawLine, mark: Mark | None) -> bool:
    """Whether a line reads like a paragraph of running text."""
    return mark is None and (line.words >= _PARAGRAPH_WORDS or (line.terminal and line.words >= SENTENCE_WORDS))


def choose(
    line: RawLine,
    mark: Mark | None,
    chance: Chances,
    *,
    signs: Observed,
    headline: RawLine | None,
    opening: bool,
    spoken_against: bool,
) -> tuple[Label, float]:
    """The label of a line and its probability. ``headline`` is the page's, ``opening`` says that this is the first paragraph under it,
    ``spoken_against`` that something beside the text says it isn't the article's.
    """
    if line is headline:
        return "title", chance["title"]
    furniture = sum(chance[label] for label in FURNITURE)
    where: Label = max(FURNITURE, key=lambda label: (chance[label], label))
    if mark is not None and mark.role == "furniture" and mark.kind in _BEYOND_DOUBT:
        return where, furniture
    others = {label: value for label, value in chance.items() if label not in FURNITURE and label != "title"}
    # What reads like a headline and isn't the page's is the same once more, as under a picture, or another story's.
    if headline is not None and line.folded == headline.folded:
        others["caption"] += chance["title"]
    else:
        furniture += chance["title"]
    if mark is not None and mark.role != "furniture":
        others = {"source": sum(others.values())}
    running = is_running(line, mark)
    if running and signs["picture"] == "False":  # no caption is as long as a paragraph and names no picture
        others.pop("caption")
    label = max(others, key=lambda name: (others[name], name))
    goes_on = line.words >= SENTENCE_WORDS and signs["goes_on"] == "clitic" and where != "before"
    least = 0.5
    if mark is None and not spoken_against:
        least = _DROP_HARDLY if goes_on or (opening and running) else _DROP if running else least
    if furniture >= least * (furniture + sum(others.values())):
        return where, furniture
    return label, sum(chance[name] for name in _TEXT) if label == "body" else others[label]


def role_of(label: Label, mark: Mark | None) -> Role:
    """The role that a label stands for; a mark tells date, author and source apart."""
    if label in FURNITURE:
        return "furniture"
    if label == "source":
        return mark.role if mark is not None and mark.role != "furniture" else "dateline"
    return label  # type: ignore[return-value]


def rival(label: Label, chance: Chances) -> Label:
    """The label against which a reason is to be given."""
    return max(FURNITURE, key=lambda name: (chance[name], name)) if label == "body" else "body"


def mended(lines: Sequence[RawLine], marks: Sequence[Mark | None], decided: list[Mark], against: Sequence[bool]) -> list[Mark]:
    """The roles that hang on the whole page: lines of date, author and source are those of an article only beside it, and a list of
    headlines has no first one. A page whose few sentences nothing speaks against (``against``) isn't left without its text.
    """
    inside = [i for i, mark in enumerate(decided) if mark.role in ARTICLE_ROLES]
    if not {decided[i].role for i in inside} & {"body", "lead"}:
        if len(lines) == 1 and decided[0].kind == "model":
            text = lines[0].terminal or lines[0].stops > 1 or lines[0].words >= _PARAGRAPH_WORDS
            role: Role = "body" if text else "title"
            return [Mark(role, 0.5, "the only line of the page", "model")]
        left = [i for i, line in enumerate(lines) if line.terminal and is_running(line, marks[i]) and not against[i]]
        if not 1 <= len(left) <= _RESCUED:
            return [mark if mark.role == "furniture" else Mark("furniture", 0.5, "no running text on the page", "no text") for mark in decided]
        only = Mark("body", 0.5, "the only running text of the page", "model")
        decided = [only if i in left else mark for i, mark in enumerate(decided)]
        inside = [i for i, mark in enumerate(decided) if mark.role in ARTICLE_ROLES]
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


def under_headings(lines: Sequence[RawLine], decided: list[Mark], headings: frozenset[str]) -> list[Mark]:
    """The same roles; what stands in a list under a heading of the site («روابط ذات علاقة») is furniture for that reason."""
    out: list[Mark] = []
    listed = False
    for line, mark in zip(lines, decided, strict=True):
        link = listed and mark.role == "caption" and not line.terminal
        listed = link or (mark.role == "furniture" and (listed or line.folded in headings))
        out.append(mark._replace(role="furniture", why="listed under a heading of the site") if listed and mark.kind == "model" else mark)
    return out


def rounded(chance: float) -> float:
    """A probability as a confidence: in hundredths, and never certain."""
    return min(0.99, max(0.01, round(chance, 2)))
