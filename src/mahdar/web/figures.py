"""The figures that faces show, kept while the record stays as it is (`mahdar.record.remembering`)."""

from __future__ import annotations

from sqlalchemy import Connection

from mahdar.model import Noun
from mahdar.record import Record
from mahdar.record.figure_answers import SpeakingAnswer, TurnsAnswer, WholeAnswer
from mahdar.record.queries import speaking as of_speaking
from mahdar.record.queries import whole as of_whole
from mahdar.record.remembering import Keeping, Told

ACTORS = 300
"""Of so many actors, those asked for last, figures are kept."""


class OfActor(Noun, frozen=True, kw_only=True):
    """What an actor says and holds, in figures."""

    speaking: SpeakingAnswer
    turns: TurnsAnswer


class Figures:
    """The figures of one record. Made with the application; ``close`` it before the record."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._whole: Keeping[WholeAnswer] = Keeping(record, lambda connection, _: of_whole.whole(connection))
        self._actors: Keeping[OfActor] = Keeping(record, _of_actor, most=ACTORS)

    def whole(self) -> Told[WholeAnswer]:
        """Those of the whole record. The first who asks in a server's life waits for them."""
        return self._whole.get()

    def actor(self, connection: Connection, entity: str) -> Told[OfActor]:
        """Those of one actor, by the id that stands for it. Where there is much to count that nobody has asked for yet, the figures are of what
        it said and held last, and all are counted meanwhile: no request takes longer than that."""
        if (kept := self._actors.peek(entity)) is not None:
            return kept
        speaking = of_speaking.speaking(connection, entity, most=of_speaking.AT_ONCE)
        turns = of_speaking.turns(connection, entity, most=of_speaking.TURNS_AT_ONCE)
        if speaking.of == speaking.said and turns.of == turns.told:
            return Told(OfActor(speaking=speaking, turns=turns), fresh=True)
        self._actors.begin(entity)
        return Told(OfActor(speaking=speaking, turns=turns), fresh=False)

    def warm(self) -> None:
        """Begin to work out the figures of the whole record, and of those who said more than can be counted while a reader waits."""
        self._whole.begin()
        with self._record.read() as connection:
            heavy = of_whole.heaviest(connection, of_speaking.AT_ONCE, ACTORS // 2)
        for entity in heavy:
            self._actors.begin(entity)

    def close(self) -> None:
        """Work out nothing more."""
        self._whole.close()
        self._actors.close()


def _of_actor(connection: Connection, entity: str) -> OfActor:
    return OfActor(speaking=of_speaking.speaking(connection, entity), turns=of_speaking.turns(connection, entity))
