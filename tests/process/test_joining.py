"""Which tellings of different pages are one meeting."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from mahdar.process.joining import happenings
from mahdar.process.sides import Sides
from mahdar.process.telling import Telling
from tests.support.tellings import NOBODY, minister_of, telling, witness

DAY = "2018-09-07"
PAIR = ("putin", "erdogan")
OFFICES = Sides(
    {
        "lavrov": [minister_of("russia", since="2004")],
        "ivanov": [minister_of("russia", since="1998", until="2004")],
        "cavusoglu": [minister_of("turkey", since="2015")],
        "putin": [minister_of("russia")],
        "erdogan": [minister_of("turkey")],
    }
)


def groups(told: list[Telling], sides: Sides = OFFICES) -> list[list[str]]:
    """The pages of each happening, and that they don't depend on the order of adding."""
    found = {str([[t.witness.page for t in h.tellings] for h in happenings(order, sides)]) for order in itertools.permutations(told)}
    assert len(found) == 1
    return [[t.witness.page for t in happening.tellings] for happening in happenings(told, sides)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"place": "tehran"}, {"place": "tehran"}, id="the same place"),
        pytest.param({"place": "tehran"}, {}, id="a place told by one"),
        pytest.param({"start": DAY, "end": "2018-09-09"}, {"start": "2018-09-08"}, id="one's day within the other's days"),
        pytest.param({"kind": "summit"}, {"kind": "meeting"}, id="alike in manner"),
        pytest.param({"kind": "summit"}, {}, id="a manner told by one"),
        pytest.param({"who": ("lavrov", "cavusoglu")}, {"who": ("russia", "turkey")}, id="ministers for their states"),
        pytest.param({"who": (*PAIR, "rouhani")}, {"who": PAIR}, id="one names more"),
        pytest.param({"who": (*PAIR, "russia", "turkey", "a", "b")}, {"who": PAIR}, id="a president and his state are one"),
        pytest.param({"who": (), "series": "astana"}, {"who": (), "series": "astana"}, id="the same series"),
        pytest.param({"who": PAIR, "series": "summits"}, {"who": PAIR}, id="a series told by one"),
        pytest.param(
            {"who": ("zarif",), "kind": "visit", "place": "damascus"}, {"who": ("zarif",), "kind": "visit", "place": "damascus"}, id="a visit"
        ),
        pytest.param({"status": "announced"}, {"status": "held"}, id="announced, then held"),
        pytest.param({"place": "tehran"}, {"place": "tehran", "who": ()}, id="nobody named, at the same place"),
        pytest.param({"place": "tehran"}, {"place": "tehran", "who": ("putin",)}, id="one named, at the same place"),
        pytest.param({"place": "tehran", "start": "2018-09-03", "end": "2018-09-09"}, {"place": "tehran", "who": ()}, id="a day of that week"),
        pytest.param({"place": "tehran"}, {"place": "tehran", "start": "2018-09-08"}, id="a day apart, all else the same"),
        pytest.param(
            {"series": "geneva-talks", "who": ("a",)}, {"series": "geneva-talks", "start": "2018-09-08", "who": ("b",)}, id="the next day of a series"
        ),
        pytest.param(
            {"kind": "visit", "place": "damascus", "who": ("zarif",)},
            {"kind": "visit", "place": "damascus", "who": ("zarif", "assad", "muallem")},
            id="a visit, and whom the visitor met",
        ),
        pytest.param({"kind": "session", "who": ("parliament",)}, {"kind": "session", "who": ("parliament",)}, id="a session of one body"),
    ],
)
def test_one_meeting(one: dict[str, Any], other: dict[str, Any]) -> None:
    told = [telling(page, **{"start": DAY, "who": PAIR, **fields}) for page, fields in (("a", one), ("b", other))]
    assert groups(told) == [["a", "b"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({}, {"start": "2018-09-08"}, id="another day"),
        pytest.param({"start": "2018-09"}, {"start": "2018-09"}, id="no day, only a month"),
        pytest.param({"start": None}, {"start": None}, id="no date"),
        pytest.param({"start": DAY, "end": "2018-09-09"}, {"start": "2018-09-08", "end": "2018-09-10"}, id="days that overlap only"),
        pytest.param({"place": "tehran"}, {"place": "sochi"}, id="another place"),
        pytest.param({"kind": "call"}, {"kind": "meeting"}, id="a call and a meeting"),
        pytest.param({"kind": "visit"}, {}, id="a visit and what isn't told to be one"),
        pytest.param({"level": "heads"}, {"level": "ministers"}, id="another level"),
        pytest.param({"who": ("putin",)}, {"who": ("putin",)}, id="one participant"),
        pytest.param({"who": ("zarif",), "kind": "visit", "place": "damascus"}, {"who": ("zarif",), "kind": "visit"}, id="a visit to nowhere told"),
        pytest.param({"who": PAIR}, {"who": ("putin", "rouhani")}, id="others"),
        pytest.param({"who": PAIR}, {"who": ("lavrov", "cavusoglu")}, id="other persons of the same states"),
        pytest.param({"who": PAIR}, {"who": (*PAIR, "a", "b", "c")}, id="a small part of a large meeting"),
        pytest.param({"who": ("ivanov", "cavusoglu")}, {"who": ("russia", "turkey")}, id="a minister of another time"),
        pytest.param({"who": ()}, {"who": ()}, id="nobody named, and no place"),
        pytest.param({"place": "tehran"}, {"place": "tehran", "who": ("x",)}, id="one named who isn't of them"),
        pytest.param({"who": (), "place": "tehran", "kind": "visit"}, {"place": "tehran", "kind": "visit"}, id="a visit by nobody named"),
        pytest.param({"place": "tehran"}, {"place": "tehran", "start": "2018-09-09"}, id="two days apart"),
        pytest.param({"place": "tehran"}, {"place": "tehran", "start": "2018-09-08", "who": (*PAIR, "rouhani")}, id="a day apart, and others"),
        pytest.param({"kind": "session", "who": ("a",)}, {"kind": "session", "who": ("b",)}, id="sessions of two bodies"),
        pytest.param({"series": "astana"}, {"series": "geneva"}, id="another series"),
        pytest.param({"series": "astana", "ordinal": 7}, {"series": "astana", "ordinal": 8}, id="another number"),
    ],
)
def test_two_meetings(one: dict[str, Any], other: dict[str, Any]) -> None:
    told = [telling(page, **{"start": DAY, "who": PAIR, **fields}) for page, fields in (("a", one), ("b", other))]
    assert sorted(groups(told)) == [["a"], ["b"]]


