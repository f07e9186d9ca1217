"""Ids of entities across a dataset: which mean one. As a record has it (`mahdar.record.entity_linking`), for the pieces are the same
(`mahdar.linking.entities`): ids meet by the keys of their names, those that meet are compared, and what sure pairs lead between is put together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from mahdar.engine.dataset import Dataset, parts
from mahdar.linking.entities import FORMS, KINDS, PAGES, Joined, Office, Profile, candidates, compare, group, holders, keys
from mahdar.linking.known import Known
from mahdar.linking.linker import Linker

Row = dict[str, Any]
Hidden = Collection[tuple[str, str]]


def joined(dataset: Dataset, linker: Linker, hidden: Hidden = frozenset()) -> list[Joined]:
    """The ids that pages made and that mean another one, by id. ``hidden`` are captures that pages aren't shown as."""
    asserted = _Asserted(dataset, hidden)
    profiles = {profile.id: profile for profile in asserted.profiles(linker.known)}
    mine = {id_: keys(profile) for id_, profile in profiles.items()}
    met = sorted(candidates(mine, holders(mine), linker.known.having))
    every = {**profiles, **linker.known.profiles}
    both = ((every[one], every[other]) for one, other in met if one in every and other in every)
    pairs = [pair for one, other in both if (pair := compare(one, other, linker.weights)) is not None]
    ends = {end for pair in pairs for end in (pair.one, pair.other)}
    return group({id_: every[id_] for id_ in sorted(ends)}, pairs)[0]


class _Asserted:
    """What the pages of a dataset assert of ids that they made for what no list has."""

    def __init__(self, dataset: Dataset, hidden: Hidden) -> None:
        self._labels: defaultdict[str, Counter[tuple[str, str, str]]] = defaultdict(Counter)
        self._pages: defaultdict[str, set[str]] = defaultdict(set)
        self._offices: defaultdict[str, set[tuple[str, Office]]] = defaultdict(set)
        self._beside: defaultdict[str, list[str]] = defaultdict(list)
        for row in _rows(dataset, "entities", ["page", "source", "id", "kind", "label", "offices"], hidden):
            self._beside[row["page"]].append(row["id"])
            if ":" in row["id"]:
                self._take(row)
        self._named = {row["entity"] for row in _rows(dataset, "names", ["page", "source", "entity"], hidden)}
        self._days = dict(self._dated(dataset, hidden))

    def _take(self, row: Row) -> None:
        id_ = row["id"]
        self._pages[id_].add(row["page"])
        self._labels[id_].update((row["kind"], language, label) for language, label in row["label"].items())
        self._offices[id_].update((row["page"], (one["role"], one["of"])) for one in row["offices"] if one["basis"] == "stated")

    @staticmethod
    def _dated(dataset: Dataset, hidden: Hidden) -> Iterator[tuple[str, int]]:
        for row in _rows(dataset, "pages", ["page", "source", "published"], hidden):
            if row["published"] and (day := _ordinal(row["published"]["value"])) is not None:
                yield row["page"], day

    def profiles(self, known: Known) -> Iterator[Profile]:
        """What is asserted of each id that has a name by which it could be joined."""
        for id_ in sorted(self._labels):
            kind = id_.partition(":")[0]
            if id_ not in self._named or kind not in KINDS:
                continue
            pages = frozenset(sorted(self._pages[id_])[:PAGES])
            offices = frozenset(office for page, office in self._offices[id_] if page in pages)
            dated = [self._days[page] for page in pages if page in self._days]
            yield Profile(
                id=id_,
                kind=kind,
                forms=_forms(self._labels[id_]),
                offices=offices,
                states=known.states(offices),
                pages=pages,
                beside=frozenset(other for page in pages for other in self._beside[page]) - {id_},
                since=min(dated, default=None),
                until=max(dated, default=None),
            )


def _forms(labels: Mapping[tuple[str, str, str], int]) -> tuple[str, ...]:
    """The labels of most pages, Arabic ones first."""
    told = sorted((language != "ar", -pages, label, kind) for (kind, language, label), pages in labels.items())
    return tuple(dict.fromkeys(label for _, _, label, _ in told))[:FORMS]


def _rows(dataset: Dataset, name: str, columns: list[str], hidden: Hidden) -> Iterator[Row]:
    for batch in parts(dataset.path, name, columns):
        for row in batch.to_pylist(maps_as_pydicts="strict"):
            if (row["page"], row["source"]) not in hidden:
                yield row


def _ordinal(published: str) -> int | None:
    try:
        return date.fromisoformat(published).toordinal()
    except ValueError:
        return None
