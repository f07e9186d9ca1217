"""What the sheet tells of a name, or of words that mean somebody without naming him: a card for the pointer, the keyboard and the finger.

What it tells of statements, times and meetings is in `mahdar.web.told`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from markupsafe import Markup

from mahdar.model import Name, Noun, Office, Reference, Span
from mahdar.record.answers import EntityRef, PageAnswer
from mahdar.web.render import Addresses
from mahdar.web.sheet import Layer
from mahdar.web.words import Words, spoken

_NAME_RANK = 4


class Card(Noun, frozen=True, kw_only=True):
    """One card, which many names may share: whom the words mean, the offices that this page states, how that was found and how sure it is.

    ``means`` says in what way words that are no name mean the entity; it is null for names. ``address`` is that of the entity's face.
    """

    id: str
    entity: EntityRef
    offices: tuple[Markup, ...]
    means: Markup | None
    found: Markup
    sure: Markup
    address: str


class Cards:
    """The cards of a part of one page, each once, and the layers of the sheet that show them.

    Where names may be corrected (``edits``) each says in ``data-at`` at which characters it stands: the card that it shares doesn't know.
    """

    def __init__(self, page: PageAnswer, words: Words, to: Addresses, part: Span, *, edits: bool = False) -> None:
        self._edits = edits
        self._words = words
        self._to = to
        self._entities = page.entities
        self._offices = {entity.id: entity.offices for entity in page.reading.entities}
        self._cards: dict[tuple[str, str | None, str, str], Card] = {}
        names = (name for name in page.reading.names if name.overlaps(part))
        self.layers = tuple(self._layers(names, (reference for reference in page.reading.references if reference.overlaps(part))))

    @property
    def all(self) -> tuple[Card, ...]:
        """The cards in the order in which the page first needs them."""
        return tuple(self._cards.values())

    def _layers(self, names: Iterable[Name], references: Iterable[Reference]) -> Iterator[Layer]:
        names = tuple(names)
        for name in names:
            card = self._card(name.entity, None, name.found_by, name.confidence)
            yield self._layer(name, f"in-name {name.kind}", card, at=f"{name.start},{name.end}" if self._edits else None)
        for reference in references:
            card = self._card(reference.entity, reference.sort, reference.why, reference.confidence)
            # One link can't stand in another: a name inside (وزير خارجية كازاخستان) is its own.
            for part in _without(reference, names):
                yield self._layer(part, f"in-reference {card.entity.kind}", card)

    def _layer(self, span: Span, classes: str, card: Card, at: str | None = None) -> Layer:
        attributes = (("class", classes), ("href", card.address), ("aria-describedby", card.id), ("data-card", self._plain(card)))
        where = (("data-at", at),) if at is not None else ()
        return Layer(start=span.start, end=span.end, rank=_NAME_RANK, tag="a", attributes=attributes + where)

    def _card(self, entity: str, sort: str | None, found: str, confidence: float) -> Card:
        words, sure = self._words, f"{confidence:.2f}"
        key = (entity, sort, found, sure)
        if key not in self._cards:
            self._cards[key] = Card(
                id=f"card-{len(self._cards)}",
                entity=self._entities[entity],
                offices=tuple(dict.fromkeys(_office(office, words) for office in self._offices[entity] if office.basis == "stated")),
                means=words.maybe("refers", sort) if sort else None,
                found=words.reason(found) if sort else words.found_by(found),
                sure=words("page.sure", confidence=sure),
                address=self._to("actor", self._entities[entity].id),
            )
        return self._cards[key]

    def _plain(self, card: Card) -> str:
        """The card as plain text, for where it can't be more: the text content of the sheet is the page's alone."""
        words, ref = self._words, card.entity
        head = Markup(" · ").join([words.label(ref.label, ref.id), words.maybe("kind", ref.kind or "")])
        found = words("site.clause").join([*([card.means] if card.means else []), card.found, card.sure])
        return "\n".join(map(spoken, (head, *card.offices, found)))


def _office(office: Office, words: Words) -> Markup:
    """An office in the page's own words, else by its role, whose it is, and when."""
    if office.label:
        return Markup('<bdi lang="ar">«{}»</bdi>').format(office.label)
    said = words.office(office.role or "", office.of, {})
    return Markup("{} ({})").format(said, words.maybe("office_status", office.status)) if office.status else said


def _without(span: Span, names: Iterable[Span]) -> Iterator[Span]:
    """The parts of ``span`` in which no name stands."""
    inside = [name for name in names if name.overlaps(span)]
    edges = [span.start, *(edge for name in inside for edge in (max(name.start, span.start), min(name.end, span.end))), span.end]
    return (Span(start=start, end=end) for start, end in list(pairwise(edges))[::2] if start < end)
