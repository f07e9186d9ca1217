"""The look-ups of a line against what a pass over all its names and roles would find."""

from __future__ import annotations

import pytest

from mahdar.arabic import analyse, build_lexicon
from mahdar.knowledge import load, load_dossiers
from mahdar.model import Block
from mahdar.names import NameFinder
from mahdar.statements.view import LineView
from mahdar.statements.words import Words

LINE = (
    "قال وزير الخارجية الروسي سيرغي لافروف إن موسكو وأنقرة تدعمان محادثات أستانا، وأكد المجتمعون في دمشق أن الأمم المتحدة "
    "والصليب الأحمر سيحضران، بحسب المتحدثة باسم الخارجية ماريا زاخاروفا. ورأى المشاركون أن إيران وتركيا ستلتزمان."
)


@pytest.fixture(scope="module")
def view() -> LineView:
    knowledge, dossiers = load(), load_dossiers()
    lexicon = build_lexicon(knowledge, dossiers)
    text = analyse(LINE, [Block(start=0, end=len(LINE), role="body", confidence=1.0, why="test")], lexicon)
    return LineView(0, text.lines[0], NameFinder(knowledge, dossiers, lexicon).find(text), LINE, (), Words(knowledge))


def test_the_line_has_what_is_looked_up(view: LineView) -> None:
    assert len(view.mentions) >= 7
    assert len(view.roles) >= 3


def test_look_ups_by_a_token(view: LineView) -> None:
    for i in range(-1, len(view.tokens) + 2):
        assert view.mention_at(i) == next((m for m in view.mentions if m.first == i), None)
        assert view.mention_on(i) == next((m for m in view.mentions if m.first <= i < m.last), None)
        assert view.mention_ending(i) == next((m for m in view.mentions if m.last == i), None)
        assert view.role_at(i) == next((r for r in view.roles if r.first == i), None)
        assert list(view.roles_ending(i)) == [r for r in view.roles if r.last == i]


def test_look_ups_by_a_range(view: LineView) -> None:
    for first in range(len(view.tokens)):
        for last in range(first, len(view.tokens) + 2):
            assert list(view.mentions_in(first, last)) == [m for m in view.mentions if first <= m.first < last]
