"""The record's answers as the tools tell them: each thing once, with its evidence and its address."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote as escaped

from mahdar.mcp import nouns
from mahdar.record.answers import EntityAnswer, EntityRef, Link, Mark, OfficeAnswer, PageRef, Quote, StatementAnswer
from mahdar.record.process_answers import (
    Asserted,
    CommitmentAnswer,
    Field,
    MeetingAnswer,
    Part,
    PositionAnswer,
    StandAnswer,
    StandingAnswer,
    ValueCount,
)
from mahdar.record.search_answers import Result
from mahdar.record.story_answers import StoryAnswer

STANCES = 8
"""So many stances of a position are told, the latest."""
PARTICIPANTS = 12
"""So many participants of a meeting in a list."""
PAGES = 40
"""So many pages of a story."""
FORMS = 8
"""So many spellings of a name, and offices."""


class Telling:
    """Tells answers with addresses under ``base``, the address of a reading room; paths alone where there is none."""

    def __init__(self, base: str) -> None:
        self._base = base.rstrip("/")

    def address(self, face: str, *keys: str) -> str:
        """The address of a face."""
        return f"{self._base}/{face}/{'/'.join(escaped(key, safe='') for key in keys)}"

    def marked(self, page: str, start: int, end: int) -> str:
        """The address of characters of a page."""
        return f"{self.address('page', page)}?mark={start},{end}"

    def evidence(self, told: Quote, page: PageRef | None = None) -> nouns.Evidence:
        """Words of a page, with its outlet and date where ``page`` is given."""
        return nouns.Evidence(
            quote=told.quote,
            page=told.page,
            start=told.start,
            end=told.end,
            line=told.line,
            address=self.marked(told.page, told.start, told.end),
            outlet=_outlet(page) if page else None,
            published=page.published.value if page and page.published else None,
        )

    def statement(self, said: StatementAnswer) -> nouns.Statement:
        """A statement, for a list."""
        parts = [self.evidence(part, said.page if n == 0 else None) for n, part in enumerate(said.parts)]
        entity = said.speaker.entity if said.speaker else None
        return nouns.Statement(
            id=said.id,
            speaker=named(entity),
            speaker_words=said.speaker.label if said.speaker else None,
            act=said.act,
            polarity=said.polarity if said.polarity != "positive" else None,
            kind=said.kind,
            to=named(said.addressee),
            about=named(said.target),
            issues=said.issues,
            via=tuple(_link(link) for step in said.chain for link in step if link.part in ("via", "credit")),
            doubtful=said.review,
            evidence=tuple(parts),
            address=self.address("statement", said.id),
        )

    def found(self, result: Result) -> nouns.Found:
        """A result of a search."""
        face = {"entity": "actor", "meeting": "meeting", "statement": "statement", "page": "page"}[result.kind]
        evidence = None
        if result.page is not None and result.start is not None and result.end is not None:
            evidence = nouns.Evidence(
                quote=result.snippet,
                page=result.page,
                start=result.start,
                end=result.end,
                line=result.statement.content.line if result.statement else 0,
                address=self.marked(result.page, result.start, result.end),
                outlet=_outlet(result.ref) if result.ref else None,
                published=result.ref.published.value if result.ref and result.ref.published else None,
            )
        said, title = result.statement, result.ref.title if result.ref else None
        return nouns.Found(
            kind=result.kind,
            id=result.id,
            words=result.snippet if evidence is None else (title or "") if result.kind == "page" else "",
            by=said.speaker.label if said and said.speaker else None,
            act=said.act if said else None,
            pages=result.entity.pages if result.entity else None,
            same=result.same,
            evidence=evidence,
            address=self.address(face, result.id),
        )

    def meeting(self, told: MeetingAnswer) -> nouns.Meeting:
        """A meeting with all of its fields."""
        fields = {name: getattr(told, name) for name in ("kind", "status", "start", "end", "place", "host", "convener", "level", "outcome")}
        return nouns.Meeting(
            id=told.id,
            name=_name(told),
            series=told.series,
            ordinal=told.ordinal,
            facts={name: self._fact(field) for name, field in fields.items() if field is not None},
            participants=tuple(self._participant(part) for part in told.participants),
            agenda=told.agenda,
            lacks=told.lacks,
            conflicts=tuple(f"{one.fault}: {one.about}" for one in told.conflicts),
            told_by=told.told,
            outlets=told.outlets,
            statements=told.statements,
            judged=judged(told.judged),
            address=self.address("meeting", told.id),
        )

    def brief(self, told: MeetingAnswer) -> nouns.MeetingBrief:
        """A meeting, for a chronology."""
        shown = told.start or told.end or told.status
        return nouns.MeetingBrief(
            id=told.id,
            name=_name(told),
            series=told.series,
            ordinal=told.ordinal,
            kind=told.kind.value if told.kind else None,
            status=told.status.value,
            start=told.start.value if told.start else None,
            end=told.end.value if told.end else None,
            place=named(told.place.entity) if told.place else None,
            with_=tuple(one for ref in told.foremost[:PARTICIPANTS] if (one := named(ref))),
            pages=told.told,
            conflict=told.differs,
            evidence=self._first(shown.asserted),
            address=self.address("meeting", told.id),
        )

    def position(self, held: PositionAnswer) -> nouns.Position:
        """What an actor holds on an issue: the latest of its stances, those that are only spoken of aside where there are others."""
        stands = [one for one in held.stands if one.stance != "neutral"] or list(held.stands)
        return nouns.Position(
            actor=_sure(held.actor),
            process=held.process,
            issue=held.issue,
            changes=held.changes,
            stances=tuple(self._stance(one) for one in stands[-STANCES:]),
            earlier=max(0, len(stands) - STANCES),
            address=self.address("issue", held.process, held.issue) if held.process else None,
        )

    def commitment(self, told: CommitmentAnswer) -> nouns.Commitment:
        """What was undertaken, and what became of it."""
        pages = {page.id: page for page in told.pages}
        words = told.content[:3] or tuple(quote for one in told.kind.asserted[:1] for quote in one.evidence[:1])
        return nouns.Commitment(
            id=told.id,
            process=told.process,
            issue=told.issue,
            parties=tuple(_sure(one) for one in told.parties),
            kind=told.kind.value,
            date=told.date.value if told.date else None,
            status=told.status,
            disputed=told.disputed,
            course=tuple(_course(one) for one in told.standings),
            evidence=tuple(self.evidence(quote, pages.get(quote.page)) for quote in words),
        )

    def entity(self, told: EntityAnswer) -> nouns.Entity:
        """An entity over the whole record."""
        return nouns.Entity(
            entity=_sure(EntityRef(id=told.id, kind=told.kind, label=told.label)),
            kind=told.kind,
            wikidata=told.wikidata,
            pages=told.pages,
            said=told.said,
            addressed=told.addressed,
            meetings=told.meetings,
            spellings={form.form: form.pages for form in told.forms[:FORMS]},
            offices=tuple(self._office(one) for one in told.offices[:FORMS]),
            named_with=tuple(_sure(EntityRef(id=one.id, kind=one.kind, label=one.label)) for one in told.alongside[:FORMS]),
            maybe_same=tuple(_sure(one.entity) for one in told.maybe[:FORMS]),
            judged=judged(told.judged),
            address=self.address("actor", told.id),
        )

    def story(self, told: StoryAnswer) -> nouns.Story:
        """A story with its pages."""
        place = {page.id: n for n, page in enumerate(told.pages)}
        first: dict[str, str] = {}
        for copy in told.copies:
            if copy.sort != "within":
                earlier, later = sorted((copy.one, copy.other), key=lambda page: place[page])
                first.setdefault(later, earlier)
        pages = tuple(
            nouns.StoryPage(
                page=page.id,
                title=page.title,
                outlets=tuple(outlet.label for outlet in page.outlets),
                published=page.published.value if page.published else None,
                copy_of=first.get(page.id),
                address=self.address("page", page.id),
            )
            for page in told.pages[:PAGES]
        )
        return nouns.Story(id=told.ref.id, pages=pages, total=told.ref.pages, outlets=told.ref.outlets, address=self.address("story", told.ref.id))

    def _first(self, asserted: Iterable[Asserted]) -> nouns.Evidence | None:
        return next((self.evidence(one.evidence[0], one.page) for one in asserted if one.evidence), None)

    def _fact(self, field: Field) -> nouns.Fact:
        by_value: dict[str, list[Asserted]] = {}
        for one in field.asserted:
            by_value.setdefault(one.value, []).append(one)

        def told(value: ValueCount) -> nouns.Value:
            tellers = by_value.get(value.value, [])
            evidence = self._first(tellers)
            page = self.address("page", tellers[0].page.id) if tellers and evidence is None else None
            return nouns.Value(value=value.value, named=named(value.entity), outlets=value.outlets, basis=value.basis, evidence=evidence, page=page)

        shown = next((value for value in field.values if value.value == field.value), None)
        value = told(shown) if shown else nouns.Value(value=field.value, named=named(field.entity), basis="dossier")
        return nouns.Fact(value=value, conflict=field.conflict, others=tuple(told(one) for one in field.values if one.value != field.value))

    def _participant(self, part: Part) -> nouns.Participant:
        return nouns.Participant(
            who=_sure(part.entity),
            role=part.role,
            attendance=part.attendance,
            outlets=part.outlets,
            conflict=part.conflict,
            evidence=self._first(part.asserted),
        )

    def _stance(self, one: StandAnswer) -> nouns.Stance:
        return nouns.Stance(
            date=one.date,
            stance=one.stance,
            toward=named(one.target),
            condition=one.condition,
            changed=one.changed,
            disputed=one.disputed,
            outlets=one.outlets,
            statements=tuple(dict.fromkeys(said for backed in one.backed for said in backed.statements))[:4],
            evidence=next((self.evidence(backed.evidence[0], backed.page) for backed in one.backed if backed.evidence), None),
        )

    def _office(self, one: OfficeAnswer) -> nouns.Office:
        words = one.words[0] if one.words else None
        return nouns.Office(
            role=one.role,
            words=words.label if words else None,
            of=named(one.of),
            since=one.since,
            until=one.until,
            status=one.status,
            known=one.known,
            evidence=self.evidence(words.evidence[0], words.page) if words and words.evidence else None,
        )


def named(ref: EntityRef | None) -> nouns.Named | None:
    """An entity by its id and labels."""
    return _sure(ref) if ref is not None else None


def judged(marks: Iterable[Mark]) -> tuple[str, ...]:
    """What people judged, in words."""
    return tuple(
        " ".join(part for part in (one.at[:10], one.who, one.kind, one.field, one.value, f"({one.why})" if one.why else None) if part)
        for one in marks
    )


def _sure(ref: EntityRef) -> nouns.Named:
    return nouns.Named(id=ref.id, ar=ref.label.get("ar"), en=ref.label.get("en"))


def _outlet(page: PageRef) -> str | None:
    return page.outlets[0].label if page.outlets else None


def _link(link: Link) -> str:
    return link.label.get("ar") or link.label.get("en") or link.entity or ""


def _course(one: StandingAnswer) -> str:
    teller = f"as {_sure(one.told_by).en or one.told_by.id} tells" if one.told_by else None
    return " ".join(part for part in (one.since, one.status, teller) if part)


def _name(told: MeetingAnswer) -> str | None:
    """What a meeting is called: by its dossier, else by its series and number."""
    if told.label:
        return told.label.get("en") or told.label.get("ar")
    series = told.series_label.get("en") or told.series_label.get("ar")
    return f"{series}, round {told.ordinal}" if series and told.ordinal is not None else series
