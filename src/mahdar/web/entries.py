"""Things of the record as entries of a feed: what they are called, when they came out, who says it, in which words, and where these stand."""

from __future__ import annotations

from collections.abc import Iterable

from mahdar.model import Span
from mahdar.record.answers import PageRef, Quote, StatementAnswer
from mahdar.record.process_answers import MeetingAnswer
from mahdar.record.search_answers import Result
from mahdar.web import atom
from mahdar.web.answering import AnyRequest
from mahdar.web.render import Addresses, meeting_title, told_title
from mahdar.web.words import Words


class Entries:
    """Makes entries in the language of a request, with the addresses under which it reached the reading room."""

    def __init__(self, request: AnyRequest, words: Words) -> None:
        self._root = str(request.base_url).rstrip("/")
        self._to = Addresses.of(request)
        self._words = words

    def result(self, found: Result) -> atom.Entry:
        """Something found: a statement, a meeting as one page tells it, or a page."""
        if found.statement is not None:
            return self.statement(found.statement)
        assert found.ref is not None  # names are in no feed
        span = Span(start=found.start or 0, end=found.end or 0)
        if found.meeting is not None:
            title = self._words.text(told_title(found.meeting, self._words))
            return self._entry("meeting", found.id, title, found.ref, found.snippet, (), span)
        words = self._words
        title = found.ref.title or words.text(words("page.untitled"))
        return self._entry("page", found.id, title, found.ref, found.snippet, (), span)

    def statement(self, said: StatementAnswer) -> atom.Entry:
        """A statement, by who says it."""
        words, who = self._words, said.speaker
        speaker = words.plain(who.entity.label, who.label) if who and who.entity else who.label if who else words.text(words("statement.nobody"))
        act = words.text(words.maybe("act", said.act))
        called = words.text(words("feed.said", who=speaker, act=act))
        content = " […] ".join(part.quote for part in said.parts)
        categories = ((said.act, act), *((issue, words.text(words.issue(issue))) for issue in said.issues))
        judged = [atom.moment(mark.at) for mark in said.judged]
        return self._entry("statement", said.id, called, said.page, content, (speaker,), said.content, categories=categories, also=judged)

    def meeting(self, told: MeetingAnswer) -> atom.Entry:
        """A meeting, as of the latest of its pages that lists have."""
        words = self._words
        quotes = _quotes(told)
        page = max(told.pages, key=lambda one: one.published.value if one.published else "")
        days = words.dates(told.start.value if told.start else None, told.end.value if told.end else None)
        place = words.label(told.place.entity.label, told.place.entity.id) if told.place and told.place.entity else None
        who = words.join([words.label(one.label, one.id) for one in told.foremost[:6]])
        said = [words.text(one) for one in (days, place, who, words.maybe("status", told.status.value)) if one]
        title = words.text(meeting_title(told, words))
        judged = [atom.moment(mark.at) for mark in told.judged]
        summary = " · ".join([*said, *(f"«{quote.quote}»" for quote in quotes[:1])])
        span = quotes[0] if quotes else None
        shown = next((one for one in told.pages if span and one.id == span.page), page)
        return self._entry("meeting", told.id, title, shown, summary, (), span, also=[*judged, *map(_out, told.pages)])

    def _entry(
        self,
        kind: str,
        key: str,
        title: str,
        page: PageRef,
        summary: str,
        authors: tuple[str, ...],
        span: Quote | Span | None,
        *,
        categories: tuple[tuple[str, str], ...] = (),
        also: Iterable[str | None] = (),
    ) -> atom.Entry:
        """``also`` are moments after which it isn't as it was."""
        words = self._words
        links = [atom.Link(rel="alternate", href=self._root + self._to(kind, key), type="text/html")]
        if span is not None:
            marked = f"{span.start},{span.end}"
            href = f"{self._root}{self._to('page', page.id, mark=marked)}#char={marked}"
            links.append(atom.Link(rel="related", href=href, type="text/html", title=words.text(words("feed.evidence"))))
        if page.url and page.url.startswith(("http://", "https://")):
            links.append(atom.Link(rel="via", href=page.url))
        out = _out(page)
        outlets = tuple(one.label for one in page.outlets) or (page.source.rpartition("/")[2],)
        return atom.Entry(
            key=f"{kind}/{key}",
            title=title,
            published=out,
            updated=atom.latest(out, *also),
            authors=authors or outlets,
            summary=summary,
            language=words.language if kind == "meeting" else "ar",
            links=tuple(links),
            categories=categories,
        )


def _out(page: PageRef) -> str | None:
    """When a page came out; where it doesn't say, when it was fetched."""
    return atom.instant(page.published.value) if page.published else atom.moment(page.fetched)


def _quotes(told: MeetingAnswer) -> list[Quote]:
    """The words that tell of a meeting: those of its first value that has some."""
    fields = (told.start, told.end, told.place, told.status)
    asserted = [one for held in (*fields, *told.participants) if held is not None for one in held.asserted]
    return [quote for one in asserted for quote in one.evidence]
