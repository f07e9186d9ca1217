"""Stage 5, the chain of attribution: what carried a statement from the speaker to this outlet, nearest to the speaker first.

قال لافروف في بيان نشرته وكالة تاس، بحسب رويترز         lavrov → lavrov-statement → tass → reuters

A route is told before the cue (وفي مقابلة مع …، قال), between cue and content, or after the content, and holds for all that the same one
says in the sentence (قال في بيان إن …، مضيفا أن …); the next sentence has it only where it says so again (وأضاف البيان).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from mahdar.model import Statement, Via
from mahdar.names import PageNames
from mahdar.statements.according import Accordings, Source
from mahdar.statements.chainwords import ChainWords
from mahdar.statements.clause import Clause, noun_phrase
from mahdar.statements.content import Content
from mahdar.statements.cues import Cue
from mahdar.statements.documents import Author, Documents
from mahdar.statements.routes import MEDIUM, NETWORK, RELAYER, SOURCE, TEXT, Carrier, Routes
from mahdar.statements.speaker import Ref, Speakers
from mahdar.statements.view import LineView

_MOST_SOURCES = 3
_TRAIL = 30


class Route(msgspec.Struct, frozen=True):
    """Who speaks once the route is known, what carried it, and how the speaker was found where the route tells (``carried``)."""

    speaker: Ref
    via: tuple[Via, ...]
    how: str | None = None


class Chains:
    """Finds the routes of the statements of one page. ``labels`` are of the known entities, ``house`` the page's own outlet."""

    def __init__(
        self, words: ChainWords, names: PageNames, speakers: Speakers, labels: Mapping[str, Mapping[str, str]], house: frozenset[str]
    ) -> None:
        self._speakers = speakers
        self._last: tuple[str, int, list[Carrier]] = ("", -1, [])
        self._after = 0
        self._cues: list[int] = []
        self._beside: dict[tuple[int, int], list[Cue]] = {}
        self._unsaid: set[tuple[int, int]] = set()
        self._anew = words.accordings.anew
        self.documents = Documents(words.documents, names, speakers, labels)
        self.routes = Routes(words.carriers, self.documents, speakers, house)
        self.accordings = Accordings(words.accordings, speakers, self.routes)

    def begin(self, view: LineView, cues: Sequence[Cue]) -> None:
        """Begin the line of ``view``, whose cues are ``cues`` in order: its routes are asked for in the order of their cues."""
        self._after = 0
        self._cues = [cue.first for cue in cues]
        self._beside = {}
        for cue in cues:
            if cue.sort == "according":
                self._beside.setdefault(view.sentence(cue.first), []).append(cue)
        self._unsaid = {view.sentence(cue.first) for cue in cues if cue.negated}

    def of(
        self,
        view: LineView,
        cue: Cue,
        clause: Clause,
        content: Content,
        speaker: Ref,
        outer: Statement | None,
    ) -> Route:
        """The route of what ``speaker`` says with ``cue``, in the line that was begun; ``outer`` is the statement in whose content it stands."""
        end = content.last
        how, carrier = None, None
        sentence = view.sentence(cue.first)
        first = max(sentence[0], self._after)
        self._after = view.token_after(content.span.end)
        steps: list[Carrier] = []
        if speaker.document:
            speaker, text = self.for_author(view, speaker)
            steps.extend(text)
        elif (source := self._carried(view, cue, clause, first)) is not None:
            carrier, speaker, how = speaker, source, "carried"
            if source.document:
                speaker, text = self.for_author(view, source)
                steps.extend(text)
        inside = any(view.word(k) in self.routes.words.inside for k in range(cue.last, min(clause.content + 1, cue.last + 3)))
        after = bisect_left(self._cues, end)
        stop = min(sentence[1], self._cues[after] if after < len(self._cues) else sentence[1], end + _TRAIL)
        subject = clause.subject if clause.subject is not None and not any(s.distance == TEXT for s in steps) else None
        begin = self.routes.past_name(view, clause.content)
        between = ((cue.last, begin),) if subject is None else ((cue.last, subject.first), (max(cue.last, subject.last), begin))
        for start, last in ((first, cue.first), *between, (end, stop)):
            found = self.routes.of(view, start, last, speaker, inside=inside and start == first)
            steps.extend(step for step in found if start != end or step.distance != TEXT or step.via.entity.endswith("-statement"))
        steps.extend(Carrier(MEDIUM, medium) for medium in self.routes.told(view, clause))
        told_anew = any(step.distance in (NETWORK, MEDIUM) for step in steps)
        before = [step for step in self._inherited(view, sentence, speaker) if not (told_anew and step.distance in (NETWORK, MEDIUM))]
        steps = before + steps
        if (quoting := self.routes.quoting(view, first, clause.content, speaker)) is not None:
            steps.append(Carrier(RELAYER, quoting))
        elif carrier is not None:
            steps.append(Carrier(RELAYER, Via(start=carrier.start, end=carrier.end, entity=carrier.entity)))
        steps.extend(self._sources(view, clause.content, end, speaker, self._beside.get(sentence, ())))
        if outer is not None and not self._is_anew(view, cue) and (relayer := _relayer(cue, clause, speaker, outer)) is not None:
            steps.append(Carrier(RELAYER, relayer))
        self._last = (speaker.entity, view.tokens[cue.first].start, steps)
        return Route(speaker, _ordered(steps, speaker), how)

    def for_author(self, view: LineView, document: Ref, speaker: Ref | None = None) -> tuple[Ref, list[Carrier]]:
        """A text speaks for its author: speaker the author, the text on the way. One whose author the page doesn't tell is of
        ``speaker``, who is said to speak according to it, else a speaker itself."""
        i = view.token_after(document.start)
        i -= i > 0 and view.tokens[i - 1].stem_start == document.start
        if self.documents.sort_at(view, i) is None:
            if not self.routes.is_post(view, i) or (author := self._author(view, i, speaker)) is None:
                return document, []
            posts = list(self.routes.of(view, max(0, i - 1), min(len(view.tokens), i + _TRAIL), document, inside=True))
            return _speaking(author, document), [step for step in posts if step.distance == NETWORK]
        author = self._author(view, i, speaker)
        if author is None:
            return document, []
        id_ = self.documents.told(view, i, author)
        return _speaking(author, document), [Carrier(TEXT, Via(start=document.start, end=document.end, entity=id_))]

    def _author(self, view: LineView, i: int, speaker: Ref | None) -> Author | None:
        if (author := self.documents.author_at(view, i)) is not None:
            return author
        if (told := self.documents.last_told(view, i)) is not None:
            return told.author
        last = (speaker or self._speakers.last_spoke(view.tokens[i].start)) if self.documents.speaks_for_the_last(view, i) else None
        return self.documents.author_of(view, last) if last is not None else None

    def _carried(self, view: LineView, cue: Cue, clause: Clause, first: int) -> Ref | None:
        """«نقلت وكالة X عن Y أن»، «ذكرت وكالة X، نقلا عن Y، أن»، «نقلت قناة X، أمس، عن Y قوله إن»: Y speaks, X carries."""
        if cue.sort == "noun":
            return self.routes.quoted(view, first, cue.first)
        carrier = clause.verb is not None and "carrier" in clause.verb.uses
        for phrase in clause.adverbials:
            quoted = view.word(phrase.first) == "نقلا"
            if (carrier or quoted) and view.word(phrase.first + quoted) == "عن":
                said = noun_phrase(view, phrase.first + quoted + 1, phrase.last)
                if said is not None and (ref := self._speakers.of_phrase(view, said)) is not None:
                    return ref
        return None

    def _sources(self, view: LineView, within: int, end: int, speaker: Ref, accordings: Iterable[Cue]) -> Iterable[Carrier]:
        """Who is named as source beside the cue (قال لافروف …، بحسب وكالة سانا); a text named so carries it."""
        for according in islice(accordings, _MOST_SOURCES):
            if according.first == within + 1 and view.is_an(within):
                continue  # part of what is said: قال إنه وفقا للأمم المتحدة …
            if according.first > end and any(view.stem(k) in self._anew for k in (end, end + 1)):
                continue  # أكد لافروف أن …، كما وصل الوفد، بحسب ميركل
            source = self.accordings.source(view, according)
            if source is None or source.again or self.routes.is_own(source.ref.entity):
                continue
            ref = source.ref
            if ref.document:
                _, text = self.for_author(view, ref, speaker)
                yield from text or [Carrier(TEXT, Via(start=ref.start, end=ref.end, entity=ref.entity))]
            elif ref.entity != speaker.entity:
                yield Carrier(MEDIUM if self.routes.is_medium(ref.entity) else SOURCE, Via(start=ref.start, end=ref.end, entity=ref.entity))
            if source.via is not None:
                yield Carrier(SOURCE, source.via)

    def unattributed(self, view: LineView, told: Iterable[Statement]) -> Iterator[tuple[Cue, Content, Route]]:
        """What only the according-to words of the line attribute: cue, content and route of each. ``told`` are the line's other statements."""
        told = list(told)
        after = _told_after(view, told)
        until = _told_until(view, told)
        for sentence, cues in self._beside.items():
            if sentence in self._unsaid:
                continue  # ولم يذكر الوزير، بحسب الوكالة، …
            for cue in cues:
                if cue.doubt is not None:
                    continue  # it tells the way of what another cue tells: قال لافروف إن …، نقلا عن وكالة تاس
                source = self.accordings.source(view, cue)
                more = sentence in after and after[sentence] > view.tokens[cue.first].start
                content = self.accordings.content(view, cue, source, 0 if more else until.get(sentence, 0), more=more) if source is not None else None
                if source is not None and content is not None:
                    until[sentence] = max(until.get(sentence, 0), content.span.end, view.tokens[source.last - 1].end)
                    yield cue, content, self._according(view, cue, source)

    def only_narrates(self, view: LineView, cue: Cue) -> bool:
        """Whether words that are as often of deeds (شن مسلحون هجوما على …) stand in a sentence of which a source is named behind them, and so are
        part of what the source tells."""
        beside = self._beside.get(view.sentence(cue.first), ()) if cue.doubt == "deed" else ()
        return any(
            according.doubt is None and according.first > cue.first and not self.accordings.is_of_the_last(view, according)
            and self.accordings.source(view, according) is not None
            for according in islice(beside, _MOST_SOURCES)
        )  # fmt: skip

    def _according(self, view: LineView, cue: Cue, source: Source) -> Route:
        speaker, steps = self.for_author(view, source.ref) if source.ref.document else (source.ref, [])
        phrase_end = min(source.last + _TRAIL // 2, view.sentence(cue.first)[1])
        end = next((k for k in range(source.last, phrase_end) if view.is_comma(k)), phrase_end)
        steps = [*steps, *self.routes.of(view, source.last, end, speaker, inside=False)]
        if source.via is not None:
            steps.append(Carrier(RELAYER, source.via))
        return Route(speaker, _ordered(steps, speaker))

    def _is_anew(self, view: LineView, cue: Cue) -> bool:
        """Whether the page itself goes on to report another (كما يطالب، قبل أن يشكر)."""
        return view.stem(cue.first - 1) in self._anew or (view.is_an(cue.first - 1) and view.stem(cue.first - 2) in self._anew)

    def _inherited(self, view: LineView, sentence: tuple[int, int], speaker: Ref) -> list[Carrier]:
        """The route of what the same one said just before in the sentence."""
        who, at, steps = self._last
        return list(steps) if who == speaker.entity and at >= view.tokens[sentence[0]].start else []


def _told_after(view: LineView, told: Iterable[Statement]) -> dict[tuple[int, int], int]:
    """By sentence, the offset of the first cue or content that tells something in it."""
    after: dict[tuple[int, int], int] = {}
    for statement in told:
        start = min(statement.start, statement.cue.start if statement.cue else statement.start)
        after.setdefault(view.sentence(view.token_after(start)), start)
        here = view.sentence(view.token_after(start))
        after[here] = min(after[here], start)
    return after


def _told_until(view: LineView, told: Iterable[Statement]) -> dict[tuple[int, int], int]:
    """By sentence, the offset where what is told in it ends."""
    until: dict[tuple[int, int], int] = {}
    for statement in told:
        cue = statement.cue or statement
        here = view.sentence(view.token_after(cue.start))
        until[here] = max(until.get(here, 0), cue.end)
        at = view.token_after(statement.start)
        while at < len(view.tokens) and view.tokens[at].start < statement.end:
            sentence = view.sentence(at)
            until[sentence] = max(until.get(sentence, 0), statement.end)
            at = max(sentence[1], at + 1)
    return until


def _relayer(cue: Cue, clause: Clause, speaker: Ref, outer: Statement) -> Via | None:
    """Who relays a position that another holds (أكد لافروف …، حيث ترى دمشق أن); not of another report (فيما قال المقداد)."""
    told = outer.speaker
    position = clause.subject is not None and cue.form is not None and cue.form.shape == "present"
    if not position or told is None or told.entity is None or told.entity == speaker.entity:
        return None
    return Via(start=told.start, end=told.end, entity=told.entity)


def _speaking(author: Author, document: Ref) -> Ref:
    return Ref(author.entity, author.label, document.start, document.end, False, "who issued the text")


def _ordered(steps: Iterable[Carrier], speaker: Ref) -> tuple[Via, ...]:
    """The steps from the speaker outward, each entity once and not the speaker himself."""
    seen: dict[str, Via] = {}
    for step in sorted(steps, key=lambda step: step.distance):
        if step.via.entity != speaker.entity:
            seen.setdefault(step.via.entity, step.via)
    return tuple(seen.values())
