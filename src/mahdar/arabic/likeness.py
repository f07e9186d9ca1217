"""How unlike two readings of one skeleton are: the letters of a class weighed, and the vowels between them.

Arabic leaves short vowels out and writes long ones, so in an Arabic word a long vowel more or less is another word
(نصر, ناصر, نصار); of a foreign name each writer decides anew which vowels he writes (ماكرون, مكرون). Costs are in
letters: 0 is the same, 1 another letter. They were set by hand on half of the shipped names, and measured on the other.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, pairwise
from typing import Literal

from mahdar.arabic.sounds import Reading

Mode = Literal["exact", "strict", "free", "across", "latin"]
"""Two Arabic words (``exact``); an Arabic word and its Latin rendering (``strict``); a foreign name twice in Arabic script
(``free``), in both scripts (``across``), twice in Latin script (``latin``)."""

Place = Literal["first", "second", "inner", "last"]

FAR = 9.0
"""A cost that no length of a name makes up for."""

# Letters of one class that render one another, by how near they are; any two of a group. What is in no group is at `_OTHER`.
_LETTERS = (
    (0.0, ("ب b", "ب p", "ت t", "ث th", "د d", "ذ dh", "ر r", "ز z", "س s", "ش sh", "ص s", "ض d", "ط t", "ظ z", "ظ dh", "غ gh", "غ g", "ف f", "ف v")),
    (0.0, ("ق q", "ق k", "ك k", "ج j", "ج g", "خ kh", "تش ch", "تس ts", "ل l", "م m", "ن n")),
    (0.05, ("غ ج g gh", "t th", "d dh", "ذ z", "ث s", "ض dh")),
    (0.1, ("ك ق k q", "ت ط t th", "س ص s", "ش تش sh ch", "ت ث t", "د ض ذ d", "ز ض ظ ذ z", "ك g", "ق g", "ق gh", "خ ch k", "f v", "تس ts ص")),
    (0.15, ("تش ج ch", "ج j تش", "س ث s", "غ ق", "ز s", "س z", "ج ش j", "ج z", "س sh", "تس س s ts", "تس ز z")),
    (0.2, ("ش س s sh", "ز س", "خ ك", "خ ق", "غ ك", "ت د t d", "j sh ch", "ج ch", "ك kh", "ق kh")),
    (0.3, ("ط د", "ج ك k", "ج ق", "غ خ", "غ k", "خ g", "خ ج", "g k", "k kh", "ش z")),
)
_OTHER = 0.6
# Vowels and breaths likewise. Latin letters are heard, Arabic ones written; capitals are long Latin vowels, أ is the alef that
# carries a first vowel, ى a last letter that may be ya, ڤ a fa that renders the sound between fa and waw (رافانتشي, روانجي).
_VOWELS = (
    (
        0.0,
        ("ا A", "و U", "ي I", "أ A", "أ U", "أ I", "A a", "U u", "U o", "I i", "I e", "I y", "U w", "ع A", "ا a", "و o", "و u", "و w", "ي i", "ي y"),
    ),
    (0.0, ("أ a", "أ e", "أ i", "أ o", "أ u", "ه h", "ح h", "ى ا", "ى ي", "ى a", "ى i", "ى y")),
    (0.1, ("ي e", "i y", "o u", "u w", "ى e", "i e", "ه a e ا", "ه ح", "ع a", "ع e", "ع i", "ع o", "ع u", "ڤ w")),
    (0.2, ("ه ي ى", "ا e", "a e", "ع أ", "ا أ", "y e")),
    (0.3, ("ع ا", "ا u", "ا o", "ي a", "a o", "أ و", "أ ي", "ڤ و")),
    (0.4, ("ا ي", "ا i", "e o", "a u", "ا y")),
    (0.5, ("ا و",)),
    (0.6, ("ي u", "و e", "و a", "i u", "e u")),
)
_UNLIKE = 0.9
_CLEAR = 0.3
"""From here on a vowel is another one where the word is Arabic: Jamil is not جمال, though Biden is بايدن."""
_DIPHTHONG = 0.1

# What a letter costs that the other writing lacks.
_LACKS = {"ا": 0.3, "و": 0.3, "ي": 0.2, "ه": 0.35, "ح": 0.5, "ع": 0.35, "أ": 0.35, "ى": 0.2, "ڤ": 0.9}
_LACKS_LATIN = {"h": 0.15, "w": 0.3, "y": 0.2, "A": 0.15, "I": 0.2, "U": 0.25, "'": 0.15}
_LACKS_VOWEL = 0.25  # a Latin vowel in the other Latin writing
_SHORT = 0.04  # a Latin vowel in Arabic writing: a short one is not written
_EDGE = 0.3  # … but a first one needs its alef, and a last one is long
_LAST = {"ا": 0.35, "ى": 0.35, "ه": 0.45}  # تركي and تركيا, سمير and سميرة
_OWN_ENDING = 0.55  # إسلام and إسلامي
_SILENT = 0.1  # دوكي, دوكيه
_LONG = 0.75  # a long vowel of an Arabic word
_MOVED = 0.6  # an alef on the other side of a consonant, beyond what it costs to lack it in both places
_BESIDE = 0.1  # ع beside a vowel is not written in Latin (عادل, Adil)
_DIGRAPHS = (("ee", "I"), ("ii", "I"), ("oo", "U"), ("ou", "U"), ("aa", "A"), ("ei", "ey"), ("ai", "ay"), ("ia", "ya"), ("io", "yo"))


def _table(groups: tuple[tuple[float, tuple[str, ...]], ...]) -> dict[tuple[str, str], float]:
    table: dict[tuple[str, str], float] = {}
    for cost, near in groups:
        for group in near:
            for x, y in combinations(group.split(), 2):
                table.setdefault((x, y), cost)
                table.setdefault((y, x), cost)
    return table


_NEAR_LETTERS = _table(_LETTERS)
_NEAR_VOWELS = _table(_VOWELS)


def unlikeness(a: Reading, b: Reading, *, strict: bool) -> float:
    """What parts readings ``a`` and ``b`` of one key, in letters. ``strict``: an Arabic word is meant, whose letters and
    long vowels all count."""
    mode = _mode(a.arabic + b.arabic, strict)
    cost = 0.0
    for x, y in zip(a.consonants, b.consonants, strict=True):
        if x != y:
            cost += FAR if mode == "exact" else _NEAR_LETTERS.get((x, y), _OTHER)
    if mode == "free":
        cost += _MOVED * _moved(a.vowels, b.vowels)
    last = len(a.vowels) - 1
    for n, (v, w) in enumerate(zip(a.vowels, b.vowels, strict=True)):
        if v != w:
            cost += _between(v, w, mode, "last" if n == last else "first" if n == 0 else "second" if n == 1 else "inner")
    return cost


def _moved(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """How many alefs stand on the other side of a consonant: جنبلاط, جنبالط. A writer leaves one out or in, but doesn't move it."""
    pairs = list(zip(a, b, strict=True))
    return sum({(v, w), (x, y)} == {("ا", ""), ("", "ا")} for (v, w), (x, y) in pairwise(pairs))


