"""Composes the stages: cues, clauses and contents of each line, then who spoke, to whom, by which route, doing what."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from mahdar.arabic import ClauseFinder, Text, fold
from mahdar.knowledge import Dossier, Knowledge
from mahdar.model import Entity, Polarity, Rejected, Span, Speaker, Statement, Via
from mahdar.names import NameFinder, PageNames
from mahdar.statements.act import Acts
from mahdar.statements.addressee import Addressees
from mahdar.statements.chain import Chains
from mahdar.statements.clause import Clause, NounPhrase, noun_phrase, source_phrase
from mahdar.statements.content import Content, read_content, trimmed
from mahdar.statements.cues import Cue, CueLexicon
from mahdar.statements.drafts import Draft, Drafts
from mahdar.statements.speaker import Ref, Speakers
from mahdar.statements.view import LineView

_SPEAKING_ROLES = ("title", "lead", "body", "subhead")
_OFTEN_PASSIVE = frozenset({"ذكر", "توقع", "اعتقد", "رجح", "خشي", "قال", "ظن"})


class StatementFinder:
    """Finds the statements of an article. Pure; made once for a knowledge and dossiers."""

    def __init__(self, knowledge: Knowledge, dossiers: Iterable[Dossier], names: NameFinder) -> None:
        self._knowledge = knowledge
        self._dossiers = tuple(dossiers)
        self._names = names
        self._cues = CueLexicon(knowledge)
        self._clauses = ClauseFinder(knowledge)
        self._acts = Acts(knowledge)
        self._adverbial = frozenset(fold(w) for w in knowledge.lexical.adverbial)
        self._issues = [(issue.key, tuple(fold(t) for t in issue.terms)) for d in self._dossiers for issue in d.issue]

    def find(
        self, text: Text, names: PageNames, times: Sequence[Span], text_hash: str
    ) -> tuple[tuple[Statement, ...], dict[str, Entity], tuple[Rejected, ...]]:
        """The statements in the order of their cues, entities of speakers without a name, and what was refused.

        ``times`` are in the order of the text.
        """
        views = [
            LineView(
                n,
                line,
                names,
                text.text,
                times[bisect_left(times, line.start, key=_start) : bisect_left(times, line.end, key=_start)],
                self._adverbial,
            )
            for n, line in enumerate(text.lines)
        ]
        page = _Page(self, views, names, text_hash)
        for view in views:
            if view.line.block.role in _SPEAKING_ROLES:
                page.read_line(view)
        return tuple(page.statements), page.entities(), tuple(page.rejected)


class _Page:
    """One page's pass over its lines."""

    def __init__(self, finder: StatementFinder, views: list[LineView], names: PageNames, text_hash: str) -> None:
        self.f = finder
        self.text_hash = text_hash
        self.speakers = Speakers(names, finder._dossiers, views, finder._knowledge)
        self.drafts = Drafts(finder._cues, self.speakers, finder._clauses)
        self.chains = Chains(finder._knowledge, names.authors, finder._names.gazetteer.labels)
        self.addressees = Addressees(finder._names.nationality, self.speakers)
        self.statements: list[Statement] = []
        self._told: set[tuple[int, int]] = set()
        self.rejected: list[Rejected] = []

    def entities(self) -> dict[str, Entity]:
        """Entities that only statements refer to."""
        used = (
            {s.speaker.entity for s in self.statements if s.speaker}
            | {s.addressee for s in self.statements}
            | {v.entity for s in self.statements for v in s.via}
        )
        known = self.speakers.added | self.chains.added | self.addressees.added
        labels = self.f._names.gazetteer.labels
        kinds = self.f._names.gazetteer.kinds
        for id_ in used - known.keys():
            if id_ in labels:
                known[id_] = Entity(id=id_, kind=kinds[id_], label=dict(labels[id_]))
        return {id_: e for id_, e in known.items() if id_ in used}

    def read_line(self, view: LineView) -> None:
        """The statements of one line, in order."""
        before = len(self.statements)
        cues = list(self.f._cues.find(view))
        accordings = [c for c in cues if c.sort == "according"]
        for draft in self.drafts.of_line(view, cues):
            self._finish(view, draft, accordings)
        unsaid = {view.sentence(c.first) for c in cues if c.negated}
        for cue in accordings:
            if view.sentence(cue.first) not in unsaid:  # ولم يذكر الوزير، بحسب الوكالة، …
                self._according(view, cue, self.statements[before:])

    # -- from draft to statement ---------------------------------------------------------------------------------------

    def _finish(self, view: LineView, draft: Draft, accordings: Sequence[Cue]) -> None:
        cue, clause = draft.cue, draft.clause
        content = read_content(view, clause, draft.bound, draft.ended_by)
        if content is None:
            return
        speaker, how = self._speaker(view, draft)
        via = list(self.chains.of_clause(view, clause, speaker))
        if speaker is not None and speaker.document:
            speaker, via = self._for_author(speaker, via)
        if (
            draft.outer is not None
            and clause.subject is not None
            and cue.form is not None
            and cue.form.shape == "present"  # a position that the outer one relays (حيث ترى دمشق); not فيما قال المقداد
            and (outer := self._statement_of(draft.outer, view)) is not None
            and outer.speaker
            and speaker
            and outer.speaker.entity != speaker.entity
            and outer.speaker.entity
        ):
            via.append(Via(start=outer.speaker.start, end=outer.speaker.end, entity=outer.speaker.entity))
        for other in accordings:
            if (
                view.sentence(other.first) == view.sentence(cue.first)
                and (ref := self._source(view, other)) is not None
                and (speaker is None or ref.entity != speaker.entity)
            ):
                via.append(Via(start=ref.start, end=ref.end, entity=ref.entity))
        verb = clause.verb
        if verb is not None and (verb.use == "carrier" or any(view.word(p.first) == "نقلا" for p in clause.adverbials)):
            speaker, via, how = self._carried(view, clause, speaker, via, how)
        if verb is not None and (
            (verb.use == "only-subject" and how == "null-subject") or (how == "null-subject" and _agentless(view, cue, verb.past))
        ):
            speaker = None
        if speaker is None:
            first = view.tokens[cue.first]
            self.rejected.append(
                Rejected(start=first.start, end=first.end, layer="statement", reason="a reporting word with nobody who could have said it")
            )
            return
        act = self.f._acts.of(verb, content.span.of(view.text))
        addressee = self.addressees.of(view, clause, content.span, act, speaker)
        self._add(view, cue, content, speaker, via, act, addressee, self._rule(clause, how), cue.negated)
        self.speakers.remember(speaker, cue.form)

    def _speaker(self, view: LineView, draft: Draft) -> tuple[Ref | None, str]:
        cue, clause = draft.cue, draft.clause
        if clause.verb is not None and clause.verb.use == "document":
            phrases = [clause.subject] if clause.subject else [NounPhrase(p.first + 1, p.last) for p in clause.adverbials]
            for phrase in phrases:
                if (ref := self.speakers.of_phrase(view, phrase)) is not None:
                    return ref, "document"
        if cue.sort in ("finite", "noun"):
            leading = self.speakers.before_verb(view, cue.first) if cue.sort == "finite" else None
            if clause.subject is not None and (ref := self.speakers.of_phrase(view, clause.subject)) is not None:
                return ref, "vso"
            if leading is not None:
                return leading, "svo"
        elif clause.subject is not None:
            return self.speakers.of_phrase(view, clause.subject), "headline"
        if cue.sort == "participle":
            if (
                draft.outer is not None
                and (outer := self._statement_of(draft.outer, view)) is not None
                and outer.speaker is not None
                and outer.speaker.entity
            ):
                return self._agreeing(view, draft, outer), "participle"
            own = self.speakers.sentence_subject(view, cue.first, cue.form)
            return own or self.speakers.antecedent(view, cue.first, cue.form), "participle"
        return self.speakers.antecedent(view, cue.first, cue.form), "null-subject"

    def _agreeing(self, view: LineView, draft: Draft, outer: Statement) -> Ref | None:
        """The speaker of a participle: that of the verb it hangs on, unless only another agrees (موسكو ترى …، معبرة)."""
        form = draft.cue.form
        assert outer.speaker is not None
        own = Ref(outer.speaker.entity or "", outer.speaker.label, outer.speaker.start, outer.speaker.end, False, "the verb's speaker")
        outer_form = draft.outer.cue.form if draft.outer else None
        if form is None or outer_form is None:
            return own
        if form.number == "p" and outer_form.number != "p" and (group := self._group_in(view, draft)):
            return group
        if form.gender == "f" and outer_form.gender == "m" and form.number == "s":
            inner = self._inner_subject(view, draft)
            return inner or own
        return own

    def _inner_subject(self, view: LineView, draft: Draft) -> Ref | None:
        """The subject inside the outer content right after أن, which a feminine participle agrees with."""
        assert draft.outer is not None, "an agreeing participle hangs on a verb"
        start = draft.outer.clause.content + 1
        mention = view.mention_at(start)
        if mention is not None and mention.kind in ("state", "organization"):
            return self.speakers.of_phrase(view, NounPhrase(mention.first, mention.last))
        return None

    def _group_in(self, view: LineView, draft: Draft) -> Ref | None:
        """A plural group between the outer cue and a plural participle (جاء في البيان أن المجتمعين ناقشوا …، مؤكدين)."""
        assert draft.outer is not None
        for role in reversed(view.roles):
            if draft.outer.cue.first < role.first < draft.cue.first and role.sort == "group" and view.stem(role.first).endswith(("ون", "ين")):
                return self.speakers.of_phrase(view, NounPhrase(role.first, role.last))
        return self.speakers.antecedent(view, draft.outer.cue.first, draft.cue.form)

    def _for_author(self, document: Ref, via: list[Via]) -> tuple[Ref, list[Via]]:
        """A communiqué speaks for who issued it: speaker the author, the document on the way."""
        author = self.chains.author(document.end + 60) or self.chains.author(document.start + 1)
        if author is None:
            last = self.speakers.last_spoke(document.start)
            if last is None:
                return document, via
            author = last.entity
        id_ = self.chains.document_of(author, document.label)
        label = self.f._names.gazetteer.labels.get(author, {}).get("ar", document.label)
        ref = Ref(author, label, document.start, document.end, False, "who issued the communiqué")
        return ref, [Via(start=document.start, end=document.end, entity=id_), *via]

    def _carried(self, view: LineView, clause: Clause, carrier: Ref | None, via: list[Via], how: str) -> tuple[Ref | None, list[Via], str]:
        """«نقلت وكالة X عن Y أن»، «ذكرت وكالة X، نقلا عن Y، أن»: Y speaks, X carries."""
        for phrase in clause.adverbials:
            first = phrase.first + (view.word(phrase.first) == "نقلا")
            if view.word(first) == "عن":
                said = noun_phrase(view, first + 1, phrase.last)
                ref = self.speakers.of_phrase(view, said) if said else None
                if ref is not None and carrier is not None:
                    return (
                        ref,
                        [*(v for v in via if v.entity != ref.entity), Via(start=carrier.start, end=carrier.end, entity=carrier.entity)],
                        "carried",
                    )
        return carrier, via, how

    def _statement_of(self, draft: Draft, view: LineView) -> Statement | None:
        start = view.tokens[draft.cue.first].stem_start
        return next((s for s in reversed(self.statements) if s.cue is not None and s.cue.start == start), None)

    # -- according-to phrases ------------------------------------------------------------------------------------------

    def _source(self, view: LineView, cue: Cue) -> Ref | None:
        """Who is named after an according-to word: an agency, a person, a body; not a law or agreement."""
        at = cue.last
        while (
            at < len(view.tokens)
            and view.role_at(at) is None
            and view.mention_at(at) is None
            and view.tokens[at].kind == "mark"
            and at - cue.last < 2
        ):
            at += 1
        phrase = source_phrase(view, at, len(view.tokens))
        if phrase is None:
            return None
        inner = next((m for m in view.mentions if phrase.first <= m.first < phrase.last and self.chains.is_carrier(m.entity)), None)
        ref = self.speakers.of_phrase(view, NounPhrase(inner.first, inner.last)) if inner else self.speakers.of_phrase(view, phrase)
        if ref is None or ref.entity.startswith("unscr-") or view.tokens[at].bare in ("قرار", "اتفاق", "اتفاقيه", "قانون"):
            return None
        mention = view.mention_at(at)
        return None if mention is not None and mention.kind in ("document", "event", "place") else ref

    def _according(self, view: LineView, cue: Cue, told: Sequence[Statement]) -> None:
        """A sentence that only an according-to phrase attributes is a statement of its source: the whole clause around it.

        ``told`` are the line's statements so far.
        """
        first, last = view.sentence(cue.first)
        start, end = view.tokens[first].start, view.tokens[last - 1].end
        if any((s.start < end and start < s.end) or (s.cue and start <= s.cue.start < end) for s in told):
            return
        source = self._source(view, cue)
        if source is None or view.line.block.role not in _SPEAKING_ROLES:
            return
        phrase_end = next((k for k in range(cue.last, last) if view.tokens[k].start >= source.end), last)
        leading = cue.first - first <= 1
        span = (
            trimmed(view.text, view.tokens[phrase_end].start, end, marks=True)
            if leading and phrase_end < last
            else trimmed(view.text, view.tokens[first].stem_start, view.tokens[cue.first].start, marks=True)
        )
        if span is None or span.end - span.start < 15:
            return
        content = Content(span, "indirect", last)
        via: list[Via] = []
        if source.document:
            source, via = self._for_author(source, via)
        self._add(view, cue, content, source, via, self.f._acts.of(None, span.of(view.text)), None, "according-to", False)

    # -- the record ----------------------------------------------------------------------------------------------------

    def _rule(self, clause: Clause, how: str) -> str:
        return f"grammar:{how}-{clause.opener}"

    def _add(
        self, view: LineView, cue: Cue, content: Content, speaker: Ref, via: Sequence[Via], act: str, addressee: str | None, rule: str, negated: bool
    ) -> None:
        tokens = view.tokens
        cue_span = Span(start=tokens[cue.first].stem_start, end=tokens[cue.last - 1].end)
        span = content.span
        if (span.start, span.end) in self._told:
            return
        self._told.add((span.start, span.end))
        digest = hashlib.sha256(f"{self.text_hash}:{cue_span.start}:{span.start}".encode()).hexdigest()[:12]
        folded = fold(span.of(view.text))
        issues = tuple(dict.fromkeys(key for key, terms in self.f._issues if any(t in folded for t in terms)))
        polarity: Polarity = "negative" if negated else "positive"
        seen: dict[str, Via] = {}
        for v in via:
            if v.entity != speaker.entity:
                seen.setdefault(v.entity, v)
        sure = {"vso": 0.93, "headline": 0.92, "svo": 0.85, "participle": 0.88, "null": 0.85}.get(rule.partition(":")[2].split("-")[0], 0.75)
        self.statements.append(
            Statement(
                start=span.start, end=span.end, id=digest, cue=cue_span, act=act, kind=content.kind, via=tuple(seen.values()), issues=issues,  # type: ignore[arg-type]
                speaker=Speaker(entity=speaker.entity, label=speaker.label, start=speaker.start, end=speaker.end), addressee=addressee,
                polarity=polarity, found_by=rule, confidence=sure,
            )
        )  # fmt: skip


def _start(span: Span) -> int:
    return span.start


def _agentless(view: LineView, cue: Cue, lemma: str) -> bool:
    """Whether a verb with no subject is a passive that names nobody: يُذكر أن، يُتوقع أن، من المتوقع أن."""
    if cue.form is None or cue.form.shape != "present" or cue.form.pronoun:
        return False
    vowelled = "\u064f" in view.tokens[cue.first].surface[:3]
    opens = cue.first == view.sentence(cue.first)[0] or view.tokens[cue.first - 1].kind == "mark"
    return vowelled or (opens and cue.form.gender == "m" and cue.form.number == "s" and lemma in _OFTEN_PASSIVE)
