"""Positions: the stance that each side takes on an issue, whatever turns it, and the statements behind it."""

from __future__ import annotations

import pytest

from mahdar.invariants import check
from mahdar.model import Position
from tests.meetings.conftest import Read

BODY = "constitutional-committee"
HELD = "عقدت أمس جولة من محادثات أستانا حول سوريا."


def of(read: Read, sentence: str, issue: str) -> list[Position]:
    page = check(read(f"{HELD} {sentence}"))
    return [position for position in page.positions if position.issue == issue]


@pytest.mark.parametrize(
    ("sentence", "actor", "issue", "stance"),
    [
        pytest.param("دعا وزير الخارجية الروسي سيرغي لافروف إلى استئناف عمل اللجنة الدستورية.", "russia", BODY, "demands", id="asks"),
        pytest.param("أيدت إيران عمل اللجنة الدستورية.", "iran", BODY, "supports", id="support"),
        pytest.param("رفضت تركيا انسحاب القوات.", "turkey", "withdrawal", "opposes", id="reject"),
        pytest.param("أدانت إيران الضربات الإسرائيلية.", "iran", "strikes", "opposes", id="condemn"),
        pytest.param("دعت روسيا إلى وقف الضربات الإسرائيلية.", "russia", "strikes", "opposes", id="call-to-stop"),
        pytest.param("رفضت إيران أي تأجيل لانسحاب القوات.", "iran", "withdrawal", "supports", id="refuses-delay"),
        pytest.param("رفضت إيران أي تأجيل أو مساومة على انسحاب القوات.", "iran", "withdrawal", "supports", id="refuses-delay-or-bargain-once"),
        pytest.param("اتهمت روسيا المعارضة بعرقلة عمل اللجنة الدستورية.", "russia", BODY, "supports", id="accuses-of-hindering"),
        pytest.param("تعهدت تركيا بسحب القوات من البلدة.", "turkey", "withdrawal", "offers", id="promise"),
        pytest.param("شدد لافروف على ضرورة إيصال المساعدات.", "russia", "cross-border-aid", "demands", id="necessity"),
        pytest.param("قالت روسيا إن انسحاب القوات سيساعد على الاستقرار.", "russia", "withdrawal", "supports", id="judged-well"),
        pytest.param("قالت روسيا إن الضربات الإسرائيلية يجب أن تتوقف.", "russia", "strikes", "opposes", id="must-stop"),
        pytest.param("أعلنت روسيا أن وفدها ناقش انسحاب القوات.", "russia", "withdrawal", "neutral", id="no-judgement"),
        pytest.param("نفت تركيا انسحاب القوات من البلدة.", "turkey", "withdrawal", "denies", id="denial"),
        pytest.param("دعت روسيا إلى وقف القتال في إدلب.", "russia", "idlib", "demands", id="nobody-opposes-a-town"),
        pytest.param("أدانت إيران الهجوم على إدلب.", "iran", "idlib", "opposes", id="condemns-what-happens-there"),
    ],
)  # fmt: skip
def test_stances(read: Read, sentence: str, actor: str, issue: str, stance: str) -> None:
    (position,) = of(read, sentence, issue)
    assert (position.actor, position.process, position.stance) == (actor, "astana", stance)
    assert position.why
    assert position.condition is None


@pytest.mark.parametrize(
    ("sentence", "issue", "condition"),
    [
        pytest.param("اقترحت تركيا تأجيل انسحاب القوات إلى وقت لاحق.", "withdrawal", "إلى وقت لاحق", id="put-off"),
        pytest.param("قالت تركيا إنها ستؤيد انسحاب القوات بشرط عودة اللاجئين، وغادر وفدها.", "withdrawal", "شرط عودة اللاجئين", id="on-condition"),
        pytest.param("تعهدت تركيا بسحب القوات إذا عاد الأمن.", "withdrawal", "إذا عاد الأمن", id="if"),
    ],
)
def test_conditions_are_told_in_the_page_s_words(read: Read, sentence: str, issue: str, condition: str) -> None:
    (position,) = of(read, sentence, issue)
    assert (position.stance, position.condition) == ("conditional", condition)
    assert position.condition_at is not None


def test_a_demonstrative_carries_the_issue_named_before(read: Read) -> None:
    page = read(f"{HELD} قالت روسيا إن وفدها ناقش انسحاب القوات. ورفضت إيران أي تأجيل في هذا الملف.")
    (position,) = [p for p in page.positions if (p.actor, p.issue) == ("iran", "withdrawal")]
    assert (position.issue, position.stance) == ("withdrawal", "supports")
    assert "points to" in (position.why or "")


