"""The languages of the interface. Page text is always shown as it was captured."""

from __future__ import annotations

from typing import Literal, get_args

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
