from __future__ import annotations

import pytest

from mahdar.arabic import Text
from mahdar.knowledge import load
from mahdar.model import NameKind
from mahdar.names import NameFinder
from mahdar.names.bounds import Bounds
from mahdar.names.model import Proposal
from mahdar.names.page import PageDraft
from mahdar.names.proposed import Proposed
from tests.names.conftest import Analyse

LINE = "قال سهيل القرداحاني عميد جامعة أكسفورد في بلدراكة"


class Says:
    """A model that says what it is told to."""

    def __init__(self, *proposals: Proposal) -> None:
        self._proposals = list(proposals)

    def propose(self, *_: object) -> list[list[Proposal]]:
        """The same for any page of one line."""
        return [self._proposals]


def run(
    finder: NameFinder, text: Text, *proposals: Proposal, known: tuple[int, int, str, NameKind] | None = None
) -> tuple[list[tuple[str, str, str]], bool]:
    page = PageDraft(text)
    if known:
        first, last, entity, kind = known
        page.add(page.mention(0, first, last, entity, kind, "dictionary", 0.98))
    bounds = Bounds(load(), finder.shapes, finder.nationality)
    found = Proposed(Says(*proposals), bounds, finder.gazetteer, finder.persons).find(page)  # type: ignore[arg-type]
    return [(text.text[m.start : m.end], m.entity, m.found_by) for m in page.mentions[0]], found


def test_a_likely_name_is_taken_where_nothing_was_found(finder: NameFinder, analyse: Analyse) -> None:
    names, persons = run(finder, analyse(LINE), Proposal(1, 3, "person", 0.9), Proposal(7, 8, "place", 0.8))
    assert [name[0] for name in names] == ["سهيل القرداحاني", "بلدراكة"]
    assert names[0][1].startswith("person:")
    assert names[1][1].startswith("place:")
    assert {name[2] for name in names} == {"model"}
    assert persons


def test_an_unlikely_name_is_left(finder: NameFinder, analyse: Analyse) -> None:
    assert run(finder, analyse(LINE), Proposal(7, 8, "place", 0.4)) == ([], False)


@pytest.mark.parametrize(("chance", "expected"), [(0.95, "جامعة أكسفورد"), (0.6, "أكسفورد")])
def test_a_name_around_one_of_the_rules_must_be_nearly_certain(finder: NameFinder, analyse: Analyse, chance: float, expected: str) -> None:
    names, _ = run(finder, analyse(LINE), Proposal(4, 6, "organization", chance), known=(5, 6, "oxford", "place"))
    assert [name[0] for name in names] == [expected]


def test_a_name_that_crosses_one_of_the_rules_is_refused(finder: NameFinder, analyse: Analyse) -> None:
    names, _ = run(finder, analyse(LINE), Proposal(5, 8, "organization", 0.99), known=(4, 6, "organization:x", "organization"))
    assert [name[0] for name in names] == ["جامعة أكسفورد"]


def test_a_name_that_the_rules_doubted_keeps_its_entity(finder: NameFinder, analyse: Analyse) -> None:
    text = analyse("نقلت الحياة عن دبلوماسي")
    names, _ = run(finder, text, Proposal(1, 2, "organization", 0.9))
    assert names == [("الحياة", finder.gazetteer.find("الحياة"), "model:dictionary")]


def test_a_body_whose_state_is_still_to_be_told_is_left_to_the_rules(finder: NameFinder, analyse: Analyse, monkeypatch: pytest.MonkeyPatch) -> None:
    text = analyse("أعلنت تركيا ذلك، وقالت وزارة الدفاع إنها مستعدة")
    assert finder.model is not None
    at = next(t.index for t in text.lines[0].tokens if t.norm == "وزاره")
    monkeypatch.setattr(finder.model, "propose", lambda *_: [[Proposal(at, at + 2, "organization", 0.95)]])
    assert ("turkey-mod", "pattern:mod") in [(m.entity, m.found_by) for line in finder.find(text).mentions for m in line]


def test_who_is_swallowed_leaves_no_role_behind(finder: NameFinder, analyse: Analyse, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a role stood beside is a longer name now: the role is that one's, and nobody is left without a name."""
    text = analyse("قال مدير صحة إدلب سهيل القرداحاني البلدراكي إن الوضع صعب")
    rules = finder.find(text)
    (person,) = [m for line in rules.mentions for m in line if m.kind == "person"]
    assert finder.model is not None
    monkeypatch.setattr(finder.model, "propose", lambda *_: [[Proposal(person.first, person.last + 1, "person", 0.95)]])
    found = finder.find(text)
    named = {m.entity for line in found.mentions for m in line}
    assert person.entity not in named
    assert set(found.role_of.values()) <= named
    assert found.role_of, "the role is linked anew"
    assert {reference.entity for reference in found.references} <= found.entities.keys()


def test_short_forms_of_a_person_that_only_the_model_saw_are_found(finder: NameFinder, analyse: Analyse, monkeypatch: pytest.MonkeyPatch) -> None:
    text = analyse("وصل كريدوس بلدراكي مساء", "ثم غادر بلدراكي المدينة")

    def says(*_: object) -> list[list[Proposal]]:
        return [[Proposal(1, 3, "person", 0.9)], []]

    assert finder.model is not None
    monkeypatch.setattr(finder.model, "propose", says)
    found = finder.find(text)
    assert [(m.found_by, text.text[m.start : m.end]) for line in found.mentions for m in line] == [
        ("model", "كريدوس بلدراكي"),
        ("surname-in-page", "بلدراكي"),
    ]
