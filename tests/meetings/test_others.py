"""Meetings of no dossier: visits, calls, talks, summits and sessions, who takes part, where, when, and how they stand."""

from __future__ import annotations

import pytest

from mahdar.model import Meeting
from tests.meetings.conftest import Read

LAVROV_AND_MAAS = "التقى سيرغي لافروف في موسكو الاثنين نظيره الألماني هايكو ماس."


def who(meeting: Meeting) -> dict[str, str]:
    """Who takes part, and as what."""
    return {p.entity: p.role for p in meeting.participants}


@pytest.mark.parametrize(
    ("sentence", "published", "kind", "place", "start", "status", "actors"),
    [
        pytest.param(
            "التقى وزير الخارجية الروسي سيرغي لافروف نظيره التركي مولود جاويش أوغلو في أنقرة أمس الثلاثاء.", "2018-09-05",
            "meeting", "ankara", "2018-09-04", "held", {"lavrov", "cavusoglu"}, id="met"),
        pytest.param(
            "يستقبل الرئيس المصري عبد الفتاح السيسي غدا في القاهرة المستشارة الألمانية أنجيلا ميركل.", "2018-09-05",
            "meeting", "cairo", "2018-09-06", "announced", {"al-sisi", "merkel"}, id="will-receive"),
        pytest.param(
            "وصل وزير الخارجية الإيراني محمد جواد ظريف الاثنين إلى دمشق في زيارة رسمية.", "2018-09-03",
            "visit", "damascus", "2018-09-03", "held", {"zarif"}, id="arrived"),
        pytest.param(
            "زار الرئيس الفرنسي إيمانويل ماكرون الأردن في آذار الماضي.", "2018-09-05",
            "visit", "jordan", "2018-03", "held", {"macron"}, id="where-one-goes-takes-no-part"),
        pytest.param(
            "أجرى أردوغان اتصالا هاتفيا مع بوتين مساء أمس.", "2018-09-05",
            "call", None, "2018-09-04", "held", {"erdogan", "putin"}, id="called"),
        pytest.param(
            "عقد مجلس الأمن الدولي الجمعة جلسة طارئة حول سوريا.", "2018-09-09",
            "session", None, "2018-09-07", "held", {"un-security-council"}, id="a-session-and-not-what-it-is-about"),
        pytest.param(
            "تأجل اجتماع ترامب وبوتين في هلسنكي إلى تموز المقبل.", "2018-06-05",
            "meeting", "helsinki", "2018-07", "postponed", {"trump", "putin"}, id="put-off"),
        pytest.param(
            "نفى الكرملين عقد لقاء بين بوتين وترامب في فيينا.", "2018-06-05",
            "meeting", "vienna", None, "denied", {"putin", "trump"}, id="denied"),
        pytest.param(
            "استقال الوزير الثلاثاء بعد أسبوع من القمة التي جمعت ترامب وبوتين في هلسنكي.", "2018-07-25",
            "summit", "helsinki", None, "held", {"trump", "putin"}, id="the-day-of-something-after-it"),
    ],
)  # fmt: skip
def test_one_meeting(
    read: Read, sentence: str, published: str, kind: str, place: str | None, start: str | None, status: str, actors: set[str]
) -> None:
    (meeting,) = read(sentence, published).meetings
    assert (meeting.kind, meeting.place, meeting.start, meeting.status) == (kind, place, start, status)
    assert set(who(meeting)) == actors


def test_each_slot_has_the_words_that_tell_it(read: Read) -> None:
    page = read(LAVROV_AND_MAAS, "2018-09-05")
    (meeting,) = page.meetings
    assert [span.of(page.text) for span in meeting.slots["place"].evidence] == ["موسكو"]
    assert [span.of(page.text) for span in meeting.slots["start"].evidence] == ["الاثنين"]
    assert [span.of(page.text) for p in meeting.participants for span in p.evidence] == ["سيرغي لافروف", "هايكو ماس"]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("عقد الوزير مؤتمرا صحفيا في عمان أمس.", id="press-conference"),
        pytest.param("أجرى الرئيس مقابلة مع قناة الميادين أمس.", id="interview"),
        pytest.param("وصل الحزب إلى السلطة عام 2011.", id="came-to-power"),
        pytest.param("يستقبل الأردن آلاف اللاجئين.", id="taking-in"),
        pytest.param("تنطلق الجولة الثانية من مباريات الدوري الجمعة.", id="matches"),
        pytest.param("تبحث الشرطة عن المشتبه به في باريس منذ أمس.", id="a-search"),
        pytest.param("سيطرت القوات على قمة جبل الظهر أمس.", id="mountain-top"),
        pytest.param("عقدت المحكمة جلسة في باريس أمس بحضور المتهم.", id="hearing"),
        pytest.param("تسلمت أرملته الوسام في مراسم خاصة في أيار الماضي.", id="ceremony"),
        pytest.param("تحدث الوزير عن الوضع في ليبيا أمس.", id="spoke-of"),
        pytest.param("جاء هذا في مقابلة أجراها لافروف أمس مع صحيفة تركية.", id="interview-that-somebody-gave"),
        pytest.param("كان المهربون على اتصال بعناصر في ليبيا أمس.", id="in-touch"),
    ],
)
def test_what_is_no_meeting(read: Read, sentence: str) -> None:
    assert read(sentence, "2018-09-05").meetings == ()


