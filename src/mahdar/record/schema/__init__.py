"""The record's tables. ``docs/record.md`` is written from the comments here.

A row of a layer belongs to one page and was made by the engine version named in ``pages.engine`` at the time of
reading; it goes when the page is read again. ``entity_labels``, ``spellings``, ``usage`` and the tables of search are derived from those
rows in the same transaction, so that lists can be ordered and paged by the value that is shown, and searched. ``judgements`` is what people write;
a page that they judged keeps its machine's reading in ``machine_readings``, and its layers are that reading with their judgements applied.
``saved_searches`` are theirs, too, and bear on nothing else.
"""

from __future__ import annotations

from sqlalchemy import Table

from mahdar.record.schema.columns import metadata
from mahdar.record.schema.judgement import judged, judged_entities, judgements, machine_captures, machine_readings, redirects
from mahdar.record.schema.linking import (
    article_vectors,
    copies,
    copy_keys,
    entities_waiting,
    entity_ids,
    entity_keys,
    entity_pairs,
    link_means,
    linked,
    stories,
    story_keys,
    story_moves,
    story_pages,
    story_pairs,
)
from mahdar.record.schema.meeting import (
    agenda,
    commitments,
    meetings,
    met,
    participants,
    round_entities,
    round_ids,
    round_pages,
    rounds_waiting,
    slots,
)
from mahdar.record.schema.name import entities, entity_labels, entity_references, names, offices, spellings, usage
from mahdar.record.schema.page import blocks, captures, evidence, page_credits, pages, rejected, site_counts, site_profiles, times
from mahdar.record.schema.run import runs
from mahdar.record.schema.saving import saved_searches
from mahdar.record.schema.search import search_docs, search_texts
from mahdar.record.schema.statement import positions, statement_issues, statements, via
from mahdar.record.schema.vector import vectors

__all__ = [
    "LAYERS",
    "agenda",
    "article_vectors",
    "blocks",
    "captures",
    "commitments",
    "copies",
    "copy_keys",
    "entities",
    "entities_waiting",
    "entity_ids",
    "entity_keys",
    "entity_labels",
    "entity_pairs",
    "entity_references",
    "evidence",
    "judged",
    "judged_entities",
    "judgements",
    "link_means",
    "linked",
    "machine_captures",
    "machine_readings",
    "meetings",
    "met",
    "metadata",
    "names",
    "offices",
    "page_credits",
    "pages",
    "participants",
    "positions",
    "redirects",
    "rejected",
    "round_entities",
    "round_ids",
    "round_pages",
    "rounds_waiting",
    "runs",
    "saved_searches",
    "search_docs",
    "search_texts",
    "site_counts",
    "site_profiles",
    "slots",
    "spellings",
    "statement_issues",
    "statements",
    "stories",
    "story_keys",
    "story_moves",
    "story_pages",
    "story_pairs",
    "times",
    "usage",
    "vectors",
    "via",
]

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
