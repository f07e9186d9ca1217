from __future__ import annotations

from pathlib import Path

from benchmarks.generate import pool, readings
from mahdar.invariants import check
from mahdar.linking.linker import shipped
from mahdar.record import Record
from mahdar.record.queries.stories import rows


def test_articles_are_whole_alike_for_a_seed_and_unlike_for_others(tmp_path: Path) -> None:
    drawn = pool(tmp_path)  # There is no corpus here: they are put together of words of our own.
    made = [check(reading) for reading in readings(200, drawn, seed=3)]
    assert made == list(readings(200, drawn, seed=3))
    assert len({reading.page for reading in made}) == 200
    other = {reading.page for some in (readings(200, drawn, seed=4), readings(200, drawn, seed=3, first=200)) for reading in some}
    assert not {reading.page for reading in made} & other
    layers = ("names", "times", "statements", "blocks", "meetings")
    assert 9 < sum(len(getattr(reading, layer)) for reading in made for layer in layers) / 200 < 11
    assert all(name.of(r.text) == next(e.label["ar"] for e in r.entities if e.id == name.entity) for r in made for name in r.names)


def test_they_hold_copies_and_stories(tmp_path: Path) -> None:
    with Record.create_or_open(tmp_path / "a.mahdar") as record:
        assert record.add_all(readings(150, pool(tmp_path))).refused == ()
        record.link(shipped)
        with record.read() as connection:
            found = list(rows(connection))
    assert any(len(story.captures) > 1 for story in found)
    assert any(story.copies for story in found)
