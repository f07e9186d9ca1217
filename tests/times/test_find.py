from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.model import Span

from .conftest import Find

# id, sentence, spans found with the rule that read each
FOUND = [
    # days
    ("levantine-day", "يعقد اللقاء في 30 تشرين الأول المقبل.", [("30 تشرين الأول المقبل", "day-month")]),
    ("levantine-without-article", "يعقد اللقاء في 30 تشرين أول المقبل.", [("30 تشرين أول المقبل", "day-month")]),
    ("gregorian-arabic-day", "وصل الوفد في 14 سبتمبر 2017 إلى جنيف.", [("14 سبتمبر 2017", "day-month")]),
    ("maghrebi-julliet", "وقع الاتفاق في 3 جويلية 1962 بعد مفاوضات.", [("3 جويلية 1962", "day-month")]),
    ("maghrebi-august", "زار الوزير الرباط في 12 غشت 2016.", [("12 غشت 2016", "day-month")]),
    ("maghrebi-february", "افتتح المعبر في 9 فيفري 2015.", [("9 فيفري 2015", "day-month")]),
    ("arabic-indic-figures", "وصل الوفد في ١٤ أيلول ٢٠١٧ إلى جنيف.", [("١٤ أيلول ٢٠١٧", "day-month")]),
    ("ordinal-day", "اجتمعوا في الرابع من أيار الماضي.", [("الرابع من أيار الماضي", "day-month")]),
    ("compound-ordinal-day", "انتهى اللقاء في الحادي والعشرين من نيسان 2018.", [("الحادي والعشرين من نيسان 2018", "day-month")]),
    ("paired-slash", "يبدأ الحوار السبت 17 أكتوبر/ تشرين الأول 2009 في القاهرة.", [("السبت 17 أكتوبر/ تشرين الأول 2009", "day-month")]),
    ("paired-brackets", "بدأت الهدنة في 30 ديسمبر (كانون الأول) 2016 ثم انهارت.", [("30 ديسمبر (كانون الأول) 2016", "day-month")]),
    ("paired-side-by-side", "يبدأ الحوار في 17 أكتوبر تشرين الأول في القاهرة.", [("17 أكتوبر تشرين الأول", "day-month")]),
    ("weekday-comma-day", "وصل الوفد يوم الخميس، 14 سبتمبر 2017 إلى جنيف.", [("يوم الخميس، 14 سبتمبر 2017", "day-month")]),
    ("part-of-day-and-day", "وصل الوفد مساء 14 أيلول إلى جنيف.", [("مساء 14 أيلول", "day-month")]),
    ("range-dash", "تعقد الجولة في 30-31 من شهر تشرين أول المقبل.", [("30-31 من شهر تشرين أول المقبل", "day-month")]),
    ("range-and", "عقدت الجولة يومي 14 و15 أيلول الجاري.", [("يومي 14 و15 أيلول الجاري", "day-month")]),
    ("range-to", "عقدت الجولة من 14 إلى 16 أيلول.", [("14 إلى 16 أيلول", "day-month")]),
    ("range-over-months", "انعقد المنتدى من 28 شباط إلى 2 آذار 2018 في سوتشي.", [("28 شباط إلى 2 آذار 2018", "days-over-months")]),
    ("day-of-this-month", "يلتقي الطرفان في الخامس من الشهر المقبل.", [("الخامس من الشهر المقبل", "day-of-month-told")]),
    ("two-days-alone", "يلتقي الطرفان يومي 20 و21 في جنيف.", [("يومي 20 و21", "days-of-this-month")]),
    ("day-of-misspelt-month", "جرى ذلك في 17 أيلو الماضي.", [("17 أيلو الماضي", "day-month")]),
    # figures
    ("figures-slashes", "نشر في 15/11/2024 على الموقع.", [("15/11/2024", "figures")]),
    ("figures-dots", "نشر في 15.11.24 على الموقع.", [("15.11.24", "figures")]),
    ("figures-year-first-slashes", "نشر في 2024/11/15 على الموقع.", [("2024/11/15", "figures")]),
    ("figures-bar-and-clock", "نشر في 15.11.2024 | 10:22 GMT على الموقع.", [("15.11.2024 | 10:22 GMT", "figures")]),
    ("month-first", "نشر في أيلول/سبتمبر 14, 2017 على الموقع.", [("أيلول/سبتمبر 14, 2017", "month-day")]),
    ("english-month", "نشر في 14 September, 2017 على الموقع.", [("14 September, 2017", "day-month")]),
    ("english-month-first", "نشر في Sep 14, 2017 على الموقع.", [("Sep 14, 2017", "month-day")]),
    ("english-word-like-a-month", "قالت منظمة May Day إن الوفد وصل.", []),
    ("figures-iso", "نشر في 2017-09-14T10:22 على الموقع.", [("2017-09-14T10:22", "figures")]),
    # months
    ("month-past", "التقيا في أيلول الماضي.", [("أيلول الماضي", "month")]),
    ("month-of-two-words", "تعقد في كانون الثاني المقبل.", [("كانون الثاني المقبل", "month")]),
    ("month-with-noun-and-year", "انتهت في شهر نوفمبر 2017.", [("شهر نوفمبر 2017", "month")]),
    ("month-with-year-noun", "انتهت في نوفمبر من عام 2017.", [("نوفمبر من عام 2017", "month")]),
    ("month-of-next-year", "تنتهي في نيسان من العام المقبل.", [("نيسان من العام المقبل", "month")]),
    ("month-modified-and-paired", "عاد في أواخر آذار/مارس الحالي.", [("أواخر آذار/مارس الحالي", "month")]),
    ("month-misspelt", "جرى ذلك في أيلو الماضي.", [("أيلو الماضي", "month-misspelt")]),
    ("doubtful-month-after-in", "توقفت في آب ثم استؤنفت.", [("آب", "month")]),
    # years
    ("year", "بدأت الأزمة عام 2011 واستمرت.", [("عام 2011", "year")]),
    ("year-with-sign", "غادرها سنة 2011م نهائيا.", [("سنة 2011م", "year")]),
    ("year-proclitic", "صدر البيان لعام 2013.", [("عام 2013", "year")]),
    ("year-after-preposition", "عاد إليها في 2016 مرة أخرى.", [("2016", "year")]),
    ("year-modified", "حدث هذا في مطلع 2018.", [("مطلع 2018", "year")]),
    ("season", "انهار الاتفاق في صيف 2015.", [("صيف 2015", "season")]),
    ("two-years", "توقفت في عامي 2015 و2016.", [("عامي 2015 و2016", "years")]),
    ("years-dash", "خلال الفترة 2011-2015 تغير كل شيء.", [("2011-2015", "years")]),
    ("between-years", "بين 2018 و2020 تغير كل شيء.", [("2018 و2020", "years")]),
    # weekdays
    ("weekday", "وصل الوزير الأربعاء إلى أنقرة.", [("الأربعاء", "weekday")]),
    ("weekday-with-day", "وصل الوزير يوم الإثنين إلى أنقرة.", [("يوم الإثنين", "weekday")]),
    ("weekday-part-relative", "وصل الوزير مساء الجمعة الماضية.", [("مساء الجمعة الماضية", "weekday")]),
    ("weekdays-in-a-row", "تعقد المحادثات الأربعاء والخميس المقبلين.", [("الأربعاء والخميس المقبلين", "weekdays")]),
    ("weekdays-apart", "تعقد الجلسات الأحد والأربعاء.", [("الأحد", "weekday"), ("الأربعاء", "weekday")]),
    ("weekday-in-brackets", "التقيا (الخميس) في جنيف.", [("الخميس", "weekday")]),
    ("yesterday-named", "قال الوزير، أمس الخميس، إن الأمر انتهى.", [("أمس الخميس", "day-named")]),
    ("today-named", "وصل صباح اليوم الجمعة إلى دمشق.", [("صباح اليوم الجمعة", "day-named")]),
    ("yesterday-brackets", "أعلن أمس (الخميس) موافقته.", [("أمس (الخميس)", "day-named")]),
    ("weekday-yesterday-brackets", "أعلن الخميس (أمس) موافقته.", [("الخميس (أمس)", "day-named")]),
    # days from the day of speaking
    ("yesterday", "قال الوزير أمس إن الأمر انتهى.", [("أمس", "deictic")]),
    ("day-before-yesterday", "قال الوزير أمس الأول إن الأمر انتهى.", [("أمس الأول", "deictic")]),
    ("first-from-yesterday", "وصل أول من أمس إلى بيروت.", [("أول من أمس", "deictic")]),
    ("tomorrow", "يعود غدا إلى بلاده.", [("غدا", "deictic")]),
    ("after-tomorrow", "يعود بعد غد إلى بلاده.", [("بعد غد", "deictic")]),
    ("this-morning", "وصل صباح اليوم إلى دمشق.", [("صباح اليوم", "part-of-today")]),
    ("today-and-tomorrow", "تعقد الجلسات اليوم وغدا في العاصمة.", [("اليوم وغدا", "deictic")]),
    # units
    ("last-week", "عقدت الجولة الأسبوع الماضي.", [("الأسبوع الماضي", "unit")]),
    ("end-of-next-month", "تعقد الجولة نهاية الشهر المقبل.", [("نهاية الشهر المقبل", "unit")]),
    ("this-year", "يعود هذا العام إلى بلاده.", [("هذا العام", "unit")]),
    ("start-of-the-year", "تغير ذلك مطلع العام.", [("مطلع العام", "unit")]),
    ("past-few-days", "تصاعد القصف في الأيام القليلة الماضية.", [("الأيام القليلة الماضية", "unit-span")]),
    ("past-five-days", "تصاعد القصف خلال الأيام الخمسة الماضية.", [("الأيام الخمسة الماضية", "unit-span")]),
    ("coming-48-hours", "يصل خلال الساعات الـ48 المقبلة.", [("الساعات الـ48 المقبلة", "unit-span")]),
    ("the-24-hours", "تصاعد القصف خلال الـ 24 ساعة الماضية.", [("الـ 24 ساعة الماضية", "unit-span")]),
    ("past-two-weeks", "هدأت في الأسبوعين الماضيين.", [("الأسبوعين الماضيين", "unit-span")]),
    # ago and how long
    ("two-days-ago", "وصل قبل يومين إلى العاصمة.", [("قبل يومين", "ago")]),
    ("for-seven-years", "غادر منذ سبع سنوات ولم يعد.", [("منذ سبع سنوات", "ago")]),
    ("some-days-ago", "غادر قبل أيام ولم يعد.", [("قبل أيام", "ago")]),
    ("about-two-months-ago", "جرت قبل نحو شهرين.", [("قبل نحو شهرين", "ago")]),
    ("two-hours-before", "وصل قبل ساعتين من الاجتماع.", [("ساعتين", "duration")]),
    ("two-days-before", "وصل قبل يومين من الاجتماع.", [("يومين", "duration")]),
    ("six-days", "استمرت ستة أيام بلا توقف.", [("ستة أيام", "duration")]),
    ("about-three-years", "دامت الحرب نحو 3 سنوات.", [("نحو 3 سنوات", "duration")]),
    ("for-two-weeks", "تستمر الهدنة لمدة أسبوعين.", [("أسبوعين", "duration")]),
    ("at-least", "هدنة لمدة 72 ساعة على الأقل.", [("72 ساعة على الأقل", "duration")]),
    ("some-days", "عاد بعد بضعة أيام من القتال.", [("بضعة أيام", "duration")]),
    ("several-months", "استمر القتال عدة أشهر.", [("عدة أشهر", "duration")]),
    ("within-days", "ينتهي خلال أيام.", [("خلال أيام", "duration")]),
    ("two-decades", "بعد عقدين من النزاع عادوا.", [("عقدين", "duration")]),
    ("two-times-in-a-line", "وصل أمس ويعود في 3 أيار المقبل.", [("أمس", "deictic"), ("3 أيار المقبل", "day-month")]),
]

