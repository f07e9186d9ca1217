"""Where a page may tell whose it is and whom it credits: spans alone; what they name is for the names room.

Names of sites stand beside the title on the first line («عاجل - RT Arabic»), at the head of breadcrumbs, after words of
copyright («جميع الحقوق محفوظة لصحيفة …») and of opinion («لا تعبر عن رأي …»), and in leftovers of markup. Sources are
credited on a line of their own («المصدر: نوفوستي + تاس»), in the dateline that opens the text («القاهرة - أ ف ب - »,
«كابول، أفغانستان (CNN)--»), and after its last sentence («… في البلاد. (رويترز)»).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Literal

import msgspec

from mahdar.arabic import fold
from mahdar.knowledge import Knowledge
from mahdar.layout.blocks import Article
from mahdar.model import Block, Span

SitePlace = Literal["leftover", "title", "crumbs", "rights", "opinion", "first-line"]
CreditPlace = Literal["line", "dateline", "date-line", "end"]

_GAP = r"(?:(?<!\s)|(?<=\n)(?!\n))\s++"
"""White space from its beginning: tried from each of its characters it would take the square of their number."""
_BETWEEN = re.compile(rf"{_GAP}[-–—:]+\s+|(?:{_GAP})?[|]+\s*")
_CRUMBS = re.compile(r"^[ \t]{0,40}(?P<site>[^\n»›>|]{3,30}?)[ \t]{1,40}[»›>][ \t]+[^\n]{2,80}$", re.MULTILINE)
_FILL = re.compile(r"[ \t\xa0\u200e\u200f©\d:–—|().,،-]{0,80}")
_OWNED = re.compile(r"\s*لـ?\s*")
_LABEL = re.compile(r"[^\n.|،,؛©\d()«»\"“”<>]{2,48}")
_TRIM = ' \t\xa0\u200e\u200f\u202a\u202b\u202c\u202d\u202e.،:*-–—|/«»"“”()'

_CRUMB = re.compile(r"[»›>]")
_FIRST_LINE = 400
"""Characters of a page's first line in which its title and the site's name lie."""
_HEAD = 110
"""Characters at the start of a text in which its dateline lies."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_IN_BRACKETS = re.compile(r"[^\n()«»\"“”.:؛]{0,80}\((?P<source>[^()\n]{2,40})\)\s*[-–—:]")
_SEGMENTS = re.compile(r"(?:[^\n()«»\"“”.؛:،/|–—-]{1,40}[-–—/|:،]+\s*){1,4}")
_SEGMENT = re.compile(r"(?P<source>[^:،/|–—-]+)(?P<end>[-–—/|:،]+)")
_TAIL = 100
_AFTER_END = re.compile(
    r"[.!؟…\"»”]\s*(?:\((?P<source>[^()\n]{2,40})\)|[-–—/]\s*(?P<dashed>[^\n.()/–—-]{2,30}))[\s.]*$|^[\s*/-]*\((?P<alone>[^()\n]{2,40})\)[\s.]*$"
)
_QUOTED = re.compile(r"[\s*]*(?:نقلا|نقلاً)\s+عن\s*:?\s*(?P<source>\S[^\n]{1,60})$")
_LAST_LINES = 3
_SHORT = 7


class SiteMark(Span, frozen=True, kw_only=True):
    """Characters that may be the site's name. ``sure``: whatever stands there is one, known or not."""

    place: SitePlace
    sure: bool = False


class CreditMark(Span, frozen=True, kw_only=True):
    """Characters in which a source may be credited: a ``line`` of credit, a segment of the text's ``dateline``, a
    ``date-line`` of its own, or what stands after the ``end`` of the text."""

    place: CreditPlace


_MOST = 50
"""No page names its site in more places; what does is no page."""


class SourceMarks(msgspec.Struct, frozen=True, kw_only=True):
    """What a page may tell of its sources, in order of weight; ``dateline`` is the head of the text that may be one."""

    sites: tuple[SiteMark, ...] = ()
    credits: tuple[CreditMark, ...] = ()
    dateline: Span | None = None


