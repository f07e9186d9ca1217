"""Which processes a page speaks of, and where their issues stand in its words.

A word like withdrawal belongs to the talks of many. What a page says with it is of a process only where the page is about the process
(`mahdar.statements.issues.Issues.about`): it names the series, tells of a meeting of it, or tells more than once an issue of it in words that
no other matter shares. Where it does none of that but names those who take part, a line that has what the process is about is of it. A page
from long before a process began is about another one of the same name: «المحادثات الأمريكية الإيرانية» of 2009 aren't those of 2025.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from mahdar.arabic import Text, Token, fold
from mahdar.knowledge import Dossier
from mahdar.model import Meeting, Span
from mahdar.names import PageNames
from mahdar.statements.issues import Issues, Standing

_YEAR = re.compile(r"\d{4}")
_BEFORE = 1
"""Years before the first that a dossier knows of a process, in which its talks may be spoken of already."""


class Told(NamedTuple):
    """The processes of a page: those that it is ``about``, and among them those that it names or tells a meeting of (``named``); by the place of a
    line in ``Text.lines`` those that this line alone is of."""

    about: frozenset[str]
    named: frozenset[str]
    lines: Mapping[int, frozenset[str]]

    def at(self, line: int) -> frozenset[str]:
        """The processes that what a line says may be of."""
        return self.about | self.lines.get(line, frozenset())

    @property
    def any(self) -> bool:
        """Whether there is one."""
        return bool(self.about or self.lines)


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
        self._begin = {d.id: begun for d in self.dossiers.values() if (begun := _begun(d)) is not None}
        self._opposites = Issues(_of_opposites(d, opposites[d.id]) for d in self.dossiers.values())

    def of_page(self, text: Text, names: PageNames, meetings: Iterable[Meeting], published: str | None) -> Told:
        """The processes that one page speaks of; ``published`` is its date (EDTF), if known."""
        entities = names.named()
        named = {d.id for d in self.dossiers.values() if d.event in entities} | {m.series for m in meetings if m.series in self.dossiers}
        about = {id_ for id_ in named | self.issues.about(text.lines) if id_ and not self._before(id_, published)}
        lines: dict[int, frozenset[str]] = {}
        for number, line in enumerate(text.lines):
            touched = frozenset(id_ for id_ in self.issues.touched(line.tokens, entities) if not self._before(id_, published))
            if touched - about:
                lines[number] = touched
        return Told(frozenset(about), frozenset(id_ for id_ in named if id_ in about), lines)

    def _before(self, process: str, published: str | None) -> bool:
        """Whether a page is from long before a process began."""
        year = _YEAR.search((published or "").rpartition("/")[2])
        return year is not None and process in self._begin and int(year[0]) + _BEFORE < self._begin[process]

    def standing(self, tokens: Sequence[Token], about: Collection[str]) -> list[tuple[Standing, bool]]:
        """Each place in ``tokens`` where an issue of a process stands that the page is ``about``, in order, and whether what stands there is the
        opposite of the issue (الانسحاب من الاتفاق النووي of the agreement's keeping)."""
        plain = ((s, False) for s in self.issues.standing(tokens, about) if s.process in about)
        opposed = ((s, True) for s in self._opposites.standing(tokens, about) if s.process in about)
        return sorted((*opposed, *plain), key=lambda found: (found[0].first, not found[1]))


def _begun(dossier: Dossier) -> int | None:
    """The year of the first that is known of a process; None where a side of it has taken part for ever."""
    days = [actor.from_ for actor in dossier.actor] + [meeting.start for meeting in dossier.meeting]
    return min((int(day[:4]) for day in days if day), default=None) if None not in days else None


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


def is_aside(tokens: Sequence[Token], at: int, background: Collection[str]) -> bool:
    """Whether token ``at`` stands in a clause that one of the ``background`` words (التي، وسط) opens; a و after it closes it («المنطقة التي تشمل
    إدلب وضمها إلى …»)."""
    for k in range(at - 1, -1, -1):
        if tokens[k].stem in background or tokens[k].norm in background:
            return True
        if "و" in tokens[k].pro:
            return False
    return False


def by_first_word(phrases: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases as their folded words, by the first of them, the longest first."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(fold(phrase).split())
        out.setdefault(words[0], []).append(words)
    return {first: sorted(words, key=len, reverse=True) for first, words in out.items()}
