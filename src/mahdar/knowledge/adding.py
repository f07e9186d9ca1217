"""A user's entries on top of what ships: checked against each other, replacing, extending, redirecting.

An id stands once among all the user's files. An entry with a shipped id replaces the shipped entry. One with ``same_as`` adds to the
thing with that id: lists are joined, what is empty there is filled, its flags count too; what is there already stays. Its own id then
means that thing, in a reading as in other entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, cast

import msgspec

from mahdar.errors import DataError
from mahdar.knowledge.checks import complaints, function_words
from mahdar.knowledge.forms import Entry, Event, Knowledge, Organization, OutletSite, Person, Place, State
from mahdar.knowledge.rows import Fault, Row, kind_of

LAYERS: Mapping[str, str] = {
    "state": "states",
    "person": "persons",
    "organization": "organizations",
    "place": "places",
    "event": "events",
    "document": "documents",
}
"""The field of `Knowledge` that holds the entries of a kind."""

SETTLEMENTS = "settlements"
"""The field of the places whose names count less surely. One that a user has an entry for is a place like others."""

_KEPT = frozenset({"id", "en", "known", "note", "same_as"})
"""Fields that an extension never changes."""

_SHOWN = 5


class Added:
    """A user's entries on top of ``base``. Give it the rows of all files, then ask for the faults between them, then for the knowledge."""

    def __init__(self, base: Knowledge) -> None:
        self._base = base
        self._function = function_words(base.lexical.function)
        self._rows: dict[str, Row] = {}
        self._sites: dict[str, Row] = {}
        self._aliases: dict[str, str] = {}
        self._shipped: dict[str, Entry] = {entry.id: entry for entry in (*base.settlements, *(entry for _, entry in base.entries()))}

    @property
    def count(self) -> int:
        """How many entries there are by now, without those whose id was taken."""
        return len(self._rows) + len(self._sites)

    def take(self, found: Iterable[Row | Fault]) -> Iterator[Fault]:
        """Take in the rows of a file; what is wrong with each by itself, and with its id."""
        for row in found:
            if isinstance(row, Fault):
                yield row
                continue
            for key, message in complaints(row.entry, self._function):
                yield row.fault(key, message)
            there = self._sites if isinstance(row.entry, OutletSite) else self._rows
            if earlier := there.get(row.id):
                yield row.fault(
                    "id" if there is self._rows else "entity",
                    f"expected an id that no other entry has, got that of the {earlier.kind} at {_at(earlier)}; "
                    "take out one of them, give it another id, or join them with same_as",
                )
                continue
            shipped = self._shipped.get(row.id)
            if there is self._rows and shipped is not None and row.kind != kind_of(shipped):
                yield row.fault("id", f"expected an id of its own, got one that ships, of the kind {kind_of(shipped)}")
            there[row.id] = row
            if there is self._rows and (same_as := _entry(row).same_as):
                self._aliases[row.id] = same_as

    def kinds(self) -> Kinds:
        """Which ids there are by now, and of which kinds."""
        return Kinds(self._base, self._shipped, self._rows)

    def faults(self) -> Iterator[Fault]:
        """What is wrong between the entries: ids that nothing has, circles of ``same_as``, addresses of two outlets."""
        kinds = self.kinds()
        yield from self._circles()
        for id_, same_as in self._aliases.items():
            yield from self._alias_faults(self._rows[id_], same_as)
        for row in self._rows.values():
            for key, named, wanted in _references(row.entry):
                if not kinds.has(named, wanted):
                    yield row.fault(
                        key,
                        f"expected an id of the kind {' or '.join(wanted)}, got {named!r}, which nothing of it has; "
                        f"`mahdar knowledge list {wanted[0]}` lists them, or add one",
                    )
        hosts = {host: site.entity for site in self._base.outlets.outlet if site.entity not in self._sites for host in site.hosts}
        for row in self._sites.values():
            assert isinstance(row.entry, OutletSite)
            for key, outlet in (("entity", row.entry.entity), ("house", row.entry.house)):
                if outlet and not kinds.has(outlet, ("organization",)):
                    yield row.fault(key, f"expected an id of the kind organization, got {outlet!r}, which nothing of it has; add an entry of it")
            for host in row.entry.hosts:
                if hosts.setdefault(host, row.id) != row.id:
                    yield row.fault("hosts", f"expected addresses that are of one outlet, got {host!r}, which is of {hosts[host]!r} too")

    def knowledge(self) -> Knowledge:
        """All of it as one. Only where there were no faults."""
        redirects = self._targets()
        layers: dict[str, dict[str, Entry]] = {field: {e.id: e for e in getattr(self._base, field)} for field in (*LAYERS.values(), SETTLEMENTS)}
        for id_, row in self._rows.items():
            layer = layers[LAYERS[row.kind]]
            if id_ in redirects:
                layer.pop(id_, None)
            else:
                layer[id_] = _entry(row)
            if row.kind == "place":
                layers[SETTLEMENTS].pop(id_, None)
        for id_, target in redirects.items():
            layer = layers[SETTLEMENTS if target in layers[SETTLEMENTS] else LAYERS[self._rows[id_].kind]]
            layer[target] = extended(layer[target], _entry(self._rows[id_]))
        sites = {site.entity: site for site in self._base.outlets.outlet} | {i: row.entry for i, row in self._sites.items()}
        if redirects:
            layers = {field: {i: _redirected(e, redirects) for i, e in layer.items()} for field, layer in layers.items()}
        outlets = tuple(_redirected(site, redirects) for site in sites.values())
        return msgspec.structs.replace(
            self._base,
            **{field: tuple(layer.values()) for field, layer in layers.items()},
            outlets=msgspec.structs.replace(self._base.outlets, outlet=outlets),
            redirects=self._base.redirects | redirects,
        )

    def _targets(self) -> dict[str, str]:
        """The id at the end of each chain of ``same_as``, by the id of every link."""
        out: dict[str, str] = {}
        for id_ in self._aliases:
            chain, at = [], id_
            while at not in out and at in self._aliases:
                chain.append(at)
                at = self._aliases[at]
            out |= dict.fromkeys(chain, out.get(at, at))
        return out

    def _alias_faults(self, row: Row, same_as: str) -> Iterator[Fault]:
        target = _entry(self._rows[same_as]) if same_as in self._rows else self._shipped.get(same_as)
        if target is None:
            yield row.fault("same_as", f"expected the id of an entry, got {same_as!r}, which nothing has")
        elif kind_of(target) != row.kind:
            yield row.fault("same_as", f"expected an id of the kind {row.kind}, got {same_as!r}, of the kind {kind_of(target)}")

    def _circles(self) -> Iterator[Fault]:
        """Each circle of ``same_as`` once."""
        done: set[str] = set()
        for first in self._aliases:
            chain: dict[str, None] = {}
            at = first
            while at in self._aliases and at not in done and at not in chain:
                chain[at] = None
                at = self._aliases[at]
            if at in chain:
                ring = list(chain)[list(chain).index(at) :]
                links = [f"{id_} ({_at(self._rows[id_])})" for id_ in ring[:_SHOWN]] + ["…"] * (len(ring) > _SHOWN)
                told = " → ".join([*links, at])
                yield self._rows[at].fault(
                    "same_as", f"expected a chain that ends at an entry of its own, got a circle: {told}; take one same_as out"
                )
            done.update(chain)


