"""Meetings: rounds of a series that a dossier describes, and all others that can be told apart: talks, summits, visits, calls."""

from mahdar.meetings.complete import complete
from mahdar.meetings.finder import MeetingFinder
from mahdar.meetings.rounds import RoundDraft, RoundFinder

__all__ = ["MeetingFinder", "RoundDraft", "RoundFinder", "complete"]