class SourceMarker:
    """Compiled phrases of `Outlets` and `Furniture`. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.outlets.words
        self._sections = frozenset(_key(line) for line in knowledge.furniture.lines)
        self._nouns = frozenset(fold(noun) for noun in words.nouns)
        self._rights = _any_of(words.rights)
        self._opinions = _any_of(words.opinions)
        names = "|".join(re.escape(name) for name in words.leftovers)
        self._leftover = re.compile(rf"\b(?:{names})[\"'\s]{{1,4}}content\s?=\s?[\"']?(?P<site>[^\"'\n<>]{{2,60}})", re.IGNORECASE)

    def mark(self, article: Article) -> SourceMarks:
        """The spans of ``article``'s page that may name its site or its sources."""
        dateline, heads = _dateline(article)
        return SourceMarks(
            sites=tuple(islice((site for site in self._sites(article) if self._is_name(article.page.text[site.start : site.end])), _MOST)),
            credits=(*_credit_lines(article), *heads, *_ends(article)),
            dateline=dateline,
        )

    def _sites(self, article: Article) -> Iterator[SiteMark]:
        text = article.page.text
        furniture = [b for b in article.blocks if b.role == "furniture"]
        for block in furniture:
            for match in self._leftover.finditer(text, block.start, block.end):
                yield from _site(text, *match.span("site"), "leftover", True)
        yield from self._beside_title(article)
        for block in furniture:
            for match in _CRUMBS.finditer(text, block.start, block.end):
                sure = self._is_named(match["site"]) or (" " in match["site"] and bool(_CRUMB.search(text, match.end("site") + 3, match.end())))
                yield from _site(text, *match.span("site"), "crumbs", sure)
        for block in furniture:
            for match in self._rights.finditer(text, block.start, block.end):
                yield from self._owner(text, match, block)
        for block in furniture:
            for match in self._opinions.finditer(text, block.start, block.end):
                fill = _FILL.match(text, match.end(), block.end)
                if label := _LABEL.match(text, fill.end() if fill else match.end(), block.end):
                    yield from _site(text, *label.span(), "opinion", False)

    def _beside_title(self, article: Article) -> Iterator[SiteMark]:
        """The first line's segments before and after the title; ``sure`` where the title stands on the page once more."""
        text, title = article.page.text, article.title
        if not article.blocks:
            return
        first = article.blocks[0]
        stop = min(len(text), first.start + _FIRST_LINE)
        end = text.find("\n", first.start, stop)
        segments = list(_split(text, first.start, end if end >= 0 else stop))
        if len(segments) < 2:
            return
        if first.role != "furniture":
            place: SitePlace = "first-line"
            left = segments
        else:
            headline = _key(text[title.start : title.end]) if title else ""
            left = [s for s in segments if _key(text[s.start : s.end]) not in headline]
            if not headline or len(left) == len(segments):
                place, left = "first-line", segments
            else:
                place = "title"
        for span in dict.fromkeys((*left[:1], *left[-1:])):
            yield SiteMark(start=span.start, end=span.end, place=place, sure=place == "title" and self._is_named(span.of(text)))

    def _owner(self, text: str, match: re.Match[str], block: Block) -> Iterator[SiteMark]:
        """Who stands after words of copyright on their line, or before them where nothing comes after."""
        fill = _FILL.match(text, match.end(), block.end)
        label = _LABEL.match(text, fill.end() if fill else match.end(), block.end)
        if label and label.group().strip(_TRIM):
            if not self._rights.search(label.group()):
                owned = fill is not None and not fill.group().strip(" :\t")  # محفوظة لصحيفة كذا: the preposition stays out
                clitic = _OWNED.match(label.group()) if owned else None
                yield from _site(text, label.start() + (clitic.end() if clitic else 0), label.end(), "rights", len(label.group().split()) <= 5)
            return
        near = max(block.start, match.start() - 60)
        line = max(text.rfind("\n", near, match.start()) + 1, near)
        before = list(_LABEL.finditer(text, line, match.start()))
        if before:
            yield from _site(text, *before[-1].span(), "rights", self._is_named(before[-1].group()))

    def _is_named(self, label: str) -> bool:
        """Whether a label holds a noun that only names of outlets have (شبكة كذا، كذا نيوز)."""
        return not self._nouns.isdisjoint(_key(label).split())

    def _is_name(self, label: str) -> bool:
        """Whether a label is more than a section of the site (العالم، الرئيسية)."""
        key = _key(label)
        return len(key) > 1 and key not in self._sections and not key.isdigit()


