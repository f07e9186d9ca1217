"""The published date with its reason, from the surest that tells it.

In order: given beside the page; a date line with a word of publication; one that only stands where such a line does, unless
the markup or the address contradict it; the markup; the day in the address; a line that tells the last change; the markup's
day of change; a round that a dossier dates. What disagrees by more than a few days is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from mahdar.arabic import Text
from mahdar.dating.address import day_in
from mahdar.dating.inferred import Bound, Inference
from mahdar.dating.lines import Dated, DateLines, Sort
from mahdar.dating.rounds import from_rounds
from mahdar.knowledge import Knowledge
from mahdar.layout import Article
from mahdar.meetings import RoundDraft
from mahdar.model import Page, Published, Rejected, Span, Told
from mahdar.names import PageNames
from mahdar.times import Found

_SOME_DAYS = 3
"""Days that publication, change and time zones may lie apart without a contradiction."""

_WHY: dict[Sort, str] = {
    "published": "the page's date line",
    "placed": "the page's date line",
    "updated": "the page's line of its last change; it tells no day of publication",
}


class Dating(msgspec.Struct, frozen=True, kw_only=True):
    """When the page was published, the date lines that were not taken for it, and what disagrees."""

    published: Published | None
    rejected: tuple[Rejected, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def counted_from(self) -> str | None:
        """What the page's times are counted from: the day, month or year of publication, of a stretch in one year that year; None where not
        even the year is known."""
        first, _, last = self.published.value.partition("/") if self.published else ("", "", "")
        if not last:
            return first or None
        return first[:4] if first[:4] == last[:4] else None


class Dater:
    """Dates pages. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._lines = DateLines(knowledge)
        self._inference = Inference(knowledge)

    def date(
        self,
        article: Article,
        text: Text,
        times: Sequence[Found],
        names: PageNames,
        rounds: Sequence[RoundDraft],
        dateline: Span | None = None,
        bounds: Sequence[Bound] = (),
    ) -> Dating:
        """The published date of ``article``'s page. ``dateline`` is the head of its text that tells place, source or date; ``bounds`` are
        what others tell of its date, which count where the page states none."""
        page = article.page
        if page.given.published:
            return Dating(published=Published(value=page.given.published, at=page.given.at, basis="given"))
        lines = self._lines.read(article, text, times, dateline)
        told = tuple(_stated(article, lines.dated)) + tuple(_beside(page))
        best = next((p for p in _ranked(told)), None)
        if best is None:
            published = from_rounds(text, times, rounds) or self._inference.of(text, times, names, rounds, lines.served, bounds)
            return Dating(published=published, rejected=lines.rejected)
        return Dating(published=best.published, rejected=lines.rejected, notes=tuple(_contradictions(best, told)))


class _Candidate(msgspec.Struct, frozen=True):
    """A day that may be that of publication; the lower the ``rank`` the surer."""

    rank: int
    day: date
    published: Published
    where: str


def _stated(article: Article, days: Sequence[Dated]) -> Iterator[_Candidate]:
    """The days of the date lines, those after the headline before those above it."""
    ranks: dict[Sort, int] = {"published": 0, "placed": 1, "updated": 4}
    start = article.title.start if article.title else 0
    for dated in sorted(days, key=lambda d: (ranks[d.sort], d.span.start < start, d.span.start)):
        published = Published(value=f"{dated.day}", basis="stated", evidence=(dated.span,), why=_WHY[dated.sort])
        yield _Candidate(ranks[dated.sort], dated.day, published, _WHY[dated.sort].split(";")[0])


def _beside(page: Page) -> Iterator[_Candidate]:
    """The days that the markup and the address tell."""
    yield from _from_markup(page, page.metadata.published, 2, "")
    urls = [(page.url, "the page's address"), (page.metadata.url and page.metadata.url.value, "the address in the page's markup")]
    for url, where in urls:
        if url and (day := day_in(url)) and _is_sane(page, day):
            yield _Candidate(3, day, Published(value=f"{day}", basis="metadata", why=f"the day in {where}"), where)
    yield from _from_markup(page, page.metadata.modified, 5, "; it tells no day of publication")


def _from_markup(page: Page, told: Told | None, rank: int, more: str) -> Iterator[_Candidate]:
    if told is None:
        return
    try:
        day = date.fromisoformat(told.value[:10])
    except ValueError:
        return
    if _is_sane(page, day):
        yield _Candidate(rank, day, Published(value=f"{day}", at=told.at, basis="metadata", why=f"{told.where}{more}"), told.where)


def _is_sane(page: Page, day: date) -> bool:
    """Whether a day that no reader sees can be one of publication: not the epoch, nor after the page was fetched."""
    try:
        fetched = date.fromisoformat(page.fetched[:10]) if page.fetched else None
    except ValueError:
        fetched = None
    return day.year >= 1995 and (fetched is None or (day - fetched).days <= 1)


def _ranked(told: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """The candidates from the surest on. A date line that has no word of publication gives way to a markup or address that
    contradict it: it may be the day of the visit."""
    beside = [c for c in told if c.rank in (2, 3)]
    doubtful = [c for c in told if c.rank == 1 and beside and all(_apart(c, other) for other in beside)]
    yield from sorted((c for c in told if c not in doubtful), key=lambda c: c.rank)


def _contradictions(best: _Candidate, told: Sequence[_Candidate]) -> Iterator[str]:
    for other in told:
        if other.rank < 4 and _apart(best, other):
            yield f"published: {best.where} has {best.day}, {other.where} {other.day}"


def _apart(one: _Candidate, other: _Candidate) -> bool:
    return abs((one.day - other.day).days) > _SOME_DAYS
