"""Forms of corrections: an input for each field of a thing, and what somebody who sends one back wants changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

from mahdar.corrections import FIELDS
from mahdar.corrections.fields import Field
from mahdar.corrections.model import Layer
from mahdar.errors import UsageError
from mahdar.knowledge import load_dossiers
from mahdar.model import Noun, Span
from mahdar.record.answers import EntityRef
from mahdar.record.queries.editable import Editable
from mahdar.record.queries.naming import told
from mahdar.web.desk.guard import Posted
from mahdar.web.judged import table_of
from mahdar.web.words import Words

_KEYS = ("issues", "agenda", "issue")
"""Fields whose value or part is an issue of a process."""

NOTHING = "-"
"""In an input for words of the page: nothing says it."""


class Choice(Noun, frozen=True, kw_only=True):
    """A value that can be chosen."""

    value: str
    label: Markup
    chosen: bool


class Input(Noun, frozen=True, kw_only=True):
    """An input of a form. ``value`` is what stands in it now, ``words`` what the page says there (of a span); ``choices`` are those of a list, or of
    the parts that are there; ``offers`` names the list of suggestions."""

    name: str
    field: str
    sort: str
    label: Markup
    value: str = ""
    words: str = ""
    choices: tuple[Choice, ...] = ()
    roles: tuple[Choice, ...] = ()
    offers: str = ""
    empty: bool = True


class UnclearError(UsageError):
    """A name that means nobody, or several; ``choices`` are those it may mean."""

    def __init__(self, written: str, choices: tuple[EntityRef, ...]) -> None:
        super().__init__(f"expected one entity's name or id, got {written!r}")
        self.written = written
        self.choices = choices


Resolve = Callable[[str], tuple[EntityRef, ...]]


def inputs(item: Editable, words: Words) -> tuple[Input, ...]:
    """The inputs of a thing, in the order in which people think of it."""
    found: list[Input] = []
    for name, field in FIELDS[item.layer].items():
        if field.part is None:
            found.append(_input(item, f"f.{name}", name, field, item.values.get(name), words))
        elif field.part == "N":
            chain = [key for key in item.values if key.startswith(f"{name}/")] or [f"{name}/0"]
            found += [_input(item, f"f.{key}", name, field, item.values.get(key), words) for key in chain]
        elif field.part == "LANGUAGE":
            found += [_input(item, f"f.{name}/{language}", name, field, item.values.get(f"{name}/{language}"), words) for language in ("ar", "en")]
        else:
            found.append(_parts(item, name, field, words))
    return tuple(found)


def _input(item: Editable, name: str, field: str, known: Field, value: str | None, words: Words) -> Input:
    label = words.maybe("judged_field", field)
    if "/" in name:
        part = name.partition("/")[2]
        label = Markup("{} <bdi>{}</bdi>").format(label, int(part) + 1) if part.isdigit() else words.maybe("desk_label", part)
    if known.sort == "word":
        return Input(
            name=name,
            field=field,
            sort="word",
            label=label,
            value=value or "",
            choices=_choices(item.layer, field, known, value, words),
            empty=known.null,
        )
    if known.sort == "words":
        said = item.spans.get("cue" if field == "cue" else "item", ()) if value else ()
        if item.layer == "commitment" and value:
            # Its evidence is more than the words that say what was undertaken.
            start, _, end = value.partition(",")
            said = (Span(start=int(start), end=int(end)),)
        return Input(
            name=name,
            field=field,
            sort="words",
            label=label,
            value=value or "",
            words=" … ".join(_of(item, start, end) for start, end in said_at(said)),
        )
    if known.sort == "entity" and field not in ("series", "outcome"):
        shown = told(item.entities[value], words.language) if value in item.entities else value or ""
        return Input(name=name, field=field, sort="entity", label=label, value=shown, offers="entities", empty=known.null)
    offers = "issues" if field in _KEYS else "series" if field == "series" else ""
    return Input(name=name, field=field, sort=known.sort, label=label, value=value or "", offers=offers, empty=known.null)


def said_at(spans: tuple[Span, ...]) -> list[tuple[int, int]]:
    """The bounds of spans."""
    return [(span.start, span.end) for span in spans]


def _of(item: Editable, start: int, end: int) -> str:
    around = item.around
    return " ".join(around.text[start - around.start : end - around.start].split()) if around and around.start <= start and end <= around.end else ""


def _parts(item: Editable, name: str, field: Field, words: Words) -> Input:
    """What there is of a field of several parts, each to be kept or taken out, and one to be added."""
    label = words.maybe("judged_field", name)
    there = {key.partition("/")[2]: value for key, value in item.values.items() if key.startswith(f"{name}/")}
    named = [Choice(value=part, label=_part_label(item, name, part, words), chosen=True) for part in there]
    if field.sort == "flag":
        return Input(name=name, field=name, sort="flags", label=label, choices=tuple(named), offers="issues" if name in _KEYS else "entities")
    roles = _choices(item.layer, name, field, None, words)
    held = tuple(Choice(value=part.value, label=part.label, chosen=True) for part in named)
    return Input(name=name, field=name, sort="roles", label=label, choices=held, roles=roles, offers="entities")


def role_of(item: Editable, part: str) -> str:
    """The role of somebody who takes part."""
    return item.values.get(f"participants/{part}") or ""


def _part_label(item: Editable, name: str, part: str, words: Words) -> Markup:
    return (
        words.issue(part)
        if name in _KEYS
        else words.label(item.entities[part].label, part)
        if part in item.entities
        else Markup("<bdi>{}</bdi>").format(part)
    )


def _choices(layer: Layer, field: str, known: Field, value: str | None, words: Words) -> tuple[Choice, ...]:
    return tuple(Choice(value=one, label=words.maybe(table_of(layer, field), one), chosen=one == value) for one in known.words)


def issues(layer: Layer, words: Words) -> tuple[Choice, ...]:
    """The issues of all dossiers, to choose from: as ``PROCESS/KEY`` where a thing is on an issue of one process, else by their keys, each once."""
    whole = "issue" in FIELDS[layer]
    keys = [(f"{dossier.id}/{issue.key}" if whole else issue.key, issue.key, dossier.id) for dossier in load_dossiers() for issue in dossier.issue]
    once = {value: (key, process) for value, key, process in reversed(keys)}
    return tuple(
        Choice(value=value, label=Markup("{} · {}").format(words.issue(key), words.series(process)) if whole else words.issue(key), chosen=False)
        for value, (key, process) in reversed(once.items())
    )


def series(words: Words) -> tuple[Choice, ...]:
    """The series of all dossiers, to choose from."""
    return tuple(Choice(value=dossier.id, label=words.series(dossier.id), chosen=False) for dossier in load_dossiers())


def asked(posted: Posted, item: Editable, resolve: Resolve, language: str) -> dict[str, str | None]:
    """The fields that a form changes, with their new values; those that stand as they stood aren't among them.

    Raises `UnclearError` for a name that doesn't mean one entity.
    """
    sent = {name for name, _ in posted.form}
    values: dict[str, str | None] = {}
    for name in sent:
        if name.startswith("f."):
            field = name.removeprefix("f.")
            known = FIELDS[item.layer].get(field.partition("/")[0])
            if known is not None:
                values |= _plain(field, known, posted.field(name), item, resolve, language)
    for name, known in FIELDS[item.layer].items():
        if known.part in ("KEY", "ENTITY") and f"there.{name}" in sent:
            values |= _changed_parts(name, known, posted, item, resolve)
    order = list(FIELDS[item.layer])
    return dict(sorted(values.items(), key=lambda one: (order.index(one[0].partition("/")[0]), one[0])))


def _plain(field: str, known: Field, given: str | None, item: Editable, resolve: Resolve, language: str) -> dict[str, str | None]:
    present = item.values.get(field)
    if known.sort == "words":
        if given is None or given == present:
            return {}
        return {field: None} if given == NOTHING else {field: given}
    if known.sort == "entity" and field not in ("series", "outcome") and given is not None:
        if present is not None and present in item.entities and given == told(item.entities[present], language):
            return {}
        given = one_of(given, resolve)
    return {field: given} if given != present else {}


def _changed_parts(name: str, known: Field, posted: Posted, item: Editable, resolve: Resolve) -> Mapping[str, str | None]:
    there = [key.partition("/")[2] for key in item.values if key.startswith(f"{name}/")]
    new = posted.field(f"new.{name}")
    values: dict[str, str | None] = {}
    if known.sort == "flag":
        kept = posted.all(f"in.{name}")
        values |= {f"{name}/{part}": None for part in there if part not in kept}
        if new is not None:
            values[f"{name}/{new if name in _KEYS else one_of(new, resolve)}"] = "yes"
        return values
    for part in there:
        role = posted.field(f"role.{part}")
        if role != item.values[f"{name}/{part}"]:
            values[f"{name}/{part}"] = role
    if new is not None:
        values[f"{name}/{one_of(new, resolve)}"] = posted.field(f"new.{name}.role") or known.words[-1]
    return values


def one_of(written: str, resolve: Resolve) -> str:
    """The id of the one entity that ``written`` means. Raises `UnclearError`."""
    found = resolve(written)
    if len(found) != 1:
        raise UnclearError(written, found)
    return found[0].id
