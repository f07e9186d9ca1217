"""What the stress set is made of, read from the shared folder when it is wanted: articles, and the furniture of annotated pages."""

from __future__ import annotations

import csv
import gzip
import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from mahdar.evaluate import GoldPage, load_gold
from mahdar.model import ARTICLE_ROLES

Place = Literal["head", "mid", "tail"]

_SENTENCE = re.compile(r"[.!؟?…:؛\"”»’')\]]$")
# Words by which a site speaks to its reader. A row that holds a line with one at its head has furniture in its text.
_SITE_SPEAKS = re.compile(r"^\W*(?:للمزيد|[اأإ]قرأ|شاهد|تابع|قد يهمك|يمكنكم|نقلا عن|نقلاً عن)|^-{4,}|©|https?://|\.com\b", re.MULTILINE)
_SUBHEAD_WORDS = 6
_LEAST_WORDS = 60


class Row(msgspec.Struct, frozen=True):
    """An article of the corpus: nothing stands in its text but its own paragraphs."""

    id: str
    outlet: str
    title: str
    text: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Its lines that aren't blank."""
        return tuple(line.strip() for line in self.text.split("\n") if line.strip())


def is_stress_page(page_id: str) -> bool:
    """Whether the furniture of this page of ``train``, or this row of the corpus, is kept for the stress set, and is not to be learnt from.

    An odd SHA-256 of the id: half of them, the same ever. Pages of ``seeds`` and ``dev`` are never learnt from.
    """
    return hashlib.sha256(page_id.encode()).digest()[-1] % 2 == 1


def _known(row: Row) -> bool:
    """Whether it is known of each line of a row that it is the article's.

    CNN's rows of 2018 end in teasers of other stories without a mark, and are left out. BBC's hold links to other stories
    that look like subheads: only rows of whole sentences are taken. Elsewhere a line that is no sentence may be a subhead if it is short.
    """
    if row.outlet == "CNN" or _SITE_SPEAKS.search(row.text) or len(row.text.split()) < _LEAST_WORDS:
        return False
    loose = [line for line in row.paragraphs if not _SENTENCE.search(line)]
    # What closes an article and is no sentence credits an agency.
    if row.outlet == "BBC" or row.paragraphs[-1] in loose:
        return not loose
    return all(len(line.split()) <= _SUBHEAD_WORDS for line in loose)


@lru_cache(maxsize=2)
def load_rows(shared: Path) -> tuple[Row, ...]:
    """The corpus's articles that are in no gold folder and whose every line is known to be the article's, the half to learn from included."""
    used: set[str] = set()
    for sources in sorted((shared / "gold").glob("*/SOURCES.tsv")):
        with sources.open(encoding="utf-8", newline="") as file:
            used |= {line["id"] for line in csv.DictReader(file, delimiter="\t")}
    with gzip.open(shared / "corpus" / "news-2018.jsonl.gz", "rb") as file:
        rows = [msgspec.json.decode(line, type=Row) for line in file]
    return tuple(row for row in rows if row.id not in used and _known(row))


class Run(msgspec.Struct, frozen=True):
    """Furniture that stands together on an annotated page; blank lines are kept. ``family`` tells pages of one manner."""

    page: str
    family: str
    place: Place
    lines: tuple[str, ...]


@lru_cache(maxsize=2)
def load_runs(shared: Path) -> tuple[Run, ...]:
    """The furniture of ``seeds``, ``dev`` and the half of ``train`` that is kept for this."""
    pages: Iterable[GoldPage] = (page for name in ("seeds", "dev", "train") for page in load_gold(shared / "gold" / name))
    kept = [page for page in pages if page.page.source.split("/")[-2:-1] != ["train"] or is_stress_page(page.id)]
    return tuple(run for page in kept for run in _runs(page))


def _runs(gold: GoldPage) -> Iterator[Run]:
    """The runs of furniture lines of a page; a run ends where a line of another role stands."""
    article = [block.start for block in gold.blocks if block.role in ARTICLE_ROLES]
    if not article:
        return
    text, run = gold.page.text, list[tuple[int, int]]()
    blocks = sorted(gold.blocks)
    for block in [*blocks, None]:
        if block is not None and block.role == "furniture":
            run.append((block.start, block.end))
        elif run:
            start, end = run[0][0], run[-1][1]
            place: Place = "head" if end <= article[0] else "tail" if start > max(article) else "mid"
            yield Run(gold.id, "seeds" if gold.id[0].isdigit() else gold.id.split("-")[0], place, tuple(text[start:end].split("\n")))
            run = []
