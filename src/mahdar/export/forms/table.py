"""CSV (RFC 4180, UTF-8, a line of column names): a table that a spreadsheet opens.

Statements, entities, names and stories are a line each, a page is a line for each of its captures; meetings, commitments and positions are a
line for each value that pages tell of each field, as in ``mahdar timeline --format csv``.

A cell that a spreadsheet would take for a formula (it begins, after blanks, with ``= + - @`` or their full-width forms, or holds a tab or a
carriage return at its start) gets an apostrophe before it: to have the words back, one that stands before such a sign is to be taken away. All
other cells are as the record has them, line ends in them too.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

import msgspec

from mahdar.export.chronology import flat
from mahdar.export.selecting import Item, Kind
from mahdar.export.writing import To
from mahdar.record.answers import EntityRef, PageRef, Quote, StatementAnswer
from mahdar.record.export_answers import NamedRow, NameRow, PageRow
from mahdar.record.story_answers import StoryRow

Row: TypeAlias = dict[str, object]

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")

_PLACE = ("line", "page", "start", "end")
_PAGE = ("outlets", "published", "published_basis", "title", "url", "source")

COLUMNS: dict[Kind, tuple[str, ...]] = {
    "statements": (
        "id", "speaker", "speaker_ar", "speaker_en", "speaker_words", "cue", "quote", "more", "addressee", "addressee_ar", "addressee_en",
        "target", "act", "kind", "polarity", "issues", "route", "confidence", "review", "found_by", *_PAGE, *_PLACE, "more_spans",
        "speaker_start", "speaker_end", "cue_start", "cue_end",
    ),
    "entities": ("id", "kind", "label_ar", "label_en", "wikidata", "pages", "ids", "offices", "quote", *_PLACE),
    "names": ("entity", "kind", "label_ar", "label_en", "quote", "made", "found_by", "confidence", *_PLACE),
    "pages": (
        "page", "source", "url", "fetched", "outlet", "outlet_entity", "outlet_basis", "published", "published_basis", "published_why",
        "published_quote", "published_start", "published_end", "title", "language", "media_type", "wire_copy", "story", "statements", "text_hash",
    ),
    "stories": ("id", "since", "until", "outlets", "captures", "copies"),
    "meetings": flat.COLUMNS,
    "commitments": flat.COLUMNS,
    "positions": flat.COLUMNS,
}  # fmt: skip
"""The columns of each kind. Lists in a cell are parted by ``; ``, and those of files are JSON."""


def write(found: Iterator[Item], to: To) -> Iterator[bytes]:
    """The table, the line of column names first."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS[to.kind], restval="", lineterminator="\r\n")
    writer.writeheader()
    rows = _ROWS[to.kind]
    for one in found:
        writer.writerows({name: guarded(value) for name, value in row.items()} for row in rows(one))
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()
    yield out.getvalue().encode()


def guarded(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _statement(said: StatementAnswer) -> Iterator[Row]:
    speaker = said.speaker.entity if said.speaker else None
    yield {
        "id": said.id,
        **_entity("speaker", speaker),
        "speaker_words": said.speaker.label if said.speaker else None,
        "cue": said.cue.quote if said.cue else None,
        "more": _listed(part.quote for part in said.more),
        **_entity("addressee", said.addressee),
        "target": said.target.id if said.target else None,
        "act": said.act,
        "kind": said.kind,
        "polarity": said.polarity,
        "issues": _listed(said.issues),
        "route": " > ".join("+".join(link.entity or link.label.get("ar", "") for link in step) for step in said.chain),
        "confidence": said.confidence,
        "review": _yes(said.review),
        "found_by": said.found_by,
        **_page(said.page),
        **_quote(said.content),
        "more_spans": _listed(f"{part.start}-{part.end}" for part in said.more),
        "speaker_start": said.speaker.words.start if said.speaker else None,
        "speaker_end": said.speaker.words.end if said.speaker else None,
        "cue_start": said.cue.start if said.cue else None,
        "cue_end": said.cue.end if said.cue else None,
    }


def _named(one: NamedRow) -> Iterator[Row]:
    offices = ("/".join(filter(None, [held.role, held.of.id if held.of else None])) for held in one.offices)
    yield {
        "id": one.id,
        "kind": one.kind,
        "label_ar": one.label.get("ar"),
        "label_en": one.label.get("en"),
        "wikidata": one.wikidata,
        "pages": one.pages,
        "ids": _listed(one.ids),
        "offices": _listed(dict.fromkeys(filter(None, offices))),
        **(_quote(one.evidence[0]) if one.evidence else {}),
    }


def _name(one: NameRow) -> Iterator[Row]:
    label = one.entity.label
    yield {
        "entity": one.entity.id,
        "kind": one.kind,
        "label_ar": label.get("ar"),
        "label_en": label.get("en"),
        "made": one.made,
        "found_by": one.found_by,
        "confidence": one.confidence,
        **_quote(one.words),
    }


def _captures(one: PageRow) -> Iterator[Row]:
    for capture in one.captures:
        said = capture.published_evidence[0] if capture.published_evidence else None
        yield {
            "page": one.page.id,
            "source": capture.source,
            "url": capture.url,
            "fetched": capture.fetched,
            "outlet": capture.outlet.label if capture.outlet else None,
            "outlet_entity": capture.outlet.entity if capture.outlet else None,
            "outlet_basis": capture.outlet.basis if capture.outlet else None,
            "published": capture.published.value if capture.published else None,
            "published_basis": capture.published.basis if capture.published else None,
            "published_why": capture.published.why if capture.published else None,
            "published_quote": said.quote if said else None,
            "published_start": said.start if said else None,
            "published_end": said.end if said else None,
            "title": one.page.title,
            "language": one.language,
            "media_type": one.media_type,
            "wire_copy": one.wire_copy.id if one.wire_copy else None,
            "story": one.story,
            "statements": one.statements,
            "text_hash": one.text_hash,
        }


def _story(one: StoryRow) -> Iterator[Row]:
    lists = {"captures": msgspec.json.encode(one.captures).decode(), "copies": msgspec.json.encode(one.copies).decode()}
    yield {"id": one.id, "since": one.since, "until": one.until, "outlets": one.outlets, **lists}


_ROWS: dict[Kind, Callable[[Any], Iterator[Row]]] = {
    "statements": _statement,
    "entities": _named,
    "names": _name,
    "pages": _captures,
    "stories": _story,
    "meetings": flat.meeting_rows,
    "commitments": flat.commitment_rows,
    "positions": flat.position_rows,
}


def _entity(column: str, ref: EntityRef | None) -> Row:
    if ref is None:
        return {}
    return {column: ref.id, f"{column}_ar": ref.label.get("ar"), f"{column}_en": ref.label.get("en")}


def _page(ref: PageRef) -> Row:
    return {
        "outlets": _listed(outlet.label for outlet in ref.outlets),
        "published": ref.published.value if ref.published else None,
        "published_basis": ref.published.basis if ref.published else None,
        "title": ref.title,
        "url": ref.url,
        "source": ref.source,
    }


def _quote(quote: Quote) -> Row:
    return {"quote": quote.quote, "line": quote.line, "page": quote.page, "start": quote.start, "end": quote.end}


def _listed(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _yes(is_so: bool) -> str:
    return "yes" if is_so else ""
