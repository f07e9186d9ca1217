"""What outlets call an entity, as a table: a row for each form, a column for each outlet."""

from __future__ import annotations

from collections import Counter

from mahdar.model import Noun
from mahdar.record.answers import OutletWording, WordingAnswer, WordingForm

OUTLETS, FORMS = 8, 12
"""So many outlets, those of most reports, and so many forms a table has room for."""


class Wording(Noun, frozen=True, kw_only=True):
    """The forms, each with its use by each of the outlets, null where it has none. ``outlets`` have an entity, a label, or neither."""

    outlets: tuple[OutletWording, ...]
    rows: tuple[tuple[WordingForm, tuple[OutletWording | None, ...]], ...]


def by_outlet(wording: WordingAnswer) -> Wording:
    """``wording`` as a table."""
    counts: Counter[tuple[str | None, str | None]] = Counter()
    named: dict[tuple[str | None, str | None], OutletWording] = {}
    for form in wording.forms:
        for use in form.outlets:
            counts[_key(use)] += use.captures
            named.setdefault(_key(use), use)
    keys = sorted(counts, key=lambda key: (-counts[key], key[0] or "", key[1] or ""))[:OUTLETS]
    rows = []
    for form in wording.forms[:FORMS]:
        uses = {_key(use): use for use in form.outlets}
        rows.append((form, tuple(uses.get(key) for key in keys)))
    return Wording(outlets=tuple(named[key] for key in keys), rows=tuple(rows))


def _key(use: OutletWording) -> tuple[str | None, str | None]:
    return use.entity, use.label
