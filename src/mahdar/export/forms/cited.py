"""What citations of other things than statements say: a page as it was captured, and a meeting as the record puts it together."""

from __future__ import annotations

from collections.abc import Iterator

from mahdar.export.citation import Citation, cite, shortened
from mahdar.export.dates import plain
from mahdar.export.forms.called import words_of
from mahdar.export.text import phrases
from mahdar.export.writing import To
from mahdar.model import Noun
from mahdar.record.answers import Quote, StatementAnswer
from mahdar.record.export_answers import PageRow
from mahdar.record.process_answers import MeetingAnswer

MOST_SAID = 3
"""So many quotes that tell of a meeting stand in its citation, each of another page."""


class Reference(Noun, frozen=True, kw_only=True):
    """A citation of a page or a meeting, in one language. ``date`` is EDTF, ``circa`` says that no page tells it; ``archive`` says what of the
    record is cited, ``notes`` what no field has a place for."""

    key: str
    meeting: bool
    title: str
    outlets: tuple[str, ...]
    date: str | None
    circa: bool
    place: str | None
    url: str | None
    fetched: str | None
    archive: str
    notes: tuple[str, ...]


Cited = Citation | Reference


def cited(found: Iterator[StatementAnswer | PageRow | MeetingAnswer], to: To) -> Iterator[Cited]:
    """The citation of each thing."""
    for one in found:
        if isinstance(one, StatementAnswer):
            yield cite(one, permalink=to.addresses.shown_at("statement", one.id))
        elif isinstance(one, PageRow):
            yield _page(one, to)
        else:
            yield _meeting(one, to)


def _page(one: PageRow, to: To) -> Reference:
    told, ref = phrases()[to.language], one.page
    known = [told[ref.published.basis]] if ref.published and ref.published.basis in told else []
    known += [told["source"].format(source=ref.source)] if ref.url is None else []
    return Reference(
        key=f"page-{ref.id}",
        meeting=False,
        title=" ".join(ref.title.split()) if ref.title else told["untitled"],
        outlets=tuple(outlet.label for outlet in ref.outlets),
        date=ref.published.value if ref.published else None,
        circa=ref.published is not None and ref.published.basis in ("inferred", "dossier"),
        place=None,
        url=ref.url,
        fetched=ref.fetched[:10] if ref.fetched else None,
        archive=f"page sha256:{ref.id}",
        notes=(*([f"{told['comma'].join(known)}."] if known else []), told["page_whole"].format(page=ref.id), *_permalink("page", ref.id, to)),
    )


def _meeting(one: MeetingAnswer, to: To) -> Reference:
    told, words = phrases()[to.language], words_of(one, to.language)
    start, end = one.start or one.end, one.end or one.start
    date = None
    if start and end:
        date = start.value if start.value == end.value else f"{start.value}/{end.value}"
    said = [
        told["meeting_said"].format(quote=shortened(" ".join(quote.quote.split())), page=f"sha256:{quote.page}, {quote.start}-{quote.end}")
        for quote in _evidence(one)
    ]
    return Reference(
        key=f"meeting-{one.id}",
        meeting=True,
        title=words.title(one),
        outlets=(),
        date=date,
        circa=start is not None and start.basis in ("inferred", "dossier", None),
        place=words.name(one.place.entity) if one.place and one.place.entity else None,
        url=to.addresses.shown_at("meeting", one.id),
        fetched=None,
        archive=f"meeting {one.id}",
        notes=(told["meeting_told"].format(pages=one.told, outlets=one.outlets), *said),
    )


def _evidence(one: MeetingAnswer) -> list[Quote]:
    """Words that tell of a meeting, each of another page, those that tell its day first."""
    fields = (one.start, one.end, one.place, one.status)
    asserted = [told for field in fields if field for told in field.asserted if told.value == field.value] + [
        told for part in one.participants for told in part.asserted
    ]
    by_page: dict[str, Quote] = {}
    for told in asserted:
        for words in told.evidence[:1]:
            by_page.setdefault(words.page, words)
    return list(by_page.values())[:MOST_SAID]


def _permalink(what: str, id_: str, to: To) -> tuple[str, ...]:
    address = to.addresses.shown_at(what, id_)
    return (phrases()[to.language]["permalink"].format(permalink=address),) if address else ()


def days(one: Reference, to: To) -> str:
    """The date in words, or that none is known."""
    told = phrases()[to.language]
    if one.date is None:
        return told["meeting_undated" if one.meeting else "undated"]
    if one.meeting and "/" in one.date:
        start, end = (plain(day, to.language) for day in one.date.split("/"))
        return told["meeting_days"].format(start=start, end=end)
    in_words = plain(one.date, to.language)
    return in_words if one.meeting else told["published"].format(date=in_words)


def published_in(one: Reference, to: To) -> str:
    """Who published a page, or where a meeting took place; empty where nothing is told of that."""
    told = phrases()[to.language]
    if one.meeting:
        return told["meeting_place"].format(place=one.place) if one.place else ""
    return told["outlet"].format(outlet=told["comma"].join(one.outlets)) if one.outlets else told["no_outlet"]
