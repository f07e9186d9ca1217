"""Keeping what search finds: rows of `search_docs` and `search_texts`, worked out from a page's other rows and from the spellings of entities.

A page's things are replaced in the transaction that changes it, so that the index equals a rebuild. All functions run inside the caller's
transaction; the store's full-text index follows by itself.
"""

from __future__ import annotations

import hashlib
import re
import string
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, select

from mahdar.knowledge import load_dossiers
from mahdar.model import ARTICLE_ROLES, Meeting, Reading, Span, Statement
from mahdar.record import schema
from mahdar.record.queries import pages
from mahdar.record.queries.lookup import AnyRow, batches
from mahdar.record.searchdates import date_marks, day_number
from mahdar.search.analyzer import Analyzer, analyzer
from mahdar.search.syntax import Type

RANKS: dict[Type, int] = {"page": 0, "statement": 1, "meeting": 2, "entity": 3}
"""The upper bits of a thing's number."""
DAY_BITS, SORT_BITS = 26, 42
"""The bits of a thing's number below its day, and below its sort. The fewer they are, the smaller the index: it keeps the steps between numbers.
Numbers of 60 bits and more make FTS5 (SQLite 3.40) lose hits where it goes from the greatest down; those of 44 don't."""
EVERY = ":"
"""The mark that everything has. All marks begin so, and no word does."""

_Labels = Mapping[str, tuple[str, ...]]
Key = tuple[str, str, str | None]
"""What a row is of: sort, item, page."""


class Doc(msgspec.Struct, frozen=True):
    """A thing with its terms. ``facets`` and ``marks`` are `field:value`; the marks hold what can be asked for beside the facets."""

    sort: Type
    item: str
    page: str | None
    day: int
    head: str
    body: str
    facets: tuple[str, ...]
    marks: tuple[str, ...]


_SPACE, _KEPT_SPACE = " ", "\u00a0"
_LONGEST = 200
"""Code points of a value that are kept: an outlet may be called anything."""
_BLANK = re.compile(r"[\s\x00-\x1f\x7f]+")


def kept(value: str) -> str:
    """A `field:value` as it is written into marks: as one word."""
    return EVERY + _BLANK.sub(_KEPT_SPACE, value[:_LONGEST])


def mark(value: str) -> str:
    """The term that stands for a `field:value`: stores tell no capitals from small letters in marks."""
    return kept(value).translate(_SMALL)


_SMALL = {ord(char): char.lower() for char in string.ascii_uppercase}


def values(marks: str) -> list[str]:
    """Each `field:value` that is written in the marks of a row."""
    return [one.replace(_KEPT_SPACE, _SPACE) for one in marks[len(EVERY) + 2 :].split(f" {EVERY}")]


def lowest(sort: Type, day: int = 0) -> int:
    """The least number that things of a sort have, or those of them that are of a day or later; the next sort's is the first above them."""
    return (RANKS[sort] << SORT_BITS) | (day << DAY_BITS)


def day_of(number: int) -> int:
    """The day of a thing with this number (`mahdar.record.searchdates.day_number`)."""
    return (number >> DAY_BITS) & ((1 << (SORT_BITS - DAY_BITS)) - 1)


def index(connection: Connection, told: Mapping[str, Reading | None], entities: Iterable[str], *, new: bool) -> None:
    """Find by search what pages now say and nothing that they said before, and ``entities``, of which spellings may have come or gone.

    ``told`` has, by page, what its layers hold, None to take it from them; ``new`` says that the pages weren't held before.
    """
    docs: list[Doc] = []
    for some in batches(list(told)):
        if not new:
            connection.execute(delete(schema.search_docs).where(schema.search_docs.c.page.in_(some)))
        captures: dict[str, list[AnyRow]] = defaultdict(list)
        for row in connection.execute(_CAPTURES, {"pages": some}):
            captures[row.page].append(row)
        for page in some:
            reading = told[page] or pages.reading(connection, page)
            docs += page_docs(reading, captures[page], analyzer()) if reading is not None else []
    for some in batches(sorted(set(entities))):
        docs += _respelt(connection, some)
    _put(connection, docs)


def _page(connection: Connection, page: str) -> list[Doc]:
    reading = pages.reading(connection, page)
    return page_docs(reading, connection.execute(_CAPTURES, {"pages": [page]}).all(), analyzer()) if reading is not None else []


def _respelt(connection: Connection, entities: Sequence[str]) -> list[Doc]:
    """The things that are to be put for ``entities``; those that they stood for before are gone."""
    d = schema.search_docs.c
    made = {doc.item: doc for doc in _entity_docs(connection, entities, analyzer())}
    query = select(d.item, schema.search_texts.c.marks).join(schema.search_texts, schema.search_texts.c.n == d.n)
    held = {row.item: row.marks for row in connection.execute(query.where(d.page.is_(None), d.item.in_(entities)))}
    stale = {item for item, marks in held.items() if item not in made or _marks(made[item]) != marks}
    if stale:
        connection.execute(delete(schema.search_docs).where(d.page.is_(None), d.item.in_(stale)))
    return [doc for item, doc in made.items() if item in stale or item not in held]


