"""Making a process ready to answer."""

from __future__ import annotations

import gc
from contextlib import suppress
from threading import Thread

from litestar import Litestar

from mahdar.errors import MahdarError
from mahdar.record.queries.lookup import known_items, known_labels
from mahdar.record.queries.review import queue
from mahdar.record.rounds import made_by
from mahdar.search.analyzer import analyzer
from mahdar.search.latin import latin


def warm(app: Litestar) -> None:
    """Load the words that answers need, begin to count what the overview tells and to look over what is to be reviewed, and leave what is loaded
    out of the collection of garbage from then on.

    There are so many of these objects that looking through them takes a tenth of a second, amid an answer. For a process that does nothing but
    answer, once, before the first.
    """
    load_words()
    # In a large record this takes seconds: whoever asks first may wait for a part of it, and not for this to have an address.
    Thread(target=_count, args=(app,), name="warming", daemon=True).start()


def load_words() -> None:
    """The first part of it."""
    known_labels()
    known_items()
    made_by()
    latin()
    analyzer().frequency(analyzer().term("كلمة"))
    gc.collect()
    gc.freeze()


def _count(app: Litestar) -> None:
    with suppress(MahdarError):  # What can't be read is told by the answers themselves.
        app.state.figures.warm()
        with app.state.record.read() as connection:
            queue(connection, limit=1)
