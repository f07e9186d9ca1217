"""The chronology of a record: joined across pages, the same in whatever order they came."""

from __future__ import annotations

import random
from collections.abc import Iterator

import msgspec
import pytest
from sqlalchemy import Connection

from mahdar.knowledge import Dossier, KnownMeeting, load_dossiers
from mahdar.model import Reading
from mahdar.record import Record
from mahdar.record.queries.chronology import chronology, commitment, issue, of_entity, processes, within
from mahdar.record.queries.meetings import meeting
from mahdar.record.queries.pages import reading
from tests.support.places import Places, Where
from tests.support.readings import process_readings

SHIPPED = {dossier.id: dossier for dossier in load_dossiers()}


def filled(where: Where, readings: tuple[Reading, ...]) -> Record:
    record = Record.create_or_open(where)
    for one in readings:
        record.add(one)
    return record


@pytest.fixture(scope="module")
def connection(shared_place: Places) -> Iterator[Connection]:
    with filled(shared_place("a.mahdar"), process_readings()) as record, record.read() as opened:
        yield opened


def test_what_was_added_comes_back(connection: Connection) -> None:
    for one in process_readings():
        assert reading(connection, one.page) == one


def test_the_order_of_adding_does_not_count(place: Places) -> None:
    told = set()
    for seed in range(3):
        mixed = list(process_readings())
        random.Random(seed).shuffle(mixed)
        with filled(place(f"{seed}.mahdar"), tuple(mixed)) as record, record.read() as opened:
            told.add(msgspec.json.encode(chronology(opened, known=True), order="deterministic"))
    assert len(told) == 1


def test_meetings_by_date(connection: Connection) -> None:
    told = chronology(connection)
    assert [(m.start and m.start.value, m.kind and m.kind.value, m.series, len(m.pages)) for m in told.meetings] == [
        ("2018-09-07", "summit", None, 2),
        ("2018-09-07", "call", None, 1),
        ("2022-11-21", None, "astana", 2),
        ("2024-01-24", None, "astana", 1),
        (None, None, None, 1),
    ]
    assert {ref.id: ref.label["en"] for ref in told.processes} == {"astana": "Astana process"}


def test_a_meeting_without_a_number_told_by_two_pages(connection: Connection) -> None:
    [one] = [m for m in chronology(connection).meetings if m.kind and m.kind.value == "summit"]
    assert len(one.ids) == 2
    [join] = one.joins
    assert (join.days, join.place, [ref.id for ref in join.shared]) == (("2018-09-07",), None, ["russia", "turkey"])
    assert [(s.status, s.since) for s in one.states] == [("announced", "2018-09-03"), ("held", "2018-09-08")]
    assert [p.attendance for p in one.participants] == ["expected and came", "expected and came"]
    assert one.place is not None
    assert [(v.value, v.outlets, v.pages) for v in one.place.values] == [("astana", 1, 1)]
    assert not one.place.conflict
    for told_as in one.ids:
        assert meeting(connection, told_as) == one, "any of its ids leads to it"


def test_a_round_beside_its_dossier(connection: Connection) -> None:
    one = meeting(connection, "astana-19")
    assert one is not None
    assert one.start is not None
    assert one.start.known is not None
    assert (one.start.value, one.start.known.value, one.start.known.stands) == ("2022-11-21", "2022-11-22", "contradicts")
    assert one.place is not None
    assert one.place.known is not None
    assert one.place.known.stands == "confirms"
    assert (one.known_as, one.outlets, one.differs) == ("astana-19", 2, True)
    bare = meeting(connection, "astana-19", dossiers={})
    assert bare is not None
    assert (bare.known_as, bare.start and bare.start.known) == (None, None)


def test_meetings_that_a_dossier_alone_knows(connection: Connection) -> None:
    assert chronology(connection).untold == ()
    told = chronology(connection, process="astana", known=True)
    numbers = [one.ordinal for one in told.untold]
    assert {19, 21}.isdisjoint(numbers)
    assert {1, 7, 20} <= set(numbers)
    own = Dossier(
        id="own", kind="talks", event="own", en="Own", ar="خاص", names=("خاص",), meeting=(KnownMeeting(ordinal=1, start="2018", end="2018"),)
    )
    assert [one.id for one in chronology(connection, process="own", known=True, dossiers={"own": own}).untold] == ["own-1"]
    assert "own" in processes(connection, {"own": own})


