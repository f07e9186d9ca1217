"""What is known of a round: dates, place, host, participants and agenda, each with how it is known."""

from __future__ import annotations

import pytest

from mahdar.model import Meeting
from tests.meetings.conftest import Read

SEVEN = ("2017-10-30", "2017-10-31")


def dates(meeting: Meeting) -> tuple[str | None, ...]:
    """Start and end, and how each is known."""
    slots = meeting.slots
    return meeting.start, meeting.end, *(slots[field].basis if field in slots else None for field in ("start", "end"))


@pytest.mark.parametrize(
    ("sentence", "published", "expected"),
    [
        pytest.param("تُعقد الجولة السابعة من محادثات أستانا يومي 30 و31 تشرين الأول.", "2017-10-20", (*SEVEN, "stated", "stated"), id="range"),
        pytest.param("تُعقد الجولة السابعة من محادثات أستانا في 5 تشرين الثاني.", "2017-10-20",
                     ("2017-11-05", "2017-11-05", "stated", "stated"), id="announced-for-another-day"),
        pytest.param("تُعقد الجولة السابعة من محادثات أستانا أواخر تشرين الأول المقبل.", "2017-09-20",
                     ("2017-10", "2017-10", "stated", "stated"), id="announced-for-a-month"),
        pytest.param("تُعقد الجولة السابعة من محادثات أستانا في منتصف العام الجاري.", "2017-03-20",
                     ("2017", "2017", "stated", "stated"), id="announced-for-a-year"),
        pytest.param("تُعقد الجولة السابعة من محادثات أستانا لبحث أزمة بدأت عام 2011.", "2017-03-20",
                     (*SEVEN, "dossier", "dossier"), id="a-year-long-past"),
        pytest.param("اتفق الضامنون أمس على عقد الجولة السابعة من محادثات أستانا.", "2017-09-20",
                     (*SEVEN, "dossier", "dossier"), id="the-day-of-the-agreement"),
        pytest.param("اتفق الضامنون أمس على عقد الجولة الثلاثين من محادثات أستانا.", "2017-09-20",
                     (None, None, None, None), id="the-day-of-the-agreement-on-an-unknown-round"),
        pytest.param("كان من المقرر أن تُعقد الجولة السابعة من محادثات أستانا في 30 تشرين الأول الماضي.", "2018-03-01",
                     (*SEVEN, "stated", "dossier"), id="announced-long-ago"),
        pytest.param("بدأت اليوم الجولة السابعة من محادثات أستانا.", "2017-10-30", (*SEVEN, "stated", "dossier"), id="first-day-told"),
        pytest.param("اختتمت أمس الجولة السابعة من محادثات أستانا.", "2017-11-01", (*SEVEN, "dossier", "stated"), id="last-day-told"),
        pytest.param("اختتمت الجولة السابعة من محادثات أستانا في تشرين الأول 2017.", "2018-01-01",
                     (*SEVEN, "dossier", "dossier"), id="month-told"),
        pytest.param("اختتمت الجولة السابعة من محادثات أستانا يومي 28 و29 تشرين الأول.", "2017-11-02",
                     ("2017-10-28", "2017-10-29", "stated", "stated"), id="the-page-differs-from-the-dossier"),
        pytest.param("صدر في 5 آذار بيان عن الجولة السابعة من محادثات أستانا.", "2018-03-06",
                     (*SEVEN, "dossier", "dossier"), id="time-of-something-else"),
        pytest.param("تحدث المصدر عن الجولة السابعة من محادثات أستانا.", "2018-03-06", (*SEVEN, "dossier", "dossier"), id="nothing-told"),
        pytest.param("قال الوزير في 5 آذار إن الجولة السابعة من محادثات أستانا مهمة.", "2018-03-06",
                     (*SEVEN, "dossier", "dossier"), id="the-day-of-the-telling"),
        pytest.param("عُقدت الجولة الثلاثون من محادثات أستانا يومي 5 و6 آذار 2030.", None,
                     ("2030-03-05", "2030-03-06", "stated", "stated"), id="unknown-round-told"),
        pytest.param("عُقدت الجولة الثلاثون من محادثات أستانا بنجاح.", None, (None, None, None, None), id="unknown-round"),
        pytest.param("تأجلت الجولة السابعة من محادثات أستانا إلى منتصف تشرين الثاني المقبل.", "2017-10-20",
                     ("2017-11", "2017-11", "stated", "stated"), id="put-off-to"),
    ],
)  # fmt: skip
def test_dates(read: Read, sentence: str, published: str | None, expected: tuple[str | None, ...]) -> None:
    (meeting,) = read(sentence, published).meetings
    assert dates(meeting) == expected


def test_a_stated_date_has_the_words_as_evidence_and_one_from_a_dossier_says_so(read: Read) -> None:
    page = read("بدأت اليوم الجولة السابعة من محادثات أستانا.", "2017-10-30")
    slots = page.meetings[0].slots
    assert [span.of(page.text) for span in slots["start"].evidence] == ["اليوم"]
    assert slots["end"].evidence == ()
    assert slots["end"].why == "the dossier has round 7 on 2017-10-30/2017-10-31"


def test_a_dossier_that_knows_the_year_alone_yields_to_the_day_told(read_oasis: Read) -> None:
    (meeting,) = read_oasis("اختتمت الجولة الرابعة من محادثات الواحة الخضراء في 7 أيار 2032.").meetings
    assert dates(meeting) == ("2032-05-07", "2032-05-07", "stated", "stated")


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("اختتمت اليوم أستانا 7 أعمالها من دون اتفاق، وستُعقد أستانا 8 في كانون الأول المقبل.", id="parted-by-a-comma"),
        pytest.param("اتفق من حضر اليوم ختام أستانا 7 على عقد أستانا 8 في كانون الأول المقبل.", id="parted-by-what-stands-before-the-second"),
    ],
)
def test_each_of_two_rounds_in_a_sentence_has_its_own_words(read: Read, sentence: str) -> None:
    seven, eight = read(sentence, "2017-10-31").meetings
    assert (seven.status, *dates(seven)) == ("held", *SEVEN, "dossier", "stated")
    assert (eight.status, *dates(eight)) == ("announced", "2017-12", "2017-12", "stated", "stated")


