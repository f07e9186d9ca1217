"""Readings of an Arabic word: its proclitics, article, stem and enclitic pronoun.

Every split that the grammar allows is a reading. It is weighed by how often it should be met: how common its stem is by
itself, times how often such clitics are written onto a word. Whether a form is a stem at all is told by what else is written
onto it. A word that carries a proclitic takes no article before it (الوزير shows that وزير is a stem; *البشكل isn't met, and
بشكل is ب + شكل), and nothing follows a pronoun (الاتجاهات shows that اتجاه is a stem; *بلادهات isn't met, and بلاده is
بلاد + ه). So the frequencies of words as they are written, clitics and all, are enough to tell them apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

import msgspec

from mahdar.arabic.fold import fold
from mahdar.arabic.lexicon import Lexicon
from mahdar.knowledge import load

# How often a word is met with the clitic, roughly, in running news: only the order of size matters.
_CONJUNCTIONS = {"و": 0.06, "ف": 0.004}
_PREPOSITIONS = {"ب": 0.04, "ل": 0.04, "ك": 0.002}
_FUTURE = 0.03
_PRONOUNS = {"ه": 0.04, "ها": 0.04, "هم": 0.015, "هما": 0.002, "هن": 0.001, "نا": 0.008, "كم": 0.001, "ك": 0.002, "ني": 0.004, "ي": 0.003}
_BARE_PREPOSITION = 0.2  # how common ب and ل are where a pronoun follows: به، لهم
_AFTER_PARTICLE = 3.0  # how much oftener a particle takes a pronoun than a noun does
_FA_BEFORE_PARTICLE = 5.0  # the same of ف
_MINE = 0.1  # how much rarer ي is after a noun than after a particle or ت: news seldom says "my"

_CLOSED = 0.005
"""What is left of the frequency of a form that nothing shows to be a stem: few words are adverbs or particles."""
_CLOSED_LONG = 0.001  # and hardly any that has more than five letters
_OPEN = 0.1
"""The share of a form's frequency that its forms with the article and other affixes reach if it is as likely a stem as not."""
_OPEN_ARTICLE = 0.02
"""The same of a form that begins with ال: if that is its own, at least this share of it has another article or is its imperfect."""
_CARELESS, _CARELESS_LISTED = 0.02, 0.06
"""How often a ta marbuta is written without its dots, in news and in the texts of all kinds that the frequencies are of."""
_FOLDED = 0.005
"""The least part of a folded form's frequency that a spelling with its own hamzas is given."""
_KNOWN = 1e-6
"""The least frequency of a word or name that the knowledge knows."""
_RARE = 1e-7
"""A stem that is rarer may be met more often with its pronouns than bare."""
_SELDOM_BARE = 1e-5  # and a small word that is rarer surely is
_UNSEEN = 2e-9
"""Half the least frequency of the list."""
_BOTH = 0.1  # what is left of an article's likelihood where a pronoun must be the word's own letters
_CERTAIN = 0.98  # an article so likely leaves no other reading
_STRANGER, _LONGER, _WAW = 3e-7, 0.25, 0.1
"""The weight of a word that nobody has met, which may be a foreign name; how much less it is with each letter more, and where
its first letter is و, with which few names begin."""
_PROCLITIC_LETTERS = frozenset("وفبلكس")
_AFTER_SIN = frozenset("يتنأ")  # with which an imperfect begins
_HAMZAS = frozenset("أإآؤئ")
PRONOUN_ENDINGS = tuple(_PRONOUNS)
_LONGEST_FIRST = sorted(_PRONOUNS, key=len, reverse=True)
_SUFFIXES = {
    "ه": ("ات", "ين", "ي", "ت", "ه", "ها"),
    "ها": (),
    "هم": ("ه", "ها", "ت", "وا", "ي", "ين"),
    "هما": (),
    "هن": ("ه", "ت", "ي"),
    "نا": ("ه", "ها", "ي"),
    "كم": ("ه", "ها", "ت", "وا", "ي", "ين"),
    "ك": ("ه", "ها", "ت", "وا", "ات", "ي", "ين"),
    "ني": ("ه", "ين", "ون"),
    "ي": ("ه", "ين", "ون", "ها"),
}
"""What is written after a stem that only looks as if it ended in the pronoun: اتجاهات، شبهها، مهمة، حاكمت، شاركوا، محلية."""


