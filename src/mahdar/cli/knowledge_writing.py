"""``mahdar knowledge add`` and ``import``: entries into files of the user's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec
import typer

from mahdar.cli import options
from mahdar.cli.terminal import Status, put, say
from mahdar.errors import DataError, UsageError
from mahdar.knowledge import load
from mahdar.knowledge.checks import slug_of
from mahdar.knowledge.forms import Entry
from mahdar.knowledge.rows import FORMS, Fault, Known
from mahdar.knowledge.wikidata import Importer, items, positions
from mahdar.knowledge.writing import append, as_line, as_toml

NAMED = 1000
"""Items that make no entry are named up to so many; of the rest the reasons are counted, for a whole dump has a hundred million of them."""

_ITEM = re.compile(r"Q\d+: ")

Names = list[str] | None
Kind = Annotated[str, typer.Option("--kind", help=f"One of {', '.join(FORMS)}.", metavar="KIND")]


def register(app: typer.Typer) -> None:
    """Make these the commands of ``app``."""
    app.command(epilog="Example: `mahdar knowledge add names.toml --kind person --en 'Karim Nasser' --name 'كريم ناصر' --office envoy --of un`")(add)
    app.command("import", epilog="Example: `mahdar knowledge import entities.json.gz --out names.jsonl`")(import_)


def add(
    file: Annotated[Path, typer.Argument(help="Your file (TOML or JSON Lines), made if it isn't there.", metavar="FILE", dir_okay=False)],
    *,
    kind: Kind,
    id_: Annotated[str | None, typer.Option("--id", help="The id, a slug; by default made of --en.", metavar="ID")] = None,
    en: Annotated[str, typer.Option("--en", help="The English name.", metavar="NAME")] = "",
    name: Annotated[Names, typer.Option("--name", help="An Arabic name, the usual one first. May be repeated.", metavar="NAME")] = None,
    short: Annotated[Names, typer.Option("--short", help="A part that stands alone for it. May be repeated.", metavar="NAME")] = None,
    latin: Annotated[Names, typer.Option("--latin", help="A name in Latin letters. May be repeated.", metavar="NAME")] = None,
    needs_full: Annotated[bool, typer.Option("--needs-full", help="The short forms count only where a full one stands in the page.")] = False,
    needs_context: Annotated[bool, typer.Option("--needs-context", help="The name is a common word too.")] = False,
    sort: Annotated[str | None, typer.Option("--sort", help="What it is: city, agency, party …", metavar="SORT")] = None,
    state: Annotated[str | None, typer.Option("--state", help="The state that it is of.", metavar="ID")] = None,
    office: Annotated[str | None, typer.Option("--office", help="A person's office: foreign-minister, envoy …", metavar="ROLE")] = None,
    of: Annotated[str | None, typer.Option("--of", help="With --office: the state or organization.", metavar="ID")] = None,
    from_: Annotated[str | None, typer.Option("--from", help="With --office: since when.", metavar="DATE")] = None,
    to: Annotated[str | None, typer.Option("--to", help="With --office: until when.", metavar="DATE")] = None,
    host: Annotated[Names, typer.Option("--host", help="A domain of an outlet's site. May be repeated.", metavar="HOST")] = None,
    same_as: Annotated[str | None, typer.Option("--same-as", help="The entry that this one adds to.", metavar="ID")] = None,
    wikidata: Annotated[str | None, typer.Option("--wikidata", help="The item in Wikidata.", metavar="Q…")] = None,
    known: Annotated[str | None, typer.Option("--known", help="How it is known: the address of a page that you opened …", metavar="HOW")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="The entry is to replace the shipped one of the same id.")] = False,
) -> None:
    """Add an entry to a file of your own.

    The file is checked with it first. It is written whole or not at all, and what stands in it stays as it is.
    """
    if kind not in FORMS:
        raise UsageError(f"--kind: expected one of {', '.join(FORMS)}, got {kind!r}")
    wanted = id_ or slug_of(en)
    if not wanted:
        raise UsageError("expected --id, or --en to make one of, got neither")
    if office is None and (of or from_ or to):
        raise UsageError("--of, --from, --to: expected --office with them")
    values: dict[str, object] = {
        "entity" if kind == "outlet" else "id": wanted,
        "en": en,
        "names": name,
        "short": short,
        "latin": latin,
        "needs_full": needs_full,
        "needs_context": needs_context,
        "sort": sort,
        "state": state,
        "hosts": host,
        "same_as": same_as,
        "wikidata": wikidata,
        "known": known,
    }
    if office is not None:
        told = {"role": office, "of": of, "from": from_, "to": to, "known": known}
        values["offices"] = [{key: value for key, value in told.items() if value}]
    try:
        entry: Known = msgspec.convert({key: value for key, value in values.items() if value}, FORMS[kind])
    except msgspec.ValidationError as error:
        raise UsageError(f"an entry of the kind {kind}: {error}") from None
    base = load()
    if not replace and kind != "outlet" and any(there.id == wanted for _, there in base.entries()):
        raise UsageError(f"{wanted} ships already (`mahdar knowledge show {wanted}`): --id ID --same-as {wanted} adds to it, --replace replaces it")
    append(file, entry, base)
    put(as_toml(entry).rstrip("\n"))


def import_(
    source: Annotated[
        Path,
        typer.Argument(help="A JSON dump (.gz and .bz2 too), Special:EntityData or a SPARQL result.", metavar="SOURCE", exists=True, dir_okay=False),
    ],
    *,
    out: Annotated[Path, typer.Option("--out", help="Write there, JSON Lines or, with .toml, TOML.", metavar="FILE", dir_okay=False)],
    kind: Annotated[str | None, typer.Option("--kind", help="What all items are, whatever their classes say.", metavar="KIND")] = None,
    knowledge: options.KnowledgeFiles = None,
    as_json: options.AsJson = False,
) -> None:
    """Make a file of entries out of items of Wikidata.

    An item without an Arabic label, or of no class that is known, is named with its line and left out.
    """
    kinds = [k for k in FORMS if k != "outlet"]
    if kind is not None and kind not in kinds:
        raise UsageError(f"--kind: expected one of {', '.join(kinds)}, got {kind!r}")
    importer = Importer(load(*(knowledge or ())), kind)
    if source.is_file():  # What a pipe holds can be read once only; then a position is known by its id alone.
        importer.positions = positions(source)
    draft = out.with_name(f".{out.name}.part")
    try:
        with draft.open("wb") as file:
            written, left_out = _import(source, importer, file, as_toml_file=out.suffix == ".toml")
        draft.replace(out)
    except OSError as error:
        raise DataError(f"{out}: can't be written: {error.strerror}") from None
    finally:
        with suppress(OSError):  # Where it couldn't be made there may be no folder to look into.
            draft.unlink()
    for position, count in importer.unknown.most_common(10):
        say(f"left out: the office {position}, held {count} times, for no role is known for it")
    if as_json:
        put(msgspec.json.encode({"entries": written, "left_out": left_out, "unknown_offices": dict(importer.unknown.most_common())}).decode())
    else:
        say(f"{written} entries written to {out}, {left_out} items left out")
    raise typer.Exit(Status.SOME_FAILED if left_out else Status.DONE)


def _import(source: Path, importer: Importer, file: BinaryIO, *, as_toml_file: bool) -> tuple[int, int]:
    """How many entries were written, and how many items were not."""
    written = 0
    reasons: Counter[str] = Counter()
    for found in _entries(source, importer):
        if isinstance(found, Fault):
            if reasons.total() < NAMED:
                say(str(found))
            reasons[_ITEM.sub("", found.message).partition(", got")[0]] += 1
            continue
        file.write((b"\n" * (written > 0) + as_toml(found).encode()) if as_toml_file else as_line(found))
        written += 1
    if reasons.total() > NAMED:
        say(f"{reasons.total() - NAMED} more were left out; all of them together:")
        for reason, count in reasons.most_common():
            say(f"{count:10} {reason}")
    return written, reasons.total()


def _entries(source: Path, importer: Importer) -> Iterator[Entry | Fault]:
    written: set[str] = set()
    for item in items(source):
        if isinstance(item, Fault):
            yield item
            continue
        made = importer.entry(item)
        if not isinstance(made, str):
            if made.id in written:
                yield Fault(str(source), item.line, f"{item.id}: expected an item once, got it again")
            else:
                written.add(made.id)
                yield made
        elif item.id not in importer.positions:  # A position serves the persons who hold it.
            yield Fault(str(source), item.line, f"{item.id}: {made}")
