"""Statements: who said what to whom, by which route. A module a stage: cues → content → speaker → addressee → chain."""

from mahdar.statements.find import StatementFinder

__all__ = ["StatementFinder"]
