from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.arabic import Quotation, quotations
from mahdar.arabic.enclosed import DEEPEST

# id, line, insides of the quotations in order ("…" at the end: never closed)
ROWS = [
    ("straight", 'قال "نعم" ثم مضى', ["نعم"]),
    ("curly", "قال “نعم” ثم مضى", ["نعم"]),
    ("curly-turned-round", "قال ”نعم“ ثم مضى", ["نعم"]),
    ("guillemets", "قال «نعم» ثم مضى", ["نعم"]),
    ("guillemets-turned-round", "قال »نعم« ثم مضى", ["نعم"]),
    ("low", "قال „نعم“ ثم مضى", ["نعم"]),
    ("doubled-apostrophes", "قال ''نعم'' ثم مضى", ["نعم"]),
    ("curly-closed-straight", 'قال “نعم" ثم مضى', ["نعم"]),
    ("guillemet-closed-curly", "قال «نعم” ثم مضى", ["نعم"]),
    ("straight-closed-guillemet", 'قال "نعم» ثم مضى', ["نعم"]),
    ("two", 'قناة "الأفق" وصحيفة "المدار"', ["الأفق", "المدار"]),
    ("two-kinds", 'قال «نعم»، وقال "لا".', ["نعم", "لا"]),
    ("nested-other-kind", 'قال «إن قناة "الأفق" أخطأت» ثم مضى', ['إن قناة "الأفق" أخطأت']),
    ("two-nested-other-kind", 'قال «إن "الأفق" و "المدار" أخطأتا» ثم مضى', ['إن "الأفق" و "المدار" أخطأتا']),
    ("straight-after-space-closes-curly", 'قال “نعم "ثم مضى', ["نعم "]),
    ("nested-curly-in-straight", 'قال "إن قناة “الأفق” أخطأت" ثم مضى', ["إن قناة “الأفق” أخطأت"]),
    ("nested-same-straight", 'قال "إن قناة "الأفق" أخطأت" ثم مضى', ['إن قناة "الأفق" أخطأت']),
    ("opened-twice-by-a-slip", "قال “نعم“ ثم مضى", ["نعم"]),
    ("comma-after", 'قال "نعم"، ثم مضى', ["نعم"]),
    ("stop-inside", 'قال "نعم."', ["نعم."]),
    ("bracket-before", 'الأمين العام ("السلام") قال', ["السلام"]),
    ("proclitic-before", 'وصف ذلك بـ"الخطأ" أمس', ["الخطأ"]),
    ("unclosed", 'وقال: "لن نقبل ذلك أبدا', ["لن نقبل ذلك أبدا…"]),
    ("unclosed-space-at-end", "وقال: «لن نقبل  ", ["لن نقبل…"]),
    ("second-unclosed", 'قال "نعم" ثم "لن نقبل', ["نعم", "لن نقبل…"]),
    ("closes-nothing", "ثم مضى» وقال «نعم»", ["نعم"]),
    ("empty", 'كتب "" ثم مضى', []),
    ("mark-alone-at-end", 'ثم مضى "', []),
    ("single", "قال 'نعم' ثم مضى", ["نعم"]),
    ("singles-curly", "قال ‘نعم’ ثم ’لا‘", ["نعم", "لا"]),
    ("single-after-a-proclitic", "وصفه بـ'الخطأ' و'الوهم'", ["الخطأ", "الوهم"]),
    ("single-in-double", "كتب \"إن 'الأفق' أخطأت\"", ["إن 'الأفق' أخطأت"]),
    ("double-in-single", "كتب 'إن \"الأفق\" أخطأت'", ['إن "الأفق" أخطأت']),
    ("apostrophe", "قال d'Estaing إن Sana’a بعيدة", []),
    ("apostrophe-and-quotation", "كتب d'Estaing 'نعم' ومضى", ["نعم"]),
    ("apostrophe-alone", "في القرآ'ن والشعر' القديم", []),
    ("single-never-closed", "قال 'نعم ثم مضى", []),
    ("single-crosses-double", "قال \"نعم 'الأفق\" ثم لا' ومضى", ["نعم 'الأفق"]),
    ("angle-of-two-marks", "قال <<نعم>> ثم مضى", ["نعم"]),
    ("single-angle", "قال ‹نعم› ثم مضى", ["نعم"]),
    ("backticks", "قال ``نعم'' ثم مضى", ["نعم"]),
    ("prime-for-a-mark", 'موقع "اليوم 24″ ثم مضى', ["اليوم 24"]),
    ("wide", "قال ＂نعم＂ ثم مضى", ["نعم"]),
    ("spaced-wrongly", 'قال "نعم "ثم قال "لا" ومضى', ["نعم ", "لا"]),
    ("spaced-wrongly-both-left", 'قال" نعم" ثم مضى', [" نعم"]),
    ("glued", 'قال"نعم"ثم مضى', ["نعم"]),
    ("after-a-colon", 'قال:"نعم" ثم مضى', ["نعم"]),
    ("several-sentences", 'قال "نعم. لن نعود! هل فهمتم؟ سنرى" ثم مضى', ["نعم. لن نعود! هل فهمتم؟ سنرى"]),
    ("several-sentences-guillemets", "قال «نعم. لن نعود» ثم «لا. أبدا».", ["نعم. لن نعود", "لا. أبدا"]),
    ("several-sentences-nested", 'قال «نعم. قال لي "لا. أبدا". مضينا».', ['نعم. قال لي "لا. أبدا". مضينا']),
    ("closes-what-an-earlier-line-opened", 'سنعود غدا" ثم ذكر "الأفق"', ["الأفق"]),
    ("never-closed-ends-with-its-sentence", 'قال "نعم، سنعود. ثم ذكر "الأفق" ومضى', ["نعم، سنعود.…", "الأفق"]),
    ("never-closed-inside-the-sentence", 'قال "إن قناة "الأفق" أخطأت', ['إن قناة "الأفق" أخطأت…']),
    ("inner-never-closed", 'قال «إن قناة "الأفق أخطأت» ثم مضى', ['إن قناة "الأفق أخطأت']),
    ("inner-mismatched", 'قال "إن قناة «الأفق" أخطأت" ثم مضى', ['إن قناة «الأفق" أخطأت']),
    ("two-guillemets-turned-round-nested", "قال »إن قناة »الأفق« أخطأت« ثم مضى", ["إن قناة »الأفق« أخطأت"]),
    ("nested-and-closed-at-once", 'قال "إن قناة "الأفق"" ثم مضى', ['إن قناة "الأفق"']),
    ("none", "قال نعم ثم مضى", []),
    ("no-text", "", []),
]


