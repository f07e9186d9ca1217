"""What a statement takes as its stance on an issue that its content names: the act, turned by the words that govern the issue.

Who calls for an issue demands it, who calls for its end opposes it, who refuses that it be put off supports it:

- «دعا إلى استئناف عمل اللجنة الدستورية», "he called for the constitutional committee's work to resume": demands;
- «أدان الضربات الإسرائيلية», "he condemned the Israeli strikes": opposes;
- «ترفض أي تأجيل للانسحاب», "it refuses any delay of the withdrawal": supports;
- «اقترحت تأجيل مناقشة انسحاب قواتها إلى وقت لاحق», "it proposed to put off the talk of its forces' withdrawal until later": conditional;
- «لن تقبل التطبيع إلا بعد الانسحاب», "it won't accept normalisation except after withdrawal": conditional, and the condition is told.

A neutral verb (قال، أكد) takes a stance where the content says that the issue is needed (ضرورة، يجب) or judges it («انسحاب القوات سيساعد على
الاستقرار», "the withdrawal will help stability"); else what is said of it is ``neutral``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mahdar.arabic import Token, fold
from mahdar.knowledge import Knowledge
from mahdar.meetings.subjects import by_first_word
from mahdar.model import Act, Span, Stance
from mahdar.statements.stance import StanceWords, stem_of
from mahdar.statements.view import AN

_GOVERNING = 8
"""Words before an issue's term among which those that govern it are looked for."""
_JUDGING = 6
"""Words after a term that is what the content speaks of, among which a judgement of it is looked for."""
_TOPIC = 3
_ENDS = frozenset("،,؛;.:؟!")
_FOR: dict[Act, Stance] = {"support": "supports", "agree": "supports", "hope": "supports", "call": "demands", "promise": "offers"}
_PRAISE, _BLAME = ("support", "good"), ("obstruction", "violation", "bad")
"""Fields of ``stance.toml`` that judge what a content speaks of."""
_AGAINST = frozenset({"reject", "accuse", "warn"})


class Taken(NamedTuple):
    """A stance, the condition on which it is taken, whose doing it is said to be against, and how that follows in words."""

    stance: Stance
    why: str
    condition: Span | None = None


