"""``mahdar embed``: vectors of statements, by which those that say alike are found."""

from __future__ import annotations

from mahdar.cli import options
from mahdar.cli.terminal import say
from mahdar.record import Record
from mahdar.semantic.embedder import MODEL, shipped


def embed(record_path: options.RecordPath) -> None:
    """Make the vectors of statements that have none, so that `mahdar search --like` finds those that say alike.

    Needs the extra: pip install 'mahdar[semantic]'. An interrupted run goes on where it was; after pages were added,
    or read again, only theirs are made.
    """
    shipped()  # What is missing is to be told before anything else.
    with Record.open(record_path) as record:
        made = record.embed(shipped, MODEL)
    say(f"{made} vectors made" if made else "all statements have vectors")
