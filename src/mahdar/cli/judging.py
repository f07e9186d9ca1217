"""What the commands of ``mahdar edit`` share: who judges and why, options that become corrections, and how what was done is told."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, get_args

import msgspec
import typer
from sqlalchemy import Connection, select

from mahdar.cli.terminal import put, say
from mahdar.corrections import Change, Judgement, Target
from mahdar.corrections.fields import FIELDS, part_of
from mahdar.corrections.model import Layer
from mahdar.errors import MissingError, UsageError
from mahdar.linking.linker import shipped
from mahdar.model import Entity, NameKind, Span
from mahdar.record import Record, schema, targets
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


def asked(
    target: Target, given: Mapping[str, str | None], *, words: Span | None = None, new_label: str | None = None, text: str | None = None
) -> list[Change]:
    """A correction for each field of ``given`` that has a value. ``text`` is the page's, for fields that are words of it."""
    changes = []
    for field, value in given.items():
        if value is None:
            continue
        known = FIELDS[target.layer][part_of(field)[0]]
        told = None if value == NOTHING else value
        mine = words
        if known.sort == "words":
            assert text is not None
            mine, told = (span_of(text, told), None) if told is not None else (None, None)
        named = part_of(field)[1] if part_of(field)[0] in ("participants", "parties") else told
        changes.append(Change(kind="correct", target=target, field=field, value=told, words=mine, entities=new_entities(named, new_label)))
    return changes


def parts(field: str, given: Sequence[str] | None, value: Callable[[str], tuple[str, str | None]]) -> dict[str, str | None]:
    """The fields ``FIELD/PART`` of an option that may be repeated; ``value`` parts what was given into PART and its value."""
    return {f"{field}/{part}": told for one in given or () for part, told in [value(one)]}


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


def new_entities(id_: str | None, label: str | None) -> tuple[Entity, ...]:
    """The entity that an id and the label given beside it name; none where no label is. Raises `UsageError` for an id that doesn't say its kind."""
    if label is None or id_ is None:
        return ()
    kind = next((kind for kind in get_args(NameKind) if id_.startswith(f"{kind}:")), None)
    if kind is None:
        raise UsageError(f"expected an id that says its kind ({', '.join(f'{one}:NAME' for one in get_args(NameKind))}), got {id_!r}")
    return (Entity(id=id_, kind=kind, label={"ar": label}),)


def text_of(connection: Connection, target: Target) -> str:
    """The text in which a target stands."""
    p = schema.pages.c
    return str(connection.execute(select(p.text).where(p.text_hash == target.text_hash).limit(1)).scalar_one())


def span_of(text: str, wanted: str) -> Span:
    """The characters that ``wanted`` means: ``START,END``, or the words themselves. Raises `UsageError` where they don't stand there once."""
    start, comma, end = wanted.partition(",")
    if comma and start.strip().isdigit() and end.strip().isdigit():
        span = Span(start=int(start), end=int(end))
        if not span.start < span.end <= len(text):
            raise UsageError(f"expected START,END with 0 <= START < END <= {len(text)}, got {wanted}")
        return span
    places = []
    at = text.find(wanted)
    while at >= 0:
        places.append(at)
        at = text.find(wanted, at + 1)
    if len(places) != 1:
        found = ", ".join(f"{place},{place + len(wanted)}" for place in places[:8]) or "nowhere"
        raise UsageError(f"expected words that stand in the page once, got {wanted!r}, which stands at: {found}")
    return Span(start=places[0], end=places[0] + len(wanted))


def one_verdict(target: Target, changes: Sequence[Change], *, confirm: bool, reject: bool, otherwise: str) -> list[Change]:
    """``changes``, or the confirmation or rejection in their place. Raises `UsageError` where nothing is asked, or too much."""
    if confirm + reject + bool(changes) != 1:
        raise UsageError(f"expected one of --confirm, --reject and {otherwise}, got {'nothing' if not (confirm or reject or changes) else 'several'}")
    return list(changes) or [Change(kind="confirm" if confirm else "reject", target=target)]


def enter(record_path: str | Path, changes: Callable[[Connection], Sequence[Change]], *, who: str | None, why: str | None, as_json: bool) -> None:
    """Judge, and tell what was done: the judgements on standard output, what they go against on standard error."""
    with Record.open(record_path) as record:
        with record.read() as connection:
            wanted = changes(connection)
        done = record.judge(*wanted, who=name_of(who), why=why)
        link(record)
    if as_json:
        put(msgspec.json.encode(done).decode())
        return
    for one in done:
        put(f"{told(one.judgement)}  ({_pages(one)})")
        for earlier in one.against:
            say(f"goes against {told(earlier)}; the later one holds, both are kept")


def link(record: Record) -> None:
    """Link the pages that changed. Where that needs an extra that isn't installed here, what was entered stands and they wait, as is told."""
    try:
        record.link(shipped)
    except MissingError as error:
        say(f"entered; pages that changed wait to be linked: {error}")


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


def changes_of(
    connection: Connection,
    target: Target,
    given: Mapping[str, str | None],
    words: str | None,
    new_label: str | None,
    *,
    confirm: bool = False,
    reject: bool = False,
) -> list[Change]:
    """What is asked of one target: corrections, or that it is confirmed or rejected. ``words`` are those of the page that say the value."""
    text = text_of(connection, target) if target.text_hash is not None else None
    said = span_of(text, words) if words is not None and text is not None else None
    corrections = asked(target, given, words=said, new_label=new_label, text=text)
    if words is not None and not corrections:
        raise UsageError("expected a value with --words, got none")
    return one_verdict(target, corrections, confirm=confirm, reject=reject, otherwise=f"a value for a field of the {target.layer}")


def tellings_of(connection: Connection, layer: Layer, found: Mapping[str, Target], page: str | None, *, all_pages: bool) -> list[Target]:
    """What is meant of a thing that several pages may tell of."""
    if page is not None:
        wanted = targets.page_id(connection, page)
        if wanted not in found:
            raise UsageError(f"expected a page that tells of the {layer} ({', '.join(one[:12] for one in found)}), got {page!r}")
        return [found[wanted]]
    # Pages with the same text are judged together.
    distinct = list(dict.fromkeys(found.values()))
    if len(distinct) > 1 and not all_pages:
        told = ", ".join(f"{one[:12]} «{(target.quote or '')[:40]}»" for one, target in found.items())
        raise UsageError(f"expected --page or --all-pages, for {len(found)} pages tell of the {layer}: {told}")
    return distinct


def say_counted(record_path: str | Path, wanted: str) -> None:
    """Tell of the days of a page that were counted from its date before that was set."""
    with Record.open(record_path, read_only=True) as record, record.read() as connection:
        found = reading(connection, targets.page_id(connection, wanted))
    counted = [time for time in found.times if time.anchor == "published" and time.value is not None] if found else []
    if found and counted:
        told = ", ".join(f"{time.start},{time.end} «{time.of(found.text)}» {time.value}" for time in counted)
        say(f"these were counted from the date that the page had, and stay until you correct them: {told}")
