"""HTML source to a tree, with what would make a parser crash or crawl taken out first."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from mahdar.model import Noun

MAX_DEPTH = 500
"""Levels of elements that are told apart, list items, cells and others whose end tag may be left out not counted (a table's cell is
on the fourth level inside it); libxml2 gives up at 2,048 and drops the rest of the page."""

MAX_ATTRIBUTES = 1000
"""Attributes of one element; libxml2 takes time with the square of their number (two minutes for 200,000)."""

_LARGE = 256 * 1024
"""Pages from this size on are looked through before they are parsed: smaller ones can't hold attributes enough to matter."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"<(?:!--|(/?)([a-zA-Z][^\s/>]*))")
_ATTRIBUTE = re.compile(r"""[\s/]*+(?:(>)|([^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+))?)|(=))""")
_QUOTE = re.compile("[\"']")
_RAW = frozenset("script style textarea title xmp iframe noembed noframes".split())
_UNCOUNTED = frozenset(
    "area base br col embed frame hr img input link meta param source track wbr "
    "body caption colgroup dd dt head html li optgroup option p rp rt tbody td tfoot th thead tr".split()
)
"""Elements without an end tag, or whose end tag may be left out; counted, they would seem to nest."""


class Parsed(Noun, frozen=True, kw_only=True):
    """The root element (None where there is no element at all) and what was altered so that it could be parsed."""

    root: HtmlElement | None
    notes: tuple[str, ...] = ()


def parse(html: str) -> Parsed:
    """The tree of ``html``, without comments. Whatever it holds, time grows with its length, and depth is at most `MAX_DEPTH` and a few."""
    notes: list[str] = []
    if _SURROGATE.search(html):
        html, count = _SURROGATE.subn("\ufffd", html)
        notes.append(f"{count} lone surrogates replaced by U+FFFD")
    if len(html) > _LARGE:
        html, _, cut = _tamed(html, None)
        if cut:
            notes.append(f"attributes above the first {MAX_ATTRIBUTES} of an element left out")
    root, deep = _tree(html)
    if deep:
        html, _, _ = _tamed(html, MAX_DEPTH)
        notes.append(f"elements nested deeper than {MAX_DEPTH} levels read as line breaks")
        root, deep = _tree(html)
        if deep:
            notes.append("what is nested deeper still left out, with all that follows it")
    return Parsed(root=root, notes=tuple(notes))


def _tree(html: str) -> tuple[HtmlElement | None, bool]:
    """The tree, and whether the parser gave up because of its depth."""
    # As UTF-8 with the encoding told, so that no declaration inside the page counts any more.
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(html.encode(), parser=parser)
    except etree.ParserError:  # no element
        root = None
    return root, any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)


def _tamed(html: str, most: int | None) -> tuple[str, int, int]:
    """``html`` without the tags below ``most`` levels (a line break stands for each) and the attributes above `MAX_ATTRIBUTES`, with the
    number of tags replaced and cut. No text goes."""
    pieces: list[str] = []
    depth = flattened = cut = at = position = 0
    while tag := _TAG.search(html, position):
        name = (tag[2] or "").lower()
        if not name:
            position = _after(html, "-->", tag.end())
            continue
        end, excess = _tag_end(html, tag.end())
        if excess is not None:
            cut += 1
            pieces += [html[at:excess], ">"]
            at = end
        position = end
        if name in _UNCOUNTED or (most is None and name not in _RAW):
            continue
        if tag[1]:
            depth = max(0, depth - 1)
        elif name in _RAW:
            closing = re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE).search(html, end)
            position = _tag_end(html, closing.end())[0] if closing else len(html)
            continue
        if most is not None and depth >= most:
            flattened += 1
            pieces += [html[at : max(at, tag.start())], "<br>"]
            at = end
        depth += not tag[1]
    pieces.append(html[at:])
    return "".join(pieces), flattened, cut


def _after(html: str, mark: str, start: int) -> int:
    at = html.find(mark, start)
    return len(html) if at < 0 else at + len(mark)


def _tag_end(html: str, position: int) -> tuple[int, int | None]:
    """Where the tag whose name ends at ``position`` ends, and where its attributes become too many."""
    end = html.find(">", position)
    if 0 <= end - position < MAX_ATTRIBUTES and not _QUOTE.search(html, position, end):  # nearly all
        return end + 1, None
    number, excess = 0, None
    while match := _ATTRIBUTE.match(html, position):
        if match.end() == position:
            break
        position = match.end()
        if match[1]:
            return position, excess
        number += 1
        if number == MAX_ATTRIBUTES:
            excess = position
    return len(html), excess
