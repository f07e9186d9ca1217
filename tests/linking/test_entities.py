"""Which ids mean one, and which stands for them."""

from __future__ import annotations

import random

import msgspec
import pytest

from mahdar.arabic import build_lexicon
from mahdar.knowledge import load, load_dossiers
from mahdar.linking.entities import CLASHES, LEAST, RIVALS, SURE, Joined, Pair, Profile, clash, compare, group, keys, meeting, stands_for
from mahdar.linking.known import Known
from mahdar.linking.terms import Weights

DAY = 737_000


@pytest.fixture(scope="module")
def weights() -> Weights:
    return Weights(build_lexicon(load(), load_dossiers()))


def person(
    form: str, page: str, *, offices: frozenset[tuple[str | None, str | None]] = frozenset(), states: tuple[str, ...] = (), **fields: object
) -> Profile:
    told = {"beside": frozenset({"person:nadya", "person:karim"}), "since": DAY, "until": DAY, **fields}
    return Profile(f"person:{form}", "person", (form,), offices, frozenset(states), frozenset({page}), **told)  # type: ignore[arg-type]


def compared(weights: Weights, *profiles: Profile) -> tuple[list[Joined], dict[tuple[str, str], str | None]]:
    """What becomes of ``profiles``, each compared with each whose keys meet."""
    held = {profile.id: profile for profile in profiles}
    pairs = []
    for a in sorted(held):
        for b in sorted(held):
            led = {meeting(key) for key in keys(held[a])} & keys(held[b])
            if a < b and led and (pair := compare(held[a], held[b], weights)) is not None:
                pairs.append(pair)
    return group(held, pairs)


SPOKESMAN = frozenset({("spokesperson", "libya")})


def test_one_man_in_two_spellings(weights: Weights) -> None:
    joined, left = compared(weights, person("ستيفان غرونغارد", "a"), person("ستيفن جرونجارد", "b"))
    assert [(one.id, one.to) for one in joined] == [("person:ستيفن جرونجارد", "person:ستيفان غرونغارد")]
    assert joined[0].score >= SURE
    assert joined[0].why == "one name in two spellings; 2 others named beside both; told at the same time"
    assert not left


def test_without_company_it_is_left_to_a_person(weights: Weights) -> None:
    alone = [
        person("ستيفان غرونغارد", "a", beside=frozenset(), since=None, until=None),
        person("ستيفان غرونجارد", "b", beside=frozenset(), since=None, until=None),
    ]
    joined, left = compared(weights, *alone)
    assert not joined
    assert list(left) == [(alone[1].id, alone[0].id)] or not left


def test_a_family_name_alone_needs_the_office(weights: Weights) -> None:
    full = person("طاهر الزنتاني", "a", offices=SPOKESMAN, states=("libya",))
    joined, _ = compared(weights, full, person("الزنتاني", "b", offices=SPOKESMAN, states=("libya",)))
    assert [(one.id, one.to) for one in joined] == [("person:الزنتاني", full.id)]
    assert "the same office" in joined[0].why
    joined, left = compared(weights, full, person("الزنتاني", "b"))
    assert not joined
    assert list(left) == [("person:الزنتاني", full.id)]


def test_a_family_name_that_two_bear_is_nobodys(weights: Weights) -> None:
    one = person("طاهر الزنتاني", "a", offices=SPOKESMAN, states=("libya",))
    other = person("وليد الزنتاني", "b", offices=SPOKESMAN, states=("libya",))
    joined, left = compared(weights, one, other, person("الزنتاني", "c", offices=SPOKESMAN, states=("libya",)))
    assert not joined
    assert set(left.values()) == {RIVALS}
    assert len(left) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("طاهر الزنتاني", "a"), person("وليد الزنتاني", "b")),
        (person("طاهر الزنتاني", "a"), person("طاهر الزنتانى", "a")),
        (person("طاهر الزنتاني", "a", states=("libya",)), person("طاهر الزنتانى", "b", states=("tunisia",))),
        (person("طاهر الزنتاني", "a"), msgspec.structs.replace(person("طاهر الزنتانى", "b"), kind="place")),
    ],
    ids=["other given names", "on one page", "of two states", "of two kinds"],
)
def test_what_clashes_is_never_joined(weights: Weights, one: Profile, other: Profile) -> None:
    assert clash(one, other)
    assert compare(one, other, weights) is None


def test_a_chain_doesn_t_join_what_clashes() -> None:
    ends = person("وائل بن منصور", "a", states=("libya",)), person("وائل بن منصور الشارف", "c", states=("tunisia",))
    middle = person("وائل منصور", "b")
    held = {profile.id: profile for profile in (*ends, middle)}
    pairs = [Pair(min(middle.id, end.id), max(middle.id, end.id), score, "") for end, score in zip(ends, (0.95, 0.9), strict=True)]
    joined, left = group(held, pairs)
    assert [(one.id, one.to) for one in joined] == [(middle.id, ends[0].id)]
    assert left == {(pairs[1].one, pairs[1].other): CLASHES}


def test_which_id_stands_for_a_group_doesn_t_depend_on_the_order() -> None:
    forms = ["وائل منصور الشارف", "وائل الشارف", "وايل منصور الشارف"]
    profiles = [person(form, form) for form in forms]
    found = set()
    for seed in range(5):
        random.Random(seed).shuffle(profiles)
        found.add(stands_for(profiles))
    assert found == {"person:وائل منصور الشارف"}
    known = Profile("sharif", "person", ("وائل الشارف",), known=True)
    assert stands_for([*profiles, known]) == "sharif"


def test_a_shipped_person_stands_for_another_spelling_of_his_name(weights: Weights) -> None:
    known = Known(load())
    office = frozenset({("foreign-minister", "russia")})
    mine = person("سيرغيي لافروف", "a", offices=office, states=("russia",))
    assert "lavrov" in {id_ for key in keys(mine) for id_ in known.having(meeting(key))}
    pair = compare(mine, known.profiles["lavrov"], weights)
    assert pair is not None
    assert pair.verdict == "joined"
    assert known.states([(None, "russia"), (None, "person:x")]) == {"russia"}


def test_scores_are_told_from_a_half_on(weights: Weights) -> None:
    pair = compare(person("ستيفان غرونغارد", "a", since=DAY - 900, until=DAY - 900), person("ستيفن جرونجارد", "b"), weights)
    assert pair is None or LEAST <= pair.score < SURE
