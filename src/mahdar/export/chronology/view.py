"""A chronology in words: what its Markdown and its web page show, in the order in which they do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from mahdar.export.chronology.words import Words
from mahdar.export.citation import shortened
from mahdar.export.languages import Language
from mahdar.model import Noun
from mahdar.record.answers import PageRef, Quote
from mahdar.record.process_answers import (
    Asserted,
    BackedBy,
    ChronologyAnswer,
    CommitmentAnswer,
    Field,
    JoinAnswer,
    MeetingAnswer,
    Part,
    PositionAnswer,
    StandAnswer,
    UntoldAnswer,
)

MOST_QUOTES = 3
"""So many quotes are shown under one fact; the JSON form has all."""

LONGEST_QUOTE = 220
"""Code points of a quote that are shown."""


class Shown(Noun, frozen=True, kw_only=True):
    """A quote, and the page that it is of: its outlets, its date, where its capture is from, the line, its address if it has one.

    Each is apart from the others, so that a form may isolate it: Arabic and Latin words in one line change each other's order.
    """

    words: str
    outlets: tuple[str, ...]
    date: str
    source: str
    line: str
    url: str | None


class Fact(Noun, frozen=True, kw_only=True):
    """One fact: its name, its value, what to know of it (basis, dossier, outlets), whether pages differ on it, and who says so."""

    name: str
    value: str
    notes: tuple[str, ...] = ()
    differs: str = ""
    quotes: tuple[Shown, ...] = ()


class Entry(Noun, frozen=True, kw_only=True):
    """A meeting or a commitment. ``day`` is the date that it is ordered by, null without one; ``warnings`` tell what can't be as told."""

    id: str
    day: str | None
    date: str
    title: str
    status: str
    state: str
    facts: tuple[Fact, ...]
    warnings: tuple[str, ...] = ()


class Turn(Noun, frozen=True, kw_only=True):
    """A stance at a date."""

    date: str
    stance: str
    key: str
    notes: tuple[str, ...]
    changed: bool
    quotes: tuple[Shown, ...]


class Holding(Noun, frozen=True, kw_only=True):
    """An actor's stances on an issue."""

    actor: str
    turns: tuple[Turn, ...]


class Subject(Noun, frozen=True, kw_only=True):
    """An issue with those who take a stance on it."""

    issue: str
    holdings: tuple[Holding, ...]


class View(Noun, frozen=True, kw_only=True):
    """A whole chronology."""

    heading: str
    time: str
    summary: str
    undated: str
    held_back: str
    meetings: tuple[Entry, ...]
    thin: tuple[Entry, ...]
    commitments: tuple[Entry, ...]
    positions: tuple[Subject, ...]


def view(told: ChronologyAnswer, language: Language) -> View:
    """``told`` in words of ``language``."""
    words = Words(language, told.processes)
    entries = [_meeting(one, words) for one in told.meetings] + [_untold(one, words) for one in told.untold]
    pages = {page.id for one in told.meetings for page in one.pages} | {page.id for one in told.commitments for page in one.pages}
    pages |= {backed.page.id for one in told.positions for stand in one.stands for backed in stand.backed}
    counts = {"meetings": len(entries), "commitments": len(told.commitments), "positions": len(told.positions), "pages": len(pages)}
    return View(
        heading=words.heading(told),
        time=words.time(told),
        summary=words("summary", **counts),
        undated=words("undated_left", n=told.undated) if told.undated else "",
        held_back=words("held_back", n=told.held_back - len(told.thin)) if told.held_back > len(told.thin) else "",
        meetings=tuple(sorted(entries, key=lambda entry: (entry.day is None, entry.day or "", entry.id))),
        thin=tuple(_meeting(one, words) for one in told.thin),
        commitments=tuple(_commitment(one, words) for one in told.commitments),
        positions=_subjects(told.positions, words),
    )


