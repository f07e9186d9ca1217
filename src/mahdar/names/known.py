"""Pass 1: names that the knowledge has or makes by pattern, the longest at each place; then those among them that count, or mean what they
mean, only with what else the page names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import msgspec

from mahdar.arabic import Line
from mahdar.knowledge import Knowledge
from mahdar.model import NameKind
from mahdar.names.context import Context
from mahdar.names.gazetteer import Gazetteer, Known, Match, name_words
from mahdar.names.guards import Guards
from mahdar.names.metonymy import Metonymy
from mahdar.names.nationality import Nationality
from mahdar.names.page import Mention, PageDraft
from mahdar.names.patterns import Patterns
from mahdar.names.shapes import HYPHENS, PersonShapes

_MADE, _INSTITUTION = 0.95, 0.85
"""How sure a name made by pattern is; that of an institution may end elsewhere."""


class KnownNames:
    """Finds the known names of a page's lines, and unless not ``made`` those that are made by pattern. ``carriers`` are the ids of agencies, papers
    and broadcasters."""

    def __init__(
        self,
        knowledge: Knowledge,
        gazetteer: Gazetteer,
        patterns: Patterns,
        nationality: Nationality,
        context: Context,
        shapes: PersonShapes,
        carriers: frozenset[str],
        *,
        made: bool = True,
    ) -> None:
        self._gazetteer = gazetteer
        self._patterns = patterns
        self._nationality = nationality
        self._context = context
        self._shapes = shapes
        self._made = made
        self._carriers = carriers
        self._guards = Guards(knowledge)
        self._metonymy = Metonymy(knowledge, shapes.is_verb)
        meant = knowledge.meant  # The tables name what ships by its id.
        self._capitals = capitals = {s.id: s.capital for s in knowledge.states if s.capital}
        self._shared = {
            (meant(s.entity), name_words(s.name)): Known(state, "state", False, False, False, place=capitals[state])
            for s in knowledge.names.shared
            if (state := meant(s.capital_of)) in capitals  # A user's entry of the state may have none.
        }

    def find(self, page: PageDraft) -> None:
        """Add the known names of all lines to ``page``."""
        found = _Found()
        for n, line in page.lines():
            self._line(page, found, n, line)
        self._settle(page, found)

    def _line(self, page: PageDraft, found: _Found, n: int, line: Line) -> None:
        tokens, i = line.tokens, 0
        known = self._gazetteer.matches(tokens)
        while i < len(tokens):
            if tokens[i].kind == "mark":
                i += 1
                continue
            match, made = known.get(i), self._patterns.at(tokens, i, known) if self._made else None
            if made is not None and (match is None or made.last > match.last):
                mention = page.mention(
                    n, made.first, made.last, made.entity, made.kind, made.rule, _INSTITUTION if made.rule == "pattern:institution" else _MADE
                )
                if made.rule != "pattern:institution":
                    page.english.setdefault(made.entity, made.en)
                if made.pending:
                    page.pending.append((mention, made.pending))
                else:
                    page.add(mention)
                i = made.last
            elif match is not None:
                i = self._accept(page, found, n, line, match, known)
            else:
                i += 1

    def _accept(self, page: PageDraft, found: _Found, n: int, line: Line, match: Match, known: Mapping[int, Match]) -> int:
        """Keeps, doubts or refuses a gazetteer name; the index of the token to go on with."""
        first, last, whole, name = match.first, match.last, match.whole, match.known
        if _is_hyphened(line, last, known):
            return first + 1
        entity, kind, found_by = self._meaning(page, n, line, match, known)
        outside = kind == "place" and self._context.is_headed(line, first, last, whole)
        mention = page.mention(n, first + outside, last, entity, kind, found_by, 0.98 if name.full else 0.9, whole=whole or outside)
        ruling = self._guards.ruling(line.tokens, first, last, whole, name.entity)
        if ruling is not None:
            if ruling.entity is None:
                page.reject(mention, ruling.why)
                if ruling.doubtful:
                    found.doubtful.append(mention)
                return first + 1
            page.add(msgspec.structs.replace(mention, entity=ruling.entity, kind=self._gazetteer.kinds[ruling.entity], found_by="dictionary:guard"))
            return last
        single = last == first + 1
        adjective = kind == "state" and single and self._nationality.at(line.tokens[first:last], 0)
        if adjective and self._context.is_adjective(line, first, page.mentions[n]):
            return first + 1
        word = line.tokens[first].norm if whole else line.tokens[first].stem
        common = single and (name.needs_context or self._shapes.is_verb(word))
        if common and not self._context.supports(line, first, last, kind, entity in self._carriers, known):
            if not self._shapes.is_verb(word) and (entity not in self._carriers or self._context.tells(line, first)):
                found.doubtful.append(mention)
            page.reject(mention, "also a common word, and nothing here makes it a name")
            return first + 1
        if kind == "person" and not name.full and self._other_person(line, first):
            return first + 1
        if kind != "place" and (shared := self._shared.get((name.entity, name_words(" ".join(t.norm for t in line.tokens[first:last]))))):
            found.shared.append((mention, msgspec.structs.replace(match, known=shared)))
        if name.needs_full or name.others:
            found.unproven.append((mention, name))
        else:
            page.add(mention)
        return last

    def _meaning(self, page: PageDraft, n: int, line: Line, match: Match, known: Mapping[int, Match]) -> tuple[str, NameKind, str]:
        """(entity, kind, means) of a name that may stand for another: a capital for its government, a palace for its master."""
        first, last, whole, name = match.first, match.last, match.whole, match.known
        if name.place:
            if self._metonymy.is_place(line, first, last, page.mentions[n], whole, known):
                return name.place, "place", "dictionary:capital-as-place"
            return name.entity, "state", "dictionary:capital-for-government"
        if name.kind == "state":
            city = self._gazetteer.places.get(tuple(t.norm for t in line.tokens[first:last])) or self._capitals.get(name.entity)
            if city and self._metonymy.is_capital(line, first, last):
                return city, "place", "dictionary:capital-as-place"
        actor = self._metonymy.seats.get(name.entity)
        if actor is not None:
            if self._metonymy.is_building(line, first, name.kind, last, whole):
                return name.entity, name.kind, "dictionary:seat-as-place"
            state, _, body = actor.partition("/")
            return self._patterns.body_id(state, body) if body else actor, "organization", "dictionary:seat-for-government"
        return name.entity, name.kind, "dictionary"

    def _other_person(self, line: Line, first: int) -> bool:
        """Whether a short form stands inside the name of somebody else (إبراهيم حسن is not حسن, nor ماثيو برودسكي a رودسكي)."""
        tokens = line.tokens
        if not first or "و" in tokens[first].pro or tokens[first - 1].kind != "word":
            return False
        if first > 2 and tokens[first - 2].surface in HYPHENS and tokens[first - 2].end == tokens[first - 1].start:
            return self._shapes.opens(tokens[first - 3])  # جان-إيف
        return self._shapes.opens(tokens[first - 1])

    def _goes_on(self, line: Line, last: int) -> bool:
        """Whether more of a name follows a short form (كيم جونغ-أون), so that another may be meant."""
        after = line.tokens[last] if last < len(line.tokens) else None
        return after is not None and after.kind == "word" and (self._shapes.is_given(after) or self._shapes.rare(after))

    def _settle(self, page: PageDraft, found: _Found) -> None:
        """Keep the names of several bearers and short forms of which the page tells who is meant, and common words that are one thing's name
        there; give names of two states' the one that the page is about."""
        full = {m.entity for line in page.mentions for m in line if m.kind in ("person", "organization", "place")}
        for mention, name in found.unproven:
            line = page.text.lines[mention.line]
            beside = None if self._goes_on(line, mention.last) else self._context.state_beside(line, mention.first, page.mentions[mention.line])
            if meant := self._gazetteer.meant(name, full, beside):
                page.add(msgspec.structs.replace(mention, entity=meant, kind=self._gazetteer.kinds[meant]))
            else:
                told = "several bear this name, and nothing tells which" if name.others else "a short form, and the full name isn't in the page"
                page.reject(mention, told)
        for mention in found.doubtful:
            if mention.entity in full and mention.kind != "person" and page.is_free(mention):
                page.add(mention)
                page.rejected = [r for r in page.rejected if (r.start, r.end) != (mention.start, mention.end)]
        if found.shared:
            self._settle_shared(page, found.shared)

    def _settle_shared(self, page: PageDraft, shared: list[tuple[Mention, Match]]) -> None:
        """A name of a state that is another's capital's too (عمان) is the capital where the page tells of that state alone."""
        told = Counter(m.entity for line in page.mentions for m in line if m.kind == "state")
        told.subtract(mention.entity for mention, _ in shared)
        for _, line in page.lines():
            told.update(got[0] for i in range(len(line.tokens)) if (got := self._nationality.at(line.tokens, i)))
        for mention, match in shared:
            if told[match.known.entity] > 0 and told[mention.entity] <= 0:
                line = page.text.lines[mention.line]
                before = [m for m in page.mentions[mention.line] if m.last <= mention.first]
                is_place = self._metonymy.is_place(line, match.first, match.last, before, match.whole, self._gazetteer.matches(line.tokens))
                entity = match.known.place if is_place and match.known.place else match.known.entity
                kind: NameKind = "place" if is_place else "state"
                means = "dictionary:capital-as-place" if is_place else "dictionary:capital-for-government"
                page.replace(mention, msgspec.structs.replace(mention, entity=entity, kind=kind, found_by=means))


class _Found:
    """Names of a page that depend on what else stands in it: ``unproven`` ones with those who bear them, ``doubtful`` common words, and
    ``shared`` names of a state with the capital that they name too."""

    def __init__(self) -> None:
        self.unproven: list[tuple[Mention, Known]] = []
        self.doubtful: list[Mention] = []
        self.shared: list[tuple[Mention, Match]] = []


def _is_hyphened(line: Line, last: int, known: Mapping[int, Match]) -> bool:
    """Whether a hyphen joins the word before ``last`` to one that is no name, so that both are something else's (القمر أثينا-فيدوس, a satellite)."""
    tokens = line.tokens
    if last + 1 >= len(tokens) or tokens[last].surface not in HYPHENS:
        return False
    joined = tokens[last - 1].end == tokens[last].start and tokens[last].end == tokens[last + 1].start
    return (
        joined and tokens[last + 1].kind in ("word", "latin") and not tokens[last + 1].pro and not tokens[last + 1].definite and last + 1 not in known
    )
