"""What the markup of a page says of the page: JSON-LD, OpenGraph, meta elements, microdata, time elements; at last htmldate.

For each field the sources are asked in a fixed order, the more deliberate first. A date that can't be (before 1995, after the capture) is
passed over, and said.
"""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import copy
from itertools import islice
from typing import cast

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement

from mahdar.capture.dates import minute
from mahdar.capture.html.dates import edtf_day, why_implausible
from mahdar.capture.html.jsonld import Linked, linked, text_of
from mahdar.model import Metadata, Noun, Told

_META = {
    "title": "og:title twitter:title dc.title dcterms.title parsely-title sailthru.title".split(),
    "published": "article:published_time article:published og:published_time datepublished parsely-pub-date sailthru.date dcterms.issued "
    "dc.date.issued dcterms.created dc.date.created dcterms.date dc.date publication_date publishdate publish_date publish-date pubdate "
    "article.published cxenseparse:recs:publishtime date".split(),
    "modified": "article:modified_time article:modified og:updated_time datemodified dcterms.modified dc.date.modified lastmod last-modified "
    "article.updated".split(),
    "author": "author article:author parsely-author sailthru.author dc.creator dcterms.creator byl".split(),
    "section": "article:section parsely-section section articlesection cxenseparse:recs:category".split(),
    "outlet": "og:site_name application-name dc.publisher dcterms.publisher publisher".split(),
    "url": ["og:url"],
}
"""Names (``property``, ``name`` or ``itemprop``) of the meta elements that tell each field, the most trusted first."""

_LINKED = {
    "title": "headline",
    "published": "datePublished",
    "modified": "dateModified",
    "author": "author",
    "section": "articleSection",
    "outlet": "publisher",
    "url": "url",
}
_WEAK = frozenset({"meta date", "time datetime", "meta pubdate", "meta dc.date", "htmldate"})
"""Places that often hold the moment of serving the page."""

_GAP = r"(?<!\s)\s++"  # from its beginning: tried from each of its characters it would take the square of their number
_SEPARATOR = re.compile(rf"{_GAP}[-–—|:•·»«/]+\s+|(?:{_GAP})?[|»•]\s*")
_LETTERS = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_URL = re.compile(r"https?://|^(?:www\.|/|@)", re.IGNORECASE)
_MAX_VALUE = 500
_MOST = 100
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")  # JSON's escapes can write them
_APART = "ancestor::nav or ancestor::aside or ancestor::footer or ancestor::form"


class Read(Noun, frozen=True, kw_only=True):
    """The metadata of a page, and what a reader should know of them."""

    metadata: Metadata
    notes: tuple[str, ...] = ()


def read_metadata(root: HtmlElement, *, url: str | None, fetched: str | None, lines: Iterable[str] = (), search: bool) -> Read:
    """What the markup under ``root`` says.

    ``fetched`` bounds its dates, ``lines`` are those of its rendering, one of which is its title; with ``search``, time elements and at last htmldate
    are asked for a day too, which takes more time than a huge page is worth.
    """
    meta = _meta(root)
    links = islice(root.iter("link"), _MOST)
    canonical = [href for link in links if "canonical" in (link.get("rel") or "").lower().split() and (href := _clean(link.get("href")))]
    headings = [text for heading in islice(root.iter("h1"), _MOST) if (text := _clean(_text(heading)))]
    heads = [text for title in islice(root.iter("title"), 1) if (text := _clean(_text(title)))]
    addresses = [*canonical, *(told.value for told in meta["url"]), *([url] if url else [])]
    data = linked(root, addresses, [*(told.value for told in meta["title"]), *headings, *heads])
    said = {field: [*_linked(data, field), *meta[field]] for field in _META}
    notes = list(data.notes)

    outlet = _first(said["outlet"])
    titles = [*meta["title"][:2], *_linked(data, "title"), *meta["title"][2:]]
    titles += [Told(value=headings[0], where="h1")] if len(set(headings)) == 1 else []
    titles += [Told(value=head, where="title") for head in heads]
    published, modified = _dates(root, said, fetched, notes, search=search)
    return Read(
        metadata=Metadata(
            title=_title(titles, outlet, {_words(text) for text in (*headings, *lines)}),
            published=published,
            modified=modified,
            author=_first(told for told in said["author"] if not _URL.search(told.value)),
            section=_first(told for told in said["section"] if not _URL.search(told.value)),
            outlet=outlet,
            url=_first([*(Told(value=address, where="link canonical") for address in canonical), *said["url"]], _is_absolute),
        ),
        notes=tuple(dict.fromkeys(notes)),
    )


def _meta(root: HtmlElement) -> dict[str, list[Told]]:
    """What meta elements and microdata say, by field, the most trusted first."""
    found: dict[str, Told] = {}
    for element in root.iter("meta"):
        value = _clean(element.get("content"))
        if value is None:
            continue
        for key in ("property", "name", "itemprop"):
            for name in (element.get(key) or "").lower().split():
                found.setdefault(name, Told(value=value, where=f"{'itemprop' if key == 'itemprop' else 'meta'} {name}"))
    for name in ("datePublished", "dateModified"):
        for element in cast("list[HtmlElement]", root.xpath(f"//*[@itemprop='{name}'][not({_APART})]"))[:1]:
            if value := _clean(element.get("content") or element.get("datetime")):
                found.setdefault(name.lower(), Told(value=value, where=f"itemprop {name}"))
    return {field: [found[name] for name in names if name in found] for field, names in _META.items()}