def test_commitments_and_what_became_of_them(connection: Connection) -> None:
    [one] = chronology(connection).commitments
    assert ([p.id for p in one.parties], one.process, one.issue, one.date and one.date.value) == (
        ["russia", "turkey"],
        "astana",
        "de-escalation-zones",
        "2017-05-04",
    )
    assert [(s.status, s.told_by and s.told_by.id, s.since, s.outlets) for s in one.standings] == [
        ("agreed", None, "2022-11-01", 2),
        ("breached", "syria", "2023-05-01", 1),
    ]
    assert one.status == "breached"
    assert [quote.quote for quote in one.content][-1] == "الاتفاق خُرق"
    assert commitment(connection, one.id) == one
    assert commitment(connection, "000000000000") is None


def test_positions_over_time(connection: Connection) -> None:
    [one] = chronology(connection, process="astana").positions
    assert [(s.date, s.stance, s.changed, s.condition) for s in one.stands] == [
        ("2022-11-01", "opposes", False, None),
        ("2023-03-01", "conditional", True, "بعد الحل السياسي"),
    ]
    [backed] = one.stands[0].backed
    assert [quote.quote for quote in backed.evidence] == ["إنها ترفض الانسحاب"]
    agreed, held = of_entity(connection, "turkey")
    assert (held, [a.id for a in agreed]) == ((one,), [a.id for a in chronology(connection).commitments])
    assert of_entity(connection, "jordan") == ((), ())


def test_an_issue(connection: Connection) -> None:
    found = issue(connection, "withdrawal", "astana")
    assert found is not None
    assert (found.process, found.label["en"] != "", found.statements, len(found.positions), found.commitments) == ("astana", True, 2, 1, ())
    zones = issue(connection, "de-escalation-zones")
    assert zones is not None
    assert len(zones.commitments) == 1
    assert issue(connection, "withdrawal", "libya-5plus5") is None
    assert issue(connection, "nothing") is None


def test_a_time(connection: Connection) -> None:
    told = chronology(connection, since="2018-09-07", until="2022")
    assert [m.start and m.start.value for m in told.meetings] == ["2018-09-07", "2018-09-07", "2022-11-21"]
    assert [[s.date for s in p.stands] for p in told.positions] == [["2022-11-01"]]
    assert (told.commitments, told.undated) == ((), 1)
    later = chronology(connection, since="2023")
    assert [[(s.date, s.changed) for s in p.stands] for p in later.positions] == [[("2023-03-01", True)]]


@pytest.mark.parametrize(
    ("first", "last", "since", "until", "is_in"),
    [
        ("2017-10-30", "2017-10-31", "2017-10-31", None, True),
        ("2017-10-30", "2017-10-31", "2017-11", None, False),
        ("2017-10-30", "2017-10-31", None, "2017-10-30", True),
        ("2017-10-30", "2017-10-31", None, "2017-10-29", False),
        ("2017", "2017", "2017-05", "2017-06", True),
        ("2017-10", "2017-10", "2017-10-15", "2017-10-16", True),
        (None, None, "2017", None, False),
    ],
)
def test_within(first: str | None, last: str | None, since: str | None, until: str | None, is_in: bool) -> None:
    assert within(first, last, since, until) is is_in


def test_an_empty_record(place: Places) -> None:
    with Record.create_or_open(place("a.mahdar")) as record, record.read() as opened:
        told = chronology(opened)
    assert (told.meetings, told.commitments, told.positions, told.processes, told.undated) == ((), (), (), (), 0)


def test_contradictions_are_kept_and_shown(place: Places) -> None:
    first, *_ = (r for r in process_readings() if r.meetings and r.meetings[0].ordinal == 21)
    far = msgspec.structs.replace(first.meetings[0], start="3000-01-01")
    twice = msgspec.structs.replace(first.meetings[0], id="astana-22", ordinal=22)
    with filled(place("a.mahdar"), (msgspec.structs.replace(first, meetings=(far, twice)),)) as record:
        other = msgspec.structs.replace(first, page="0" * 64, source="other.txt")
        record.add(other)
        with record.read() as opened:
            told = {m.id: m for m in chronology(opened).meetings}
    one = told["astana-21"]
    assert one.start is not None
    assert (one.start.value, one.start.rule, {v.value for v in one.start.values}) == ("2024-01-24", "near", {"2024-01-24", "3000-01-01"})
    assert {(c.fault, c.about) for c in one.conflicts} == {("far-day", "3000-01-01"), ("numbered-twice", "astana-22")}
