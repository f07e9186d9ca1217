"""Names: who and what the page names, and which names are the same thing."""

from mahdar.names.find import NameFinder
from mahdar.names.media import MediaNames, own_address
from mahdar.names.outlet import SourceFinder, Sources
from mahdar.names.page import Mention, PageNames
from mahdar.names.roles import RolePhrase

__all__ = ["MediaNames", "Mention", "NameFinder", "PageNames", "RolePhrase", "SourceFinder", "Sources", "own_address"]
