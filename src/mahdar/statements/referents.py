"""Whom the words of a page mean where they could speak: names, roles, groups, peoples, several together, somebody without a name.

A name means its entity; a role, group, document or people what `mahdar.names.coreference` resolves it to, else somebody of their own,
the same one wherever the page has the same words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import msgspec

from mahdar.arabic import fold, transliterate
from mahdar.arabic.agreement import Agreement, agreement
from mahdar.knowledge import Dossier, Knowledge
from mahdar.model import Entity, NameKind
from mahdar.names import PageNames, RolePhrase
from mahdar.names.page import Mention
from mahdar.statements.clause import NounPhrase
from mahdar.statements.nouns import possessed
from mahdar.statements.view import LineView

MAN = Agreement("s", "m", human=True, sort="noun")
WOMAN = Agreement("s", "f", human=True, sort="noun")
SEVERAL = Agreement("p", "m", human=True, sort="noun")
TWO = Agreement("d", None, human=True, sort="noun")
"""Number and gender of a man, a woman, several and two of them."""
_CARRIERS = frozenset({"agency", "newspaper", "broadcaster", "social-network"})


class Ref(msgspec.Struct, frozen=True):
    """Somebody referred to: entity, the page's words, where they stand; ``plural`` for groups, ``document`` for a text
    that speaks for its author, ``how`` in a word, ``kind`` of entity."""

    entity: str
    label: str
    start: int
    end: int
    plural: bool
    how: str
    document: bool = False
    kind: str = ""


class SpeakerWords:
    """What of the knowledge tells whom a phrase means. Made once for a knowledge and dossiers; ``kinds`` are those of known entities."""

    def __init__(self, knowledge: Knowledge, dossiers: Iterable[Dossier], kinds: Mapping[str, str]) -> None:
        dossiers = tuple(dossiers)
        roles = knowledge.roles
        self.generic = frozenset(fold(w) for w in (*roles.generic.organization, *roles.generic.carrier, *knowledge.statement_words.bodies))
        self.persons = frozenset(fold(w) for w in roles.nouns.person)
        self.quantity = frozenset(fold(w) for w in roles.referring.quantity)
        self.listening = frozenset(fold(w) for w in roles.generic.carrier)
        self.carriers = frozenset(o.id for o in knowledge.organizations if o.sort in _CARRIERS)
        self.collectives = {d.event: g.entity for d in dossiers for g in d.group if g.role == "participant" and not g.members}
        self.members = {frozenset(g.members): g.entity for d in dossiers for g in d.group if len(g.members) > 1}
        self.kinds = kinds


class Referents:
    """Resolves the noun phrases of one page. Lives for one page; entities of those without a name are in ``added``."""

    def __init__(self, words: SpeakerWords, names: PageNames) -> None:
        self._words, self._names = words, names
        self._counts = Counter(m.entity for line in names.mentions for m in line)
        persons = [(n, e) for e, n in self._counts.items() if self._kind(e) == "person"]
        self._foremost = max(persons, key=lambda person: person[0], default=(0, ""))[1]
        self.added: dict[str, Entity] = {}

    # -- what the page tells of an entity ------------------------------------------------------------------------------

    def count(self, entity: str) -> int:
        """How often the page names an entity."""
        return self._counts[entity]

    def is_foremost(self, entity: str) -> bool:
        """Whether the entity is the person whom the page names most often."""
        return entity == self._foremost

    def kind_of(self, ref: Ref) -> str:
        """The kind of somebody's entity; ``carrier`` for an agency, paper or broadcaster."""
        if ref.entity in self._words.carriers:
            return "carrier"
        if ref.document:
            return fold(ref.label.partition(" ")[0]).removeprefix("ال")  # a communiqué speaks, an agreement seldom
        return (ref.kind or self._kind(ref.entity)) + ("+" if ref.plural else "")

    def agreement_of(self, ref: Ref) -> Agreement | None:
        """Number and gender of somebody, as far as that is known."""
        if (ref.kind or self._kind(ref.entity)) == "person" and not ref.plural:
            if ref.entity in self._names.women:
                return WOMAN
            return MAN if ref.entity in self._counts else agreement(ref.label.partition(" ")[0])
        if ref.plural and ref.how == "several named together":
            return SEVERAL
        return agreement(ref.label.partition(" ")[0])

    def holder(self, view: LineView, role: RolePhrase) -> str | None:
        """The person named as who holds a role; not whom its noun belongs to (مستشار | ترامب، زوجة | فلان) nor for whom its holder speaks
        (متحدث باسم الرئيس، فلان)."""
        person = self._names.role_of.get((view.number, role.first))
        if person is None or (not role.definite and _is_of_another(view, role, self._words.persons)):
            return None
        return person

    # -- what a phrase means -------------------------------------------------------------------------------------------

    def of_phrase(self, view: LineView, phrase: NounPhrase) -> Ref | None:
        """Whom ``phrase`` means."""
        role = view.role_at(phrase.first)
        mentions = [m for m in mentions_in(view, phrase.first, phrase.last) if m.last <= phrase.last]
        if role is not None:
            person = self.holder(view, role)
            if person is not None:
                named = next((m for m in mentions if m.entity == person), None)
                if named is not None:
                    return self.of_mention(view, named, "named after the role")
            inner = next((m for m in mentions if m.kind == "organization" and m.first <= role.first + 3), None)
            if inner is not None and role.noun in self._words.generic:
                return self.of_mention(view, inner, "named after the generic noun")
            return self._of_role(view, role)
        if (state := view.people(phrase.first)) is not None and not mentions:
            label = view.surface(phrase.first, phrase.first + 1)
            return Ref(state, label, view.tokens[phrase.first].stem_start, view.tokens[phrase.first].end, True, "a people", kind="state")
        mentions = [m for m in mentions if m.kind != "event"]
        if not mentions:
            return self._of_event(view, phrase) or self._unknown(view, phrase)
        if len(mentions) > 1 and any(view.pro(m.first).startswith("و") for m in mentions[1:]):
            joined = [mentions[0], *(m for m in mentions[1:] if view.pro(m.first).startswith("و"))]
            ref = self._own(view, phrase.first, joined[-1].last, "organization", "several named together", plural=True)
            group = self._words.members.get(frozenset(m.entity for m in joined))
            return msgspec.structs.replace(ref, entity=group) if group else ref
        return self.of_mention(view, mentions[0], "subject of the verb")

    def of_mention(self, view: LineView, mention: Mention, how: str) -> Ref:
        """Whom a name means."""
        return Ref(mention.entity, view.text[mention.start : mention.end], mention.start, mention.end, False, how, kind=mention.kind)

    def _unknown(self, view: LineView, phrase: NounPhrase) -> Ref | None:
        """Somebody whom only these words tell (وقالت ICO، كثير من المتظاهرين)."""
        if view.tokens[phrase.first].kind not in ("word", "latin", "number"):
            return None
        single = phrase.last - phrase.first == 1
        one = self._is_one(view, phrase.first, single=single)
        kind: NameKind = "person" if one else "organization"
        return self._own(view, phrase.first, phrase.last, kind, "the words after the verb", plural=not single and not one)

    def _is_one(self, view: LineView, i: int, *, single: bool) -> bool:
        """Whether the noun at token ``i`` heads the words for one person, as far as its form tells: a noun of role (معاون للرئيس), or a word alone
        that is no plural (المعلومات) and no feminine but of who does something or is from somewhere (المتظاهرة، القطرية; not الشركة)."""
        token = view.tokens[i]
        told = agreement(token)
        if token.kind != "word" or told.number in ("p", "d"):
            return False
        if token.bare in self._words.persons:
            return True
        return single and (told.gender != "f" or told.sort == "participle" or token.stem.endswith("يه"))

    def _of_event(self, view: LineView, phrase: NounPhrase) -> Ref | None:
        """A meeting that speaks stands for its participants (اجتماع أستانة يدعو للتهدئة)."""
        event = view.mention_at(phrase.first)
        if event is None or event.kind != "event":
            return None
        group = self._words.collectives.get(event.entity)
        ref = self._own(view, event.first, event.last, "organization", "the meeting for its participants", plural=True)
        return msgspec.structs.replace(ref, entity=group) if group else ref

    def _of_role(self, view: LineView, role: RolePhrase) -> Ref:
        """Whom a role phrase means: what the page resolves it to, else somebody of their own."""
        label = view.surface(role.first, role.last)
        start, end = view.tokens[role.first].stem_start, view.tokens[role.last - 1].end
        if (person := self.holder(view, role)) is not None:
            return Ref(person, label, start, end, False, "the person named beside the role", kind="person")
        told = self._names.reference_at.get((view.number, role.first))
        if told is not None and told.sort != "document":
            several = told.sort == "group" and agreement(view.tokens[role.first]).number in ("p", "d")
            return Ref(told.entity, label, start, end, several, told.why, kind=self._kind(told.entity))
        kind: NameKind = {"person": "person", "group": "organization", "document": "document"}[role.sort]  # type: ignore[assignment]
        plural = role.sort == "group" and view.stem(role.first).endswith(("ون", "ين", "ان", "اء"))
        ref = self._own(view, role.first, role.last, kind, "a role that the page doesn't name", plural=plural)
        return msgspec.structs.replace(ref, document=role.sort == "document")

    def _own(self, view: LineView, first: int, last: int, kind: NameKind, how: str, *, plural: bool = False) -> Ref:
        """An entity of its own for somebody without a name."""
        label = view.surface(first, last)
        entity = f"{kind}:{transliterate(label)}"
        self.added.setdefault(entity, Entity(id=entity, kind=kind, label={"ar": label}))
        return Ref(entity, label, view.tokens[first].stem_start, view.tokens[last - 1].end, plural, how, kind=kind)

    def _kind(self, entity: str) -> str:
        known = self._names.entities.get(entity)
        return known.kind if known is not None else self._words.kinds.get(entity, "organization")


def _is_of_another(view: LineView, role: RolePhrase, persons: Collection[str]) -> bool:
    mention = view.mention_at(role.last)
    if mention is not None and mention.kind == "person" and possessed(view, role.first, role.last):
        return True
    return any(view.word(k) == "باسم" and view.tokens[k + 1].bare in persons for k in range(role.first, role.last - 1))


def mentions_in(view: LineView, first: int, last: int) -> list[Mention]:
    """The names that begin at tokens ``first`` to ``last`` (exclusive)."""
    return [m for k in range(first, last) if (m := view.mention_at(k)) is not None]
