"""What a number is. In the tables the number stands in brackets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.arabic import Lexicon, tokenize
from mahdar.arabic.numerals import number_at, number_class
from tests.support.brackets import bracketed

CLASSES = {
    "percent": [
        "ارتفع بنسبة [30]% هذا العام", "نحو [٣٠]٪ من السكان", "بلغت [57] في المئة", "نسبة [80] في المائة", "تراجع [5.4] بالمئة",
        "نحو [خمسة] بالمئة", "بين [70] و80 في المئة",
        "من 70 إلى [80] بالمائة", "نسبة [30]-40 في المئة", "زيادة %[50] في الإنتاج", "من 12 في المئة عام 2014 إلى [18] في المئة",
    ],
    "money": [
        "منحة [500] دولار", "بقيمة [2.5 مليون] يورو", "سعر [1900] ليرة", "غرامة من [2000] درهم", "بمبلغ [300] فقط", "$[100] للفرد",
        "[مليار] ريال", "بين [2000] و3000 جنيه", "[ألفي] يورو",
    ],
    "measure": [
        "على بعد [45] كلم", "مسافة [2000] كيلومتر", "[عشرين] كيلومترا", "حمولة [12] طنا", "بقوة [4] درجات", "أنتجت [8.1 مليون] برميل",
        "بلغت القوة [7.2]", "زاره [ثلاث] مرات", "ارتفاع [1950] مترا",
    ],
    "count": [
        "في [4] مناطق", "[2000] جندي", "[2018] شخصا", "مقتل [19] وإصابة آخرين", "نحو [2000] في المخيم", "من أصل [300]", "[خمسة] وزراء",
        "[15 ألفا] من السكان", "أكثر من [1950] منهم", "بينهم [3] نساء",
        "الأيام [الخمسة]", "الدول [الـ28]", "اعتقال [14] إيرانيا", "ما بين [ألفين] و4 آلاف جندي", "أحصى [35] غارة", "[900] من المدنيين",
        "عددهم [47]", "[3] متهمين", "[6606]", "إن [27] شخصا قتلوا",
    ],
    "label": [
        "القرار [2254]", "قرار مجلس الأمن [2254]", "قرار مجلس الأمن الدولي رقم [1701]", "القرارين [2254] و2118", "القرارين 2254 و[2118]",
        "القرار الأممي [2118]", "القانون [377]", "قانون رقم [89]", "المادة [51]", "المادة [الخامسة]",
        "المادة ([55]) من الدستور", "المادتين [5] و6", "الفقرة [12]", "الرحلة [370]", "طريق إم [5]", "طريق M[5]", "طائرات إف-[16]",
        "طائرة إف [16]", "صواريخ إس - [400]", "مقاتلة F-[35]", "اليورانيوم-[235]",
        "صيغة [5]+1", "لجنة 5+[1]", "اللواء [135]", "من طراز بوينغ [737]", "هاتف [0112345678]", "+[963112345678]", "[00963112345678]", "رقم [واحد]",
        "قناة فرانس [24]", "&#[34];", "الغرفة [15]", "العدو رقم [1]", "القرار رقم [1973] لعام 2011",
    ],
    "score": [
        "فاز الفريق [3]-1", "خسر المنتخب 1-[2]", "بنتيجة [6] – 1", "انتهت المباراة 2–[0]", "تعادل ([1]-1)", "الفوز [3] - 2 في المباراة",
        "بنتيجة [ثلاثة] مقابل واحد", "فاز الضيوف صفر-[2] في ملعبهم",
    ],
    "age": [
        "البالغ [45] عاما", "البالغة من العمر [54] سنة", "[24] عاما من العمر", "الشاب ([47] عاما)", "سالم، [22] عاما، من حلب",
        "عن عمر [81] عاما", "يبلغ من العمر [30]", "عمرها [19] سنة", "في سن [65]",
        "عن عمر يناهز [تسعين] عاما",
    ],
    "clock": [
        "الساعة [14]:00", "عند 14:[30] بتوقيت دمشق", "الساعة [10] صباحا", "في [18.51] بتوقيت غرينتش", "الساعة [الثامنة] مساء",
        "[1400] (GMT+04:00)", "(GMT+[04]:00)", "في الدقيقة [48]", "[9,00] ت غ",
    ],
    "date": [
        "[5] أيلول", "في [30] و31 أكتوبر", "يومي 30 و[31] أكتوبر", "[السابع] من نيسان", "[السادس والعشرين] من أكتوبر/تشرين الأول",
        "أيلول [2018]", "تشرين الأول/أكتوبر [2017]", "[5]/9/2018", "5/[9]/2018",
        "5/9/[2018]", "[2018]-09-05", "[25.02.2009]", "في [17] الجاري", "تشرين [الأول]", "سبتمبر [5]، 2018", "يوم [23] قبل الفجر", "[12] رمضان",
        "رمضان [2018]",
    ],
    "duration": [
        "بعد [ثلاثة] أيام", "خلال [48] ساعة", "منذ [سبع] سنوات", "لمدة [17] عاما", "بين [3] و5 سنوات", "[أربع وعشرين] ساعة", "[اثني عشر] شهرا",
        "بعد [ألفي] عام",
    ],
    "range": ["الحرب ([1975]-1990)", "بين 1912-[1913]", "موسم [2018]-2019", "في [2013]-14", "الصفحات [30]-31", "من [20] – 33"],
    "year": [
        "عام [2017]", "في العام [2018]", "بين عامي [2011] و2014", "بين عامي 2011 و[2014]", "منذ [2005] في حلب", "انتخابات [2016]",
        "مطلع [1989]", "في [2015] قال", "حرب [1967]", "عام [1439]", "سنة [ألف وتسعمئة وتسعين]",
        "منذ [2014] نزاعا داميا", "في [2016] أعضاء البرلمان", "في [2017] مؤكدا أن", "[ألفين وسبعة عشر]", "[ألفين وسبعة عشر] انتخابات",
        "ارتفعت من 12 في المئة عام [2014] إلى 18 في المئة", "- [1976]: أصبح وزيرا",
    ],
    "ordinal": ["الجولة [السابعة]", "[أول] زيارة", "الجولة [الـ21]", "للمرة [الأولى]", "[21st]", "[لأول] مرة", "الرحلة [الثانية] إلى حلب"],
    "unreadable": ["[1٢3] شخصا", "[٢۳]", "[" + "9" * 10_000 + "]", "[1.2.3]"],
    "number": ["حرب [48] كانت", "هو [واحد]", "[12] و"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), [(text, kind) for kind, texts in CLASSES.items() for text in texts], ids=lambda v: v[:60])
def test_a_number_is_what_the_words_around_it_say(text: str, kind: str, lexicon: Lexicon) -> None:
    tokens, first, _ = bracketed(text, lexicon)
    told = number_class(tokens, first)
    assert told is not None
    assert told.kind == kind, told.reason
    assert told.reason


def test_every_class_is_there_thrice() -> None:
    assert min(map(len, CLASSES.values())) >= 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("قرار مجلس الأمن [2254] بشأن سوريا", "number of a resolution: قرار"),
        ("في [4] مناطق", "counts things: مناطق"),
        ("[1٢3] شخصا", "digits of two scripts in one number"),
        ("[" + "1" * 40 + "]", "more than 18 digits"),
        ("[1.2.3.4]", "the marks between the digits are those of no number"),
        ("[30]% من", "a percentage: %"),
        ("الحرب ([1975]-1990)", "a range: 1975-1990"),
    ],
    ids=lambda v: v[:40],
)
def test_it_says_why(text: str, reason: str, lexicon: Lexicon) -> None:
    tokens, first, _ = bracketed(text, lexicon)
    told = number_class(tokens, first)
    assert told is not None
    assert told.reason == reason


def test_the_class_is_that_of_the_number_with_and_without_its_article(lexicon: Lexicon) -> None:
    tokens = tokenize("الدول الـ28 الأعضاء", lexicon)
    assert tokens[1].norm == "ال"
    with_article, without = number_class(tokens, 1), number_class(tokens, 2)
    assert with_article is not None
    assert without is not None
    assert with_article.kind == "count"


@pytest.mark.parametrize("text", ["الوزير", "،", "UN", ""])
def test_what_is_no_number_has_no_class(text: str, lexicon: Lexicon) -> None:
    assert number_class(tokenize(text, lexicon), 0) is None


WORDS = [
    "2254",
    "1٢3",
    "30",
    "-",
    "31",
    "+",
    ":",
    "/",
    "(",
    ")",
    "%",
    "القرار",
    "رقم",
    "عاما",
    "أيلول",
    "عام",
    "و",
    "إلى",
    "في",
    "المئة",
    "ال",
    "GMT",
    "ألف",
    "نصف",
    "#",
    "الساعة",
    "من",
    "،",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_any_line_is_read_without_a_fault(words: list[str]) -> None:
    tokens = tokenize(" ".join(words), Lexicon())
    for i in range(len(tokens)):
        told = number_class(tokens, i)
        assert told is None or told.reason
        assert (number_at(tokens, i) is not None) <= (told is not None)
