"""Names: who and what the page names, and which names are the same thing."""

from mahdar.names.find import RULES, Means, NameFinder
from mahdar.names.media import MediaNames, own_address
from mahdar.names.nationality import Nationality
from mahdar.names.outlet import SourceFinder, Sources
from mahdar.names.page import Mention, PageNames
from mahdar.names.roles import RolePhrase

__all__ = [
    "RULES",
    "Means",
    "MediaNames",
    "Mention",
    "NameFinder",
    "Nationality",
    "PageNames",
    "RolePhrase",
    "SourceFinder",
    "Sources",
    "own_address",
]
