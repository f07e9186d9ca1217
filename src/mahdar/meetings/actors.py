"""Who may take part in a meeting: everybody whom its lines bring in."""

from __future__ import annotations

from collections.abc import Iterator

from mahdar.meetings.candidates import Choosable, between, bucket
from mahdar.meetings.joining import Draft
from mahdar.meetings.mentions import ACTORS, MeetingMention
from mahdar.meetings.page import MeetingPage
from mahdar.meetings.parties import Party
from mahdar.model import Span


def actor_candidates(page: MeetingPage, draft: Draft) -> list[Choosable]:
    """Everybody in the lines of ``draft``."""
    found: dict[str, Choosable] = {}
    kinds: dict[str, str] = {}
    visit = all(m.kind == "visit" for m in draft.mentions)
    for mention in draft.mentions:
        line = page.lines[mention.line]
        for party in line.parties:
            unit = party.unit
            if unit.sort == "several" or unit.ref.document or unit.kind not in ACTORS:
                continue
            if visit and unit.kind == "state" and unit.ref.entity not in draft.core:
                continue  # where one goes
            here = found.setdefault(unit.ref.entity, Choosable(unit.ref.entity))
            kinds[unit.ref.entity] = unit.kind
            far, signs = between(page, mention, unit.first, unit.last)
            here.evidence.append((far, Span(start=unit.ref.start, end=unit.ref.end)))
            here.signs.update(signs)
            here.signs.update(_party_signs(page, mention, party, far))
    for entity, here in found.items():
        kind = kinds[entity]
        here.signs.update((
            f"core={entity in draft.core}:{kind}",
            f"core={entity in draft.core}:{min(m.kind for m in draft.mentions)}",
            f"cores={min(len(draft.core), 3)}:{entity in draft.core}",
            f"times={min(len(here.evidence), 3)}:{kind}",
            f"best={bucket(min(far for far, _ in here.evidence))}:{kind}",
            f"named={entity in page.names.entities}",
            f"of={min(len(found), 4)}:{entity in draft.core}",
        ))  # fmt: skip
    return list(found.values())


def _party_signs(page: MeetingPage, mention: MeetingMention, party: Party, far: int) -> Iterator[str]:
    unit = party.unit
    view = page.lines[mention.line].view
    core = unit.ref.entity in mention.core
    after = unit.first >= mention.last
    inside = mention.begin <= unit.first < mention.end
    verb = view.stem(unit.first - 1) if unit.first else ""
    yield f"core-here={core}"
    yield f"core-here={core}:{unit.kind}:{mention.teller.sort}"
    yield f"unit={unit.sort}:{unit.kind}"
    yield f"marker={party.marker}:{after}:{inside}"
    yield f"marker={party.marker}:{mention.teller.lemma}:{after}"
    yield f"marker={party.marker}:{mention.kind}:{unit.kind}"
    yield f"head={unit.first - view.sentence(unit.first)[0] <= 2}:{inside}:{after}"
    yield f"before={verb}"
    yield f"listed={party.listed}:{party.marker}:{core}"
    yield f"kind={unit.kind}:{mention.kind}"
    yield f"role={view.line.block.role}:{inside}:{unit.kind}"
    yield f"near={bucket(far)}:{party.marker}"
    if after and far == 0:
        yield f"beside={mention.teller.lemma}:{unit.kind}"
