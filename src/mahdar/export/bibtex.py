"""A citation as a BibTeX entry: ``@misc``, which both BibTeX and biblatex know, in UTF-8."""

from __future__ import annotations

import re
import unicodedata
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

_URL_SAFE = "!#$%&'()*+,-./:;=?@_~[]"
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
    dated = numbers(citation.published.value) if citation.published else None
    if dated:
        fields.append(("year", str(dated[0])))
        fields += [("month", _MONTHS[month - 1]) for month in dated[1:2]]
        fields += [("day", str(day)) for day in dated[2:3]]
    elif citation.published:
        fields.append(("year", escaped(citation.published.value)))
    if citation.url:
        fields.append(("url", quote(citation.url, safe=_URL_SAFE)))
    if citation.fetched:
        fields.append(("urldate", escaped(citation.fetched)))
    fields += [("language", "arabic"), ("note", escaped(note(citation, language)))]
    return f"@misc{{mahdar-{citation.id},\n" + "".join(f"  {name} = {_value(name, value)},\n" for name, value in fields) + "}\n"


def escaped(words: str) -> str:
    """``words`` as TeX shows them, on one line, with balanced braces whatever they hold."""
    shown = "".join(letter for letter in words if letter.isspace() or unicodedata.category(letter) != "Cc")
    plain = re.sub(r"\s+", " ", shown).strip()
    return "".join(_SPECIAL.get(letter, letter) for letter in plain)


def _value(name: str, value: str) -> str:
    # A month is one of BibTeX's own words.
    return value if name == "month" else f"{{{value}}}"