def test_statements_of_one_stance_are_one_position(read: Read) -> None:
    page = read(f"{HELD} أيدت إيران انسحاب القوات. ودعا وزير الخارجية الإيراني محمد جواد ظريف إلى انسحاب القوات فورا.")
    (position,) = [p for p in page.positions if (p.actor, p.issue) == ("iran", "withdrawal")]
    assert position.stance == "demands"
    assert len(position.statements) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("دعت أستراليا إلى الانسحاب من الاتفاق التجاري.", id="another-matter"),
        pytest.param("قالت تركيا إن الانسحاب من الاتفاق التجاري خطأ.", id="an-actor-on-another-matter"),
    ],
)
def test_a_word_that_many_matters_share_is_no_position(read: Read, sentence: str) -> None:
    assert read(sentence).positions == ()


def test_a_page_may_be_about_a_process_without_naming_it(read: Read) -> None:
    found = {p.issue: p for p in read("دعت روسيا إلى انسحاب القوات من سوريا.").positions}
    assert (found["withdrawal"].actor, found["withdrawal"].stance) == ("russia", "demands")


def test_who_is_for_an_issue_is_against_its_opposite(read: Read) -> None:
    (position,) = of(read, "أيدت إيران انسحاب القوات.", "foreign-presence")
    assert (position.actor, position.stance) == ("iran", "opposes")
    assert "opposite" in (position.why or "")


def test_words_of_an_opposite_turn_the_stance(read: Read) -> None:
    page = read("تعقد في القاهرة مفاوضات الهدنة في غزة. ورفضت مصر استمرار الحرب على غزة.")
    (position,) = [p for p in page.positions if p.actor == "egypt" and p.process == "gaza-truce"]
    assert position.stance == "supports"


@pytest.mark.parametrize(
    ("sentence", "issue", "actor", "stance"),
    [
        pytest.param("طالب مسؤول تركي بانسحاب القوات من البلدة.", "withdrawal", "turkey", "demands", id="an-official"),
        pytest.param("رفضت مصادر دبلوماسية روسية انسحاب القوات من البلدة.", "withdrawal", "russia", "opposes", id="diplomatic-sources"),
        pytest.param("أدان مصدر رسمي في وزارة الخارجية السورية الضربات الإسرائيلية.", "strikes", "syria", "opposes", id="a-source-in-a-ministry"),
    ],
)
def test_an_unnamed_source_speaks_for_its_state(read: Read, sentence: str, issue: str, actor: str, stance: str) -> None:
    (position,) = of(read, sentence, issue)
    assert (position.actor, position.stance) == (actor, stance)
    assert position.told_by is not None
    assert position.told_by != actor


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("طالب المرصد السوري لحقوق الإنسان بانسحاب القوات من البلدة.", id="an-observer"),
        pytest.param("طالب مسؤول تركي سابق بانسحاب القوات من البلدة.", id="a-former-official"),
        pytest.param("طالبت مصادر تركية بانسحاب القوات من البلدة.", id="sources-of-a-country"),
        pytest.param("هددت تركيا بانسحاب القوات من النقاط.", id="a-threat"),
        pytest.param("طالبت تركيا بالانسحاب من الاتفاق.", id="from-something-else"),
        pytest.param("رحبت تركيا بالزيارة وسط خلافات على انسحاب القوات.", id="in-passing"),
        pytest.param("قالت تركيا إن جنودها سيبقون إذا تعثر انسحاب القوات.", id="only-supposed"),
    ],
)
def test_no_side_says_it(read: Read, sentence: str) -> None:
    assert of(read, sentence, "withdrawal") == []


@pytest.mark.parametrize(
    ("sentence", "stance", "condition"),
    [
        pytest.param("اشترطت إيران انسحاب القوات.", "demands", "انسحاب القوات", id="is-the-condition"),
        pytest.param("أكدت إيران أنها لن تحضر إلا بعد انسحاب القوات.", "demands", "إلا بعد انسحاب القوات", id="is-asked-for"),
        pytest.param("أكدت إيران أنها لن تحضر قبل انسحاب القوات.", "demands", "قبل انسحاب القوات", id="is-to-come-first"),
        pytest.param("أكدت إيران أن انسحاب القوات رهن بعودة الهدوء.", "conditional", "رهن بعودة الهدوء", id="hangs-on"),
    ],
)
def test_what_a_condition_asks_for_is_demanded(read: Read, sentence: str, stance: str, condition: str) -> None:
    (position,) = [p for p in of(read, sentence, "withdrawal") if p.actor == "iran"]
    assert (position.stance, position.condition) == (stance, condition)


def test_a_page_from_before_the_process_is_of_another(read: Read) -> None:
    sentence = f"{HELD} دعت روسيا إلى انسحاب القوات من سوريا."
    assert read(sentence, "2019-03-04").positions
    assert not read(sentence, "2009-03-04").positions


def test_a_country_is_no_process(read: Read) -> None:
    assert not read("الطقس في سوريا جميل والأسواق السورية مفتوحة. وطالب وزير الخارجية الروسي سيرغي لافروف بانسحاب القوات من البلدة.").positions
