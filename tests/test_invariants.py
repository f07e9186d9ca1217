"""The one validator lets true readings pass and names the first fault of others, and where it is."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from mahdar.invariants import InvariantError, check
from mahdar.model import Meeting, Name, Office, Reading, Reference, Slot, Span, Time
from tests.support.pages import page_of
from tests.support.reader import shipped_reader
from tests.support.readings import envoy, round_19

TEXT = """لافروف يتحدث عن إدلب

بدأت اليوم الجولة السابعة من محادثات أستانا بمشاركة وفود من روسيا وتركيا.

وقال سيرغي لافروف لوكالة تاس إن الوضع صعب، داعيا أنقرة إلى الحوار.

المصدر: تاس

التعليقات

شارك برأيك
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    return check(shipped_reader().read(page_of(TEXT)))


def changed(reading: Reading, layer: str, index: int, **fields: Any) -> Reading:
    """``reading`` with other ``fields`` in the item ``index`` of a layer."""
    items = list(getattr(reading, layer))
    items[index] = msgspec.structs.replace(items[index], **fields)
    return msgspec.structs.replace(reading, **{layer: tuple(items)})


def fault(reading: Reading) -> str:
    with pytest.raises(InvariantError) as error:
        check(reading)
    return str(error.value)


def test_a_true_reading_comes_back_unchanged(reading: Reading) -> None:
    assert check(reading) is reading
    assert reading.names
    assert reading.times
    assert reading.statements
    assert reading.meetings


@pytest.mark.parametrize(("start", "end"), [(5, 5), (7, 6), (-1, 3), (0, len(TEXT) + 1)])
@pytest.mark.parametrize("layer", ["blocks", "names", "times", "statements", "credits"])
def test_spans_are_inside_the_text_and_hold_something(reading: Reading, layer: str, start: int, end: int) -> None:
    told = fault(changed(reading, layer, 0, start=start, end=end))
    assert told == f"expected 0 <= start < end <= {len(TEXT)}, got {start}..{end} - at $.{layer}[0]"


def test_inner_spans_are_looked_at_too(reading: Reading) -> None:
    cued = next(i for i, s in enumerate(reading.statements) if s.cue)
    assert f"$.statements[{cued}].cue" in fault(changed(reading, "statements", cued, cue=Span(start=3, end=3)))
    slots = {**reading.meetings[0].slots, "place": Slot(basis="stated", evidence=(Span(start=9, end=9),))}
    assert "$.meetings[0].slots.place.evidence[0]" in fault(changed(reading, "meetings", 0, slots=slots))


@pytest.mark.parametrize("layer", ["blocks", "names", "times"])
def test_a_layer_is_in_order_and_apart(reading: Reading, layer: str) -> None:
    item = getattr(reading, layer)[0]
    told = fault(msgspec.structs.replace(reading, **{layer: (item, item)}))
    assert told == f"expected spans in order and apart, got {item.start} < {item.end} - at $.{layer}[1]"


def test_nothing_is_read_in_furniture(reading: Reading) -> None:
    start = TEXT.index("شارك برأيك")
    name = Name(start=start, end=start + 4, kind="person", entity="lavrov", found_by="test", confidence=1)
    assert "not furniture" in fault(msgspec.structs.replace(reading, names=(*reading.names, name)))
    time = Time(start=start, end=start + 4, type="DATE", value=None, anchor=None, rule="test")
    assert "not furniture" in fault(msgspec.structs.replace(reading, times=(*reading.times, time)))
    assert "$.statements[0]" in fault(changed(reading, "statements", 0, start=start, end=start + 4))


def test_a_span_over_two_blocks_stands_in_none(reading: Reading) -> None:
    first, second = reading.blocks[:2]
    assert "$.statements[0]" in fault(changed(reading, "statements", 0, start=first.end - 2, end=second.end))


@pytest.mark.parametrize(
    ("layer", "fields", "where"),
    [
        ("names", {"entity": "nobody"}, "$.names[0].entity"),
        ("credits", {"entity": "nobody"}, "$.credits[0].entity"),
        ("statements", {"addressee": "nobody"}, "$.statements[0].addressee"),
        ("meetings", {"place": "nobody"}, "$.meetings[0].place"),
        ("meetings", {"host": "nobody"}, "$.meetings[0].host"),
        ("meetings", {"convener": "nobody"}, "$.meetings[0].convener"),
    ],
)
def test_ids_are_those_of_the_page_s_entities(reading: Reading, layer: str, fields: dict[str, str], where: str) -> None:
    assert fault(changed(reading, layer, 0, **fields)) == f"expected an id among the page's entities, got 'nobody' - at {where}"


