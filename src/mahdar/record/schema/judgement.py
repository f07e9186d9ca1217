"""What people judge of what was read, and what the machine had read of the pages that they judged."""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, PrimaryKeyConstraint, Table

from mahdar.record.schema.columns import WORDS, metadata, page, text, whole

judgements = Table(
    "judgements",
    metadata,
    Column("id", WORDS, primary_key=True, comment="16 hex digits of SHA-256 over all the rest: the same judgement imported twice is one"),
    text("at", "when (ISO 8601, UTC, to the microsecond); later ones win"),
    text("who", "who judges"),
    text("kind", "confirm, reject, correct, merge, split, apart, join, part or undo"),
    text("layer", "what is judged: page, block, time, name, statement, meeting, commitment, position or entity; null for undo", null=True),
    text("text_hash", "hash of the text that it stands in; null for an entity on all pages", null=True),
    whole("start", "first code point of its words", null=True),
    whole("end", "code point after their last", null=True),
    text("quote", "the words; of an entity that is split, the spelling", null=True),
    text("item", "id that it had when it was judged", null=True),
    text("source", "the one capture that a page's date or outlet is meant for", null=True),
    text("field", "field that is corrected", null=True),
    text("value", "its value; the id of the other entity or meeting; null where nothing is told", null=True),
    whole("words_start", "first code point of the words that say the value", null=True),
    whole("words_end", "code point after their last", null=True),
    text("entities", "kind and labels of the entities that the value names, as a JSON array"),
    text("why", "the reason given", null=True),
    text("undoes", "judgement that this one takes back", null=True),
    comment="The log of corrections. Rows are only ever added; an undo is another row.",
)
Index(None, judgements.c.text_hash)
Index(None, judgements.c.item)
Index(None, judgements.c.undoes)

judged = Table(
    "judged",
    metadata,
    page(),
    text("judgement", "`judgements.id`"),
    text("layer", "what was judged, as in `judgements`"),
    text("item", "id under which it stands on this page now; null where it can't be found", null=True),
    text("status", "applied, overruled (a later one says otherwise) or stale (it doesn't fit what is read there)"),
    text("reason", "why it is stale", null=True),
    PrimaryKeyConstraint("page", "judgement"),
    comment="Derived: what became of each judgement that holds, on each page that it bears on.",
)
Index(None, judged.c.judgement)
Index(None, judged.c.layer, judged.c.item)

judged_entities = Table(
    "judged_entities",
    metadata,
    page(),
    text("entity", "entity id that the machine read there, or that a judgement of the page names"),
    PrimaryKeyConstraint("page", "entity"),
    comment="Derived: the pages that people judged, by all entities that a judgement of them may be about.",
)
Index(None, judged_entities.c.entity)

redirects = Table(
    "redirects",
    metadata,
    Column("id", WORDS, primary_key=True, comment="entity id that was merged into another"),
    text("to", "the id that it has now"),
    comment="Derived: where the old ids of merged entities lead.",
)

machine_readings = Table(
    "machine_readings",
    metadata,
    page(),
    Column("reading", LargeBinary, nullable=False, comment="the reading as the machine made it: JSON, compressed (zlib)"),
    PrimaryKeyConstraint("page"),
    comment="What the machine read of a page that people judged; the layers hold it with their judgements applied.",
)

machine_captures = Table(
    "machine_captures",
    metadata,
    page(),
    text("source", "the capture, `captures.source`"),
    text("told", "its outlet and date with their evidence as the machine read them, as a JSON object"),
    PrimaryKeyConstraint("page", "source"),
    comment="What the machine read of each capture of a page that people judged.",
)
