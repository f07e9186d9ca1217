"""Dossiers: those that ship are sound, a user's goes on top, and a fault is told with its file and place."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from mahdar.errors import DataError
from mahdar.knowledge import Dossier, KnownMeeting, load, load_dossiers

SHIPPED = load_dossiers()
OWN = 'id = "oasis"\nkind = "talks"\nevent = "oasis-talks"\nen = "Oasis"\nar = "الواحة"\nnames = ["الواحة"]\n'


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A user's dossier."""
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def ids() -> set[str]:
    """Every id that the knowledge and the dossiers' groups give."""
    known = load()
    return (
        {entry.id for _, entry in known.entries()}
        | {state.government for state in known.states if state.government}
        | {group.entity for dossier in SHIPPED for group in dossier.group}
    )


@pytest.mark.parametrize("dossier", SHIPPED, ids=lambda d: d.id)
class TestShipped:
    def test_it_says_what_it_is_of(self, dossier: Dossier) -> None:
        assert dossier.kind in ("talks", "committee")
        assert dossier.names
        assert all((dossier.en, dossier.ar, dossier.event))

    def test_its_actors_and_places_are_known(self, dossier: Dossier, ids: set[str]) -> None:
        told = {actor.entity for actor in dossier.actor} | {member for group in dossier.group for member in group.members}
        told |= {place for place in (dossier.place, dossier.host, *(m.place for m in dossier.meeting)) if place}
        assert told - ids == set()

    def test_its_rounds_are_in_order_and_apart(self, dossier: Dossier) -> None:
        rounds = [(m.ordinal, m.start, m.end) for m in dossier.meeting]
        assert [ordinal for ordinal, _, _ in rounds] == sorted({ordinal for ordinal, _, _ in rounds})
        assert all(a[2] < b[1] for a, b in pairwise(rounds))

    def test_its_issues_have_words_that_signal_them_and_keys_of_their_own(self, dossier: Dossier) -> None:
        assert all(issue.terms for issue in dossier.issue)
        assert len({issue.key for issue in dossier.issue}) == len(dossier.issue)

    def test_a_round_is_known_by_its_number(self, dossier: Dossier) -> None:
        assert all(dossier.known(meeting.ordinal) is meeting for meeting in dossier.meeting)
        assert dossier.known(99) is None


def test_a_user_s_dossier_is_added(own: Path) -> None:
    ids = [dossier.id for dossier in load_dossiers(own)]
    assert ids == sorted([*(dossier.id for dossier in SHIPPED), "oasis"])


def test_one_of_the_same_id_replaces_the_shipped_one(own: Path) -> None:
    own.write_text(OWN.replace('"oasis"', f'"{SHIPPED[0].id}"'), encoding="utf-8")
    loaded = load_dossiers(own)
    assert len(loaded) == len(SHIPPED)
    assert loaded[0].names == ("الواحة",)
    assert load_dossiers() == SHIPPED


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.toml: expected a readable dossier, got .*No such file"):
        load_dossiers(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        pytest.param("subjects = [", "expected TOML", id="no-toml"),
        pytest.param("round = 1", "unknown field `round`", id="unknown-field"),
        pytest.param("place = 3", "Expected `str | null`, got `int` - at `$.place`", id="wrong-type"),
        pytest.param('[[actor]]\nentity = "russia"\nrole = "boss"', "Invalid enum value 'boss' - at `$.actor[0].role`", id="unknown-role"),
        pytest.param('[[meeting]]\nordinal = 1\nstart = "2017"', "missing required field `end` - at `$.meeting[0]`", id="missing-field"),
        pytest.param(
            '[[meeting]]\nordinal = 1\nstart = "30/10/2017"\nend = "2017"',
            "expected start as a day, month or year (2017-10-30, 2017-10, 2017), got '30/10/2017' - at `$.meeting[0]`",
            id="no-date",
        ),
        pytest.param('[[meeting]]\nordinal = 1\nstart = "2017-02-28"\nend = "2017-02-31"', "got '2017-02-31' - at `$.meeting[0]`", id="no-such-day"),
        pytest.param(
            '[[meeting]]\nordinal = 1\nstart = "2017-10-30"\nend = "2017-10-29"',
            "expected an end that is not before the start 2017-10-30, got 2017-10-29 - at `$.meeting[0]`",
            id="ends-before-it-begins",
        ),
    ],
)
def test_a_fault_names_file_and_place(own: Path, more: str, told: str) -> None:
    own.write_text(OWN + more + "\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        load_dossiers(own)
    assert str(error.value).startswith(str(own))
    assert told in str(error.value)


def test_a_round_may_be_known_to_the_month_or_year() -> None:
    assert KnownMeeting(ordinal=1, start="2017-10", end="2018").known == "unverified"
