"""The log as a whole: which judgements hold, which contradict each other, and how they are written to share them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from mahdar.corrections.fields import fault
from mahdar.corrections.model import Judgement, id_of
from mahdar.errors import UsageError
from mahdar.model import Noun


class Conflict(Noun, frozen=True, kw_only=True):
    """Two judgements of different people that can't both hold. Both are kept; the later one wins."""

    earlier: Judgement
    later: Judgement


def holding(log: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that no undo takes back, without the undos, in the order in which they hold."""
    entries = {one.id: one for one in log}
    force = in_force(entries.values())
    return tuple(sorted((one for one in entries.values() if one.undoes is None and one.id in force), key=lambda one: one.order))


def in_force(log: Iterable[Judgement]) -> frozenset[str]:
    """The ids of the entries that no undo in force takes back; an undo may be undone itself.

    An undo names an entry by a hash of it, so that it is always younger than what it undoes: there are no circles.
    """
    undoing: dict[str, set[str]] = defaultdict(set)
    ids = set()
    for one in log:
        ids.add(one.id)
        if one.undoes is not None:
            undoing[one.undoes].add(one.id)
    settled: dict[str, bool] = {}
    for start in ids:
        # Depth first without recursion, for a chain of undos may be long.
        path = [start]
        while path:
            here = path[-1]
            waiting = [other for other in undoing.get(here, ()) if other not in settled]
            if waiting:
                path += waiting
            else:
                settled[here] = not any(settled[other] for other in undoing.get(here, ()))
                path.pop()
    return frozenset(id_ for id_ in ids if settled[id_])


def conflicts(log: Iterable[Judgement]) -> tuple[Conflict, ...]:
    """The pairs of judgements that hold, are of different people about the same thing, and say different things."""
    groups: dict[tuple[object, ...], list[Judgement]] = defaultdict(list)
    held = holding(log)
    for one in held:
        if one.target is not None and one.kind != "apart":
            groups[one.about].append(one)
    found = [
        Conflict(earlier=earlier, later=later)
        for group in groups.values()
        for earlier, later in pairwise(group)
        if earlier.who != later.who and _says(earlier) != _says(later)
    ]
    found += _refused_and_kept(groups)
    found += _one_and_two(held)
    return tuple(sorted(found, key=lambda pair: (pair.later.order, pair.earlier.order)))


def _refused_and_kept(groups: dict[tuple[object, ...], list[Judgement]]) -> Iterator[Conflict]:
    """An item that one person refuses and another corrects, or that one corrects after another has confirmed it."""
    corrected: dict[object, list[Judgement]] = defaultdict(list)
    for (target, field), group in groups.items():
        if field is not None:
            corrected[target] += group
    for (target, field), group in groups.items():
        if field is not None:
            continue
        for one in group:
            for other in corrected[target]:
                if one.who != other.who and (one.kind == "reject" or (one.kind == "confirm" and other.order > one.order)):
                    earlier, later = sorted((one, other), key=lambda entry: entry.order)
                    yield Conflict(earlier=earlier, later=later)


def _one_and_two(held: Sequence[Judgement]) -> Iterator[Conflict]:
    """Two entities that one person takes for one and another tells apart."""
    merges: dict[object, list[Judgement]] = defaultdict(list)
    for one in held:
        if one.kind == "merge":
            merges[one.pair].append(one)
    for one in held:
        if one.kind == "apart":
            for other in merges[one.pair]:
                if one.who != other.who:
                    earlier, later = sorted((one, other), key=lambda entry: entry.order)
                    yield Conflict(earlier=earlier, later=later)


def parted_later(held: Iterable[Judgement]) -> frozenset[str]:
    """The ids of the merges among judgements that hold (`holding`) of what a later one tells apart: they don't hold any more."""
    apart: dict[object, tuple[str, str]] = {}
    merges: list[Judgement] = []
    for one in held:
        if one.kind == "apart":
            apart[one.pair] = max(one.order, apart.get(one.pair, one.order))
        elif one.kind == "merge":
            merges.append(one)
    return frozenset(one.id for one in merges if apart.get(one.pair, one.order) > one.order)


def _says(one: Judgement) -> tuple[object, ...]:
    return one.kind, one.value, one.words


def lines(log: Iterable[Judgement]) -> bytes:
    """The judgements as JSON Lines, in their order: equal logs give equal bytes."""
    return b"".join(msgspec.json.encode(one, order="deterministic") + b"\n" for one in sorted(log, key=lambda one: one.order))


def parse(data: bytes, source: str) -> tuple[Judgement, ...]:
    """The judgements of a JSON Lines file. Raises `UsageError` naming ``source``, the line and what was expected there."""
    found: list[Judgement] = []
    decoder = msgspec.json.Decoder(Judgement)
    for number, line in enumerate(data.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            one = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise UsageError(f"{source}: line {number}: expected a judgement as `mahdar edit RECORD export` writes it, got: {error}") from error
        if one.id != (right := id_of(one)):
            raise UsageError(f"{source}: line {number}: expected the id {right}, which follows from the rest of the line, got {one.id!r}")
        if wrong := fault(one):
            raise UsageError(f"{source}: line {number}: {wrong}")
        found.append(one)
    return tuple(found)
