"""Merging records, and telling how they differ."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from mahdar.corrections import Target
from mahdar.linking.linker import shipped
from mahdar.model import Outlet, Published, Reading
from mahdar.record import Record
from mahdar.record.care.comparing import PageDifference, differences
from mahdar.record.care.copying import backup, restore
from mahdar.record.care.doctor import examine
from mahdar.record.care.merging import Merged, merge
from tests.record.test_add_all import distinct
from tests.support.judging import LAVROV, judged, target_of
from tests.support.killing import contents
from tests.support.places import Places, Where
from tests.support.readings import round_19
from tests.support.records import record_of


def linked(readings: list[Reading], where: Where) -> Where:
    record_of(readings, where)
    with Record.open(where) as record:
        record.link(shipped)
    return where


def found_again(reading: Reading, source: str, day: str) -> Reading:
    outlet, published = Outlet(label=f"صحيفة {source}", entity=None, basis="given"), Published(value=day, basis="given")
    return msgspec.structs.replace(reading, source=source, outlet=outlet, published=published)


def diff(a: Where, b: Where) -> list[PageDifference]:
    with Record.open(a, read_only=True) as one, Record.open(b, read_only=True) as other, one.read() as ours, other.read() as theirs:
        return list(differences(ours, theirs))


@pytest.mark.parametrize("turned", [False, True])
def test_two_records_merged_are_the_one_of_all_their_pages(place: Places, turned: bool) -> None:
    pages = distinct()
    # Of one page each has a capture of its own, and one of two.
    one, early, late = pages[0], found_again(pages[0], "early", "2001-01-01"), found_again(pages[0], "late", "2030-01-01")
    first, second = [*pages[1:8], one, late], [*pages[5:], early]
    a, b = (second, first) if turned else (first, second)
    whole = linked([*a, *b], place("whole.mahdar"))
    into, other = linked(a, place("into.mahdar")), linked(b, place("other.mahdar"))
    before = contents(other)
    with Record.open(into) as ours, Record.open(other, read_only=True) as theirs:
        done = merge(ours, theirs)
        assert (done.pages, done.conflicts, done.refused) == (len(pages) - len({r.page for r in a}), (), ())
        assert contents(into) == contents(whole)
        again = merge(ours, theirs)
        assert (again.pages, again.captures) == (0, 0)
        assert list(examine(ours)) == []
    assert contents(into) == contents(whole)
    assert contents(other) == before
    assert diff(into, whole) == []


@pytest.mark.parametrize("judged_there", [False, True])
def test_judgements_are_taken_over_and_the_machine_stays_the_machine(place: Places, judged_there: bool) -> None:
    """Whichever of two records people judged: merged they are what judging the record of all pages makes."""
    pages, read = distinct(), round_19().reading()
    again = found_again(read, "again", "2001-01-01")
    merged = judged("merge", Target(layer="entity", item="lavrentiev"), value="lavrov", entities=(LAVROV,))
    judgements = [
        merged,
        judged("correct", target_of(read, "page"), second=1, field="published", value="2021"),
        judged("correct", target_of(read, "statement", read.statements[0]), second=2, field="act", value="warn"),
    ]
    whole = record_of([*pages, again], place("whole.mahdar"))
    into, other = record_of([read, *pages[1:6]], place("into.mahdar")), record_of([*pages, again], place("other.mahdar"))
    for where in (whole, other if judged_there else into):
        with Record.open(where) as record:
            assert record.take_over(judgements).new == 3
            record.link(shipped)
    with Record.open(into) as ours, Record.open(other, read_only=True) as theirs:
        assert merge(ours, theirs).judgements == (3 if judged_there else 0)
        assert list(examine(ours)) == []
        assert contents(into) == contents(whole)
        assert merge(ours, theirs) == Merged(pages=0, captures=0, judgements=0, conflicts=(), refused=())
    assert diff(into, whole) == []
    assert [one.page for one in diff(into, other) if one.items] == ([] if judged_there else [one.page for one in diff(whole, other)])


def test_what_people_judged_in_both_holds_in_the_one(place: Places, tmp_path: Path) -> None:
    """Each judged the page that both have, and told entities apart or one; merged from either side the record is that of all pages and both logs."""
    pages, read = distinct(), round_19().reading()
    ours = [
        judged("correct", target_of(read, "statement", read.statements[0]), second=1, field="act", value="warn"),
        judged("merge", Target(layer="entity", item="lavrentiev"), second=2, value="lavrov", entities=(LAVROV,)),
        judged("correct", target_of(read, "page"), second=3, field="published", value="2021"),
    ]
    theirs = [
        judged("correct", target_of(read, "statement", read.statements[0]), second=4, who="عمر", field="act", value="deny"),
        judged("apart", Target(layer="entity", item="person:samir-al-haddad"), second=5, who="عمر", value="lavrov"),
        judged("apart", Target(layer="entity", item="lavrov"), second=6, who="عمر", value="lavrentiev"),
    ]
    first, second = [read, *pages[1:6]], [*pages[4:], found_again(read, "again", "2001-01-01")]
    whole = linked([*first, *second], place("whole.mahdar"))
    sides = [(linked(first, place("a.mahdar")), ours), (linked(second, place("b.mahdar")), theirs)]
    for where, log in (*sides, (whole, [*ours, *theirs])):
        with Record.open(where) as record:
            record.take_over(log)
            record.link(shipped)
    restore_from = [where for where, _ in sides]
    for n, (into, other) in enumerate((restore_from, restore_from[::-1])):
        copy = place(f"into-{n}.mahdar")
        backup(into, file := tmp_path / f"{n}.mahdar-backup")
        restore(file, copy, replace=True)
        assert contents(copy) == contents(into)
        with Record.open(copy) as one, Record.open(other, read_only=True) as two:
            merge(one, two)
            assert list(examine(one)) == []
        assert contents(copy) == contents(whole)
        assert diff(copy, whole) == []


@pytest.mark.parametrize("newer", ["0.10.0", "0.0.9"])
def test_of_two_versions_the_newer_reading_is_kept_and_all_captures(place: Places, newer: str) -> None:
    old = round_19().reading()
    theirs = found_again(msgspec.structs.replace(old, engine=newer, names=old.names[:1], references=(), rejected=()), "elsewhere", "2001-01-01")
    into, other = record_of([old], place("into.mahdar")), record_of([theirs], place("other.mahdar"))
    with Record.open(into) as a, Record.open(other, read_only=True) as b:
        done = merge(a, b)
        assert merge(a, b).captures == 0
    kept = max(old.engine, newer, key=lambda engine: [int(part) for part in engine.split(".")])
    assert [(c.page, c.ours, c.theirs, c.kept) for c in done.conflicts] == [(old.page, old.engine, newer, kept)]
    (found,) = diff(into, other)
    assert (found.captures_gone, found.captures_added) == ((old.source,), ())
    assert any(item.layer == "names" for item in found.items) is (kept == old.engine)


def test_what_differs_is_told_by_layer_and_item(place: Places) -> None:
    pages = distinct()
    one = round_19().reading()
    other = msgspec.structs.replace(
        one,
        names=one.names[1:],
        references=(),
        language="fa",
        statements=(msgspec.structs.replace(one.statements[0], confidence=0.123), *one.statements[1:]),
    )
    rest = [r for r in pages if r.page != one.page]
    a, b = record_of([one, *rest[1:]], place("a.mahdar")), record_of([other, *rest[:-1]], place("b.mahdar"))
    told = {d.page: d for d in diff(a, b)}
    assert {page: d.only for page, d in told.items()} == {one.page: None, rest[0].page: "b", rest[-1].page: "a"}
    items = {(i.layer, i.what, i.item) for i in told[one.page].items}
    assert ("language", "changed", "language") in items
    assert ("names", "gone", f"{one.names[0].start}..{one.names[0].end}") in items
    assert ("statements", "changed", one.statements[0].id) in items
    assert {layer for layer, _, _ in items} <= {"language", "names", "references", "statements"}
    assert diff(a, a) == []
