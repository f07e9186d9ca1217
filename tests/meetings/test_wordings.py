"""Patterns of dossiers tell rounds, known meetings are told by their names, and the agenda is of the meeting's own process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mahdar.arabic import analyse
from mahdar.knowledge import Dossier, load_dossiers
from mahdar.meetings import RoundFinder
from mahdar.model import Block, Meeting
from mahdar.names import PageNames
from mahdar.reader import Reader
from tests.meetings.conftest import reading
from tests.support.reader import shipped_reader
from tests.support.steps import steps

PALM = """
id = "palm"
kind = "talks"
event = "palm-process"
en = "Palm process"
ar = "مسار النخيل"
patterns = ["{round} {ordinal}? من? {talks} (النخيل الكبير|النخلتين)", "منبر النخيل", "(قمة|القمة) الآبار {ordinal}?"]
place = "muscat"

[[issue]]
key = "springs"
ar = "الينابيع"
en = "Springs"
terms = ["تقاسم الينابيع"]

[[meeting]]
ordinal = 4
start = "2018-07-16"
end = "2018-07-17"
place = "helsinki"
event = "helsinki-summit"
"""

GROVE = """
id = "grove"
kind = "talks"
event = "grove-process"
en = "Grove talks"
ar = "محادثات البستان"
names = ["البستان القديم"]
part_of = "palm"

[[issue]]
key = "fences"
ar = "الأسوار"
en = "Fences"
terms = ["نقل الأسوار"]
"""

LAKE = """
id = "lake"
kind = "talks"
event = "lake-process"
en = "Lake talks"
ar = "محادثات البحيرة"
names = ["البحيرة العميقة"]