_C = schema.captures.c
_CAPTURES = select(_C.page, _C.source, _C.published, _C.outlet, _C.outlet_entity).where(_C.page.in_(bindparam("pages", expanding=True)))
_TAKEN = select(schema.search_docs.c.n).where(schema.search_docs.c.n.in_(bindparam("numbers", expanding=True)))
_DOCS, _TEXTS = insert(schema.search_docs), insert(schema.search_texts)


def empty(connection: Connection) -> bool:
    """Whether there are pages and none is found: a record of before there was a search."""
    none = connection.execute(select(schema.search_docs.c.n).limit(1)).first() is None
    return none and connection.execute(select(schema.pages.c.id).limit(1)).first() is not None


def rebuild(connection: Connection) -> None:
    """Make all rows anew."""
    connection.execute(delete(schema.search_texts))  # Those too that have lost what they are of.
    connection.execute(delete(schema.search_docs))
    for some in batches(list(connection.execute(select(schema.pages.c.id).order_by(schema.pages.c.id)).scalars())):
        for page in some:
            _put(connection, _page(connection, page))
    every = list(connection.execute(select(schema.spellings.c.entity).distinct().order_by(schema.spellings.c.entity)).scalars())
    for some in batches(every):
        _put(connection, list(_entity_docs(connection, some, analyzer())))


def differing(connection: Connection) -> list[Key]:
    """What the index holds otherwise than a rebuild would, lacks, or holds too much; in order, empty where it is right."""
    d, t = schema.search_docs.c, schema.search_texts.c
    rows = connection.execute(select(d.sort, d.item, d.page, t.head, t.body, t.marks).outerjoin(schema.search_texts, t.n == d.n))
    held = {(row.sort, row.item, row.page): _digest(row.head, row.body, row.marks) for row in rows}
    made = {(doc.sort, doc.item, doc.page): _digest(doc.head, doc.body, _marks(doc)) for doc in _all(connection)}
    return sorted((key for key in held.keys() | made.keys() if held.get(key) != made.get(key)), key=lambda key: (key[0], key[1], key[2] or ""))


def _digest(*parts: str | None) -> bytes:
    return hashlib.blake2b("\0".join(part or "" for part in parts).encode(), digest_size=16).digest()


def _all(connection: Connection) -> Iterator[Doc]:
    for page in list(connection.execute(select(schema.pages.c.id)).scalars()):
        yield from _page(connection, page)
    for some in batches(list(connection.execute(select(schema.spellings.c.entity).distinct()).scalars())):
        yield from _entity_docs(connection, some, analyzer())


def page_docs(reading: Reading, captures: Sequence[AnyRow], terms: Analyzer) -> list[Doc]:
    """The things of one page as it is read: itself, its statements, and its telling of meetings. ``captures`` are rows of that table."""
    text, page = reading.text, reading.page
    published = next((capture.published for capture in captures if capture.source == reading.source), None)
    outlets = sorted({capture.outlet_entity or capture.outlet for capture in captures if capture.outlet})
    dates = date_marks(published)
    months = tuple(f"date:{value[6:]}" for value in dates if value.startswith("month:"))
    shared = (*(f"outlet:{one}" for one in outlets), *(f"meeting:{one.id}" for one in reading.meetings), *(months if len(months) == 1 else ()))
    series = sorted({meeting.series for meeting in reading.meetings if meeting.series})
    around = (*dates, *(f"process:{one}" for one in series))
    day = day_number(published)
    blocks = sorted((block for block in reading.blocks if block.role in ARTICLE_ROLES), key=lambda block: block.start)
    title = _line(terms, text, [block for block in blocks if block.role == "title"])
    rest = _line(terms, text, [block for block in blocks if block.role != "title"])
    labels = {entity.id: tuple(dict.fromkeys(entity.label.values())) for entity in reading.entities}
    docs = [Doc("page", "", page, day, title, rest, shared, around)]
    docs += [_said(said, page, day, text, labels, shared, around, terms) for said in reading.statements]
    docs += [_met(meeting, page, day, text, labels, shared, around, terms) for meeting in reading.meetings]
    return docs


