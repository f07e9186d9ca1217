"""Judgements by people of what was read: an append-only log, applied to readings as a pure function."""

from mahdar.corrections.applying import Applied, Effect, apply
from mahdar.corrections.fields import FIELDS, fault
from mahdar.corrections.log import Conflict, conflicts, holding, in_force, lines, parse
from mahdar.corrections.model import Change, Judgement, Target, judgement

__all__ = [
    "FIELDS",
    "Applied",
    "Change",
    "Conflict",
    "Effect",
    "Judgement",
    "Target",
    "apply",
    "conflicts",
    "fault",
    "holding",
    "in_force",
    "judgement",
    "lines",
    "parse",
]
