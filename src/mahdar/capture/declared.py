"""The encoding that a page is declared to have: by what delivered it, or in its own first bytes."""

from __future__ import annotations

import re

from mahdar.model import Noun

_HEAD = 4096  # browsers look at 1,024 bytes; pages with long comments before the head are met with
_IN_PAGE = re.compile(
    rb"""<\?xml[^>]{0,200}?\bencoding\s*=\s*["']\s*([\w.:-]{1,40})|<meta\b[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)

_NAMES = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 x-unicode20utf8",
    "utf-16le": "utf-16 utf-16le utf16 unicode ucs-2 csunicode unicodefeff iso-10646-ucs-2",
    "utf-16be": "utf-16be unicodefffe",
    "windows-1256": "windows-1256 windows1256 cp1256 cp-1256 x-cp1256 win-1256 win1256 1256",
    "iso-8859-6": "iso-8859-6 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 iso-8859-6-e iso-8859-6-i csiso88596e csiso88596i "
    "csisolatinarabic iso-ir-127 arabic asmo-708 ecma-114",
    "windows-1252": "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 latin-1 l1 ascii us-ascii "
    "ansi_x3.4-1968 iso-ir-100 iso_8859-1:1987 csisolatin1 ibm819 cp819",
    "ibm720": "ibm720 cp720 dos-720",
    "ibm864": "ibm864 cp864 csibm864",
    "x-mac-arabic": "x-mac-arabic mac-arabic macarabic",
}
"""Labels as the Encoding Standard has them, with what else is met on Arabic pages; it reads ISO-8859-1 as Windows-1252, as browsers do."""

_ENCODING_OF = {label: name for name, labels in _NAMES.items() for label in labels.split()}
CODECS = {"windows-1256": "cp1256", "windows-1252": "cp1252", "ibm720": "cp720", "ibm864": "cp864", "x-mac-arabic": "mac_arabic"}
"""Python's names of the encodings that it calls otherwise."""


class Declared(Noun, frozen=True, kw_only=True):
    """A declaration: the label as it stands there, the encoding that it means (None where it is none that is read here)."""

    label: str
    encoding: str | None


def declarations(data: bytes, transport: str | None) -> tuple[Declared, ...]:
    """What ``data`` is declared to be, the stronger first: by its transport, then by its XML declaration or meta element."""
    found = [_declared(transport)] if transport and transport.strip() else []
    if match := _IN_PAGE.search(data, 0, _HEAD):
        inside = _declared((match[1] or match[2]).decode("ascii", "replace"))
        # Bytes in which the declaration can be read aren't UTF-16, whatever it says.
        found.append(Declared(label=inside.label, encoding="utf-8") if (inside.encoding or "").startswith("utf-16") else inside)
    return tuple(dict.fromkeys(found))


def _declared(label: str) -> Declared:
    label = label.strip().strip("\"'").lower()
    return Declared(label=label[:40], encoding=_ENCODING_OF.get(label))
