"""Meetings: rounds of a series that a dossier describes, and all others that can be told apart: talks, summits, visits, calls."""

from mahdar.meetings.commitments import CommitmentFinder
from mahdar.meetings.complete import complete
from mahdar.meetings.finder import MeetingFinder
from mahdar.meetings.ordinals import ordinal_at
from mahdar.meetings.positions import PositionFinder
from mahdar.meetings.rounds import RoundDraft, RoundFinder
from mahdar.meetings.subjects import Processes

__all__ = ["CommitmentFinder", "MeetingFinder", "PositionFinder", "Processes", "RoundDraft", "RoundFinder", "complete", "ordinal_at"]
