from __future__ import annotations

from collections.abc import Callable

import pytest

from mahdar.arabic import Token
from mahdar.names import NameFinder
from tests.names.conftest import Page

Read = Callable[[str], Page]

PHRASES = [
    ("minister and nationality", "وصل وزير الخارجية الروسي أمس.", "وزير الخارجية الروسي", "person", "russia"),
    ("a woman", "وصلت وزيرة الدفاع الألمانية أمس.", "وزيرة الدفاع الألمانية", "person", "germany"),
    ("idafa with the state", "وصل وزير خارجية كازاخستان أمس.", "وزير خارجية كازاخستان", "person", "kazakhstan"),
    ("with a charge", "وصل المبعوث الخاص للرئيس الروسي إلى سوريا أمس.", "المبعوث الخاص للرئيس الروسي إلى سوريا", "person", "russia"),
    ("of a ministry", "قال مصدر رسمي في وزارة الخارجية التركية كلمة.", "مصدر رسمي في وزارة الخارجية التركية", "person", "turkey"),
    ("spokesman", "قال المتحدث باسم الخارجية الإيرانية كلمة.", "المتحدث باسم الخارجية الإيرانية", "person", "iran"),
    ("an adjective that is also a given name", "قال مسؤول تركي كبير كلمة.", "مسؤول تركي كبير", "person", "turkey"),
    ("with a qualifier", "قال السفير السابق كلمة.", "السفير السابق", "person", None),
    ("head of a delegation", "قال رئيس وفد المعارضة السورية كلمة.", "رئيس وفد المعارضة السورية", "person", "syria"),
    ("with a proclitic", "اتصل بالوزير الروسي.", "الوزير الروسي", "person", "russia"),
    ("alone", "قال الوزير كلمة.", "الوزير", "person", None),
    ("a group", "اتفق المجتمعون أمس.", "المجتمعون", "group", None),
    ("a group of states", "أكدت الدول الضامنة ذلك.", "الدول الضامنة", "group", None),
    ("sources", "ذكرت مصادر دبلوماسية ذلك.", "مصادر دبلوماسية", "group", None),
    ("a document", "دعا البيان الختامي إلى التهدئة.", "البيان الختامي", "document", None),
    ("the object isn't part of it", "أدان البيان الضربات.", "البيان", "document", None),
    ("a link without what it links stays outside", "عمل السفير في صمت.", "السفير", "person", None),
]

APPOSITIONS = [
    ("right before the name", "وصل وزير الدفاع التركي خلوصي أكار.", "وزير الدفاع التركي", "akar"),
    ("a comma between", "وصل وزير الخارجية الروسي، سيرغي لافروف، أمس.", "وزير الخارجية الروسي", "lavrov"),
    ("a title between", "وصل وزير الخارجية الروسي السيد سيرغي لافروف.", "وزير الخارجية الروسي", "lavrov"),
    ("comma and title", "وصل وزير الخارجية الروسي، السيد سيرغي لافروف.", "وزير الخارجية الروسي", "lavrov"),
    ("a long role", "وصل المبعوث الخاص للرئيس الصيني إلى ليبيا، نبيل درغوث.", "المبعوث الخاص للرئيس الصيني إلى ليبيا", "person:nbyl-drghwth"),
    ("a surname that only the page knows", "وصل نبيل درغوث. وعاد الوزير درغوث.", "الوزير", "person:nbyl-drghwth"),
    ("not the next clause's person", "وصل وزير الخارجية الروسي والتقى ميركل.", "وزير الخارجية الروسي", None),
    ("not a group", "وصل ممثلو المعارضة، لافروف غائب.", "ممثلو المعارضة", None),
]


@pytest.mark.parametrize(("text", "words", "sort", "state"), [pytest.param(t, w, s, n, id=i) for i, t, w, s, n in PHRASES])
def test_role_phrases(read: Read, text: str, words: str, sort: str, state: str | None) -> None:
    page = read(text)
    assert page.roles == [words]
    (phrase,) = (p for line in page.found.roles for p in line)
    assert (phrase.sort, phrase.state) == (sort, state)


@pytest.mark.parametrize("text", ["عاد الهدوء إلى المدينة.", "رأس الجلسة ضيف.", "روسيا وتركيا وإيران.", "5 2254 ، :"])
def test_no_role(read: Read, text: str) -> None:
    assert read(text).roles == []


@pytest.mark.parametrize(("text", "words", "person"), [pytest.param(t, w, p, id=i) for i, t, w, p in APPOSITIONS])
def test_a_role_and_the_name_beside_it(read: Read, text: str, words: str, person: str | None) -> None:
    page = read(text)
    line = page.text.lines[0]
    (phrase,) = (p for p in page.found.roles[0] if page.text.text[line.tokens[p.first].stem_start : line.tokens[p.last - 1].end] == words)
    assert page.found.role_of.get((0, phrase.first)) == person


@pytest.mark.parametrize(
    ("word", "noun"),
    [("وزير", ("وزير", "person")), ("والوزير", ("وزير", "person")), ("بيانها", None), ("التقرير", ("تقرير", "document")), ("كرسي", None)],
)
def test_the_noun_that_opens_a_role(finder: NameFinder, cut: Callable[[str], tuple[Token, ...]], word: str, noun: tuple[str, str] | None) -> None:
    assert finder.roles.noun_at(cut(word)[0]) == noun
