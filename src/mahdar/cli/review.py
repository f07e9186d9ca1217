"""``mahdar review``: what a person should look at first."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from mahdar.cli import options
from mahdar.cli.terminal import put
from mahdar.record import Record
from mahdar.record.queries.review import review as to_review

SHOWN = 50
"""How many things are printed unless told otherwise."""


def review(
    record_path: options.RecordPath,
    *,
    limit: Annotated[int, typer.Option("--limit", help="At most so many.", metavar="N", min=1)] = SHOWN,
    as_json: options.AsJson = False,
) -> None:
    """Print what is most worth a look: doubtful and important first. `mahdar edit` confirms, corrects or rejects it.

    What is doubtful: statements that the engine isn't sure of, meetings about which pages differ, pages whose date was inferred or isn't
    known, pairs of entities that may be one (`mahdar edit RECORD entity` with --into or --not settles them), corrections that fit nothing any
    more or contradict each other. It counts for more the more depends on it.
    """
    with Record.open(record_path, read_only=True) as record, record.read() as connection:
        found = to_review(connection, limit=limit)
    if as_json:
        put(msgspec.json.encode({"total": len(found), "items": found}).decode())
        return
    for one in found:
        where = f"  page {one.page[:12]}" if one.page is not None and one.page != one.id else ""
        put(f"{one.score:5.2f}  {one.kind} {one.id if one.kind != 'page' else one.id[:12]}{where}  {'; '.join(one.notes)}")
        if one.words is not None:
            put(f"       «{' '.join(one.words.quote.split())}»")
