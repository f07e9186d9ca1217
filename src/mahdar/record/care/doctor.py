"""Looking a record over, and making anew what is derived and isn't right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from sqlalchemy import Connection

from mahdar.record import Record
from mahdar.record.care import derived, recomputed
from mahdar.record.care.findings import Finding
from mahdar.record.care.integrity import references, store
from mahdar.record.care.texts import texts


class Check(NamedTuple):
    """A look at one thing; ``mend`` puts it right where it is derived from what is there. A ``slow`` one works out anew what took long to make."""

    name: str
    find: Callable[[Connection], Iterator[Finding]]
    mend: Callable[[Record], None] | None = None
    slow: bool = False


CHECKS = (
    Check("store", store),
    Check("references", references),
    Check("texts", texts),
    Check("redirects", recomputed.redirects, recomputed.lead_anew),
    Check("judged", recomputed.judged, recomputed.settle_anew),
    *(Check(str(one.table.name), partial(derived.differing, derived=one), derived.recount) for one in derived.COUNTED),
    Check("search", derived.unindexed, derived.reindex, slow=True),
    Check("links", derived.unlinked, derived.link),
    Check("vectors", derived.vectorless, derived.relink),
    Check("stories", derived.untold, derived.relink),
    Check("rounds", derived.apart, derived.put_together),
    Check("entities", recomputed.joins, recomputed.join_anew, slow=True),
    Check("pairs", recomputed.pairs, derived.relink, slow=True),
)
"""All that is looked at, in this order. An index that a page's rows are put in has its check here."""


def examine(record: Record, *, mend: bool = False, quick: bool = False) -> Iterator[Finding]:
    """What isn't as it has to be; nothing of a sound record. What is read by one check is of one moment. ``quick`` leaves the slow ones out.

    With ``mend`` each check that found something that can be made anew has it made, and only what it finds then is told.
    """
    faulty = False
    for check in CHECKS:
        if quick and check.slow:
            continue
        try:
            found = _found(record, check)
            if found and mend and check.mend is not None:
                check.mend(record)
                found = _found(record, check)
        except (LookupError, RuntimeError, TypeError, ValueError) as error:
            if not faulty:
                raise
            # What it is derived from is damaged, as is told above.
            found = [Finding(check=check.name, expected="rows that it can be worked out from", got=repr(error), todo="mend what is told above first")]
        faulty |= bool(found)
        yield from found


def _found(record: Record, check: Check) -> list[Finding]:
    with record.read() as connection:
        return list(check.find(connection))
