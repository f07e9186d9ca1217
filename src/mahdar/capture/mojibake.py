"""UTF-8 that was read as a Windows code page and saved as UTF-8 again ("Ø§Ù„", "ط§ظ„" for ال), put right where that is certain.

A line is mojibake where every letter in it beyond ASCII belongs to a run that, written in the code page, is valid UTF-8.
Real Arabic never is: two of its letters side by side, written as Windows-1256, are no UTF-8. A text is repaired where the lines
that are mojibake read as Arabic when put right, and hold more known words than the rest of it, so that a page that quotes a garbled
word, or is about them, stays as it is.
"""

from __future__ import annotations

import re
from itertools import product

from mahdar.capture.plausible import reading
from mahdar.model import Noun

UTF8_CHAR = (
    r"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    r"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
"""A regular expression for a character beyond ASCII in UTF-8."""

_ROUNDS = 2
_BEFORE = 1_000
_SAMPLE = 200_000
_RUN = re.compile(f"(?:{UTF8_CHAR})+")
_SEGMENT = re.compile("[^\n\r<>]+")  # a line, or what stands between two tags


def _reader(codec: str) -> dict[int, str]:
    """What each byte from 0x80 becomes in ``codec``; the bytes that it lacks stay control characters, as in browsers."""
    return {byte: bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in range(0x80, 0x100)}


_READERS = {"windows-1256": _reader("cp1256"), "windows-1252": _reader("cp1252")}
_WRITERS = {name: {ord(char): chr(byte) for byte, char in table.items()} for name, table in _READERS.items()}
# As Latin-1 read it, which keeps the bytes from 0x80 to 0x9F, and mixed with Windows-1252.
_WRITERS["windows-1252"] |= {byte: chr(byte) for byte in range(0x80, 0xA0)}
for _table in _WRITERS.values():  # what a code page lacks can't have come from it, and is no byte
    _table.update((char, "\uffff") for char in range(0x80, 0x100) if char not in _table)

_CONTROL = re.compile("[\x7f-\x9f]")


def _garble(text: str, codecs: tuple[str, ...]) -> str:
    for codec in codecs:
        text = text.encode().decode("latin-1").translate(_READERS[codec])
    return text


_LAYERS = tuple(codecs for rounds in range(1, _ROUNDS + 1) for codecs in product(_READERS, repeat=rounds))
_SIGNS = {codecs: _garble("ا", codecs) for codecs in _LAYERS}  # no Arabic text is without an alif


class Repair(Noun, frozen=True, kw_only=True):
    """A text put right: ``codecs`` are the code pages that it was read as, the first first, ``left`` the garbled lines left as they were."""

    text: str
    codecs: tuple[str, ...]
    lines: int
    left: int


def repair(text: str) -> Repair | None:
    """``text`` with its mojibake put right, or None where it has none or where that isn't certain."""
    # The fewest layers first; a text of two layers doesn't read as Arabic after one.
    for codecs in _LAYERS:
        at = text.find(_SIGNS[codecs])
        # The stretch where it begins is tried first, so that a huge page costs no more than its mojibake is worth.
        if at >= 0 and _undo(text[max(0, at - _BEFORE) : at + _SAMPLE], codecs) and (found := _undo(text, codecs)):
            return found
    return None


def _undo(text: str, codecs: tuple[str, ...]) -> Repair | None:
    """``text`` put right if it was read as ``codecs`` one after the other."""
    pieces: list[str] = []
    mended: list[str] = []
    rest: list[str] = []
    left = at = 0
    for segment in _SEGMENT.finditer(text):
        line = segment.group()
        if line.isascii():
            continue
        right: str | None = line
        for codec in reversed(codecs):
            right = _undo_line(right, codec) if right is not None else None
        if right is None or _CONTROL.search(right):
            left += _SIGNS[codecs] in line
            rest.append(line)
            continue
        pieces += [text[at : segment.start()], right]
        mended.append(right)
        at = segment.end()
    pieces.append(text[at:])
    better, other = reading("\n".join(mended)), reading("\n".join(rest))
    if not better.certain or better.known <= other.known:
        return None
    return Repair(text="".join(pieces), codecs=codecs, lines=len(mended), left=left)


def _undo_line(line: str, codec: str) -> str | None:
    """One layer taken off ``line``; None where it has a letter beyond ASCII that is no part of mojibake, or no mojibake at all."""
    as_bytes = line.translate(_WRITERS[codec])
    pieces: list[str] = []
    at = 0
    for run in _RUN.finditer(as_bytes):
        pieces += [line[at : run.start()], run.group().encode("latin-1").decode("utf-8")]
        at = run.end()
    pieces.append(line[at:])
    garbled = at > 0 and not any(char.isalpha() and not char.isascii() for piece in pieces[::2] for char in piece)
    return "".join(pieces) if garbled else None
