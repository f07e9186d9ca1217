"""According-to phrases: who is named as the source of a clause, and the clause that only such a phrase attributes.

يعود الهدوء غدا، بحسب لافروف            after the clause
وفقا لمصادر دبلوماسية، فإن الوفد سيصل     before it
بدأت، وفق المرصد، عملية الإجلاء           inside it: the whole clause around the phrase
بحسب آخر حصيلة صدرت عن وزارة الصحة        figures, of who told them
حسبما نقلت وكالة تاس عن لافروف            a medium that quotes another
"""

from __future__ import annotations

import msgspec

from mahdar.arabic.agreement import agreement
from mahdar.model import Span, Via
from mahdar.statements.chainwords import AccordingWords
from mahdar.statements.clause import NounPhrase, source_phrase
from mahdar.statements.content import Content, trimmed
from mahdar.statements.cues import Cue
from mahdar.statements.routes import Routes
from mahdar.statements.speaker import Ref, Speakers
from mahdar.statements.view import LineView

_SHORTEST = 15
_FAR = 10
_LONGEST = 4
_COMMAS = "،,؛"


class Source(msgspec.Struct, frozen=True):
    """Who is named after an according-to word, the token after that, and the medium that quotes him there. ``again`` where a pronoun means
    who spoke last (على حد قوله)."""

    ref: Ref
    last: int
    via: Via | None = None
    again: bool = False


