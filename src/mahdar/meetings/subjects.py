"""Which processes a page, or a line of it, speaks of: by the name of the series, by a meeting of it, or by what the talks are about.

A word like withdrawal belongs to the talks of many. What a page says with it is of a process only where the page names the process, tells of
a meeting of it, or has in the same line what the process is about (``subjects`` of its dossier).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from mahdar.arabic import Text, Token, fold
from mahdar.knowledge import Dossier
from mahdar.model import Meeting, Span
from mahdar.names import PageNames
from mahdar.statements.issues import Issues


class Processes:
    """The processes that dossiers describe, with their issues and subjects. Made once for them."""

    def __init__(self, dossiers: Iterable[Dossier]) -> None:
        self.dossiers = {dossier.id: dossier for dossier in dossiers}
        self.issues = Issues(self.dossiers.values())
        self.matters = frozenset((d.id, issue.key) for d in self.dossiers.values() for issue in d.issue if issue.matter)
        """Issues, with their process, that are no deeds (see `mahdar.knowledge.dossiers.Issue`)."""
        self._subjects: dict[str, list[tuple[str, list[str]]]] = {}
        for dossier in self.dossiers.values():
            for words in (fold(subject).split() for subject in dossier.subjects):
                self._subjects.setdefault(words[0], []).append((dossier.id, words))

    def of_page(self, text: Text, names: PageNames, meetings: Iterable[Meeting]) -> PageProcesses:
        """Those that one page speaks of."""
        named = {m.entity for line in names.mentions for m in line}
        spoken_of = {d.id for d in self.dossiers.values() if d.event in named} | {m.series for m in meetings if m.series}
        return PageProcesses(self, text, frozenset(spoken_of))

    def about(self, tokens: Sequence[Token]) -> frozenset[str]:
        """The processes one of whose subjects stands in ``tokens``."""
        out: set[str] = set()
        for k, token in enumerate(tokens):
            for process, words in self._subjects.get(token.stem, ()):
                if process not in out and all(k + i < len(tokens) and tokens[k + i].norm == word for i, word in enumerate(words) if i):
                    out.add(process)
        return frozenset(out)


class PageProcesses:
    """The processes that one page speaks of. ``spoken_of`` are those that it names or tells a meeting of."""

    def __init__(self, known: Processes, text: Text, spoken_of: frozenset[str]) -> None:
        self._known = known
        self._text = text
        self.spoken_of = spoken_of
        self._lines: dict[int, frozenset[str]] = {}

    def at(self, span: Span) -> frozenset[str]:
        """The processes that what stands at ``span`` may be of."""
        at = line_of(self._text, span)
        found = self._lines.get(at)
        if found is None:
            found = self._lines[at] = self.spoken_of | self._known.about(self._text.lines[at].tokens)
        return found


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