def _meeting(told: MeetingAnswer, words: Words) -> Entry:
    start, end = told.start.value if told.start else None, told.end.value if told.end else None
    facts = [
        *_dates(told, words),
        *(_field(name, getattr(told, name), words) for name in ("place", "kind", "host", "convener", "level", "outcome")),
        _states(told, words),
        *(_part(part, told.status.value, words) for part in told.participants),
        Fact(name=words.of("field", "agenda"), value=words.listed([words.issue(told.series, key) for key in told.agenda])) if told.agenda else None,
        *(_join(join, words) for join in told.joins),
    ]
    return Entry(
        id=told.id,
        day=start or end,
        date=words.days(start, end),
        title=words.title(told) + (f" ({words('known_as', id=told.known_as)})" if told.known_as and told.ordinal is None else ""),
        status=words.of("status", told.status.value),
        state=told.status.value,
        facts=tuple(fact for fact in facts if fact),
        warnings=(*([words.wanting(told)] if told.lacks else []), *(words.of("fault", c.fault, about=c.about) for c in told.conflicts)),
    )


def _untold(told: UntoldAnswer, words: Words) -> Entry:
    known = [
        Fact(name=words.of("field", field), value=words.name(ref), notes=(words("dossier"),))
        for field, ref in (("place", told.place), ("outcome", told.outcome))
        if ref
    ]
    return Entry(
        id=told.id,
        day=told.start,
        date=words.days(told.start, told.end),
        title=words.title(told),
        status=words("known_only"),
        state="known",
        facts=tuple(known),
        warnings=(words("unverified"),) if told.sure == "unverified" else (),
    )


def _dates(told: MeetingAnswer, words: Words) -> list[Fact]:
    """One fact for all days; one each for the first and the last where pages differ on them or know them in other ways."""
    start, end = (_field(name, field, words) for name, field in (("start", told.start), ("end", told.end)))
    if told.start is None or told.end is None or start is None or end is None or start.differs or end.differs or start.notes != end.notes:
        return [fact for fact in (start, end) if fact]
    quotes = tuple(dict.fromkeys((*start.quotes, *end.quotes)))[:MOST_QUOTES]
    return [Fact(name=words.of("field", "dates"), value=words.days(told.start.value, told.end.value), notes=start.notes, quotes=quotes)]


def _field(name: str, field: Field | None, words: Words) -> Fact | None:
    if field is None:
        return None

    def said(value: str) -> str:
        of = next((v.entity for v in field.values if v.value == value), None)
        if of or (field.known and field.known.entity and field.known.value == value):
            return words.name(of or (field.known.entity if field.known else None))
        return words.of(name, value) if name in ("kind", "level", "status") else words.date(value)

    others = [said(v.value) for v in field.values[1:]]
    notes = _notes(field, said, words)
    return Fact(
        name=words.of("field", name),
        value=said(field.value),
        notes=notes,
        differs=words("differ") + words("clause") + words("others", values=words.listed(others)) if field.conflict and others else "",
        quotes=_quotes(field.asserted, words),
    )


def _notes(field: Field, said: Callable[[str], str], words: Words) -> tuple[str, ...]:
    notes = []
    if field.basis in ("person", "inferred", "given", "metadata") or (field.basis == "dossier" and field.known is None):
        notes.append(words(field.basis or ""))
    if field.values[0].outlets:
        notes.append(words("outlets", n=field.values[0].outlets))
    if field.known:
        stands: str = field.known.stands
        if stands == "confirms" and field.known.value != field.value:
            stands = "confirms_as"
        notes.append(words(stands, value=said(field.known.value)) if stands in ("contradicts", "confirms_as") else words(stands))
        if field.known.sure == "unverified":
            notes.append(words("unverified"))
    return tuple(notes)


def _states(told: MeetingAnswer, words: Words) -> Fact | None:
    """The way from state to state, where there is more than one or its page has a date."""
    steps = [words("on", status=words.of("status", s.status), date=words.date(s.since) if s.since else words("undated_page")) for s in told.states]
    return Fact(
        name=words.of("field", "states"),
        value=words("arrow").join(steps),
        notes=(words("outlets", n=told.outlets),),
        differs=words("differ") if told.status.conflict else "",
        quotes=tuple(quote for state in told.states for quote in _quotes(state.asserted[:1], words)),
    )


def _part(part: Part, status: str, words: Words) -> Fact:
    notes = [words("outlets", n=part.outlets)] if part.outlets else [words("dossier")]
    # Where nobody came yet, that they are to come goes without saying.
    if status in ("held", "ongoing"):
        notes.append(words({"expected": "expected", "came": "came", "expected and came": "both"}[part.attendance]))
    others = sorted({a.value for a in part.asserted} - {part.role})
    differs = words("others", values=words.listed([words.of("role", role) for role in others])) if part.conflict and others else ""
    return Fact(
        name=words.of("role", part.role), value=words.name(part.entity), notes=tuple(notes), differs=differs, quotes=_quotes(part.asserted, words)
    )


