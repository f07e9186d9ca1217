"""When a meeting may be: the times of its lines, the day and the month of publication."""

from __future__ import annotations

from collections.abc import Iterator

from mahdar.meetings.candidates import Choosable, between, bucket, rank_by_distance
from mahdar.meetings.joining import Draft
from mahdar.meetings.mentions import MeetingMention
from mahdar.meetings.page import MeetingPage, TimeHere
from mahdar.meetings.surroundings import Surroundings
from mahdar.model import Span, Status

_PUBLISHED = "published"


def time_candidates(around: Surroundings, draft: Draft) -> list[Choosable]:
    """None, the day of publication, then the values of the times in the lines of ``draft``."""
    page = around.page
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
        shapes.update(
            (
                f"{status}:{role}:{clause_time is not None}",
                f"{status}:{mention.kind}",
                f"{tense}:{role}:{clause_time is not None}",
                f"{mention.kind}:{tense}:{clause_time is not None}",
            )
        )
        for here in page.times(mention.line):
            if page.words.deadlines & {page.lines[mention.line].view.stem(k) for k in (here.first - 1, here.first - 2)}:
                continue  # في موعد أقصاه الأحد
            value = here.time.value or ""
            it = found.setdefault(value, Choosable(value))
            far, signs = between(page, mention, here.first, here.last)
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
                f"firm={firmly}:{agrees}:{bucket(far)}",
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
                f"near={bucket(far)}:{sort}",
                f"cued={_cued(page, mention, here)}",
                f"cued={_cued(page, mention, here)}:{here is clause_time}",
                f"open={here.time.open}",
                f"shifted={here.first < mention.first and page.is_shifted(mention, here.last)}:{firmly}",
                f"role={role}:{here is clause_time}",
            ))  # fmt: skip
    for other in around.beside(draft):
        for value in sorted(other.times):
            if value in found:
                found[value].signs.update(("other", f"other={other.mentions[0].kind}:{draft.mentions[0].kind}"))
    rank_by_distance(found.values())
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
    none.signs.update((
        *(f"none={shape}" for shape in shapes),
        f"none-of={min(len(found), 3)}",
        f"none-size={min(len(draft.mentions), 3)}",
        f"none-lead={min(m.line for m in draft.mentions) < 3}",
    ))  # fmt: skip
    return [none, *found.values()]


def _age(value: str, published: str | None) -> str:
    """How many years a time is from the publication, in steps."""
    if published is None or not value[:4].isdigit():
        return "?"
    years = int(published[:4]) - int(value[:4])
    return str(max(-1, min(years, 3)))


def _soon(page: MeetingPage, draft: Draft) -> Iterator[str]:
    """Words of vague times around the tellings (خلال الأيام المقبلة، قريبا، قبل أيام)."""
    for mention in draft.mentions:
        view = page.lines[mention.line].view
        for k in range(mention.begin, mention.end):
            if view.stem(k) in page.words.vague:
                yield view.stem(k)


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
