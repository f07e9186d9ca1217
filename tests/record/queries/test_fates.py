"""What becomes of an agreement as later pages tell, from their text to the chronology."""

from __future__ import annotations

from mahdar import capture
from mahdar.model import Given
from mahdar.reader import Reader
from mahdar.record import Record, schema
from mahdar.record.queries.chronology import chronology
from mahdar.record.queries.tellings import taken
from tests.support.places import Places

MADE = "عقدت جولة من محادثات أستانا. وفي 4 أيار 2017 وقعت روسيا وتركيا وإيران اتفاقا لإقامة مناطق تهدئة في إدلب."
PAGES = (
    ("ألف", "2017-05-05", MADE),
    ("باء", "2018-03-02", f"{MADE} واتهمت أنقرة المعارضة بخرق الاتفاق."),
    ("جيم", "2018-06-09", f"{MADE} وأكدت موسكو أن الأطراف نفذت الاتفاق."),
    ("دال", "2019-06-09", f"{MADE} وقد مر عام."),
)


def test_each_fate_with_who_tells_it_and_since_when(place: Places) -> None:
    reader = Reader()
    with Record.create_or_open(place("a.mahdar")) as record:
        for outlet, published, text in PAGES:
            record.add(reader.read(capture.page(text.encode(), f"{outlet}.txt", given=Given(published=published, outlet=outlet))))
        with record.read() as connection:
            (pledge,) = chronology(connection, process="astana", thin=True).commitments
    assert [(s.status, s.told_by and s.told_by.id, s.since) for s in pledge.standings] == [
        ("agreed", None, "2017-05-05"),
        ("breached", "turkey", "2018-03-02"),
        ("implemented", "russia", "2018-06-09"),
    ]
    assert (pledge.status, pledge.disputed) == ("implemented", True)


def test_the_unnamed_source_of_a_position_is_kept(place: Places) -> None:
    text = "عقدت جولة من محادثات أستانا. وطالب مسؤول تركي بانسحاب القوات من البلدة."
    reading = Reader().read(capture.page(text.encode(), "a.txt", given=Given(published="2019-03-04")))
    read = [position for position in reading.positions if position.issue == "withdrawal"]
    with Record.create_or_open(place("a.mahdar")) as record:
        record.add(reading)
        with record.read() as connection:
            kept = [one.position for one in taken(connection, schema.positions.c.issue == "withdrawal")]
    assert kept == read
    assert kept[0].told_by not in (None, kept[0].actor)
