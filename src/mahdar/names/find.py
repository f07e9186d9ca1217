"""Finds the names of an article and says which are the same thing: the passes in their order."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal, get_args

from mahdar.arabic import Lexicon, Text
from mahdar.knowledge import Dossier, Knowledge
from mahdar.names.apposition import Apposition
from mahdar.names.bodies import BodyNouns
from mahdar.names.bounds import Bounds
from mahdar.names.context import Context
from mahdar.names.coreference import Coreference
from mahdar.names.gazetteer import Gazetteer
from mahdar.names.known import KnownNames
from mahdar.names.media import MEDIA
from mahdar.names.model import NameModel
from mahdar.names.nationality import Nationality
from mahdar.names.offices import OfficeReader
from mahdar.names.page import Mention, PageDraft, PageNames
from mahdar.names.patterns import Patterns
from mahdar.names.persons import Persons
from mahdar.names.placenouns import PlaceNouns
from mahdar.names.places import Settlements
from mahdar.names.proposed import Proposed
from mahdar.names.repeats import Repeats
from mahdar.names.roles import RoleReader
from mahdar.names.sameperson import SamePerson
from mahdar.names.settle import add_settlements, entities_of, settle_bodies
from mahdar.names.shapes import PersonShapes
from mahdar.names.shortforms import ShortForms
from mahdar.sequence import Weights

__all__ = ["RULES", "Means", "Mention", "NameFinder", "PageNames"]

Means = Literal["dictionary", "grammar", "shapes", "coreference", "model"]
"""The means by which names are found: what is known; patterns and role phrases; how persons' names look; short forms; what was learnt."""
RULES: frozenset[Means] = frozenset(get_args(Means)) - {"model"}
"""All means but the model."""


class NameFinder:
    """Finds names. Pure; made once for a knowledge and dossiers.

    ``means`` are those that it uses, so that what each adds can be measured; ``weights`` are the model's where they aren't the shipped ones.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        dossiers: Iterable[Dossier],
        lexicon: Lexicon,
        *,
        means: Collection[Means] = get_args(Means),
        weights: Weights | None = None,
    ) -> None:
        dossiers = tuple(dossiers)
        self.gazetteer = Gazetteer(knowledge, dossiers)
        self.nationality = Nationality(knowledge)
        self.patterns = Patterns(knowledge, dossiers, self.gazetteer, self.nationality)
        self.roles = RoleReader(knowledge, self.nationality)
        self.shapes = PersonShapes(knowledge, lexicon, self.nationality, self.roles)
        self.context = Context(knowledge, self.nationality, self.shapes.is_verb)
        carriers = frozenset(o.id for o in knowledge.organizations if o.sort in MEDIA)
        self._known = KnownNames(
            knowledge, self.gazetteer, self.patterns, self.nationality, self.context, self.shapes, carriers, made="grammar" in means
        )
        self._settlements = Settlements(knowledge, lexicon, self.nationality, self.shapes)
        self._nouns = PlaceNouns(knowledge, lexicon, self._settlements, self.shapes) if "grammar" in means else None
        self.persons = Persons(self.gazetteer, self.patterns, self.nationality, self.roles, self.shapes, carriers, means)
        self._short = ShortForms(knowledge, self.gazetteer, self.shapes, self.roles) if "coreference" in means else None
        self._same = SamePerson(self.gazetteer.labels, self.shapes, self.roles, self.nationality) if self._short else None
        self.model = NameModel(knowledge, lexicon, self.nationality, weights) if "model" in means else None
        self._proposed = Proposed(self.model, Bounds(knowledge, self.shapes, self.nationality), self.gazetteer, self.persons) if self.model else None
        self._repeats = Repeats(self.shapes) if "coreference" in means else None
        self._offices = OfficeReader(knowledge, self.patterns)
        self._bodies = BodyNouns(knowledge)
        self._coreference = Coreference(knowledge, dossiers, self.gazetteer, self.nationality)
        self._apposition = Apposition(knowledge, self.gazetteer, self.shapes, self.roles, self._offices)
        self._english = {s.id: s.en for s in knowledge.states}

    def find(self, text: Text) -> PageNames:
        """The names of all lines of ``text``."""
        page = PageDraft(text)
        self._known.find(page)
        add_settlements(page, self._settlements, self._nouns, self.patterns)
        self.persons.find(page)
        if self._short:
            self._short.find(page)
        settle_bodies(page, self.patterns, self._english)
        if self._proposed and self._proposed.find(page) and self._short:
            self._short.find(page)  # those of the persons that only the model saw
        if self._repeats and self._same:
            self._repeats.find(page)
            self._same.join(page)
        page.drop_lost()
        self._apposition.link(page)
        authors = self._coreference.communiques.authors(page)
        bodies = self._bodies.of_page(page)
        meant = self._coreference.resolve(page, authors, bodies)
        return PageNames(
            mentions=tuple(tuple(line) for line in page.mentions),
            roles=tuple(tuple(line) for line in page.roles),
            role_of=page.role_of,
            entities=meant.entities | entities_of(page, self.gazetteer, self._offices, bodies),
            rejected=tuple(page.rejected),
            references=meant.references,
            reference_at=meant.at,
            authors=authors,
            women=self._coreference.women_of(page),
        )
