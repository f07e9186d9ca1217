"""Looking a record over: nothing in a sound one, and each kind of damage found where it is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text

from mahdar.corrections import Change, Target
from mahdar.linking.linker import shipped
from mahdar.model import Reading
from mahdar.reader import Reader
from mahdar.record import Record
from mahdar.record.care.copying import restore
from mahdar.record.care.doctor import examine
from mahdar.record.care.findings import Finding
from tests.record.test_entity_linking import TEXTS
from tests.support.judging import LAVROV, change
from tests.support.pages import page_of
from tests.support.places import Places, Where, dump, opened, rows, run
from tests.support.readings import all_readings, named_readings, process_readings, round_19
from tests.support.records import record_of

JUDGED = next(one for one in process_readings() if one.statements)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record in which people judged, entities are joined, and pages are copies and tell one happening."""
    copy = msgspec.structs.replace(round_19().reading(), page="0" * 64, source="copy.txt")
    readings = [*all_readings(), *named_readings(), *process_readings(), copy, *spelt_otherwise()]
    where = record_of(readings, tmp_path_factory.mktemp("kept") / "a.mahdar")
    with Record.open(where) as record:
        said = JUDGED.statements[0]
        record.judge(change("statement", JUDGED, said, "act", "warn"), change("page", JUDGED, None, "published", "2022-11-23"), who="سارة")
        him = Target(layer="entity", item="person:samir-al-haddad")
        record.judge(Change(kind="merge", target=him, value="lavrov", entities=(LAVROV,)), who="سارة")
        record.link(shipped)
    for table in ("copies", "story_pairs", "entity_ids", "redirects", "judged"):
        assert rows(where, f"SELECT count(*) FROM {table}") != [(0,)], table
    return where


@pytest.fixture
def sound(kept: Path, place: Places) -> Where:
    where = place("a.mahdar")
    restore(kept, where, replace=True)
    return where


@cache
def spelt_otherwise() -> tuple[Reading, ...]:
    """Two pages that spell one man's name in two ways."""
    reader = Reader()
    return tuple(reader.read(page_of(text, source, published="2018-09-02", outlet=source)) for source, text in list(TEXTS.items())[:2])


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


ASSERTED = (
    (f"UPDATE pages SET text_hash = 'x' WHERE id = '{PAGE}'", "texts", "pages text_hash", "x", round_19().reading().text_hash),
    (f'UPDATE names SET "end" = 100000 {MINE} AND n = 0', "texts", "names 0", "0 <= start < end <= ", "..100000"),
    (f'UPDATE blocks SET "end" = start {MINE} AND n = 0', "texts", "blocks 0", "0 <= start < end <= ", ".."),
    (f"UPDATE names SET form = 'غيره' {MINE} AND n = 1", "texts", "names 1", "(the page's text)", "'غيره'"),
    (f"UPDATE statements SET cue_end = cue_start {MINE} AND n = 0", "texts", "statements ", "0 <= start < end <= ", ".."),
    (f"DELETE FROM captures {MINE}", "texts", "pages source", "a capture ", "none"),
    (f"UPDATE evidence SET owner = 'nobody' {MEETING}", "texts", "evidence meeting nobody", "a meeting nobody", "none"),
    (f"UPDATE names SET entity = 'nobody' {MINE} AND n = 0", "references", "names 0", "a row of entities", "none of "),
    (f"UPDATE slots SET meeting = 'nothing' {MINE} AND field = 'start'", "references", "slots nothing start", "a row of meetings", "none of "),
)  # fmt: skip
"""Damage to what pages assert, with what is found of it: the check, where, what was expected, and what is there."""


def test_what_is_asserted_and_damaged_is_found_and_left(sound: Where) -> None:
    damage(sound, *(command for command, *_ in ASSERTED))
    found, mended = findings(sound), findings(sound, mend=True)
    for command, check, at, expected, got in ASSERTED:
        mine = [one for one in found if (one.check, one.page) == (check, PAGE) and (one.at or "").startswith(at) and got in one.got]
        assert mine, (command, found)
        assert expected in mine[0].expected
        assert "read the page again" in mine[0].todo
        assert mine[0] in mended, "nothing that a page asserts is made up"


