"""Dumps to be read into a folder of Parquet, and what is in such a folder."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.dying import DEADLY


def write_dumps(folder: Path, *, deadly: bool = False, empty: bool = False) -> Path:
    """Four dumps of ten pages each; with ``deadly`` a page more that kills who reads it, with ``empty`` a row without a page."""
    folder.mkdir(exist_ok=True)
    for file in range(4):
        rows = [{"text": f"خبر {n} من الملف {file}"} for n in range(10)]
        if file == 2 and deadly:
            rows.append({"text": DEADLY.decode()})
        if file == 2 and empty:
            rows.append({"text": ""})
        (folder / f"{file}.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return folder


def files(folder: Path, table: str = "*") -> dict[str, bytes]:
    """The tables' files of a dataset, by their names in it."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.glob(f"{table}/*.parquet"))}