@pytest.mark.parametrize(("line", "insides"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_quotations(line: str, insides: list[str]) -> None:
    got = quotations(line)
    assert [line[q.inner_start : q.inner_end] + ("" if q.closed else "…") for q in got] == insides


def test_ends_hold_the_marks() -> None:
    line = "قال ''نعم'' ثم «لا"
    assert [line[q.start : q.end] for q in quotations(line)] == ["''نعم''", "«لا"]


def test_offsets_count_in_the_whole_text_and_lines_do_not_mix() -> None:
    text = 'قال "نعم\nثم قال "لا" ومضى'
    (got,) = quotations(text, text.index("ثم"))
    assert text[got.inner_start : got.inner_end] == "لا"
    (unclosed,) = quotations(text, 0, text.index("\n"))
    assert (text[unclosed.inner_start : unclosed.inner_end], unclosed.closed) == ("نعم", False)


# line, the quotations as (marks, insides): those inside them in turn
NESTED = [
    ('قال «إن "الأفق" و "المدار" أخطأتا» ثم مضى', [("«»", [('""', []), ('""', [])])]),
    ('قال "إن قناة "الأفق" أخطأت" ثم مضى', [('""', [('""', [])])]),
    ("قال «إن فلانا قال “لن نقبل 'الوهم' أبدا” أمس».", [("«»", [("“”", [("''", [])])])]),
    ("قال «إن «الأفق» أخطأت».", [("«»", [("«»", [])])]),
    ('قال «إن قناة "الأفق أخطأت» ثم مضى', [("«»", [('"', [])])]),
    ('قال "إن قناة «الأفق" أخطأت" ثم مضى', [('""', [('«"', [])])]),
    ('قال "إن قناة «الأفق أخطأت" ثم «لا»', [('""', [("«", [])]), ("«»", [])]),
    ("قال «إن قناة “الأفق” أخطأت", [("«", [("“”", [])])]),
    ('قال "إن قناة "الأفق"" ثم مضى', [('""', [('""', [])])]),
]  # fmt: skip


def shape(found: Sequence[Quotation]) -> list[tuple[str, Any]]:
    return [(q.opening + q.closing, shape(q.children)) for q in found]


@pytest.mark.parametrize(("line", "expected"), NESTED)
def test_quotations_inside_quotations(line: str, expected: list[tuple[str, Any]]) -> None:
    assert shape(quotations(line)) == expected


@pytest.mark.parametrize("unit", ['"', '" ', '"ا ', "«", "»", '"«', "'ا' ", "' ", '"ا. ', '«ا "ب '])
def test_a_hostile_line_takes_time_linear_in_it(unit: str) -> None:
    assert len(quotations(unit * 40_000)) <= 40_000


def test_a_tower_of_marks_is_only_so_deep() -> None:
    (found,) = quotations("«ا " * 1000)
    depth = 0
    while found.children:
        (found,), depth = found.children, depth + 1
    assert depth == DEEPEST - 1


@given(st.text(alphabet=st.sampled_from("\"'“”„«»‘’` ق،.(\n")) | st.text())
def test_quotations_lie_in_order_without_overlap(text: str) -> None:
    check(text, quotations(text), 0, len(text))


def check(text: str, found: Sequence[Quotation], start: int, end: int) -> None:
    at = start
    for q in found:
        assert at <= q.start < q.inner_start < q.inner_end <= q.end <= end
        assert (q.opening, q.closing) == (text[q.start : q.inner_start], text[q.inner_end : q.end])
        check(text, q.children, q.inner_start, q.inner_end)
        at = q.end


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('طوله 5\'10" وعرضه 3" فقط', []),
        ('شاشة 27" و32" جديدة', []),
        ('شاشة 27" من شركة "نور" جديدة', ["نور"]),
        ('قال "شاشة 27" جديدة" ومضى', ['شاشة 27" جديدة']),
        ('«شاشة 27" جديدة» ثم "نعم"', ['شاشة 27" جديدة', "نعم"]),
        ('قال "نعم في 2018" ومضى', ["نعم في 2018"]),
        ('قال: "القرار 2254" و"القرار 2118" معا', ["القرار 2254", "القرار 2118"]),
        ('في 2018"نعم" قال', ["نعم"]),
    ],
)
def test_a_mark_behind_a_digit_is_of_inches_unless_it_closes(text: str, inside: list[str]) -> None:
    assert [text[q.inner_start : q.inner_end] for q in quotations(text)] == inside
