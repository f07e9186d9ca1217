"""Mahdar (محضر, "the minutes"): the sourced record of diplomacy from Arabic news pages."""

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if not TYPE_CHECKING:  # To a type checker every name would be here.

    def __getattr__(name: str) -> object:
        """``mahdar.times`` after ``import mahdar`` alone, which itself loads nothing."""
        if name != "times":
            raise AttributeError(f"module 'mahdar' has no attribute {name!r}")
        from importlib import import_module

        return import_module("mahdar.times")
