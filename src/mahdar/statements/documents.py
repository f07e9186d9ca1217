"""Texts that carry statements (a communiqué, a letter, an article): whose they are, and which of an author's is meant.

قال لافروف في بيان → lavrov-statement                    his own
قالت المتحدثة باسم الخارجية الروسية في بيان → russia-mfa-statement      who speaks for a body issues its communiqués
وأضافت في بيان منفصل → russia-mfa-statement-2              told from the one before by a word, a number or a day
وأكد البيان                                                 the one told last
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

import msgspec

from mahdar.arabic import fold
from mahdar.model import Entity
from mahdar.names import Mention, PageNames
from mahdar.statements.chainwords import DocumentWords
from mahdar.statements.speaker import Ref, Speakers
from mahdar.statements.view import LineView

_NEAR = 4


class Author(msgspec.Struct, frozen=True):
    """Who a text is of, and the page's words for it."""

    entity: str
    label: str


class Told(msgspec.Struct, frozen=True):
    """A text that the page told of at ``offset``: its author and sort, its id, and the day in the words beside it."""

    offset: int
    author: Author
    sort: str
    id: str
    day: str


class Documents:
    """The carrying texts of one page; ``added`` are their entities. Lives for one page."""

    def __init__(self, words: DocumentWords, names: PageNames, speakers: Speakers, labels: Mapping[str, Mapping[str, str]]) -> None:
        self._words = words
        self._names = names
        self._issued = dict(names.authors)
        self._authors = names.authors
        self._speakers = speakers
        self._labels = labels
        self._told: list[Told] = []
        self._by_author: dict[tuple[str, str], list[Told]] = {}
        self.added: dict[str, Entity] = {}

    def sort_at(self, view: LineView, i: int) -> str | None:
        """The sort of the text whose noun stands at token ``i``; None where none does."""
        if not 0 <= i < len(view.tokens) or view.mention_on(i) is not None:
            return None
        token = view.tokens[i]
        if token.stem in self._words.interviews or token.bare in self._words.interviews:  # في مقابلة تلفزيونية: its own text where no medium is named
            return "tv-interview" if view.stem(i + 1) in self._words.broadcast else None
        return self._words.sorts.get(token.stem) or self._words.sorts.get(token.bare)

    def told(self, view: LineView, i: int, author: Author) -> str:
        """The id of the text of ``author`` whose noun stands at token ``i``."""
        sort = self.sort_at(view, i) or "statement"
        earlier = self._by_author.setdefault((author.entity, sort), [])
        number, day = self._number(view, i), self._day(view, i)
        before = earlier[-1] if earlier else None
        if number:
            id_ = f"{author.entity}-{sort}-{number}"
        elif before is None or (not self._is_apart(view, i) and (not day or not before.day or day == before.day)):
            id_ = before.id if before else f"{author.entity}-{sort}"
        else:
            same = next((t.id for t in reversed(earlier[-_NEAR:]) if day and t.day == day), None)
            id_ = same or f"{author.entity}-{sort}-{len({t.id for t in earlier}) + 1}"
        if before is None or before.id != id_ or (day and not before.day):
            told = Told(view.tokens[i].start, author, sort, id_, day)
            earlier.append(told)
        else:
            told = msgspec.structs.replace(before, offset=view.tokens[i].start)
        self._told.append(told)
        self._know(id_, author, sort)
        return id_

    def author_at(self, view: LineView, i: int) -> Author | None:
        """Who the words after the noun at token ``i`` tell as its author (بيان لوزارة الدفاع، بيان صادر عن …، بيان القيادة العامة للجيش)."""
        if (entity := self._issued.get(view.tokens[i].start)) is not None:
            return self._author(entity, "")
        mention = self._owner(view, i)
        if mention is not None:
            return self._author(mention.entity, view.text[mention.start : mention.end])
        at = self._issuer(view, i)
        someone = self._speakers.someone_at(view, at) if at else None
        if someone is None or someone.ref.document or someone.sort == "people" or someone.kind in ("place", "event"):
            return None
        if someone.sort == "phrase" and (at == i + 1 or view.tokens[at].enclitic):
            return None  # a noun is sure to be who issued it only after a word of issuing; صادر عن مكتبه is of who speaks
        ref = self._speakers.again(view, someone.ref)
        return Author(ref.entity, ref.label)

    def _issuer(self, view: LineView, i: int) -> int:
        """Where the words for who issued the text may begin: right after its noun (بيان المتحدثة باسم …، بيان للوزارة), after a verb of issuing with
        its pronoun (بيان أصدرته الوزارة، البيان الذي نشره …) or after صادر عن; 0 where nothing is told."""
        at = i + 1
        if view.word(at) in view.words.relatives:
            at += 1
        if view.stem(at) in self._words.issuing:
            return at + 1
        if view.stem(i + 1).startswith("صادر") and view.word(i + 2) in view.words.issued_by:
            return i + 3
        beside = at == i + 1 and view.pro(at) in ("", "ل") and not view.tokens[i].definite and view.role_at(at) is not None
        return at if beside else 0

    def last_told(self, view: LineView, i: int) -> Told | None:
        """The text that a noun at token ``i`` means again (وأضاف البيان): the last of its sort that the page told of."""
        before, sort = view.tokens[i].start, self.sort_at(view, i)
        told = next((t for t in reversed(self._told[-2 * _NEAR :]) if t.offset < before and t.sort == sort), None)
        found = bisect_left(self._authors, (before,)) if sort == "statement" else 0
        if found and (told is None or self._authors[found - 1][0] > told.offset):
            offset, entity = self._authors[found - 1]
            author = self._author(entity, "")
            return Told(offset, author, "statement", self._known_id(author), "")
        return told

    def speaks_for_the_last(self, view: LineView, i: int) -> bool:
        """Whether the text at token ``i`` is of who spoke last where nobody is said to have issued it: a communiqué, not a report or agreement."""
        return self.sort_at(view, i) == "statement"

    def author_of(self, view: LineView, speaker: Ref) -> Author:
        """Whose text it is that ``speaker`` spoke in: the body's that a spokesperson speaks for, else the speaker's own."""
        role = view.role_at(view.token_after(speaker.start)) if view.line.start <= speaker.start < view.line.end else None
        if role is not None and role.noun in self._words.spokesmen and self._is_body(role.of):
            return self._author(role.of or "", "")
        entity = self._names.entities.get(speaker.entity)
        body = (
            next((o.of for o in entity.offices if o.role == "spokesperson" and o.basis == "stated" and self._is_body(o.of)), None) if entity else None
        )
        return self._author(body, "") if body else Author(speaker.entity, speaker.label)

    def _is_body(self, entity: str | None) -> bool:
        known = self._names.entities.get(entity) if entity else None
        return known is not None and known.kind == "organization"

    def _owner(self, view: LineView, i: int) -> Mention | None:
        """The body or person named right after the noun, or after عن, من, ل within a few words."""
        if view.pro(i + 1) not in ("", "ل"):
            return None
        for k in range(i + 1, min(i + 2 + _NEAR, len(view.tokens))):
            if view.tokens[k].kind == "mark" and view.tokens[k].surface in "،,؛:.":
                return None
            mention = view.mention_at(k)
            if mention is not None:
                linked = k == i + 1 or view.word(k - 1) in view.words.issued_by or "ل" in view.pro(k) or (k == i + 2 and "ل" in view.pro(k - 1))
                return mention if linked and mention.kind in ("organization", "person", "state") else None
            if view.pro(k) not in ("", "ل") or view.word(k) == "في":
                return None
        return None

    def _author(self, entity: str, words: str) -> Author:
        known = self._names.entities.get(entity)
        label = words or self._labels.get(entity, {}).get("ar", "") or (known.label.get("ar", "") if known else "") or entity
        return Author(entity, label)

    def _known_id(self, author: Author) -> str:
        earlier = self._by_author.get((author.entity, "statement"))
        id_ = earlier[-1].id if earlier else f"{author.entity}-statement"
        self._know(id_, author, "statement")
        return id_

    def _is_apart(self, view: LineView, i: int) -> bool:
        return any(view.word(k) in self._words.apart for k in range(i + 1, min(i + 4, len(view.tokens))))

    def _number(self, view: LineView, i: int) -> str:
        """The text's own number (البيان 16، البيان رقم 16)."""
        at = i + 1 + (view.word(i + 1) in self._words.numbered)
        token = view.tokens[at] if at < len(view.tokens) else None
        return token.norm if token is not None and token.kind == "number" and token.norm.isascii() and token.norm.isdigit() else ""

    def _day(self, view: LineView, i: int) -> str:
        """The words of the day beside the noun (في بيان الثلاثاء، في بيان، أمس)."""
        for k in range(i + 1, min(i + _NEAR, len(view.tokens))):
            if (after := view.time_at(k)) is not None:
                return fold(view.surface(k, after))
            if view.mention_on(k) is not None or view.is_an(k):
                return ""
        return ""

    def _know(self, id_: str, author: Author, sort: str) -> None:
        if id_ in self.added:
            return
        named = self._labels.get(author.entity)
        nouns = self._words.labels_of[sort]
        ordinal = id_.removeprefix(f"{author.entity}-{sort}").replace("-", " ")
        label = {"ar": f"{nouns['ar']} {named['ar'] if named else author.label}{ordinal}"}
        if named and "en" in named:
            label["en"] = f"{nouns['en']} {named['en']}{ordinal}"
        self.added[id_] = Entity(id=id_, kind="document", label=label)
