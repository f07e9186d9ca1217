"""Commitments: what parties agreed, signed, decided or undertook, and what the page tells became of it.

Three tellings are read:

- statements that agree or promise: «اتفق الطرفان على تبادل الأسرى», "the two sides agreed to exchange prisoners"; «تعهدت أنقرة بسحب
  قواتها», "Ankara pledged to withdraw its forces";
- signing told as a deed: «وقعت روسيا وتركيا وإيران اتفاقا لإقامة مناطق تهدئة», "… signed an agreement to set up calm zones"; as a noun only where
  it is said to have been done («منذ توقيع الاتفاق», "since the agreement's signing"; not «يأمل بالتوصل إلى هدنة», "hopes to reach a truce");
- its fate: «انتهكت المعارضة الهدنة», "the opposition violated the truce", of an agreement that the page told before.

A pledge is told with a word of it (تعهد، ملتزم): who is ready to do a thing, or threatens to, has bound himself to nothing. Parties are
states, for which their officials speak (`mahdar.meetings.voices`), and organizations that take sides; where one of those told is nobody
known, nothing is told.

What is still to be done (سيوقع، لم يوقع، إمكانية التوصل إلى) is no commitment. One party alone commits to nothing that concerns talks unless an
issue of a process is told: parliaments pass budgets.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from mahdar.arabic import Line, Text, Token, fold
from mahdar.knowledge import Knowledge
from mahdar.meetings.subjects import Processes, Told, by_first_word, is_aside, line_of, tokens_at
from mahdar.meetings.voices import PageVoices, Voices
from mahdar.model import Commitment, CommitmentKind, CommitmentStatus, Entity, Span, Statement, Time
from mahdar.names import PageNames
from mahdar.names.page import Mention
from mahdar.statements.stance import stem_of
from mahdar.statements.view import AN

_OBJECT = 10
"""Words after a verb of signing among which its agreement is looked for."""
_NEAR = 3
_PARTIES = frozenset({"state", "organization", "person"})
_ENDS = frozenset("،,؛;.؟!")
_TOGETHER = ("ا", "وا")
"""Endings of verbs that two or more share."""
_DATED = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")
"""Values that date an agreement: days, months, years and ranges of them; no decade."""


class _Deed(NamedTuple):
    """A signing told as a deed: its verb and the agreement among the tokens of a line, and where its clause ends."""

    verb: int
    noun: int
    end: int
    kind: CommitmentKind
    is_noun: bool


class CommitmentFinder:
    """Finds the commitments of a page. Pure; made once for a knowledge and its processes."""

    def __init__(self, knowledge: Knowledge, processes: Processes) -> None:
        words = knowledge.commitment_words
        self._processes = processes
        self._voices = Voices(knowledge)
        self._groups = {group.entity: group.members for d in processes.dossiers.values() for group in d.group}
        self._agreements = by_first_word(words.agreements)
        self._signing, self._reaching, self._deciding, self._extending, self._pledging, self._decisions, self._accepting, self._done, self._failed = (

            frozenset(stem_of(fold(word)) for word in kind)
            for kind in (
                words.signing, words.reaching, words.deciding, words.extending, words.pledging, words.decisions, words.accepting, words.done,
                words.undone,
            )
        )  # fmt: skip
        self._naming = frozenset(map(fold, words.naming))
        self._background = frozenset(map(fold, knowledge.position_words.background))
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
        published: str | None,
        text_hash: str,
    ) -> tuple[Commitment, ...]:
        """The commitments of the page in the order of the text. ``here`` are the processes that it speaks of, ``entities`` all that it
        has, ``times`` its times, resolved, ``published`` its date, if known."""
        sides = self._voices.of_page(text, names, entities, statements, published)
        dated = [t for t in times if t.type != "DURATION" and t.value is not None and _DATED.fullmatch(t.value)]
        drafts = [*self._said(text, here, names, sides, dated, statements), *self._signed(text, here, names, sides, dated)]
        merged = _merged(text, sorted(drafts, key=lambda c: c.evidence[0].start))
        fated = self._fates(text, merged, statements)
        return tuple(msgspec.structs.replace(c, id=_id(text_hash, c)) for c in fated)

    def _said(
        self, text: Text, here: Told, names: PageNames, sides: PageVoices, times: Sequence[Time], statements: Sequence[Statement]
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
            opening = [stem_of(token.base) for token in content[:_NEAR]]
            if statement.act == "promise" and not decided and not any(stem in self._pledging for stem in (*stems, *opening)):
                continue
            if decided and content and content[0].stem in AN and "ب" in content[0].pro:
                continue  # أقر بأن: he admits it
            parties = self._parties(text, names, sides, statement)
            process, issue = self._issue(content, here.at(line_of(text, statement)))
            if not parties or (len(parties) < 2 and issue is None and parties[0] not in self._groups):
                continue
            if len(parties) == 1 and parties[0] not in self._groups:
                if any(token.norm.endswith(_TOGETHER) for token in cue):
                    continue  # التقى به واتفقا
                if statement.act == "agree" and not decided and not any(stem in self._accepting for stem in stems):
                    continue
                if decided and (process, issue) in self._processes.matters:
                    continue  # what a state decides about a town is no undertaking
            decided = decided or (statement.act == "agree" and len(parties) == 1 and any(stem in self._decisions for stem in opening))
            kind: CommitmentKind = "decided" if decided else "pledged" if statement.act == "promise" else "agreed"
            if kind == "agreed" and any(stem in self._signing for stem in stems):
                kind = "signed"
            if kind != "pledged" and any(stem_of(token.base) in self._extending for token in content[:_NEAR]):
                kind = "extended"
            evidence = (statement.cue, statement) if statement.cue else (statement,)
            yield Commitment(
                id="", kind=kind, parties=parties, process=process, issue=issue,
                date=self._said_on(text, statement.cue, statement, times) if statement.cue else None,
                status="pledged" if kind == "pledged" else "agreed",
                content=Span(start=statement.start, end=statement.end), statements=(statement.id,),
                evidence=tuple(Span(start=span.start, end=span.end) for span in sorted(evidence, key=lambda s: s.start)),
            )  # fmt: skip

    def _parties(self, text: Text, names: PageNames, sides: PageVoices, statement: Statement) -> tuple[str, ...]:
        """Who commits: the members of a group, those named one after another (قطر وروسيا), else the speaker."""
        speaker = statement.speaker
        if speaker is None or speaker.entity is None:
            return ()
        if members := self._groups.get(speaker.entity):
            return members
        at = line_of(text, Span(start=speaker.start, end=speaker.start + 1))
        tokens = text.lines[at].tokens
        named: list[Mention] = []
        end = speaker.end
        for m in names.mentions[at]:
            k = text.lines[at].token_at(end)
            if m.kind in _PARTIES and m.start >= speaker.start and (m.end <= end or (named and _goes_on(tokens, k, m))):
                named.append(m)
                end = max(end, m.end)
        people = [m for m in named if m.kind == "person"]
        together = people if len(people) > 1 else [m for n, m in enumerate(named) if not n or "و" in tokens[m.first].pro]  # not مسؤول في X بباريس
        return self._sides((m.entity for m in together) if len(together) > 1 else (speaker.entity,), sides)

    def _sides(self, told: Iterable[str], sides: PageVoices) -> tuple[str, ...]:
        """The groups, states and organizations for which those told speak; none where one of them speaks for nobody that is known."""
        found = dict.fromkeys(entity if entity in self._groups else sides.side(entity) for entity in told)
        return tuple(side for side in found if side is not None) if None not in found else ()

    def _signed(self, text: Text, here: Told, names: PageNames, sides: PageVoices, times: Sequence[Time]) -> Iterator[Commitment]:
        """Those that are told as deeds."""
        for number, line in enumerate(text.lines):
            if line.block.role == "caption":
                continue
            for begin, finish in line.sentences:
                for deed in self._deeds(line.tokens, begin, finish):
                    parties = self._signers(names.mentions[number], line.tokens, deed, begin)
                    signers = self._sides((m.entity for m in parties), sides)
                    if len(signers) < 2:
                        continue
                    tokens = line.tokens
                    content = Span(start=tokens[deed.noun].stem_start, end=tokens[deed.end - 1].end)
                    verb = Span(start=tokens[deed.verb].stem_start, end=tokens[deed.verb].end)
                    process, issue = self._issue(tokens[deed.noun : deed.end], here.at(number))
                    yield Commitment(
                        id="", kind=deed.kind, parties=signers, process=process, issue=issue,
                        date=self._date(line, times, deed.verb, begin, deed.end, is_noun=deed.is_noun), status="agreed", content=content,
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
            is_noun = token.stem in self._naming or token.base in self._naming
            if is_noun and not self._was_done(tokens, k, begin):
                continue
            noun = next((n for n in range(k + 1, min(finish, k + 1 + _OBJECT)) if self._is_agreement(tokens, n)), None)
            if noun is None or (reaches and not any(t.stem == "الي" for t in tokens[k + 1 : noun + 1])) or tokens[noun].pro not in ("", "ل"):
                continue
            end = next((n for n in range(noun + 1, finish) if tokens[n].norm in _ENDS), finish)
            yield _Deed(k, noun, end, "agreed" if reaches else "signed", is_noun)

    def _was_done(self, tokens: Sequence[Token], k: int, begin: int) -> bool:
        """Whether the noun of a deed is told to have been done: منذ توقيع الاتفاق, not فشلت القمة في التوصل إلى اتفاق."""
        before = [stem_of(tokens[i].base) for i in range(max(begin, k - _NEAR), k)]
        return any(stem in self._done for stem in before) and not any(stem in self._failed for stem in before)

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
        standing = [
            found
            for found, opposed in self._processes.standing(content, here)
            if not opposed and not is_aside(content, found.first, self._background)
        ]
        best = min(standing, key=lambda s: ((s.process, s.issue) in self._processes.matters, s.first), default=None)
        return (best.process, best.issue) if best else (None, None)

    def _said_on(self, text: Text, cue: Span, content: Span, times: Sequence[Time]) -> str | None:
        """The day told beside a cue and outside its content: «في 4 أيار اتفق الطرفان على …»."""
        line = text.lines[line_of(text, cue)]
        at = line.token_at(cue.start)
        begin, end = next(((a, b) for a, b in line.sentences if a <= at < b), (0, len(line.tokens)))
        return self._date(line, [time for time in times if not content.overlaps(time)], at, begin, end, is_noun=False)

    def _date(self, line: Line, times: Sequence[Time], verb: int, begin: int, end: int, *, is_noun: bool) -> str | None:
        """The value of the date nearest to the verb at a token in its clause, null where none is told; what stands before a noun (اجتمعوا السبت
        بعد التوصل إلى اتفاق) is of something else."""
        tokens = line.tokens
        best: tuple[int, str] | None = None
        for time in times:
            if time.value is None or not tokens[begin].start <= time.start < tokens[end - 1].end:
                continue
            at = line.token_at(time.start)
            at -= bool(at and tokens[at - 1].end > time.start)  # لعام
            if is_noun and at < verb:
                continue
            between = range(verb + 1, at) if at > verb else range(line.token_at(time.end), verb)
            if "ل" in tokens[at].pro or (at < verb and len(between) > _NEAR):
                continue  # خطة المساعدات لعام 2018; what stands well before is of the clause before
            if any(tokens[k].stem in self._background or tokens[k].stem in AN for k in between if k != verb - 1):
                continue
            if best is None or len(between) < best[0]:
                best = len(between), time.value
        return best[1] if best else None

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


def _goes_on(tokens: Sequence[Token], k: int, mention: Mention) -> bool:
    """Whether a list of names that ends before token ``k`` goes on with a name: «بوتين والإيراني حسن روحاني»."""
    return (
        k <= mention.first <= k + _NEAR
        and k < len(tokens)
        and "و" in tokens[k].pro
        and all(tokens[i].kind == "word" for i in range(k, mention.first))
    )


def _merged(text: Text, drafts: Sequence[Commitment]) -> list[Commitment]:
    """``drafts`` with those joined that have the same parties, no two dates, and the same issue or, without one, much the same words: headline
    and text tell one agreement."""
    out: list[Commitment] = []
    words = {id(c): {stem_of(_noun(t)) for t in tokens_at(text, c.content) if t.kind == "word"} if c.content else set() for c in drafts}
    said: list[set[str]] = []
    for draft in drafts:
        mine = words[id(draft)]
        at = next((n for n, c in enumerate(out) if _same(c, draft, alike=_alike(said[n], mine))), None)
        if at is None:
            out.append(draft)
            said.append(mine)
            continue
        first = out[at]
        out[at] = msgspec.structs.replace(
            first, date=first.date or draft.date, statements=tuple(dict.fromkeys((*first.statements, *draft.statements))),
            evidence=tuple(sorted({*first.evidence, *draft.evidence})),
        )  # fmt: skip
    return out


def _same(one: Commitment, other: Commitment, *, alike: bool) -> bool:
    undertaken = (one.kind == "pledged") == (other.kind == "pledged")
    told = (one.process, one.issue) == (other.process, other.issue) and (one.issue is not None or alike)
    return undertaken and told and set(one.parties) == set(other.parties) and (one.date is None or other.date is None or one.date == other.date)


def _alike(one: set[str], other: set[str]) -> bool:
    """Whether two contents share at least half of the words of the shorter."""
    return 2 * len(one & other) >= min(len(one), len(other)) > 0


def _noun(token: Token) -> str:
    """The noun without the alef of its accusative: اتفاق of اتفاقا."""
    return token.base.removesuffix("ا") if not token.definite else token.base


def _id(text_hash: str, commitment: Commitment) -> str:
    return hashlib.sha256(f"{text_hash}:commitment:{commitment.evidence[0].start}:{commitment.kind}".encode()).hexdigest()[:12]
