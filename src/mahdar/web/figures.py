"""What takes long to work out of a record, kept while that stays as it is (`mahdar.record.remembering`): what the overview and an actor's face are
made of, all statements ready to be counted, all entities in the order in which they are listed, what is doubtful."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection

from mahdar.model import Noun
from mahdar.record import Record
from mahdar.record.answers import EntityAnswer, Listing, PageRef, StatementAnswer, WordingAnswer
from mahdar.record.figure_answers import SpeakingAnswer, TurnsAnswer, WholeAnswer
from mahdar.record.process_answers import MeetingAnswer
from mahdar.record.queries import entities as of_entities
from mahdar.record.queries import meetings as of_meetings
from mahdar.record.queries import pages as of_pages
from mahdar.record.queries import speaking as of_speaking
from mahdar.record.queries import statements as of_statements
from mahdar.record.queries import stories as of_stories
from mahdar.record.queries import whole as of_whole
from mahdar.record.queries import wording as of_wording
from mahdar.record.queries.facets import Facets
from mahdar.record.queries.lookup import standing
from mahdar.record.queries.review import Doubtful, doubtful
from mahdar.record.queries.suggesting import Names
from mahdar.record.queries.walks import Rankings, rankings
from mahdar.record.remembering import Keeping, Told
from mahdar.record.story_answers import StoryRef

T = TypeVar("T")

MEETINGS, STATEMENTS, PAGES, STORIES = 10, 8, 12, 8
"""How many of each the overview shows at once."""

FORMS = 12
"""How many spellings of a name an actor's face shows at once."""

ACTORS = 300
"""Of so many actors, those asked for last, all that takes long is kept."""

QUICK = 0.02
"""What of an actor takes longer than this (seconds) is kept from then on."""


class Front(Noun, frozen=True, kw_only=True):
    """The overview as it is without a question: the figures of the record, and the beginnings of its lists."""

    whole: WholeAnswer
    meetings: Listing[MeetingAnswer]
    statements: Listing[StatementAnswer]
    pages: Listing[PageRef]
    stories: Listing[StoryRef]


class OfActor(Noun, frozen=True, kw_only=True):
    """An actor with the first of its spellings, what outlets call it, and what it says and holds, in figures."""

    entity: EntityAnswer
    wording: WordingAnswer
    speaking: SpeakingAnswer
    turns: TurnsAnswer


class Figures:
    """The figures of one record. Made with the application; ``close`` it before the record."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._front: Keeping[Front] = Keeping(record, lambda connection, _: _front(connection))
        self._actors: Keeping[OfActor | None] = Keeping(record, _of_actor, most=ACTORS)
        self._drawn: dict[tuple[object, ...], tuple[Front, Any]] = {}
        self._facets: Keeping[Facets] = Keeping(record, lambda connection, _: Facets(connection))
        self._rankings: Keeping[Rankings] = Keeping(record, lambda connection, _: rankings(connection))
        self._names: Keeping[Names] = Keeping(record, lambda connection, _: Names(connection))
        self._doubtful: Keeping[Doubtful] = Keeping(record, lambda connection, _: doubtful(connection))

    def front(self) -> Told[Front]:
        """The overview. The first who asks in a server's life waits for it."""
        return self._front.get()

    def drawn(self, front: Front, key: tuple[object, ...], draw: Callable[[], T]) -> T:
        """What ``draw`` makes of ``front``, drawn once for each ``key``: the reader's choices, of which there are a dozen."""
        held = self._drawn.get(key)
        if held is None or held[0] is not front:
            held = self._drawn[key] = front, draw()
        found: T = held[1]
        return found

    def facets(self) -> Told[Facets]:
        """All statements, ready to be counted."""
        return self._facets.get()

    def rankings(self) -> Told[Rankings]:
        """All entities, those of most pages first, by kind."""
        return self._rankings.get()

    def names(self) -> Told[Names]:
        """All names, ready to be looked up by their beginnings."""
        return self._names.get()

    def doubtful(self) -> Told[Doubtful]:
        """What is doubtful, of which `mahdar.record.queries.review.queue` makes the queue."""
        return self._doubtful.get()

    def actor(self, key: str) -> Told[OfActor | None]:
        """One actor by any of its ids; none where no page names it.

        Where there is much to count that nobody has asked for yet, the figures are of what it said and held last, and all are counted
        meanwhile: no request takes longer than that.
        """
        # Asked for before anything is read: what is kept is of that state or of a later one.
        state = self._record.state()
        with self._record.read() as connection:
            entity = standing(connection, [key]).get(key, key)
            if (kept := self._actors.peek(entity)) is not None:
                return kept
            began = time.monotonic()
            found = _of_actor(connection, entity, statements=of_speaking.AT_ONCE, positions=of_speaking.TURNS_AT_ONCE)
        whole = found is None or (found.speaking.of == found.speaking.said and found.turns.of == min(found.turns.told, of_speaking.TURNS))
        if not whole:
            self._actors.begin(entity)
        elif (took := time.monotonic() - began) > QUICK:
            self._actors.keep(entity, found, state, took)
        return Told(found, fresh=whole)

    def warm(self) -> None:
        """Begin to work out the overview, and those actors that said more than can be counted while a reader waits."""
        self._front.begin()
        self._facets.begin()
        self._rankings.begin()
        self._names.begin()
        self._doubtful.begin()
        with self._record.read() as connection:
            heavy = of_whole.heaviest(connection, of_speaking.AT_ONCE // 4, ACTORS // 2)
        for entity in heavy:
            self._actors.begin(entity)

    def close(self) -> None:
        """Work out nothing more."""
        self._front.close()
        self._facets.close()
        self._rankings.close()
        self._names.close()
        self._doubtful.close()
        self._actors.close()


def _front(connection: Connection) -> Front:
    return Front(
        whole=of_whole.whole(connection),
        meetings=of_meetings.meetings(connection, firm=True, limit=MEETINGS, latest_first=True),
        statements=of_statements.statements(connection, limit=STATEMENTS),
        pages=of_pages.pages(connection, limit=PAGES),
        stories=of_stories.stories(connection, least=2, limit=STORIES),
    )


def _of_actor(connection: Connection, entity: str, statements: int | None = None, positions: int = of_speaking.TURNS) -> OfActor | None:
    """An actor by the id that stands for it, its figures of the latest ``statements`` and ``positions``."""
    found = of_entities.entity(connection, entity, forms_limit=FORMS)
    if found is None:
        return None
    return OfActor(
        entity=found,
        wording=of_wording.wording(connection, entity),
        speaking=of_speaking.speaking(connection, entity, most=statements),
        turns=of_speaking.turns(connection, entity, most=positions),
    )
