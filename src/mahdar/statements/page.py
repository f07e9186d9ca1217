"""One page read line by line: what is said is decided, then who says it, by which route, doing what and to whom."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from mahdar.arabic import ClauseFinder, Token
from mahdar.knowledge import Knowledge
from mahdar.model import Act, Entity, Polarity, Rejected, Span, Speaker, Statement, Via
from mahdar.names import NameFinder, PageNames
from mahdar.statements.act import Acts, tokens_of
from mahdar.statements.addressee import Addressees, Heard
from mahdar.statements.chain import Chains
from mahdar.statements.chainwords import ChainWords
from mahdar.statements.clause import Clause
from mahdar.statements.confidence import Confidence, Grounds
from mahdar.statements.content import Content, Runs, read_content
from mahdar.statements.cues import Cue, CueLexicon
from mahdar.statements.decisions import Decided, Decisions
from mahdar.statements.drafts import Draft, Drafts
from mahdar.statements.issues import Issues
from mahdar.statements.performative import Performatives
from mahdar.statements.sides import Sides
from mahdar.statements.signs import LineSigns
from mahdar.statements.speaker import Ref, SpeakerRules, Speakers
from mahdar.statements.transcript import asks
from mahdar.statements.view import LineView

LEAST = 0.1
"""What is less likely to be right is no statement: of those below, one in five was right on held-out pages."""


class Tools(NamedTuple):
    """What the stages need, made once for all pages."""

    knowledge: Knowledge
    names: NameFinder
    cues: CueLexicon
    clauses: ClauseFinder
    decisions: Decisions
    speaking: SpeakerRules
    routes: ChainWords
    acts: Acts
    performatives: Performatives
    sides: Sides
    issues: Issues
    confidence: Confidence


class _Told(NamedTuple):
    """What has been worked out of a statement."""

    speaker: Ref
    via: Sequence[Via]
    act: Act
    grounds: Grounds
    addressee: str | None = None
    target: str | None = None
    polarity: Polarity = "positive"


class Page:
    """One page's pass over its lines, in order. ``statements`` and ``rejected`` are what has been found so far, ``grounds`` what each
    of the statements rests on."""

    def __init__(self, tools: Tools, views: list[LineView], names: PageNames, text_hash: str, house: frozenset[str], runs: Runs) -> None:
        self.views = views
        self.statements: list[Statement] = []
        self.rejected: list[Rejected] = []
        self.grounds: list[Grounds] = []
        self._tools = tools
        self._text_hash = text_hash
        self._runs = runs
        self._speakers = Speakers(tools.speaking, names, views)
        self._drafts = Drafts(tools.cues, self._speakers, tools.clauses)
        self._chains = Chains(tools.routes, names, self._speakers, tools.names.gazetteer.labels, house)
        self._sides = tools.sides.of_page(names.entities)
        self._addressees = Addressees(tools.names.nationality, self._speakers, self._sides, tools.acts.signs.stance, tools.performatives)
        self._contents: set[tuple[int, int]] = set()
        self._by_cue: dict[int, Statement] = {}

    @cached_property
    def _about(self) -> frozenset[str]:
        """The dossiers that the page is about."""
        return self._tools.issues.about(view.line for view in self.views)

    def entities(self) -> dict[str, Entity]:
        """Entities that only statements refer to."""
        used = {id_ for s in self.statements for id_ in (s.addressee, s.target, *(v.entity for v in s.via))}
        used |= {s.speaker.entity for s in self.statements if s.speaker}
        known = self._speakers.added | self._chains.documents.added | self._addressees.added
        gazetteer = self._tools.names.gazetteer
        for id_ in used - known.keys():
            if id_ in gazetteer.labels:
                known[id_] = Entity(id=id_, kind=gazetteer.kinds[id_], label=dict(gazetteer.labels[id_]))
        return {id_: e for id_, e in known.items() if id_ in used}

    def signs(self, view: LineView) -> LineSigns:
        """What the model of contents sees of a line whose lines before have been read."""
        candidates = list(self._tools.cues.candidates(view))
        return self._tools.decisions.signs(view, candidates, self._draft(view), self._read(view))[0]

    def read_line(self, view: LineView) -> None:
        """Find the statements of one line, in order; a question of a transcript has none."""
        if asks(view, self._sides):
            return
        before = len(self.statements)
        candidates = list(self._tools.cues.candidates(view))
        decided = self._tools.decisions.of_line(view, candidates, self._draft(view), self._read(view))
        opening = {d.draft.cue.first for d in decided}
        self._chains.begin(
            view, [cue for cue in candidates if cue.first in opening or cue.sort == "according" or (cue.doubt is None and cue.negated)]
        )
        for found in decided:
            if not self._chains.only_narrates(view, found.draft.cue):
                self._finish(view, found)
        for cue, content, route in self._chains.unattributed(view, self.statements[before:]):
            act, _ = self._tools.acts.of(view, cue, None, content, route.speaker.entity, self._sides)
            self._add(view, cue, content, _Told(route.speaker, route.via, act, Grounds("according-to", cue.doubt or "", content.kind, 1.0, 1.0)))
            if not self._chains.routes.is_medium(route.speaker.entity):
                self._speakers.remember(view, cue.first, route.speaker, None)

    def _draft(self, view: LineView) -> Callable[[Sequence[Cue], bool], list[Draft]]:
        """What makes the drafts of a line's cues."""
        spoken = bool(self.statements) and view.number > 0 and self.statements[-1].start >= self.views[view.number - 1].line.start

        def draft(cues: Sequence[Cue], told: bool) -> list[Draft]:
            return list(self._drafts.of_line(view, cues, _opens if told else None, after_statement=spoken))

        return draft

    def _read(self, view: LineView) -> Callable[[Draft], Content | None]:
        """What reads the content of a draft by grammar."""
        following = self.views[view.number + 1] if view.number + 1 < len(self.views) else None

        def read(draft: Draft) -> Content | None:
            content = read_content(view, draft.clause, draft.bound, draft.ended_by, following)
            return self._runs.whole(content, draft.clause.quotation) if content is not None else None

        return read

    def _finish(self, view: LineView, found: Decided) -> None:
        """Work out who says what has been decided, and add it; what nobody can have said is rejected."""
        cue, clause, content = found.draft.cue, found.draft.clause, found.content
        outer = self._by_cue.get(view.tokens[found.draft.outer.cue.first].stem_start) if found.draft.outer is not None else None
        chosen = self._speakers.of(view, cue, clause, content.span, _speaker_of(outer)) if found.certain != "agentless" else None
        if chosen is None:
            first = view.tokens[cue.first]
            self.rejected.append(
                Rejected(start=first.start, end=first.end, layer="statement", reason="a reporting word with nobody who could have said it")
            )
            return
        route = self._chains.of(view, cue, clause, content, chosen.carrier or chosen.ref, outer)
        speaker, via, how = route.speaker, route.via, route.how or chosen.how
        if chosen.carrier is not None and speaker.entity == chosen.carrier.entity:  # the route doesn't know the one who is quoted
            carrier = Via(start=speaker.start, end=speaker.end, entity=speaker.entity)
            speaker, text = self._chains.for_author(view, chosen.ref) if chosen.ref.document else (chosen.ref, [])
            via = (*(step.via for step in text), *via, carrier)
        quoting = self._quoting(view, cue)
        if quoting is not None:
            if quoting.entity == speaker.entity:
                return  # part of what is told: «نؤكد أن الحل ممكن»
            if quoting.entity not in [v.entity for v in via]:
                via = (*via, Via(start=quoting.start, end=quoting.end, entity=quoting.entity))
        act, sure = self._tools.acts.of(view, cue, clause.verb, content, speaker.entity, self._sides)
        carriers = frozenset(v.entity for v in via)
        addressee, target = self._addressees.of(Heard(view, cue, clause, *tokens_of(view, content.span), act, speaker.entity, carriers, sure))
        grounds = Grounds(f"{found.means}:{how}-{clause.opener}", cue.doubt or "", content.kind, found.chance, chosen.chance)
        self._add(view, cue, content, _Told(speaker, via, act, grounds, addressee, target, _polarity(clause)))
        self._speakers.remember(view, cue.first, speaker, cue.form)

    def _quoting(self, view: LineView, cue: Cue) -> Ref | None:
        """Who says the direct quotation in which ``cue`` stands: another actor's act that is told there comes by way of them."""
        at = view.tokens[cue.first].start
        if view.line.quotation_at(at) is None:
            return None
        outer = next((s for s in reversed(self.statements) if s.kind == "direct" and s.start <= at < s.end), None)
        return _speaker_of(outer)

    def _add(self, view: LineView, cue: Cue, content: Content, told: _Told) -> None:
        tokens, span = view.tokens, content.span
        if (span.start, span.end) in self._contents:
            return
        self._contents.add((span.start, span.end))
        confidence = self._tools.confidence.of(told.grounds)
        if confidence < LEAST:
            self.rejected.append(
                Rejected(start=span.start, end=span.end, layer="statement", reason="words after a reporting word that hardly anybody said")
            )
            return
        cue_span = Span(start=_start(tokens[cue.first], cue), end=tokens[cue.last - 1].end) if cue.last > cue.first else None
        digest = hashlib.sha256(f"{self._text_hash}:{cue_span.start if cue_span else span.start}:{span.start}".encode()).hexdigest()[:12]
        first, last = (view.token_after(edge) for edge in (span.start, span.end))
        issues = self._tools.issues.of(tokens[first - (first > 0 and tokens[first - 1].end > span.start) : last], self._about)
        speaker = Speaker(entity=told.speaker.entity, label=told.speaker.label, start=told.speaker.start, end=told.speaker.end)
        statement = Statement(
            start=span.start, end=span.end, more=content.more, id=digest, cue=cue_span, speaker=speaker, addressee=told.addressee, act=told.act,
            kind=content.kind, via=tuple(told.via), issues=issues, target=told.target, polarity=told.polarity, found_by=told.grounds.found_by,
            confidence=confidence,
        )  # fmt: skip
        self.statements.append(statement)
        self.grounds.append(told.grounds)
        if cue_span is not None:
            self._by_cue[tokens[cue.first].stem_start] = statement


def _start(token: Token, cue: Cue) -> int:
    """Where a cue begins: without و or ف before it; the ب of an according-to word is a part of that (بحسب)."""
    return token.start + (token.pro[:1] in ("و", "ف")) if cue.sort == "according" and token.pro.endswith("ب") else token.stem_start


def _polarity(clause: Clause) -> Polarity:
    """Whether the speaker holds with what the content tells: not where he denies, excludes or refuses it (نفى، استبعد، رفض) or where his
    holding with it is negated (لا تؤيد); where his being against it is negated he isn't against it (لم يستبعد). A verb under a negation
    comes with the polarity that it has so."""
    return "negative" if clause.verb is not None and clause.verb.polarity == "-" else "positive"


def _opens(_cue: Cue) -> bool:
    return True


def _speaker_of(statement: Statement | None) -> Ref | None:
    if statement is None or statement.speaker is None or not statement.speaker.entity:
        return None
    told = statement.speaker
    return Ref(told.entity or "", told.label, told.start, told.end, False, "the verb's speaker")
