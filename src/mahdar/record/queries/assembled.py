"""What `mahdar.process` assembles, with the pages, quotes and labels that it refers to by id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, func, select

from mahdar.knowledge import KnownMeeting
from mahdar.linking.choice import Assertion
from mahdar.model import Span
from mahdar.process.commitments import Pledge
from mahdar.process.positions import Series, Stand, Taken
from mahdar.process.rounds import Round
from mahdar.process.states import Attending
from mahdar.process.telling import Join
from mahdar.process.values import Settled
from mahdar.record import schema
from mahdar.record.answers import EntityRef, Mark, Quote
from mahdar.record.process_answers import (
    Asserted,
    BackedBy,
    CommitmentAnswer,
    ConflictAnswer,
    Field,
    JoinAnswer,
    KnownAnswer,
    MeetingAnswer,
    Part,
    PositionAnswer,
    StandAnswer,
    StandingAnswer,
    StateAnswer,
    ValueCount,
)
from mahdar.record.queries.joins import joined_ids
from mahdar.record.queries.judgements import marks
from mahdar.record.queries.lookup import Texts, batches, entity_refs, known_labels, page_refs
from mahdar.record.queries.series import Dossiers, series_labels

_ENTITY_FIELDS = frozenset({"place", "host", "convener", "outcome"})


class Answers:
    """Makes answers of what is assembled. All that they refer to is fetched at once.

    ``statements`` counts, where it is given, those of the pages of each round, by its id: of rounds told in brief not all pages are there.
    """

    def __init__(
        self,
        connection: Connection,
        rounds: Iterable[Round] = (),
        pledges: Iterable[Pledge] = (),
        series: Iterable[Series] = (),
        dossiers: Dossiers | None = None,
        statements: Mapping[str, int] | None = None,
    ) -> None:
        self._rounds, self._pledges, self._series = tuple(rounds), tuple(pledges), tuple(series)
        pages = {page for r in self._rounds for page in _pages(r)} | {u.witness.page for p in self._pledges for u in p.told}
        backing = [taken for s in self._series for stand in s.stands for taken in stand.told]
        pages |= {taken.witness.page for taken in backing}
        self._pages = page_refs(connection, pages)
        self._texts = Texts(connection, pages)
        self._entities = entity_refs(connection, self._mentioned())
        self._called = series_labels(connection, (one.series for one in self._rounds), dossiers)
        self._statements = _statement_spans(connection, backing)
        self._met = marks(connection, "meeting", (id_ for r in self._rounds for id_ in r.ids))
        self._agreed = marks(connection, "commitment", (u.commitment.id for p in self._pledges for u in p.told))
        self._held = _position_marks(connection, self._series)
        self._said = said_on(connection, self._rounds) if statements is None else statements

    def meetings(self) -> tuple[MeetingAnswer, ...]:
        """The rounds, in the order given."""
        return tuple(self._meeting(one) for one in self._rounds)

    def commitments(self) -> tuple[CommitmentAnswer, ...]:
        """The commitments, in the order given."""
        return tuple(self._commitment(one) for one in self._pledges)

    def positions(self) -> tuple[PositionAnswer, ...]:
        """The positions, in the order given."""
        return tuple(
            PositionAnswer(
                actor=self._entity(one.actor),
                process=one.process,
                issue=one.issue,
                changes=one.changes,
                stands=tuple(map(self._stand, one.stands)),
                judged=self._held.get(_held(one), ()),
            )
            for one in self._series
        )

    def _mentioned(self) -> set[str]:
        told = {part.entity for r in self._rounds for part in r.participants}
        told |= {value.value for r in self._rounds for name in _ENTITY_FIELDS if (f := r.fields.get(name)) for value in f.values}
        told |= {known.value for r in self._rounds for name in _ENTITY_FIELDS if (f := r.fields.get(name)) and (known := f.known)}
        told |= {party for p in self._pledges for party in p.parties} | {s.told_by for p in self._pledges for s in p.standings if s.told_by}
        return told | {s.actor for s in self._series} | {stand.target for s in self._series for stand in s.stands if stand.target}

    def _entity(self, entity: str) -> EntityRef:
        return labelled(self._entities.get(entity) or EntityRef(id=entity, kind=None, label={}))

    def _quotes(self, page: str, spans: Iterable[Span]) -> tuple[Quote, ...]:
        return tuple(self._texts.quote(page, span.start, span.end) for span in spans)

    def _asserted(self, assertions: Iterable[Assertion], *, entities: bool = False) -> tuple[Asserted, ...]:
        return tuple(
            Asserted(
                value=a.value,
                entity=self._entity(a.value) if entities else None,
                basis=a.basis,
                why=a.why,
                page=self._pages[a.page],
                evidence=self._quotes(a.page, a.evidence),
            )
            for a in assertions
        )

    def _field(self, name: str, settled: Settled | None) -> Field | None:
        if settled is None:
            return None
        entities = name in _ENTITY_FIELDS
        known = settled.known
        return Field(
            value=settled.value,
            entity=self._entity(settled.value) if entities else None,
            basis=settled.basis,
            rule=settled.rule,
            conflict=settled.conflict,
            values=tuple(
                ValueCount(
                    value=v.value,
                    entity=self._entity(v.value) if entities else None,
                    basis=v.basis,
                    outlets=v.outlets,
                    pages=v.pages,
                )
                for v in settled.values
            ),
            known=KnownAnswer(
                value=known.value, entity=self._entity(known.value) if entities else None, stands=known.stands, sure=known.sure, source=known.source
            )
            if known
            else None,
            asserted=self._asserted([a for v in settled.values for a in v.asserted], entities=entities),
            told=sum(v.told for v in settled.values),
        )

    def _part(self, part: Attending) -> Part:
        role = part.role
        return Part(
            entity=self._entity(part.entity),
            role=role.value,  # type: ignore[arg-type]
            attendance=part.attendance,
            outlets=part.outlets,
            rule=role.rule,
            conflict=role.conflict,
            asserted=self._asserted([a for v in role.values for a in v.asserted]),
            told=sum(v.told for v in role.values),
        )

    def _meeting(self, one: Round) -> MeetingAnswer:
        fields = {name: self._field(name, one.fields.get(name)) for name in ("kind", "start", "end", "place", "host", "convener", "level", "outcome")}
        status = self._field("status", one.fields["status"])
        assert status is not None  # every page tells it
        return MeetingAnswer(
            id=one.id,
            ids=one.ids,
            series=one.series,
            series_label=self._called.get(one.series or "", {}),
            ordinal=one.ordinal,
            label=known_label(one.known) if one.known else {},
            status=status,
            **fields,
            participants=tuple(self._part(part) for part in one.participants),
            agenda=tuple(one.agenda),
            states=tuple(
                StateAnswer(status=s.status, since=s.since, until=s.until, outlets=s.outlets, asserted=self._asserted(s.asserted), told=s.told)
                for s in one.states
            ),
            known_as=known_id(one.series, one.known) if one.series and one.known else None,
            joins=tuple(map(self._join, one.joins)),
            conflicts=tuple(ConflictAnswer(fault=c.fault, about=c.about) for c in one.conflicts),
            pages=tuple(self._pages[page] for page in one.pages),
            outlets=one.outlets,
            captures=one.captures,
            statements=self._said[one.id],
            lacks=one.lacks,
            told=one.told,
            judged=tuple(mark for id_ in one.ids for mark in self._met.get(id_, ())),
        )

    def _join(self, join: Join) -> JoinAnswer:
        agreed = join.agreed
        return JoinAnswer(
            page=self._pages[join.page],
            meeting=join.meeting,
            joined_to=join.joined_to,
            days=agreed.days,
            place=self._entity(agreed.place) if agreed.place else None,
            series=agreed.series,
            shared=tuple(map(self._entity, agreed.shared)),
        )

    def _commitment(self, one: Pledge) -> CommitmentAnswer:
        kind = self._field("kind", one.kind)
        assert kind is not None  # every commitment has one
        content = [(u.witness.page, u.commitment.content) for u in one.told if u.commitment.content]
        return CommitmentAnswer(
            id=one.id,
            process=one.process,
            issue=one.issue,
            parties=tuple(map(self._entity, one.parties)),
            kind=kind,
            date=self._field("date", one.date),
            status=one.status,
            disputed=one.disputed,
            standings=tuple(
                StandingAnswer(
                    status=s.status,
                    told_by=self._entity(s.told_by) if s.told_by else None,
                    since=s.since,
                    outlets=s.outlets,
                    asserted=self._asserted(s.asserted),
                )
                for s in one.standings
            ),
            content=tuple(quote for page, span in content for quote in self._quotes(page, [span])),
            pages=tuple(self._pages[page] for page in dict.fromkeys(u.witness.page for u in one.told)),
            outlets=one.outlets,
            judged=tuple(mark for id_ in sorted({u.commitment.id for u in one.told}) for mark in self._agreed.get(id_, ())),
        )

    def _stand(self, one: Stand) -> StandAnswer:
        return StandAnswer(
            date=one.date,
            stance=one.stance,
            target=self._entity(one.target) if one.target else None,
            condition=one.condition,
            changed=one.changed,
            disputed=one.disputed,
            outlets=one.outlets,
            backed=tuple(self._backed(taken) for taken in one.told),
        )

    def _backed(self, taken: Taken) -> BackedBy:
        page, position = taken.witness.page, taken.position
        spans = [self._statements[page, said] for said in position.statements if (page, said) in self._statements]
        return BackedBy(page=self._pages[page], statements=position.statements, why=position.why, evidence=self._quotes(page, spans))


def _held(one: Series) -> str:
    """The id by which the positions of an actor on an issue are judged (`mahdar.corrections.work.item_id`)."""
    return f"{one.actor} {_subject(one)}"


def _subject(one: Series) -> str:
    return f"{one.process or ''}/{one.issue}"


def _position_marks(connection: Connection, series: Sequence[Series]) -> dict[str, tuple[Mark, ...]]:
    """What people judged of positions, by `_held`. It is kept under the id that the page made for the actor, which may stand for another here."""
    ids = joined_ids(connection, (one.actor for one in series))
    asked = {f"{id_} {_subject(one)}": _held(one) for one in series for id_ in ids[one.actor]}
    found: dict[str, list[Mark]] = defaultdict(list)
    for item, told in marks(connection, "position", asked).items():
        found[asked[item]] += told
    return {held: tuple(sorted(told, key=lambda mark: (mark.at, mark.id, mark.item))) for held, told in found.items()}


def known_id(series: str, known: KnownMeeting) -> str:
    """The id of a meeting as the dossier of its series knows it: by its number, else by its first day."""
    return f"{series}-{known.start if known.ordinal is None else known.ordinal}"


def known_label(known: KnownMeeting) -> dict[str, str]:
    """What a dossier calls a meeting, by language; empty where its number is all that it is called."""
    return {language: name for language, name in (("ar", known.ar), ("en", known.en)) if name}


def labelled(ref: EntityRef) -> EntityRef:
    """``ref`` with the labels of the shipped knowledge, where no page of the record names it."""
    return ref if ref.label else EntityRef(id=ref.id, kind=ref.kind, label=known_labels().get(ref.id, {}))


def _statement_spans(connection: Connection, backing: Sequence[Taken]) -> Mapping[tuple[str, str], Span]:
    s = schema.statements.c
    wanted = {(taken.witness.page, said) for taken in backing for said in taken.position.statements}
    found: dict[tuple[str, str], Span] = {}
    for some in batches(sorted({page for page, _ in wanted})):
        for row in connection.execute(select(s.page, s.id, s.start, s.end).where(s.page.in_(some))):
            if (row.page, row.id) in wanted:
                found[row.page, row.id] = Span(start=row.start, end=row.end)
    return found


def _pages(one: Round) -> set[str]:
    """The pages that the answer of a round refers to."""
    values = [v for settled in (*one.fields.values(), *(part.role for part in one.participants)) for v in settled.values]
    asserted = [*(a for value in values for a in value.asserted), *(a for state in one.states for a in state.asserted)]
    return {*one.pages, *(a.page for a in asserted), *(join.page for join in one.joins)}


def said_on(connection: Connection, rounds: Iterable[Round]) -> dict[str, int]:
    """How many statements the pages of each of ``rounds`` have, by its id."""
    held = tuple(rounds)
    counts = _statement_counts(connection, {page for one in held for page in one.pages})
    return {one.id: sum(counts.get(page, 0) for page in one.pages) for one in held}


def _statement_counts(connection: Connection, pages: Iterable[str]) -> dict[str, int]:
    """How many statements each of ``pages`` has; those that have none aren't there."""
    s = schema.statements.c
    found: dict[str, int] = {}
    for some in batches(sorted(pages)):
        found.update((row[0], row[1]) for row in connection.execute(select(s.page, func.count()).where(s.page.in_(some)).group_by(s.page)))
    return found
