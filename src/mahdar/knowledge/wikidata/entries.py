"""Entries made of items of Wikidata: names in Arabic, kind by class, offices, state, coordinates. Nothing is guessed that the item doesn't say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec

from mahdar.knowledge import edtf
from mahdar.knowledge.checks import complaints, function_words, slug_of, wrong_name
from mahdar.knowledge.forms import Document, Entry, Event, Knowledge, Office, Organization, Person, Place, State
from mahdar.knowledge.loader import shipped
from mahdar.knowledge.wikidata.items import Held, Item, Position

_BRACKETED = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_FORMS: Mapping[str, type[Entry]] = {
    "state": State,
    "person": Person,
    "organization": Organization,
    "place": Place,
    "event": Event,
    "document": Document,
}


class ItemClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Classes of items and what entries they make."""

    kind: str
    items: tuple[str, ...]
    sort: str | None = None


class WikidataTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"classes": "class"}):
    """``wikidata.toml``; see its head."""

    classes: tuple[ItemClass, ...]
    roles: dict[str, tuple[str, ...]]
    labels: dict[str, tuple[str, ...]]
    states: dict[str, str]


@lru_cache(maxsize=1)
def table() -> WikidataTable:
    """How items become entries."""
    return shipped("wikidata.toml", WikidataTable)


class Importer:
    """Makes entries of items, on top of ``knowledge``. ``kind`` is that of all of them, where the user says so.

    ``positions`` may be filled with what is known of positions. ``unknown`` counts the positions that no role is known for.
    """

    def __init__(self, knowledge: Knowledge, kind: str | None = None) -> None:
        self.positions: dict[str, Position] = {}
        self.unknown: Counter[str] = Counter()
        self._kind = kind
        self._function = function_words(knowledge.lexical.function)
        found = table()
        self._classes = {item: cls for cls in reversed(found.classes) for item in cls.items}
        self._roles = {item: role for role, items in found.roles.items() for item in items}
        self._labels = sorted(((head, role) for role, heads in found.labels.items() for head in heads), key=lambda pair: -len(pair[0]))
        self._ids = dict(found.states)
        self._there: dict[tuple[str, str], Entry] = {}
        for entry_kind, entry in knowledge.entries():
            if entry.wikidata:
                self._ids[entry.wikidata] = entry.id
            for name in (*entry.names, *entry.latin, entry.en):
                self._there.setdefault((entry_kind, name.casefold()), entry)
        self._kinds = {entry.id: entry_kind for entry_kind, entry in knowledge.entries()}

    def entry(self, item: Item) -> Entry | str:
        """The entry that an item makes, or the reason why it makes none."""
        what = next((self._classes[cls] for cls in item.classes if cls in self._classes), None)
        kind = self._kind or item.kind or (what.kind if what else None)
        if kind is None:
            told = ", ".join(item.classes[:3]) or "none"
            return f"expected an item of a class that wikidata.toml has, got {told}; --kind says what such items are"
        if kind not in _FORMS:
            return f"expected a kind, one of {', '.join(_FORMS)}, got {kind!r}"
        names = self._names(item)
        if not names:
            return f"expected an Arabic label of two letters or more, got {item.ar!r}" if item.ar else "expected an Arabic label, got none"
        if not item.en:
            return "expected a label in Latin letters, got none"
        known = f"wikidata {item.id}{f'@{item.revision}' if item.revision else ''}"
        sort = what.sort if what and what.kind == kind else None
        values: dict[str, object] = {
            "id": f"{slug_of(item.en)}-{item.id.lower()}".removeprefix("-"),
            "en": item.en,
            "names": names,
            "wikidata": item.id,
            "known": known,
            "same_as": self._same(kind, item, names),
        }
        values |= self._more(kind, item, sort, known)
        entry = _FORMS[kind](**values)  # type: ignore[arg-type]
        wrong = next(iter(complaints(entry)), None)
        return f"{wrong[0]}: {wrong[1]}" if wrong else entry

    def _more(self, kind: str, item: Item, sort: str | None, known: str) -> dict[str, object]:
        """The fields that only some kinds have."""
        state = next((self._ids[q] for q in item.countries if self._kinds.get(self._ids.get(q, "")) == "state"), None)
        if kind == "person":
            offices = tuple(filter(None, (self._office(held, known) for held in item.held)))
            return {"offices": tuple(dict.fromkeys(offices)), "state": state, "gender": item.gender}
        if kind == "place":
            return {"sort": sort or "site", "state": state, "lat": item.lat, "lon": item.lon, "geonames": item.geonames}
        if kind == "organization":
            return {"sort": sort or "body", "state": state}
        return {"sort": sort, "state": state} if kind in ("event", "document") else {}

    def _names(self, item: Item) -> tuple[str, ...]:
        """The Arabic label and aliases that can be names, without what only tells them apart from others («باريس (توضيح)»)."""
        cleaned = (" ".join(_BRACKETED.sub("", name).split()) for name in (item.ar, *item.other_ar))
        return tuple(dict.fromkeys(name for name in cleaned if name and wrong_name(name, self._function) is None))

    def _same(self, kind: str, item: Item, names: Iterable[str]) -> str | None:
        """The shipped thing that the item is: by its id in Wikidata, else where an Arabic name and the English one are both the same."""
        if (id_ := self._ids.get(item.id)) and self._kinds.get(id_) == kind:
            return id_
        latin = {
            entry.id
            for name in (item.en, *item.other_en)
            if (entry := self._there.get((kind, name.casefold()))) and entry.wikidata in (None, item.id)
        }
        found = (self._there.get((kind, name)) for name in names)
        return next((entry.id for entry in found if entry and entry.id in latin), None)

    def _office(self, held: Held, known: str) -> Office | None:
        about = self.positions.get(held.position, held.about)
        role = self._role(held.position, about)
        if role is None:
            self.unknown[f"{held.position} ({about.label})" if about.label else held.position] += 1
            return None
        of = next((self._ids[item] for item in (*held.of, *about.of) if item in self._ids), None)
        end = held.end if not (held.start and held.end and edtf.is_before(held.end, held.start)) else None
        return Office(role=role, of=of, from_=held.start, to=end, known=known)

    def _role(self, position: str, about: Position) -> str | None:
        for item in (position, *about.kinds):
            if item in self._roles and (item == position or self._roles[item] != "minister"):
                return self._roles[item]
        label = about.label.casefold()
        if role := next((role for head, role in self._labels if label.startswith(head)), None):
            return role
        return next((self._roles[item] for item in about.kinds if item in self._roles), None)
