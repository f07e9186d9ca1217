from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.arabic import quotations

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


@given(st.text(alphabet=st.sampled_from("\"'“”„«» ق،.(\n")) | st.text())
def test_quotations_lie_in_order_without_overlap(text: str) -> None:
    at = 0
    for q in quotations(text):
        assert at <= q.start < q.inner_start < q.inner_end <= q.end <= len(text)
        assert q.closed == (q.inner_end < q.end)
        at = q.end
