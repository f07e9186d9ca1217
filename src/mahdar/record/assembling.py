"""Putting all meetings of the record together, as `mahdar.record.rounds` keeps them."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, func, select

from mahdar.process.rounds import Round, brief
from mahdar.process.rounds import rounds as put_together
from mahdar.record import rounds, schema
from mahdar.record.queries.meetings import happenings_of
from mahdar.record.queries.series import shipped


def assembled(connection: Connection) -> tuple[tuple[rounds.Change, ...], rounds.Rows]:
    """What waits, and the rows that tell all meetings with it. To be read at one moment."""
    waiting = rounds.changed(connection)
    return waiting, _rows(connection, put_together(happenings_of(connection), shipped()))


def _rows(connection: Connection, found: Iterable[Round]) -> rounds.Rows:
    s = schema.statements.c
    m = schema.meetings.c
    telling = select(m.page).distinct()
    said = {row[0]: row[1] for row in connection.execute(select(s.page, func.count()).where(s.page.in_(telling)).group_by(s.page))}
    rows: rounds.Rows = {table: [] for table in (schema.met, schema.round_ids, schema.round_pages, schema.round_entities)}
    for one in found:
        undated, day, _ = one.order
        rows[schema.met].append(
            {
                "id": one.id,
                "series": one.series,
                "ordinal": one.ordinal,
                "undated": undated,
                "day": day,
                "shown": one.value("start") or one.value("end") or "",
                "thin": bool(one.lacks),
                "told": one.told,
                "statements": sum(said.get(page, 0) for page in one.pages),
                "round": zlib.compress(msgspec.json.encode(brief(one, rounds.MOST), order="deterministic")),
                "made_by": rounds.made_by(),
            }
        )
        rows[schema.round_ids] += [{"meeting": id_, "round": one.id} for id_ in one.ids]
        rows[schema.round_pages] += [{"page": page, "round": one.id} for page in one.pages]
        there = {part.entity for part in one.participants}
        called = {who for t in one.tellings for who in (t.meeting.host, t.meeting.convener) if who}
        rows[schema.round_entities] += [{"entity": who, "round": one.id, "takes_part": who in there} for who in sorted(there | called)]
    return rows
