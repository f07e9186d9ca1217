"""According-to phrases: وفقا ل، بحسب، نقلا عن، على حد قول; with a verb of saying حسبما ذكرت، كما قال، وفقا لما أعلنته."""

from __future__ import annotations

from collections.abc import Container

from mahdar.arabic import fold
from mahdar.knowledge import AccordingWords
from mahdar.statements.view import LineView


class Phrases:
    """The phrases by their first word. ``says`` holds the finite forms of the verbs of saying, folded."""

    def __init__(self, words: AccordingWords, says: Container[str]) -> None:
        self._says = says
        leading = set(words.leading)
        self._phrases: dict[str, list[tuple[tuple[str, ...], bool, bool]]] = {}
        for telling, phrases in ((True, words.telling), (False, words.words)):
            for phrase in phrases:
                parts = tuple(fold(phrase).split())
                self._phrases.setdefault(parts[0], []).append((parts, telling, phrase in leading))
        for found in self._phrases.values():
            found.sort(key=lambda entry: (entry[1], len(entry[0])), reverse=True)
        self.beginnings = frozenset(self._phrases) | {letter + word for word in self._phrases for letter in "وف"}
        """What a token that begins a phrase is, folded."""

    def at(self, view: LineView, i: int) -> tuple[int, bool] | None:
        """The token after the phrase that begins at ``i``, and whether it attributes only at the head of a sentence; None where none does."""
        token = view.tokens[i]
        stem = token.norm[1:] if token.pro[:1] in ("و", "ف") else token.norm
        for parts, telling, leading in self._phrases.get(stem, ()):
            last = i + len(parts)
            if any(view.word(i + n) != part for n, part in enumerate(parts[1:], 1)):
                continue
            if not telling:
                return last, leading
            if view.stem(last) in self._says and view.pro(last) == "" and self._tells(view, i, last, stem):
                return last + 1, leading
        return None

    def _tells(self, view: LineView, i: int, last: int, first: str) -> bool:
        """Whether كما or مثلما means as: the clause that it closes stands before it, and its source ends the sentence (، كما قال الوزير);
        at the head of a sentence it means also (كما قال الوزير إن)."""
        if first not in ("كما", "مثلما") or last - i > 1:
            return True
        if view.line.block.role == "title" or not view.is_comma(i - 1):
            return False
        source = view.mention_at(last + 1)
        return source is not None and source.last >= view.sentence(i)[1] - 2
