"""The words of a name as they are compared: without articles and marks, and with the compounds that are written in one
word or two taken apart alike (عبدالرحمن, Abdul Rahman; نورالدين, Noureddine; نصر الله, Nasrallah)."""

from __future__ import annotations

import re
from functools import lru_cache

from mahdar.arabic.fold import fold

_MOST = 12
"""Words of a name that are read; no name has more."""

_WORD = re.compile(r"[^\W_]+")
_INSIDE = re.compile("['’‘`´ʿʾʼـ\u064b-\u0652\u0670\u200b-\u200f\u00ad]")
_CAMEL = re.compile(r"\b([EeAa]l)(?=[A-Z])")  # ElBaradei
_ARTICLE = re.compile(r"(?:al|el|a(?:sh|dh|th|[rsdtzn]))\Z")
_ABD = re.compile(r"abd[aeou](?:l|(?=([rsdtzn])\1).)(?=\w{2})")
_ABD_ALONE = re.compile(r"abd[aeou][lrsdtzn]\Z")
_DIN = re.compile(r"(\w{2,}?)[aeiou]?(?:l?dd|tt|d)(?:[ie]|ee)ne?\Z")
_LAH = re.compile(r"(\w{2,}?)[aou]?lla(?:h|\Z)")
_ARABIC_DIN = re.compile(r"(\w{2,})الدين\Z")
_ARABIC_LAH = re.compile(r"(\w{2,}?)الل?ه\Z")
_ABU = frozenset({"أبو", "ابو", "أبي", "ابي", "أبا", "ابا"})  # its cases; not آبي (Abe)
_LATIN_SAME = {"ibn": "bin", "ben": "bin", "abou": "abu"}


@lru_cache(maxsize=16384)
def name_words(name: str) -> tuple[str, ...]:
    """The words of ``name``: Arabic ones as written, with what article they have; Latin ones in lower case, without."""
    found = _WORD.findall(_CAMEL.sub(r"\1 ", _INSIDE.sub("", name)))[:_MOST]
    out: list[str] = []
    for n, word in enumerate(found):
        following = found[n + 1] if n + 1 < len(found) else ""
        folded = fold(word)
        if folded > "؀":
            if folded != "ال" or not following:
                out.extend(_arabic(word, folded))
        elif not (following and _ARTICLE.match(folded) and (folded in ("al", "el") or fold(following).startswith(folded[1:]))):
            out.extend(_latin(word.lower()))
    return tuple(out)


def bare(word: str) -> str:
    """``word`` without the article ال, where what stays is a word; أل with a hamza is none."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _arabic(word: str, folded: str) -> tuple[str, ...]:
    if folded == "الله":
        return ("له",)
    if folded.startswith("عبدال") and len(folded) > 6:
        return "عبد", "له" if folded == "عبدالله" else folded[3:]
    if found := _ARABIC_DIN.match(folded):
        return found[1], "دين"
    if found := _ARABIC_LAH.match(folded):
        return found[1], "له"
    return ("ابو",) if word in _ABU else ("بن",) if folded == "ابن" else (word,)


def _latin(word: str) -> tuple[str, ...]:
    if found := _LAH.match(word):
        return found[1], "lah" + word[found.end() :]  # Abdollahian goes on, like عبد اللهيان
    if _ABD_ALONE.match(word):
        return ("abd",)
    if found := _ABD.match(word):
        return "abd", word[found.end() :]
    if found := _DIN.match(word):
        return found[1], "din"
    return (_LATIN_SAME.get(word, word),)
