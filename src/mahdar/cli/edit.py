"""``mahdar edit``: corrections of what was read, each an entry in the record's log."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import msgspec
import typer

from mahdar.cli import editlog, options
from mahdar.cli.judging import (
    Confirm,
    NewLabel,
    OfPage,
    Reject,
    Who,
    Why,
    Words,
    enter,
    given,
    in_or_out,
    parts,
    say_counted,
    value_of,
    verdict,
    with_role,
)
from mahdar.corrections import FIELDS
from mahdar.corrections.model import Layer
from mahdar.errors import UsageError
from mahdar.record.edits import Do, Edit

app = typer.Typer(no_args_is_help=True, help="Correct what was read, confirm or reject it, and share corrections.", subcommand_metavar="WHAT …")

Given: TypeAlias = str | None


def _value(name: str, of: str, metavar: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(name, help=f"{of}", metavar=metavar)
    return option


Id = Annotated[str, typer.Argument(help="Its id, as `mahdar show` prints it.", metavar="ID")]
Many: TypeAlias = list[str] | None


def _words_of(layer: Layer, field: str) -> str:
    return "|".join(FIELDS[layer][field].words)


@app.callback()
def edit(ctx: typer.Context, record_path: options.RecordPath) -> None:
    """Correct what was read, confirm or reject it, and share corrections.

    What the machine read is kept: an undo brings it back. `-` for a value says that nothing is told.
    """
    ctx.obj = record_path


@app.command(epilog="Example: `mahdar edit talks.mahdar statement 3f0c2a9d11be --speaker lavrov --why 'the minister, not his envoy'`")
def statement(
    ctx: typer.Context,
    id_: Id,
    *,
    speaker: Annotated[Given, _value("--speaker", "Who speaks: an entity.", "ENTITY")] = None,
    addressee: Annotated[Given, _value("--addressee", "Who is spoken to.", "ENTITY")] = None,
    target: Annotated[Given, _value("--target", "Whom or what the act is aimed at, where that isn't the addressee.", "ENTITY")] = None,
    act: Annotated[Given, _value("--act", "What is done by it.", _words_of("statement", "act"))] = None,
    kind: Annotated[Given, _value("--kind", "How it is worded.", _words_of("statement", "kind"))] = None,
    polarity: Annotated[Given, _value("--polarity", "Whether the act is negated.", _words_of("statement", "polarity"))] = None,
    content: Annotated[Given, _value("--content", "What was said: words of the page, or START,END.", "WORDS")] = None,
    cue: Annotated[Given, _value("--cue", "The attributing word.", "WORDS")] = None,
    via: Annotated[Given, _value("--via", "What carried it, nearest to the speaker.", "ENTITY")] = None,
    issue: Annotated[Many, typer.Option("--issue", help="An issue that it is about; KEY=- where it isn't. May be repeated.", metavar="KEY")] = None,
    words: Words = None,
    new_label: NewLabel = None,
    confirm: Confirm = False,
    reject: Reject = False,
    who: Who = None,
    why: Why = None,
    as_json: options.AsJson = False,
) -> None:
    """Correct a statement. Positions go with its speaker, and fall with it where it is rejected."""
    values = given(speaker=speaker, addressee=addressee, target=target, act=act, kind=kind, polarity=polarity, content=content, cue=cue)
    values |= {**({"via/0": value_of(via)} if via is not None else {}), **parts("issues", issue, in_or_out)}
    do = verdict("statement", values, confirm=confirm, reject=reject)
    edit = Edit(layer="statement", id=id_, do=do, values=values, words=words, new_label=new_label)
    enter(_record(ctx), edit, who=who, why=why, as_json=as_json)


@app.command(epilog="Example: `mahdar edit talks.mahdar meeting astana-19 --page 5f3a9c --start 2022-11-22 --participant jordan=observer`")
def meeting(
    ctx: typer.Context,
    id_: Id,
    *,
    page: OfPage = None,
    all_pages: Annotated[bool, typer.Option("--all-pages", help="What every page tells of it is meant.")] = False,
    kind: Annotated[Given, _value("--kind", "What sort it is.", _words_of("meeting", "kind"))] = None,
    series: Annotated[Given, _value("--series", "The series that it is of.", "ID")] = None,
    ordinal: Annotated[Given, _value("--ordinal", "Its number in the series.", "N")] = None,
    place: Annotated[Given, _value("--place", "Where it is held.", "ENTITY")] = None,
    start: Annotated[Given, _value("--start", "Its first day.", "DATE")] = None,
    end: Annotated[Given, _value("--end", "Its last day.", "DATE")] = None,
    host: Annotated[Given, _value("--host", "Who hosts it.", "ENTITY")] = None,
    convener: Annotated[Given, _value("--convener", "Who calls it or mediates.", "ENTITY")] = None,
    level: Annotated[Given, _value("--level", "Of whom it is.", _words_of("meeting", "level"))] = None,
    status: Annotated[Given, _value("--status", "Whether it was held.", _words_of("meeting", "status"))] = None,
    outcome: Annotated[Given, _value("--outcome", "The document that came of it.", "ID")] = None,
    participant: Annotated[
        Many, typer.Option("--participant", help="Who takes part and as what; ENTITY=- for who doesn't. May be repeated.", metavar="ENTITY=ROLE")
    ] = None,
    issue: Annotated[Many, typer.Option("--issue", help="An issue on its agenda; KEY=- where it isn't. May be repeated.", metavar="KEY")] = None,
    join: Annotated[Given, _value("--join", "It is the meeting with this id.", "ID")] = None,
    part: Annotated[Given, _value("--part", "It isn't the meeting with this id, although it has it or was joined with it.", "ID")] = None,
    words: Words = None,
    new_label: NewLabel = None,
    confirm: Confirm = False,
    reject: Reject = False,
    who: Who = None,
    why: Why = None,
    as_json: options.AsJson = False,
) -> None:
    """Correct a meeting as one page tells it, or all of them; join it with another, or part it."""
    values = given(kind=kind, series=series, ordinal=ordinal, place=place, start=start, end=end, host=host, convener=convener)
    values |= given(level=level, status=status, outcome=outcome)
    values |= {**parts("participants", participant, with_role), **parts("agenda", issue, in_or_out)}
    of = Edit(layer="meeting", id=id_, page=page, all_pages=all_pages, words=words, new_label=new_label)
    if join is None and part is None:
        edits = [msgspec.structs.replace(of, do=verdict("meeting", values, confirm=confirm, reject=reject), values=values)]
    else:
        if confirm or reject or (join is not None and part is not None):
            raise UsageError("expected one of --join, --part, --confirm and --reject, got several")
        edits = [msgspec.structs.replace(of, values=values)] if values else []
        do: Do = "join" if join is not None else "part"
        edits.append(Edit(layer="meeting", id=id_, page=page, all_pages=all_pages, do=do, other=join if join is not None else part))
    enter(_record(ctx), *edits, who=who, why=why, as_json=as_json)


@app.command(epilog="Example: `mahdar edit talks.mahdar commitment 0c3d5e7f9a1b --status breached --told-by russia`")
def commitment(
    ctx: typer.Context,
    id_: Id,
    *,
    page: OfPage = None,
    all_pages: Annotated[bool, typer.Option("--all-pages", help="What every page tells of it is meant.")] = False,
    kind: Annotated[Given, _value("--kind", "How it was undertaken.", _words_of("commitment", "kind"))] = None,
    status: Annotated[Given, _value("--status", "What became of it.", _words_of("commitment", "status"))] = None,
    date: Annotated[Given, _value("--date", "When it was agreed.", "DATE")] = None,
    issue: Annotated[Given, _value("--issue", "What it is about.", "PROCESS/KEY")] = None,
    told_by: Annotated[Given, _value("--told-by", "Who says so, where that isn't the page.", "ENTITY")] = None,
    party: Annotated[Many, typer.Option("--party", help="A party of it; ENTITY=- for one that isn't. May be repeated.", metavar="ENTITY")] = None,
    content: Annotated[Given, _value("--content", "What was undertaken: words of the page, or START,END.", "WORDS")] = None,
    new_label: NewLabel = None,
    confirm: Confirm = False,
    reject: Reject = False,
    who: Who = None,
    why: Why = None,
    as_json: options.AsJson = False,
) -> None:
    """Correct a commitment as one page tells it, or all of them."""
    values = given(kind=kind, status=status, date=date, issue=issue, told_by=told_by, content=content)
    values |= parts("parties", party, in_or_out)
    do = verdict("commitment", values, confirm=confirm, reject=reject)
    edit = Edit(layer="commitment", id=id_, do=do, values=values, page=page, all_pages=all_pages, new_label=new_label)
    enter(_record(ctx), edit, who=who, why=why, as_json=as_json)


@app.command(epilog="Example: `mahdar edit talks.mahdar position 3f0c2a9d11be --stance opposes`")
def position(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(help="The id of a statement behind it.", metavar="STATEMENT")],
    *,
    actor: Annotated[Given, _value("--actor", "Whose position is meant, where the statement backs several.", "ENTITY")] = None,
    issue: Annotated[
        Given, _value("--issue", "On what, where the statement backs several; with its process where it is an issue of several.", "[PROCESS/]KEY")
    ] = None,
    stance: Annotated[Given, _value("--stance", "How the actor stands.", _words_of("position", "stance"))] = None,
    new_actor: Annotated[Given, _value("--new-actor", "Who takes it.", "ENTITY")] = None,
    new_issue: Annotated[Given, _value("--new-issue", "What it is on.", "PROCESS/KEY")] = None,
    target: Annotated[Given, _value("--target", "Whose doing it is about.", "ENTITY")] = None,
    date: Annotated[Given, _value("--date", "When it was taken.", "DATE")] = None,
    told_by: Annotated[Given, _value("--told-by", "Who says so, where that is one source without a name of his own.", "ENTITY")] = None,
    new_label: NewLabel = None,
    confirm: Confirm = False,
    reject: Reject = False,
    who: Who = None,
    why: Why = None,
    as_json: options.AsJson = False,
) -> None:
    """Correct how an actor stands on an issue."""
    values = given(stance=stance, actor=new_actor, issue=new_issue, target=target, date=date, told_by=told_by)
    do = verdict("position", values, confirm=confirm, reject=reject)
    edit = Edit(layer="position", id=id_, do=do, values=values, actor=actor, issue=issue, new_label=new_label)
    enter(_record(ctx), edit, who=who, why=why, as_json=as_json)


Page = Annotated[str, typer.Argument(help="The page, by 6 digits or more of its id.", metavar="PAGE")]
At = Annotated[str, typer.Argument(help="Where on it: its words, where they stand once, or START,END.", metavar="WORDS")]


@app.command(epilog="Example: `mahdar edit talks.mahdar name 5f3a9c 120,128 --entity lavrentiev`")
def name(
    ctx: typer.Context,
    page: Page,
    at: At,
    *,
    entity: Annotated[Given, _value("--entity", "Whom or what it names.", "ENTITY")] = None,
    kind: Annotated[Given, _value("--kind", "What sort of thing that is.", _words_of("name", "kind"))] = None,
    span: Annotated[Given, _value("--span", "The name itself: words of the page, or START,END.", "WORDS")] = None,
    new_label: NewLabel = None,
    confirm: Confirm = False,
    reject: Reject = False,
    who: Who = None,
    why: Why = None,
    as_json: options.AsJson = False,
) -> None:
    """Correct one name on one page."""
    _characters(ctx, "name", page, at, {"entity": entity, "kind": kind, "span": span}, (confirm, reject), new_label, who, why, as_json)


@app.command(epilog="Example: `mahdar edit talks.mahdar time 5f3a9c 'أمس الثلاثاء' --value 2018-09-04`")
def time(
    ctx: typer.Context,
    page: Page,
    at: At,
    *,
    value: Annotated[Given, _value("--value", "The day, month, year or range that is meant (EDTF).", "DATE")] = None,
    confirm: Confirm = False,
    reject: Reject = False,
    who: Who = None,
    why: Why = None,
    as_json: options.AsJson = False,
) -> None:
    """Correct what a time expression means."""
    _characters(ctx, "time", page, at, {"value": value}, (confirm, reject), None, who, why, as_json)


@app.command(epilog="Example: `mahdar edit talks.mahdar block 5f3a9c 0,24 --role furniture`")
def block(
    ctx: typer.Context,
    page: Page,
    at: At,
    *,
    role: Annotated[str, _value("--role", "What it is.", _words_of("block", "role"))],
    who: Who = None,
    why: Why = None,
    as_json: options.AsJson = False,
) -> None:
    """Correct the role of a block. What was read in a block that is furniture falls; in one that was furniture nothing is read."""
    _characters(ctx, "block", page, at, {"role": role}, (False, False), None, who, why, as_json)


@app.command(epilog="Example: `mahdar edit talks.mahdar page 5f3a9c --published 2018-09-07`")
def page(
    ctx: typer.Context,
    id_: Page,
    *,
    published: Annotated[Given, _value("--published", "The day, month or year when it was published.", "DATE")] = None,
    outlet: Annotated[Given, _value("--outlet", "Who published it.", "NAME")] = None,
    source: Annotated[Given, _value("--source", "The one capture that is meant, where a page was found several times.", "SOURCE")] = None,
    words: Words = None,
    confirm: Confirm = False,
    who: Who = None,
    why: Why = None,
    as_json: options.AsJson = False,
) -> None:
    """Set the date or the outlet of a page. Days that were counted from another date stay as they are, and are told."""
    values = given(published=published, outlet=outlet)
    do = verdict("page", values, confirm=confirm, reject=False)
    enter(_record(ctx), Edit(layer="page", id=id_, do=do, values=values, source=source, words=words), who=who, why=why, as_json=as_json)
    if published is not None:
        say_counted(_record(ctx), id_)


@app.command(epilog="Example: `mahdar edit talks.mahdar entity person:sirghi-lafruf --into lavrov`")
def entity(
    ctx: typer.Context,
    id_: Id,
    *,
    into: Annotated[Given, _value("--into", "It is this entity, on every page; its old id leads there.", "ENTITY")] = None,
    apart: Annotated[Given, _value("--not", "It isn't this entity: no rule takes them for one.", "ENTITY")] = None,
    split: Annotated[Given, _value("--split", "What --page or --spelling names is this entity instead.", "ENTITY")] = None,
    of_page: OfPage = None,
    spelling: Annotated[Given, _value("--spelling", "The spelling that is split off.", "NAME")] = None,
    label_ar: Annotated[Given, _value("--label-ar", "Its Arabic name.", "NAME")] = None,
    label_en: Annotated[Given, _value("--label-en", "Its English name.", "NAME")] = None,
    kind: Annotated[Given, _value("--kind", "What sort of thing it is.", _words_of("entity", "kind"))] = None,
    wikidata: Annotated[Given, _value("--wikidata", "Its Wikidata id.", "Q…")] = None,
    new_label: NewLabel = None,
    confirm: Confirm = False,
    who: Who = None,
    why: Why = None,
    as_json: options.AsJson = False,
) -> None:
    """Say what an entity is, over the whole record: merge it into another, tell it apart from one, split it, name it."""
    values = {"label/ar": label_ar, "label/en": label_en, "kind": kind, "wikidata": wikidata}
    values = {field: value_of(value) for field, value in values.items() if value is not None}
    if sum((into is not None, apart is not None, split is not None, confirm, bool(values))) != 1:
        raise UsageError("expected one of --into, --not, --split, --confirm and its names, kind or Wikidata id")
    if split is None and (of_page is not None or spelling is not None):
        raise UsageError("expected --split with --page or --spelling, got none")
    do: Do = "merge" if into is not None else "apart" if apart is not None else "split" if split is not None else "confirm" if confirm else "correct"
    other = next((one for one in (into, apart, split) if one is not None), None)
    edit = Edit(layer="entity", id=id_, do=do, values=values, other=other, page=of_page, spelling=spelling, new_label=new_label)
    enter(_record(ctx), edit, who=who, why=why, as_json=as_json)


def _record(ctx: typer.Context) -> str | Path:
    return ctx.obj  # type: ignore[no-any-return]


def _characters(
    ctx: typer.Context,
    layer: Layer,
    wanted: str,
    at: str,
    options: dict[str, str | None],
    asked: tuple[bool, bool],
    new_label: str | None,
    who: str | None,
    why: str | None,
    as_json: bool,
) -> None:
    values = given(**options)
    do = verdict(layer, values, confirm=asked[0], reject=asked[1])
    enter(_record(ctx), Edit(layer=layer, id=wanted, at=at, do=do, values=values, new_label=new_label), who=who, why=why, as_json=as_json)


for command, (named, example) in editlog.COMMANDS.items():
    app.command(named, epilog=f"Example: `{example}`")(command)
