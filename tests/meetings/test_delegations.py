"""Delegations told together: each of those for whom they come takes part."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mahdar.model import Reading

Read = Callable[..., Reading]

ROUNDS = [
    (
        "a government and an opposition",
        "شارك في الجولة الثامنة من محادثات أستانا وفدا الحكومة السورية والمعارضة.",
        {"syria-government": "party", "organization:al-maardh": "party"},
    ),
    (
        "one list after another",
        "انطلقت الجولة 18 من محادثات أستانا بحضور وفود الدول الضامنة الثلاث روسيا وتركيا وإيران ووفدي الحكومة السورية والمعارضة.",
        {
            "guarantor-states": "guarantor",
            "russia": "guarantor",
            "turkey": "guarantor",
            "iran": "guarantor",
            "syria-government": "party",
            "organization:al-maardh": "party",
        },
    ),
    (
        "all after one noun",
        "تستضيف أستانا الجولة السابعة بمشاركة وفود روسيا وتركيا والنظام السوري والمعارضة المسلحة.",
        {"russia": "guarantor", "turkey": "guarantor", "syria-government": "party", "organization:al-maardh-al-mslhh": "party"},
    ),
    ("one delegation is no list", "وصل وفد المعارضة إلى أستانا للجولة الثامنة من محادثات أستانا.", {}),
]


@pytest.mark.parametrize(("text", "taking"), [pytest.param(text, taking, id=id_) for id_, text, taking in ROUNDS])
def test_each_of_several_delegations_takes_part_in_a_round(read: Read, text: str, taking: dict[str, str]) -> None:
    page = read(text)
    (meeting,) = page.meetings
    assert {p.entity: p.role for p in meeting.participants} == taking
    assert {p.entity for p in meeting.participants} <= {entity.id for entity in page.entities}


def test_who_comes_beside_one_who_takes_part_takes_part_too(read: Read) -> None:
    (meeting,) = read("التقى بيدرسن وفدي الحكومة السورية والمعارضة في جنيف يوم الاثنين.").meetings
    assert {p.entity for p in meeting.participants} == {"pedersen", "syria-government", "organization:al-maardh"}
