"""The inflected forms of the reporting verbs and phrases, and which of them a written word may be.

Forms are compared folded, so that words that differ in a hamza or in the dots of a ta marbuta fall together (حملة, حمله); where the page
writes them with care the spelling tells them apart again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from mahdar.arabic import Token, fold
from mahdar.arabic.verbs import Shape, VerbForm, further_forms, noun_forms, participle_forms, past_forms, plural_noun, present_forms
from mahdar.knowledge import Knowledge, ReportingVerb

_ALEFS = frozenset("أإآ")
_MARKS = "".join(map(chr, (*range(0x064B, 0x0653), 0x0640, 0x0670)))


class Reading(msgspec.Struct, frozen=True):
    """A verb and a form of it that a word may be. ``initial`` is the first letter of the form as it is written with care; ``plain`` is False
    of nouns with the article and of plurals."""

    verb: ReportingVerb
    form: VerbForm
    initial: str
    denied: ReportingVerb | None
    complements: tuple[tuple[str, ...], ...] = ()
    plain: bool = True

    @property
    def phrase(self) -> bool:
        """Whether the verb reports only with a complement."""
        return bool(self.complements)

    def under(self, negated: bool) -> ReportingVerb | None:
        """The verb as it is meant here: with its act under a negation, None where that says that nothing was said."""
        return self.denied if negated else self.verb

    def complement_at(self, tokens: Sequence[Token], at: int) -> int | None:
        """The token after the complement that stands at ``at``, if one does."""
        token = tokens[at]
        for words in self.complements:
            if words[0] not in (token.norm, token.base, token.base.removesuffix("ا")):
                continue
            last = at + len(words)
            if last <= len(tokens) and all(tokens[at + n].norm == word for n, word in enumerate(words[1:], 1)):
                return last
        return None


class Inflected:
    """Forms of all verbs and phrases by their folded spelling. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._readings: dict[str, list[Reading]] = {}
        for raw in (*knowledge.cue_phrases, *knowledge.verbs):
            self._add(raw)
        for word in map(fold, knowledge.cue_words.homographs):
            self._readings.pop(word, None)
        self.forms = frozenset(self._readings)
        self.says = frozenset(
            word
            for word, readings in self._readings.items()
            if any(r.form.shape in ("past", "present") and r.verb.act == "state" and not r.phrase for r in readings)
        )
        """Finite forms of the verbs of saying, with or without an object pronoun: ذكرت, قاله."""

    def of(self, token: Token) -> list[Reading]:
        """The readings of ``token``, finite forms also of the whole of a word that seems to begin with a proclitic (وصف، لفت)."""
        for word, pro in ((token.stem, token.pro), (token.norm, "")):
            readings = self._readings.get(word)
            if readings and (possible := [r for r in readings if _is_spelled_so(token, r, pro)]):
                return possible
        if token.definite and (readings := self._readings.get(token.bare)):
            return [msgspec.structs.replace(r, plain=False) for r in readings if r.form.shape == "noun" and not r.form.pronoun]
        return []

    def _add(self, raw: ReportingVerb) -> None:
        verb = msgspec.structs.replace(raw, governs=tuple(fold(g) for g in raw.governs))
        denied = None
        if verb.negated is not None:
            polarity = "+" if verb.polarity == "-" else "-"
            denied = msgspec.structs.replace(verb, act=verb.negated, polarity=polarity)  # type: ignore[arg-type]
        complements = tuple(tuple(fold(c).split()) for c in verb.complements)
        for table, initial, plain in _tables(verb):
            for word, form in table.items():
                if not _is_possible(verb, form):
                    continue
                reading = Reading(verb, form, initial, denied, complements, plain)
                self._readings.setdefault(word, []).append(reading)


def _tables(verb: ReportingVerb) -> Iterable[tuple[dict[str, VerbForm], str, bool]]:
    """The tables of a verb's forms, each with the letter that its forms begin with (empty where they differ) and whether it is of nouns in
    the singular."""
    weak = verb.past.endswith(("ى", "ا"))
    yield past_forms(verb.past), verb.past[0], True
    if verb.present:
        yield present_forms(verb.present), "", True
    yield further_forms(verb.past, verb.present), "", True
    if verb.participle:
        yield participle_forms(verb.participle, weak), verb.participle[0], True
    for noun in filter(None, (verb.noun, *verb.nouns)):
        yield noun_forms(noun), noun[0], noun == verb.noun
    if verb.noun and (plural := plural_noun(verb.noun)) is not None:
        yield noun_forms(plural), plural[0], False


def _is_possible(verb: ReportingVerb, form: VerbForm) -> bool:
    """Whether a verb reports in this form: one that is seldom a verb of saying takes no object pronoun (بينها is no form of بيّن)."""
    uses, shape = verb.uses, form.shape
    if "only-participle" in uses and shape in ("past", "present"):
        return False
    if "only-present" in uses and shape == "past":
        return False
    if "only-past" in uses and shape != "past":
        return False
    finite: tuple[Shape, ...] = ("past", "present")
    return not (form.pronoun and shape in finite and uses & {"only-an", "only-direct", "only-prep"} and "to" not in uses)


def _is_spelled_so(token: Token, reading: Reading, pro: str) -> bool:
    """Whether the page's spelling allows the form: no pronoun where it writes a ta marbuta (حملة), no other alef than the form's (إعلان for
    أعلن); a noun with an article is found by its bare stem."""
    form = reading.form
    surface = token.surface.rstrip(_MARKS)
    if surface.endswith("ة") and (form.shape in ("past", "present") or form.pronoun):
        return False
    written = surface.lstrip(_MARKS)[len(pro) :].lstrip(_MARKS)[:1]
    return not (written in _ALEFS and reading.initial in _ALEFS and written != reading.initial)
