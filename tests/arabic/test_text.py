from __future__ import annotations

import pytest

from mahdar.arabic import Lexicon, analyse
from mahdar.model import Block

# id, line, its sentences
SENTENCES = [
    ("one", "وصل الوفد إلى موسكو.", ["وصل الوفد إلى موسكو."]),
    ("no-stop", "وصل الوفد إلى موسكو", ["وصل الوفد إلى موسكو"]),
    ("two", "وصل الوفد. وعقد لقاء مع الوزير.", ["وصل الوفد.", "وعقد لقاء مع الوزير."]),
    ("question-and-exclamation", "هل وصل؟ نعم! وصل.", ["هل وصل؟", "نعم!", "وصل."]),
    ("latin-question", "هل وصل? نعم.", ["هل وصل?", "نعم."]),
    ("glued", "وصل الوفد.وعقد لقاء.", ["وصل الوفد.", "وعقد لقاء."]),
    ("stop-in-quotation", 'قال: "وصلنا. سنعود غدا" ثم مضى. وعاد.', ['قال: "وصلنا. سنعود غدا" ثم مضى.', "وعاد."]),
    ("stop-in-unclosed-quotation", 'قال: "وصلنا. سنعود غدا', ['قال: "وصلنا.', "سنعود غدا"]),
    ("stop-before-closing-mark", 'قال: "وصلنا". وعاد.', ['قال: "وصلنا".', "وعاد."]),
    ("initial", "التقى ج.بوش الوزير. وعاد.", ["التقى ج.بوش الوزير.", "وعاد."]),
    ("decimal", "زادت 3.5 نقطة. وعاد.", ["زادت 3.5 نقطة.", "وعاد."]),
    ("address", "موقع example.com يقول. وعاد.", ["موقع example.com يقول.", "وعاد."]),
]


def block(text: str) -> Block:
    return Block(start=0, end=len(text), role="body", confidence=1.0, why="")


@pytest.mark.parametrize(("text", "sentences"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_sentences(lexicon: Lexicon, text: str, sentences: list[str]) -> None:
    (line,) = analyse(text, [block(text)], lexicon).lines
    assert [text[line.tokens[a].start : line.tokens[b - 1].end] for a, b in line.sentences] == sentences


def test_every_token_is_in_one_sentence(lexicon: Lexicon) -> None:
    text = " ".join(row[1] for row in SENTENCES)
    (line,) = analyse(text, [block(text)], lexicon).lines
    assert [i for a, b in line.sentences for i in range(a, b)] == list(range(len(line.tokens)))


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


@pytest.mark.parametrize(("unit", "longest"), [("كلمة ", 400), ("كلمة، ", 252)])
def test_a_line_that_never_ends_is_cut(lexicon: Lexicon, unit: str, longest: int) -> None:
    text = unit * 2000
    (line,) = analyse(text, [block(text)], lexicon).lines
    assert max(b - a for a, b in line.sentences) <= longest + 1
    assert [i for a, b in line.sentences for i in range(a, b)] == list(range(len(line.tokens)))
