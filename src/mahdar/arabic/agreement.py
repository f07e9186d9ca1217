"""Agreement: the number and gender of a word as far as its form tells, and whether two words may go together.

What reads the form is in `mahdar.arabic.endings`; here are the words whose form tells nothing, the names of states, cities
and persons, the verbs that the knowledge conjugates, and the rule by which Arabic words agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

import msgspec

from mahdar.arabic.endings import LEXICON, Agreement, Gender, Number, by_ending, or_dual
from mahdar.arabic.fold import fold
from mahdar.arabic.tokens import Token
from mahdar.arabic.verbs import participle_forms, past_forms, present_forms
from mahdar.knowledge import Knowledge, load

__all__ = ["Agreement", "agreement", "agrees"]

_MARKS = dict.fromkeys(map(ord, "ـ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u200c\u200d\u200e\u200f"))
_PREPOSITIONS = frozenset("بلك")
_UNTOLD = Agreement(why="its form tells nothing")


def agreement(word: Token | str) -> Agreement:
    """The number and gender of a word; None in a field that its form doesn't tell, with the reason in ``why``.

    A token is read without its proclitics; a string must have none but the article. مؤكدين is plural and masculine, معبرة singular
    and feminine, موسكو, a city, is feminine. A plural of things is told as ``p`` and not human; `agrees` knows that what
    goes with it is feminine singular.
    """
    if isinstance(word, str):
        return _agreement(word.translate(_MARKS), False)
    if word.kind != "word":
        return _UNTOLD
    return _of_token(word.surface, word.stem_start - word.start, word.stem.startswith("ال"), word.pro[-1:] in _PREPOSITIONS)


@lru_cache(maxsize=32768)
def _of_token(surface: str, begins: int, with_article: bool, after_preposition: bool) -> Agreement:
    stem = surface[begins:].translate(_MARKS)
    if with_article and not fold(stem).startswith("ال"):
        stem = "ال" + stem.removeprefix("ل")  # للأمم: the article without its alef
    return _agreement(stem, after_preposition)


@lru_cache(maxsize=32768)
def _agreement(surface: str, after_preposition: bool) -> Agreement:
    norm = fold(surface)
    if not norm or not norm[0].isalpha() or norm[0].isascii():
        return _UNTOLD
    definite = len(norm) > 3 and norm.startswith("ال")
    if name := _names().get(norm):
        return name
    bare = surface[2:] if definite else surface
    listed = _words().get(norm) or _words().get(fold(bare))
    if listed:
        return _with(listed, definite)
    form = _forms().get(norm) if not definite and not after_preposition else None
    if form and not (form.sort == "participle" and norm.endswith("ه") and not surface.endswith("ة")):  # مقره is no participle
        return form
    if not definite and (found := _with_pronoun(surface, norm)) is not None:
        return found
    return _with(by_ending(bare, definite=definite, after_preposition=after_preposition, of_base=_listed), definite)


def _with(found: Agreement, definite: bool) -> Agreement:
    if not definite or found.definite or found.sort == "verb":
        return found
    return msgspec.structs.replace(found, definite=True, also=found.also and _with(found.also, True))


def _listed(folded: str) -> Agreement | None:
    return _words().get(folded)


def _with_pronoun(surface: str, norm: str) -> Agreement | None:
    """A word with a pronoun written onto it (قواتهم، وزيرها، يطالبها), which makes a noun definite; ة is ت before it (دولته).

    The word without it must be listed or commoner than the whole: درهم is no pronoun's.
    """
    for pronoun in ("هما", "هم", "هن", "ها", "نا", "ه"):
        rest = norm[: -len(pronoun)]
        if not norm.endswith(pronoun) or surface.endswith("ة") or len(rest) < 3:
            continue
        feminine = rest[:-1] + "ه" if rest.endswith("ت") else ""
        for base in (rest, feminine):
            if listed := _words().get(base):
                return _with(listed, listed.sort == "noun")
        if feminine and not rest.endswith("ات") and LEXICON.ratio(feminine, rest) > 1 and LEXICON.ratio(feminine, norm) > 1:
            return Agreement("s", "f", True, None, "noun", "ة of the feminine, before a pronoun")
        if LEXICON.ratio(rest, norm) > 1:
            under = _agreement(surface[: -len(pronoun)], False)
            return _with(under, under.sort in ("noun", None))
    return None


@lru_cache(maxsize=1)
def _words() -> dict[str, Agreement]:
    """The listed words by their folded form."""
    known = load().agreement
    man = Agreement("s", "m", human=True, sort="noun", why="listed: a man whose word is feminine too")
    kinds: tuple[tuple[tuple[str, ...], Agreement], ...] = (
        (known.silent, Agreement(why="listed: a word of no number or gender")),
        (_number_words(), Agreement(why="a number")),
        (known.masculine, Agreement("s", "m", sort="noun", why="listed: singular, masculine")),
        (known.feminine, Agreement("s", "f", sort="noun", why="listed: singular, feminine")),
        (known.feminine_or_man, Agreement("s", "f", sort="noun", why="listed: singular, feminine, or a man", also=man)),
        (known.men, Agreement("p", "m", human=True, sort="noun", why="listed: a plural of people")),
        (known.women, Agreement("p", "f", human=True, sort="noun", why="listed: a plural of women")),
        (known.things, Agreement("p", None, human=False, sort="noun", why="listed: a plural of things")),
    )
    out = {fold(word): told for words, told in kinds for word in words}
    return out | {fold(word): or_dual(out[fold(word)]) for word in known.plural_or_dual}


def _number_words() -> tuple[str, ...]:
    numerals = load().numerals
    return tuple(word for forms in (*numerals.tens.values(), *(pair for pairs in numerals.units.values() for pair in pairs)) for word in forms)


@lru_cache(maxsize=1)
def _names() -> dict[str, Agreement]:
    """Names of one word by their folded form: cities and states are feminine but for those listed, persons by their entry."""
    known = load()
    out: dict[str, Agreement] = {}

    def add(name: str, gender: Gender, why: str, *, short: bool = True) -> None:
        if " " not in name and short:
            out.setdefault(fold(name), Agreement("s", gender, True, None, "name", why))

    for name in known.agreement.masculine_names:
        add(name, "m", "listed: a masculine name")
    for name in known.agreement.feminine_names:
        add(name, "f", "listed: a feminine name")
    for state in known.states:
        for name in () if state.needs_context else state.names:
            add(name, "f", "a state")
        for people in state.people:
            if " " not in people:
                out.setdefault(fold(people), Agreement("p", "m", people.startswith("ال"), True, "noun", "a people"))
    for place in known.places:
        for name in place.names if place.sort == "city" and not place.needs_context else ():
            add(name, "f", "a city")
    for person in known.persons:
        # Women are marked in the knowledge; whoever isn't is a man.
        for name in () if person.needs_full else person.short:
            add(name, person.gender or "m", "a person")
    return out


@lru_cache(maxsize=1)
def _forms() -> dict[str, Agreement]:
    """Forms of the reporting verbs and their participles."""
    return dict(_conjugated(load()))


def _conjugated(known: Knowledge) -> Iterator[tuple[str, Agreement]]:
    for verb in known.verbs:
        for word, form in (past_forms(verb.past) | (present_forms(verb.present) if verb.present else {})).items():
            yield word, Agreement(form.number, form.gender, False, None, "verb", f"a form of {verb.past}")
    for verb in known.verbs:  # a participle rather than a verb where they look alike
        if verb.participle:
            forms = participle_forms(verb.participle, verb.past.endswith(("ى", "ا")))
            for word, form in forms.items():
                told = Agreement(form.number, form.gender, False, form.number == "p" or None, "participle", f"a participle of {verb.past}")
                # داعين is a plural alone, for its dual is داعيين
                yield word, or_dual(told) if form.number == "p" and word[:-2] + "ان" in forms and word.endswith("ين") else told


@lru_cache(maxsize=4096)
def agrees(noun: Agreement, other: Agreement, *, verb_first: bool = False) -> bool | None:
    """Whether ``other``, a participle, adjective or verb, may go with ``noun``; None where that can't be told.

    Plurals of things take the feminine singular (الدول المشاركة). With ``verb_first`` the caller says that ``other`` is the verb
    before its subject, which is singular (أكد المجتمعون); a participle is not. What isn't known of either is tried both ways: the
    answer is None if it depends on it. A spelling of two readings (`Agreement.also`) goes with what one of them goes with: a dual that is
    written like the plural surely, another word (a preacher for the feminine of داع) perhaps, which is None.
    """
    answer = _agrees(noun, other, verb_first)
    for a, b in ((noun, other.also), (noun.also, other), (noun.also, other.also)):
        if answer or a is None or b is None:
            continue
        found = _agrees(a, b, verb_first)
        if found and all(word.number == "d" for word, first in ((a, noun), (b, other)) if word is not first):
            return True
        answer = None if found is not False else answer
    return answer


def _agrees(noun: Agreement, other: Agreement, verb_first: bool) -> bool | None:
    """See `agrees`, of one reading of each."""
    answers = {
        _fits(number, gender, human, other_number, other_gender, verb_first and other.sort != "participle")
        for number in _numbers(noun)
        for gender in _genders(noun)
        for human in ((True, False) if noun.human is None else (noun.human,))
        for other_number, other_gender in product(_numbers(other), _genders(other))
    }
    return answers.pop() if len(answers) == 1 else None


def _numbers(word: Agreement) -> tuple[Number, ...]:
    return (word.number,) if word.number else ("s", "d", "p")


def _genders(word: Agreement) -> tuple[Gender, ...]:
    return (word.gender,) if word.gender else ("m", "f")


def _fits(number: Number, gender: Gender, human: bool, other_number: Number, other_gender: Gender, verb_first: bool) -> bool:
    if number == "p" and not human:
        number, gender = "s", "f"
    if verb_first:
        number = "s"
    return (number, gender) == (other_number, other_gender)
