"""Numbers in words and digits. In the tables the number stands in brackets; what it takes is what they hold."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.arabic import Lexicon, tokenize
from mahdar.arabic.numerals import Number, number_at
from mahdar.knowledge import load
from tests.support.brackets import bracketed


def read(text: str, lexicon: Lexicon) -> tuple[Number | None, int]:
    """The number that begins at the bracket in ``text``, and how many tokens the brackets hold."""
    tokens, first, last = bracketed(text, lexicon)
    return number_at(tokens, first), last - first


UNITS = {
    "[واحد]": 1, "[واحدة] منها": 1, "جولة [واحدة]": 1, "[اثنان] منهم": 2, "[اثنين] من الجنود": 2, "[اثنتان] منهن": 2, "[اثنتين] من السفن": 2,
    "[ثلاثة] أيام": 3, "[ثلاث] سنوات": 3, "[أربعة] ملفات": 4, "[أربع] دول": 4, "[خمسة] أعضاء": 5, "[خمس] نقاط": 5, "[ستة] أشهر": 6,
    "[ست] جولات": 6, "[سبعة] وزراء": 7, "[سبع] قرى": 7, "[ثمانية] جنود": 8, "[ثماني] ساعات": 8, "[ثمان] ساعات": 8, "[تسعة] أسرى": 9,
    "[تسع] طائرات": 9,
    "[عشرة] أيام": 10, "[عشر] سنوات": 10, "[وثلاثة] آخرين": 3, "[بخمسة] صواريخ": 5, "[لسبعة] أيام": 7, "[وبأربع] لغات": 4, "تحت [الصفر]": 0,
    "[صفر]": 0,
    "[ثَلاثة] أيام": 3, "[اربعه] ملفات": 4,
}  # fmt: skip
TEENS = {
    "[أحد عشر] يوما": 11, "[احد عشر] وزيرا": 11, "[إحدى عشرة] دولة": 11, "[اثنا عشر] شهرا": 12, "[اثني عشر] شهرا": 12, "[اثنتا عشرة] سنة": 12,
    "[اثنتي عشرة] سنة": 12, "[ثلاثة عشر] بندا": 13, "[ثلاث عشرة] مادة": 13, "[أربعة عشر] بندا": 14, "[أربع عشرة] مادة": 14,
    "[خمسة عشر] يوما": 15, "[خمس عشرة] ليلة": 15,
    "[ستة عشر] نائبا": 16, "[ست عشرة] نائبة": 16, "[سبعة عشر] نائبا": 17, "[سبع عشرة] قرية": 17, "[ثمانية عشر] يوما": 18,
    "[ثماني عشرة] سنة": 18, "[تسعة عشر] جنديا": 19,
    "[تسع عشرة] سنة": 19, "[وأحد عشر] مقعدا": 11, "[لخمسة عشر] يوما": 15,
}  # fmt: skip
TENS = {
    "[عشرون] يوما": 20, "[عشرين] يوما": 20, "[ثلاثون] دولة": 30, "[أربعين] نائبا": 40, "[خمسين] كيلومترا": 50, "[ستون] شخصا": 60, "[سبعين] عاما": 70,
    "[ثمانين] صفحة": 80, "[تسعون] يوما": 90, "[واحد وعشرون] يوما": 21, "[إحدى وعشرين] دولة": 21, "[أحد وثلاثين] بندا": 31,
    "[اثنين وثلاثين] مقعدا": 32,
    "[اثنتين وعشرين] دولة": 22, "[خمس وعشرين] دولة": 25, "[خمسة وثلاثون] جنديا": 35, "[ست وأربعون] دولة": 46, "[سبعة وخمسين] أسيرا": 57,
    "[ثمان وأربعين] ساعة": 48,
    "[ثماني وأربعين] ساعة": 48, "[تسعة و تسعين] اسما": 99, "[أربع وعشرين] ساعة": 24, "[وثلاثة وستين] مقعدا": 63, "[لثمانية وأربعين] ساعة": 48,
}  # fmt: skip
HUNDREDS = {
    "[مئة] جندي": 100, "[مائة] جندي": 100, "[مئتا] أسير": 200, "[مئتي] أسير": 200, "[مئتين] وأكثر": 200, "[مائتان] منهم": 200, "[مائتي] أسير": 200,
    "[ثلاثمئة] مقاتل": 300, "[ثلاثمائة] مقاتل": 300, "[ثلاث مئة] مقاتل": 300, "[أربعمئة] أسرة": 400, "[أربعمائة] أسرة": 400,
    "[خمسمئة] خيمة": 500, "[ستمئة] سلة": 600,
    "[سبعمئة] كلمة": 700, "[ثمانمئة] متر": 800, "[ثماني مئة] متر": 800, "[تسعمئة] صوت": 900, "[تسع مائة] صوت": 900, "[مئة وخمسين] دولة": 150,
    "[مئة وعشرة] أعضاء": 110,
    "[مئة وواحد] منهم": 101, "[مائتين وستين] مقعدا": 260, "[ثلاثمئة وخمسة وستين] يوما": 365, "[خمسمئة وأربع عشرة] قرية": 514,
    "[مئة وثلاث وعشرين] عائلة": 123,
}  # fmt: skip
THOUSANDS = {
    "[ألف] كيلومتر": 1000, "[ألفا] كيلومتر": 1000, "[ألفي] جندي": 2000, "[ألفين] من القوات": 2000, "[ألفان] منهم": 2000,
    "[ثلاثة آلاف] جندي": 3000, "[عشرة آلاف] لاجئ": 10_000,
    "[أحد عشر ألفا] منهم": 11_000, "[خمسة عشر ألف] لاجئ": 15_000, "[عشرين ألف] مقاتل": 20_000, "[خمس وعشرين ألف] أسرة": 25_000,
    "[مئة ألف] نازح": 100_000,
    "[مئتي ألف] نازح": 200_000, "[ستمئة وخمسين ألف] نسمة": 650_000, "[ألف ومئتين] فقط": 1200, "[ألف وخمسمئة] جريح": 1500,
    "[ألفين وسبعة عشر]": 2017, "[ألفين وثلاثة]": 2003,
    "سنة [ألف وتسعمئة وتسعين]": 1990, "سنة [ألف وتسعمئة وثلاثة وخمسين]": 1953, "[ثلاثة آلاف ومئتين وخمسة] جنود": 3205,
    "[عشرة آلاف و563] آخرين": 10_563, "[ستة آلاف و 200] أسرة": 6200,
    "[15 ألفا] من السكان": 15_000, "[3 آلاف] جندي": 3000, "[8 آلاف و157] سائحا": 8157, "[350 ألف] قتيل": 350_000, "[1,5 ألف] طن": 1500,
}  # fmt: skip
MILLIONS = {
    "[مليون] دولار": 10**6, "[مليوني] لاجئ": 2 * 10**6, "[مليونين] من اللاجئين": 2 * 10**6, "[ثلاثة ملايين] ليرة": 3 * 10**6,
    "[خمسة عشر مليون] برميل": 15 * 10**6,
    "[مئة مليون] يورو": 10**8, "[مليار] دولار": 10**9, "[بليون] دولار": 10**9, "[ملياري] دولار": 2 * 10**9, "[أربعة مليارات] دولار": 4 * 10**9,
    "[ثلاثة بلايين] دولار": 3 * 10**9,
    "[مئة مليار] يورو": 10**11, "[تريليون] دولار": 10**12, "[سبعة تريليونات] دولار": 7 * 10**12, "[2.5 مليون] طن": 2_500_000,
    "[2,5 مليون] طن": 2_500_000, "[1.250 مليار] يورو": 1_250_000_000,
    "[٣٫٥ مليون] نسمة": 3_500_000, "[54 مليار] طن": 54 * 10**9, "[6 ملايين و500 ألف] نسمة": 6_500_000, "[سبعة ملايين ومئتي ألف] ناخب": 7_200_000,
    "[ثلاثة ملايين ومئتي ألف وخمسة وأربعين] ناخبا": 3_200_045, "[مليون وثلاثمئة ألف] لاجئ": 1_300_000, "[ألف مليار] ليرة": 10**12,
    "[مليونا] طن": 10**6,
}  # fmt: skip
FRACTIONS = {
    "[نصف] السكان": Fraction(1, 2), "[ثلث] المقاعد": Fraction(1, 3), "[ثلثي] المقاعد": Fraction(2, 3), "أغلبية [الثلثين]": Fraction(2, 3),
    "[ربع] القوات": Fraction(1, 4), "[سدس] المبلغ": Fraction(1, 6),
    "[ثلاثة أرباع] الأعضاء": Fraction(3, 4), "[أربعة أخماس] الأعضاء": Fraction(4, 5), "[تسعة أعشار] الطريق": Fraction(9, 10),
    "[نصف مليون] لاجئ": 500_000, "[ربع مليون] لاجئ": 250_000,
    "[ربع المليون] لاجئ": 250_000, "[ثلاثة أرباع المليون]": 750_000, "[مليون ونصف] دولار": 1_500_000, "[مليون ونصف مليون] دولار": 1_500_000,
    "[مليون ونصف المليون] دولار": 1_500_000,
    "[مليونين ونصف المليون] دولار": 2_500_000, "[مليار وربع المليار] دولار": 1_250_000_000, "[خمسة ونصف مليار] دولار": 5_500_000_000,
    "[أربعة ملايين ونصف مليون] نازح": 4_500_000,
    "[5 ونصف] درجات": Fraction(11, 2), "[ثلاثة ونصف] في المئة": Fraction(7, 2), "[مليونا ونصف مليون]": 1_500_000,
}  # fmt: skip
DIGITS = {
    "[7] جنود": 7, "[1250] كلم": 1250, "[٤٨] ساعة": 48, "[۴۸] ساعة": 48, "[1,250] شخصا": 1250, "[1.250] شخصا": 1250, "[10.000] درهم": 10_000,
    "[1,250,000] نسمة": 1_250_000,
    "[1.250.000] نسمة": 1_250_000, "[١٬٢٥٠] نسمة": 1250, "[١٬٢٥٠٬٠٠٠] نسمة": 1_250_000, "[1,250.5] دولار": Fraction(2501, 2),
    "[1.250,50] يورو": Fraction(2501, 2), "[3,5] في المئة": Fraction(7, 2),
    "[3.5] في المئة": Fraction(7, 2), "[٣٫٥] في المئة": Fraction(7, 2), "[3.0] درجات": 3, "[96,9]%": Fraction(969, 10),
    "[0.125] غرام": Fraction(1, 8), "[4.9863] للدولار": Fraction(49863, 10_000),
    "[2254]": 2254, "[08] تشرين الثاني": 8, "[100,50] دينار": Fraction(201, 2), "[12,34,567] روبية": None, "[1.2.3] نسخة": None, "[1٢3]": None,
    "[۱٢3] شخصا": None, "[٢۳] شخصا": None,
}  # fmt: skip
NONE = {
    "[آلاف] الجنود": None, "[مئات الآلاف]": None, "[عشرات] القتلى": None, "[ملايين] اللاجئين": None, "[الأحد]": None, "يوم [الاثنين]": None,
    "[أحد] الوزراء": None, "[إحدى] الدول": None,
    "[لست] معهم": None, "[ثمن] السلع": None, "وزير [الخارجية]": None, "[بضعة] أيام": None, "[الثلاثاء]": None, "[الأربعاء]": None,
    "[الميتين]": None, "كولن [باول]": None, "[،]": None, "[UN]": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [pair for table in (UNITS, TEENS, TENS, HUNDREDS, THOUSANDS, MILLIONS, FRACTIONS, DIGITS) for pair in table.items()] + list(NONE.items()),
)
def test_cardinals(text: str, value: int | Fraction | None, lexicon: Lexicon) -> None:
    number, taken = read(text, lexicon)
    if value is None:
        assert number is None
        return
    assert number is not None
    assert (number.value, number.taken) == (value, taken)
    assert number.sort == ("fraction" if isinstance(value, Fraction) and not re.search(r"\d|ونصف", text) else "cardinal")


ORDINALS = {
    "الجولة [الأولى]": (1, "f"), "اليوم [الأول]": (1, "m"), "الجولة [الثانية]": (2, "f"), "اللقاء [الثاني]": (2, "m"),
    "اللقاء [الثالث]": (3, "m"), "الجولة [الثالثة]": (3, "f"),
    "الجولة [الرابعة]": (4, "f"), "البند [الخامس]": (5, "m"), "الجلسة [السادسة]": (6, "f"), "الجولة [السابعة]": (7, "f"),
    "الاجتماع [الثامن]": (8, "m"), "القمة [التاسعة]": (9, "f"),
    "المؤتمر [العاشر]": (10, "m"), "القمة [العاشرة]": (10, "f"), "الجولة [الحادية عشرة]": (11, "f"), "المؤتمر [الحادي عشر]": (11, "m"),
    "الجولة [الثانية عشرة]": (12, "f"),
    "القرن [الثالث عشر]": (13, "m"), "الجولة [التاسعة عشرة]": (19, "f"), "القرن [التاسع عشر]": (19, "m"),
    "الجولة [الحادية والعشرين]": (21, "f"), "القرن [الحادي والعشرين]": (21, "m"),
    "القرن [الحادي و العشرين]": (21, "m"), "الجولة [الثانية والعشرون]": (22, "f"), "المؤتمر [السابع والثلاثين]": (37, "m"),
    "الدورة [الحادية والسبعين]": (71, "f"), "العام [الخامس والتسعين]": (95, "m"),
    "الذكرى [الثلاثين]": (30, None), "الجولة [العشرين]": (20, None), "اليوم [الثلاثين]": (30, None), "الجلسة [المئة]": (100, None),
    "الاجتماع [المائة]": (100, None), "اليوم [الألف]": (1000, None),
    "القرن [الواحد والعشرين]": (21, "m"), "الجلسة [السابعة بعد المئة]": (107, "f"), "الجلسة [الثانية والثلاثين بعد المئة]": (132, "f"),
    "[ثامن] جولة": (8, "m"), "[ثاني] أكبر مدينة": (2, "m"),
    "[رابعة] الجولات": (4, "f"), "[وسابع] لقاء": (7, "m"), "للمرة [الثالثة]": (3, "f"), "[بالثانية]": (2, "f"), "[للسابع] من الشهر": (7, "m"),
    "الجولة [الـ19]": (19, None), "الجولة [ال 21]": (21, None),
    "الدورة [الـ 21]": (21, None), "الذكرى [الـ٧١]": (71, None), "القمة العربية [الـ29]": (29, None), "في [الـ19] من يناير": (19, None),
    "[21st]": (21, None), "[3rd]": (3, None), "[19th]": (19, None), "[2nd]": (2, None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "value", "gender"), [(text, *told) for text, told in ORDINALS.items()])
def test_ordinals(text: str, value: int, gender: str | None, lexicon: Lexicon) -> None:
    number, taken = read(text, lexicon)
    assert number is not None
    assert (number.sort, number.value, number.gender, number.taken) == ("ordinal", value, gender, taken)
    held = text[text.index("[") : text.index("]")]
    assert number.definite == ("ال" in held or "لل" in held)


DEFINITE = {
    "الأيام [الخمسة]": (5, "m"), "الدول [الثلاث]": (3, "f"), "الدول [الثلاث] الضامنة": (3, "f"), "الساعات [الست] الماضية": (6, "f"),
    "[الخمسة عشر] يوما": (15, "m"), "[الاثني عشر] عضوا": (12, "m"),
    "[الأربع والعشرين] ساعة": (24, "f"), "الساعات [الأربع والعشرين]": (24, "f"), "الساعات [الثماني والأربعين] المقبلة": (48, "f"),
    "الدول [العشرين]": (20, None), "الأيام [الثلاثين] الأولى": (30, None),
    "الدول [الـ28]": (28, None), "[الـ163] مقعدا": (163, None), "الساعات [الـ48] الماضية": (48, None), "الدول الكبرى [الـ5]": (5, None),
    "[العشرين] دولة": (20, None), "للدول [الـ 190]": (190, None),
    "[للثلاثة] الكبار": (3, "m"), "[الخمسة ملايين] دولار": (5_000_000, None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "value", "gender"), [(text, *told) for text, told in DEFINITE.items()])
def test_definite_counts(text: str, value: int, gender: str | None, lexicon: Lexicon) -> None:
    number, taken = read(text, lexicon)
    assert number is not None
    assert (number.sort, number.value, number.gender, number.definite, number.taken) == ("cardinal", value, gender, True, taken)


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("[خمسة] أيام", "m"),
        ("[خمس] سنوات", "f"),
        ("[ثلاثة عشر] يوما", "m"),
        ("[ثلاث عشرة] سنة", "f"),
        ("[إحدى وعشرين] دولة", "f"),
        ("[أحد عشر] يوما", "m"),
        ("[ثلاثمئة وخمسة] أيام", "m"),
        ("[ألف وثلاث] سنوات", "f"),
        ("[عشرين] سنة", None),
        ("[مئة] سنة", None),
        ("[صفر]", None),
        ("[7] أيام", None),
    ],
)
def test_a_cardinal_tells_the_gender_of_what_it_counts(text: str, gender: str | None, lexicon: Lexicon) -> None:
    number, _ = read(text, lexicon)
    assert number is not None
    assert number.gender == gender


def test_the_table_is_large_and_every_form_is_there_thrice() -> None:
    tables = (UNITS, TEENS, TENS, HUNDREDS, THOUSANDS, MILLIONS, FRACTIONS, DIGITS, NONE, ORDINALS, DEFINITE)
    assert sum(len(table) for table in tables) >= 200
    assert min(len(table) for table in tables) >= 3


@pytest.mark.parametrize(
    "text", ["9" * 10_000, "١" * 10_000, "1," * 5_000 + "1", "و" * 10_000, "ألف " * 3_000, "ثلاثة و" * 3_000, "مئة وخمسة و" * 2_000, "1٢" * 20]
)
def test_what_nobody_writes_is_no_number_and_no_crash(text: str, lexicon: Lexicon) -> None:
    tokens = tokenize(text, lexicon)
    for i in range(min(len(tokens), 50)):
        number = number_at(tokens, i)
        assert number is None or number.value < 10**16


@given(st.integers(min_value=0, max_value=10**15))
def test_digits_grouped_by_any_mark_read_alike(value: int) -> None:
    lexicon = Lexicon()
    grouped = f"{value:,}"
    several = grouped.count(",") > 1
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    for text in (str(value), grouped, grouped.replace(",", "٬").translate(arabic), grouped.replace(",", ".") if several else grouped):
        number = number_at(tokenize(text, lexicon), 0)
        assert number is not None
        assert (number.value, number.taken) == (value, 1)


@given(
    st.lists(
        st.sampled_from(
            ["ثلاثة", "و", "وعشرين", "ألف", "مليون", "نصف", "12", "1.5", "السابعة", "عشر", "بعد", "المئة", "ونصف", "ال", "%", "آلاف", "في"]
        ),
        max_size=12,
    )
)
def test_a_number_takes_tokens_that_are_there(words: list[str]) -> None:
    tokens = tokenize(" ".join(words), Lexicon())
    for i in range(len(tokens)):
        number = number_at(tokens, i)
        assert number is None or (0 < number.taken <= len(tokens) - i and number.value >= 0)


def test_no_number_stands_outside_the_line() -> None:
    tokens = tokenize("ثلاثة", Lexicon())
    assert number_at(tokens, -1) is None
    assert number_at(tokens, 1) is None
    assert number_at((), 0) is None


def test_every_word_of_the_data_reads() -> None:
    known, lexicon = load().numerals, Lexicon()
    words = [
        *(w for table in (known.units, known.ordinals) for pair in table.values() for forms in pair for w in forms),
        *(w for forms in (*known.tens.values(), *known.hundreds.values(), *known.fractions.values()) for w in forms),
        *(w for singular, dual, _ in known.scales.values() for w in (*singular, *dual)),
    ]
    assert [w for w in words if number_at(tokenize(w, lexicon), 0) is None] == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("الأولى", (1, 1)),
        ("الثانية", (2, 1)),
        ("السابعة من", (7, 1)),
        ("ثامن", (8, 1)),
        ("العاشر", (10, 1)),
        ("الحادية عشرة", (11, 2)),
        ("الثانية عشرة", (12, 2)),
        ("العشرين", (20, 1)),
        ("الحادية والعشرين", (21, 2)),
        ("السابع والثلاثين", (37, 2)),
        ("السابعة والأخيرة", (7, 1)),
    ],
)
def test_ordinals_of_words_alone(lexicon: Lexicon, words: str, value: tuple[int, int]) -> None:
    got = number_at(tokenize(words, lexicon), 0)
    assert got is not None
    assert (got.value, got.taken) == value


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("3", 3),
        ("٤٨", 48),
        ("ثلاثة", 3),
        ("اثنين", 2),
        ("عشرة", 10),
        ("خمسين", 50),
        ("ثماني", 8),
        ("مئة", 100),
        ("مئتي", 200),
        ("123456789", 123456789),
        ("12345678901", 12345678901),
    ]
    + [(f"{tens}{end}", 10 * n) for n, tens in enumerate("عشر ثلاث أربع خمس ست سبع ثمان تسع".split(), 2) for end in ("ون", "ين")],
)
def test_cardinals_of_a_word_alone(lexicon: Lexicon, word: str, value: int) -> None:
    got = number_at(tokenize(word, lexicon), 0)
    assert got is not None
    assert (got.value, got.sort, got.taken) == (value, "cardinal", 1)
