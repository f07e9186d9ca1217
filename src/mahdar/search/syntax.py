"""The query language: from what a person writes to a tree. ``docs/search.md`` tells it.

A query is words, all of which are to be found; ``"a phrase"``; a beginning (``مفاوض*``); ``AND``, ``OR``, ``NOT`` (و، أو، ليس standing alone) with
parentheses; and fields (``speaker:lavrov``). ``AND`` binds closer than ``OR``. Reading takes time in proportion to the query's length.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, TypeAlias, get_args

import msgspec

from mahdar.errors import UsageError
from mahdar.model import Act, MeetingKind, NameKind, StatementKind

Field = Literal["actor", "speaker", "addressee", "act", "kind", "issue", "outlet", "meeting", "process"]
"""Fields that hold an id, a name or a word of the model."""
Type = Literal["entity", "meeting", "statement", "page"]
"""What there is to find, in the order in which it is told."""

TIMES = ("since", "until", "date")
FIELDS: tuple[str, ...] = (*get_args(Field), *TIMES, "type")
"""All fields."""
ARABIC = {
    "فاعل": "actor", "قائل": "speaker", "مخاطب": "addressee", "فعل": "act", "صيغة": "kind", "قضية": "issue", "وسيلة": "outlet", "اجتماع": "meeting",
    "مسار": "process", "منذ": "since", "حتى": "until", "تاريخ": "date", "نوع": "type",
}  # fmt: skip
"""Their names in Arabic."""
OPERATORS = {"AND": "and", "OR": "or", "NOT": "not", "و": "and", "أو": "or", "او": "or", "ليس": "not"}
VALUES: dict[str, tuple[str, ...]] = {
    "act": get_args(Act),
    "kind": (*get_args(StatementKind), *get_args(MeetingKind), *get_args(NameKind)),
    "type": get_args(Type),
}
"""The values of the fields that have only these."""

DEEPEST = 40
"""So many parentheses may stand inside one another."""
LONGEST = 2_000
"""Code points of a query."""

_TOKEN = re.compile(r'(?P<space>\s+)|(?P<open>\()|(?P<close>\))|["«“](?P<phrase>[^"»”]*)(?P<shut>["»”]?)|(?P<word>[^\s()"«“]+)')
_FIELD = re.compile(r"([^\W\d_]+):")
_DAY = re.compile(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

Fault = Literal["empty", "long", "word", "open", "close", "quote", "field", "value", "one-of", "day", "order", "deep"]


class QueryError(UsageError):
    """A query that can't be read. ``at`` is the code point in it where what was ``expected`` wasn't found (its length at its end), ``fault`` says
    what is wrong for a face that tells it in other words, ``got`` is what stands there."""

    def __init__(self, fault: Fault, at: int, expected: str, got: str) -> None:
        super().__init__(f"query, character {at + 1}: expected {expected}, got {got!r}" if got else f"query, at its end: expected {expected}")
        self.fault, self.at, self.expected, self.got = fault, at, expected, got


class Words(msgspec.Struct, frozen=True):
    """Words that stand together as they are written: one word, or a phrase. ``starts`` says that the last is but the beginning of a word."""

    text: str
    starts: bool = False


class Has(msgspec.Struct, frozen=True):
    """A field with its value; ``at`` is where the value stands in the query."""

    field: Field
    value: str
    at: int


class Sort(msgspec.Struct, frozen=True):
    """One sort of results."""

    type: Type


class Dates(msgspec.Struct, frozen=True):
    """Published in the time from ``since`` to ``until``, both included: a year, month or day; None leaves it open."""

    since: str | None
    until: str | None


class Not(msgspec.Struct, frozen=True):
    """What isn't to be found."""

    of: Node


class All(msgspec.Struct, frozen=True):
    """All of ``of``."""

    of: tuple[Node, ...]


class Some(msgspec.Struct, frozen=True):
    """At least one of ``of``."""

    of: tuple[Node, ...]


Node: TypeAlias = Words | Has | Sort | Dates | Not | All | Some


class _Token(msgspec.Struct, frozen=True):
    kind: Literal["and", "or", "not", "open", "close", "node", "end"]
    at: int
    text: str
    node: Node | None = None


def parse(query: str) -> Node:
    """The tree of ``query``. Raises `QueryError`, which points at the character, for what is no query."""
    if len(query) > LONGEST:
        raise QueryError("long", LONGEST, f"at most {LONGEST} characters", query[LONGEST : LONGEST + 20])
    return _Parser(_tokens(query)).whole()


