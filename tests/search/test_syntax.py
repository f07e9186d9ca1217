from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.search.syntax import DEEPEST, LONGEST, All, Dates, Fault, Has, Node, Not, QueryError, Some, Sort, Words, parse

READ: list[tuple[str, Node]] = [
    ("أستانا", Words("أستانا")),
    ("أستانا جنيف", All((Words("أستانا"), Words("جنيف")))),
    ("أستانا AND جنيف", All((Words("أستانا"), Words("جنيف")))),
    ("أستانا و جنيف", All((Words("أستانا"), Words("جنيف")))),
    ("أستانا أو جنيف", Some((Words("أستانا"), Words("جنيف")))),
    ("أ ب OR ج", Some((All((Words("أ"), Words("ب"))), Words("ج")))),
    ("أ (ب OR ج)", All((Words("أ"), Some((Words("ب"), Words("ج")))))),
    ("أستانا ليس جنيف", All((Words("أستانا"), Not(Words("جنيف"))))),
    ("NOT NOT جنيف", Words("جنيف")),
    ('"وقف النار"', Words("وقف النار")),
    ("«وقف النار»", Words("وقف النار")),
    ("مفاوض*", Words("مفاوض", starts=True)),
    ("speaker:lavrov", Has("speaker", "lavrov", 8)),
    ('قائل:"سيرغي لافروف"', Has("speaker", "سيرغي لافروف", 6)),
    ("type:page", Sort("page")),
    ("since:2018-09", Dates("2018-09", None)),
    ("until:2018", Dates(None, "2018")),
    ("date:2018-09", Dates("2018-09", "2018-09")),
    ("date:2018-09-02..2018-09-12", Dates("2018-09-02", "2018-09-12")),
    ("date:..2018", Dates(None, "2018")),
    ("أستانا ، جنيف", All((Words("أستانا"), Words("جنيف")))),
    ("الخبر:أستانا", Words("الخبر:أستانا")),
]
FAULTS: list[tuple[str, Fault, int]] = [
    ("", "empty", 0),
    ("(", "word", 1),
    ("أستانا)", "open", 6),
    ("(أستانا", "close", 7),
    ("أستانا AND", "word", 10),
    ("OR أستانا", "word", 0),
    ("سوريا foo:x", "field", 6),
    ("act:", "value", 4),
    ("act:hit", "one-of", 4),
    ('"وقف النار', "quote", 10),
    ('""', "word", 0),
    ("since:2018-13", "day", 6),
    ("date:2018..أمس", "day", 11),
    ("date:2019..2018", "order", 5),
    ("(" * (DEEPEST + 1) + "a", "deep", DEEPEST),
    ("ا" * (LONGEST + 1), "long", LONGEST),
]


@pytest.mark.parametrize(("query", "tree"), READ)
def test_a_query_is_read(query: str, tree: Node) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(("query", "fault", "at"), FAULTS)
def test_a_fault_is_pointed_at(query: str, fault: Fault, at: int) -> None:
    with pytest.raises(QueryError) as told:
        parse(query)
    assert (told.value.fault, told.value.at) == (fault, at)
    assert "expected" in str(told.value)


@given(
    st.lists(
        st.sampled_from(["(", ")", '"', "«", "»", "*", " ", "AND", "أو", "ليس", "لافروف", "act:", "call", "date:", "2018..", "x:", ":", "\n"])
    ).map("".join)
    | st.text()
)
def test_any_text_is_read_or_told_where_it_fails(query: str) -> None:
    found: QueryError | None = None
    try:
        parse(query)
    except QueryError as fault:
        found = fault
    if found is not None:
        assert 0 <= found.at <= len(query)
        assert query.startswith(found.got, found.at)


def test_reading_takes_time_in_proportion() -> None:
    start = time.process_time()
    for query in ("NOT " * 499 + "a", "(a OR " * 40 + "a" + ")" * 40, "a " * 999, ":" * LONGEST, '"' * LONGEST):
        with contextlib.suppress(QueryError):
            parse(query)
    assert time.process_time() - start < 1
