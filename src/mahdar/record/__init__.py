"""The record: every page's assertions with their evidence, in one SQLite file."""

from mahdar.record.store import Record

__all__ = ["Record"]
