"""How a name may be read: the letters of Arabic and Latin script as consonants of a few classes with vowels between them.

A consonant's class is what all renderings of its sound share: غ ج ق ك گ and g k q c are one, for غوتيريش, جوتيريس and
Guterres are one name. Where a letter stands for unlike sounds (ج in جونسون and جهانجيري; ch in Churkin and Chemnitz) the
word has several readings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

import msgspec

from mahdar.arabic.fold import fold

_MOST_READINGS = 24
_LONGEST_WORD = 40
"""Letters of a word that are read; a name has fewer, and what follows them would only cost time."""

_CLASSES = {
    "P": "ب b p",
    "F": "ف f v",
    "T": "ت ط د t d ث ذ ض th dh",
    "S": "س ص ز ظ ش ج تش تس s z sh ch j ts",
    "K": "ك ق غ خ ج k q g gh kh",
    "L": "ل l",
    "M": "م m",
    "N": "ن n",
    "R": "ر r",
}
"""Sounds by class. Only ج is in two."""

# What a letter or a run of letters may be: alternatives parted by |, sounds joined by +; ج and j say which class they are of.
# A sound that is in no class is a vowel's or a breath's; 0 is none.
_ARABIC_LETTERS = "تش=تش|ت+ش دج=S:ج|د+S:ج تس=تس|ت+س تز=تس|ت+ز ج=S:ج|K:ج ذ=ذ|ز ث=ث|س ض=ض|ز ظ=ظ|ض ف=ف|ڤ ء=0"
_LATIN_LETTERS = """
    eaux=o eau=o oux=o+u|o+u+k+s eux=e+u tsch=ch dzh=S:j sch=sh|s+k tch=ch kh=kh|k+h gh=gh sh=sh|s+h ch=ch|k zh=S:j ph=f th=th|t|t+h dh=dh|d+h dj=S:j
    ts=ts tz=ts dz=z ck=k cz=ch sz=s qu=k x=k+s|s|sh ce=s+e|ch+e|k+e ci=s+i|ch+i cy=s+y c=k|S:j j=S:j|y|kh g=g v=v|w w=w|v
    ç=ch|s ş=sh š=sh ś=sh č=ch ć=ch ž=S:j ğ=gh|0 ı=i ł=l ø=o đ=S:j|d ß=s æ=a œ=o ə=a ñ=n ħ=h
"""


def _table(letters: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    pairs = (entry.split("=") for entry in letters.split())
    return {run: tuple(tuple(s for s in way.split("+") if s != "0") for way in ways.split("|")) for run, ways in pairs}


_ARABIC, _LATIN = _table(_ARABIC_LETTERS), _table(_LATIN_LETTERS)
_PERSIAN = str.maketrans({"پ": "ب", "ڤ": "ف", "گ": "غ", "ژ": "ج", "چ": "تش"})
_OWN = frozenset(_LATIN) - set(map(chr, range(128)))
_CLASS_OF = {sound: name for name, sounds in _CLASSES.items() for sound in sounds.split() if sound not in ("ج", "j")}
_VOWELS = frozenset("أاويهحعڤaeiouywhى'")
_SILENT = re.compile(r"(?<=\w\w[aeioun])[std]\Z|(?<=\w\we)r\Z")  # Nicolas, Laurent, Barnier: an apostrophe stands for it
_ARABIC_PARTS = re.compile(r"تش|تس|تز|دج|.")
_LATIN_PARTS = re.compile("|".join(sorted((re.escape(k) for k in _LATIN), key=len, reverse=True)) + "|.")


class Reading(msgspec.Struct, frozen=True):
    """One reading of a word: the classes of its consonants (``key``), the consonants, and what stands before, between
    and after them: ``vowels[n]`` is before ``consonants[n]``. Vowels keep their script's letters; ه ح ع are among them.
    ``arabic`` is the script."""

    key: str
    consonants: tuple[str, ...]
    vowels: tuple[str, ...]
    arabic: bool


def plain(word: str) -> str:
    """``word`` with one form for each letter: Arabic folded, yet Persian letters as their sounds are written; Latin in
    lower case without accents that change no consonant."""
    if word.isascii():
        return word.lower()
    word = word.translate(_PERSIAN)
    lower = "".join(c if c in _OWN else unicodedata.normalize("NFD", c) for c in unicodedata.normalize("NFC", word).lower())
    folded = fold("".join(c for c in lower if not unicodedata.combining(c)))
    return folded[:-1] + "ى" if word.rstrip().endswith("ى") and folded else folded


@lru_cache(maxsize=16384)
def readings(word: str) -> tuple[Reading, ...]:
    """The ways to read a `plain` word, the likeliest first; none where it has no letter of either script."""
    word = word[:_LONGEST_WORD]
    arabic = any("؀" <= c <= "ۿ" for c in word)
    parts = [_alternatives(p, arabic) for p in _doubles((_ARABIC_PARTS if arabic else _LATIN_PARTS).findall(word), arabic)]
    if not arabic and (silent := _SILENT.search(word)):
        parts[-1] = (*parts[-1], ("'",)) if len(silent[0]) == 1 else parts[-1]
    found: dict[Reading, None] = {}
    for choice in islice(product(*parts), _MOST_READINGS):
        if reading := _reading(choice, arabic):
            found[reading] = None
    return tuple(found)


def _doubles(parts: list[str], arabic: bool) -> Iterator[str]:
    """A letter written twice is one; in Arabic a short vowel may stand between (ممدوح), which the double sign says."""
    previous = ""
    for n, part in enumerate(parts):
        if not arabic and n + 1 < len(parts) and part == parts[n + 1][0] and len(parts[n + 1]) > 1:
            continue  # Vellucci, Matthew
        if part == previous and part not in _VOWELS:
            if arabic:
                yield "=" + part
            previous = ""
            continue
        yield part
        previous = part


@lru_cache(maxsize=1024)
def _alternatives(part: str, arabic: bool) -> tuple[tuple[str, ...], ...]:
    if part.startswith("="):
        return ((), *_alternatives(part[1:], arabic))
    known = (_ARABIC if arabic else _LATIN).get(part)
    if known:
        return known
    return ((part,),) if part in _CLASS_OF or part in _VOWELS or part.isdigit() else ((),)


def _reading(choice: tuple[tuple[str, ...], ...], arabic: bool) -> Reading | None:
    key: list[str] = []
    consonants: list[str] = []
    vowels: list[str] = []
    run = ""
    for sound in (s for sounds in choice for s in sounds):
        if sound in _VOWELS:
            # An alef that opens the word carries any vowel.
            run += "أ" if sound == "ا" and not run and not consonants else sound
            continue
        kind, _, letter = sound.rpartition(":")
        key.append(kind or _CLASS_OF.get(sound, sound))
        consonants.append(letter)
        vowels.append(run)
        run = ""
    vowels.append(run)
    if not consonants and not run:
        return None
    return Reading("".join(key), tuple(consonants), tuple(vowels), arabic)
