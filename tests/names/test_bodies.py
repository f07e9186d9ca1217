from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.names.conftest import Page


def _references(page: Page) -> list[tuple[str, str]]:
    return [(r.of(page.text.text), r.entity) for r in page.found.references if r.sort == "group"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أحصى المرصد السوري لحقوق الإنسان الضحايا. وأضاف المرصد أن العدد أولي.", ("المرصد", "sohr")),
        ("تجتمع جامعة الدول العربية غدا. وقالت الجامعة إنها تتابع الأمر.", ("الجامعة", "arab-league")),
        ("حذرت المفوضية السامية للأمم المتحدة لشؤون اللاجئين من الشتاء. وبحسب المفوضية فإن الخيام لا تكفي.", ("المفوضية", "unhcr")),
        ("رفضت حماس العرض. وقالت الحركة إنها ترد لاحقا.", ("الحركة", "hamas")),
    ],
)
def test_a_noun_alone_means_the_body_last_named_with_it(read: Callable[[str], Page], text: str, expected: tuple[str, str]) -> None:
    assert expected in _references(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "وأضاف المرصد أن العدد أولي.",  # none is named
        "تجتمع جامعة الدول العربية غدا. ودرس في الجامعة الخاصة سنتين.",  # an adjective tells another
        "أدانت الحكومة الروسية الحكومة التركية. وقالت الحكومة إنها ترد.",  # which of the two?
    ],
)
def test_a_noun_that_may_mean_another_body_is_left(read: Callable[[str], Page], text: str) -> None:
    assert not [r for r in _references(read(text)) if " " not in r[0]]
