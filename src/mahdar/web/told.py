"""What the sheet tells of a statement, a time or a meeting in the text: a card in the manner of a name's (`mahdar.web.cards`).

Names are links and bring theirs; these are no stops for the keyboard, which reaches statements and meetings in the margin. What lies farthest inside
is told of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from mahdar.model import Meeting, Noun, Reading, Span, Statement, Time
from mahdar.record.answers import EntityRef
from mahdar.web.render import Addresses
from mahdar.web.sheet import Layer
from mahdar.web.words import Words, spoken

_SHOWS = {"meeting": "show-meetings", "statement": "show-statements", "time": "show-times"}
_ANCHORS = frozenset({"published", "stated", "event"})
_RANKS = {"meeting": 1, "statement": 2, "time": 3}


class Told(Noun, frozen=True, kw_only=True):
    """One card: what it is of, in a word, what it says, how that was found and how sure it is. ``item`` is the id of what it tells, where that
    has one of its own, and ``address`` that of its face, where it has one."""

    id: str
    sort: str
    item: str | None
    head: Markup
    lines: tuple[Markup, ...]
    why: Markup
    address: str | None


class Telling:
    """The cards of the statements, times and meetings in a part of a page, and the layers of the sheet that show them.

    Where times may be corrected (``edits``) each says in ``data-at`` at which characters it stands, as those that are alike share a card.
    """

    def __init__(self, reading: Reading, entities: Mapping[str, EntityRef], words: Words, to: Addresses, part: Span, *, edits: bool = False) -> None:
        self._words, self._to, self._entities, self._part, self._edits = words, to, entities, part, edits
        self._cards: dict[str, Told] = {}
        self.layers = tuple(self._layers(reading))

    @property
    def all(self) -> tuple[Told, ...]:
        """The cards, each once."""
        return tuple(self._cards.values())

    def _layers(self, reading: Reading) -> Iterator[Layer]:
        for n, met in enumerate(reading.meetings):
            if inside := self._inside(met.evidence):
                yield from self._shown(self._meeting(met, f"tells-m{n}"), "in-meeting", inside)
        for n, st in enumerate(reading.statements):
            if inside := self._inside((Span(start=st.start, end=st.end), *st.more)):
                yield from self._shown(self._statement(st, f"tells-s{n}"), f"in-statement act-{st.act}", inside)
        alike: dict[tuple[str, str | None, str | None, str | None], Told] = {}
        for time in reading.times:
            if inside := self._inside((time,)):
                key = (time.type, time.value, time.anchor, time.date)
                card = alike.setdefault(key, self._time(time, f"tells-t{len(alike)}"))
                yield from self._shown(card, "in-time", inside)

    def _inside(self, spans: Iterable[Span]) -> list[Span]:
        return [span for span in spans if span.overlaps(self._part)]

    def _shown(self, card: Told, classes: str, spans: Iterable[Span]) -> Iterator[Layer]:
        self._cards[card.id] = card
        attributes = (("class", classes), ("data-tells", card.id), ("data-layer", _SHOWS[card.sort]), ("data-card", _plain(card)))
        for span in spans:
            at = (("data-at", f"{span.start},{span.end}"),) if self._edits and card.item is None else ()
            yield Layer(start=span.start, end=span.end, rank=_RANKS[card.sort], tag="span", attributes=attributes + at)

    def _statement(self, st: Statement, id_: str) -> Told:
        words = self._words
        who = self._label(st.speaker.entity) if st.speaker and st.speaker.entity else None
        if who is None:
            who = Markup('<bdi lang="ar">{}</bdi>').format(st.speaker.label) if st.speaker else words("statement.nobody")
        lines = [words.maybe("kind_of_statement", st.kind)]
        if st.addressee:
            lines.insert(0, words("told.addressee", who=self._label(st.addressee)))
        head = Markup("{} · {}").format(who, words.maybe("act", st.act))
        found = words("site.clause").join((words.found_by(st.found_by), _sure(st.confidence, words)))
        return Told(id=id_, sort="statement", item=st.id, head=head, lines=tuple(lines), why=found, address=self._to("statement", st.id))

    def _time(self, time: Time, id_: str) -> Told:
        words = self._words
        value = words("told.no_value") if time.value is None else words.date(time.value) if time.type == "DATE" else _isolated(time.value)
        lines = [words("told.reaches", date=words.date(time.date))] if time.date else []
        why = words.maybe("told_anchor", time.anchor if time.anchor in _ANCHORS else "stated" if time.anchor else "none")
        return Told(id=id_, sort="time", item=None, head=value, lines=tuple(lines), why=why, address=None)

    def _meeting(self, met: Meeting, id_: str) -> Told:
        words = self._words
        called = words.series(met.series) if met.series else words.maybe("meeting_kind", met.kind) if met.kind else words("meeting.meeting")
        if met.ordinal is not None:
            called = Markup("{} — {}").format(words("meeting.round", ordinal=words.number(met.ordinal)), called)
        shown = words.dates(met.start, met.end)
        place = [self._label(met.place)] if met.place else []
        lines = [Markup(" · ").join([*([shown] if shown else []), *place])] if shown or place else []
        slot = met.slots.get("start") or met.slots.get("end")
        why = [words.maybe("status", met.status)]
        why += [words.maybe("basis", slot.basis)] if slot and slot.basis != "stated" else []
        why += [words.reason(slot.why)] if slot and slot.why else []
        return Told(
            id=id_,
            sort="meeting",
            item=met.id,
            head=called,
            lines=tuple(lines),
            why=words("site.clause").join(why),
            address=self._to("meeting", met.id),
        )

    def _label(self, entity: str) -> Markup:
        ref = self._entities.get(entity)
        return self._words.label(ref.label if ref else {}, entity)


def _plain(card: Told) -> str:
    return "\n".join(map(spoken, (card.head, *card.lines, card.why)))


def _sure(confidence: float, words: Words) -> Markup:
    return words("page.sure", confidence=f"{confidence:.2f}")


def _isolated(value: str) -> Markup:
    return Markup('<bdi dir="ltr" class="n">{}</bdi>').format(value)
