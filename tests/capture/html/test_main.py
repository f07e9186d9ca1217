from __future__ import annotations

from pathlib import Path

import pytest
from lxml.html import document_fromstring

from mahdar.capture.html import main, render
from mahdar.capture.html.main import align

PAGES = Path(__file__).parent / "pages"


def kept(lines: list[str], paragraphs: list[str]) -> str:
    return "".join("x" if line else "." for line in align(lines, paragraphs))


@pytest.mark.parametrize(
    ("lines", "paragraphs", "expected"),
    [
        (["أ ب", "ج د", "هـ و", "ز ح"], ["ج د", "هـ و"], ".xx."),
        (["«أ ب»:", "ج، د"], ["أ ب", "- ج د"], "xx"),
        (["عنوان الخبر", "قائمة", "عنوان الخبر", "النص كله هنا"], ["عنوان الخبر", "النص كله هنا"], "..xx"),
        (["النص كله هنا", "بقية النص", "تعليق", "بقية النص"], ["النص كله هنا", "بقية النص"], "xx.."),
        (["سطر أول من النص", "سطر ثان منه", "غيره"], ["سطر أول من النص سطر ثان منه"], "xx."),
        (["قبل", "فقرة طويلة من نص فيه كثير", "بعد"], ["فقرة طويلة من", "نص فيه كثير"], ".x."),
        (["فقرة طويلة من نص فيه كثير من الكلام الذي لا ينتهي"], ["فقرة"], "."),
        (["مكرر", "مكرر", "مكرر"], ["مكرر", "مكرر", "مكرر"], "xxx"),
        (["أ", "ب"], [], ".."),
        ([], ["أ"], ""),
        (["***", "أ"], ["***", "أ"], ".x"),
    ],
)
def test_paragraphs_are_found_again_in_the_lines(lines: list[str], paragraphs: list[str], expected: str) -> None:
    assert kept(lines, paragraphs) == expected


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        (
            "agency.html",
            ["وصلت الوفود", "وقال رئيس الوفد", "من جهته، رأى", "وتستمر الجولة"],
            ["رياضة", "الأكثر قراءة", "نتمنى أن تنجح", "المعارضة تعلن", "جميع الحقوق"],
        ),
        ("divs.html", ["قال المتحدث", "وأضاف في مؤتمر", "وردا على سؤال", "ومن المقرر"], ["مباشر", "زلزال بقوة", "من نحن"]),
        ("live.xhtml", ["انطلقت صباح", "وزير الخارجية يعلن", "الأمين العام يقول"], ["تغطية مباشرة", "شبكة النهار العربي 2019"]),
        ("oldtables.html", ["العاصمة - خاص", "وقال رئيس الوفد", "وأكد مصدر رئاسي"], ["آخر الأخبار"]),
    ],
)
def test_the_article_is_main_and_what_stands_around_it_is_not(name: str, inside: list[str], outside: list[str]) -> None:
    rendered = render((PAGES / name).read_text(encoding="utf-8"))
    main_of = {rendered.text[line.start : line.end]: line.main for line in rendered.markup}
    for start in inside:
        assert [value for line, value in main_of.items() if line.startswith(start)] == [True], start
    for start in outside:
        assert [value for line, value in main_of.items() if line.startswith(start)] == [False], start


def test_a_fault_of_the_extractor_costs_only_what_it_would_say(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(main, "bare_extraction", fail)
    rendered = render("<p>قال الوزير</p>")
    assert [line.main for line in rendered.markup] == [None]
    assert rendered.notes == ("main text not extracted: RecursionError in the extractor",)


def test_where_it_finds_nothing_no_line_is_judged() -> None:
    rendered = render("<div class=comment><p>قال الوزير إن الجولة بدأت.</p></div>")
    assert [line.main for line in rendered.markup] == [None]
    assert rendered.notes == ("no main text found by the extractor",)


def test_huge_pages_are_not_extracted() -> None:
    rendered = render("<p>قال</p>" * 20_001)
    assert {line.main for line in rendered.markup} == {None}
    assert rendered.notes == ("main text not extracted: more than 20,000 elements",)


def test_the_tree_stays_as_it_was() -> None:
    root = document_fromstring("<body><nav><a href=1>أ</a></nav><article><p>قال الوزير إن الجولة بدأت.</p></article>")
    before = [element.tag for element in root.iter()]
    main.main_lines(root, ["أ", "قال الوزير إن الجولة بدأت."])
    assert [element.tag for element in root.iter()] == before
