from __future__ import annotations

import pytest

from mahdar.arabic import ordinal_value
from mahdar.arabic.numerals import cardinal_value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("الأولى", (1, 1)),
        ("الأول", (1, 1)),
        ("الثانية", (2, 1)),
        ("الثالث", (3, 1)),
        ("الرابعة", (4, 1)),
        ("الخامس", (5, 1)),
        ("السادسة", (6, 1)),
        ("السابعة من", (7, 1)),
        ("ثامن", (8, 1)),
        ("التاسعة", (9, 1)),
        ("العاشر", (10, 1)),
        ("الحادية عشرة", (11, 2)),
        ("الحادي عشر", (11, 2)),
        ("الثانية عشرة", (12, 2)),
        ("التاسع عشر", (19, 2)),
        ("العشرين", (20, 1)),
        ("العشرون", (20, 1)),
        ("الحادية والعشرين", (21, 2)),
        ("الثاني والعشرون", (22, 2)),
        ("السابع والثلاثين", (37, 2)),
        ("الثلاثين", (30, 1)),
        ("السابعة والأخيرة", (7, 1)),
        ("عشرون", None),
        ("سبعة", None),
        ("الجولة", None),
        ("", None),
    ],
)
def test_ordinals(words: str, value: tuple[int, int] | None) -> None:
    assert ordinal_value(words.split()) == value


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("3", 3),
        ("٤٨", 48),
        ("ثلاثة", 3),
        ("اثنين", 2),
        ("ستة", 6),
        ("عشرة", 10),
        ("خمسين", 50),
        ("ثماني", 8),
        ("الثلاثة", None),
        ("سابع", None),
        ("", None),
    ]
    + [(f"{tens}{end}", 10 * n) for n, tens in enumerate("عشر ثلاث أربع خمس ست سبع ثمان تسع".split(), 2) for end in ("ون", "ين")],
)
def test_cardinals(word: str, value: int | None) -> None:
    assert cardinal_value(word) == value


def test_a_number_too_long_to_be_a_count_is_none() -> None:
    assert cardinal_value("123456789") == 123456789
    assert cardinal_value("12345678901") is None
