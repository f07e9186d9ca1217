"""Entities, and what pages call them."""

from __future__ import annotations

from sqlalchemy import Index, PrimaryKeyConstraint, Table

from mahdar.record.schema.columns import engine, metadata, of_entity, page, place, real, span, text, whole

entities = Table(
    "entities",
    metadata,
    page(),
    text("id", "entity id, the same on every page that names the same thing"),
    place(),
    text("kind", "person, state, organization, place, document or event"),
    text("labels", "its fullest form on this page by language, as a JSON object"),
    text("wikidata", "Wikidata id", null=True),
    engine(),
    PrimaryKeyConstraint("page", "id"),
    comment="A thing that a page names: one row a page.",
)
Index(None, entities.c.id)

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
