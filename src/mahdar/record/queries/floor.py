"""The floor of a meeting: who said what on the pages that tell of it, for which side, where a page says that it was said there, and who carried it.

The work is bounded: the first `PAGES` pages of a meeting are looked at, and the first `STATEMENTS` statements of these; only what is shown is put
together. What several pages carry is one statement (`mahdar.linking.aligned`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, get_args

from sqlalchemy import Connection, select

from mahdar.linking.aligned import Said, align, alike, content_words
from mahdar.model import Act, Span
from mahdar.process.occasions import said_there
from mahdar.record import schema
from mahdar.record.answers import EntityRef, FacetCount, PageRef, StatementAnswer
from mahdar.record.floor_answers import FloorAnswer, FloorFilter, SideAnswer, SpeakingAnswer, SpokenAnswer
from mahdar.record.process_answers import MeetingAnswer
from mahdar.record.queries.beside import agencies_of, alone, carriers, documents, outlet_of
from mahdar.record.queries.lookup import AnyRow, Texts, batches, entity_refs, known_labels, quote
from mahdar.record.queries.represented import Speaks, represented
from mahdar.record.queries.statements import some_statements

PAGES, STATEMENTS = 120, 360
"""So many pages of a meeting, the first, are looked at, and so many of their statements are compared."""

FIRST, LISTED, ALONE, TELLINGS = 5, 25, 8, 4
"""So many statements of each side are shown at once, so many where a filter is in force, so many of those that one outlet alone carries, and so many
of the tellings of each."""

SIDES, SPEAKERS = 12, 8
"""So many sides are shown at once, the others by name, and so many of the speakers of each."""

_NAMING, _BESIDE = frozenset({"evidence", "ordinal", "series"}), frozenset({"start", "end", "place", "host"})
"""What the words that are evidence of a meeting must tell of it to name it, and what they mustn't."""

_NOBODY = ""
_ORDER: tuple[Act, ...] = ("call", "promise", "agree", "reject", "accuse", "warn", "support", "hope", "state")
_WEIGHT = {act: n for n, act in enumerate(_ORDER)}
assert set(_ORDER) == set(get_args(Act))


class _Spoken(NamedTuple):
    """A statement with the rows that tell it, the one to show first first, and where a page says that it was said at the meeting."""

    rows: tuple[AnyRow, ...]
    there: tuple[str, Span] | None
    side: str
    speaker: str
    only: str | None
    carriers: frozenset[str]
    n: int

    @property
    def order(self) -> tuple[int, bool, int, int, int]:
        quoted = any(row.kind == "direct" for row in self.rows)
        asks = any(row.addressee and row.act != "state" for row in self.rows)
        weight = 2 * quoted + 2 * (self.there is not None) + asks
        return (-weight, not quoted, min(_WEIGHT[row.act] for row in self.rows), -len({row.page for row in self.rows}), self.n)


def floor(connection: Connection, told: MeetingAnswer, wanted: FloorFilter | None = None, *, offset: int = 0) -> FloorAnswer:
    """Who said what around ``told``, which has all its pages. ``offset`` counts in what ``wanted`` leaves, side by side."""
    wanted = wanted or FloorFilter()
    pages = {page.id: page for page in told.pages[:PAGES]}
    rows, left = _rows(connection, list(pages), told)
    refs = entity_refs(connection, [end for row in rows for end in (row.speaker, row.addressee)])
    day = told.start or told.end
    speakers = {ref.id: ref for row in rows if row.speaker and (ref := refs[row.speaker])}
    speaks = represented(connection, speakers.values(), pages, day.value if day else None)
    texts = Texts(connection, {row.page for row in rows})
    credited = agencies_of(connection, pages)
    every = _spoken(connection, rows, refs, speaks, texts, told, pages, credited)
    found = [one for one in every if _answers(one, wanted, refs)]
    sides = _sides(found, told)
    order = [one for side in sides.values() for one in side]
    first = [one for side in list(sides.values())[:SIDES] for one in side[:FIRST]]
    shown = order[offset : offset + LISTED] if wanted.asked else first
    numbers = {one.n for one in shown}
    lone = [one for one in sorted(every, key=lambda one: one.order) if one.only is not None]
    answers = _Answers(connection, [*shown, *lone[:ALONE]], texts)
    named = entity_refs(connection, [side for side in sides if side])
    taking = {part.entity.id for part in told.participants}
    return FloorAnswer(
        wanted=wanted,
        total=len(every),
        found=len(found),
        offset=offset,
        there=sum(one.there is not None for one in found),
        sides=tuple(
            SideAnswer(
                id=side,
                entity=_labelled(named[side]) if side in named else None,
                takes_part=side in taking or any(one.speaker in taking for one in held),
                speakers=_speakers(held, speakers, speaks)[:SPEAKERS],
                speaking=len({one.speaker for one in held}),
                total=len(held),
                spoken=tuple(answers.spoken(one) for one in held if one.n in numbers),
            )
            for side, held in sides.items()
            if any(one.n in numbers for one in held)
        ),
        others=tuple(
            FacetCount(value=side, label=_labelled(named[side]).label if side in named else {}, count=len(held))
            for side, held in sides.items()
            if not any(one.n in numbers for one in held)
        )
        if not wanted.asked
        else (),
        acts=_acts([one for one in every if _answers(one, wanted, refs, without="act")]),
        addressees=_addressees([one for one in every if _answers(one, wanted, refs, without="addressee")], refs),
        **carriers(connection, pages.values(), credited, Counter(carrier for one in every for carrier in one.carriers)),
        facts=alone(told),
        only=tuple(answers.spoken(one) for one in lone[:ALONE]),
        alone=len(lone),
        documents=documents(connection, told, pages),
        left=left,
    )