def test_two_meetings_of_one_page_stay_two() -> None:
    page = witness("a", DAY)
    told = [telling(page, id="first", start=DAY, who=PAIR), telling(page, id="second", start=DAY, who=PAIR)]
    assert groups(told) == [["a"], ["a"]]


def test_what_names_nobody_joins_its_own_page() -> None:
    page = witness("a", DAY)
    told = [telling(page, id="first", start=DAY, place="tehran", who=PAIR), telling(page, id="second", start=DAY, place="tehran")]
    assert groups(told) == [["a", "a"]]


def test_what_names_nobody_is_of_what_most_pages_tell() -> None:
    told = [
        telling("a", start=DAY, place="tehran", who=PAIR),
        telling("b", start=DAY, place="tehran", who=PAIR),
        telling("c", start=DAY, place="tehran", who=("x", "y")),
        telling("d", start=DAY, place="tehran"),
    ]
    assert sorted(groups(told)) == [["a", "b", "d"], ["c"]]
    assert sorted(groups([told[0], *told[2:]])) == [["a"], ["c"], ["d"]], "of two that are told alike it is of neither"


def test_who_is_named_by_all_together_is_enough() -> None:
    told = [
        telling("a", start=DAY, place="tehran", who=("putin", "rouhani")),
        telling("b", start=DAY, place="tehran", who=("putin", "rouhani", "erdogan")),
        telling("c", start=DAY, who=("turkey", "rouhani")),
    ]
    assert groups(told) == [["a", "b", "c"]]
    told.append(telling("d", start=DAY, place="tehran", who=("putin", "x")))
    assert ["d"] in groups(told)


