from __future__ import annotations

from mahdar.names import NameFinder
from mahdar.names.page import PageDraft
from mahdar.names.repeats import Repeats
from tests.names.conftest import Analyse


def found(finder: NameFinder, analyse: Analyse, *lines: str, named: tuple[int, int, int, str]) -> list[tuple[int, str, str, str]]:
    text = analyse(*lines)
    page = PageDraft(text)
    n, first, last, entity = named
    page.add(page.mention(n, first, last, entity, "organization", "pattern:institution", 0.85))
    Repeats(finder.shapes).find(page)
    return [(m.line, text.text[m.start : m.end], m.entity, m.found_by) for line in page.mentions for m in line if m.found_by == "again-in-page"]


def test_the_same_words_are_the_same_name_with_a_proclitic_too(finder: NameFinder, analyse: Analyse) -> None:
    again = found(finder, analyse, "قال زعيم حزب الجبهة الوطنية", "وقالت الجبهة الوطنية إن", "دعت بالجبهة الوطنية", named=(0, 3, 5, "organization:x"))
    assert again == [(1, "الجبهة الوطنية", "organization:x", "again-in-page"), (2, "الجبهة الوطنية", "organization:x", "again-in-page")]


def test_a_common_word_alone_is_not_repeated(finder: NameFinder, analyse: Analyse) -> None:
    assert found(finder, analyse, "وقالت قناة الغد", "في الغد", named=(0, 2, 3, "organization:x")) == []


def test_a_rare_word_alone_is(finder: NameFinder, analyse: Analyse) -> None:
    assert found(finder, analyse, "وقالت شركة نورلاندس", "باعت نورلاندس أسهمها", named=(0, 2, 3, "organization:x")) == [
        (1, "نورلاندس", "organization:x", "again-in-page")
    ]


def test_names_of_the_knowledge_are_left_to_it(finder: NameFinder, analyse: Analyse) -> None:
    assert found(finder, analyse, "قال زعيم حزب الجبهة الوطنية", "وقالت الجبهة الوطنية إن", named=(0, 3, 5, "national-front")) == []
