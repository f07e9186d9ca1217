"""Finds the names of an article and says which are the same thing.

Passes: known names and made names (longest first), role phrases, unknown persons by shape, then short forms of the
persons found (coreference inside the page).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from mahdar.arabic import Lexicon, Line, Text, Token, transliterate
from mahdar.knowledge import Dossier, Knowledge
from mahdar.model import Entity, Name, NameKind, Rejected
from mahdar.names.context import Context
from mahdar.names.gazetteer import Gazetteer, Match
from mahdar.names.nationality import Nationality
from mahdar.names.patterns import Patterns
from mahdar.names.places import Settlements
from mahdar.names.roles import RolePhrase, RoleReader
from mahdar.names.shapes import PersonShapes


class Mention(msgspec.Struct, frozen=True):
    """A name in a line: tokens ``first`` to ``last`` (exclusive) and its offsets."""

    line: int
    first: int
    last: int
    start: int
    end: int
    entity: str
    kind: NameKind
    found_by: str
    confidence: float


class PageNames(msgspec.Struct, frozen=True):
    """The names, role phrases and entities of a page. ``mentions[n]`` and ``roles[n]`` are those of the nth line;
    ``role_of`` maps (line, first token of a role phrase) to the person it stands with or for."""

    mentions: tuple[tuple[Mention, ...], ...]
    roles: tuple[tuple[RolePhrase, ...], ...]
    role_of: dict[tuple[int, int], str]
    entities: dict[str, Entity]
    rejected: tuple[Rejected, ...]

    def names(self) -> tuple[Name, ...]:
        """The names in order of the text."""
        found = [m for line in self.mentions for m in line]
        return tuple(
            Name(start=m.start, end=m.end, kind=m.kind, entity=m.entity, found_by=m.found_by, confidence=m.confidence)
            for m in sorted(found, key=lambda m: m.start)
        )


class NameFinder:
    """Finds names. Pure; made once for a knowledge and dossiers."""

    def __init__(self, knowledge: Knowledge, dossiers: Iterable[Dossier], lexicon: Lexicon) -> None:
        dossiers = tuple(dossiers)
        self.gazetteer = Gazetteer(knowledge, dossiers)
        self.nationality = Nationality(knowledge)
        self.patterns = Patterns(knowledge, dossiers, self.gazetteer, self.nationality)
        self.roles = RoleReader(knowledge, self.nationality)
        self.shapes = PersonShapes(knowledge, lexicon, self.nationality, self.roles)
        self.settlements = Settlements(knowledge, lexicon, self.nationality, self.shapes)
        self.context = Context(knowledge)
        self.carriers = frozenset(o.id for o in knowledge.organizations if o.sort in ("agency", "newspaper", "broadcaster"))
        self.english = {s.id: s.en for s in knowledge.states}

    def find(self, text: Text) -> PageNames:
        """The names of all lines of ``text``."""
        page = _Page(self, text)
        for n, line in enumerate(text.lines):
            page.known_names(n, line)
        page.settle_short_forms()
        page.settlements()
        for n, line in enumerate(text.lines):
            page.persons_by_shape(n, line)
        surnames = page.surnames()
        for n, line in enumerate(text.lines):
            page.corefer(n, line, surnames)
        page.settle_bodies()
        return page.result()


class _Page:
    """The state of one page's passes; lives for one call of ``NameFinder.find``."""

    def __init__(self, finder: NameFinder, text: Text) -> None:
        self.f = finder
        self.text = text
        self.mentions: list[list[Mention]] = [[] for _ in text.lines]
        self.roles: list[list[RolePhrase]] = [[] for _ in text.lines]
        self.role_of: dict[tuple[int, int], str] = {}
        self.english: dict[str, str] = {}
        self.unknown: dict[tuple[str, ...], str] = {}
        self.pending: list[tuple[int, Mention, str]] = []
        self.unproven: list[tuple[int, Mention, tuple[str, ...]]] = []
        self.doubtful: list[tuple[int, Mention]] = []
        self.rejected: list[Rejected] = []

    # -- pass 1 --------------------------------------------------------------------------------------------------------

    def known_names(self, n: int, line: Line) -> None:
        """Gazetteer and pattern names of a line, the longest at each place."""
        tokens, i = line.tokens, 0
        while i < len(tokens):
            if tokens[i].kind == "mark":
                i += 1
                continue
            match, made = self.f.gazetteer.at(tokens, i), self.f.patterns.at(tokens, i)
            if made is not None and (match is None or made.last > match.last):
                mention = self._mention(n, line, made.first, made.last, False, made.entity, made.kind, made.rule, 0.95)
                if made.rule != "pattern:institution":
                    self.english.setdefault(made.entity, made.en)
                if made.pending:
                    self.pending.append((n, mention, made.pending))
                else:
                    self.mentions[n].append(mention)
                i = made.last
            elif match is not None:
                i = self._accept(n, line, match)
            else:
                i += 1

    def _accept(self, n: int, line: Line, match: Match) -> int:
        """Keeps, doubts or refuses a gazetteer name; the index of the token to go on with."""
        first, last, whole, known = match.first, match.last, match.whole, match.known
        entity, kind, found_by = known.entity, known.kind, "dictionary"
        city = self.f.gazetteer.places.get(tuple(t.norm for t in line.tokens[first:last])) if kind == "state" and not known.place else None
        if city and self.f.context.is_capital(line, first):
            entity, kind, found_by = city, "place", "dictionary:capital-as-place"
        elif known.place and self.f.context.is_place(line, first, last, self.mentions[n], whole):
            entity, kind, found_by = known.place, "place", "dictionary:capital-as-place"
        elif known.place:
            found_by = "dictionary:capital-for-government"
        mention = self._mention(n, line, first, last, whole, entity, kind, found_by, 0.98 if known.full else 0.9)
        single = last == first + 1
        if (
            kind == "state"
            and single
            and self.f.nationality.at(line.tokens[first : first + 1], 0)
            and self.f.context.is_adjective(line, first, self.mentions[n])
        ):
            return first + 1
        word = line.tokens[first].norm if whole else line.tokens[first].stem
        common = single and (known.needs_context or self.f.shapes.is_verb(word))
        if common and not self.f.context.supports(line, first, last, kind):
            if not self.f.shapes.is_verb(word):
                self.doubtful.append((n, mention))
            self.rejected.append(
                Rejected(start=mention.start, end=mention.end, layer="name", reason="also a common word, and nothing here makes it a name")
            )
            return first + 1
        if kind == "person" and not known.full and self._other_person(line, first):
            return first + 1
        if known.needs_full:
            self.unproven.append((n, mention, known.others))
        else:
            self.mentions[n].append(mention)
        return last

    def _other_person(self, line: Line, first: int) -> bool:
        """Whether a short form stands inside the name of somebody else (إبراهيم حسن is not حسن)."""
        before = line.tokens[first - 1] if first else None
        return before is not None and before.kind == "word" and self.f.shapes.is_given(before) and not line.tokens[first].pro

    def settle_short_forms(self) -> None:
        """Short forms that need the full one: kept where the page has it."""
        full = {m.entity for line in self.mentions for m in line if m.kind in ("person", "organization", "place")}
        for n, mention, others in self.unproven:
            meant = [entity for entity in (mention.entity, *others) if entity in full]
            if len(meant) == 1:
                self.mentions[n].append(msgspec.structs.replace(mention, entity=meant[0]))
            else:
                self.rejected.append(
                    Rejected(start=mention.start, end=mention.end, layer="name", reason="a short form, and the full name isn't in the page")
                )
        for n, mention in self.doubtful:
            if (
                mention.entity in full
                and mention.kind != "person"
                and not any(m.first < mention.last and mention.first < m.last for m in self.mentions[n])
            ):
                self.mentions[n].append(mention)
                self.rejected = [r for r in self.rejected if (r.start, r.end) != (mention.start, mention.end)]
        for mentions in self.mentions:
            mentions.sort(key=lambda m: m.first)

    def settlements(self) -> None:
        """Places of the gazetteer among the words that no name has taken yet."""
        for f in list(self.f.settlements.find(self.text.lines, self.mentions, self.f.patterns.state_of)):
            end = self.text.lines[f.line].tokens[f.last - 1].end
            self.english.setdefault(f.place.entity, f.place.en)
            found_by, confidence = ("gazetteer:headed", 0.9) if f.headed else ("gazetteer", 0.85)
            self.mentions[f.line].append(Mention(f.line, f.first, f.last, f.start, end, f.place.entity, "place", found_by, confidence))
        for mentions in self.mentions:
            mentions.sort(key=lambda m: m.first)

    # -- pass 2 --------------------------------------------------------------------------------------------------------

    def persons_by_shape(self, n: int, line: Line) -> None:
        """Role phrases with the persons they stand before, and unknown persons."""
        tokens = line.tokens
        taken = {k: m for m in self.mentions[n] for k in range(m.first, m.last)}

        def named(k: int) -> tuple[int, str | None] | None:
            m = taken.get(k)
            if m is None or m.first != k or m.kind in ("person", "event") or (tokens[k].pro == "ل" and m.entity in self.f.carriers):
                return None
            return m.last, m.entity if m.kind == "state" else self.f.patterns.state_of(m.entity)

        def stop(k: int) -> bool:
            m = taken.get(k)
            return (
                (m is not None and m.kind == "person")
                or self.f.shapes.is_verb(tokens[k].norm)
                or (self.f.shapes.is_given(tokens[k]) and k not in taken and not describes(k))
            )

        def describes(k: int) -> bool:
            """Whether a given name that is also an adjective of nationality is the adjective (مسؤول تركي; not الأمير تركي)."""
            return k > 0 and not tokens[k - 1].definite and self.f.nationality.at(tokens, k, definite=False) is not None

        i = 0
        while i < len(tokens):
            if i in taken and taken[i].kind != "organization":
                i = taken[i].last
                continue
            phrase = self.f.roles.at(tokens, i, named, stop) if i not in taken else None
            if phrase is not None:
                self.roles[n].append(phrase)
                end = self._person_after(n, line, phrase, taken)
                i = max(end, i + 1)
                continue
            if i not in taken:
                end_of_name = self.f.shapes.alone(tokens, i) or self._after_title(tokens, i, taken) or self._after_verb(tokens, i, taken)
                if end_of_name and not any(k in taken for k in range(i, end_of_name)):
                    self._add_person(n, line, i, end_of_name, "shape", 0.8, taken)
                    i = end_of_name
                    continue
            i += 1

    def _person_after(self, n: int, line: Line, phrase: RolePhrase, taken: dict[int, Mention]) -> int:
        """Links a role phrase to the person's name after it, finding the name by shape where it isn't known."""
        tokens, at = line.tokens, phrase.last
        while at > phrase.first + 1 and tokens[at - 1].norm in self.f.roles.titles and phrase.sort != "person":
            at -= 1
        if at < len(tokens) and tokens[at].surface in ("،", ","):
            at += 1
        while at < len(tokens) and tokens[at].norm in self.f.roles.titles and not tokens[at].pro:
            at += 1
        mention = taken.get(at)
        if mention is not None and mention.first == at and mention.kind == "person":
            if phrase.sort == "person":
                self.role_of[(n, phrase.first)] = mention.entity
            return mention.last
        if phrase.sort != "person" or mention is not None or at >= len(tokens):
            return phrase.last
        end = self.f.shapes.after_role(tokens, at)
        if end is None or any(k in taken for k in range(at, end)) or (at > phrase.last and end - at < 2):
            return phrase.last
        entity = self._add_person(n, line, at, end, "role-apposition", 0.85, taken)
        self.role_of[(n, phrase.first)] = entity
        return end

    def _after_title(self, tokens: Sequence[Token], i: int, taken: dict[int, Mention]) -> int | None:
        """A name after a title (الشيخ حمد)."""
        if i and tokens[i - 1].norm in self.f.roles.titles and i - 1 not in taken and self.f.shapes.is_given(tokens[i]):
            return self.f.shapes.after_role(tokens, i)
        return None

    def _after_verb(self, tokens: Sequence[Token], i: int, taken: dict[int, Mention]) -> int | None:
        """A lone foreign surname between a reporting verb and what it reports (وقال قشقاوي إن)."""
        if not i or not self.f.shapes.rare(tokens[i]) or tokens[i].pro:
            return None
        if tokens[i - 1].stem in ("كان", "لكن") and i + 1 < len(tokens) and self.f.shapes.is_verb(tokens[i + 1].stem):
            return i + 1
        if not self.f.shapes.is_verb(tokens[i - 1].stem):
            return None
        end = i + 1
        if end < len(tokens) and tokens[end].kind == "word" and self.f.shapes.rare(tokens[end]) and not tokens[end].pro and end not in taken:
            end += 1
        behind = tokens[end] if end < len(tokens) else None
        return (
            end
            if behind is not None and (behind.surface in ("،", ":", ",", '"', "“", "«") or behind.stem in ("ان", "انه", "انها", "في", "علي", "خلال"))
            else None
        )

    def _add_person(self, n: int, line: Line, first: int, last: int, found_by: str, confidence: float, taken: dict[int, Mention]) -> str:
        tokens = line.tokens
        whole = not tokens[first].pro or self.f.shapes.is_given(tokens[first])
        words = (tokens[first].norm if whole else tokens[first].stem, *(t.norm for t in tokens[first + 1 : last]))
        entity = self.f.gazetteer.same_sound(words)
        if entity:
            found_by, confidence = f"{found_by}:same-sound", 0.9
        else:
            entity = self.unknown.get(words) or self._same_unknown(words)
            if entity is None:
                surface = self.text.text[tokens[first].start if whole else tokens[first].stem_start : tokens[last - 1].end]
                entity = f"person:{transliterate(surface)}"
            self.unknown.setdefault(words, entity)
        mention = self._mention(n, line, first, last, whole, entity, "person", found_by, confidence)
        self.mentions[n].append(mention)
        self.mentions[n].sort(key=lambda m: m.first)
        taken.update(dict.fromkeys(range(first, last), mention))
        return entity

    def _same_unknown(self, words: tuple[str, ...]) -> str | None:
        """An unknown person already met whose name ends or begins like ``words``."""
        for known, entity in self.unknown.items():
            short, long_ = sorted((known, words), key=len)
            if len(short) > 1 and (long_[-len(short) :] == short or long_[: len(short)] == short):
                return entity
            if len(short) == 1 and len(long_) > 1 and long_[-1] == short[0]:
                return entity
        return None

    # -- pass 3 --------------------------------------------------------------------------------------------------------

    def corefer(self, n: int, line: Line, surnames: Mapping[str, str]) -> None:
        """Family names alone, of persons that the page named in full; also without the article's partner (الرحمنوف)."""
        taken = {k for m in self.mentions[n] for k in range(m.first, m.last)}
        for i, token in enumerate(line.tokens):
            if i in taken or token.kind != "word":
                continue
            person = surnames.get(token.norm) or surnames.get(token.stem)
            if person is None:
                continue
            whole = token.norm in surnames
            self.mentions[n].append(self._mention(n, line, i, i + 1, whole, person, "person", "surname-in-page", 0.85))
        self.mentions[n].sort(key=lambda m: m.first)
        for phrase in self.roles[n]:
            if phrase.sort == "person" and (n, phrase.first) not in self.role_of:
                after = phrase.last + (phrase.last < len(line.tokens) and line.tokens[phrase.last].surface in ("،", ","))
                for m in self.mentions[n]:
                    if m.kind == "person" and m.first in (phrase.last, after):
                        self.role_of[(n, phrase.first)] = m.entity

    def surnames(self) -> dict[str, str]:
        """The family names of the persons that the page names in full, those that two of them bear left out."""
        bearers: dict[str, set[str]] = {}
        for words, entity in self.unknown.items():
            if len(words) > 1:
                bearers.setdefault(words[-1], set()).add(entity)
                if len(words[-1]) > 5:
                    bearers.setdefault(words[-1].removeprefix("ال"), set()).add(entity)
        for line in self.mentions:
            for m in line:
                if m.kind == "person" and m.entity in self.f.gazetteer.labels and m.last - m.first > 1:
                    bearers.setdefault(self.text.lines[m.line].tokens[m.last - 1].norm, set()).add(m.entity)
        return {tail: min(who) for tail, who in bearers.items() if len(who) == 1 and len(tail) > 3 and not self.f.shapes.is_common(tail)}

    def settle_bodies(self) -> None:
        """Bare الخارجية takes the state of the body or nation that the page last named before it."""
        named = [(m.line, m.first, m) for line in self.mentions for m in line]
        state, at = None, 0
        for n, mention, key in self.pending:
            while at < len(named) and named[at][:2] < (n, mention.first):
                m = named[at][2]
                state = (m.entity if m.kind == "state" else self.f.patterns.state_of(m.entity)) or state
                at += 1
            if any(m.first < mention.last and mention.first < m.last for m in self.mentions[n]):
                continue
            entity = self.f.patterns.body_id(state, key) if state else mention.entity
            if state:
                self.english.setdefault(
                    entity, f"{key.upper() if len(key) < 4 else key.replace('-', ' ').title()} of {self.f.english.get(state, state)}"
                )
            self.mentions[n].append(msgspec.structs.replace(mention, entity=entity))
            self.mentions[n].sort(key=lambda m: m.first)

    # -- shared --------------------------------------------------------------------------------------------------------

    def _mention(
        self, n: int, line: Line, first: int, last: int, whole: bool, entity: str, kind: NameKind, found_by: str, confidence: float
    ) -> Mention:
        tokens = line.tokens
        start = tokens[first].start if whole else tokens[first].stem_start
        return Mention(n, first, last, start, tokens[last - 1].end, entity, kind, found_by, confidence)

    def result(self) -> PageNames:
        """The names in order, with their entities: a shipped label, or the fullest form in the page."""
        forms: dict[str, Counter[str]] = {}
        kinds: dict[str, NameKind] = {}
        for line in self.mentions:
            for m in line:
                forms.setdefault(m.entity, Counter())[self.text.text[m.start : m.end]] += 1
                kinds.setdefault(m.entity, m.kind)
        entities = {}
        for id_ in sorted(forms):
            label = dict(self.f.gazetteer.labels.get(id_, {}))
            if not label:
                label = {"ar": max(forms[id_], key=lambda form: (len(form), form))}
                if id_ in self.english:
                    label["en"] = self.english[id_]
            entities[id_] = Entity(id=id_, kind=self.f.gazetteer.kinds.get(id_, kinds[id_]), label=label, wikidata=self.f.gazetteer.wikidata.get(id_))
        return PageNames(
            mentions=tuple(tuple(line) for line in self.mentions),
            roles=tuple(tuple(line) for line in self.roles),
            role_of=self.role_of,
            entities=entities,
            rejected=tuple(self.rejected),
        )
