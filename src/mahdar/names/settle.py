"""What is settled by the whole page: places of the gazetteer; bodies take their states, and the page's entities get their labels and offices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import msgspec

from mahdar.model import Entity, NameKind
from mahdar.names.bodies import NamedBodies
from mahdar.names.gazetteer import Gazetteer
from mahdar.names.offices import OfficeReader
from mahdar.names.page import Mention, PageDraft
from mahdar.names.patterns import Patterns
from mahdar.names.placenouns import PlaceNouns
from mahdar.names.places import Settlements

_UNTOLD = 0.6
"""How sure a body is whose state the page doesn't tell before it."""


_OF_ANOTHER = ("التابعه", "التابع")
"""After these the page tells whose the body is: وزارة الدفاع التابعة لحكومة المعارضة isn't the state's."""


def add_settlements(page: PageDraft, settlements: Settlements, nouns: PlaceNouns | None, patterns: Patterns) -> None:
    """Add the places of the gazetteer among the words that no name has taken yet, and then those that only a noun before them tells (by
    ``nouns``, if given)."""
    for found in list(settlements.find(page.text.lines, page.mentions, patterns.state_of)):
        end = page.text.lines[found.line].tokens[found.last - 1].end
        page.english.setdefault(found.entity, found.place.en)
        found_by, confidence = ("gazetteer:headed", 0.9) if found.headed else ("gazetteer", 0.85)
        page.add(Mention(found.line, found.first, found.last, found.start, end, found.entity, "place", found_by, confidence))
    if nouns:
        nouns.find(page, lambda: settlements.told(page.text.lines, page.mentions, patterns.state_of))


def settle_bodies(page: PageDraft, patterns: Patterns, english: Mapping[str, str]) -> None:
    """Give bare الخارجية the state of the body or nation that the page last named before it, else that of which most of the page
    tells. ``english`` names the states."""
    named = [(m.line, m.first, m) for line in page.mentions for m in line]
    states: list[str] = []
    main = _main_state(page, patterns) if page.pending else None
    at = 0
    for mention, key in page.pending:
        while at < len(named) and named[at][:2] < (mention.line, mention.first):
            m = named[at][2]
            if told := m.entity if m.kind == "state" else patterns.state_of(m.entity):
                states.append(told)
            at += 1
        before = next((s for s in reversed(states) if patterns.has_body(s, key)), None)
        if not page.is_free(mention):
            continue
        tokens = page.text.lines[mention.line].tokens
        another = mention.last < len(tokens) and tokens[mention.last].norm in _OF_ANOTHER
        state = None if another else before or main
        entity = patterns.body_id(state, key) if state else mention.entity
        if state:
            title = key.upper() if len(key) < 4 else key.replace("-", " ").title()
            page.english.setdefault(entity, f"{title} of {english.get(state, state)}")
        page.add(msgspec.structs.replace(mention, entity=entity, confidence=mention.confidence if before and state else _UNTOLD))


def _main_state(page: PageDraft, patterns: Patterns) -> str | None:
    """The state that more than half of the page's names of states and their bodies are of, if they are three or more."""
    told = Counter(state for line in page.mentions for m in line if (state := m.entity if m.kind == "state" else patterns.state_of(m.entity)))
    most = told.most_common(1)
    return most[0][0] if most and most[0][1] >= 3 and 2 * most[0][1] > told.total() else None


def entities_of(page: PageDraft, gazetteer: Gazetteer, offices: OfficeReader, bodies: NamedBodies) -> dict[str, Entity]:
    """The entities of the page's names, by id: with a shipped label, or the fullest form in the page; persons with the offices that the
    page states, then those that the knowledge has."""
    stated = offices.of_page(page, bodies)
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