DERIVED = (
    ("UPDATE entity_labels SET pages = pages + 1 WHERE entity = 'russia'", "entity_labels"),
    ("DELETE FROM spellings WHERE entity = 'russia'", "spellings"),
    ("INSERT INTO spellings (entity, form, folded, pages) VALUES ('x', 'y', 'y', 1)", "spellings"),
    ("UPDATE search_texts SET head = 'x'", "search"),
    ("DELETE FROM search_texts", "search"),
    ("UPDATE story_pages SET story = 'x'", "story_pages"),
    ("DELETE FROM stories", "stories"),
    ("UPDATE stories SET pages = 9", "stories"),
    ("UPDATE story_pairs SET logit = 0.123", "story_pairs"),
    ("DELETE FROM story_pairs", "story_pairs"),
    ("DELETE FROM copies", "copies"),
    ("UPDATE copies SET sort = 'within'", "copies"),
    ("DELETE FROM copy_keys", "copy_keys"),
    ("UPDATE story_keys SET key = key + 1", "story_keys"),
    ("DELETE FROM entity_keys", "entity_keys"),
    ("UPDATE entity_pairs SET score = 0.123", "entity_pairs"),
    ("UPDATE entity_ids SET why = 'x'", "entity_ids"),
    ("DELETE FROM entity_ids", "entity_ids"),
    ("INSERT INTO entity_ids VALUES ('person:x', 'russia', 'russia', 1, 'x')", "entity_ids"),
    ("UPDATE redirects SET \"to\" = 'russia'", "redirects"),
    ("INSERT INTO redirects VALUES ('person:x', 'russia')", "redirects"),
    ("UPDATE judged SET status = 'stale'", "judged"),
    ("DELETE FROM judged_entities", "judged"),
    ("UPDATE statements SET act = 'deny' WHERE id IN (SELECT item FROM judged)", "judged"),
    ("UPDATE captures SET published = '1999' WHERE page IN (SELECT page FROM machine_captures)", "judged"),
)
"""Damage to what is worked out, with the check that finds it."""


def _together() -> list[list[tuple[str, str]]]:
    """What is damaged at once: of each check one kind. Copies are looked for by their keys, so that only one of the two is damaged."""
    by_check: dict[str, list[tuple[str, str]]] = {}
    for command, check in DERIVED:
        by_check.setdefault("copies" if check == "copy_keys" else check, []).append((command, check))
    return [[kinds[n] for kinds in by_check.values() if n < len(kinds)] for n in range(max(map(len, by_check.values())))]


@pytest.mark.parametrize("damaged", _together(), ids=["first", "second", "third", "fourth"])
def test_what_is_derived_and_damaged_is_found_and_made_anew(sound: Where, damaged: list[tuple[str, str]]) -> None:
    ours = (
        "SELECT * FROM entity_labels",
        "SELECT * FROM spellings",
        "SELECT * FROM search_docs",
        "SELECT n, head, body, marks FROM search_texts",
        "SELECT * FROM story_pages",
        "SELECT * FROM stories",
        "SELECT * FROM entity_ids",
        "SELECT * FROM entity_pairs",
        "SELECT * FROM redirects",
        "SELECT * FROM judged",
        "SELECT * FROM judged_entities",
        "SELECT id, act FROM statements",
        "SELECT source, published FROM captures",
    )

    def derived() -> list[list[str]]:
        with opened(sound) as connection:
            return [sorted(map(str, connection.execute(text(query)).all())) for query in ours]

    before = derived()
    run(sound, *(command for command, _ in damaged))
    found = findings(sound)
    for command, check in damaged:
        assert check in {one.check for one in found}, command
        assert check not in _OF_PAGES or [one.page for one in found if one.check == check and one.page], "with its page"
    assert all("--mend" in one.todo for one in found)
    assert findings(sound, mend=True) == []
    assert derived() == before
    assert findings(sound) == []


_OF_PAGES = ("story_pairs", "copies", "copy_keys", "story_keys", "judged")


@pytest.mark.parametrize("command", ["UPDATE linked SET stale = true", "UPDATE linked SET engine = 'older'"])
def test_what_waits_to_be_linked_is_told_and_no_fault(sound: Where, command: str) -> None:
    run(sound, command)
    (found,) = findings(sound)
    assert (found.check, found.sort) == ("links", "note")
    assert findings(sound, mend=True) == []


def test_pages_that_wait_to_be_linked_are_counted(sound: Where) -> None:
    record_of([msgspec.structs.replace(round_19().reading(), page="1" * 64, source="third.txt")], sound)
    (found,) = findings(sound)
    assert (found.check, found.sort, found.got.partition(" ")[0]) == ("links", "note", "1")


def test_what_the_machine_read_and_is_lost_is_told_and_not_made_up(sound: Where) -> None:
    run(sound, "DELETE FROM machine_readings")
    before = dump(sound)
    lost = [one for one in findings(sound, mend=True) if one.check == "judged"]
    assert {one.page for one in lost} >= {JUDGED.page}
    assert all((one.at, "read the page again" in one.todo) == ("machine_readings", True) for one in lost)
    assert dump(sound) == before


def test_the_quick_look_leaves_the_slow_checks_out(sound: Where) -> None:
    run(sound, "DELETE FROM search_texts", "DELETE FROM copies", "DELETE FROM spellings WHERE entity = 'russia'")
    with Record.open(sound, read_only=True) as record:
        assert {one.check for one in examine(record, quick=True)} == {"spellings"}


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
