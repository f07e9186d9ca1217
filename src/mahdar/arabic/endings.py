"""What the form of an Arabic word tells of its number and gender: endings and patterns, weighed with the lexicon.

The same letters end words of different kinds: ين is a plural in مسؤولين, a dual in طرفين and a root's in تحسين. Which it is
is told by which other forms of the word are in use: مسؤولون is, طرفون isn't but طرفان is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

import msgspec

from mahdar.arabic.fold import fold
from mahdar.arabic.lexicon import Lexicon

Number = Literal["s", "d", "p"]
Gender = Literal["m", "f"]
WordSort = Literal["noun", "participle", "verb", "name"]


class Agreement(msgspec.Struct, frozen=True):
    """What is known of a word: ``number`` (singular, dual, plural), ``gender``, whether it is ``definite``, whether a plural is
    ``human``, its ``sort`` (adjectives are told as nouns), and ``why`` in words. None where it isn't known.

    ``also`` is the other reading of a spelling that has two: the dual of مؤكدين and البلدان, the man of داعية. The fields have the
    first, which is the likelier."""

    number: Number | None = None
    gender: Gender | None = None
    definite: bool = False
    human: bool | None = None
    sort: WordSort | None = None
    why: str = ""
    also: Agreement | None = None


LEXICON = Lexicon()
"""Frequencies of forms in general Arabic."""
_SHORT = 3
_IN_USE = 2e-8
"""Share of all words above which a form counts as in use (wordfreq's least is 1e-8)."""

# Patterns of broken plurals that hardly another word has; of the surface, whose hamza tells أعمال from إعمال.
_BROKEN = (
    (re.compile(r"أ\w\wا\w"), "the pattern of أعمال"),
    (re.compile(r"أ[^\Wا]{2}[^\Wاي]ة"), "the pattern of أسلحة"),
    (re.compile(r"[^\Wمتاأإ]\wائ[^\Wيةه]"), "the pattern of فصائل"),
    (re.compile(r"[^\Wمتينسأاإو]وا[^\Wا][^\Wاةهي]"), "the pattern of عوامل"),
    (re.compile(r"[^\Wاأإ]\wا\wي[^\Wةها]"), "the pattern of مشاريع"),
)
_MASDAR = re.compile(r"ت\w\wي\w|ا\w{2,4}ا\w|إ\w\wا\w|ت\wا\w\w")
_CLEAR = re.compile(r"\w\wي\w|م\w{3,}|\wا\w\w")
"""Skeletons of singulars (رئيس، مجتمع، جانب) that few broken plurals have."""

Base = Callable[[str], Agreement | None]


class _Word(msgspec.Struct):
    """A word without article or proclitics, as written and folded, with what knows listed words."""

    surface: str
    norm: str
    of_base: Base


def by_ending(surface: str, *, definite: bool, after_preposition: bool, of_base: Base) -> Agreement:
    """What the form of ``surface``, a word without article or proclitics, tells.

    ``of_base`` knows listed words by their folded form. What bears the article or follows a preposition is no verb.
    """
    norm = fold(surface)
    if len(norm) < _SHORT:
        return Agreement(why="too short to tell")
    may_be_verb = not definite and not after_preposition
    for reader in (_plural_verb, _imperfect, _past) if may_be_verb else ():
        if found := reader(norm):
            return found
    for pattern, name in _BROKEN:
        if pattern.fullmatch(surface) and not _sound_plural(norm):
            return Agreement("p", None, human=False, sort="noun", why=name)
    for ending, read in _ENDINGS:
        if surface.endswith(ending):
            return read(_Word(surface, norm, of_base))
    if _MASDAR.fullmatch(surface) or _CLEAR.fullmatch(norm):
        return _noun("s", "m", "the form of a singular, no sign of the feminine") if _used(norm) else Agreement(why="an unknown word")
    return Agreement(sort="noun" if _used(norm) else None, why="its form may be a singular or a broken plural")


def _noun(number: Number | None, gender: Gender | None, why: str, human: bool | None = None) -> Agreement:
    return Agreement(number, gender, human=human, sort="noun", why=why)


def or_dual(plural: Agreement) -> Agreement:
    """A plural whose spelling is that of the masculine dual too, as all in ين are without vowel marks."""
    dual = msgspec.structs.replace(plural, number="d", gender="m", human=None, why="the dual is written alike")
    return msgspec.structs.replace(plural, also=dual)


def _used(folded: str) -> bool:
    return LEXICON.frequency(folded) >= _IN_USE


def _share(other: str, word: str) -> float:
    """How common ``other`` is beside ``word``."""
    return LEXICON.ratio(other, word) if _used(other) else 0.0


def _sound_plural(norm: str) -> bool:
    """Whether a word in ين has its nominative in ون (فلاحين: فلاحون)."""
    return norm.endswith("ين") and _share(norm[:-2] + "ون", norm) > 0.02


def _plural_verb(norm: str) -> Agreement | None:
    """يعملون، يبحثان، تبحثان، أعلنوا."""
    if norm.endswith("وا") and len(norm) > _SHORT:
        return Agreement("p", "m", sort="verb", why="وا of the past plural") if _used(norm[:-2]) or _used(norm) else None
    if norm[0] == "ي" and norm.endswith(("ون", "ان")) and len(norm) > 4:
        single = norm[:-2]
        if _used(single) or _used("ت" + single[1:]) or _used(single + "ي"):
            # يابانيون is no verb: its singular isn't in use with ت
            if norm.endswith("يون") or not (_used("ت" + single[1:]) or _used(single)):
                return None
            return Agreement("p" if norm.endswith("ون") else "d", "m", sort="verb", why="ي and ون or ان of the imperfect")
    if norm[0] == "ت" and norm.endswith("ان") and len(norm) > 5 and _share("ي" + norm[1:-2], norm) > 1.0 and _share("ي" + norm[1:], norm) > 0.2:
        return Agreement("d", "f", sort="verb", why="ت and ان of the imperfect")
    return None


def _imperfect(norm: str) -> Agreement | None:
    """يطالب، تطالب: one of ي and ت where the other is in use too; not تعاون, whose form with ي is rare."""
    if norm[0] not in "يت" or len(norm) < 4:
        return None
    rest = norm[1:]
    if norm[0] == "ي":
        return Agreement("s", "m", sort="verb", why="ي of the imperfect") if _share("ت" + rest, norm) > 0.05 else None
    if _share("ي" + rest, norm) < 0.3:
        return None
    if _share("يت" + rest, "ي" + rest) > 0.1:
        return Agreement(why="may be a verb of the feminine (she offers) or of the masculine, or a noun (progress)")
    return Agreement("s", "f", sort="verb", why="ت of the imperfect")


def _past(norm: str) -> Agreement | None:
    """أعلنت، التقت: where the plural أعلنوا is in use beside it; not وقت."""
    if norm.endswith("ت") and not norm.endswith("ات") and len(norm) > _SHORT and _share(norm[:-1] + "وا", norm) > 0.02:
        return Agreement("s", "f", sort="verb", why="ت of the past")
    return _past_dual(norm)


def _past_dual(norm: str) -> Agreement | None:
    """توصلا، توصلتا: the dual of a verb of the past, whose plural توصلوا is in use; untold where its base is a noun too (تبادلا)."""
    base = norm.removesuffix("ا")
    if base == norm or len(base) < _SHORT:
        return None
    if base.endswith("ت"):
        return (
            Agreement("d", "f", sort="verb", why="تا of the past dual") if not _used("ال" + base) and _share(base[:-1] + "وا", base) > 0.02 else None
        )
    if _share(base + "وا", base) <= 0.02:
        return None
    if _share("ال" + base, base) > 0.02:
        return Agreement(why="may be a verb of the dual or a noun in the accusative")
    return Agreement("d", "m", sort="verb", why="ا of the past dual")


def _una(w: _Word) -> Agreement:
    """ون: مسؤولون, روسيون; not تلفزيون."""
    base = w.norm[:-2]
    if w.norm.endswith("يون") or (_used(base) and _used(base + "ين")) or w.of_base(base):
        return _noun("p", "m", "ون of the sound plural", human=True)
    return _noun("s", "m", "ون of the root: its word without it isn't in use") if _used(w.norm) else Agreement(why="an unknown word in ون")


def _ina(w: _Word) -> Agreement:
    """ين: a plural (مسؤولين), a dual (طرفين، دولتين) or of the root (تحسين)."""
    base = w.norm[:-2]
    if w.norm.endswith("تين") and len(w.norm) > 4 and _used(base[:-1] + "ه"):
        return _noun("d", "f", "تين of the dual")
    if re.fullmatch(r"ت\w\wين", w.norm):
        return _noun("s", "m", "the pattern of تحسين")
    if w.norm.endswith("يين"):
        return or_dual(_noun("p", "m", "يين of the sound plural", human=True))
    if _sound_plural(w.norm):
        return or_dual(_noun("p", "m", "ين of the sound plural", human=True))
    if len(base) >= _SHORT - 1 and _used(base) and _used(base + "ان") and _share(base, w.norm) > 1.0:
        return _noun("d", "m", "ين of the dual: its nominative is in ان")
    if w.norm[0] == "م" and len(w.norm) > 5:
        return or_dual(_noun("p", "m", "ين of a participle", human=True))
    return Agreement(sort="noun" if _used(w.norm) else None, why="ين of the plural, the dual or the root")


def _ani(w: _Word) -> Agreement:
    """ان: a dual (طرفان، دولتان) or of the root (برلمان)."""
    base = w.norm[:-2]
    if w.norm.endswith("تان") and not w.norm.endswith("ستان") and len(w.norm) > 4 and _used(base[:-1] + "ه"):
        return _noun("d", "f", "تان of the dual")
    if len(base) >= _SHORT and _share(base, w.norm) > 1.0 and _share(base + "ين", w.norm) > 0.2:
        return _noun("d", "m", "ان of the dual: its genitive is in ين")
    return _noun("s", "m", "ان of the root") if _used(w.norm) else Agreement(why="an unknown word in ان")


def _ata(w: _Word) -> Agreement:
    """ات: مباحثات; not ثبات, which is short."""
    return _noun("p", "f", "ات of the sound plural", human=False) if len(w.norm) > 4 else Agreement(why="too short to tell ات")


def _ta(_: _Word) -> Agreement:
    """ة: the feminine."""
    return _noun("s", "f", "ة of the feminine")


def _aa(w: _Word) -> Agreement:
    """اء: a masdar (استفتاء، إنهاء), a plural (أجواء), or one of several."""
    if re.fullmatch(r"[إا]\w{1,5}اء", w.surface) or re.fullmatch(r"\w\wاء", w.surface):
        return _noun("s", "m", "اء of a verbal noun")
    return Agreement(sort="noun", why="اء of a feminine, of a plural of people or of the root")


def _alif(w: _Word) -> Agreement:
    """ا of the indefinite accusative: that of the word without it (مضيفا, جنودا); not روسيا."""
    base = w.surface[:-1]
    if listed := w.of_base(fold(base)):
        return listed
    if len(base) < _SHORT or _share(fold(base), w.norm) < 0.2:
        return Agreement(why="ا of the root or of a name")
    under = by_ending(base, definite=True, after_preposition=False, of_base=w.of_base)
    return under if under.number in ("p", "d") and not base.endswith(("ان", "ين")) else _noun("s", "m", "ا of the indefinite accusative")


def _waw(w: _Word) -> Agreement:
    """و: ون without its nun before a genitive (مراقبو المنظمة)."""
    if len(w.norm) > _SHORT and _used(w.norm + "ن") and _used(w.norm[:-1] + "ين"):
        return _noun("p", "m", "و of the sound plural before a genitive", human=True)
    return Agreement(why="و of the root or of a name")


def _ya(w: _Word) -> Agreement:
    """ي: an adjective of relation (روسي) where its feminine is in use."""
    if len(w.norm) > _SHORT and _share(w.norm + "ه", w.norm) > 0.02:
        return _noun("s", "m", "ي of the adjective: its feminine is in use")
    return Agreement(why="ي of an adjective, a plural or a name")


def _silent(_: _Word) -> Agreement:
    return Agreement(why="ى tells nothing")


_ENDINGS: tuple[tuple[str, Callable[[_Word], Agreement]], ...] = (
    ("ون", _una), ("ين", _ina), ("ان", _ani), ("ات", _ata), ("آت", _ata), ("ة", _ta), ("اء", _aa), ("ا", _alif), ("و", _waw),
    ("ي", _ya), ("ى", _silent),
)  # fmt: skip
