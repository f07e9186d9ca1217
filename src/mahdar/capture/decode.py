"""Bytes to text: the encoding that they are declared to be in or show, nothing altered; and a reason that helps where that isn't certain.

    plausible    whether a text reads as Arabic
    declared     what a page is declared to be encoded in
    singlebyte   the Windows, ISO and DOS encodings of Arabic, and pages of two encodings
    mojibake     UTF-8 read as a Windows code page and saved again

What is valid UTF-8 is UTF-8, whatever it is declared to be: text in another encoding is never valid by chance but for a word or two.
"""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from mahdar.capture.declared import Declared, declarations
from mahdar.capture.limits import MAX_PAGE_BYTES, expect_size
from mahdar.capture.mojibake import repair
from mahdar.capture.plausible import reading
from mahdar.capture.singlebyte import likeliest, mixed, single_byte
from mahdar.capture.sniff import signature
from mahdar.errors import SourceError
from mahdar.model import Noun

_HEAD = 4096
_UTF_16 = ("utf-16le", "utf-16be")
_ICONV = {"utf-16le": "UTF-16LE", "utf-16be": "UTF-16BE", "windows-1256": "WINDOWS-1256", "iso-8859-6": "ISO-8859-6", "ibm720": "CP720"}


class Decoded(Noun, frozen=True, kw_only=True):
    """A text, the encoding that its bytes were in, and what a reader should know of that, in sentences.

    All offsets refer to ``text``. ``encoding`` is a name of the Encoding Standard, with what was put right: ``utf-8``, ``windows-1256``,
    ``utf-8 with windows-1256``, ``utf-8 (read as windows-1256)``. ``notes`` is empty for plain UTF-8.
    """

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, source: str, *, declared: str | None = None, limit: int = MAX_PAGE_BYTES) -> Decoded:
    """The text of ``data``; a byte order mark at its start is left out, nothing is changed but what the notes say.

    ``declared`` is the encoding that what delivered the bytes says (a header's ``charset``). A byte order mark goes before it, and it before
    what the page says of itself; but bytes that contradict a declaration win over it. Mojibake is put right where that is certain.
    Raises `SourceError`, naming ``source``, for more than ``limit`` bytes, files of other kinds, NULs, surrogates, and bytes whose encoding
    isn't certain (with the first that is not UTF-8 and its position, counted from 0).
    """
    expect_size(len(data), source, limit)
    if kind := signature(data[:_HEAD]):
        raise SourceError(source, f"expected text, got {kind} (its signature at byte 0)")
    return _mended(_sixteen_bit(data, source, declared) or _eight_bit(data, source, declared))


def _mended(decoded: Decoded) -> Decoded:
    """``decoded`` with its mojibake put right, if it is mojibake for certain."""
    if (found := repair(decoded.text)) is None:
        return decoded
    notes = [*decoded.notes, f"mojibake of utf-8 read as {' and again as '.join(found.codecs)} repaired in {_count(found.lines, 'line')}"]
    if found.left:
        notes.append(f"mojibake left as it is in {_count(found.left, 'line')} where what it was isn't certain")
    return Decoded(text=found.text, encoding=f"{decoded.encoding} (read as {', then '.join(found.codecs)})", notes=tuple(notes))


def _eight_bit(data: bytes, source: str, declared: str | None) -> Decoded:
    """The text of UTF-8, or of an encoding with a byte for a character."""
    if (at := data.find(b"\0")) >= 0:
        raise SourceError(source, f"expected text, got a binary file (a NUL byte at byte {at})")
    said = declarations(data, declared)
    # Not "utf-8-sig": positions in its errors would not count the mark.
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _other(data, source, said, error)
    text = text.removeprefix("\ufeff") if data.startswith(BOM_UTF8) else text
    return Decoded(text=text, encoding="utf-8", notes=() if text.isascii() else _contradicted(said, "utf-8"))


def _other(data: bytes, source: str, said: tuple[Declared, ...], error: UnicodeDecodeError) -> Decoded:
    """The text of bytes that are not UTF-8; ``error`` says where they aren't."""
    line = data.count(b"\n", 0, error.start) + 1
    where = f"byte 0x{data[error.start]:02X} at byte {error.start} (line {line})"
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        pass
    else:
        raise SourceError(source, f"expected UTF-8, got {where}: a surrogate, half of a character; write the page anew as UTF-8") from error
    body = data.removeprefix(BOM_UTF8)
    if found := mixed(body):
        notes = [f"decoded as utf-8, and as windows-1256 in {_count(found.places, 'place')}"] if found.places else []
        if found.lost:
            notes.append(f"{_count(found.lost, 'byte')} of no character replaced by U+FFFD")
        return Decoded(text=found.text, encoding="utf-8 with windows-1256" if found.places else "utf-8", notes=tuple(notes))
    if not data.startswith(BOM_UTF8) and (found := single_byte(data, said)):
        how = "declared" if said and said[0].encoding == found.encoding else "detected"
        notes = [f"decoded as {found.encoding}, as {how}", *_contradicted(said, found.encoding)]
        return Decoded(text=found.text, encoding=found.encoding, notes=tuple(notes))
    guess = likeliest(body)
    if guess is None:
        hint = "what it is can't be told"
    else:
        hint = f"it may be {guess}, which isn't certain; if it is, convert it first: iconv -f {_ICONV.get(guess, guess.upper())} -t UTF-8"
    raise SourceError(source, f"expected UTF-8, got {where}: {error.reason}; {hint}") from error


def _sixteen_bit(data: bytes, source: str, declared: str | None) -> Decoded | None:
    """The text of UTF-16 (or UTF-32 with a mark); None for bytes that are neither marked nor show it by their NULs."""
    for mark, codec in ((BOM_UTF32_LE, "utf-32le"), (BOM_UTF32_BE, "utf-32be"), (BOM_UTF16_LE, "utf-16le"), (BOM_UTF16_BE, "utf-16be")):
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], codec, source, len(mark))
            return Decoded(text=text, encoding=codec, notes=(f"decoded as {codec}, as its byte order mark says",))
    # Without a mark, ASCII's spaces, digits and line ends leave NULs in one half of the units.
    if len(data) % 2 or (b"\0" not in data[:_HEAD] and not any(said.encoding in _UTF_16 for said in declarations(b"", declared))):
        return None
    for codec in _UTF_16:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and reading(text).certain:
            how = "declared" if any(said.encoding == codec for said in declarations(b"", declared)) else "detected"
            return Decoded(text=text, encoding=codec, notes=(f"decoded as {codec}, as {how}",))
    return None


def _strictly(data: bytes, codec: str, source: str, offset: int) -> str:
    """``data`` in the encoding that its mark says; positions in errors count the mark too."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        at = error.start + offset
        raise SourceError(source, f"expected {codec}, as its byte order mark says, got an invalid unit at byte {at}: {error.reason}") from error
    if (char := text.find("\0")) >= 0:
        at = len(text[:char].encode(codec)) + offset
        raise SourceError(source, f"expected text, got a binary file (a NUL character at byte {at})")
    return text


def _contradicted(said: tuple[Declared, ...], encoding: str) -> tuple[str, ...]:
    """A note where the strongest declaration says otherwise."""
    return (f"declared as {said[0].label}, which its bytes contradict",) if said and said[0].encoding != encoding else ()


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
