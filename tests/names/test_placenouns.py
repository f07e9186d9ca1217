"""Places that no list has, told by the noun before them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.names.conftest import Page


def places(page: Page) -> list[tuple[str, str]]:
    text = page.text.text
    return [(n.of(text), n.entity) for n in page.names if n.found_by.startswith("place-noun")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # What no list has is a place after a noun of place: foreign, or with the article and rare.
        ("شيع الأهالي الضحايا في بلدة دركوفا.", [("دركوفا", "place:drkwfa")]),
        ("اندلع حريق في منطقة الشيفونية.", [("الشيفونية", "place:al-shyfwnyh")]),
        ("فتح متجر في حي الكرادة.", [("الكرادة", "place:al-kradh")]),
        ("هاجر كثيرون من ولاية فاره.", [("فاره", "place:farh")]),
        # ... of two words where the second is foreign, too, or the first opens such names.
        ("زار بلدة كورفال دنغبار أمس.", [("كورفال دنغبار", "place:kwrfal-dnghbar")]),
        ("اعتصموا في حي أبو زنبيل.", [("أبو زنبيل", "place:abw-znbyl")]),
        # Two names after a dual.
        ("هدوء في منطقتي الصفيرقة والشريجة.", [("الصفيرقة", "place:al-sfyrqh"), ("الشريجة", "place:al-shryjh")]),
        # Quotation marks or a hash between them.
        ('أخلت السلطات منطقة "منشية ناصر" فجرا.', [("منشية ناصر", "place:mnshyh-nasr")]),
        ('وقع الحادث قرب جسر "وستمنستر" فجرا.', []),  # a known name in the marks stays what it is
        ("افتتح المعرض في بلدة #دركوفا.", [("دركوفا", "place:drkwfa")]),
        # The same words elsewhere in the page, with a proclitic, too.
        ("أخليت بلدة دركوفا. وقال شهود بدركوفا إنهم نزحوا.", [("دركوفا", "place:drkwfa"), ("دركوفا", "place:drkwfa")]),
    ],
)
def test_a_name_after_a_noun_of_place(read: Callable[[str], Page], line: str, expected: list[tuple[str, str]]) -> None:
    assert places(read(line)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "أقيمت منطقة آمنة على الحدود.",
        "يعيش في مدينة كبيرة وفي حي سكني هادئ.",
        "دارت اشتباكات في منطقة الحدود ومنطقة النزاع.",
        "خرجت دولتان من منطقة اليورو.",
        "فاز الرئيس بولاية ثانية وسعى إلى ولاية خامسة.",
        "أعلنت القرية منطقة منكوبة أو منطقة متنازع عليها.",
        'أعلنت "منطقة "محظورة"" هناك.',
        "انسحبوا إلى مناطق سيطرتهم وفي مناطق جبلية وعرة.",
        "عاد إلى المنطقة زنبوكا.",  # with the article the noun has an adjective after it
        "وأدى الزنبوك إلى إصابات.",  # led to, not a valley
        "سُجن رادوفان زنبوك عشر سنوات.",  # was jailed
    ],
)
def test_adjectives_and_common_nouns_are_no_names(read: Callable[[str], Page], line: str) -> None:
    assert places(read(line)) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("صعدوا إلى جبل المقطم فجرا.", [("جبل المقطم", "place:jbl-al-mqtm")]),
        ("هبطت الطائرة في مطار البصرة الدولي أمس.", [("مطار البصرة الدولي", "basra-airport")]),
        ("أضرم النار في شارع فلسطين.", [("شارع فلسطين", "palestine-street")]),
        ("أغلقت الشرطة جسر وستمنستر.", [("جسر وستمنستر", "place:jsr-wstmnstr")]),
        # The adjective may belong to the noun.
        ("انتقل إلى مطار دولي قريب.", []),
        ("انتقلوا إلى شارع جانبي.", []),
    ],
)
def test_nouns_that_belong_to_the_name(read: Callable[[str], Page], line: str, expected: list[tuple[str, str]]) -> None:
    assert places(read(line)) == expected


def test_a_city_with_new_is_another_place(read: Callable[[str], Page]) -> None:
    assert read("افتتح السوق في بغداد الجديدة.").pairs == [("بغداد الجديدة", "baghdad-new")]


def test_a_village_is_told_from_its_namesake_by_where_it_lies(read: Callable[[str], Page]) -> None:
    assert places(read("دخلت القوات قرية نهر البارد في ريف حماة.")) == [("نهر البارد", "place:nhr-al-bard")]
    assert ("مخيم نهر البارد", "nahr-al-bared") in read("نزحت عائلات من مخيم نهر البارد في شمال لبنان.").pairs


def test_a_namesake_stays_where_the_page_tells_of_its_state(read: Callable[[str], Page]) -> None:
    page = read("في السعودية وصل الوفد السعودي إلى مدينة الدمام بمحافظة الشرقية.")
    assert dict(page.pairs)["الدمام"] == "dammam"


def test_a_listed_generic_noun_stays_outside(read: Callable[[str], Page]) -> None:
    assert ("الغربية", "gharbia-egypt") in read("زار الوزير محافظه الغربية في مصر.").pairs
    assert "مدينة الصدر" in dict(read("فتح فرعا في مدينة الصدر ببغداد.").pairs)
