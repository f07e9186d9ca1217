"""``mahdar dossier``: the descriptions of processes, listed, shown, checked, and begun, also from a record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, get_args

import msgspec
import typer

from mahdar.cli import options
from mahdar.cli.drafts import listed
from mahdar.cli.terminal import Status, put, say
from mahdar.errors import DataError, UsageError
from mahdar.export.dossier import toml
from mahdar.knowledge import load, load_dossiers
from mahdar.knowledge.dossierchecks import check_dossiers
from mahdar.knowledge.dossierfiles import dossier_of, shipped_files
from mahdar.knowledge.dossiers import Kind
from mahdar.knowledge.dossierstart import start
from mahdar.record import Record
from mahdar.record.queries.drafting import candidates
from mahdar.record.queries.drafting import draft as drafted

app = typer.Typer(no_args_is_help=True, help="Look at the dossiers of processes, check them, and begin your own.")

KINDS = get_args(Kind)


@app.command("list", epilog="Example: `mahdar dossier list --dossier lake.toml`")
def list_(*, dossier: options.Dossiers = None, as_json: options.AsJson = False) -> None:
    """Print the dossiers, one a line: id, kind, Arabic name, English name, how many meetings they know, with tabs between."""
    found = load_dossiers(*(dossier or ()))
    if as_json:
        put(msgspec.json.encode({"total": len(found), "offset": 0, "items": found}).decode())
        return
    for each in found:
        put("\t".join([each.id, each.kind, each.ar, each.en, str(len(each.meeting))]))


@app.command(epilog="Example: `mahdar dossier show astana`")
def show(
    id_: Annotated[str, typer.Argument(help="The id of a dossier.", metavar="ID")],
    *,
    dossier: options.Dossiers = None,
    as_json: options.AsJson = False,
) -> None:
    """Print one dossier as it stands in its file, to copy and change."""
    found = {each.id: each for each in load_dossiers(*(dossier or ()))}
    if id_ not in found:
        raise UsageError(f"expected the id of a dossier, got {id_!r}; `mahdar dossier list` lists them")
    if as_json:
        put(msgspec.json.encode(found[id_]).decode())
        return
    texts = [(str(path), path.read_text(encoding="utf-8-sig")) for path in dossier or ()]
    put(next(text for source, text in (*reversed(texts), *shipped_files()) if _id_of(source, text) == id_).rstrip("\n"))


@app.command(epilog="Example: `mahdar dossier check lake.toml`")
def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Dossiers (TOML), checked together. The shipped ones if left out.", metavar="FILE", exists=True, dir_okay=False),
    ] = None,
    *,
    as_json: options.AsJson = False,
) -> None:
    """Check dossiers, and print all that is wrong with them, each with file, line and what to do.

    Status 0 where nothing is, 1 where something is, 2 where a file can't be read at all.
    """
    checked = check_dossiers(files or ())
    if as_json:
        put(msgspec.json.encode(checked).decode())
    else:
        for fault in checked.faults:
            put(str(fault))
        put(f"{checked.dossiers} dossiers, {len(checked.faults)} faults")
    raise typer.Exit(Status.SOME_FAILED if checked.faults else Status.DONE)


@app.command(epilog="Example: `mahdar dossier new lake.toml --en 'Lake talks' --ar 'محادثات البحيرة' --name 'البحيرة'`")
def new(
    file: Annotated[Path, typer.Argument(help="The file to make. One that is there is left as it is.", metavar="FILE", dir_okay=False)],
    *,
    en: Annotated[str, typer.Option("--en", help="The English name of the process.", metavar="NAME")],
    ar: Annotated[str, typer.Option("--ar", help="The Arabic name.", metavar="NAME")],
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="How pages name it after a talk noun (محادثات البحيرة). May be repeated.", metavar="NAME"),
    ] = None,
    kind: Annotated[str, typer.Option("--kind", help=f"One of {', '.join(KINDS)}.", metavar="KIND")] = "talks",
    id_: Annotated[str | None, typer.Option("--id", help="Its id; by default made of --en.", metavar="ID")] = None,
) -> None:
    """Begin a dossier: write a file that can be read with at once, with comments on what to add."""
    if kind not in KINDS:
        raise UsageError(f"--kind: expected one of {', '.join(KINDS)}, got {kind!r}")
    text = start(id_, kind, en, ar, name or ())
    if (slug := _id_of(str(file), text)) in {each.id for each in load_dossiers()}:
        raise UsageError(f"expected an id that doesn't ship, got {slug!r}; give another with --id, or copy it: mahdar dossier show {slug} > {file}")
    for fault in dossier_of(str(file), text).faults:
        raise UsageError(str(fault))
    _put_new(file, text)
    for fault in (checked := check_dossiers([file])).faults:
        say(str(fault))
    put(str(file))
    raise typer.Exit(Status.SOME_FAILED if checked.faults else Status.DONE)


@app.command(epilog="Example: `mahdar dossier draft talks.mahdar --name 'محادثات البحيرة' --out lake.toml`")
def draft(
    record_path: options.RecordPath,
    *,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="Write the dossier of this candidate, by its number or name. Repeated: of all these as one.", metavar="TEXT"),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="The file to make. One that is there is left as it is.", metavar="FILE", dir_okay=False)
    ] = None,
    dossier: options.Dossiers = None,
    as_json: options.AsJson = False,
) -> None:
    """Propose dossiers from a record: list the series of meetings that recur in it and no dossier describes, or begin the dossier of one.

    Each line of such a dossier says where it comes from. With --out status 1 tells that the check finds what a person has to fill in.
    """
    if out is not None and not name:
        raise UsageError("--out: expected --name, too, got none; `mahdar dossier draft RECORD` lists the candidates")
    described = load_dossiers(*(dossier or ()))
    beside = {each.id: each for each in described}
    with Record.open(record_path, read_only=True) as record, record.read() as connection:
        if not name:
            found = candidates(connection, beside)
            told = msgspec.json.encode({"total": len(found), "offset": 0, "items": found}, order="deterministic").decode()
            put(told if as_json else listed(found))
            return
        begun = drafted(connection, name, beside)
    text = toml(begun, load(), described)
    if out is None:
        put(msgspec.json.encode({"draft": begun, "toml": text}, order="deterministic").decode() if as_json else text.rstrip("\n"))
        return
    _put_new(out, text)
    for fault in (checked := check_dossiers([out])).faults:
        say(str(fault))
    put(msgspec.json.encode({"draft": begun, "toml": text, "faults": checked.faults}, order="deterministic").decode() if as_json else str(out))
    raise typer.Exit(Status.SOME_FAILED if checked.faults else Status.DONE)


def _put_new(file: Path, text: str) -> None:
    """Write a new file; one that is there is left as it is."""
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError:
        raise UsageError(f"{file}: expected a file that isn't there, got one; choose another name, or edit it") from None
    except OSError as error:
        raise DataError(f"{file}: can't be written: {error.strerror}") from None


def _id_of(source: str, text: str) -> str | None:
    dossier = dossier_of(source, text).dossier
    return dossier.id if dossier else None
