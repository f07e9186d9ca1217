"""``mahdar knowledge``: the entries by which names are found, listed, shown, checked, added to and imported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from mahdar.cli import knowledge_writing, options
from mahdar.cli.terminal import Status, put, say
from mahdar.errors import UsageError
from mahdar.knowledge import Knowledge, load
from mahdar.knowledge.adding import Added
from mahdar.knowledge.forms import Entry, OutletSite, Person, Place, Settlement, State
from mahdar.knowledge.loader import shipped_rows, without_entries
from mahdar.knowledge.rows import FORMS, Fault, Row, id_of, kind_of, rows
from mahdar.knowledge.writing import as_toml

app = typer.Typer(no_args_is_help=True, help="Look at the entries by which names are found, check them, and add your own.")


class Checked(msgspec.Struct, frozen=True):
    """What a check found."""

    entries: int
    faults: tuple[Fault, ...]


@app.command("list", epilog="Example: `mahdar knowledge list person --state kazakhstan`")
def list_(
    kind: Annotated[str | None, typer.Argument(help=f"One of {', '.join(FORMS)}. All if left out.", metavar="KIND")] = None,
    *,
    state: Annotated[
        str | None, typer.Option("--state", help="Only what is of this state, persons who held an office of it among them.", metavar="ID")
    ] = None,
    knowledge: options.KnowledgeFiles = None,
    as_json: options.AsJson = False,
) -> None:
    """Print the entries, one a line: kind, id, Arabic name, English name, with tabs between."""
    if kind is not None and kind not in FORMS:
        raise UsageError(f"expected a kind, one of {', '.join(FORMS)}, got {kind!r}")
    known = load(*(knowledge or ()))
    if state is not None and state not in {s.id for s in known.states}:
        raise UsageError(f"--state: expected the id of a state, got {state!r}; `mahdar knowledge list state` lists them")
    found = [entry for entry in _entries(known) if kind in (None, kind_of(entry))]
    if state is not None:
        states = _states_of(known)
        found = [entry for entry in found if state in states[id_of(entry)]]
    if as_json:
        put(msgspec.json.encode({"total": len(found), "offset": 0, "items": found}).decode())
        return
    for entry in found:
        names, english = entry.names, "" if isinstance(entry, OutletSite) else entry.en
        put("\t".join([kind_of(entry), id_of(entry), names[0] if names else "", english]))


@app.command(epilog="Example: `mahdar knowledge show lavrov`")
def show(
    id_: Annotated[str, typer.Argument(help="The id of an entry.", metavar="ID")],
    *,
    knowledge: options.KnowledgeFiles = None,
    as_json: options.AsJson = False,
) -> None:
    """Print one entry, with the site of an outlet, as it would stand in a file of your own."""
    known = load(*(knowledge or ()))
    wanted = known.redirects.get(id_, id_)
    if wanted != id_:
        say(f"{id_} is {wanted}")
    found = [entry for entry in (*_entries(known), *map(_plain, known.settlements)) if id_of(entry) == wanted]
    if not found:
        raise UsageError(_nothing(known, wanted))
    if as_json:
        put(msgspec.json.encode(found[0] if len(found) == 1 else found).decode())
    else:
        put("\n".join(map(as_toml, found)).rstrip("\n"))


@app.command(epilog="Example: `mahdar knowledge check names.toml`")
def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Files of knowledge (TOML or JSON Lines), checked together. The shipped ones if left out.", metavar="FILE", exists=True),
    ] = None,
    *,
    as_json: options.AsJson = False,
) -> None:
    """Check files of knowledge, and print all that is wrong with them, each with file and line.

    Status 0 where nothing is, 1 where something is, 2 where a file can't be read at all.
    """
    checked = check_files(files) if files else _faults(Added(without_entries()), [shipped_rows()])
    if as_json:
        put(msgspec.json.encode(checked).decode())
    else:
        for fault in checked.faults:
            put(str(fault))
        put(f"{checked.entries} entries, {len(checked.faults)} faults")
    raise typer.Exit(Status.SOME_FAILED if checked.faults else Status.DONE)


def check_files(files: list[Path]) -> Checked:
    """What is wrong with a user's files, on top of what ships. Raises `DataError` where one can't be read."""
    return _faults(Added(load()), [rows(path) for path in files])


def _faults(added: Added, sources: list[Iterator[Row | Fault]]) -> Checked:
    found = [fault for source in sources for fault in added.take(source)]
    found += added.faults()
    return Checked(added.count, tuple(sorted(found, key=lambda fault: (fault.source, fault.line or 0))))


def _entries(known: Knowledge) -> Iterator[Entry | OutletSite]:
    for _, entry in known.entries():
        yield entry
    yield from known.outlets.outlet


def _plain(settlement: Settlement) -> Place:
    """A place of the gazetteer as it would stand in a file of entries."""
    return Place(**{field: getattr(settlement, field) for field in Place.__struct_fields__})


def _states_of(known: Knowledge) -> dict[str, set[str]]:
    """The states that each entry is of, a person's those of the offices too."""
    out: dict[str, set[str]] = {}
    for _, entry in known.entries():
        found = {entry.id} if isinstance(entry, State) else {getattr(entry, "state", None) or ""}
        if isinstance(entry, Person):
            found |= {of for office in entry.offices if (of := office.of)}
        out[entry.id] = found
    organizations = {organization.id: organization.state for organization in known.organizations}
    for person in known.persons:
        out[person.id] |= {state for of in out[person.id] if (state := organizations.get(of))}
    return out | {site.entity: {organizations.get(site.entity) or ""} for site in known.outlets.outlet if site.entity not in out}


def _nothing(known: Knowledge, id_: str) -> str:
    """Why there is no entry to show."""
    for state in known.states:
        if id_ == state.government:
            return f"{id_} has no entry: it is the government of {state.id}, whose entry has its names"
        for body in known.bodies:
            if id_ == known.pattern_ids.get(f"{state.id}/{body.key}", f"{state.id}-{body.key}"):
                return f"{id_} has no entry: it is made by pattern, {body.en.format(en=state.en)}. An entry with this id adds names of its own to it"
    return f"expected the id of an entry, got {id_!r}; `mahdar knowledge list` lists them"


knowledge_writing.register(app)