NOTHING = [
    ("newspaper-in-quotes", "كتبت صحيفة «اليوم» أن الوفد عاد."),
    ("channel-today", "نقلت قناة روسيا اليوم عن مصدر قوله."),
    ("day-two-of-the-talks", "عقدت جلسة اليوم الثاني من المحادثات."),
    ("until-today", "تستمر حتى اليوم معاناة الناس."),
    ("world-of-today", "العلاقات في عالم اليوم معقدة."),
    ("national-day", "احتفلوا باليوم الوطني."),
    ("friday-prayer", "ألقى كلمة بعد صلاة الجمعة في المسجد."),
    ("practised-not-march", "مارس الضغط على الأطراف."),
    ("a-man-named-ab", "سمى الرجل آب وهو اسم قديم."),
    ("holding-a-meeting", "أعلن عقد اجتماع مهم."),
    ("age-in-brackets", "نجا الطفل (7 سنوات) من القصف."),
    ("age-between-commas", "أصيب الرجل، 60 عاما، في القصف."),
    ("age-with-word", "يبلغ من العمر 45 عاما."),
    ("impossible-figures", "رمزه 45/13/2017 كما قيل."),
    ("version", "الإصدار 1.2.3 من البرنامج."),
    ("count", "شارك 12 وزيرا في اللقاء."),
    ("hours-alone", "أكد أن الساعات صعبة."),
    ("a-day-alone", "قال إن اليومين صعبان."),
    ("general-secretary", "أكد الأمين العام دعمه للحل."),
    ("second-round", "عقدت الجولة الرابعة من الحوار."),
    ("not-a-misspelt-month", "كرر موقفه في اللقاء الماضي."),
]

