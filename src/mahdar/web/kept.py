"""What the reading room keeps of a record beside its answers."""

from __future__ import annotations

from mahdar.record import Record
from mahdar.record.keeping import Kept
from mahdar.record.queries.facets import Facets
from mahdar.record.queries.walks import Rankings, rankings


class KeptFacets(Kept[Facets]):
    """All statements, ready to be counted."""

    def __init__(self, record: Record) -> None:
        super().__init__(record, Facets)


class KeptRankings(Kept[Rankings]):
    """All entities, in the order in which they are listed."""

    def __init__(self, record: Record) -> None:
        super().__init__(record, rankings)
