"""Whether a page says that something was said at a meeting."""

from __future__ import annotations

import pytest

from mahdar.model import Span
from mahdar.process.occasions import said_there


def span(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start=start, end=start + len(quote))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("وقال المبعوث في مستهل الجولة الثامنة: «نريد هدنة».", "مستهل الجولة الثامنة"),
        ("«نريد هدنة»، قال المبعوث خلال الجولة الثامنة.", "خلال الجولة الثامنة"),
        ("وعلى هامش الجولة الثامنة قال المبعوث «نريد هدنة».", "هامش الجولة الثامنة"),
        ("قال المبعوث في الجولة الثامنة «نريد هدنة».", "في الجولة الثامنة"),
        ("وصل الوفد إلى الجولة الثامنة. ثم قال المبعوث «نريد هدنة».", None),
        ("قال المبعوث قبيل الجولة الثامنة: «نريد هدنة».", None),
        ("قال المبعوث في تعليق على نتائج الجولة الثامنة: «نريد هدنة».", None),
        ("قال المبعوث خلال مؤتمر بعد الجولة الثامنة: «نريد هدنة».", None),
        ("قال المبعوث عن مشاركته في الجولة الثامنة: «نريد هدنة».", None),
        ("قال المبعوث «نريد هدنة في الجولة الثامنة».", None),
        ("الجولة الثامنة: المبعوث قال «نريد هدنة».", None),
    ],
)
def test_the_nearest_word_before_the_name_decides(text: str, words: str | None) -> None:
    content = span(text, "نريد هدنة في الجولة الثامنة" if "هدنة في" in text else "نريد هدنة")
    found = said_there(text, [content], [span(text, "قال"), span(text, "المبعوث")], [span(text, "الجولة الثامنة")])
    assert (text[found.start : found.end] if found else None) == words


def test_who_speaks_may_be_named_in_another_sentence() -> None:
    text = "وصل المبعوث في بداية الجولة الثامنة.\nوقال إن الهدنة قريبة."
    assert said_there(text, [span(text, "إن الهدنة قريبة")], [span(text, "المبعوث")], [span(text, "الجولة الثامنة")]) is None


def test_nothing_is_placed_where_no_words_name_the_meeting() -> None:
    assert said_there("قال نعم", [Span(start=4, end=7)], [], []) is None
