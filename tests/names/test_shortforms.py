"""Short forms of persons that the page names in full, in sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.names.conftest import Page

Read = Callable[[str], Page]

ONE, TWO = "person:nbyl-drghwth", "person:tarq-drghwth"

SHORT = [
    ("in a headline before the full name", "درغوث: لا تراجع\nحضر نبيل درغوث.", ["درغوث", "نبيل درغوث"]),
    ("a common word after a reporting verb", "حضر الوزير نبيل الجديدي. وقال الجديدي إن الأمر انتهى.", ["نبيل الجديدي", "الجديدي"]),
    ("a given name after a reporting verb", "حضر نبيل درغوث. وقال نبيل إن الأمر انتهى.", ["نبيل درغوث", "نبيل"]),
    ("not a given name elsewhere", "حضر فارس درغوث. وظهر فارس على حصان.", ["فارس درغوث"]),
    ("with its particle", "حضر حميد أبو طالبي. وكتب أبو طالبي كلمة.", ["حميد أبو طالبي", "أبو طالبي"]),
    ("the first word of a Korean name", "حضر كيم يونغ سونغ. وقال كيم إن الأمر انتهى.", ["كيم يونغ سونغ", "كيم"]),
    ("another spelling", "حضر الوزير أندري غلادشتوكوف. وغادر غلادشتوكف مساء.", ["أندري غلادشتوكوف", "غلادشتوكف"]),
    ("not a preposition that is spelt like a name", "حضر علي درغوث. واتفق الجميع على ذلك.", ["علي درغوث"]),
]

SHARED = [
    ("the one named last", "حضر نبيل درغوث. وحضر طارق درغوث. وغادر درغوث مساء.", [ONE, TWO, TWO]),
    ("the one of the role", "حضر الوزير نبيل درغوث. وحضر السفير طارق درغوث. وغادر الوزير درغوث مساء.", [ONE, TWO, ONE]),
    ("nobody where both stand in one sentence", "حضر نبيل درغوث وطارق درغوث. وغادر درغوث مساء.", [ONE, TWO]),
    ("nobody before either", "غادر درغوث مساء. وحضر نبيل درغوث. وحضر طارق درغوث.", [ONE, TWO]),
    ("a listed short form that is another's here", "حضر حازم هنية. وغادر هنية مساء.", ["person:hazm-hnyh"] * 2),
]


@pytest.mark.parametrize(("text", "names"), [pytest.param(t, n, id=i) for i, t, n in SHORT])
def test_short_forms(read: Read, text: str, names: list[str]) -> None:
    persons = [n for n in read(text).names if n.kind == "person"]
    assert [n.of(text) for n in persons] == names
    assert len({n.entity for n in persons}) == 1


@pytest.mark.parametrize(("text", "entities"), [pytest.param(t, e, id=i) for i, t, e in SHARED])
def test_persons_who_share_a_name(read: Read, text: str, entities: list[str]) -> None:
    assert [n.entity for n in read(text).names if n.kind == "person"] == entities


def test_what_is_refused_says_so(read: Read) -> None:
    assert read("حضر نبيل درغوث وطارق درغوث. وغادر درغوث مساء.").rejected == [("درغوث", "two persons of this name stand equally near")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("حضر نبيل درغوث الملقب بـ«الصقر» اللقاء.", "الصقر"),
        ("حضر نبيل درغوث، المعروف باسم «أبو عمر»، اللقاء.", "أبو عمر"),
    ],
)
def test_a_nickname_is_another_name_of_the_person(read: Read, text: str, name: str) -> None:
    assert [(n.of(text), n.entity, n.found_by) for n in read(text).names][1] == (name, ONE, "nickname")
