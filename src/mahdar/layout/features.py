"""What the line model sees of each line: its form, its words' ties to the story, its place, and its neighbours.

Nothing here names a site or a word of a story. The strongest signs are cohesion (how much of a line's rare vocabulary the story
has used before: another story's teaser uses little) and how a line opens: paragraphs inside a story open with وَ (and), teasers
and headlines seldom do («وأضاف الوزير…» goes on, «أعلن الوزير…» begins).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping, Sequence

from mahdar.arabic import fold
from mahdar.arabic.lexicon import Lexicon
from mahdar.layout.lines import RawLine, line_key
from mahdar.layout.marks import Mark
from mahdar.layout.region import SENTENCE_WORDS, guess
from mahdar.memo import Memo

_ARTICLED = re.compile(r"^[وف]?(?:ال|بال|كال|لل)(?=\w{3,})")
_LETTERED = re.compile(r"^(?:و(?=\w{2,})|[فبلكس](?=\w{3,}))")
_FULL_STOP = re.compile(r"\.[\"”»'’)\]]*$")
_PICTURE = re.compile(r"[/|]\s*[\w .+&-]{2,30}$|\([^()]{2,25}\)\.?$|©|\b(?:Getty|AFP|Reuters|AP|EPA|Sputnik)\b")
"""The credit of a picture at a line's end («… إلى المدينة / رويترز»)."""
_CAPTION_WORDS = 25
_OPENING = 3
"""The first paragraphs, whose words stand for what the story is about."""
_UP_TO_3 = ("0", "1", "2", "3")
_YES = ("False", "True")
_STEPS = tuple(map(str, range(12)))
_REMEMBERED = 16384
_UNSEEN = 8.0
_COMMON = 3.0
"""A word more common than one in 10^3 says nothing of what a text is about."""

_REST = (1.0, 0.03)
"""How common the rest of a word must be, beside the whole, for its first letter to be a proclitic: news writes وأضاف (and he added)
more often than أضاف, so of و and ف little is asked."""

_WORDS = (2, 4, 7, 10, 14, 20, 30, 45, 70)
_COHESION = (0.0, 0.08, 0.15, 0.25, 0.35, 0.5, 0.7)
_PLACE = (-6, -3, -2, -1, 0, 1, 2, 4, 8)
_FROM_END = (0, 1, 2, 4, 8)
_AROUND = 3
_HEAD = 60
_ECHO_WORDS = 4
NEIGHBOURS = (-2, -1, 1, 2)
NOBODY = "none"


class Vocabulary:
    """The words of lines without the article and proclitics, how much each tells, and the words with which a text goes on."""

    def __init__(self, lexicon: Lexicon, connectives: Iterable[str]) -> None:
        self._lexicon = lexicon
        self._frequency = lexicon.frequency
        self._connectives = frozenset(fold(phrase) for phrase in connectives)
        self._keys = Memo(self._key, _REMEMBERED)
        self._weights = Memo(self._weight, _REMEMBERED)

    def of(self, line: RawLine) -> dict[str, float]:
        """The distinct words of a line without its smallest ones, with how much each tells."""
        return self._told(line.folded)

    def told(self, text: str) -> dict[str, float]:
        """The same of any text."""
        return self._told(line_key(text))

    def _told(self, folded: str) -> dict[str, float]:
        keys, weights = self._keys, self._weights
        return {key: weights[key] for word in folded.split() if len(key := keys[word]) > 1}

    def goes_on(self, line: RawLine) -> str:
        """How ``line`` ties to what is before it: by وَ or فَ written onto its first word, by a connective, or not at all."""
        words = line.folded.split(" ", 3)
        if not words[0]:
            return "-"
        if any(" ".join(words[:count]) in self._connectives for count in (1, 2, 3)):
            return "connective"
        return "clitic" if words[0][0] in "وف" and self._keys[words[0]] != words[0] else "-"

    def _key(self, word: str) -> str:
        if match := _ARTICLED.match(word):
            return word[match.end() :]
        if (match := _LETTERED.match(word)) and not self._lexicon.is_whole(word):
            rest = word[1:]
            if self._lexicon.is_known(rest) or self._frequency(rest) > _REST[word[0] in "وف"] * self._frequency(word):
                return rest
        return word

    def _weight(self, key: str) -> float:
        frequency = max(self._frequency(key), self._frequency(f"ال{key}"))
        return max(0.0, -math.log10(frequency) - _COMMON) if frequency else _UNSEEN


Observed = Mapping[str, str]
"""What is seen of one line: the value of each sign."""


def names(observed: Sequence[Observed]) -> list[list[str]]:
    """For each line the features it has, by name: its own signs, its neighbours' (``-1:words=3``), and signs together
    (``words+end=3|.``). What the model is learnt from; `linemodel` looks the same features up without spelling them.
    """
    out = []
    for i, values in enumerate(observed):
        here = [f"{name}={value}" for name, value in values.items()]
        for step in NEIGHBOURS:
            if 0 <= i + step < len(observed):
                here += [f"{step}:{name}={observed[i + step][name]}" for name in BESIDE]
            else:
                here.append(f"{step}:{NOBODY}")
        here += [f"{'+'.join(together)}={'|'.join(values[name] for name in together)}" for together in TOGETHER]
        out.append(here)
    return out


