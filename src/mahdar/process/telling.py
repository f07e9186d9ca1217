"""What the functions of this room take and give: a meeting as one page tells it, and a meeting as several do."""

from __future__ import annotations

from mahdar.linking.choice import Assertion
from mahdar.linking.witnesses import Witness
from mahdar.model import Basis, Evidence, Meeting, Noun

VALUED = ("start", "end", "place", "host", "convener", "kind", "level", "outcome", "status")
"""The fields of a meeting that pages assert and may differ on, beside its number, its participants and its agenda."""


class Telling(Noun, frozen=True, kw_only=True):
    """A meeting as one page tells it."""

    witness: Witness
    meeting: Meeting

    @property
    def order(self) -> tuple[bool, str, str, str]:
        """A sort key: by the date of the page, undated ones last, then by page and id."""
        published = self.witness.published
        return (published is None, published or "", self.witness.page, self.meeting.id)

    def says(self, value: str, field: str) -> Assertion:
        """The page's assertion that ``field`` of the meeting is ``value``."""
        slot = self.meeting.slots.get(field)
        if slot is None:  # The reading doesn't say how it knows this: what tells of the meeting is all there is to show.
            return self.asserts(value, None, self.meeting.evidence)
        # So it is where a value was worked out from the telling as a whole. What only a dossier has, no words of the page say.
        evidence = self.meeting.evidence if slot.basis == "inferred" and not slot.evidence else slot.evidence
        return self.asserts(value, slot.basis, evidence, slot.why)

    def asserts(self, value: str, basis: Basis | None, evidence: Evidence, why: str | None = None) -> Assertion:
        """The page's assertion of ``value``, and how it knows it."""
        witness = self.witness
        return Assertion(
            value=value, basis=basis, page=witness.page, published=witness.published, sources=witness.sources, why=why, evidence=evidence
        )


class Agreement(Noun, frozen=True, kw_only=True):
    """In what two tellings of one meeting agree: their days (EDTF; two where one's lie within the other's), the place and the series where
    both tell it, and who takes part in both."""

    days: tuple[str, ...]
    place: str | None
    series: str | None
    shared: tuple[str, ...]


class Join(Noun, frozen=True, kw_only=True):
    """That the meeting ``meeting`` of the page ``page`` is the one that ``joined_to`` (an id) is on others, and in what they agree."""

    page: str
    meeting: str
    joined_to: str
    agreed: Agreement


class Happening(Noun, frozen=True, kw_only=True):
    """A meeting as all pages tell it, in the order of their dates.

    ``joins`` tells which tellings were put with the others for what they say, rather than for the number they bear; ``unsure`` names
    other happenings that it might be, where it fits more than one and so was joined with none.
    """

    id: str
    tellings: tuple[Telling, ...]
    joins: tuple[Join, ...] = ()
    unsure: tuple[str, ...] = ()