@pytest.mark.parametrize(
    ("sentence", "place", "basis"),
    [
        pytest.param("بدأت الجولة السابعة من محادثات أستانا في مدينة أستانا.", "astana", "stated", id="told"),
        pytest.param("بدأت الجولة العاشرة من محادثات أستانا في سوتشي.", "sochi", "stated", id="told-elsewhere"),
        pytest.param("بدأت الجولة العاشرة من محادثات أستانا.", "sochi", "dossier", id="from-the-dossier"),
        pytest.param("بدأت الجولة السابعة من محادثات أستانا لبحث الوضع في إدلب.", "astana", "dossier", id="a-place-that-is-talked-of"),
        pytest.param("بدأت الجولة الثلاثون من محادثات أستانا.", None, None, id="unknown"),
    ],
)
def test_place(read: Read, sentence: str, place: str | None, basis: str | None) -> None:
    (meeting,) = read(sentence).meetings
    slot = meeting.slots.get("place")
    assert (meeting.place, slot and slot.basis) == (place, basis)


@pytest.mark.parametrize(
    ("sentence", "host"),
    [
        pytest.param("تستضيف كازاخستان الجولة السابعة من محادثات أستانا.", "kazakhstan", id="subject-after"),
        pytest.param("شكر الوفد كازاخستان، التي استضافت الجولة السابعة من محادثات أستانا.", "kazakhstan", id="relative"),
        pytest.param("انتهت الجولة السابعة من محادثات أستانا التي استضافتها كازاخستان.", "kazakhstan", id="with-object-pronoun"),
        pytest.param("تُعقد الجولة السابعة من محادثات أستانا باستضافة كازاخستان.", "kazakhstan", id="noun"),
    ],
)
def test_host(read: Read, sentence: str, host: str) -> None:
    page = read(sentence)
    (meeting,) = page.meetings
    assert meeting.host == host
    assert [span.of(page.text) for span in meeting.slots["host"].evidence] == ["كازاخستان"]


@pytest.mark.parametrize(
    ("sentence", "host"),
    [
        pytest.param("قالت روسيا إنها تستضيف الجولة السابعة من محادثات أستانا.", "kazakhstan", id="pronoun-between"),
        pytest.param("بحثت روسيا وتركيا الجولة السابعة من محادثات أستانا.", "kazakhstan", id="nobody-hosts"),
        pytest.param("انتهت الجولة العاشرة من محادثات أستانا.", None, id="a-round-elsewhere"),
    ],
)
def test_the_host_of_the_series_where_the_page_tells_none_and_the_round_is_in_his_country(read: Read, sentence: str, host: str | None) -> None:
    (meeting,) = read(sentence).meetings
    assert meeting.host == host
    assert ("host" in meeting.slots) == (host is not None)
    assert host is None or meeting.slots["host"].basis == "dossier"


def test_participants_with_their_role_in_the_dossier(read: Read) -> None:
    page = read("انطلقت الجولة السابعة من محادثات أستانا بمشاركة وفود من روسيا والأردن وفرنسا.")
    (meeting,) = page.meetings
    assert [(p.entity, p.role, p.evidence[0].of(page.text)) for p in meeting.participants] == [
        ("russia", "guarantor", "روسيا"),
        ("jordan", "observer", "الأردن"),
    ]


def test_states_of_a_sentence_that_tells_of_no_attendance_take_no_part(read: Read) -> None:
    (meeting,) = read("انتقدت روسيا والأردن الجولة السابعة من محادثات أستانا.").meetings
    assert meeting.participants == ()


def test_a_group_of_the_dossier_takes_part(read: Read) -> None:
    page = read("قالت الدول الضامنة في ختام الجولة السابعة من محادثات أستانا إن الحل قريب.")
    assert [(p.entity, p.role) for p in page.meetings[0].participants] == [("guarantor-states", "guarantor")]
    assert "guarantor-states" in {entity.id for entity in page.entities}


def test_an_envoy_who_speaks_there_takes_part(read: Read) -> None:
    page = read("قال ألكسندر لافرنتييف مع انطلاق الجولة السابعة من محادثات أستانا إن الحل قريب.", "2017-10-30")
    assert [(p.entity, p.role) for p in page.meetings[0].participants] == [("lavrentiev", "participant")]


def test_agenda(read: Read) -> None:
    (meeting,) = read("بحثت الجولة السابعة من محادثات أستانا ملف المعتقلين ومناطق خفض التصعيد.").meetings
    assert meeting.agenda == ("detainees", "de-escalation-zones")


def test_all_slots_of_a_process_from_its_dossier(read_oasis: Read) -> None:
    page = read_oasis("اختتمت الجولة الثانية من محادثات الواحة الخضراء بمشاركة تشاد ووفود دول الحوض، واتفقت على حفر الآبار.")
    (meeting,) = page.meetings
    assert dates(meeting) == ("2031-03-04", "2031-03-06", "dossier", "dossier")
    assert (meeting.place, meeting.status, meeting.agenda) == ("muscat", "held", ("wells",))
    assert [(p.entity, p.role) for p in meeting.participants] == [("basin-states", "guarantor"), ("chad", "party")]