BESIDE = ("guess", "echo", "mark", "words", "end", "stops", "cohesion", "opening", "goes_on", "again")
TOGETHER = (
    ("cohesion", "goes_on", "end"),
    ("opening", "goes_on", "from_end"),
    ("words", "end", "stops"),
    ("cohesion", "opening", "goes_on"),
    ("mark", "around"),
    ("words", "end", "around"),
    ("title", "words", "place"),
    ("echo", "again", "place"),
    ("guess", "mark"),
    ("guess", "words", "end"),
    ("guess", "cohesion", "goes_on"),
    ("picture", "cohesion", "end"),
)


def observe(lines: Sequence[RawLine], marks: Sequence[Mark | None], vocabulary: Vocabulary) -> list[Observed]:
    """The signs of each line of a page."""
    count = len(lines)
    words = [vocabulary.of(line) for line in lines]
    sentences = [mark is None and line.words >= SENTENCE_WORDS and line.terminal for line, mark in zip(lines, marks, strict=True)]
    first = next((i for i in range(count) if sentences[i]), next((i for i in range(count) if marks[i] is None), 0))
    gaps = _step(sum([line.gap for line in lines]) / count, (0.1, 0.5, 0.9))
    wholes = [sum(told.values()) for told in words]
    opening: set[str] = set()
    for i in range(max(0, first - 2), first):
        if marks[i] is None:
            opening.update(words[i])
    story, paragraphs = set(opening), 0
    body = {word for i in range(first, count) if sentences[i] for word in words[i]}
    echoes, guessed = _echoes(lines), guess(lines, marks)
    out: list[Observed] = []
    for i, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        out.append(
            {
                "guess": guessed[i],
                "mark": f"{mark.role}, {mark.kind}" if mark else "-",
                "words": _step(line.words, _WORDS),
                "end": _end(line),
                "stops": _UP_TO_3[min(line.stops, 3)],
                "cohesion": _step(_share(words[i], wholes[i], story), _COHESION) if i > first else "before",
                "opening": _step(_share(words[i], wholes[i], opening), _COHESION),
                "title": "sentence" if sentences[i] else _step(_share(words[i], wholes[i], body), _COHESION),
                "place": _step(i - first, _PLACE),
                "from_end": _step(count - 1 - i, _FROM_END),
                "goes_on": vocabulary.goes_on(line),
                "again": _UP_TO_3[min(line.times_seen, 3)],
                "echo": echoes[i],
                "gap": f"{line.gap}, {gaps}",
                "bullet": _YES[line.bullet],
                "arabic": _step(line.arabic, (0.3, 0.7, 0.95)),
                "glue": _UP_TO_3[min(len(line.seams), 3)],
                "indent": _YES[line.indent],
                "colon": _YES[line.words < _CAPTION_WORDS and ":" in line.text[:60]],
                "picture": _YES[line.words < _CAPTION_WORDS and _PICTURE.search(line.text) is not None],
                "around": _UP_TO_3[sum(sentences[max(0, i - _AROUND) : i])] + _UP_TO_3[sum(sentences[i + 1 : i + 1 + _AROUND])],
            }
        )
        if mark is None and i >= first:
            story.update(words[i])
            if sentences[i] and paragraphs < _OPENING:
                opening.update(words[i])
                paragraphs += 1
    return out


def _share(words: Mapping[str, float], whole: float, known: Container[str]) -> float:
    """How much of what ``words`` tell, ``whole`` together, is in ``known`` (0 to 1)."""
    return sum([weight for word, weight in words.items() if word in known]) / whole if whole else 0.0


def _echoes(lines: Sequence[RawLine]) -> list[str]:
    """Whether a line repeats another one whole with something beside it (the headline with the site's name) or cut short («انطلاق الجولة…»), or
    is itself so repeated.
    """
    short = [i for i, line in enumerate(lines[:_HEAD]) if _ECHO_WORDS <= line.words <= 2 * _WORDS[-4]]
    out = ["-"] * len(lines)
    for i in short:
        cut = lines[i].text.endswith(("…", "..."))
        for k in short:
            one, other = lines[i].folded, lines[k].folded
            if one != other and (other.startswith(one) if cut else f" {other} " in f" {one} " and not lines[k].text.endswith(("…", "..."))):
                out[i], out[k] = "holds", "held"
    return out


def _step(value: float, steps: Sequence[float]) -> str:
    return _STEPS[bisect_left(steps, value)]


def _end(line: RawLine) -> str:
    if _FULL_STOP.search(line.text):
        return "."
    if line.text.endswith(("…", "...")):
        return "…"
    last = line.text[-1]
    return "؟" if last in "؟?!" else last if last == ":" else '"' if last in '"”»' else "-"
