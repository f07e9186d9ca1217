"""Pages that can't all be right, read and put together: all they say is kept, and shown as what can't be."""

from __future__ import annotations

from collections.abc import Mapping

from mahdar import capture
from mahdar.model import Given
from mahdar.reader import Reader
from mahdar.record import Record
from mahdar.record.process_answers import ChronologyAnswer, Field, MeetingAnswer
from mahdar.record.queries.chronology import chronology
from tests.support.places import Places


def told(place: Places, pages: Mapping[str, tuple[str, str]], process: str = "astana") -> ChronologyAnswer:
    """The chronology of pages, by outlet: when each was published, and its text."""
    reader = Reader()
    with Record.create_or_open(place("a.mahdar")) as record:
        for outlet, (published, text) in pages.items():
            page = capture.page(text.encode(), f"{outlet}.txt", given=Given(published=published, outlet=outlet))
            record.add(reader.read(page))
        with record.read() as connection:
            return chronology(connection, process=process, thin=True)


def one(found: ChronologyAnswer, meeting_id: str) -> MeetingAnswer:
    return next(m for m in found.meetings if m.id == meeting_id)


def values(field: Field | None) -> set[str]:
    return {value.value for value in field.values} if field else set()


def test_two_days_for_one_round(place: Places) -> None:
    found = told(
        place,
        {
            "صحيفة ألف": ("2017-10-20", "تنطلق الجولة السابعة من محادثات أستانا يوم 30 تشرين الأول 2017."),
            "صحيفة باء": ("2017-10-21", "تنطلق الجولة السابعة من محادثات أستانا يوم 2 تشرين الثاني 2017."),
        },
    )
    round_7 = one(found, "astana-7")
    assert values(round_7.start) == {"2017-10-30", "2017-11-02"}
    assert round_7.start is not None
    assert round_7.start.conflict
    assert round_7.differs
    assert {a.page.outlets[0].label for a in round_7.start.asserted} == {"صحيفة ألف", "صحيفة باء"}


def test_a_round_numbered_twice(place: Places) -> None:
    found = told(
        place,
        {
            "صحيفة ألف": ("2017-11-01", "انطلقت الجولة الثلاثون من محادثات أستانا يوم 30 تشرين الأول 2017."),
            "صحيفة باء": ("2017-11-01", "انطلقت الجولة الحادية والثلاثون من محادثات أستانا يوم 30 تشرين الأول 2017."),
        },
    )
    for mine, other in (("astana-30", "astana-31"), ("astana-31", "astana-30")):
        assert [(c.fault, c.about) for c in one(found, mine).conflicts if c.fault == "numbered-twice"] == [("numbered-twice", other)]


def test_a_round_in_the_year_3000(place: Places) -> None:
    found = told(
        place,
        {
            "صحيفة ألف": ("2017-10-20", "تنطلق الجولة السابعة من محادثات أستانا يوم 30 تشرين الأول عام 3000."),
            "صحيفة باء": ("2017-10-21", "تنطلق الجولة السابعة من محادثات أستانا يوم 30 تشرين الأول 2017."),
        },
    )
    round_7 = one(found, "astana-7")
    assert round_7.start is not None
    assert round_7.start.value == "2017-10-30"
    assert "3000-10-30" in values(round_7.start), "it is kept"
    assert [(c.fault, c.about) for c in round_7.conflicts] == [("far-day", "3000-10-30")]


def test_held_as_one_says_and_cancelled_as_another(place: Places) -> None:
    found = told(
        place,
        {
            "صحيفة ألف": ("2017-11-01", "اختتمت في أستانا يوم 31 تشرين الأول 2017 الجولة السابعة من محادثات أستانا."),
            "صحيفة باء": ("2017-11-01", "ألغيت الجولة السابعة من محادثات أستانا التي كانت مقررة يوم 30 تشرين الأول 2017."),
        },
    )
    round_7 = one(found, "astana-7")
    assert values(round_7.status) == {"held", "cancelled"}
    assert round_7.status.conflict
