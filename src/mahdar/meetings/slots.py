"""What belongs to a meeting: its place, its time and those who take part, chosen among what stands near its tellings.

Each is a log-linear choice (`mahdar.sequence.choice`) learnt from annotated pages: a place or time among those of the lines that tell of the
meeting, and none of them; for each actor yes or no. The signs are the grammar between a telling and the candidate: side, preposition,
what lies between, the distance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from mahdar.meetings.joining import Draft
from mahdar.meetings.mentions import ACTORS, MeetingMention, Party
from mahdar.meetings.page import MeetingPage, TimeHere, governed
from mahdar.model import Span, Status
from mahdar.names import Mention
from mahdar.sequence.choice import Choice
from mahdar.statements.view import LineView

LEAST_PLACE, LEAST_TIME, LEAST_ACTOR = 0.35, 0.35, 0.45
"""What is less likely is left untold. F1 is best where those are kept that are likelier than half of it (Lipton et al. 2014)."""
NO = "no"
_STEPS = (0, 1, 2, 4, 7, 12, 20, 40)
_PUBLISHED = "published"


class Choosable:
    """A candidate: what it is, its signs, and the words that tell it."""

    __slots__ = ("evidence", "signs", "value")

    def __init__(self, value: str | None) -> None:
        self.value = value
        self.signs: set[str] = set()
        self.evidence: list[tuple[int, Span]] = []

    def features(self) -> list[str]:
        """The signs in order."""
        return sorted(self.signs)

    def told(self) -> tuple[Span, ...]:
        """The words that tell it, the nearest to a telling first."""
        return tuple(dict.fromkeys(span for _, span in sorted(self.evidence, key=lambda e: e[0])))


def place_candidates(page: MeetingPage, draft: Draft) -> list[Choosable]:
    """None, then the places that the lines of ``draft`` name."""
    none = Choosable(None)
    found: dict[str, Choosable] = {}
    sorts: dict[str, str] = {}
    firm: set[str] = set()
    for count, mention in enumerate(draft.mentions):
        line = page.lines[mention.line]
        for order, m in enumerate(page.places(mention.line)):
            here = found.setdefault(m.entity, Choosable(m.entity))
            far, signs = _between(page, mention, m.first, m.last)
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
            here.signs.update((
                f"firm={firmly}:{sort}",
                f"firm={firmly}:{mention.kind}",
                f"clear={clear}:{gov}:{sort}",
                f"place={sort}:{about}",
                f"going={going}:{clear}:{sort}:{_bucket(far)}",
                f"in={gov in ('في', 'ب')}:{inside}:{after}:{sort}",
                f"gov={gov}:{m.kind}",
                f"gov={gov}:{m.kind}:{mention.kind}",
                f"gov={gov}:{mention.teller.lemma}",
                f"near={_bucket(far)}:{gov}",
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
            here.signs.update(("elsewhere", f"elsewhere={min(near, 3)}", f"elsewhere={min(near, 3)}:{draft.mentions[0].kind}", f"elsewhere-of={min(len(page.scenes), 3)}", f"elsewhere-often={min(len(where_told), 3)}", f"elsewhere-with={any(page.names_any(n, draft.core) for n, _ in where_told)}:{min(near, 3)}", f"elsewhere-sort={page.atlas.sort('place', value)}"))
    _rank(found.values())
    states = {page.atlas.state(entity) for entity in found if sorts.get(entity) not in (None, "state")}
    for entity, here in found.items():
        here.signs.add(f"times={min(len(here.evidence), 3)}")
        if sorts.get(entity) == "state":
            here.signs.add(f"narrower={entity in states}:{entity in firm}")
            here.signs.add(f"narrower-firm={any(page.atlas.state(other) == entity for other in firm)}")
        else:
            here.signs.add(f"within={page.atlas.state(entity) in found}:{entity in firm}")
        here.signs.add(f"firmest={entity in firm}:{len(firm) if len(firm) < 2 else 2}")
    none.signs.add(f"none-firm={min(len(firm), 2)}")
    kinds = sorted({m.kind for m in draft.mentions})
    in_places = sum(1 for c in found.values() if any(s.startswith(("gov=في:place", "gov=ب:place", "gov=الي:place")) for s in c.signs))
    none.signs.update((*(f"none={kind}" for kind in kinds), f"none-of={min(len(found), 3)}", f"none-in={min(in_places, 3)}", f"none-size={min(len(draft.mentions), 3)}", *(f"none-in={kind}:{min(in_places, 2)}" for kind in kinds)))  # fmt: skip
    return [none, *found.values()]


def time_candidates(page: MeetingPage, draft: Draft) -> list[Choosable]:
    """None, the day of publication, then the values of the times in the lines of ``draft``."""
    none = Choosable(None)
    found: dict[str, Choosable] = {}
    today = page.published if page.published is not None and len(page.published) == 10 else None
    shapes: set[str] = set()
    firm: dict[str, int] = {}
    for count, mention in enumerate(draft.mentions):
        status = page.status_of(mention)
        view = page.lines[mention.line].view
        form = mention.teller.form
        tense = ("س" if "س" in view.pro(mention.first) else "") + (form.shape if form is not None else "noun")
        role = view.line.block.role
        clause_time = page.time_of(mention)
        shapes.update((f"{status}:{role}:{clause_time is not None}", f"{status}:{mention.kind}", f"{tense}:{role}:{clause_time is not None}", f"{mention.kind}:{tense}:{clause_time is not None}"))
        for here in page.times(mention.line):
            value = here.time.value or ""
            it = found.setdefault(value, Choosable(value))
            far, signs = _between(page, mention, here.first, here.last)
            it.evidence.append((far, Span(start=here.time.start, end=here.time.end)))
            it.signs.update(signs)
            when = _when(value, page.published)
            sort = _precision(value)
            before = view.stem(here.first - 1)
            pro = view.pro(here.first)
            firmly = here is clause_time
            if firmly:
                firm[value] = firm.get(value, 0) + 1
            agrees = _agrees(status, when)
            it.signs.update((
                f"firm={firmly}:{agrees}",
                f"firm={firmly}:{agrees}:{sort}",
                f"firm={firmly}:{agrees}:{_bucket(far)}",
                f"firm={firmly}:first={count == 0}",
                f"status={status}:{when}",
                f"rule={here.time.rule}",
                f"clause={here is clause_time}:{tense}",
                f"clause={here is clause_time}:{when}",
                f"when={when}:{tense}",
                f"when={when}:{mention.kind}",
                f"sort={sort}:{when}",
                f"sort={sort}:{mention.kind}",
                f"age={_age(value, page.published)}:{sort}",
                f"age={_age(value, page.published)}:{here is clause_time}",
                f"before={before}",
                f"pro={pro}",
                f"near={_bucket(far)}:{sort}",
                f"cued={_cued(page, mention, here)}",
                f"cued={_cued(page, mention, here)}:{here is clause_time}",
                f"open={here.time.open}",
                f"shifted={here.first < mention.first and page.is_shifted(mention, here.last)}:{firmly}",
                f"role={role}:{here is clause_time}",
            ))  # fmt: skip
    _rank(found.values())
    foremost = next(iter(firm), None)
    for value, it in found.items():
        it.signs.add(f"firmest={min(firm.get(value, 0), 2)}:{min(len(firm), 2)}")
        it.signs.add(f"foremost={value == foremost}:{min(len(firm), 2)}")
        it.signs.add(f"times={min(len(it.evidence), 3)}")
        it.signs.add(f"said={len(found)}" if len(found) < 3 else "said=3")
    none.signs.add(f"none-firm={min(len(firm), 2)}")
    if page.published is not None and len(page.published) >= 7 and page.published[:7] not in found:
        it = found.setdefault(page.published[:7], Choosable(page.published[:7]))
        it.signs.update(("month", *(f"month:{shape}" for shape in shapes), *(f"month:{word}" for word in _soon(page, draft))))
    if today is not None:
        it = found.setdefault(today, Choosable(today))
        it.signs.add(f"{_PUBLISHED}={bool(it.evidence)}")
        it.signs.update(f"{_PUBLISHED}={bool(it.evidence)}:{shape}" for shape in shapes)
        it.signs.add(f"{_PUBLISHED}={bool(it.evidence)}:{min(len(found) - 1, 2)}")
        it.signs.add(f"{_PUBLISHED}={bool(it.evidence)}:firm={min(len(firm), 2)}")
        it.signs.add(f"{_PUBLISHED}={bool(it.evidence)}:lead={min(m.line for m in draft.mentions) < 3}")
    none.signs.update((*(f"none={shape}" for shape in shapes), f"none-of={min(len(found), 3)}", f"none-size={min(len(draft.mentions), 3)}", f"none-lead={min(m.line for m in draft.mentions) < 3}"))  # fmt: skip
    return [none, *found.values()]


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
            far, signs = _between(page, mention, unit.first, unit.last)
            here.evidence.append((far, Span(start=unit.ref.start, end=unit.ref.end)))
            here.signs.update(signs)
            here.signs.update(_party_signs(page, mention, party, far))
    for entity, here in found.items():
        kind = kinds[entity]
        here.signs.update((
            f"core={entity in draft.core}:{kind}",
            f"core={entity in draft.core}:{sorted({m.kind for m in draft.mentions})[0]}",
            f"cores={min(len(draft.core), 3)}:{entity in draft.core}",
            f"times={min(len(here.evidence), 3)}:{kind}",
            f"best={_bucket(min(far for far, _ in here.evidence))}:{kind}",
            f"named={entity in page.names.entities}",
            f"of={min(len(found), 4)}:{entity in draft.core}",
        ))  # fmt: skip
    return list(found.values())


def _about(page: MeetingPage, mention: MeetingMention, first: int) -> bool:
    """Whether words of what a meeting is about stand between a telling and what follows (حول الوضع في إدلب)."""
    view = page.lines[mention.line].view
    return any(view.word(k) in page.words.about for k in range(max(mention.last, first - 5), first))


def _head(view: LineView, first: int) -> str:
    """The word before the preposition that governs a place (الوضع في إدلب)."""
    at = first - 1 if not view.pro(first) else first
    return view.stem(at - 1) if at > 0 and view.word(at) in ("في", "الي", "من") else view.stem(first - 1) if view.pro(first) else ""


def _age(value: str, published: str | None) -> str:
    """How many years a time is from the publication, in steps."""
    if published is None or not value[:4].isdigit():
        return "?"
    years = int(published[:4]) - int(value[:4])
    return str(max(-1, min(years, 3)))


def _rank(found: Iterable[Choosable]) -> None:
    """Adds to each how far it is from the nearest telling, and which of them is nearest."""
    ordered = sorted((min((far for far, _ in c.evidence), default=99), n, c) for n, c in enumerate(found))
    for rank, (far, _, c) in enumerate(ordered):
        c.signs.update((f"best={_bucket(far)}", f"rank={min(rank, 3)}", f"rank={min(rank, 3)}:{_bucket(far)}", f"alone={len(ordered) == 1}"))


def _soon(page: MeetingPage, draft: Draft) -> Iterator[str]:
    """Words of vague times around the tellings (خلال الأيام المقبلة، قريبا، قبل أيام)."""
    for mention in draft.mentions:
        view = page.lines[mention.line].view
        for k in range(mention.begin, mention.end):
            if view.stem(k) in ("ايام", "الايام", "قريبا", "اسابيع", "الاسابيع", "الشهر", "ساعات", "موخرا", "الفتره"):
                yield view.stem(k)


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
    yield f"near={_bucket(far)}:{party.marker}"
    if after and far == 0:
        yield f"beside={mention.teller.lemma}:{unit.kind}"


def _between(page: MeetingPage, mention: MeetingMention, first: int, last: int) -> tuple[int, list[str]]:
    """How far words are from a telling, in tokens, and the signs of what lies between."""
    line = page.lines[mention.line]
    inside = mention.begin <= first < mention.end
    if first >= mention.last:
        far, side, borders = first - mention.last, "after", line.between(mention.last, first)
    elif last <= mention.first:
        far, side, borders = mention.first - last, "before", line.between(last, mention.first)
    else:
        far, side, borders = 0, "in", frozenset[str]()
    told = "+".join(sorted(borders))
    return far + 20 * (not inside), [
        f"side={side}:{inside}:{told}",
        f"side={side}:{_bucket(far)}",
        f"side={side}:{_bucket(far)}:{'teller' in borders}:{'an' in borders}:{inside}",
    ]  # fmt: skip


def _cued(page: MeetingPage, mention: MeetingMention, here: TimeHere) -> str:
    """What the time stands after in its clause, as it may be of the telling and not of the meeting (قال الخميس إن …)."""
    view = page.lines[mention.line].view
    for k in range(here.first, min(len(view.tokens), here.last + 3)):
        if view.is_an(k):
            return "an-after"
    return "an-before" if any(view.is_an(k) for k in range(max(mention.begin, here.first - 6), here.first)) else ""


def _agrees(status: Status | None, when: str) -> str:
    """Whether a time may be that of a meeting that stands so."""
    if status is None or when == "?":
        return "u"
    past, ahead = status == "held", status in ("announced", "postponed")
    return "n" if (past and when == "ahead") or (ahead and when in ("behind", "long-behind")) else "y"


def _when(value: str, published: str | None) -> str:
    if published is None:
        return "?"
    first, _, last = value.partition("/")
    last = last or first
    if first[: len(published)] > published[: len(first)]:
        return "ahead"
    if last[: len(published)] < published[: len(last)]:
        return "behind" if len(first) == 10 else "long-behind"
    return "now"


def _precision(value: str) -> str:
    return "range" if "/" in value else {4: "year", 7: "month", 10: "day"}.get(len(value), "other")


def _bucket(far: int) -> str:
    return str(next((n for n, step in enumerate(_STEPS) if far <= step), len(_STEPS)))


class Chosen(msgspec.Struct, frozen=True):
    """What was chosen for a slot, how likely it is right, and the words that tell it (none where it was worked out)."""

    value: str
    chance: float
    evidence: tuple[Span, ...]


class SlotChoices:
    """The three choices. Pure."""

    def __init__(self, place: Choice, time: Choice, actor: Choice) -> None:
        self._place, self._time, self._actor = place, time, actor

    def place(self, page: MeetingPage, draft: Draft) -> Chosen | None:
        """Where the meeting is."""
        return _best(self._place, place_candidates(page, draft), LEAST_PLACE)

    def time(self, page: MeetingPage, draft: Draft) -> Chosen | None:
        """When it is: an EDTF value, an interval for more than one day."""
        return _best(self._time, time_candidates(page, draft), LEAST_TIME)

    def actors(self, page: MeetingPage, draft: Draft) -> Iterator[Chosen]:
        """Who takes part, the surest first."""
        found = [(self._actor.chances([(NO,), actor.features()])[1], actor) for actor in actor_candidates(page, draft)]
        for chance, actor in sorted(found, key=lambda f: (-f[0], f[1].value or "")):
            if chance >= LEAST_ACTOR and actor.value is not None:
                yield Chosen(actor.value, chance, actor.told()[:1])


def _best(choice: Choice, found: Sequence[Choosable], least: float) -> Chosen | None:
    """The likeliest that is not none, if likely enough."""
    chances = choice.chances([c.features() for c in found])
    best = max(range(1, len(found)), key=chances.__getitem__, default=0)
    value = found[best].value
    return Chosen(value, chances[best], found[best].told()[:1]) if value is not None and chances[best] >= least else None