def _join(join: JoinAnswer, words: Words) -> Fact:
    days = words.listed([words.days(*_ends(interval)) for interval in join.days])
    why = [words("same_days" if len(join.days) == 1 else "days_within", days=days)]
    if join.place:
        why.append(words("same_place", place=words.name(join.place)))
    if join.series:
        why.append(words("same_series"))
    if join.shared:
        why.append(words("same_who", who=words.listed([words.name(one) for one in join.shared])))
    return Fact(name=words("joined"), value=words("joined_why", page=words.page(join.page), why=words("clause").join(why)))


def _ends(interval: str) -> tuple[str, str]:
    first, _, last = interval.partition("/")
    return first, last or first


def _commitment(told: CommitmentAnswer, words: Words) -> Entry:
    date = told.date.value if told.date else None
    standing = []
    for step in told.standings:
        status = words.of("standing", step.status)
        said = words("as_says", status=status, who=words.name(step.told_by)) if step.told_by else status
        standing.append(words("on", status=said, date=words.date(step.since) if step.since else words("undated_page")))
    facts = [
        _field("date", told.date, words),
        Fact(name=words.of("field", "issue"), value=words.issue(told.process, told.issue)) if told.issue else None,
        *(Fact(name=words.of("field", "content"), value=f"«{content}»") for content in dict.fromkeys(map(_short, told.content[:MOST_QUOTES]))),
        Fact(
            name=words.of("field", "standing"),
            value=words("arrow").join(standing),
            notes=(words("outlets", n=told.outlets),),
            quotes=tuple(quote for step in told.standings for quote in _quotes(step.asserted, words)),
        ),
    ]
    return Entry(
        id=told.id,
        day=date,
        date=words.date(date),
        title=words.undertaking(told),
        status=words.of("standing", told.status),
        state=told.status,
        facts=tuple(fact for fact in facts if fact),
        warnings=(words("disputed"),) if told.disputed else (),
    )


def _subjects(told: Sequence[PositionAnswer], words: Words) -> tuple[Subject, ...]:
    of_issue: dict[tuple[str, str], list[Holding]] = {}
    for one in told:
        holding = Holding(actor=words.name(one.actor), turns=tuple(_turn(stand, words) for stand in one.stands))
        of_issue.setdefault((one.process or "", one.issue), []).append(holding)
    return tuple(Subject(issue=words.issue(process or None, key), holdings=tuple(held)) for (process, key), held in of_issue.items())


def _turn(stand: StandAnswer, words: Words) -> Turn:
    notes = [words("target", target=words.name(stand.target))] if stand.target else []
    if stand.condition:
        notes.append(words("condition", condition=f"«{' '.join(stand.condition.split())}»"))
    notes.append(words("outlets", n=stand.outlets))
    if stand.disputed:
        notes.append(words("disputed_stance"))
    return Turn(
        date=words.date(stand.date),
        stance=words.of("stance", stand.stance),
        key=stand.stance,
        notes=tuple(notes),
        changed=stand.changed,
        quotes=tuple(quote for backed in stand.backed for quote in _backing(backed, words))[:MOST_QUOTES],
    )


def _backing(backed: BackedBy, words: Words) -> list[Shown]:
    return [_shown(quote, backed.page, words) for quote in backed.evidence]


def _quotes(asserted: Iterable[Asserted], words: Words) -> tuple[Shown, ...]:
    found = dict.fromkeys(_shown(a.evidence[0], a.page, words) for a in asserted if a.evidence)
    return tuple(found)[:MOST_QUOTES]


def _shown(quote: Quote, page: PageRef, words: Words) -> Shown:
    around = f"{quote.before}{quote.quote}{quote.after}" if len(quote.quote) < LONGEST_QUOTE // 4 else quote.quote
    return Shown(
        words=shortened(" ".join(around.split()), LONGEST_QUOTE),
        outlets=words.outlets(page),
        date=words.page_date(page),
        source=page.source,
        line=words("line", line=quote.line),
        url=page.url if page.url and page.url.startswith(("https://", "http://")) else None,
    )


def _short(quote: Quote) -> str:
    return shortened(" ".join(quote.quote.split()), LONGEST_QUOTE)
