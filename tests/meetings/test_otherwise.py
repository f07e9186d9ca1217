from __future__ import annotations

from collections.abc import Callable

import pytest

from mahdar.model import Reading


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("هاجم مسلحون مركز الاتصال التابع لوزارة الاتصالات في كابل الخميس.", id="a centre"),
        pytest.param("قال أستاذ علم الاجتماع في جامعة تونس إن الشباب غاضبون.", id="a science"),
        pytest.param("اتهمت واشنطن طهران بعدم إجراء أي مفاوضات مع الأكراد.", id="lacking"),
        pytest.param('أغلقت واشنطن البعثة متهمة خصومها بعدم إجراء "مفاوضات مباشرة ومهمة مع إسرائيل".', id="lacking-in-marks"),
        pytest.param("توصلت الفصائل مع وفد التفاوض الروسي إلى هدنة تنتهي الجمعة.", id="a-delegation"),
        pytest.param("خسر المنتخب في الجولة الأخيرة من كأس العالم أمام فرنسا في باريس.", id="a-round-of-the-cup"),
        pytest.param("انسحب الوفد من دون عقد لقاء مع خصومه.", id="none held"),
        pytest.param("أطلق سراح الرهينة لقاء مبلغ من المال دفعته أسرته في طرابلس.", id="in exchange"),
        pytest.param("باع النحاس لقاء 5 آلاف دينار في بنغازي.", id="for a sum"),
        pytest.param("انتهى لقاء الفريقين على ملعب رادس بفوز المنتخب التونسي الأحد.", id="a match"),
    ],
)
def test_what_has_the_words_of_a_meeting_and_is_none(read: Callable[..., Reading], sentence: str) -> None:
    assert read(sentence, "2031-09-08").meetings == ()


def test_talks_that_take_place_are_told_beside_what_is_lacking(read: Callable[..., Reading]) -> None:
    (meeting,) = read("التقى لافروف نظيره الإيراني ظريف في موسكو الخميس دون الإدلاء بتصريحات.", "2031-09-08").meetings
    assert meeting.place == "moscow"


def test_the_last_day_for_a_session_is_not_its_day(read: Callable[..., Reading]) -> None:
    found = read("دعا الصدر إلى عقد جلسة لمجلس النواب العراقي في موعد أقصاه الأحد.", "2031-09-05").meetings
    assert all(meeting.start != "2031-09-07" for meeting in found)


def test_who_leaves_a_town_visits_where_he_goes_alone(read: Callable[..., Reading]) -> None:
    assert read("غادر لافروف موسكو الخميس.", "2031-09-08").meetings == ()
    assert read("توجه لافروف إلى الحشود في سوتشي بالقول إن الوقت حان.", "2031-09-08").meetings == ()


def test_a_weekday_with_a_verb_of_the_future_is_the_coming_one(read: Callable[..., Reading]) -> None:
    (meeting,) = read("وسيجري لافروف الجمعة محادثات مع ظريف في سوتشي.", "2031-09-10").meetings
    assert (meeting.start, meeting.status) == ("2031-09-12", "announced")
