"""Whatever a page holds, reading it raises nothing and keeps every promise that a reading makes."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mahdar.invariants import check
from mahdar.reader import Reader
from tests.support.pages import page_of

# Words that the rules look for, so that rules meet in ways that no writer meant.
WORDS = (
    "قال وأضاف مضيفا مؤكدا أعلن وفق بحسب نقلا عن إن أن بأن إلى على أنه لن لا ما «أستانا» أستانا-7 محادثات الجولة السابعة الـ19 جولة"
    " اجتماع الاجتماع الدولي وزير الخارجية الروسي سيرغي لافروف المبعوث الخاص للرئيس ألكسندر لافرنتييف موسكو وأنقرة للافروف بيان البيان"
    " وكالة تاس الأمم المتحدة قرار 2254 مجلس الأمن أمس اليوم غدا يوم الثلاثاء 5 أيار/مايو 2019 تشرين الأول الماضي المقبل منذ سنوات 30"
    " و31 أكتوبر الساعة 10:30 بين عامي المصدر: اقرأ أيضا الرئيسية"
).split()
MARKS = ["، ", ". ", ": ", '"', "”", "“", "«", "»", "'", "(", ")", "…"]
GLUE = st.sampled_from([" ", "  ", "\n", "\n\n", "\r\n", " \u200f", "\u00a0", "ـ", "\u064b", "", *MARKS])
PIECE = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), st.text(max_size=6))
PAGES = st.lists(st.tuples(PIECE, GLUE), max_size=60).map(lambda pieces: "".join(piece + glue for piece, glue in pieces))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@given(text=st.text())
def test_any_string(reader: Reader, text: str) -> None:
    assert check(reader.read(page_of(text))).text == text


@settings(max_examples=400)
@given(text=PAGES, published=st.sampled_from([None, "2024", "2024-01", "2024-02-29"]))
@example(text="قال المصدر:ـ. ", published=None)  # a credit without a word
def test_any_words_in_any_order(reader: Reader, text: str, published: str | None) -> None:
    assert check(reader.read(page_of(text, published=published))).text == text
