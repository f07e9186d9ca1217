"""Which meetings are told too thinly to be stood behind, and what is wanting."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from mahdar.model import Slot, Span
from mahdar.process.joining import happenings
from mahdar.process.rounds import Round, rounds
from mahdar.process.telling import Telling
from tests.support.tellings import NOBODY, telling

DAY = "2018-09-07"


def assembled(*told: Telling) -> Round:
    [one] = rounds(happenings(told, NOBODY), {})
    return one


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        pytest.param({"who": ("putin", "erdogan")}, (), id="two who met"),
        pytest.param({"who": ("putin", "person:khayrat")}, (), id="one whom a list knows, and another"),
        pytest.param({"who": ("person:salim", "person:khayrat")}, ("who",), id="nobody whom a list knows"),
        pytest.param({"who": ("putin",)}, ("who",), id="one alone"),
        pytest.param({"who": ("putin",), "place": "sochi"}, ("who",), id="one alone at a place"),
        pytest.param({"who": ("zarif",), "kind": "visit", "place": "damascus"}, (), id="a visitor and where to"),
        pytest.param({"who": ("zarif",), "kind": "visit"}, ("who",), id="a visitor and no word of where to"),
        pytest.param({"who": ("person:salim",), "kind": "visit", "place": "mashhad"}, ("who",), id="a visitor whom no list knows"),
        pytest.param({"kind": "conference", "place": "berlin"}, (), id="a conference at a place"),
        pytest.param({"kind": "summit", "place": "addis-ababa"}, ("who",), id="a summit at a place"),
        pytest.param({"kind": "summit", "place": "singapore", "who": ("singapore", "north-korea")}, ("who",), id="the place takes no part"),
        pytest.param({"kind": "talks", "who": ("eu", "may")}, (), id="talks that a page tells to sit"),
        pytest.param({"kind": "talks", "who": ("eu", "may"), "basis": "inferred"}, ("held",), id="talks that are only spoken of"),
        pytest.param({"kind": "talks", "who": ("eu", "may"), "basis": "inferred", "place": "brussels"}, (), id="talks at a place"),
        pytest.param({"kind": "talks", "who": ("eu", "may"), "basis": "inferred", "status": "announced"}, (), id="talks that are to come"),
        pytest.param({"kind": "call", "place": "beirut"}, ("who",), id="a call has no place"),
        pytest.param({"series": "geneva-talks", "who": ("griffiths",)}, (), id="of a series, and one of it"),
        pytest.param({"series": "mockery-summit"}, ("who",), id="the name of a series alone"),
        pytest.param({"series": "astana", "ordinal": 7, "start": None}, (), id="a number"),
        pytest.param({"who": ("putin", "erdogan"), "start": "2018-09"}, (), id="a month"),
        pytest.param({"who": ("putin", "erdogan"), "start": "2011"}, ("day",), id="a year alone"),
        pytest.param({"start": None}, ("day", "who"), id="nothing"),
    ],
)
def test_what_one_page_must_tell(fields: dict[str, Any], lacks: tuple[str, ...]) -> None:
    assert assembled(telling("a", **{"start": DAY, **fields})).lacks == lacks


def test_two_independent_outlets_are_enough() -> None:
    thin: dict[str, Any] = {"start": DAY, "kind": "session", "who": ("parliament",)}
    assert assembled(telling("a", **thin)).lacks == ("who",)
    assert assembled(telling("a", **thin), telling("b", **thin)).lacks == ()


def test_a_day_far_from_the_words_that_tell_of_it() -> None:
    near = telling("a", start=DAY, who=("putin", "erdogan"))

    def at(start: int) -> Telling:
        slot = Slot(basis="stated", evidence=(Span(start=start, end=start + 5),))
        return Telling(witness=near.witness, meeting=msgspec.structs.replace(near.meeting, slots={**near.meeting.slots, "start": slot}))

    assert assembled(near).lacks == ()
    assert assembled(at(4 + 100)).lacks == ()
    assert assembled(at(4 + 101)).lacks == ("apart",)


def test_a_week_is_a_day_of_it_told_less_precisely() -> None:
    week = telling("a", "2018-09-12", start="2018-09-03", end="2018-09-09", place="tehran", who=("putin", "rouhani"))
    day = telling("b", "2018-09-08", start=DAY, end=DAY, place="tehran", who=("putin", "rouhani"))
    one = assembled(week, day)
    assert (one.value("start"), one.value("end"), one.fields["start"].conflict, one.fields["end"].conflict) == (DAY, DAY, False, False)
    assert {value.value for value in one.fields["start"].values} == {DAY, "2018-09-03/2018-09-09"}
    assert assembled(week).value("start") == "2018-09-03", "alone it stands as told"
