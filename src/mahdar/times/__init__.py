"""Times: ``TimeFinder`` reads expressions in the article, ``Resolver`` works out their EDTF values from the published date."""

from mahdar.times.find import TimeFinder
from mahdar.times.found import Found
from mahdar.times.meaning import Calendar, Spoken, Weekday, first_and_last
from mahdar.times.resolve import Resolver
from mahdar.times.values import day_told, tells_a_day

__all__ = ["Calendar", "Found", "Resolver", "Spoken", "TimeFinder", "Weekday", "day_told", "first_and_last", "tells_a_day"]
