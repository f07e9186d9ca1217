"""Meetings, and what was agreed."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Index, PrimaryKeyConstraint, Table

from mahdar.record.schema.columns import WORDS, engine, metadata, of_entity, page, place, text, whole

meetings = Table(
    "meetings",
    metadata,
    page(),
    text("id", "meeting id: `series-ordinal` where both are known, else 12 hex digits over its first evidence"),
    place(),
    text("kind", "what sort it is: talks, summit, conference, session, meeting, visit, call or signing", null=True),
    text("series", "series of meetings", null=True),
    whole("ordinal", "its number in the series", null=True),
    text("place", "entity where it is held", null=True),
    text("start", "first day (EDTF)", null=True),
    text("end", "last day (EDTF)", null=True),
    text("host", "entity that hosts it", null=True),
    text("convener", "entity that calls it or mediates", null=True),
    text("level", "level of the delegations: heads, ministers, envoys or technical", null=True),
    text("status", "announced, held, ongoing, postponed, cancelled or denied"),
    text("outcome", "document that came of it", null=True),
    engine(),
    PrimaryKeyConstraint("page", "id"),
    of_entity("place"),
    of_entity("host"),
    of_entity("convener"),
    comment="One page's assertion of a meeting. The same id on several pages is one meeting, told several times.",
)
Index(None, meetings.c.id)

slots = Table(
    "slots",
    metadata,
    page(),
    text("meeting", "meeting id"),
    text("field", "field of `meetings` that this tells about"),
    text("basis", "how the value is known (basis)"),
    text("why", "why, where it was inferred", null=True),
    engine(),
    PrimaryKeyConstraint("page", "meeting", "field"),
    ForeignKeyConstraint(["page", "meeting"], ["meetings.page", "meetings.id"], ondelete="CASCADE"),
    comment="How one field of an asserted meeting is known.",
)

participants = Table(
    "participants",
    metadata,
    page(),
    text("meeting", "meeting id"),
    place(),
    text("entity", "entity that takes part"),
    text("role", "guarantor, party, observer, mediator, host or participant"),
    engine(),
    PrimaryKeyConstraint("page", "meeting", "n"),
    ForeignKeyConstraint(["page", "meeting"], ["meetings.page", "meetings.id"], ondelete="CASCADE"),
    of_entity(),
    comment="One page's assertion that an entity takes part in a meeting.",
)
Index(None, participants.c.entity)

agenda = Table(
    "agenda",
    metadata,
    page(),
    text("meeting", "meeting id"),
    place(),
    text("issue", "issue id of a process"),
    engine(),
    PrimaryKeyConstraint("page", "meeting", "n"),
    ForeignKeyConstraint(["page", "meeting"], ["meetings.page", "meetings.id"], ondelete="CASCADE"),
    comment="An issue on a meeting's table, as one page asserts it.",
)

rounds = Table(
    "rounds",
    metadata,
    Column("id", WORDS, primary_key=True, comment="meeting id"),
    text("start", "first day that is shown (EDTF)", null=True),
    text("series", "series that is shown", null=True),
    whole("ordinal", "number that is shown", null=True),
    whole("pages", "how many pages assert it"),
    comment="Derived: each meeting once, with the values that lists are ordered and filtered by.",
)
Index(None, rounds.c.start)
Index(None, rounds.c.series, rounds.c.ordinal)

commitments = Table(
    "commitments",
    metadata,
    page(),
    text("id", "commitment id"),
    place(),
    text("parties", "entity ids, as a JSON array"),
    Column("kind", WORDS, nullable=False, server_default="agreed", comment="how it was undertaken: agreed, signed, decided, pledged or extended"),
    text("process", "dossier whose issue it is about", null=True),
    text("issue", "key of that issue", null=True),
    text("date", "when it was agreed (EDTF)", null=True),
    text("status", "what became of it: agreed, pledged, implemented, breached or expired"),
    text("told_by", "entity that says so, where that isn't the page", null=True),
    whole("content_start", "first code point of the words of what was undertaken", null=True),
    whole("content_end", "code point after their last", null=True),
    Column("statements", WORDS, nullable=False, server_default="[]", comment="ids of the statements that tell it, as a JSON array"),
    engine(),
    PrimaryKeyConstraint("page", "id"),
    of_entity("told_by"),
    comment="Something that parties agreed or undertook, as one page asserts it.",
)
Index(None, commitments.c.id)
