"""Wordings found in tokens: the patterns of `mahdar.knowledge.phrasing`, compiled into one tree.

Work at a token is bounded by the tree, which has no loops: a wording has at most `phrasing.LONGEST` words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mahdar.arabic.fold import fold
from mahdar.arabic.numerals import number_at
from mahdar.arabic.tokens import Token
from mahdar.knowledge import Knowledge
from mahdar.knowledge.phrasing import Way, ways

_BEFORE_NUMBER = frozenset({"ال", "رقم", "الرقم"})
_MARKS = frozenset("\"“”«»'-–")
_MOST_MARKS, _MOST_ROUNDS = 2, 1000


class _Node:
    """A place in the tree: what may come next, and whether a wording ends here."""

    __slots__ = ("classes", "ends", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node] = {}
        self.classes: dict[str, _Node] = {}
        self.ends = False


class Phrases:
    """The wordings of some patterns. Immutable once made; `compile_phrases` makes it.

    ``heads`` are the folded words at which one may begin, as `Token.stem`, `Token.bare` or `Token.base` gives them; where ``anywhere`` is
    set one may begin at a number, too.
    """

    def __init__(self, found: Iterable[Way], classes: Mapping[str, frozenset[str]], months: frozenset[str]) -> None:
        self._classes, self._months = classes, months
        self._root = _Node()
        for way in found:
            node = self._root
            for atom in way:
                node = node.classes.setdefault(atom.text, _Node()) if atom.is_class else node.words.setdefault(fold(atom.text), _Node())
            node.ends = True
        self.anywhere = not {"ordinal", "word"}.isdisjoint(self._root.classes)
        self.heads: frozenset[str] = frozenset(self._root.words).union(*(classes.get(name, frozenset()) for name in self._root.classes))

    def match(self, tokens: Sequence[Token], i: int) -> tuple[int, int | None] | None:
        """The index after the longest wording that begins at token ``i``, and its number (the first that is told there, None without one);
        None where no wording begins."""
        return max(self._ends(self._root, tokens, i, None), key=lambda found: (found[0], -1 if found[1] is None else found[1]), default=None)

    def _ends(self, node: _Node, tokens: Sequence[Token], at: int, number: int | None) -> Iterator[tuple[int, int | None]]:
        if node.ends:
            yield at, number
        if node is not self._root:
            for _ in range(_MOST_MARKS):  # أستانا-7، محادثات «أستانا»
                if at < len(tokens) and tokens[at].norm in _MARKS:
                    at += 1
        if at >= len(tokens):
            return
        token = tokens[at]
        forms = _forms(token)
        for form in forms:
            if (following := node.words.get(form)) is not None:
                yield from self._ends(following, tokens, at + 1, number)
        for name, following in node.classes.items():
            if name == "ordinal":
                if (told := self._ordinal(tokens, at)) is not None:
                    yield from self._ends(following, tokens, told[1], told[0] if number is None else number)
            elif token.kind == "word" if name == "word" else not self._classes[name].isdisjoint(forms):
                yield from self._ends(following, tokens, at + 1, number)

    def _ordinal(self, tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
        """(number, index after) of a number that ranks, at ``at``: السابعة، الحادية والعشرين، سابع، الـ19، رقم 19, 7; not أستانا 29 تشرين
        الثاني, 5+5."""
        token, after = tokens[at], at + 1
        if token.kind == "number" or token.norm in _BEFORE_NUMBER:
            digits = token
            if token.kind != "number":
                if after == len(tokens):
                    return None
                digits, after = tokens[after], after + 1
            follows = tokens[after].norm if after < len(tokens) else ""
            if digits.kind != "number" or not digits.norm.isdigit() or follows in ("+", "%") or follows in self._months:
                return None
            return (value, after) if 0 < (value := int(digits.norm)) < _MOST_ROUNDS else None
        if token.pro or (found := number_at(tokens, at)) is None or found.sort != "ordinal" or not isinstance(found.value, int):
            return None
        return (found.value, at + found.taken) if 0 < found.value < _MOST_ROUNDS else None


def compile_phrases(patterns: Iterable[str], knowledge: Knowledge) -> Phrases:
    """The wordings of patterns, with the classes of words that the knowledge has. Raises `ValueError` for a pattern that is none."""
    talks = knowledge.talks
    classes = {"round": frozenset(map(fold, talks.round)), "talks": frozenset(map(fold, talks.series))}
    months = frozenset(fold(name).split()[0] for names in knowledge.months.gregorian.values() for name in names)
    return Phrases((way for pattern in patterns for way in ways(pattern)), classes, months)


def _forms(token: Token) -> tuple[str, ...]:
    """What a word of a pattern may be to stand for this token: with its article, without, without its pronoun."""
    return tuple(dict.fromkeys((token.stem, token.bare, token.base, token.norm)))
