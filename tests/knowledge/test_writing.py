"""Entries as text, and added to a file."""

from __future__ import annotations

import stat
import tomllib
from pathlib import Path

import msgspec
import pytest

from mahdar.errors import DataError
from mahdar.knowledge import load
from mahdar.knowledge.forms import Entry, Office, OutletSite, Person
from mahdar.knowledge.rows import Row, kind_of, rows, toml_rows
from mahdar.knowledge.writing import append, as_line, as_toml

NASSER = Person(
    id="nasser",
    en='Karim "Abu Ali" Nasser',
    names=("كريم ناصر", "كريم بن علي ناصر"),
    needs_full=True,
    offices=(Office(role="envoy", of="un", from_="2019"), Office(role="minister")),
    note="a \\ and a\nline\tand \x7f",
)


def test_toml_is_read_as_what_was_written() -> None:
    (row,) = toml_rows("a.toml", as_toml(NASSER))
    assert isinstance(row, Row)
    assert row.entry == NASSER


def test_shipped_entries_are_read_as_they_are_written() -> None:
    entries: list[Entry | OutletSite] = [*load().states[:20], *load().persons[:50], *load().organizations[:50], *load().outlets.outlet[:20]]
    for entry in entries:
        ((kind, (value,)),) = tomllib.loads(as_toml(entry)).items()
        assert kind == kind_of(entry)
        assert msgspec.convert(value, type(entry)) == entry
        assert msgspec.json.decode(as_line(entry), type=type(entry)) == entry


def test_an_entry_goes_to_the_end_and_what_is_there_stays(own: Path) -> None:
    before = '# mine\n[[place]]\nid = "dry-wells"   # a comment\nen = "Dry Wells"\nnames = ["الآبار الجافة"]\nsort = "region"'
    own.write_text(before, encoding="utf-8")
    own.chmod(0o640)
    append(own, NASSER, load())
    assert own.read_text(encoding="utf-8") == f"{before}\n\n{as_toml(NASSER)}"
    assert stat.S_IMODE(own.stat().st_mode) == 0o640
    assert [p.name for p in own.parent.iterdir()] == [own.name]


def test_a_file_is_made(own: Path) -> None:
    append(own, NASSER, load())
    assert own.read_text(encoding="utf-8") == as_toml(NASSER)
    lines = own.with_suffix(".jsonl")
    append(lines, NASSER, load())
    append(lines, OutletSite(entity="un", hosts=("un.example",)), load())
    assert lines.read_bytes().count(b"\n") == 2
    assert len(list(rows(lines))) == 2


def test_lines_of_json_may_begin_with_a_byte_order_mark(own: Path) -> None:
    held = b"\xef\xbb\xbf" + as_line(OutletSite(entity="un", hosts=("un.example",)))
    own.write_bytes(held)
    append(own, NASSER, load())
    assert own.read_bytes() == held + as_line(NASSER)


def test_through_a_link(own: Path) -> None:
    link = own.with_name("link.toml")
    link.symlink_to(own)
    append(link, NASSER, load())
    assert link.is_symlink()
    assert own.read_text(encoding="utf-8") == as_toml(NASSER)


@pytest.mark.parametrize(
    ("held", "entry", "told"),
    [
        (as_toml(NASSER), NASSER, "line 10: person 'nasser': id: expected an id that no other entry has"),
        ("", Person(id="x", en="X", names=("س",)), "line 4: person 'x': names: expected a name of two letters"),
        ("", Person(id="x", en="X", names=("سالم",), state="atlantis"), "line 5: person 'x': state: "),
        ("[[person]]\n", NASSER, "line 1: person: Object missing required field `id`"),
        ("x = [\n", NASSER, "expected TOML"),
        ('person = [{ id = "x", en = "X", names = ["سالم"] }]', NASSER, "expected TOML"),
        ("\x1f\ufffd", NASSER, "expected TOML"),
    ],
)
def test_what_would_be_wrong_is_not_written(own: Path, held: str, entry: Person, told: str) -> None:
    own.write_text(held, encoding="utf-8")
    with pytest.raises(DataError) as error:
        append(own, entry, load())
    assert str(error.value).startswith(str(own))
    assert told in str(error.value)
    assert own.read_text(encoding="utf-8") == held
    assert [p.name for p in own.parent.iterdir()] == [own.name]


def test_a_packed_file_and_a_folder_that_is_not_there(own: Path) -> None:
    own.write_bytes(b"\x1f\x8b\x08")
    with pytest.raises(DataError, match="isn't packed"):
        append(own, NASSER, load())
    with pytest.raises(DataError, match="can't be written: No such file"):
        append(own.parent / "none" / "own.toml", NASSER, load())