def test_inner_ids_are_looked_at_too(reading: Reading) -> None:
    spoken = next(i for i, s in enumerate(reading.statements) if s.speaker and s.speaker.entity)
    speaker = reading.statements[spoken].speaker
    assert speaker
    other = msgspec.structs.replace(speaker, entity="nobody")
    assert f"$.statements[{spoken}].speaker.entity" in fault(changed(reading, "statements", spoken, speaker=other))
    check(changed(reading, "statements", spoken, speaker=msgspec.structs.replace(speaker, entity=None)))
    parts = tuple(msgspec.structs.replace(p, entity="nobody") for p in reading.meetings[0].participants)
    assert "$.meetings[0].participants[0].entity" in fault(changed(reading, "meetings", 0, participants=parts))


def test_meetings_and_stated_slots_have_evidence(reading: Reading) -> None:
    assert fault(changed(reading, "meetings", 0, evidence=())) == "expected evidence, got none - at $.meetings[0]"
    bare = {**reading.meetings[0].slots, "place": Slot(basis="stated")}
    assert fault(changed(reading, "meetings", 0, slots=bare)) == "expected evidence for a stated slot, got none - at $.meetings[0].slots.place"
    check(changed(reading, "meetings", 0, slots={**bare, "place": Slot(basis="dossier", why="…")}))


def test_the_fault_is_a_value_error_of_no_meeting_at_all() -> None:
    empty = check(shipped_reader().read(page_of("")))
    assert empty.meetings == ()
    meeting = Meeting(id="x", series=None, ordinal=None, place=None, start=None, end=None, status="held", evidence=(), slots={})
    with pytest.raises(ValueError, match="expected evidence"):
        check(msgspec.structs.replace(empty, meetings=(meeting,)))


def test_references_and_offices_keep_the_promise_too() -> None:
    read = check(envoy().reading())
    assert (
        fault(changed(read, "references", 0, entity="nobody")) == "expected an id among the page's entities, got 'nobody' - at $.references[0].entity"
    )
    assert fault(changed(read, "references", 1, end=len(read.text) + 1)).endswith("at $.references[1]")
    n = next(i for i, entity in enumerate(read.entities) if entity.id == "lavrentiev")
    bare = msgspec.structs.replace(read.entities[n].offices[0], evidence=())
    assert fault(changed(read, "entities", n, offices=(bare,))) == f"expected evidence for a stated office, got none - at $.entities[{n}].offices[0]"


def test_words_of_the_site_mean_nobody() -> None:
    read = round_19().reading()
    outside = Reference(start=0, end=8, entity="russia", sort="role", why="the last person named who has this role", confidence=0.8)
    told = fault(msgspec.structs.replace(read, references=(outside,)))
    assert told == "expected a span inside a block that is not furniture, got 0..8 - at $.references[0]"


def test_a_reference_leads_to_an_entity(reading: Reading) -> None:
    stray = Reference(start=0, end=6, entity="nobody", sort="role", why="test", confidence=0.5)
    told = fault(msgspec.structs.replace(reading, references=(stray,)))
    assert told == "expected an id among the page's entities, got 'nobody' - at $.references[0].entity"


def test_references_are_apart(reading: Reading) -> None:
    two = tuple(Reference(start=0, end=6, entity="lavrov", sort="role", why="test", confidence=0.5) for _ in range(2))
    assert fault(msgspec.structs.replace(reading, references=two)).endswith("- at $.references[1]")


@pytest.mark.parametrize(("start", "end"), [(0, 0), (TEXT.index("التعليقات"), len(TEXT))])
def test_a_stated_office_has_evidence_in_the_article(reading: Reading, start: int, end: int) -> None:
    at = next(i for i, e in enumerate(reading.entities) if e.id == "lavrov")
    evidence = (Span(start=start, end=end),) if end else ()
    office = Office(role="foreign-minister", of="russia", basis="stated", evidence=evidence)
    assert f"at $.entities[{at}].offices[0]" in fault(changed(reading, "entities", at, offices=(office,)))
