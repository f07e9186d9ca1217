"""Who published a page, and which sources it credits for the whole story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from mahdar.arabic import Text, fold
from mahdar.knowledge import Knowledge
from mahdar.layout import CreditMark, SiteMark, SourceMarks
from mahdar.model import Credit, Outlet, Page, Span
from mahdar.names.media import MediaNames
from mahdar.names.page import PageNames

_LONGEST_LABEL = 60
_LONGEST_NAME = 3
"""Words of an outlet's name that only its place in a credit tells."""


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """The page's outlet, its credits in order, the dateline that opens its text if it names a source, and where what is
    told of the outlet disagrees. ``house`` are the outlet and what it is a part of, ``wire`` the agency whose text the whole page is."""

    outlet: Outlet | None
    credits: tuple[Credit, ...]
    house: frozenset[str] = frozenset()
    wire: str | None = None
    dateline: Span | None = None
    notes: tuple[str, ...] = ()


class SourceFinder:
    """Names the spans that `mahdar.layout.SourceMarker` marks. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.media = MediaNames(knowledge)
        self._hands = frozenset(map(fold, knowledge.outlets.words.hands))
        self._month_first = frozenset(site.entity for site in knowledge.outlets.outlet if site.month_first)

    def month_first(self, outlet: Outlet | None) -> bool:
        """Whether dates in figures that could be read either way round are the outlet's with the month first (05/06/2018 is of May)."""
        return outlet is not None and outlet.entity in self._month_first

    def find(self, page: Page, marks: SourceMarks, text: Text, names: PageNames) -> Sources:
        """The outlet of ``page`` and what it credits. What the outlet itself is called is no credit: (CNN) on CNN Arabic's pages."""
        outlet, notes = self._outlet(page, marks, names)
        house = self._house(outlet.entity) if outlet and outlet.entity else frozenset()
        found = sorted(self._credits(page.text, marks, text, names), key=lambda c: (c.start, c.end))
        dateline = marks.dateline if marks.dateline and any(marks.dateline.holds(credit) for credit in found) else None
        credited: dict[str, Credit] = {}
        for credit in found:
            if credit.entity not in house:
                credited.setdefault(credit.entity, credit)
        own = any(credit.entity in house for credit in found)
        wire = None if own or not self._names_all(page.text, marks) else self._only_agency(credited)
        return Sources(outlet=outlet, credits=tuple(credited.values()), house=house, wire=wire, dateline=dateline, notes=notes)

    def _only_agency(self, credited: Iterable[str]) -> str | None:
        """The agency that alone is credited: the page is a copy of its wire (موسكو - رويترز، المصدر: أ ف ب)."""
        first, *others = (*credited, None)
        return first if first in self.media.agencies and others == [None] else None

    def _names_all(self, text: str, marks: SourceMarks) -> bool:
        """Whether every part of the lines of credit names a source: «رويترز + وكالات» and «رويترز، مراسلنا» have others than the one named."""
        lines = [mark for mark in marks.credits if mark.place == "line"]
        parts = (part for mark in lines for part in self.media.parts(text, _after_colon(text, mark), mark.end))
        return all(entity for _, entity, _ in parts)

    def _outlet(self, page: Page, marks: SourceMarks, names: PageNames) -> tuple[Outlet | None, tuple[str, ...]]:
        """Given, else told by the markup, else by the address, else by the page's text; what can't be told is null."""
        site = next((s for url in (page.url, page.metadata.url and page.metadata.url.value) if url and (s := self.media.at(url))), None)
        if page.given.outlet:
            label = page.given.outlet
            return Outlet(label=label, entity=self._finer(self.media.find(label), site), basis="given"), ()
        told = page.metadata.outlet
        if told and 0 < len(told.value.strip()) <= _LONGEST_LABEL:
            named = self.media.find(told.value)
            if named or site is None:
                notes: tuple[str, ...] = ()
                if named and site and named not in self._house(site):
                    notes = (f"outlet: {told.where} names {told.value}, the address is of {self.media.own_name(site)}",)
                return Outlet(label=told.value.strip(), entity=self._finer(named, site), basis="metadata"), notes
        if site:
            return Outlet(label=self.media.own_name(site), entity=site, basis="metadata"), ()
        return self._stated(page.text, marks, names), ()

    def _finer(self, named: str | None, site: str | None) -> str | None:
        """The outlet that a name and an address tell together: the address knows CNN Arabic from CNN. Without one, a page of
        CNN is taken for one of its Arabic part: Mahdar reads Arabic pages."""
        if named is None:
            return site
        part = site if site and self.media.house(site) == named else self.media.part(named)
        return part or named

    def _stated(self, text: str, marks: SourceMarks, names: PageNames) -> Outlet | None:
        """The outlet by the page's text: the first name that is known, else one that stands where only a site's name does."""
        unknown: SiteMark | None = None
        for mark in marks.sites:
            quote = mark.of(text)
            entity = self.media.find(quote)
            if entity and not (mark.place == "first-line" and (entity in self.media.agencies or not self.media.has_site(entity))):
                return Outlet(label=quote, entity=entity, basis="stated", evidence=(Span(start=mark.start, end=mark.end),))
            unknown = unknown or (mark if mark.sure else None)
        if own := next((found for mark in marks.credits if (found := self._own_credit(text, mark))), None):
            span, entity = own
            return Outlet(label=span.of(text), entity=entity, basis="stated", evidence=(span,))
        if unknown is None:
            head = next((credit for mark in marks.credits if (credit := self._first_credit(text, mark, names)) is not None), None)
            return Outlet(label=head.of(text), entity=None, basis="stated", evidence=(head,)) if head is not None else None
        return Outlet(label=unknown.of(text), entity=None, basis="stated", evidence=(Span(start=unknown.start, end=unknown.end),))

    def _own_credit(self, text: str, mark: CreditMark) -> tuple[Span, str] | None:
        """The outlet that credits itself before agencies (المصدر: الجزيرة + وكالات، فرانس 24 / أ ف ب)."""
        if mark.place not in ("line", "end"):
            return None
        parts = list(self.media.parts(text, _after_colon(text, mark), mark.end))
        if not parts:
            return None
        (span, first, _), *others = parts
        carried = [unnamed or entity in self.media.agencies for _, entity, unnamed in others]
        if first and carried and all(carried) and first not in self.media.agencies and self.media.has_site(first):
            return span, first
        return None

    def _first_credit(self, text: str, mark: CreditMark, names: PageNames) -> Span | None:
        """The name that no list has at the head of a line of credit, before agencies alone (المصدر: مرساة + نوفوستي + تاس): who puts their texts
        together is the page's own outlet. Not a person, a place or a body that the page names, nor a name of many words."""
        if mark.place != "line" or _after_colon(text, mark) == mark.start:
            return None
        parts = list(self.media.parts(text, _after_colon(text, mark), mark.end))
        if len(parts) < 2:
            return None
        (span, first, unnamed), *others = parts
        carried = all(none_named or entity in self.media.agencies for _, entity, none_named in others)
        known = any(m.start < span.end and span.start < m.end for line in names.mentions for m in line)
        words = fold(span.of(text)).split()
        named = not (first or unnamed or known) and len(words) <= _LONGEST_NAME and self._hands.isdisjoint(words)
        return span if carried and named else None

    def _credits(self, text: str, marks: SourceMarks, read: Text, names: PageNames) -> Iterator[Credit]:
        for mark in marks.credits:
            start = _after_colon(text, mark) if mark.place == "line" else mark.start
            parts = list(self.media.parts(text, start, mark.end))
            if mark.place == "end" and not all(entity or unnamed for _, entity, unnamed in parts):
                continue
            found = [(span, entity) for span, entity, _ in parts if entity]
            if mark.place == "date-line":
                last = self.media.last(text, mark.start, mark.end)
                found = [(span, entity) for span, entity in (*found, *((last,) if last else ())) if not self.media.is_common(span.of(text))]
            if mark.place == "line":
                found += [item for item in _organizations(read, names, mark) if not any(item[0].overlaps(span) for span, _ in found)]
            yield from (Credit(start=span.start, end=span.end, entity=entity) for span, entity in found)

    def _house(self, entity: str) -> frozenset[str]:
        """The outlet and what it is a part of."""
        house = self.media.house(entity)
        return frozenset({entity, house} if house else {entity})


def _after_colon(text: str, mark: CreditMark) -> int:
    """Where a line of credit begins after its word («المصدر: …»)."""
    colon = text.find(":", mark.start, min(mark.end, mark.start + 16))
    return colon + 1 if colon >= 0 else mark.start


def _organizations(read: Text, names: PageNames, mark: CreditMark) -> Iterator[tuple[Span, str]]:
    """The organizations named in a line of credit that are no media (المصدر: وزارة الخارجية الروسية)."""
    for line, mentions in zip(read.lines, names.mentions, strict=True):
        if mark.start <= line.start < mark.end and line.block.role == "credit":
            yield from ((Span(start=m.start, end=m.end), m.entity) for m in mentions if m.kind == "organization")
