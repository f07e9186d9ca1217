"""Finds the names of an article and says which are the same thing: the passes in their order."""

from __future__ import annotations

from collections.abc import Iterable

from mahdar.arabic import Lexicon, Text
from mahdar.knowledge import Dossier, Knowledge
from mahdar.names.apposition import Apposition
from mahdar.names.context import Context
from mahdar.names.coreference import Coreference
from mahdar.names.gazetteer import Gazetteer
from mahdar.names.known import KnownNames
from mahdar.names.nationality import Nationality
from mahdar.names.offices import OfficeReader
from mahdar.names.page import Mention, PageDraft, PageNames
from mahdar.names.patterns import Patterns
from mahdar.names.persons import Persons
from mahdar.names.roles import RoleReader
from mahdar.names.settle import entities_of, settle_bodies
from mahdar.names.shapes import PersonShapes
from mahdar.names.shortforms import ShortForms

__all__ = ["Mention", "NameFinder", "PageNames"]


class NameFinder:
    """Finds names. Pure; made once for a knowledge and dossiers."""

    def __init__(self, knowledge: Knowledge, dossiers: Iterable[Dossier], lexicon: Lexicon) -> None:
        dossiers = tuple(dossiers)
        self.gazetteer = Gazetteer(knowledge, dossiers)
        self.nationality = Nationality(knowledge)
        self.patterns = Patterns(knowledge, dossiers, self.gazetteer, self.nationality)
        self.roles = RoleReader(knowledge, self.nationality)
        self.shapes = PersonShapes(knowledge, lexicon, self.nationality, self.roles)
        self.context = Context(knowledge)
        carriers = frozenset(o.id for o in knowledge.organizations if o.sort in ("agency", "newspaper", "broadcaster"))
        self._known = KnownNames(self.gazetteer, self.patterns, self.nationality, self.context, self.shapes)
        self._persons = Persons(self.gazetteer, self.patterns, self.nationality, self.roles, self.shapes, carriers)
        self._short = ShortForms(knowledge, self.gazetteer, self.shapes, self.roles)
        self._offices = OfficeReader(knowledge, self.patterns)
        self._coreference = Coreference(knowledge, dossiers, self.gazetteer, self.nationality)
        self._apposition = Apposition(knowledge, self.gazetteer, self.shapes, self._offices)
        self._english = {s.id: s.en for s in knowledge.states}

    def find(self, text: Text) -> PageNames:
        """The names of all lines of ``text``."""
        page = PageDraft(text)
        self._known.find(page)
        self._persons.find(page)
        # A sequence model's proposals belong here: what is certain stands already, and short forms of what it finds are still to come.
        self._short.find(page)
        self._apposition.link(page)
        settle_bodies(page, self.patterns, self._english)
        authors = self._coreference.communiques.authors(page)
        meant = self._coreference.resolve(page, authors)
        return PageNames(
            mentions=tuple(tuple(line) for line in page.mentions),
            roles=tuple(tuple(line) for line in page.roles),
            role_of=page.role_of,
            entities=meant.entities | entities_of(page, self.gazetteer, self._offices),
            rejected=tuple(page.rejected),
            references=meant.references,
            reference_at=meant.at,
            authors=authors,
            women=self._coreference.women_of(page),
        )
