from __future__ import annotations

import pytest

from mahdar.arabic import Lexicon
from mahdar.knowledge import load
from mahdar.layout.lines import raw_lines
from mahdar.layout.marks import Marker

from .sites import FIFTH, HEADLINE, LEAD, SECOND, TICKER

# id, line, role, words of the reason
MARKED = [
    ("phrase", "أضف تعليقك", "furniture", "a phrase of the site"),
    ("phrase-with-marks", "» اقرأ المزيد...", "furniture", "a phrase of the site"),
    ("phrase-vowelled", "الرَّئيسيّة", "furniture", "a phrase of the site"),
    ("tail", "قد يعجبك أيضًا", "furniture", "a phrase of the site"),
    ("aside", "شاهد أيضا", "furniture", "a phrase of the site"),
    ("start", "لن يتم نشر عنوان بريدك هنا. الخانات مطلوبة", "furniture", "begins with a phrase of the site"),
    ("copyright", "© 2017 صحيفة المدار", "furniture", "begins with a phrase of the site"),
    ("holds", "بالمتابعة فإنك توافق على سياسة الخصوصية", "furniture", "holds a phrase of the site"),
    ("networks", "تابعونا: فيسبوك | تويتر | يوتيوب", "furniture", "a bar of social networks"),
    ("crumbs", "أخبار » آسيا » كازاخستان", "furniture", "breadcrumbs"),
    ("crumbs-by-spaces", "أخبار   آسيا   كازاخستان", "furniture", "breadcrumbs"),
    ("dateline-word", "آخر تحديث: منذ ساعة", "dateline", "begins with a word of publication"),
    ("dateline", "الثلاثاء 12 سبتمبر 2017 - 14:20 بتوقيت غرينتش", "dateline", "a line of date and time"),
    ("dateline-with-place", "أستانا 15 أيلول 2017", "dateline", "a line of date and time"),
    ("dateline-hijri", "21 ذو الحجة 1438 هـ - 12 سبتمبر 2017 م", "dateline", "a line of date and time"),
    ("credit", "المصدر: نوفوستي + تاس", "credit", "begins with a word of source"),
    ("credit-bare", "وكالات", "credit", "begins with a word of source"),
    ("byline", "بقلم: نوال الحداد", "byline", "begins with a word of authorship"),
    ("dateline-with-agency", "وادي الصفصاف 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس", "dateline", "a line of date and time"),
    ("byline-with-day", "كتب سامي الحداد | الأربعاء 5 سبتمبر 2018", "byline", "begins with a word of authorship"),
    ("counter", "42 خبرا", "furniture", "a number of things that the site counts"),
    ("counter-after-word", "المشاهدات: 1,204", "furniture", "a number of things that the site counts"),
    ("leftover", 'content="الوفد يصل إلى المدينة" />', "furniture", "left over from markup"),
    ("leftover-entity", "الأولى&nbsp;|&nbsp;الثانية", "furniture", "left over from markup"),
    ("no-word", "* * *", "furniture", "no word in it"),
    ("item", "• الحكومة تقر الموازنة", "furniture", "an item of a list"),
    ("latin", "Breaking news from the region", "furniture", "no Arabic in it"),
    ("ticker", TICKER, "furniture", "headlines run together"),
]

UNMARKED = [
    ("headline", HEADLINE),
    ("paragraph", LEAD),
    ("quotation", "وقال: «لن نتراجع عن موقفنا في المحادثات»"),
    ("paragraph-on-privacy", f"{SECOND} {LEAD} وأشار إلى أن سياسة الخصوصية الجديدة لن تمس أحدا من المشاركين."),
    ("paragraph-from-a-source", "المصدر الذي تحدث إلى الصحفيين رفض كشف اسمه، وقال إن الوفد سيصل إلى المدينة مساء الغد."),
    ("paragraph-with-dash", f"- {FIFTH}"),
    ("sentence-with-a-date", "وصل الوفد إلى المدينة في 12 سبتمبر 2017 للمشاركة."),
    ("headline-that-begins-as-a-byline", "كتب مدرسية جديدة في العام المقبل"),
    ("headline-with-a-number", "مقتل 12 شخصا في غارة على المدينة"),
    ("one-network", "قال الوزير على تويتر إن الجولة ستعقد في موعدها"),
    ("one-crumb", "سوريا / اتفاق جديد في أستانا"),
]


@pytest.fixture(scope="session")
def marker() -> Marker:
    return Marker(load())


@pytest.mark.parametrize(("text", "role", "why"), [row[1:] for row in MARKED], ids=[row[0] for row in MARKED])
def test_lines_that_tell_what_they_are(marker: Marker, lexicon: Lexicon, text: str, role: str, why: str) -> None:
    (line,) = raw_lines(text, lexicon)
    mark = marker.mark(line)
    assert mark is not None
    assert mark.role == role
    assert why in mark.why


@pytest.mark.parametrize("text", [row[1] for row in UNMARKED], ids=[row[0] for row in UNMARKED])
def test_lines_that_only_their_surroundings_tell(marker: Marker, lexicon: Lexicon, text: str) -> None:
    (line,) = raw_lines(text, lexicon)
    assert marker.mark(line) is None


def test_what_a_page_repeats_is_furniture(marker: Marker, lexicon: Lexicon) -> None:
    short, *_ = raw_lines("حلب اليوم\nحلب اليوم", lexicon)
    indented, *_ = raw_lines("   الوفد يصل إلى المدينة مساء\n   الوفد يصل إلى المدينة مساء", lexicon)
    headline, *_ = raw_lines(f"{HEADLINE}\n{HEADLINE}", lexicon)
    assert [m.why if (m := marker.mark(x)) else None for x in (short, indented, headline)] == ["stands 2 times in the page"] * 2 + [None]
