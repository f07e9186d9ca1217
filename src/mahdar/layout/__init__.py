"""Page → Article: which lines are the story and which only stand around it, from the page alone."""

from mahdar.layout.article import Article, Layout
from mahdar.layout.source import CreditMark, SiteMark, SourceMarker, SourceMarks

__all__ = ["Article", "CreditMark", "Layout", "SiteMark", "SourceMarker", "SourceMarks"]
