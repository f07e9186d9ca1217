"""A meeting assembled from all pages: values, outlets, the dossier beside it, states over time, and what can't be as told."""

from __future__ import annotations

from typing import Any

import pytest

from mahdar.knowledge import Dossier, KnownMeeting
from mahdar.linking.witnesses import Witness
from mahdar.process.joining import happenings
from mahdar.process.rounds import Conflict, Round, rounds, untold
from mahdar.process.telling import Telling
from tests.support.tellings import NOBODY, telling, witness

DOSSIER = Dossier(
    id="talks",
    kind="talks",
    event="the-talks",
    en="The talks",
    ar="المحادثات",
    names=("المحادثات",),
    meeting=(
        KnownMeeting(ordinal=7, start="2017-10-30", end="2017-10-31", place="astana", known="public", source="the host"),
        KnownMeeting(ordinal=8, start="2017-12-21", end="2017-12-22"),
    ),
)


def assembled(*told: Telling) -> tuple[Round, ...]:
    return rounds(happenings(told, NOBODY), {"talks": DOSSIER})


def seven(page: str | Witness, published: str | None = None, **fields: Any) -> Telling:
    return telling(page, published, series="talks", ordinal=7, **fields)


def test_a_value_with_its_outlets() -> None:
    [one] = assembled(
        seven(witness("a", agencies=["tass"]), place="astana"),
        seven(witness("b", agencies=["tass"]), place="astana"),
        seven("c", place="sochi"),
        seven("d", place="sochi"),
    )
    place = one.fields["place"]
    assert (place.value, place.rule, place.conflict) == ("sochi", "outlets", True)
    assert [(v.value, v.outlets, len(v.asserted)) for v in place.values] == [("sochi", 2, 2), ("astana", 1, 2)]
    assert one.outlets == 3


@pytest.mark.parametrize(
    ("fields", "stands"),
    [
        ({"start": "2017-10-30", "place": "astana"}, {"start": "confirms", "end": "fills", "place": "confirms"}),
        ({"start": "2017-10", "end": "2017-10-31"}, {"start": "confirms", "end": "confirms", "place": "fills"}),
        ({"start": "2017-10-29", "place": "sochi"}, {"start": "contradicts", "end": "fills", "place": "contradicts"}),
    ],
)
def test_how_a_dossier_stands(fields: dict[str, str], stands: dict[str, str]) -> None:
    [one] = assembled(seven("a", **fields))
    assert {name: f.known.stands for name, f in one.fields.items() if f.known} == stands
    assert {name: f.value for name, f in one.fields.items() if name in fields} == fields, "what a page states is shown"
    assert {f.known.sure for f in one.fields.values() if f.known} == {"public"}


def test_what_a_page_has_from_the_dossier_is_no_outlets_word() -> None:
    [one] = assembled(seven("a", start="2017-10-30", basis="dossier"))
    start = one.fields["start"]
    assert (start.value, start.basis, start.outlets) == ("2017-10-30", "dossier", 0)
    assert start.known is not None
    assert start.known.stands == "fills"


def test_a_meeting_without_a_number_is_known_by_its_days() -> None:
    [one] = assembled(telling("a", series="talks", start="2017-10-31"))
    assert one.known is DOSSIER.meeting[0]
    [other] = assembled(telling("a", series="talks", start="2017-10-31", place="sochi"))
    assert other.known is None
    assert untold(DOSSIER, [one]) == (DOSSIER.meeting[1],)
    assert untold(DOSSIER, []) == DOSSIER.meeting


def test_a_meeting_of_a_month_is_known_where_it_is_the_only_one() -> None:
    [one] = assembled(telling("a", series="talks", start="2017-10"))
    assert one.known is DOSSIER.meeting[0]
    assert (one.value("start"), one.value("end")) == ("2017-10", "2017-10-31")
    assert one.conflicts == ()
    [none] = assembled(telling("a", series="talks", start="2017"))
    assert none.known is None
    told = {one.id: one.conflicts for one in assembled(telling("a", series="talks", start="2017-10"), seven("b"))}
    assert told == {"on a": (Conflict(fault="could-be", about="talks-7"),), "talks-7": ()}


def test_states_over_time_with_their_sources() -> None:
    [one] = assembled(
        seven("d", "2017-10-31", status="held"),
        seven("c", "2017-10-25", status="postponed"),
        seven("a", "2017-10-17", status="announced"),
        seven("b", "2017-10-18", status="announced"),
        seven("undated", status="announced"),
    )
    path = [(s.status, s.since, s.until, s.outlets, [a.page for a in s.asserted]) for s in one.states]
    assert path == [
        ("announced", "2017-10-17", "2017-10-18", 3, ["a", "b", "undated"]),
        ("postponed", "2017-10-25", "2017-10-25", 1, ["c"]),
        ("held", "2017-10-31", "2017-10-31", 1, ["d"]),
    ]
    assert one.fields["status"].value == "held"


