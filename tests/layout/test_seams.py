from __future__ import annotations

from itertools import pairwise

import pytest

from mahdar.arabic import Lexicon
from mahdar.layout.seams import seams

from .sites import LEAD, TICKER


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("الأمطار تغلق طرقا في الشمالالأسواق ترتفع", ["الأمطار تغلق طرقا في الشمال", "الأسواق ترتفع"]),
        ("تصريح للوزير يثير الجدل…المنتخب يفوز", ["تصريح للوزير يثير الجدل…", "المنتخب يفوز"]),
        ("مسؤول: الحل قريب!الحكومة تقر الموازنة", ["مسؤول: الحل قريب!", "الحكومة تقر الموازنة"]),
        ("الأسواق ترتفع“لن نتراجع”تصريح للوزير", ["الأسواق ترتفع", "“لن نتراجع”", "تصريح للوزير"]),
        ("قال الوزير: «لن نتراجع» وغادر.", ["قال الوزير: «لن نتراجع» وغادر."]),
        ("زار المستشفى. ثم عاد...", ["زار المستشفى. ثم عاد..."]),
        (LEAD, [LEAD]),
    ],
)
def test_where_headlines_run_into_each_other(lexicon: Lexicon, text: str, pieces: list[str]) -> None:
    cuts = [0, *seams(text, lexicon.frequency), len(text)]
    assert [text[a:b] for a, b in pairwise(cuts)] == pieces


def test_a_ticker_comes_apart_into_its_headlines(lexicon: Lexicon) -> None:
    assert len(seams(TICKER, lexicon.frequency)) >= 8
