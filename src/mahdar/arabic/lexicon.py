"""How common a word form is, from wordfreq's Arabic list, and which words only look as if they began with a proclitic."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from mahdar.arabic.fold import fold
from mahdar.arabic.readings import Word
from mahdar.arabic.wordforms import word_shares
from mahdar.wordlist import Shares

_UNSEEN = 2e-9  # half the least frequency in the list


class Lexicon:
    """Word frequencies with the words that the knowledge adds.

    ``known`` are forms known to be words or names by themselves, however rare (لافروف, أضاف), so that what stands
    before them is a proclitic; ``whole`` are forms that only look prefixed and are never split (والي), ``parted`` forms that
    always bear a proclitic in news (لقمة, to a summit and no bite). Folded.
    """

    def __init__(self, *, known: Iterable[str] = (), whole: Iterable[str] = (), parted: Iterable[str] = ()) -> None:
        self.known = frozenset(fold(n) for n in known)
        self.whole = frozenset(fold(w) for w in whole)
        self.parted = frozenset(fold(w) for w in parted)
        self.words: dict[str, Word] = {}
        """The readings of the spellings met last, kept by `tokenize`."""

    def __getstate__(self) -> dict[str, object]:
        return {"known": self.known, "whole": self.whole, "parted": self.parted}

    def __setstate__(self, state: dict[str, frozenset[str]]) -> None:
        self.known, self.whole, self.parted = state["known"], state["whole"], state["parted"]
        self.words = {}

    # The list takes half a second to load: whoever reads no words needn't wait for it.
    @cached_property
    def frequencies(self) -> Shares:
        """The shares of folded forms among all words."""
        return word_shares().folded

    @cached_property
    def spellings(self) -> Shares:
        """The shares of words as they are written."""
        return word_shares().written

    def is_known(self, folded: str) -> bool:
        """Whether the knowledge says that this is a word or name by itself."""
        return folded in self.known

    def is_whole(self, folded: str) -> bool:
        """Whether this word must not be split."""
        return folded in self.whole

    def frequency(self, folded: str) -> float:
        """Share of all Arabic words that fold to ``folded``; 0 when unseen."""
        return self.frequencies.get(folded)

    def written(self, word: str) -> float:
        """Share of all Arabic words that are written just so, with the hamzas and dots of ``word``; 0 when unseen."""
        return self.spellings.get(word)

    def with_hamza(self, rest: str) -> float:
        """How common the words in أل, إل, آل are together that go on with ``rest`` after the alef (لغاء for إلغاء): most words in ال are none
        of them."""
        return sum([self.spellings.get(alef + rest) for alef in "أإآ"]) if rest.startswith("ل") else 0.0

    def ratio(self, rest: str, whole: str) -> float:
        """How many times as common ``rest`` is as ``whole``; an unseen form counts as just below the list's least."""
        return max(self.frequency(rest), _UNSEEN) / max(self.frequency(whole), _UNSEEN)
