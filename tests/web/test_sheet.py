from __future__ import annotations

import html
import re

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mahdar.model import Block, Reading, Role
from mahdar.web.sheet import Layer, Tag, runs, text_with_layers
from tests.support.readings import all_readings, round_19

TAGS: tuple[Tag, ...] = ("mark", "a", "span")


def stripped(rendered: str) -> str:
    """What a reader copies: tags off, entities back."""
    return html.unescape(re.sub(r"<[^>]*>", "", rendered))


def sheet_text(reading: Reading, layers: list[Layer]) -> str:
    return "".join(line.lead + stripped(line.html) + line.tail for run in runs(reading, layers) for line in run.lines)


def layer(start: int, end: int, rank: int = 0, tag: Tag = "span") -> Layer:
    return Layer(start=start, end=end, rank=rank, tag=tag, attributes=(("id", f"char={start},{end}"),))


texts = st.text(alphabet=st.one_of(st.sampled_from("\n \t<>&\"'«»سلام\u202e\u200f\r"), st.characters(codec="utf-8")), max_size=120)


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[Layer], list[Block]]:
    text = draw(texts)
    edge = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(edge, edge, st.integers(0, 5), st.sampled_from(TAGS)), max_size=8))
    cuts = sorted(set(draw(st.lists(edge, max_size=6))))
    roles: st.SearchStrategy[Role] = st.sampled_from(("title", "body", "furniture"))
    blocks = [Block(start=a, end=b, role=draw(roles), confidence=1.0, why="") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return text, [layer(min(a, b), max(a, b), rank, tag) for a, b, rank, tag in spans if a != b], blocks


@given(pages())
@example(("", [], []))
@example(("\n \n", [], []))
@example(("a<b>&amp;", [layer(0, 5), layer(2, 9, 1, "a")], []))
def test_the_sheet_gives_the_text_back_exactly(page: tuple[str, list[Layer], list[Block]]) -> None:
    text, layers, blocks = page
    reading = msgspec.structs.replace(round_19().reading(), text=text, blocks=tuple(blocks))
    assert sheet_text(reading, layers) == text


@given(pages())
def test_every_piece_is_well_nested_and_every_id_stands_once(page: tuple[str, list[Layer], list[Block]]) -> None:
    text, layers, _ = page
    rendered = text_with_layers(text, 0, len(text), layers)
    stack: list[str] = []
    for closing, name in re.findall(r"<(/?)(\w+)[^>]*>", rendered):
        if closing:
            assert stack.pop() == name
        else:
            stack.append(name)
    assert not stack
    ids = re.findall(r' id="([^"]*)"', rendered)
    assert set(ids) == {f"char={x.start},{x.end}" for x in layers}
    assert len(ids) == len(layers), "a span given twice has its id twice, no other"


def test_marks_hold_exactly_their_words() -> None:
    text = "قال لافرينتييف: «نطلب»"
    start = text.index("نطلب")
    name = text.index("لافرينتييف")
    rendered = text_with_layers(text, 0, len(text), [layer(name, name + 10, 1, "a"), layer(start, start + 4, 0, "mark"), layer(0, len(text), 2)])
    assert "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", rendered)).startswith("<span")
    assert [stripped(found) for found in re.findall(r"<mark[^>]*>(.*?)</mark>", rendered)] == ["نطلب"]
    assert [stripped(found) for found in re.findall(r"<a [^>]*>(.*?)</a>", rendered)] == ["لافرينتييف"]


def test_hostile_text_stays_text() -> None:
    text = '<script>alert(1)</script> " onmouseover="x'
    rendered = text_with_layers(text, 0, len(text), [layer(3, 9, 0, "mark")])
    assert "<script" not in rendered
    assert '" onmouseover' not in rendered


def test_furniture_is_folded_and_the_story_is_not() -> None:
    found = runs(round_19().reading(), [])
    assert [(run.folded, [line.number for line in run.lines]) for run in found] == [
        (True, [1, 2, 3]),
        (False, [5, 7, 8, 9, 10]),
        (True, [12, 13]),
    ]
    assert {line.why for line in found[0].lines} == {"menu line, short and linked"}
    assert [line.again for line in found[0].lines] == [False, True, True], "a run of furniture with one reason is told of once"
    assert [line.again for line in found[1].lines] == [False, False, True, False, False], "a paragraph after a paragraph is nothing new"


def test_headlines_that_run_together_have_their_seams() -> None:
    text = "قال <سمير>وقال آخر\nمتن"
    cut, end = text.index("وقال"), text.index("\n")
    blocks = tuple(Block(start=a, end=b, role="furniture", confidence=0.92, why="2 headlines run together") for a, b in ((0, cut), (cut, end)))
    reading = msgspec.structs.replace(
        round_19().reading(), text=text, blocks=(*blocks, Block(start=end + 1, end=len(text), role="body", confidence=1, why=""))
    )
    marked = layer(cut - 3, cut + 4, 0, "mark")
    line = runs(reading, [marked])[0].lines[0]
    assert [stripped(part) for part in re.findall(r'<span class="part furniture">(.*?)</span>', line.html)] == [text[:cut], text[cut:end]]
    assert line.html.count(' id="') == 1, "what crosses a seam is marked on both sides, with one id"
    assert sheet_text(reading, [marked]) == text


def test_lines_know_their_block_and_language() -> None:
    text = "متن\nText of the agency\n؟"
    blocks = (
        Block(start=0, end=3, role="body", confidence=0.9, why="running text", language="ar"),
        Block(start=4, end=22, role="body", confidence=0.8, why="running text", language="en"),
    )
    lines = runs(msgspec.structs.replace(round_19().reading(), text=text, blocks=blocks), [])[0].lines
    assert [(line.start, line.end, line.foreign, line.role) for line in lines] == [(0, 3, None, "body"), (4, 22, "en", "body"), (23, 24, None, None)]


def test_marked_furniture_is_not_folded_away() -> None:
    first = runs(round_19().reading(), [layer(0, 8, 0, "mark")])[0]
    assert first.folded
    assert first.marked


@pytest.mark.parametrize("reading", all_readings(), ids=lambda r: r.source)
def test_whole_pages(reading: Reading) -> None:
    layers = [layer(n.start, n.end, 4, "a") for n in reading.names] + [layer(s.start, s.end, 2) for s in reading.statements]
    assert sheet_text(reading, layers) == reading.text
