"""Citations as CSL-JSON: a list of items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from mahdar.export.citation import Citation
from mahdar.export.csl import Item, date, item
from mahdar.export.forms.cited import Reference, cited
from mahdar.export.writing import To


def write(found: Iterator[Any], to: To) -> Iterator[bytes]:
    """The list, indented as people read it."""
    between = "[\n"
    for one in cited(found, to):
        made = item(one, to.language) if isinstance(one, Citation) else _item(one, to)
        lines = msgspec.json.format(msgspec.json.encode(made), indent=2).decode().split("\n")
        yield (between + "\n".join(f"  {line}" for line in lines)).encode()
        between = ",\n"
    yield b"[]\n" if between == "[\n" else b"\n]\n"


def _item(one: Reference, to: To) -> Item:
    found: Item = {"id": f"mahdar-{one.key}", "type": "event" if one.meeting else "webpage" if one.url else "document", "title": one.title}
    if one.outlets:
        found["publisher"] = "; ".join(one.outlets)
    if one.date:
        told = date(one.date)
        when = {**told, "circa": True} if one.circa else told
        found["event-date" if one.meeting else "issued"] = when
    if one.place:
        found["event-place"] = one.place
    if one.url:
        found["URL"] = one.url
    if one.fetched:
        found["accessed"] = date(one.fetched)
    found["language"] = to.language if one.meeting else "ar"
    return {**found, "source": "Mahdar", "archive_location": one.archive, "note": " ".join(one.notes)}
