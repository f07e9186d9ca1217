"""What a record proposes dossiers for, and the file that it begins: checked, and read with."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from mahdar.errors import UsageError
from mahdar.export.dossier import toml
from mahdar.knowledge import load, load_dossiers
from mahdar.knowledge.dossierchecks import check_dossiers
from mahdar.reader import Reader
from mahdar.record import Record
from mahdar.record.queries.drafting import candidates, draft
from tests.support.pages import page_of
from tests.support.places import Places
from tests.support.reader import shipped_reader

SAID = "وقال الوزير إن بلاده تطالب بتحلية مياه البحر. وأضاف أن تحلية مياه البحر أولوية للجميع."
OTHER = "إصلاح التعليم العالي وبناء المدارس الجديدة ورفع أجور المعلمين وتطوير الطرق السريعة وحماية الغابات الكبيرة من أهم أهداف الحكومة الجديدة"
PAGES = (
    ("2031-04-05", f"اختتمت أمس القمة الأفريقية الـ44 في أديس أبابا بمشاركة تشاد والنيجر.\n\n{SAID}"),
    ("2031-04-06", f"انتهت في أديس أبابا القمة الأفريقية الـ44 التي عقدت يوم 4 نيسان 2031.\n\n{SAID}"),
    ("2032-04-09", f"عقدت القمة الأفريقية الـ45 في نيروبي يوم 8 نيسان 2032.\n\n{SAID}"),
    ("2032-05-09", "ستعقد القمة الأفريقية الـ46 في نيروبي يوم 8 نيسان 2033."),
    *((f"2032-05-1{n}", f"قال الوزير إن {OTHER}. وأضاف أن {OTHER}.") for n in range(9)),
    ("2032-05-11", "تنطلق غدا الجولة السابعة من محادثات أستانا. وقال الوزير إن المطر يهطل في الشمال."),
    ("2032-05-12", "اختتمت أمس الجولة الثامنة من محادثات أستانا."),
)


@pytest.fixture(scope="module")
def connection(shared_place: Places) -> Iterator[Connection]:
    with Record.create_or_open(shared_place("a.mahdar")) as record:
        for n, (published, text) in enumerate(PAGES):
            record.add(shipped_reader().read(page_of(f"أخبار القارة اليوم {n}\n\n{text}", published=published, source=f"page-{n}.txt")))
        with record.read() as opened:
            yield opened


@pytest.fixture(scope="module")
def text(connection: Connection) -> str:
    return toml(draft(connection, ["القمة الأفريقية"]), load(), load_dossiers())


def test_candidates(connection: Connection) -> None:
    [one] = candidates(connection)  # the rounds of the Astana talks have their dossier
    assert (one.number, one.name, one.named, one.series) == (1, "القمة الأفريقية", True, ("african-union-summit",))
    assert (one.meetings, one.numbers, one.pages, one.kinds) == (3, (44, 45, 46), 4, {"summit": 3})
    assert (one.first, one.last) == ("2031-04-04", "2033-04-08")
    assert [(c.entity.id, c.meetings) for c in one.places] == [("nairobi", 2), ("addis-ababa", 1)]


def test_what_stands_out_in_the_statements(connection: Connection) -> None:
    found = draft(connection, ["1"])
    assert len(found.pages) == 4
    assert [(one.words, one.here, one.texts, one.elsewhere) for one in found.issues][:1] == [("تحلية مياه البحر", 6, 3, 0)]


@pytest.mark.parametrize("wanted", ["1", "african-union-summit", "القمة الأفريقية", "الافريقيه"])
def test_a_candidate_by_number_id_name_or_part_of_it(connection: Connection, wanted: str) -> None:
    assert draft(connection, [wanted]).candidate.number == 1


@pytest.mark.parametrize("wanted", ["2", "0", "قمة الواحة", ""])
def test_what_is_none(connection: Connection, wanted: str) -> None:
    with pytest.raises(UsageError, match=r"expected the name or number of a candidate, got .*; write a number from 1 to 1"):
        draft(connection, [wanted])


def test_the_file_passes_the_check(text: str, tmp_path: Path) -> None:
    file = tmp_path / "au.toml"
    file.write_text(text, encoding="utf-8")
    assert check_dossiers([file]).faults == ()
    told = tomllib.loads(text)
    assert (told["id"], told["kind"], told["patterns"]) == (
        "african-union-summit",
        "summit",
        ["القمة الأفريقية {ordinal}?", "القمة {ordinal} الأفريقية"],
    )
    assert [(m["ordinal"], m["start"], m["end"], m["place"], m["known"]) for m in told["meeting"]] == [
        (44, "2031-04-04", "2031-04-04", "addis-ababa", "unverified"),
        (45, "2032-04-08", "2032-04-08", "nairobi", "unverified"),
    ]
    assert told["meeting"][0]["source"] == "1 independent outlet: page-0.txt; page-1.txt"
    assert "african-union-summit-46: announced" in text  # what isn't known to have been stands as a comment
    assert all("#" in line for line in text.splitlines() if line.startswith(("start", "end", "place", "kind", "role", "key")))


def test_reading_again_finds_the_rounds(text: str, tmp_path: Path) -> None:
    file = tmp_path / "au.toml"
    file.write_text(text, encoding="utf-8")
    reader = Reader(dossiers=load_dossiers(file))
    (meeting,) = reader.read(
        page_of("أخبار القارة\n\nبحث الوزراء تحلية مياه البحر في القمة الأفريقية الخامسة والأربعين.", published="2032-06-01")
    ).meetings
    assert (meeting.id, meeting.start, meeting.place) == ("african-union-summit-45", "2032-04-08", "nairobi")
    assert meeting.slots["start"].basis == "dossier"
    assert len(meeting.agenda) == 1


def test_a_record_with_the_dossier_proposes_it_no_more(connection: Connection, text: str, tmp_path: Path) -> None:
    file = tmp_path / "au.toml"
    file.write_text(text, encoding="utf-8")
    beside = {dossier.id: dossier for dossier in load_dossiers(file)}
    assert candidates(connection, beside) == ()
