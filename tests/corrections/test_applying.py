"""What each judgement does to a reading, on pages of our own."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.corrections import Judgement, Target, apply, fault
from mahdar.invariants import check
from mahdar.model import Entity, Position, Published, Reading, Span
from tests.support.judging import LAVROV, at, judged, possible, target_of
from tests.support.readings import all_readings, envoy, process_readings, round_19, round_19_elsewhere


def correct(reading: Reading, layer: Any, noun: Any, field: str, value: str | None, **more: Any) -> Judgement:
    return judged("correct", target_of(reading, layer, noun), field=field, value=value, **more)


def after(reading: Reading, *judgements: Judgement) -> Reading:
    found = apply(reading, judgements)
    assert not found.stale, found.stale
    return check(found.reading)


@pytest.mark.parametrize("reading", all_readings(), ids=lambda r: r.source)
def test_without_judgements_it_is_the_reading_itself(reading: Reading) -> None:
    found = apply(reading, ())
    assert found.reading == reading
    assert found.effects == ()


def test_a_speaker_is_another() -> None:
    reading = round_19().reading()
    said = reading.statements[1]
    now = after(reading, correct(reading, "statement", said, "speaker", "lavrov", entities=(LAVROV,)))
    assert now.statements[1].speaker is not None
    assert said.speaker is not None
    assert now.statements[1].speaker == msgspec.structs.replace(said.speaker, entity="lavrov"), "the page's own words for him stay"
    assert (now.statements[1].found_by, now.statements[1].confidence) == ("person", 1.0)
    assert "lavrov" in {entity.id for entity in now.entities}
    assert now.statements[0] == reading.statements[0]


def test_a_speaker_whom_the_page_names_nowhere_needs_words() -> None:
    reading = round_19().reading()
    silent = msgspec.structs.replace(reading.statements[1], speaker=None)
    reading = msgspec.structs.replace(reading, statements=(reading.statements[0], silent, reading.statements[2]))
    without = apply(reading, [correct(reading, "statement", silent, "speaker", "lavrov", entities=(LAVROV,))])
    assert [effect.reason for effect in without.stale] == ["expected the words that mean the speaker, for the page names nobody of that id"]
    assert without.reading == reading
    named = after(reading, correct(reading, "statement", silent, "speaker", "lavrentiev"))
    assert named.statements[1].speaker is not None
    assert named.statements[1].speaker.label == "ألكسندر لافرينتييف", "the name before it"
    words = at(reading, "مستهل الجولة")
    given = after(reading, correct(reading, "statement", silent, "speaker", "lavrov", entities=(LAVROV,), words=words))
    assert given.statements[1].speaker is not None
    assert given.statements[1].speaker.label == "مستهل الجولة"


def test_an_entity_that_nothing_tells_of_is_not_made_up() -> None:
    reading = round_19().reading()
    found = apply(reading, [correct(reading, "statement", reading.statements[0], "addressee", "nobody")])
    assert "kind and labels of 'nobody'" in (found.stale[0].reason or "")
    assert found.reading == reading


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("act", "warn", lambda st: st.act == "warn"),
        ("kind", "mixed", lambda st: st.kind == "mixed"),
        ("polarity", "negative", lambda st: st.polarity == "negative"),
        ("addressee", None, lambda st: st.addressee is None),
        ("addressee", "russia", lambda st: st.addressee == "russia"),
        ("target", "turkey", lambda st: st.target == "turkey"),
        ("via/0", "tass", lambda st: [link.entity for link in st.via] == ["tass"]),
        ("issues/withdrawal", "yes", lambda st: st.issues == ("withdrawal",)),
    ],
)
def test_fields_of_a_statement(field: str, value: str | None, told: Any) -> None:
    reading = round_19().reading()
    now = after(reading, correct(reading, "statement", reading.statements[0], field, value))
    assert told(now.statements[0])
    assert not told(reading.statements[0])


def test_content_and_cue_are_other_words() -> None:
    reading = round_19().reading()
    words = at(reading, "من شركائنا في تركيا أن يتريثوا")
    now = after(
        reading,
        correct(reading, "statement", reading.statements[1], "content", None, words=words),
        correct(reading, "statement", reading.statements[1], "cue", None, second=1),
    )
    assert now.statements[1].of(now.text) == "من شركائنا في تركيا أن يتريثوا"
    assert now.statements[1].cue is None
    assert now.statements[1].id == reading.statements[1].id, "what links to it goes on leading there"
    outside = apply(reading, [correct(reading, "statement", reading.statements[1], "content", None, words=at(reading, "أسعار القمح"))])
    assert "one block of the article" in (outside.stale[0].reason or "")


def test_a_refused_statement_goes_and_its_position_falls_with_it() -> None:
    reading = next(one for one in process_readings() if one.positions)
    now = after(reading, judged("reject", target_of(reading, "statement", reading.statements[0]), who="عمر"))
    assert now.statements == ()
    assert now.positions == ()
    assert [(r.layer, r.reason) for r in now.rejected] == [("position", "no statement behind it that a person left"), ("statement", "refused by عمر")]
    assert now.commitments[0].statements == ()
    assert now.commitments[0].evidence == reading.commitments[0].evidence, "its own words stand"


def test_a_position_goes_with_its_speaker() -> None:
    reading = next(one for one in process_readings() if one.positions)
    now = after(reading, correct(reading, "statement", reading.statements[0], "speaker", "russia"))
    assert [(p.actor, p.stance) for p in now.positions] == [("russia", "opposes")]
    nobody = after(reading, correct(reading, "statement", reading.statements[0], "speaker", None))
    assert nobody.positions == ()


def test_the_unnamed_source_of_a_position_goes_with_the_statement_that_he_made() -> None:
    reading = next(one for one in process_readings() if one.positions)
    said = reading.statements[0]
    assert said.speaker is not None
    source = Entity(id="person:source", kind="person", label={"ar": "مصدر"})
    reading = msgspec.structs.replace(
        reading,
        entities=(*reading.entities, source),
        statements=(msgspec.structs.replace(said, speaker=msgspec.structs.replace(said.speaker, entity=source.id)), *reading.statements[1:]),
        positions=(msgspec.structs.replace(reading.positions[0], told_by=source.id),),
    )
    said, held = reading.statements[0], reading.positions[0]
    merged = after(reading, judged("merge", Target(layer="entity", item=source.id), value="russia"))
    assert merged.positions[0].told_by == "russia"
    assert after(reading, correct(reading, "position", held, "told_by", None)).positions[0].told_by is None
    now = after(reading, correct(reading, "statement", said, "speaker", held.actor))
    assert [(p.actor, p.told_by) for p in now.positions] == [(held.actor, None)], "who takes it has said it himself"


def test_fields_of_a_position_and_its_refusal() -> None:
    reading = next(one for one in process_readings() if one.positions)
    held = reading.positions[0]
    now = after(reading, correct(reading, "position", held, "stance", "supports"), correct(reading, "position", held, "target", "russia", second=1))
    assert (now.positions[0].stance, now.positions[0].target) == ("supports", "russia")
    assert after(reading, judged("reject", target_of(reading, "position", held))).positions == ()


def test_names() -> None:
    reading = round_19().reading()
    name = next(n for n in reading.names if n.of(reading.text) == "جنيف")
    other = after(reading, correct(reading, "name", name, "entity", "russia"))
    changed = next(n for n in other.names if n.of(other.text) == "جنيف")
    assert (changed.entity, changed.kind, changed.found_by) == ("russia", "state", "person")
    assert "geneva" not in {e.id for e in other.entities}, "nothing means it any more"
    gone = after(reading, judged("reject", target_of(reading, "name", name)))
    assert len(gone.names) == len(reading.names) - 1
    longer = after(reading, correct(reading, "name", name, "span", None, words=at(reading, "إلى جنيف")))
    assert "إلى جنيف" in {n.of(longer.text) for n in longer.names}
    over = apply(reading, [correct(reading, "name", name, "span", None, words=at(reading, "روسيا ترى في نقل الحوار إلى جنيف"))])
    assert "in order and apart" in (over.stale[0].reason or ""), "it would lie over another name"


def test_times_blocks_and_pages() -> None:
    reading = round_19_elsewhere().reading()
    now = after(
        reading,
        correct(reading, "time", reading.times[0], "value", "2022-11-25"),
        correct(reading, "page", None, "published", "2022-11-25", second=1),
        correct(reading, "page", None, "outlet", "جريدة الضفة", second=2),
        correct(reading, "block", reading.blocks[0], "role", "subhead", second=3),
    )
    assert (now.times[0].value, now.times[0].rule) == ("2022-11-25", "person")
    assert now.published == Published(value="2022-11-25", basis="person")
    assert now.outlet is not None
    assert (now.outlet.label, now.outlet.basis) == ("جريدة الضفة", "person")
    assert now.blocks[0].role == "subhead"


def test_what_stands_in_a_block_that_is_the_sites_falls() -> None:
    reading = round_19().reading()
    body = next(b for b in reading.blocks if "وأضاف" in b.of(reading.text))
    now = after(reading, correct(reading, "block", body, "role", "furniture"))
    assert len(now.statements) == 2
    assert not any(body.overlaps(name) for name in now.names)
    reasons = {(r.layer, r.reason) for r in now.rejected}
    assert ("statement", "in what a person told to be the site's") in reasons


def test_fields_of_a_meeting() -> None:
    reading = round_19().reading()
    met = reading.meetings[0]
    now = after(
        reading,
        correct(reading, "meeting", met, "start", "2022-11-21", why="الصفحة تقول أمس"),
        correct(reading, "meeting", met, "status", "held", second=1),
        correct(reading, "meeting", met, "host", "russia", second=2),
        correct(reading, "meeting", met, "end", None, second=3),
        correct(reading, "meeting", met, "participants/turkey", "guarantor", second=4),
        correct(reading, "meeting", met, "participants/lavrentiev", None, second=5),
    ).meetings[0]
    assert (now.start, now.end, now.status, now.host) == ("2022-11-21", None, "held", "russia")
    assert (now.slots["start"].basis, now.slots["start"].why) == ("person", "الصفحة تقول أمس")
    assert "end" not in now.slots
    assert [(p.entity, p.role) for p in now.participants] == [("russia", "participant"), ("turkey", "guarantor")]
    assert now.participants[1].evidence, "the words that name it"


def test_another_number_is_another_meeting() -> None:
    reading = round_19().reading()
    now = after(reading, correct(reading, "meeting", reading.meetings[0], "ordinal", "18"))
    assert (now.meetings[0].id, now.meetings[0].ordinal) == ("astana-18", 18)


def test_meetings_are_joined_and_parted() -> None:
    reading = round_19().reading()
    met = target_of(reading, "meeting", reading.meetings[0])
    joined = after(reading, judged("join", met, value="geneva-3")).meetings[0]
    assert (joined.id, joined.series, joined.ordinal) == ("geneva-3", "geneva", 3)
    apart = after(reading, judged("part", met, value="astana-19")).meetings[0]
    assert (apart.id == "astana-19", apart.series, apart.ordinal) == (False, "astana", None)
    assert after(reading, judged("part", met, value="astana-19")).meetings[0].id == apart.id
    assert after(reading, judged("part", met, value="geneva-3")).meetings == reading.meetings, "it isn't that one already"


def test_commitments() -> None:
    reading = next(one for one in process_readings() if one.positions)
    told = reading.commitments[0]
    now = after(
        reading,
        correct(reading, "commitment", told, "status", "breached"),
        correct(reading, "commitment", told, "parties/turkey", None, second=1),
        correct(reading, "commitment", told, "told_by", "turkey", second=2),
        correct(reading, "commitment", told, "issue", "geneva/ceasefire", second=3),
    ).commitments[0]
    assert (now.status, now.parties, now.told_by, now.process, now.issue) == ("breached", ("russia",), "turkey", "geneva", "ceasefire")
    assert after(reading, judged("reject", target_of(reading, "commitment", told))).commitments == ()


def test_an_entity_is_merged_named_and_split() -> None:
    reading = envoy().reading()
    him = Target(layer="entity", item="lavrentiev")
    merged = after(reading, judged("merge", him, value="lavrov", entities=(LAVROV,)))
    assert "lavrentiev" not in msgspec.json.encode(merged).decode().replace("Lavrentiev", "")
    kept = next(e for e in merged.entities if e.id == "lavrov")
    assert kept.label["en"] == "Sergey Lavrov"
    assert len(kept.offices) == len(next(e for e in reading.entities if e.id == "lavrentiev").offices)
    named = after(reading, judged("correct", him, field="label/en", value="A. Lavrentyev"))
    assert next(e for e in named.entities if e.id == "lavrentiev").label["en"] == "A. Lavrentyev"
    spelt = Target(layer="entity", item="lavrentiev", quote="لافرنتيف")
    split = after(reading, judged("split", spelt, value="person:other"))
    assert {n.entity for n in split.names if n.of(split.text) == "لافرنتيف"} == {"person:other"}
    assert "lavrentiev" in {n.entity for n in split.names}
    whole = Target(layer="entity", item="lavrentiev", text_hash=reading.text_hash)
    assert "lavrentiev" not in {e.id for e in after(reading, judged("split", whole, value="person:other")).entities}
    assert apply(round_19_elsewhere().reading(), [judged("merge", him, value="lavrov")]).effects == (), "the page doesn't have him"


def test_the_later_of_two_wins() -> None:
    reading = round_19().reading()
    said = reading.statements[0]
    first, then = (
        correct(reading, "statement", said, "act", "warn", second=1),
        correct(reading, "statement", said, "act", "hope", second=2, who="عمر"),
    )
    found = apply(reading, [then, first])
    assert found.reading.statements[0].act == "hope"
    assert [(e.judgement.id, e.status) for e in found.effects] == [(first.id, "overruled"), (then.id, "applied")]


def test_who_confirms_what_another_refused_brings_it_back() -> None:
    reading = round_19().reading()
    target = target_of(reading, "statement", reading.statements[0])
    found = apply(reading, [judged("reject", target, second=1), judged("confirm", target, second=2, who="عمر")])
    assert len(found.reading.statements) == 3
    assert found.reading.statements[0].confidence == 1.0
    assert found.reading.rejected == reading.rejected


def test_a_newer_engine_that_moved_the_bounds_a_little() -> None:
    reading = round_19().reading()
    said = reading.statements[2]
    moved = msgspec.structs.replace(said, id="0123456789ab", start=said.start + 3, end=said.end - 2, act="state")
    newer = msgspec.structs.replace(reading, engine="9", statements=(*reading.statements[:2], moved))
    one = correct(reading, "statement", said, "act", "warn")
    found = apply(newer, [one])
    assert found.reading.statements[2].act == "warn"
    assert [(e.item, e.status) for e in found.effects] == [("0123456789ab", "applied")]


def test_what_a_newer_engine_does_not_read_is_told_and_nothing_else_is_judged_for_it() -> None:
    reading = round_19().reading()
    newer = msgspec.structs.replace(reading, statements=reading.statements[:2])
    found = apply(newer, [correct(reading, "statement", reading.statements[2], "act", "warn")])
    assert found.reading == newer
    assert [effect.status for effect in found.stale] == ["stale"]
    assert "is read at" in (found.stale[0].reason or "")


def test_another_text_under_the_same_hash_is_not_judged() -> None:
    reading = round_19().reading()
    target = msgspec.structs.replace(target_of(reading, "statement", reading.statements[0]), quote="كلام آخر")
    assert "expected 'كلام آخر' at" in (apply(reading, [judged("reject", target)]).stale[0].reason or "")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("acts", "call", "expected a field of a statement (speaker, addressee"),
        ("act", "shout", "act: expected one of state, call"),
        ("act", None, "act: expected one of state, call"),
        ("content", None, "content: expected characters of the page as START,END, got none"),
        ("via", "tass", "expected via/N, got 'via'"),
        ("via/x", "tass", "expected the number of a link"),
        ("speaker", "two words", "speaker: expected an entity's id"),
    ],
)
def test_what_is_not_well_formed_says_what_was_expected(field: str, value: str | None, message: str) -> None:
    reading = round_19().reading()
    wrong = fault(correct(reading, "statement", reading.statements[0], field, value))
    assert wrong is not None
    assert message in wrong


def test_positions_are_addressed_with_their_actor_and_issue() -> None:
    reading = next(one for one in process_readings() if one.positions)
    twice = msgspec.structs.replace(reading.positions[0], actor="russia", stance="supports")
    reading = msgspec.structs.replace(reading, positions=(*reading.positions, twice))
    now = after(reading, correct(reading, "position", twice, "stance", "denies"))
    assert [(p.actor, p.stance) for p in now.positions if isinstance(p, Position)] == [("turkey", "opposes"), ("russia", "denies")]


def test_spans_are_of_the_text() -> None:
    reading = round_19().reading()
    one = correct(reading, "statement", reading.statements[0], "content", None, words=Span(start=0, end=10**6))
    assert apply(reading, [one]).reading == reading


@given(st.lists(st.tuples(st.integers(0, 18), st.integers(0, 5)), max_size=10), st.randoms())
def test_whatever_is_judged_the_reading_keeps_its_promise_and_the_order_given_does_not_matter(steps: list[tuple[int, int]], chance: Any) -> None:
    reading = round_19().reading()
    changes = possible(reading)
    log = [
        judged(one.kind, one.target, second=second, field=one.field, value=one.value, words=one.words, entities=one.entities)
        for n, second in steps
        for one in [changes[n]]
    ]
    log = list({one.id: one for one in log}.values())
    found = apply(reading, log)
    check(found.reading)
    turned = list(log)
    chance.shuffle(turned)
    assert apply(reading, turned) == found
    assert len(found.effects) <= len(log)
