"""What is no statement, what is refused with a reason, and what holds for every text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.statements.conftest import Page

Read = Callable[..., Page]

NO_STATEMENT = [
    ("بين, between", "جرى الحوار بين روسيا وتركيا في الربيع."),
    ("بين at the head", "بين لافروف وميركل خلاف قديم."),
    ("ذكر, mentioned", "ذكر اسم لافروف في الوثيقة."),
    ("تابع, went on his way", "تابع الوزير سيره نحو المطار."),
    ("رد, shot back", "رد الجيش السوري على مصادر النيران."),
    ("كتب, wrote something", "كتب لافروف مقالا طويلا."),
    ("سجل, scored", "سجل المنتخب هدفا في الشوط الثاني."),
    ("أراد, wanted: no words of his", "أراد لافروف عقد جولة جديدة."),
    ("حمل, carried", "حمل الجندي سلاحه."),
    ("عرض, showed", "عرض التلفزيون فيلما عن الحرب."),
    ("وقع, signed", "وقع الجانبان الاتفاق في القاهرة."),
    ("جاء, came", "جاء الرد من موسكو سريعا."),
    ("a noun of the same letters", "مصر على الحوار منفتحة."),
    ("a participle with the article", "الموقف المؤيد للحوار ثابت."),
    ("a bare participle", "مؤكد أن الحوار مستمر."),
    ("an agent noun", "المتحدث الرسمي غادر القاعة."),
    ("a charge", "شارك في الاجتماع مساعد الوزير المكلف بالملف."),
    ("a passive: it is to be recalled", "يذكر أن الجولة السابقة عقدت في الربيع."),
    ("a passive with its vowel", "يُتوقع أن تعقد الجولة غدا."),
    ("expected", "ومن المتوقع أن تعقد الجولة غدا."),
    ("planned", "كان من المقرر أن يصل الوفد غدا."),
    ("was announced", "أعلن عن وصول الوفد."),
    ("nobody to have said it", "قال إن الحوار مستمر."),
    ("not said", "لم يذكر لافروف أن الحوار مستمر."),
    ("without saying", "غادر القاعة دون أن يذكر لافروف أن الحوار مستمر."),
    ("a relative with a pronoun", "هذا ما أعلنه لافروف."),
    ("words that an agency carried", "تصريحات نقلتها وكالة تاس أمس."),
    ("a verb with nothing told", "قال لافروف."),
    ("a colon with nothing after it", "قال لافروف:"),
]

REFUSED = [
    ("يذكر أن الجولة السابقة عقدت في الربيع.", "يذكر"),
    ("يُتوقع أن تعقد الجولة غدا.", "يُتوقع"),
    ("أعلن عن وصول الوفد.", "أعلن"),
    ("قال إن الحوار مستمر.", "قال"),
]

WORDS = (
    "قال وأضاف أكد لافروف، إن أن بأن على إلى عن من مضيفا مؤكدين وشدد «لا بديل عن الحوار» بحسب وفقا لموسكو وكالة تاس نقلت جاء في البيان"
    " المجتمعون الفلسطينيون ترفض التي الذي أنقرة الاتفاق . : ، لم يستبعد طلب وزير الخارجية الروسي الحركة حماس حيث ترى نقلا"
).split()
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), st.text(max_size=5)), max_size=40).map(" ".join)


@pytest.mark.parametrize("text", [pytest.param(t, id=i) for i, t in NO_STATEMENT])
def test_what_is_no_statement(read: Read, text: str) -> None:
    assert read(text).said == []


@pytest.mark.parametrize(("text", "words"), REFUSED)
def test_a_reporting_word_without_a_speaker_is_refused_with_the_reason(read: Read, text: str, words: str) -> None:
    page = read(text)
    assert [(r.of(page.text), r.layer, r.reason) for r in page.rejected] == [
        (words, "statement", "a reporting word with nobody who could have said it")
    ]


def test_ids_are_those_of_the_same_words_in_the_same_text(read: Read) -> None:
    text = "قال لافروف إن الوضع صعب. وأضاف أن الحل ممكن."
    first, again, other = read(text), read(text), read(text + " ")
    assert [s.id for s in first.statements] == [s.id for s in again.statements]
    assert len({s.id for s in (*first.statements, *other.statements)}) == 4
    assert all(len(s.id) == 12 and set(s.id) <= set("0123456789abcdef") for s in first.statements)


def test_the_rule_and_its_confidence_are_told(read: Read) -> None:
    page = read("قال لافروف إن الوضع صعب، مضيفا أن الحل ممكن.")
    assert [s.found_by for s in page.statements] == ["grammar:vso-an", "grammar:participle-an"]
    assert all(0.5 < s.confidence < 1 for s in page.statements)


@given(body=TEXTS, headline=TEXTS)
def test_spans_lie_in_the_text_and_refer_to_entities(read: Read, body: str, headline: str) -> None:
    page = read(body, headline=headline.replace("\n", " "))
    for s in page.statements:
        assert 0 <= s.start < s.end <= len(page.text)
        assert s.of(page.text).strip() == s.of(page.text)
        assert s.cue is not None
        assert s.cue.start < s.cue.end
        assert s.speaker is not None
        assert 0 <= s.speaker.start < s.speaker.end <= len(page.text)
        assert all(0 <= v.start < v.end <= len(page.text) and v.entity != s.speaker.entity for v in s.via)
        assert len({v.entity for v in s.via}) == len(s.via)


@given(body=TEXTS)
def test_no_content_is_told_twice(read: Read, body: str) -> None:
    page = read(body)
    assert len({(s.start, s.end) for s in page.statements}) == len(page.statements)
    assert len({s.id for s in page.statements}) == len(page.statements)


@given(body=TEXTS)
def test_reading_again_says_the_same(read: Read, body: str) -> None:
    assert read(body) == read(body)
