"""What roles, groups, documents and peoples without a name mean, in sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.names.conftest import Page

Read = Callable[[str], Page]

MEANT = [
    ("the same role again", "قال وزير الخارجية الروسي سيرغي لافروف كلمة. وغادر وزير الخارجية الروسي مساء.", "وزير الخارجية الروسي", "lavrov", "role"),
    ("the diplomat of the state", "تحدث سيرغي لافروف. وأضاف الدبلوماسي الروسي كلمة.", "الدبلوماسي الروسي", "lavrov", "role"),
    ("the office, by what the page told", "حضر وزير الصحة نبيل درغوث. وغادر الوزير مساء.", "الوزير", "person:nbyl-drghwth", "role"),
    ("the office, by the knowledge", "تحدث سيرغي لافروف. وغادر الوزير مساء.", "الوزير", "lavrov", "role"),
    ("the last of two", "حضر الوزير نبيل درغوث. وحضر الوزير طارق شلغوم. وغادر الوزير مساء.", "الوزير", "person:tarq-shlghwm", "role"),
    ("a woman's role", "تحدثت ماريا زاخاروفا مع سيرغي لافروف. وأضافت المتحدثة كلمة.", "المتحدثة", "zakharova", "role"),
    ("before the name", "المبعوث الصيني يغادر\nوصل المبعوث الصيني الخاص إلى ليبيا نبيل درغوث.", "المبعوث الصيني", "person:nbyl-drghwth", "role"),
    ("of an organization", "قال المبعوث الأممي نبيل درغوث كلمة. ثم غادر المسؤول الأممي.", "المسؤول الأممي", "person:nbyl-drghwth", "role"),
    ("those who met", "انتهت محادثات أستانا. وأكد المجتمعون ذلك.", "المجتمعون", "astana-participants", "group"),
    ("the guarantors", "انتهت محادثات أستانا. وأكدت الدول الضامنة ذلك.", "الدول الضامنة", "guarantor-states", "group"),
    (
        "the two sides",
        "التقى وفدا كندا والبرازيل. بحثت كندا والبرازيل الأمر، واتفق الجانبان على لقاء.",
        "الجانبان",
        "organization:knda-walbrazyl",
        "group",
    ),
    ("the ministry", "أصدرت وزارة الخارجية الروسية كلمة. وأضافت الوزارة شيئا.", "الوزارة", "russia-mfa", "group"),
    ("the communiqué", "جاء ذلك في بيان لوزارة الخارجية الروسية. وأكد البيان ذلك.", "البيان", "russia-mfa-statement", "document"),
    ("a people", "وصل الروس إلى القرية.", "الروس", "russia", "people"),
]

UNTOLD = [
    ("nobody of that state", "تحدث سيرغي لافروف. وأضاف الدبلوماسي الصيني كلمة."),
    ("somebody new", "تحدث سيرغي لافروف. وقال مسؤول روسي كلمة."),
    ("somebody of a ministry", "تحدث سيرغي لافروف. وقال مسؤول في وزارة الخارجية الروسية كلمة."),
    ("who was brought in without a name", "حضر المدير نبيل درغوث. وقال مدير كبير كلمة. وغادر المدير مساء."),
    ("a man's role and a woman's name", "تحدثت ماريا زاخاروفا. وأضاف المتحدث كلمة."),
    ("three are no pair", "التقت كندا والبرازيل والصين. واتفق الجانبان على لقاء."),
    ("sides that nobody named", "اتفق الجانبان على لقاء."),
    ("a document that nobody issued", "أكد البيان ذلك."),
    ("those who met where no talks are named", "أكد المجتمعون ذلك."),
    ("an adjective", "حضر المزارعون الروس."),
    ("a number of persons", "غادر آلاف السوريين."),
    ("the adjective of a policy", "زار وفد وزارة الخارجية الروسية المكان. وتغيرت السياسة الخارجية."),
]


@pytest.mark.parametrize(("text", "words", "entity", "sort"), [pytest.param(t, w, e, s, id=i) for i, t, w, e, s in MEANT])
def test_what_is_meant(read: Read, text: str, words: str, entity: str, sort: str) -> None:
    page = read(text)
    assert (words, entity, sort) in [(r.of(text), r.entity, r.sort) for r in page.found.references]


@pytest.mark.parametrize("text", [pytest.param(t, id=i) for i, t in UNTOLD])
def test_what_stays_untold(read: Read, text: str) -> None:
    assert [(r.of(text), r.entity) for r in read(text).found.references] == []


def test_a_reference_says_why_and_leads_to_an_entity(read: Read) -> None:
    page = read("بحثت كندا والبرازيل الأمر، واتفق الطرفان على لقاء.")
    (reference,) = page.found.references
    assert reference.why == "the two sides named last"
    assert page.found.entities[reference.entity].label == {"ar": "كندا والبرازيل"}


def test_a_reference_may_hold_a_name(read: Read) -> None:
    text = "قال مبعوث روسيا سيرغي لافروف كلمة. وغادر مبعوث روسيا مساء."
    page = read(text)
    assert [(r.of(text), r.entity) for r in page.found.references] == [("مبعوث روسيا", "lavrov")]
    assert ("روسيا", "russia") in page.pairs


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("جاء في بيان لوزارة الدفاع الصينية أمس.", "china-mod"),
        ("صدر بيان عن نبيل درغوث أمس.", "person:nbyl-drghwth"),
        ("أصدرت وزارة الدفاع الصينية بيانا أمس.", "china-mod"),
        ("جاء في بيان، وقالت روسيا كلمة.", None),
    ],
)
def test_who_issued_a_communique(read: Read, text: str, author: str | None) -> None:
    assert [who for _, who in read(text).found.authors] == ([author] if author else [])
