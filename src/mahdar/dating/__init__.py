"""When the page was published: given, stated on a date line, or worked out from a round that a dossier dates."""

from mahdar.dating.published import date_page

__all__ = ["date_page"]
