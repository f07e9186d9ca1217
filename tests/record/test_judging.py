"""Corrections in a record: shown everywhere, kept when pages are read again, taken back without a trace, shared."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import exc

from mahdar.corrections import Change, Judgement, Target, lines, parse
from mahdar.errors import UsageError
from mahdar.export import csl
from mahdar.export.citation import cite
from mahdar.model import Outlet, Published, Reading
from mahdar.record import Record, targets
from mahdar.record.queries.chronology import chronology, commitment
from mahdar.record.queries.entities import entities, entity
from mahdar.record.queries.facets import Facets
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.judgements import disputed, log, marks, marks_of_page, redirect
from mahdar.record.queries.meetings import meeting, meetings
from mahdar.record.queries.pages import page, reading
from mahdar.record.queries.pages import pages as of_pages
from mahdar.record.queries.review import review
from mahdar.record.queries.statements import statement, statements
from tests.support.judging import LAVROV, change, judged, possible, shown, target_of
from tests.support.places import Places, run
from tests.support.readings import all_readings, envoy, named_readings, process_readings, round_19, round_19_elsewhere, stated_readings, undated_call
from tests.support.records import record_of

_NUMBERS = count()
"""One record for each example."""


@pytest.fixture
def record(place: Places) -> Iterator[Record]:
    with Record.open(record_of((*all_readings(), *named_readings(), *process_readings()), place("a.mahdar"))) as opened:
        yield opened


def kept(record: Record, page_id: str) -> Reading:
    with record.read() as connection:
        found = reading(connection, page_id)
    assert found is not None
    return found


def test_a_corrected_speaker_is_shown_everywhere(record: Record) -> None:
    read = next(one for one in process_readings() if one.positions)
    said = read.statements[0]
    (done,) = record.judge(change("statement", read, said, "speaker", "russia"), who="سارة", why="البيان روسي")
    with record.read() as connection:
        answer = statement(connection, said.id)
        assert answer is not None
        assert answer.speaker is not None
        assert answer.speaker.entity is not None
        assert answer.speaker.entity.id == "russia"
        assert answer.chain[0][0].entity == "russia"
        assert [(m.who, m.kind, m.field, m.value, m.why) for m in answer.judged] == [("سارة", "correct", "speaker", "russia", "البيان روسي")]
        found = entity(connection, "russia")
        assert found is not None
        assert found.said >= 1
        assert said.id in {one.id for one in statements(connection, StatementFilter(speaker="russia")).items}
        assert said.id not in {one.id for one in statements(connection, StatementFilter(speaker="turkey")).items}
        assert "russia" in {one.value for one in Facets(connection).of(connection, StatementFilter(page=read.page)).speaker}
        assert "روسيا" in csl.csl_json([cite(answer)], "ar"), "in exports"
        taken = {(one.actor.id, stand.date) for one in chronology(connection).positions for stand in one.stands}
        assert ("russia", read.published.value if read.published else None) in taken, "in the timeline"
    assert done.effects[read.page].status == "applied"


def test_undone_the_machine_is_shown_again_and_an_undo_can_be_undone(record: Record) -> None:
    before = shown(record)
    read = round_19().reading()
    (done,) = record.judge(change("statement", read, read.statements[0], "act", "warn"), who="سارة")
    corrected = shown(record)
    taken = record.undo(done.judgement.id, who="عمر", why="كانت صحيحة")
    assert shown(record) == before
    with pytest.raises(UsageError, match="undone already"):
        record.undo(done.judgement.id, who="عمر")
    record.undo(taken.id, who="سارة")
    assert shown(record) == corrected
    with record.read() as connection:
        assert [entry.state for entry in log(connection)] == ["applied", "undone", "applied"]
    with pytest.raises(UsageError, match="expected the id of a judgement, got 'none'"):
        record.undo("none", who="سارة")


def test_another_engine_reads_again_and_what_people_said_stays(record: Record) -> None:
    read = round_19().reading()
    record.judge(
        change("statement", read, read.statements[0], "speaker", "turkey"),
        change("page", read, None, "published", "2022-11-23"),
        change("statement", read, read.statements[2], "act", "hope"),
        who="سارة",
    )
    moved = msgspec.structs.replace(read.statements[0], id="abcdefabcdef", end=read.statements[0].end - 2, confidence=0.5)
    newer = msgspec.structs.replace(read, engine="9.0", statements=(moved, read.statements[1]))
    assert record.add(newer)
    assert not record.add(newer), "the same again is nothing new"
    now = kept(record, read.page)
    assert now.statements[0].speaker is not None
    assert (now.engine, now.statements[0].speaker.entity, now.statements[0].end) == ("9.0", "turkey", moved.end)
    assert now.published == Published(value="2022-11-23", basis="person")
    with record.read() as connection:
        assert [entry.state for entry in log(connection)] == ["applied", "applied", "stale"]
        assert redirect(connection, read.statements[0].id) == "abcdefabcdef", "its old id leads to it"
        assert "stale" in {one.reason for one in review(connection)}
    for entry in record.judgements():
        record.undo(entry.id, who="سارة")
    assert kept(record, read.page) == newer


def test_the_order_of_judging_and_reading_again_does_not_matter(place: Places) -> None:
    read = round_19().reading()
    newer = msgspec.structs.replace(read, engine="9.0", statements=read.statements[1:])
    first, then = place("a.mahdar"), place("b.mahdar")
    record_of([read], first)
    record_of([read, newer], then)
    with Record.open(first) as one, Record.open(then) as other:
        one.judge(change("statement", read, read.statements[1], "act", "warn"), who="سارة")
        one.add(newer)
        other.take_over(one.judgements())
        assert shown(one) == shown(other)


def test_captures_of_a_judged_page_come_and_go(record: Record) -> None:
    read = round_19().reading()
    (done,) = record.judge(change("page", read, None, "published", "2022-11-20"), who="سارة")
    elsewhere = msgspec.structs.replace(
        read,
        source="b.txt",
        outlet=Outlet(label="صحيفة", entity=None, basis="given"),
        published=Published(value="2022-11-24", at="2022-11-24T01:12Z", basis="given"),
    )
    assert record.add(elsewhere)
    with record.read() as connection:
        answer = page(connection, read.page)
    assert answer is not None
    assert {capture.published.value for capture in answer.captures if capture.published} == {"2022-11-20"}
    record.undo(done.judgement.id, who="سارة")
    with record.read() as connection:
        answer = page(connection, read.page)
    assert answer is not None
    assert answer.reading == elsewhere, "the capture whose date is given, as if nobody had judged"
    record.judge(
        Change(kind="correct", target=msgspec.structs.replace(target_of(read, "page"), source="b.txt"), field="published", value="2022-11-25"),
        who="سارة",
    )
    with record.read() as connection:
        answer = page(connection, read.page)
    assert answer is not None
    assert {(c.source, c.published.value) for c in answer.captures if c.published} == {(read.source, "2022-11-22"), ("b.txt", "2022-11-25")}


def test_merged_entities_have_one_face_and_the_old_id_leads_there(record: Record) -> None:
    him = Target(layer="entity", item="person:samir-al-haddad")
    with record.read() as connection:
        pages = {row.id: row.pages for row in entities(connection, limit=100).items}
        having = {ref.id for id_ in ("lavrentiev", "person:samir-al-haddad") for ref in of_pages(connection, entity=id_).items}
    (done,) = record.judge(Change(kind="merge", target=him, value="lavrentiev"), who="سارة")
    with record.read() as connection:
        merged = entity(connection, "lavrentiev")
        assert entity(connection, "person:samir-al-haddad") is None
        assert redirect(connection, "person:samir-al-haddad") == "lavrentiev"
        assert [row.id for row in entities(connection, spelt="سمير الحداد").items] == ["lavrentiev"], "found by all its spellings"
    assert merged is not None
    assert merged.pages == len(having) > pages["lavrentiev"]
    assert [(m.kind, m.value) for m in merged.judged] == [("merge", "lavrentiev")]
    (onward,) = record.judge(Change(kind="merge", target=Target(layer="entity", item="lavrentiev"), value="lavrov", entities=(LAVROV,)), who="سارة")
    with record.read() as connection:
        assert redirect(connection, "person:samir-al-haddad") == "lavrov"
        assert marks(connection, "entity", ["lavrov"])
        with pytest.raises(UsageError, match="which was merged into lavrov"):
            targets.of_entity(connection, "lavrentiev")
    record.undo(onward.judgement.id, who="سارة")
    record.undo(done.judgement.id, who="سارة")
    with record.read() as connection:
        assert redirect(connection, "person:samir-al-haddad") is None
        assert {row.id: row.pages for row in entities(connection, limit=100).items} == pages


def test_pages_that_come_later_are_shown_with_what_was_judged(place: Places) -> None:
    with Record.create_or_open(place("a.mahdar")) as record:
        record.add(round_19().reading())
        record.judge(Change(kind="merge", target=Target(layer="entity", item="lavrentiev"), value="lavrov", entities=(LAVROV,)), who="سارة")
        record.add(envoy().reading())
        with record.read() as connection:
            found = entity(connection, "lavrov")
            assert found is not None
            assert found.pages == 2
            assert entity(connection, "lavrentiev") is None


def test_an_entity_is_named(record: Record) -> None:
    him = Target(layer="entity", item="lavrentiev")
    record.judge(
        Change(kind="correct", target=him, field="label/ar", value="المبعوث لافرينتييف"),
        Change(kind="correct", target=him, field="wikidata", value="Q4248961"),
        who="سارة",
    )
    with record.read() as connection:
        found = entity(connection, "lavrentiev")
    assert found is not None
    assert (found.label["ar"], found.wikidata) == ("المبعوث لافرينتييف", "Q4248961")


def test_a_meeting_is_shown_as_a_person_told_it(record: Record) -> None:
    read = round_19().reading()
    met = read.meetings[0]
    record.judge(
        change("meeting", read, met, "start", "2022-11-20"), change("meeting", read, met, "status", "postponed"), who="سارة", why="رأيت البيان"
    )
    with record.read() as connection:
        answer = meeting(connection, "astana-19")
        listed = next(one for one in meetings(connection).items if one.id == "astana-19")
    assert answer is not None
    assert answer.start is not None
    assert (answer.start.value, answer.start.basis, answer.start.rule, answer.start.conflict) == ("2022-11-20", "person", "basis", True)
    assert (answer.status.value, answer.status.basis) == ("postponed", "person"), "although another page tells that it was held"
    assert listed.start is not None
    assert listed.start.value == "2022-11-20"
    assert {m.field for m in answer.judged} == {"start", "status"}


def test_meetings_that_a_rule_joined_are_parted_and_others_joined(record: Record) -> None:
    with record.read() as connection:
        joined = next(one for one in chronology(connection).meetings if len(one.ids) > 1)
    first, other = joined.ids[:2]
    with record.read() as connection:
        target = next(iter(targets.of_meeting(connection, other).values()))
    (done,) = record.judge(Change(kind="part", target=target, value=first), who="سارة")
    with record.read() as connection:
        alone = meeting(connection, first)
        told = chronology(connection, thin=True)
    assert alone is not None
    assert other not in alone.ids
    assert not [one for one in (*told.meetings, *told.thin) if {first, other} <= {*one.ids}], "what was put together before isn't shown again"
    record.undo(done.judgement.id, who="سارة")
    record.judge(Change(kind="join", target=target, value="astana-19"), who="سارة")
    with record.read() as connection:
        found = meeting(connection, "astana-19")
        assert redirect(connection, other) == "astana-19"
    assert found is not None
    assert other in joined.ids
    assert target.text_hash in {ref.id for ref in found.pages}, "its page tells of that round now"


def test_a_commitment_is_shown_as_a_person_told_it(record: Record) -> None:
    read = next(one for one in process_readings() if one.commitments and one.positions)
    told = read.commitments[0]
    record.judge(change("commitment", read, told, "date", "2017-05-05"), who="سارة")
    with record.read() as connection:
        found = commitment(connection, told.id)
    assert found is not None
    assert found.judged


def test_nothing_is_entered_where_one_of_several_does_not_fit(record: Record) -> None:
    before, read = shown(record), round_19().reading()
    with pytest.raises(UsageError, match="act: expected one of"):
        record.judge(
            change("statement", read, read.statements[0], "act", "warn"), change("statement", read, read.statements[0], "act", "shout"), who="سارة"
        )
    with pytest.raises(UsageError, match="expected an entity of the record or the knowledge, got 'person:unheard'"):
        record.judge(change("statement", read, read.statements[0], "speaker", "person:unheard"), who="سارة")
    with pytest.raises(UsageError, match="expected who judges"):
        record.judge(change("statement", read, read.statements[0], "act", "warn"), who=" ")
    with pytest.raises(UsageError, match="expected a text that the record has"):
        record.judge(change("page", msgspec.structs.replace(read, text_hash="0" * 64), None, "published", "2022-01-01"), who="سارة")
    assert shown(record) == before
    assert record.judgements() == ()


_FULL = {
    "sqlite": ["CREATE TRIGGER full_now BEFORE INSERT ON judged_entities BEGIN SELECT RAISE(ABORT, 'no more'); END"],
    "postgresql": [
        "CREATE FUNCTION no_more() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no more'; END $$",
        "CREATE TRIGGER full_now BEFORE INSERT ON judged_entities FOR EACH ROW EXECUTE FUNCTION no_more()",
    ],
}
"""What breaks off every judging midway."""


def test_a_failure_midway_leaves_the_record_as_it_was(record: Record, place: Places, kind: str) -> None:
    before, read = shown(record), round_19().reading()
    run(place("a.mahdar"), *_FULL[kind])
    with pytest.raises(exc.DatabaseError, match="no more"):
        record.judge(change("statement", read, read.statements[0], "act", "warn"), who="سارة")
    assert (shown(record), record.judgements()) == (before, ())


def test_what_is_shared_shows_the_same_elsewhere(record: Record, place: Places) -> None:
    read, other = round_19().reading(), round_19_elsewhere().reading()
    record.judge(
        change("statement", read, read.statements[0], "speaker", "turkey"),
        change("meeting", other, other.meetings[0], "participants/jordan", "party"),
        Change(kind="merge", target=Target(layer="entity", item="person:samir-al-haddad"), value="lavrentiev"),
        who="سارة",
    )
    (taken,) = record.judge(Change(kind="reject", target=target_of(read, "statement", read.statements[1])), who="سارة")
    record.undo(taken.judgement.id, who="سارة")
    shared = lines(record.judgements())
    with Record.open(record_of((*process_readings(), *named_readings(), *all_readings()), place("b.mahdar"))) as theirs:
        done = theirs.take_over(parse(shared, "ours.jsonl"))
        assert (done.new, done.known, done.stale, done.absent, done.orphans, done.conflicts) == (5, 0, (), 0, 0, ())
        assert shown(theirs) == shown(record)
        assert lines(theirs.judgements()) == shared
        again = theirs.take_over(parse(shared, "ours.jsonl"))
        assert (again.new, again.known) == (0, 5)
    with Record.open(record_of([undated_call().reading()], place("c.mahdar"))) as others:
        assert others.take_over(parse(shared, "ours.jsonl")).absent == 3


def test_who_contradicts_whom_is_told_and_the_later_holds(record: Record) -> None:
    read = round_19().reading()
    target = target_of(read, "statement", read.statements[0])
    (mine,) = record.judge(Change(kind="correct", target=target, field="act", value="hope"), who="سارة")
    earlier = judged("correct", target, field="act", value="warn", who="عمر")
    done = record.take_over([earlier])
    assert [(pair.earlier, pair.later) for pair in done.conflicts] == [(earlier, mine.judgement)]
    assert kept(record, read.page).statements[0].act == "hope"
    (theirs,) = record.judge(Change(kind="correct", target=target, field="act", value="accuse"), who="عمر")
    assert [one.who for one in theirs.against] == ["سارة"]
    with record.read() as connection:
        assert len(disputed(connection)) == 2
        assert {one.reason for one in review(connection)} >= {"disputed"}
        assert [m.value for m in marks_of_page(connection, read.page)] == ["accuse"]


def test_review_puts_the_doubtful_and_important_first(place: Places) -> None:
    with Record.open(record_of((*stated_readings(), *all_readings()), place("a.mahdar"))) as record:
        with record.read() as connection:
            found = review(connection)
            unsure = next(one for one in found if one.kind == "statement" and one.doubt == 0.6)
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
        assert unsure.words is not None
        assert unsure.words.quote == "لا عودة إلى الوراء"
        with record.read() as connection:
            target = targets.of_statement(connection, unsure.id)
        record.judge(Change(kind="confirm", target=target), who="سارة")
        with record.read() as connection:
            assert unsure.id not in {one.id for one in review(connection)}
            answer = statement(connection, unsure.id)
        assert answer is not None
        assert (answer.review, answer.confidence, answer.judged[0].kind) == (False, 1.0, "confirm")


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 18), st.booleans()), max_size=6))
def test_any_judgements_all_undone_leave_the_record_as_the_machine_made_it(place: Places, steps: list[tuple[int, bool]]) -> None:
    read = round_19().reading()
    with Record.open(record_of([read, round_19_elsewhere().reading(), envoy().reading()], place(f"{next(_NUMBERS)}.mahdar"))) as record:
        before = shown(record)
        standing: list[Judgement] = []
        for n, taken_back in steps:
            try:
                standing += [one.judgement for one in record.judge(possible(read)[n], who="سارة")]
            except UsageError:
                continue  # It doesn't fit after the others.
            if taken_back and len(standing) > 1:
                record.undo(standing.pop(0).id, who="عمر")
        for one in standing:
            record.undo(one.id, who="سارة")
        assert shown(record) == before
