"""What the commands of ``mahdar edit`` share: who judges and why, options that become corrections, and how what was done is told."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from mahdar.cli.terminal import put, say
from mahdar.corrections import Judgement
from mahdar.corrections.model import Layer
from mahdar.errors import UsageError
from mahdar.record import Record, targets
from mahdar.record.edits import Do, Edit
from mahdar.record.entering import enter as record_edits
from mahdar.record.entering import linked
from mahdar.record.judging import Judged
from mahdar.record.queries.pages import reading

WHO = "MAHDAR_WHO"
"""The environment variable with the name of who judges."""

NOTHING = "-"
"""Given for a value, it says that nothing is told."""

Who = Annotated[
    str | None,
    typer.Option("--who", help=f"Who judges. By default the name in {WHO}, else that of your login.", metavar="NAME", envvar=WHO, show_envvar=False),
]
Why = Annotated[str | None, typer.Option("--why", help="The reason, in your words.", metavar="TEXT")]
Confirm = Annotated[bool, typer.Option("--confirm", help="It is right as it is shown.")]
Reject = Annotated[bool, typer.Option("--reject", help="It isn't there: what the machine read is wrong.")]
Words = Annotated[
    str | None,
    typer.Option("--words", help="The words of the page that say it: themselves, where they stand once, or START,END.", metavar="WORDS"),
]
OfPage = Annotated[str | None, typer.Option("--page", help="The page whose telling is meant, by 6 digits or more of its id.", metavar="PAGE")]
NewLabel = Annotated[
    str | None,
    typer.Option("--new-label", help="The name of an entity that nobody knows yet; its id says its kind, as person:NAME.", metavar="NAME"),
]


def name_of(who: str | None) -> str:
    """Who judges, if not given, by the environment, else by the login."""
    if who is None or not who.strip():
        who = os.environ.get(WHO) or _login()
    if not who.strip():
        raise UsageError(f"expected who judges; give it with --who, or set {WHO}")
    return who.strip()


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # A process without a user.
        return ""


def given(**options: str | None) -> dict[str, str | None]:
    """The fields of options that were given; `NOTHING` empties one."""
    return {name: value_of(value) for name, value in options.items() if value is not None}


def value_of(value: str) -> str | None:
    """A value as it was given; null where it was `NOTHING`."""
    return None if value == NOTHING else value


def parts(field: str, given: Sequence[str] | None, value: Callable[[str], tuple[str, str]]) -> dict[str, str | None]:
    """The fields ``FIELD/PART`` of an option that may be repeated; ``value`` parts what was given into PART and its value."""
    return {f"{field}/{part}": value_of(said) for one in given or () for part, said in [value(one)]}


def with_role(one: str) -> tuple[str, str]:
    """``ENTITY=ROLE``."""
    part, equals, role = one.partition("=")
    if not part or not equals or not role:
        raise UsageError(f"expected ENTITY=ROLE, or ENTITY={NOTHING} for one who doesn't take part, got {one!r}")
    return part, role


def in_or_out(one: str) -> tuple[str, str]:
    """``KEY``, or ``KEY=-`` for one that isn't told."""
    part, equals, value = one.partition("=")
    if not part or (equals and value != NOTHING):
        raise UsageError(f"expected ID, or ID={NOTHING} to take it out, got {one!r}")
    return part, NOTHING if equals else "yes"


def verdict(layer: Layer, values: Mapping[str, str | None], *, confirm: bool, reject: bool) -> Do:
    """Whether it is confirmed, rejected, or corrected by ``values``. Raises `UsageError` where nothing is asked, or too much."""
    if confirm + reject + bool(values) != 1:
        got = "several" if confirm or reject or values else "nothing"
        raise UsageError(f"expected one of --confirm, --reject and a value for a field of the {layer}, got {got}")
    return "confirm" if confirm else "reject" if reject else "correct"


def enter(record_path: str | Path, *edits: Edit, who: str | None, why: str | None, as_json: bool) -> None:
    """Judge, and tell what was done: the judgements on standard output, what they go against on standard error."""
    for edit in edits:
        if edit.words is not None and not edit.values:
            raise UsageError("expected a value with --words, got none")
    with Record.open(record_path) as record:
        done = record_edits(record, edits, who=name_of(who), why=why)
        link(record)
    if as_json:
        put(msgspec.json.encode(done).decode())
        return
    for one in done:
        put(f"{told(one.judgement)}  ({_pages(one)})")
        for earlier in one.against:
            say(f"goes against {told(earlier)}; the later one holds, both are kept")


def link(record: Record) -> None:
    """Link the pages that changed, or tell why they wait."""
    if waits := linked(record):
        say(f"entered; pages that changed wait to be linked: {waits}")


def told(one: Judgement) -> str:
    """A judgement on one line: its id, what it does, and who judged it when."""
    by = f"{one.who}, {one.at[:16].replace('T', ' ')}"
    if one.target is None:
        return f"{one.id}  undo {one.undoes}  [{by}]" + (f"  {one.why}" if one.why else "")
    target = one.target
    what = f"{target.layer} {(target.item or '')[: 16 if target.layer == 'page' else None]}".strip()
    quote = " ".join(target.quote.split()) if target.quote else ""
    words = f" «{quote[:40]}{'…' if len(quote) > 40 else ''}»" if quote else ""
    value = f"{one.words.start},{one.words.end}" if one.words is not None and one.value is None else one.value
    does = f"{one.field} = {'nothing' if value is None else value}" if one.kind == "correct" else " ".join(filter(None, (one.kind, one.value)))
    return f"{one.id}  {what}{words}: {does}  [{by}]" + (f"  {one.why}" if one.why else "")


def _pages(one: Judged) -> str:
    if one.judgement.kind == "apart":
        return "all pages"
    fitting = sum(effect.status != "stale" for effect in one.effects.values())
    stale = len(one.effects) - fitting
    return f"{fitting} page{'' if fitting == 1 else 's'}" + (f", {stale} it doesn't fit" if stale else "")


def say_counted(record_path: str | Path, wanted: str) -> None:
    """Tell of the days of a page that were counted from its date before that was set."""
    with Record.open(record_path, read_only=True) as record, record.read() as connection:
        found = reading(connection, targets.page_id(connection, wanted))
    counted = [time for time in found.times if time.anchor == "published" and time.value is not None] if found else []
    if found and counted:
        told = ", ".join(f"{time.start},{time.end} «{time.of(found.text)}» {time.value}" for time in counted)
        say(f"these were counted from the date that the page had, and stay until you correct them: {told}")
