from __future__ import annotations

import pytest

from mahdar.arabic import Lexicon, analyse
from mahdar.model import Block


def block(text: str) -> Block:
    return Block(start=0, end=len(text), role="body", confidence=1.0, why="")


def test_lines_of_blocks(lexicon: Lexicon) -> None:
    text = "قائمة\nعنوان\n\nوصل الوفد.\nوعاد.\n\u200f\n"
    start = text.index("عنوان")
    blocks = [
        Block(start=start, end=start + 5, role="title", confidence=1.0, why=""),
        Block(start=text.index("وصل"), end=len(text), role="body", confidence=1.0, why=""),
    ]
    got = analyse(text, blocks, lexicon)
    assert [(line.number, text[line.start : line.end], line.block.role) for line in got.lines] == [
        (2, "عنوان", "title"),
        (4, "وصل الوفد.", "body"),
        (5, "وعاد.", "body"),
    ]


def test_no_blocks_no_lines(lexicon: Lexicon) -> None:
    assert analyse("قائمة", [], lexicon).lines == ()


def test_the_quotation_at_an_offset(lexicon: Lexicon) -> None:
    text = 'قال "نعم" وقال "لا"'
    (line,) = analyse(text, [block(text)], lexicon).lines
    second = line.quotation_at(text.index("لا"))
    assert second is not None
    assert text[second.start : second.end] == '"لا"'
    assert line.quotation_at(1) is None
    assert line.quotation_at(text.index('"')) is None, "the mark itself is not inside"


def test_the_quotations_around_an_offset(lexicon: Lexicon) -> None:
    text = 'قال «إن قناة "الأفق" أخطأت (أمس)» ثم مضى'
    (line,) = analyse(text, [block(text)], lexicon).lines
    assert [text[q.start : q.end] for q in line.quotations_at(text.index("الأفق"))] == ['«إن قناة "الأفق" أخطأت (أمس)»', '"الأفق"']
    assert line.quotations_at(0) == ()
    opening = line.quotation_opening(text.index("«"))
    assert opening is not None
    assert opening.start == text.index("«")
    assert line.quotation_opening(text.index('"')) is None, "only the outermost"
    aside = line.parenthesis_at(text.index("أمس"))
    assert aside is not None
    assert text[aside.start : aside.end] == "(أمس)"
    assert line.parenthesis_at(0) is None


def test_a_line_inside_a_quotation_of_an_earlier_line(lexicon: Lexicon) -> None:
    text = 'وقال: "لن نقبل ذلك\nسنعود. ولن ننسى" ثم ذكر "الأفق". ومضى.'
    first, second = analyse(text, [block(text)], lexicon).lines
    assert [(q.opening, q.closing) for q in (*first.quotations, *second.quotations)] == [('"', ""), ("", '"'), ('"', '"')]
    assert second.quotation_at(text.index("ولن")) is second.quotations[0]
    assert [text[second.tokens[a].start : second.tokens[b - 1].end] for a, b in second.sentences] == ['سنعود. ولن ننسى" ثم ذكر "الأفق".', "ومضى."]
    (running,) = analyse(text, [block(text)], lexicon).running
    assert [part.line for part in running.parts] == [0, 1]


@pytest.mark.parametrize("unit", ['"ا" ', "«ا» (ب) ", "''ا'' "])
def test_looking_up_many_quotations_takes_no_time(lexicon: Lexicon, unit: str) -> None:
    text = unit * 20_000
    (line,) = analyse(text, [block(text)], lexicon).lines
    assert len(line.quotations) == 20_000
    assert sum(line.quotation_at(token.start) is not None for token in line.tokens) == 20_000


@pytest.mark.parametrize(("unit", "longest"), [("كلمة ", 400), ("كلمة، ", 252)])
def test_a_line_that_never_ends_is_cut(lexicon: Lexicon, unit: str, longest: int) -> None:
    text = unit * 2000
    (line,) = analyse(text, [block(text)], lexicon).lines
    assert max(b - a for a, b in line.sentences) <= longest + 1
    assert [i for a, b in line.sentences for i in range(a, b)] == list(range(len(line.tokens)))
