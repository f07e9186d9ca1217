"""Stories of the shared folder's labelled days, beside TF-IDF with single-pass clustering.

The other way is as strong as it was found to be: the words of the articles alone, as Mahdar finds them (with what sites put around them it has
0.79 over all), folded, each counted by the logarithm of how often it stands; the mean likeness to a story's articles (their sum and the likest one do
worse); a window; and its threshold tuned on the very days that it is scored on.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import combinations
from pathlib import Path

import msgspec
from sqlalchemy import func, select

from mahdar.arabic import fold
from mahdar.cli.main import run
from mahdar.model import ARTICLE_ROLES
from mahdar.record import Record, schema
from mahdar.record.queries.stories import rows

_WORD = re.compile(r"\w+")
_WINDOW = 48.0
"""Hours after its last article that a story of the other way may go on."""
_THRESHOLDS = [n / 100 for n in range(8, 50, 2)]
"""The other way is given the best of these on the very days that it is scored on."""


class _Row(msgspec.Struct):
    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


def stories_table(shared: Path) -> None:
    """Print the scores of both, by the shared folder's own program; nothing where the labelled days aren't there."""
    gold, program, dump = shared / "gold" / "stories" / "dev.json", shared / "gold" / "score_stories.py", shared / "corpus" / "news-2018.jsonl.gz"
    if not (gold.is_file() and program.is_file() and dump.is_file()):
        return
    told = json.loads(gold.read_text(encoding="utf-8"))
    wanted = {article for story in told["stories"] for article in story["articles"]}
    with gzip.open(dump, "rb") as file:
        articles = [row for line in file if (row := msgspec.json.decode(line, type=_Row)).id in wanted]
    print(f"\nstories of {len(articles)} articles")
    with tempfile.TemporaryDirectory() as folder:
        print(" Mahdar")
        _score(program, gold, _linked(articles, Path(folder) / "stories.mahdar"), Path(folder))
        likenesses = _likenesses(_vectors(_articles(Path(folder) / "stories.mahdar")))
        best = max(_THRESHOLDS, key=lambda least: _fits(told["stories"], _single_pass(articles, likenesses, least)))
        print(f" TF-IDF, single pass, at the best of its thresholds ({best})")
        _score(program, gold, {"stories": _single_pass(articles, likenesses, best), "copies": []}, Path(folder))


def _score(program: Path, gold: Path, found: Mapping[str, object], folder: Path) -> None:
    predicted = folder / "predicted.json"
    predicted.write_text(json.dumps(found), encoding="utf-8")
    done = subprocess.run([sys.executable, program, gold, predicted], check=True, capture_output=True, text=True)
    print("".join(f"   {line}\n" for line in done.stdout.splitlines()), end="")


def _linked(articles: Sequence[_Row], where: Path) -> dict[str, object]:
    # As a dump, by the command that reads dumps: with titles, dates and addresses as they come.
    dump = where.with_name("articles.jsonl")
    dump.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in articles))
    assert run(["build", str(where), str(dump)]) == 0
    with Record.open(where) as record, record.read() as connection:
        found = list(rows(connection))
    named = [[source.partition("#")[2] for source in story.captures] for story in found]
    copies = [[source.partition("#")[2] for source in group] for story in found for group in story.copies]
    return {"stories": named, "copies": copies}


def _articles(where: Path) -> dict[str, str]:
    """The articles of a record by their ids in the dump, without what stands around them."""
    p, b, c = schema.pages.c, schema.blocks.c, schema.captures.c
    words = func.substr(p.text, b.start + 1, b.end - b.start)
    query = select(c.source, words).join(schema.pages, p.id == c.page).join(schema.blocks, b.page == p.id).where(b.role.in_(sorted(ARTICLE_ROLES)))
    found: dict[str, str] = {}
    with Record.open(where, read_only=True) as record, record.read() as connection:
        for source, text in connection.execute(query.order_by(c.source, b.n)):
            id_ = source.partition("#")[2]
            found[id_] = f"{found.get(id_, '')}\n{text}"
    return found


def _vectors(articles: Mapping[str, str]) -> dict[str, dict[str, float]]:
    counts = {article: Counter(_WORD.findall(fold(text))) for article, text in articles.items()}
    having = Counter(word for words in counts.values() for word in words)
    vectors = {}
    for article, words in counts.items():
        weighed = {word: (1 + math.log(n)) * math.log(len(articles) / having[word]) for word, n in words.items()}
        length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        vectors[article] = {word: weight / length for word, weight in weighed.items()}
    return vectors


def _likenesses(vectors: Mapping[str, Mapping[str, float]]) -> dict[tuple[str, str], float]:
    """Of each two articles, the cosine of their vectors."""
    found = {}
    for one, other in combinations(vectors, 2):
        mine, theirs = vectors[one], vectors[other]
        found[one, other] = found[other, one] = sum(weight * theirs.get(word, 0.0) for word, weight in mine.items())
    return found


def _single_pass(articles: Sequence[_Row], likenesses: Mapping[tuple[str, str], float], least: float) -> list[list[str]]:
    """Each article, by its time, goes to the story that it is likest to on the mean, among those told of within the window, if that is ``least`` or
    more."""
    stories: list[tuple[list[str], float]] = []
    for hours, id_ in sorted((_hours(row), row.id) for row in articles):
        near = [
            (sum(likenesses[id_, other] for other in members) / len(members), n)
            for n, (members, last) in enumerate(stories)
            if hours - last <= _WINDOW
        ]
        score, n = max(near, default=(0.0, -1))
        if score < least:
            stories.append(([id_], hours))
        else:
            stories[n] = ([*stories[n][0], id_], hours)
    return [members for members, _ in stories]


def _hours(row: _Row) -> float:
    return datetime.fromisoformat(row.published).timestamp() / 3600 if row.published else 0.0


def _fits(gold: Sequence[Mapping[str, Sequence[str]]], found: Sequence[Sequence[str]]) -> float:
    """B-cubed F1 over all articles, and over those of stories of two or more, plus F1 of the pairs: what the threshold is tuned for."""
    told, mine = [story["articles"] for story in gold], [list(group) for group in found]
    return _b_cubed(told, mine, 1) + _b_cubed(told, mine, 2) + _pair_f1(told, mine)


def _b_cubed(gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]], least: int) -> float:
    right = {article: set(group) for group in gold for article in group}
    mine = {article: set(group) for group in found for article in group}
    over = [article for article, group in right.items() if len(group) >= least]
    precision = sum(len(right[a] & mine[a]) / len(mine[a]) for a in over) / len(over)
    recall = sum(len(right[a] & mine[a]) / len(right[a]) for a in over) / len(over)
    return 2 * precision * recall / (precision + recall)


def _pair_f1(gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> float:
    def pairs(groups: Sequence[Sequence[str]]) -> set[tuple[str, str]]:
        return {(a, b) for group in groups for a in group for b in group if a < b}

    right, mine = pairs(gold), pairs(found)
    return 2 * len(right & mine) / max(1, len(right) + len(mine))
