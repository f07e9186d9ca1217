"""Stage 1, cues: the words that attribute.

Finite verbs (أعلن، يؤكد), participles in a circumstantial clause (مضيفا، مؤكدين), verbal nouns (قوله، تحذير روسيا من), according-to words
(وفقا ل، بحسب، حسبما ذكرت), phrases (وجه انتقادات ل، ألقى باللوم على), the colon and dash of a headline. A form counts as a cue only where
later stages find what it governs; here it is told from its look-alikes by its spelling, its proclitics and the words beside it.

What only may be a cue is a candidate too, with the doubt that the grammar has: `CueLexicon.candidates` gives all, `CueLexicon.find` those
without a doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from mahdar.arabic import fold
from mahdar.arabic.verbs import VerbForm
from mahdar.knowledge import ClauseWords, CueWords, Knowledge, ReportingVerb
from mahdar.statements.ascribing import Phrases
from mahdar.statements.inflected import Inflected, Reading
from mahdar.statements.view import LineView

Sort = Literal["finite", "participle", "noun", "according", "colon", "dash", "marks"]
Doubt = Literal["quoted", "relative", "noun-like", "passive", "ungoverned", "deed", "adjective", "predicate", "nominal", "route", "mark"]
"""Why a candidate may be none:

- ``quoted``: it stands in marks, where another speaks;
- ``relative``: in a relative clause that names no speaker (الاتفاق الذي رفضته);
- ``noun-like``: where a noun of the same letters would stand (بعد رفض، ردا على);
- ``passive``: it names nobody (يقال، أشير إلى);
- ``ungoverned``: nothing near is what makes it report (بين، أظهر without أن), or nobody stands beside it who could speak;
- ``deed``: the words are as often of deeds (شن هجوما);
- ``adjective``, ``predicate``: a participle that isn't circumstantial (مؤكد أن، واشنطن مستعدة ل);
- ``nominal``: a noun with the article, in the plural, or with its speaker elsewhere (التأكيد على، انتقادات من موسكو ل);
- ``route``: it tells by which way the words came (نقلا عن inside a sentence);
- ``mark``: a dash, or the colon of running text, which separate other things too.
"""

_NEAR = 30
"""Tokens from a verb whose other senses are commoner to what must stand after it (أظهر التقرير الذي نشر أمس أن)."""
_PHRASE = 10
"""Tokens from the verb of a phrase to its noun, with the subject between them (وجه وزير الخارجية الفرنسي أمس انتقادات)."""
_SILENCE = 4
"""Tokens from a refusal to what is refused (رفض الوزير التعليق)."""
_NOUN = 12
"""Tokens from a verbal noun to what it governs, with its speaker between them (إعلان مبعوث الأمم المتحدة أن)."""
HEADLINES = ("title", "subhead", "lead")
"""Blocks in which a colon or dash may stand between a speaker and his words."""
_QUOTED = 6
"""Tokens from a colon to the end of the marks after it, where they hold more than a term."""
_SILENT_KINDS = ("event", "place", "document")


class Cue(msgspec.Struct, frozen=True):
    """A cue: tokens ``first`` to ``last`` (exclusive). ``verbs`` are the verbs whose form it may be.

    ``negated``: it stands under a negation. Of a position (لم يستبعد، لا تؤيد) the negation is part of the cue, and the verbs have the act
    that they mean under it; of what was not said (لم يعلن، رفض التعليق) ``verbs`` is empty. ``complement`` is, for a phrase, the token where
    what it governs stands (وجه الوزير انتقادات | ل); ``doubt`` why it may be no cue, None where the grammar has no doubt.
    """

    first: int
    last: int
    sort: Sort
    verbs: tuple[ReportingVerb, ...]
    form: VerbForm | None
    negated: bool = False
    complement: int | None = None
    doubt: Doubt | None = None


class CueLexicon:
    """Every inflected form of every reporting verb and phrase. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        inflected = Inflected(knowledge)
        self.forms = inflected.forms
        self.clauses = FoldedClauseWords(knowledge.cue_words.clauses)
        self._words = _Words(knowledge.cue_words, inflected, Phrases(knowledge.cue_words.according, inflected.says))

    def find(self, view: LineView) -> Iterator[Cue]:
        """The cues of a line in order, none inside a quotation or a name, in time linear in its tokens."""
        return (cue for cue in self.candidates(view) if cue.doubt is None)

    def candidates(self, view: LineView) -> Iterator[Cue]:
        """All that may be a cue, in order, none over another; see `Cue.doubt`. None inside a name."""
        line, may_begin = _Line(view, self._words), self._words.may_begin
        i = 0
        while i < len(view.tokens):
            token = view.tokens[i]
            if token.kind != "mark" and not (token.norm in may_begin or token.stem in may_begin or (token.definite and token.bare in may_begin)):
                i += 1
                continue
            cue = line.at(i)
            if cue is not None:
                if cue.doubt is None and view.in_quotation(token) and cue.sort != "colon":
                    cue = msgspec.structs.replace(cue, doubt="quoted")
                yield cue
            i = max(cue.last, i + 1) if cue is not None else i + 1


