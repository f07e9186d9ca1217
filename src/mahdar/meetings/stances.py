"""What a statement takes as its stance on an issue that its content names: the act, turned by the words that govern the issue.

Who calls for an issue demands it, who calls for its end opposes it, who refuses that it be put off supports it:

- «دعا إلى استئناف عمل اللجنة الدستورية», "he called for the constitutional committee's work to resume": demands;
- «أدان الضربات الإسرائيلية», "he condemned the Israeli strikes": opposes;
- «ترفض أي تأجيل للانسحاب», "it refuses any delay of the withdrawal": supports;
- «اقترحت تأجيل مناقشة انسحاب قواتها إلى وقت لاحق», "it proposed to put off the talk of its forces' withdrawal until later": conditional;
- «لن تقبل التطبيع إلا بعد الانسحاب», "it won't accept normalisation except after withdrawal": conditional, and the condition is told.

What a condition asks for is demanded («لن تقبل التطبيع إلا بعد الانسحاب», the withdrawal), what it only supposes isn't. An issue of which a
relative or accompanying clause tells («وسط مخاوف من تعثر نزع السلاح», "amid fears that disarmament fails") is only spoken of.

A neutral verb (قال، أكد) takes a stance where the content says that the issue is needed (ضرورة، يجب) or judges it («انسحاب القوات سيساعد على
الاستقرار», "the withdrawal will help stability"); else what is said of it is ``neutral``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mahdar.arabic import Token, fold
from mahdar.knowledge import Knowledge
from mahdar.meetings.subjects import by_first_word, is_aside
from mahdar.model import Act, Span, Stance
from mahdar.statements.stance import StanceWords, stem_of
from mahdar.statements.view import AN

_GOVERNING = 8
"""Words before an issue's term among which those that govern it are looked for."""
_JUDGING = 6
"""Words after a term that is what the content speaks of, among which a judgement of it is looked for."""
_TOPIC = 3
_FAR = 20
"""Words of a content after which what stands in it is no longer what it is said about."""
_NEGATED = 3
"""Words that a negation reaches over."""
_CLOSE = 4
"""Words before an issue's term among which those that praise it stand."""
_ENDS = frozenset("،,؛;.:؟!")
_FIRST = "قبل"
_STOPS = frozenset({".", "..", "...", "؛", "؟", "!"})
_EVEN = "حتي"
"""Before what is supposed, that it makes no difference: حتى في حال الانسحاب."""
_ANEW = frozenset({"كما", "فيما", "بينما", "حيث"})
"""Words that begin a clause of their own."""
_FOR: dict[Act, Stance] = {"support": "supports", "agree": "supports", "hope": "supports", "call": "demands", "promise": "offers"}
_PRAISE, _BLAME = ("support", "good"), ("obstruction", "violation", "bad")
"""Fields of ``stance.toml`` that judge what a content speaks of."""
_AGAINST = frozenset({"reject", "accuse", "warn"})


class Taken(NamedTuple):
    """A stance, the condition on which it is taken, whose doing it is said to be against, and how that follows in words."""

    stance: Stance
    why: str
    condition: Span | None = None
    aside: bool = False
    """Whether the issue is told in passing, so that not even that it is spoken of says anything of who speaks."""


