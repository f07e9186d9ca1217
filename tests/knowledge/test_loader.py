"""The knowledge that ships is whole, a user's goes on top of it, and a fault is told with its file and place."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import get_args

import pytest

from mahdar.errors import DataError
from mahdar.knowledge import Knowledge, load
from mahdar.knowledge.adding import Added
from mahdar.knowledge.loader import convert, shipped_rows, without_entries
from mahdar.model import Act
from mahdar.reader import Reader
from tests.support.pages import page_of


def test_the_shipped_knowledge_is_made_once() -> None:
    assert load() is load()
    assert [field for field in Knowledge.__struct_fields__ if not getattr(load(), field)] == ["redirects"]


def test_every_act_has_a_verb_and_every_verb_an_act() -> None:
    verbs = load().verbs
    assert {verb.act for verb in verbs} == set(get_args(Act))
    assert all(verb.past for verb in verbs)
    assert not any("-" in (verb.past, verb.present, verb.participle, verb.noun) for verb in verbs)
    assert len({(verb.past, verb.present, verb.act) for verb in verbs}) == len(verbs)


def test_entries_come_with_their_kind() -> None:
    kinds = [kind for kind, _ in load().entries()]
    assert list(dict.fromkeys(kinds)) == ["state", "person", "organization", "place", "event", "document"]
    assert len(kinds) == sum(len(getattr(load(), field)) for field in ("states", "persons", "organizations", "places", "events", "documents"))


def test_a_user_s_entries_are_added(own: Path) -> None:
    own.write_text('[[person]]\nid = "karim-nasser"\nen = "Karim Nasser"\nnames = ["كريم ناصر الدين الحوراني"]\n', encoding="utf-8")
    known = load(own)
    assert [p.en for p in known.persons if p.id == "karim-nasser"] == ["Karim Nasser"]
    assert len(known.persons) == len(load().persons) + 1
    assert known.states == load().states


def test_files_are_read_together(own: Path) -> None:
    later = own.with_name("later.jsonl")
    own.write_text('[[person]]\nid = "nasser"\nen = "N"\nnames = ["كريم ناصر"]\nstate = "nasser-land"\n', encoding="utf-8")
    later.write_text('{"kind": "state", "id": "nasser-land", "en": "Land", "names": ["بلاد ناصر"]}\n', encoding="utf-8")
    known = load(own, later)
    assert [p.state for p in known.persons if p.id == "nasser"] == ["nasser-land"]
    assert known.entries() == load(own, later).entries()


def test_a_reader_finds_a_user_s_names(own: Path) -> None:
    own.write_text('[[organization]]\nid = "own-agency"\nen = "Own"\nnames = ["وكالة بيت الحكمة"]\nsort = "agency"\n', encoding="utf-8")
    page = page_of("عنوان الخبر عن المحادثات\n\nقالت وكالة بيت الحكمة إن الوفود وصلت صباح اليوم.")
    assert "own-agency" in {name.entity for name in Reader(load(own)).read(page).names}


def test_a_file_that_is_not_there(own: Path) -> None:
    with pytest.raises(DataError, match=r"own\.toml: expected a readable file, got .*No such file"):
        load(own)


def test_the_shipped_entries_are_sound() -> None:
    added = Added(without_entries())
    assert [str(fault) for fault in (*added.take(shipped_rows()), *added.faults())] == []
    assert added.count == len(load().entries()) + len(load().settlements) + len(load().outlets.outlet)
    assert not any(entry.same_as for _, entry in load().entries())


def test_many_entries_are_read_line_by_line(tmp_path: Path) -> None:
    """Memory holds the entries and no file: some 1.2 KB each. Of a million 1.2 GB, which took 12 s when this was written."""
    many = 20_000
    path = tmp_path / "many.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for n in range(many):
            file.write(f'{{"kind": "person", "id": "p{n}", "en": "Person {n}", "names": ["سالم بن علي {n}"], "note": "{"x" * 50}"}}\n')
    tracemalloc.start()
    known = load(path)
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(known.persons) == len(load().persons) + many
    assert peak < many * 2000
    assert held < many * 1200


def test_convert_names_its_source() -> None:
    with pytest.raises(DataError, match=r"^a\.toml: Expected `int`, got `str`"):
        convert("a.toml", "1", int)
