"""How many independent outlets stand behind a value.

Many pages may carry one report. They are one voice where they are copies of each other as far as that is known:

- the captures of one page (the same bytes under several addresses or outlets), and pages with the same text;
- pages of one outlet;
- pages whose text is an agency's (``wire_copy``), or which credit it for the whole story: then it is the agency that tells, not the outlet;
- all pages whose outlet isn't known, for nothing shows that they differ.

The count is a lower bound: whoever shares one of these with another is folded with it, and so on.
"""

from __future__ import annotations

from collections.abc import Iterable

from mahdar.linking.unions import Unions
from mahdar.model import Noun

UNKNOWN = "?"
"""Stands for the outlet of a page of which none is known."""

Sources = frozenset[str]
"""What tells that two pages may carry one report: agencies or outlets (ids, labels) and the hash of the text."""


class Witness(Noun, frozen=True, kw_only=True):
    """A page as one that tells: when it was published (EDTF), by which outlets, and whose text it is.

    ``outlets`` are those of all its captures, by entity where it is known, else by label; ``agencies`` those whose text the page is, or
    which it credits for the whole of it. ``captures`` counts how often it was found.
    """

    page: str
    text_hash: str
    published: str | None
    outlets: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    captures: int = 1

    @property
    def sources(self) -> Sources:
        """What it shares with pages that carry the same report."""
        return frozenset((f"text:{self.text_hash}", *(self.agencies or self.outlets or (UNKNOWN,))))


def independent(sources: Iterable[Sources]) -> int:
    """How many groups there are of pages that share no source with those of another group."""
    unions = Unions[str]()
    held = [sorted(mine) for mine in sources]
    for first, *others in held:
        for other in others:
            unions.join(first, other)
    return len({unions.of(mine[0]) for mine in held})
