"""Meetings, and what was agreed."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, LargeBinary, PrimaryKeyConstraint, Table

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

met = Table(
    "met",
    metadata,
    Column("id", WORDS, primary_key=True, comment="meeting id under which it is told"),
    text("series", "series of meetings", null=True),
    whole("ordinal", "its number in the series", null=True),
    Column("undated", Boolean, nullable=False, comment="whether no day, month or year of it is told"),
    text("day", "by what it is ordered: the day (EDTF) on which it starts, else ends; empty where none is told"),
    text("shown", "that day as it is shown; empty where none is told"),
    Column("thin", Boolean, nullable=False, comment="whether it is told too thinly to be stood behind"),
    whole("told", "how many pages tell of it"),
    whole("statements", "how many statements these have"),
    Column("round", LargeBinary, nullable=False, comment="`mahdar.process.rounds.brief` of it: JSON, compressed (zlib)"),
    text("made_by", "version of Mahdar, and hash of its dossiers, that made this row"),
    comment="Derived: a meeting as all pages tell it. In force where `rounds_waiting` is empty (`mahdar.record.rounds`).",
)
Index(None, met.c.series, met.c.day)

round_ids = Table(
    "round_ids",
    metadata,
    Column("meeting", WORDS, primary_key=True, comment="meeting id, `meetings.id`"),
    text("round", "the meeting that it is, `met.id`"),
    comment="Derived: under which ids pages tell of a meeting.",
)
Index(None, round_ids.c.round)

round_pages = Table(
    "round_pages",
    metadata,
    text("page", "the page, `pages.id`"),
    text("round", "a meeting that it tells of, `met.id`"),
    PrimaryKeyConstraint("page", "round"),
    comment="Derived: which pages tell of a meeting.",
)
Index(None, round_pages.c.round)

round_entities = Table(
    "round_entities",
    metadata,
    text("entity", "entity id, as it stands in the record"),
    text("round", "a meeting, `met.id`"),
    Column("takes_part", Boolean, nullable=False, comment="whether it takes part; else it is told to host it or to call it"),
    PrimaryKeyConstraint("entity", "round"),
    comment="Derived: who takes part in a meeting, hosts it or calls it.",
)

rounds_waiting = Table(
    "rounds_waiting",
    metadata,
    Column("key", WORDS, primary_key=True, comment="a page, `pages.id`; `ids` where the joined ids of entities are others"),
    text("digest", "SHA-256 over what is known of how the page was read and judged; empty of `ids`"),
    comment="What has changed since meetings were put together by the last `Record.link`.",
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
