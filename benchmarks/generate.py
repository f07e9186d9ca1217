"""Readings of articles that nobody wrote, for measuring a record of any size.

An article is put together of runs of words of articles that exist (of the shared folder's corpus, else of `benchmarks.generated`), so that words
are as frequent and as long as they are in news. Articles of one happening draw most of their runs from the same few; some are another's text with a
part of its words changed. Names are drawn by rank (the n-th entity 1/n as often as the first), days over ten years. An article has about ten
annotations: five names, two statements, a time, two blocks; every twelfth tells of a round of talks. The same seed gives the same articles.
"""

from __future__ import annotations

import gzip
import hashlib
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import msgspec

from benchmarks.generated import line
from mahdar import __version__
from mahdar.knowledge import load
from mahdar.model import Block, Entity, Meeting, Name, Outlet, Published, Reading, Slot, Span, Speaker, Statement, Time

_OUTLETS = 40
_FIRST_DAY, _DAYS = date(2010, 1, 1), 3650
_LONE = 0.6
"""The share of happenings that one article tells; the others are told by two to six."""
_COPIED = 0.3
"""The share of a happening's further articles that are copies of its first."""
_OWN = 0.8
"""The share of runs that come from the articles of the happening."""
_SAID = ("قال", "أكد", "أعلن", "أوضح", "أضاف", "ذكر")
_SERIES = ("astana", "geneva", "sochi", "vienna")


class _Row(msgspec.Struct):
    text: str


def pool(shared: Path) -> list[list[str]]:
    """The words of articles to draw from: the corpus of the shared folder where it is there."""
    dump = shared / "corpus" / "news-2018.jsonl.gz"
    if dump.is_file():
        with gzip.open(dump, "rb") as file:
            texts = [msgspec.json.decode(row, type=_Row).text.split() for row in file]
        return [words for words in texts if len(words) >= 60]
    words = " ".join(line(shape, 40_000) for shape in ("news", "groups", "calls")).split()
    return [words[n : n + 200] for n in range(0, len(words) - 200, 200)]


def readings(number: int, drawn: Sequence[Sequence[str]], seed: int = 0, *, first: int = 0, days: int = _DAYS) -> Iterator[Reading]:
    """``number`` readings, each of a page of its own, of so many ``days``; with another ``first`` others of the same sort."""
    maker = _Maker(drawn, random.Random(f"{seed} {first}"), days)
    made = 0
    while made < number:
        for reading in maker.happening(first + made):
            if made < number:
                yield reading
                made += 1


def changed(words: Sequence[str], share: float, others: Sequence[str], draw: random.Random) -> list[str]:
    """``words`` with that share of them, at places drawn, replaced by some of ``others``."""
    out = list(words)
    for n in draw.sample(range(len(out)), round(share * len(out))):
        out[n] = draw.choice(others)
    return out