# id, sentence, number, word in the reason
REJECTED = [
    ("resolution", "صدر القرار 2254 بالإجماع.", "2254", "number of a resolution"),
    ("resolution-number", "أشار إلى القرار رقم 2118 أمس.", "2118", "number"),
    ("soldiers-after-in", "أعلن في 2000 جندي رأيه.", "2000", "counts things"),
    ("metres", "تبعد القرية 2000 متر عن الحدود.", "2000", "measure"),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_found(find: Find, text: str, expected: list[tuple[str, str]]) -> None:
    found, _ = find(text)
    assert [(f.of(text), f.rule) for f in found] == expected


@pytest.mark.parametrize("text", [row[1] for row in NOTHING], ids=[row[0] for row in NOTHING])
def test_nothing_is_found(find: Find, text: str) -> None:
    assert [f.of(text) for f in find(text)[0]] == []


@pytest.mark.parametrize(("text", "number", "word"), [row[1:] for row in REJECTED], ids=[row[0] for row in REJECTED])
def test_numbers_that_look_like_years_are_rejected_with_a_reason(find: Find, text: str, number: str, word: str) -> None:
    _, rejected = find(text)
    (got,) = rejected
    assert (text[got.start : got.end], got.layer) == (number, "time")
    assert word in got.reason


@pytest.mark.parametrize("text", ["عام 2011", "نشر في 15/11/2024", "نشر في 2017-09-14", "أيار 2018", "الجولة 17", "مليونا 25000"])
def test_years_that_were_read_and_small_or_great_numbers_are_not_rejected(find: Find, text: str) -> None:
    assert find(text)[1] == ()


@pytest.mark.parametrize(
    ("text", "span", "clock"),
    [
        ("1100 (GMT+04:00) - 28/05/09", "1100 (GMT+04:00) - 28/05/09", "11:00"),
        ("آخر تحديث: 15/11/2024، 20:32", "15/11/2024، 20:32", "20:32"),
        ("آخر تحديث: 15/11/2024 - 9:05 GMT", "15/11/2024 - 9:05 GMT", "09:05"),
        ("3 مارس/ آذار, 2011, 07:15 GMT", "3 مارس/ آذار, 2011, 07:15 GMT", "07:15"),
        ("نشر في 2017-09-14 10:22", "2017-09-14 10:22", "10:22"),
    ],
)
def test_clock_lines(find: Find, text: str, span: str, clock: str) -> None:
    ((found,), rejected) = find(text, "dateline")
    assert (found.of(text), found.clock, found.type) == (span, clock, "TIME")
    assert rejected == ()


@pytest.mark.parametrize("text", ["نشر في 15/11/2024", "14 أيلول 2017", "14 أيلول 2017، 29:30"])
def test_a_date_line_without_a_clock(find: Find, text: str) -> None:
    ((found,), _) = find(text, "dateline")
    assert (found.clock, found.type) == (None, "DATE")


def test_a_clock_after_a_date_belongs_to_it_only_in_a_date_line(find: Find) -> None:
    text = "وصل في 2 نوفمبر 2009، 18:33 طائرة."
    ((found,), _) = find(text)
    assert (found.of(text), found.clock) == ("2 نوفمبر 2009", None)


@pytest.mark.parametrize(
    ("text", "ahead", "behind"),
    [
        ("وصل الوزير الأربعاء إلى أنقرة.", False, False),
        ("سيصل الوزير الأربعاء إلى أنقرة.", True, False),
        ("يصل الوزير الأربعاء إلى أنقرة.", True, False),
        ("ومن المقرر أن يعود الأربعاء.", False, False),
        ("اللقاء المقرر الأربعاء مهم.", True, False),
        ("القمة المرتقبة، الأربعاء، بين الرئيسين.", True, False),
        ("قال إنه سيعود، ووصل الأربعاء.", False, False),
        ("كان من المقرر أن يعود، كان سيعود الأربعاء.", False, True),
        ("كان الوزير وصل الأربعاء.", False, True),
        ("وقد أعلن الأربعاء ذلك.", False, True),
        ("قد يعود الأربعاء إلى بلاده.", False, False),
    ],
)
def test_what_the_clause_says_of_past_and_future(find: Find, text: str, ahead: bool, behind: bool) -> None:
    ((found,), _) = find(text)
    assert (found.ahead, found.behind) == (ahead, behind)


@pytest.mark.parametrize(
    ("text", "modifier"),
    [("مطلع العام المقبل", "start"), ("أوائل أيلول 2017", "start"), ("منتصف آذار 2018", "mid"), ("أواخر 2016", "end"), ("العام المقبل", None)],
)
def test_modifiers(find: Find, text: str, modifier: str | None) -> None:
    ((found,), _) = find(text)
    assert (found.modifier, found.of(text)) == (modifier, text)


def test_lines_are_read_by_themselves(find: Find) -> None:
    text = "قال في 3\nأيار الماضي"
    assert [f.of(text) for f in find(text)[0]] == ["أيار الماضي"]


WORDS = """
    في من إلى قبل بعد منذ يومي يوم صباح اليوم وغدا أمس ( ) ، . - / : 3 14 31 2017 ١٧ 2254 الرابع والعشرين أيلول أيلو
    تشرين الأول آذار/مارس شهر الشهر عام العام عامي الماضي المقبل الخميس والجمعة هذا الأيام القليلة الـ 48 ساعة نحو ثلاثة
    أشهر عدة سنوات عقد عقدين 15/11/2024 20:32 GMT القرار سيصل كان قد خلال مطلع الساعات
""".split()


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text())
def test_any_text_gives_spans_within_it_that_do_not_repeat(find: Find, text: str) -> None:
    found, rejected = find(text)
    for span in (*found, *rejected):
        assert 0 <= span.start < span.end <= len(text)
    assert [f.start for f in found] == sorted(f.start for f in found)
    by_words = [f for f in found if f.rule != "figures"]
    assert not any(a.overlaps(b) for a, b in pairwise(by_words))
    assert not any(Span(start=r.start, end=r.end).overlaps(f) for r in rejected for f in found)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("نزاع دام منذ 2011 وحتى الآن.", "from"),
        ("تسري الرسوم اعتبارا من 1 يناير المقبل.", "from"),
        ("لم يعد منذ سبع سنوات.", "from"),
        ("تستمر الهدنة حتى نهاية 2020.", "until"),
        ("تمدد المهلة لغاية 30 حزيران.", "until"),
        ("وصل في 30 حزيران.", None),
        ("من 4 حتى 6 أيار.", None),
    ],
)
def test_open_ranges(find: Find, text: str, way: str | None) -> None:
    ((found,), _) = find(text)
    assert found.open == way


@pytest.mark.parametrize(
    "unit",
    [
        "الاثنين والثلاثاء والأربعاء والخميس والجمعة والسبت والأحد و",
        "أيام 1 و2 و3 ",
        "بين 2001 و2002 و",
        "نحو ",
        "قبل يومين من ",
        "«قال أمس» ",
        "من 4 إلى ",
    ],
)
def test_endless_chains_are_read_to_the_end(find: Find, unit: str) -> None:
    text = unit * 2000
    found, _ = find(text)
    assert all(0 <= f.start < f.end <= len(text) for f in found)
