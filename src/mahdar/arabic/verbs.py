"""Inflected forms of verbs, participles and verbal nouns, as folded strings, from a lemma and its imperfect stem.

The forms are those that a third party is reported with: third person past, imperfect and future of both genders and
all numbers, with or without an object pronoun (أعلنه، تتهمها), participles as they stand in a circumstantial clause
(مؤكدا، مؤكدة، مؤكدين), verbal nouns with or without a possessor (قوله، إعلان).

The classes of verbs, each with its table, are told by the two stems: sound (أكد ؤكد), assimilated (وصف صف), hollow (قال قول، أشار شير),
defective (دعا دعو، نفى نفي، خشي خشى), doubled (ردّ رد) and those with a hamza at the end (هنأ هنئ، جاء جيء). Fischer, A Grammar of
Classical Arabic, §§ 236-261, has the paradigms.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from mahdar.arabic.fold import fold

Shape = Literal["past", "present", "participle", "noun"]
Number = Literal["s", "d", "p"]
Gender = Literal["m", "f"]

_OBJECTS = ("ه", "ها", "هم", "هما")
_POSSESSORS: tuple[tuple[str, Gender, Number], ...] = (("ه", "m", "s"), ("ها", "f", "s"), ("هم", "m", "p"), ("هما", "m", "d"), ("هن", "f", "p"))
_PREFIXES: tuple[tuple[str, Gender], ...] = (("ي", "m"), ("ت", "f"))
_SHADDA = "\u0651"


class VerbForm(msgspec.Struct, frozen=True):
    """What an inflected form says: its shape, the gender and number of its subject (None where either may be meant), the object or
    possessor pronoun written onto it, whether it is a passive, and whether it stands only after لم (the jussive of a weak verb: لم يقل)."""

    shape: Shape
    gender: Gender | None
    number: Number | None
    pronoun: str = ""
    passive: bool = False
    jussive: bool = False


def past_forms(lemma: str) -> dict[str, VerbForm]:
    """Third-person past forms of ``lemma``: دعا → دعا، دعت، دعوا، دعيا، دعتا; with pronouns (دعته)."""
    base = fold(lemma)
    raw = lemma.rstrip("ًٌٍ")
    weak = raw.endswith(("ى", "ا")) and len(base) > 2
    stem = base[:-1] if weak or raw.endswith("ي") else base
    link = base if not weak else base[:-1] + "ا" * (base[-2] != "ا")  # رأى: رآه
    open_stem = stem if weak else base
    forms = {
        base: VerbForm("past", "m", "s"),
        open_stem + "ت": VerbForm("past", "f", "s"),
        stem + "وا": VerbForm("past", "m", "p"),
        stem + "يا" if weak else base + "ا": VerbForm("past", "m", "d"),
        open_stem + "تا": VerbForm("past", "f", "d"),
    }
    if raw.endswith("أ"):
        forms[base[:-1] + "ووا"] = VerbForm("past", "m", "p")  # هنؤوا beside هنأوا
    if raw.endswith("اء"):
        forms[base[:-1] + "ووا"] = VerbForm("past", "m", "p")  # جاؤوا beside جاءوا
    for pronoun in _OBJECTS:
        forms.setdefault(link + pronoun, VerbForm("past", "m", "s", pronoun))
        forms.setdefault(open_stem + "ت" + pronoun, VerbForm("past", "f", "s", pronoun))
        forms.setdefault(stem + "و" + pronoun, VerbForm("past", "m", "p", pronoun))
    return forms


def present_forms(stem: str) -> dict[str, VerbForm]:
    """Imperfect forms from the stem after the prefix (ؤكد): يؤكد، تؤكد، يؤكدون، يؤكدان; with pronouns (تتهمها)."""
    base = fold(stem)
    weak = stem.endswith(("و", "ي", "ى")) and len(base) > 1
    short = base[:-1] if weak else base
    forms: dict[str, VerbForm] = {}
    forms["ي" + base] = VerbForm("present", "m", "s")
    forms["ت" + base] = VerbForm("present", "f", "s")
    forms["ي" + short + "ون"] = VerbForm("present", "m", "p")
    forms["ي" + short + "وا"] = VerbForm("present", "m", "p")
    if stem.endswith("أ"):
        forms["ي" + base[:-1] + "وون"] = VerbForm("present", "m", "p")  # يلجؤون beside يلجأون
    if stem.endswith("ء"):
        forms["ي" + base[:-1] + "يون"] = VerbForm("present", "m", "p")  # يجيئون
    dual = base if not stem.endswith("ى") else base[:-1] + "ي"
    forms["ي" + dual + "ان"] = VerbForm("present", "m", "d")
    forms["ت" + dual + "ان"] = VerbForm("present", "f", "d")
    for pronoun in _OBJECTS:
        forms.setdefault("ي" + base + pronoun, VerbForm("present", "m", "s", pronoun))
        forms.setdefault("ت" + base + pronoun, VerbForm("present", "f", "s", pronoun))
    return forms


def further_forms(lemma: str, stem: str) -> dict[str, VerbForm]:
    """The forms of a verb that `past_forms` and `present_forms` leave out, as few of them are met and many look like other words: the
    jussive of weak verbs (لم يقل، لم يستثن), passives that are written otherwise than the active (قيل، يقال، طولب، يوصف، دعي), and the
    feminine plural (أكدن، يؤكدن). ``stem`` is empty where the verb has no imperfect."""
    active = past_forms(lemma).keys() | (present_forms(stem).keys() if stem else set())
    forms: dict[str, VerbForm] = {}
    for prefix, gender in _PREFIXES:
        if (short := _jussive(lemma, stem)) is not None:
            forms.setdefault(prefix + short, VerbForm("present", gender, "s", jussive=True))
        if stem and (passive := _present_passive(lemma, stem)) is not None:
            forms.setdefault(prefix + passive, VerbForm("present", gender, "s", passive=True))
    if (passive := _past_passive(lemma, stem)) is not None:
        forms.setdefault(passive, VerbForm("past", "m", "s", passive=True))
        forms.setdefault(passive + "ت", VerbForm("past", "f", "s", passive=True))
    for shape, word in (("past", _past_women(lemma, stem)), ("present", "ي" + _present_women(lemma, stem) if stem else "")):
        if word:
            forms.setdefault(word, VerbForm(shape, "f", "p"))  # type: ignore[arg-type]
    return {form: reading for form, reading in forms.items() if form not in active}


def _is_hollow(lemma: str, stem: str) -> bool:
    """قال قول، أشار شير، خاف خاف: a long vowel before the last letter of both stems."""
    return len(lemma) > 2 and lemma[-2] == "ا" and len(stem) > 1 and stem[-2] in "ويا" and not _is_third_form(lemma, stem)


def _is_third_form(lemma: str, stem: str) -> bool:
    """طالب طالب، تبادل تبادل: a long ا after the first root letter, which the imperfect keeps."""
    at = 2 if lemma.startswith("ت") and fold(stem) == fold(lemma) else 1
    return len(lemma) > at + 2 and lemma[at] == "ا" and fold(stem) == fold(lemma)


def _is_defective(lemma: str) -> bool:
    return lemma.endswith(("ى", "ا", "ي")) and len(lemma) > 2


def _short(stem: str) -> str:
    """A hollow stem without its long vowel: قول → قل, جاء → جئ."""
    return fold(stem[:-2] + stem[-1].replace("ء", "ئ"))


def _jussive(lemma: str, stem: str) -> str | None:
    """The imperfect without its long vowel: قول → قل, ستثني → ستثن. None where it is written like the indicative."""
    if len(stem) < 2:
        return None
    if _is_hollow(lemma, stem):
        return _short(stem)
    return fold(stem[:-1]) if _is_defective(lemma) and stem[-1] in "ويى" else None


def _present_passive(lemma: str, stem: str) -> str | None:
    """The passive imperfect without its prefix where its letters differ: قول → قال, دعو → دعى, صف → وصف, وصي → وصى."""
    if _is_hollow(lemma, stem):
        return fold(stem[:-2] + "ا" + stem[-1])
    if _is_defective(lemma) and stem[-1] in "ويى":
        return fold(stem[:-1] + "ى")
    if lemma.startswith("و") and len(stem) == len(lemma.replace(_SHADDA, "")) - 1:
        return fold(lemma)
    return None


def _past_passive(lemma: str, stem: str) -> str | None:
    """The passive past where its letters differ: قال → قيل, طالب → طولب, تبادل → تبودل, دعا → دعي, جاء → جيء."""
    if _is_hollow(lemma, stem):
        return fold(lemma[:-2] + "ي" + lemma[-1].replace("ء", "ئ"))
    if _is_third_form(lemma, stem):
        at = 1 + lemma.startswith("ت")
        return fold((lemma[:at] + "و" + lemma[at + 1 :]).replace("وء", "وئ"))
    return fold(lemma[:-1] + "ي") if lemma.endswith(("ى", "ا")) and lemma[-2] not in "أا" and len(lemma) > 2 else None


def _past_women(lemma: str, stem: str) -> str:
    """The past of several women: أكدن، قلن، أشرن، دعون، نفين، رددن."""
    if _is_hollow(lemma, stem):
        return _short(lemma) + "ن"
    if lemma.endswith(_SHADDA):
        return fold(lemma) + fold(lemma)[-1] + "ن"
    if lemma.endswith("ا") and len(lemma) > 2:
        return fold(lemma[:-1]) + "ون"
    return fold(lemma) + "ن"


def _present_women(lemma: str, stem: str) -> str:
    """The imperfect of several women without its prefix: ؤكدن، قلن، شرن، دعون، نفين، رددن."""
    if _is_hollow(lemma, stem):
        return _short(stem) + "ن"
    if lemma.endswith(_SHADDA):
        return fold(stem) + fold(stem)[-1] + "ن"
    return fold(stem) + "ن"


def participle_forms(lemma: str, weak: bool) -> dict[str, VerbForm]:
    """Indefinite forms of an active participle: مؤكدا، مؤكدة، مؤكدين، مؤكدون، مؤكدتين. ``weak``: داع → داعيا."""
    base = fold(lemma)
    full = base if not weak or base.endswith("ي") else base + "ي"
    short = full[:-1] if weak else base
    return {
        base: VerbForm("participle", "m", "s"),
        full + "ا": VerbForm("participle", "m", "s"),
        full + "ه": VerbForm("participle", "f", "s"),
        short + "ين": VerbForm("participle", "m", "p"),
        short + "ون": VerbForm("participle", "m", "p"),
        full + "ان": VerbForm("participle", "m", "d"),
        full + "تين": VerbForm("participle", "f", "d"),
        full + "تان": VerbForm("participle", "f", "d"),
    }


def noun_forms(lemma: str) -> dict[str, VerbForm]:
    """A verbal noun in its states, bare or with a possessor: قول، قولا، قوله، إعلان، ادعاء، ادعائه، دعوتها. Gender and number are the
    possessor's."""
    base = fold(lemma)
    forms = {base: VerbForm("noun", None, None)}
    forms.setdefault(base + "ا", VerbForm("noun", None, None))
    opens = [base[:-1] + "ت"] if lemma.endswith("ة") else [base]
    if lemma.endswith("اء"):
        opens += [base[:-1] + "ي", base[:-1] + "و"]  # ادعائه، ادعاؤه beside ادعاءه
    for pronoun, gender, number in _POSSESSORS:
        for open_form in opens:
            forms.setdefault(open_form + pronoun, VerbForm("noun", gender, number, pronoun))
    return forms


def plural_noun(lemma: str) -> str | None:
    """The regular plural of a verbal noun that has one: تصريح → تصريحات, دعوة → دعوات, انتقاد → انتقادات. None for the short nouns of form I
    (قول، رفض), whose plurals are broken, and for those in ي (تبني)."""
    if lemma.endswith("ة"):
        return lemma[:-1] + "ات"
    return lemma + "ات" if len(lemma) > 3 and lemma[0] in "تاإ" and not lemma.endswith(("ي", "ى")) else None
