"""Times: ``find`` reads expressions in the article, ``resolve`` works out their EDTF values from the published date."""

from mahdar.times.find import TimeFinder
from mahdar.times.found import Found
from mahdar.times.resolve import resolve

__all__ = ["Found", "TimeFinder", "resolve"]
