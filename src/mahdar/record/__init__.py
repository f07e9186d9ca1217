"""The record: every page's assertions with their evidence, in one SQLite file."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mahdar.record.store import Record

__all__ = ["Record"]

if not TYPE_CHECKING:  # To a type checker every name would be here.

    def __getattr__(name: str) -> object:
        """`Record`, loaded when it is asked for: what only names a record needs no database."""
        if name != "Record":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from mahdar.record.store import Record

        return Record