class _Maker:
    def __init__(self, drawn: Sequence[Sequence[str]], draw: random.Random, days: int) -> None:
        self._pool, self._draw, self._days = drawn, draw, days
        knowledge = load()
        self._entities = [(e.id, "state", e.names[0], e.en) for e in knowledge.states] + [
            (e.id, "person", e.names[0], e.en) for e in knowledge.persons
        ]
        random.Random(0).shuffle(self._entities)
        self._entities += [(f"person:made-{n}", "person", f"سمير الحداد {n}", f"Samir al-Haddad {n}") for n in range(20_000)]
        self._weights = [1 / rank for rank in range(1, len(self._entities) + 1)]
        total = 0.0
        self._cumulative = [total := total + weight for weight in self._weights]

    def happening(self, number: int) -> Iterator[Reading]:
        """The readings of one happening's articles, numbered from ``number``."""
        draw = self._draw
        day = _FIRST_DAY + timedelta(draw.randrange(self._days))
        about = draw.choices(self._pool, k=2)
        named = draw.choices(self._entities, cum_weights=self._cumulative, k=5)
        told = 1 if draw.random() < _LONE else draw.randint(2, 6)
        original: list[str] = []
        for n in range(told):
            if n and draw.random() < _COPIED:
                words = changed(original, draw.choice((0.0, 0.05, 0.1)), draw.choice(self._pool), draw)
            else:
                words = self._words(about, draw.randint(80, 220))
            original = original or words
            yield self._reading(number + n, words, named, day + timedelta(min(n // 3, 2)))

    def _words(self, about: Sequence[Sequence[str]], length: int) -> list[str]:
        out: list[str] = []
        while len(out) < length:
            source = self._draw.choice(about if self._draw.random() < _OWN else self._pool)
            start = self._draw.randrange(max(1, len(source) - 8))
            out += source[start : start + self._draw.randint(3, 8)]
        return out[:length]

    def _reading(self, number: int, words: Sequence[str], named: Sequence[tuple[str, str, str, str]], day: date) -> Reading:
        """An article: a title, and its words with the names, two statements and a day put between them."""
        parts: list[str] = []
        at = 0
        names: list[Name] = []
        statements: list[tuple[Span, Span, Speaker]] = []
        times: list[Time] = []

        def put(text: str) -> Span:
            nonlocal at
            parts.append(f"{text} ")
            at += len(text) + 1
            return Span(start=at - len(text) - 1, end=at - 1)

        def name(n: int) -> Name:
            entity, kind, form, _ = named[n]
            span = put(form)
            made = Name(start=span.start, end=span.end, kind=kind, entity=entity, found_by="list", confidence=1.0)  # type: ignore[arg-type]
            names.append(made)
            return made

        def run(n: int) -> Span:
            step = len(words) // 7
            return put(" ".join(words[n * step : (n + 1) * step]))

        put(" ".join(words[:8]))
        name(0)
        parts.append("\n\n")
        at += 2
        title = Block(start=0, end=at - 3, role="title", confidence=1.0, why="generated")
        body = at
        for n, cue in ((1, _SAID[number % 6]), (2, _SAID[(number + 1) % 6])):
            cued = put(cue)
            speaker = name(n)
            content = run(n)
            statements.append((cued, content, Speaker(entity=speaker.entity, label=named[n][2], start=speaker.start, end=speaker.end)))
        run(3)
        shown = put(f"{day.day}/{day.month}/{day.year}")
        times.append(Time(start=shown.start, end=shown.end, type="DATE", value=day.isoformat(), anchor=None, rule="generated"))
        run(4)
        name(3)
        run(5)
        name(4)
        end = run(6)
        text = "".join(parts)
        digest = hashlib.sha256(text.encode()).hexdigest()
        entities = {
            entity: Entity(id=entity, kind=kind, label={"ar": form, "en": en})  # type: ignore[arg-type]
            for entity, kind, form, en in named
        }
        outlet = f"outlet-{number % _OUTLETS}"
        return Reading(
            page=digest,
            text_hash=digest,
            source=f"{outlet}/{number}",
            media_type="text/plain",
            engine=__version__,
            language="ar",
            outlet=Outlet(label=outlet, entity=None, basis="given"),
            published=Published(value=day.isoformat(), basis="given"),
            credits=(),
            text=text,
            blocks=(title, Block(start=body, end=end.end, role="body", confidence=1.0, why="generated")),
            times=tuple(times),
            entities=tuple(entities.values()),
            names=tuple(names),
            statements=tuple(
                Statement(
                    id=hashlib.sha256(f"{digest} {cue.start} {content.start}".encode()).hexdigest()[:12],
                    start=content.start,
                    end=content.end,
                    cue=cue,
                    speaker=speaker,
                    act="state",
                    kind="indirect",
                    polarity="positive",
                    found_by="generated",
                    confidence=1.0,
                )
                for cue, content, speaker in statements
            ),
            meetings=(self._meeting(number, day, Span(start=shown.start, end=shown.end)),) if number % 12 == 0 else (),
        )

    def _meeting(self, number: int, day: date, said: Span) -> Meeting:
        series, ordinal = _SERIES[number % 4], (day - _FIRST_DAY).days // 60 + 1
        return Meeting(
            id=f"{series}-{ordinal}",
            kind="talks",
            series=series,
            ordinal=ordinal,
            place=None,
            start=day.isoformat(),
            end=None,
            status="held",
            evidence=(said,),
            slots={"start": Slot(basis="stated", evidence=(said,))},
        )
