"""What HTML elements mean for a line rendering, after the default style sheet of the HTML Standard (section 15.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

LEFT_OUT = frozenset(
    "audio base basefont canvas datalist embed frame head iframe img input link meta meter noembed noframes noscript object param picture progress "
    "script select source style svg template textarea title track video".split()
)
"""Elements whose content isn't text of the page. ``noscript`` is among them: a browser with scripts shows none of it, and it mostly
repeats images. Text that stands for something else (an image's ``alt``, a field's value) is no text that is seen."""

REPLACED = frozenset("audio canvas embed iframe img input meter object picture progress select svg textarea video".split())
"""Those of them that take a place on the line, and so part words as a space does."""

SPACED = frozenset("blockquote dir dl fieldset figure h1 h2 h3 h4 h5 h6 hr menu ol p pre listing xmp plaintext ul".split())
"""Elements with a margin above and below: a blank line parts them from what surrounds them (a list inside a list has none)."""

LISTS = frozenset("dir dl menu ol ul".split())

BLOCKS = SPACED | frozenset(
    "address article aside body caption center dd details dialog div dt figcaption footer form header hgroup html legend li main marquee nav "
    "optgroup option search section summary table tbody td tfoot th thead tr".split()
)
"""Elements that start a new line and end it. A table's cell is one of them: on many pages tables part the menu from the article."""

PREFORMATTED = frozenset("listing plaintext pre xmp".split())

_ZONES = frozenset("address article aside blockquote details dialog figure footer form header main nav search section table".split())
_ROLES = {
    "article": "article",
    "banner": "header",
    "complementary": "aside",
    "contentinfo": "footer",
    "dialog": "dialog",
    "figure": "figure",
    "form": "form",
    "main": "main",
    "navigation": "nav",
    "search": "search",
}

_DISPLAY = re.compile(r"(?:^|;)\s*(display|visibility)\s*:\s*([a-z-]+)", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+")
_MAX_WORD = 30


def zone(tag: str, role: str | None) -> str | None:
    """The sectioning element that an element is, by its name or its ARIA role (``<div role="navigation">`` is a ``nav``)."""
    return (_ROLES.get(role.strip().lower()) if role else None) or (tag if tag in _ZONES else None)


def display(tag: str, attributes: Mapping[str, str]) -> str:
    """How an element is shown: ``none``, ``block`` or ``inline``, by its ``hidden`` and ``style`` attributes and its name.

    ``aria-hidden`` hides from screen readers what is seen, and so counts for nothing here. What style sheets say isn't known.
    ``html`` and ``body`` are never hidden: where they are, a script shows them.
    """
    found = "block" if tag in BLOCKS else "inline"
    if tag in ("html", "body"):
        return found
    if "hidden" in attributes and attributes["hidden"].strip().lower() != "until-found":
        return "none"
    if tag == "dialog" and "open" not in attributes:
        return "none"
    for name, value in _DISPLAY.findall(attributes.get("style", "")):
        value = value.lower()
        if (name.lower(), value) in (("display", "none"), ("visibility", "hidden")):
            return "none"
        if name.lower() == "display":
            found = "inline" if value.startswith("inline") else "block" if value in ("block", "flex", "grid", "list-item", "table") else found
    return found


@lru_cache(maxsize=4096)
def words(names: str) -> tuple[str, ...]:
    """The words of classes and ids: ``relatedNews-box2`` is related, news, box. Single letters and digits are left out."""
    return tuple(dict.fromkeys(word for found in _WORD.findall(names) if 1 < len(word := found.lower()) <= _MAX_WORD))
