"""What Mahdar knows: who is who, the words of the trade, and the dossiers of processes. Data with loaders; no grammar.

The data are TOML and TSV files under ``data/``; a user's own files go on top of them.
"""

from mahdar.knowledge.dossierchecks import load_dossiers
from mahdar.knowledge.dossiers import Actor, Dossier, Group, Issue, KeyDocument, KnownMeeting
from mahdar.knowledge.feasts import Feast, FeastBook
from mahdar.knowledge.forms import (
    Body,
    Document,
    Event,
    Furniture,
    Knowledge,
    Months,
    Office,
    Organization,
    Outlets,
    OutletSite,
    OutletWords,
    Person,
    Place,
    PlaceWords,
    Roles,
    Settlement,
    State,
    Times,
)
from mahdar.knowledge.gatherings import Gathering, Session
from mahdar.knowledge.grammar import AgreementWords, GivenNames, Languages, Lexical, Numerals, SentenceWords
from mahdar.knowledge.happenings import Happening
from mahdar.knowledge.loader import load
from mahdar.knowledge.reporting import AccordingWords, ClauseWords, CueWords, ReportingVerb
from mahdar.knowledge.talkwords import MeetingTelling, Talks

__all__ = [
    "AccordingWords",
    "Actor",
    "AgreementWords",
    "Body",
    "ClauseWords",
    "CueWords",
    "Document",
    "Dossier",
    "Event",
    "Feast",
    "FeastBook",
    "Furniture",
    "Gathering",
    "GivenNames",
    "Group",
    "Happening",
    "Issue",
    "KeyDocument",
    "Knowledge",
    "KnownMeeting",
    "Languages",
    "Lexical",
    "MeetingTelling",
    "Months",
    "Numerals",
    "Office",
    "Organization",
    "OutletSite",
    "OutletWords",
    "Outlets",
    "Person",
    "Place",
    "PlaceWords",
    "ReportingVerb",
    "Roles",
    "SentenceWords",
    "Session",
    "Settlement",
    "State",
    "Talks",
    "Times",
    "load",
    "load_dossiers",
]
