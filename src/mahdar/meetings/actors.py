"""Who may take part in a meeting: everybody whom its lines bring in."""

from __future__ import annotations

from collections.abc import Iterator

from mahdar.meetings.candidates import Choosable, between, bucket
from mahdar.meetings.cast import Player
from mahdar.meetings.joining import Draft
from mahdar.meetings.mentions import MeetingMention
from mahdar.meetings.surroundings import Surroundings

_SORTS = {"مع": "with", "بين": "between", "في": "in", "الي": "to", "ل": "for", "من": "of", "ب": "by"}
"""What sort of word a marker is."""
_GATHERING, _ATTENDING = 4, 8
"""Tokens at most between a telling and the verb that gathers, and between those who attend and what they attend."""


def actor_candidates(around: Surroundings, draft: Draft) -> list[Choosable]:
    """Everybody in the lines of ``draft``."""
    page = around.page
    found: dict[str, Choosable] = {}
    kinds: dict[str, str] = {}
    visit = all(m.kind == "visit" for m in draft.mentions)
    for mention in draft.mentions:
        line = page.lines[mention.line]
        apart = {e for m in line.mentions if m.first == mention.first for e in m.core} - set(mention.core)
        view, about = line.view, page.words.about
        topic = next((k for k in range(mention.last, mention.end) if view.word(k) in about or view.stem(k) in about), len(view.tokens))
        for player in around.cast.of(line):
            if player.entity in page.words.carriers or player.entity in apart:
                continue  # whom the same verb tells to be met apart (التقى الرئيس ورئيس الوزراء)
            if visit and player.kind == "state" and player.entity not in draft.core:
                continue  # where one goes
            here = found.setdefault(player.entity, Choosable(player.entity))
            kinds.setdefault(player.entity, player.kind)
            far, signs = between(page, mention, player.first, player.last)
            here.evidence.append((far, player.span))
            here.signs.update(signs)
            here.signs.update(_signs(around, mention, player, far, topic))
    states = _states_of(around, found)
    beside = {e for other in around.beside(draft) for e in other.core}
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
            f"often={min(around.often[entity], 4)}:{kind}",
            f"headed={entity in around.headed}:{kind}",
            f"headed={entity in around.headed}:{entity in draft.core}",
            f"state-of={entity in states}:{entity in draft.core}",
            f"beside={entity in beside}:{entity in draft.core}",
        ))  # fmt: skip
    return list(found.values())


def _states_of(around: Surroundings, found: dict[str, Choosable]) -> set[str]:
    """The states and bodies whose officers are among those found: persons named take part rather than their states."""
    known = around.page.names.entities
    return {o.of for entity in found if entity in known for o in known[entity].offices if o.of is not None}


def _signs(around: Surroundings, mention: MeetingMention, player: Player, far: int, topic: int) -> Iterator[str]:
    """How the clause of a telling brings somebody in; at token ``topic`` begins what the meeting is about."""
    page = around.page
    line = page.lines[mention.line]
    view = line.view
    party = player.party
    marker, sort, listed = (party.marker, party.unit.sort, party.listed) if party is not None else ("", "adjective", False)
    first = party.unit.first if party is not None else player.first
    core = player.entity in mention.core
    chain = around.cast.chain(line, player)
    sibling = any(p.unit.ref.entity in mention.core for p in chain)
    held = party is not None and party.unit.ref.entity in mention.core
    after = player.first >= mention.last
    inside = mention.begin <= player.first < mention.end
    says = around.cast.speaks(view, player)
    yield f"core-here={core}"
    yield f"core-here={core}:{player.kind}:{mention.teller.sort}"
    clear = inside and not (line.between(mention.last, player.first) if after else line.between(player.last, mention.first)) & {"an", "teller"}
    sort_of_marker = _marker(around, marker)
    begun = min((p.unit.first for p in chain), default=first)
    ended = max((p.unit.last for p in chain), default=player.last)
    does = _does(around, mention, begun, ended)
    about = after and topic < begun
    yield f"sibling={sibling}:{core}:{player.kind}"
    yield f"by={sort_of_marker}:{after}:{clear}:{about}"
    yield f"by={sort_of_marker}:{clear}:{player.kind}"
    yield f"about={about}:{core}"
    yield f"about={about}:{clear}:{player.kind}"
    yield f"does={does}"
    yield f"does={does}:{player.kind}:{core}"
    yield f"how={player.how}:{held}"
    yield f"how={player.how}:{player.kind}:{inside}:{after}"
    yield f"how={player.how}:{bucket(far)}:{inside}"
    yield f"says={says}:{core}"
    yield f"says={says}:{inside}:{after}:{player.kind}"
    yield f"unit={sort}:{player.kind}"
    yield f"marker={marker}:{after}:{inside}"
    yield f"marker={marker}:{mention.teller.lemma}:{after}"
    yield f"marker={marker}:{mention.kind}:{player.kind}"
    yield f"head={first - view.sentence(first)[0] <= 2}:{inside}:{after}"
    yield f"before={view.stem(first - 1) if first else ''}"
    yield f"listed={listed}:{marker}:{core}"
    yield f"kind={player.kind}:{mention.kind}"
    yield f"role={view.line.block.role}:{inside}:{player.kind}"
    yield f"near={bucket(far)}:{marker}"
    yield f"dateline={around.in_dateline(view, player.last)}"
    if after and far == 0:
        yield f"beside={mention.teller.lemma}:{player.kind}"


def _marker(around: Surroundings, marker: str) -> str:
    """What sort of word brings somebody in: with, between, gathering (بحضور، ضم), into, nothing, another."""
    if marker in _SORTS:
        return _SORTS[marker]
    return "gather" if marker in around.page.words.marking else "other" if marker else ""


def _does(around: Surroundings, mention: MeetingMention, first: int, last: int) -> str:
    """What the clause says that those at tokens ``first`` to ``last`` (exclusive) do about the meeting: attend it, sponsor it, want it; or
    that it gathers them."""
    words, told = around.cast.words, around.page.words
    view = around.page.lines[mention.line].view
    before = view.tokens[first - 1] if first else None
    if before is not None and (before.norm in words.sponsoring or before.stem in words.sponsoring or before.base in words.convening):
        return "sponsors"
    if around.hosting.hosts_at(view.tokens, first, last):
        return "hosts"
    near = (*range(max(0, first - 2), first), *range(last, min(last + 3, len(view.tokens))))
    if any(view.stem(k) in words.wanting or view.stem(k) in told.denying for k in near):
        return "wants"
    if first >= mention.last:
        if any(told.holding.get(view.stem(k)) in words.gathering for k in range(mention.last, min(first, mention.last + _GATHERING))):
            return "gathered"
        verb = any(told.holding.get(view.stem(k)) in told.attending for k in range(max(mention.begin, mention.first - _GATHERING), mention.first))
        return "attends-after" if verb and first - mention.last < _GATHERING else ""
    if last <= mention.first <= last + _ATTENDING and any(told.holding.get(view.stem(k)) in told.attending for k in range(last, mention.first)):
        return "attends"
    return ""
