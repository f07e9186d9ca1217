"""What a person judged, in words: who did what to a thing, when, and why."""

from __future__ import annotations

from markupsafe import Markup

from mahdar.corrections.fields import FIELDS, part_of
from mahdar.corrections.model import Layer
from mahdar.record.answers import Mark
from mahdar.record.queries.lookup import known_labels
from mahdar.web.words import Words

_OF_WORDS: dict[tuple[Layer, str], str] = {
    ("statement", "kind"): "kind_of_statement",
    ("meeting", "kind"): "meeting_kind",
    ("meeting", "participants"): "role",
    ("commitment", "kind"): "undertaken",
    ("commitment", "status"): "standing",
    ("block", "role"): "line",
}
"""The messages that name the values of fields, where that isn't the field's own name."""


def table_of(layer: Layer, field: str) -> str:
    """The name of the messages that tell the values of a field in words."""
    return _OF_WORDS.get((layer, field), field)


def judged_in_words(mark: Mark, words: Words) -> Markup:
    """A judgement in a sentence, with its reason where it has one."""
    who, day = Markup("<bdi>{}</bdi>").format(mark.who), words.date(mark.at[:10])
    value = _value(mark, mark.value, words) if mark.value is not None else words("judged.nothing")
    if mark.kind == "confirm":
        said = words("judged.confirm", who=who, day=day)
    elif mark.kind == "reject":
        said = words("judged.reject", who=who, day=day)
    elif mark.kind == "merge":
        said = words("judged.merge", who=who, day=day, value=value)
    elif mark.kind == "split":
        said = words("judged.split", who=who, day=day, value=value)
    elif mark.kind == "apart":
        said = words("judged.apart", who=who, day=day, value=value)
    elif mark.kind == "join":
        said = words("judged.join", who=who, day=day, value=value)
    elif mark.kind == "part":
        said = words("judged.part", who=who, day=day, value=value)
    else:
        said = words("judged.correct", who=who, day=day, field=_field(mark, words), value=value)
    return words("site.clause").join((said, words("judged.why", why=Markup("<bdi>{}</bdi>").format(mark.why)))) if mark.why else said


def _value(mark: Mark, value: str, words: Words) -> Markup:
    """A value in the reader's words, where it is a word of the model, a day, or somebody of whom the knowledge has a name."""
    name, _ = part_of(mark.field or "")
    known = FIELDS[mark.layer].get(name)
    if known is not None and known.sort == "word" and (said := f"{table_of(mark.layer, name)}.{value}") in words:
        return words(said)
    if known is not None and known.sort == "date" and known.takes(value):
        return words.date(value)
    return words.label(known_labels().get(value, {}), value)


def _field(mark: Mark, words: Words) -> Markup:
    name, part = part_of(mark.field or "")
    said = words.maybe("judged_field", name)
    return said + Markup(" {}").format(words.label(known_labels().get(part, {}), part)) if part is not None else said