def _dateline(article: Article) -> tuple[Span | None, list[CreditMark]]:
    """The head of the text that may tell place, source and date, and the segments that may be a source."""
    text = article.page.text
    body = next((b for b in article.blocks if b.role in ("lead", "body")), None)
    if body is None:
        return None, []
    stop = min(body.end, body.start + _HEAD)
    if body.end <= stop and _YEAR.search(text, body.start, stop) and text[body.end - 1] not in ".؟!":  # جدة 12 مايو 2018 م واس
        line = Span(start=body.start, end=body.end)
        return line, [CreditMark(start=body.start, end=body.end, place="date-line")]
    if match := _IN_BRACKETS.match(text, body.start, stop):
        return Span(start=body.start, end=match.end()), [CreditMark(start=match.start("source"), end=match.end("source"), place="dateline")]
    match = _SEGMENTS.match(text, body.start, stop)
    if match is None:
        return None, []
    parts = [
        part
        for i, part in enumerate(_SEGMENT.finditer(text, body.start, match.end()))
        if "،" not in part["end"] and (":" not in part["end"] or i)  # prose has commas, and «رويترز: …» tells who says it
    ]
    if not parts:
        return None, []
    spans = [_trimmed(text, *part.span("source")) for part in parts]
    heads = [CreditMark(start=span.start, end=span.end, place="dateline") for span in spans if span.start < span.end]
    return Span(start=body.start, end=parts[-1].end()), heads


def _credit_lines(article: Article) -> Iterator[CreditMark]:
    text = article.page.text
    for block in article.blocks:
        if block.role == "credit":
            yield CreditMark(start=block.start, end=block.end, place="line")
        elif block.role in ("dateline", "byline"):
            yield CreditMark(start=block.start, end=block.end, place="date-line")
        elif block.role in ("body", "subhead", "caption") and block.end - block.start < 80 and (match := _QUOTED.match(text, block.start, block.end)):
            yield CreditMark(start=match.start("source"), end=match.end("source"), place="line")


def _ends(article: Article) -> Iterator[CreditMark]:
    """What stands after the last sentence of the text, or on a short line of its own at its end."""
    text = article.page.text
    read = [i for i, b in enumerate(article.blocks) if b.role in ("lead", "body", "subhead", "caption")]
    while read and not any(article.blocks[i].role == "body" for i in read[-_LAST_LINES:]):
        read.pop()
    if not read:
        return
    for i in read[-_LAST_LINES:]:
        block = article.blocks[i]
        if i == read[-1] or _is_short(text, block):
            yield from _end(text, block)
    if read[-1] + 1 < len(article.blocks):
        after = article.blocks[read[-1] + 1]
        line = text.find("\n", after.start, after.end)
        yield from _end(text, msgspec.structs.replace(after, end=after.end if line < 0 else line), whole=True)


def _end(text: str, block: Block, *, whole: bool = False) -> Iterator[CreditMark]:
    if _is_short(text, block):
        yield CreditMark(start=block.start, end=block.end, place="end")
    elif not whole and (match := _AFTER_END.search(text, max(block.start, block.end - _TAIL), block.end)):
        group = next(name for name in ("source", "dashed", "alone") if match[name])
        yield CreditMark(start=match.start(group), end=match.end(group), place="end")


def _is_short(text: str, block: Block) -> bool:
    return block.end - block.start <= 60 and len(text[block.start : block.end].split()) <= _SHORT


def _site(text: str, start: int, end: int, place: SitePlace, sure: bool) -> Iterator[SiteMark]:
    span = _trimmed(text, start, end)
    if span.start < span.end:
        yield SiteMark(start=span.start, end=span.end, place=place, sure=sure)


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    """The segments of a line between dashes and bars, trimmed."""
    at = start
    for match in (*_BETWEEN.finditer(text, start, end), None):
        span = _trimmed(text, at, match.start() if match else end)
        if span.start < span.end:
            yield span
        at = match.end() if match else end


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space, direction marks and punctuation around it."""
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return Span(start=start, end=end)


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern of all phrases, whatever their hamzas and spaces."""
    loose = []
    for phrase in phrases:
        words = [
            "".join({"ا": "[اأإآ]", "أ": "[اأإ]", "إ": "[اإأ]", "آ": "[اآ]", "ة": "[ةه]", "ي": "[يى]"}.get(c, re.escape(c)) for c in w)
            for w in phrase.split()
        ]
        loose.append(r"\s{1,3}".join(words))
    return re.compile("|".join(sorted(loose, key=len, reverse=True)), re.IGNORECASE)


def _key(phrase: str) -> str:
    return " ".join(re.findall(r"\w+", fold(phrase)))
