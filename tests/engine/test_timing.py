from __future__ import annotations

from mahdar import reader as reader_module
from mahdar.engine.timing import LINKING, REST, ROOMS, Stopwatch
from mahdar.reader import Reader
from tests.support.pages import page_of

PAGE = page_of("ختام اللقاء\n\nأعلنت وزارة الخارجية الكازاخستانية يوم 5 أيار 2019 أن الجولة المقبلة من محادثات أستانا ستعقد في الخريف.\n")


def test_a_timed_reading_is_the_same_and_every_room_has_its_share() -> None:
    reader = Reader()
    before = dict(vars(reader_module))
    reading, seconds = Stopwatch(reader).read(PAGE)
    assert reading == reader.read(PAGE)
    assert set(seconds) == {*ROOMS, REST, LINKING}
    assert min(seconds.values()) > 0
    assert dict(vars(reader_module)) == before
