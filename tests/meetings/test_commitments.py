"""Commitments: who undertook what and when, told by statements and as deeds, and what became of it."""

from __future__ import annotations

import pytest

from mahdar.invariants import check
from mahdar.model import Commitment, Reading
from tests.meetings.conftest import Read

HELD = "عقدت أمس جولة من محادثات أستانا حول سوريا."
DAY = "2018-09-10"


def page(read: Read, sentence: str) -> Reading:
    return check(read(f"{HELD} {sentence}", DAY))


def only(read: Read, sentence: str) -> tuple[Commitment, str]:
    found = page(read, sentence)
    (commitment,) = found.commitments
    assert commitment.content is not None
    return commitment, commitment.content.of(found.text)


@pytest.mark.parametrize(
    ("sentence", "kind", "parties", "issue", "content"),
    [
        pytest.param(
            "وفي 4 أيار الماضي وقعت روسيا وتركيا وإيران اتفاقا لإقامة مناطق تهدئة.", "signed", {"russia", "turkey", "iran"}, "de-escalation-zones",
            "اتفاقا لإقامة مناطق تهدئة", id="signed",
        ),
        pytest.param(
            "منذ توقيع اتفاق بين تركيا وقطر هدأت البلاد.", "signed", {"turkey", "qatar"}, None, "اتفاق بين تركيا وقطر هدأت البلاد", id="noun",
        ),
        pytest.param("أبرمت تركيا اتفاقية تجارية مع قطر.", "signed", {"turkey", "qatar"}, None, "اتفاقية تجارية مع قطر", id="with"),
        pytest.param("توصلت روسيا وتركيا إلى هدنة في إدلب.", "agreed", {"russia", "turkey"}, "idlib", "هدنة في إدلب", id="reached"),
        pytest.param("اتفقت روسيا وتركيا على تبادل الأسرى.", "agreed", {"russia", "turkey"}, "detainees", "على تبادل الأسرى", id="agreed"),
        pytest.param("اتفقت الدول الضامنة على تبادل الأسرى.", "agreed", {"russia", "turkey", "iran"}, "detainees", "على تبادل الأسرى", id="group"),
        pytest.param("تعهدت تركيا بسحب القوات.", "pledged", {"turkey"}, "withdrawal", "بسحب القوات", id="pledged"),
        pytest.param("قررت تركيا أن سحب القوات سيبدأ.", "decided", {"turkey"}, "withdrawal", "أن سحب القوات سيبدأ", id="decided"),
        pytest.param("اتفقت روسيا وتركيا على تمديد الهدنة في إدلب.", "extended", {"russia", "turkey"}, "idlib", "على تمديد الهدنة في إدلب", id="ext"),
    ],
)  # fmt: skip
def test_tellings(read: Read, sentence: str, kind: str, parties: set[str], issue: str | None, content: str) -> None:
    commitment, words = only(read, sentence)
    assert (commitment.kind, set(commitment.parties), commitment.issue, words) == (kind, parties, issue, content)
    assert commitment.status == ("pledged" if kind == "pledged" else "agreed")
    assert (commitment.process == "astana") == (issue is not None)


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        pytest.param("وفي 4 أيار الماضي وقعت روسيا وتركيا وإيران اتفاقا لإقامة مناطق تهدئة.", "2018-05-04", id="before-the-verb"),
        pytest.param("وقعت روسيا وتركيا أمس اتفاقا لإقامة مناطق تهدئة.", "2018-09-09", id="after-the-verb"),
        pytest.param("اتفقت روسيا وتركيا الشهر الماضي على تبادل الأسرى.", "2018-08", id="said"),
        pytest.param("اتفقت روسيا وتركيا على تبادل الأسرى في تشرين الأول المقبل.", None, id="of-the-deed-agreed-on"),
        pytest.param("وقعت روسيا وتركيا اتفاقا في التسعينيات لإقامة مناطق تهدئة.", None, id="a-decade-dates-nothing"),
    ],
)
def test_the_day_is_that_of_the_agreement(read: Read, sentence: str, date: str | None) -> None:
    assert only(read, sentence)[0].date == date


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("ستوقع روسيا وتركيا اتفاقا لإقامة مناطق تهدئة.", id="to-come"),
        pytest.param("لم توقع روسيا وتركيا اتفاقا لإقامة مناطق تهدئة.", id="not-done"),
        pytest.param("بحثت روسيا وتركيا إمكانية التوصل إلى هدنة.", id="possible"),
        pytest.param("أقر البرلمان التركي الموازنة الجديدة.", id="one-body-on-its-own-matters"),
        pytest.param("وقع انفجار في مبنى وزارة الخارجية في تركيا وتضررت وثيقة.", id="happened"),
        pytest.param("قالت تركيا إنها مستعدة لسحب القوات.", id="readiness"),
        pytest.param("فشلت روسيا وتركيا في اجتماع طويل وعاصف بالتوصل إلى هدنة.", id="a-noun-of-what-failed"),
        pytest.param("تأمل قطر في توقيع اتفاق بين روسيا وتركيا.", id="a-noun-of-what-is-hoped"),
        pytest.param("أقرت تركيا بأن سحب القوات تأخر.", id="admitted"),
        pytest.param("وقع الوزير التركي كتابا للزوار في إيران.", id="no-agreement"),
    ],
)
def test_no_commitment(read: Read, sentence: str) -> None:
    assert page(read, sentence).commitments == ()


@pytest.mark.parametrize(
    ("later", "status", "told_by"),
    [
        pytest.param("واتهمت إيران المعارضة بانتهاك الهدنة.", "breached", "iran", id="as-somebody-says"),
        pytest.param("ثم انهارت الهدنة.", "expired", None, id="as-the-page-says"),
        pytest.param("وما زالت الهدنة قائمة.", "agreed", None, id="nothing-told"),
    ],
)
def test_what_became_of_it(read: Read, later: str, status: str, told_by: str | None) -> None:
    (commitment,) = page(read, f"توصلت روسيا وتركيا إلى هدنة في إدلب. {later}").commitments
    assert (commitment.status, commitment.told_by) == (status, told_by)


def test_headline_and_text_tell_one_agreement(read: Read) -> None:
    (commitment,) = page(read, "اتفقت روسيا وتركيا على تبادل الأسرى. واتفقت روسيا وتركيا أمس على تبادل الأسرى في البلدة.").commitments
    assert commitment.date == "2018-09-09"
    assert len(commitment.statements) == 2


def test_an_agreement_whose_end_is_told_does_not_end_by_itself(read: Read) -> None:
    (commitment,) = read(f"{HELD} اتفقت روسيا وتركيا على تمديد الهدنة في إدلب حتى نهاية العام.", "2019-03-04").commitments
    assert (commitment.kind, commitment.status, commitment.told_by) == ("extended", "agreed", None)
