"""Dossiers: what is known of a process (a series of meetings), as data. The engine knows no process by name.

This is the form; files are read by `mahdar.knowledge.dossierfiles` and checked by `mahdar.knowledge.dossierchecks`. The descriptions of
fields are those of the published JSON Schema (`schema`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self, TypeVar

import msgspec
from msgspec import Meta

from mahdar.model import ParticipantRole

T = TypeVar("T", str, str | None)

Slug = Annotated[str, Meta(extra_json_schema={"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})]
Day = Annotated[str, Meta(description="A day, month or year: 2017-10-30, 2017-10, 2017.", extra_json_schema={"pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"})]
Known = Annotated[Literal["public", "unverified"], Meta(description="How it is known: announced and reported at the time, or nobody looked.")]
Source = Annotated[str | None, Meta(description="Who gives the fact, in words or as the address of a page that was opened.")]
Kind = Literal["talks", "committee", "summit", "conference", "track", "round-table"]


class Form(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of a dossier's tables."""


class Actor(Form, frozen=True, kw_only=True, rename={"from_": "from"}):
    """An entity that takes part, its role, and from when to when it has it. One that left and came back stands twice."""

    entity: Annotated[Slug, Meta(description="The id of a state, an organization or a person.")]
    role: ParticipantRole
    from_: Annotated[Day | None, Meta(description="When it joined, where that is known.")] = None
    to: Annotated[Day | None, Meta(description="When it left. Without it nothing is said of an end.")] = None


class Group(Form, frozen=True, kw_only=True):
    """A group that speaks as one (the guarantor states): how pages name it, and its members."""

    entity: Annotated[Slug, Meta(description="The id of the group, which the dossier may make.")]
    en: str
    ar: str | None = None
    role: ParticipantRole
    names: tuple[str, ...]
    members: tuple[Slug, ...]


class Issue(Form, frozen=True, kw_only=True):
    """A subject of the process."""

    key: Annotated[Slug, Meta(description="Its id. Dossiers share an issue by sharing its key.")]
    ar: str
    en: str
    terms: Annotated[tuple[str, ...], Meta(description="Words that signal it wherever they stand: none that other matters share.")] = ()
    shared: Annotated[
        tuple[str, ...],
        Meta(
            description="Words that other matters share (the withdrawal): they signal it in pages that name the series, or more than"
            " once one of the issues' terms, or one of `subjects` and those who take part."
        ),
    ] = ()
    unless: Annotated[
        tuple[str, ...],
        Meta(description="Words right after a term that make it another matter: من الاتفاق after الانسحاب. Articles don't matter."),
    ] = ()
    opposite: Annotated[
        tuple[str, ...],
        Meta(description="What to be for is to be against this: keys of issues of this dossier, or Arabic words. Between issues it holds both ways."),
    ] = ()
    matter: Annotated[
        bool,
        Meta(
            description="Whether it is a place, a party or people (إدلب، الأكراد، المحتجزون) and not a deed or a state (الانسحاب): nobody is for or"
            " against a town; a stance is then on what is said of it."
        ),
    ] = False


class KnownMeeting(Form, frozen=True, kw_only=True):
    """A meeting of the series whose days (or months, or years) are known."""

    ordinal: Annotated[int | None, Meta(description="Its number. Left out where the series isn't numbered.")] = None
    start: Day
    end: Day
    place: Annotated[Slug | None, Meta(description="The id of the place where it sat.")] = None
    event: Annotated[Slug | None, Meta(description="The id of the meeting as a named event (the Tehran summit), where it has one.")] = None
    ar: Annotated[str | None, Meta(description="What it is called, where a number doesn't say it.")] = None
    en: str | None = None
    outcome: Annotated[Slug | None, Meta(description="The id of the document that came of it.")] = None
    known: Known = "unverified"
    source: Source = None


