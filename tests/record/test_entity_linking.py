"""Entities across pages: one answer for all the ids that pages made for one, the same in any order."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

import msgspec
import pytest
from sqlalchemy import Connection, insert, select

from mahdar.corrections import Change, Target, lines, parse
from mahdar.errors import UsageError
from mahdar.linking.linker import shipped
from mahdar.model import Entity, Reading
from mahdar.reader import Reader
from mahdar.record import Record, entity_linking, schema, targets
from mahdar.record.queries.entities import entities, entity
from mahdar.record.queries.facets import Facets
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.judgements import disputed, log, redirect
from mahdar.record.queries.overview import overview
from mahdar.record.queries.pages import page, pages
from mahdar.record.queries.review import review
from mahdar.record.queries.search import search
from mahdar.record.queries.statements import statements
from tests.support.pages import page_of
from tests.support.places import Places, Where

COMPANY = "وحضر اللقاء في طرابلس كل من مهند بوشعالة وسليم قرقاب ونادر الحصايري."
TEXTS = {
    "one/a": f"لقاء في طرابلس\nقال المتحدث باسم الحكومة الليبية ستيفان غرونغارد إن المحادثات ستستأنف قريبا.\n{COMPANY}",
    "two/b": f"المحادثات تستأنف\nوأعلن المتحدث باسم الحكومة الليبية ستيفن جرونجارد أن المحادثات ستستأنف غدا.\n{COMPANY}",
    "three/c": f"جلسة جديدة\nوأكد المتحدث باسم الحكومة الليبية ستيفان هانز غرونغارد أن الجلسة ستعقد.\n{COMPANY}",
    "one/d": "كرة القدم\nقال المدرب طارق بومنصف إن الفريق سيفوز.",
}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    reader = Reader()
    return {source: reader.read(page_of(text, source, published="2018-09-02", outlet=source.partition("/")[0])) for source, text in TEXTS.items()}


def told(record: Record) -> tuple[object, ...]:
    """All that linking says of entities."""
    with record.read() as connection:
        tables = (schema.entity_keys, schema.entity_pairs, schema.entity_ids, schema.entities_waiting)
        return tuple(sorted(tuple(map(str, row)) for row in connection.execute(select(table))) for table in tables)


def built(path: Where, steps: Iterable[Iterable[Reading]]) -> tuple[object, ...]:
    with Record.create_or_open(path) as record:
        for step in steps:
            for reading in step:
                record.add(reading)
            record.link(shipped)
        return told(record)


def ids_of(readings: dict[str, Reading], words: str) -> set[str]:
    return {e.id for reading in readings.values() for e in reading.entities if any(words in label for label in e.label.values())}


def test_one_answer_for_all_spellings(place: Places, readings: dict[str, Reading]) -> None:
    made = ids_of(readings, "ستيف")
    assert len(made) == 3
    with Record.create_or_open(place("a.mahdar")) as record:
        for reading in readings.values():
            record.add(reading)
        record.link(shipped)
        with record.read() as connection:
            answers = [entity(connection, id_) for id_ in sorted(made)]
            assert answers[0] is not None
            assert all(answer == answers[0] for answer in answers)
            found = answers[0]
            assert found.id in made
            assert found.label["ar"] in {"ستيفان هانز غرونغارد", "ستيفان غرونغارد", "ستيفن جرونجارد"}
            assert (found.pages, found.said, found.spellings) == (3, 3, 3)
            assert {one.entity.id for one in found.joined} == made - {found.id}
            assert all(one.why and one.score >= 0.8 for one in found.joined)
            assert [row.pages for row in entities(connection, spelt="جرونجارد").items] == [3]
            for id_ in made:
                assert statements(connection, StatementFilter(speaker=id_)).total == 3
                assert pages(connection, entity=id_).total == 3
            said = statements(connection).items
            assert {st.speaker.entity.id for st in said if st.speaker and st.speaker.entity} & made == {found.id}
            assert [(f.value, f.count) for f in Facets(connection).of(connection, StatementFilter()).speaker if f.value in made] == [(found.id, 3)]
            persons = next(kind.count for kind in overview(connection).entities if kind.value == "person")
            assert persons == len({e.id for r in readings.values() for e in r.entities if e.kind == "person"}) - 2
            for reading in readings.values():
                held = page(connection, reading.page)
                assert held is not None
                assert held.reading == reading, "pages keep the ids that they made"


def test_the_order_and_the_steps_make_no_difference(place: Places, readings: dict[str, Reading]) -> None:
    every = list(readings.values())
    whole = built(place("whole.mahdar"), [every])
    assert whole[2]
    for seed in range(4):
        rng = random.Random(seed)
        rng.shuffle(every)
        assert built(place(f"{seed}.mahdar"), [[reading] for reading in every]) == whole
        assert built(place(f"{seed}-two.mahdar"), [every[:2], every[2:]]) == whole


def test_a_page_read_anew_takes_its_names_back(place: Places, readings: dict[str, Reading]) -> None:
    without = msgspec.structs.replace(readings["one/d"], page=readings["two/b"].page, source="two/b", engine="0.0.0")
    others = [reading for source, reading in readings.items() if source != "two/b"]
    expected = built(place("expected.mahdar"), [[*others, without]])
    assert built(place("a.mahdar"), [[*others, readings["two/b"]], [without]]) == expected


def test_search_finds_one_entity_by_any_of_its_ids(place: Places, readings: dict[str, Reading]) -> None:
    made = ids_of(readings, "ستيف")
    with Record.create_or_open(place("a.mahdar")) as record:
        record.add_all(readings.values())
        record.link(shipped)
        with record.read() as connection:
            found = entity(connection, min(made))
            assert found is not None
            for id_ in made:
                answer = search(connection, f'speaker:"{id_}"')
                assert answer.total == 3
                assert [(one.value, one.count) for one in answer.facets.actor if one.value in made] == [(found.id, 3)]
            hits = [one for one in search(connection, "جرونجارد type:entity").results if one.id in made]
            assert [(one.id, one.entity and one.entity.pages) for one in hits] == [(found.id, 3)]


@pytest.mark.parametrize("heeded", [True, False])
def test_whom_a_person_told_apart_is_not_joined_again(
    place: Places, readings: dict[str, Reading], monkeypatch: pytest.MonkeyPatch, heeded: bool
) -> None:
    """A split is heeded by the rules; were it not, they would join what it made, which has the same name."""
    if not heeded:
        monkeypatch.setattr(entity_linking, "apart", lambda _: frozenset())
    again = Reader().read(page_of(f"مؤتمر صحفي\n{TEXTS['one/a']}", "five/e", published="2018-09-02", outlet="five"))
    (first,) = ids_of({"one/a": readings["one/a"]}, "ستيف")
    other = Entity(id="person:other", kind="person", label={"ar": "ستيفان غرونغارد"})
    split = Change(kind="split", target=Target(layer="entity", item=first, text_hash=again.text_hash), value=other.id, entities=(other,))
    with Record.create_or_open(place("a.mahdar")) as record:
        record.add_all([*readings.values(), again])
        record.link(shipped)
        before = told(record)
        (done,) = record.judge(split, who="سارة")
        record.link(shipped)
        with record.read() as connection:
            one, apart = entity(connection, first), entity(connection, other.id)
            assert one is not None
            assert apart is not None
            assert (one.id == apart.id) is not heeded
            assert not heeded or apart.pages == 1
            pairs = {frozenset(pair) for pair in connection.execute(select(schema.entity_pairs.c.one, schema.entity_pairs.c.other))}
            assert (frozenset((first, other.id)) in pairs) is not heeded, "nobody is asked again"
        record.undo(done.judgement.id, who="سارة")
        record.link(shipped)
        assert told(record) == before


def apart(one: str, other: str) -> Change:
    return Change(kind="apart", target=Target(layer="entity", item=one), value=other)


@pytest.fixture
def linked(place: Places, readings: dict[str, Reading]) -> Iterator[Record]:
    with Record.create_or_open(place("a.mahdar")) as record:
        record.add_all(readings.values())
        record.link(shipped)
        yield record


def test_a_join_that_a_person_refuses_is_undone_and_comes_back_when_that_is_undone(
    linked: Record, place: Places, readings: dict[str, Reading]
) -> None:
    before = told(linked)
    with linked.read() as connection:
        (pair, *_) = connection.execute(select(schema.entity_ids.c.id, schema.entity_ids.c.to).order_by(schema.entity_ids.c.id)).all()
    one, other = pair
    (done,) = linked.judge(apart(one, other), who="سارة", why="رجلان")
    linked.link(shipped)
    with linked.read() as connection:
        answers = [entity(connection, id_) for id_ in (one, other)]
        assert answers[0] is not None
        assert answers[1] is not None
        assert answers[0].id != answers[1].id
        assert {one, other}.isdisjoint(same.entity.id for answer in answers if answer for same in answer.maybe), "nobody is asked"
        assert [(mark.kind, mark.value, mark.why) for mark in answers[0].judged] == [("apart", other, "رجلان")]
        assert [(mark.kind, mark.value) for mark in answers[1].judged if mark.value == one] == [("apart", one)]
        assert [entry.state for entry in log(connection)] == ["applied"]
        for reading in readings.values():
            assert page(connection, reading.page).reading == reading  # type: ignore[union-attr]
    # In another order, and in another record, it is the same.
    assert built(place("b.mahdar"), [list(readings.values())]) == before
    with Record.create_or_open(place("b.mahdar")) as theirs:
        assert theirs.take_over(parse(lines(linked.judgements()), "ours.jsonl")).new == 1
        theirs.link(shipped)
        assert told(theirs) == told(linked)
    with Record.create_or_open(place("c.mahdar")) as later:
        assert later.take_over(linked.judgements()).absent == 1
        for reading in readings.values():
            later.add(reading)
            later.link(shipped)
        assert told(later) == told(linked)
    linked.undo(done.judgement.id, who="سارة")
    linked.link(shipped)
    assert told(linked) == before


def test_a_pair_that_is_told_apart_is_not_asked_for_again(place: Places) -> None:
    texts = {"one/a": "لقاء\nقال المحلل نادر قرقاب إن المحادثات ستستأنف.", "two/b": "جلسة\nوأكد نادر قرقاب أن الجلسة ستعقد."}
    spelt = {"two/b": texts["two/b"].replace("قرقاب", "قرقب")}
    reader = Reader()
    with Record.create_or_open(place("a.mahdar")) as record:
        for source, text in {**texts, **spelt}.items():
            record.add(reader.read(page_of(text, source, published="2018-09-02", outlet=source.partition("/")[0])))
        with record.read() as connection:
            ids = sorted(row.id for row in entities(connection, limit=100).items if row.id.startswith("person:"))
        assert len(ids) == 2
        pair = {"one": ids[0], "other": ids[1], "score": 0.6, "why": "one name in two spellings", "state": "review", "but": None}
        record.link(shipped)

        def asked() -> list[str]:
            with record.read() as connection:
                return [one.id for one in review(connection) if one.reason == "same"]

        def keep(connection: Connection) -> None:
            connection.execute(schema.entity_pairs.delete())
            connection.execute(insert(schema.entity_pairs), [pair])

        record.change(keep)
        assert asked() == [ids[0]]
        (done,) = record.judge(apart(ids[1], ids[0]), who="سارة")
        record.link(shipped)
        assert asked() == []
        assert done.effects == {}


def test_of_one_and_two_the_later_holds(linked: Record) -> None:
    """Who merges what somebody told apart, and who tells apart what somebody merged."""
    with linked.read() as connection:
        one, other = min(map(tuple, connection.execute(select(schema.entity_ids.c.id, schema.entity_ids.c.to)).all()))
    before = told(linked)
    merge = Change(kind="merge", target=Target(layer="entity", item=one), value=other)
    linked.judge(apart(other, one), who="عمر")
    (merged,) = linked.judge(merge, who="سارة")
    assert [earlier.kind for earlier in merged.against] == ["apart"]
    linked.link(shipped)
    with linked.read() as connection:
        assert entity(connection, one) is None
        assert redirect(connection, one) == other
        assert [entry.state for entry in log(connection)] == ["overruled", "applied"]
        target = targets.of_two(connection, one)
    (again,) = linked.judge(Change(kind="apart", target=target, value=other), who="عمر")
    assert [earlier.id for earlier in again.against] == [merged.judgement.id]
    linked.link(shipped)
    with linked.read() as connection:
        assert entity(connection, one) is not None
        assert redirect(connection, one) is None
        assert [entry.state for entry in log(connection)] == ["applied", "overruled", "applied"]
        assert len(disputed(connection)) == 2
    for entry in reversed(linked.judgements()):
        linked.undo(entry.id, who="عمر")
    linked.link(shipped)
    assert told(linked) == before


def test_whom_nobody_knows_is_told_apart_from_nobody(linked: Record) -> None:
    with linked.read() as connection, pytest.raises(UsageError, match="expected the id of an entity, got 'person:nobody'"):
        targets.of_two(connection, "person:nobody")
    with pytest.raises(UsageError, match="expected an entity that the record's pages have, got 'person:nobody'"):
        linked.judge(apart("person:nobody", "russia"), who="سارة")
    with pytest.raises(UsageError, match="expected an entity of the record or the knowledge, got 'person:nobody'"):
        linked.judge(apart("libya-government", "person:nobody"), who="سارة")
    assert linked.judgements() == ()
