"""Citations as BibTeX entries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mahdar.export.bibtex import bibtex, dated, entry, escaped, located
from mahdar.export.citation import Citation
from mahdar.export.forms.cited import Reference, cited, published_in
from mahdar.export.writing import To


def write(found: Iterator[Any], to: To) -> Iterator[bytes]:
    """The entries, a blank line between two."""
    between = ""
    for one in cited(found, to):
        yield f"{between}{bibtex(one, to.language) if isinstance(one, Citation) else _entry(one, to)}".encode()
        between = "\n"


def _entry(one: Reference, to: To) -> str:
    fields = [("title", f"{{{escaped(one.title)}}}")]
    fields += [("howpublished", escaped(where))] if (where := published_in(one, to)) else []
    # A meeting of several days has its first here, and all of them in the note.
    fields += dated(one.date.partition("/")[0] if one.date and one.meeting else one.date)
    fields += located(one.url, one.fetched)
    span = [f"{one.date}."] if one.meeting and one.date and "/" in one.date else []
    language = "arabic" if not one.meeting or to.language == "ar" else "english"
    return entry(escaped(one.key), [*fields, ("language", language), ("note", escaped(" ".join([*span, *one.notes])))])
