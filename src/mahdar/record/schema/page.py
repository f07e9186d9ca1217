"""Pages and their captures, and what is read of a page as a whole."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, LargeBinary, PrimaryKeyConstraint, Table

from mahdar.record.schema.columns import LONG_WORDS, WORDS, day, engine, metadata, of_entity, page, place, real, span, text, whole

pages = Table(
    "pages",
    metadata,
    Column("id", WORDS, primary_key=True, comment="SHA-256 of the captured bytes"),
    text("text_hash", "SHA-256 of `text` in UTF-8; tells whether offsets still fit"),
    Column("text", LONG_WORDS, nullable=False, comment="the page's text, to whose code points all spans refer; never altered"),
    text("media_type", "media type of the captured bytes"),
    Column("encoding", WORDS, nullable=False, server_default="utf-8", comment="how the bytes were decoded"),
    Column("notes", WORDS, nullable=False, server_default="[]", comment="what a reader should know of decoding and layout, as a JSON array"),
    text("language", "language of the text (BCP 47), null where it can't be told", null=True),
    text("wire_copy", "agency whose text this is, null where it is the outlet's own", null=True),
    whole("schema", "version of the reading's form"),
    engine(),
    text("site_profile", "profile of its site that the layers were read with, `site_profiles.hash`; null where there was none", null=True),
    text("source", "the capture whose reading the layers are (the best dated, then the earliest, then by source)"),
    day(),
    comment="A text as captured, with all of its text. The same bytes are one page, however often they were found.",
)

Index(None, pages.c.day)

captures = Table(
    "captures",
    metadata,
    page(),
    text("source", "where it was found: a path, FILE#ID, or a URL"),
    text("url", "its address", null=True),
    text("fetched", "when it was fetched (ISO 8601)", null=True),
    text("outlet", "who published it, in the words of the page or of what was given", null=True),
    text("outlet_entity", "the outlet's entity, where it is known", null=True),
    text("outlet_basis", "how the outlet is known (basis)", null=True),
    text("published", "date of publication (EDTF)", null=True),
    text("published_at", "the minute in UTC, where it is told (2018-09-02T01:12Z)", null=True),
    text("published_basis", "how the date is known (basis)", null=True),
    text("published_why", "why, where the date was inferred", null=True),
    engine(),
    text("site_profile", "profile of its site that it was read with, `site_profiles.hash`; null where there was none", null=True),
    text("digest", "SHA-256 of the reading as JSON: the same reading again is nothing new"),
    PrimaryKeyConstraint("page", "source"),
    comment="One finding of a page: source, address, when, and what was known beside it. Counts of reports count captures.",
)
Index(None, captures.c.published)
Index(None, captures.c.outlet_entity)
Index(None, captures.c.outlet)

blocks = Table(
    "blocks",
    metadata,
    page(),
    place(),
    *span(),
    text("role", "title, lead, body, subhead, caption, credit, byline, dateline or furniture"),
    real("confidence", "how sure the role is, 0 to 1"),
    text("why", "the reason in words"),
    text("language", "ar, fa, ur, ckb or en; null where it can't be told", null=True),
    engine(),
    PrimaryKeyConstraint("page", "n"),
    comment="A run of the page's text with one role.",
)

times = Table(
    "times",
    metadata,
    page(),
    place(),
    *span(),
    text("type", "DATE, TIME or DURATION"),
    text("value", "EDTF, a duration's ISO 8601; null where it can't be told", null=True),
    text("anchor", "what a relative expression was resolved against: published, stated, event", null=True),
    text("rule", "rule that read it"),
    text("modifier", "TIMEX3-like shade: start, mid, end", null=True),
    text("clock", "time of day, HH:MM, with the offset where its zone is told", null=True),
    text("date", "what a duration counted from a dated event reaches", null=True),
    text("open", "from or until, of a range with no other end", null=True),
    engine(),
    PrimaryKeyConstraint("page", "n"),
    comment="A time expression and its value.",
)

page_credits = Table(
    "credits",
    metadata,
    page(),
    place(),
    *span(),
    text("entity", "the agency or paper credited"),
    engine(),
    PrimaryKeyConstraint("page", "n"),
    of_entity(),
    comment="A source that the page credits for the whole story.",
)

rejected = Table(
    "rejected",
    metadata,
    page(),
    place(),
    *span(),
    text("layer", "layer that refused it"),
    text("reason", "why"),
    engine(),
    PrimaryKeyConstraint("page", "n"),
    comment="What a step looked at and refused, so that nothing is dropped in silence.",
)

evidence = Table(
    "evidence",
    metadata,
    page(),
    text("owner_kind", "capture, office, statement, meeting, participant or commitment"),
    text("owner", "its id: `captures.source`, an id of that table, `meeting/n` of a participant, or `entity/n` of an office"),
    text("field", "field that it backs; `evidence` for the owner as a whole, `more` for parts of a split statement"),
    *span(),
    place("place in the field's order, from 0"),
    engine(),
    PrimaryKeyConstraint("page", "owner_kind", "owner", "field", "start", "end", "n"),
    comment="Spans of the page's text that say so. The spans of names, times, blocks and statements stand in their own rows.",
)

site_counts = Table(
    "site_counts",
    metadata,
    Column("site", WORDS, primary_key=True, comment="host, else outlet; empty for the pages of which neither is known"),
    whole("page_limit", "at most so many of a site's pages are kept: those with the lowest ids"),
    whole("pages", "how many are"),
    Column("counted", LargeBinary, nullable=False, comment="the pages with the fingerprints of their lines, as MessagePack"),
    comment="What earlier builds counted, to which a new one adds; profiles are made from it.",
)

site_profiles = Table(
    "site_profiles",
    metadata,
    Column("hash", WORDS, primary_key=True, comment="SHA-256 of the profile as JSON"),
    text("site", "host, else outlet; empty for the pages of which neither is known"),
    whole("pages", "pages it was counted on"),
    whole("lines", "lines in it that are furniture"),
    Column("profile", LONG_WORDS, nullable=False, comment="the profile as JSON: its lines with their fingerprints and counts"),
    Column("latest", Boolean, nullable=False, comment="whether the latest build read with it; the others are kept for the pages read with them"),
    comment="What recurs on the pages of a site: frozen, as pages were read with it.",
)
