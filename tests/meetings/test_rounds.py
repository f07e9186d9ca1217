"""Rounds are found in every form in which pages number them, and nowhere else."""

from __future__ import annotations

import pytest

from mahdar.invariants import check
from tests.meetings.conftest import Read, rounds_of
from tests.support.pages import page_of
from tests.support.reader import shipped_reader

COMMITTEE = "syrian-constitutional-committee"


@pytest.mark.parametrize(
    ("sentence", "series", "ordinal", "quote"),
    [
        pytest.param("بحث الوفدان الملف في أستانا 7 قبل أسبوع.", "astana", 7, "أستانا 7", id="name-number"),
        pytest.param("بحث الوفدان الملف في أستانة 7 قبل أسبوع.", "astana", 7, "أستانة 7", id="other-spelling"),
        pytest.param("بحث الوفدان الملف في أستانا-6 قبل أسبوع.", "astana", 6, "أستانا-6", id="hyphen"),
        pytest.param("قال مصدر إن «أستانا-13» ستبحث ملف المهجرين.", "astana", 13, "أستانا-13", id="in-marks"),
        pytest.param("قال مصدر إن مؤتمر أستانا 4 ناجح.", "astana", 4, "مؤتمر أستانا 4", id="noun-name-number"),
        pytest.param("تحدث المصدر عن الجولة السابعة من محادثات أستانا.", "astana", 7, "الجولة السابعة", id="ordinal-word"),
        pytest.param("تحدث المصدر عن الجولة الحادية عشرة من محادثات أستانا.", "astana", 11, "الجولة الحادية عشرة", id="eleventh"),
        pytest.param("تحدث المصدر عن الجولة الحادية والعشرين من مباحثات أستانا.", "astana", 21, "الجولة الحادية والعشرين", id="twenty-first"),
        pytest.param("تحدث المصدر عن الجولة العشرين من محادثات أستانا.", "astana", 20, "الجولة العشرين", id="twentieth"),
        pytest.param("تحدث المصدر عن الجولة الـ19 من محادثات أستانا.", "astana", 19, "الجولة الـ19", id="al-number"),
        pytest.param("تحدث المصدر عن الجولة الـ 19 من محادثات أستانا.", "astana", 19, "الجولة الـ 19", id="al-space-number"),
        pytest.param("تحدث المصدر عن الجولة رقم 19 من محادثات أستانا.", "astana", 19, "الجولة رقم 19", id="raqm"),
        pytest.param("تحدث المصدر عن الجولة ١٩ من محادثات أستانا.", "astana", 19, "الجولة ١٩", id="bare-eastern-digits"),
        pytest.param("تحدث المصدر عن الجولة السابعة من أستانا.", "astana", 7, "الجولة السابعة", id="bare-name"),
        pytest.param("محادثات أستانا صعبة. وتنطلق الجولة الحادية والعشرون غدا.", "astana", 21, "الجولة الحادية والعشرون", id="two-words-alone"),
        pytest.param("تحدث المصدر عن اجتماع أستانا السابع أمس.", "astana", 7, "اجتماع أستانا السابع", id="ordinal-after-the-name"),
        pytest.param("في ختام الاجتماع الدولي الـ21 حول سوريا بصيغة أستانا تحدث المصدر.", "astana", 21, "الاجتماع الدولي الـ21", id="format"),
        pytest.param("تحدث المصدر في أستانا عن الاجتماع الدولي الثامن حول سوريا.", "astana", 8, "الاجتماع الدولي الثامن", id="subject-and-place"),
        pytest.param("تستضيف كازاخستان الجولة السابعة من المحادثات حول سوريا.", "astana", 7, "الجولة السابعة", id="subject-and-host"),
        pytest.param("محادثات أستانا تتقدم. وكانت الجولة السابعة صعبة.", "astana", 7, "الجولة السابعة", id="the-page-s-one-series"),
        pytest.param("قالت اللجنة الدستورية السورية إن جولتها الخامسة لم تنجح.", COMMITTEE, 5, "جولتها الخامسة", id="her-round"),
        pytest.param("تحدث المصدر عن الدورة الخامسة للجنة الدستورية.", COMMITTEE, 5, "الدورة الخامسة", id="of-the-committee"),
        pytest.param("تحدث المصدر عن الدورة الخامسة من اللجنة الدستورية.", COMMITTEE, 5, "الدورة الخامسة", id="min-the-committee"),
        pytest.param("تحدث المصدر عن دورة اللجنة الدستورية الثامنة أمس.", COMMITTEE, 8, "دورة اللجنة الدستورية الثامنة", id="ordinal-after-the-body"),
        pytest.param("أنهت اللجنة الدستورية عملها. وقال المبعوث إن الدورة السادسة للجنة قريبة.", COMMITTEE, 6, "الدورة السادسة", id="short-body"),
        pytest.param("محادثات أستانا مفيدة. وبدأت الجولة الثامنة من مفاوضات جنيف حول سوريا.", "geneva-syria", 8, "الجولة الثامنة", id="other-talks"),
        pytest.param("محادثات أستانا مفيدة. وبدأت في جنيف الجولة الثامنة من المفاوضات السورية.", "geneva-syria", 8, "الجولة الثامنة", id="subject"),
        pytest.param("أعلنت لجنة «5+5» أن جولتها الرابعة في جنيف ناجحة.", "libya-5plus5", 4, "جولتها الرابعة", id="name-with-a-plus"),
    ],
)  # fmt: skip
def test_forms(read: Read, sentence: str, series: str, ordinal: int, quote: str) -> None:
    page = read(sentence)
    (meeting,) = rounds_of(page)
    assert (meeting.series, meeting.ordinal, meeting.id) == (series, ordinal, f"{series}-{ordinal}")
    assert meeting.evidence[0].of(page.text) == quote
    assert meeting.slots["ordinal"].basis == "stated"
    assert meeting.slots["ordinal"].evidence == meeting.evidence[:1]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("اتفقت لجنة 5+5 على فتح الطريق الساحلي.", id="a-committee-s-name"),
        pytest.param("أستانا – 29 تشرين الثاني/نوفمبر – قالت موسكو إن محادثات أستانا مفيدة.", id="dateline-of-an-agency"),
        pytest.param("قالت موسكو إن محادثات أستانا 2017 غيرت المشهد.", id="a-year"),
        pytest.param("محادثات أستانا مفيدة. وتبدأ الجولة العشرون من محادثات النيل غدا.", id="other-talks-by-adjective"),
        pytest.param("محادثات أستانا مفيدة. وبدأت الجولة الثامنة من مفاوضات نيروبي حول سوريا.", id="other-talks-by-place"),
        pytest.param("محادثات أستانا مفيدة. وبدأت في نيروبي الجولة الثامنة من المفاوضات السورية.", id="held-in-another-city"),
        pytest.param("محادثات أستانا مفيدة. وبدأت الجولة الثامنة في جنيف بحضور المبعوث.", id="held-in-another-city-after"),
        pytest.param("هذه الجولة الأولى منذ عام من محادثات أستانا.", id="the-first-since"),
        pytest.param("محادثات أستانا مفيدة. وقال المبعوث إن جولة سابعة لا تكفي.", id="indefinite"),
        pytest.param("محادثات أستانا مفيدة. وحضر الاجتماع 7 وفود.", id="a-count-after-the-noun"),
        pytest.param("تبدأ القمة العربية الحادية والعشرون في الدوحة غدا.", id="no-series-in-the-page"),
        pytest.param("تعقد الجلسة الثانية في القاعة الكبرى يوم 5/5 بحضور الوزراء.", id="a-date-that-looks-like-a-name"),
        pytest.param("عُقدت القمة الثلاثية الثانية في أنقرة بعد محادثات أستانا.", id="a-summit-beside-the-series"),
        pytest.param("محادثات أستانا مفيدة. وشهد الاجتماع الثاني لمجلس الوزراء خلافا.", id="a-meeting-of-a-body"),
        pytest.param("محادثات أستانا مفيدة. وعقد مجلس الأمن الجلسة الثالثة بشأن سوريا.", id="a-session-about-the-subject"),
        pytest.param("محادثات أستانا مفيدة. وبدأ المؤتمر الاقتصادي السابع أمس.", id="a-conference-of-another-kind"),
        pytest.param("خسر الفريق الجولة السابعة من البطولة.", id="sport"),
    ],
)
def test_what_is_no_round(read: Read, sentence: str) -> None:
    assert [m.id for m in rounds_of(read(sentence)) if m.ordinal is not None] == []


