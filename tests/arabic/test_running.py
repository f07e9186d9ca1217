from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.arabic import RunningQuotation, running_quotations
from mahdar.arabic.quotes import read_marks
from mahdar.arabic.running import LineMarks

# id, lines, the running quotations: what each line has of them, and whether they are closed
ROWS = [
    ("closed-in-the-next-line", ['وقال: "لن نقبل ذلك.', 'سنعود غدا" ثم مضى.'], [(["لن نقبل ذلك.", "سنعود غدا"], True)]),
    ("guillemets", ["وقال: «لن نقبل ذلك.", "سنعود غدا»."], [(["لن نقبل ذلك.", "سنعود غدا"], True)]),
    ("closed-at-the-end", ['قال: "أولا', "ثانيا", 'ثالثا".'], [(["أولا", "ثانيا", "ثالثا"], True)]),
    ("opened-anew", ['قال: "أولا.', '"ثانيا.', '"ثالثا". ثم مضى.'], [(["أولا.", "ثانيا.", "ثالثا"], True)]),
    ("opened-anew-after-a-dash", ["قال: «أولا.", "- «ثانيا»."], [(["أولا.", "ثانيا"], True)]),
    ("opened-anew-never-closed", ["قال: «أولا.", "«ثانيا.", "ثم مضى."], [(["أولا.", "ثانيا."], False)]),
    ("quotations-on-the-way", ["قال: «أولا.", 'في قناة "الأفق".', "ثالثا»."], [(["أولا.", 'في قناة "الأفق".', "ثالثا"], True)]),
    ("closed-before-another", ['قال: "أولا', 'ثانيا" ثم ذكر "الأفق".'], [(["أولا", "ثانيا"], True)]),
    ("two", ['قال: "أولا', 'ثانيا" ثم قال: "لا', 'أبدا".'], [(["أولا", "ثانيا"], True), (["لا", "أبدا"], True)]),
    ("never-closed", ['قال: "لن نقبل ذلك', "ثم مضى.", "وعاد."], []),
    ("another-quotation-follows", ['قال: "لن نقبل ذلك', 'ثم ذكر "الأفق".', "وعاد."], []),
    ("closes-nothing", ["قال ذلك", 'ثم مضى".'], []),
    ("too-far", ['قال: "أولا', *["ثم"] * 6, 'أخيرا".'], []),
    ("another-mark-anew", ["قال: «أولا.", '"الأفق" قناة.'], []),
    ("in-one-line", ['قال: "نعم".', "ثم مضى."], []),
    ("no-lines", [], []),
]  # fmt: skip


def read(text: str) -> tuple[RunningQuotation, ...]:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(LineMarks(at, at + len(line), read_marks(text, at, at + len(line))))
        at += len(line) + 1
    return running_quotations(text, lines)


@pytest.mark.parametrize(("lines", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_running_quotations(lines: list[str], expected: list[tuple[list[str], bool]]) -> None:
    text = "\n".join(lines)
    got = read(text)
    assert [([text[p.quotation.inner_start : p.quotation.inner_end] for p in q.parts], q.closed) for q in got] == expected


def test_a_caption_does_not_go_on_with_a_quotation() -> None:
    text = 'قال: "أولا\nثانيا"'
    lines = [LineMarks(0, 10, read_marks(text, 0, 10), "body"), LineMarks(11, len(text), read_marks(text, 11), "caption")]
    assert running_quotations(text, lines) == ()


@given(st.text(alphabet=st.sampled_from('"«» ق.\n-')))
def test_parts_lie_in_their_lines_in_order(text: str) -> None:
    ends = [0]
    for line in text.split("\n"):
        ends.append(ends[-1] + len(line) + 1)
    at = 0
    for running in read(text):
        assert len(running.parts) > 1
        for part in running.parts:
            q = part.quotation
            assert ends[part.line] <= q.start <= q.inner_start <= q.inner_end <= q.end < ends[part.line + 1]
            assert at <= q.start
            assert text[q.start : q.inner_start] == q.opening
            assert text[q.inner_end : q.end] == q.closing
            at = q.end


@pytest.mark.parametrize("lines", ['"ا\n', 'ا"\n', "«ا\nب\n", '"ا\nب\n'])
def test_a_hostile_page_takes_time_linear_in_it(lines: str) -> None:
    assert len(read(lines * 10_000)) <= 10_000
