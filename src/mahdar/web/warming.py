"""Making a process ready to answer."""

from __future__ import annotations

import gc
from threading import Thread

from litestar import Litestar

from mahdar.record.queries.lookup import known_items, known_labels
from mahdar.record.rounds import made_by
from mahdar.search.analyzer import analyzer


def warm(app: Litestar) -> None:
    """Load the words that answers need, begin to count what the overview tells, and leave what is loaded out of the collection of garbage from then
    on.

    There are so many of these objects that looking through them takes a tenth of a second, amid an answer. For a process that does nothing but
    answer, once, before the first.
    """
    known_labels()
    known_items()
    made_by()
    analyzer().frequency(analyzer().term("كلمة"))
    gc.collect()
    gc.freeze()
    # Whoever asks first waits for the overview at most, and not for this to have an address.
    Thread(target=app.state.figures.warm, name="warming", daemon=True).start()
