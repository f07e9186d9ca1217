from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mahdar.arabic import Lexicon, analyse
from mahdar.knowledge import load, load_dossiers
from mahdar.model import Block
from mahdar.names import NameFinder
from tests.names.conftest import Page, Pairs

Read = Callable[[str], Page]

GUARDED = [
    ("a lion's share", "وصل بشار الأسد. وحصة الأسد من المال لهم.", [("بشار الأسد", "assad")]),
    ("the person", "وصل بشار الأسد. وقال الأسد كلمة.", [("بشار الأسد", "assad"), ("الأسد", "assad")]),
    ("always", "يشكون دوما من الفقر.", []),
    ("always, with its tanwin", "زاروا مدينة دوما. وهم دوماً هناك.", [("دوما", "douma")]),
    ("the town", "زاروا مدينة دوما، ثم غادر الجميع دوما ليلا.", [("دوما", "douma"), ("دوما", "douma")]),
    ("zeal", "رحبوا بحماس شديد.", []),
    ("the movement", "رحبوا بحماس في القاهرة.", [("حماس", "hamas"), ("القاهرة", "cairo")]),
    ("a diameter", "يبلغ قطر الأنبوب مترا.", []),
    ("the state", "وصل الوفد إلى قطر.", [("قطر", "qatar")]),
    ("a rocket's make", "أطلقت صواريخ القسام ليلا.", []),
    ("the brigades", "أعلنت كتائب القسام ذلك.", [("كتائب القسام", "al-qassam-brigades")]),
    ("a state of the United States", "في ولايات فلوريدا وجورجيا إعصار.", [("فلوريدا", "florida"), ("جورجيا", "georgia-us")]),
    ("Georgia", "زار الوفد جورجيا.", [("جورجيا", "georgia")]),
    ("a river", "عبروا نهر الأردن ليلا.", [("نهر الأردن", "jordan-river")]),
    ("the state of that name", "عبروا إلى الأردن ليلا.", [("الأردن", "jordan")]),
    ("a football club", "فاز ريال مدريد أمس.", []),
    ("a river's bank", "عبروا إلى الضفة الأخرى.", []),
    ("the West Bank", "عبروا إلى الضفة ليلا.", [("الضفة", "west-bank")]),
    ("a club with a capital's name", "فاز ريال مدريد أمس.", []),
    ("a player of a city's club", "سجل لاعب برشلونة هدفا.", []),
    ("the city", "تظاهروا في برشلونة.", [("برشلونة", "barcelona")]),
    ("insisting", "خرج مصرا على موقفه.", []),
    ("Egypt", "خرج من مصر على متن سفينة.", [("مصر", "egypt")]),
    ("in favour of", "وصل علي عبد الله صالح. وهذا لصالح السلام.", [("علي عبد الله صالح", "saleh-ali-abdullah")]),
    ("a mother, not an agency", "كل أب وأم هناك.", []),
    ("the agency", "ذكرت وكالة وام ذلك.", [("وام", "wam")]),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in GUARDED])
def test_a_name_that_may_be_something_else(read: Read, text: str, expected: Pairs) -> None:
    assert read(text).pairs == expected


def test_what_a_guard_refuses_is_told_with_the_reason(read: Read) -> None:
    assert read("كل أب وأم هناك.").rejected == [("وأم", "another word: it has a hamza that the name hasn't")]


def test_a_word_that_names_another_place_is_that_place(read: Read) -> None:
    assert [(n.kind, n.found_by) for n in read("ضرب إعصار ولايات ألاباما وجورجيا.").names] == [("place", "dictionary"), ("place", "dictionary:guard")]


OWN = [
    ("a state without its capital", '[[state]]\nid = "jordan"\nen = "Jordan"\nnames = ["الأردن"]'),
    ("a state that is another", '[[state]]\nid = "jordan"\nsame_as = "oman"'),
    ("a place that is another", '[[place]]\nid = "georgia-us"\nsame_as = "florida"'),
    ("a seat that is another", '[[organization]]\nid = "kremlin"\nsame_as = "white-house"'),
]


@pytest.mark.parametrize("text", [pytest.param(t, id=i) for i, t in OWN])
def test_tables_that_name_ids_bear_what_a_user_replaces(tmp_path: Path, lexicon: Lexicon, text: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text, encoding="utf-8")
    known = load(own)
    line = "في ولايات فلوريدا وجورجيا إعصار. ونفى الكرملين. وأعلنت عمان ذلك."
    analysed = analyse(line, [Block(start=0, end=len(line), role="body", confidence=1.0, why="test")], lexicon)
    entities = [name.entity for name in NameFinder(known, load_dossiers(), lexicon).find(analysed).names()]
    assert entities
    assert not known.redirects.keys() & set(entities)
