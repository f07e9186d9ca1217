"""Whether a page says that something was said at a meeting: «وقال لافرينتييف في بداية الجولة الـ19» does, a page that tells of both doesn't."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources

import msgspec

from mahdar.arabic import fold
from mahdar.model import Span

REACH = 6
"""So many words before the name of the meeting are looked at."""

_NEAR = 2
"""A preposition stands so many words before the name at most."""

_WORD = re.compile(r"\w+")
_END = re.compile(r"[.!؟?؛\n]")


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    at: frozenset[str]
    near: frozenset[str]
    parts: frozenset[str]
    attending: frozenset[str]
    during: frozenset[str]
    away: frozenset[str]


def said_there(text: str, content: Sequence[Span], tellers: Iterable[Span], names: Iterable[Span]) -> Span | None:
    """The words of ``text`` that place a saying at a meeting, or None where none do: one of the ``names`` of the meeting that stands in the sentence
    which tells who says it, outside what is said, with the preposition before it.

    ``content`` are the parts of what is said, ``tellers`` the words that tell so and who says it.
    """
    first = min(span.start for span in content)
    line = text.rfind("\n", 0, first) + 1
    # Who speaks may be named a line before, in another sentence.
    told = [*content, *(span for span in tellers if span.start >= line)]
    start, end = _sentence(text, min(span.start for span in told), max(span.end for span in told))
    for name in sorted(names, key=lambda span: (span.start, span.end)):
        if start <= name.start and name.end <= end and not any(name.overlaps(part) for part in content):
            # What stands before the name on this side of what is said.
            edge = max([start, *(part.end for part in content if part.end <= name.start)])
            placed = _placed(text, edge, name.start)
            if placed is not None:
                return Span(start=placed, end=name.end)
    return None


def _placed(text: str, start: int, end: int) -> int | None:
    """Where the word that places something at what is named at ``end`` begins; None where the nearest such word puts it elsewhere."""
    words = _words()
    before = list(_WORD.finditer(text, start, end))[-REACH:]
    for distance, found in enumerate(reversed(before), start=1):
        forms = _forms(found.group())
        earlier = before[: -distance or None][-_NEAR:]
        turned = {form for one in earlier for form in _forms(one.group())}
        if not forms.isdisjoint(words.attending):  # خلال مشاركته في الجولة
            since = next((one for one in earlier if not words.during.isdisjoint(_forms(one.group()))), None)
            return since.start() if since is not None and words.away.isdisjoint(turned) else None
        if not forms.isdisjoint(words.away):
            return None
        if earlier and not words.attending.isdisjoint(_forms(earlier[-1].group())):
            continue
        if earlier and not forms.isdisjoint(words.parts) and not words.near.isdisjoint(_forms(earlier[-1].group())):
            return earlier[-1].start()  # في اليوم الثاني من الجولة
        if not forms.isdisjoint(words.at) or (distance <= _NEAR and not forms.isdisjoint(words.near)):
            # A word further before may still turn it: في تعليق على نتائج الجولة، عن مشاركته في الجولة.
            return None if not words.away.isdisjoint(turned) else found.start()
    return None


def _forms(word: str) -> set[str]:
    """A word folded, also without a conjunction or preposition that is written with it (وخلال، بختام)."""
    folded = fold(word)
    return {folded, *([folded[1:]] if folded[:1] in "وفبل" and len(folded) > 3 else [])}


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, in its line, that holds these characters."""
    line = text.rfind("\n", 0, start) + 1
    first = max([line, *(found.end() for found in _END.finditer(text, line, start))])
    last = _END.search(text, end)
    return first, last.start() if last else len(text)


@lru_cache(maxsize=1)
def _words() -> _Words:
    told = tomllib.loads(resources.files(__package__).joinpath("occasions.toml").read_text("utf-8"))
    return _Words(**{name: frozenset(map(fold, told[name])) for name in _Words.__struct_fields__})
