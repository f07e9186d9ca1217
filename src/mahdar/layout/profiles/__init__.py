"""Site profiles: what recurs on the pages of a site is furniture.

    prints     what is kept of a line to know it again
    counting   what a page adds, and the bounded sample of pages that is counted
    freezing   from the sample to profiles: what recurs beside different stories
    profile    the frozen profiles, their file, and what they say of the lines of a page

A first pass counts, a second reads with what was frozen: a reading stays a function of the page and of its named inputs.
"""

from mahdar.layout.profiles.counting import Counted, Sample, count, site_of
from mahdar.layout.profiles.freezing import freeze
from mahdar.layout.profiles.prints import LinePrint, line_print
from mahdar.layout.profiles.profile import Recurs, SiteProfile, SiteProfiles, decode

__all__ = ["Counted", "LinePrint", "Recurs", "Sample", "SiteProfile", "SiteProfiles", "count", "decode", "freeze", "line_print", "site_of"]
