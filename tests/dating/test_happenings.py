"""What happened on a known day dates the pages that tell it with its month and no year."""

from __future__ import annotations

import pytest

from mahdar.invariants import check
from mahdar.model import Published
from tests.support.pages import page_of
from tests.support.reader import shipped_reader

TITLE = "مباحثات حول الوضع في المنطقة"


def published(*lines: str) -> Published | None:
    return check(shipped_reader().read(page_of("\n\n".join((TITLE, *lines))))).published


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        pytest.param("يحتج السودانيون على الانقلاب الذي وقع في السودان في أكتوبر الماضي.", "2021-10/2022-10", id="a-month-that-is-past"),
        pytest.param("تشهد تونس أزمة منذ 25 يوليو الماضي.", "2021-07/2022-07", id="a-day-that-is-past"),
        pytest.param(
            "وقع الانقلاب في النيجر في يوليو الماضي، وقال مسؤول إن الوفد يصل في 10 سبتمبر الجاري.", "2023-09", id="with-a-month-that-is-now"
        ),
        pytest.param("وقع الهجوم على متحف باردو في تونس في مارس الماضي.", "2015-03/2016-02", id="an-attack-by-its-place"),
        pytest.param("تستعد تونس للانتخابات الرئاسية في أكتوبر المقبل، ويصل الوفد في 10 سبتمبر الجاري.", None, id="two-elections-in-an-october"),
        pytest.param("يستعد العراق للانتخابات البرلمانية في مايو المقبل، ويصل الوفد في 10 مارس الجاري.", "2018-03", id="to-come"),
    ],
)
def test_a_happening_told_with_its_month(sentence: str, value: str | None) -> None:
    found = published(sentence)
    assert (found and found.value) == value


def test_the_reason_names_what_happened_and_when() -> None:
    found = published("تشهد تونس أزمة منذ 25 يوليو الماضي.")
    assert found is not None
    assert found.why == "«25 يوليو الماضي» is told of exceptional measures in Tunisia (2021-07-25)"


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("وقع انقلاب في أكتوبر الماضي.", id="no-state"),
        pytest.param("وقع هجوم في تونس في مارس الماضي.", id="an-attack-of-any-place"),
        pytest.param("زار الوفد السودان في أكتوبر الماضي.", id="nothing-that-happened"),
        pytest.param("وقع الانقلاب في السودان في مارس الماضي.", id="another-month"),
        pytest.param("وقع الانقلاب في السودان في 11 أكتوبر الماضي.", id="another-day"),
        pytest.param("وقع الانقلاب في السودان في أكتوبر 2021.", id="with-its-year"),
        pytest.param("وقع هجوم في تونس في 26 يونيو، وكان ذلك عام 2015.", id="a-day-of-the-year-that-is-told"),
    ],
)
def test_too_little_is_told(sentence: str) -> None:
    assert published(sentence) is None
