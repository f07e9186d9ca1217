"""Stories of the shared folder's labelled days, beside TF-IDF with single-pass clustering."""

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
from pathlib import Path

import msgspec

from mahdar.arabic import fold
from mahdar.cli.main import run
from mahdar.record import Record
from mahdar.record.queries.stories import rows

_WORD = re.compile(r"\w+")
_THRESHOLDS = [n / 100 for n in range(10, 50, 4)]
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
        vectors = _vectors(articles)
        best = max(_THRESHOLDS, key=lambda least: _pair_f1(told["stories"], _single_pass(articles, vectors, least)))
        print(f" TF-IDF, single pass, at the best of its thresholds ({best})")
        _score(program, gold, {"stories": _single_pass(articles, vectors, best), "copies": []}, Path(folder))


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


def _vectors(articles: Sequence[_Row]) -> dict[str, dict[str, float]]:
    counts = {row.id: Counter(_WORD.findall(fold(f"{row.title or ''} {row.text}"))) for row in articles}
    having = Counter(word for words in counts.values() for word in words)
    vectors = {}
    for article, words in counts.items():
        weighed = {word: (1 + math.log(n)) * math.log(len(articles) / having[word]) for word, n in words.items()}
        length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        vectors[article] = {word: weight / length for word, weight in weighed.items()}
    return vectors


def _single_pass(articles: Sequence[_Row], vectors: Mapping[str, Mapping[str, float]], least: float) -> list[list[str]]:
    """Each article, by its time, goes to the story whose mean it is nearest to, if that is ``least`` or nearer."""
    stories: list[tuple[list[str], Counter[str]]] = []
    for row in sorted(articles, key=lambda row: (row.published or "", row.id)):
        mine = vectors[row.id]
        scored = [(_cosine(mine, mean), n) for n, (_, mean) in enumerate(stories)]
        score, n = max(scored, default=(0.0, -1))
        if score < least:
            stories.append(([], Counter()))
            n = len(stories) - 1
        stories[n][0].append(row.id)
        for word, weight in mine.items():
            stories[n][1][word] += weight  # type: ignore[assignment]
    return [members for members, _ in stories]


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    length = math.sqrt(sum(weight * weight for weight in other.values())) or 1.0
    return sum(weight * other.get(word, 0.0) for word, weight in one.items()) / length


def _pair_f1(gold: Sequence[Mapping[str, Sequence[str]]], found: Sequence[Sequence[str]]) -> float:
    def pairs(groups: Sequence[Sequence[str]]) -> set[tuple[str, str]]:
        return {(a, b) for group in groups for a in group for b in group if a < b}

    right, mine = pairs([story["articles"] for story in gold]), pairs(found)
    return 2 * len(right & mine) / max(1, len(right) + len(mine))
