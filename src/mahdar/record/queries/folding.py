"""Copies among what search finds: the same words in several outlets are told once, with the pages that have them.

Statements are the same where speaker and words are, term for term; pages where linking found that their articles are one text (`copies`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, select

from mahdar.record import schema
from mahdar.record.queries.asking import Asked
from mahdar.record.queries.hits import results
from mahdar.record.queries.lookup import page_refs
from mahdar.record.search_answers import Result

if TYPE_CHECKING:
    from mahdar.record.queries.search import Hit

_LOOKED = 200
"""Of so many pages, the best, it is looked which are copies: nobody reads so far."""
_PAIRS = 5_000
"""Of no more pairs of copies it is looked which belong together: what is left apart stands for itself."""
_TOLD = 12
"""So many pages are told beside a result."""


def folded(connection: Connection, hits: Sequence[Hit]) -> list[list[Hit]]:
    """``hits`` in groups of the same words, each in the place of its best."""
    of = _copied(connection, [hit.page for hit in hits if hit.sort == "page" and hit.page][:_LOOKED])
    groups: dict[tuple[str, object], list[Hit]] = {}
    for hit in hits:
        same: object = hit.words if hit.sort == "statement" else of.get(hit.page or "", hit.item) if hit.sort == "page" else hit.item
        groups.setdefault((hit.sort, same), []).append(hit)
    return list(groups.values())


def told_once(connection: Connection, groups: Sequence[Sequence[Hit]], asked: Asked) -> tuple[Result, ...]:
    """The first of each group as a result, with the pages of the others."""
    found = results(connection, [group[0] for group in groups], asked)
    others = [list(dict.fromkeys(hit.page for hit in group[1:] if hit.page and hit.page != group[0].page)) for group in groups]
    wanted = {page for pages in others for page in pages[:_TOLD]}
    refs = page_refs(connection, wanted) if wanted else {}
    return tuple(
        msgspec.structs.replace(one, copies=tuple(refs[page] for page in pages[:_TOLD]), copied=len(pages)) if pages else one
        for one, pages in zip(found, others, strict=True)
    )


def _copied(connection: Connection, pages: Sequence[str]) -> dict[str, str]:
    """For each of ``pages`` of which others are copies the one that stands for them all."""
    k, c = schema.linked.c, schema.copies.c
    held = connection.execute(select(k.n, k.page).where(k.page.in_(sorted(set(pages)))))
    numbers: dict[int, str] = {row.n: row.page for row in held}
    leads: dict[int, int] = {}

    def lead(n: int) -> int:
        while (to := leads.get(n, n)) != n:
            n = to
        return n

    pairs = select(c.one, c.other).where(c.one.in_(sorted(numbers))).order_by(c.one, c.other).limit(_PAIRS)
    for one, other in connection.execute(pairs):
        if other in numbers and (a := lead(one)) != (b := lead(other)):
            leads[max(a, b)] = min(a, b)
    return {page: numbers[lead(n)] for n, page in numbers.items()}
