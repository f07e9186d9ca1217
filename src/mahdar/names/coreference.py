"""Coreference inside the page: what a role, a group, a document or a people means where it stands without a name.

الدبلوماسي الروسي is the person of that state whom the page named last, المجتمعون are those of the talks that it names, الطرفان the two sides
named last, البيان the communiqué of who issued it, الروس Russia. Only what is resolved becomes a reference; the rest stays out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

import msgspec

from mahdar.arabic import Line, fold, transliterate
from mahdar.arabic.agreement import agreement
from mahdar.knowledge import Dossier, Knowledge
from mahdar.knowledge.dossiers import Group
from mahdar.model import Entity, Reference, ReferenceSort
from mahdar.names.bodies import NamedBodies
from mahdar.names.communiques import Communiques
from mahdar.names.gazetteer import Gazetteer
from mahdar.names.nationality import Nationality
from mahdar.names.page import Mention, PageDraft, Place
from mahdar.names.roles import RolePhrase

_LAST_NAMED = "the body last named with this noun"
_ACTORS = ("person", "state", "organization")


class Resolved(msgspec.Struct, frozen=True):
    """The references of a page, in order and by place, and the entities that only they mean."""

    references: tuple[Reference, ...]
    at: dict[Place, Reference]
    entities: dict[str, Entity]


class Coreference:
    """Resolves role phrases, groups, documents and peoples. Pure; made once for a knowledge and dossiers."""

    def __init__(self, knowledge: Knowledge, dossiers: Iterable[Dossier], gazetteer: Gazetteer, nationality: Nationality) -> None:
        dossiers = tuple(dossiers)
        words = knowledge.roles.referring
        self.gazetteer = gazetteer
        self.nationality = nationality
        self.any_office, self.gathered = _folded(words.any_office), _folded(words.gathered)
        self.pair, self.pair_of_states = _folded(words.pair), _folded(words.pair_of_states)
        self.ministries, self.same, self.quantity = _folded(words.ministries), _folded(words.same), _folded(words.quantity)
        self.links, self.degrees = _folded(knowledge.roles.phrase.links), _folded(knowledge.roles.phrase.degrees)
        self.communiques = Communiques(words)
        self.groups = {fold(n): g for d in dossiers for g in d.group for n in g.names}
        self.members = {frozenset(g.members): g.entity for d in dossiers for g in d.group if len(g.members) > 1}
        self.everybody = {d.event: g.entity for d in dossiers for g in d.group if g.role == "participant" and not g.members}
        nouns_of = {office: {fold(n) for n in nouns} for office, nouns in knowledge.roles.office_nouns.items()}
        self.nouns = {p.id: frozenset(n for o in p.offices for n in nouns_of.get(o.role, ())) for p in knowledge.persons if p.offices}
        self.serves = {p.id: frozenset(o.of for o in p.offices if o.of) | ({p.state} if p.state else frozenset()) for p in knowledge.persons}
        self.women = frozenset(p.id for p in knowledge.persons if p.gender == "f")

    def resolve(self, page: PageDraft, authors: tuple[tuple[int, str], ...], bodies: NamedBodies) -> Resolved:
        """The references of ``page``, all of whose names are found; ``authors`` of its communiqués, and the ``bodies`` that it names."""
        return _Page(self, page, authors, bodies).resolve()

    def women_of(self, page: PageDraft) -> frozenset[str]:
        """The women among the page's persons: by the knowledge, or by a feminine role beside the name (وزيرة، المتحدثة)."""
        beside = {person for (n, first), person in page.role_of.items() if agreement(page.text.lines[n].tokens[first]).gender == "f"}
        return self.women | beside


