"""Apposition: which person a role phrase stands beside.

Before the name: وزير الخارجية الروسي، سيرغي لافروف; after it: ماريا زاخاروفا، المتحدثة باسم الخارجية الروسية. After it without a comma
the role could be another's (استقبل لافروف الوزير التركي), so there it must be one that the knowledge has for this person, or follow what
only brings in a speaker (قال أنطونيو غوتيريش الأمين العام للأمم المتحدة).
"""

from __future__ import annotations

from collections.abc import Sequence

from mahdar.arabic import Line, Token
from mahdar.knowledge import Knowledge
from mahdar.names.gazetteer import Gazetteer
from mahdar.names.offices import OfficeReader
from mahdar.names.page import Mention, PageDraft
from mahdar.names.roles import RolePhrase, RoleReader
from mahdar.names.shapes import PersonShapes

_COMMAS = ("،", ",")
_ASIDE = (*_COMMAS, "(", "-", "–", "—")
_TO = ("مع", "عن", "الي", "من", "بين")


class Apposition:
    """Links role phrases to the names beside them."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer, shapes: PersonShapes, roles: RoleReader, offices: OfficeReader) -> None:
        self._offices = offices
        self._shapes = shapes
        self._roles = roles
        self._held = {p.id: {(o.role, o.of) for o in p.offices} for p in knowledge.persons}
        self._labels = gazetteer.labels

    def link(self, page: PageDraft) -> None:
        """Link the role phrases of ``page`` that no name is linked to yet."""
        for n, line in page.lines():
            free = [m for m in page.mentions[n] if m.kind == "person" and m.start == line.tokens[m.first].start]
            ends = {m.last: m for m in page.mentions[n] if m.kind == "person"}
            begins = {m.first: m for m in free}  # a proclitic parts them (أطلع الوزير | لمبارك)
            for phrase in page.roles[n]:
                if phrase.sort != "person" or (n, phrase.first) in page.role_of:
                    continue
                after = phrase.last + (phrase.last < len(line.tokens) and line.tokens[phrase.last].surface in _COMMAS)
                after = self._roles.after_titles(line.tokens, after)
                mention = begins.get(phrase.last) or begins.get(after) or self._named_before(page, n, line, phrase, ends)
                if mention is not None:
                    page.role_of[(n, phrase.first)] = mention.entity

    def _named_before(self, page: PageDraft, n: int, line: Line, phrase: RolePhrase, ends: dict[int, Mention]) -> Mention | None:
        tokens, at = line.tokens, phrase.first
        if tokens[at].pro or not (phrase.definite or phrase.of):
            return None
        aside = at > 0 and tokens[at - 1].surface in _ASIDE
        mention = ends.get(at - aside)
        if mention is None:
            return None
        if aside:
            return mention
        if any(p.last == mention.first and page.role_of.get((n, p.first)) == mention.entity for p in page.roles[n]):
            return None
        held = self._held.get(mention.entity)
        if held:
            role, of = self._offices.slug(phrase), self._offices.of(phrase)
            return mention if any(role == r or (of is not None and of == o) for r, o in held) else None
        return mention if self._brought_in(tokens, mention) and phrase.definite else None

    def _brought_in(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """Whether only a speaker or companion can stand at the name: after a reporting verb, مع or a proclitic."""
        if mention.last - mention.first < 2:
            return False
        before = tokens[mention.first - 1] if mention.first else None
        return tokens[mention.first].pro in ("ل", "ب") or (before is not None and (self._shapes.is_verb(before.stem) or before.norm in _TO))
