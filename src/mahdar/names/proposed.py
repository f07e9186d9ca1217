"""Pass 4: what the sequence model sees beside what the rules have found.

The rules have the first word: a proposal counts where they found nothing, or where it holds a name of theirs and more
(جامعة أكسفورد around أكسفورد) and is nearly certain. What else crosses a name of the rules is refused.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mahdar.arabic import transliterate
from mahdar.names.bounds import Bounds
from mahdar.names.gazetteer import Gazetteer
from mahdar.names.model import NameModel, Proposal
from mahdar.names.page import Mention, PageDraft
from mahdar.names.persons import Persons

_LEAST = 0.6
"""A new name must be this likely: below it, on held-out pages, two of three are none."""
_LEAST_AROUND = 0.8
"""A name that swallows one of the rules' must be this likely."""
_PRECISION = ((0.9, 0.65), (0.0, 0.5))
"""How many new names of at least a chance are right on held-out pages: what is told as confidence."""


class Proposed:
    """Adds the model's names to those of the rules."""

    def __init__(self, model: NameModel, bounds: Bounds, gazetteer: Gazetteer, persons: Persons) -> None:
        self._model = model
        self._bounds = bounds
        self._gazetteer = gazetteer
        self._persons = persons

    def find(self, page: PageDraft) -> bool:
        """Add the model's names to ``page``; whether a person is among them."""
        persons = False
        for n, proposals in enumerate(self._model.propose(page.text, page.mentions, page.roles)):
            for proposal in proposals:
                settled = self._bounds.settle(page.text.lines[n], proposal, _crossed(page, n, proposal))
                persons |= settled is not None and self._take(page, n, settled) and proposal.kind == "person"
        return persons

    def _take(self, page: PageDraft, n: int, proposal: Proposal) -> bool:
        crossed = _crossed(page, n, proposal)
        if not crossed:
            if proposal.chance < _LEAST:
                return False
        elif proposal.chance < _LEAST_AROUND or not _holds(proposal, crossed):
            return False
        for mention in crossed:
            page.mentions[n].remove(mention)
        if crossed:
            page.drop_lost()
        confidence = next(share for least, share in _PRECISION if proposal.chance >= least)
        if proposal.kind == "person":
            self._persons.add(page, n, proposal.first, proposal.last, "model", confidence)
        else:
            page.add(self._mention(page, n, proposal, confidence))
        return True

    def _mention(self, page: PageDraft, n: int, proposal: Proposal, confidence: float) -> Mention:
        """The name with its entity: a known one that the rules doubted, or one of its own."""
        mention = page.mention(n, proposal.first, proposal.last, "", proposal.kind, "model", confidence)
        surface = page.text.text[mention.start : mention.end]
        known = self._gazetteer.find(surface)
        if known is not None and self._gazetteer.kinds.get(known) == proposal.kind:
            return msgspec.structs.replace(mention, entity=known, found_by="model:dictionary")
        return msgspec.structs.replace(mention, entity=f"{proposal.kind}:{transliterate(surface)}")


def _crossed(page: PageDraft, n: int, proposal: Proposal) -> list[Mention]:
    """The names of line ``n`` that share a word with the proposal."""
    return [m for m in page.mentions[n] if m.first < proposal.last and proposal.first < m.last]


def _holds(proposal: Proposal, mentions: Sequence[Mention]) -> bool:
    """Whether the proposal holds all of the names, is longer than each, and is no row of names of its own kind (القرارات 2118 و2254)."""
    held = all(proposal.first <= m.first and m.last <= proposal.last and m.last - m.first < proposal.last - proposal.first for m in mentions)
    return held and sum(m.kind == proposal.kind for m in mentions) < 2
