"""Making a process ready to answer."""

from __future__ import annotations

import gc

from mahdar.record.queries.lookup import known_items, known_labels
from mahdar.record.rounds import made_by
from mahdar.search.analyzer import analyzer
from mahdar.search.latin import latin


def warm() -> None:
    """Load the words that answers need, and leave what is loaded out of the collection of garbage from now on.

    There are so many of these objects that looking through them takes a tenth of a second, amid an answer. For a process that does nothing but
    answer, once, before the first.
    """
    known_labels()
    known_items()
    made_by()
    latin()
    analyzer().frequency(analyzer().term("كلمة"))
    gc.collect()
    gc.freeze()
