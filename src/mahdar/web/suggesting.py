"""What is offered to somebody who writes into the field of the search: names that begin so, and a few statements (`static/suggest.js`)."""

from __future__ import annotations

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from mahdar.model import Noun
from mahdar.record import Record
from mahdar.record.answers import EntityRef, StatementAnswer
from mahdar.record.queries.naming import told as written_as
from mahdar.record.queries.suggesting import LONGEST, NameFound, said
from mahdar.web.answering import AnyRequest, as_json, passing
from mahdar.web.choices import words_of
from mahdar.web.figures import Figures
from mahdar.web.render import Addresses
from mahdar.web.words import Words

NAMES, STATEMENTS = 7, 3
"""So many of each are offered."""

_CUT = 90
"""Code points of a statement's words that are shown."""


class Suggestion(Noun, frozen=True, kw_only=True):
    """Something that may be meant: what it is called and what it is, in the reader's words, and where it is. ``also`` is its name in the other
    language, ``language`` that of ``label``; ``value`` is what a form takes for it (`mahdar.record.queries.naming.meant`), empty of a statement."""

    kind: str
    id: str
    value: str
    label: str
    language: str
    also: str
    note: str
    address: str


class Suggestions(Noun, frozen=True, kw_only=True):
    """What is offered for ``query``; ``said`` tells in words how much that is."""

    query: str
    said: str
    suggestions: tuple[Suggestion, ...]


def suggest(
    request: AnyRequest, record: NamedDependency[Record], figures: NamedDependency[Figures], q: FromQuery[str] = "", of: FromQuery[str | None] = None
) -> Response[str]:
    """The names and statements that may be meant by what is begun, with ``of=names`` the names alone; none for a field of the language of search,
    which is no name."""
    words, to, begun = words_of(request), Addresses.of(request), q[:LONGEST]
    found: tuple[Suggestion, ...] = ()
    names = figures.names()
    if begun.strip() and ":" not in begun and '"' not in begun:
        with record.read() as connection:
            called = names.value.begun(connection, begun, limit=NAMES)
            told = () if of == "names" else said(connection, begun, limit=STATEMENTS)
        found = (*(_name(one, words, to) for one in called), *(_said(one, words, to) for one in told))
    offered = Suggestions(query=q, said=words.text(words.count("suggestions", len(found))), suggestions=found)
    return passing(as_json(request, offered), fresh=names.fresh)


def _name(found: NameFound, words: Words, to: Addresses) -> Suggestion:
    language = words.language if words.language in found.label else next(iter(sorted(found.label)), words.language)
    also = next((found.label[one] for one in sorted(found.label) if one != language), "")
    note = [words.maybe("kind", found.kind)] if found.kind else []
    note.append(words.count("pages", found.pages))
    return Suggestion(
        kind="entity",
        id=found.id,
        value=written_as(EntityRef(id=found.id, kind=found.kind, label=found.label), words.language),
        label=found.label.get(language, found.id),
        language=language,
        also=also,
        note=words.text(" · ".join(map(str, note))),
        address=to("actor", found.id),
    )


def _said(found: StatementAnswer, words: Words, to: Addresses) -> Suggestion:
    who = found.speaker
    speaker = words.plain(who.entity.label, who.label) if who and who.entity else who.label if who else words.text(words("statement.nobody"))
    quote = found.content.quote
    if len(quote) > _CUT:
        quote = f"{quote[:_CUT].rpartition(' ')[0] or quote[:_CUT]}…"
    when = [words.date(found.page.published.value)] if found.page.published else []
    note = [words.maybe("act", found.act), *when]
    return Suggestion(
        kind="statement",
        id=found.id,
        value="",
        label=quote,
        language="ar",
        also=speaker,
        note=words.text(" · ".join(map(str, note))),
        address=to("statement", found.id),
    )


SUGGEST = get("/search/suggest.json", include_in_schema=False, sync_to_thread=True)(suggest)
