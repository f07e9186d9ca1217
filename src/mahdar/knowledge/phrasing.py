"""Patterns of words: a small language for how a thing is worded, without loops, so that matching is linear and bounded.

A pattern is words with spaces between. ``(a b|c)`` is one of several wordings, ``?`` after a word, a class or a bracket makes it
optional, and a class in braces stands for words that the knowledge lists:

- ``{round}`` what is counted (جولة، اجتماع، دورة …);
- ``{talks}`` a noun of talks (محادثات، مفاوضات، مسار …);
- ``{ordinal}`` a number in any form (السابعة، الـ19، رقم 7, 7);
- ``{word}`` any one word.

A word without the article stands for the word with or without it, and with whatever is written onto it (وبجولتها); a word with the
article for that only. A pattern is spelt out into all its plain wordings; `ways` gives them, and `mahdar.arabic.phrases` matches them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import product

import msgspec

CLASSES = ("round", "talks", "ordinal", "word")
LONGEST, MOST, DEEPEST = 16, 256, 4
"""Words that a wording may have, wordings that a pattern may have, brackets inside each other."""
_MOST_LETTERS = 500

_PART = re.compile(r"\{[^{}]*\}|[(){}|?]|[^\s(){}|?]+")
_JOINED = re.compile(r"[^\W_]+|\+")
_SIGNS = re.compile(r"[*\\\[\]^$]|^\+|\+$")


class Atom(msgspec.Struct, frozen=True):
    """A word, or a class in braces."""

    text: str
    is_class: bool = False


Way = tuple[Atom, ...]


class _Choice(msgspec.Struct, frozen=True):
    """Alternatives, each a sequence; an empty one where nothing will do."""

    branches: tuple[tuple[Atom | _Choice, ...], ...]


def ways(pattern: str) -> tuple[Way, ...]:
    """All wordings of a pattern, in its order. Raises `ValueError` with what was expected and what was got."""
    parts = _PART.findall(pattern)
    if len(pattern) > _MOST_LETTERS:
        raise ValueError(f"expected at most {_MOST_LETTERS} characters, got {len(pattern)}; write it as several")
    if not parts:
        raise ValueError(f"expected words, got {pattern!r}, which has none; take it out, or write how pages word a meeting of the series")
    sequences, at = _branches(parts, 0, 0)
    if at < len(parts):
        raise ValueError(f"expected as many brackets open as closed, got {pattern!r}; take out the last `)` or open it")
    if sum(map(_count, sequences)) > MOST:
        raise ValueError(f"expected at most {MOST} wordings in one pattern, got more; write it as several")
    found = tuple(dict.fromkeys(way for sequence in sequences for way in _spelt(sequence)))
    for way in found:
        if not way:
            raise ValueError(f"expected words that must be there, got {pattern!r}, in which all may be missing")
        if len(way) > LONGEST:
            raise ValueError(f"expected at most {LONGEST} words, got {len(way)} in «{shown(way)}»; a pattern is the naming, not the sentence")
    return found


def without_own_word(found: Iterable[Way], is_common: Callable[[str], bool]) -> Way | None:
    """The first wording that names nothing in particular: whose words are all classes, single letters or common."""
    return next((way for way in found if not any(_is_own(atom) and not is_common(atom.text) for atom in way)), None)


def shown(way: Way) -> str:
    """A wording as it would stand in a pattern."""
    return " ".join(f"{{{atom.text}}}" if atom.is_class else atom.text for atom in way)


def _is_own(atom: Atom) -> bool:
    return not atom.is_class and (len(atom.text) > 1 or atom.text == "+")  # 5+5


def _branches(parts: list[str], at: int, depth: int) -> tuple[list[tuple[Atom | _Choice, ...]], int]:
    """The alternatives from ``at`` on to a closing bracket or the end, and where that is."""
    out: list[tuple[Atom | _Choice, ...]] = []
    sequence: list[Atom | _Choice] = []
    while at < len(parts) and parts[at] != ")":
        part = parts[at]
        at += 1
        if part == "|":
            out.append(tuple(sequence))
            sequence = []
        elif part == "?":
            if not sequence:
                raise ValueError("expected a word, a class or a bracket before `?`, got none")
            sequence[-1] = _Choice(branches=((sequence[-1],), ()))
        elif part == "(":
            if depth == DEEPEST:
                raise ValueError(f"expected at most {DEEPEST} brackets inside each other, got more; write it as several patterns")
            inner, at = _branches(parts, at, depth + 1)
            if at == len(parts):
                raise ValueError("expected `)` for each `(`, got one that is not closed")
            at += 1
            sequence.append(_Choice(branches=tuple(inner)))
        elif part.startswith("{"):
            name = part[1:-1].strip()
            if name not in CLASSES:
                raise ValueError(f"expected one of {', '.join(f'{{{c}}}' for c in CLASSES)}, got {part!r}")
            sequence.append(Atom(name, is_class=True))
        elif part == "}":
            raise ValueError("expected `{` before `}`, got none")
        elif _SIGNS.search(part) or not (words := _JOINED.findall(part)):
            raise ValueError(f"expected words, `(a|b)`, `?` and classes in braces, got {part!r}; there are no regular expressions here")
        else:
            sequence += map(Atom, words)
    out.append(tuple(sequence))
    return out, at


def _count(sequence: tuple[Atom | _Choice, ...]) -> int:
    """How many wordings a sequence has, or more than `MOST` where it has more."""
    count = 1
    for part in sequence:
        if isinstance(part, _Choice):
            count = min(count * sum(map(_count, part.branches)), MOST + 1)
    return count


def _spelt(sequence: tuple[Atom | _Choice, ...]) -> Iterator[Way]:
    choices: list[list[Way]] = [
        [(part,)] if isinstance(part, Atom) else [way for branch in part.branches for way in _spelt(branch)] for part in sequence
    ]
    for chosen in product(*choices):
        yield tuple(atom for way in chosen for atom in way)
