"""Clauses: the stretches of a sentence that have, as far as marks and small words tell, a predicate of their own.

A clause begins with its sentence; after a comma, semicolon, colon or a dash between spaces; at a word or phrase that opens one (أن، حيث،
الذي، غير أن); at و or ف before a verb or particle (وأضاف، وقد، وهو); with a parenthesis, and with a quotation of four words or more. After a
parenthesis or quotation the clause around it goes on. Marks belong to the clause that they end, opening marks to the one that they open.
A comma between the members of a list opens a clause too: form alone can't tell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from mahdar.arabic.enclosed import Enclosed, whole
from mahdar.arabic.fold import fold
from mahdar.arabic.text import Line
from mahdar.arabic.tokens import Token
from mahdar.arabic.verbs import VerbForm, past_forms, present_forms
from mahdar.knowledge import Knowledge

Opened = Literal[
    "sentence", "comma", "semicolon", "colon", "dash", "parenthesis", "quotation", "resumed", "that", "subordinator", "relative", "coordinator"
]
"""What opens a clause. ``that`` is أن or إن and introduces content; ``coordinator`` is و, ف, ثم, لكن …; a clause ``resumed`` goes on after
a parenthesis or quotation in it."""

_SEPARATORS: dict[str, Opened] = {"،": "comma", ",": "comma", "؛": "semicolon", ";": "semicolon", ":": "colon", "–": "dash", "—": "dash", "-": "dash"}
_ENDING = frozenset("،,؛;:.!؟?…")
"""Marks that belong to what they stand behind."""
_AND = frozenset("وف")
_QUOTED_WORDS = 4
_IMPERFECT_LETTERS = 4


class Clause(msgspec.Struct, frozen=True):
    """A clause: tokens ``first`` to ``last`` (exclusive) of a line, in the sentence with index ``sentence``.

    ``opened`` says by what; ``word`` are the tokens of the word or phrase that opens it (first, last + 1), None where a mark or the
    sentence does. ``resumes`` is the index of the clause that this one goes on with, where it is ``resumed``.
    """

    first: int
    last: int
    sentence: int
    opened: Opened
    word: tuple[int, int] | None = None
    resumes: int | None = None


class Clauses(msgspec.Struct, frozen=True):
    """The clauses of a line in order; each token is in one."""

    all: tuple[Clause, ...]

    def index(self, token: int) -> int:
        """The index in ``all`` of the clause that holds the token with index ``token``, in logarithmic time; the last one's past the end."""
        return max(0, bisect_right(self.all, token, key=_first) - 1)

    def at(self, token: int) -> Clause:
        """The clause that holds the token with index ``token``. Raises `IndexError` where the line has none."""
        return self.all[self.index(token)]

    def tokens(self, token: int) -> Iterator[int]:
        """All tokens of the clause that holds ``token``, those before and after what interrupts it too, in order."""
        head = self.index(token)
        while (back := self.all[head].resumes) is not None:
            head = back
        yield from range(self.all[head].first, self.all[head].last)
        for k in range(head + 1, len(self.all)):
            if self.all[k].sentence != self.all[head].sentence:
                break
            if self.all[k].resumes == head:
                yield from range(self.all[k].first, self.all[k].last)


def _first(clause: Clause) -> int:
    return clause.first


class _Begun(NamedTuple):
    """A clause of which the end isn't known yet."""

    first: int
    opened: Opened
    word: tuple[int, int] | None = None
    resumes: int | None = None


