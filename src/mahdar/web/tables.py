"""Lists as CSV (RFC 4180): a row for each thing, in the order of the list, in UTF-8 with a byte order mark, by which spreadsheets know it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from litestar.response import Stream

from mahdar.export.forms.table import guarded
from mahdar.record.answers import PageRef, StatementAnswer
from mahdar.record.process_answers import Field, MeetingAnswer
from mahdar.record.search_answers import Result
from mahdar.web.answering import AnyRequest
from mahdar.web.render import Addresses, meeting_title, told_title
from mahdar.web.words import Words

MOST = 50_000
"""So many rows a file has at most, the first of the list."""

Row = Sequence[object]

_MARK = "\ufeff"
PAGE = ("id", "published", "published_basis", "title", "outlets", "url", "source", "captures", "address")
STATEMENT = (
    *("id", "published", "published_basis", "speaker", "speaker_name", "speaker_words", "act", "wording", "polarity", "addressee", "addressee_name"),
    *("issues", "words", "page", "start", "end", "line", "title", "outlets", "confidence", "review", "address", "evidence"),
)
MEETING = (
    *("id", "name", "series", "ordinal", "start", "start_basis", "end", "end_basis", "place", "place_name", "status", "participants"),
    *("participant_names", "agenda", "conflict", "pages", "outlets", "statements", "address"),
)
RESULT = ("kind", "id", "name", "published", "snippet", "page", "start", "end", "title", "outlets", "address", "evidence")


class Rows:
    """Makes rows in the language of a request, with the addresses under which it reached the reading room."""

    def __init__(self, request: AnyRequest, words: Words) -> None:
        self._root = str(request.base_url).rstrip("/")
        self._to = Addresses.of(request)
        self._words = words

    def page(self, page: PageRef) -> Row:
        """A row of `PAGE`."""
        published = page.published
        dated = (published.value if published else None, published.basis if published else None)
        return (page.id, *dated, page.title, _outlets(page), page.url, page.source, page.captures, self._at("page", page.id))

    def statement(self, said: StatementAnswer) -> Row:
        """A row of `STATEMENT`."""
        words, published, who, to = self._words, said.page.published, said.speaker, said.addressee
        known = who.entity if who else None
        content = " […] ".join(part.quote for part in said.parts)
        return (
            *(said.id, published.value if published else None, published.basis if published else None),
            *(known.id if known else None, words.plain(known.label, known.id) if known else None, who.label if who else None),
            *(said.act, said.kind, said.polarity, to.id if to else None, words.plain(to.label, to.id) if to else None),
            *(" ".join(said.issues), content, said.page.id, said.content.start, said.content.end, said.content.line),
            *(said.page.title, _outlets(said.page), said.confidence, "true" if said.review else "false"),
            *(self._at("statement", said.id), self._marked(said.page.id, said.content.start, said.content.end)),
        )

    def meeting(self, told: MeetingAnswer) -> Row:
        """A row of `MEETING`."""
        words, place = self._words, told.place.entity if told.place else None
        who = [part.entity for part in told.participants]
        return (
            *(told.id, words.text(meeting_title(told, words)), told.series, told.ordinal, *_field(told.start), *_field(told.end)),
            *(place.id if place else None, words.plain(place.label, place.id) if place else None, told.status.value),
            *(" ".join(one.id for one in who), "; ".join(words.plain(one.label, one.id) for one in who), " ".join(told.agenda)),
            *("true" if told.differs else "false", told.told, told.outlets, told.statements, self._at("meeting", told.id)),
        )

    def result(self, found: Result) -> Row:
        """A row of `RESULT`."""
        ref = found.ref
        face = {"entity": "actor"}.get(found.kind, found.kind)
        evidence = self._marked(found.page, found.start or 0, found.end or 0) if found.page else None
        published = ref.published.value if ref and ref.published else None
        return (
            *(found.kind, found.id, self._name(found), published, found.snippet, found.page, found.start, found.end),
            *(ref.title if ref else None, _outlets(ref) if ref else None, self._at(face, found.id), evidence),
        )

    def _name(self, found: Result) -> str | None:
        words = self._words
        if found.entity is not None:
            return words.plain(found.entity.label, found.id)
        if found.meeting is not None:
            return words.text(told_title(found.meeting, words))
        if found.statement is not None and (who := found.statement.speaker):
            return words.plain(who.entity.label, who.label) if who.entity else who.label
        return found.ref.title if found.kind == "page" and found.ref else None

    def _at(self, kind: str, key: str) -> str:
        return self._root + self._to(kind, key)

    def _marked(self, page: str, start: int, end: int) -> str:
        return f"{self._root}{self._to('page', page, mark=f'{start},{end}')}#char={start},{end}"


def as_csv(name: str, columns: Sequence[str], batches: Iterable[Iterable[Row]]) -> Stream:
    """A file of rows, sent as they are made: of many neither the record nor the reader waits for the last."""
    headers = {"Content-Disposition": f'attachment; filename="mahdar-{name}.csv"', "Cache-Control": "no-cache", "Vary": "Cookie"}
    return Stream(_written(columns, batches), media_type="text/csv; charset=utf-8; header=present", headers=headers)


def _written(columns: Sequence[str], batches: Iterable[Iterable[Row]]) -> Iterator[str]:
    yield _MARK + _lines([columns])
    left = MOST
    for batch in batches:
        rows = list(batch)[:left]
        left -= len(rows)
        yield _lines(rows)
        if not left:
            return


def _lines(rows: Iterable[Row]) -> str:
    into = io.StringIO()
    csv.writer(into, lineterminator="\r\n").writerows([guarded(value) for value in row] for row in rows)
    return into.getvalue()


def _field(field: Field | None) -> tuple[str | None, str | None]:
    return (field.value, field.basis) if field else (None, None)


def _outlets(page: PageRef) -> str:
    return "; ".join(one.label for one in page.outlets)
