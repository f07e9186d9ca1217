"""Which of the forms that pages give for one entity stands for it."""

from __future__ import annotations

from collections.abc import Mapping


def choose_label(pages: Mapping[str, int]) -> str:
    """The form to show: that of most pages, then the fullest (words, then letters), then the first in code point order.

    ``pages`` maps each form to the number of pages that give it. Raises ValueError where there is none.
    """
    return min(pages, key=lambda form: (-pages[form], -len(form.split()), -len(form), form))
