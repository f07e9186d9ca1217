"""Who takes part beyond those who stand there by themselves, and what keeps a place or series from a meeting."""

from __future__ import annotations

import pytest

from tests.meetings.conftest import Read


@pytest.mark.parametrize(
    ("sentence", "place", "actors"),
    [
        pytest.param("اجتمع رؤساء روسيا وتركيا وإيران الجمعة في أنقرة.", "ankara", {"russia", "turkey", "iran"}, id="states-whose-presidents-meet"),
        pytest.param("عقد وزراء خارجية جامعة الدول العربية اجتماعا طارئا في القاهرة الثلاثاء.", "cairo", {"arab-league"}, id="body-of-the-ministers"),
        pytest.param("عقد في فيينا الخميس لقاء جمع سيرغي لافروف مع جون كيري.", "vienna", {"lavrov", "kerry"}, id="gathered"),
        pytest.param(
            "أعلنت ألمانيا أن فرنسا وبريطانيا وروسيا ستشارك في الاجتماع الذي يعقد في جنيف الخميس المقبل.", "geneva",
            {"france", "united-kingdom", "russia"}, id="a-list-that-will-attend-and-not-who-says-so"),
        pytest.param("دبي، الإمارات العربية المتحدة (CNN)-- التقى سيرغي لافروف عادل الجبير الخميس.", None, {"lavrov", "al-jubeir"}, id="dateline"),
        pytest.param("أجرى بوتين اتصالا هاتفيا مع أردوغان الأحد في خضم القتال في إدلب.", None, {"putin", "erdogan"}, id="a-call-is-nowhere"),
        pytest.param("تستضيف الرياض قمة ثلاثية الأحد المقبل.", "riyadh", set(), id="the-city-that-hosts"),
    ],
)  # fmt: skip
def test_who_and_where(read: Read, sentence: str, place: str | None, actors: set[str]) -> None:
    (meeting,) = read(sentence, "2031-09-08").meetings
    assert meeting.place == place
    assert {p.entity for p in meeting.participants} == actors


def test_a_counterpart_is_the_one_person_of_that_state_on_the_page(read: Read) -> None:
    page = read("وصل عادل الجبير إلى موسكو الخميس. والتقى سيرغي لافروف نظيره السعودي في موسكو الجمعة.", "2031-09-08")
    met = next(meeting for meeting in page.meetings if meeting.kind == "meeting")
    assert {p.entity for p in met.participants} == {"lavrov", "al-jubeir"}
    told = next(p.evidence[0] for p in met.participants if p.entity == "al-jubeir")
    assert page.text[told.start : told.end].startswith("نظيره السعودي")


@pytest.mark.parametrize(
    ("sentence", "mediator", "words"),
    [
        pytest.param("بدأت في القاهرة الأحد مفاوضات بين السودان وإثيوبيا بوساطة مصرية.", "egypt", "مصرية", id="by-nationality"),
        pytest.param(
            "بدأت في القاهرة الأحد المفاوضات التي ترعاها الأمم المتحدة بين السودان وإثيوبيا.", "un", "الأمم المتحدة", id="by-the-verb-of-leading"),
    ],
)  # fmt: skip
def test_who_mediates_takes_part(read: Read, sentence: str, mediator: str, words: str) -> None:
    page = read(sentence, "2031-09-08")
    (meeting,) = page.meetings
    roles = {p.entity: p.role for p in meeting.participants}
    assert roles == {"sudan": "party", "ethiopia": "party", mediator: "mediator"}
    assert meeting.convener == mediator
    (told,) = meeting.slots["convener"].evidence
    assert page.text[told.start : told.end] == words


def test_who_only_arranges_talks_does_not_mediate(read: Read) -> None:
    (meeting,) = read("بدأت في القاهرة الأحد المحادثات التي تنظمها الأمم المتحدة بين السودان وإثيوبيا.", "2031-09-08").meetings
    assert meeting.convener == "un"
    assert "mediator" not in {p.role for p in meeting.participants if p.entity != "un"}


def test_the_summits_of_a_body_told_by_what_means_it(read: Read) -> None:
    sentence = "قال ينس ستولتنبرغ الأمين العام لحلف شمال الأطلسي إن قمة الحلف ستعقد في لشبونة الأربعاء المقبل."
    (meeting,) = read(sentence, "2031-09-08").meetings
    assert (meeting.series, meeting.place, meeting.start) == ("nato-summit", "lisbon", "2031-09-10")


def test_talks_beside_a_summit_are_not_of_its_series(read: Read) -> None:
    talks = read("أجرى لافروف محادثات مع كيري في فيينا الخميس على هامش قمة مجموعة العشرين.", "2031-09-08").meetings[0]
    assert (talks.kind, talks.series, talks.place) == ("talks", None, "vienna")
