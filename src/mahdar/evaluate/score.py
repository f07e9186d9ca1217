"""The figures of each layer, pooled over pages.

    article      characters (white space apart) of title, lead, body and subhead that are kept as article
    times        spans that are exactly right; values that are right where spans overlap
    names        exact span and kind; overlapping span and kind
    entities     B-cubed over the names found by both: does the same thing get the same id on all pages?
    statements   content (at least 0.6 of the words shared); content with the right speaker; among those the act, kind,
                 addressee and via; the cue among contents found
    meetings     slots (series, ordinal, place, start, end) of meetings paired one to one; participants with their role
    title        pages whose title is the gold's; published: pages whose date is right as exactly as the gold tells it

B-cubed: Bagga and Baldwin 1998, "Entity-based cross-document coreferencing using the vector space model".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from mahdar.evaluate.align import Alignment, Scored, alike, is_speaker, labels_of, pairs, shared_characters, shared_words, told_slots
from mahdar.evaluate.gold import GoldPage, GoldStatement
from mahdar.model import ARTICLE_ROLES, Block, Reading, Span, Statement

ENOUGH_WORDS = 0.6
"""The share of words that a content has to have in common with the gold's."""


class Ratio(msgspec.Struct, frozen=True, kw_only=True):
    """Precision, recall and their harmonic mean, with what there was to find and what was found."""

    precision: float
    recall: float
    gold: int
    predicted: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """All figures: those with precision and recall, those that are a share, in the order of the layers; and the errors in words."""

    pages: int
    read: int
    ratios: dict[str, Ratio]
    shares: dict[str, float]
    errors: tuple[str, ...]


def score(pages: Scored) -> Report:
    """Score readings against their gold pages; a page with no reading counts as all missed."""
    tally = _Tally(Alignment(pages))
    for gold, reading in pages:
        tally.add(gold, reading)
    return Report(
        pages=len(pages),
        read=sum(reading is not None for _, reading in pages),
        ratios=tally.ratios(),
        shares=tally.shares(),
        errors=tuple(tally.errors),
    )


