"""What can be seen of a line by itself: length, ends, bullets, share of Arabic, repetition, glued headlines."""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from mahdar.arabic import fold
from mahdar.arabic.lexicon import Lexicon
from mahdar.layout.seams import seams

_BULLET = re.compile(r"^\s*[•▪●◦‣∙·*►»>\-–—|]\s+")
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_WORD = re.compile(r"\w+")
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
_TERMINAL = re.compile(r"[.!؟?…:؛][\"”»'’)\]]*(?:\s*\([^()\n]{2,25}\)\.?)?$|[\"”»'’][)\]]?$")
"""A sentence's end, an agency in parentheses after it or not («… بعد أسبوعين. (رويترز)»)."""
_STOP = re.compile(r"[.!؟?…][\"”»'’)\]]*(?:\s|$)")
_LONG_WORDS = 20


class RawLine(msgspec.Struct, frozen=True):
    """A line that isn't blank. ``start``/``end`` leave out the white space around it; ``gap`` says that a blank line
    stands before it; ``times_seen`` how often the page has the same line; ``seams`` are the offsets at which another headline
    begins, where several run together."""

    number: int
    start: int
    end: int
    text: str
    folded: str
    words: int
    gap: bool
    indent: bool
    bullet: bool
    arabic: float
    terminal: bool
    stops: int
    times_seen: int
    seams: tuple[int, ...]


def line_key(body: str) -> str:
    """The folded words of a line, with spaces between: what makes it the same line elsewhere."""
    return " ".join(_WORD.findall(fold(body)))


def raw_lines(text: str, lexicon: Lexicon) -> tuple[RawLine, ...]:
    """The lines of ``text`` that aren't blank, with what can be seen of each."""
    found: list[tuple[int, int, int, bool, str]] = []
    at, gap = 0, True
    breaks = [*((m.start(), m.end()) for m in _BREAK.finditer(text)), (len(text), len(text))]
    for number, (stop, then) in enumerate(breaks, 1):
        raw = text[at:stop]
        body = raw.strip()
        if body:
            start = at + raw.index(body[0])
            found.append((number, start, start + len(body), gap, raw))
        gap = not body
        at = then
    keys = [line_key(text[start:end]) for _, start, end, _, _ in found]
    seen = Counter(keys)
    return tuple(
        _line(text[start:end], number, start, end, gap, raw, key, seen[key], lexicon)
        for (number, start, end, gap, raw), key in zip(found, keys, strict=True)
    )


def _line(body: str, number: int, start: int, end: int, gap: bool, raw: str, key: str, seen: int, lexicon: Lexicon) -> RawLine:
    words = key.count(" ") + 1 if key else 0
    letters = sum(map(str.isalpha, body))
    return RawLine(
        number=number,
        start=start,
        end=end,
        text=body,
        folded=key,
        words=words,
        gap=gap,
        indent=raw[:2].isspace(),
        bullet=bool(_BULLET.match(raw)),
        arabic=len(_ARABIC.findall(body)) / letters if letters else 0.0,
        terminal=bool(_TERMINAL.search(body)),
        stops=len(_STOP.findall(body)),
        times_seen=seen,
        seams=tuple(start + at for at in seams(body, lexicon.frequency)) if words >= _LONG_WORDS else (),
    )
