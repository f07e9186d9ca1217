"""Stage 1, cues: the words that attribute.

Finite verbs (أعلن، يؤكد), participles in a circumstantial clause (مضيفا، مؤكدين), verbal nouns with a possessor
(قوله), according-to words (وفقا ل، بحسب) and the colon of a headline. A form counts as a cue only where later stages
find what it governs; here it is told from its look-alikes by shape, proclitics and the words beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from mahdar.arabic import fold
from mahdar.arabic.verbs import VerbForm, noun_forms, participle_forms, past_forms, present_forms
from mahdar.knowledge import Knowledge, ReportingVerb
from mahdar.statements.view import LineView

Sort = Literal["finite", "participle", "noun", "according", "colon", "marks"]

_NEGATIONS = frozenset({"لم", "لن", "لا", "ما", "ليس", "دون", "بدون", "عدم"})
RELATIVES = frozenset({"الذي", "التي", "الذين", "اللذين", "اللتين", "اللذان"})
_ACCORDING = {"وفقا": 1, "وفق": 1, "بحسب": 1, "حسب": 1, "حسبما": 1, "بحسبما": 1}
_DOUBLE = frozenset({"قايلا", "قايله", "قايلين", "بالقول"})


class Cue(msgspec.Struct, frozen=True):
    """A cue: tokens ``first`` to ``last`` (exclusive). ``verbs`` are the verbs whose form it may be."""

    first: int
    last: int
    sort: Sort
    verbs: tuple[ReportingVerb, ...]
    form: VerbForm | None
    negated: bool = False


class CueLexicon:
    """Every inflected form of every reporting verb."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._forms: dict[str, list[tuple[ReportingVerb, VerbForm]]] = {}
        for raw in knowledge.verbs:
            verb = msgspec.structs.replace(raw, governs=tuple(fold(g) for g in raw.governs))
            weak = verb.past.endswith(("ى", "ا"))
            tables = [past_forms(verb.past), present_forms(verb.present) if verb.present else {}]
            if verb.participle:
                tables.append(participle_forms(verb.participle, weak))
            if verb.noun:
                tables.append(noun_forms(verb.noun))
            for table in tables:
                for word, form in table.items():
                    self._forms.setdefault(word, []).append((verb, form))
        self.forms = frozenset(self._forms)

    def find(self, view: LineView) -> Iterator[Cue]:
        """The candidates of a line in order, none inside a quotation or a name."""
        i = 0
        while i < len(view.tokens):
            cue = self._at(view, i)
            if cue is not None:
                yield cue
                i = max(cue.last, i + 1)
            else:
                i += 1

    def _at(self, view: LineView, i: int) -> Cue | None:
        token = view.tokens[i]
        if token.surface == ":" and view.line.block.role in ("title", "subhead", "lead"):
            return Cue(i, i + 1, "colon", (), None)
        if token.kind != "word" or view.in_quotation(token) or view.mention_on(i):
            return None
        if (according := self._according(view, i)) is not None:
            return according
        for word, pro in ((token.stem, token.pro), (token.norm, "")):
            readings = self._forms.get(word)
            if readings and (cue := self._reading(view, i, word, pro, readings)):
                return cue
        return None

    def _reading(self, view: LineView, i: int, word: str, pro: str, readings: list[tuple[ReportingVerb, VerbForm]]) -> Cue | None:
        """The cue that ``word`` is here: as a finite verb if its proclitics and neighbours allow, else as a participle or noun."""
        before = view.stem(i - 1)
        for shape in ("past", "present", "participle", "noun"):
            chosen = [(v, f) for v, f in readings if f.shape == shape]
            if not chosen:
                continue
            verbs, form = tuple(v for v, _ in chosen), chosen[0][1]
            if shape in ("past", "present"):
                if pro not in ("", "و", "ف", "س", "وس", "فس") or ("س" in pro and shape == "past"):
                    continue
                if view.word(i - 1) in RELATIVES and not _relays(view, i):
                    continue
                if view.tokens[i].definite and word.startswith("ال"):
                    continue
                last = i + 1
                if view.word(last) in _DOUBLE:
                    last += 1
                return Cue(i, last, "finite", verbs, form, negated=before in _NEGATIONS or (before == "ان" and view.stem(i - 2) in _NEGATIONS))
            if shape == "participle":
                if pro not in ("", "و", "ف") or view.role_at(i) is not None or not _circumstantial(view, i, word, form):
                    continue
                last = i + 2 if view.word(i + 1) in ("قايلا", "الانتباه", "النظر") else i + 1
                return Cue(i, last, "participle", tuple(v for v in verbs), form)
            if shape == "noun" and pro in ("", "و", "ب", "ل", "في") and (form.pronoun or view.mention_at(i + 1) or view.role_at(i + 1)):
                return Cue(i, i + 1, "noun", verbs, form)
        return None

    def _according(self, view: LineView, i: int) -> Cue | None:
        """وفقا لـ، وفق، بحسب، حسب، حسبما ذكر، على حد قول، على ما أفاد، كما قال; وفق ما أعلن; نقلا عن at the head of a sentence."""
        token = view.tokens[i]
        word = view.word(i).removeprefix("و") if view.pro(i) == "و" else view.word(i)
        if word in _ACCORDING or token.stem in ("وفقا", "وفق") or (token.stem == "حسب" and token.pro in ("", "ب", "و", "وب", "فب")):
            last = i + 1
            if view.word(last) == "ل" or (view.word(last) in ("لما", "ما", "لما")):
                last += 1
            if view.stem(last) in self.forms and (word == "حسبما" or view.word(last - 1) in ("ما", "لما")):
                last += 1
            return Cue(i, last, "according", (), None)
        if token.norm == "علي" and view.word(i + 1) == "حد" and view.word(i + 2) in ("قول", "تعبير", "وصف"):
            return Cue(i, i + 3, "according", (), None)
        if token.norm == "علي" and view.word(i + 1) == "ما" and view.stem(i + 2) in self.forms:
            return Cue(i, i + 3, "according", (), None)
        if token.norm == "نقلا" and view.word(i + 1) == "عن" and i == view.sentence(i)[0]:
            return Cue(i, i + 2, "according", (), None)
        if token.norm == "كما" and view.line.block.role != "title":
            said = any(f.shape in ("past", "present") for _, f in self._forms.get(view.word(i + 1), ()))
            source = view.mention_at(i + 2)
            if said and view.is_comma(i - 1) and source is not None and source.last >= view.sentence(i)[1] - 2:
                return Cue(i, i + 2, "according", (), None)
        return None


