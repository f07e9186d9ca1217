"""Entities, and what pages call them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, PrimaryKeyConstraint, Table

from mahdar.record.schema.columns import day, engine, metadata, of_entity, page, place, real, span, text, whole

entities = Table(
    "entities",
    metadata,
    page(),
    text("id", "entity id, the same on every page that names the same thing"),
    place(),
    text("kind", "person, state, organization, place, document or event"),
    text("labels", "its fullest form on this page by language, as a JSON object"),
    text("wikidata", "Wikidata id", null=True),
    day(),
    engine(),
    PrimaryKeyConstraint("page", "id"),
    comment="A thing that a page names: one row a page.",
)
Index(None, entities.c.id, entities.c.day, entities.c.wikidata)

entity_labels = Table(
    "entity_labels",
    metadata,
    text("entity", "entity id"),
    text("kind", "kind that pages give it"),
    text("language", "language of the label"),
    text("label", "a form that pages give"),
    whole("pages", "how many pages give this form with this kind"),
    PrimaryKeyConstraint("entity", "kind", "language", "label"),
    comment="Derived: the forms that pages give an entity, counted. The one of most pages is shown, then the fullest, then the first.",
)

spellings = Table(
    "spellings",
    metadata,
    text("entity", "entity id"),
    text("form", "a spelling of its name, or a label that pages give it"),
    text("folded", "the form folded (see arabic.md): لافروف and لاڤروف fold alike, so do Lavrov and lavrov"),
    whole("pages", "how many pages have it"),
    PrimaryKeyConstraint("entity", "form"),
    comment="Derived: every form by which an entity can be looked up, counted.",
)

usage = Table(
    "usage",
    metadata,
    text("entity", "entity id, as pages made it"),
    Column("named", Boolean, nullable=False, comment="whether the form is a name; else words that mean the entity without naming it"),
    text("form", "the words as written"),
    text("outlet", "outlet of the capture, in words; empty where none is told"),
    text("outlet_entity", "the outlet's entity; empty where none is known"),
    text("month", "month of the capture's date (2018-09); empty where it tells none"),
    whole("reports", "captures of pages that have the form"),
    whole("captures", "those of them that count for its spelling: a page that writes it in several forms counts for the first of these"),
    whole("pages", "pages that count for its spelling, under the outlet and month of their own capture"),
    whole("times", "how often they have the form"),
    text("first", "the earliest date (EDTF) of these captures; ~~ where none is told"),
    text("last", "the latest; empty where none is told"),
    text("example", "date and id of the earliest page under its own capture, those without a date (~) last; ~~ where there is none"),
    PrimaryKeyConstraint("entity", "named", "form", "outlet", "outlet_entity", "month"),
    comment="Derived: the forms by which pages mean an entity, counted by outlet and month (`mahdar.record.usage`).",
    sqlite_with_rowid=False,
)

offices = Table(
    "offices",
    metadata,
    page(),
    text("entity", "entity id of the person"),
    place("place in the entity's order on this page, from 0"),
    text("role", "slug of the office; null where only the page's words tell it", null=True),
    text("label", "the page's own words for it", null=True),
    text("of", "entity id of the state or organization", null=True),
    text("since", "from when (EDTF)", null=True),
    text("until", "until when (EDTF)", null=True),
    text("status", "current, former, acting or elect, as the page says", null=True),
    text("basis", "how it is known: stated by the page (with rows in `evidence`), or knowledge"),
    text("known", "how the knowledge knows it: a package, a corpus page, or unverified", null=True),
    engine(),
    PrimaryKeyConstraint("page", "entity", "n"),
    of_entity(),
    comment="An office that a person holds or held, as a page states it or as the knowledge had it when the page was read.",
)
Index(None, offices.c.entity)

names = Table(
    "names",
    metadata,
    page(),
    place(),
    *span(),
    text("form", "the name as written: the text between start and end"),
    text("kind", "kind of the thing named"),
    text("entity", "entity id"),
    text("found_by", "means that found it"),
    real("confidence", "0 to 1"),
    engine(),
    PrimaryKeyConstraint("page", "n"),
    of_entity(),
    comment="One naming of an entity, without titles and proclitics.",
)
Index(None, names.c.entity, names.c.form, names.c.page)

entity_references = Table(
    "entity_references",
    metadata,
    page(),
    place(),
    *span(),
    text("form", "the words as written: the text between start and end"),
    text("entity", "entity id"),
    text("sort", "role, group, document or people"),
    text("why", "how it is known whom they mean, in a word"),
    real("confidence", "0 to 1"),
    engine(),
    PrimaryKeyConstraint("page", "n"),
    of_entity(),
    comment="Words that mean an entity without naming it (الدبلوماسي الروسي).",
)
Index(None, entity_references.c.entity, entity_references.c.form, entity_references.c.page)