class _Particles(msgspec.Struct, frozen=True):
    """The small words of ``lexical.toml`` that clitics are written onto, folded; ``mine`` as they are written before ي."""

    article_words: frozenset[str]
    before_pronoun: frozenset[str]
    after_fa: frozenset[str]
    mine: frozenset[str]


@lru_cache(maxsize=1)
def _particles() -> _Particles:
    words = load().lexical.clitics
    article, pronoun, fa = (frozenset(map(fold, kind)) for kind in (words.article_words, words.before_pronoun, words.after_fa))
    mine = frozenset(word[:-1] + "ت" if word.endswith("ة") else word for word in words.mine)  # as written: سأبني is no ابني
    return _Particles(article, pronoun, pronoun | fa, mine)


class Split(msgspec.Struct, frozen=True, gc=False):
    """A reading with where its parts stand, counted in the letters of the folded word: the stem with its article begins at
    ``cut``, and the pronoun at ``end``. ``stem`` has its pronoun, and the alef of the article where ل took it (الامم in للأمم)."""

    weight: float
    pro: str
    cut: int
    end: int
    stem: str
    base: str
    enclitic: str = ""
    definite: bool = False


def is_one(plain: str, norm: str) -> bool:
    """Whether a word has one reading whatever the lexicon: neither its beginning nor its end is that of what is written onto words."""
    if norm[0] in _PROCLITIC_LETTERS or norm.startswith("ال"):
        return False
    return plain[-1] in "ةى" or not norm.endswith(PRONOUN_ENDINGS)


