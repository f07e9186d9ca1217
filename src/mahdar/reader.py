"""Reads one page: find everything, date the page, resolve the times. A pure function of the page and its inputs."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from typing import Self

from mahdar import __version__
from mahdar.arabic import analyse, build_lexicon
from mahdar.dating import Bound, Dater
from mahdar.knowledge import Dossier, Knowledge, load, load_dossiers
from mahdar.layout import Layout, SourceMarker
from mahdar.layout.profiles import SiteProfiles, site_of
from mahdar.meetings import CommitmentFinder, MeetingFinder, PositionFinder, Processes, RoundFinder
from mahdar.model import READ_ROLES, Commitment, Entity, Meeting, Page, Position, Reading, Time
from mahdar.names import NameFinder, SourceFinder, Sources
from mahdar.statements import StatementFinder
from mahdar.times import Resolver, TimeFinder


class Reader:
    """Reads pages with a knowledge and dossiers (the shipped ones where none are passed). Immutable once made."""

    def __init__(self, knowledge: Knowledge | None = None, dossiers: Iterable[Dossier] | None = None) -> None:
        self.knowledge = knowledge if knowledge is not None else load()
        told = dossiers if dossiers is not None else load_dossiers()
        self.dossiers = tuple(dossier.redirected(self.knowledge.redirects) for dossier in told)
        self.lexicon = build_lexicon(self.knowledge, self.dossiers)
        self.layout = Layout(self.knowledge, self.lexicon)
        self.marker = SourceMarker(self.knowledge)
        self.times = TimeFinder(self.knowledge, self.lexicon)
        self.resolver = Resolver(self.knowledge)
        self.names = NameFinder(self.knowledge, self.dossiers, self.lexicon)
        self.sources = SourceFinder(self.knowledge)
        self.statements = StatementFinder(self.knowledge, self.dossiers, self.names)
        self.rounds = RoundFinder(self.knowledge, self.dossiers)
        self.meetings = MeetingFinder(self.knowledge, self.dossiers, self.names)
        self.processes = Processes(self.dossiers)
        self.positions = PositionFinder(self.knowledge, self.processes)
        self.commitments = CommitmentFinder(self.knowledge, self.processes)
        self.dater = Dater(self.knowledge)
        self.site_profiles = SiteProfiles()

    def using(self, site_profiles: SiteProfiles) -> Self:
        """The same reader, reading the pages of each site with the site's profile."""
        other = copy.copy(self)
        other.site_profiles = site_profiles
        return other

    def read(self, page: Page, *, bounds: Sequence[Bound] = ()) -> Reading:
        """All that ``page`` says, each item with the characters that say it. ``bounds`` are what others tell of its date of publication; they
        count where the page states none."""
        site = self.site_profiles.of(site_of(page))
        article = self.layout.read(page, site)
        marks = self.marker.mark(article)
        text = analyse(page.text, (b for b in article.blocks if b.role in READ_ROLES), self.lexicon)
        found, no_times = self.times.find(text)
        names = self.names.find(text)
        sources = self.sources.find(page, marks, text, names)
        statements, speakers, no_statements = self.statements.find(text, names, found, page.text_hash, sources.house)
        rounds = self.rounds.find(text, names, found)
        dating = self.dater.date(article, text, found, names, rounds, sources.dateline, bounds)
        day = dating.counted_from
        times, no_dates = self.resolver.resolve(found, day, month_first=self.sources.month_first(sources.outlet))
        meetings, attending = self.meetings.find(text, names, found, times, statements, rounds, day, page.text_hash)
        told = {**attending, **speakers, **names.entities}
        here = self.processes.of_page(text, names, meetings, day)
        positions = self.positions.find(text, here, names, told, statements, day)
        commitments = self.commitments.find(text, here, names, told, times, statements, day, page.text_hash)
        return Reading(
            page=page.id,
            text_hash=page.text_hash,
            source=page.source,
            url=page.url,
            fetched=page.fetched,
            media_type=page.media_type,
            encoding=page.encoding,
            notes=(*page.notes, *article.notes, *sources.notes, *dating.notes),
            language=article.language,
            engine=__version__,
            site_profile=site.hash if site else None,
            outlet=sources.outlet,
            published=dating.published,
            credits=sources.credits,
            wire_copy=sources.wire,
            text=page.text,
            blocks=article.blocks,
            times=_apart(times),
            entities=self._entities(told, sources, _named_by(meetings, commitments, positions)),
            names=names.names(),
            references=names.references,
            statements=statements,
            meetings=meetings,
            commitments=commitments,
            positions=positions,
            rejected=tuple(
                sorted((*no_times, *no_dates, *names.rejected, *no_statements, *dating.rejected), key=lambda r: (r.start, r.end, r.layer, r.reason))
            ),
        )

    def _entities(self, told: dict[str, Entity], sources: Sources, others: Iterable[str]) -> tuple[Entity, ...]:
        """The page's entities with its outlet, those that it credits and ``others`` that its meetings, commitments and positions name, by id."""
        out = dict(told)
        gazetteer = self.names.gazetteer
        for id_ in (sources.outlet.entity if sources.outlet else None, *(credit.entity for credit in sources.credits)):
            if id_ and id_ not in out:
                out[id_] = Entity(id=id_, kind="organization", label=dict(gazetteer.labels[id_]))
        for id_ in others:
            if id_ not in out:
                out[id_] = Entity(id=id_, kind=gazetteer.kinds.get(id_, "organization"), label=dict(gazetteer.labels.get(id_, {"en": id_})))
        return tuple(out[id_] for id_ in sorted(out))


def _named_by(meetings: Iterable[Meeting], commitments: Iterable[Commitment], positions: Iterable[Position]) -> Iterator[str]:
    """The ids of entities that meetings, commitments and positions name."""
    for meeting in meetings:
        yield from (id_ for id_ in (meeting.place, meeting.host, meeting.convener) if id_)
        yield from (part.entity for part in meeting.participants)
    for commitment in commitments:
        yield from commitment.parties
        if commitment.told_by:
            yield commitment.told_by
    for position in positions:
        yield position.actor
        yield from (id_ for id_ in (position.target, position.told_by) if id_)


def _apart(times: tuple[Time, ...]) -> tuple[Time, ...]:
    """The times in order without overlaps (the earlier and longer stays)."""
    out: list[Time] = []
    for time in sorted(times, key=lambda t: (t.start, -t.end)):
        if not out or time.start >= out[-1].end:
            out.append(time)
    return tuple(out)
