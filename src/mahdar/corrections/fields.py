"""What of each thing can be corrected, and which values there are: one table, which the command line and imports are held to.

A field with a part is written ``participants/turkey``, ``via/0`` (the first link from the speaker outward), ``label/en``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, get_args

from mahdar import model
from mahdar.corrections.model import Judgement, Layer
from mahdar.model import Noun

Sort = Literal["entity", "word", "date", "number", "text", "words", "flag"]
"""Of what sort a value is: an entity's id, one of ``words``, an EDTF day, a whole number, any text, characters of the page, or ``yes``."""

_EDTF = re.compile(r"[12]\d{3}(-\d\d(-\d\d)?)?(/[12]\d{3}(-\d\d(-\d\d)?)?)?[~?%]?")
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_ID = re.compile(r"\S+")


class Field(Noun, frozen=True, kw_only=True):
    """A field that can be corrected. ``null`` says whether it may be emptied, ``part`` what stands behind the slash of its name, if anything."""

    sort: Sort
    words: tuple[str, ...] = ()
    null: bool = True
    part: str | None = None

    def expected(self) -> str:
        """What a value must be, in words."""
        if self.sort == "word":
            return f"one of {', '.join(self.words)}"
        told = {
            "entity": "an entity's id",
            "date": "a date as 2022-11-22, 2022-11 or 2022 (EDTF)",
            "number": "a whole number",
            "text": "text",
            "words": "characters of the page as START,END",
            "flag": "yes",
        }
        return told[self.sort]

    def takes(self, value: str) -> bool:
        """Whether ``value`` is of this sort."""
        if self.sort == "word":
            return value in self.words
        if self.sort == "date":
            return _EDTF.fullmatch(value) is not None
        if self.sort == "number":
            return value.isascii() and value.isdigit()
        if self.sort == "entity":
            return _ID.fullmatch(value) is not None
        return value == "yes" if self.sort == "flag" else bool(value.strip())


def _word(of: object, *, null: bool = False, part: str | None = None) -> Field:
    return Field(sort="word", words=get_args(of), null=null, part=part)


_ENTITY = Field(sort="entity")
_DATE = Field(sort="date")
_TEXT = Field(sort="text")
_SPAN = Field(sort="words", null=False)

FIELDS: Mapping[Layer, Mapping[str, Field]] = {
    "page": {"published": _DATE, "outlet": _TEXT},
    "block": {"role": _word(model.Role)},
    "time": {"value": _TEXT},
    "name": {"entity": Field(sort="entity", null=False), "kind": _word(model.NameKind), "span": _SPAN},
    "statement": {
        "speaker": _ENTITY,
        "addressee": _ENTITY,
        "target": _ENTITY,
        "act": _word(model.Act),
        "kind": _word(model.StatementKind),
        "polarity": _word(model.Polarity),
        "content": _SPAN,
        "cue": Field(sort="words"),
        "via": Field(sort="entity", part="N"),
        "issues": Field(sort="flag", part="KEY"),
    },
    "meeting": {
        "kind": _word(model.MeetingKind, null=True),
        "series": Field(sort="entity"),
        "ordinal": Field(sort="number"),
        "place": _ENTITY,
        "start": _DATE,
        "end": _DATE,
        "host": _ENTITY,
        "convener": _ENTITY,
        "level": _word(model.Level, null=True),
        "status": _word(model.Status),
        "outcome": _ENTITY,
        "participants": _word(model.ParticipantRole, null=True, part="ENTITY"),
        "agenda": Field(sort="flag", part="KEY"),
    },
    "commitment": {
        "kind": _word(model.CommitmentKind),
        "status": _word(model.CommitmentStatus),
        "date": _DATE,
        "issue": Field(sort="text"),
        "told_by": _ENTITY,
        "parties": Field(sort="flag", part="ENTITY"),
        "content": Field(sort="words"),
    },
    "position": {
        "stance": _word(model.Stance),
        "actor": Field(sort="entity", null=False),
        "target": _ENTITY,
        "date": _DATE,
        "issue": Field(sort="text", null=False),
        "told_by": _ENTITY,
    },
    "entity": {"kind": _word(model.NameKind), "label": Field(sort="text", null=False, part="LANGUAGE"), "wikidata": _TEXT},
}
"""By layer, then by field."""

