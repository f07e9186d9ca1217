from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.arabic import fold, fold_with_map

# Any text at all, and texts thick with what folding is about: marks, ligatures, direction marks, digits of three kinds.
ANY = st.text()
THICK = st.text(alphabet=st.sampled_from("ابةىيأإآؤئءوـلقهَُِّْٰ ٠١٩۰۹09۝ﷺﻻﷲﺃﻯگچپژی\u200b\u200f\u202b\u2066\ufeff\u00adAZİßfi«»\n"))


@pytest.mark.parametrize(
    ("surface", "folded"),
    [
        ("أُسْتَانَة", "استانه"),
        ("استانه", "استانه"),
        ("إعلان", "اعلان"),
        ("آذار", "اذار"),
        ("ٱلسلام", "السلام"),
        ("مستشفى", "مستشفي"),
        ("مسؤول", "مسوول"),
        ("هيئة", "هييه"),
        ("جـــولة", "جوله"),
        ("می‌گوید", "ميكويد"),
        ("کابل", "كابل"),
        ("پوتين", "بوتين"),
        ("چاووش", "جاووش"),
        ("ڤيينا", "فيينا"),
        ("ﻻ", "لا"),
        ("ﷲ", "الله"),
        ("٢٠١٧", "2017"),
        ("۲۰۱۷", "2017"),
        ("GMT", "gmt"),
        ("\u202bموسكو\u202c", "موسكو"),
        ("الأمم\u00a0المتحدة", "الامم المتحده"),
        ("ء", "ء"),
        ("ًٌٍ", ""),
        ("", ""),
    ],
)
def test_fold(surface: str, folded: str) -> None:
    assert fold(surface) == folded


@pytest.mark.parametrize(("one", "other"), [("قرار", "فرار"), ("علي", "عالي"), ("سوريا", "سورية"), ("حزب", "حرب"), ("دعا", "دعاء"), ("2017", "2018")])
def test_what_differs_stays_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_every_character_of_unicode_folds_to_what_folds_to_itself_and_no_mark_outlives_folding() -> None:
    changed = [(char, folded) for char in map(chr, range(sys.maxunicode + 1)) if (folded := fold(char)) != char]
    assert len(changed) > 5000, "folding does something"
    assert [hex(ord(char)) for char, folded in changed if fold(folded) != folded] == []
    assert [hex(ord(char)) for char, folded in changed if any(unicodedata.combining(c) for c in folded)] == []
    dropped = {char for char, folded in changed if not folded}
    assert all(char in dropped for char in map(chr, range(0x20000)) if unicodedata.combining(char))


@given(ANY | THICK)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY | THICK, ANY | THICK)
def test_fold_goes_by_characters(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


@given(ANY | THICK)
def test_the_map_is_as_long_as_the_text_and_goes_forward(text: str) -> None:
    folded = fold_with_map(text)
    assert folded.text == fold(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))


@given(ANY | THICK, st.data())
def test_a_folded_span_leads_to_an_original_one_that_folds_to_it(text: str, data: st.DataObject) -> None:
    folded = fold_with_map(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    # a character that folds to several (ﻻ) goes whole
    while start and folded.starts[start - 1] == folded.starts[start]:
        start -= 1
    while end < len(folded.text) and folded.starts[end] == folded.starts[end - 1]:
        end += 1
    first, last = folded.original(start, end)
    assert fold(text[first:last]) == folded.text[start:end]


@given(ANY | THICK)
def test_an_original_character_leads_to_its_folded_ones(text: str) -> None:
    folded = fold_with_map(text)
    for at, char in enumerate(text):
        assert "".join(c for c, start in zip(folded.text, folded.starts, strict=True) if start == at) == fold(char)


def test_marks_go_with_the_letter_before_them() -> None:
    text = "\u202bأُسْتَانَا"
    folded = fold_with_map(text)
    assert text[slice(*folded.original(0, 1))] == "أُ"
    assert text[slice(*folded.original(0, 6))] == "أُسْتَانَا"


def test_half_a_ligature_is_the_whole() -> None:
    assert fold_with_map("قاﻻ").original(3, 4) == (2, 3)
