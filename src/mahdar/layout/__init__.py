"""Page → Article: which lines are the story and which only stand around it, from the page alone."""

from mahdar.layout.article import Article, Layout

__all__ = ["Article", "Layout"]