def _rows(connection: Connection, pages: Sequence[str], told: MeetingAnswer) -> tuple[list[AnyRow], int]:
    """The statements of these pages in their order, and how many more the meeting has."""
    s = schema.statements.c
    place = {page: n for n, page in enumerate(pages)}
    rows = [row for some in batches(pages) for row in connection.execute(select(schema.statements).where(s.page.in_(some)))]
    rows.sort(key=lambda row: (place[row.page], row.n))
    return rows[:STATEMENTS], max(0, told.statements - min(len(rows), STATEMENTS))


def _spoken(
    connection: Connection,
    rows: Sequence[AnyRow],
    refs: Mapping[str, EntityRef],
    speaks: Mapping[str, Speaks],
    texts: Texts,
    told: MeetingAnswer,
    pages: Mapping[str, PageRef],
    credited: Mapping[str, frozenset[str]],
) -> list[_Spoken]:
    """The statements of these rows, each once."""
    said = {(row.page, row.id): _said(row, refs[row.speaker].id if row.speaker else None, texts) for row in rows}
    outlet = {page: outlet_of(ref) for page, ref in pages.items()}
    by_speaker: dict[str | None, list[AnyRow]] = defaultdict(list)
    for row in rows:
        by_speaker[refs[row.speaker].id if row.speaker else None].append(row)
    groups: list[tuple[AnyRow, ...]] = []
    for mine in by_speaker.values():
        keyed = {(row.page, row.id): row for row in mine}
        # Only what one speaker says can be one statement.
        groups += [tuple(keyed[one.page, one.id] for one in group.told) for group in align([said[key] for key in keyed])]
    place = {(row.page, row.id): n for n, row in enumerate(rows)}
    placed = _placed(connection, rows, told, texts)
    several = len(set(outlet.values()) - {""}) > 1
    heard = _Heard(said.values(), outlet)
    found = []
    for group in groups:
        ordered = sorted(
            group, key=lambda row: ((row.page, row.id) not in placed, row.kind != "direct", row.start - row.end, place[row.page, row.id])
        )
        first = ordered[0]
        speaker = refs[first.speaker].id if first.speaker else _NOBODY
        side = speaks[speaker].side or _NOBODY if speaker else _NOBODY
        only = outlet[first.page] if several else ""
        if only and any(outlet[row.page] != only for row in group):
            only = ""
        # The same words may be another's elsewhere, or nobody's, or stand in a longer statement.
        if only and any(heard.elsewhere(said[row.page, row.id].words, only) for row in group):
            only = ""
        there = placed.get((first.page, first.id))
        found.append(
            _Spoken(
                rows=tuple(ordered),
                there=(first.page, there) if there else None,
                side=side,
                speaker=speaker or first.speaker_label or _NOBODY,
                # Pages without an outlet may be of any.
                only=only or None,
                carriers=frozenset().union(*({outlet[row.page]} - {""} | credited.get(row.page, frozenset()) for row in group)),
                n=min(place[row.page, row.id] for row in group),
            )
        )
    return sorted(found, key=lambda one: one.n)


class _Heard:
    """The contents of statements by their words, to find the like of one without looking at all."""

    def __init__(self, said: Iterable[Said], outlet: Mapping[str, str]) -> None:
        self._outlets: dict[frozenset[str], set[str]] = defaultdict(set)
        self._with: dict[str, list[frozenset[str]]] = defaultdict(list)
        for one in said:
            if one.words not in self._outlets:
                for word in one.words:
                    self._with[word].append(one.words)
            self._outlets[one.words].add(outlet[one.page])

    def elsewhere(self, words: frozenset[str], outlet: str) -> bool:
        """Whether a page that isn't known to be of ``outlet`` has a content like this one."""
        shared = Counter(other for word in words for other in self._with[word])
        return any(self._outlets[other] - {outlet} and alike(words, other) for other, n in shared.items() if 2 * n >= min(len(words), len(other)))


def _said(row: AnyRow, speaker: str | None, texts: Texts) -> Said:
    words = content_words(texts.of(row.page)[row.start : row.end])
    return Said(page=row.page, id=row.id, speaker=speaker, name=row.speaker_label, verb=None, act=row.act, words=words)