class FoldedClauseWords:
    """The words of a `knowledge.ClauseWords`, folded; ``frames`` as in cues.tsv."""

    def __init__(self, words: ClauseWords) -> None:
        self.speech_openers, self.connectors, self.breaking, self.opening, self.without, self.in_it = (
            frozenset(map(fold, kind)) for kind in (words.speech_openers, words.connectors, words.breaking, words.opening, words.without, words.in_it)
        )
        self.frames = frozenset(words.frames)


class _Words:
    """The words of a `knowledge.CueWords`, folded."""

    def __init__(self, words: CueWords, inflected: Inflected, phrases: Phrases) -> None:
        self.inflected, self.phrases = inflected, phrases
        self.may_begin = inflected.forms | phrases.beginnings
        """Words that may begin a candidate, as they are or without proclitics: what is looked at first of every token."""
        self.negators, self.doubles, self.attention, self.openers, self.before_nouns = (
            frozenset(map(fold, kind)) for kind in (words.negators, words.doubles, words.attention, words.clause_openers, words.before_nouns)
        )
        self.dashes = frozenset(words.dashes)
        self.compounds = frozenset(tuple(fold(compound).split()) for compound in words.compounds)
        self.silences: dict[str, list[tuple[str, ...]]] = {}
        for phrase in words.silences:
            first, *rest = fold(phrase).split()
            self.silences.setdefault(first, []).append(tuple(rest))


