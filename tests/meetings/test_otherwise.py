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
