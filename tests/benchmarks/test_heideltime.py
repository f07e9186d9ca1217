from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.heideltime import HeidelTime, HeidelTimeError, Timex, edtf, in_gold, timexes

HEAD = '<?xml version="1.0"?>\n<!DOCTYPE TimeML SYSTEM "TimeML.dtd">\n<TimeML>\n'


@pytest.mark.parametrize(
    ("type_", "value", "expected"),
    [
        ("DATE", "2017-10-17", "2017-10-17"),
        ("DATE", "2017-10", "2017-10"),
        ("DATE", "2017", "2017"),
        ("DATE", "199", "199X"),
        ("DATE", "198X", "198X"),
        ("DATE", "19", "19XX"),
        ("TIME", "2017-10-18T14:00", "2017-10-18"),
        ("TIME", "2017-10-18TMO", "2017-10-18"),
        ("DATE", "2017-W42", "2017-10-16/2017-10-22"),
        ("DATE", "2017-W42-WE", "2017-10-16/2017-10-22"),
        ("DATE", "2020-W53", "2020-12-28/2021-01-03"),
        ("DATE", "2017-W54", None),
        ("DATE", "2017-SP", "2017-21"),
        ("DATE", "2017-SU", "2017-22"),
        ("DATE", "2017-FA", "2017-23"),
        ("DATE", "2017-WI", "2017-24"),
        ("DATE", "2017-Q1", "2017-01/2017-03"),
        ("DATE", "2017-Q4", "2017-10/2017-12"),
        ("DATE", "2017-H2", "2017-07/2017-12"),
        ("DATE", "XXXX-10", None),
        ("DATE", "XXXX-WXX-3", None),
        ("DATE", "UNDEF-this-day", None),
        ("DATE", "2017-00-00 ", None),
        ("DURATION", "P3D", "P3D"),
        ("DURATION", "PT90M", "PT90M"),
        ("DURATION", "P2DE", "P20Y"),
        ("DURATION", "P1CE", "P100Y"),
        ("DURATION", "P2Q", "P6M"),
        ("DURATION", "PXD", None),
        ("DURATION", "PTXH", None),
    ],
)
def test_a_value_as_the_gold_has_it(type_: str, value: str, expected: str | None) -> None:
    assert edtf(Timex(0, 1, type_, value), "x") == expected


def test_hours_stay_hours() -> None:
    assert edtf(Timex(0, 1, "DURATION", "P2D"), "48 ساعة") == "PT48H"
    assert edtf(Timex(0, 1, "DURATION", "P2D"), "يومين") == "P2D"


def test_sets_and_bare_references_are_left_out() -> None:
    assert not in_gold(Timex(0, 1, "SET", "P1D"))
    assert not in_gold(Timex(0, 1, "DATE", "PRESENT_REF"))
    assert not in_gold(Timex(0, 1, "DATE", "PAST_REF"))
    assert in_gold(Timex(0, 1, "DATE", "XXXX-10"))


def test_offsets_are_those_of_the_text_that_was_given() -> None:
    text = "عاد الوفد أمس & سيسافر <غدا>\nفي 2018."
    tagged = text.replace("أمس", '<TIMEX3 tid="t1" type="DATE" value="2017-10-17">أمس</TIMEX3>')
    tagged = tagged.replace("2018", '<TIMEX3 tid="t2" type="DATE" mod="START" value="2018">2018</TIMEX3>')
    found = timexes(f"{HEAD}{tagged}\n\n</TimeML>\n", text)
    assert [(text[x.start : x.end], x.type, x.value) for x in found] == [("أمس", "DATE", "2017-10-17"), ("2018", "DATE", "2018")]


def test_timeml_of_another_text_is_refused() -> None:
    with pytest.raises(HeidelTimeError, match="expected TimeML of the text"):
        timexes(f"{HEAD}عاد الوفد\n\n</TimeML>\n", "سافر الوفد")
    with pytest.raises(HeidelTimeError, match="expected TimeML of the text"):
        timexes("", "سافر الوفد")


def test_without_java_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(HeidelTimeError, match="default-jre-headless"):
        HeidelTime(tmp_path)
