"""Mahdar's errors: one small family, each saying where, what was expected, what was got and what to do."""

from __future__ import annotations


class MahdarError(Exception):
    """Base of all errors that Mahdar raises on purpose."""


class UsageError(MahdarError):
    """Arguments, files or data that can't be used as they are; the command line ends with status 2."""


class UnavailableError(UsageError):
    """A record that can't be reached or written as things are: locked, on a full disk, behind a lost connection. Nothing of it is lost."""


class MissingError(UsageError):
    """An extra that has to be installed for what is asked; the message says how."""


class SourceError(MahdarError):
    """A source that can't be read as a page. ``source`` names it, ``reason`` says why."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class NoArabicError(SourceError):
    """A page without an Arabic letter: nothing to read in it, but no fault of its container's."""


class DataError(MahdarError):
    """A data file (knowledge, dossier) with a fault; the message names file, entry and field."""