class _Tally:
    """Counts over all pages: of what was right, of the gold's, of the found. A figure divides two of them."""

    def __init__(self, alignment: Alignment) -> None:
        self._ids = alignment
        self._right: Counter[str] = Counter()
        self._gold: Counter[str] = Counter()
        self._found: Counter[str] = Counter()
        self._clusters: list[tuple[str, str]] = []
        self.errors: list[str] = []

    def add(self, gold: GoldPage, reading: Reading | None) -> None:
        """Count one page."""
        self._article(gold, reading)
        self._times(gold, reading)
        self._names(gold, reading)
        self._statements(gold, reading)
        self._meetings(gold, reading)
        self._page(gold, reading)

    def ratios(self) -> dict[str, Ratio]:
        """The figures with precision and recall."""
        names = (
            *("article", "times_span", "times_value", "names_exact", "names_overlap", "entities"),
            *("statements_content", "statements_attributed", "meetings_slots", "meetings_participants"),
        )
        return {name: _b_cubed(self._clusters) if name == "entities" else self._ratio(name) for name in names}

    def shares(self) -> dict[str, float]:
        """The figures that are a share of something found, or of pages."""
        among = {
            "statements_act_accuracy": self._right["statements_attributed"],
            "statements_kind_accuracy": self._right["statements_attributed"],
            "statements_cue_accuracy": self._gold["statements_cue_accuracy"],
            "statements_addressee_accuracy": self._right["statements_attributed"],
            "statements_via_accuracy": self._right["statements_attributed"],
            "title_accuracy": self._gold["title_accuracy"],
            "published_accuracy": self._gold["published_accuracy"],
        }
        return {name: self._right[name] / (whole or 1) for name, whole in among.items()}

    def _ratio(self, name: str) -> Ratio:
        right, gold, found = self._right[name], self._gold[name], self._found[name]
        return Ratio(precision=right / found if found else 0.0, recall=right / gold if gold else 0.0, gold=gold, predicted=found)

    def _expect(self, gold: int, found: int, *names: str) -> None:
        for name in names:
            self._gold[name] += gold
            self._found[name] += found

    def _article(self, gold: GoldPage, reading: Reading | None) -> None:
        text = gold.page.text
        wanted = _characters(text, (block for block in gold.blocks if block.role in ARTICLE_ROLES))
        kept = _characters(text, (block for block in _blocks(reading) if block.role in ARTICLE_ROLES))
        self._expect(len(wanted), len(kept), "article")
        self._right["article"] += len(wanted & kept)

    def _times(self, gold: GoldPage, reading: Reading | None) -> None:
        found = reading.times if reading else ()
        self._expect(len(gold.times), len(found), "times_span", "times_value")
        for want, time, _ in pairs(gold.times, found, shared_characters):
            self._right["times_span"] += _same_place(want, time)
            self._right["times_value"] += want.value == time.value
            if want.value != time.value:
                self._note("time", gold, want, want.value, time.value)

    def _names(self, gold: GoldPage, reading: Reading | None) -> None:
        found = reading.names if reading else ()
        self._expect(len(gold.names), len(found), "names_exact", "names_overlap")
        for want, name, _ in pairs(gold.names, found, shared_characters):
            self._right["names_overlap"] += want.kind == name.kind
            self._right["names_exact"] += want.kind == name.kind and _same_place(want, name)
            self._clusters.append((want.entity, name.entity))

    def _statements(self, gold: GoldPage, reading: Reading | None) -> None:
        found = reading.statements if reading else ()
        labels = labels_of(gold)
        self._expect(len(gold.statements), len(found), "statements_content", "statements_attributed")

        def closeness(want: GoldStatement, statement: Statement) -> float:
            shared = shared_words(gold.page.text, want, statement)
            if shared < ENOUGH_WORDS:
                return 0.0
            # Of two findings of one content, the one with the right speaker is meant.
            return shared + (0.001 if is_speaker(want.speaker, statement.speaker, self._ids, labels) else 0.0)

        missed = {id(want): want for want in gold.statements}
        for want, statement, _ in pairs(gold.statements, found, closeness):
            del missed[id(want)]
            self._right["statements_content"] += 1
            if want.cue is not None:
                self._gold["statements_cue_accuracy"] += 1
                self._right["statements_cue_accuracy"] += statement.cue is not None and want.cue.overlaps(statement.cue)
            if is_speaker(want.speaker, statement.speaker, self._ids, labels):
                self._attributed(want, statement)
            else:
                self._note("speaker", gold, want, want.speaker, statement.speaker and (statement.speaker.entity or statement.speaker.label))
        for want in missed.values():
            self._note("statement", gold, want, want.speaker, "nothing")

    def _attributed(self, want: GoldStatement, statement: Statement) -> None:
        self._right["statements_attributed"] += 1
        self._right["statements_act_accuracy"] += want.act == statement.act
        self._right["statements_kind_accuracy"] += want.kind == statement.kind
        addressee = statement.addressee and self._ids.entity(statement.addressee)
        self._right["statements_addressee_accuracy"] += want.addressee == addressee
        self._right["statements_via_accuracy"] += want.via == {self._ids.entity(via.entity) for via in statement.via}

    def _meetings(self, gold: GoldPage, reading: Reading | None) -> None:
        wanted = [(told_slots(meeting), meeting) for meeting in gold.meetings]
        found = [(self._ids.slots(meeting), meeting) for meeting in (reading.meetings if reading else ())]
        self._expect(sum(len(slots) for slots, _ in wanted), sum(len(slots) for slots, _ in found), "meetings_slots")
        for (_, want), (_, meeting), same in pairs(wanted, found, lambda a, b: alike(a[0], b[0])):
            self._right["meetings_slots"] += int(same)
            expected = {(part.entity, part.role) for part in want.participants}
            named = {(self._ids.entity(part.entity), part.role) for part in meeting.participants}
            self._expect(len(expected), len(named), "meetings_participants")
            self._right["meetings_participants"] += len(expected & named)

    def _page(self, gold: GoldPage, reading: Reading | None) -> None:
        if titles := {(block.start, block.end) for block in gold.blocks if block.role == "title"}:
            self._gold["title_accuracy"] += 1
            self._right["title_accuracy"] += any((block.start, block.end) in titles for block in _blocks(reading) if block.role == "title")
        if gold.published:
            self._gold["published_accuracy"] += 1
            found = reading.published.value if reading and reading.published else ""
            self._right["published_accuracy"] += found.startswith(gold.published)

    def _note(self, layer: str, gold: GoldPage, span: Span, want: object, got: object) -> None:
        quote = span.of(gold.page.text)
        self.errors.append(f"{gold.id}: {layer}: expected {want}, got {got}: {quote[:80]}{'…' if len(quote) > 80 else ''}")


def _blocks(reading: Reading | None) -> tuple[Block, ...]:
    return reading.blocks if reading else ()


def _characters(text: str, spans: Iterator[Span]) -> set[int]:
    """Where the spans' characters stand, white space apart."""
    return {at for span in spans for at in range(span.start, span.end) if not text[at].isspace()}


def _same_place(a: Span, b: Span) -> bool:
    return (a.start, a.end) == (b.start, b.end)


def _b_cubed(items: list[tuple[str, str]]) -> Ratio:
    """B-cubed of (gold's cluster, found cluster) for each item, each item weighing the same."""
    golds: Mapping[str, int] = Counter(gold for gold, _ in items)
    founds: Mapping[str, int] = Counter(found for _, found in items)
    both: Mapping[tuple[str, str], int] = Counter(items)
    count = len(items)
    precision = sum(both[item] / founds[item[1]] for item in items) / (count or 1)
    recall = sum(both[item] / golds[item[0]] for item in items) / (count or 1)
    return Ratio(precision=precision, recall=recall, gold=count, predicted=count)
