"""What people ask to be corrected, as the command line and the reading room's forms both say it, and the changes that it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

import msgspec
from sqlalchemy import Connection, select

from mahdar.corrections import Change, Target
from mahdar.corrections.fields import FIELDS, part_of
from mahdar.corrections.model import Layer
from mahdar.errors import UsageError
from mahdar.model import Entity, NameKind, Noun, Span
from mahdar.record import schema, targets

Do = Literal["correct", "confirm", "reject", "merge", "split", "apart", "join", "part"]
"""What is asked: see `mahdar.corrections.model.Kind`."""

OTHER: tuple[Do, ...] = ("merge", "split", "apart", "join", "part")
"""What names another entity or meeting, too."""


class Edit(Noun, frozen=True, kw_only=True):
    """One thing that somebody asks.

    ``id`` is that of a statement, meeting, commitment or entity, of a statement behind a position, or of the page (6 digits or more of it) of
    which a page, name, time or block is meant; names, times and blocks stand ``at`` its words, where they stand once, or at ``START,END``.
    ``values`` are the corrected fields (`mahdar.corrections.FIELDS`); null says that nothing is told, and words of the page are given as ``at`` is.
    ``words`` are those that say the values. ``other`` is the entity or meeting that `OTHER` names.

    ``page`` narrows a meeting or commitment to what one page tells of it, and a split to one page; ``all_pages`` says that what every page tells
    is meant. ``spelling`` is what is split off, ``source`` one capture of a page, ``actor`` and ``issue`` (``KEY`` or ``PROCESS/KEY``) say which
    position where the statement backs several. ``new_label`` names an entity that nobody knows yet, and whose id says its kind (``person:NAME``).
    """

    layer: Layer
    id: str
    do: Do = "correct"
    values: dict[str, str | None] = msgspec.field(default_factory=dict)
    other: str | None = None
    at: str | None = None
    words: str | None = None
    page: str | None = None
    all_pages: bool = False
    spelling: str | None = None
    source: str | None = None
    actor: str | None = None
    issue: str | None = None
    new_label: str | None = None


def changes(connection: Connection, edit: Edit) -> list[Change]:
    """What an edit means for the things that it is about. Raises `UsageError` where there is no such thing, or the edit makes no sense."""
    if (edit.do in OTHER) != (edit.other is not None):
        raise UsageError(f"expected the id of another to {edit.do}, got none" if edit.other is None else f"expected no other to {edit.do}")
    if edit.do == "correct" and not edit.values:
        raise UsageError(f"expected a value for a field of the {edit.layer}, got nothing")
    if edit.do != "split" and edit.layer == "entity" and (edit.page is not None or edit.spelling is not None):
        raise UsageError("expected to split an entity by a page or a spelling, got something else to do")
    return [change for target in _targets(connection, edit) for change in _changes(connection, target, edit)]


def target(connection: Connection, edit: Edit) -> Target:
    """The one thing that an edit is about. Raises `UsageError` where there is none, or several pages tell of it."""
    (found,) = _targets(connection, edit)
    return found


def _targets(connection: Connection, edit: Edit) -> Sequence[Target]:
    if edit.layer == "statement":
        return [targets.of_statement(connection, edit.id)]
    if edit.layer == "meeting":
        return tellings_of("meeting", targets.of_meeting(connection, edit.id), _page(connection, edit), all_pages=edit.all_pages)
    if edit.layer == "commitment":
        return tellings_of("commitment", targets.of_commitment(connection, edit.id), _page(connection, edit), all_pages=edit.all_pages)
    if edit.layer == "position":
        return [targets.of_position(connection, edit.id, actor=edit.actor, issue=edit.issue)]
    if edit.layer == "page":
        return [targets.of_page(connection, edit.id, edit.source)]
    if edit.layer == "entity":
        if edit.do == "apart":
            return [targets.of_two(connection, edit.id)]
        return [targets.of_entity(connection, edit.id, page=edit.page, spelling=edit.spelling)]
    if edit.at is None:
        raise UsageError(f"expected where the {edit.layer} stands, as START,END, got nothing")
    return [targets.of_characters(connection, edit.layer, edit.id, span_of(text_of(connection, targets.of_page(connection, edit.id)), edit.at))]


def _page(connection: Connection, edit: Edit) -> str | None:
    return targets.page_id(connection, edit.page) if edit.page is not None else None


def _changes(connection: Connection, target: Target, edit: Edit) -> list[Change]:
    if edit.do in ("confirm", "reject"):
        return [Change(kind=edit.do, target=target)]
    if edit.do != "correct":
        return [Change(kind=edit.do, target=target, value=edit.other, entities=new_entities(edit.other, edit.new_label))]
    text = text_of(connection, target) if target.text_hash is not None else None
    said = span_of(text, edit.words) if edit.words is not None and text is not None else None
    return [_correction(target, field, value, said, edit.new_label, text) for field, value in edit.values.items()]


def _correction(target: Target, field: str, value: str | None, words: Span | None, new_label: str | None, text: str | None) -> Change:
    """The correction of one field. ``text`` is the page's, for fields that are words of it."""
    name, part = part_of(field)
    known = FIELDS[target.layer].get(name)
    if known is None:
        raise UsageError(f"expected a field of a {target.layer} ({', '.join(FIELDS[target.layer])}), got {field!r}")
    if known.sort == "words":
        words = span_of(text or "", value) if value is not None else None
        value = None
    named = part if name in ("participants", "parties") else value
    return Change(kind="correct", target=target, field=field, value=value, words=words, entities=new_entities(named, new_label))


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
    if comma and _is_number(start) and _is_number(end):
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


def _is_number(told: str) -> bool:
    told = told.strip()
    return told.isascii() and told.isdigit() and len(told) < 10


def tellings_of(layer: Layer, found: Mapping[str, Target], page: str | None, *, all_pages: bool) -> list[Target]:
    """What is meant of a thing that several pages may tell of, by page; ``page`` is the id of the one that is meant."""
    if page is not None:
        if page not in found:
            raise UsageError(f"expected a page that tells of the {layer} ({', '.join(one[:12] for one in found)}), got {page!r}")
        return [found[page]]
    # Pages with the same text are judged together.
    distinct = list(dict.fromkeys(found.values()))
    if len(distinct) > 1 and not all_pages:
        told = ", ".join(f"{one[:12]} «{(target.quote or '')[:40]}»" for one, target in found.items())
        raise UsageError(f"expected --page or --all-pages, for {len(found)} pages tell of the {layer}: {told}")
    return distinct