class KeyDocument(Form, frozen=True, kw_only=True):
    """A document of the process: one that the knowledge has (``id`` alone will do), or with its names one that the dossier brings."""

    id: Slug
    en: str | None = None
    names: Annotated[tuple[str, ...], Meta(description="How Arabic pages name it. Empty where the knowledge has them.")] = ()
    date: Annotated[Day | None, Meta(description="When it was signed or adopted.")] = None
    known: Known = "unverified"
    source: Source = None


class Dossier(Form, frozen=True, kw_only=True):
    """A process: a series of meetings, those who take part, and what it is about."""

    id: Annotated[Slug, Meta(description="The process in a record: small Latin letters, digits and single hyphens.")]
    kind: Annotated[Kind, Meta(description="What sort of series it is. Of a committee the names are those of a body, whose sessions are the rounds.")]
    event: Annotated[Slug, Meta(description="The id of the series as a named event.")]
    en: Annotated[str, Meta(description="The English name.")]
    ar: Annotated[str, Meta(description="The Arabic name.")]
    names: Annotated[
        tuple[str, ...],
        Meta(description="How pages name the series after a talk noun (محادثات أستانا) or before a number (أستانا 7), in all its variants."),
    ] = ()
    patterns: Annotated[
        tuple[str, ...],
        Meta(description="Further wordings of its meetings and their numbering: {round} {ordinal} من {talks} (السلام السورية|جنيف)."),
    ] = ()
    subjects: Annotated[tuple[str, ...], Meta(description="What its rounds are about: a numbered round without a name is known by it.")] = ()
    place: Annotated[Slug | None, Meta(description="The id of the place where it mostly sits.")] = None
    host: Annotated[Slug | None, Meta(description="The id of the state or organization that mostly hosts it.")] = None
    part_of: Annotated[Slug | None, Meta(description="The id of the dossier of the larger process that this one belongs to.")] = None
    related: Annotated[tuple[Slug, ...], Meta(description="Ids of the dossiers of processes beside it.")] = ()
    actor: tuple[Actor, ...] = ()
    group: tuple[Group, ...] = ()
    issue: tuple[Issue, ...] = ()
    meeting: tuple[KnownMeeting, ...] = ()
    document: tuple[KeyDocument, ...] = ()

    def redirected(self, redirects: Mapping[str, str]) -> Self:
        """The dossier with the ids of things exchanged for those that they lead to (`Knowledge.redirects`)."""
        if not redirects:
            return self

        def to(id_: T) -> T:
            return redirects.get(id_, id_) if isinstance(id_, str) else id_

        new = msgspec.structs.replace
        return new(
            self,
            event=to(self.event),
            place=to(self.place),
            host=to(self.host),
            actor=tuple(new(actor, entity=to(actor.entity)) for actor in self.actor),
            group=tuple(new(group, entity=to(group.entity), members=tuple(map(to, group.members))) for group in self.group),
            meeting=tuple(new(m, place=to(m.place), event=to(m.event), outcome=to(m.outcome)) for m in self.meeting),
            document=tuple(new(document, id=to(document.id)) for document in self.document),
        )

    def known(self, ordinal: int) -> KnownMeeting | None:
        """The round of that number, where the dossier has it."""
        return next((m for m in self.meeting if m.ordinal == ordinal), None)

    def opposites(self) -> dict[str, tuple[str, ...]]:
        """Of each issue what to be for is to be against it: keys of issues, in both directions, and words; issues without any are left out."""
        keys = {issue.key for issue in self.issue}
        out: dict[str, dict[str, None]] = {}
        for issue in self.issue:
            for other in issue.opposite:
                out.setdefault(issue.key, {})[other] = None
                if other in keys:
                    out.setdefault(other, {})[issue.key] = None
        return {key: tuple(found) for key, found in out.items()}


def schema() -> dict[str, Any]:
    """The JSON Schema of a dossier's file. What stands under ``knowledge`` are entries of names (see `mahdar.knowledge.rows`)."""
    made = msgspec.json.schema(Dossier)
    made["$defs"]["Dossier"]["properties"]["knowledge"] = {
        "type": "object",
        "description": "Entries of names that only this process needs: [[knowledge.person]], [[knowledge.organization]] and so on.",
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Dossier", **made}
