"""Readings of an Arabic word: its proclitics, article, stem and enclitic pronoun.

Every split that the grammar allows is a reading; each is weighed by how often it should be met: how common its stem is
by itself, times how often such clitics are written onto a word. Whether a form is a stem at all is told by what is
written around it elsewhere. A word that carries a proclitic takes no article (الوزير shows that وزير is a stem, and
*البشكل isn't met: بشكل is ب + شكل), and nothing follows a pronoun (الاتجاهات shows that اتجاه is a stem, and
*بلادهات isn't met: بلاده is بلاد + ه). So a table of frequencies of plain written words is enough to learn from.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from mahdar.arabic.fold import fold
from mahdar.arabic.lexicon import Lexicon

# How often a word is met with the clitic. Measured roughly on running news; only their order of size matters.
_CONJUNCTION = {"": 1.0, "و": 0.06, "ف": 0.004}
_PREPOSITION = {"": 1.0, "ب": 0.04, "ل": 0.04, "ك": 0.002}
_FUTURE = 0.03
_ENCLITIC = {"ه": 0.04, "ها": 0.04, "هم": 0.015, "هما": 0.002, "هن": 0.001, "نا": 0.008, "كم": 0.001, "ك": 0.002, "ني": 0.004, "ي": 0.003}

_CLOSED = 0.005
"""What is left of the frequency of a form that nothing shows to be a stem: adverbs, particles and frozen phrases."""
_OPEN = 0.1
"""The share of a form's frequency that its forms with the article and other affixes reach, for it to be as likely a stem as not."""
_CARELESS = 0.02
"""How often a ta marbuta is written without its dots."""
_KNOWN = 1e-6
"""The least frequency of a word or name that the knowledge knows."""
_UNSEEN = 2e-9
"""Half the least frequency of the list."""
_STRANGER, _LONGER, _WAW = 3e-7, 0.25, 0.1
"""The weight of a word that nobody has met, which may be a foreign name; how much less it is with each letter more, and where
its first letter is و, with which few names begin."""
_LEAST_SHARE = 0.02
"""A reading below this share of the weight of all is not told."""

_PROCLITIC_LETTERS = frozenset("وفبلكس")
_IMPERFECT = frozenset("يتنأ")
_ARTICLE_WORDS = frozenset({"الله", "الذي", "التي", "الذين", "اللذين", "اللذان", "اللتين", "اللتان", "اللاتي", "اللواتي", "اللايي"})
"""Words that have the article for good, so that it tells nothing of what follows."""
_PARTICLES = frozenset({"لا", "لم", "لن", "ما", "ان", "قد", "هل", "هو", "هي", "هم", "في", "من", "عن", "علي", "الي", "اذا", "هذا", "هذه", "بينما", "حين", "عندما", "كل", "لو", "بعد", "قبل", "مع"})
"""Particles before which ف is far more common than before other words."""
_BEFORE_ME = frozenset({"ان", "لكن", "لان", "كان", "ليت", "من", "عن", "مع", "علي", "الي", "لدي", "بين", "عند", "مثل", "غير", "قبل", "بعد", "نفس", "حول"})
"""Particles after which ي and ني are the pronoun (مني، لأنني) and no ending of an adjective."""


class Reading(msgspec.Struct, frozen=True):
    """One way to read a word.

    ``proclitics`` are in order, the article ال the last of them; ``base`` is the folded stem as it stands by itself, without
    article and pronoun (زياره in وزيارته); ``enclitic`` is the folded pronoun or empty. ``share`` is the reading's part of
    the weight of all readings of the word, 0 to 1: 0.9 beside 0.1 says nine times as likely, the sentence left aside.
    """

    proclitics: tuple[str, ...]
    base: str
    enclitic: str
    share: float


class Word(msgspec.Struct, frozen=True):
    """What a spelling says by itself; the fields are those of `Token`, the offsets counted from the word's start.
    ``others`` are the readings beside the one that the fields tell, the likelier first."""

    norm: str
    kind: str
    pro: str
    stem: str
    stem_at: int
    enclitic: str
    end_at: int
    base: str
    definite: bool
    others: tuple[Reading, ...]


