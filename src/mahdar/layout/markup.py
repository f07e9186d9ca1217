"""What the markup of an HTML page says of each line, as evidence beside what the line says itself.

Sectioning elements and headings are used as they are meant on most pages, and class names say in plain English (or in Arabic words in
Latin letters) what a part is for; both can mislead, so each counts as evidence and none decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mahdar.knowledge import Furniture
from mahdar.layout.evidence import ARTICLE, Evidence, for_article, for_furniture, for_label
from mahdar.layout.linemodel import FURNITURE, Label
from mahdar.layout.lines import RawLine, line_key
from mahdar.model import MarkedLine, Page

_ZONES: Mapping[str, Evidence] = {
    "nav": for_furniture(0.99, "in the page's navigation"),
    "footer": for_furniture(0.97, "in the page's footer"),
    "form": for_furniture(0.98, "in a form"),
    "aside": for_furniture(0.93, "beside the article in the page's markup"),
    "dialog": for_furniture(0.98, "in a dialog"),
}
_LINKED = for_furniture(0.95, "a link to elsewhere")
_LED = for_furniture(0.99, "under a heading that leads to another page")
_MOSTLY_LINKS = 0.8
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_APART = frozenset(("nav", "footer", "aside"))
_TITLE = for_label("title", 0.9995, "the title that the page's markup tells")
_HEADING = for_label("title", 0.998, "the page's first heading")
_SUBHEAD = for_label("subhead", 0.85, "a heading inside the text")
_CAPTION = for_label("caption", 0.97, "under a picture in the page's markup")
_DATE = for_label("source", 0.9, "a date in the page's markup")
_KEPT = for_article(0.85, "a main-text extractor keeps it")
_LEFT = for_furniture(0.8, "a main-text extractor leaves it out")
_CLASS = for_furniture(0.95, "")
_DISAGREE = 0.5


class MarkupReader:
    """Compiled class words of `Furniture`."""

    def __init__(self, phrases: Furniture) -> None:
        self._furniture = frozenset(phrases.classes)
        self._captions = frozenset(phrases.caption_classes)

    def evidence(self, page: Page, lines: Sequence[RawLine]) -> list[list[Evidence]]:
        """The evidence for each line of ``page``; empty for plain text."""
        marked = {line.start: line for line in page.markup}
        told = line_key(page.metadata.title.value) if page.metadata.title else ""
        first = next((line.start for line in page.markup if line.tag == "h1"), None)
        out: list[list[Evidence]] = []
        led = False
        for line in lines:
            found = marked.get(line.start)
            if found is None:
                out.append([])
                continue
            if told and line.folded == told and not _APART.intersection(found.zones):
                led = False
                out.append([_TITLE])
                continue
            if found.tag in _HEADINGS:
                led = found.links >= _MOSTLY_LINKS and found.start != first
            out.append([*self._of(found, found.start == first), *([_LED] if led and found.tag not in _HEADINGS else [])])
        return out

    def titles(self, page: Page, lines: Sequence[RawLine]) -> list[int]:
        """The headings that are the title which the markup tells."""
        told = line_key(page.metadata.title.value) if page.metadata.title else ""
        marked = {line.start: line for line in page.markup}
        same = ((i, marked.get(line.start)) for i, line in enumerate(lines) if told and line.folded == told)
        return [i for i, found in same if found and found.tag in _HEADINGS and not _APART.intersection(found.zones)]

    def _of(self, line: MarkedLine, first_heading: bool) -> list[Evidence]:
        if first_heading and not _APART.intersection(line.zones):
            return [_HEADING]
        out = [_ZONES[zone] for zone in dict.fromkeys(line.zones) if zone in _ZONES][:1]
        if named := next((word for word in line.classes if word in self._furniture), None):
            out.append(_CLASS._replace(why=f"in a part of the page called '{named}'"))
        if line.tag == "figcaption" or "figure" in line.zones or self._captions.intersection(line.classes):
            out.append(_CAPTION)
        elif line.tag in _HEADINGS and line.links < _MOSTLY_LINKS:
            out.append(_SUBHEAD)
        elif line.tag == "time":
            out.append(_DATE)
        if line.links >= _MOSTLY_LINKS:
            out.append(_LINKED)
        if line.main is not None:
            out.append(_KEPT if line.main else _LEFT)
        return out


def disagreement(page: Page, chances: Sequence[Mapping[Label, float]], lines: Sequence[RawLine]) -> tuple[str, ...]:
    """A note where the article by the text's own signs (``chances``) is another than the main text by the markup."""
    kept = {line.start for line in page.markup if line.main}
    if not kept:
        return ()
    both = said = extracted = 0
    for line, chance in zip(lines, chances, strict=True):
        length = line.end - line.start
        in_text = sum(chance[label] for label in ARTICLE) > sum(chance[label] for label in FURNITURE)
        both += length * (in_text and line.start in kept)
        said += length * in_text
        extracted += length * (line.start in kept)
    agreement = 2 * both / (said + extracted) if said + extracted else 1.0
    if agreement >= _DISAGREE:
        return ()
    return (f"the text's own signs and the main text by its markup agree on {agreement:.0%} only",)
