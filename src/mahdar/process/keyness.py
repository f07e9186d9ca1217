"""What is spoken of in some pages and not in the others: noun phrases that stand out, by a test with a name.

Phrases are told by their grammar: a noun with the article (المعتقلين), a noun and what it is of (إطلاق النار), a noun and its adjective
(القوات التركية), and these drawn together (وقف إطلاق النار، انسحاب القوات التركية). A word without the article is taken for a noun where the
word list has it with the article too: verbs never are. An adjective of relation alone is none (النووي، الدولية).

Each is weighed by the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words", Political
Analysis 16(4), equations 15, 16, 18 and 22): how much likelier it is here than there, in standard deviations, both drawn towards
how common it is in all pages, so that what is rare must be told oftener to count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from math import log, sqrt

from mahdar.arabic import Lexicon, Token
from mahdar.model import Noun

LEAST = 1.96
"""Standard deviations from which on a phrase stands out (two-sided, 5 %)."""
PRIOR = 500.0
"""How many phrases the prior weighs as much as."""
FEWEST, FEWEST_PAGES = 3, 2
"""A phrase is told so often at least, and on so many texts (on one, where there is only one)."""
INSIDE = 0.7
"""A phrase that stands for so large a share of its uses inside a longer one is that one's part."""
_TAKES_ARTICLE = 0.02
"""Uses with the article for each without it, from which on a word is taken for a noun."""
_SHORTEST, _LONGEST = 2, 3
_RELATION = ("ي", "يه")

Key = tuple[str, ...]


class Standout(Noun, frozen=True, kw_only=True):
    """A phrase that stands out: its words as they are mostly written, how often and in how many texts it is told here, how often elsewhere, and
    by how many standard deviations it is likelier here (``z``)."""

    words: str
    here: int
    texts: int
    elsewhere: int
    z: float


class PhraseWords:
    """Tells the phrases of running text. Made once for a lexicon; ``left_out`` are folded words, without article, that no phrase begins with
    and that are none by themselves."""

    def __init__(self, lexicon: Lexicon, left_out: Container[str]) -> None:
        self.lexicon, self._left_out = lexicon, left_out

    def of(self, tokens: Sequence[Token], is_name: Callable[[Token], bool]) -> Iterator[tuple[Key, int, int]]:
        """The phrases in ``tokens``, each by its words' bases with the first and last offset; none is made of names alone."""
        for i, token in enumerate(tokens):
            if not self._begins(token):
                continue
            for last in range(i, min(i + _LONGEST, len(tokens))):
                if last > i and not self._goes_on(tokens[last - 1], tokens[last]):
                    break
                part = tokens[i : last + 1]
                alone = last == i and token.base.endswith(_RELATION)
                if part[-1].definite and not alone and not all(map(is_name, part)):
                    yield tuple(f"ال{t.base}" if t.definite else t.base for t in part), token.stem_start, part[-1].end

    def _begins(self, token: Token) -> bool:
        if token.kind != "word" or token.enclitic or len(token.base) < _SHORTEST or token.base in self._left_out:
            return False
        return token.definite or self._is_noun(token.base)

    def _goes_on(self, before: Token, token: Token) -> bool:
        """Whether ``token`` may be of one phrase with the word before it: an adjective of a definite noun, else what the noun is of."""
        if token.kind != "word" or token.pro or token.enclitic or len(token.base) < _SHORTEST or before.end + 1 < token.start:
            return False
        return token.definite if before.definite else token.definite or self._is_noun(token.base)

    def _is_noun(self, base: str) -> bool:
        often = self.lexicon.frequencies.get(base, 0.0)
        return base not in self._left_out and self.lexicon.frequencies.get(f"ال{base}", 0.0) > _TAKES_ARTICLE * often > 0.0


class Uses:
    """The phrases of some texts, counted."""

    def __init__(self) -> None:
        self.counts: Counter[Key] = Counter()
        self.texts: Counter[Key] = Counter()
        self._written: dict[Key, Counter[str]] = defaultdict(Counter)

    def add(self, told: Iterable[tuple[Key, str]]) -> None:
        """The phrases of one text, each with its words as they are written there."""
        here: Counter[Key] = Counter()
        for key, written in told:
            here[key] += 1
            self._written[key][written] += 1
        self.counts.update(here)
        self.texts.update(here.keys())

    def written(self, key: Key) -> str:
        """The phrase as it is mostly written."""
        return min(self._written[key].items(), key=lambda item: (-item[1], item[0]))[0]


def standouts(here: Uses, elsewhere: Mapping[Key, int], texts: int, most: int) -> tuple[Standout, ...]:
    """The phrases of ``here`` (of ``texts`` texts) that stand out against ``elsewhere``, at most so many, the surest first."""
    own, others = here.counts.total(), sum(elsewhere.values())
    whole = own + others
    found: list[tuple[float, Key]] = []
    for key, count in here.counts.items():
        if count < FEWEST or here.texts[key] < min(FEWEST_PAGES, texts):
            continue
        there = elsewhere.get(key, 0)
        prior = PRIOR * (count + there) / whole
        mine, theirs = count + prior, there + prior
        odds = log(mine / (own + PRIOR - mine)) - log(theirs / (others + PRIOR - theirs))
        z = odds / sqrt(1 / mine + 1 / theirs)
        if z >= LEAST:
            found.append((z, key))
    kept: list[tuple[float, Key]] = []
    for z, key in sorted(found, key=lambda item: (-len(item[1]), -item[0], item[1])):  # the longest first: they hold the others
        held = max((here.counts[other] for _, other in kept if _holds(other, key)), default=0)
        if held < INSIDE * here.counts[key]:
            kept.append((z, key))
    return tuple(
        Standout(words=here.written(key), here=here.counts[key], texts=here.texts[key], elsewhere=elsewhere.get(key, 0), z=round(z, 2))
        for z, key in sorted(kept, key=lambda item: (-item[0], item[1]))[:most]
    )


def _holds(longer: Key, key: Key) -> bool:
    """Whether the words of ``key`` stand in a row in ``longer``, with the article or without."""
    bare = [word.removeprefix("ال") for word in longer]
    wanted = [word.removeprefix("ال") for word in key]
    return len(key) < len(longer) and any(bare[k : k + len(wanted)] == wanted for k in range(len(bare) - len(wanted) + 1))
