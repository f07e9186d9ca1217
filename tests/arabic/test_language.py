from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.arabic import LanguageFinder
from mahdar.knowledge import load

FINDER = LanguageFinder(load().languages)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("قال وزير الخارجية إن المحادثات ستستأنف في العاصمة.", "ar", id="arabic"),
        pytest.param("كلمة", "ar", id="one-word"),
        pytest.param("وصل چيچك ومعه گوران إلى المدينة في المساء.", "ar", id="arabic-with-foreign-letters-in-names"),
        pytest.param("وصل الوفد إلى قمة BRICS في جوهانسبرغ", "ar", id="arabic-with-latin"),
        pytest.param("الكتابة على لوحة مفاتیح أخرى في العراق من دون خطأ کبیر", "ar", id="arabic-on-a-persian-keyboard"),
        pytest.param("سخنگوی وزارت امور خارجه گفت این نشست در تهران برگزار می شود", "fa", id="persian"),
        pytest.param("وزیر خارجہ نے کہا ہے کہ مذاکرات جاری ہیں", "ur", id="urdu"),
        pytest.param("وەزیری دەرەوە لە کۆبوونەوەکە بەشدار بوو", "ckb", id="kurdish"),
        pytest.param("The minister said that talks will resume in the capital", "en", id="english"),
        pytest.param("Read more", "en", id="short-english"),
        pytest.param("Reuters", None, id="a-latin-name"),
        pytest.param("Переговоры продолжаются", None, id="another-script"),
        pytest.param("12/09/2017", None, id="figures"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_which_language(text: str, language: str | None) -> None:
    assert FINDER.of(text) == language


@given(st.text())
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert FINDER.of(text) in {"ar", "fa", "ur", "ckb", "en", None}
