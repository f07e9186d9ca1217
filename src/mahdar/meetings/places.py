"""Where a meeting may be: the places and states that its lines name, and the scenes that the page tells elsewhere."""

from __future__ import annotations

from mahdar.meetings.candidates import Choosable, between, bucket, rank_by_distance
from mahdar.meetings.joining import Draft
from mahdar.meetings.mentions import MeetingMention
from mahdar.meetings.page import MeetingPage, governed
from mahdar.meetings.surroundings import Surroundings
from mahdar.model import Span
from mahdar.statements.view import LineView


def place_candidates(around: Surroundings, draft: Draft) -> list[Choosable]:
    """None, then the places that the lines of ``draft`` name, those of other meetings of who takes part, and the scenes of the page."""
    page = around.page
    none = Choosable(None)
    found: dict[str, Choosable] = {}
    sorts: dict[str, str] = {}
    firm: set[str] = set()
    for count, mention in enumerate(draft.mentions):
        line = page.lines[mention.line]
        for order, m in enumerate(page.places(mention.line)):
            if around.in_dateline(line.view, m.last):
                continue
            here = found.setdefault(m.entity, Choosable(m.entity))
            far, signs = between(page, mention, m.first, m.last)
            gov = governed(line.view, m)
            here.evidence.append((far, Span(start=m.start, end=m.end)))
            core = m.entity in draft.core
            sort = page.atlas.sort(m.kind, m.entity)
            sorts[m.entity] = sort
            going = mention.kind == "visit" and gov in ("الي", "ل", "")
            here.signs.update(signs)
            where = next(iter(signs)) if signs else ""
            about = _about(page, mention, m.first)
            after = m.first >= mention.last
            inside = mention.begin <= m.first < mention.end
            clear = inside and after and not about and not line.between(mention.last, m.first) & {"an", "teller"}
            firmly = clear and (gov in ("في", "ب") or going)
            if firmly:
                firm.add(m.entity)
            hosts = around.hosting.hosts_at(line.view.tokens, m.first, m.last)
            purpose = not after and inside and gov in ("الي", "ل") and _is_purpose(line.view, mention)
            here.signs.update((
                f"hosts={hosts}:{inside}",
                f"purpose={purpose}",
                f"held={_held(page, mention, m.first)}:{inside}:{gov}",
                f"often={min(around.often[m.entity], 4)}:{sort}",
                f"headed={m.entity in around.headed}:{sort}",
                f"of={mention.teller.sort}:{mention.kind}:{sort}:{m.first - mention.last if after and m.first - mention.last < 2 else 'far'}:{gov}",
                f"firm={firmly}:{sort}",
                f"firm={firmly}:{mention.kind}",
                f"clear={clear}:{gov}:{sort}",
                f"place={sort}:{about}",
                f"going={going}:{clear}:{sort}:{bucket(far)}",
                f"in={gov in ('في', 'ب')}:{inside}:{after}:{sort}",
                f"gov={gov}:{m.kind}",
                f"gov={gov}:{m.kind}:{mention.kind}",
                f"gov={gov}:{mention.teller.lemma}",
                f"near={bucket(far)}:{gov}",
                f"kind={m.kind}:{mention.kind}",
                f"core={core}:{m.kind}:{gov}",
                f"order={min(order, 3)}:{gov}",
                f"where={where}:{gov}",
                f"about={about}:{gov}",
                f"about={about}:{m.kind}:{gov}",
                f"head={_head(line.view, m.first)}",
                f"first={count == 0}:{gov}:{signs[0]}",
                f"verb={gov}:{mention.teller.sort}:{mention.kind}:{'teller' in signs[0]}",
            ))  # fmt: skip
        if mention.event is not None:
            for place in page.inside(mention.event):
                here = found.setdefault(place, Choosable(place))
                here.evidence.append((0, Span(start=mention.event.start, end=mention.event.end)))
                here.signs.update(("in-event", f"in-event:{mention.kind}:{mention.teller.several}"))
    for value, where_told in page.scenes.items():
        if value not in found:
            here = found.setdefault(value, Choosable(value))
            near = min((abs(n - m.line) for n, _ in where_told for m in draft.mentions), default=9)
            here.evidence += [(90, span) for _, span in where_told[:1]]
            here.signs.update(
                (
                    "elsewhere",
                    f"elsewhere={min(near, 3)}",
                    f"elsewhere={min(near, 3)}:{draft.mentions[0].kind}",
                    f"elsewhere-of={min(len(page.scenes), 3)}",
                    f"elsewhere-often={min(len(where_told), 3)}",
                    f"elsewhere-with={any(page.names_any(n, draft.core) for n, _ in where_told)}:{min(near, 3)}",
                    f"elsewhere-sort={page.atlas.sort('place', value)}",
                )
            )
    for other in around.beside(draft):
        for value in sorted(other.places):
            if value not in found:
                continue
            found[value].signs.update((
                "other",
                f"other={other.mentions[0].kind}:{draft.mentions[0].kind}",
                f"other-day={bool(other.times & draft.times) if draft.times and other.times else 'u'}",
            ))  # fmt: skip
    rank_by_distance(found.values())
    states = {page.atlas.state(entity) for entity in found if sorts.get(entity) not in (None, "state")}
    for entity, here in found.items():
        here.signs.add(f"times={min(len(here.evidence), 3)}")
        if sorts.get(entity) == "state":
            here.signs.add(f"narrower={entity in states}:{entity in firm}")
            here.signs.add(f"narrower-firm={any(page.atlas.state(other) == entity for other in firm)}")
        else:
            here.signs.add(f"within={page.atlas.state(entity) in found}:{entity in firm}")
        here.signs.add(f"firmest={entity in firm}:{min(2, len(firm))}")
    none.signs.add(f"none-firm={min(len(firm), 2)}")
    kinds = sorted({m.kind for m in draft.mentions})
    in_places = sum(1 for c in found.values() if any(s.startswith(("gov=في:place", "gov=ب:place", "gov=الي:place")) for s in c.signs))
    none.signs.update((
        *(f"none={kind}" for kind in kinds),
        f"none-of={min(len(found), 3)}",
        f"none-in={min(in_places, 3)}",
        f"none-size={min(len(draft.mentions), 3)}",
        *(f"none-in={kind}:{min(in_places, 2)}" for kind in kinds),
    ))  # fmt: skip
    return [none, *found.values()]


