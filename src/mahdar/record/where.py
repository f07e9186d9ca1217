"""What names a record: a path, or a URL."""

from __future__ import annotations

from pathlib import Path


def is_url(where: str | Path) -> bool:
    """Whether ``where`` is the URL of a record and no file."""
    return isinstance(where, str) and "://" in where
