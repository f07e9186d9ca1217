"""A chronology as one web page that needs no other file: no script, no font and no picture of elsewhere."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from mahdar.export.chronology.view import view
from mahdar.export.chronology.words import Words
from mahdar.export.languages import Language
from mahdar.record.process_answers import ChronologyAnswer


def webpage(told: ChronologyAnswer, language: Language) -> str:
    """The page, right to left in Arabic; ends with a line feed."""
    words = Words(language, told.processes)
    return _template().render(v=view(told, language), w=words, language=language, direction="rtl" if language == "ar" else "ltr") + "\n"


@lru_cache(maxsize=1)
def _template() -> Template:
    loader = PackageLoader("mahdar.export.chronology")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).get_template("page.html")