class Accordings:
    """Reads the according-to phrases of one page."""

    def __init__(self, words: AccordingWords, speakers: Speakers, routes: Routes) -> None:
        self._speakers, self._routes = speakers, routes
        self._words = words
        self._found: dict[tuple[int, int], Source | None] = {}

    def source(self, view: LineView, cue: Cue) -> Source | None:
        """Who is named after the according-to word ``cue``: an agency, a person, a body, a text; not a law or agreement."""
        place = (view.number, cue.first)
        if place not in self._found:
            self._found[place] = self._source(view, cue)
        return self._found[place]

    def is_of_the_last(self, view: LineView, cue: Cue) -> bool:
        """Whether a pronoun with the according-to word means who spoke last (على حد قوله)."""
        token = view.tokens[cue.last - 1]
        return bool(token.enclitic) and token.base in self._words.words_of

    def _source(self, view: LineView, cue: Cue) -> Source | None:
        at = cue.last
        if self.is_of_the_last(view, cue):
            said = self._speakers.last_spoke(view.tokens[cue.first].start)  # على حد قوله
            return Source(said, at, again=True) if said is not None else None
        claimed = view.word(at - 1) in ("ما", "لما") or cue.last - cue.first > 1
        if view.word(at - 1) in ("ما", "لما"):
            at += 1 + (view.word(at + 1) == "في")  # وفق ما تداولته الوزارة، بحسب ما جاء في البيان
        while at < len(view.tokens) and view.role_at(at) is None and view.mention_at(at) is None and at - cue.last < 2:
            if view.tokens[at].kind != "mark" and view.word(at) not in view.words.resumed:
                break
            at += 1
        if (found := self._at(view, at) or (self._described(view, at) if claimed else None)) is None:
            return None
        after = found.last
        while after < len(view.tokens) and after - found.last < 2 and view.tokens[after].definite and view.stem(after).endswith(("ي", "يه")):
            after += 1  # صحيفة "الأفق" المصرية نقلا عن
        if view.word(after) in ("عن", "نقلا"):  # حسبما نقلت تاس عن لافروف؛ بحسب تاس نقلا عن لافروف
            quoted = self._at(view, after + 1 + (view.word(after) == "نقلا"))
            if quoted is not None and self._routes.is_medium(found.ref.entity):
                return Source(quoted.ref, quoted.last, Via(start=found.ref.start, end=found.ref.end, entity=found.ref.entity))
        return found

    def content(self, view: LineView, cue: Cue, source: Source, told_until: int, *, more: bool = False) -> Content | None:
        """The clause around an according-to phrase that nothing else attributes; None where something does, or too little is left.

        ``told_until`` is the offset where what is told in the sentence before the phrase ends; 0 where nothing is. With ``more`` the sentence
        tells something else after the phrase: then the clause is what stands before it, and only where the phrase ends the clause
        (بدأ الإجلاء، بحسب المتحدث، الذي أضاف أن …).
        """
        first, last = view.sentence(cue.first)
        end = view.tokens[last - 1].end
        if told_until:
            first = view.token_after(told_until)
            while first < cue.first and view.tokens[first].kind == "mark":
                first += 1
            anew = view.pro(first).startswith("و") or view.word(first) in self._words.new_clause
            if first > cue.first or not view.is_comma(first - 1) or not anew:
                return None
        begin = self._after_connective(view, first, cue.first)
        phrase_end = self._phrase_end(view, source.last, last)
        opening = view.tokens[begin]
        start = opening.start + opening.pro.startswith(("و", "ف"))
        head = trimmed(view.text, start, view.tokens[cue.first].start, view.line.quotations) if begin < cue.first else None
        if more and (head is None or not view.is_comma(cue.first - 1) or phrase_end >= last or not self._opens_clause(view, phrase_end)):
            return None
        if head is None:
            span = trimmed(view.text, view.tokens[phrase_end].start, end, view.line.quotations) if phrase_end < last else None
        elif phrase_end < last and not self._opens_clause(view, phrase_end):
            span = trimmed(view.text, start, view.tokens[self._clause_end(view, phrase_end, last) - 1].end, view.line.quotations)
        else:
            span = head
        return Content(span, "indirect", last) if span is not None and _tells(span) else None

    def _at(self, view: LineView, at: int) -> Source | None:
        if at >= len(view.tokens) or view.stem(at) in self._words.rules:
            return None
        phrase = source_phrase(view, at, len(view.tokens))
        if phrase is None or view.stem(at) in self._words.figures:
            phrase = self._teller(view, at)
        if phrase is None:
            return None
        inner = next((m for k in range(phrase.first, phrase.last) if (m := view.mention_at(k)) and self._routes.is_medium(m.entity)), None)
        if inner is not None and not (agreement(view.tokens[phrase.first]).number == "p" and view.role_at(phrase.first) is not None):
            phrase = NounPhrase(inner.first, inner.last)  # not مصادر صحيفة الأفق
        someone = self._speakers.someone_at(view, phrase.first, alone=True)
        if someone is not None and someone.last >= phrase.last:
            ref: Ref | None = someone.ref
            phrase = NounPhrase(phrase.first, someone.last)
        else:
            ref = self._speakers.of_phrase(view, phrase)
        if ref is None or ref.entity.startswith("unscr-"):
            return None
        ref = self._speakers.again(view, ref)
        mention = view.mention_at(phrase.first)
        if mention is not None and mention.kind in ("document", "event", "place"):
            return None
        closing = phrase.last < len(view.tokens) and view.tokens[phrase.last].surface in '"”»)'
        return Source(ref, phrase.last + closing)

    def _described(self, view: LineView, at: int) -> Source | None:
        """Somebody whom neither names nor roles know, up to a mark or adverbial (وفق ما أفاد به مراسلنا)."""
        end = at
        while end < len(view.tokens) and end - at < _LONGEST and view.tokens[end].kind in ("word", "latin") and not view.is_adverbial(end):
            end += 1
        if end == at or view.tokens[at].pro or (end < len(view.tokens) and end - at == _LONGEST):
            return None
        ref = self._speakers.of_phrase(view, NounPhrase(at, end))
        return Source(ref, end) if ref is not None else None

    def _teller(self, view: LineView, at: int) -> NounPhrase | None:
        """Who told the figures at ``at`` (أرقام الأمم المتحدة، حصيلة صدرت عن وزارة الصحة، المعطيات التي قدمها الوزير)."""
        if view.stem(at) not in self._words.figures and view.stem(at + 1) not in self._words.figures:
            return None
        for k in range(at + 1, min(at + _FAR, len(view.tokens))):
            if view.tokens[k].kind == "mark" and view.tokens[k].surface in _COMMAS:
                return None
            if (phrase := source_phrase(view, k, len(view.tokens))) is not None and view.stem(k) not in self._words.figures:
                return phrase
        return None

    def _phrase_end(self, view: LineView, at: int, last: int) -> int:
        """Where an according-to phrase ends: with its source, or with the comma that closes what is told of him."""
        if at < last and view.pro(at).startswith("ف"):
            return at  # وفقا لموسكو فإن …
        if at >= last or view.is_comma(at):
            return min(at + 1, last)
        return next((k + 1 for k in range(at, min(last, at + 2 * _FAR)) if view.is_comma(k)), last)

    def _opens_clause(self, view: LineView, at: int) -> bool:
        """Whether what follows the phrase is a clause of its own or of the source (، فيما …، ومضى …، الذي …، مضيفا)."""
        word = view.word(at)
        return view.pro(at).startswith("و") or word in self._words.new_clause or (view.stem(at)[:1] == "م" and view.stem(at).endswith("ا"))

    def _clause_end(self, view: LineView, at: int, last: int) -> int:
        for k in range(at, last - 1):
            if view.is_comma(k) and self._opens_clause(view, k + 1):
                return k
        return last

    def _after_connective(self, view: LineView, first: int, last: int) -> int:
        """The first token of the clause after a dateline (القاهرة (CNN)--) and a connective (كما، لكن)."""
        for k in range(first, min(last, first + 2 * _FAR)):
            if view.tokens[k].surface in ("--", "—", "–", "-") and view.tokens[k - 1].surface == ")":
                first = k + 1
                break
        while first < last and (view.stem(first) in self._words.anew or view.tokens[first].kind == "mark"):
            if view.quotation_opening(first) is not None:
                break
            first += 1
        return first


def _tells(span: Span) -> bool:
    return span.end - span.start >= _SHORTEST
