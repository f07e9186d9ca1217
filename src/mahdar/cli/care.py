"""``mahdar doctor``, ``backup``, ``restore``, ``merge`` and ``diff``: care of records."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from mahdar.cli import options
from mahdar.cli.terminal import Status, put, put_bytes, say
from mahdar.errors import UsageError
from mahdar.record import Record
from mahdar.record.care.comparing import PageDifference, differences
from mahdar.record.care.copying import backup as write_backup
from mahdar.record.care.copying import restore as read_backup
from mahdar.record.care.doctor import examine
from mahdar.record.care.merging import merge as merge_records
from mahdar.semantic.embedder import named as embedder

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON Lines, one object a line.")]
Replace = Annotated[bool, typer.Option("--replace", help="Write over what is there.")]


def doctor(
    record_path: options.RecordPath,
    *,
    as_json: AsJson = False,
    mend: Annotated[bool, typer.Option("--mend", help="Make anew what is derived and isn't right, and link what isn't.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Leave out what works out anew what search finds and how pages are linked.")] = False,
) -> None:
    """Look a record over: the file, what rows refer to, texts and spans, evidence, and all that is derived.

    Prints what isn't as it has to be, one finding a line, with its page, where it stands, what was expected, what is there, and what to do.
    That pages wait to be linked is told, and no fault. Exit status 0: no fault was found; 1: some were.
    """
    found = 0
    with Record.open(record_path, read_only=not mend) as record:
        for finding in examine(record, mend=mend, quick=quick):
            found += finding.sort == "fault"
            put_bytes(msgspec.json.encode(finding)) if as_json else put(str(finding))
    say(f"{found} finding{'' if found == 1 else 's'}" if found else "sound")
    raise typer.Exit(Status.SOME_FAILED if found else Status.DONE)


def backup(
    record_path: options.RecordPath,
    file: Annotated[Path, typer.Argument(help="The backup: a file that isn't there yet, in a folder that is.", metavar="FILE", dir_okay=False)],
    *,
    replace: Replace = False,
) -> None:
    """Write all of a record, as it is at this moment, into one file, while others may go on with it.

    The file is itself a record (SQLite), of a record on PostgreSQL too: it can be looked at as it is, and restored to either store.
    """
    write_backup(record_path, file, replace=replace)
    say(f"{record_path if '://' not in record_path else 'the record'} is backed up in {file}")


def restore(
    file: Annotated[Path, typer.Argument(help="The backup, or any record in a file.", metavar="FILE", exists=True, dir_okay=False, readable=True)],
    record_path: options.RecordPath,
    *,
    replace: Replace = False,
) -> None:
    """Make a record of a backup: a new one, or in place of one with --replace.

    A backup by an older version is brought up to date; the file itself stays as it is.
    """
    read_backup(file, record_path, replace=replace)
    say(f"restored from {file}")


def merge(
    record_path: options.RecordPath,
    others: Annotated[
        list[str], typer.Argument(help="Records whose pages are added to the first.", metavar="OTHER...", parser=options.parse_readable)
    ],
) -> None:
    """Add the pages and captures of other records, and what people judged there, to the first.

    The others stay as they are; the same again changes nothing.

    Of a page that two records have read by unlike versions of Mahdar the newer reading is kept, and told.
    """
    failed = False
    with Record.create_or_open(record_path) as record:
        for name in others:
            with Record.open(name, read_only=True) as other:
                if other.name == record.name:
                    raise UsageError(f"{other.name}: expected another record to merge, got the same one")
                if (model := record.linked_by()) is not None:
                    embedder(model)  # What is missing is to be told before anything is added.
                done = merge_records(record, other)
                for one in done.conflicts:
                    say(f"{one.source}: read by {one.ours} here and by {one.theirs} there; kept as read by {one.kept}")
                for refused in done.refused:
                    say(refused)
                failed |= bool(done.refused)
                say(f"{other.name}: {done.pages} new pages, {done.captures} new captures, {done.judgements} new judgements")
    raise typer.Exit(Status.SOME_FAILED if failed else Status.DONE)


def diff(
    a: Annotated[str, typer.Argument(help="A record.", metavar="A", parser=options.parse_readable)],
    b: Annotated[str, typer.Argument(help="Another, to which the changes lead.", metavar="B", parser=options.parse_readable)],
    *,
    as_json: AsJson = False,
) -> None:
    """Tell how two records differ: pages and captures that one lacks, and what was read otherwise of the pages that both have.

    Exit status 0: they have the same; 1: they differ.
    """
    found = 0
    with Record.open(a, read_only=True) as one, Record.open(b, read_only=True) as other, one.read() as ours, other.read() as theirs:
        for difference in differences(ours, theirs):
            found += 1
            put_bytes(msgspec.json.encode(difference)) if as_json else put("\n".join(_lines(difference)))
    say(f"{found} page{'' if found == 1 else 's'} differ" if found else "the same")
    raise typer.Exit(Status.SOME_FAILED if found else Status.DONE)


def _lines(difference: PageDifference) -> list[str]:
    name = f"{difference.page[:12]} {difference.source}"
    if difference.only is not None:
        return [f"{'-' if difference.only == 'a' else '+'} {name}"]
    layers = Counter((item.layer, item.what) for item in difference.items)
    return [
        f"  {name}",
        *(f"    - captured {source}" for source in difference.captures_gone),
        *(f"    + captured {source}" for source in difference.captures_added),
        *(f"    {layer}: {count} {what}" for (layer, what), count in layers.items()),
    ]
