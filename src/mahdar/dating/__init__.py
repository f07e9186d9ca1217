"""When the page was published: given, stated on a date line, told by markup or address, or worked out from a round that a dossier dates."""

from mahdar.dating.published import Dater, Dating

__all__ = ["Dater", "Dating"]
