"""Looking a record over: nothing in a sound one, and each kind of damage found where it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from mahdar.linking.linker import shipped
from mahdar.record import Record
from mahdar.record.care.doctor import examine
from mahdar.record.care.findings import Finding
from tests.support.places import Places, Where, dump, opened, run
from tests.support.readings import all_readings, named_readings, process_readings, round_19
from tests.support.records import record_of


@pytest.fixture
def sound(place: Places) -> Where:
    where = record_of([*all_readings(), *named_readings(), *process_readings()], place("a.mahdar"))
    with Record.open(where) as record:
        record.link(shipped)
    return where


def findings(where: Where, *, mend: bool = False) -> list[Finding]:
    with Record.open(where, read_only=not mend) as record:
        return list(examine(record, mend=mend))


def damage(where: Where, *commands: str) -> None:
    """Change a record behind the back of what guards it."""
    if isinstance(where, Path):
        run(where, "PRAGMA foreign_keys = OFF", *commands)
        return
    with opened(where) as connection:
        connection.execute(text("SET session_replication_role = replica"))
        for one in commands:
            connection.execute(text(one))
        connection.execute(text("SET session_replication_role = origin"))


def test_a_sound_record_has_no_findings(sound: Where) -> None:
    assert findings(sound) == []
    before = dump(sound)
    assert findings(sound, mend=True) == []
    assert dump(sound) == before


PAGE = round_19().reading().page
MINE = f"WHERE page = '{PAGE}'"
MEETING = f"{MINE} AND owner_kind = 'meeting' AND field = 'evidence'"


@pytest.mark.parametrize(
    ("command", "check", "at", "expected", "got"),
    [
        (f"UPDATE pages SET text_hash = 'x' WHERE id = '{PAGE}'", "texts", "pages text_hash", "x", round_19().reading().text_hash),
        (f'UPDATE names SET "end" = 100000 {MINE} AND n = 0', "texts", "names 0", "0 <= start < end <= ", "..100000"),
        (f'UPDATE blocks SET "end" = start {MINE} AND n = 0', "texts", "blocks 0", "0 <= start < end <= ", ".."),
        (f"UPDATE names SET form = 'غيره' {MINE} AND n = 1", "texts", "names 1", "(the page's text)", "'غيره'"),
        (f"UPDATE statements SET cue_end = cue_start {MINE} AND n = 0", "texts", "statements ", "0 <= start < end <= ", ".."),
        (f"DELETE FROM captures {MINE}", "texts", "pages source", "a capture ", "none"),
        (f"UPDATE evidence SET owner = 'nobody' {MEETING}", "texts", "evidence meeting nobody", "a meeting nobody", "none"),
        (f"UPDATE names SET entity = 'nobody' {MINE} AND n = 0", "references", "names 0", "a row of entities", "none of "),
        (f"UPDATE slots SET meeting = 'nothing' {MINE} AND field = 'start'", "references", "slots nothing start", "a row of meetings", "none of "),
    ],
)  # fmt: skip
def test_what_is_asserted_and_damaged_is_found_and_left(sound: Where, command: str, check: str, at: str, expected: str, got: str) -> None:
    damage(sound, command)
    found = [one for one in findings(sound) if (one.check, one.page) == (check, PAGE) and (one.at or "").startswith(at)]
    assert found, findings(sound)
    assert expected in found[0].expected
    assert got in found[0].got
    assert "read the page again" in found[0].todo
    assert [one for one in findings(sound, mend=True) if one == found[0]], "nothing that a page asserts is made up"


@pytest.mark.parametrize(
    ("command", "check"),
    [
        ("UPDATE entity_labels SET pages = pages + 1 WHERE entity = 'russia'", "entity_labels"),
        ("DELETE FROM spellings WHERE entity = 'russia'", "spellings"),
        ("INSERT INTO spellings (entity, form, folded, pages) VALUES ('x', 'y', 'y', 1)", "spellings"),
        ("UPDATE search_texts SET head = 'x'", "search"),
        ("DELETE FROM search_texts", "search"),
        ("UPDATE story_pages SET story = 'x'", "story_pages"),
        ("DELETE FROM stories", "stories"),
        ("UPDATE stories SET pages = 9", "stories"),
        ("UPDATE linked SET stale = true", "links"),
        ("UPDATE linked SET engine = 'older'", "links"),
    ],
)
def test_what_is_derived_and_damaged_is_found_and_made_anew(sound: Where, command: str, check: str) -> None:
    ours = (
        "SELECT * FROM entity_labels",
        "SELECT * FROM spellings",
        "SELECT * FROM search_docs",
        "SELECT n, head, body, marks FROM search_texts",
        "SELECT * FROM story_pages",
        "SELECT * FROM stories",
    )

    def derived() -> list[list[str]]:
        with opened(sound) as connection:
            return [sorted(map(str, connection.execute(text(query)).all())) for query in ours]

    before = derived()
    run(sound, command)
    found = findings(sound)
    assert check in {one.check for one in found}
    assert all("--mend" in one.todo for one in found)
    assert findings(sound, mend=True) == []
    assert derived() == before
    assert findings(sound) == []


def test_a_file_that_is_damaged_is_found(tmp_path: Path) -> None:
    where = record_of(all_readings(), tmp_path / "a.mahdar")
    # An index that says otherwise than its table.
    run(
        where,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'outlet_entity)', 'source)') WHERE name = 'ix_captures_outlet_entity'",
    )
    assert "store" in {one.check for one in findings(where)}


def test_a_finding_says_all_in_one_line() -> None:
    told = str(Finding(check="texts", page="ab", at="names 3", expected="x", got="y", todo="z"))
    assert told == "texts: page ab: names 3: expected x, got y; z"
