"""Dossiers: those that ship are sound, a user's goes on top, and a fault is told with its file and place."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from mahdar.errors import DataError
from mahdar.knowledge import Dossier, Issue, KnownMeeting, load_dossiers
from mahdar.knowledge.dossierchecks import check_dossiers
from mahdar.knowledge.dossiers import schema
from tests.conftest import ROOT

SHIPPED = load_dossiers()
OWN = 'id = "oasis"\nkind = "talks"\nevent = "oasis-talks"\nen = "Oasis"\nar = "الواحة"\nnames = ["الواحة"]\n'


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A user's dossier."""
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_the_shipped_ones_have_no_fault() -> None:
    checked = check_dossiers()
    assert [str(fault) for fault in checked.faults] == []
    assert checked.dossiers == len(SHIPPED) >= 16


@pytest.mark.parametrize("dossier", SHIPPED, ids=lambda d: d.id)
class TestShipped:
    def test_it_says_what_it_is_of(self, dossier: Dossier) -> None:
        assert dossier.names or dossier.patterns
        assert all((dossier.en, dossier.ar, dossier.event))
        assert dossier.actor
        assert dossier.issue
        assert dossier.meeting

    def test_its_numbered_rounds_are_in_order_and_apart(self, dossier: Dossier) -> None:
        rounds = [(m.ordinal, m.start, m.end) for m in dossier.meeting if m.ordinal is not None]
        assert [ordinal for ordinal, _, _ in rounds] == sorted({ordinal for ordinal, _, _ in rounds})
        assert all(a[2] < b[1] for a, b in pairwise(rounds))

    def test_a_meeting_without_a_number_is_called_something(self, dossier: Dossier) -> None:
        assert [m for m in dossier.meeting if m.ordinal is None and not (m.ar and m.en) and not m.outcome] == []

    def test_a_round_is_known_by_its_number(self, dossier: Dossier) -> None:
        assert all(dossier.known(m.ordinal) is m for m in dossier.meeting if m.ordinal is not None)
        assert dossier.known(99) is None


def test_an_issue_that_dossiers_share_is_one() -> None:
    names: dict[str, set[str]] = defaultdict(set)
    for dossier in SHIPPED:
        for issue in dossier.issue:
            names[issue.key].add(issue.en)
    assert {key: sorted(found) for key, found in names.items() if len(found) > 1} == {}


def test_opposites_hold_both_ways() -> None:
    issues = (
        Issue(key="withdrawal", ar="", en="", opposite=("presence", "البقاء")),
        Issue(key="presence", ar="", en=""),
        Issue(key="aid", ar="", en=""),
    )
    dossier = Dossier(id="oasis", kind="talks", event="oasis", en="", ar="", issue=issues)
    assert dossier.opposites() == {"withdrawal": ("presence", "البقاء"), "presence": ("withdrawal",)}


def test_the_published_schema_is_that_of_the_form() -> None:
    published = json.loads((ROOT / "docs/dossier.schema.json").read_text(encoding="utf-8"))
    assert published == json.loads(json.dumps(schema())), "make schema"


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


def test_a_file_in_another_encoding(own: Path) -> None:
    own.write_bytes(OWN.encode("cp1256"))
    with pytest.raises(DataError, match=r"own\.toml, line 5: expected UTF-8, got byte 0x"):
        load_dossiers(own)


def test_a_fault_is_told_where_one_reads(own: Path) -> None:
    own.write_text(f"{OWN}evnt = 1\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"own\.toml, line 7: evnt: .*write event\n`mahdar dossier check FILE` lists all"):
        load_dossiers(own)


def test_a_round_may_be_known_to_the_month_or_year(own: Path) -> None:
    assert KnownMeeting(ordinal=1, start="2017-10", end="2018").known == "unverified"
    own.write_text(f'{OWN}[[meeting]]\nstart = "2017-10"\nend = "2018"\n', encoding="utf-8")
    assert check_dossiers([own]).faults == ()
