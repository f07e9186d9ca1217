"""A tree as lines of text, each with what the elements around it say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from mahdar.capture.html.elements import LEFT_OUT, LISTS, PREFORMATTED, REPLACED, SPACED, display, words, zone
from mahdar.capture.limits import MAX_LINES
from mahdar.model import MarkedLine, Noun

_SPACE = re.compile("[ \t\n\r\f]+")
_SPACES = " \t\n\r\f"
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_NEAREST = 6
_MOST_WORDS = 24
_ITEMS = frozenset({"a", "button"})
"""Elements that style sheets alone part from what is beside them, as the items of a menu."""


class TooLong(Exception):  # noqa: N818 - a signal to the caller, who names the page
    """A page has more of something than it can have; the message says of what it was expected to have how much at most."""


class Lines(Noun, frozen=True, kw_only=True):
    """The text, its marked lines, how many characters stand in hidden elements, and how many control characters were replaced."""

    text: str
    markup: tuple[MarkedLine, ...]
    hidden: int
    controls: int


class _Frame:
    """An open element, with what it hands down to those inside it."""

    __slots__ = ("block", "depth", "link", "names", "nearest", "parent", "pre", "starts_line", "tag", "zones")

    def __init__(self, tag: str, attributes: Mapping[str, str], block: bool, parent: _Frame | None) -> None:
        self.tag = tag
        self.starts_line = block
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.block: str = tag if block or parent is None else parent.block
        self.link: bool = (tag == "a" and "href" in attributes) or (parent is not None and parent.link)
        self.pre: bool = tag in PREFORMATTED or (parent is not None and parent.pre)
        outer = parent.zones if parent else ()
        found = zone(tag, attributes.get("role"))
        self.zones: tuple[str, ...] = (*outer, found) if found and outer[-1:] != (found,) and len(outer) < _NEAREST * 2 else outer
        self.names = "" if tag in ("html", "body") else f"{attributes.get('class', '')} {attributes.get('id', '')}".strip()
        self.nearest: tuple[str, ...] | None = None

    def classes(self) -> tuple[str, ...]:
        """The words of the classes and ids of this element and those around it, the nearest first."""
        if self.nearest is None:
            found: dict[str, None] = {}
            frame: _Frame | None = self
            for _ in range(_NEAREST):
                if frame is None:
                    break
                found.update(dict.fromkeys(words(frame.names)))
                frame = frame.parent
            self.nearest = tuple(found)[:_MOST_WORDS]
        return self.nearest


class _Writer:
    """Takes runs of text and breaks, and makes lines of them."""

    def __init__(self, limit: int) -> None:
        self.lines: list[str] = []
        self.markup: list[MarkedLine] = []
        self.controls = 0
        self._limit = limit
        self._length = 0  # of the lines so far, each with its line end
        self._current: list[str] = []
        self._open = False  # the line has more than white space
        self._space = False  # a space is due before the next word
        self._gap = False
        self._frame: _Frame | None = None
        self._linked = self._solid = 0

    def write(self, text: str, frame: _Frame) -> None:
        """Run ``text`` on, its white space collapsed unless it is preformatted."""
        text, controls = _CONTROL.subn("\ufffd", text)
        self.controls += controls
        if frame.pre:
            first, *others = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            self._add(first, frame)
            for other in others:
                self.end(blank=True)
                self._add(other, frame)
            return
        body = _SPACE.sub(" ", text)
        if body[:1] == " ":
            self._space, body = True, body[1:]
        trailing = body[-1:] == " "
        body = body[:-1] if trailing else body
        if body:
            self._add(f" {body}" if self._space and self._open else body, frame)
            self._space = False
        self._space = self._space or trailing

    def space(self) -> None:
        """Part what comes from what was by a space."""
        self._space = True

    def gap(self) -> None:
        """Leave a blank line before the next line."""
        self._gap = True

    def end(self, *, blank: bool = False) -> None:
        """End the line; with ``blank``, an empty one makes a blank line."""
        line = "".join(self._current).rstrip(_SPACES)
        if line:
            if self._gap and self.lines:
                self.lines.append("")
                self._length += 1
            self._gap = False
            self._mark(line)
            self.lines.append(line)
            self._length += len(line) + 1
            if self._length > self._limit + 1:
                raise TooLong(f"{self._limit:,} characters of text")
            if len(self.markup) > MAX_LINES:
                raise TooLong(f"{MAX_LINES:,} lines")
        elif blank:
            self._gap = True
        self._current, self._open, self._space, self._frame = [], False, False, None
        self._linked = self._solid = 0

    def _add(self, text: str, frame: _Frame) -> None:
        if not text:
            return
        self._current.append(text)
        solid = len(text) - text.count(" ")
        if not text.isspace():
            self._open = True
            self._solid += solid
            self._linked += solid if frame.link else 0
            self._frame = frame if self._frame is None else _common(self._frame, frame)

    def _mark(self, line: str) -> None:
        body = line.strip()
        if not body or self._frame is None:
            return
        start = self._length + line.index(body[0])
        self.markup.append(
            MarkedLine(
                start=start,
                end=start + len(body),
                tag=self._frame.block,
                zones=self._frame.zones,
                classes=self._frame.classes(),
                links=round(self._linked / self._solid, 3) if self._linked and self._solid else 0.0,
            )
        )


def lines(root: HtmlElement, limit: int) -> Lines:
    """The lines of the tree under ``root``. Walks it without recursion.

    Raises `TooLong` for more than ``limit`` characters, or `MAX_LINES`.
    """
    writer = _Writer(limit)
    frame: _Frame | None = None
    hidden = 0
    last = ""  # the element that ended just before, with no text since
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, found in walk:
        element = cast("HtmlElement", found)
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            attributes = dict(element.items())
            shown = "none" if tag in LEFT_OUT else display(tag, attributes)
            if shown == "none":
                if tag not in LEFT_OUT:
                    hidden += _letters(element)
                elif tag in REPLACED:
                    writer.space()
                walk.skip_subtree()
                # Its end comes all the same; a frame that is left at once keeps the two in step.
                frame = _Frame("", {}, False, frame)
                continue
            frame = _Frame(tag, attributes, shown == "block", frame)
            if shown == "block":
                writer.end()
                if _spaced(frame):
                    writer.gap()
            elif tag == "br":
                writer.end(blank=True)
            elif last and (tag in _ITEMS or last in _ITEMS):
                writer.space()
            if element.text:
                writer.write(element.text, frame)
                last = ""
        else:
            assert frame is not None
            if frame.starts_line:
                writer.end()
                if _spaced(frame):
                    writer.gap()
            frame = frame.parent
            last = "" if element.tail else tag
            if element.tail and frame is not None:
                writer.write(element.tail, frame)
    writer.end()
    return Lines(text="\n".join(writer.lines), markup=tuple(writer.markup), hidden=hidden, controls=writer.controls)


def _spaced(frame: _Frame) -> bool:
    """Whether a blank line parts the element from what surrounds it."""
    if frame.tag not in SPACED:
        return False
    return frame.tag not in LISTS or frame.parent is None or frame.parent.block not in ("li", "dd", *LISTS)


def _common(one: _Frame, other: _Frame) -> _Frame:
    """The innermost element that holds both."""
    while one is not other:
        if one.depth >= other.depth and one.parent is not None:
            one = one.parent
        elif other.parent is not None:
            other = other.parent
        else:
            break
    return one


def _letters(element: HtmlElement) -> int:
    """How many characters but white space the element's text has, scripts and styles left out."""
    return sum(len("".join(text.split())) for text in element.xpath(".//text()[not(parent::script or parent::style)]"))
