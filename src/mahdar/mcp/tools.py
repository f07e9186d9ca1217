"""The tools: each reads the record by a query and tells what it found with its evidence. Their docstrings are what an assistant reads of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field
from sqlalchemy import Connection

from mahdar.errors import UsageError
from mahdar.export import text as plain
from mahdar.export.citation import cite
from mahdar.mcp import nouns
from mahdar.mcp.telling import Telling, judged
from mahdar.model import Act, StatementKind
from mahdar.record import Record
from mahdar.record.queries import entities, matching, meetings, overview, pages, processes, search, similar, statements, stories, walks
from mahdar.record.queries.days import is_day
from mahdar.record.queries.filters import StatementFilter
from mahdar.record.queries.judgements import redirect
from mahdar.record.queries.lookup import page_refs
from mahdar.record.queries.matching import MatchKey
from mahdar.record.queries.places import Place, cursor_of, place_of, question
from mahdar.record.queries.processes import CommitmentKey, PositionKey
from mahdar.record.queries.walks import MeetingFilter, MeetingKey, StatementKey
from mahdar.search.syntax import LONGEST, Type

K = TypeVar("K")
T = TypeVar("T")

MATCHES = 10
"""So many places where a quote stands on a page are told."""

Id = Annotated[str, Field(min_length=1, max_length=300)]
Entity = Annotated[str | None, Field(max_length=300, description="An entity's id, as search or entity tell it (lavrov, russia).")]
Process = Annotated[str | None, Field(max_length=300, description="A series of meetings, as overview lists them (astana).")]
Issue = Annotated[str | None, Field(max_length=300, description="An issue's key, as overview lists them by process (idlib).")]
Day = Annotated[str | None, Field(max_length=10, description="A year, month or day (2018, 2018-09, 2018-09-02), included.")]
Words = Annotated[str | None, Field(max_length=LONGEST, description="Words that they hold, in the language of search.")]
Cursor = Annotated[str | None, Field(max_length=2000, description="`cursor` of the answer before, with all else the same: what follows.")]
Few = Annotated[int, Field(ge=1, le=50, description="How many at most.")]


class Tools:
    """The tools over one record, with addresses under ``base``."""

    def __init__(self, record: Record, base: str = "") -> None:
        self._record = record
        self._tell = Telling(base)

    @property
    def all(self) -> tuple[Any, ...]:
        """The tools, in the order in which they are listed."""
        return (
            self.overview,
            self.search,
            self.statements,
            self.statement,
            self.statements_like_this,
            self.chronology,
            self.meeting,
            self.positions,
            self.commitments,
            self.entity,
            self.page_evidence,
            self.story,
        )

    def overview(self) -> nouns.Overview:
        """What the record holds: how much, from when to when, by whom, and the processes (series of meetings) with the keys of their issues. Call it
        first, to learn which ids the other tools take. `alike` says whether statements_like_this can be asked."""
        with self._record.read() as connection:
            held = overview.overview(connection)
            series = processes.processes(connection, limit=200).items
            told = sorted((one for one in series if one.meetings), key=lambda one: (-one.meetings, one.id))[:20]
            issues = {one.id: tuple(i.key for i in processes.issues(connection, one.id)) for one in told}
            alike = similar.has_vectors(connection)
        return nouns.Overview(
            pages=held.pages,
            statements=held.statements,
            meetings=held.meetings,
            first=held.first,
            last=held.last,
            outlets={one.value: one.count for one in held.outlets[:15]},
            entities={one.value: one.count for one in held.entities},
            processes=tuple(
                nouns.Process(
                    id=one.id,
                    ar=one.label.get("ar"),
                    en=one.label.get("en"),
                    meetings=one.meetings,
                    first=one.first,
                    last=one.last,
                    issues=issues[one.id],
                )
                for one in told
            ),
            alike=alike,
        )

    def search(
        self,
        query: Annotated[str, Field(min_length=1, max_length=LONGEST, description='As: المفاوضات "وقف إطلاق النار" speaker:lavrov since:2018-09')],
        kind: Annotated[Type | None, Field(description="One kind of thing alone.")] = None,
        limit: Annotated[int, Field(ge=1, le=50)] = 8,
        offset: Annotated[int, Field(ge=0, le=2000, description="`more_from` of the answer before.")] = 0,
    ) -> nouns.Results:
        """Finds entities, meetings, statements and pages by Arabic words and by fields, the best first. Use it to find ids, and where you don't know
        which tool holds the answer. A word is found in all its forms; a name in Latin letters finds the entity (lavrov). All words must be
        there: use OR between alternatives, "…" for a phrase, word* for a beginning, NOT to leave out. Fields: actor:, speaker:, addressee:,
        act: (state, call, support, reject, accuse, warn, promise, agree, hope), kind:, issue:, outlet:, meeting:, process:, since:, until:,
        date:, type:. `evidence.quote` is a stretch of the page with the words, to be quoted as it stands."""
        with self._record.read() as connection:
            found = search.search(connection, f"({query}) type:{kind}" if kind else query, offset=offset, limit=limit)
        facets = found.facets
        narrow = {
            f"{name}:{value.value}": value.count
            for name in ("actor", "act", "issue", "outlet", "meeting")
            for value in getattr(facets, name)[:3]
            if value.count < found.total
        }
        reached = offset + len(found.results)
        return nouns.Results(
            total=found.total,
            at_least=found.at_least,
            results=tuple(self._tell.found(one) for one in found.results),
            narrow=narrow,
            more_from=reached if found.results and reached < found.counted else None,
        )

    def statements(
        self,
        speaker: Entity = None,
        addressee: Entity = None,
        act: Annotated[Act | None, Field(description="What the speaker does by saying it.")] = None,
        kind: Annotated[StatementKind | None, Field(description="direct: in the speaker's own words.")] = None,
        issue: Issue = None,
        outlet: Annotated[str | None, Field(max_length=300, description="An outlet's entity or name.")] = None,
        meeting: Annotated[str | None, Field(max_length=300, description="A meeting's id: on pages that tell of it.")] = None,
        since: Day = None,
        until: Day = None,
        words: Words = None,
        limit: Few = 8,
        cursor: Cursor = None,
    ) -> nouns.Statements:
        """Lists who said what, the latest first, by any of these filters together. Use it for «what did X say (to Y, on Z, in May)». Quote
        `evidence.quote` with its outlet and date; don't put words into quotation marks as the speaker's own unless `kind` is direct.
        `doubtful` ones are to be looked at on their page before they are relied on. `since` and `until` mean the day of publication."""
        _days(since, until)
        wanted = StatementFilter(
            speaker=speaker, addressee=addressee, act=act, kind=kind, issue=issue, outlet=outlet, meeting=meeting, since=since, until=until
        )
        asked = question(["statements"], *(list(map(str, pair)) for pair in _given(wanted)), ["words", words or ""])
        with self._record.read() as connection:
            if words:
                start = _place(cursor, asked, MatchKey)
                keys = matching.matches(connection, words, "statement", matching.fields(wanted), place=start, limit=limit)
                said = {(one.page.id, one.id): one for one in statements.some_statements(connection, keys.items)}
                items = [said[key] for key in keys.items if key in said]
                return self._statements(items, keys.total, cursor_of(start, keys, asked), at_least=keys.at_least)
            beginning = _place(cursor, asked, StatementKey)
            found = walks.statements(connection, wanted, place=beginning, limit=limit)
        return self._statements(found.items, found.total, cursor_of(beginning, found, asked))

    def statement(self, id: Id) -> nouns.StatementWhole:  # noqa: A002  # its name for who asks
        """One statement by its id, with the lines of the page around it, its way to the reader (speaker, carriers, credits, outlet), how surely
        it was read, and a citation to copy. Use it before you rely on a statement, or cite it."""
        with self._record.read() as connection:
            said = statements.statement(connection, id) or statements.statement(connection, redirect(connection, id) or "")
            if said is None:
                raise _unknown("statement", id)
            around = statements.context(connection, said)
        chain = tuple(" + ".join(link.label.get("en") or link.label.get("ar") or "" for link in step) for step in said.chain)
        citation = cite(said, permalink=self._tell.address("statement", said.id))
        return nouns.StatementWhole(
            statement=self._tell.statement(said),
            context=around.text,
            chain=chain,
            title=said.page.title,
            url=said.page.url,
            date_basis=said.page.published.basis if said.page.published else None,
            found_by=said.found_by,
            confidence=round(said.confidence, 2),
            judged=judged(said.judged),
            citation=" ".join(plain.sentences(citation, "en")),
        )

    def statements_like_this(
        self,
        like: Annotated[str, Field(min_length=1, max_length=1000, description="A sentence in any language, or a statement's id.")],
        limit: Annotated[int, Field(ge=1, le=30)] = 8,
    ) -> nouns.Results:
        """Finds statements that say the like of a sentence or of a statement, in whatever words and language. Use it where words differ, or to find
        who else said it. It finds the matter and not who is for or against it: read each quote. Only where `overview` says `alike`; it says
        what to do otherwise."""
        with self._record.read() as connection:
            found = similar.similar(connection, like, limit=limit)
        return nouns.Results(total=len(found.results), results=tuple(self._tell.found(one) for one in found.results))

    def chronology(
        self,
        process: Process = None,
        entity: Entity = None,
        issue: Issue = None,
        since: Day = None,
        until: Day = None,
        words: Words = None,
        thin: Annotated[bool, Field(description="Also what is told too thinly to be stood behind.")] = False,
        limit: Few = 20,
        cursor: Cursor = None,
    ) -> nouns.Chronology:
        """Lists meetings by the day on which they began, the earliest first: of a process, with an entity, with an issue on their agenda, of a time.
        Use it for «when did they meet» and «what came before»; `meeting` tells one with all that pages say of it. `conflict`: pages
        differ."""
        _days(since, until)
        wanted = MeetingFilter(series=process, entity=entity, issue=issue, since=since, until=until, firm=not thin, q=words or None)
        asked = question(["chronology"], *(list(map(str, pair)) for pair in _given(wanted)))
        start = _place(cursor, asked, MeetingKey)
        with self._record.read() as connection:
            if process is not None:
                _known_process(connection, process)
            found = walks.meetings(connection, wanted, place=start, limit=limit)
        told = tuple(self._tell.brief(one) for one in found.items)
        return nouns.Chronology(total=found.total, meetings=told, cursor=cursor_of(start, found, asked))

    def meeting(self, id: Id) -> nouns.Meeting:  # noqa: A002  # its name for who asks
        """One meeting by its id (astana-19: series and number), as all pages together tell it: dates, place, host, who took part in which role, each
        with the words of a page and how many independent outlets say so. Where `conflict` is true tell the other values too, with who says
        them. A value with the basis dossier is told by no page."""
        with self._record.read() as connection:
            found = meetings.meeting(connection, id) or meetings.meeting(connection, redirect(connection, id) or "")
            if found is None:
                raise _unknown("meeting", id)
        return self._tell.meeting(found)

    def positions(
        self,
        actor: Entity = None,
        issue: Issue = None,
        process: Process = None,
        limit: Annotated[int, Field(ge=1, le=20, description="How many at most.")] = 5,
        cursor: Cursor = None,
    ) -> nouns.Positions:
        """What actors hold on issues over time, with the words that back each stance: supports, opposes, demands, offers, conditional (see
        `condition`), denies, or neutral (only spoken of). Use it for «where does X stand on Z, and since when». `changed` marks a turn,
        `disputed` that pages of that day have it both ways."""
        asked = question(["positions"], *([name, value] for name, value in (("actor", actor), ("issue", issue), ("process", process)) if value))
        start = _place(cursor, asked, PositionKey)
        with self._record.read() as connection:
            found = processes.positions(connection, actor=actor, issue=issue, process=process, place=start, limit=limit)
        told = tuple(self._tell.position(one) for one in found.items)
        return nouns.Positions(total=found.total, positions=told, cursor=cursor_of(start, found, asked))

    def commitments(
        self,
        process: Process = None,
        issue: Issue = None,
        party: Entity = None,
        since: Day = None,
        until: Day = None,
        limit: Annotated[int, Field(ge=1, le=20, description="How many at most.")] = 8,
        cursor: Cursor = None,
    ) -> nouns.Commitments:
        """What was undertaken, by date: by whom, on what, and what became of it as later pages tell. Use it for «what did they agree» and «was it
        kept»."""
        _days(since, until)
        given = (("process", process), ("issue", issue), ("party", party), ("since", since), ("until", until))
        asked = question(["commitments"], *([name, value] for name, value in given if value))
        start = _place(cursor, asked, CommitmentKey)
        with self._record.read() as connection:
            found = processes.commitments(connection, process=process, issue=issue, party=party, since=since, until=until, place=start, limit=limit)
        told = tuple(self._tell.commitment(one) for one in found.items)
        return nouns.Commitments(total=found.total, commitments=told, cursor=cursor_of(start, found, asked))

    def entity(self, id: Id) -> nouns.Entity:  # noqa: A002  # its name for who asks
        """One person, state, organization, place or other entity, by its id: spellings, offices with their words or how they are known, how much it
        said and was told, and whom it is named with. Use it to tell who somebody is. An office with `known` comes from beside the pages:
        say so."""
        with self._record.read() as connection:
            found = entities.entity(connection, id) or entities.entity(connection, redirect(connection, id) or "")
            if found is None:
                raise _unknown("entity", id, self._called(connection, id))
        return self._tell.entity(found)

    def page_evidence(
        self,
        page: Annotated[str, Field(min_length=6, max_length=64, description="A page's id, or how it begins.")],
        start: Annotated[int, Field(ge=0, le=2**31, description="First character, in code points.")] = 0,
        end: Annotated[int | None, Field(ge=0, le=2**31, description="Character after the last.")] = None,
        quote: Annotated[str | None, Field(max_length=5000, description="A quote to be verified.")] = None,
        around: Annotated[int, Field(ge=0, le=2000, description="Characters of the page on each side.")] = 200,
    ) -> nouns.PageEvidence:
        """The text of a page around a span, exactly as it was captured. Use it to read what stands around a quote, and to verify one before you give
        it: with `quote`, `verified` says whether it stands just there, letter by letter, and `found_at` where it stands on the page. With a
        quote alone it is looked for."""
        with self._record.read() as connection:
            known = _page(connection, page)
            read = pages.reading(connection, known)
            assert read is not None
            ref = page_refs(connection, [known])[known]
        text = read.text
        places = _places(text, quote) if quote else ()
        if end is None:
            start, end = places[0] if quote and places and text[start : start + len(quote)] != quote else (start, start + len(quote or ""))
        first, last = min(start, len(text)), min(max(start, end), len(text))
        return nouns.PageEvidence(
            page=known,
            title=ref.title,
            outlets=tuple(outlet.label for outlet in ref.outlets),
            published=ref.published.value if ref.published else None,
            date_basis=ref.published.basis if ref.published else None,
            url=ref.url,
            start=first,
            end=last,
            before=text[max(0, first - around) : first],
            quote=text[first:last],
            after=text[last : last + around],
            verified=(text[first:last] == quote) if quote else None,
            found_at=places,
            address=self._tell.marked(known, first, last),
        )

    def story(self, id: Id) -> nouns.Story:  # noqa: A002  # its name for who asks
        """One happening as several pages report it, by when they came out, with whose text is whose copy. Takes a story's id or a page's. Use it to
        tell how many outlets carried something on their own: copies of one agency's text are one source, and `outlets` counts independent
        ones."""
        with self._record.read() as connection:
            found = stories.story(connection, id)
            if found is None and (of := stories.of_page(connection, id)):
                found = stories.story(connection, of)
            if found is None:
                raise _unknown("story", id)
        return self._tell.story(found)

    def _statements(self, found: Any, total: int, cursor: str | None, *, at_least: bool = False) -> nouns.Statements:
        told = tuple(self._tell.statement(one) for one in found)
        return nouns.Statements(total=total, at_least=at_least, statements=told, cursor=cursor)

    def _called(self, connection: Connection, name: str) -> list[str]:
        """The ids of the entities that are called so."""
        try:
            found = search.search(connection, f'type:entity "{name.replace(chr(34), " ")}"', limit=5)
        except UsageError:
            return []
        return [one.id for one in found.results]


def _unknown(kind: Literal["statement", "meeting", "entity", "page", "story", "process"], id_: str, instead: list[str] | None = None) -> ToolError:
    meant = f" Did you mean {', '.join(instead)}?" if instead else ""
    how = "overview lists them" if kind == "process" else f"search with kind={kind} finds ids" if kind != "story" else "a page's id is taken too"
    return ToolError(f"the record holds no {kind} {id_!r}.{meant} ({how})")


def _known_process(connection: Connection, process: str) -> None:
    if processes.process(connection, process) is None:
        raise _unknown("process", process)


def _days(*days: str | None) -> None:
    for day in days:
        if day is not None and not is_day(day):
            raise ToolError(f"expected a year, month or day as 2018, 2018-09 or 2018-09-02, got {day!r}")


def _place(cursor: str | None, asked: str, key: type[K]) -> Place[K]:
    try:
        return Place() if cursor is None else place_of(cursor, asked, key)
    except ValueError as error:
        raise ToolError(f"expected {error}; leave it out to begin anew") from error


def _given(wanted: Any) -> list[tuple[str, Any]]:
    return [(name, value) for name in wanted.__struct_fields__ if (value := getattr(wanted, name)) not in (None, False)]


def _page(connection: Connection, wanted: str) -> str:
    """The id of a page, told whole or by its beginning."""
    found = pages.beginning(connection, wanted)
    if len(found) != 1:
        raise ToolError(f"expected a page's id, got {wanted!r}, which {len(found)} begin with") if found else _unknown("page", wanted)
    return found[0]


def _places(text: str, quote: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    at = text.find(quote)
    while at >= 0 and len(found) < MATCHES:
        found.append((at, at + len(quote)))
        at = text.find(quote, at + 1)
    return tuple(found)
