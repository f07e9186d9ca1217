from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.corrections import Judgement, Target, conflicts, holding, in_force, lines, parse
from mahdar.corrections.model import id_of
from mahdar.errors import UsageError
from tests.support.judging import judged, target_of
from tests.support.readings import round_19

READING = round_19().reading()
SAID = target_of(READING, "statement", READING.statements[0])


def undo(of: Judgement, second: int, who: str = "سارة") -> Judgement:
    return judged("undo", None, second=second, undoes=of.id, who=who)


def test_the_id_follows_from_all_the_rest() -> None:
    one = judged("confirm", SAID)
    assert one.id == id_of(one)
    assert judged("confirm", SAID).id == one.id
    assert len({judged("confirm", SAID, who="عمر").id, judged("confirm", SAID, why="رأيتها").id, judged("reject", SAID).id, one.id}) == 4


def test_an_undo_of_an_undo_brings_it_back() -> None:
    one = judged("reject", SAID)
    taken = undo(one, 1)
    back = undo(taken, 2)
    assert holding([one]) == (one,)
    assert holding([one, taken]) == ()
    assert holding([back, taken, one]) == (one,)
    assert in_force([one, taken, back]) == {one.id, back.id}


@given(st.integers(0, 3000))
def test_a_chain_of_undos_of_any_length(n: int) -> None:
    log = [judged("reject", SAID)]
    for second in range(1, n + 1):
        log.append(undo(log[-1], second))
    assert bool(holding(log)) == (n % 2 == 0)


def test_who_contradicts_whom() -> None:
    mine = judged("correct", SAID, field="act", value="warn", second=1)
    same = judged("correct", SAID, field="act", value="warn", second=2, who="عمر")
    other = judged("correct", SAID, field="act", value="hope", second=3, who="عمر")
    refused = judged("reject", SAID, second=4, who="ليلى")
    agreed = judged("confirm", SAID, second=5, who="ليلى")
    assert conflicts([mine, same]) == ()
    assert [(c.earlier, c.later) for c in conflicts([mine, other])] == [(mine, other)]
    assert [(c.earlier, c.later) for c in conflicts([refused, mine])] == [(mine, refused)]
    assert conflicts([mine, agreed]) == (), "who confirms what is corrected agrees with the correction"
    assert conflicts([mine, other, undo(mine, 6)]) == ()
    him = Target(layer="entity", item="person:x")
    one, another = judged("merge", him, value="lavrov"), judged("merge", him, value="lavrentiev", second=1, who="عمر")
    assert [c.later for c in conflicts([one, another])] == [another]


def test_json_lines_there_and_back() -> None:
    log = [judged("reject", SAID), judged("correct", SAID, field="speaker", value="lavrov", second=1, why="الوزير لا مبعوثه")]
    data = lines(reversed(log))
    assert parse(data, "x.jsonl") == tuple(log)
    assert lines(parse(data, "x.jsonl")) == data
    assert "الوزير لا مبعوثه" in data.decode(), "to be read by people too"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda line: line[:-2], "x.jsonl: line 2: expected a judgement as"),
        (lambda line: line.replace(b'"warn"', b'"hope"'), "x.jsonl: line 2: expected the id"),
        (lambda line: line.replace(b'"kind":"correct"', b'"kind":"praise"'), "Invalid enum value 'praise'"),
    ],
)
def test_a_faulty_line_is_named(change: object, message: str) -> None:
    good = lines([judged("reject", SAID)])
    bad = change(lines([judged("correct", SAID, field="act", value="warn")]).rstrip())  # type: ignore[operator]
    with pytest.raises(UsageError, match=message):
        parse(good + bad + b"\n", "x.jsonl")


def test_what_is_well_formed_json_and_no_judgement() -> None:
    blank = judged("correct", SAID, field="acts", value="warn")
    assert msgspec.json.decode(lines([blank]))["field"] == "acts"
    with pytest.raises(UsageError, match=r"line 1: expected a field of a statement \(speaker"):
        parse(lines([blank]), "x.jsonl")