[[issue]]
key = "boats"
ar = "القوارب"
en = "Boats"
terms = ["نقل القوارب"]
"""

Tell = Callable[..., list[Meeting]]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    folder = tmp_path_factory.mktemp("dossiers")
    files: list[Path] = []
    for name, text in (("palm", PALM), ("grove", GROVE), ("lake", LAKE)):
        files.append(folder / f"{name}.toml")
        files[-1].write_text(text, encoding="utf-8")
    return Reader(dossiers=load_dossiers(*files))


@pytest.fixture(scope="module")
def tell(reader: Reader) -> Tell:
    """The meetings of a sentence."""
    return lambda sentence, published=None: list(reading(reader, sentence, published).meetings)


@pytest.mark.parametrize(
    ("sentence", "ordinal"),
    [
        pytest.param("انطلقت أمس الجولة الثانية من محادثات النخيل الكبير.", 2, id="number-inside"),
        pytest.param("انطلقت أمس الجولة الثانية من مفاوضات «النخلتين».", 2, id="other-wording-in-marks"),
        pytest.param("انطلقت أمس الجولة الـ12 من مباحثات النخلتين.", 12, id="digits"),
        pytest.param("اختتمت أمس قمة الآبار الثالثة.", 3, id="number-behind"),
    ],
)
def test_a_wording_tells_a_round_with_its_number(tell: Tell, sentence: str, ordinal: int) -> None:
    (meeting,) = tell(sentence)
    assert (meeting.series, meeting.ordinal, meeting.id) == ("palm", ordinal, f"palm-{ordinal}")
    assert meeting.slots["ordinal"].basis == "stated"


def test_a_wording_without_a_number_tells_the_series(tell: Tell) -> None:
    (meeting,) = tell("اجتمع وفدا البلدين في قمة الآبار بمسقط يوم 3 آذار 2031.")
    assert (meeting.series, meeting.ordinal, meeting.place, meeting.start) == ("palm", None, "muscat", "2031-03-03")


def test_a_wording_that_names_no_meeting_tells_whose_rounds_follow(tell: Tell) -> None:
    assert [m.id for m in tell("عاد الوفد إلى منبر النخيل. وبدأت أمس الجولة الخامسة.")] == ["palm-5"]
    assert tell("بدأت أمس الجولة الخامسة.") == []
    assert not [m for m in tell("عاد الوفد إلى منبر النخيل.") if m.series == "palm"]  # that it is spoken of is no meeting


def test_other_words_are_no_wording(tell: Tell) -> None:
    assert [m for m in tell("بدأت أمس الجولة الثانية من محادثات النخيل الصغير.") if m.series == "palm"] == []


def test_a_known_meeting_is_told_by_its_name(tell: Tell) -> None:
    (meeting,) = tell("التقى لافروف نظيره التركي في قمة هلسنكي.")
    assert (meeting.series, meeting.ordinal, meeting.id) == ("palm", 4, "palm-4")
    assert (meeting.start, meeting.end, meeting.place) == ("2018-07-16", "2018-07-17", "helsinki")
    assert (meeting.slots["start"].basis, meeting.slots["ordinal"].basis) == ("dossier", "dossier")
    assert "lavrov" in {p.entity for p in meeting.participants}  # who took part is the page's to tell


def test_what_the_page_tells_of_it_stays(tell: Tell) -> None:
    (meeting,) = tell("عقدت قمة هلسنكي بين الرئيسين الروسي والأمريكي يوم 17 تموز 2018.")
    assert (meeting.start, meeting.end, meeting.slots["start"].basis) == ("2018-07-17", "2018-07-17", "stated")


@pytest.mark.parametrize(
    ("sentence", "published"),
    [
        pytest.param("تعقد قمة هلسنكي بين الرئيسين الروسي والأمريكي يوم 3 أيار 2031.", None, id="told-in-another-year"),
        pytest.param("التقى الرئيسان الروسي والأمريكي في قمة هلسنكي.", "2009-05-01", id="page-long-before"),
    ],
)
def test_another_of_the_same_name_is_not_taken_for_it(tell: Tell, sentence: str, published: str | None) -> None:
    assert [m.series for m in tell(sentence, published)] == [None]


def test_an_agenda_is_of_the_process_and_what_is_part_of_it(tell: Tell) -> None:
    sentence = "بحثت الجولة الثانية من محادثات {} أمس تقاسم الينابيع ونقل الأسوار ونقل القوارب."
    (palm,), (grove,), (lake,) = (tell(sentence.format(name)) for name in ("النخلتين", "البستان القديم", "البحيرة العميقة"))
    assert (palm.series, palm.agenda) == ("palm", ("springs", "fences"))
    assert (grove.series, grove.agenda) == ("grove", ("springs", "fences"))
    assert (lake.series, lake.agenda) == ("lake", ("boats",))


def test_the_agenda_of_other_meetings_is_of_what_the_page_is_about(tell: Tell) -> None:
    met = "التقى لافروف نظيره التركي في أنقرة أمس وبحثا نقل القوارب."
    assert [m.agenda for m in tell(met)] == [()]  # a word of one process, told once in a page about none
    assert [m.agenda for m in tell(f"{met} وتتعثر محادثات البحيرة العميقة.") if m.series is None] == [("boats",)]


def test_wordings_that_fit_two_dossiers_tell_of_neither() -> None:
    twins = tuple(
        Dossier(id=id_, kind="talks", event=f"{id_}-process", en=id_, ar="توأم", patterns=(f"{{round}} {{ordinal}} من {talks} النخلتين",))
        for id_, talks in (("one", "{talks}"), ("two", "مباحثات"))
    )
    both = Reader(dossiers=twins)
    assert reading(both, "انطلقت أمس الجولة الثانية من مباحثات النخلتين.").meetings == ()
    assert [m.id for m in reading(both, "انطلقت أمس الجولة الثانية من مفاوضات النخلتين.").meetings] == ["one-2"]


def test_work_grows_with_the_length_of_a_line_and_no_faster(reader: Reader) -> None:
    finder = RoundFinder(shipped_reader().knowledge, reader.dossiers)

    def work(words: int) -> int:
        text = "الجولة من محادثات النخيل الثلاثية حول سوريا قمة " * words
        analysed = analyse(text, [Block(start=0, end=len(text), role="body", confidence=1.0, why="generated")], reader.lexicon)
        names: PageNames = reader.names.find(analysed)
        finder.find(analysed, names)
        return steps(lambda: finder.find(analysed, names))

    assert work(180) <= work(60) * 3 * 1.3