def test_two_rounds_in_one_sentence(read: Read) -> None:
    assert [m.ordinal for m in read("قال الوزير إن أستانا-6 نجحت، وإن «أستانا 7» ستنجح.").meetings] == [6, 7]


def test_rounds_of_two_series(read: Read) -> None:
    page = read("بدأت الجولة الـ18 من محادثات أستانا. وتعد هذه الجولة الأولى بعد دورة اللجنة الدستورية الثامنة في جنيف.")
    assert [m.id for m in page.meetings] == ["astana-18", f"{COMMITTEE}-8"]


def test_one_round_told_often_is_one_meeting(read: Read) -> None:
    page = read("بدأت أستانا 7 اليوم. وقال الوزير إن الجولة السابعة من محادثات أستانا صعبة.")
    (meeting,) = page.meetings
    assert [span.of(page.text) for span in meeting.evidence] == ["أستانا 7", "الجولة السابعة"]


def test_a_meeting_without_a_number(read: Read) -> None:
    page = read("قالت موسكو إن اجتماع أستانا بحث ملف إدلب.")
    (meeting,) = page.meetings
    assert (meeting.series, meeting.ordinal, meeting.start, meeting.agenda) == ("astana", None, None, ("idlib",))
    assert "ordinal" not in meeting.slots
    assert len(meeting.id) == 12
    assert set(meeting.id) <= set("0123456789abcdef")


