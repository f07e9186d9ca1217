"""Which finding stands for which annotation.

A reader has ids of its own, and is right when its ids part the world as the gold's keys do. So a finding's id is
translated to the gold key that most of its names carry, over all pages scored, before anything is compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from mahdar.evaluate.gold import GoldMeeting, GoldPage
from mahdar.model import Meeting, Reading, Span, Speaker

G = TypeVar("G")
P = TypeVar("P")
K = TypeVar("K", bound=Hashable)

Scored = Sequence[tuple[GoldPage, Reading | None]]
"""Gold pages with what was read from each; None where the reader failed, which misses everything."""

Slots = dict[str, str | int]

_WORD = re.compile(r"\w+")
_SAME_LETTER = str.maketrans("أإآٱىةؤئ", "اااايهوي")
_EDGES = " .،؛:\"'“”«»()"


def pairs(golds: Sequence[G], found: Sequence[P], closeness: Callable[[G, P], float]) -> list[tuple[G, P, float]]:
    """One-to-one pairs, closest first; ties go to what stands earlier, and a closeness of 0 never pairs."""
    ranked = sorted(
        ((closeness(gold, finding), i, j) for i, gold in enumerate(golds) for j, finding in enumerate(found)),
        key=lambda cell: (-cell[0], cell[1], cell[2]),
    )
    free_golds, free_found = set(range(len(golds))), set(range(len(found)))
    chosen: list[tuple[G, P, float]] = []
    for value, i, j in ranked:
        if value <= 0:
            break
        if i in free_golds and j in free_found:
            free_golds.remove(i)
            free_found.remove(j)
            chosen.append((golds[i], found[j], value))
    return chosen


def shared_characters(a: Span, b: Span) -> float:
    """Characters that both spans cover, over those from the first's start to the last's end: 1 where they are equal."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared / (max(a.end, b.end) - min(a.start, b.start)) if shared > 0 else 0.0


def shared_words(text: str, a: Span, b: Span) -> float:
    """Words that begin in both spans, over those that begin in either (a word cut by a span's start begins there)."""
    first, second = ({word.start() for word in _WORD.finditer(text, span.start, span.end)} for span in (a, b))
    either = first | second
    return len(first & second) / len(either) if either else 0.0


def majority(votes: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each (finding's id, gold's key) id the key it has most often; of equals, the one that came first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for found, gold in votes:
        counts[found][gold] += 1
    return {found: keys.most_common(1)[0][0] for found, keys in counts.items()}


class Alignment:
    """The reader's ids of entities and series, translated to the gold's over all the pages scored."""

    def __init__(self, pages: Scored) -> None:
        self._entities = majority(
            (name.entity, gold_name.entity)
            for gold, reading in pages
            if reading is not None
            for gold_name, name, _ in pairs(gold.names, reading.names, shared_characters)
        )
        self._series: dict[str, str] = {}  # Places are compared through the entities while series are still unknown.
        self._series = majority(vote for gold, reading in pages if reading is not None for vote in self._series_votes(gold, reading))

    def knows(self, entity: str | None) -> bool:
        """Whether some name with this id was paired with a gold name."""
        return entity in self._entities

    def entity(self, found: str) -> str:
        """The gold's key for a reader's id; the id itself where no name tells."""
        return self._entities.get(found, found)

    def slots(self, meeting: Meeting) -> Slots:
        """A found meeting's slots in the gold's terms."""
        slots = told_slots(meeting)
        if "place" in slots:
            slots["place"] = self.entity(str(slots["place"]))
        if "series" in slots:
            slots["series"] = self._series.get(str(slots["series"]), slots["series"])
        return slots

    def _series_votes(self, gold: GoldPage, reading: Reading) -> list[tuple[str, str]]:
        paired = pairs([told_slots(m) for m in gold.meetings], [self.slots(m) for m in reading.meetings], _alike_but_series)
        return [(str(found["series"]), str(want["series"])) for want, found, _ in paired if "series" in want and "series" in found]


def told_slots(meeting: Meeting | GoldMeeting) -> Slots:
    """The slots of a meeting that have a value. One that has only a start ends that day."""
    told = {
        "series": meeting.series,
        "ordinal": meeting.ordinal,
        "place": meeting.place,
        "start": meeting.start,
        "end": meeting.end or meeting.start,
    }
    return {slot: value for slot, value in told.items() if value is not None}


def alike(want: Mapping[str, str | int], found: Mapping[str, str | int]) -> int:
    """How many slots of ``want`` are the same in ``found``."""
    return sum(found.get(slot) == value for slot, value in want.items())


def _alike_but_series(want: Slots, found: Slots) -> float:
    """Slots that are the same, series apart; that both have a series counts for half a slot."""
    rest = {slot: value for slot, value in want.items() if slot != "series"}
    return alike(rest, found) + (0.5 if "series" in want and "series" in found else 0.0)


def folded(text: str) -> str:
    """Arabic words in one form, for comparing labels: no marks, no tatweel, one alef, one ya, no punctuation around."""
    letters = (c for c in unicodedata.normalize("NFKC", text) if c != "ـ" and not unicodedata.combining(c))
    return "".join(letters).translate(_SAME_LETTER).casefold().strip(_EDGES)


def labels_of(gold: GoldPage) -> dict[str, set[str]]:
    """The words by which the page refers to each of its entities, folded."""
    labels = {entity.key: {folded(alias) for alias in entity.aliases} for entity in gold.entities}
    for name in gold.names:
        labels[name.entity].add(folded(name.of(gold.page.text)))
    return labels


def is_speaker(key: str, speaker: Speaker | None, alignment: Alignment, labels: Mapping[str, set[str]]) -> bool:
    """Whether a found speaker is the gold's: by its id, or, where no name tells what the id means, by the page's words for it."""
    if speaker is None:
        return False
    if speaker.entity is not None and alignment.knows(speaker.entity):
        return alignment.entity(speaker.entity) == key
    label = folded(speaker.label)
    return bool(label) and any(known == label or known.endswith(" " + label) for known in labels.get(key, ()))
