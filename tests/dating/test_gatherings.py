"""Summits and conferences with known sessions date the pages that tell where they are held."""

from __future__ import annotations

import pytest

from mahdar.invariants import check
from mahdar.model import Published
from tests.support.pages import page_of
from tests.support.reader import shipped_reader

TITLE = "مباحثات حول الوضع في المنطقة"


def published(*lines: str, title: str = TITLE) -> Published | None:
    return check(shipped_reader().read(page_of("\n\n".join((title, *lines))))).published


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        pytest.param("قال مسؤول إن قمة مجموعة العشرين في أنطاليا ناقشت الأزمة.", "2015-11", id="by-the-city"),
        pytest.param("تختتم القمة العربية أعمالها في نواكشوط.", "2016-07", id="a-capital-that-held-one"),
        pytest.param("شارك الوزير في الاجتماع الوزاري للتحالف الدولي ضد داعش المنعقد في مراكش.", "2022-05", id="a-body-that-meets"),
        pytest.param("وصل الوفد للمشاركة في قمة حلف شمال الأطلسي في العاصمة الليتوانية.", "2023-07", id="by-the-adjective-of-the-capital"),
        pytest.param("اختتمت القمة العربية الـ27 أعمالها بحضور الوفود.", "2016-07", id="by-the-number"),
        pytest.param("اختتمت القمة العربية في دورتها السابعة والعشرين أعمالها.", "2016-07", id="by-the-number-of-the-session"),
        pytest.param("قال مسؤول إن قمة مجموعة العشرين عقدت الشهر الماضي في أنطاليا.", "2015-12", id="last-month"),
        pytest.param("قال مسؤول إن قمة مجموعة العشرين عقدت العام الماضي في أنطاليا.", "2016", id="last-year"),
        pytest.param("تعقد القمة العربية في نواكشوط في يوليو الجاري.", "2016-07", id="this-month"),
    ],
)
def test_the_place_of_a_session_tells_which_it_is(sentence: str, value: str) -> None:
    found = published(sentence)
    assert found is not None
    assert found.value == value


def test_the_headline_tells_where_where_the_sentence_does_not() -> None:
    found = published("شارك الوزير في القمة العربية.", title="قادة العرب يجتمعون في نواكشوط")
    assert found is not None
    assert found.value == "2016-07"


def test_a_page_that_tells_a_session_to_come_is_before_it() -> None:
    found = published("تستعد المدينة للقمة العربية المقبلة في نواكشوط.")
    assert found is not None
    assert found.value <= "2016-07"
    assert "Arab League summit «نواكشوط» (2016-07-25)" in (found.why or "")


def test_the_evidence_is_the_series_and_the_place() -> None:
    text = "قال مسؤول إن قمة مجموعة العشرين في أنطاليا ناقشت الأزمة."
    found = published(text)
    assert found is not None
    page = f"{TITLE}\n\n{text}"
    assert [page[span.start : span.end] for span in found.evidence] == ["قمة مجموعة العشرين", "أنطاليا"]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("قال مسؤول إن قمة مجموعة العشرين مهمة.", id="no-place"),
        pytest.param("شارك في القمة العربية 27 رئيسا.", id="a-number-that-counts-others"),
        pytest.param("قال مسؤول إن قمة مجموعة العشرين في المريخ ناقشت الأزمة.", id="a-place-that-held-none"),
        pytest.param("قال مسؤول إن قمة مجموعة العشرين في أنطاليا عام 2015 ناقشت الأزمة.", id="a-year-is-told-with-it"),
        pytest.param("عقد اجتماع للتحالف الدولي ضد داعش في مراكش في 12 يوليو.", id="a-month-in-which-none-was-there"),
        pytest.param("قصفت طائرات التحالف الدولي ضد داعش مواقع في بروكسل.", id="a-body-that-does-not-meet"),
    ],
)
def test_too_little_is_told(sentence: str) -> None:
    assert published(sentence) is None
