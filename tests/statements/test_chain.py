"""By which route a statement came, and statements whose route alone tells who made them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.statements.conftest import Page

Read = Callable[..., Page]

ROUTES = [
    ("told to an agency", "قال لافروف لوكالة تاس إن الحوار مستمر.", "lavrov", ["tass"]),
    ("told to a paper", "قال لافروف لصحيفة حرييت إن الحوار مستمر.", "lavrov", ["hurriyet"]),
    ("in an interview", "قال لافروف في مقابلة مع قناة الجزيرة إن الحوار مستمر.", "lavrov", ["al-jazeera"]),
    ("in a communiqué", "قال لافروف في بيان إن الحوار مستمر.", "lavrov", ["lavrov-statement"]),
    ("according to an agency at the end", "قال لافروف إن الحوار مستمر، بحسب وكالة سانا.", "lavrov", ["sana"]),
    ("carried", "نقلت وكالة تاس عن لافروف أن الحوار مستمر.", "lavrov", ["tass"]),
    ("carried, with a verbal noun", "نقلت وكالة سبوتنيك عن الخارجية الروسية قولها إن الحوار مستمر.", "russia-mfa", ["sputnik"]),
    ("told after", "ذكرت وكالة تاس، نقلا عن لافروف، أن الحوار مستمر.", "lavrov", ["tass"]),
    ("a carrier that tells itself", "ذكرت وكالة تاس أن الحوار مستمر.", "tass", []),
    ("nobody between", "قال لافروف إن الحوار مستمر.", "lavrov", []),
    ("a carrier that is only talked about", "قال لافروف إن وكالة تاس نشرت الخبر.", "lavrov", []),
]

DOCUMENTS = [
    ("issued before", "أصدرت وزارة الخارجية الروسية بيانا. وجاء في البيان أن الحوار مستمر.", "russia-mfa", ["russia-mfa-statement"]),
    ("of the ministry", "صدر بيان عن وزارة الخارجية الروسية. وجاء في البيان أن الحوار مستمر.", "russia-mfa", ["russia-mfa-statement"]),
    ("for the ministry", "صدر بيان لوزارة الخارجية الروسية. وجاء في البيان أن الحوار مستمر.", "russia-mfa", ["russia-mfa-statement"]),
    ("the communiqué as subject", "صدر بيان عن وزارة الخارجية الروسية. وأكد البيان أن الحوار مستمر.", "russia-mfa", ["russia-mfa-statement"]),
    ("nobody's", "جاء في البيان أن الحوار مستمر.", "document:al-byan", []),
    ("a report", "ورد في التقرير أن الضحايا كثر.", "document:al-tqryr", []),
    ("an agreement", "نص الاتفاق على وقف القصف.", "document:al-atfaq", []),
]

ACCORDING = [
    ("at the end", "الحوار مستمر في المنطقة رغم العراقيل، بحسب لافروف.", "الحوار مستمر في المنطقة رغم العراقيل", "lavrov"),
    ("at the head", "وبحسب مصادر دبلوماسية، فإن الوفد سيصل غدا.", "فإن الوفد سيصل غدا", "organization:msadr-dblwmasyh"),
    ("a name with ل", "وفقا لوزارة الدفاع الروسية، فإن الطائرة هبطت.", "فإن الطائرة هبطت", "russia-mod"),
    ("a capital with ل", "وفقا لموسكو فإن الطائرة هبطت بسلام.", "فإن الطائرة هبطت بسلام", "russia"),
    ("a role with ل", "وفقا لمصدر دبلوماسي، فإن الطائرة هبطت.", "فإن الطائرة هبطت", "person:msdr-dblwmasy"),
    ("with ما and a verb", "بحسب ما أعلن لافروف، فإن الوفد سيصل غدا.", "فإن الوفد سيصل غدا", "lavrov"),
    ("with a verb", "حسبما أعلن لافروف، فإن الوفد سيصل غدا.", "فإن الوفد سيصل غدا", "lavrov"),
    ("على حد قول", "الهدوء يعود غدا إلى المدينة على حد قول لافروف.", "الهدوء يعود غدا إلى المدينة", "lavrov"),
    ("كما قالت", "الحوار مستمر في المنطقة رغم العراقيل، كما قالت موسكو.", "الحوار مستمر في المنطقة رغم العراقيل", "russia"),
    ("نقلا عن", "نقلا عن لافروف، فإن الوفد سيصل غدا.", "فإن الوفد سيصل غدا", "lavrov"),
]

NOBODY_SPEAKS = [
    ("a resolution", "تعقد الانتخابات وفقا للقرار 2254 في موعدها المحدد."),
    ("an agreement", "بحسب الاتفاق، تبدأ المرحلة الثانية غدا في المدينة."),
    ("too little to be a statement", "نعم، بحسب لافروف."),
    ("no source at all", "توزع المساعدات بحسب الحاجة والظروف في كل منطقة."),
]


@pytest.mark.parametrize(("text", "speaker", "via"), [pytest.param(t, s, v, id=i) for i, t, s, v in ROUTES + DOCUMENTS])
def test_the_route_of_a_statement(read: Read, text: str, speaker: str, via: list[str]) -> None:
    page = read(text)
    assert page.only.speaker is not None
    assert page.only.speaker.entity == speaker
    assert [v.entity for v in page.only.via] == via
    known = {n for n in page.entities if n.startswith(("document:", "organization:", "person:")) or n.endswith("-statement")}
    assert {v for v in via if v.endswith("-statement")} <= known


def test_a_communiqué_that_nobody_is_said_to_have_issued_is_the_last_speakers(read: Read) -> None:
    page = read("قال لافروف إن الوضع صعب. وجاء في البيان أن الحل قريب.")
    assert [who for _, _, who in page.said] == ["lavrov", "lavrov"]
    assert [v.entity for v in page.statements[1].via] == ["lavrov-statement"]


def test_the_one_who_relays_a_position_is_on_its_route(read: Read) -> None:
    page = read("أكد لافروف أن الحوار مستمر، حيث ترى دمشق أن الوقت حان.")
    assert [[v.entity for v in s.via] for s in page.statements] == [[], ["lavrov"]]


def test_a_clause_of_somebody_else_is_not_relayed(read: Read) -> None:
    page = read("أكد لافروف أن الحوار مستمر، فيما قالت ميركل إن الوقت حان.")
    assert [s.via for s in page.statements] == [(), ()]


def test_a_communiqué_is_an_entity_with_its_label(read: Read) -> None:
    entity = read("قال لافروف في بيان إن الحوار مستمر.").entities["lavrov-statement"]
    assert (entity.kind, entity.label) == ("document", {"ar": "بيان سيرغي لافروف", "en": "Statement of Sergey Lavrov"})


@pytest.mark.parametrize(("text", "content", "speaker"), [pytest.param(t, c, s, id=i) for i, t, c, s in ACCORDING])
def test_according_to_somebody(read: Read, text: str, content: str, speaker: str) -> None:
    page = read(text)
    assert [(words, who) for _, words, who in page.said] == [(content, speaker)]
    assert page.only.found_by == "according-to"


@pytest.mark.parametrize("text", [pytest.param(t, id=i) for i, t in NOBODY_SPEAKS])
def test_according_to_nobody(read: Read, text: str) -> None:
    assert read(text).said == []
