"""Everybody whom a line brings in who may take part in a meeting, beyond those who stand there by themselves.

رؤساء روسيا وتركيا وإيران        inside: the states whose presidents meet
وزراء خارجية الجامعة العربية     inside: the body whose ministers meet
نظيره السعودي                    peer: the person of that state whom the page names
الكوريتان                        member: each of those whom one name means
محادثات مصرية سودانية           adjective: the states of the nationalities beside a word that tells a meeting
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from mahdar.arabic import fold
from mahdar.arabic.verbs import past_forms, present_forms
from mahdar.knowledge import Dossier, Knowledge
from mahdar.meetings.mentions import ACTORS, MeetingLine
from mahdar.meetings.parties import Party
from mahdar.meetings.words import folded
from mahdar.model import Span
from mahdar.names import NameFinder, PageNames
from mahdar.statements.view import LineView

_INNER = frozenset({"state", "organization"})
_JOINS = frozenset({"-", "–", "،"})
_ADJECTIVES = 5
"""Tokens after a word of meeting in which adjectives of nationality may stand."""
How = Literal["itself", "inside", "peer", "member", "adjective"]


class Player(msgspec.Struct, frozen=True):
    """Somebody in a line: ``entity`` of ``kind`` at tokens ``first`` to ``last`` (exclusive), ``how`` the words bring them in, and the unit
    that stands there by itself or around them (none for an adjective)."""

    entity: str
    kind: str
    first: int
    last: int
    span: Span
    how: How
    party: Party | None = None


class CastWords:
    """What of the knowledge tells who may take part. Made once for a knowledge and dossiers."""

    def __init__(self, knowledge: Knowledge, dossiers: Iterable[Dossier], names: NameFinder) -> None:
        words = knowledge.talks.meeting
        self.nationality = names.nationality
        self.counterparts = folded(knowledge.roles.counterparts)
        self.delegations = folded(words.delegations)
        self.presence = folded(words.convening) | folded(knowledge.talks.attendance)
        self.speech = frozenset(
            form
            for verb in knowledge.verbs
            for form in (*past_forms(verb.past), *present_forms(verb.present), *filter(None, (fold(verb.noun or ""),)))
        )
        self.sponsoring = folded(words.sponsoring) | folded(words.arranging)
        self.convening = folded(words.convening)
        self.wanting = frozenset(form for past, present in words.wanting for form in (*past_forms(past), *present_forms(present)))
        self.gathering = folded(words.gathering)
        self.members = {g.entity: tuple(g.members) for d in dossiers for g in d.group if len(g.members) > 1}


class Cast:
    """Those whom the lines of one page bring in; each line is read once."""

    def __init__(self, words: CastWords, names: PageNames) -> None:
        self.words, self._names = words, names
        self._lines: dict[int, tuple[Player, ...]] = {}
        self._chains: dict[int, dict[int, tuple[Party, ...]]] = {}
        self._of_state: dict[str, Counter[str]] | None = None

    def of(self, line: MeetingLine) -> tuple[Player, ...]:
        """Whom a line brings in, in order."""
        found = self._lines.get(line.view.number)
        if found is None:
            found = self._lines[line.view.number] = tuple(self._read(line))
        return found

    def chain(self, line: MeetingLine, player: Player) -> tuple[Party, ...]:
        """The units of the list in which somebody stands (ألمانيا وفرنسا وبريطانيا), and the one by itself."""
        found = self._chains.get(line.view.number)
        if found is None:
            found = self._chains[line.view.number] = _chains(line)
        return found.get(player.party.unit.first, ()) if player.party is not None else ()

    def speaks(self, view: LineView, player: Player) -> bool:
        """Whether somebody is told right there as who says something (قال فلان، فلان:)."""
        at, last = (player.party.unit.first, player.party.unit.last) if player.party is not None else (player.first, player.last)
        return view.stem(at - 1) in self.words.speech or view.word(last) == ":" or view.stem(last) in self.words.speech

    def _read(self, line: MeetingLine) -> Iterator[Player]:
        view = line.view
        for party in line.parties:
            unit = party.unit
            if unit.ref.document or unit.kind not in ACTORS:
                continue
            if unit.sort != "several":
                peer = self._peer(view, party) if unit.kind == "person" and unit.sort == "role" else None
                yield Player(
                    peer or unit.ref.entity, unit.kind, unit.first, unit.last, Span(start=unit.ref.start, end=unit.ref.end),
                    "peer" if peer else "itself", party,
                )  # fmt: skip
            for entity in self.words.members.get(unit.ref.entity, ()):
                yield Player(entity, "state", unit.first, unit.last, Span(start=unit.ref.start, end=unit.ref.end), "member", party)
            if unit.sort == "role" and unit.kind == "organization":
                for m in view.mentions_in(unit.first, unit.last):
                    if m.kind in _INNER and m.entity != unit.ref.entity:
                        yield Player(m.entity, m.kind, m.first, m.last, Span(start=m.start, end=m.end), "inside", party)
        yield from self._nationalities(line)

    def _peer(self, view: LineView, party: Party) -> str | None:
        """Whom نظيره and an adjective of nationality mean: the person of that state whom the page names most often."""
        role = view.role_at(party.unit.first)
        if role is None or role.noun not in self.words.counterparts or role.state is None or party.unit.ref.entity in self._names.entities:
            return None
        if self._of_state is None:
            self._of_state = defaultdict(Counter)
            for n, roles in enumerate(self._names.roles):
                for told in roles:
                    person = self._names.role_of.get((n, told.first))
                    if person is not None and told.state is not None:
                        self._of_state[told.state][person] += 1
            for person, entity in self._names.entities.items():
                for state in {o.of for o in entity.offices if o.of is not None and o.status in (None, "current")}:
                    self._of_state[state][person] += 1
        best = self._of_state.get(role.state, Counter[str]()).most_common(2)
        return best[0][0] if len(best) == 1 else None

    def _nationalities(self, line: MeetingLine) -> Iterator[Player]:
        """The states of the adjectives beside a word of meeting, a delegation or whoever is present (الوفدان الروسي والتركي، بوساطة قطرية)."""
        view = line.view
        starts = {m.last for m in line.mentions if m.teller.sort == "noun"}
        starts |= {k + 1 for k, t in enumerate(view.tokens) if t.base in self.words.delegations or t.base in self.words.presence}
        done = -1
        for start in sorted(starts):
            for k in range(max(start, done), min(start + _ADJECTIVES, len(view.tokens))):
                token = view.tokens[k]
                found = self.words.nationality.at(view.tokens, k)
                if found is not None and token.pro in ("", "و") and view.mention_on(k) is None:
                    state, taken = found
                    yield Player(state, "state", k, k + taken, Span(start=token.stem_start, end=view.tokens[k + taken - 1].end), "adjective")
                    done = k + taken
                elif token.norm not in _JOINS and not (token.kind == "word" and token.definite and not token.pro):
                    break


def _chains(line: MeetingLine) -> dict[int, tuple[Party, ...]]:
    """By the first token of each unit of a line the list in which it stands."""
    out: dict[int, tuple[Party, ...]] = {}
    row: list[Party] = []
    for party in (*line.parties, None):
        if row and (party is None or not (party.listed or party.unit.first < row[-1].unit.last)):
            for each in row:
                out[each.unit.first] = tuple(row)
            row = []
        if party is not None:
            row.append(party)
    return out