def _said(said: Statement, page: str, day: int, text: str, labels: _Labels, shared: tuple[str, ...], around: tuple[str, ...], terms: Analyzer) -> Doc:
    speaker = said.speaker.entity if said.speaker else None
    facets = (
        *dict.fromkeys(f"actor:{who}" for who in (speaker, said.addressee) if who),
        *([f"addressee:{said.addressee}"] if said.addressee else []),
        f"act:{said.act}",
        f"kind:{said.kind}",
        *dict.fromkeys(f"issue:{issue}" for issue in said.issues),
        *shared,
    )
    names = dict.fromkeys(([said.speaker.label] if said.speaker else []) + list(labels.get(speaker or "", ())))
    head = " ".join(filter(None, map(terms.line, names)))
    parts = sorted((Span(start=said.start, end=said.end), *said.more), key=lambda part: part.start)
    return Doc("statement", said.id, page, day, head, _line(terms, text, parts), facets, (*around, *([f"speaker:{speaker}"] if speaker else [])))


def _met(meeting: Meeting, page: str, day: int, text: str, labels: _Labels, shared: tuple[str, ...], around: tuple[str, ...], terms: Analyzer) -> Doc:
    facets = (
        *dict.fromkeys(f"actor:{part.entity}" for part in meeting.participants),
        *([f"kind:{meeting.kind}"] if meeting.kind else []),
        *dict.fromkeys(f"issue:{issue}" for issue in meeting.agenda),
        *(value for value in shared if not value.startswith("meeting:")),
        f"meeting:{meeting.id}",
    )
    head = " ".join(filter(None, map(terms.line, (*_series(meeting.series), *labels.get(meeting.place or "", ())))))
    return Doc("meeting", meeting.id, page, day, head, _line(terms, text, merged(meeting.evidence)), facets, around)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap or touch as one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if found and span.start <= found[-1].end:
            found[-1] = Span(start=found[-1].start, end=max(found[-1].end, span.end))
        else:
            found.append(Span(start=span.start, end=span.end))
    return found


@lru_cache(maxsize=256)
def _series(series: str | None) -> tuple[str, ...]:
    """The names of a series that the shipped dossiers tell."""
    return next((tuple(dossier.names) for dossier in load_dossiers() if dossier.id == series), ())


def _entity_docs(connection: Connection, entities: Sequence[str], terms: Analyzer) -> Iterator[Doc]:
    """What is found of entities: all of their spellings. The facets tell their kinds and a digest of the spellings, by which a change is seen."""
    s, k = schema.spellings.c, schema.entity_labels.c
    forms: dict[str, list[str]] = defaultdict(list)
    for entity, form in connection.execute(select(s.entity, s.form).where(s.entity.in_(entities)).order_by(s.entity, s.form)):
        forms[entity].append(form)
    kinds: dict[str, list[str]] = defaultdict(list)
    for entity, kind in connection.execute(select(k.entity, k.kind).where(k.entity.in_(entities)).distinct().order_by(k.entity, k.kind)):
        kinds[entity].append(kind)
    for entity in entities:
        if forms[entity]:
            lines = list(dict.fromkeys(terms.line(form) for form in forms[entity]))
            head = f" {_APART} ".join(filter(None, lines))
            facets = (*(f"kind:{kind}" for kind in kinds[entity]), f"spelt:{hashlib.blake2b(head.encode(), digest_size=6).hexdigest()}")
            yield Doc("entity", entity, None, 0, head, "", facets, ())


_APART = EVERY
"""Stands between two spellings, so that no phrase goes from one to the next."""


def _line(terms: Analyzer, text: str, spans: Iterable[Span]) -> str:
    return " ".join(filter(None, (terms.line(text[span.start : span.end]) for span in spans)))


def _marks(doc: Doc) -> str:
    return " ".join((EVERY, *(kept(value) for value in dict.fromkeys((*doc.facets, *doc.marks, f"type:{doc.sort}")))))


def _put(connection: Connection, docs: Sequence[Doc]) -> None:
    if not docs:
        return
    numbers = _numbers(connection, docs)
    numbered = sorted(zip(numbers, docs, strict=True), key=lambda pair: pair[0])
    connection.execute(_DOCS, [{"n": n, "sort": d.sort, "item": d.item, "page": d.page} for n, d in numbered])
    connection.execute(_TEXTS, [{"n": n, "head": d.head, "body": d.body, "marks": _marks(d)} for n, d in numbered])


def _numbers(connection: Connection, docs: Sequence[Doc]) -> list[int]:
    """A number for each, no two alike: its sort, its day and a hash of what it is."""
    wanted = [_number(doc) for doc in docs]
    n = schema.search_docs.c.n
    taken: set[int] = set()
    for some in batches(wanted):
        taken.update(connection.execute(_TAKEN, {"numbers": some}).scalars())
    found: list[int] = []
    for number in wanted:
        while number in taken:
            number += 1  # the next that is free
            if connection.execute(select(func.count()).where(n == number)).scalar_one():
                taken.add(number)
        taken.add(number)
        found.append(number)
    return found


def _number(doc: Doc) -> int:
    key = f"{doc.sort}\0{doc.item}\0{doc.page or ''}".encode()
    return lowest(doc.sort, doc.day) | int.from_bytes(hashlib.blake2b(key, digest_size=8).digest(), "big") % (1 << DAY_BITS)