class ClauseFinder:
    """Finds the clauses of lines with the words of a `knowledge.Knowledge`. Pure."""

    def __init__(self, knowledge: Knowledge) -> None:
        openers, after_and = knowledge.sentences.openers, knowledge.sentences.after_and
        self._phrases: _Phrases = {}
        _put(self._phrases, openers.that, "that")
        _put(self._phrases, openers.subordinator, "subordinator")
        _put(self._phrases, openers.relative, "relative")
        _put(self._phrases, openers.coordinator, "coordinator")
        self._after_and: _Phrases = {}
        _put(self._after_and, after_and.words, "coordinator")
        self._nouns = frozenset(fold(n) for n in (*after_and.nouns, *(verb.noun for verb in knowledge.verbs if verb.noun)))
        pairs = [*((verb.past, verb.present) for verb in knowledge.verbs), *after_and.verbs]
        tables = [table for past, present in pairs for table in (past_forms(past), present_forms(present) if present else {})]
        self._verbs = frozenset(form for table in tables for form, reading in table.items() if _like_no_noun(reading))

    def find(self, line: Line) -> Clauses:
        """The clauses of ``line``, in time linear in its tokens."""
        asides, heads = _asides(line)
        out: list[Clause] = []
        for number, (first, last) in enumerate(line.sentences):
            self._sentence(line.tokens, asides, heads, number, first, last, out)
        return Clauses(tuple(out))

    def _sentence(
        self, tokens: Sequence[Token], asides: Mapping[int, _Aside], heads: Container[int], number: int, first: int, last: int, out: list[Clause]
    ) -> None:
        """Add the clauses of the sentence ``first:last`` to ``out``."""
        begun = _Begun(first, "sentence")
        interrupted: list[tuple[int, int | None]] = []  # where each aside ends that is open, and the clause that goes on after it
        past_word = first
        after_mark = True
        for i in range(first, last):
            mark = tokens[i].kind == "mark"
            nothing_here = not (mark or after_mark or tokens[i].norm[0] in _AND or tokens[i].norm in self._phrases)
            after_mark = mark
            if nothing_here:
                continue
            opening: _Begun | None = None
            while interrupted and i >= interrupted[-1][0]:
                _, resumes = interrupted.pop()
                opening = _Begun(i, "resumed", resumes=resumes)
            if mark and tokens[i].surface in _ENDING:
                if opening is not None:
                    interrupted.append((i + 1, opening.resumes))  # the mark belongs to the aside before it
                continue
            if i > first and (separated := _separator(tokens, i - 1)) is not None:
                opening = _Begun(i, separated)
            if i in heads:
                opening = _Begun(i, "sentence")
            if i in asides and not self._only_opener(begun, i):
                end, opened = asides[i]
                if i > begun.first and (opening is None or opening.opened == "resumed"):
                    clause = opening.resumes if opening is not None else begun.resumes if begun.resumes is not None else len(out)
                    interrupted.append((end, clause))
                elif end < last:
                    interrupted.append((end, None))
                opening = _Begun(i, opened)
            elif i >= past_word and (found := self._opener(tokens, i, last)) is not None:
                past_word = found[1]
                if begun.first == i - 1 and begun.opened in ("parenthesis", "quotation"):
                    begun = begun._replace(word=(i, found[1]))  # (وهو …)
                else:
                    opening = _Begun(i, found[0], (i, found[1]))
            if opening is not None:
                if i > begun.first:
                    out.append(Clause(begun.first, i, number, begun.opened, begun.word, begun.resumes))
                begun = opening
        if last > begun.first:
            out.append(Clause(begun.first, last, number, begun.opened, begun.word, begun.resumes))

    def _only_opener(self, begun: _Begun, i: int) -> bool:
        """Whether nothing but the opening word of the clause stands before token ``i`` (أن "…"): the clause is what follows."""
        return begun.word is not None and begun.word[1] == i

    def _opener(self, tokens: Sequence[Token], i: int, last: int) -> tuple[Opened, int] | None:
        """What opens a clause at token ``i`` and the token after its last, if a word or phrase does."""
        token = tokens[i]
        if found := _match(self._phrases, tokens, i, token.norm, last):
            return found
        if token.norm in _AND and i + 1 < last:
            head, rest, future = i + 1, tokens[i + 1].norm, tokens[i + 1].pro == "س"
        elif token.pro[:1] in _AND:
            head, rest, future = i, token.norm[1:], token.pro[1:] == "س"
        else:
            return None
        if found := _match(self._phrases, tokens, head, rest, last) or _match(self._after_and, tokens, head, rest, last):
            return found
        if future or (rest not in self._nouns and (rest in self._verbs or (rest.startswith("ي") and len(rest) >= _IMPERFECT_LETTERS))):
            return "coordinator", head + 1
        return None


def _like_no_noun(form: VerbForm) -> bool:
    """Whether a verb's form is one that nouns seldom have: without a pronoun (بقيه is بقية too), no past dual (امرا)."""
    return not form.pronoun and (form.shape == "present" or form.number != "d")


_Phrases = dict[str, list[tuple[tuple[str, ...], Opened]]]
"""Phrases by their first word: the rest of their words, and what they open. The longest first."""
_Aside = tuple[int, Opened]
"""The token after an aside, and what it is."""


def _put(phrases: _Phrases, words: Iterable[str], opened: Opened) -> None:
    for phrase in words:
        head, *rest = fold(phrase).split()
        known = phrases.setdefault(head, [])
        known.append((tuple(rest), opened))
        known.sort(key=lambda row: -len(row[0]))


def _match(phrases: _Phrases, tokens: Sequence[Token], head: int, word: str, last: int) -> tuple[Opened, int] | None:
    """The longest phrase whose first word is ``word``, at token ``head``."""
    following = tokens[head + 1].norm if head + 1 < last else ""
    for rest, opened in phrases.get(word, ()):
        end = head + 1 + len(rest)
        if not rest or (rest[0] == following and end <= last and all(tokens[head + 1 + k].norm == rest[k] for k in range(1, len(rest)))):
            return opened, end
    return None


def _separator(tokens: Sequence[Token], i: int) -> Opened | None:
    """What the mark at token ``i`` opens behind it."""
    opened = _SEPARATORS.get(tokens[i].surface)
    if opened == "dash" and not (i and tokens[i - 1].end < tokens[i].start and tokens[i].end < tokens[i + 1].start):
        return None  # 30-31, موسكو-دمشق
    if opened == "colon" and tokens[i + 1].kind == "number" and tokens[i].end == tokens[i + 1].start:
        return None  # 14:00
    return opened


def _asides(line: Line) -> tuple[dict[int, _Aside], set[int]]:
    """What interrupts clauses, by the index of the token of its opening mark: parentheses, and quotations of some words; with the
    tokens at which sentences begin inside them."""
    out: dict[int, _Aside] = {}
    heads: set[int] = set()

    def put(enclosed: Enclosed, opened: Opened) -> None:
        first, last = line.token_at(enclosed.start), line.token_at(enclosed.end)
        if enclosed.opening and (opened == "parenthesis" or last - first >= _QUOTED_WORDS + 2):
            out[first] = last, opened
            heads.update(head for head, _ in line.sentences_in(enclosed)[1:])
            for child in enclosed.children:
                put(child, opened)

    for parenthesis in whole(line.parentheses):
        put(parenthesis, "parenthesis")
    for quotation in line.quotations:
        put(quotation, "quotation")
    return out, heads
