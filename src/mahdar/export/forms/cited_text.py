"""Citations as plain text, a line each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mahdar.export.citation import Citation
from mahdar.export.forms.cited import Reference, cited, days, published_in
from mahdar.export.text import phrases, text
from mahdar.export.writing import To


def write(found: Iterator[Any], to: To) -> Iterator[bytes]:
    """The lines."""
    for one in cited(found, to):
        line = text(one, to.language) if isinstance(one, Citation) else _line(one, to)
        yield f"{line}\n".encode()


def _line(one: Reference, to: To) -> str:
    comma = phrases()[to.language]["comma"]
    where = comma.join(filter(None, [one.title, published_in(one, to), days(one, to)]))
    return " ".join([f"{where}.", *([f"{one.url}"] if one.url else []), *one.notes])
