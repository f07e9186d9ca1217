"""Pass 1: names that the knowledge has or makes by pattern, the longest at each place; then the short forms among them, which
count only with the full form."""

from __future__ import annotations

import msgspec

from mahdar.arabic import Line
from mahdar.names.context import Context
from mahdar.names.gazetteer import Gazetteer, Match
from mahdar.names.nationality import Nationality
from mahdar.names.page import Mention, PageDraft
from mahdar.names.patterns import Patterns
from mahdar.names.shapes import HYPHENS, PersonShapes


class KnownNames:
    """Finds the known and made names of a page's lines."""

    def __init__(self, gazetteer: Gazetteer, patterns: Patterns, nationality: Nationality, context: Context, shapes: PersonShapes) -> None:
        self._gazetteer = gazetteer
        self._patterns = patterns
        self._nationality = nationality
        self._context = context
        self._shapes = shapes

    def find(self, page: PageDraft) -> None:
        """Add the known names of all lines to ``page``."""
        found = _Found(page)
        for n, line in page.lines():
            self._line(page, found, n, line)
        found.settle()

    def _line(self, page: PageDraft, found: _Found, n: int, line: Line) -> None:
        tokens, i = line.tokens, 0
        while i < len(tokens):
            if tokens[i].kind == "mark":
                i += 1
                continue
            match, made = self._gazetteer.at(tokens, i), self._patterns.at(tokens, i)
            if made is not None and (match is None or made.last > match.last):
                mention = page.mention(n, made.first, made.last, made.entity, made.kind, made.rule, 0.95)
                if made.rule != "pattern:institution":
                    page.english.setdefault(made.entity, made.en)
                if made.pending:
                    page.pending.append((mention, made.pending))
                else:
                    page.add(mention)
                i = made.last
            elif match is not None:
                i = self._accept(page, found, n, line, match)
            else:
                i += 1

    def _accept(self, page: PageDraft, found: _Found, n: int, line: Line, match: Match) -> int:
        """Keeps, doubts or refuses a gazetteer name; the index of the token to go on with."""
        first, last, whole, known = match.first, match.last, match.whole, match.known
        entity, kind, found_by = known.entity, known.kind, "dictionary"
        before = page.mentions[n]
        city = self._gazetteer.places.get(tuple(t.norm for t in line.tokens[first:last])) if kind == "state" and not known.place else None
        if city and self._context.is_capital(line, first):
            entity, kind, found_by = city, "place", "dictionary:capital-as-place"
        elif known.place and self._context.is_place(line, first, last, before, whole):
            entity, kind, found_by = known.place, "place", "dictionary:capital-as-place"
        elif known.place:
            found_by = "dictionary:capital-for-government"
        mention = page.mention(n, first, last, entity, kind, found_by, 0.98 if known.full else 0.9, whole=whole)
        single = last == first + 1
        if kind == "state" and single and self._nationality.at(line.tokens[first : first + 1], 0) and self._context.is_adjective(line, first, before):
            return first + 1
        word = line.tokens[first].norm if whole else line.tokens[first].stem
        common = single and (known.needs_context or self._shapes.is_verb(word))
        if common and not self._context.supports(line, first, last, kind):
            if not self._shapes.is_verb(word):
                found.doubtful.append(mention)
            page.reject(mention, "also a common word, and nothing here makes it a name")
            return first + 1
        if kind == "person" and not known.full and self._other_person(line, first):
            return first + 1
        if known.needs_full:
            found.unproven.append((mention, known.others))
        else:
            page.add(mention)
        return last

    def _other_person(self, line: Line, first: int) -> bool:
        """Whether a short form stands inside the name of somebody else (إبراهيم حسن is not حسن)."""
        tokens = line.tokens
        if not first or tokens[first].pro or tokens[first - 1].kind != "word":
            return False
        if first > 2 and tokens[first - 2].surface in HYPHENS and tokens[first - 2].end == tokens[first - 1].start:
            return self._shapes.opens(tokens[first - 3])  # جان-إيف
        return self._shapes.opens(tokens[first - 1])


class _Found:
    """Names of a page that depend on what else stands in it: ``unproven`` short forms with the others that bear them, and
    ``doubtful`` common words."""

    def __init__(self, page: PageDraft) -> None:
        self._page = page
        self.unproven: list[tuple[Mention, tuple[str, ...]]] = []
        self.doubtful: list[Mention] = []

    def settle(self) -> None:
        """Keep the short forms whose full form stands in the page, and common words that are one thing's name there."""
        page = self._page
        full = {m.entity for line in page.mentions for m in line if m.kind in ("person", "organization", "place")}
        for mention, others in self.unproven:
            meant = [entity for entity in (mention.entity, *others) if entity in full]
            if len(meant) == 1:
                page.add(msgspec.structs.replace(mention, entity=meant[0]))
            else:
                page.reject(mention, "a short form, and the full name isn't in the page")
        for mention in self.doubtful:
            if mention.entity in full and mention.kind != "person" and page.is_free(mention):
                page.add(mention)
                page.rejected = [r for r in page.rejected if (r.start, r.end) != (mention.start, mention.end)]
