from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.arabic import fold, transliterate


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("خيرات عبد الرحمنوف", "khyrat-abd-al-rhmnwf"),
        ("الرياض", "al-ryad"),
        ("آل", "al"),
        ("الله", "al-lh"),
        ("مسؤول أممي", "mswwl-ammy"),
        ("جولة 7", "jwlh-7"),
        ("اللجنة - الدستورية", "al-ljnh-al-dstwryh"),
        ("Reuters", "reuters"),
        ("قناة RT", "qnah-rt"),
        ("ءء", "x621-621"),
        ("«»", "xab-bb"),
        ("", "x"),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert transliterate(text) == slug


@given(st.text())
def test_any_text_gives_a_slug(text: str) -> None:
    slug = transliterate(text)
    assert re.fullmatch(r"[a-z0-9_]+(-[a-z0-9_]+)*", slug) or slug == "x", slug


@given(st.text(alphabet=st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويأإةىَ ")))
def test_spellings_that_fold_alike_have_one_slug(text: str) -> None:
    assert transliterate("ب" + text) == transliterate(fold("ب" + text))
