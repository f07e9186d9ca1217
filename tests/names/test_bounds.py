from __future__ import annotations

import pytest

from mahdar.knowledge import Knowledge
from mahdar.model import NameKind
from mahdar.names import NameFinder
from mahdar.names.bounds import Bounds
from mahdar.names.model import Proposal
from mahdar.names.page import PageDraft
from tests.names.conftest import Analyse

PERSON: NameKind = "person"
BODY: NameKind = "organization"


@pytest.fixture(scope="module")
def bounds(knowledge: Knowledge, finder: NameFinder) -> Bounds:
    return Bounds(knowledge, finder.shapes, finder.nationality)


@pytest.mark.parametrize(
    ("line", "proposed", "kind", "settled"),
    [
        pytest.param("قالت شركة «نورلاند للنقل» أمس", "شركة «نورلاند", BODY, "نورلاند للنقل", id="a mark alone: the words in the marks"),
        pytest.param("قال حزب «القوات» اللبنانية أمس", "حزب «القوات» اللبنانية", BODY, "حزب «القوات» اللبنانية", id="whole marks stay"),
        pytest.param("وقال إن «كل من حضر يعرف أن هذا هو الحل الوحيد»", "إن «كل", BODY, None, id="a sentence in marks is no name"),
        pytest.param("أمام مجلس الشيوخ الخميس", "مجلس الشيوخ الخميس", BODY, "مجلس الشيوخ", id="a day is no part"),
        pytest.param("أما مجموعة أتلانتيا فنبهت إلى ذلك", "مجموعة أتلانتيا فنبهت", BODY, "مجموعة أتلانتيا", id="a verb joined by fa"),
        pytest.param("الاعتراف بحركة الرشاد كجماعة سياسية", "الرشاد كجماعة سياسية", BODY, "الرشاد", id="what it is called as"),
        pytest.param("رئيس مجلس علماء # باكستان", "مجلس علماء #", BODY, "مجلس علماء", id="a mark at the end"),
        pytest.param("في الأمن القومي أو المخابرات", "الأمن القومي أو المخابرات", BODY, None, id="or parts"),
        pytest.param("برفقة ولديه طارق وياسر", "طارق وياسر", PERSON, None, id="two persons"),
        pytest.param("أربعون منظمة وهيئة حقوقية", "هيئة حقوقية", BODY, None, id="an indefinite noun and its adjective"),
        pytest.param("في الطابور الصباحي اليوم", "الصباحي", PERSON, None, id="the adjective of the noun before it"),
        pytest.param("فيروس H1N1 ينتشر", "H1N1", BODY, None, id="Latin with figures"),
        pytest.param("كتب سامي @SamiNews اليوم", "SamiNews", BODY, None, id="an account"),
        pytest.param("أعلنت السلطات التركية أمس", "السلطات التركية", BODY, None, id="a noun with a nationality alone"),
        pytest.param("نقلت شبكة Norland عن مصدر", "Norland", BODY, "Norland", id="a Latin name in an Arabic line"),
    ],
)
def test_bounds(bounds: Bounds, analyse: Analyse, line: str, proposed: str, kind: NameKind, settled: str | None) -> None:
    text = analyse(line)
    (only,) = text.lines
    start = line.index(proposed)
    inside = [t.index for t in only.tokens if t.start < start + len(proposed) and start < t.end]
    found = bounds.settle(only, Proposal(inside[0], inside[-1] + 1, kind, 0.9), [])
    quote = None if found is None else line[only.tokens[found.first].stem_start : only.tokens[found.last - 1].end]
    assert quote == settled


@pytest.mark.parametrize(
    ("line", "proposed", "held", "stays"),
    [
        ("أعلنت جامعة أكسفورد أمس", "جامعة أكسفورد", "أكسفورد", True),
        ("اتهمت الشرطة الملكية وزارة الدفاع أمس", "الشرطة الملكية وزارة الدفاع", "وزارة الدفاع", False),
    ],
)
def test_a_name_inside_must_belong(bounds: Bounds, analyse: Analyse, line: str, proposed: str, held: str, stays: bool) -> None:
    text = analyse(line)
    (only,) = text.lines

    def tokens(words: str) -> tuple[int, int]:
        start = line.index(words)
        inside = [t.index for t in only.tokens if t.start < start + len(words) and start < t.end]
        return inside[0], inside[-1] + 1

    page = PageDraft(text)
    mention = page.mention(0, *tokens(held), "x", "organization", "dictionary", 0.98)
    assert (bounds.settle(only, Proposal(*tokens(proposed), "organization", 0.9), [mention]) is not None) == stays
