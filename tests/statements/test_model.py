from __future__ import annotations

import pytest

from mahdar.arabic import analyse, build_lexicon
from mahdar.knowledge import load, load_dossiers
from mahdar.model import Block
from mahdar.names import NameFinder
from mahdar.sequence.choice import softmax
from mahdar.statements import StatementFinder
from mahdar.statements.model import ContentModel, candidates, shipped
from mahdar.statements.signs import LineSigns

TEXT = (
    "قال وزير الخارجية الروسي سيرغي لافروف إن المحادثات بدأت في موعدها، وأضاف أن الوفود وصلت، حيث أكد «أن الحل ممكن» في ختام الجولة. "
    "«الهدنة قائمة»، قال المتحدث، مشيرا إلى أن الضامنين يتابعون، فيما نفت أنقرة ذلك: لا اتفاق بعد."
)


@pytest.fixture(scope="module")
def line() -> LineSigns:
    knowledge, dossiers = load(), load_dossiers()
    lexicon = build_lexicon(knowledge, dossiers)
    names = NameFinder(knowledge, dossiers, lexicon)
    block = Block(start=0, end=len(TEXT), role="body", confidence=1.0, why="test")
    text = analyse(TEXT, [block], lexicon)
    page = StatementFinder(knowledge, dossiers, names).page(text, names.find(text), (), "")
    return page.signs(page.views[0])


def test_contents_are_chosen_by_the_signs_that_the_model_learns_from(line: LineSigns) -> None:
    choice, model, told = shipped(), ContentModel(), list[tuple[int, int]]()
    chosen = 0
    for cue in line.cues:
        signs = line.of(cue, told)
        every = list(candidates(line, signs))
        chances = softmax([choice.score(signs.signs), *(choice.score(each) for _, _, each in every)])
        found = model.choose(line, cue, told, {})
        if found is None:
            assert not every or 1 - chances[0] < 0.5
            continue
        chosen += 1
        best = max(range(len(every)), key=lambda n: chances[n + 1])
        assert (found.first, found.last) == every[best][:2]
        assert found.opens == pytest.approx(1 - chances[0])
        assert found.chance == pytest.approx(chances[best + 1])
        told.append((found.first, found.last))
    assert chosen >= 4
