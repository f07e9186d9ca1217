"""The lines of tables and keys in TOML."""

from __future__ import annotations

import pytest

from mahdar.errors import DataError
from mahdar.knowledge.toml import parse, tables

TEXT = '''# a comment with """ in it
title = "x"
[[person]]
id = "a" # [[person]]
note = """
[[person]]
id = "no key: inside a string"
"""
names = [
  "one",
  "two",
]
  [[person.offices]]
  role = "envoy"
  [[person.offices]]
  role = "minister"
  "of" = 'x"""'

[[ place ]]
id = "b"
[words]
en = "of another table"
[["person"]]
id = "c"
'''


def test_tables_and_their_keys() -> None:
    parse("a.toml", TEXT)
    lines = tables(TEXT)
    assert [lines.table("person", n).line for n in (0, 1)] == [3, 23]
    assert lines.table("place", 0).line == 19
    assert lines.table("person", 0).keys == {
        "id": 4, "note": 5, "names": 9, "offices": 13, "offices[0]": 13, "offices[0].role": 14, "offices[1]": 15, "offices[1].role": 16,
        "offices[1].of": 17,
    }  # fmt: skip
    assert (lines.first("person"), lines.first("title"), lines.first("words"), lines.first("nothing")) == (3, 2, 21, None)


def test_tables_within_a_dossier() -> None:
    lines = tables('place = "geneva"\n[[knowledge.person]]\nid = "a"\n[[knowledge.person.offices]]\nrole = "envoy"\n[[actor]]\nentity = "un"\n')
    assert lines.table("knowledge.person", 0).keys == {"id": 3, "offices": 4, "offices[0]": 4, "offices[0].role": 5}
    assert lines.key("knowledge") == 2


def test_tables_written_in_line_have_the_line_of_the_key() -> None:
    assert tables('\nperson = [{ id = "a" }, { id = "b" }]\n').table("person", 1).line == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = 1\n!", r"^a\.toml, line 2: expected TOML, got a fault: Invalid statement$"),
        ("x = 1\n\ny = [", r"^a\.toml, line 3: expected TOML"),
        ("x = " + "[" * 5000, r"^a\.toml: expected TOML, got brackets that are nested too deep$"),
    ],
)
def test_what_is_no_toml(text: str, told: str) -> None:
    with pytest.raises(DataError, match=told):
        parse("a.toml", text)


def test_a_number_of_thousands_of_digits_is_told_with_the_file() -> None:
    with pytest.raises(DataError, match=r"^a\.toml: expected TOML, got a fault: "):
        parse("a.toml", f"population = {'9' * 6000}")