class _Split(msgspec.Struct, frozen=True):
    """A reading with where its parts stand, counted in the letters of the folded word: the stem with its article begins at
    ``cut``, and the pronoun at ``end``. ``stem`` has its pronoun, and the alef of the article where ل took it (الامم in للأمم)."""

    pro: str
    cut: int
    end: int
    stem: str
    base: str
    enclitic: str
    definite: bool
    weight: float


class Splitter:
    """Reads words with a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._frequency = lexicon.frequency
        self._written = lexicon.written
        self._known = lexicon.is_known
        self._whole = lexicon.is_whole

    def read(self, surface: str) -> Word:
        """The likeliest reading of a word, number or mark as it is written, with the other readings that it may have."""
        norm = fold(surface)
        kind = _kind(norm)
        if kind != "word":
            return Word(norm, kind, "", norm, 0, "", len(surface), norm, False, ())
        plain = surface if len(surface) == len(norm) else "".join([c for c in surface if fold(c)])
        splits = self._splits(plain if len(plain) == len(norm) else norm, norm)
        best = splits[0]
        stem_at = _skip(surface, best.cut)
        end_at = _skip(surface, best.end) if best.enclitic else len(surface)
        if not stem_at < end_at <= len(surface):  # a split inside a ligature
            return Word(norm, kind, "", norm, 0, "", len(surface), norm, False, ())
        whole = sum([split.weight for split in splits])
        others = tuple([_told(split, split.weight / whole) for split in splits[1:] if split.weight > _LEAST_SHARE * whole])
        return Word(norm, kind, best.pro, best.stem, stem_at, best.enclitic, end_at, best.base, best.definite, others)

    def _splits(self, plain: str, norm: str) -> list[_Split]:
        """The readings of a word, the likeliest first. ``plain`` is the word as it is written, without marks, of the length of
        its folded form ``norm``."""
        found = [split for begun in self._beginnings(plain, norm) for split in self._endings(begun, plain, norm)]
        found.sort(key=lambda split: -split.weight)
        return found

    def _beginnings(self, plain: str, norm: str) -> Iterator[tuple[str, float]]:
        """Every string of proclitics that ``norm`` may begin with, and how common it is."""
        yield "", 1.0
        if self._whole(norm):
            return
        for conjunction in ("", norm[0]) if norm[0] in "وف" and len(norm) > 2 else ("",):
            rest = norm[len(conjunction) :]
            weight = _CONJUNCTION[conjunction]
            if conjunction:
                yield conjunction, weight
            if len(rest) < 3 or (conjunction and self._whole(rest)):
                continue
            if rest[0] in "بلك":
                yield conjunction + rest[0], weight * _PREPOSITION[rest[0]]
            elif rest[0] == "س" and len(rest) > 3 and plain[len(conjunction) + 1] in _IMPERFECT:
                yield conjunction + "س", weight * _FUTURE

    def _endings(self, begun: tuple[str, float], plain: str, norm: str) -> Iterator[_Split]:
        """The readings of what follows the proclitics: with and without the article or a pronoun."""
        before, prior = begun
        cut = len(before)
        rest, written = norm[cut:], plain[cut:]
        length = len(norm)
        if before.endswith("ل") and rest[0] == "ل" and len(rest) > 2:
            for stem in ("ا" + rest, "ال" + rest):  # للأمم، للغة
                yield _Split(before, cut, length, stem, stem[2:], "", True, prior * self._frequency(stem))
        articled = self._article_share(rest, written) if rest.startswith("ال") and len(rest) > 3 and not before.endswith(("ل", "س")) else 0.0
        if articled:
            yield _Split(before, cut, length, rest, rest[2:], "", True, prior * articled * (self._frequency(rest) + _STRANGER * _LONGER ** len(rest)))
        prior *= 1.0 - articled
        if not prior:
            return
        alone = self._ends(rest, written)
        owned = list(self._owned(rest, written)) if written[-1] != "ة" else []
        if owned:  # the form with its pronoun may be commoner than its parts would let expect: لديها
            expected = alone + sum([weight for *_, weight in owned])
            prior *= max(1.0, self._frequency(rest) / expected) if expected else 1.0
        weight = alone * self._begins(rest) * self._follows(rest, before)
        if before in ("", "و"):
            weight = max(weight, _STRANGER * _LONGER ** len(rest) * (_WAW if not before and rest[0] == "و" else 1.0))
        yield _Split(before, cut, length, rest, rest, "", False, prior * weight)
        for pronoun, base, weight in owned:
            weight *= self._begins(base, known=False)
            yield _Split(before, cut, length - len(pronoun), rest, base, pronoun, False, prior * weight)

    def _owned(self, form: str, written: str) -> Iterator[tuple[str, str, float]]:
        """The pronouns that ``form`` may end with, each with the base before it and how common that is with it."""
        for pronoun, share in _ENCLITIC.items():
            if form.endswith(pronoun) and len(form) > len(pronoun):
                stem = form[: -len(pronoun)]
                base, weight = self._base(stem, written[: len(stem)], pronoun)
                if weight:
                    yield pronoun, base, share * weight

    def _begins(self, form: str, *, known: bool = True) -> float:
        """How likely ``form`` is a stem from its first letter on, and does not begin with a proclitic."""
        first = form[0]
        if first not in _PROCLITIC_LETTERS or len(form) < 3 or (first == "س" and form[1] not in "يتنا"):
            return 1.0
        if first == form[1] == "ل":
            return 0.0
        if self._whole(form) or (known and self._known(form)):
            return 1.0
        frequency = self._frequency
        seen = frequency("ال" + form) + frequency("ب" + form)
        if first != "ل":
            seen += frequency("ل" + form)  # لل is ل with the article
        if first in "وف":
            seen += frequency("و" + form)
        if first + form[1] != "ست":  # يسترد is of استرد
            seen += frequency("ي" + form) + frequency("ت" + form)
        if len(form) > 3:
            if first not in "وف" and form.endswith(("ت", "وا", "نا")) and form[-2] != "ا":  # لجأت: يلجأ
                root = form[: -1 if form[-1] == "ت" else -2]
                seen += frequency("ي" + root) + frequency("ت" + root)
            elif form[-1] == "ا":  # ليلا: الليل
                seen += frequency("ال" + form[:-1])
        share = seen / (seen + _OPEN * max(frequency(form), _UNSEEN))
        return _CLOSED + (1.0 - _CLOSED) * share

    def _follows(self, form: str, before: str) -> float:
        """How well ``form`` goes with the proclitics before it."""
        last = before[-1:]
        if last == "ف" and form in _PARTICLES:
            return 5.0
        if last in ("ب", "ل") and form in _ENCLITIC:
            return 0.0  # لهم is ل with a pronoun after it
        if last in ("ب", "ك", "ل") and form[-1] == "ت" and form[-2] != "ا" and len(form) > 2:
            met = self._frequency(form)
            return 0.02 if self._frequency("ال" + form) < 0.01 * met else 1.0  # a verb, لجأت
        return 1.0

    def _ends(self, form: str, written: str) -> float:
        """How often ``form`` stands as a stem that ends with its last letter and in no pronoun."""
        frequency = self._frequency
        met = frequency(form)
        if self._known(form):
            met = max(met, _KNOWN)
        last = form[-1]
        if form in _ENCLITIC or last not in "هاكيمن" or written[-1] in "ةى" or not form.endswith(tuple(_ENCLITIC)):
            return met
        articled = frequency("ال" + form)
        extra = 0.0
        if last == "ه" and written[-1] == "ه":
            marbuta = self._written(written[:-1] + "ة")
            if marbuta:
                ha = self._written(written)
                careless = met * marbuta / (marbuta + ha)
                met, extra = met - careless, _CARELESS * careless
                articled = max(0.0, self._written("ال" + written) - _CARELESS * self._written("ال" + written[:-1] + "ة"))
        elif last == "ي":
            extra = 0.2 * frequency(form + "ن")  # the construct of a dual or plural: محافظتي، ممثلي
        elif last == "ا" and form.endswith("نا"):
            extra = 0.05 * frequency(form[:-1]) + met * self._verb_share(form[:-2])  # بيانا, of بيان; شعرنا, of شعر
        seen = articled
        stem = form[: -max(len(pronoun) for pronoun in _ENCLITIC if form.endswith(pronoun))]
        imperfect = frequency("ي" + form)
        if imperfect > frequency("ي" + stem):  # يشارك, but not يرأسه
            seen += imperfect
        for ending in ("ات", "ين", "ون", "ي", "يه", "ت", "ه", "ها", "وا", "تها"):
            seen += frequency(form + ending)
        share = seen / (seen + _OPEN * max(met, _UNSEEN))
        if self._known(form) and written[-2] not in "ئؤء" and not any(form.endswith(p) and self._known(form[: -len(p)]) for p in _ENCLITIC):
            share = max(share, 0.9)
        return met * (_CLOSED + (1.0 - _CLOSED) * share) + extra

    def _base(self, stem: str, written: str, pronoun: str) -> tuple[str, float]:
        """The form that ``stem`` has without the pronoun after it, and how common it is."""
        frequency = self._frequency
        if len(stem) == 1:
            return (stem, 0.02) if stem in "لب" and pronoun != "ني" else (stem, 0.0)
        if stem in _BEFORE_ME:
            return stem, frequency(stem)
        best, weight = stem, frequency(stem)
        if self._known(stem):
            weight = max(weight, _KNOWN)
        last = stem[-1]
        if last in "ات" and len(stem) > 2:
            other = stem[:-1] + ("ي" if last == "ا" else "ه")
            met = frequency(other)
            if last == "ت":
                marbuta = self._written(written[:-1] + "ة")
                met = met * marbuta / (marbuta + self._written(written[:-1] + "ه")) if marbuta else 0.0
            if met > weight:
                best, weight = other, met
        elif last == "و":
            if frequency(stem + "ا") > weight:
                best, weight = stem + "ا", frequency(stem + "ا")
        if written[-1] in "ئؤ" and len(stem) > 2 and stem[-2] == "ا":
            met = frequency(stem[:-1] + "ء")
            if met > weight:
                best, weight = stem[:-1] + "ء", met
        if best == stem and pronoun in ("ه", "ها", "هم") :
            weight += sum(frequency(stem + other) for other in ("ه", "ها", "هم") if other != pronoun)
        if pronoun in ("ني", "ي"):
            return best, weight * self._mine(stem, best, pronoun)
        if pronoun == "نا":
            return best, weight * self._ours(stem)
        return best, weight

    def _mine(self, stem: str, base: str, pronoun: str) -> float:
        if pronoun == "ني":
            return self._verb_share(stem) if len(stem) > 2 else 0.0
        return 1.0 if base != stem and stem[-1] == "ت" else 0.1

    def _ours(self, stem: str) -> float:
        if len(stem) == 2:
            noun = self._frequency("ال" + stem)
            return noun / (noun + _OPEN * self._frequency(stem) + _UNSEEN)
        if stem[0] in "يتن":
            return 1.0
        return 1.0 - 0.75 * self._verb_share(stem)

    def _verb_share(self, stem: str) -> float:
        frequency = self._frequency
        root = stem[1:] if stem[0] in "اتيي" else stem
        verb = frequency("ي" + root) + frequency("ت" + root)
        noun = frequency("ال" + stem) + frequency("لل" + stem)
        return verb / (verb + noun + _UNSEEN)

    def _article_share(self, form: str, written: str) -> float:
        """How likely ``form`` begins with the article, and not with ال of its own (التقى، التزام، الغاء)."""
        if form in _ARTICLE_WORDS or written[0] != "ا":
            return 0.0
        frequency = self._frequency
        stem, bare = form[2:], written[1:]
        own = frequency("ال" + form) + frequency("ي" + form[1:]) + frequency("ت" + form[1:])
        own += self._written("أ" + bare) + self._written("إ" + bare) + self._written("آ" + bare)
        article = frequency("لل" + stem) + 0.3 * frequency(stem)
        return article / (article + own) if own else 1.0


def _told(split: _Split, share: float) -> Reading:
    return Reading((*split.pro, "ال") if split.definite else tuple(split.pro), split.base, split.enclitic, share)


def _kind(norm: str) -> str:
    if not norm:
        return ""
    first = norm[0]
    if first.isdigit():
        return "number"
    if "\u0620" <= first <= "\u06ff" and first.isalpha():
        return "word"
    return "latin" if first.isalpha() else "mark"


def _skip(surface: str, letters: int) -> int:
    """Offset in ``surface`` after ``letters`` folded letters and the marks that belong to them."""
    at = 0
    while letters > 0 and at < len(surface):
        letters -= len(fold(surface[at]))
        at += 1
    while 0 < at < len(surface) and not fold(surface[at]):
        at += 1
    return at
