"""A citation as a BibTeX entry: ``@misc``, which both BibTeX and biblatex know, in UTF-8."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

from mahdar.export.citation import Citation, label_of
from mahdar.export.dates import numbers
from mahdar.export.languages import Language
from mahdar.export.text import note, published_in

MEDIA_TYPE = "application/x-bibtex"

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_SPECIAL = {
    # BibTeX counts braces, escaped ones too: each becomes a command without any of its own.
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "\\": r"{\textbackslash}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{mark: f"\\{mark}" for mark in "&%$#_"},
}

URL_SAFE = "!#$%&'()*+,-./:;=?@_~[]"
"""What an address may hold as it is. The rest, braces, backslashes and Arabic letters among it, goes as octets in percent signs."""


def bibtex(citation: Citation, language: Language) -> str:
    """The entry, names and notes in ``language`` where they have it, with the key ``mahdar-ID``; ends with a line feed.

    The speaker is the author, the words the title, and what they were published in goes into ``howpublished``.
    """
    fields: list[tuple[str, str]] = []
    if citation.speaker:
        # Braces twice: a name that is not to be cut into given name and surname.
        fields.append(("author", f"{{{escaped(label_of(citation.speaker, language))}}}"))
    fields.append(("title", f"{{{escaped(citation.title_of_words)}}}"))
    fields.append(("howpublished", escaped(published_in(citation, language))))
    fields += dated(citation.published.value if citation.published else None)
    fields += located(citation.url, citation.fetched)
    fields += [("language", "arabic"), ("note", escaped(note(citation, language)))]
    return entry(citation.id, fields)


def entry(key: str, fields: Iterable[tuple[str, str]]) -> str:
    """The entry of these fields, whose values are escaped, with the key ``mahdar-KEY``."""
    return f"@misc{{mahdar-{key},\n" + "".join(f"  {name} = {_value(name, value)},\n" for name, value in fields) + "}\n"


def dated(value: str | None) -> list[tuple[str, str]]:
    """Year, month and day of an EDTF date; what is no such date is all the year."""
    if value is None:
        return []
    year, *rest = numbers(value) or (value,)
    month = [("month", _MONTHS[int(month) - 1]) for month in rest[:1]]
    return [("year", escaped(str(year))), *month, *(("day", str(day)) for day in rest[1:2])]


def located(url: str | None, fetched: str | None) -> list[tuple[str, str]]:
    """Where it is, and when it was fetched from there."""
    where = [("url", quote(url, safe=URL_SAFE))] if url else []
    return [*where, *([("urldate", escaped(fetched))] if fetched else [])]


def escaped(words: str) -> str:
    """``words`` as TeX shows them, on one line, with balanced braces whatever they hold."""
    shown = "".join(letter for letter in words if letter.isspace() or unicodedata.category(letter) != "Cc")
    plain = re.sub(r"\s+", " ", shown).strip()
    return "".join(_SPECIAL.get(letter, letter) for letter in plain)


def _value(name: str, value: str) -> str:
    # A month is one of BibTeX's own words.
    return value if name == "month" else f"{{{value}}}"
