"""Positions over time."""

from __future__ import annotations

import random

from mahdar.process.positions import series
from tests.support.tellings import taken


def test_a_series_with_its_changes() -> None:
    told = [
        taken("a", "2022-11-01", "opposes"),
        taken("b", "2022-12-01", "opposes"),
        taken("c", "2023-01-01", "conditional", condition="قبل أي تطبيع", target="syria"),
        taken("d", "2023-02-01", "demands", date="2022-12-15"),
        taken("e", None, "supports"),
        taken("f", "2022-12-01", "opposes"),
    ]
    random.Random(3).shuffle(told)
    [one] = series(told)
    assert [(s.date, s.stance, s.changed, s.outlets) for s in one.stands] == [
        ("2022-11-01", "opposes", False, 1),
        ("2022-12-01", "opposes", False, 2),
        ("2022-12-15", "demands", True, 1),
        ("2023-01-01", "conditional", True, 1),
        (None, "supports", False, 1),
    ]
    assert (one.actor, one.issue, one.changes, one.now.stance) == ("turkey", "withdrawal", 2, "conditional")
    assert (one.stands[3].condition, one.stands[3].target) == ("قبل أي تطبيع", "syria")


def test_what_is_only_spoken_of_moves_nobody() -> None:
    told = [
        taken("a", "2022-11-01", "opposes"),
        taken("b", "2022-12-01", "neutral"),
        taken("c", "2023-01-01", "opposes"),
        taken("d", "2023-02-01", "demands"),
    ]
    [one] = series(told)
    assert [s.changed for s in one.stands] == [False, False, False, True]


def test_for_and_against_on_one_day() -> None:
    [one] = series([taken("a", "2022-11-01", "opposes"), taken("b", "2022-11-01", "supports"), taken("c", "2022-11-02", "supports")])
    assert [(s.stance, s.changed, s.disputed) for s in one.stands] == [
        ("opposes", False, True),
        ("supports", False, True),
        ("supports", False, False),
    ]


def test_each_actor_and_issue_has_its_own() -> None:
    told = [
        taken("a", "2022", "opposes"),
        taken("b", "2022", "opposes", actor="syria"),
        taken("c", "2022", "supports", issue="return"),
        taken("d", "2022", "supports", process=None),
    ]
    assert [(s.process, s.issue, s.actor) for s in series(told)] == [
        (None, "withdrawal", "turkey"),
        ("astana", "return", "turkey"),
        ("astana", "withdrawal", "syria"),
        ("astana", "withdrawal", "turkey"),
    ]
