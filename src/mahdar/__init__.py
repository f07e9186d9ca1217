"""Mahdar (محضر, "the minutes"): the sourced record of diplomacy from Arabic news pages."""

__version__ = "0.1.0"
