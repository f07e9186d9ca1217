"""Finds the statements of an article: who said what to whom, by which route, doing what. `page` composes the stages line by line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from mahdar.arabic import ClauseFinder, Text
from mahdar.knowledge import Dossier, Knowledge
from mahdar.model import Entity, Rejected, Span, Statement
from mahdar.names import NameFinder, PageNames
from mahdar.sequence import Choice
from mahdar.statements.act import Acts
from mahdar.statements.chainwords import ChainWords
from mahdar.statements.confidence import Confidence
from mahdar.statements.content import Runs
from mahdar.statements.cues import CueLexicon
from mahdar.statements.decisions import Decisions
from mahdar.statements.issues import Issues
from mahdar.statements.page import Page, Tools
from mahdar.statements.performative import Performatives
from mahdar.statements.sides import Sides
from mahdar.statements.speaker import SpeakerRules
from mahdar.statements.view import LineView
from mahdar.statements.words import Words

SPEAKING_ROLES = ("title", "lead", "body", "subhead")
"""Blocks in which statements are looked for."""


class StatementFinder:
    """Finds the statements of an article. Pure; made once for a knowledge and dossiers.

    ``contents``, ``speaking`` and ``confidence`` are the models of contents, speakers and of how sure both are, those that ship with the package
    where None is given;
    without ``model`` the grammar alone finds contents.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        dossiers: Iterable[Dossier],
        names: NameFinder,
        *,
        contents: Choice | None = None,
        speaking: Choice | None = None,
        confidence: Choice | None = None,
        model: bool = True,
    ) -> None:
        dossiers = tuple(dossiers)
        clauses = ClauseFinder(knowledge)
        self._words = Words(knowledge)
        cues = CueLexicon(knowledge)
        performatives = Performatives(knowledge, cues.forms)
        self.tools = Tools(
            knowledge=knowledge,
            names=names,
            cues=cues,
            clauses=clauses,
            decisions=Decisions(clauses, contents, model=model),
            speaking=SpeakerRules(knowledge, dossiers, names.gazetteer.kinds, speaking),
            routes=ChainWords(knowledge),
            acts=Acts(knowledge, performatives),
            performatives=performatives,
            sides=Sides(knowledge),
            issues=Issues(dossiers),
            confidence=Confidence(confidence),
        )

    def find(
        self, text: Text, names: PageNames, times: Sequence[Span], text_hash: str, house: frozenset[str] = frozenset()
    ) -> tuple[tuple[Statement, ...], dict[str, Entity], tuple[Rejected, ...]]:
        """The statements in the order of their cues, entities of speakers without a name, and what was refused.

        ``times`` are in the order of the text; ``house`` are the page's own outlet and what it is a part of.
        """
        page = self.page(text, names, times, text_hash, house)
        for view in page.views:
            if view.line.block.role in SPEAKING_ROLES:
                page.read_line(view)
        return tuple(page.statements), page.entities(), tuple(page.rejected)

    def page(self, text: Text, names: PageNames, times: Sequence[Span], text_hash: str, house: frozenset[str] = frozenset()) -> Page:
        """The page before any of its lines is read."""
        views = [
            LineView(
                n,
                line,
                names,
                text.text,
                times[bisect_left(times, line.start, key=_start) : bisect_left(times, line.end, key=_start)],
                self._words,
            )
            for n, line in enumerate(text.lines)
        ]
        return Page(self.tools, views, names, text_hash, house, Runs(text))


def _start(span: Span) -> int:
    return span.start
