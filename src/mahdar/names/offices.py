"""Offices: what a role phrase beside a name says of the person (وزير الخارجية الروسي السابق: foreign-minister of russia, former)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mahdar.arabic import Token, fold
from mahdar.knowledge import Knowledge
from mahdar.model import Office, OfficeStatus, Span
from mahdar.names.bodies import NamedBodies
from mahdar.names.page import PageDraft
from mahdar.names.patterns import Patterns
from mahdar.names.roles import RolePhrase

_COMMAS = ("،", ",")


class _Rule(msgspec.Struct, frozen=True):
    role: str
    charges: tuple[tuple[str, ...], ...]
    bodies: tuple[str, ...]
    bare: bool
    needs_of: bool
    states: frozenset[str]


class OfficeReader:
    """Reads the office that a role phrase tells."""

    def __init__(self, knowledge: Knowledge, patterns: Patterns) -> None:
        roles = knowledge.roles
        self._patterns = patterns
        self._rules: dict[str, list[_Rule]] = {}
        for office in roles.office:
            charges = tuple(tuple(fold(charge).split()) for charge in office.charges)
            rule = _Rule(office.role, charges, office.bodies, office.bare, office.needs_of, frozenset(office.states))
            for noun in office.nouns:
                self._rules.setdefault(fold(noun), []).append(rule)
        self._unofficial = frozenset(fold(w) for w in roles.unofficial)
        told: tuple[tuple[OfficeStatus, tuple[str, ...]], ...] = (
            ("former", roles.status.former),
            ("acting", roles.status.acting),
            ("elect", roles.status.elect),
            ("current", roles.status.current),
        )
        self._status: dict[str, OfficeStatus] = {fold(w): status for status, words in told for w in words}
        self._plain = {word.removeprefix("ال") for word in self._status} | {fold(w).removeprefix("ال") for w in roles.qualifiers}
        served = {o.of for p in knowledge.persons for o in p.offices}
        self._called = {
            o.id: frozenset(fold(n).split()[0].removeprefix("ال") for n in o.names if " " in n) for o in knowledge.organizations if o.id in served
        }
        self._counterparts = frozenset(fold(w) for w in roles.counterparts)
        self._states = frozenset(s.id for s in knowledge.states)
        self._held = {
            p.id: tuple(Office(role=o.role, of=o.of, since=o.from_, until=o.to, basis="knowledge", known=o.known) for o in p.offices)
            for p in knowledge.persons
            if p.offices
        }

    def slug(self, phrase: RolePhrase) -> str | None:
        """The slug of the office, None where the words tell none that is known."""
        rule = self._rule(phrase)
        return rule.role if rule else None

    def of(self, phrase: RolePhrase) -> str | None:
        """The state or organization that the office belongs to; of a state's government or parliament, the state."""
        rule = self._rule(phrase)
        return self._patterns.state_of(phrase.of) if rule and rule.bodies and phrase.of and self._headed(rule, phrase.of) else phrase.of

    def known(self, person: str) -> tuple[Office, ...]:
        """The offices that the knowledge has for a person."""
        return self._held.get(person, ())

    def of_page(self, page: PageDraft, bodies: NamedBodies) -> dict[str, tuple[Office, ...]]:
        """The offices that the page states, by person, in the order of the text; one that it states again has all its evidence. ``bodies``
        are those that it names."""
        found: dict[str, dict[tuple[object, ...], Office]] = {}
        for (n, first), person in sorted(page.role_of.items()):
            phrase = next(p for p in page.roles[n] if p.first == first)
            office = self._office(page, n, phrase, person, bodies)
            if office is None or self._is_masters(person, office, phrase):
                continue
            key = (office.role or fold(office.label or ""), office.of, office.status)
            held = found.setdefault(person, {})
            held[key] = msgspec.structs.replace(held[key], evidence=(*held[key].evidence, *office.evidence)) if key in held else office
        return {person: _without_vaguer(tuple(offices.values())) for person, offices in found.items()}

    def _office(self, page: PageDraft, n: int, phrase: RolePhrase, person: str, bodies: NamedBodies) -> Office | None:
        tokens = page.text.lines[n].tokens
        if phrase.of is None and (body := self._body_led(tokens, phrase, person, bodies)):
            phrase = msgspec.structs.replace(phrase, of=body)
        role, of = self.slug(phrase), self.of(phrase)
        if phrase.noun in self._counterparts:
            role, of = self._counterpart(page, n, phrase), phrase.state
        elif phrase.last == phrase.first + 1:
            if not _is_set_off(tokens, phrase):
                return None  # الرئيس, الوزير alone are titles
            role, of = self._bare_office(person, phrase)
        if role is None and (of is None or phrase.noun in self._unofficial):
            return None
        if of is None:
            of = self._held_of(person, role)
        span = Span(start=tokens[phrase.first].stem_start, end=tokens[phrase.last - 1].end)
        label = span.of(page.text.text)
        if phrase.definite and tokens[phrase.first].pro.endswith("ل") and not label.startswith("ال") and tokens[phrase.first].definite:
            label = "ا" + label  # للرئيس: the article without its alef
        status = next((s for t in tokens[phrase.first : phrase.last] if (s := self._status.get(t.norm))), None)
        return Office(role=role, label=label, of=of, status=status, basis="stated", evidence=(span,))

    def _body_led(self, tokens: Sequence[Token], phrase: RolePhrase, person: str, bodies: NamedBodies) -> str | None:
        """The body that the last noun of a phrase calls again (مدير المرصد), else that of so called bodies which the person is known to serve."""
        token = tokens[phrase.last - 1]
        if phrase.last < phrase.first + 2 or not token.definite or token.enclitic or not bodies.calls(token.bare):
            return None
        if named := bodies.meant(token.bare, token.start):
            return named.entity
        roles = {rule.role for rule in self._rules.get(phrase.noun, ())}
        held = {o.of for o in self._held.get(person, ()) if o.of and o.role in roles and token.bare in self._called.get(o.of, ())}
        return next(iter(held)) if len(held) == 1 else None

    def _counterpart(self, page: PageDraft, n: int, phrase: RolePhrase) -> str | None:
        """The role of the office told last before a counterpart's state (الرئيس الفرنسي … نظيره المصري): both hold it."""
        if phrase.state is None or not page.text.lines[n].tokens[phrase.first].enclitic:
            return None
        before = (p for p in reversed(page.roles[n]) if p.last <= phrase.first and p.sort == "person" and p.noun not in self._counterparts)
        told = next((p for p in before if self.slug(p)), None)
        return self.slug(told) if told and self.of(told) in self._states else None

    def _bare_office(self, person: str, phrase: RolePhrase) -> tuple[str | None, str | None]:
        """(role, of) of the one office known for the person that a noun alone may mean (الرئيس، فلاديمير بوتين)."""
        plain = {rule.role for rule in self._rules.get(phrase.noun, ()) if not rule.charges}
        held = {(o.role, o.of) for o in self._held.get(person, ()) if o.role in plain}
        return next(iter(held)) if len(held) == 1 else (None, None)

    def _held_of(self, person: str, role: str | None) -> str | None:
        """Of what the person is known to hold the office, where that is one thing."""
        held = {o.of for o in self._held.get(person, ()) if o.role == role}
        return next(iter(held)) if len(held) == 1 else None

    def _is_masters(self, person: str, office: Office, phrase: RolePhrase) -> bool:
        """Whether the name after a role within a role is that of whom it serves (مدير مكتب الرئيس الفرنسي إيمانويل ماكرون), by the offices
        that the knowledge has for the person."""
        held = {o.role for o in self._held.get(person, ())}
        return bool(held) and office.role not in held and any(word in self._rules for word in phrase.charge)

    def _rule(self, phrase: RolePhrase) -> _Rule | None:
        rules = self._rules.get(phrase.noun, ())
        charge = phrase.charge
        while charge and charge[0] in self._plain and not any(c[0] == charge[0] for rule in rules for c in rule.charges):
            charge = charge[1:]
        best: tuple[tuple[int, int], _Rule] | None = None
        for rule in rules:
            rank = self._rank(rule, phrase, charge)
            if rank is not None and (best is None or rank > best[0]):
                best = rank, rule
        return best[1] if best else None

    def _rank(self, rule: _Rule, phrase: RolePhrase, charge: tuple[str, ...]) -> tuple[int, int] | None:
        """How well a rule fits, None where it doesn't; see roles.toml."""
        if (rule.states and phrase.of not in rule.states) or (rule.needs_of and phrase.of is None):
            return None
        if longest := max((len(c) for c in rule.charges if charge[: len(c)] == c), default=0):
            return 3, longest
        if phrase.of and self._headed(rule, phrase.of):
            return 2, 0
        if rule.charges or rule.bodies:
            return None
        if rule.bare:
            own = phrase.of is None or phrase.of in self._states
            return (1, 0) if own and all(w in self._plain for w in charge) else None
        return 0, 0

    def _headed(self, rule: _Rule, entity: str) -> bool:
        state = self._patterns.state_of(entity)
        return state is not None and state != entity and any(self._patterns.body_id(state, key) == entity for key in rule.bodies)


def _is_set_off(tokens: Sequence[Token], phrase: RolePhrase) -> bool:
    """Whether a comma parts a definite role of one word from the name."""
    beside = (tokens[k].surface for k in (phrase.first - 1, phrase.last) if 0 <= k < len(tokens))
    return phrase.definite and any(mark in _COMMAS for mark in beside)


def _without_vaguer(offices: tuple[Office, ...]) -> tuple[Office, ...]:
    """The offices but those that only repeat another with less (الوزير beside وزير الخارجية الروسي)."""
    return tuple(
        o
        for o in offices
        if not (
            o.of is None
            and any(other is not o and other.role is not None and (other.role == o.role or other.role.endswith(f"-{o.role}")) for other in offices)
        )
    )