class _Parser:
    """Reads by descent, a level for each pair of parentheses and none else."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._next = 0

    def whole(self) -> Node:
        found = self._some(0)
        token = self._tokens[self._next]
        if token.kind == "close":
            raise QueryError("open", token.at, "an opening parenthesis before this one", token.text)
        return found

    def _some(self, depth: int) -> Node:
        parts = [self._all(depth)]
        while self._tokens[self._next].kind == "or":
            self._next += 1
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def _all(self, depth: int) -> Node:
        parts = [self._one(depth)]
        while (kind := self._tokens[self._next].kind) in ("and", "not", "open", "node"):
            self._next += kind == "and"
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self, depth: int) -> Node:
        denied = False
        while self._tokens[self._next].kind == "not":
            denied = not denied
            self._next += 1
        token = self._tokens[self._next]
        if token.kind == "node" and token.node is not None:
            self._next += 1
            found = token.node
        elif token.kind == "open":
            if depth == DEEPEST:
                raise QueryError("deep", token.at, f"at most {DEEPEST} parentheses inside one another", token.text)
            self._next += 1
            found = self._some(depth + 1)
            shut = self._tokens[self._next]
            if shut.kind != "close":
                raise QueryError("close", shut.at, "a closing parenthesis", shut.text)
            self._next += 1
        else:
            raise QueryError("empty" if len(self._tokens) == 1 else "word", token.at, "a word, a phrase or a field", token.text)
        return Not(found) if denied else found


def _tokens(query: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while at < len(query):
        match = _TOKEN.match(query, at)
        assert match is not None  # every character is in one of its branches
        kind, text = match.lastgroup, match.group()
        if kind in ("open", "close"):
            found.append(_Token("open" if kind == "open" else "close", at, text))
        elif kind == "shut":
            _closed(match, len(query))
            if any(char.isalnum() for char in match["phrase"]):
                found.append(_Token("node", at, text, Words(match["phrase"])))
            else:
                raise QueryError("word", at, "words between the quotation marks", text)
        elif kind == "word":
            token, end = _word(query, match)
            if token:
                found.append(token)
            at = end
            continue
        at = match.end()
    return [*found, _Token("end", len(query), "")]


def _closed(match: re.Match[str], length: int) -> None:
    if not match["shut"]:
        raise QueryError("quote", length, f"a quotation mark that closes the one at character {match.start() + 1}", "")


def _word(query: str, match: re.Match[str]) -> tuple[_Token | None, int]:
    """The token that begins with a run of characters without space, and where it ends: a quoted value of a field goes on. None for marks alone."""
    at, text = match.start(), match.group()
    if text in OPERATORS:
        kind: Literal["and", "or", "not"] = OPERATORS[text]  # type: ignore[assignment]  # it has these values
        return _Token(kind, at, text), match.end()
    field = _FIELD.match(text)
    if field and (field[1] in FIELDS or field[1] in ARABIC or field[1].isascii()):
        return _field(query, at, field, match)
    starts = text.endswith("*")
    bare = text.rstrip("*")
    if not any(char.isalnum() for char in bare):
        return None, match.end()
    return _Token("node", at, text, Words(bare, starts=starts)), match.end()


def _field(query: str, at: int, field: re.Match[str], match: re.Match[str]) -> tuple[_Token, int]:
    name = ARABIC.get(field[1], field[1])
    if name not in FIELDS:
        raise QueryError("field", at, f"one of the fields {', '.join(FIELDS)}", field[1])
    value_at, end = at + field.end(), match.end()
    value = query[value_at:end]
    if not value and query[end : end + 1] in tuple('"«“'):
        quoted = _TOKEN.match(query, end)
        assert quoted is not None
        _closed(quoted, len(query))
        value, value_at, end = quoted["phrase"], end + 1, quoted.end()
    if not value.strip():
        raise QueryError("value", value_at, f"a value of {name} right behind the colon", query[value_at : value_at + 1])
    return _Token("node", at, query[at:end], _having(name, value, value_at)), end


def _having(name: str, value: str, at: int) -> Node:
    if name in VALUES and value not in VALUES[name]:
        raise QueryError("one-of", at, f"one of {', '.join(VALUES[name])}", value)
    if name == "type":
        return Sort(msgspec.convert(value, Type))
    if name not in TIMES:
        return Has(msgspec.convert(name, Field), value, at)
    first, dots, last = value.partition("..") if name == "date" else (value, "", "")
    for day, start in ((first, at), (last, at + len(first) + len(dots))):
        if day and not _is_day(day):
            raise QueryError("day", start, "a year, month or day as 2018, 2018-09 or 2018-09-02", day)
    if not first and not last:
        raise QueryError("day", at, "a year, month or day as 2018, 2018-09 or 2018-09-02", value)
    if first and last and first[: len(last)] > last[: len(first)]:
        raise QueryError("order", at, "the earlier date first", value)
    if name == "since":
        return Dates(first, None)
    if name == "until":
        return Dates(None, first)
    return Dates(first or None, last or None) if dots else Dates(first, first)


def _is_day(value: str) -> bool:
    found = _DAY.fullmatch(value)
    if not found:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True
