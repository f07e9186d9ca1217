"""Making a process ready to answer."""

from __future__ import annotations

import gc
from contextlib import suppress
from threading import Thread

from mahdar.errors import MahdarError
from mahdar.record import Record
from mahdar.record.queries.lookup import known_items, known_labels
from mahdar.record.queries.review import queue
from mahdar.record.rounds import made_by
from mahdar.search.analyzer import analyzer


def warm() -> None:
    """Load the words that answers need, and leave what is loaded out of the collection of garbage from now on.

    There are so many of these objects that looking through them takes a tenth of a second, amid an answer. For a process that does nothing but
    answer, once, before the first.
    """
    known_labels()
    known_items()
    made_by()
    analyzer().frequency(analyzer().term("كلمة"))
    gc.collect()
    gc.freeze()


def look_over(record: Record) -> None:
    """Look over what is to be reviewed, in a thread of its own, so that it is there when somebody asks: that takes seconds in a large record."""

    def look() -> None:
        with suppress(MahdarError), record.read() as connection:
            queue(connection, limit=1)

    Thread(target=look, name="review", daemon=True).start()
