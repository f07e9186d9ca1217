from __future__ import annotations

import pytest

from mahdar.arabic import Lexicon
from mahdar.layout.lines import RawLine, raw_lines

from .sites import LEAD, TICKER


def line(text: str, lexicon: Lexicon) -> RawLine:
    (only,) = raw_lines(text, lexicon)
    return only


def test_lines_know_where_they_stand(lexicon: Lexicon) -> None:
    text = "الرئيسية\n\n   خبر أول \nخبر ثان\r\n"
    lines = raw_lines(text, lexicon)
    assert [(x.number, text[x.start : x.end], x.gap, x.indent) for x in lines] == [
        (1, "الرئيسية", True, False),
        (3, "خبر أول", True, True),
        (4, "خبر ثان", False, False),
    ]


def test_repetition_is_counted_folded(lexicon: Lexicon) -> None:
    assert [x.times_seen for x in raw_lines("أخبار\nاخبار:\n• أخبـار\nأخرى", lexicon)] == [3, 3, 3, 1]


@pytest.mark.parametrize(
    ("text", "bullet"), [("• خبر", True), ("- خبر", True), ("  * خبر", True), ("» خبر", True), ("-خبر", False), ("خبر - خبر", False), ("•", False)]
)
def test_bullets(lexicon: Lexicon, text: str, bullet: bool) -> None:
    assert line(text, lexicon).bullet is bullet


@pytest.mark.parametrize(
    ("text", "terminal", "stops"),
    [
        ("وصل الوفد.", True, 1),
        ("وصل الوفد. ثم عاد!", True, 2),
        ("قال: «وصلنا».", True, 1),
        ("قال: «وصلنا.»", True, 1),
        ("قال: «وصلنا»", True, 0),
        ("وصل الوفد:", True, 0),
        ("هل وصل؟", True, 1),
        ("وصل الوفد. (رويترز)", True, 1),
        ("وصل الوفد (رويترز)", False, 0),
        ("وصل الوفد", False, 0),
        ("بلغ 3.5 نقطة", False, 0),
    ],
)
def test_ends(lexicon: Lexicon, text: str, terminal: bool, stops: int) -> None:
    assert (line(text, lexicon).terminal, line(text, lexicon).stops) == (terminal, stops)


@pytest.mark.parametrize(("text", "share"), [("خبر", 1.0), ("News", 0.0), ("خبر RT", 0.6), ("2017", 0.0)])
def test_the_share_of_arabic_letters(lexicon: Lexicon, text: str, share: float) -> None:
    assert line(text, lexicon).arabic == share


@pytest.mark.parametrize(("text", "words"), [("خبر أول", 2), ("«خبر»، أول!", 2), ("***", 0), ("12/09/2017", 3)])
def test_words(lexicon: Lexicon, text: str, words: int) -> None:
    assert line(text, lexicon).words == words


def test_headlines_run_together_are_counted(lexicon: Lexicon) -> None:
    assert len(line(TICKER, lexicon).seams) >= 6
    assert line(f"{LEAD} {LEAD}", lexicon).seams == ()
    assert line("الحكومة تقر الموازنةالمنتخب يفوز", lexicon).seams == (), "a short line is no ticker"


def test_blank_pages_have_no_lines(lexicon: Lexicon) -> None:
    assert raw_lines("", lexicon) == ()
    assert raw_lines("\n \t\n\u00a0\r\n", lexicon) == ()