def _is_purpose(view: LineView, mention: MeetingMention) -> bool:
    """Whether a telling is what somebody goes somewhere for (توجه إلى القاهرة للمشاركة في المفاوضات، لإجراء محادثات)."""
    return any(view.pro(k) == "ل" for k in range(max(mention.begin, mention.first - 3), mention.first + 1))


def _held(page: MeetingPage, mention: MeetingMention, first: int) -> str:
    """The verb of holding between a telling and what follows (القمة التي ستعقد غدا في الكويت)."""
    view = page.lines[mention.line].view
    for k in range(max(mention.last, first - 5), first):
        verb = page.words.holding.get(view.stem(k))
        if verb is not None:
            return verb
    return ""


def _about(page: MeetingPage, mention: MeetingMention, first: int) -> bool:
    """Whether words of what a meeting is about stand between a telling and what follows (حول الوضع في إدلب)."""
    view = page.lines[mention.line].view
    return any(view.word(k) in page.words.about for k in range(max(mention.last, first - 5), first))


def _head(view: LineView, first: int) -> str:
    """The word before the preposition that governs a place (الوضع في إدلب)."""
    at = first - 1 if not view.pro(first) else first
    return view.stem(at - 1) if at > 0 and view.word(at) in ("في", "الي", "من") else view.stem(first - 1) if view.pro(first) else ""