class Stances:
    """Tells stances. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.position_words
        self._turning, self._deferring, self._denying, self._requiring, self._threatening = (
            _stems(kind) for kind in (words.turning, words.deferring, words.denying, words.requiring, words.threatening)
        )
        self._negating = frozenset(map(fold, words.negating))
        self._conditions, self._until = by_first_word(words.conditions), by_first_word(words.until)
        self._fields = StanceWords(knowledge)

    def of(self, act: Act, cue: Sequence[Token], content: Sequence[Token], first: int, last: int, *, matter: bool) -> Taken:
        """The stance of a content on the issue whose term stands at its tokens ``first`` to ``last`` (exclusive); ``cue`` are the tokens that
        attribute it. Of a ``matter`` (see `mahdar.knowledge.Issue`) it is that on what is said of it: «دعا إلى وقف القتال في إدلب», "he called for an
        end of the fighting in Idlib", demands something there and opposes no town."""
        told = f"told with «{' '.join(map(_bare, cue))}»" if cue else "told in words of his own"
        if any(stem_of(token.base) in self._requiring for token in cue):
            return Taken("conditional", f"{told}; what is said is itself the condition", _span(content, 0, len(content)))
        if any(stem_of(token.base) in self._denying for token in cue):
            return Taken("denies", f"{told}; a denial says nothing of whether it is right")
        if act == "warn" and any(stem_of(token.base) in self._threatening for token in cue):
            return Taken("neutral", f"{told}; a threat says nothing of whether it is right")
        if matter:
            return self._on_what_is_said(act, told, content, first, last)
        start = _clause_start(content, first)
        governing = range(max(start, first - _GOVERNING), first)
        delays = [k for k in governing if stem_of(content[k].base) in self._deferring]
        if delays and act not in _AGAINST:
            condition = self._clause(self._until, content, last)
            return Taken("conditional" if condition else "opposes", f"{told}; it would be put off: «{_bare(content[delays[0]])}»", condition)
        turns = [k for k in governing if k in delays or content[k].stem in self._negating or stem_of(content[k].base) in self._turning]
        stance = self._plain(act, content, start, min((first, *turns)), first, last)
        if stance is None:
            return Taken("neutral", f"{told}; it is not judged")
        if turns:
            told += f"; turned by «{'، '.join(_bare(content[k]) for k in turns)}»"
        if sum(k - 2 not in turns and not (k - 1 in turns and content[k].pro == "و") for k in turns) % 2:  # تأجيل أو مساومة turns once
            stance = "opposes" if stance != "opposes" else "supports"
        condition = self._clause(self._conditions, content, 0, but=(first, last))
        if condition is not None:
            return Taken("conditional", f"{told}; on a condition", condition)
        return Taken(stance, told)

    def _on_what_is_said(self, act: Act, told: str, content: Sequence[Token], first: int, last: int) -> Taken:
        """The stance on what is said of a matter: that of the act, or a demand where the content opens with what is needed."""
        opening = range(_clause_start(content, first), min(first, _clause_start(content, first) + _TOPIC))
        needed = any("need" in self._fields.of(content[k]) for k in opening)
        stance: Stance = _FOR.get(act) or ("opposes" if act in _AGAINST else "demands" if needed else "neutral")
        if stance == "neutral":
            return Taken(stance, f"{told}; it is not judged")
        condition = self._clause(self._conditions, content, 0, but=(first, last))
        return Taken("conditional", f"{told}; on a condition", condition) if condition else Taken(stance, told)

    def _plain(self, act: Act, content: Sequence[Token], start: int, head: int, first: int, last: int) -> Stance | None:
        """The stance before anything turns it; None where the act is neutral and nothing judges the issue. ``head`` is the first of the words
        that lead to the term (انسحاب in انسحاب القوات)."""
        if act in _AGAINST:
            return "opposes"
        judged = self._judged(content, last) if head - start <= _TOPIC else None
        if act in _FOR:
            return "opposes" if act == "call" and judged == "opposes" else _FOR[act]  # الهجمات يجب أن تتوقف
        near = range(max(start, first - _GOVERNING), first)
        before = {field for k in (*range(start, min(first, start + _TOPIC)), *near) for field in self._fields.of(content[k])}
        if "need" in before:
            return "demands"
        return judged or ("supports" if "good" in before or "support" in before else None)

    def _judged(self, content: Sequence[Token], last: int) -> Stance | None:
        """What a content that speaks of the issue first says of it: انسحاب القوات سيساعد على الاستقرار, الهجمات يجب أن تتوقف."""
        end = next((k for k in range(last, len(content)) if content[k].norm in _ENDS), len(content))
        for k in range(last, min(end, last + _JUDGING)):
            fields = self._fields.of(content[k])
            if "need" in fields:
                return "opposes" if any(stem_of(content[j].base) in self._turning for j in range(k, min(end, k + _TOPIC + 1))) else "demands"
            if any(field in fields for field in _PRAISE):
                return "supports"
            if any(field in fields for field in _BLAME):
                return "opposes"
        return None

    def _clause(self, openers: dict[str, list[tuple[str, ...]]], content: Sequence[Token], at: int, *, but: tuple[int, int] = (0, 0)) -> Span | None:
        """The words from the first of ``openers`` at token ``at`` or later to the end of its clause; not one inside the term ``but``."""
        for k in range(at, len(content)):
            if but[0] <= k < but[1]:
                continue
            token = content[k]
            for words in openers.get(token.norm, ()) if token.stem == token.norm else (*openers.get(token.norm, ()), *openers.get(token.stem, ())):
                if all(k + i < len(content) and content[k + i].norm == word for i, word in enumerate(words) if i):
                    end = next((j for j in range(k + len(words), len(content)) if content[j].norm in _ENDS), len(content))
                    return _span(content, k, end) if end > k + len(words) else None
        return None


def _clause_start(content: Sequence[Token], at: int) -> int:
    """The first token of the clause that holds ``at``: after the last mark that ends one, or the أن that opens it."""
    return next((k + 1 for k in range(at - 1, -1, -1) if content[k].norm in _ENDS or content[k].stem in AN), 0)


def _bare(token: Token) -> str:
    """The word as the page has it, without proclitics."""
    return token.surface[token.stem_start - token.start :]


def _span(tokens: Sequence[Token], first: int, last: int) -> Span:
    return Span(start=tokens[first].stem_start if first else tokens[0].start, end=tokens[last - 1].end)


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(stem_of(fold(word)) for word in words)
