"""Records for tests of exports, and exports in one call."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from mahdar.export.addresses import Addresses
from mahdar.export.selecting import Kind, Selection
from mahdar.export.writing import OF, Form, To, chunks
from mahdar.model import Reading
from mahdar.record import Record
from tests.support.readings import Draft, communique, named_readings, process_readings

PAIRS: list[tuple[Form, Kind]] = [(form, kind) for form in OF if form != "csl-json" for kind in OF[form].kinds]
"""All forms with all kinds that they take."""


def hostile() -> Draft:
    """A page whose words are formulas to a spreadsheet, markup to a browser and braces to TeX."""
    page = Draft("=1+1", ("title", '=HYPERLINK("https://a.example")'), ("body", "قالت تركيا - «<script>alert(1)</script>\u202e}» ثم +44 «قول, آخر»."))
    page.by("@outlet").at("javascript:alert(1)").name("تركيا", "turkey")
    page.says(("turkey", "تركيا"), "قالت", "- «<script>alert(1)</script>\u202e}»", kind="direct", more=["«قول, آخر»"])
    return page


def readings() -> tuple[Reading, ...]:
    """Pages with all that is exported: statements of every sort, rounds, commitments, positions, offices, a text that two pages have."""
    one = communique().reading()
    twin = msgspec.structs.replace(one, page="f" * 64, source="twin.txt", url=None)
    held = {reading.page: reading for reading in (*process_readings(), *named_readings(), one, twin, hostile().reading())}
    return tuple(held.values())


def made(path: Path, read: Iterable[Reading], *, settled: bool = False) -> Path:
    """A record of these readings, its meetings put together beforehand or not."""
    with Record.create_or_open(path) as record:
        for one in read:
            record.add(one)
        if settled:
            record.settle()
    return path


def exported(record: Record, form: Form, kind: Kind, *, base: str | None = None, **chosen: object) -> bytes:
    """The export of what is chosen."""
    with record.read() as connection:
        to = To(connection=connection, kind=kind, addresses=Addresses(base), language="en")
        return b"".join(chunks(Selection(kind=kind, **chosen), form, to))  # type: ignore[arg-type]
