"""Bytes that are not UTF-8: which encoding of Arabic they are in, and pages that are UTF-8 but for some places."""

from __future__ import annotations

import re
from itertools import groupby

from charset_normalizer import from_bytes

from mahdar.capture.declared import CODECS, Declared
from mahdar.capture.mojibake import UTF8_CHAR
from mahdar.capture.plausible import reading
from mahdar.model import Noun

_ARABIC = ("windows-1256", "iso-8859-6", "ibm720")
_DECLARED_ONLY = ("x-mac-arabic", "ibm864")  # they differ from those above in signs alone, or in the shapes of letters
_AHEAD = 0.2
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC_LETTER = re.compile("[\u0621-\u063a\u0641-\u064a\u066e-\u06d3\ufe70-\ufefc]")
_HIGH = re.compile(rb"[\x80-\xff]+")
_PIECE = re.compile(f"((?:{UTF8_CHAR})+)|(.)".encode("latin-1"), re.DOTALL)
_SIGNS = frozenset(b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa9\xab\xae\xb0\xb1\xb7\xbb")  # the same in every Windows code page
_REPLACED = 1000
_STRAYS = 20_000
_SAMPLE = 16384
_GUESSABLE = 64


class Found(Noun, frozen=True, kw_only=True):
    """A text and the encoding that it was in. ``places`` counts stretches in another encoding, ``lost`` bytes that were no character."""

    text: str
    encoding: str
    places: int = 0
    lost: int = 0


def single_byte(data: bytes, declared: tuple[Declared, ...]) -> Found | None:
    """``data`` in the encoding of Arabic in which it is certain to be, or in a declared one that it doesn't contradict; None else.

    One is certain where the text reads as Arabic and in no other does so nearly as well. A declaration decides where nothing is certain,
    if the text then has no control characters and most of its letters beyond ASCII are Arabic.
    """
    texts = {name: text for name in _ARABIC if (text := _decoded(data, name)) is not None}
    readings = {name: reading(text) for name, text in texts.items()}
    best = max(readings, key=lambda name: readings[name].share, default=None)
    if best is not None and readings[best].certain:
        rivals = [name for name, other in readings.items() if other.share > readings[best].share - _AHEAD and texts[name] != texts[best]]
        if not rivals:
            return Found(text=texts[best], encoding=best)
    for name in (said.encoding for said in declared):
        if name in (*_ARABIC, *_DECLARED_ONLY):
            text = texts.get(name) or _decoded(data, name)
            if text is not None and _mostly_arabic(text):
                return Found(text=text, encoding=name)
        elif name == "windows-1252" and best is not None and readings[best].known < 2 and (text := _decoded(data, name)) is not None:
            return Found(text=text, encoding=name)
    return None


def mixed(data: bytes) -> Found | None:
    """``data`` as UTF-8 with places in Windows-1256, or None where it isn't mainly UTF-8 or where a place isn't certain.

    A place is certain where its words read as Arabic in Windows-1256 and not in ISO-8859-6, or where it is a sign (a dash, a quotation mark,
    a no-break space) that all Windows code pages have at the same byte. Bytes that are neither become U+FFFD where there is at most
    one to a thousand characters, as where a program cut a text in mid-character; else the page is not certain.
    """
    lenient = data.decode("utf-8", "replace")
    strays = lenient.count("\ufffd")
    if strays > _STRAYS or strays > len(lenient) // 2:
        return None
    if not any(len(run.group()) > 3 and (text := _utf8(run.group())) and _ARABIC_LETTER.search(text) for run in _HIGH.finditer(data)):
        return None
    pieces: list[str] = []
    at = places = lost = 0
    for stray, runs in groupby(_HIGH.finditer(data), key=lambda run: _utf8(run.group()) is None):
        if not stray:
            continue
        first, *others = runs
        start, end = first.start(), (others[-1] if others else first).end()
        found, bad = _place(data[start:end])
        pieces += [data[at:start].decode("utf-8"), found]
        at, places, lost = end, places + (not bad), lost + bad
    pieces.append(data[at:].decode("utf-8"))
    text = "".join(pieces)
    return None if lost * _REPLACED > len(text) else Found(text=text, encoding="utf-8", places=places, lost=lost)


def likeliest(data: bytes) -> str | None:
    """What ``data`` may be encoded in, for a person to judge: by the own measure, else by charset-normalizer's; None for no idea."""
    readings = {name: reading(text) for name in _ARABIC if (text := _decoded(data, name)) is not None}
    best = max(readings, key=lambda name: readings[name].share, default=None)
    if best is not None and readings[best].known:
        return best
    guess = from_bytes(data[:_SAMPLE]).best() if len(data) >= _GUESSABLE else None
    return None if guess is None or guess.encoding in ("ascii", "utf_8") else guess.encoding.replace("_", "-")


def _decoded(data: bytes, name: str) -> str | None:
    """``data`` in the encoding ``name``; None where it has bytes that are no characters there, or control characters."""
    try:
        text = data.decode(CODECS.get(name, name))
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else text


def _mostly_arabic(text: str) -> bool:
    beyond = [char for char in _LETTER.findall(text[:_SAMPLE]) if char > "\x7f"]
    return bool(beyond) and len(_ARABIC_LETTER.findall("".join(beyond))) > 0.8 * len(beyond)


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _place(data: bytes) -> tuple[str, int]:
    """A stretch in which no run of bytes beyond ASCII is UTF-8: as text, and how many of its bytes are no character."""
    windows, other = _decoded(data, "windows-1256"), _decoded(data, "iso-8859-6")
    if windows is not None:
        found = reading(windows)
        if found.certain and (other is None or reading(other).share < found.share - _AHEAD):
            return windows, 0
    text, bad = "", 0
    for piece in _PIECE.finditer(data):
        if piece[1] is not None or piece[2] < b"\x80":
            text += piece.group().decode("utf-8")
        elif piece[2][0] in _SIGNS:
            text += piece[2].decode("cp1252")
        else:
            text, bad = text + "\ufffd", bad + 1
    return text, bad
