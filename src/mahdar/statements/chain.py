"""Stage 5, the chain of attribution: what carried a statement from the speaker to this outlet.

قال لصحيفة حرييت; في بيان; بحسب وكالة سبوتنيك; نقلت وكالة فارس عن; جاء في البيان.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from mahdar.arabic import fold
from mahdar.knowledge import Knowledge
from mahdar.model import Entity, Via
from mahdar.names.coreference import communique_of
from mahdar.statements.clause import Clause, NounPhrase
from mahdar.statements.speaker import Ref
from mahdar.statements.view import LineView

_CARRIERS = frozenset({"agency", "newspaper", "broadcaster", "social-network"})


class Chains:
    """Finds carriers. ``authors`` are the offsets of the page's communiqués, in order, with who issued them."""

    def __init__(self, knowledge: Knowledge, authors: Sequence[tuple[int, str]], labels: Mapping[str, Mapping[str, str]]) -> None:
        self._labels = labels
        self._carriers = {o.id for o in knowledge.organizations if o.sort in _CARRIERS}
        self._documents = frozenset(fold(w) for w in knowledge.roles.referring.communique)
        self._nouns = frozenset(fold(w) for w in knowledge.roles.generic.carrier)
        self.added: dict[str, Entity] = {}
        self._authors = authors

    def is_carrier(self, entity: str) -> bool:
        """Whether an entity is an agency, paper or broadcaster."""
        return entity in self._carriers

    def author(self, before: int) -> str | None:
        """Who issued the last communiqué told before offset ``before``."""
        found = bisect_left(self._authors, before, key=lambda author: author[0])
        return self._authors[found - 1][1] if found else None

    def document_of(self, author: str, label: str) -> str:
        """The id of the author's communiqué."""
        id_, named = communique_of(author, self._labels.get(author))
        self.added.setdefault(id_, Entity(id=id_, kind="document", label=named or {"ar": label}))
        return id_

    def of_clause(self, view: LineView, clause: Clause, speaker: Ref | None) -> tuple[Via, ...]:
        """The carriers that the adverbials of a clause name, and the communiqué that it is said in."""
        out: list[Via] = []
        for phrase in (*clause.adverbials, *clause.objects):
            out.extend(self._in_phrase(view, phrase, speaker))
        seen: set[str] = set()
        return tuple(v for v in out if not (v.entity in seen or seen.add(v.entity)) and (speaker is None or v.entity != speaker.entity))  # type: ignore[func-returns-value]

    def _in_phrase(self, view: LineView, phrase: NounPhrase, speaker: Ref | None) -> list[Via]:
        out = []
        for i in range(phrase.first, phrase.last):
            if (
                view.stem(i) in self._documents
                and view.mention_on(i) is None
                and speaker is not None
                and not speaker.document
                and (view.word(i - 1) == "في" or view.pro(i) == "ب")
            ):
                token = view.tokens[i]
                out.append(Via(start=token.stem_start, end=token.end, entity=self.document_of(speaker.entity, view.surface(i, i + 1))))
        out.extend(
            Via(start=m.start, end=m.end, entity=m.entity)
            for m in view.mentions
            if phrase.first <= m.first < phrase.last and m.entity in self._carriers
        )
        return out
