from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.names.conftest import Page, Pairs

DOCUMENTS = [
    ("the number after its own words", "قرار مجلس الأمن ذي الرقم 2216 ملزم.", [("قرار مجلس الأمن ذي الرقم 2216", "unscr-2216")]),
    ("an adjective between", "قرار مجلس الأمن الأخير رقم 1874 ملزم.", [("قرار مجلس الأمن الأخير رقم 1874", "unscr-1874")]),
    ("in parentheses", "القرار الدولي (2254) ملزم.", [("القرار الدولي (2254)", "unscr-2254")]),
    ("two in the dual", "القرارين 1701 و1559 ملزمان.", [("القرارين 1701", "unscr-1701"), ("1559", "unscr-1559")]),
    (
        "three, one after a comma",
        "القرارات 2118، 2254 و2401 ملزمة.",
        [("القرارات 2118", "unscr-2118"), ("2254", "unscr-2254"), ("2401", "unscr-2401")],
    ),
    ("of the General Assembly", "قرار الجمعية العامة رقم 194 ملزم.", [("قرار الجمعية العامة رقم 194", "unga-194")]),
    ("not a number of something else", "صدر القرار 2254، وقتل 12 شخصا.", [("القرار 2254", "unscr-2254")]),
    ("not a number without a resolution", "حضر 1701 و1559 شخصا.", []),
    ("an agreement by its city", "يخالف ذلك اتفاق فيينا.", [("اتفاق فيينا", "vienna-agreement")]),
    ("a declaration by its city", "وقع الطرفان إعلان واشنطن.", [("إعلان واشنطن", "washington-agreement")]),
    ("what a government declares", "جاء ذلك بعد إعلان واشنطن عن عقوبات.", [("واشنطن", "united-states")]),
    ("what two governments agree", "جاء ذلك بعد اتفاق موسكو وأنقرة.", [("موسكو", "russia"), ("أنقرة", "turkey")]),
    ("not with a preposition", "يخالف ذلك اتفاق بفيينا.", [("فيينا", "vienna")]),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in DOCUMENTS])
def test_documents_by_number_and_city(read: Callable[[str], Page], text: str, expected: Pairs) -> None:
    assert read(text).pairs == expected
