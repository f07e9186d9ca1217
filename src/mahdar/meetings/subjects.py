"""Which processes a page speaks of, and where their issues stand in its words.

A word like withdrawal belongs to the talks of many. What a page says with it is of a process only where the page is about the process
(`mahdar.statements.issues.Issues.about`): it names the series, tells of a meeting of it, or more than once what it is about.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import msgspec

from mahdar.arabic import Text, Token, fold
from mahdar.knowledge import Dossier
from mahdar.model import Meeting, Span
from mahdar.names import PageNames
from mahdar.statements.issues import Issues, Standing


class Told(NamedTuple):
    """The processes of a page: those that it is ``about``, and among them those that it names or tells a meeting of (``named``)."""

    about: frozenset[str]
    named: frozenset[str]


class Processes:
    """The processes that dossiers describe, with their issues. Made once for them."""

    def __init__(self, dossiers: Iterable[Dossier]) -> None:
        self.dossiers = {dossier.id: dossier for dossier in dossiers}
        self.issues = Issues(self.dossiers.values())
        self.matters = frozenset((d.id, issue.key) for d in self.dossiers.values() for issue in d.issue if issue.matter)
        """Issues, with their process, that are no deeds (see `mahdar.knowledge.dossiers.Issue`)."""
        opposites = {d.id: d.opposites() for d in self.dossiers.values()}
        keys = {(d.id, issue.key) for d in self.dossiers.values() for issue in d.issue}
        self.against = {
            (process, key): tuple(other for other in others if (process, other) in keys)
            for process, told in opposites.items()
            for key, others in told.items()
        }
        """By process and issue the issues that who is for it is against."""
        self._opposites = Issues(_of_opposites(d, opposites[d.id]) for d in self.dossiers.values())

    def of_page(self, text: Text, names: PageNames, meetings: Iterable[Meeting]) -> Told:
        """The processes that one page speaks of."""
        entities = {m.entity for line in names.mentions for m in line}
        named = frozenset(d.id for d in self.dossiers.values() if d.event in entities) | {m.series for m in meetings if m.series in self.dossiers}
        return Told(frozenset(named | self.issues.about(text.lines)), frozenset(i for i in named if i))

    def standing(self, tokens: Sequence[Token], about: Collection[str]) -> list[tuple[Standing, bool]]:
        """Each place in ``tokens`` where an issue of a process stands that the page is ``about``, in order, and whether what stands there is the
        opposite of the issue (الانسحاب من الاتفاق النووي of the agreement's keeping)."""
        plain = ((s, False) for s in self.issues.standing(tokens, about) if s.process in about)
        opposed = ((s, True) for s in self._opposites.standing(tokens, about) if s.process in about)
        return sorted((*opposed, *plain), key=lambda found: (found[0].first, not found[1]))


def _of_opposites(dossier: Dossier, opposites: dict[str, tuple[str, ...]]) -> Dossier:
    """The dossier with the words of each issue's opposite as its terms, and no other words."""
    keys = {issue.key for issue in dossier.issue}
    issues = (
        msgspec.structs.replace(issue, terms=tuple(word for word in opposites.get(issue.key, ()) if word not in keys), shared=(), opposite=())
        for issue in dossier.issue
    )
    return msgspec.structs.replace(dossier, names=(), subjects=(), issue=tuple(issues))


def line_of(text: Text, span: Span) -> int:
    """The place in ``text.lines`` of the line that ``span`` stands in, in logarithmic time."""
    return bisect_right(text.lines, span.start, key=lambda line: line.start) - 1


def tokens_at(text: Text, span: Span) -> tuple[Token, ...]:
    """The tokens of ``span``, which lies in one line; a first word whose proclitic stands before the span is among them."""
    line = text.lines[line_of(text, span)]
    first = line.token_at(span.start)
    if first and line.tokens[first - 1].end > span.start:
        first -= 1
    return line.tokens[first : line.token_at(span.end)]


def by_first_word(phrases: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases as their folded words, by the first of them, the longest first."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(fold(phrase).split())
        out.setdefault(words[0], []).append(words)
    return {first: sorted(words, key=len, reverse=True) for first, words in out.items()}
