"""How often Python looks for garbage."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """Look for garbage only after very many new objects. For a process of Mahdar's own, when it begins: what it loads stays, a million objects, and
    to go through them again and again takes a tenth of the start; a page leaves few cycles behind."""
    gc.set_threshold(30_000, 20, 20)
