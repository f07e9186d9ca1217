"""When the page was published: given, stated on a date line, told by markup or address, or worked out from all that it tells."""

from mahdar.dating.inferred import Bound
from mahdar.dating.published import Dater, Dating

__all__ = ["Bound", "Dater", "Dating"]