class Stances:
    """Tells stances. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.position_words
        self._turning, self._deferring, self._denying = _stems(words.turning), _stems(words.deferring), _stems(words.denying)
        self._requiring, self._threatening, self._refusing = _stems(words.requiring), _stems(words.threatening), _stems(words.refusing)
        self._undertaking, self._speaking, self._announcing = _stems(words.undertaking), _stems(words.speaking), _stems(words.announcing)
        self._negating = frozenset(map(fold, words.negating))
        self._conditions, self._until = by_first_word((*words.conditions, *words.hypothetical)), by_first_word(words.until)
        self._supposing = frozenset(map(fold, words.hypothetical))
        self._before = [tuple(fold(phrase).split()) for phrase in words.before]
        self._background = frozenset(map(fold, words.background))
        self._fields = StanceWords(knowledge)

    def of(self, act: Act, cue: Sequence[Token], content: Sequence[Token], first: int, last: int, *, matter: bool) -> Taken:
        """The stance of a content on the issue whose term stands at its tokens ``first`` to ``last`` (exclusive); ``cue`` are the tokens that
        attribute it. Of a ``matter`` (see `mahdar.knowledge.Issue`) it is that on what is said of it: «دعا إلى وقف القتال في إدلب», "he called for an
        end of the fighting in Idlib", demands something there and opposes no town."""
        how = f"told with «{' '.join(map(_bare, cue))}»" if cue else "told in words of his own"
        if self._comes_after(content, first):
            return Taken("conditional", f"{how}; something else is to come before it", _span(content, 0, len(content)))
        first_refused = next((k for k in range(first) if content[k].stem in self._negating), None)
        if first_refused is not None and content[first - 1].norm == _FIRST and first - 1 > first_refused:
            return Taken("demands", f"{how}; it is to come first", _span(content, first - 1, last))  # لن ترفع العقوبات قبل نزع السلاح
        if any(stem_of(token.base) in self._requiring for token in cue):
            return Taken("demands", f"{how}; what is said is itself the condition", _span(content, 0, len(content)))
        if any(stem_of(token.base) in self._denying for token in cue):
            return Taken("denies", f"{how}; a denial says nothing of whether it is right")
        if act == "warn" and any(stem_of(token.base) in self._threatening for token in cue):
            return Taken("neutral", f"{how}; a threat says nothing of whether it is right", aside=True)
        whole = next((k + 1 for k in range(first - 1, -1, -1) if content[k].norm in _STOPS), 0)
        if is_aside(content[whole:], first - whole, self._background) or first - whole > _FAR:
            return Taken("neutral", f"{how}; it is told in passing", aside=True)
        if matter:
            return self._on_what_is_said(act, how, content, first)
        start = _clause_start(content, first)
        condition = self._clause(self._conditions, content, 0, first)
        if condition is not None and condition.start <= content[first].stem_start < condition.end:
            opener = next(token for token in content if token.end > condition.start)
            supposed = (
                opener.norm in self._supposing or opener.stem in self._supposing or f"{opener.norm} {_after(content, opener)}" in self._supposing
            )
            if not supposed:
                return Taken("demands", f"{how}; it is what is asked for: «{_bare(opener)}»", condition)
            if act != "warn" or opener.start <= content[min(1, len(content) - 1)].start:
                return Taken("neutral", f"{how}; it is only supposed", aside=True)
            condition = None  # حذر من كارثة إذا حدث هجوم: he warns of what he supposes
        governing = range(max(start, first - _GOVERNING), first)
        delays = [k for k in governing if stem_of(content[k].base) in self._deferring]
        announced = any(stem_of(token.base) in self._announcing for token in cue)
        if delays and (act in _FOR or announced):
            condition = self._clause(self._until, content, last)
            return Taken("conditional" if condition else "opposes", f"{how}; it would be put off: «{_bare(content[delays[0]])}»", condition)
        refused = next((k for k in governing if content[k].stem in self._negating and stem_of(content[k + 1].base) in self._refusing), None)
        if refused is not None and act not in _AGAINST:
            act, governing = "reject", range(refused + 2, first)  # لا ترغب في فرض مزيد من العقوبات
        turning = [k for k in governing if k in delays or stem_of(content[k].base) in self._turning]
        negated = [k for k in governing if content[k].stem in self._negating and min(n for n in (*turning, first) if n >= k) - k <= _NEGATED]
        turns = sorted({*turning, *negated})
        stance = self._plain(act, content, start, min((first, *turns)), first, last)
        if stance is None and turning and turning[0] <= 1 and announced:
            stance = "supports"  # أعلنت إغلاق موقع التجارب: what is announced is meant
        if stance is None:
            if condition is not None:
                return Taken("conditional", f"{how}; on a condition", condition)
            return Taken("neutral", f"{how}; it is not judged", aside=not self._is_spoken_of(content, start, first))
        if turns:
            how += f"; turned by «{'، '.join(_bare(content[k]) for k in turns)}»"
        if sum(k - 2 not in turns and not (k - 1 in turns and content[k].pro == "و") for k in turns) % 2:  # تأجيل أو مساومة turns once
            stance = "opposes" if stance != "opposes" else "supports"
        if condition is not None:
            return Taken("conditional", f"{how}; on a condition", condition)
        return Taken(stance, how)

    def _is_spoken_of(self, content: Sequence[Token], start: int, first: int) -> bool:
        """Whether a content speaks of the term at token ``first``: with it, or by a word for speaking of it (المفاوضات حول انسحاب القوات)."""
        return first <= _TOPIC or any(stem_of(content[k].base) in self._speaking for k in range(max(start, first - _TOPIC), first))

    def _comes_after(self, content: Sequence[Token], first: int) -> bool:
        """Whether the term at token ``first`` is what something else is to come before: الانسحاب قبل أي تطبيع."""
        return any(
            len(words) <= first and all(content[first - len(words) + i].norm == word for i, word in enumerate(words)) for words in self._before
        )

    def _on_what_is_said(self, act: Act, how: str, content: Sequence[Token], first: int) -> Taken:
        """The stance on what is said of a matter: that of the act, or a demand where the content opens with what is needed."""
        opening = range(_clause_start(content, first), min(first, _clause_start(content, first) + _TOPIC))
        needed = any("need" in self._fields.of(content[k]) for k in opening)
        stance: Stance = _FOR.get(act) or ("opposes" if act in _AGAINST else "demands" if needed else "neutral")
        if stance == "neutral":
            return Taken(stance, f"{how}; it is not judged")
        condition = self._clause(self._conditions, content, 0, first) if act != "warn" else None
        return Taken("conditional", f"{how}; on a condition", condition) if condition else Taken(stance, how)

    def _plain(self, act: Act, content: Sequence[Token], start: int, head: int, first: int, last: int) -> Stance | None:
        """The stance before anything turns it; None where the act is neutral and nothing judges the issue. ``head`` is the first of the words
        that lead to the term (انسحاب in انسحاب القوات)."""
        if act in _AGAINST:
            return "opposes"
        judged = self._judged(content, last) if head - start <= _TOPIC else None
        if act in _FOR:
            return "opposes" if act == "call" and judged == "opposes" else _FOR[act]  # الهجمات يجب أن تتوقف
        opening = range(start, min(first, start + _TOPIC))
        if any("need" in self._fields.of(content[k]) for k in (*opening, *range(max(start, first - _GOVERNING), first))):
            return "demands"
        near = range(max(start, min(head, first) - _CLOSE), first)
        kept = any(stem_of(content[k].base) in self._undertaking for k in range(start, first))
        praised = any(
            field in self._fields.of(content[k]) for k in (*opening, *near) for field in _PRAISE if stem_of(content[k].base) not in self._speaking
        )
        return judged or ("supports" if kept or praised else None)

    def _judged(self, content: Sequence[Token], last: int) -> Stance | None:
        """What a content that speaks of the issue first says of it: انسحاب القوات سيساعد على الاستقرار, الهجمات يجب أن تتوقف."""
        end = next((k for k in range(last, len(content)) if content[k].norm in _ENDS), len(content))
        for k in range(last, min(end, last + _JUDGING)):
            fields = self._fields.of(content[k])
            if content[k].stem in AN:
                return None
            if "need" in fields:
                return "opposes" if any(stem_of(content[j].base) in self._turning for j in range(k, min(end, k + _TOPIC + 1))) else "demands"
            praised, blamed = (any(field in fields for field in kind) for kind in (_PRAISE, _BLAME))
            if praised or blamed:
                return "supports" if praised != (content[k - 1].stem in self._negating) else "opposes"
        return None

    def _clause(self, openers: dict[str, list[tuple[str, ...]]], content: Sequence[Token], at: int, term: int | None = None) -> Span | None:
        """The words from the first of ``openers`` at token ``at`` or later to the end of its clause; with a ``term`` only of its أن."""
        begin, end = (at, len(content)) if term is None else (max(at, _opened(content, term)), _closed(content, term))
        for k in range(begin, end):
            token = content[k]
            if k and content[k - 1].stem == _EVEN:
                continue
            for words in openers.get(token.norm, ()) if token.stem == token.norm else (*openers.get(token.norm, ()), *openers.get(token.stem, ())):
                if all(k + i < len(content) and content[k + i].norm == word for i, word in enumerate(words) if i):
                    stop = next((j for j in range(k + len(words), end) if content[j].norm in _ENDS or content[j].stem in _ANEW), end)
                    return _span(content, k, stop) if stop > k + len(words) else None
        return None


def _opened(content: Sequence[Token], at: int) -> int:
    """The token after the last أن before ``at``."""
    return next((k + 1 for k in range(at - 1, -1, -1) if content[k].stem in AN and "و" in content[k].pro), 0)


def _closed(content: Sequence[Token], at: int) -> int:
    """The next token that begins a clause of its own (وأن، كما) after ``at``."""
    return next((k for k in range(at, len(content)) if content[k].stem in AN and "و" in content[k].pro), len(content))


def _after(content: Sequence[Token], token: Token) -> str:
    """The word after one of a content."""
    return next((other.norm for other in content if other.start >= token.end), "")


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
