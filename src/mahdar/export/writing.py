"""What every form of an export is given, and the forms that there are: which kinds each takes, and the module that writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import Connection

from mahdar.errors import UsageError
from mahdar.export.addresses import Addresses
from mahdar.export.languages import Language
from mahdar.export.selecting import KINDS, Item, Kind, Selection, items
from mahdar.model import Noun

Form = Literal["csv", "parquet", "jsonl", "jsonld", "w3c-annotation", "ftm", "geojson", "ics", "bibtex", "csl", "csl-json", "text"]
FORMS: tuple[Form, ...] = get_args(Form)


class To(msgspec.Struct, kw_only=True):
    """How things are to be written: the record that they are of, their kind, how they are called, and the language of names and notes.

    ``left`` counts what the form has no place for, and grows while it is written.
    """

    connection: Connection
    kind: Kind
    addresses: Addresses
    language: Language
    left: int = 0


class FormOf(Noun, frozen=True, kw_only=True):
    """A form: its media type, how the names of its files end, the kinds that it takes (the first unless another is asked for), the module that
    writes it, and ``left``, what it has no place for."""

    media_type: str
    suffix: str
    kinds: tuple[Kind, ...]
    module: str
    left: str = ""

    def writer(self) -> Callable[[Iterator[Any], To], Iterator[bytes]]:
        """What writes it. Raises ImportError, with what to install, where a library is wanting."""
        write: Callable[[Iterator[Any], To], Iterator[bytes]] = import_module(f"mahdar.export.forms.{self.module}").write
        return write


_CITED: tuple[Kind, ...] = ("statements", "pages", "meetings")
_CSL = FormOf(media_type="application/vnd.citationstyles.csl+json", suffix=".csl.json", kinds=_CITED, module="cited_csl")

OF: dict[Form, FormOf] = {
    "csv": FormOf(media_type="text/csv; charset=utf-8; header=present", suffix=".csv", kinds=KINDS, module="table"),
    "parquet": FormOf(media_type="application/vnd.apache.parquet", suffix=".parquet", kinds=KINDS, module="columns"),
    "jsonl": FormOf(media_type="application/jsonl", suffix=".jsonl", kinds=KINDS, module="lines"),
    "jsonld": FormOf(
        media_type="application/ld+json",
        suffix=".jsonld",
        kinds=("statements", "meetings", "positions", "commitments", "entities", "pages"),
        module="linked",
    ),
    "w3c-annotation": FormOf(
        media_type='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        suffix=".anno.jsonld",
        kinds=("statements", "names", "meetings", "positions", "commitments"),
        module="annotations",
    ),
    "ftm": FormOf(
        media_type="application/json+ftm",
        suffix=".ftm.json",
        kinds=("statements", "meetings", "entities", "names", "pages"),
        module="ftm",
    ),
    "geojson": FormOf(
        media_type="application/geo+json", suffix=".geojson", kinds=("meetings", "entities"), module="places", left="have no known place"
    ),
    "ics": FormOf(media_type="text/calendar; charset=utf-8", suffix=".ics", kinds=("meetings",), module="events", left="aren't dated to the day"),
    "bibtex": FormOf(media_type="application/x-bibtex", suffix=".bib", kinds=_CITED, module="cited_bibtex"),
    "csl": _CSL,
    "csl-json": _CSL,
    "text": FormOf(media_type="text/plain; charset=utf-8", suffix=".txt", kinds=_CITED, module="cited_text"),
}
"""The forms by their names. ``csl-json`` is another name of ``csl``."""


def chunks(chosen: Selection, form: Form, to: To) -> Iterator[bytes]:
    """What is ``chosen`` as a file of ``form``, piece by piece: equal records give equal bytes.

    Raises `UsageError` before the first piece for a kind that the form doesn't take and for what can't be selected so, `QueryError` for what is no
    query, and ImportError, with what to install, where the form's library is wanting.
    """
    taken = OF[form].kinds
    if chosen.kind not in taken:
        kinds = ", ".join(taken)
        raise UsageError(f"--format {form}: expected --kind {kinds if len(taken) == 1 else f'one of {kinds}'}, got {chosen.kind}")
    found: Iterator[Item] = items(to.connection, chosen)
    return OF[form].writer()(found, to)
