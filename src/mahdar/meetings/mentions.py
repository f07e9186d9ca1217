"""Tellings of a meeting in a line: the word that tells it, what belongs to it, and who may take part, with how the clause brings them in.

التقى لافروف نظيره التركي              the subject and the object of the verb
زيارة وزير الخارجية الإيراني إلى دمشق   whose visit, and where to
لقائه مع كيم                           the pronoun's, and with whom
اجتماع بين مجلس الحلف وروسيا            between whom
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import msgspec

from mahdar.meetings.ordinals import ordinal_after
from mahdar.meetings.otherwise import is_otherwise
from mahdar.meetings.parties import Party, borders_of, counts_of, parties_of, tellers_of
from mahdar.meetings.words import MeetingWords, Teller
from mahdar.model import MeetingKind
from mahdar.names import Mention
from mahdar.statements.units import Unit
from mahdar.statements.view import LineView

_PARTNER = frozenset({"مع", "ل"})
_NEXT, _HOLDING, _ARGUMENT, _GOAL, _OF, _DESCRIBED, _DENIED = 5, 9, 10, 3, 4, 3, 3
"""Tokens at most between a noun and the partner that its clause tells, and from the verb that holds it."""
_BY_FORM = "model"
ACTORS = frozenset({"person", "state", "organization"})
"""Kinds of entities that can take part."""


ROUND = Teller("جوله", "talks", "noun")
"""What tells a round that has no noun of its own (أستانا-6)."""


class MeetingMention(msgspec.Struct, frozen=True):
    """One telling of a meeting: place in ``Text.lines``, tokens ``first`` to ``last`` (exclusive), tokens of its sentence.

    ``event`` is the named event that it is a part of (القمة العربية), ``ordinal`` its number; ``core`` are entities that its own clause surely
    brings in as taking part; ``near`` the word before it (خلال، عقد).
    """

    line: int
    first: int
    last: int
    begin: int
    end: int
    teller: Teller
    kind: MeetingKind
    definite: bool
    event: Mention | None
    ordinal: int | None
    core: tuple[str, ...]
    numbered: int | None = None
    """The place, among the page's numbered rounds, of the one that `mahdar.meetings.rounds` found here."""


class RoundSpan(msgspec.Struct, frozen=True):
    """Tokens ``first`` to ``last`` (exclusive) of a line that tell the page's numbered round with that place among them."""

    first: int
    last: int
    numbered: int


