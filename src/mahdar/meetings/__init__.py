"""Meetings: rounds of a series that a dossier describes, in all the forms in which pages number them."""

from mahdar.meetings.complete import complete
from mahdar.meetings.positions import PositionFinder
from mahdar.meetings.rounds import RoundDraft, RoundFinder
from mahdar.meetings.subjects import Processes

__all__ = ["PositionFinder", "Processes", "RoundDraft", "RoundFinder", "complete"]
