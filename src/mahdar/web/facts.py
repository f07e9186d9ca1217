"""A meeting's fields as rows of a table: value, how it is known, and what each page says, ready to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec
from markupsafe import Markup

from mahdar.linking.choice import Rule
from mahdar.model import Basis, Noun
from mahdar.record.answers import PageRef, Quote
from mahdar.record.process_answers import Asserted, Field, KnownAnswer, MeetingAnswer, Part
from mahdar.web.words import Words

SOURCES = 12
"""So many sources of each fact are shown."""


class Cited(Noun, frozen=True, kw_only=True):
    """A line of a page that tells a fact. ``number`` is that of a line which several facts cite, null where one does; ``again`` says that the line
    was quoted before, so that the words alone and its number will do."""

    quote: Quote
    number: int | None
    again: bool


class Said(Noun, frozen=True, kw_only=True):
    """What one page says. ``value`` is null where it is the value shown already; ``cited`` is its evidence where lines are quoted once (`cited`)."""

    value: Markup | None
    basis: Basis | None
    why: str | None
    page: PageRef
    evidence: tuple[Quote, ...]
    cited: tuple[Cited, ...] = ()


class Row(Noun, frozen=True, kw_only=True):
    """One fact. ``entity`` is the id of the value's entity; ``note`` stands beside the value (a role), ``dossier`` is what the dossier of the
    series says of it."""

    name: str
    value: Markup
    entity: str | None
    note: Markup | None
    basis: Basis | None
    rule: Rule
    conflict: bool
    said: tuple[Said, ...]
    dossier: Markup | None = None


def facts(meeting: MeetingAnswer, words: Words) -> tuple[Row, ...]:
    """The facts that pages tell, in the order in which one asks for them."""
    rows = [
        _word("kind", "meeting_kind", meeting.kind, words),
        *_dates(meeting, words),
        _entity("place", meeting.place, words),
        _entity("host", meeting.host, words),
        _entity("convener", meeting.convener, words),
        _word("status", "status", meeting.status, words),
        _word("level", "level", meeting.level, words),
        _entity("outcome", meeting.outcome, words),
    ]
    past = meeting.status.value in ("held", "ongoing")
    return (*(row for row in rows if row), *(_part(part, words, past=past) for part in meeting.participants))


def cited(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with each line of a page quoted once: where several facts stand in one line, those after the first refer to it by its number."""
    times = Counter(_line(q) for row in rows for one in row.said[:SOURCES] for q in one.evidence)
    numbers: dict[tuple[str, int], int] = {}
    before: set[tuple[str, int]] = set()

    def cite(quote: Quote) -> Cited:
        line = _line(quote)
        again = line in before
        before.add(line)
        return Cited(quote=quote, number=numbers.setdefault(line, len(numbers) + 1) if times[line] > 1 else None, again=again)

    return tuple(
        msgspec.structs.replace(
            row,
            said=tuple(msgspec.structs.replace(one, cited=tuple(cite(q) for q in one.evidence)) for one in row.said[:SOURCES]) + row.said[SOURCES:],
        )
        for row in rows
    )


def _line(quote: Quote) -> tuple[str, int]:
    return quote.page, quote.line


def _dates(meeting: MeetingAnswer, words: Words) -> list[Row]:
    """One row for all days, or one each for the first and the last where pages differ about them."""
    told = {name: field for name, field in (("start", meeting.start), ("end", meeting.end)) if field}
    said = {name: _said(field.asserted, field.value, lambda value: words.date(value)) for name, field in told.items()}
    alike = len({tuple((a.page.id, a.value, a.basis) for a in field.asserted) for field in told.values()}) == 1
    if not alike and (len({field.basis for field in told.values()}) > 1 or any(entry.value for entries in said.values() for entry in entries)):
        return [_row(name, words.date(field.value), field, said[name], dossier=_known_day(field, words)) for name, field in told.items()]
    days = {name: field.value for name, field in told.items()}
    shown = words.dates(days.get("start"), days.get("end"))
    first = next(iter(told.values()), None)
    if shown is None or first is None:
        return []
    return [_row("dates", shown, first, [entry for entries in said.values() for entry in entries], dossier=_known_day(first, words))]


