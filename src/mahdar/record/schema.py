"""The record's tables. ``docs/record.md`` is written from the comments here.

A row of a layer belongs to one page and was made by the engine version named in ``pages.engine`` at the time of
reading; it goes when the page is read again. ``rounds``, ``entity_labels`` and ``spellings`` are derived from those
rows in the same transaction, so that lists can be ordered and paged by the value that is shown, and searched.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _text(name: str, comment: str, *, null: bool = False) -> Column[str]:
    return Column(name, String, nullable=null, comment=comment)


def _whole(name: str, comment: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null, comment=comment)


def _real(name: str, comment: str) -> Column[float]:
    kind: TypeEngine[float] = Float()
    return Column(name, kind, nullable=False, comment=comment)


def _page() -> Column[str]:
    return Column("page", String, ForeignKey("pages.id", ondelete="CASCADE"), nullable=False, comment="the page, `pages.id`")


def _n(comment: str = "place in the page's order, from 0") -> Column[int]:
    return _whole("n", comment)


def _span() -> tuple[Column[int], Column[int]]:
    return _whole("start", "first code point in the page's text"), _whole("end", "code point after the last")


def _engine() -> Column[str]:
    return _text("engine", "version of Mahdar that made this row")


def _of_entity(column: str = "entity") -> ForeignKeyConstraint:
    # Deferred, since a page's entities are replaced together with what refers to them.
    return ForeignKeyConstraint(["page", column], ["entities.page", "entities.id"], ondelete="CASCADE", deferrable=True, initially="DEFERRED")


pages = Table(
    "pages",
    metadata,
    Column("id", String, primary_key=True, comment="SHA-256 of the captured bytes"),
    _text("text_hash", "SHA-256 of `text` in UTF-8; tells whether offsets still fit"),
    Column("text", Text, nullable=False, comment="the page's text, to whose code points all spans refer; never altered"),
    _text("media_type", "media type of the captured bytes"),
    Column("encoding", String, nullable=False, server_default="utf-8", comment="how the bytes were decoded"),
    Column("notes", String, nullable=False, server_default="[]", comment="what a reader should know of decoding and layout, as a JSON array"),
    _text("language", "language of the text (BCP 47), null where it can't be told", null=True),
    _text("wire_copy", "agency whose text this is, null where it is the outlet's own", null=True),
    _whole("schema", "version of the reading's form"),
    _engine(),
    _text("site_profile", "profile of its site that the layers were read with, `site_profiles.hash`; null where there was none", null=True),
    _text("source", "the capture whose reading the layers are (the best dated, then the earliest, then by source)"),
    comment="A text as captured, with all of its text. The same bytes are one page, however often they were found.",
)

captures = Table(
    "captures",
    metadata,
    _page(),
    _text("source", "where it was found: a path, FILE#ID, or a URL"),
    _text("url", "its address", null=True),
    _text("fetched", "when it was fetched (ISO 8601)", null=True),
    _text("outlet", "who published it, in the words of the page or of what was given", null=True),
    _text("outlet_entity", "the outlet's entity, where it is known", null=True),
    _text("outlet_basis", "how the outlet is known (basis)", null=True),
    _text("published", "date of publication (EDTF)", null=True),
    _text("published_basis", "how the date is known (basis)", null=True),
    _text("published_why", "why, where the date was inferred", null=True),
    _engine(),
    _text("site_profile", "profile of its site that it was read with, `site_profiles.hash`; null where there was none", null=True),
    _text("digest", "SHA-256 of the reading as JSON: the same reading again is nothing new"),
    PrimaryKeyConstraint("page", "source"),
    comment="One finding of a page: source, address, when, and what was known beside it. Counts of reports count captures.",
)
Index(None, captures.c.published)
Index(None, captures.c.outlet_entity)

blocks = Table(
    "blocks",
    metadata,
    _page(),
    _n(),
    *_span(),
    _text("role", "title, lead, body, subhead, caption, credit, byline, dateline or furniture"),
    _real("confidence", "how sure the role is, 0 to 1"),
    _text("why", "the reason in words"),
    _text("language", "ar, fa, ur, ckb or en; null where it can't be told", null=True),
    _engine(),
    PrimaryKeyConstraint("page", "n"),
    comment="A run of the page's text with one role.",
)

times = Table(
    "times",
    metadata,
    _page(),
    _n(),
    *_span(),
    _text("type", "DATE, TIME or DURATION"),
    _text("value", "EDTF, a duration's ISO 8601; null where it can't be told", null=True),
    _text("anchor", "what a relative expression was resolved against: published, stated, event", null=True),
    _text("rule", "rule that read it"),
    _text("modifier", "TIMEX3-like shade: start, mid, end", null=True),
    _text("clock", "time of day, HH:MM, with the offset where its zone is told", null=True),
    _text("date", "what a duration counted from a dated event reaches", null=True),
    _text("open", "from or until, of a range with no other end", null=True),
    _engine(),
    PrimaryKeyConstraint("page", "n"),
    comment="A time expression and its value.",
)

entities = Table(
    "entities",
    metadata,
    _page(),
    _text("id", "entity id, the same on every page that names the same thing"),
    _n(),
    _text("kind", "person, state, organization, place, document or event"),
    _text("labels", "its fullest form on this page by language, as a JSON object"),
    _text("wikidata", "Wikidata id", null=True),
    _engine(),
    PrimaryKeyConstraint("page", "id"),
    comment="A thing that a page names: one row a page.",
)
Index(None, entities.c.id)

entity_labels = Table(
    "entity_labels",
    metadata,
    _text("entity", "entity id"),
    _text("kind", "kind that pages give it"),
    _text("language", "language of the label"),
    _text("label", "a form that pages give"),
    _whole("pages", "how many pages give this form with this kind"),
    PrimaryKeyConstraint("entity", "kind", "language", "label"),
    comment="Derived: the forms that pages give an entity, counted. The one of most pages is shown, then the fullest, then the first.",
)

spellings = Table(
    "spellings",
    metadata,
    _text("entity", "entity id"),
    _text("form", "a spelling of its name, or a label that pages give it"),
    _text("folded", "the form folded (see arabic.md): لافروف and لاڤروف fold alike, so do Lavrov and lavrov"),
    _whole("pages", "how many pages have it"),
    PrimaryKeyConstraint("entity", "form"),
    comment="Derived: every form by which an entity can be looked up, counted.",
)

offices = Table(
    "offices",
    metadata,
    _page(),
    _text("entity", "entity id of the person"),
    _n("place in the entity's order on this page, from 0"),
    _text("role", "slug of the office; null where only the page's words tell it", null=True),
    _text("label", "the page's own words for it", null=True),
    _text("of", "entity id of the state or organization", null=True),
    _text("since", "from when (EDTF)", null=True),
    _text("until", "until when (EDTF)", null=True),
    _text("status", "current, former, acting or elect, as the page says", null=True),
    _text("basis", "how it is known: stated by the page (with rows in `evidence`), or knowledge"),
    _text("known", "how the knowledge knows it: a package, a corpus page, or unverified", null=True),
    _engine(),
    PrimaryKeyConstraint("page", "entity", "n"),
    _of_entity(),
    comment="An office that a person holds or held, as a page states it or as the knowledge had it when the page was read.",
)
Index(None, offices.c.entity)

names = Table(
    "names",
    metadata,
    _page(),
    _n(),
    *_span(),
    _text("form", "the name as written: the text between start and end"),
    _text("kind", "kind of the thing named"),
    _text("entity", "entity id"),
    _text("found_by", "means that found it"),
    _real("confidence", "0 to 1"),
    _engine(),
    PrimaryKeyConstraint("page", "n"),
    _of_entity(),
    comment="One naming of an entity, without titles and proclitics.",
)
Index(None, names.c.entity, names.c.form, names.c.page)

entity_references = Table(
    "entity_references",
    metadata,
    _page(),
    _n(),
    *_span(),
    _text("form", "the words as written: the text between start and end"),
    _text("entity", "entity id"),
    _text("sort", "role, group, document or people"),
    _text("why", "how it is known whom they mean, in a word"),
    _real("confidence", "0 to 1"),
    _engine(),
    PrimaryKeyConstraint("page", "n"),
    _of_entity(),
    comment="Words that mean an entity without naming it (الدبلوماسي الروسي).",
)
Index(None, entity_references.c.entity, entity_references.c.form, entity_references.c.page)

page_credits = Table(
    "credits",
    metadata,
    _page(),
    _n(),
    *_span(),
    _text("entity", "the agency or paper credited"),
    _engine(),
    PrimaryKeyConstraint("page", "n"),
    _of_entity(),
    comment="A source that the page credits for the whole story.",
)

statements = Table(
    "statements",
    metadata,
    _page(),
    _text("id", "12 hex digits over text hash, cue start and content start"),
    _n(),
    *_span(),
    _whole("cue_start", "start of the attributing word", null=True),
    _whole("cue_end", "its end; null where only quotation marks attribute", null=True),
    _text("speaker", "entity that speaks, where it is known", null=True),
    _text("speaker_label", "the page's own words for the speaker; null where nobody is told", null=True),
    _whole("speaker_start", "start of those words (with a null subject, of the antecedent)", null=True),
    _whole("speaker_end", "their end", null=True),
    _text("addressee", "entity spoken to", null=True),
    _text("act", "state, call, support, reject, accuse, warn, promise, agree or hope"),
    _text("kind", "direct, indirect or mixed"),
    _text("target", "whom or what the act is aimed at, where that isn't the addressee", null=True),
    _text("polarity", "positive or negative"),
    _text("found_by", "rule or model that found it"),
    _real("confidence", "0 to 1"),
    _engine(),
    PrimaryKeyConstraint("page", "id"),
    _of_entity("speaker"),
    _of_entity("addressee"),
    comment="Content that a page attributes to a speaker. Its other parts, where it is split, are in `evidence` (field `more`).",
)
Index(None, statements.c.id)
Index(None, statements.c.speaker)
Index(None, statements.c.addressee)
Index(None, statements.c.act)

via = Table(
    "via",
    metadata,
    _page(),
    _text("statement", "statement id"),
    _n("place in the chain, from the speaker outward, from 0"),
    *_span(),
    _text("entity", "what carried it: an agency, a communiqué, an interview"),
    _engine(),
    PrimaryKeyConstraint("page", "statement", "n"),
    ForeignKeyConstraint(["page", "statement"], ["statements.page", "statements.id"], ondelete="CASCADE"),
    _of_entity(),
    comment="A link of a statement's way to this outlet.",
)

statement_issues = Table(
    "statement_issues",
    metadata,
    _page(),
    _text("statement", "statement id"),
    _n(),
    _text("issue", "issue id of a process"),
    _engine(),
    PrimaryKeyConstraint("page", "statement", "n"),
    ForeignKeyConstraint(["page", "statement"], ["statements.page", "statements.id"], ondelete="CASCADE"),
    comment="An issue that a statement is about.",
)
Index(None, statement_issues.c.issue)

meetings = Table(
    "meetings",
    metadata,
    _page(),
    _text("id", "meeting id: `series-ordinal` where both are known, else 12 hex digits over its first evidence"),
    _n(),
    _text("series", "series of meetings", null=True),
    _whole("ordinal", "its number in the series", null=True),
    _text("place", "entity where it is held", null=True),
    _text("start", "first day (EDTF)", null=True),
    _text("end", "last day (EDTF)", null=True),
    _text("host", "entity that hosts it", null=True),
    _text("convener", "entity that calls it", null=True),
    _text("level", "level of the delegations", null=True),
    _text("status", "announced, held, ongoing, postponed, cancelled or denied"),
    _text("outcome", "what came of it", null=True),
    _engine(),
    PrimaryKeyConstraint("page", "id"),
    _of_entity("place"),
    _of_entity("host"),
    _of_entity("convener"),
    comment="One page's assertion of a meeting. The same id on several pages is one meeting, told several times.",
)
Index(None, meetings.c.id)

slots = Table(
    "slots",
    metadata,
    _page(),
    _text("meeting", "meeting id"),
    _text("field", "field of `meetings` that this tells about"),
    _text("basis", "how the value is known (basis)"),
    _text("why", "why, where it was inferred", null=True),
    _engine(),
    PrimaryKeyConstraint("page", "meeting", "field"),
    ForeignKeyConstraint(["page", "meeting"], ["meetings.page", "meetings.id"], ondelete="CASCADE"),
    comment="How one field of an asserted meeting is known.",
)

participants = Table(
    "participants",
    metadata,
    _page(),
    _text("meeting", "meeting id"),
    _n(),
    _text("entity", "entity that takes part"),
    _text("role", "guarantor, party, observer, mediator, host or participant"),
    _engine(),
    PrimaryKeyConstraint("page", "meeting", "n"),
    ForeignKeyConstraint(["page", "meeting"], ["meetings.page", "meetings.id"], ondelete="CASCADE"),
    _of_entity(),
    comment="One page's assertion that an entity takes part in a meeting.",
)
Index(None, participants.c.entity)

agenda = Table(
    "agenda",
    metadata,
    _page(),
    _text("meeting", "meeting id"),
    _n(),
    _text("issue", "issue id of a process"),
    _engine(),
    PrimaryKeyConstraint("page", "meeting", "n"),
    ForeignKeyConstraint(["page", "meeting"], ["meetings.page", "meetings.id"], ondelete="CASCADE"),
    comment="An issue on a meeting's table, as one page asserts it.",
)

rounds = Table(
    "rounds",
    metadata,
    Column("id", String, primary_key=True, comment="meeting id"),
    _text("start", "first day that is shown (EDTF)", null=True),
    _text("series", "series that is shown", null=True),
    _whole("ordinal", "number that is shown", null=True),
    _whole("pages", "how many pages assert it"),
    comment="Derived: each meeting once, with the values that lists are ordered and filtered by.",
)
Index(None, rounds.c.start)
Index(None, rounds.c.series, rounds.c.ordinal)

commitments = Table(
    "commitments",
    metadata,
    _page(),
    _text("id", "commitment id"),
    _n(),
    _text("parties", "entity ids, as a JSON array"),
    _text("issue", "issue id", null=True),
    _text("date", "when it was agreed (EDTF)", null=True),
    _text("status", "what became of it"),
    _engine(),
    PrimaryKeyConstraint("page", "id"),
    comment="Something that parties agreed or undertook, as one page asserts it.",
)

positions = Table(
    "positions",
    metadata,
    _page(),
    _n(),
    _text("actor", "entity id"),
    _text("issue", "issue id"),
    _text("stance", "the stance taken"),
    _text("condition", "on what condition", null=True),
    _text("statements", "ids of the statements that back it, as a JSON array"),
    _engine(),
    PrimaryKeyConstraint("page", "n"),
    comment="An actor's stance on an issue, as one page's statements back it.",
)

rejected = Table(
    "rejected",
    metadata,
    _page(),
    _n(),
    *_span(),
    _text("layer", "layer that refused it"),
    _text("reason", "why"),
    _engine(),
    PrimaryKeyConstraint("page", "n"),
    comment="What a step looked at and refused, so that nothing is dropped in silence.",
)

evidence = Table(
    "evidence",
    metadata,
    _page(),
    _text("owner_kind", "capture, office, statement, meeting, participant or commitment"),
    _text("owner", "its id: `captures.source`, an id of that table, `meeting/n` of a participant, or `entity/n` of an office"),
    _text("field", "field that it backs; `evidence` for the owner as a whole, `more` for parts of a split statement"),
    *_span(),
    _n("place in the field's order, from 0"),
    _engine(),
    PrimaryKeyConstraint("page", "owner_kind", "owner", "field", "start", "end", "n"),
    comment="Spans of the page's text that say so. The spans of names, times, blocks and statements stand in their own rows.",
)

site_counts = Table(
    "site_counts",
    metadata,
    Column("site", String, primary_key=True, comment="host, else outlet; empty for the pages of which neither is known"),
    _whole("page_limit", "at most so many of a site's pages are kept: those with the lowest ids"),
    _whole("pages", "how many are"),
    Column("counted", LargeBinary, nullable=False, comment="the pages with the fingerprints of their lines, as MessagePack"),
    comment="What earlier builds counted, to which a new one adds; profiles are made from it.",
)

site_profiles = Table(
    "site_profiles",
    metadata,
    Column("hash", String, primary_key=True, comment="SHA-256 of the profile as JSON"),
    _text("site", "host, else outlet; empty for the pages of which neither is known"),
    _whole("pages", "pages it was counted on"),
    _whole("lines", "lines in it that are furniture"),
    Column("profile", Text, nullable=False, comment="the profile as JSON: its lines with their fingerprints and counts"),
    Column("latest", Boolean, nullable=False, comment="whether the latest build read with it; the others are kept for the pages read with them"),
    comment="What recurs on the pages of a site: frozen, as pages were read with it.",
)

LAYERS: tuple[Table, ...] = (
    blocks,
    times,
    entities,
    offices,
    names,
    entity_references,
    page_credits,
    statements,
    via,
    statement_issues,
    meetings,
    slots,
    participants,
    agenda,
    commitments,
    positions,
    rejected,
)
"""Tables whose rows a page's reading makes and a new reading replaces, in an order in which they can be filled."""