class MeetingLine:
    """A line with its tellings, and what lies between any two of its tokens."""

    def __init__(self, view: LineView, units: Sequence[Unit], words: MeetingWords, rounds: Sequence[RoundSpan] = ()) -> None:
        self.view = view
        self._words = words
        self.parties = parties_of(view, units, words)
        self._starts = [p.unit.first for p in self.parties]
        spans = {(r.first, r.last): r.numbered for r in rounds}
        tellers = [told for told in tellers_of(view, words) if not any(self._is_of(r, *told) for r in rounds)]
        self._borders = {**borders_of(view), "teller": counts_of(tellers, len(view.tokens))}
        tellers = [told for told in tellers if self._tells(*told)]
        tellers += [(first, last, words.at(view.tokens[first]) or ROUND) for first, last in spans]
        tellers.sort(key=lambda told: told[:2])
        self._borders["teller"] = counts_of(tellers, len(view.tokens))
        self.mentions = tuple(m for first, last, teller in tellers for m in self._mentions(first, last, teller, spans.get((first, last))))

    def between(self, first: int, last: int) -> frozenset[str]:
        """What lies between two tokens: an (أن), rel, comma, teller."""
        return frozenset(sort for sort, counts in self._borders.items() if counts[last] > counts[first])

    def parties_in(self, first: int, last: int) -> Sequence[Party]:
        """Those who begin at tokens ``first`` to ``last`` (exclusive)."""
        return self.parties[bisect_left(self._starts, first) : bisect_left(self._starts, last)]

    def _is_of(self, round_: RoundSpan, first: int, last: int, teller: Teller) -> bool:
        """Whether a word that may tell a meeting is a part of what tells a round, or says after من or ل what that is a round of (جولة جديدة من
        المفاوضات)."""
        if round_.first < last and first < round_.last:
            return True
        if teller.sort != "noun" or not round_.last <= first <= round_.last + _DESCRIBED:
            return False
        plain = all(self.view.tokens[k].kind == "word" for k in range(round_.last, first))
        return plain and (self.view.pro(first) == "ل" or (first > round_.last and self.view.word(first - 1) == "من"))

    def _tells(self, first: int, last: int, teller: Teller) -> bool:
        """Whether the words around a word that may tell a meeting let it: no press conference, interview, search or arrival at power."""
        view, words = self.view, self._words
        for on in (view.mention_on(first), view.mention_on(last - 1), view.mention_at(last)):
            if on is not None and on.entity in words.rounds:
                return False  # of the series of a dossier `mahdar.meetings.rounds` tells
        if any(words.is_other(view.word(k)) for k in (first - 1, last, last + 1)) or is_otherwise(view, first, last, teller, words):
            return False
        end = next(
            (k for k in range(last, min(view.sentence(first)[1], last + _ARGUMENT)) if view.is_an(k)), min(view.sentence(first)[1], last + _ARGUMENT)
        )
        parties = [p for p in self.parties_in(last, end) if p.unit.kind in ACTORS]
        if teller.lemma in words.interviews:
            return not (
                any(self._is_media(k) and (k < last + 3 or view.word(k - 1) == "مع" or view.pro(k).endswith("ل")) for k in range(last, end))
                or any(p.unit.ref.entity in words.carriers and (p is parties[0] or p.marker in _PARTNER) for p in parties)
            )
        if teller.kind == "signing" and view.stem(last) not in words.signature:
            return False
        if teller.kind == "session" and any(view.tokens[k].base in words.trials for k in range(*view.sentence(first))):
            return False
        of_others = teller.kind in ("session", "summit") or teller.lemma in words.turns
        if of_others and any(view.tokens[k].base in words.contests for k in range(last, min(end, last + _OF))):
            return False
        form = teller.form
        if teller.kind == "call" and view.word(first - 1) == "علي":
            return False  # كانوا على اتصال بالمهربين
        if teller.lemma in words.receiving and teller.sort == "noun":
            return bool(view.tokens[first].enclitic) and any(p.unit.kind == "person" and not p.marker for p in parties[:1])
        if teller.lemma in words.receiving and not (form is not None and form.pronoun):
            subject = self._subject_of(first, last, view.sentence(first)[0], teller, parties)
            if (subject is not None and subject.unit.kind == "state") or not any(p.unit.kind == "person" and p is not subject for p in parties):
                return False
        if teller.lemma in words.arriving and not view.tokens[first].enclitic and not any(p.unit.first == last for p in parties):
            return False
        if teller.lemma in words.going:
            return self._reaches(last, end, teller) or bool(view.tokens[first].enclitic) or (form is not None and bool(form.pronoun))
        if teller.lemma in words.joint:
            if any(view.word(k) in words.telephone for k in range(last, end)) or any(p.marker in teller.governs for p in parties):
                return True
            if teller.lemma in words.each or any(view.word(k) == "عن" for k in range(last, min(end, last + _OF))):
                return False  # تبحث الشرطة عن المشتبه به
            subject = next((p for p in parties[:1] if p.unit.first == last), None) or self._leading(first, view.sentence(first)[0])
            return (form is not None and form.number in ("d", "p")) or (
                subject is not None and (subject.unit.several or subject.unit.kind == "organization" or view.line.block.role == "title")
            )
        return True

    def _is_media(self, k: int) -> bool:
        """Whether a token is a noun of media (صحيفة، قناة)."""
        return self.view.tokens[k].base in self._words.media or self.view.stem(k) in self._words.media

    def _reaches(self, last: int, end: int, teller: Teller) -> bool:
        """Whether a place follows that one goes to (وصل … إلى دمشق، زار العاصمة): after its preposition, or as the object."""
        view = self.view
        prepositions = {*teller.governs, "الي"} - {""}
        for k in range(last, end):
            if view.word(k) in prepositions or (view.pro(k)[-1:] in prepositions and view.pro(k)):
                at = k + (view.word(k) in prepositions)
                near = view.mentions_in(at, min(end, at + _GOAL))
                if any(m.kind in ("place", "state") for m in near) or view.tokens[min(at, len(view.tokens) - 1)].base in self._words.goals:
                    return True
        if "" not in teller.governs:
            return False
        near = view.mentions_in(last, end)
        return any(m.kind in ("place", "state", "person") for m in near) or any(view.tokens[k].base in self._words.goals for k in range(last, end))

    def _mentions(self, first: int, last: int, teller: Teller, numbered: int | None) -> Iterable[MeetingMention]:
        """The telling at ``first:last``; one for each of several partners where the word tells of each (التقى الرئيس ورئيس الوزراء)."""
        mention = self._mention(first, last, teller, numbered)
        partners = self._partners(mention) if teller.lemma in self._words.each and numbered is None else []
        if len(partners) < 2:
            yield mention
            return
        for partner in partners:
            yield msgspec.structs.replace(mention, core=tuple(e for e in mention.core if e == partner or e not in partners))

    def _partners(self, mention: MeetingMention) -> list[str]:
        """The persons in a row who are each met: objects of the verb, or those after مع."""
        out: list[str] = []
        marker: str | None = None
        last = mention.last
        subject = None
        for p in self.parties_in(mention.last, mention.end):
            if p.unit.sort == "several":
                continue
            if p.unit.kind != "person" or self.between(last, p.unit.first) & {"an", "rel", "teller"}:
                if out:
                    break
                continue
            if subject is None and mention.teller.sort == "verb" and p.unit.first <= mention.last and not p.marker:
                subject = p.unit.ref.entity
                last = p.unit.last
                continue
            governed = p.marker in mention.teller.governs if mention.teller.sort == "verb" else p.marker == "مع"
            if (marker is None and governed) or (marker is not None and (p.listed or self._then(last, p.unit.first))):
                marker = p.marker
                out.append(p.unit.ref.entity)
                last = p.unit.last
            elif out:
                break
        return list(dict.fromkeys(e for e in out if e in mention.core))

    def _then(self, last: int, first: int) -> bool:
        """Whether ثم alone joins what ends at ``last`` and what begins at ``first`` (سيلتقي الأسد، ثم المعلم)."""
        between = {self.view.word(k) for k in range(last, first) if not self.view.is_comma(k)}
        return between == {"ثم"}

    def _mention(self, first: int, last: int, teller: Teller, numbered: int | None) -> MeetingMention:
        view = self.view
        begin, end = view.sentence(first)
        token = view.tokens[first]
        event = view.mention_on(first) or view.mention_on(last - 1)
        if event is not None and event.kind != "event":
            event = None
        return MeetingMention(
            line=view.number,
            first=first,
            last=last,
            begin=begin,
            end=end,
            teller=teller,
            kind=teller.kind,
            definite=any(t.definite for t in view.tokens[first:last]) or bool(token.enclitic),
            event=event,
            ordinal=self._ordinal(last, event) if teller.sort == "noun" else None,
            core=tuple(dict.fromkeys(self._core(first, last, begin, end, teller, event))),
            numbered=numbered,
        )

    def _subject_of(self, first: int, at: int, begin: int, teller: Teller, after: Sequence[Party]) -> Party | None:
        """The subject of a verb: right before it where that opens the sentence (ظريف يزور الأسد), right after it, before it, or, where it has none
        of its own, the last person before it (عندما زار الصين)."""
        before = next((p for p in reversed(self.parties_in(begin, first)) if p.unit.last == first and not p.unit.part), None)
        if before is not None and not before.marker and before.unit.first <= begin + 1:
            return before
        behind = next((p for p in after[:1] if p.unit.first <= at and not p.marker), None)
        if behind is not None and not (teller.kind == "visit" and behind.unit.kind == "state"):
            return behind
        found = self._leading(first, begin)
        if found is None and teller.form is not None and teller.form.number == "s":
            found = next((p for p in reversed(self.parties_in(begin, first)) if p.unit.kind == "person" and not p.unit.part), None)
        return found

    def _ordinal(self, last: int, event: Mention | None) -> int | None:
        """The number after a noun that ends before ``last``, or in a name that only its form tells; in one that is known the numbers belong to it
        (مجموعة العشرين)."""
        tokens = self.view.tokens
        if event is None:
            return ordinal_after(tokens, last, last)
        return ordinal_after(tokens, last if event.found_by == _BY_FORM else max(last, event.last), max(last, event.last))

    def _core(self, first: int, last: int, begin: int, end: int, teller: Teller, event: Mention | None) -> Iterable[str]:
        """Who surely takes part: subject and partner of a verb; possessor and partner of a noun, and the holder of its pronoun."""
        view = self.view
        at = max(last, event.last if event else 0)
        after = self.parties_in(at, end)
        if teller.sort == "verb":
            governs = teller.governs
            subject = self._subject_of(first, at, begin, teller, after)
            if subject is not None:
                yield from self._members(subject)
            begun, at_last = False, at
            for p in after:
                if p is subject or self.between(at, p.unit.first) & {"an", "rel", "teller"}:
                    continue
                if teller.kind == "visit" and p.unit.kind != "person":
                    continue  # whom one visits takes part, where one goes doesn't
                if begun and (p.listed or self._then(at_last, p.unit.first)):
                    at_last = p.unit.last
                    yield from self._members(p)
                elif (
                    not begun
                    and p.marker in governs
                    and (p.marker or (subject is not None and self._gap(max(at, subject.unit.last), p.unit.first) <= 1))
                ):
                    begun, at_last = True, p.unit.last
                    yield from self._members(p)
            return
        owned = False
        if view.tokens[first].enclitic:
            holders = self._holders(first, begin)
            yield from holders
            owned = bool(holders)
        subject = self._subject(first, begin)
        if subject is not None:
            yield from self._members(subject)
            owned = True
        partner = False
        for p in after:
            if self.between(at, p.unit.first) & {"an", "rel", "teller"}:
                break
            gap = self._gap(at, p.unit.first)
            if teller.kind == "visit" and p.unit.kind == "state" and p.marker != "مع":
                continue
            if not p.marker and gap <= 0:
                owned = True
            if (
                (p.marker in _PARTNER and gap <= _NEXT)
                or (not p.marker and gap <= 0)
                or p.listed
                or p.marker in self._words.marking
                or p.marker == "بين"
            ):
                partner = partner or p.marker == "مع"
                yield from self._members(p)
        goes = view.pro(first).endswith("ل") and teller.kind == "meeting"  # يتوجه إلى القدس للقاء نتنياهو
        if ((partner and not owned) or goes or (teller.kind == "visit" and not owned)) and (head := self._head(first, begin)) is not None:
            yield from self._members(head)  # أوضح ماس بعد لقاء مع نظيره

    def _gap(self, first: int, last: int) -> int:
        """The tokens from ``first`` to ``last``, without commas, times and places in في (استقبل الأسد، الاثنين، في دمشق | ظريف)."""
        view = self.view
        count, k = 0, first
        while k < last:
            time = view.time_at(k)
            place = view.mention_at(k + 1) if view.word(k) == "في" else None
            if time is not None and time > k:
                k = time
            elif place is not None and place.kind == "place":
                k = place.last
            else:
                count += not view.is_comma(k)
                k += 1
        return count

    def _subject(self, first: int, begin: int) -> Party | None:
        """The subject of the verb that holds a noun of meeting: عقد الحلف اجتماعا، الناتو وروسيا يجريان محادثات."""
        view = self.view
        for k in range(first - 1, max(begin, first - _HOLDING) - 1, -1):
            if view.is_an(k) or (view.tokens[k].kind == "mark" and not view.is_comma(k)):
                return None
            if self._words.holding.get(view.stem(k)) in self._words.attending and view.mention_on(k) is None:
                if any(view.stem(j) in self._words.denying for j in range(max(begin, k - _DENIED), k)):
                    return None  # نفى الكرملين عقد لقاء: who denies it doesn't hold it
                each = 2 if view.stem(k + 1) in ("كل", "كلا") else 0  # عقد كل من الوزيرين
                behind = next((p for p in self.parties_in(k + 1 + each, first) if (each or not p.marker) and not p.unit.part), None)
                return behind if behind is not None and behind.unit.first <= k + 2 + each else self._leading(k, begin)
        return None

    def _head(self, first: int, begin: int) -> Party | None:
        """Who the sentence before a noun is about: the first that no preposition governs."""
        return next((p for p in self.parties_in(begin, first) if not p.marker and not p.unit.part and p.unit.kind == "person"), None)

    def _members(self, party: Party) -> Iterable[str]:
        """Each of several together, or the one."""
        if party.unit.sort != "several" and not party.unit.ref.document and party.unit.kind in ACTORS:
            yield party.unit.ref.entity
        if party.unit.sort == "several":
            for p in self.parties_in(party.unit.first, party.unit.last):
                if p.unit.part:
                    yield p.unit.ref.entity

    def _leading(self, first: int, begin: int) -> Party | None:
        """The subject before a verb: right before it, or at the head of its sentence."""
        before = [p for p in self.parties_in(begin, first) if not p.unit.part]
        near = next((p for p in reversed(before) if p.unit.last >= first - 2 and not p.marker), None)
        head = next((p for p in before[:1] if p.unit.first - begin <= 2 and not p.marker), None)
        return near or head

    def _holders(self, first: int, begin: int) -> list[str]:
        """Whom the pronoun of a noun means: the last before it in its sentence that agrees; of two, the last two persons where no words join
        them (قال نتنياهو إلى جانب مبارك بعد محادثاتهما)."""
        enclitic = self.view.tokens[first].enclitic
        several = enclitic in ("هم", "هما")
        persons: list[str] = []
        for p in reversed(self.parties_in(begin, first)):
            told = p.unit.agreement
            if p.unit.kind not in (*ACTORS, "group") or p.unit.ref.document:
                continue
            if p.unit.several or (told is not None and told.number in ("p", "d")):
                if several:
                    return list(self._members(p))
                continue
            if several:
                if p.unit.kind == "person" and not p.unit.part and p.unit.ref.entity not in persons:
                    persons.append(p.unit.ref.entity)
            elif told is None or told.gender is None or (told.gender == "f") == (enclitic == "ها"):
                return [p.unit.ref.entity]
        return persons[:2] if enclitic == "هما" and len(persons) > 1 else []
