"""The JSON-LD of a page: the object in it that is about the page itself, and what that says."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from mahdar.model import Noun

_MAX_SCRIPTS = 50
_MAX_SCRIPT = 1_000_000
_MAX_OBJECTS = 200
_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|NewsVideo)$")
_PAGE = re.compile(r"WebPage$")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_LETTERS = re.compile(r"\w+")


class Linked(Noun, frozen=True, kw_only=True):
    """The object about the page (empty where none is), as JSON, its type, and what is to say of the others."""

    value: dict[str, object]
    kind: str = ""
    notes: tuple[str, ...] = ()


def linked(root: HtmlElement, urls: Sequence[str], titles: Sequence[str]) -> Linked:
    """The article that the JSON-LD of the page describes, else the web page.

    Of several articles that one is taken whose address is among ``urls`` or whose headline is among ``titles``; where none is, none.
    """
    notes: list[str] = []
    objects: list[dict[str, object]] = []
    scripts = (script for script in root.iter("script") if "ld+json" in (script.get("type") or "").lower() and script.text)
    for script in islice(scripts, _MAX_SCRIPTS):
        value = _loaded(script.text)
        if value is None:
            notes.append("JSON-LD that is no JSON ignored")
        else:
            objects += _objects(value)
    for pattern in (_ARTICLE, _PAGE):
        found = [(item, kind) for item in objects[:_MAX_OBJECTS] if (kind := next(filter(pattern.search, _strings(item.get("@type"))), None))]
        own = [pair for pair in found if _is_of(pair[0], urls, titles)] or (found if len(found) == 1 else [])
        if own:
            return Linked(value=own[0][0], kind=own[0][1], notes=tuple(notes))
        if found and pattern is _ARTICLE:
            notes.append(f"JSON-LD tells of {len(found)} articles, and not which of them the page is")
    return Linked(value={}, notes=tuple(notes))


def text_of(value: object) -> str | None:
    """A value of JSON-LD as text: a string, an object's name, or several of them parted by commas."""
    return ", ".join(dict.fromkeys(_strings(value))) or None


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str) and value.strip():
        yield value
    elif isinstance(value, dict):
        yield from (name for name in (value.get("name"),) if isinstance(name, str) and name.strip())
    elif isinstance(value, list):
        for item in value[:20]:
            if not isinstance(item, list):
                yield from _strings(item)


def _loaded(text: str) -> object | None:
    """The JSON in a script, also where it is wrapped in comments or has commas too many; None where it can't be read."""
    if len(text) > _MAX_SCRIPT:
        return None
    for attempt in (text, _TRAILING_COMMA.sub("", _WRAPPING.sub("", _WRAPPING.sub("", text)))):
        try:
            value: object = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return value
    return None


def _objects(value: object) -> Iterator[dict[str, object]]:
    """The objects at the top, in a graph, and what these call their main entity; not those that lists of other stories hold."""
    pending = deque([(value, 0)])
    for _ in range(4 * _MAX_OBJECTS):
        if not pending:
            return
        item, depth = pending.popleft()
        if isinstance(item, list):
            pending += [(inner, depth + 1) for inner in item[:_MAX_OBJECTS]] if depth < 6 else []
        elif isinstance(item, dict):
            yield item
            pending += [(item[key], depth + 1) for key in _INSIDE if isinstance(item.get(key), (dict, list))] if depth < 6 else []


def _is_of(item: dict[str, object], urls: Sequence[str], titles: Sequence[str]) -> bool:
    page = item.get("mainEntityOfPage")
    addresses = [item.get("url"), item.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    if any(isinstance(address, str) and _place(address) in map(_place, urls) for address in addresses):
        return True
    headline = _words(text_of(item.get("headline")) or text_of(item.get("name")) or "")
    return bool(headline) and any(headline == _words(title) for title in titles)


def _place(url: str) -> str:
    """An address without what may differ between two ways to write it."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    return f"{parts.netloc.lower().removeprefix('www.')}{unquote(parts.path).rstrip('/')}?{parts.query}"


def _words(title: str) -> str:
    return " ".join(_LETTERS.findall(title))
