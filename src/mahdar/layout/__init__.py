"""Page → Article: which lines are the story and which only stand around it, from the page alone."""

from mahdar.layout.article import Layout
from mahdar.layout.blocks import Article
from mahdar.layout.source import CreditMark, SiteMark, SourceMarker, SourceMarks

__all__ = ["Article", "CreditMark", "Layout", "SiteMark", "SourceMarker", "SourceMarks"]
