"""Dossiers: what is known of a process (a series of meetings), as data. The engine knows no process by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

import msgspec

from mahdar.errors import DataError
from mahdar.knowledge import edtf
from mahdar.knowledge.loader import DATA, IN_DOSSIER, convert
from mahdar.knowledge.rows import FORMS
from mahdar.knowledge.toml import parse
from mahdar.model import ParticipantRole

T = TypeVar("T", str, str | None)


class Form(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of a dossier's tables."""


class Actor(Form, frozen=True, kw_only=True, rename={"from_": "from"}):
    """An entity that takes part, its role, and from when to when (EDTF) where known."""

    entity: str
    role: ParticipantRole
    from_: str | None = None
    to: str | None = None


class Group(Form, frozen=True, kw_only=True):
    """A group that speaks as one (the guarantor states): how pages name it, and its members."""

    entity: str
    en: str
    ar: str | None = None
    role: ParticipantRole
    names: tuple[str, ...]
    members: tuple[str, ...]


class Issue(Form, frozen=True, kw_only=True):
    """A subject of the process: its key, names, and the words that signal it.

    ``matter`` tells an issue that is a place, a party or people (إدلب، الأكراد، المحتجزون) from one that is a deed or a state (الانسحاب): nobody is
    for or against a town; a stance is then on what is said of it.
    """

    key: str
    ar: str
    en: str
    terms: tuple[str, ...]
    matter: bool = False


class KnownMeeting(Form, frozen=True, kw_only=True):
    """A round whose days (or months, or years) are known. ``known`` says how: public (announced and reported at the time)
    or unverified."""

    ordinal: int
    start: str
    end: str
    place: str | None = None
    known: Literal["public", "unverified"] = "unverified"
    source: str | None = None

    def __post_init__(self) -> None:
        for field, value in (("start", self.start), ("end", self.end)):
            if not edtf.is_date(value):
                raise ValueError(f"expected {field} as {edtf.FORMS}, got {value!r}")
        if edtf.is_before(self.end, self.start):
            raise ValueError(f"expected an end that is not before the start {self.start}, got {self.end}")


class Dossier(Form, frozen=True, kw_only=True):
    """A process.

    ``kind``: ``talks``, or ``committee`` where the names are those of a body, whose sessions are the rounds.
    ``event`` is the id of the series as a named event; ``names`` how pages name it beside a talk noun or a number;
    ``subjects`` what its rounds are about, so that a numbered round without a name is known by its subject.
    """

    id: str
    kind: str
    event: str
    en: str
    ar: str
    names: tuple[str, ...]
    subjects: tuple[str, ...] = ()
    place: str | None = None
    host: str | None = None
    actor: tuple[Actor, ...] = ()
    group: tuple[Group, ...] = ()
    issue: tuple[Issue, ...] = ()
    meeting: tuple[KnownMeeting, ...] = ()

    def redirected(self, redirects: Mapping[str, str]) -> Self:
        """The dossier with the ids of things exchanged for those that they lead to (`Knowledge.redirects`)."""
        if not redirects:
            return self

        def to(id_: T) -> T:
            return redirects.get(id_, id_) if isinstance(id_, str) else id_

        return msgspec.structs.replace(
            self,
            event=to(self.event),
            place=to(self.place),
            host=to(self.host),
            actor=tuple(msgspec.structs.replace(actor, entity=to(actor.entity)) for actor in self.actor),
            group=tuple(msgspec.structs.replace(group, entity=to(group.entity), members=tuple(map(to, group.members))) for group in self.group),
            meeting=tuple(msgspec.structs.replace(meeting, place=to(meeting.place)) for meeting in self.meeting),
        )

    def known(self, ordinal: int) -> KnownMeeting | None:
        """The round of that number, where the dossier has it."""
        return next((m for m in self.meeting if m.ordinal == ordinal), None)


def load_dossiers(*extra: str | Path) -> tuple[Dossier, ...]:
    """The shipped dossiers and the user's files ``extra``, by id; a user's replaces a shipped one of the same id.

    Raises `DataError` for a file that can't be used, naming it and the place.
    """
    out = {d.id: d for d in _shipped()}
    for path in extra:
        try:
            text = Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(f"{path}: expected a readable dossier, got {error}") from None
        dossier = convert(str(path), _without_entries(str(path), parse(str(path), text)), Dossier)
        out[dossier.id] = dossier
    return tuple(out[i] for i in sorted(out))


def _without_entries(source: str, document: dict[str, Any]) -> dict[str, Any]:
    """What of a dossier's file is the dossier. Its entries of names are read by `load`. Raises `DataError` where such stand under another name."""
    for kind in FORMS:
        if isinstance(document.get(kind), list):
            raise DataError(f"{source}: expected entries of names under [[{IN_DOSSIER}{kind}]], got [[{kind}]]")
    return {key: value for key, value in document.items() if key != IN_DOSSIER.removesuffix(".")}


@lru_cache(maxsize=1)
def _shipped() -> tuple[Dossier, ...]:
    found = [f for f in (DATA / "dossiers").iterdir() if f.name.endswith(".toml")]
    return tuple(convert(f.name, parse(f.name, f.read_text(encoding="utf-8")), Dossier) for f in found)
