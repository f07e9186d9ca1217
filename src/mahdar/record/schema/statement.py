"""Statements: who said what to whom."""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint, Index, PrimaryKeyConstraint, Table

from mahdar.record.schema.columns import day, engine, metadata, of_entity, page, place, real, span, text, whole

statements = Table(
    "statements",
    metadata,
    page(),
    text("id", "12 hex digits over text hash, cue start and content start"),
    place(),
    *span(),
    whole("cue_start", "start of the attributing word", null=True),
    whole("cue_end", "its end; null where only quotation marks attribute", null=True),
    text("speaker", "entity that speaks, where it is known", null=True),
    text("speaker_label", "the page's own words for the speaker; null where nobody is told", null=True),
    whole("speaker_start", "start of those words (with a null subject, of the antecedent)", null=True),
    whole("speaker_end", "their end", null=True),
    text("addressee", "entity spoken to", null=True),
    text("act", "state, call, support, reject, accuse, warn, promise, agree or hope"),
    text("kind", "direct, indirect or mixed"),
    text("target", "whom or what the act is aimed at, where that isn't the addressee", null=True),
    text("polarity", "positive or negative"),
    text("found_by", "rule or model that found it"),
    real("confidence", "0 to 1"),
    day(),
    engine(),
    PrimaryKeyConstraint("page", "id"),
    of_entity("speaker"),
    of_entity("addressee"),
    comment="Content that a page attributes to a speaker. Its other parts, where it is split, are in `evidence` (field `more`).",
)
Index(None, statements.c.id)
Index(None, statements.c.day)
Index(None, statements.c.speaker, statements.c.day)
Index(None, statements.c.addressee, statements.c.day)
Index(None, statements.c.act)
Index(None, statements.c.confidence)

via = Table(
    "via",
    metadata,
    page(),
    text("statement", "statement id"),
    place("place in the chain, from the speaker outward, from 0"),
    *span(),
    text("entity", "what carried it: an agency, a communiqué, an interview"),
    engine(),
    PrimaryKeyConstraint("page", "statement", "n"),
    ForeignKeyConstraint(["page", "statement"], ["statements.page", "statements.id"], ondelete="CASCADE"),
    of_entity(),
    comment="A link of a statement's way to this outlet.",
)

statement_issues = Table(
    "statement_issues",
    metadata,
    page(),
    text("statement", "statement id"),
    place(),
    text("issue", "issue id of a process"),
    engine(),
    PrimaryKeyConstraint("page", "statement", "n"),
    ForeignKeyConstraint(["page", "statement"], ["statements.page", "statements.id"], ondelete="CASCADE"),
    comment="An issue that a statement is about.",
)
# All that a filter asks for: without its statement too, an issue that many have would be looked through anew for each of them.
Index(None, statement_issues.c.issue, statement_issues.c.page, statement_issues.c.statement)

positions = Table(
    "positions",
    metadata,
    page(),
    place(),
    text("actor", "entity that takes it"),
    text("process", "dossier whose issue it is on", null=True),
    text("issue", "key of that issue"),
    text("stance", "supports, opposes, demands, offers, conditional, denies or neutral"),
    text("target", "entity whose doing it is about", null=True),
    text("condition", "the page's words of what it depends on", null=True),
    whole("condition_start", "first code point of these words", null=True),
    whole("condition_end", "code point after their last", null=True),
    text("date", "when it was taken (EDTF)", null=True),
    text("why", "how it follows from the statements", null=True),
    text("told_by", "who tells it without a name of his own", null=True),
    text("statements", "ids of the statements that back it, as a JSON array"),
    engine(),
    PrimaryKeyConstraint("page", "n"),
    of_entity("actor"),
    of_entity("target"),
    comment="An actor's stance on an issue, as one page's statements back it.",
)
Index(None, positions.c.actor)
Index(None, positions.c.issue)