def _placed(connection: Connection, rows: Sequence[AnyRow], told: MeetingAnswer, texts: Texts) -> dict[tuple[str, str], Span]:
    """The words that place statements at the meeting, by page and id."""
    e = schema.evidence.c
    names: dict[str, list[Span]] = defaultdict(list)
    more: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for some in batches(sorted({row.page for row in rows})):
        mine = (e.page.in_(some), e.owner_kind == "meeting", e.owner.in_(told.ids))
        found_in: dict[tuple[str, Span], set[str]] = defaultdict(set)
        for row in connection.execute(select(e.page, e.start, e.end, e.field).where(*mine)):
            found_in[row.page, Span(start=row.start, end=row.end)].add(row.field)
        for (page, span), fields in found_in.items():
            # Its day or its place alone doesn't name it.
            if fields & _NAMING and not fields & _BESIDE:
                names[page].append(span)
        for row in connection.execute(
            select(e.page, e.owner, e.start, e.end).where(e.page.in_(some), e.owner_kind == "statement", e.field == "more")
        ):
            more[row.page, row.owner].append(Span(start=row.start, end=row.end))
    found = {}
    for row in rows:
        if row.page in names:
            content = [Span(start=row.start, end=row.end), *more[row.page, row.id]]
            tellers = [Span(start=a, end=b) for a, b in ((row.cue_start, row.cue_end), (row.speaker_start, row.speaker_end)) if a is not None]
            if there := said_there(texts.of(row.page), content, tellers, names[row.page]):
                found[row.page, row.id] = there
    return found


def _answers(one: _Spoken, wanted: FloorFilter, refs: Mapping[str, EntityRef], *, without: str = "") -> bool:
    return (
        (wanted.side is None or one.side == wanted.side)
        and (wanted.speaker is None or one.speaker == wanted.speaker)
        and (without == "act" or wanted.act is None or any(row.act == wanted.act for row in one.rows))
        and (without == "addressee" or wanted.addressee is None or wanted.addressee in _spoken_to(one, refs))
        and (not wanted.there or one.there is not None)
        and (wanted.carrier is None or wanted.carrier in one.carriers)
    )


def _spoken_to(one: _Spoken, refs: Mapping[str, EntityRef]) -> set[str]:
    return {refs[row.addressee].id for row in one.rows if row.addressee}


def _sides(found: Sequence[_Spoken], told: MeetingAnswer) -> dict[str, list[_Spoken]]:
    """What was said by sides: those that take part first, then those that say most; nobody's comes last."""
    taking = {part.entity.id for part in told.participants}
    sides: dict[str, list[_Spoken]] = defaultdict(list)
    for one in found:
        sides[one.side].append(one)

    def rank(side: str) -> tuple[bool, bool, int, str]:
        return (not side, not (side in taking or any(one.speaker in taking for one in sides[side])), -len(sides[side]), side)

    return {side: sorted(sides[side], key=lambda one: one.order) for side in sorted(sides, key=rank)}


def _speakers(held: Iterable[_Spoken], refs: Mapping[str, EntityRef], speaks: Mapping[str, Speaks]) -> tuple[SpeakingAnswer, ...]:
    counted = Counter(one.speaker for one in held)
    return tuple(
        SpeakingAnswer(entity=refs.get(id_), label=id_, office=speaks[id_].office if id_ in speaks else None, spoken=n)
        for id_, n in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    )


def _acts(found: Sequence[_Spoken]) -> tuple[FacetCount, ...]:
    counted = Counter(act for one in found for act in {row.act for row in one.rows})
    return tuple(FacetCount(value=act, label={}, count=counted[act]) for act in _WEIGHT if counted[act])


def _addressees(found: Sequence[_Spoken], refs: Mapping[str, EntityRef]) -> tuple[FacetCount, ...]:
    labels = {ref.id: _labelled(ref).label for ref in refs.values()}
    counted = Counter(id_ for one in found for id_ in _spoken_to(one, refs))
    return tuple(FacetCount(value=id_, label=labels[id_], count=n) for id_, n in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:8])


def _labelled(ref: EntityRef) -> EntityRef:
    return ref if ref.label else EntityRef(id=ref.id, kind=ref.kind, label=known_labels().get(ref.id, {}))


class _Answers:
    """What is shown, put together at once."""

    def __init__(self, connection: Connection, shown: Iterable[_Spoken], texts: Texts) -> None:
        self._texts = texts
        keys = {(row.page, row.id) for one in shown for row in one.rows[:TELLINGS]}
        self._told: dict[tuple[str, str], StatementAnswer] = {(st.page.id, st.id): st for st in some_statements(connection, keys)}

    def spoken(self, one: _Spoken) -> SpokenAnswer:
        return SpokenAnswer(
            told=tuple(self._told[row.page, row.id] for row in one.rows[:TELLINGS]),
            there=quote(self._texts.of(one.there[0]), one.there[0], one.there[1].start, one.there[1].end) if one.there else None,
            pages=len({row.page for row in one.rows}),
            only=one.only,
        )
