"""How somebody stands in a sentence: under which preposition, beside which verb, and whether a verb agrees with them."""

from __future__ import annotations

from collections.abc import Sequence

from mahdar.arabic.agreement import Agreement, agreement, agrees
from mahdar.arabic.verbs import VerbForm
from mahdar.statements.referents import Ref, Referents
from mahdar.statements.units import Unit
from mahdar.statements.view import LineView


def fits(noun: Agreement | None, form: VerbForm | None, verb_first: bool) -> str:
    """y, n or u (can't be told) for whether a verb or participle of ``form`` may go with ``noun``."""
    if form is None or noun is None or form.number is None or form.gender is None or form.shape == "noun":
        return "u"
    verb = Agreement(form.number, form.gender, sort="participle" if form.shape == "participle" else "verb")
    told = agrees(noun, verb, verb_first=verb_first)
    return "u" if told is None else "y" if told else "n"


def fits_ref(referents: Referents, ref: Ref, form: VerbForm | None, verb_first: bool) -> str:
    """The same of somebody by what is known of them."""
    return fits(referents.agreement_of(ref), form, verb_first)


def preposition(view: LineView, unit: Unit) -> str:
    """The preposition that governs a unit, و where one is joined to what is before it, else nothing."""
    token = view.tokens[unit.first]
    if unit.ref.start > token.start and token.pro[-1:] in ("ب", "ل", "ك"):
        return token.pro[-1]
    before = view.word(unit.first - 1)
    if before in view.words.prepositions:
        return before if before in ("عن", "من", "في", "علي", "الي", "باسم") else "prep"
    return "و" if token.pro[:1] in ("و", "ف") else ""


def after_verb(view: LineView, unit: Unit) -> bool:
    """Whether a verb stands right before the unit, or with a preposition's pronoun between (اعترضت عليه واشنطن), so that it is likely its subject."""
    i = unit.first - 1
    while i > 0 and view.word(i) in view.words.adverbs:
        i -= 1
    if i < 0 or view.tokens[i].kind != "word" or view.tokens[i].definite:
        return False
    return agreement(view.tokens[i]).sort == "verb"


def then_verb(view: LineView, unit: Unit, cue: int) -> bool:
    """Whether a verb other than the cue stands right after the unit, so that it is its subject (فلان يلتقي فلانا ويؤكد)."""
    i = unit.last
    while i < cue and view.word(i) in view.words.between:
        i += 1
    return i < cue and view.tokens[i].kind == "word" and not view.tokens[i].definite and not view.pro(i) and agreement(view.tokens[i]).sort == "verb"


def nested(view: LineView, unit: Unit) -> bool:
    """Whether a noun stands right before the unit, which then is its possessor (اقتراح روسيا)."""
    i = unit.first - 1
    if i < 0 or view.tokens[i].kind != "word" or view.pro(unit.first):
        return False
    return not view.tokens[i].definite and agreement(view.tokens[i]).sort == "noun"


def parts(view: LineView, units: Sequence[Unit]) -> list[str]:
    """The part that each of the units of a sentence plays there: ``subject`` after its verb or before it, ``object`` after a subject with
    nothing between, ``of`` as the possessor of a noun, ``under`` a preposition, else ``other``."""
    told: list[str] = []
    for n, unit in enumerate(units):
        before = units[n - 1] if n else None
        if preposition(view, unit) not in ("", "و"):
            told.append("under")
        elif after_verb(view, unit) or _begins(view, unit):
            told.append("subject")
        elif nested(view, unit):
            told.append("of")
        elif before is not None and unit.part and before.several:
            told.append(told[-1])
        elif before is not None and before.last == unit.first and told[-1] == "subject":
            told.append("object")
        else:
            told.append("other")
    return told


def _begins(view: LineView, unit: Unit) -> bool:
    """Whether a clause begins with the unit, or أن, لكن, كان stand before it."""
    begin = view.sentence(unit.first)[0]
    return unit.first == begin or view.stem(unit.first - 1) in view.words.subject_openers


def bucket(n: int) -> str:
    """A distance in tokens, coarser the farther it is."""
    return str(n) if n <= 2 else "4" if n <= 4 else "8" if n <= 8 else "16" if n <= 16 else "far"
