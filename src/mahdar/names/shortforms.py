"""Pass 3, short forms: family names alone, of persons that the page names in full."""

from __future__ import annotations

from mahdar.names.gazetteer import Gazetteer
from mahdar.names.page import PageDraft
from mahdar.names.shapes import PersonShapes


class ShortForms:
    """Finds the short forms of a page's persons."""

    def __init__(self, gazetteer: Gazetteer, shapes: PersonShapes) -> None:
        self._gazetteer = gazetteer
        self._shapes = shapes

    def find(self, page: PageDraft) -> None:
        """Add family names alone to ``page``, also without the article's partner (الرحمنوف); link them to the roles beside them."""
        surnames = self._surnames(page)
        for n, line in page.lines():
            taken = page.taken(n)
            for i, token in enumerate(line.tokens):
                if i in taken or token.kind != "word":
                    continue
                person = surnames.get(token.norm) or surnames.get(token.stem)
                if person is not None:
                    page.add(page.mention(n, i, i + 1, person, "person", "surname-in-page", 0.85, whole=token.norm in surnames))
            for phrase in page.roles[n]:
                if phrase.sort == "person" and (n, phrase.first) not in page.role_of:
                    after = phrase.last + (phrase.last < len(line.tokens) and line.tokens[phrase.last].surface in ("،", ","))
                    for m in page.mentions[n]:
                        if m.kind == "person" and m.first in (phrase.last, after):
                            page.role_of[(n, phrase.first)] = m.entity

    def _surnames(self, page: PageDraft) -> dict[str, str]:
        """The family names of the persons that the page names in full, those that two of them bear left out."""
        bearers: dict[str, set[str]] = {}
        for words, entity in page.unknown.items():
            if len(words) > 1:
                bearers.setdefault(words[-1], set()).add(entity)
                if len(words[-1]) > 5:
                    bearers.setdefault(words[-1].removeprefix("ال"), set()).add(entity)
        for line in page.mentions:
            for m in line:
                if m.kind == "person" and m.entity in self._gazetteer.labels and m.last - m.first > 1:
                    bearers.setdefault(page.text.lines[m.line].tokens[m.last - 1].norm, set()).add(m.entity)
        return {tail: min(who) for tail, who in bearers.items() if len(who) == 1 and len(tail) > 3 and not self._shapes.is_common(tail)}