def add(base: Knowledge, files: Iterable[Iterable[Row | Fault]]) -> Knowledge:
    """``base`` with the rows of a user's files. Raises `DataError` with the first fault."""
    added = Added(base)
    for found in files:
        for fault in added.take(found):
            raise DataError(f"{fault}\n`mahdar knowledge check FILE` lists all that is wrong with a file.")
    for fault in added.faults():
        raise DataError(str(fault))
    return added.knowledge()


def extended(target: Entry, more: Entry) -> Entry:
    """``target`` with what an entry of the same thing adds."""
    changes: dict[str, object] = {}
    for field in more.__struct_fields__:
        if field in _KEPT:
            continue
        there, new = getattr(target, field), getattr(more, field)
        if isinstance(there, tuple):
            changes[field] = tuple(dict.fromkeys((*there, *new)))
        elif not there:
            changes[field] = new
    return msgspec.structs.replace(target, **changes)


class Kinds:
    """Which ids there are of which kind, those that are made by patterns (russia-mfa) among the organizations."""

    def __init__(self, base: Knowledge, shipped: Mapping[str, Entry], rows: Mapping[str, Row]) -> None:
        self._shipped, self._rows = shipped, rows
        own = [row.entry for row in rows.values() if isinstance(row.entry, State)]
        states = [*base.states, *own]
        self._made = {f"{state.id}-{body.key}" for state in states for body in base.bodies} | set(base.pattern_ids.values())
        self._made |= {state.government for state in states if state.government}

    def has(self, id_: str, kinds: Iterable[str]) -> bool:
        """Whether there is a thing with that id, of one of the kinds."""
        found = self._rows[id_].entry if id_ in self._rows else self._shipped.get(id_)
        return kind_of(found) in kinds if found else "organization" in kinds and id_ in self._made

    def nearest(self, id_: str) -> str | None:
        """The id that ``id_`` may have been meant to be, where one is much like it."""
        alike = get_close_matches(id_, {*self._shipped, *self._rows, *self._made}, n=1, cutoff=0.75)
        return alike[0] if alike else None


def _references(entry: Entry | OutletSite) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The ids that an entry names: the key, the id, and of which kinds it must be."""
    if isinstance(entry, State):
        if entry.capital:
            yield "capital", entry.capital, ("place",)
        if entry.government:
            yield "government", entry.government, ("organization",)
    elif isinstance(entry, Person | Organization | Place | Event):
        if entry.state:
            yield "state", entry.state, ("state",)
        if isinstance(entry, Person):
            for number, office in enumerate(entry.offices):
                if office.of:
                    yield f"offices[{number}].of", office.of, ("state", "organization", "place")


def _redirected(entry: Any, redirects: Mapping[str, str]) -> Any:
    """An entry with the ids that it names exchanged for those that they lead to."""
    if isinstance(entry, OutletSite):
        fields = {"entity": entry.entity, "house": entry.house or ""}
    else:
        fields = {key: id_ for key, id_, _ in _references(entry) if "[" not in key}
    changes: dict[str, object] = {field: redirects[id_] for field, id_ in fields.items() if id_ in redirects}
    if isinstance(entry, Person) and any((office.of or "") in redirects for office in entry.offices):
        changes["offices"] = tuple(msgspec.structs.replace(office, of=redirects.get(office.of or "", office.of)) for office in entry.offices)
    return msgspec.structs.replace(entry, **changes) if changes else entry


def _entry(row: Row) -> Entry:
    """The entry of a row that isn't of an outlet's site."""
    return cast("Entry", row.entry)


def _at(row: Row) -> str:
    return f"{row.source}, line {row.line}"
