"""Linking what a command has added to a record."""

from __future__ import annotations

from mahdar.cli.terminal import say
from mahdar.linking.linker import shipped
from mahdar.record import Record


def link(record: Record, again: str) -> None:
    """Link the pages that were added. Where that is interrupted, tell that none is lost, and that the command ``again`` goes on."""
    try:
        record.link(shipped)
    except KeyboardInterrupt:
        say(f"interrupted while pages were linked; all of them are kept; {again} goes on from there")
        raise
