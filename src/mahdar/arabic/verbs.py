"""Inflected forms of verbs, participles and verbal nouns, as folded strings, from a lemma and its imperfect stem.

The forms are those that a third party is reported with: third person past, imperfect and future of both genders and
all numbers, with or without an object pronoun (أعلنه، تتهمها), participles as they stand in a circumstantial clause
(مؤكدا، مؤكدة، مؤكدين), verbal nouns with or without a possessor (قوله، إعلان).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from mahdar.arabic.fold import fold

Shape = Literal["past", "present", "participle", "noun"]
Number = Literal["s", "d", "p"]
Gender = Literal["m", "f"]

_OBJECTS = ("ه", "ها", "هم", "هما")


class VerbForm(msgspec.Struct, frozen=True):
    """What an inflected form says: its shape, the gender and number of its subject (None where either may be meant),
    and the object or possessor pronoun written onto it."""

    shape: Shape
    gender: Gender | None
    number: Number | None
    pronoun: str = ""


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
    dual = base if not stem.endswith("ى") else base[:-1] + "ي"
    forms["ي" + dual + "ان"] = VerbForm("present", "m", "d")
    forms["ت" + dual + "ان"] = VerbForm("present", "f", "d")
    for pronoun in _OBJECTS:
        forms.setdefault("ي" + base + pronoun, VerbForm("present", "m", "s", pronoun))
        forms.setdefault("ت" + base + pronoun, VerbForm("present", "f", "s", pronoun))
    return forms


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
    """A verbal noun, with the article or a possessor: قول، قوله، قولها، إعلان."""
    base = fold(lemma)
    open_form = base[:-1] + "ت" if base.endswith("ه") else base
    forms = {base: VerbForm("noun", None, None), base + "ا": VerbForm("noun", None, None)}
    for pronoun in ("ه", "ها", "هم"):
        forms[open_form + pronoun] = VerbForm("noun", {"ه": "m", "ها": "f", "هم": "m"}[pronoun], "p" if pronoun == "هم" else "s", pronoun)  # type: ignore[arg-type]
    return forms
