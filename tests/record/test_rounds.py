"""Meetings that are kept put together are those that putting them together gives, whatever changed; what isn't kept yet is told all the same."""

from __future__ import annotations

import msgspec
import pytest
from sqlalchemy import update

from mahdar.corrections import Change
from mahdar.linking.linker import shipped
from mahdar.process.rounds import brief
from mahdar.record import Record, assembling, rounds, schema
from mahdar.record.queries import kept
from mahdar.record.queries.chronology import chronology
from mahdar.record.queries.meetings import around, axis, meeting, meetings, met
from mahdar.record.targets import of_meeting
from tests.support.places import Places
from tests.support.readings import all_readings, named_readings, process_readings


def answers(record: Record) -> list[object]:
    """What faces ask of meetings."""
    with record.read() as connection:
        lists = [meetings(connection, firm=firm, latest_first=latest) for firm in (True, False) for latest in (True, False)]
        every = lists[-1].items
        of = [meetings(connection, entity=part.entity.id) for one in every for part in one.participants[:2]]
        of += [meetings(connection, page=one.pages[0].id) for one in every]
        wholes = [meeting(connection, id_) for one in every for id_ in one.ids]
        nearest = [around(connection, one) for one in wholes if one is not None]
        processes = [chronology(connection, process=one.series, known=True, thin=True, whole=False) for one in every if one.series]
        return [lists, of, wholes, nearest, axis(connection), processes]


@pytest.fixture
def record(place: Places) -> Record:
    made = Record.create_or_open(place("a.mahdar"))
    made.add_all([*all_readings(), *process_readings()])
    return made


def in_force(record: Record) -> bool:
    with record.read() as connection:
        return rounds.in_force(connection)


def test_what_is_kept_answers_as_putting_together_does(record: Record) -> None:
    assert not in_force(record)
    before = answers(record)
    record.link(shipped)
    assert in_force(record)
    assert answers(record) == before
    with record.read() as connection:
        assert kept.some(connection).rounds == tuple(brief(one, rounds.MOST) for one in met(connection))


def test_what_changes_meetings_waits_until_they_are_put_together(record: Record) -> None:
    record.link(shipped)
    reading = next(one for one in process_readings() if one.meetings)
    changed = msgspec.structs.replace(reading, meetings=(msgspec.structs.replace(reading.meetings[0], status="cancelled"), *reading.meetings[1:]))
    assert not record.add(reading)
    assert in_force(record), "the same reading changes nothing"
    record.add(changed)
    assert not in_force(record)
    before = answers(record)
    record.settle()
    assert in_force(record)
    assert answers(record) == before
    with record.read() as connection:
        found = meeting(connection, reading.meetings[0].id)
    assert found is not None
    assert "cancelled" in {asserted.value for asserted in found.status.asserted}


def test_a_judgement_waits_too(record: Record) -> None:
    record.link(shipped)
    with record.read() as connection:
        told = meetings(connection, limit=1).items[0]
        target = next(iter(of_meeting(connection, told.ids[0]).values()))
    record.judge(Change(kind="reject", target=target), who="a reader")
    assert not in_force(record)
    before = answers(record)
    record.settle()
    assert answers(record) == before


def test_what_changes_while_it_is_put_together_goes_on_waiting(record: Record) -> None:
    with record.read() as connection:
        waiting, made = assembling.assembled(connection)
    for one in named_readings():
        record.add(one)
    record.change(lambda connection: rounds.keep(connection, waiting, made))
    with record.read() as connection:
        still = rounds.changed(connection)
    assert still
    assert not {change.key for change in still} & {change.key for change in waiting}


def test_another_version_puts_together_anew(record: Record) -> None:
    record.link(shipped)
    record.change(lambda connection: connection.execute(update(schema.met).values(made_by="0.0 x")))
    assert not in_force(record)
    before = answers(record)
    record.settle()
    assert in_force(record)
    assert answers(record) == before
