"""The values that a correction changed, in words: entities by their names, words of the model by those of the reader."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

from mahdar.corrections.fields import FIELDS
from mahdar.corrections.model import Layer
from mahdar.record.answers import EntityRef
from mahdar.record.queries.changed import PARTED, Changed
from mahdar.record.queries.lookup import known_labels
from mahdar.web.judged import table_of
from mahdar.web.render import Addresses
from mahdar.web.words import Words

_ROLE = re.compile(r"(\S+) \(([^()]+)\)")


def entities_in(found: Changed) -> set[str]:
    """What may be ids of entities in what changed."""
    values = {value for page in found.changes for differs in page.differences for v in differs.values for value in (v.before, v.after) if value}
    values |= {one.about.value for one in found.told if one.about.value}
    parts = {part for value in values for part in value.split(PARTED)}
    named = {match[1] if (match := _ROLE.fullmatch(part)) else part for part in parts}
    return {part for part in named if part and " " not in part}


class Valued:
    """Puts values in words; ``entities`` are those that they may name."""

    def __init__(self, entities: Mapping[str, EntityRef], words: Words, to: Addresses) -> None:
        self._entities, self._words, self._to = entities, words, to

    def __call__(self, layer: Layer, field: str, value: str) -> Markup:
        """A value of a field, part by part where it has several."""
        return self._words.join([self._part(layer, field, part) for part in value.split(PARTED)])

    def field(self, name: str) -> Markup:
        """The name of a field, also of one that no form corrects."""
        words = self._words
        return words.maybe("changed_field", name) if f"changed_field.{name}" in words else words.maybe("judged_field", name)

    def _part(self, layer: Layer, field: str, part: str) -> Markup:
        words, known = self._words, FIELDS[layer].get(field)
        if field == "offices":
            role, _, of = part.partition("/")
            return words.office(role, of or None, {}) if of or f"office.{role}" in words else _isolated(part)
        if field == "process":
            return words.series(part)
        if field in ("issue", "issues", "agenda"):
            return words.issue(part.rpartition("/")[2])
        if known is not None and known.sort == "word" and (said := f"{table_of(layer, field)}.{part}") in words:
            return words(said)
        if known is not None and known.sort == "date":
            return words.date(part)
        if match := _ROLE.fullmatch(part):
            role = words.maybe(table_of(layer, field), match[2])
            return Markup("{} ({})").format(self._entity(match[1]), role) if self._known(match[1]) else _isolated(part)
        return self._entity(part) if self._known(part) else _isolated(part)

    def _known(self, id_: str) -> bool:
        return (id_ in self._entities and bool(self._entities[id_].label)) or id_ in known_labels()

    def _entity(self, id_: str) -> Markup:
        ref = self._entities.get(id_)
        if ref is not None and ref.label:
            return Markup('<a href="{}">{}</a>').format(self._to("actor", id_), self._words.label(ref.label, id_))
        # What was merged into another has no face any more.
        return self._words.label(known_labels()[id_], id_)


def _isolated(part: str) -> Markup:
    return Markup("<bdi>{}</bdi>").format(escape(part))
