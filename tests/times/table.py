"""The table of time expressions: what a reader who knows Arabic and the page's date would write down.

``expressions.tsv`` has a sentence of our own in each row, its expressions between ⟦ and ⟧. With more than one the cells of a row
hold a part for each, between bars. The sentences of a form ``not-a-time-…`` hold none. ``forms.tsv`` says what each form is.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import msgspec

HERE = Path(__file__).parent
_MARKED = re.compile(r"⟦([^⟧]*)⟧")


class Expected(msgspec.Struct, frozen=True):
    """An expression of a sentence and what it means, as the fields of a `Time`; an empty cell is None."""

    quote: str
    start: int
    type: str
    value: str | None
    modifier: str | None
    clock: str | None
    anchor: str | None
    date: str | None


class Row(msgspec.Struct, frozen=True):
    """A sentence without its marks, the page's date (EDTF, or None), and its expressions.

    ``rejected`` is what must be refused, if anything, as (quote, or None for what is marked; a word of the reason, or None).
    """

    form: str
    sentence: str
    published: str | None
    times: tuple[Expected, ...]
    rejected: tuple[str | None, str | None] | None
    gloss: str

    @property
    def month_first(self) -> bool:
        """Whether the page's outlet writes the month before the day."""
        return self.form == "numeric-outlet-order"

    @property
    def impossible(self) -> bool:
        """Whether the marked expression is no date that there is: it may be found or not, but has no value, and a reason."""
        return self.form.startswith("impossible-")


def rows() -> list[Row]:
    """All rows of the table."""
    with (HERE / "expressions.tsv").open(encoding="utf-8", newline="") as lines:
        return [_row(cells) for cells in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def forms() -> dict[str, tuple[str, str]]:
    """Group and meaning of each form, in the order of the documentation."""
    with (HERE / "forms.tsv").open(encoding="utf-8", newline="") as lines:
        return {c["form"]: (c["group"], c["meaning"]) for c in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}


def _row(cells: dict[str, str]) -> Row:
    marked = list(_MARKED.finditer(cells["sentence"]))
    parts = {name: cells[name].split("|") if cells[name] or marked else [] for name in ("type", "value", "modifier", "clock", "anchor", "date")}
    for name, values in parts.items():
        if len(values) == 1 and not values[0]:
            values *= len(marked)
        if len(values) != len(marked):
            raise ValueError(f"expressions.tsv: {cells['sentence']}: expected {len(marked)} parts in {name}, got {len(values)}")
        parts[name] = values
    times = tuple(
        Expected(
            quote=match[1],
            start=match.start() - 2 * k,  # each expression before this one had two marks
            type=parts["type"][k],
            value=parts["value"][k] or None,
            modifier=parts["modifier"][k] or None,
            clock=parts["clock"][k] or None,
            anchor=parts["anchor"][k] or None,
            date=parts["date"][k] or None,
        )
        for k, match in enumerate(marked)
    )
    return Row(
        form=cells["form"],
        sentence=re.sub("[⟦⟧]", "", cells["sentence"]),
        published=cells["published"] or None,
        times=times,
        rejected=_rejected(cells["rejected"]),
        gloss=cells["gloss"],
    )


def _rejected(cell: str) -> tuple[str | None, str | None] | None:
    """A number, or a number and a word of the reason, or ``*`` for the marked expression or a part of it."""
    if not cell:
        return None
    quote, _, word = cell.partition(": ")
    return None if quote == "*" else quote, word or None