def test_a_definite_noun_takes_up_the_meeting_told_before(read: Read) -> None:
    page = read(f"{LAVROV_AND_MAAS} وقال لافروف بعد اللقاء إن الاجتماع كان مفيدا.", "2018-09-05")
    (meeting,) = page.meetings
    assert [span.of(page.text) for span in meeting.evidence] == ["التقى", "اللقاء", "الاجتماع"]


def test_a_visit_elsewhere_on_another_day_is_another(read: Read) -> None:
    first, second = read(f"{LAVROV_AND_MAAS} ويزور لافروف برلين الجمعة المقبل.", "2018-09-05").meetings
    assert (first.kind, first.place, first.start) == ("meeting", "moscow", "2018-09-03")
    assert (second.kind, second.place, second.start) == ("visit", "berlin", "2018-09-07")


def test_each_of_several_whom_somebody_meets_is_met_apart(read: Read) -> None:
    sentence = "التقى وزير الخارجية الإيراني محمد جواد ظريف في دمشق الاثنين الرئيس السوري بشار الأسد ورئيس الوزراء السوري عماد خميس."
    first, second = read(sentence, "2018-09-05").meetings
    assert (set(who(first)), set(who(second))) == ({"zarif", "assad"}, {"zarif", "imad-khamis"})
    assert first.id != second.id


def test_those_whom_somebody_meets_one_after_another_are_met_apart(read: Read) -> None:
    meetings = read("سيلتقي سيرغي لافروف في دمشق غدا بشار الأسد، ثم وليد المعلم.", "2018-09-05").meetings
    assert len(meetings) == 2
    assert all(any({"lavrov", met} <= set(who(meeting)) for meeting in meetings) for met in ("assad", "muallem"))


def test_receiving_somebody_is_a_meeting_where_it_is_a_noun_too(read: Read) -> None:
    (meeting,) = read("قال رجب طيب أردوغان لدى استقباله سيرغي لافروف في أنقرة أمس إن بلاده مستعدة.", "2018-09-05").meetings
    assert (meeting.kind, meeting.place, set(who(meeting))) == ("meeting", "ankara", {"erdogan", "lavrov"})


def test_a_visit_and_the_summit_that_it_prepares_are_two(read: Read) -> None:
    visit, summit = read("وصل سيرغي لافروف إلى أنقرة أمس قبل قمة بوتين وأردوغان في سوتشي الجمعة المقبل.", "2018-09-05").meetings
    assert (visit.kind, visit.place, visit.start) == ("visit", "ankara", "2018-09-04")
    assert (summit.kind, summit.place, summit.start) == ("summit", "sochi", "2018-09-07")


def test_sides_of_talks_are_parties_and_who_convenes_them_mediates(read: Read) -> None:
    (meeting,) = read("بدأت في جنيف أمس محادثات بين الحكومة اليمنية والحوثيين برعاية الأمم المتحدة.", "2018-09-05").meetings
    assert who(meeting) == {"yemen-government": "party", "houthis": "party", "un": "mediator"}
    assert (meeting.convener, meeting.slots["convener"].basis) == ("un", "stated")


def test_the_host_is_who_is_said_to_host(read: Read) -> None:
    (meeting,) = read("تستضيف عمان الأحد المقبل اجتماعا لوزراء خارجية إيران وقطر.", "2018-09-05").meetings
    assert (meeting.host, meeting.start, meeting.level) == ("oman", "2018-09-09", "ministers")


def test_how_long_it_lasts_tells_its_end(read: Read) -> None:
    (meeting,) = read("بدأ بوتين الاثنين زيارة إلى بكين تستمر ثلاثة أيام.", "2018-09-03").meetings
    assert (meeting.start, meeting.end, meeting.slots["end"].basis) == ("2018-09-03", "2018-09-05", "inferred")


def test_the_document_that_came_of_it(read: Read) -> None:
    (meeting,) = read("وقع الطرفان اتفاق ستوكهولم خلال محادثات في السويد في كانون الأول الماضي.", "2019-02-05").meetings
    assert (meeting.outcome, meeting.slots["outcome"].basis) == ("stockholm-agreement", "stated")


def test_a_named_series_has_the_event_s_id_and_the_number_of_the_one_before_is_counted(read: Read) -> None:
    page = read(
        "انعقدت القمة العربية التاسعة والعشرون في الظهران في 15 نيسان. وكانت القمة العربية السابقة قد عقدت في البحر الميت في آذار 2017.", "2018-05-05"
    )
    last, before = page.meetings
    assert (last.id, last.slots["ordinal"].basis) == ("arab-summit-29", "stated")
    assert (before.id, before.slots["ordinal"].basis) == ("arab-summit-28", "inferred")


def test_numbered_meetings_of_a_body_are_its_series(read: Read) -> None:
    (meeting,) = read("عقدت لجنة المصالحة في بنغازي اجتماعها الرابع الأحد.", "2018-09-05").meetings
    assert (meeting.series, meeting.ordinal, meeting.place) == ("ljnh-al-msalhh", 4, "benghazi")


def test_a_level_is_told_by_the_offices_or_by_the_words(read: Read) -> None:
    (summit,) = read("التقى الرئيس الروسي فلاديمير بوتين الرئيس التركي رجب طيب أردوغان في سوتشي أمس.", "2018-09-18").meetings
    (technical,) = read("عقد وفدا مصر وإثيوبيا اجتماعا فنيا في الخرطوم أمس.", "2018-09-18").meetings
    assert (summit.level, technical.level) == ("heads", "technical")


def test_the_same_page_gives_the_same_meetings(read: Read) -> None:
    assert read(LAVROV_AND_MAAS, "2018-09-05").meetings == read(LAVROV_AND_MAAS, "2018-09-05").meetings
