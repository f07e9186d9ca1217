"""Commitments over time."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from mahdar.process.commitments import Undertaken, pledges
from tests.support.tellings import undertaken


def together(*told: Undertaken) -> list[list[str]]:
    found = {str([[u.witness.page for u in p.told] for p in pledges(order)]) for order in itertools.permutations(told)}
    assert len(found) == 1, "the order of adding doesn't count"
    return [[u.witness.page for u in p.told] for p in pledges(told)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"date": "2017-05-04"}, {"date": "2017-05-04"}),
        ({"date": "2017-05-04"}, {"date": "2017-05"}),
        ({"date": "2017-05-04", "kind": "signed"}, {"date": "2017-05-04", "kind": "agreed"}),
        ({"date": "2017-05-04", "issue": None}, {"date": "2017-05-04", "issue": None}),
        ({"date": "2017-05-04", "parties": ("turkey", "russia")}, {"date": "2017-05-04"}),
    ],
)
def test_one_commitment(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert together(undertaken("a", **one), undertaken("b", **other)) == [["a", "b"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"date": None}, {"date": None}),
        ({"date": "2017-05-04"}, {"date": "2017-05-05"}),
        ({"date": "2017-05-04"}, {"date": "2017-05-04", "issue": "detainees"}),
        ({"date": "2017-05-04"}, {"date": "2017-05-04", "parties": ("russia",)}),
        ({"date": "2017-05", "issue": None}, {"date": "2017-05", "issue": None}),
        ({"date": "2017-05-04", "issue": None, "kind": "signed"}, {"date": "2017-05-04", "issue": None}),
        ({"date": "2017-05-04", "parties": ()}, {"date": "2017-05-04", "parties": ()}),
    ],
)
def test_two_commitments(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert sorted(together(undertaken("a", **one), undertaken("b", **other))) == [["a"], ["b"]]


def test_a_month_that_fits_two_days_is_put_with_neither() -> None:
    assert together(undertaken("a", date="2017-05-04"), undertaken("b", date="2017-05-09"), undertaken("c", date="2017-05")) == [["c"], ["a"], ["b"]]


def test_what_became_of_it() -> None:
    [one] = pledges(
        [
            undertaken("c", "2018-02-01", date="2017-05", status="breached", told_by="turkey"),
            undertaken("a", "2017-05-05", date="2017-05-04"),
            undertaken("b", "2017-09-01", date="2017-05-04", status="implemented"),
            undertaken("d", "2017-06-01", date="2017-05-04"),
        ]
    )
    assert [(s.status, s.told_by, s.since, s.outlets) for s in one.standings] == [
        ("agreed", None, "2017-05-05", 2),
        ("implemented", None, "2017-09-01", 1),
        ("breached", "turkey", "2018-02-01", 1),
    ]
    assert (one.id, one.status, one.disputed, one.outlets) == ("on a", "breached", True, 4)
    assert one.date is not None
    assert (one.date.value, one.date.conflict) == ("2017-05-04", False)


def test_a_later_page_that_looks_back_changes_nothing() -> None:
    for status in ("agreed", "pledged"):
        later = undertaken("b", "2019-01-01", date="2017-05-04", status=status)
        [one] = pledges([undertaken("a", "2018-02-01", date="2017-05-04", status="expired"), later])
        assert (one.status, one.disputed) == ("expired", False)


def test_two_of_one_page_stay_two() -> None:
    told = [undertaken("a", id="x", date="2017-05-04"), undertaken("a", id="y", date="2017-05-04")]
    assert len(pledges(told)) == 2
