"""Which of the forms that pages give for one entity stands for it, and which of them are one spelling."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping

_JOINERS = "\u200c\u200d"


def choose_label(pages: Mapping[str, int]) -> str:
    """The form to show: that of most pages, then the fullest (words, then letters), then the first in code point order.

    ``pages`` maps each form to the number of pages that give it. Raises ValueError where there is none.
    """
    return min(pages, key=lambda form: (-pages[form], -len(form.split()), -len(form), form))


def spellings(forms: Collection[str]) -> dict[str, str]:
    """Each of an entity's ``forms`` with the spelling that it is.

    Forms that look the same are one: they differ in how their marks are composed, in letters encoded by their shape (إدﻟب), or in signs
    that nobody sees (those of direction).
    So is a form that lost the alef of its article to a preposition and the form that has it: in للولايات المتحدة, "to the United
    States", the name without ل is لولايات المتحدة, which nobody writes alone. لبنان stays, unless pages write البنان.
    """
    looks = {form: _look(form) for form in forms}
    whole = frozenset(looks.values())
    return {form: "ا" + look if look.startswith("ل") and "ا" + look in whole else look for form, look in looks.items()}


def spelling_class(form: str) -> str:
    """What forms share that may be one spelling, whichever others an entity has: those of one class that pages write are one of its `spellings`."""
    look = _look(form)
    return "ا" + look if look.startswith("ل") else look


def _look(form: str) -> str:
    composed = unicodedata.normalize("NFKC", form)
    return "".join(char for char in composed if char in _JOINERS or unicodedata.category(char) != "Cf") or form