def size(reading: Reading) -> float:
    """How much there is to tell a reading by: its consonants, and half for each letter between them."""
    return len(reading.consonants) + 0.5 * sum(map(len, reading.vowels))


def _mode(in_arabic: int, strict: bool) -> Mode:
    if in_arabic == 2:
        return "exact" if strict else "free"
    if in_arabic == 1:
        return "strict" if strict else "across"
    return "latin"


@lru_cache(maxsize=32768)
def _between(a: str, b: str, mode: Mode, place: Place) -> float:
    """What parts two runs of vowels."""
    if mode == "exact":
        return 0.0 if _even(a, place) == _even(b, place) else FAR
    x, y = _sounded(a, place), _sounded(b, place)
    best = _aligned(x, y, mode, place)
    if mode == "across":
        for long, short in (("اي", "ي"), ("او", "و")):  # one Latin letter for a diphthong: Mike, مايك
            if long in x or long in y:
                best = min(best, _DIPHTHONG + _aligned(x.replace(long, short), y.replace(long, short), mode, place))
    return best


def _aligned(a: str, b: str, mode: Mode, place: Place) -> float:
    """The least cost of an alignment."""
    gaps = [_lack(b, j, bool(a), mode, place) for j in range(len(b))]
    row = [0.0]
    for gap in gaps:
        row.append(row[-1] + gap)
    for i, x in enumerate(a):
        own = _lack(a, i, bool(b), mode, place)
        previous, row = row, [row[0] + own]
        for j, y in enumerate(b):
            instead = 0.0 if x == y else _NEAR_VOWELS.get((x, y), _UNLIKE)
            if mode == "strict" and instead >= _CLEAR:
                instead = _UNLIKE
            row.append(min(previous[j] + instead, previous[j + 1] + own, row[j] + gaps[j]))
    return row[-1]


def _lack(run: str, at: int, beside: bool, mode: Mode, place: Place) -> float:
    """What it costs that the other writing lacks ``run[at]``; ``beside``: it has some vowel there."""
    char = run[at]
    if char.isascii():
        if mode == "strict" and char in "AIUy":
            return _LONG
        if mode == "latin" and char in "wAIU'":
            return _OTHER
        if char not in "aeiou":
            return _LACKS_LATIN[char]
        if mode == "latin":
            return _LACKS_VOWEL
        edge = not beside and (place == "first" or (place == "last" and char != "e"))
        return _EDGE if edge else _SHORT
    if place == "last" and at == len(run) - 1:
        return _SILENT if char == "ه" and at else _LAST.get(char, _OWN_ENDING)
    if place == "first" and at == 0 and mode == "free" and char in "وي":
        return _OTHER  # a consonant there, or «and»
    if mode == "strict":
        if char in "اوي":
            return _LONG
        if char == "ع":
            return _BESIDE
    return _LACKS[char]


@lru_cache(maxsize=8192)
def _sounded(run: str, place: Place) -> str:
    """A run with the long vowels of Latin spelling as one capital each, without letters written twice, and without the
    alef that only carries a long vowel (أو, إي). French writes a short u as ou, which an early syllable may have
    (Boutros, بطرس)."""
    if place in ("first", "second"):
        run = run.replace("ou", "u")
    for written, sound in _DIGRAPHS:
        run = run.replace(written, sound)
    out = ""
    for char in run:
        if not out.endswith(char):
            out += char
    return out[1:] if len(out) > 1 and out[0] == "أ" and out[1] in "وي" else out


def _even(run: str, place: Place) -> str:
    """What Arabic spelling leaves open: a doubled weak letter (داوود), at the end ya for alef maqsura and ha for alef."""
    run = run.replace("وو", "و").replace("يي", "ي")
    return run[:-1] + {"ى": "ي", "ا": "ه"}.get(run[-1], run[-1]) if place == "last" and run else run