def test_the_last_meeting_is_one_of_its_own_where_its_time_is_told(read: Read) -> None:
    page = read("تنطلق أستانا 7 قريبا. وقال المصدر إن آخر اجتماع من المحادثات عقد في أيلول 2017.")
    assert [(m.ordinal, m.start, m.status) for m in page.meetings if m.ordinal is None] == [(None, "2017-09", "held")]
    assert [m.ordinal for m in read("تنطلق أستانا 7 قريبا. وقال المصدر إن آخر اجتماع كان صعبا.").meetings] == [7]


def test_a_new_round_is_the_one_under_way(read: Read) -> None:
    page = read("انطلقت الجولة الـ21 من محادثات أستانا. وتجمع جولة جديدة من المحادثات حول سوريا الأطراف.")
    (meeting,) = page.meetings
    assert [span.of(page.text) for span in meeting.evidence] == ["الجولة الـ21", "جولة جديدة"]


def test_nothing_is_found_in_furniture() -> None:
    page = page_of("عنوان الخبر عن المحادثات\n\nقال الوزير إن المحادثات مستمرة في العاصمة.\n\nالتعليقات\n\nأستانا 7 تبدأ غدا")
    assert check(shipped_reader().read(page)).meetings == ()


@pytest.mark.parametrize(
    ("sentence", "ordinal", "quote"),
    [
        pytest.param("بحث الوفدان الملف في محادثات الواحة الخضراء 3 أمس.", 3, "محادثات الواحة الخضراء 3", id="name-number"),
        pytest.param("بدأت الجولة الثانية من محادثات الواحة الخضراء.", 2, "الجولة الثانية", id="ordinal"),
        pytest.param("تستضيف عمان الاجتماع الدولي الثاني حول مياه الحوض في مسقط.", 2, "الاجتماع الدولي الثاني", id="subject-and-place"),
    ],
)
def test_a_process_is_known_by_its_dossier_alone(read: Read, read_oasis: Read, sentence: str, ordinal: int, quote: str) -> None:
    assert rounds_of(read(sentence)) == ()
    page = read_oasis(sentence)
    (meeting,) = rounds_of(page)
    assert (meeting.id, meeting.evidence[0].of(page.text)) == (f"oasis-{ordinal}", quote)
