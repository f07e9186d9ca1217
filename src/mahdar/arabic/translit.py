"""A plain Latin transliteration for ids: stable, readable, without claiming a pronunciation."""

from __future__ import annotations

import re

from mahdar.arabic.fold import fold

_LETTERS = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh",
    "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w",
    "ي": "y", "ء": "",
}  # fmt: skip
_HAMZA = re.compile(r"(?<!\w)[أإآ](?=ل)")
"""An alef with hamza before lam is no article: أليس is not al-ys."""


def transliterate(text: str) -> str:
    """A lower-case ASCII slug of ``text``: خيرات عبد الرحمنوف → ``khyrat-abd-al-rhmnwf``; never empty."""
    words = []
    for word in re.findall(r"\w+", fold(_HAMZA.sub("ءا", text))):
        prefix = ""
        if word.startswith("ال") and len(word) > 3:
            prefix, word = "al-", word[2:]
        latin = "".join(_LETTERS.get(c, c if c.isascii() else "") for c in word)
        words.append(prefix + latin if latin else "")
    slug = re.sub(r"-+", "-", "-".join(w for w in words if w)).strip("-")
    return slug or "x" + "-".join(f"{ord(c):x}" for c in text[:8])
