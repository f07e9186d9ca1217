"""Commitments: what parties agreed, signed, decided or undertook, and what the page tells became of it.

Three tellings are read:

- statements that agree or promise: «اتفق الطرفان على تبادل الأسرى», "the two sides agreed to exchange prisoners"; «تعهدت أنقرة بسحب
  قواتها», "Ankara pledged to withdraw its forces";
- signing told as a deed: «وقعت روسيا وتركيا وإيران اتفاقا لإقامة مناطق تهدئة», "… signed an agreement to set up calm zones";
- its fate: «انتهكت المعارضة الهدنة», "the opposition violated the truce", of an agreement that the page told before.

What is still to be done (سيوقع، لم يوقع، إمكانية التوصل إلى) is no commitment. One party alone commits to nothing that concerns talks unless an
issue of a process is told: parliaments pass budgets.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from mahdar.arabic import Text, Token, fold
from mahdar.knowledge import Knowledge
from mahdar.meetings.subjects import Processes, Told, by_first_word, line_of, tokens_at
from mahdar.model import Commitment, CommitmentKind, CommitmentStatus, Entity, Span, Statement, Time
from mahdar.names import PageNames
from mahdar.names.page import Mention
from mahdar.statements.sides import PageSides, Sides
from mahdar.statements.stance import stem_of

_OBJECT = 10
"""Words after a verb of signing among which its agreement is looked for."""
_NEAR = 3
_PARTIES = frozenset({"state", "organization", "person"})
_ENDS = frozenset("،,؛;.؟!")
_DATED = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")
"""Values that date an agreement: days, months, years and ranges of them; no decade."""


class _Deed(NamedTuple):
    """A signing told as a deed: its verb and the agreement among the tokens of a line, and where its clause ends."""

    verb: int
    noun: int
    end: int
    kind: CommitmentKind


class CommitmentFinder:
    """Finds the commitments of a page. Pure; made once for a knowledge and its processes."""

    def __init__(self, knowledge: Knowledge, processes: Processes) -> None:
        words = knowledge.commitment_words
        self._processes = processes
        self._sides = Sides(knowledge)
        self._groups = {group.entity: group.members for d in processes.dossiers.values() for group in d.group}
        self._agreements = by_first_word(words.agreements)
        self._signing, self._reaching, self._deciding, self._extending = (
            frozenset(stem_of(fold(word)) for word in kind) for kind in (words.signing, words.reaching, words.deciding, words.extending)
        )
        self._prepositions = frozenset(map(fold, knowledge.statement_words.prepositions))
        self._undone = frozenset(map(fold, words.undone))
        fates: dict[CommitmentStatus, Sequence[str]] = {
            "breached": words.fate.breached, "implemented": words.fate.implemented, "expired": words.fate.expired,
        }  # fmt: skip
        self._fate = {stem_of(fold(word)): status for status, kind in fates.items() for word in kind}

    def find(
        self,
        text: Text,
        here: Told,
        names: PageNames,
        entities: Mapping[str, Entity],
        times: Sequence[Time],
        statements: Sequence[Statement],
        text_hash: str,
    ) -> tuple[Commitment, ...]:
        """The commitments of the page in the order of the text. ``here`` are the processes that it speaks of, ``entities`` all that it
        has, ``times`` its times, resolved."""
        sides = self._sides.of_page(entities)
        dated = [t for t in times if t.type != "DURATION" and t.value is not None and _DATED.fullmatch(t.value)]
        drafts = [*self._said(text, here, names, sides, dated, statements), *self._signed(text, here, names, sides, dated)]
        merged = _merged(sorted(drafts, key=lambda c: c.evidence[0].start))
        fated = self._fates(text, merged, statements)
        return tuple(msgspec.structs.replace(c, id=_id(text_hash, c)) for c in fated)

    def _said(
        self, text: Text, here: Told, names: PageNames, sides: PageSides, times: Sequence[Time], statements: Sequence[Statement]
    ) -> Iterator[Commitment]:
        """Those that statements make."""
        for statement in statements:
            if statement.speaker is None or statement.polarity == "negative":
                continue
            cue = tokens_at(text, statement.cue) if statement.cue else ()
            stems = [stem_of(token.base) for token in cue]
            decided = any(stem in self._deciding for stem in stems)
            if statement.act not in ("agree", "promise") and not decided:
                continue
            content = tokens_at(text, statement)
            parties = self._parties(text, names, sides, statement)
            process, issue = self._issue(content, here.about)
            if not parties or (len(parties) < 2 and issue is None and parties[0] not in self._groups):
                continue
            kind: CommitmentKind = "decided" if decided else "pledged" if statement.act == "promise" else "agreed"
            if kind == "agreed" and any(stem in self._signing for stem in stems):
                kind = "signed"
            if kind != "pledged" and any(stem_of(token.base) in self._extending for token in content[:_NEAR]):
                kind = "extended"
            evidence = (statement.cue, statement) if statement.cue else (statement,)
            yield Commitment(
                id="", kind=kind, parties=parties, process=process, issue=issue,
                date=_date(text, statement.cue, statement, times) if statement.cue else None,
                status="pledged" if kind == "pledged" else "agreed",
                content=Span(start=statement.start, end=statement.end), statements=(statement.id,),
                evidence=tuple(Span(start=span.start, end=span.end) for span in sorted(evidence, key=lambda s: s.start)),
            )  # fmt: skip

    def _parties(self, text: Text, names: PageNames, sides: PageSides, statement: Statement) -> tuple[str, ...]:
        """Who commits: the members of a group, those named one after another (قطر وروسيا), else the speaker."""
        speaker = statement.speaker
        if speaker is None or speaker.entity is None:
            return ()
        if members := self._groups.get(speaker.entity):
            return members
        at = line_of(text, Span(start=speaker.start, end=speaker.start + 1))
        tokens = text.lines[at].tokens
        named = [m for m in names.mentions[at] if m.kind in _PARTIES and speaker.start <= m.start and m.end <= speaker.end]
        people = [m for m in named if m.kind == "person"]
        together = people if len(people) > 1 else [m for n, m in enumerate(named) if not n or "و" in tokens[m.first].pro]  # not مسؤول في X بباريس
        return tuple(dict.fromkeys(self._side(m.entity, sides) for m in together)) if len(together) > 1 else (self._side(speaker.entity, sides),)

    def _side(self, entity: str, sides: PageSides) -> str:
        """The state that somebody speaks for, else himself."""
        return entity if entity in self._groups else min(sides.of(entity) & self._sides.states, default=entity)

    def _signed(self, text: Text, here: Told, names: PageNames, sides: PageSides, times: Sequence[Time]) -> Iterator[Commitment]:
        """Those that are told as deeds."""
        for number, line in enumerate(text.lines):
            if line.block.role == "caption":
                continue
            for begin, finish in line.sentences:
                for deed in self._deeds(line.tokens, begin, finish):
                    parties = self._signers(names.mentions[number], line.tokens, deed, begin)
                    if len(parties) < 2:
                        continue
                    tokens = line.tokens
                    content = Span(start=tokens[deed.noun].stem_start, end=tokens[deed.end - 1].end)
                    verb = Span(start=tokens[deed.verb].stem_start, end=tokens[deed.verb].end)
                    process, issue = self._issue(tokens[deed.noun : deed.end], here.about)
                    signers = tuple(dict.fromkeys(self._side(m.entity, sides) for m in parties))
                    yield Commitment(
                        id="", kind=deed.kind, parties=signers, process=process, issue=issue,
                        date=_nearest(times, verb, Span(start=tokens[begin].start, end=tokens[finish - 1].end)), status="agreed", content=content,
                        evidence=tuple(sorted({verb, content, *(Span(start=m.start, end=m.end) for m in parties)})),
                    )  # fmt: skip

    def _deeds(self, tokens: Sequence[Token], begin: int, finish: int) -> Iterator[_Deed]:
        """Each verb or noun of signing or reaching in a sentence, with the agreement that it has."""
        for k in range(begin, finish):
            token = tokens[k]
            if token.kind != "word":
                continue
            stem = stem_of(token.base)
            reaches = stem in self._reaching
            if not reaches and stem not in self._signing:
                continue
            if "س" in token.pro or any(tokens[i].stem in self._undone for i in range(max(begin, k - 2), k)):
                continue
            noun = next((n for n in range(k + 1, min(finish, k + 1 + _OBJECT)) if self._is_agreement(tokens, n)), None)
            if noun is None or (reaches and not any(t.stem == "الي" for t in tokens[k + 1 : noun + 1])) or tokens[noun].pro not in ("", "ل"):
                continue
            end = next((n for n in range(noun + 1, finish) if tokens[n].norm in _ENDS), finish)
            yield _Deed(k, noun, end, "agreed" if reaches else "signed")

    def _signers(self, mentions: Sequence[Mention], tokens: Sequence[Token], deed: _Deed, begin: int) -> list[Mention]:
        """Who signs: those named between verb and agreement (وقعت روسيا وتركيا اتفاقا), after بين or مع, else those right before the verb."""
        people = [m for m in mentions if m.kind in _PARTIES]
        out = [m for m in people if deed.verb < m.first < deed.noun]
        if out and any(tokens[i].stem in self._prepositions for i in range(deed.verb + 1, out[0].first)):
            out = []  # وقع انفجار في تركيا: who stands after a preposition is no subject
        for m in people:
            if not deed.noun < m.first < min(deed.end, deed.noun + _OBJECT):
                continue
            before = range(deed.noun, min(m.first, deed.noun + _NEAR + 1))  # اتفاقا تجاريا مع X; not إعلانا بشأن الحدود مع X
            joined = bool(out) and out[-1].last == m.first and tokens[m.first].pro == "و" and out[-1].first > deed.noun
            if joined or any(tokens[i].stem in ("بين", "مع") for i in before):
                out.append(m)
        if not out:
            at = deed.verb
            for m in reversed([m for m in people if begin <= m.first < deed.verb]):
                if all(tokens[i].stem in ("قد", "كان", "كانت", "،") for i in range(m.last, at)):
                    out.insert(0, m)
                    at = m.first
        return out

    def _is_agreement(self, tokens: Sequence[Token], k: int) -> bool:
        return any(
            all(k + i < len(tokens) and tokens[k + i].norm == word for i, word in enumerate(words) if i)
            for words in self._agreements.get(_noun(tokens[k]), ())
        )

    def _issue(self, content: Sequence[Token], here: frozenset[str]) -> tuple[str | None, str | None]:
        """The process and the key of the issue that a content is about: a deed before a matter."""
        standing = [found for found, _ in self._processes.standing(content, here)]
        best = min(standing, key=lambda s: ((s.process, s.issue) in self._processes.matters, s.first), default=None)
        return (best.process, best.issue) if best else (None, None)

    def _fates(self, text: Text, commitments: Sequence[Commitment], statements: Sequence[Statement]) -> list[Commitment]:
        """``commitments`` with what the page tells later of what became of them: the word of a fate right before the same noun, definite."""
        if not commitments:
            return []
        out = list(commitments)
        nouns = [{_noun(t) for t in tokens_at(text, c.content)[:_NEAR]} if c.content else set() for c in out]
        for line in text.lines:
            for k, token in enumerate(line.tokens[:-1]):
                status = self._fate.get(stem_of(token.base)) if token.kind == "word" else None
                if status is None or any(line.tokens[i].stem in self._undone for i in range(max(0, k - 2), k)):
                    continue
                noun = next((t for t in line.tokens[k + 1 : k + 1 + _NEAR] if t.definite and _noun(t) in self._agreements), None)
                at = next((n for n, c in enumerate(out) if noun and _noun(noun) in nouns[n] and c.evidence[0].start < token.start), None)
                if at is None or noun is None:
                    continue
                said = next((s for s in statements if s.start <= token.start < s.end), None)
                out[at] = msgspec.structs.replace(
                    out[at],
                    status=status,
                    told_by=said.speaker.entity if said and said.speaker else None,
                    evidence=tuple(sorted({*out[at].evidence, Span(start=token.stem_start, end=noun.end)})),
                )
        return out


def _merged(drafts: Sequence[Commitment]) -> list[Commitment]:
    """``drafts`` with those joined that have the same parties and issue and no two dates: headline and text tell one agreement."""
    out: list[Commitment] = []
    for draft in drafts:
        at = next((n for n, c in enumerate(out) if _same(c, draft)), None)
        if at is None:
            out.append(draft)
            continue
        first = out[at]
        out[at] = msgspec.structs.replace(
            first, date=first.date or draft.date, statements=tuple(dict.fromkeys((*first.statements, *draft.statements))),
            evidence=tuple(sorted({*first.evidence, *draft.evidence})),
        )  # fmt: skip
    return out


def _same(one: Commitment, other: Commitment) -> bool:
    undertaken = (one.kind == "pledged") == (other.kind == "pledged")
    told = one.issue is not None and (one.process, one.issue) == (other.process, other.issue)
    return undertaken and told and set(one.parties) == set(other.parties) and (one.date is None or other.date is None or one.date == other.date)


def _date(text: Text, cue: Span, content: Span, times: Sequence[Time]) -> str | None:
    """The day told beside a cue and outside its content: «في 4 أيار اتفق الطرفان على …»."""
    line = text.lines[line_of(text, cue)]
    at = line.token_at(cue.start)
    begin, end = next(((a, b) for a, b in line.sentences if a <= at < b), (0, len(line.tokens)))
    sentence = Span(start=line.tokens[begin].start, end=line.tokens[end - 1].end)
    return _nearest([time for time in times if not content.overlaps(time)], cue, sentence)


def _nearest(times: Sequence[Time], verb: Span, sentence: Span) -> str | None:
    """The value of the date nearest to a verb in its sentence, null where none is told."""
    near = [t for t in times if sentence.holds(t)]
    best = min(near, key=lambda t: (max(t.start - verb.end, verb.start - t.end), t.start), default=None)
    return best.value if best else None


def _noun(token: Token) -> str:
    """The noun without the alef of its accusative: اتفاق of اتفاقا."""
    return token.base.removesuffix("ا") if not token.definite else token.base


def _id(text_hash: str, commitment: Commitment) -> str:
    return hashlib.sha256(f"{text_hash}:commitment:{commitment.evidence[0].start}:{commitment.kind}".encode()).hexdigest()[:12]
