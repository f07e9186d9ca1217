"""How a round stands: by the words around it, and by the dates where those contradict the words."""

from __future__ import annotations

import pytest

from tests.meetings.conftest import Read

STATED = [
    pytest.param("ستنطلق الجولة السابعة من محادثات أستانا في العاصمة الكازاخستانية.", "announced", id="future-verb"),
    pytest.param("تبدأ الجولة السابعة من محادثات أستانا غدا.", "announced", id="present-verb"),
    pytest.param("تحدث الوزير عن الجولة السابعة المقبلة من محادثات أستانا.", "announced", id="adjective"),
    pytest.param("من المتوقع أن تجري الجولة السابعة من محادثات أستانا في موعدها.", "announced", id="expected-to"),
    pytest.param("من المنتظر أن تُعقد الجولة السابعة من محادثات أستانا في نهاية تشرين الأول.", "announced", id="at-the-end-of-a-month"),
    pytest.param("اتفق الضامنون على عقد الجولة السابعة من محادثات أستانا.", "announced", id="agreed-to-hold"),
    pytest.param("تستعد العاصمة لاستضافة الجولة السابعة من محادثات أستانا.", "announced", id="prepares-to-host"),
    pytest.param("أعلن الوزير موعد الجولة السابعة من محادثات أستانا.", "announced", id="the-date-of"),
    pytest.param("انطلقت في العاصمة الكازاخستانية الجولة السابعة من محادثات أستانا.", "ongoing", id="began"),
    pytest.param("قال الوزير مع انطلاق أعمال الجولة السابعة من محادثات أستانا إن الحل قريب.", "ongoing", id="with-the-beginning-of"),
    pytest.param("تتواصل الجولة السابعة من محادثات أستانا لليوم الثاني.", "ongoing", id="goes-on"),
    pytest.param("اختتمت الجولة السابعة من محادثات أستانا من دون اتفاق.", "held", id="ended"),
    pytest.param("انتهى اليوم، في العاصمة الكازاخستانية أستانا، بعد يومين، الاجتماع الدولي السابع حول سوريا.", "held", id="ended-far-before"),
    pytest.param("قال الوزير في ختام الجولة السابعة من محادثات أستانا إن الحل قريب.", "held", id="at-the-end-of"),
    pytest.param("صدر البيان في أعقاب الجولة السابعة من محادثات أستانا.", "held", id="in-the-wake-of"),
    pytest.param("قال الوزير إن الجولة السابعة من محادثات أستانا تأجلت إلى أجل غير مسمى.", "postponed", id="put-off"),
    pytest.param("طلبت موسكو تأجيل الجولة السابعة المقبلة من محادثات أستانا.", "postponed", id="putting-off-outweighs-coming"),
    pytest.param("ألغيت الجولة السابعة من محادثات أستانا.", "cancelled", id="called-off"),
    pytest.param("قررت موسكو إلغاء الجولة السابعة من محادثات أستانا.", "cancelled", id="calling-off"),
]  # fmt: skip

NOT_OF_THE_ROUND = [
    pytest.param("قالت المعارضة خلال الجولة السابعة من محادثات أستانا إنها ستواصل القتال.", id="what-is-told-has-a-future-of-its-own"),
    pytest.param("طالبت المعارضة في الجولة السابعة من محادثات أستانا بإلغاء العقوبات.", id="something-else-is-called-off"),
    pytest.param("ناقشت الوفود في الجولة السابعة من محادثات أستانا تأجيل الانتخابات.", id="something-else-is-put-off"),
    pytest.param("بحثت الوفود في الجولة السابعة من محادثات أستانا ما جرى منذ بداية الأزمة.", id="the-beginning-of-something-else"),
    pytest.param("بحثت الوفود في الجولة السابعة من محادثات أستانا العمل حتى نهاية العام.", id="the-end-of-something-else"),
]


@pytest.mark.parametrize(("sentence", "status"), STATED)
def test_words(read: Read, sentence: str, status: str) -> None:
    (meeting,) = read(sentence).meetings
    assert (meeting.status, meeting.slots["status"].basis) == (status, "stated")
    assert meeting.slots["status"].evidence == meeting.evidence[:1]


@pytest.mark.parametrize("sentence", NOT_OF_THE_ROUND)
def test_words_of_something_else(read: Read, sentence: str) -> None:
    (meeting,) = read(sentence, "2018-01-01").meetings
    assert (meeting.status, meeting.slots["status"].basis) == ("held", "inferred")


@pytest.mark.parametrize(
    ("published", "status"),
    [("2017-10-29", "announced"), ("2017-10-30", "ongoing"), ("2017-10-31", "ongoing"), ("2017-11-01", "held"), ("2017-09", "announced"),
     ("2018", "held"), ("2017-10", "held"), (None, "held")],
)  # fmt: skip
def test_without_words_the_dates_tell(read: Read, published: str | None, status: str) -> None:
    (meeting,) = read("تحدث المصدر عن الجولة السابعة من محادثات أستانا.", published).meetings
    slot = meeting.slots["status"]
    assert (meeting.status, slot.basis) == (status, "inferred")
    assert slot.why


@pytest.mark.parametrize(
    ("sentence", "published", "status"),
    [
        pytest.param("انطلقت الجولة السابعة من محادثات أستانا.", "2017-10-30", "ongoing", id="under-way"),
        pytest.param("انطلقت الجولة السابعة من محادثات أستانا.", "2018-03-01", "held", id="began-and-ended-since"),
        pytest.param("تنطلق الجولة السابعة من محادثات أستانا.", "2017-10-30", "announced", id="announced-on-its-day"),
        pytest.param("كان من المقرر أن تُعقد الجولة السابعة من محادثات أستانا.", "2018-03-01", "held", id="announced-and-held-since"),
        pytest.param("كان من المقرر أن تُعقد الجولة الثلاثون من محادثات أستانا.", "2018-03-01", "announced", id="no-dossier-says-it-was-held"),
        pytest.param("صدر البيان في أعقاب الجولة السابعة من محادثات أستانا.", "2017-09-01", "announced", id="ended-before-it-began"),
        pytest.param("ألغيت الجولة السابعة من محادثات أستانا.", "2018-03-01", "cancelled", id="called-off-stays-so"),
    ],
)
def test_words_against_dates(read: Read, sentence: str, published: str, status: str) -> None:
    (meeting,) = read(sentence, published).meetings
    assert meeting.status == status


def test_a_change_outweighs_what_else_is_told(read: Read) -> None:
    (meeting,) = read("انطلقت أستانا 7 أمس. وقال الوزير إن الجولة السابعة من محادثات أستانا تأجلت.").meetings
    assert meeting.status == "postponed"


def test_the_first_word_counts(read: Read) -> None:
    (meeting,) = read("اختتمت أستانا 7 أمس. وتحدث الوزير مع انطلاق الجولة السابعة من محادثات أستانا.").meetings
    assert meeting.status == "held"


def test_the_end_of_talks_without_a_number_is_that_of_the_round(read: Read) -> None:
    (meeting,) = read("بدأت الجولة السابعة من محادثات أستانا أمس الأول. وقال الوزير في ختام اجتماعات استمرت يومين إن الحل قريب.").meetings
    assert meeting.status == "held"
