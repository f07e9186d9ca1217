"""Which language a line is in: Arabic, its neighbours in the same script, or English. News pages of the region mix them.

Letters decide first: Persian writes پ چ ژ گ, Urdu ٹ ڈ ڑ ں ے, Sorani Kurdish ێ ۆ ڕ ڵ; Arabic has none of them (but for foreign
names and dialect: گ and چ in Iraqi names), so small words decide with them: است is Persian, في is Arabic.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Literal

from mahdar.knowledge import Languages

Language = Literal["ar", "fa", "ur", "ckb", "en"]

_ARABIC_SCRIPT = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\ufb50-\ufdfb\ufe70-\ufefc]+")
_LATIN = re.compile(r"[A-Za-z]+")
_WORD = re.compile(r"\w+")
_PERSIAN_FORMS = "یکہ"
"""Ya, kaf and ha as the keyboards of Persian, Urdu and Kurdish write them: without any of these a line is hardly theirs."""
_LETTER_SPEAKS = 1
_WORD_SPEAKS = 2
_LEAST_ENGLISH = 2


class LanguageFinder:
    """Tells languages apart by the letters and small words of `knowledge.Languages`. Pure."""

    def __init__(self, languages: Languages) -> None:
        known: Mapping[Language, tuple[str, frozenset[str]]] = {
            "ar": (languages.ar.letters, frozenset(languages.ar.words)),
            "fa": (languages.fa.letters, frozenset(languages.fa.words)),
            "ur": (languages.ur.letters, frozenset(languages.ur.words)),
            "ckb": (languages.ckb.letters, frozenset(languages.ckb.words)),
        }
        self._by_letter: dict[str, list[Language]] = {}
        self._by_word: dict[str, list[Language]] = {}
        for language, (letters, words) in known.items():
            for letter in letters:
                self._by_letter.setdefault(letter, []).append(language)
            for word in words:
                self._by_word.setdefault(word, []).append(language)
        letters = "".join(self._by_letter) + _PERSIAN_FORMS
        self._foreign = re.compile(f"[{re.escape(letters)}]")
        self._english = frozenset(languages.en.words)

    def of(self, text: str) -> Language | None:
        """The language of ``text``, one line or more; None where it can't be told (no letters, another script, a Latin name)."""
        if not _LATIN.search(text) and not self._foreign.search(text):
            return "ar" if _ARABIC_SCRIPT.search(text) else None
        latin = sum(map(len, _LATIN.findall(text)))
        arabic = sum(map(len, _ARABIC_SCRIPT.findall(text)))
        if latin > arabic:
            words = Counter(word in self._english for word in map(str.lower, _WORD.findall(text)))
            return "en" if words[True] >= _LEAST_ENGLISH or (words[True] and words[False] <= words[True]) else None
        if not arabic:
            return None
        said: Counter[Language] = Counter()
        for letter, languages in self._by_letter.items():
            if count := text.count(letter):
                said.update(dict.fromkeys(languages, _LETTER_SPEAKS * count))
        for word in _WORD.findall(text):
            said.update(dict.fromkeys(self._by_word.get(word, ()), _WORD_SPEAKS))
        best, most = max(said.items(), key=lambda item: (item[1], item[0]), default=("ar", 0))
        # What nothing speaks against is Arabic; a foreign name with a foreign letter in it doesn't make a line foreign.
        return best if most > said["ar"] and most > _WORD_SPEAKS else "ar"
