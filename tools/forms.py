"""Writes the table of forms into docs/times.md from the tests' own table: `make forms`.

`python tools/forms.py --check` writes nothing and fails where the documentation isn't what the table says.
"""

from __future__ import annotations

import csv
import re
import sys
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs/times.md"
TABLE = ROOT / "tests/times/expressions.tsv"
FORMS = ROOT / "tests/times/forms.tsv"
BEGIN = "<!-- forms: written by tools/forms.py from tests/times/expressions.tsv; do not edit -->\n"
END = "<!-- /forms -->\n"
EXAMPLES = 2

Cells = dict[str, str]


def read(path: Path) -> list[Cells]:
    """The rows of a table with a header, its cells by name."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def document() -> str:
    """The forms by group, each with its first examples, as Markdown."""
    examples: dict[str, list[Cells]] = {}
    for cells in read(TABLE):
        examples.setdefault(cells["form"], []).append(cells)
    lines: list[str] = []
    for group, members in groupby(read(FORMS), key=lambda form: form["group"]):
        barren = group == "Not times"
        heads = ("form", "nothing is read in") if barren else ("form", "example", "page of", "value", "anchor")
        lines += [f"### {group}", "", line(*heads), line(*("---",) * len(heads))]
        for form in members:
            shown = examples[form["form"]][:EXAMPLES]
            if barren:
                lines.append(line(form["meaning"], "<br>".join(cells["sentence"] for cells in shown)))
            else:
                lines += [line("" if k else form["meaning"], *example(cells)) for k, cells in enumerate(shown)]
        lines.append("")
    return "\n".join(lines)


def example(cells: Cells) -> tuple[str, ...]:
    """A sentence with what is read in it in bold, the page's date, the values, the anchors."""
    count = cells["sentence"].count("⟦")
    sentence = re.sub("[⟦⟧]", "**", cells["sentence"])
    if cells["form"].startswith("impossible-"):
        values = ["none, with the reason in `rejected`"]
    else:
        parts = zip(*(parts_of(cells[name], count) for name in ("value", "clock", "modifier", "date")), strict=True)
        values = [
            ", ".join(filter(None, (f"`{value}`" if value else "none", clock, modifier, date and f"`{date}`")))
            for value, clock, modifier, date in parts
        ]
    anchors = [anchor or "–" for anchor in parts_of(cells["anchor"], count)]
    return sentence, cells["published"] or "–", "; ".join(values), "; ".join(anchors)


def parts_of(cell: str, count: int) -> list[str]:
    """A cell's part for each expression; an empty cell is empty for all."""
    return cell.split("|") if cell else [""] * count


def line(*cells: str) -> str:
    """A line of a Markdown table."""
    escaped = (cell.replace("|", r"\|") for cell in cells)
    return f"|{'|'.join(f' {cell} ' if cell else ' ' for cell in escaped)}|"


def main() -> None:
    """Write, or check."""
    text = DOCS.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        sys.exit(f"{DOCS}: expected the lines {BEGIN.strip()!r} and {END.strip()!r} around the table of forms")
    fresh = f"{before}{BEGIN}\n{document()}\n{END}{after}"
    if sys.argv[1:] != ["--check"]:
        DOCS.write_text(fresh, encoding="utf-8")
    elif fresh != text:
        sys.exit(f"{DOCS}: the table of forms isn't what tests/times/expressions.tsv says: run `make forms`")


if __name__ == "__main__":
    main()
