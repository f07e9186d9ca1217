"""The languages in which the record is told. Page text always stays as it was captured."""

from __future__ import annotations

from typing import Literal, get_args

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
