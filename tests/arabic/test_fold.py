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
        ("ٲٵٶٸ", "ااوي"),
        ("اٴ", "ا"),
        ("أٓإٕ", "اا"),
        ("ڭڨڥڕڵێۆ", "كقفرليو"),
        ("ںٹڈڑے", "نتدري"),
        ("ﷺ", "صلي الله عليه وسلم"),
        ("ﻼﻺﻸﻶ", "لالالالا"),
        ("ﯾﮐﭘﮔ", "يكبك"),
        ("كتاﹰبـﱠ", "كتاب"),
        ("م²", "م^2"),
        ("20²", "20^2"),
        ("CO₂", "co_2"),
        ("5½", "5(1/2)"),
        ("①١", "(1)1"),
        ("⑴⒈", "(1)(1.)"),
        ("፩➀", "(1)(1)"),
        ("۱۲٣٤５", "12345"),
        ("٣٫٥ و٣٬٠٠٠ و٪", "3٫5 و3٬000 و٪"),
        ("…", "..."),
        ("d´Estaing", "d´estaing"),
        ("❤\ufe0f", "❤"),
        ("\u06dd١", "\u06dd1"),
        ("ك\u200cت\u200dا\u2066ب\u2069\U000e0041\u00ad", "كتاب"),
        ("\ud800ا\udfff", "\ud800ا\udfff"),
        ("ًٌٍ", ""),
        ("", ""),
    ],
)
def test_fold(surface: str, folded: str) -> None:
    assert fold(surface) == folded


@pytest.mark.parametrize(("one", "other"), [("قرار", "فرار"), ("علي", "عالي"), ("سوريا", "سورية"), ("حزب", "حرب"), ("دعا", "دعاء"), ("2017", "2018")])
def test_what_differs_stays_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


FOLDED = {char: folded for char in map(chr, range(sys.maxunicode + 1)) if (folded := fold(char)) != char}


def test_every_character_of_unicode_folds_to_what_folds_to_itself_and_no_mark_outlives_folding() -> None:
    assert len(FOLDED) > 5000, "folding does something"
    assert [hex(ord(char)) for char, folded in FOLDED.items() if fold(folded) != folded] == []
    assert [hex(ord(char)) for char, folded in FOLDED.items() if any(unicodedata.combining(c) for c in folded)] == []
    assert all(FOLDED.get(char) == "" for char in map(chr, range(0x20000)) if unicodedata.combining(char))


@pytest.mark.parametrize("plane", range(17))
def test_every_character_of_unicode_folds_alone_as_between_letters_and_the_map_leads_both_ways(plane: int) -> None:
    chars = [chr(code) for code in range(plane * 0x10000, (plane + 1) * 0x10000)]
    alone = [fold(char) for char in chars]
    folded = fold_with_map("ب" + "ب".join(chars))
    assert folded.text == "ب" + "ب".join(alone)
    at = 1
    for k, form in enumerate(alone):
        assert folded.offsets[2 * k + 1] == at, hex(ord(chars[k]))
        if form:
            assert folded.original(at, at + len(form)) == (2 * k + 1, 2 * k + 2), hex(ord(chars[k]))
        else:
            assert folded.ends[at - 1] == 2 * k + 2, "a mark goes with the letter before it"
        at += len(form) + 1


def test_no_digit_but_0_to_9_outlives_folding_and_a_number_sign_joins_no_digit() -> None:
    kept = [char for char in map(chr, range(sys.maxunicode + 1)) if char.isdigit() and char not in FOLDED]
    assert kept == list("0123456789")
    for char, folded in FOLDED.items():
        assert all(c in "0123456789" for c in folded if c.isdigit()), hex(ord(char))
        if unicodedata.category(char) != "Nd" and any(c.isdigit() for c in folded):
            assert folded[0] in "^_(", hex(ord(char))
            assert folded[0] != "(" or folded[-1] == ")", hex(ord(char))


def test_format_characters_vanish_but_for_those_that_are_seen() -> None:
    kept = [char for char in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(char) == "Cf" and fold(char)]
    assert all("ARABIC" in unicodedata.name(c) or "SYRIAC" in unicodedata.name(c) or "KAITHI" in unicodedata.name(c) for c in kept)
    assert "\u06dd" in kept


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


@given(ANY | THICK, st.data())
def test_an_original_span_leads_to_what_it_folds_to(text: str, data: st.DataObject) -> None:
    folded = fold_with_map(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = folded.folded(start, end)
    assert folded.text[first:last] == fold(text[start:end])
    if first < last:  # the way back holds the span, but for marks at its head, and marks behind it
        back = folded.original(first, last)
        assert start <= back[0] < back[1]
        assert fold(text[slice(*back)]) == fold(text[start:end])
        assert folded.folded(*back) == (first, last)


@given(ANY | THICK)
def test_both_ways_never_turn_back(text: str) -> None:
    folded = fold_with_map(text)
    assert len(folded.offsets) == len(text) + 1
    assert folded.offsets[0] == 0
    assert folded.offsets[-1] == len(folded.text)
    assert list(folded.offsets) == sorted(folded.offsets)


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


def test_a_mark_alone_leads_to_the_place_where_it_stood() -> None:
    folded = fold_with_map("كَتب")
    assert folded.folded(1, 2) == (1, 1)
    assert folded.original(1, 1) == (2, 2)
    assert fold_with_map("ًَ").folded(0, 2) == (0, 0)
    assert fold_with_map("ًَ").original(0, 0) == (0, 0)


def test_all_of_a_ligature_takes_the_marks_behind_it() -> None:
    folded = fold_with_map("قاﻻَم")
    assert folded.original(2, 3) == folded.original(3, 4) == (2, 4)
    assert folded.original(2, 4) == (2, 4)


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (2, 1), (0, 9)])
def test_a_span_outside_of_the_text_is_refused(start: int, end: int) -> None:
    folded = fold_with_map("كتب")
    with pytest.raises(IndexError, match=f"expected a span within the 3 characters of the original text, got {start}:{end}"):
        folded.folded(start, end)
    with pytest.raises(IndexError, match=f"expected a span within the 3 characters of the folded text, got {start}:{end}"):
        folded.original(start, end)
