"""The room's work grows with the length of a line and no faster: the instructions for three times the line are about three times as many."""

from __future__ import annotations

import pytest

from benchmarks.generated import SHAPES, line
from mahdar.arabic import analyse
from mahdar.model import Block, Role
from tests.support.reader import shipped_reader
from tests.support.steps import steps

SHORT, TIMES, SLACK = 1500, 3, 1.3


def work(shape: str, length: int, role: Role) -> int:
    reader, text = shipped_reader(), line(shape, length)
    analysed = analyse(text, [Block(start=0, end=len(text), role=role, confidence=1.0, why="generated")], reader.lexicon)
    names, times = reader.names.find(analysed), reader.times.find(analysed)[0]
    reader.statements.find(analysed, names, times, "")  # fills what is kept from call to call
    return steps(lambda: reader.statements.find(analysed, names, times, ""))


@pytest.mark.parametrize("role", ["body", "title"])
@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_with_the_length_of_a_line_and_no_faster(shape: str, role: Role) -> None:
    short, long = work(shape, SHORT, role), work(shape, SHORT * TIMES, role)
    assert long <= short * TIMES * SLACK
