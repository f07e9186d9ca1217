"""Who said what around a meeting, for which side, and who carried it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from mahdar.record import Record
from mahdar.record.floor_answers import FloorAnswer, FloorFilter
from mahdar.record.process_answers import MeetingAnswer
from mahdar.record.queries import floor as module
from mahdar.record.queries.beside import agree
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.floor import floor
from mahdar.record.queries.meetings import meeting
from mahdar.record.queries.represented import state_of
from mahdar.record.queries.statements import statements
from mahdar.record.queries.variants import variants
from tests.support.floor import floor_readings
from tests.support.records import record_of


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    path: Path = record_of(floor_readings(), tmp_path_factory.mktemp("floor") / "round.mahdar")
    with Record.open(path) as record, record.read() as opened:
        yield opened


@pytest.fixture(scope="module")
def told(connection: Connection) -> MeetingAnswer:
    found = meeting(connection, "astana-19")
    assert found is not None
    return found


def said(found: FloorAnswer) -> list[str]:
    return [one.told[0].content.quote for side in found.sides for one in side.spoken]


def test_sides_by_the_offices_of_who_speaks(connection: Connection, told: MeetingAnswer) -> None:
    found = floor(connection, told)
    russia, kazakhstan = found.sides
    assert (russia.id, russia.takes_part, russia.total) == ("russia", True, 4)
    [envoy] = russia.speakers
    assert envoy.entity is not None
    assert envoy.entity.id == "lavrentiev"
    assert envoy.office is not None
    assert (envoy.office.role, envoy.office.label) == ("envoy", "المبعوث الروسي")
    assert kazakhstan.id == "kazakhstan", "a ministry speaks for its state"
    assert kazakhstan.entity is not None
    assert kazakhstan.entity.label["ar"] == "كازاخستان"


def test_what_several_outlets_carry_is_one_statement(connection: Connection, told: MeetingAnswer) -> None:
    first = floor(connection, told).sides[0].spoken[0]
    assert [st.page.outlets[0].label for st in first.told] == ["وكالة الشرق", "منصة المرقب"], "the speaker's own words first"
    assert (first.pages, first.only) == (2, None)
    assert first.there is not None
    assert first.there.quote == "مستهل الجولة الـ19 من محادثات أستانا"


def test_what_was_said_there_and_what_merely_stands_on_the_pages(connection: Connection, told: MeetingAnswer) -> None:
    found = floor(connection, told)
    assert found.there == 1
    assert said(floor(connection, told, FloorFilter(there=True))) == ["نطلب من شركائنا في تركيا أن يتريثوا"]
    before = next(one for side in found.sides for one in side.spoken if one.told[0].act == "hope")
    assert before.there is None


def test_what_is_narrowed_to(connection: Connection, told: MeetingAnswer) -> None:
    every = floor(connection, told)
    assert {act.value: act.count for act in every.acts} == {"call": 2, "agree": 1, "reject": 1, "hope": 1}
    assert [(who.value, who.count) for who in every.addressees] == [("turkey", 2)]
    asked = floor(connection, told, FloorFilter(side="russia", act="call", addressee="turkey"))
    assert (asked.total, asked.found) == (5, 2)
    assert {act.value for act in asked.acts} == {"call"}, "of what is spoken to Turkey"
    assert said(floor(connection, told, FloorFilter(speaker="kazakhstan-mfa"))) == ["إن المشاركين «اتفقوا على عقد جولة أخرى» قبل الصيف"]
    assert said(floor(connection, told, FloorFilter(act="warn"))) == []
    assert len(said(floor(connection, told, FloorFilter(side="russia"), offset=3))) == 1


def test_what_one_outlet_alone_tells(connection: Connection, told: MeetingAnswer) -> None:
    found = floor(connection, told)
    assert {(fact.field, fact.outlet, fact.who.id if fact.who else fact.told.value) for fact in found.facts} >= {
        ("host", "صحيفة الضفة", "kazakhstan"),
        ("participants", "صحيفة الضفة", "jordan"),
    }
    assert all(fact.told.evidence for fact in found.facts)
    assert found.alone == 4
    assert {one.only for one in found.only} == {"وكالة الشرق", "صحيفة الضفة", "منصة المرقب"}


def test_documents_and_carriers(connection: Connection, told: MeetingAnswer) -> None:
    found = floor(connection, told)
    [statement] = found.documents
    assert (statement.entity.id, statement.outcome, statement.pages) == ("final-statement", False, 1)
    assert [quote.quote for quote in statement.named] == ["البيان الختامي"]
    assert {carrier.entity for carrier in found.agencies} == {"ria-novosti", "tass"}
    assert len(found.outlets) == 3


def test_what_one_carrier_brought(connection: Connection, told: MeetingAnswer) -> None:
    every = floor(connection, told)
    for carrier in (*every.agencies, *every.outlets):
        assert floor(connection, told, FloorFilter(carrier=carrier.key)).found == carrier.statements
    assert floor(connection, told, FloorFilter(carrier="nobody")).found == 0


def test_the_speakers_own_words_come_first(connection: Connection, told: MeetingAnswer) -> None:
    for side in floor(connection, told).sides:
        quoted = [any(st.kind == "direct" for st in one.told) for one in side.spoken if one.there is None]
        assert quoted == sorted(quoted, reverse=True)


@pytest.mark.parametrize(
    ("value", "other", "same"),
    [("2023-06-20", "2023-06", True), ("2023", "2023-06-20", True), ("2023-06-20", "2023-06-21", False)],
)
def test_a_day_agrees_with_its_month_and_its_year(value: str, other: str, same: bool) -> None:
    assert agree("start", value, other) == same


def test_the_work_is_bounded(connection: Connection, told: MeetingAnswer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STATEMENTS", 2)
    monkeypatch.setattr(module, "SIDES", 1)
    found = floor(connection, told)
    assert found.total == 2
    assert found.left == told.statements - 2


def test_a_ministry_belongs_to_a_state() -> None:
    assert state_of("russia-mfa") == "russia"
    assert state_of("kremlin") == "russia"


@pytest.mark.parametrize("id_", ["un", "sohr", "tass", "syrian-interim-government", "duma", "hts"])
def test_what_merely_belongs_to_a_state_speaks_for_itself(id_: str) -> None:
    assert state_of(id_) == id_


def test_how_another_outlet_tells_a_statement(connection: Connection) -> None:
    asked = statements(connection, StatementFilter(addressee="turkey", kind="direct")).items[0]
    found = variants(connection, asked)
    assert found.total == len(found.told) == 1
    other = found.told[0]
    assert other.statement.page.outlets[0].label == "منصة المرقب"
    assert not other.copy
    assert ("more", "قليلاً") in [(piece.how, piece.words) for piece in other.pieces]
    assert "verb" in other.differ


def test_a_statement_that_nobody_else_tells(connection: Connection) -> None:
    asked = statements(connection, StatementFilter(act="hope")).items[0]
    assert variants(connection, asked).total == 0