def test_a_number_joins_whatever_else_is_told() -> None:
    told = [telling("a", series="astana", ordinal=7, start=DAY), telling("b", series="astana", ordinal=7, start="2018-10-01", place="sochi")]
    assert groups(told) == [["a", "b"]]


def test_what_has_no_number_joins_the_round_of_its_series_and_day() -> None:
    told = [
        telling("a", "2018-09-08", series="astana", ordinal=7, start=DAY, end="2018-09-08"),
        telling("b", "2018-09-10", series="astana", ordinal=7, start="2018-09-06"),
        telling("c", "2018-09-07", series="astana", start="2018-09-08", place="astana"),
    ]
    assert groups(told) == [["c", "a", "b"]]
    [happening] = happenings(told, NOBODY)
    assert happening.id == "astana-7"
    [join] = happening.joins
    assert (join.page, join.meeting, join.joined_to) == ("c", "on c", "astana-7")
    assert (join.agreed.days, join.agreed.place, join.agreed.series) == ((f"{DAY}/2018-09-08", "2018-09-08"), None, "astana")


def test_what_fits_two_meetings_is_put_with_neither() -> None:
    told = [
        telling("a", start=DAY, place="tehran", who=("putin", "erdogan")),
        telling("b", start=DAY, place="tehran", who=("lavrov", "cavusoglu")),
        telling("c", start=DAY, place="tehran", who=("russia", "turkey")),
        telling("d", start=DAY, place="tehran", who=("lavrov", "cavusoglu")),
    ]
    assert sorted(groups(told)) == [["a"], ["b", "d"], ["c"]]
    assert {h.id: h.unsure for h in happenings(told, OFFICES)} == {"on a": (), "on b": (), "on c": ("on a", "on b")}


def test_the_id_is_that_of_the_earliest_page() -> None:
    told = [telling("b", "2018-09-05", start=DAY, who=PAIR), telling("a", "2018-09-08", start=DAY, who=PAIR), telling("0", start=DAY, who=PAIR)]
    [happening] = happenings(told, NOBODY)
    assert happening.id == "on b"
    assert [t.witness.page for t in happening.tellings] == ["b", "a", "0"], "pages without a date come last"


def test_an_end_that_is_no_end_counts_for_nothing() -> None:
    for end in ("2018-09-01", "2019-09-07", "2018-09"):
        told = [telling("a", start=DAY, end=end, who=PAIR), telling("b", start=DAY, who=PAIR)]
        assert groups(told) == [["a", "b"]]


def test_two_of_one_page_with_one_day_place_and_sides_are_one() -> None:
    page = witness("a", DAY)
    told = [telling(page, id=name, start=DAY, end=DAY, place="tehran", who=who) for name, who in (("first", PAIR), ("second", ("russia", "turkey")))]
    assert groups(told) == [["a", "a"]]
    apart = [telling(page, id=name, start=DAY, end=DAY, place="tehran", who=who) for name, who in (("first", PAIR), ("second", ("putin", "rouhani")))]
    assert groups(apart) == [["a"], ["a"]]


def test_what_fits_a_numbered_round_and_another_meeting_is_of_the_round() -> None:
    page = witness("a", DAY)
    round_3 = telling(page, series="summits", ordinal=3, start=DAY, place="tehran", who=(*PAIR, "rouhani"))
    beside = telling(page, id="beside", start=DAY, place="tehran", who=(*PAIR, "assad"))
    third = telling("b", DAY, start=DAY, place="tehran", who=PAIR)
    assert groups([round_3, beside, third]) == [["a"], ["a", "b"]]
    (of_round,) = [h for h in happenings([round_3, beside, third], OFFICES) if h.id == "summits-3"]
    assert [t.witness.page for t in of_round.tellings] == ["a", "b"]
