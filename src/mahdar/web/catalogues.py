"""The gettext catalogues of the reading room's words: ``messages/ar.po`` and ``messages/en.po``.

A message's id is its dotted key, in both, so that neither language is the other's translation. A count (``count.pages``) has the forms that the
catalogue's own plural rule asks for, the first of them for none at all: «لا صفحات», «صفحة واحدة», «صفحتان», «3 صفحات».
"""

from __future__ import annotations

from functools import lru_cache
from gettext import GNUTranslations
from importlib import resources
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from mahdar.export.languages import LANGUAGES, Language

COUNT = "count."
"""What the keys of counts begin with."""


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: Language) -> Catalog:
    """The catalogue as it stands in the file. Raises `babel.messages.pofile.PoFileError` where that can't be read."""
    with (resources.files(__package__) / "messages" / f"{language}.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


@lru_cache(maxsize=len(LANGUAGES))
def messages(language: Language) -> dict[str, str]:
    """All messages of a language but counts, by dotted key."""
    return {str(one.id): str(one.string) for one in catalogue(language) if one.id and not one.pluralizable}


@lru_cache(maxsize=len(LANGUAGES))
def counts(language: Language) -> dict[str, tuple[str, ...]]:
    """The forms of each count, by what is counted (``pages``), in the order of the plural rule."""
    return {one.id[0].removeprefix(COUNT): tuple(one.string or ()) for one in catalogue(language) if one.pluralizable}


@lru_cache(maxsize=8192)
def counted(language: Language, what: str, n: int) -> str:
    """The form that agrees with ``n``, with its hole unfilled. Raises KeyError for what isn't counted."""
    if what not in counts(language):
        raise KeyError(what)
    return _translations(language).ngettext(COUNT + what, COUNT + what, n)


@lru_cache(maxsize=len(LANGUAGES))
def _translations(language: Language) -> GNUTranslations:
    # The rule is read by gettext itself, from the compiled form.
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return GNUTranslations(compiled)
