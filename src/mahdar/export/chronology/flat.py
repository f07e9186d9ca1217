"""A chronology as CSV (RFC 4180, UTF-8): a line for each value of each field, so that a spreadsheet can filter and count them.

``docs/process.md`` tells the columns. Words of pages stand in guillemets: a spreadsheet takes no cell of theirs for a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from mahdar.record.answers import EntityRef, PageRef, Quote
from mahdar.record.process_answers import Asserted, ChronologyAnswer, CommitmentAnswer, Field, MeetingAnswer, PositionAnswer, UntoldAnswer

COLUMNS = (
    "kind", "id", "process", "ordinal", "field", "value", "label_ar", "label_en", "shown", "conflict", "rule", "basis", "outlets", "pages",
    "since", "until", "dossier", "detail", "quote", "outlet", "published", "source", "line", "page", "start", "end",
)  # fmt: skip

FIELDS = ("kind", "status", "start", "end", "place", "host", "convener", "level", "outcome")

Row = dict[str, object]


def flat(told: ChronologyAnswer) -> str:
    """The whole chronology: meetings, those that a dossier alone knows, commitments, positions."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows(told))
    return out.getvalue()


def rows(told: ChronologyAnswer) -> Iterator[Row]:
    """The lines of the table, by column; what isn't there is empty."""
    for meeting in told.meetings:
        yield from meeting_rows(meeting)
    for meeting in told.thin:
        yield from meeting_rows(meeting)
    for known in told.untold:
        yield from _untold(known)
    for commitment in told.commitments:
        yield from commitment_rows(commitment)
    for position in told.positions:
        yield from position_rows(position)


def meeting_rows(told: MeetingAnswer) -> Iterator[Row]:
    """The lines of a meeting."""
    head: Row = {"kind": "thin" if told.lacks else "meeting", "id": told.id, "process": told.series, "ordinal": told.ordinal}
    for name in FIELDS:
        yield from ({**head, **row} for row in _field(name, getattr(told, name)))
    for part in told.participants:
        row = {"field": "participant", "detail": f"{part.role}; {part.attendance}", "conflict": _yes(part.conflict), "rule": part.rule}
        counts = {"outlets": part.outlets, "pages": len({a.page.id for a in part.asserted}), "basis": part.asserted[0].basis, "shown": "yes"}
        yield {**head, **row, **counts, **_entity(part.entity), **_first(part.asserted)}
    for key in told.agenda:
        yield {**head, "field": "agenda", "value": key, "shown": "yes"}
    for state in told.states:
        dates = {"since": state.since, "until": state.until, "outlets": state.outlets, "pages": len({a.page.id for a in state.asserted})}
        yield {**head, "field": "state", "value": state.status, **dates, **_first(state.asserted)}
    for join in told.joins:
        shared = [one.id for one in join.shared]
        why = [
            f"days {', '.join(join.days)}",
            *([f"place {join.place.id}"] if join.place else []),
            *([f"series {join.series}"] if join.series else []),
        ]
        why += [f"participants {', '.join(shared)}"] if shared else []
        yield {**head, "field": "joined", "value": join.meeting, "detail": "; ".join(why), **_page(join.page)}
    for lack in told.lacks:
        yield {**head, "field": "lacks", "value": lack}
    for conflict in told.conflicts:
        yield {**head, "field": "conflict", "value": conflict.fault, "detail": conflict.about}


def _untold(told: UntoldAnswer) -> Iterator[Row]:
    head: Row = {"kind": "known", "id": told.id, "process": told.series, "ordinal": told.ordinal, "shown": "yes", "basis": "dossier"}
    head |= {"dossier": "fills", "detail": "; ".join(filter(None, [told.sure, told.source]))}
    yield {**head, "field": "start", "value": told.start}
    yield {**head, "field": "end", "value": told.end}
    if told.place:
        yield {**head, "field": "place", **_entity(told.place)}
    if told.outcome:
        yield {**head, "field": "outcome", **_entity(told.outcome)}


def commitment_rows(told: CommitmentAnswer) -> Iterator[Row]:
    """The lines of a commitment."""
    head: Row = {"kind": "commitment", "id": told.id, "process": told.process}
    yield from ({**head, **row} for row in _field("kind", told.kind))
    yield from ({**head, **row} for row in _field("date", told.date))
    if told.issue:
        yield {**head, "field": "issue", "value": told.issue, "shown": "yes"}
    for party in told.parties:
        yield {**head, "field": "party", "shown": "yes", **_entity(party)}
    for quote in told.content:
        yield {**head, "field": "content", **_quote(quote)}
    for step in told.standings:
        by = f"as {step.told_by.id} says" if step.told_by else ""
        counts = {"since": step.since, "outlets": step.outlets, "pages": len({a.page.id for a in step.asserted})}
        shown = {"shown": _yes(step.status == told.status), "conflict": _yes(told.disputed)}
        yield {**head, "field": "status", "value": step.status, "detail": by, **shown, **counts, **_first(step.asserted)}


def position_rows(told: PositionAnswer) -> Iterator[Row]:
    """The lines of a position."""
    head: Row = {"kind": "position", "id": "/".join(filter(None, [told.process, told.issue, told.actor.id])), "process": told.process}
    for stand in told.stands:
        detail = [f"target {stand.target.id}" if stand.target else "", f"condition «{_line(stand.condition)}»" if stand.condition else ""]
        detail.append("changed" if stand.changed else "")
        row: Row = {"field": "stance", "value": stand.stance, "since": stand.date, "detail": "; ".join(filter(None, detail))}
        row |= {"outlets": stand.outlets, "pages": len({b.page.id for b in stand.backed}), "conflict": _yes(stand.disputed)}
        said = next(((b.page, quote) for b in stand.backed for quote in b.evidence), None)
        yield {**head, **row, **({**_page(said[0]), **_quote(said[1])} if said else _page(stand.backed[0].page))}


def _field(name: str, field: Field | None) -> Iterator[Row]:
    for value in field.values if field else ():
        assert field is not None
        shown = value.value == field.value
        row: Row = {"field": name, "shown": _yes(shown), "conflict": _yes(field.conflict), "rule": field.rule if shown else ""}
        row |= {"basis": value.basis, "outlets": value.outlets, "pages": value.pages, "dossier": field.known.stands if field.known and shown else ""}
        row |= _entity(value.entity) if value.entity else {"value": value.value}
        if shown and field.known and field.known.stands == "contradicts":
            row["detail"] = f"the dossier has {field.known.value}"
        yield row | _first([a for a in field.asserted if a.value == value.value])


def _entity(ref: EntityRef) -> Row:
    return {"value": ref.id, "label_ar": ref.label.get("ar"), "label_en": ref.label.get("en")}


def _first(asserted: Iterable[Asserted]) -> Row:
    """The first page that asserts it, with its words: the one that states it where one does."""
    first = next(iter(asserted), None)
    if first is None:
        return {}
    return {**_page(first.page), **(_quote(first.evidence[0]) if first.evidence else {})}


def _page(page: PageRef) -> Row:
    published = page.published.value if page.published else None
    return {"outlet": "; ".join(outlet.label for outlet in page.outlets), "published": published, "source": page.source, "page": page.id}


def _quote(quote: Quote) -> Row:
    return {"quote": f"«{_line(quote.quote)}»", "line": quote.line, "page": quote.page, "start": quote.start, "end": quote.end}


def _line(words: str) -> str:
    return " ".join(words.split())


def _yes(is_so: bool) -> str:
    return "yes" if is_so else ""
