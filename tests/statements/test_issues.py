"""What a content is about, by the terms of the dossiers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.statements.conftest import Page

Read = Callable[..., Page]

# Terms that other matters share count in a page that is about the process.
HERE = "عقدت أمس جولة من محادثات أستانا."

ABOUT = [
    ("a term", "أكد لافروف أن إدلب هادئة.", ["idlib"]),
    ("with a proclitic", "أكد لافروف أن الوضع بإدلب هادئ.", ["idlib"]),
    ("with two", "أكد لافروف أن الوفد ناقش الوضع وبإدلب خاصة.", ["idlib"]),
    ("the article after ل", f"دعا لافروف إلى إطلاق سراح فوري للمحتجزين. {HERE}", ["detainees"]),
    ("another case of the plural", f"أكد لافروف أن المحتجزون عادوا إلى بيوتهم. {HERE}", ["detainees"]),
    ("without its article in the plural", f"أكد لافروف أن محتجزين عادوا إلى بيوتهم. {HERE}", ["detainees"]),
    ("a pronoun in place of the article", f"دعا لافروف إلى سحب قواتها فورا. {HERE}", ["withdrawal"]),
    ("in marks", f"قال لافروف: «لا بديل عن لجنة الدستور في هذه المرحلة». {HERE}", ["constitutional-committee"]),
    ("a shared term where the series is named once", "أكد لافروف في محادثات أستانا أن الانسحاب ممكن.", ["withdrawal"]),
    ("a number", "طالب لافروف بتطبيق القرار 2254 كاملا.", ["resolution-2254"]),
    ("two, in their order", "بحث لافروف الأمر، وأكد أن مناطق خفض التصعيد تشمل إدلب.", ["de-escalation-zones", "idlib"]),
]

NOT_ABOUT = [
    ("inside a longer word", "أكد لافروف أن التاجر إدلبي الأصل."),
    ("inside a longer number", "أكد لافروف أن عددهم بلغ 122541 شخصا."),
    ("a common noun without the article of the term", "أكد لافروف أن انسحاب الفريق من المباراة مؤسف."),
    ("words of a term that stand apart", "أكد لافروف أن اللجنة ناقشت المواد الدستورية."),
    ("a shared term in a page about other things", "أكد لافروف أن الانسحاب من البطولة مؤسف."),
    ("a shared term where the subject is named in passing", "أكد لافروف أن الانسحاب من البطولة مؤسف. والفريق من سوريا."),
    ("a shared term where the country is spoken of", "أكد لافروف أن الانسحاب ممكن. الطقس في سوريا جميل والأسواق السورية مفتوحة."),
    ("a term before what makes it another matter", "أكد لافروف في محادثات أستانا أن الانسحاب من الاتفاق ممكن."),
    ("outside the content", "أكد لافروف في إدلب أن الطقس جميل."),
]


@pytest.mark.parametrize(("text", "issues"), [pytest.param(t, issues, id=i) for i, t, issues in ABOUT])
def test_issues(read: Read, text: str, issues: list[str]) -> None:
    assert list(read(text).only.issues) == issues


@pytest.mark.parametrize("text", [pytest.param(t, id=i) for i, t in NOT_ABOUT])
def test_no_issue(read: Read, text: str) -> None:
    assert read(text).only.issues == ()
