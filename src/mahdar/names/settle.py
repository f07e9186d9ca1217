"""The last pass: bodies take their states, and the page's entities get their labels and offices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import msgspec

from mahdar.model import Entity, NameKind
from mahdar.names.gazetteer import Gazetteer
from mahdar.names.offices import OfficeReader
from mahdar.names.page import PageDraft
from mahdar.names.patterns import Patterns


def settle_bodies(page: PageDraft, patterns: Patterns, english: Mapping[str, str]) -> None:
    """Give bare الخارجية the state of the body or nation that the page last named before it. ``english`` names the states."""
    named = [(m.line, m.first, m) for line in page.mentions for m in line]
    state, at = None, 0
    for mention, key in page.pending:
        while at < len(named) and named[at][:2] < (mention.line, mention.first):
            m = named[at][2]
            state = (m.entity if m.kind == "state" else patterns.state_of(m.entity)) or state
            at += 1
        if not page.is_free(mention):
            continue
        entity = patterns.body_id(state, key) if state else mention.entity
        if state:
            title = key.upper() if len(key) < 4 else key.replace("-", " ").title()
            page.english.setdefault(entity, f"{title} of {english.get(state, state)}")
        page.add(msgspec.structs.replace(mention, entity=entity))


def entities_of(page: PageDraft, gazetteer: Gazetteer, offices: OfficeReader) -> dict[str, Entity]:
    """The entities of the page's names, by id: with a shipped label, or the fullest form in the page; persons with the offices that the
    page states, then those that the knowledge has."""
    stated = offices.of_page(page)
    forms: dict[str, Counter[str]] = {}
    kinds: dict[str, NameKind] = {}
    for line in page.mentions:
        for m in line:
            forms.setdefault(m.entity, Counter())[page.text.text[m.start : m.end]] += 1
            kinds.setdefault(m.entity, m.kind)
    out = {}
    for id_ in sorted(forms):
        label = dict(gazetteer.labels.get(id_, {}))
        if not label:
            label = {"ar": max(forms[id_], key=lambda form: (len(form), form))}
            if id_ in page.english:
                label["en"] = page.english[id_]
        kind = gazetteer.kinds.get(id_, kinds[id_])
        held = (*stated.get(id_, ()), *offices.known(id_)) if kind == "person" else ()
        out[id_] = Entity(id=id_, kind=kind, label=label, wikidata=gazetteer.wikidata.get(id_), offices=held)
    return out
