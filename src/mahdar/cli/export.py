"""``mahdar export``: what is in a record, in the forms of other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import msgspec
import typer
from sqlalchemy import Connection

from mahdar.cli import options
from mahdar.cli.terminal import put_bytes
from mahdar.errors import UsageError
from mahdar.export import bibtex, csl, text
from mahdar.export.citation import Citation, cite
from mahdar.export.languages import Language
from mahdar.model import Act, StatementKind
from mahdar.record import Record
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.statements import statements
from mahdar.record.queries.stories import rows

AT_ONCE = 500
"""How many statements are fetched at once."""

Form = Literal["bibtex", "csl-json", "text", "jsonl"]
Kind = Literal["statements", "stories"]

Entity: TypeAlias = str | None

WRITERS: dict[str, Callable[[Iterable[Citation], Language], str]] = {
    "bibtex": lambda cited, language: "\n".join(bibtex.bibtex(one, language) for one in cited),
    "csl-json": csl.csl_json,
    "text": lambda cited, language: "".join(f"{text.text(one, language)}\n" for one in cited),
}


def export(
    record_path: options.RecordPath,
    *,
    form: Annotated[Form, typer.Option("--format", help="bibtex, csl-json or text: citations of statements; jsonl: stories.", metavar="FORMAT")],
    kind: Annotated[Kind, typer.Option("--kind", help="statements or stories.", metavar="KIND")] = "statements",
    speaker: Annotated[Entity, typer.Option("--speaker", help="Only what this entity said.", metavar="ID")] = None,
    addressee: Annotated[Entity, typer.Option("--addressee", help="Only what was said to this entity.", metavar="ID")] = None,
    act: Annotated[Act | None, typer.Option("--act", help="Only statements that do this: state, call, reject …", metavar="ACT")] = None,
    wording: Annotated[StatementKind | None, typer.Option("--wording", help="Only direct, mixed or indirect ones.", metavar="WORDING")] = None,
    issue: Annotated[str | None, typer.Option("--issue", help="Only statements about this issue of a dossier.", metavar="ID")] = None,
    outlet: Annotated[
        str | None, typer.Option("--outlet", help="Only statements of this outlet: its entity, or its label where it has none.", metavar="OUTLET")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="Only pages published then or later.", metavar="DATE", parser=options.parse_day)
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", help="Only pages published then or earlier.", metavar="DATE", parser=options.parse_day)
    ] = None,
    review: Annotated[bool, typer.Option("--review", help="Only statements that need a review.")] = False,
    language: Annotated[Language, typer.Option("--lang", help="The language of names and notes: ar or en.", metavar="LANGUAGE")] = "ar",
    out: Annotated[Path | None, typer.Option("--out", help="Write there rather than on standard output.", metavar="FILE", dir_okay=False)] = None,
) -> None:
    """Write what is in a record: statements as citations, for reference managers and for people.

    They come by the date of their page, then page, then place in it: equal records export equal bytes.
    """
    if (kind == "stories") != (form == "jsonl"):
        raise UsageError(f"--kind {kind}: expected the format {'jsonl' if kind == 'stories' else 'bibtex, csl-json or text'}, got {form}")
    wanted = StatementFilter(
        speaker=speaker, addressee=addressee, act=act, kind=wording, issue=issue, outlet=outlet, since=since, until=until, review=review
    )
    with Record.open(record_path, read_only=True) as record, record.read() as connection:
        if form == "jsonl":
            if wanted != StatementFilter():
                raise UsageError("--kind stories: expected no filter of statements, as stories have no speaker, act or issue; got one")
            written = b"".join(msgspec.json.encode(row) + b"\n" for row in rows(connection))
        else:
            written = WRITERS[form](_cited(connection, wanted), language).encode()
    if out is None:
        put_bytes(written.removesuffix(b"\n"))
        return
    try:
        out.write_bytes(written)
    except OSError as error:
        raise UsageError(f"{out}: can't be written: {error.strerror}") from error


def _cited(connection: Connection, wanted: StatementFilter) -> Iterator[Citation]:
    """Citations of the statements, each id once: pages with the same text have the same statements."""
    seen: set[str] = set()
    offset = 0
    while (found := statements(connection, wanted, offset=offset, limit=AT_ONCE, latest_first=False)).items:
        for said in found.items:
            if said.id not in seen:
                seen.add(said.id)
                yield cite(said)
        offset += AT_ONCE
