"""The offices that a page states of persons, in sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.names.conftest import Page

Read = Callable[[str], Page]

STATED = [
    ("minister and nationality", "قال وزير الخارجية الصيني نبيل درغوث كلمة.", "وزير الخارجية الصيني", "foreign-minister", "china", None),
    ("an idafa with the state", "قال وزير خارجية الصين نبيل درغوث كلمة.", "وزير خارجية الصين", "foreign-minister", "china", None),
    ("a woman", "قالت وزيرة الدفاع الصينية ليلى درغوث كلمة.", "وزيرة الدفاع الصينية", "defence-minister", "china", None),
    ("another minister", "قال وزير الصحة الصيني نبيل درغوث كلمة.", "وزير الصحة الصيني", "minister", "china", None),
    ("a deputy", "قال نائب وزير الخارجية الصيني نبيل درغوث كلمة.", "نائب وزير الخارجية الصيني", "deputy-foreign-minister", "china", None),
    ("former", "قال رئيس الوزراء الصيني السابق نبيل درغوث كلمة.", "رئيس الوزراء الصيني السابق", "prime-minister", "china", "former"),
    ("long former", "قال الرئيس الصيني الأسبق نبيل درغوث كلمة.", "الرئيس الصيني الأسبق", "president", "china", "former"),
    ("acting", "قال وزير الدفاع الصيني بالوكالة نبيل درغوث كلمة.", "وزير الدفاع الصيني بالوكالة", "defence-minister", "china", "acting"),
    ("elect", "قال الرئيس الصيني المنتخب نبيل درغوث كلمة.", "الرئيس الصيني المنتخب", "president", "china", "elect"),
    (
        "a spokesperson's ministry",
        "قال المتحدث باسم الخارجية الصينية نبيل درغوث كلمة.",
        "المتحدث باسم الخارجية الصينية",
        "spokesperson",
        "china-mfa",
        None,
    ),
    (
        "an envoy with a charge",
        "قال المبعوث الخاص للرئيس الصيني لشؤون التسوية نبيل درغوث كلمة.",
        "المبعوث الخاص للرئيس الصيني لشؤون التسوية",
        "envoy",
        "china",
        None,
    ),
    ("an organization's adjective", "قال المبعوث الأممي نبيل درغوث كلمة.", "المبعوث الأممي", "envoy", "un", None),
    (
        "of an organization",
        "قال الأمين العام للجامعة العربية نبيل درغوث كلمة.",
        "الأمين العام للجامعة العربية",
        "secretary-general",
        "arab-league",
        None,
    ),
    ("after the name", "قال نبيل درغوث، وزير الخارجية الصيني، كلمة.", "وزير الخارجية الصيني", "foreign-minister", "china", None),
    (
        "after the name without a comma",
        "قال نبيل درغوث الأمين العام للأمم المتحدة كلمة.",
        "الأمين العام للأمم المتحدة",
        "secretary-general",
        "un",
        None,
    ),
    ("after a proclitic", "رسالة إلى الوفد. والتقى بالرئيس الصيني نبيل درغوث.", "الرئيس الصيني", "president", "china", None),
]

NO_OFFICE = [
    ("a title alone", "قال الوزير نبيل درغوث كلمة."),
    ("a rank", "قال العميد الركن نبيل درغوث كلمة."),
    ("no office", "قال الناشط الصيني نبيل درغوث كلمة."),
    ("an actress", "قالت الممثلة ليلى درغوث كلمة."),
    ("another's", "استقبل نبيل درغوث الرئيس الصيني أمس."),
]


@pytest.mark.parametrize(("text", "label", "role", "of", "status"), [pytest.param(t, w, r, o, s, id=i) for i, t, w, r, o, s in STATED])
def test_a_stated_office(read: Read, text: str, label: str, role: str, of: str, status: str | None) -> None:
    (person,) = (e for e in read(text).found.entities.values() if e.kind == "person")
    (office,) = person.offices
    assert (office.label, office.role, office.of, office.status, office.basis) == (label, role, of, status, "stated")
    assert [span.of(text) for span in office.evidence] == [label]


@pytest.mark.parametrize("text", [pytest.param(t, id=i) for i, t in NO_OFFICE])
def test_what_is_no_office_of_the_person(read: Read, text: str) -> None:
    assert [e.offices for e in read(text).found.entities.values() if e.kind == "person"] == [()]


def test_a_known_person_has_the_offices_of_the_page_then_those_of_the_knowledge(read: Read) -> None:
    offices = read("وصل وزير الخارجية الروسي سيرغي لافروف.").found.entities["lavrov"].offices
    assert [(o.role, o.of, o.basis) for o in offices[:2]] == [("foreign-minister", "russia", "stated"), ("foreign-minister", "russia", "knowledge")]
    assert offices[1].known
    assert not offices[1].evidence


def test_an_office_told_twice_has_all_its_evidence(read: Read) -> None:
    text = "قال الرئيس الصيني نبيل درغوث كلمة. وغادر الرئيس الصيني نبيل درغوث مساء."
    (person,) = (e for e in read(text).found.entities.values() if e.kind == "person")
    assert [len(o.evidence) for o in person.offices] == [2]


def test_a_state_is_no_holder(read: Read) -> None:
    assert read("رحبت روسيا بذلك.").found.entities["russia"].offices == ()


def _stated(page: Page, person: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(o.role, o.of, o.label) for o in page.found.entities[person].offices if o.basis == "stated"]


@pytest.mark.parametrize(
    ("text", "person", "office"),
    [
        ("وصل أمير قطر السابق الشيخ حمد بن خليفة.", "hamad-bin-khalifa", ("emir", "qatar", "أمير قطر السابق")),
        ("قال الرئيس، فلاديمير بوتين، إن القمة ناجحة.", "putin", ("president", "russia", "الرئيس")),
        ("بحث الرئيس الفرنسي نيكولا ساركوزي الأمر مع نظيره المصري، حسني مبارك.", "mubarak", ("president", "egypt", "نظيره المصري")),
        ("قال رئيس الحكومة سعد الحريري إن الموازنة جاهزة.", "hariri", ("prime-minister", "lebanon", "رئيس الحكومة")),
        ("قال مدير المرصد رامي عبد الرحمن إن العدد أولي.", "rami-abdulrahman", ("director", "sohr", "مدير المرصد")),
        ("قال كبير المفاوضين صائب عريقات إن اللقاء قريب.", "erekat", ("chief-negotiator", "palestine", "كبير المفاوضين")),
    ],
)
def test_an_office_is_told_with_its_body(read: Callable[[str], Page], text: str, person: str, office: tuple[str, str, str]) -> None:
    assert _stated(read(text), person) == [office]


@pytest.mark.parametrize(
    "text",
    [
        "وأكد وزير الخارجية الأهمية البالغة للزيارة المقررة للرئيس حسني مبارك.",
        "سيرسل وزير الخارجية للقاء حسني مبارك.",
        "تحدث وزير الخارجية وحسني مبارك عن القمة.",
        "قال لافروف إن نظيره المصري، حسني مبارك، وصل.",  # the office of the first isn't told
    ],
)
def test_an_office_before_a_name_that_is_not_beside_it_is_not_his(read: Callable[[str], Page], text: str) -> None:
    assert not _stated(read(text), "mubarak")
