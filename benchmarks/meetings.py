"""Meetings: this room on annotated pages, by itself and in the reader; and how fast it is.

The pages are those of ``seeds`` and ``dev`` in the shared folder (``--train`` measures those of ``train`` instead, from which the choices have
learnt); the figures are those of `mahdar.evaluate`. The rows:

- rounds alone: numbered rounds of the shipped dossiers, as `mahdar.meetings.rounds` finds them;
- this room: all meetings, with the annotated lines and days of publication;
- in the reader: ``mahdar evaluate``, which finds the lines and the day itself.

Speed is of processor time on one core, for the room alone on these pages, the best of three.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.throughput import SHARED
from mahdar.arabic import Text, analyse
from mahdar.evaluate import GoldPage, load_gold, score
from mahdar.evaluate.run import read_gold
from mahdar.meetings import RoundDraft, complete
from mahdar.meetings.agenda import Agendas
from mahdar.meetings.hosting import Hosting
from mahdar.model import READ_ROLES, Block, Meeting, Reading, Time
from mahdar.names import PageNames
from mahdar.reader import Reader
from mahdar.times import Found

Prepared = tuple[GoldPage, Text, PageNames, Sequence[Found], tuple[Time, ...], tuple[RoundDraft, ...]]
_TIMES = 3


def prepare(reader: Reader, golds: Sequence[GoldPage]) -> list[Prepared]:
    """What the rooms before meetings find on the annotated lines."""
    out: list[Prepared] = []
    for gold in golds:
        blocks = [Block(start=b.start, end=b.end, role=b.role, confidence=1.0, why="annotated") for b in gold.blocks if b.role in READ_ROLES]
        text = analyse(gold.page.text, blocks, reader.lexicon)
        found, names = reader.times.find(text)[0], reader.names.find(text)
        out.append((gold, text, names, found, reader.resolver.resolve(found, gold.published)[0], reader.rounds.find(text, names, found)))
    return out


def of_room(reader: Reader, prepared: Prepared) -> tuple[Meeting, ...]:
    """All meetings of a page."""
    gold, text, names, found, times, rounds = prepared
    return reader.meetings.find(text, names, found, times, (), rounds, gold.published, gold.page.text_hash)[0]


def of_rounds(reader: Reader, prepared: Prepared) -> tuple[Meeting, ...]:
    """The rounds of dossiers' series alone."""
    hosting, agendas = Hosting(reader.knowledge, reader.names.nationality), Agendas(reader.dossiers)
    gold, text, names, found, times, rounds = prepared
    given = text, names, found, times, (), gold.published, reader.knowledge, hosting, agendas, gold.page.text_hash
    return tuple(complete(r, *given, lambda *_: ()) for r in rounds)


def reading(prepared: Prepared, meetings: tuple[Meeting, ...]) -> Reading:
    """What a page is scored by: its names and meetings."""
    gold, _, names, *_ = prepared
    page = gold.page
    return Reading(
        page=page.id, text_hash=page.text_hash, source=page.source, language="ar", engine="benchmark", outlet=None, published=None, credits=(),
        text=page.text, blocks=(), times=(), entities=(), names=names.names(), statements=(), meetings=meetings,
    )  # fmt: skip


def speed(reader: Reader, pages: Sequence[Prepared]) -> float:
    """Pages a second, the best of some rounds."""
    best = float("inf")
    for _ in range(_TIMES):
        began = time.process_time()
        for page in pages:
            of_room(reader, page)
        best = min(best, time.process_time() - began)
    return len(pages) / best


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--train", action="store_true", help="measure the pages learnt from")
    arguments = parser.parse_args()
    sets = ("train",) if arguments.train else ("seeds", "dev")
    golds = [gold for name in sets for gold in load_gold(arguments.shared / "gold" / name)]
    reader = Reader()
    pages = prepare(reader, golds)
    rows = {
        "rounds alone": [(page[0], reading(page, of_rounds(reader, page))) for page in pages],
        "this room": [(page[0], reading(page, of_room(reader, page))) for page in pages],
        "in the reader": list(zip(golds, read_gold(golds, reader.read), strict=True)),
    }
    print(f"{len(pages)} pages of {' and '.join(sets)}; slots and participants: P R F1")
    for name, scored in rows.items():
        ratios = score(scored).ratios
        told = [f"{r.precision:.3f} {r.recall:.3f} {r.f1:.3f}" for r in (ratios["meetings_slots"], ratios["meetings_participants"])]
        print(f"{name:15} {'   '.join(told)}")
    print(f"{speed(reader, pages):.0f} pages/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