def _linked(data: Linked, field: str) -> list[Told]:
    key = _LINKED[field]
    value = _clean(text_of(data.value.get(key)) or (text_of(data.value.get("name")) if field == "title" else None))
    kind = "" if data.kind != "WebPage" else "WebPage "
    return [Told(value=value, where=f"JSON-LD {kind}{key}")] if value else []


def _dates(root: HtmlElement, said: dict[str, list[Told]], fetched: str | None, notes: list[str], *, search: bool) -> tuple[Told | None, Told | None]:
    """The days of publication and of the last change, of those told the first that can be."""
    published = list(_plausible("published", [*said["published"], *(_times(root) if search else ())], fetched, notes))
    modified = next(_plausible("modified", said["modified"], fetched, notes), None)
    first = published[0] if published else _searched(root, fetched) if search else None
    today = edtf_day(fetched) if fetched else None
    if first and first.value == today and first.where in _WEAK and (others := [told for told in published if told.value < first.value]):
        notes.append(f"published {first.value} of {first.where} ignored: the day of capture, and {others[0].where} tells {others[0].value}")
        first = others[0]
    if first and modified and modified.value[: len(first.value)] < first.value[: len(modified.value)]:
        notes.append(f"modified {modified.value} before published {first.value}: the earlier day taken for publication")
        first, modified = modified, first
    return first, modified


def _plausible(field: str, said: Iterable[Told], fetched: str | None, notes: list[str]) -> Iterator[Told]:
    """The days among ``said``; those that can't be are noted."""
    for told in said:
        if (day := edtf_day(told.value)) is None:
            continue
        if why := why_implausible(day, fetched):
            notes.append(f"{field} {day} of {told.where} ignored: {why}")
        else:
            yield Told(value=day, where=told.where, at=minute(told.value))


def _times(root: HtmlElement) -> list[Told]:
    """The day of the ``time`` element that stands for the page: marked ``pubdate``, else the first of the article, else the only one of all."""
    times = cast("list[HtmlElement]", root.xpath(f"//time[@datetime][not({_APART})]"))
    marked = [time for time in times if "pubdate" in time.attrib]
    inside = cast("list[HtmlElement]", root.xpath(f"(//article[.//h1] | //main[.//h1])[1]//time[@datetime][not({_APART})]"))
    days = {edtf_day(time.get("datetime") or "") for time in times}
    chosen = marked[:1] or inside[:1] or (times[:1] if len(days) == 1 else [])
    return [Told(value=time.get("datetime") or "", where="time datetime") for time in chosen]


def _searched(root: HtmlElement, fetched: str | None) -> Told | None:
    """The day that htmldate finds in the canonical address and the markup, leaving out what was judged above and what may be of other stories."""
    page = copy(root)
    etree.strip_elements(page, "script", "time", "nav", "aside", "footer", with_tail=False)
    logger = logging.getLogger("htmldate")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        # A fixed limit where the capture has no date: the same page must read the same next year.
        day = find_date(page, extensive_search=False, original_date=True, max_date=(edtf_day(fetched) if fetched else None) or "2099-12-31")
    except Exception:  # whatever goes wrong in it, the page merely has no day
        return None
    finally:
        logger.setLevel(level)
    return Told(value=day, where="htmldate") if day and not why_implausible(day, fetched) else None


def _title(titles: Sequence[Told], outlet: Told | None, lines: Collection[str]) -> Told | None:
    """The first of ``titles`` that is more than the site's name, without that: what a separator parts and is the outlet, or the shorter
    part where the longer is a line of the page."""
    name = _words(outlet.value) if outlet else None
    for told in titles:
        value = told.value
        for separator in _SEPARATOR.finditer(value):
            before, after = value[: separator.start()], value[separator.end() :]
            short, long = sorted((before, after), key=lambda part: len(_words(part)))
            if name in (_words(before), _words(after)):
                value = after if _words(before) == name else before
                break
            if _words(long) in lines and _words(value) not in lines and _words(short):
                value = long
                break
        if _words(value) not in ("", name):
            return Told(value=value, where=told.where)
    return None


def _words(text: str) -> str:
    return " ".join(_LETTERS.findall(text.casefold()))


def _text(element: HtmlElement) -> str:
    """The element's text, as far as a value can go: elements can hold each other and the whole page."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece)
        if length > 4 * _MAX_VALUE:
            break
    return "".join(pieces)


def _is_absolute(told: Told) -> bool:
    return told.value.lower().startswith(("http://", "https://"))


def _first(said: Iterable[Told], wanted: object = None) -> Told | None:
    return next((told for told in said if not callable(wanted) or wanted(told)), None)


def _clean(value: str | None) -> str | None:
    """A value as text: entities that were escaped twice resolved, white space made one space; None for nothing or far too much."""
    text = _UNFIT.sub("\ufffd", _SPACE.sub(" ", html.unescape(value)).strip()) if value and len(value) < 4 * _MAX_VALUE else ""
    return text if 0 < len(text) <= _MAX_VALUE else None
