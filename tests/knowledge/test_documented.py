"""What docs/knowledge.md shows of files is sound, and what it tells of fields is all that there is."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from mahdar.knowledge import Actor, Dossier, Group, Issue, KeyDocument, KnownMeeting, load, load_dossiers
from mahdar.knowledge.checks import KNOWN
from mahdar.knowledge.dossierchecks import check_dossiers
from mahdar.knowledge.phrasing import CLASSES
from mahdar.knowledge.rows import FORMS
from tests.conftest import ROOT
from tests.knowledge.conftest import Faults

TEXT = (ROOT / "docs/knowledge.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(toml|json)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


def test_the_examples_of_files_are_sound(faults: Faults) -> None:
    own = [text for _, text in BLOCKS if not text.startswith("id = ")]
    assert len(own) == 3
    assert [faults(text) for text in own] == [[], [], []]


def test_the_example_of_a_dossier_is_sound(own: Path) -> None:
    (text,) = [text for _, text in BLOCKS if text.startswith("id = ")]
    own.write_text(text, encoding="utf-8")
    assert "lake-talks" in {dossier.id for dossier in load_dossiers(own)}
    assert "lake-envoy" in {person.id for person in load(dossiers=[own]).persons}


def test_every_field_and_way_of_knowing_is_documented() -> None:
    told = set(re.findall(r"`([\w-]+)`", TEXT))
    fields = {field.encode_name for form in FORMS.values() for field in msgspec.structs.fields(form)}
    assert fields - told == set()
    assert [way for way in KNOWN if way.isupper() and f"`{way}`" not in TEXT] == []


def test_every_sort_that_ships_is_documented() -> None:
    told = set(re.findall(r"`([\w-]+)`", TEXT))
    assert {sort for _, entry in load().entries() if (sort := getattr(entry, "sort", None))} - told == set()


DOSSIERS = (ROOT / "docs/dossiers.md").read_text(encoding="utf-8")


def test_the_worked_example_of_a_dossier_is_sound(own: Path) -> None:
    (text,) = re.findall(r"^```toml\n(.*?)^```", DOSSIERS, re.MULTILINE | re.DOTALL)
    own.write_text(text, encoding="utf-8")
    assert check_dossiers([own]).faults == ()
    assert "cyprus-talks" not in {dossier.id for dossier in load_dossiers()}


def test_every_field_of_a_dossier_is_documented() -> None:
    told = set(re.findall(r"`([\w-]+)`", DOSSIERS))
    fields = {field.encode_name for form in (Dossier, Actor, Group, Issue, KnownMeeting, KeyDocument) for field in msgspec.structs.fields(form)}
    assert fields - told - {"actor", "group", "issue", "meeting", "document"} == set()
    assert {dossier.id for dossier in load_dossiers()} - told == set()
    assert {f"{{{name}}}" for name in CLASSES} - set(re.findall(r"`(\{\w+\})`", DOSSIERS)) == set()