def _relays(view: LineView, i: int) -> bool:
    """Whether a verb after الذي/التي relays somebody: its own subject follows (التي تقول أديس أبابا إنها), or the
    noun before the relative is the one who speaks (باكستان، التي ترفض)."""
    after = view.mention_at(i + 1)
    if after is not None and after.kind in ("state", "person", "organization") and not ({"ب", "ل"} & set(view.pro(i + 1))):
        return True
    at = i - 2 - view.is_comma(i - 2)
    before = view.mention_on(at)
    return before is not None and before.last == at + 1 and before.kind in ("state", "person", "organization") and view.stem(i).startswith(("ي", "ت"))


def _circumstantial(view: LineView, i: int, word: str, form: VerbForm) -> bool:
    """Whether a participle stands as a circumstantial: indefinite accusative (مضيفا), feminine, dual or plural oblique.

    The bare form (مؤكد) and nominatives are adjectives or nouns; so is a feminine that agrees with a noun before it.
    """
    if view.tokens[i].definite and word.startswith("ال"):
        return False
    if word.endswith(("ا", "ين")) and not word.endswith("تان"):
        return True
    if word.endswith("ه") and form.gender == "f":
        return view.is_comma(i - 1) or i == 0 or view.pro(i) == "و" or view.word(i - 1) in ("”", '"', "»", ")") or view.stem(i - 1)[:1] == "ت"
    return False