def test_announced_again_after_it_was_postponed() -> None:
    [one] = assembled(
        seven("a", "2017-10-01", status="announced"), seven("b", "2017-10-05", status="postponed"), seven("c", "2017-10-09", status="announced")
    )
    assert [s.status for s in one.states] == ["announced", "postponed", "announced"]


@pytest.mark.parametrize(
    ("statuses", "value", "conflict"),
    [
        ([("2017-10-01", "announced"), ("2017-10-05", "cancelled")], "cancelled", False),
        ([("2017-10-05", "announced"), ("2017-10-01", "cancelled")], "announced", True),
        ([("2017-10-01", "held"), ("2017-10-05", "cancelled")], "cancelled", True),
    ],
)
def test_cancelled_later_is_no_contradiction(statuses: list[tuple[str, str]], value: str, conflict: bool) -> None:
    [one] = assembled(*(seven(f"p{n}", day, status=status) for n, (day, status) in enumerate(statuses)))
    assert (one.fields["status"].value, one.fields["status"].conflict) == (value, conflict)


def test_who_was_to_come_and_who_came() -> None:
    [one] = assembled(
        seven("a", "2017-10-17", status="announced", who=("russia", "jordan"), roles={"jordan": "observer"}),
        seven("b", "2017-10-31", status="held", who=("russia", "turkey"), roles={"russia": "guarantor"}),
    )
    assert [(p.entity, p.role.value, p.attendance, p.outlets) for p in one.participants] == [
        ("russia", "guarantor", "expected and came", 2),
        ("jordan", "observer", "expected", 1),
        ("turkey", "participant", "came", 1),
    ]


def faults(one: Round) -> list[tuple[str, str]]:
    return [(c.fault, c.about) for c in one.conflicts]


def test_two_numbers_for_one_day() -> None:
    told = [telling(page, series="talks", ordinal=number, start="2017-11-05") for page, number in (("a", 11), ("b", 12))]
    assert {one.id: one.conflicts for one in assembled(*told)} == {
        "talks-11": (Conflict(fault="numbered-twice", about="talks-12"),),
        "talks-12": (Conflict(fault="numbered-twice", about="talks-11"),),
    }


def test_the_year_3000_is_kept_and_gives_way() -> None:
    [alone] = assembled(telling("a", "2018-01-01", start="3000-01-01"))
    assert (alone.value("start"), alone.fields["start"].conflict) == ("3000-01-01", True)
    assert faults(alone) == [("far-day", "3000-01-01")]
    [one] = assembled(seven("a", "2018-01-01", start="3000-01-01"), seven("b", "2018-01-01", start="2017-10-30", basis="inferred"))
    start = one.fields["start"]
    assert (start.value, start.rule, start.conflict) == ("2017-10-30", "near", True)
    assert [v.value for v in start.values] == ["2017-10-30", "3000-01-01"]
    [undated] = assembled(telling("a", start="2101"))
    assert faults(undated) == [("far-day", "2101")]


def test_days_the_wrong_way_round() -> None:
    [one] = assembled(telling("a", id="x", start="2017-11-05"), telling("b", id="x", end="2017-11-01"))
    assert faults(one) == [("ends-before-it-starts", "2017-11-05/2017-11-01")]


def test_held_before_its_day_and_expected_after_it() -> None:
    [early] = assembled(telling("a", "2018-09-05", start="2018-09-07"))
    assert faults(early) == [("held-before-its-day", "2018-09-05")]
    [late] = assembled(
        telling("a", "2018-09-07", id="x", start="2018-09-07"), telling("b", "2018-09-20", id="x", start="2018-09-07", status="announced")
    )
    assert faults(late) == [("to-come-after-held", "2018-09-20")]


def test_rounds_come_by_date_and_undated_ones_last() -> None:
    told = [telling("a", start=None), telling("b", start="2018-09-07"), telling("c", end="2018-09-06"), telling("d", start="2018-09")]
    assert [one.id for one in assembled(*told)] == ["on d", "on c", "on b", "on a"]


def test_the_agenda_with_its_outlets() -> None:
    [one] = assembled(seven("a", agenda=("idlib", "detainees")), seven("b", agenda=("idlib",)))
    assert one.agenda == {"detainees": 1, "idlib": 2}