class _Line:
    """A line whose tokens are read one by one."""

    def __init__(self, view: LineView, words: _Words) -> None:
        self.view, self.words = view, words
        self.role_ends = frozenset(role.last for role in view.roles)

    def at(self, i: int) -> Cue | None:
        """The candidate that begins at token ``i``; one with its negation at the token before."""
        view, token = self.view, self.view.tokens[i]
        if token.kind == "mark":
            return self._mark(i)
        if token.kind != "word":
            return None
        if (mention := view.mention_on(i)) is not None:
            document = mention.kind == "document" and mention.first == i
            return self._noun_of_document(i) if document else None
        if (according := self.words.phrases.at(view, i)) is not None:
            last, leading = according
            last += last - i == 1 and view.word(last) == "ل"
            return Cue(i, last, "according", (), None, doubt="route" if leading and i != view.sentence(i)[0] else None)
        readings = self.words.inflected.of(token)
        if not readings or (view.stem(i), view.word(i + 1)) in self.words.compounds:
            return None
        doubtful: Cue | None = None
        for shape in ("past", "present", "participle", "noun"):
            chosen = [(r, span) for r in readings if r.form.shape == shape for span in (self._complement(i, r),) if span is not None or not r.phrase]
            if not chosen:
                continue
            read = self._participle if shape == "participle" else self._noun if shape == "noun" else self._finite
            cue = read(i, [r for r, _ in chosen], chosen[0][1])
            if cue is not None and cue.doubt is None:
                return cue
            doubtful = doubtful or cue
        return doubtful

    def _mark(self, i: int) -> Cue | None:
        """The colon or dash between a headline's speaker and his words; in running text a colon after a name that opens the line."""
        view, surface = self.view, self.view.tokens[i].surface
        headline = view.line.block.role in HEADLINES
        if surface == ":":
            if headline:
                return Cue(i, i + 1, "colon", (), None)
            opens, quotation = view.mention_at(0) or view.role_at(0), view.quotation_opening(i + 1)
            if opens is None or i > opens.last + 1:
                return None
            sure = quotation is not None and quotation.closed and i == opens.last and view.token_after(quotation.end) - i > _QUOTED
            return Cue(i, i + 1, "colon", (), None, doubt=None if sure else "mark")
        if surface in self.words.dashes and headline and 0 < i < len(view.tokens) - 1 and (view.mention_on(i - 1) or view.mention_on(0)):
            return Cue(i, i + 1, "dash", (), None, doubt="mark")
        return None

    # -- finite verbs ----------------------------------------------------------------------------------------------------

    def _finite(self, i: int, readings: Sequence[Reading], noun: tuple[int, int] | None) -> Cue | None:
        view, words, token = self.view, self.words, self.view.tokens[i]
        past = readings[0].form.shape == "past"
        if token.definite or token.pro not in (("", "و", "ف") if past else ("", "و", "ف", "س", "وس", "فس", "ل", "ول", "فل")):
            return None
        before = view.stem(i - 1)
        negator = before in words.negators
        negated = negator or (before == "ان" and view.stem(i - 2) in words.negators)  # دون أن يذكر
        if before != "لم":
            readings = [r for r in readings if not r.form.jussive]
        if not readings:
            return None
        form = readings[0].form
        if self._is_silence(i + 1, readings):
            return Cue(i, i + 1, "finite", (), form, negated=True)
        if self._stands_as_accusative(i):
            readings = [r for r in readings if not r.is_accusative]
        meant = [(r, v) for r in readings if (v := r.under(negated)) is not None and (negated or "only-negated" not in v.uses)]
        if not meant:
            return Cue(i, i + 1, "finite", (), form, negated=True) if negated else None
        doubt = self._clause_doubt(i, readings, negated)
        if all("only-direct" in r.verb.uses for r, _ in meant) and not self._has_what_it_needs(i, meant[0][0].verb):
            return None  # بين موسكو وأنقرة
        if doubt is None:
            doubts = [self._sense_doubt(i, r) for r, _ in meant]
            doubt = None if None in doubts else doubts[0]
            meant = [pair for pair, found in zip(meant, doubts, strict=True) if found == doubt]
        if not meant[0][0].phrase:
            noun = None
        last, complement = self._phrase_end(i, meant[0][0], noun)
        if last == i + 1 and (view.word(last) in words.doubles or view.word(last) in words.attention):
            last += 1
        return Cue(i - 1 if negator else i, last, "finite", tuple(v for _, v in meant), form, negated, complement, doubt)

    def _clause_doubt(self, i: int, readings: Sequence[Reading], negated: bool) -> Doubt | None:
        """What in the clause speaks against a finite verb at ``i``, whichever it is."""
        view = self.view
        if view.word(i - 1) in view.words.relatives and not _relays(view, i):
            return "relative"
        past = readings[0].form.shape == "past"
        return "noun-like" if view.pro(i).endswith("ل") or (past and not negated and self._stands_as_noun(i)) else None

    def _sense_doubt(self, i: int, reading: Reading) -> Doubt | None:
        """What speaks against one verb."""
        if reading.form.passive:
            return "passive"
        if "doubtful" in reading.verb.uses:
            return "deed"
        return None if self._has_what_it_needs(i, reading.verb) else "ungoverned"

    def _stands_as_noun(self, i: int) -> bool:
        """Whether a word written like a past stands where only a noun does, after a preposition (بعد رفض، على طلب)."""
        return i > 0 and self.view.stem(i - 1) in self.words.before_nouns and self.view.pro(i) not in ("و", "ف")

    def _stands_as_accusative(self, i: int) -> bool:
        """Whether a dual that is written like the accusative of the verb's noun is that: nobody stands before it (ردا على، دعما ل)."""
        before = self.view.stem(i - 1)
        return not (self.view.mention_on(i - 1) or before in self.words.openers or before.endswith(("ان", "ين")))

    def _has_what_it_needs(self, i: int, verb: ReportingVerb) -> bool:
        """Whether a verb with other, commoner senses has what makes it report: أن, marks, a colon or the preposition that it governs after it
        in its sentence, somebody who speaks beside it."""
        view, uses = self.view, verb.uses
        if "only-subject" in uses and not self._somebody_beside(i):
            return False
        needs = uses & {"only-an", "only-direct", "only-prep", "document"}
        if not needs:
            return True
        end = view.sentence(i)[1]
        if "only-direct" in needs:
            subject = view.mention_at(i + 1) or view.role_at(i + 1)
            return view.is_an(i + 1 if subject is None else subject.last) or any(
                view.tokens[k].surface == ":" for k in range(i + 1, min(end, i + _PHRASE))
            )
        for k in range(i + 1, min(end, i + _NEAR)):
            if needs != {"only-an"} and (view.word(k) in verb.governs or (k < i + _NOUN and not set(view.pro(k)).isdisjoint(verb.governs))):
                return True
            if needs != {"only-prep"} and (view.is_an(k) or view.word(k) in self.words.doubles or view.tokens[k].surface == ":"):
                return True
            if "document" in needs and view.quotation_opening(k) is not None:
                return True
        return False

    def _somebody_beside(self, i: int) -> bool:
        """Whether a name, role or people that may speak stands right after the verb, or right before it, قد and لا left out."""
        view = self.view
        after, at = view.mention_at(i + 1), i - 1
        if (after is not None and after.kind not in _SILENT_KINDS) or view.role_at(i + 1) or view.is_people(i + 1):
            return True
        while at > 0 and (view.stem(at) in self.words.negators or view.stem(at) == "قد"):
            at -= 1
        before = view.mention_on(at)
        return (before is not None and before.kind not in _SILENT_KINDS) or at + 1 in self.role_ends or (at >= 0 and view.is_people(at))

    # -- phrases and silences --------------------------------------------------------------------------------------------

    def _complement(self, i: int, reading: Reading) -> tuple[int, int] | None:
        """Where the noun of a phrase stands: right after the verb, or after its subject and adverbs, in its sentence."""
        if not reading.phrase:
            return None
        view = self.view
        for k in range(i + 1, min(view.sentence(i)[1], i + _PHRASE)):
            if view.is_an(k) or view.tokens[k].surface == ":" or view.quotation_opening(k) is not None:
                return None
            if (last := reading.complement_at(view.tokens, k)) is not None:
                return k, last
        return None

    def _phrase_end(self, i: int, reading: Reading, noun: tuple[int, int] | None) -> tuple[int, int | None]:
        """The token after the cue at ``i``, with the noun of its phrase where that follows at once, and where what it governs stands."""
        if noun is None:
            return i + 1, None
        if "object" in reading.verb.uses:
            return i + 1, noun[0]
        return (noun[1] if noun[0] == i + 1 else i + 1), noun[1]

    def _is_silence(self, at: int, readings: Sequence[Reading]) -> bool:
        """Whether what follows is what somebody keeps to himself: رفض التعليق, طلب عدم ذكر اسمه."""
        if not any(r.verb.act in ("reject", "call", "hope") for r in readings):
            return False
        for k in range(at, min(at + _SILENCE, len(self.view.tokens))):
            if self.view.tokens[k].kind == "mark":
                return False
            for rest in self.words.silences.get(self.view.word(k), ()):
                if all(self.view.word(k + n) == part for n, part in enumerate(rest, 1)):
                    return True
        return False

    # -- participles and nouns -------------------------------------------------------------------------------------------

    def _participle(self, i: int, readings: Sequence[Reading], noun: tuple[int, int] | None) -> Cue | None:
        view, token, form = self.view, self.view.tokens[i], readings[0].form
        if token.pro not in ("", "و", "ف") or token.definite or view.role_at(i) is not None:
            return None
        if self._is_silence(i + 1, readings):
            return Cue(i, i + 1, "participle", (), form, negated=True)
        last, complement = self._phrase_end(i, readings[0], noun)
        if last == i + 1 and (view.word(last) in self.words.attention or view.word(last) in self.words.doubles):
            last += 1
        doubt: Doubt | None = None
        if any("predicate" in r.verb.uses for r in readings) and not (view.is_comma(i - 1) or token.pro):
            doubt = "predicate"
        elif token.norm not in self.words.doubles and not _circumstantial(view, i, token.stem if token.pro else token.norm, form):
            doubt = "adjective"
            if form.gender != "f" and not self._governs(last, readings):
                return None
        return Cue(i, last, "participle", tuple(r.verb for r in readings), form, complement=complement, doubt=doubt)

    def _noun(self, i: int, readings: Sequence[Reading], noun: tuple[int, int] | None) -> Cue | None:
        """A verbal noun: with its possessor (قوله، تحذير روسيا), or with what it governs (التأكيد على، انتقادات من موسكو ل)."""
        view, token, form = self.view, self.view.tokens[i], readings[0].form
        if token.pro not in ("", "و", "ف", "ب", "ل", "وب", "ول", "ك"):
            return None
        if self._is_silence(i + 1, readings):
            return Cue(i, i + 1, "noun", (), form, negated=True)
        readings = [r for r in readings if not (r.phrase and "doubtful" in r.verb.uses)]
        if not readings:
            return None
        verbs = tuple(r.verb for r in readings)
        named = view.mention_at(i + 1) is not None or view.role_at(i + 1) is not None
        plain = all(r.plain and not r.phrase and "doubtful" not in r.verb.uses for r in readings)
        if plain and (form.pronoun or named) and not token.definite and token.pro in ("", "و", "ب", "ل"):
            return Cue(i, i + 1, "noun", verbs, form)
        end = min(view.sentence(i)[1], i + _NOUN)
        if named or form.pronoun or view.is_people(i + 1) or any(self._governs(k, readings) or self._of_noun(k, readings) for k in range(i + 1, end)):
            last, complement = self._phrase_end(i, readings[0], noun)
            return Cue(i, last, "noun", verbs, form, complement=complement, doubt="nominal")
        return None

    def _of_noun(self, at: int, readings: Sequence[Reading]) -> bool:
        """Whether at ``at`` stands what a noun takes in place of the verb's subject and object: من with somebody, ل (انتقادات من موسكو للقرار)."""
        view = self.view
        if view.word(at) == "من":
            return bool(view.mention_at(at + 1) or view.role_at(at + 1) or view.is_people(at + 1))
        return view.pro(at) == "ل" and any("obj" in r.verb.governs for r in readings)

    def _noun_of_document(self, i: int) -> Cue | None:
        """A verbal noun that the name of a document begins with, and may have nothing to do with it (بعد إعلان أنقرة أنها)."""
        nouns = [r.verb for r in self.words.inflected.of(self.view.tokens[i]) if r.form.shape == "noun" and not r.phrase]
        return Cue(i, i + 1, "noun", tuple(nouns), None, doubt="nominal") if nouns else None

    def _governs(self, at: int, readings: Sequence[Reading]) -> bool:
        """Whether أن or a preposition that the verb governs stands at ``at``."""
        word, pro = self.view.word(at), set(self.view.pro(at))
        return self.view.is_an(at) or any(word in r.verb.governs or not pro.isdisjoint(r.verb.governs) for r in readings)


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
    if word.endswith(("ا", "ين")) and not word.endswith("تان"):
        return True
    if word.endswith("ه") and form.gender == "f":
        return view.is_comma(i - 1) or i == 0 or view.pro(i) == "و" or view.word(i - 1) in ("”", '"', "»", ")") or view.stem(i - 1)[:1] == "ت"
    return False