class Splitter:
    """Reads words with a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        particles = _particles()
        self._article_words, self._before_pronoun, self._after_fa = particles.article_words, particles.before_pronoun, particles.after_fa
        self._mine = particles.mine
        self._hamza = lexicon.with_hamza
        # Look-ups with as few calls around them as may be: there are a dozen or more for each word.
        self._frequency, self._written = lexicon.frequencies.get, lexicon.spellings.get
        self._known, self._whole = lexicon.known.__contains__, lexicon.whole.__contains__

    def splits(self, plain: str, norm: str) -> list[Split]:
        """The readings of a word. ``plain`` is the word as it is written, without marks, as long as its folded form ``norm``."""
        out: list[Split] = []
        readings, whole, length = self._readings, self._whole, len(norm)
        readings(out, "", 1.0, plain, norm)
        starts = [("", 1.0)]
        if length > 2 and norm[0] in _CONJUNCTIONS:
            starts.append((norm[0], _CONJUNCTIONS[norm[0]]))
            readings(out, *starts[1], plain, norm)
        for conjunction, prior in starts:
            at = len(conjunction)
            letter = norm[at]
            if letter not in "بلكس" or length - at < 3 or (conjunction and whole(norm[at:])):
                continue
            if letter != "س":
                readings(out, conjunction + letter, prior * _PREPOSITIONS[letter], plain, norm)
            elif length - at > 3 and plain[at + 1] in _AFTER_SIN:
                readings(out, conjunction + letter, prior * _FUTURE, plain, norm)
        return out

    def _readings(self, out: list[Split], before: str, prior: float, plain: str, norm: str) -> None:
        """Add the readings of what follows the proclitics ``before``, of which ``prior`` says how common they are: with and without the
        article or a pronoun."""
        cut, length = len(before), len(norm)
        form, written = norm[cut:], plain[cut:]
        last = before[-1:]
        frequency = self._frequency
        if last == "ل" and form[0] == "ل":
            for stem in ("ا" + form, "ال" + form)[form == "له" :]:  # للأمم، للغة; لله is of no إله
                definite = stem not in self._article_words
                out.append(Split(prior * frequency(stem, 0.0), before, cut, length, stem, stem[2:] if definite else stem, "", definite))
        elif form.startswith("ال") and len(form) > 3 and last not in ("ل", "س"):
            share = self._article_share(form, written)
            if share == 1.0 and not before:
                out.append(Split(1.0, before, cut, length, form, form[2:], "", True))  # the only reading
                return
            if share:
                weight = frequency(form, 0.0) + _STRANGER * _LONGER ** len(form)
                out.append(Split(prior * share * weight, before, cut, length, form, form[2:], "", True))
            if share > _CERTAIN:
                return
            prior *= 1.0 - share
        noun = last in _PREPOSITIONS
        alone, left = self._alone(form, written, noun)
        owned = list(self._owned(form, written, noun)) if written[-1] not in "ةى" and form.endswith(PRONOUN_ENDINGS) else []
        expected = alone + sum([weight for *_, weight in owned])
        if owned and expected and (form[0] not in _PROCLITIC_LETTERS or self._whole(owned[0][1])):
            prior *= max(1.0, frequency(form, 0.0) / expected)  # such a pair may be commoner than its parts would let expect: لديها
            left = max(1.0, left / (expected - alone)) if expected > alone else 1.0
            owned = [(pronoun, base, weight * left) for pronoun, base, weight in owned]
        weight = alone * self._begins(form, written, known=True) * self._goes_after(last, form)
        if before in ("", "و"):
            weight = max(weight, _STRANGER * _LONGER ** len(form) * (_WAW if not before and form[0] == "و" else 1.0))
        out.append(Split(prior * weight, before, cut, length, form, form))
        for pronoun, base, weight in owned:
            out.append(Split(prior * weight * self._begins(base), before, cut, length - len(pronoun), form, base, pronoun))

    def _begins(self, form: str, written: str = "", *, known: bool = False) -> float:
        """How likely ``form`` is a stem from its first letter on, and begins with no proclitic. ``known``: so is what is known."""
        first = form[0]
        if first not in _PROCLITIC_LETTERS or len(form) < 3 or self._whole(form):
            return 1.0
        if first == "س" and (written or form)[1] not in _AFTER_SIN:
            return 1.0
        if first == form[1] == "ل":
            return 0.0
        frequency: Callable[[str, float], float] = self._frequency
        hamzas = _HAMZAS.intersection(written)
        if known and self._known(form) and not (hamzas and self._written(form, 0.0) > self._written(written, 0.0)):  # not وادي where وأدى is written
            return 1.0
        if hamzas:  # it is written with care, so count only what is: the forms of لأي, not those of لاي
            frequency, form = self._written, written
        seen = frequency("ال" + form, 0.0) + frequency("ب" + form, 0.0)
        if first != "ل":
            seen += frequency("ل" + form, 0.0)  # لل is ل with the article
        if first in _CONJUNCTIONS:
            seen += frequency("و" + form, 0.0)
        if first + form[1] != "ست":  # يسترد is of استرد
            seen += frequency("ي" + form, 0.0) + frequency("ت" + form, 0.0)
        if len(form) > 3:
            if first not in _CONJUNCTIONS and form[-2] != "ا" and form.endswith(("ت", "وا", "نا")):  # لجأت: يلجأ
                root = form[: -1 if form[-1] == "ت" else -2]
                seen += frequency("ي" + root, 0.0) + frequency("ت" + root, 0.0)
            elif form[-1] == "ا":  # ليلا: الليل
                seen += frequency("ال" + form[:-1], 0.0)
        return _likely(seen, frequency(form, 0.0), _CLOSED)

    def _goes_after(self, letter: str, form: str) -> float:
        """How well ``form`` goes after a proclitic."""
        if letter == "ف":
            return _FA_BEFORE_PARTICLE if form in self._after_fa else 1.0
        if letter in ("ب", "ل") and form in _PRONOUNS:
            return 0.0  # لهم is ل with a pronoun after it
        if letter in _PREPOSITIONS and form[-1] == "ت" and form[-2:-1] != "ا" and len(form) > 2:
            return 0.02 if self._frequency("ال" + form, 0.0) < 0.01 * self._frequency(form, 0.0) else 1.0  # a verb, as in لجأت
        return 1.0

    def _alone(self, form: str, written: str, noun: bool) -> tuple[float, float]:
        """How often ``form`` stands for a stem that ends with its last letter, not with a pronoun; and how often it must have a
        pronoun, where that can be told: as it is written with ه far oftener than ه is written for its ta marbuta (طريقه)."""
        frequency: Callable[[str, float], float] = self._frequency
        met = self._met(form, written)
        folded, known = form, self._known(form)
        if known:
            met = max(met, _KNOWN)
        last = form[-1]
        if _HAMZAS.intersection(written):
            frequency, form = self._written, written
        if form in _PRONOUNS or written[-1] in "ةى" or not form.endswith(PRONOUN_ENDINGS):
            return met, 0.0
        seen, extra, left = frequency("ال" + form, 0.0), 0.0, 0.0
        pronoun = next(pronoun for pronoun in _LONGEST_FIRST if form.endswith(pronoun))
        stem, folded_stem = form[: -len(pronoun)], folded[: -len(pronoun)]
        if written[-1] == "ه" and (marbuta := self._spelt(written[:-1] + "ة")):
            careless = met * marbuta / (marbuta + self._spelt(written))
            met -= careless
            extra = min(_CARELESS * careless, met)
            left = met - extra if careless > 0.2 * met else 0.0
            seen = max(0.0, self._written("ال" + written, 0.0) - _CARELESS_LISTED * self._written("ال" + written[:-1] + "ة", 0.0))
        elif last == "ي" and written[:-1] in self._mine:
            return _CLOSED * met, 0.0
        elif last == "ي":
            if folded_stem not in self._before_pronoun:
                extra = min(met, frequency(form + "ن", 0.0))  # the construct of a dual or plural: محافظتي، ممثلي
        elif form.endswith("نا") and folded_stem not in self._before_pronoun:
            extra = 0.05 * frequency(form[:-1], 0.0)  # the accusative of a noun in ن: بيانا
            if not noun:
                extra += met * self._past_share(folded_stem)  # شعرنا
        if last in "هكمن":
            # شارك, تستلهم: يشارك, يستلهم; but not رأسه: يرأسه, for there is يرأس
            for prefix, at in (("ي", 0), ("ت" if form[0] == "ي" else "ي", 1))[: 1 + (form[0] in "يتنا")]:
                imperfect = frequency(prefix + form[at:], 0.0)
                if imperfect > frequency(prefix + stem[at:], 0.0) + (frequency(prefix + stem[at:-1] + "ي", 0.0) if stem[-1] == "ا" else 0.0):
                    seen += imperfect
        for suffix in _SUFFIXES[pronoun]:
            if seen > met:
                break  # it is a stem, and no more need be known
            seen += frequency(form + suffix, 0.0)
        likely = _likely(seen, met, _CLOSED if len(form) <= 5 else _CLOSED_LONG)
        if known and not left and written[-2] not in "ئؤء" and not self._known_stem(folded_stem):
            likely = max(likely, 0.9)
        return met * likely + extra, left * (1.0 - likely)

    def _owned(self, form: str, written: str, noun: bool) -> Iterator[tuple[str, str, float]]:
        """The pronouns that ``form`` may end with, each with the base before it and how common that is with it."""
        for pronoun, share in _PRONOUNS.items():
            if form.endswith(pronoun) and len(form) > len(pronoun):
                stem = form[: -len(pronoun)]
                base, weight = self._base(stem, written[: len(stem)], pronoun, noun)
                if weight:
                    yield pronoun, base, share * weight

    def _base(self, stem: str, written: str, pronoun: str, noun: bool) -> tuple[str, float]:
        """The form that ``stem`` has without the pronoun after it, and how common it is."""
        frequency = self._frequency
        if len(stem) == 1:  # a preposition: لهم
            return stem, 0.0 if stem not in "لب" or pronoun == "ني" or noun else _BARE_PREPOSITION * (_MINE if pronoun == "ي" else 1.0)
        if stem in self._before_pronoun:
            weight = frequency(stem, 0.0)
            if weight < _SELDOM_BARE:  # أنفس
                weight += sum([frequency(stem + other, 0.0) for other in ("ها", "هم", "نا") if other != pronoun])
            return stem, _AFTER_PARTICLE * weight
        base, weight = stem, self._met(stem, written)
        if self._known(stem):
            weight = max(weight, _KNOWN)
        for other, met in self._restored(stem, written):
            if met > weight:
                base, weight = other, met
        if len(stem) == 2:
            noun_met = frequency("لل" + stem, 0.0) + frequency("بال" + stem, 0.0)
            weight *= noun_met / (noun_met + 0.02 * weight + _UNSEEN) if "ال" + stem not in self._article_words else 0.0
        if weight < _RARE and pronoun in ("ه", "ها", "هم"):
            weight += sum([frequency(stem + other, 0.0) for other in ("ه", "ها", "هم") if other != pronoun])
        if pronoun == "ني":
            weight *= max(self._past_share(stem), self._imperfect_share(stem)) if len(stem) > 2 else 0.0
        elif pronoun == "ي" and written not in self._mine and not (base != stem and stem[-1] == "ت"):
            weight *= _MINE
        elif pronoun == "نا" and not noun:
            weight *= 1.0 - 0.75 * self._past_share(stem)
        return base, weight

    def _restored(self, stem: str, written: str) -> Iterator[tuple[str, float]]:
        """What ``stem`` may be where it ends a word: a ta marbuta, alef maqsura, hamza or silent alef comes back."""
        frequency = self._frequency
        last = stem[-1]
        if last == "ت" and len(stem) > 2:  # زيارته: زيارة, but not بيته
            if marbuta := self._written(written[:-1] + "ة", 0.0):
                base = stem[:-1] + "ه"
                yield base, frequency(base, 0.0) * marbuta / (marbuta + self._written(written[:-1] + "ه", 0.0))
        elif last == "ا" and len(stem) > 2:  # مستواها: مستوى
            yield stem[:-1] + "ي", frequency(stem[:-1] + "ي", 0.0)
        elif last == "و":  # أبلغوهم: أبلغوا
            yield stem + "ا", frequency(stem + "ا", 0.0)
        if written[-1] in "ئؤ" and stem[-2] == "ا":  # لقائه: لقاء
            yield stem[:-1] + "ء", frequency(stem[:-1] + "ء", 0.0)

    def _met(self, form: str, written: str) -> float:
        """How common ``form`` is; where it is written with hamzas, not the others that fold alike: آماله, not إمالة; وأدى, not وادي."""
        met = self._frequency(form, 0.0)
        return min(met, max(self._written(written, 0.0), _FOLDED * met)) if met and _HAMZAS.intersection(written) else met

    def _known_stem(self, stem: str) -> bool:
        return self._known(stem) or self._known(stem + "ا")  # أبلغوهم, of أبلغوا

    def _spelt(self, written: str) -> float:
        """How common a word is as it is written, the hamza on its first alef told or not."""
        if written[0] != "ا":
            return self._written(written, 0.0)
        return sum([self._written(alef + written[1:], 0.0) for alef in "اأإآ"])

    def _past_share(self, stem: str) -> float:
        """How likely ``stem`` is a verb of the past (شعر، اتفق), not a noun: it has an imperfect, and no article."""
        if stem[0] == "ي" or len(stem) < 3:
            return 0.0
        return self._verb_share(stem, stem[1:] if stem[0] == "ا" else stem, feminine=stem[-1] != "ت")

    def _imperfect_share(self, stem: str) -> float:
        """How likely ``stem`` is a verb of the present (يمكن، تجعل)."""
        return self._verb_share(stem, stem[1:]) if stem[0] in "يتنا" else 0.0

    def _verb_share(self, stem: str, root: str, *, feminine: bool = True) -> float:
        frequency = self._frequency
        verb = frequency("ي" + root, 0.0) + (frequency("ت" + root, 0.0) if feminine else 0.0)  # تحملت is no imperfect of حملت
        noun = frequency("ال" + stem, 0.0) + frequency("لل" + stem, 0.0)
        return verb / (verb + noun + 0.05 * frequency(stem, 0.0) + _UNSEEN)

    def _article_share(self, form: str, written: str) -> float:
        """How likely ``form`` begins with the article, and not with ال of its own (التقى، التزام، الغاء)."""
        if form in self._article_words or written[0] != "ا":
            return 0.0
        frequency, stem, rest = self._frequency, form[2:], written[1:]
        own = self._written("ال" + written, 0.0)
        hamza = self._hamza(rest)
        if hamza and hamza > self._written(written, 0.0):  # الغاء is for إلغاء, but الحادية not for إلحادية
            own = hamza + frequency("ال" + form, 0.0)
        if len(stem) < 6:  # verbs: التقى, يلتقي
            own += frequency("ي" + form[1:], 0.0) + frequency("ت" + form[1:], 0.0)
        if not own:
            return self._article_before_pronoun(form, written)
        article = frequency("لل" + stem, 0.0) + 0.3 * frequency(stem, 0.0) + _OPEN_ARTICLE * frequency(form, 0.0)
        return article / (article + own)

    def _article_before_pronoun(self, form: str, written: str) -> float:
        """The same of a form that is unknown: what has a pronoun has no article, so that ال is its own where the form without the
        pronoun has it for its own (التزاماتها: الالتزامات)."""
        for pronoun in _LONGEST_FIRST:
            rest = written[: -len(pronoun)]
            if not form.endswith(pronoun) or len(rest) < 5 or written[-1] == "ة":
                continue
            for base in (rest, rest[:-1] + "ة") if rest[-1] == "ت" else (rest,):
                if self._written("ال" + base, 0.0):
                    return _BOTH * self._article_share(fold(base), base)
        return 1.0


def _likely(seen: float, met: float, closed: float) -> float:
    """How likely a form is a stem that is met ``met`` times bare, and ``seen`` times with what is written onto stems alone."""
    return closed + (1.0 - closed) * seen / (seen + _OPEN * max(met, _UNSEEN))