CONFIRMED: tuple[Layer, ...] = ("time", "name", "statement", "meeting", "commitment", "position", "page", "entity")
REJECTED: tuple[Layer, ...] = ("time", "name", "statement", "meeting", "commitment", "position")


def part_of(field: str) -> tuple[str, str | None]:
    """A field's name and what stands behind its slash."""
    name, slash, part = field.partition("/")
    return name, part if slash else None


def names_entity(layer: Layer, field: str) -> str | None:
    """Which of a correction's parts is an entity's id: ``value``, ``part``, or neither."""
    known = FIELDS[layer].get(part_of(field)[0])
    if known is None or field in ("series", "outcome"):
        return None
    return "value" if known.sort == "entity" else "part" if known.part == "ENTITY" else None


def fault(one: Judgement) -> str | None:
    """What is wrong with a judgement, whatever the page: a field that there isn't, a value of another sort. None where nothing is."""
    if not one.who.strip():
        return "expected who judges, got nobody"
    if _AT.fullmatch(one.at) is None:
        return f"expected when as 2024-01-24T10:00:00.000000Z, got {one.at!r}"
    if one.kind == "undo":
        return None if one.undoes else "expected the id of the judgement that is undone, got none"
    target = one.target
    if target is None:
        return "expected what is judged, got nothing"
    if target.layer != "entity" and target.text_hash is None:
        return "expected the hash of the page's text, got none"
    if target.layer == "entity" and target.item is None:
        return "expected the id of an entity, got none"
    if target.layer not in ("entity", "page") and (target.span is None or not target.quote):
        return f"expected the characters and the quote of a {target.layer}, got none"
    if one.kind in ("confirm", "reject"):
        allowed = CONFIRMED if one.kind == "confirm" else REJECTED
        return None if target.layer in allowed else f"expected one of {', '.join(allowed)} to {one.kind}, got a {target.layer}"
    if one.kind in ("merge", "split", "apart", "join", "part"):
        layer: Layer = "entity" if one.kind in ("merge", "split", "apart") else "meeting"
        if target.layer != layer:
            return f"expected {'an' if layer == 'entity' else 'a'} {layer} to {one.kind}, got a {target.layer}"
        if one.kind == "split" and target.text_hash is None and target.quote is None:
            return "expected the page or the spelling by which an entity is split, got neither"
        if one.kind == "apart" and (target.text_hash is not None or target.quote is not None):
            return "expected an entity on all pages, got one page or spelling of it"
        if not one.value or _ID.fullmatch(one.value) is None:
            return f"expected the id of another, got {one.value!r}"
        return f"expected another id than its own, got {one.value!r}" if one.value == target.item and one.kind != "part" else None
    return _field_fault(one, target.layer)


def _field_fault(one: Judgement, layer: Layer) -> str | None:
    name, part = part_of(one.field or "")
    field = FIELDS[layer].get(name)
    if field is None:
        return f"expected a field of a {layer} ({', '.join(FIELDS[layer])}), got {one.field!r}"
    if (part is None) != (field.part is None) or part == "":
        return f"expected {name}{'/' + field.part if field.part else ''}, got {one.field!r}"
    if field.part == "N" and not (part or "").isdigit():
        return f"expected the number of a link, from 0, got {one.field!r}"
    if field.sort == "words":
        return None if one.words is not None or (field.null and one.value is None) else f"{name}: expected {field.expected()}, got none"
    if one.value is None:
        return None if field.null else f"{name}: expected {field.expected()}, got nothing"
    return None if field.takes(one.value) else f"{name}: expected {field.expected()}, got {one.value!r}"
