"""Spans in which a page may tell whose it is and whom it credits, whatever they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.knowledge import load
from mahdar.layout import Layout, SourceMarker, SourceMarks
from tests.support.pages import page_of

MARKER = SourceMarker(load())
TITLE = "وفد الوساطة يصل إلى المدينة"
STORY = "وصل وفد الوساطة إلى المدينة صباح الاثنين، وعقد اجتماعا مع ممثلي الأطراف استمر ساعتين. ولم يحدد موعدا للقاء المقبل."
BODY = f"{TITLE}\n\n{STORY}\n"


def marks_of(layout: Layout, text: str) -> SourceMarks:
    return MARKER.mark(layout.read(page_of(text)))


@pytest.mark.parametrize(
    ("text", "sites"),
    [
        pytest.param(f"{TITLE} - شبكة الضفتين\n\nالرئيسية\n\n{BODY}", [("شبكة الضفتين", "title", True)], id="after-the-title"),
        pytest.param(f"عاجل - {TITLE}\n\nالرئيسية\n\n{BODY}", [], id="a-section-before-it"),
        pytest.param(f"الضفتان » سياسة » حوار\n\n{BODY}", [("الضفتان", "crumbs", False)], id="one-word-of-a-breadcrumb"),
        pytest.param(f"دفتر الضفتين » سياسة » حوار\n\n{BODY}", [("دفتر الضفتين", "crumbs", True)], id="breadcrumb"),
        pytest.param(f"شؤون عربية » حوار\n\n{BODY}", [("شؤون عربية", "crumbs", False)], id="a-breadcrumb-that-may-begin-with-a-section"),
        pytest.param(f"{BODY}\nجميع الحقوق محفوظة لدفتر الضفتين 2019\n", [("دفتر الضفتين", "rights", True)], id="owner"),
        pytest.param(f"{BODY}\nموقع الضفتين © 2019\n", [("موقع الضفتين", "rights", True)], id="owner-before"),
        pytest.param(BODY, [], id="none"),
    ],
)
def test_sites(layout: Layout, text: str, sites: list[tuple[str, str, bool]]) -> None:
    assert [(mark.of(text), mark.place, mark.sure) for mark in marks_of(layout, text).sites] == sites


@pytest.mark.parametrize(
    ("opening", "dateline", "segments"),
    [
        pytest.param("القاهرة - أ ف ب - ", "القاهرة - أ ف ب -", ["القاهرة", "أ ف ب"], id="dashes"),
        pytest.param("كابول، أفغانستان (CNN)-- ", "كابول، أفغانستان (CNN)-", ["CNN"], id="brackets"),
        pytest.param("دمشق / سانا: ", "دمشق / سانا:", ["دمشق", "سانا"], id="slash-and-colon"),
        pytest.param("رويترز: ", None, [], id="colon-alone"),
        pytest.param("", None, [], id="none"),
    ],
)
def test_datelines(layout: Layout, opening: str, dateline: str | None, segments: list[str]) -> None:
    text = f"{TITLE}\n\n{opening}{STORY}\n"
    marks = marks_of(layout, text)
    assert (marks.dateline.of(text) if marks.dateline else None) == dateline
    assert [mark.of(text) for mark in marks.credits if mark.place == "dateline"] == segments


_PIECES = [
    "©",
    "|",
    " - ",
    "» ",
    "جميع الحقوق محفوظة",
    "لـ",
    "عن رأي",
    "(",
    ")",
    "رويترز",
    "المصدر: ",
    "2019",
    "\n",
    "\n\n",
    STORY,
    TITLE,
    "\u202d",
    "نقلا عن",
    '"',
    ".",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_spans_lie_in_the_text(layout: Layout, text: str) -> None:
    marks = marks_of(layout, text)
    for span in (*marks.sites, *marks.credits, *([marks.dateline] if marks.dateline else [])):
        assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize("unit", ["© ", "عن رأي ", "|", "a - ", "»", "og:site_name "])
def test_the_work_grows_with_the_page_alone(layout: Layout, unit: str) -> None:
    marks = marks_of(layout, unit * 50_000 + "\n\n" + BODY)
    assert len(marks.sites) <= 50
