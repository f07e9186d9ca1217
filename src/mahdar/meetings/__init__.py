"""Meetings: rounds of a series that a dossier describes, in all the forms in which pages number them."""

from mahdar.meetings.commitments import CommitmentFinder
from mahdar.meetings.complete import complete
from mahdar.meetings.positions import PositionFinder
from mahdar.meetings.rounds import RoundDraft, RoundFinder
from mahdar.meetings.subjects import Processes

__all__ = ["CommitmentFinder", "PositionFinder", "Processes", "RoundDraft", "RoundFinder", "complete"]