def _entity(name: str, field: Field | None, words: Words) -> Row | None:
    if field is None or field.entity is None:
        return None
    labels = {v.value: words.label(v.entity.label, v.value) for v in field.values if v.entity}
    said = _said(field.asserted, field.value, lambda value: labels[value])
    return _row(
        name,
        labels[field.value],
        field,
        said,
        entity=field.value,
        dossier=_known(field, words, lambda known: words.label(_label(known), known.value)),
    )


def _word(name: str, table: str, field: Field | None, words: Words) -> Row | None:
    if field is None:
        return None
    said = _said(field.asserted, field.value, lambda value: words.maybe(table, value))
    return _row(name, words.maybe(table, field.value), field, said)


def _part(part: Part, words: Words, *, past: bool) -> Row:
    # Where nobody came yet, that they are to come goes without saying.
    came = [words.maybe("attendance", part.attendance.replace(" ", "-"))] if past else []
    return Row(
        name="participants",
        value=words.label(part.entity.label, part.entity.id),
        entity=part.entity.id,
        note=words.join([words.maybe("role", part.role), *came]),
        basis=part.asserted[0].basis,
        rule=part.rule,
        conflict=part.conflict,
        said=_once(_said(part.asserted, part.role, lambda value: words.maybe("role", value))),
    )


def _known_day(field: Field, words: Words) -> Markup | None:
    return _known(field, words, lambda known: words.date(known.value))


def _known(field: Field, words: Words, words_for: Callable[[KnownAnswer], Markup]) -> Markup | None:
    """What the dossier says of a field, where it says more than the value shown: that it confirms it, or what it has instead."""
    if field.known is None or field.known.stands == "fills":
        return None
    if field.known.stands == "confirms":
        return words("meeting.confirms")
    return words("meeting.contradicts", value=words_for(field.known))


def _label(known: KnownAnswer) -> Mapping[str, str]:
    return known.entity.label if known.entity else {}


def _row(name: str, value: Markup, field: Field, said: Sequence[Said], entity: str | None = None, dossier: Markup | None = None) -> Row:
    return Row(
        name=name,
        value=value,
        entity=entity,
        note=None,
        basis=field.basis,
        rule=field.rule,
        conflict=field.conflict,
        said=_once(said),
        dossier=dossier,
    )


def _said(asserted: Iterable[Asserted], shown: str, words_for: Callable[[str], Markup]) -> list[Said]:
    return [
        Said(value=None if a.value == shown else words_for(a.value), basis=a.basis, why=a.why, page=a.page, evidence=a.evidence) for a in asserted
    ]


def _once(said: Iterable[Said]) -> tuple[Said, ...]:
    """Without what a page says twice (first and last day of a round, known from one line), and with what a dossier says
    once, however many pages leave it out."""
    first: dict[tuple[object, ...], Said] = {}
    for s in said:
        key = (s.why, str(s.value)) if s.basis == "dossier" and not s.evidence else (s.page.id, s.why, s.evidence, str(s.value))
        first.setdefault(key, s)
    return _by_outlet(first.values())


def _by_outlet(said: Iterable[Said]) -> tuple[Said, ...]:
    """The first of each outlet, then the second of each: what stands side by side at the top is what different outlets say."""
    rank: Counter[str] = Counter()
    ranked: list[tuple[int, Said]] = []
    for one in said:
        outlet = "; ".join(o.label for o in one.page.outlets) or one.page.source
        ranked.append((rank[outlet], one))
        rank[outlet] += 1
    return tuple(one for _, one in sorted(ranked, key=lambda pair: pair[0]))