class _Page:
    """One page's resolution."""

    def __init__(self, rules: Coreference, page: PageDraft, authors: tuple[tuple[int, str], ...], bodies: NamedBodies) -> None:
        self.f = rules
        self.page = page
        self.authors = authors
        self.women = rules.women_of(page)
        self.names = [m for line in page.mentions for m in line]
        self.starts = [m.start for m in self.names]
        self.nouns: dict[str, set[str]] = {}
        self.serves: dict[str, set[str]] = {}
        self.by_label: dict[str, set[str]] = {}
        self.by_office: dict[tuple[str, str], set[str]] = {}
        self.entities: dict[str, Entity] = {}
        self.collective = self._collective()
        self.bodies = bodies
        self.nameless: dict[str, list[int]] = {}
        """Where somebody nameless is brought in with a noun of role (قال مسؤول …): the role alone means him from there on."""
        for n, line in page.lines():
            for p in page.roles[n]:
                if (
                    p.sort == "person"
                    and (n, p.first) not in page.role_of
                    and not line.tokens[p.first].definite
                    and not self._is_definite(n, line, p)
                ):
                    self.nameless.setdefault(p.noun, []).append(line.tokens[p.first].start)
        for (n, first), person in page.role_of.items():
            phrase = next(p for p in page.roles[n] if p.first == first)
            if phrase.last > phrase.first + 1:
                self.by_label.setdefault(self._label(n, phrase), set()).add(person)
            self.nouns.setdefault(person, set()).add(phrase.noun)
            for of in (phrase.state, phrase.of):
                if of:
                    self.serves.setdefault(person, set()).add(of)
                    self.by_office.setdefault((phrase.noun, of), set()).add(person)

    def resolve(self) -> Resolved:
        at: dict[Place, Reference] = {}
        for n, line in self.page.lines():
            for phrase in self.page.roles[n]:
                if (n, phrase.first) in self.page.role_of:
                    continue
                found = self._of(n, line, phrase)
                if found is not None:
                    entity, why, sure = found
                    start, end = line.tokens[phrase.first].stem_start, line.tokens[phrase.last - 1].end
                    sort: ReferenceSort = "role" if phrase.sort == "person" else "document" if phrase.sort == "document" else "group"
                    at[(n, phrase.first)] = Reference(start=start, end=end, entity=entity, sort=sort, why=why, confidence=sure)
            for i, state in self._peoples(n, line):
                token = line.tokens[i]
                self._know(state, "state")
                at[(n, i)] = Reference(start=token.stem_start, end=token.end, entity=state, sort="people", why="a people", confidence=0.7)
        for n, i, named in self.bodies.again(self.page):
            token = self.page.text.lines[n].tokens[i]
            self._know(named.entity, "organization")
            reference = Reference(start=token.stem_start, end=token.end, entity=named.entity, sort="group", why=_LAST_NAMED, confidence=0.85)
            if (n, i) not in at and not any(p.first <= i < p.last for p in self.page.roles[n]):
                at[(n, i)] = reference
        ordered = tuple(sorted(at.values(), key=lambda r: (r.start, r.end)))
        return Resolved(_apart(ordered), at, self.entities)

    def _of(self, n: int, line: Line, phrase: RolePhrase) -> tuple[str, str, float] | None:
        """(entity, why, confidence) of what a phrase without a name means."""
        if (group := self._group(n, phrase)) is not None:
            return group
        if phrase.sort == "person":
            return self._person(n, line, phrase)
        if phrase.sort == "document":
            return self._document(line, phrase)
        if phrase.definite and phrase.last == phrase.first + 1:
            return self._pair(n, line, phrase) or self._body(line, phrase)
        return None

    # -- groups --------------------------------------------------------------------------------------------------------

    def _group(self, n: int, phrase: RolePhrase) -> tuple[str, str, float] | None:
        label = self._label(n, phrase)
        group: Group | None = self.f.groups.get(label) or next((g for name, g in self.f.groups.items() if label.startswith(name)), None)
        if group is not None:
            self._know(group.entity, "organization")
            return group.entity, "a group of the dossier", 0.95
        if phrase.noun in self.f.gathered and phrase.definite and self.collective:
            self._know(self.collective, "organization")
            return self.collective, "those who met, of the series that the page names", 0.8
        return None

    def _pair(self, n: int, line: Line, phrase: RolePhrase) -> tuple[str, str, float] | None:
        """The two sides named last, joined by و (اتفقت روسيا وتركيا … وأكد الجانبان)."""
        states = phrase.noun in self.f.pair_of_states
        if not states and phrase.noun not in self.f.pair:
            return None
        kinds = ("state",) if states else _ACTORS
        before = self.names[: bisect_left(self.starts, line.tokens[phrase.first].start)]
        for other, one in pairwise(reversed(before)):
            if other.line < n - 2:
                return None
            tokens = self.page.text.lines[other.line].tokens
            joined = one.line == other.line and one.last == other.first and tokens[other.first].pro == "و" and other.start > tokens[other.first].start
            if not joined or one.entity == other.entity or one.kind not in kinds or other.kind not in kinds:
                continue
            if self._is_third(one):
                return None
            sides = frozenset((one.entity, other.entity))
            label = self.page.text.text[one.start : other.end]
            entity = self.f.members.get(sides) or f"organization:{transliterate(label)}"
            self._know(entity, "organization", label)
            return entity, "the two sides named last", 0.75
        return None

    def _is_third(self, mention: Mention) -> bool:
        """Whether the name before is joined to this one too: three are no pair."""
        tokens = self.page.text.lines[mention.line].tokens
        return (
            tokens[mention.first].pro == "و"
            and mention.start > tokens[mention.first].start
            and any(m.last == mention.first for m in self.page.mentions[mention.line])
        )

    def _body(self, line: Line, phrase: RolePhrase) -> tuple[str, str, float] | None:
        """A generic noun alone with the article (الحركة، الوزارة): the body last named with it."""
        before = line.tokens[phrase.first - 1] if phrase.first else None
        if phrase.noun in self.f.ministries and before is not None and before.definite:
            return None  # السياسة الخارجية
        named = self.bodies.meant(phrase.noun, line.tokens[phrase.first].start)
        return (named.entity, _LAST_NAMED, 0.85) if named else None

    # -- persons -------------------------------------------------------------------------------------------------------

    def _person(self, n: int, line: Line, phrase: RolePhrase) -> tuple[str, str, float] | None:
        feminine = agreement(line.tokens[phrase.first]).gender == "f"
        if not self._is_definite(n, line, phrase) and line.block.role != "title":
            return None
        persons = self.by_label.get(self._label(n, phrase), set())
        if len(persons) == 1:
            return next(iter(persons)), "the person whom the page names in this role", 0.9
        if (of := phrase.state or phrase.of) is None:
            return self._same_again(line, phrase, feminine)
        for m in self._persons_before(line, phrase.first):
            serves = self.serves.get(m.entity) or self.f.serves.get(m.entity, frozenset())
            if of in serves and (m.entity in self.women) >= feminine and (phrase.noun in self.f.any_office or self._has(m.entity, phrase.noun)):
                return m.entity, "the last person named who serves this state", 0.8
        later = self.by_office.get((phrase.noun, of), set())
        if len(later) == 1:
            return next(iter(later)), "the only person whom the page names in such a role", 0.75
        return None

    def _is_definite(self, n: int, line: Line, phrase: RolePhrase) -> bool:
        """Whether a phrase means somebody told: it or the end of its idafa has the article or is a name (نائب وزير الخارجية الروسي، وزير
        خارجية ألمانيا); not مسؤول أمريكي, دبلوماسي لكوريا الشمالية."""
        named = {m.first for m in self.page.mentions[n]}
        for k in range(phrase.first, phrase.last):
            token = line.tokens[k]
            linked = k > phrase.first and (token.pro or token.kind != "word" or token.norm in self.f.links or token.norm in self.f.degrees)
            if linked or (self.f.nationality.at(line.tokens, k, definite=False) and not token.definite and k not in named):
                return False
            if token.definite or k in named:
                return True
        return False

    def _same_again(self, line: Line, phrase: RolePhrase, feminine: bool) -> tuple[str, str, float] | None:
        """A definite role with nothing but adjectives (المتحدثة، الوزير): the last person whom the page or the knowledge gives that role."""
        before = line.tokens[phrase.first - 1] if phrase.first else None
        if before is not None and before.enclitic and phrase.noun.endswith("ي"):
            return None  # عمله الصحفي
        if not all(t.definite for t in line.tokens[phrase.first : phrase.last]):
            return None
        nameless = self.nameless.get(phrase.noun, ())
        at = bisect_left(nameless, line.tokens[phrase.first].start)
        for m in self._persons_before(line, phrase.first):
            if self._has(m.entity, phrase.noun) and (m.entity in self.women) == feminine:
                return (m.entity, "the last person named who has this role", 0.8) if not at or nameless[at - 1] < m.start else None
        return None

    def _has(self, person: str, noun: str) -> bool:
        return noun in self.nouns.get(person, ()) or noun in self.f.nouns.get(person, ())

    def _persons_before(self, line: Line, token: int) -> Iterator[Mention]:
        at = bisect_left(self.starts, line.tokens[token].start)
        return (m for m in reversed(self.names[:at]) if m.kind == "person")

    # -- documents and peoples -----------------------------------------------------------------------------------------

    def _document(self, line: Line, phrase: RolePhrase) -> tuple[str, str, float] | None:
        """البيان alone, or the same one again, is the communiqué told last."""
        tokens = line.tokens[phrase.first : phrase.last]
        if not phrase.definite or not self.f.communiques.is_one(tokens[0]) or any(t.norm not in self.f.same for t in tokens[1:]):
            return None
        found = bisect_left(self.authors, (tokens[0].start,))
        if not found:
            return None
        author = self.authors[found - 1][1]
        id_, label = communique_of(author, self.f.gazetteer.labels.get(author))
        self.entities.setdefault(
            id_, Entity(id=id_, kind="document", label=label or {"ar": self.page.text.text[tokens[0].stem_start : tokens[-1].end]})
        )
        return id_, "the communiqué told last", 0.8

    def _peoples(self, n: int, line: Line) -> Iterator[tuple[int, str]]:
        """(token, state) of each people named with the article as such (الروس), not as an adjective (المسؤولين الروس) or a number of persons."""
        taken = {k for m in self.page.mentions[n] for k in range(m.first, m.last)}
        taken |= {k for p in self.page.roles[n] for k in range(p.first, p.last)}
        for i, token in enumerate(line.tokens):
            if not token.definite or i in taken or (state := self.f.nationality.people_at(token)) is None:
                continue
            before = line.tokens[i - 1] if i else None
            if before is not None and (before.definite or before.bare in self.f.quantity or before.norm in self.f.quantity or before.enclitic):
                continue
            yield i, state

    # -- shared --------------------------------------------------------------------------------------------------------

    def _know(self, entity: str, kind: str, label: str | None = None) -> None:
        labels = self.f.gazetteer.labels.get(entity)
        kind = self.f.gazetteer.kinds.get(entity, kind)
        self.entities.setdefault(entity, Entity(id=entity, kind=kind, label=dict(labels) if labels else {"ar": label or entity}))  # type: ignore[arg-type]

    def _label(self, n: int, phrase: RolePhrase) -> str:
        tokens = self.page.text.lines[n].tokens
        return fold(self.page.text.text[tokens[phrase.first].stem_start : tokens[phrase.last - 1].end])

    def _collective(self) -> str | None:
        """The group of all who take part in the series that the page names oftenest."""
        counts: dict[str, int] = {}
        for m in self.names:
            if m.entity in self.f.everybody:
                counts[m.entity] = counts.get(m.entity, 0) + 1
        best = min(counts, key=lambda event: (-counts[event], event), default=None)
        return self.f.everybody[best] if best else None


def communique_of(author: str, named: Mapping[str, str] | None) -> tuple[str, dict[str, str]]:
    """The id of an author's communiqué, and its labels where the author's are known."""
    label = {"ar": f"بيان {named['ar']}", "en": f"Statement of {named.get('en', named['ar'])}"} if named else {}
    return f"{author}-statement", label


def _apart(references: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """The references in order without overlaps (the earlier and longer stays)."""
    out: list[Reference] = []
    for reference in references:
        if not out or reference.start >= out[-1].end:
            out.append(reference)
    return tuple(out)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(w) for w in words)
