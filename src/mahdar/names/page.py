"""The names of a page: what the finder returns, and the working state that its passes share."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from mahdar.arabic import Line, Text
from mahdar.model import Entity, Name, NameKind, Reference, Rejected
from mahdar.names.roles import RolePhrase

Place = tuple[int, int]
"""A line (its place in ``Text.lines``) and the first token of something in it."""


_MOST_ALIKE = 8
"""So many persons of a page are kept by an end that they share (محمد); more tell nothing."""


class Mention(msgspec.Struct, frozen=True):
    """A name in a line: tokens ``first`` to ``last`` (exclusive) and its offsets."""

    line: int
    first: int
    last: int
    start: int
    end: int
    entity: str
    kind: NameKind
    found_by: str
    confidence: float


class PageNames(msgspec.Struct, frozen=True):
    """The names, role phrases, references and entities of a page. ``mentions[n]`` and ``roles[n]`` are those of the nth line;
    ``role_of`` maps a role phrase to the person whose name stands beside it, ``references`` what means somebody without
    naming, in order; ``authors`` are the offsets of the page's communiqués, in order, with who issued them."""

    mentions: tuple[tuple[Mention, ...], ...]
    roles: tuple[tuple[RolePhrase, ...], ...]
    role_of: dict[Place, str]
    entities: dict[str, Entity]
    rejected: tuple[Rejected, ...]
    references: tuple[Reference, ...] = ()
    reference_at: dict[Place, Reference] = {}
    authors: tuple[tuple[int, str], ...] = ()
    women: frozenset[str] = frozenset()
    """Persons of whom the page or the knowledge tells that they are women."""

    def named(self) -> frozenset[str]:
        """The ids of all that the page names, and of what the persons among them hold offices of."""
        ids = {m.entity for line in self.mentions for m in line}
        return frozenset(ids | {office.of for id_ in ids & self.entities.keys() for office in self.entities[id_].offices if office.of})

    def names(self) -> tuple[Name, ...]:
        """The names in order of the text."""
        found = [m for line in self.mentions for m in line]
        return tuple(
            Name(start=m.start, end=m.end, kind=m.kind, entity=m.entity, found_by=m.found_by, confidence=m.confidence)
            for m in sorted(found, key=lambda m: m.start)
        )


class PageDraft:
    """What the passes have found of one page so far; lives for one call of ``NameFinder.find``.

    ``unknown`` maps the folded words of a person that no list knows to the id, ``english`` ids to English names of made
    things, ``pending`` holds bodies whose state is still untold.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        self.mentions: list[list[Mention]] = [[] for _ in text.lines]
        self.roles: list[list[RolePhrase]] = [[] for _ in text.lines]
        self.role_of: dict[Place, str] = {}
        self.english: dict[str, str] = {}
        self.unknown: dict[tuple[str, ...], str] = {}
        self.ending: defaultdict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        self.beginning: defaultdict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        self.pending: list[tuple[Mention, str]] = []
        self.rejected: list[Rejected] = []

    def lines(self) -> Iterable[tuple[int, Line]]:
        """The lines with their places."""
        return enumerate(self.text.lines)

    def mention(
        self, n: int, first: int, last: int, entity: str, kind: NameKind, found_by: str, confidence: float, *, whole: bool = False
    ) -> Mention:
        """A mention of tokens ``first`` to ``last`` of line ``n``, without the first one's proclitics unless it is taken ``whole``."""
        tokens = self.text.lines[n].tokens
        start = tokens[first].start if whole else tokens[first].stem_start
        return Mention(n, first, last, start, tokens[last - 1].end, entity, kind, found_by, confidence)

    def add(self, mention: Mention) -> None:
        """Keep a mention, in its place in the line."""
        insort(self.mentions[mention.line], mention, key=lambda m: m.first)

    def replace(self, old: Mention, new: Mention) -> None:
        """Put ``new`` where ``old`` stood."""
        line = self.mentions[old.line]
        line[line.index(old)] = new

    def know(self, words: tuple[str, ...], entity: str) -> None:
        """Keep an unknown person's words, and with what they end and begin: those of a page may be thousands."""
        if words in self.unknown:
            return
        self.unknown[words] = entity
        for size in range(1, len(words)):
            for part, by in ((words[-size:], self.ending), (words[:size], self.beginning)):
                if len(by[part]) < _MOST_ALIKE:
                    by[part].append(words)

    def drop_lost(self) -> None:
        """Forget what was said of persons that no mention names any more (منذر, since swallowed by منذر الخليل): their roles, their words."""
        named = {m.entity for line in self.mentions for m in line}
        self.role_of = {place: person for place, person in self.role_of.items() if person in named}
        self.unknown = {words: person for words, person in self.unknown.items() if person in named}

    def taken(self, n: int) -> dict[int, Mention]:
        """The mention that holds each token of line ``n`` that one holds."""
        return {k: m for m in self.mentions[n] for k in range(m.first, m.last)}

    def is_free(self, mention: Mention) -> bool:
        """Whether no mention shares a token with ``mention``."""
        return not any(m.first < mention.last and mention.first < m.last for m in self.mentions[mention.line])

    def reject(self, mention: Mention, reason: str) -> None:
        """Say that a name was looked at and refused."""
        self.rejected.append(Rejected(start=mention.start, end=mention.end, layer="name", reason=reason))

    def words(self, mention: Mention) -> tuple[str, ...]:
        """The folded words of a mention, the first without its proclitics where they are outside the name."""
        tokens = self.text.lines[mention.line].tokens
        head = tokens[mention.first]
        return (head.norm if mention.start == head.start else head.stem, *(t.norm for t in tokens[mention.first + 1 : mention.last]))
